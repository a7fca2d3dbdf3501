"""Answers about one or several indicators: the figure first, then its plan and same period, then what disagrees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.models import Measure, Observation
from corpus.text import fold
from handlers.accounting import turned
from handlers.drafting import cite, compose, finding_notes, is_damaged, not_found
from handlers.facts import VALUE_MEASURES, end_of, fit
from handlers.figure_claims import bases_of, figure_claims, relations_of
from handlers.fitting import asks_average, asks_share, states_average
from handlers.knowledge import Knowledge, place_name
from handlers.pending import only_pending, pending_claims
from handlers.picking import ENOUGH, Pick, asked_places, latest_period, pick, residual, resolve_period
from handlers.values import Answer, Claim, Query
from handlers.wording import period_words, say, shorten
from handlers.words import Word

MAX_NAMES = 8
_RESULT = re.compile(r"\bthuc hien\b|ket qua")
_SHARE_NAME = re.compile(r"\bty (?:trong|le)\b|\bco cau\b")
_PERIODS_SHOWN = 6
_SENTENCE = 420


def answer_figures(query: Query, known: Knowledge) -> Answer | None:
    """Answer from the indicator store; None when the question is not (only) about catalogued figures."""
    if query.follow_up and query.wanted == ("why",):  # the figure just told is no reason for itself
        return None
    names = with_data(query, known)[:MAX_NAMES]
    if len(names) == 1:
        names = [n for n in names if _counts_asked(query, known, n)]
    if asks_share(query):
        names = [n for n in names if _SHARE_NAME.search(fold(n))]
    if asks_average(query):
        names = [n for n in names if states_average(n)]
    if not names or _crosses(query):
        return None
    words = residual(query, known, names)
    picks: list[Pick] = []
    notes: list[str] = []
    gaps: list[tuple[str, str]] = []
    for name in names:
        measures = wanted_measures(query)
        for period in asked_periods(query, known, names, name, notes):
            found = [
                p
                for p in pick(query, known, name, period, measures, words)
                if p.coverage >= ENOUGH and ("cumulative" not in query.measures or runs_on(p.observation))
            ]
            if found:
                picks += _each_place(found, query, known)
            else:
                gaps.append((name, period))
    if not picks:
        waiting = None if wanted_measures(query) == ("target",) else only_pending(query, known, names, gaps)
        return waiting or _no_figure(query, known, gaps, words)
    if len(picks) == 1 and turned(query, known, picks[0].observation):
        return None  # "nữ bao nhiêu": the whole is no answer
    picks += _other_bodies(query, known, picks, words)
    return present(query, known, picks, notes)


_RUNNING = re.compile(r"luy ke|cong don|den (?:nay|het|thoi diem|ngay|thang|cuoi)|con hieu luc|hien (?:co|nay)|tong so")


_COUNTED = frozenset(
    {"du an", "nguoi", "lao dong", "ho so", "doanh nghiep", "xa", "ho", "truong", "khu", "kcn", "khu cong nghiep", "vu",
     "nhiem vu", "luot", "hoc vien", "giay phep", "van ban", "can ho", "con", "cay"}
)  # fmt: skip


def _crosses(query: Query) -> bool:
    """Whether two parts of one thing are asked of each other ("hồ sơ trực tuyến quá hạn"): neither answers it."""
    stems = [n.rpartition(" - ")[0] for n in query.indicators]
    terms = dict(query.spoken)
    joined = re.search(
        r",|;|\b(?:va|voi|hay|con|moi|cung)\b|\b(?:bao nhieu|may)\b.*\b(?:bao nhieu|may)\b", query.folded
    )
    kin = len(stems) == 2 and stems[0] and stems[0] == stems[1]
    return bool(kin and not joined and not query.follow_up and len({terms.get(n) for n in query.indicators}) == 1)


def _counts_asked(query: Query, known: Knowledge, name: str) -> bool:
    """Whether an indicator has figures in pieces where pieces are asked: "mấy dự án" is not answered in USD."""
    if query.wanted_unit not in _COUNTED:
        return True
    units = {fold(o.unit) for o in (*known.book.of(name), *known.book.waiting(name))}
    return any(not re.search(r"(?<!lao )\b(?:dong|usd|ha|m2|tan)\b|%", unit) for unit in units)


def runs_on(o: Observation) -> bool:
    """Whether a figure may stand for all years up to now: no flow of a period does when "lũy kế" is asked."""
    said = fold(f"{o.indicator} {o.reading or o.clause.quote} {' '.join(o.section)}")
    return o.catalogued or o.measure in ("cumulative", "target") or bool(_RUNNING.search(said))


def _each_place(found: Sequence[Pick], query: Query, known: Knowledge) -> list[Pick]:
    """The best figure; of each place when the question names several ("Hải Phòng và Bắc Ninh")."""
    best: dict[str, Pick] = {}
    for p in found:
        best.setdefault(place_name(p.observation.entity), p)
    places = asked_places(query, known)
    return [best[p] for p in places if p in best] if len(places) > 1 else [found[0]]


def _other_bodies(query: Query, known: Knowledge, picks: Sequence[Pick], words: Sequence[Word]) -> list[Pick]:
    """The same figure of other authorities whose own reports the store holds, when the question names none."""
    if query.documents or asked_places(query, known) or words:
        return []
    out: list[Pick] = []
    for name in dict.fromkeys(p.observation.indicator for p in picks):
        shown = {place_name(p.observation.entity) for p in picks}
        own = {e for e in known.book.own_entity.values() if place_name(e) not in shown}
        for entity in sorted(own):
            found = known.book.of(name, entity=entity, measures=wanted_measures(query))
            asked = [p.period for p in picks if p.observation.indicator == name]
            here = [o for code in asked for o in known.book.at(found, code)]
            if not query.periods and found:
                last = max(found, key=lambda o: end_of(o.time_period))
                here = here or ([last] if last.measure != "base" else [])
            if here:
                out.append(Pick(here[0], 1.0, here[0].time_period))
    return out[:2]


def with_data(query: Query, known: Knowledge) -> list[str]:
    """The indicators asked that have figures; one that has none is replaced by its parts that do (xuất nhập khẩu)."""
    names: list[str] = []
    for name in query.indicators:
        entry = known.catalog.get(name)
        parts = entry.parts if entry and not known.book.of(name) and not known.book.waiting(name) else ()
        names += [n for n in (parts or (name,)) if known.book.of(n) or known.book.waiting(n)]
    return list(dict.fromkeys(names))


def wanted_measures(query: Query) -> tuple[Measure, ...]:
    """Which kind of figure heads the answer: the plan when the plan itself is asked, else the result."""
    if _RESULT.search(query.folded):
        return VALUE_MEASURES  # type: ignore[return-value]
    if "target" in query.measures and not ({"pct_of_target", "same_period"} & set(query.measures)):
        return ("target",)
    if "cumulative" in query.measures:
        return ("cumulative", "actual", "estimate")
    return VALUE_MEASURES  # type: ignore[return-value]


def asked_periods(query: Query, known: Knowledge, names: Sequence[str], name: str, notes: list[str]) -> list[str]:
    """The periods to answer for: those asked, a left-out year filled in, else the latest with data (and say so)."""
    if query.periods == ("?",) and wanted_measures(query) == ("target",):
        return _latest_plan(query, known, name)  # this year's plan is the year's, however far the year is
    if query.periods:
        resolved = [resolve_period(known, names, code) for code in query.periods]
        if any(code.startswith("?") for code in query.periods):
            notes.append(say("assumed_year", period=period_words(resolved[0])))
        if query.follow_up and not query.own_periods and wanted_measures(query) == ("target",):
            return [_planned(known, name, code) for code in resolved]
        return resolved
    if wanted_measures(query) == ("target",):
        return _latest_plan(query, known, name)
    latest_code = latest_period(query, known, name)
    if latest_code:
        notes.append(say("assumed_period", period=period_words(latest_code)))
        return [latest_code]
    return []


def _latest_plan(query: Query, known: Knowledge, name: str) -> list[str]:
    """The latest period that a plan is made for."""
    targets = known.book.of(name, doc_keys=query.documents, measures=("target",))
    latest = max((o.time_period for o in targets), default="", key=end_of)
    return [latest] if latest else []


def _planned(known: Knowledge, name: str, period: str) -> str:
    """The period a plan is made for: the year, where none is made for the part of it just talked about."""
    targets = known.book.of(name, measures=("target",))
    return period if known.book.at(targets, period) or not known.book.at(targets, period[:4]) else period[:4]


def _no_figure(query: Query, known: Knowledge, gaps: Sequence[tuple[str, str]], words: Sequence[Word]) -> Answer | None:
    """Say which periods exist, unless other words of the question make it a question for the text."""
    if not gaps or words:
        return None
    name, period = gaps[0]
    if any(known.book.at(known.book.of(name), period) for name, period in gaps):
        return None
    available = "; ".join(period_words(p) for p in known.book.periods(name, known.book.home)[:_PERIODS_SHOWN])
    text = say("missing_period", name=name, period=period_words(period), available=available)
    return not_found(known, query, text)


def present(query: Query, known: Knowledge, picks: Sequence[Pick], notes: Sequence[str]) -> Answer:
    """The reply for the figures chosen: a line a figure, then plans, bases, other sources and findings."""
    claims: list[Claim] = []
    shown: list[Observation] = []
    for chosen in picks:
        claims.extend(figure_claims(query, known, chosen))
        shown.append(chosen.observation)
    claims.extend(pending_claims(query, known, picks))
    claims.extend(sentence_claims(query, known, picks))
    claims.extend(c for c in finding_notes(known, shown) if all(c.text != seen.text for seen in claims))
    all_notes = list(notes)
    if any(
        known.documents[c.document].origin == "message" and not known.documents[c.document].approved_by
        for claim in claims
        for c in claim.citations
    ):
        all_notes.append(say("pending_note"))
    if "same_period" in query.measures and not any(_says_same_period(known, o) for o in shown):
        all_notes.append(say("no_same_period"))
    all_notes += [c for o in shown for c in o.cautions]
    if any(o.measure == "estimate" or o.obs_status == "E" for o in shown):
        all_notes.append(say("estimate_note"))
    if is_damaged(known, [cite(known, o) for o in shown]):
        all_notes.append(say("damaged_note"))
    status = "answered"
    headline = ""
    if len(picks) > 1 and _readings(query, picks):
        status = "ambiguous"
        headline = say("two_readings", names=[p.observation.indicator for p in picks])
    return compose(known, query, status, claims, all_notes, suggestions(known, picks), headline)  # type: ignore[arg-type]


def _says_same_period(known: Knowledge, o: Observation) -> bool:
    return bool(bases_of(known, o)) or any("same_period" in r.measure for r in (o, *relations_of(known, o)))


def sentence_claims(query: Query, known: Knowledge, picks: Sequence[Pick]) -> list[Claim]:
    """The printed sentence itself, where it says more than the figures taken from it.

    That is when several figures of it are asked together, or a relation is asked that was not read as one.
    """
    clauses: dict[tuple[str, int], list[Observation]] = {}
    for p in picks:
        if p.observation.span.table is None:
            clauses.setdefault((p.observation.doc, p.observation.clause.start), []).append(p.observation)
    asks_relation = {"same_period", "pct_of_target"} & set(query.measures) or query.intent == "compare"
    out = []
    for found in clauses.values():
        lacking = asks_relation and not any(relations_of(known, o) for o in found)
        lacking = lacking or (query.intent == "compare" and "same_period" in query.measures)
        if len(found) > 1 or lacking:
            o = found[0]
            out.append(
                Claim(
                    text=say("sentence", text=shorten(o.reading or o.clause.quote, _SENTENCE)),
                    citations=(cite(known, o),),
                )
            )
    return out


def _readings(query: Query, picks: Sequence[Pick]) -> bool:
    """Whether the figures are different readings of one short question, not parts that it asked for together."""
    names = {p.observation.indicator for p in picks}
    said = dict(query.spoken)
    if any(a.startswith(f"{b} - ") for a in names for b in names):
        return False  # "chết mấy người, trong đó nữ mấy": the whole and its part
    words = {said.get(n, n) for n in names}  # one word for all of them is ambiguous, a word each is an enumeration
    return 1 < len(names) <= 3 and len(words) == 1 and len({p.period for p in picks}) == 1


def suggestions(known: Knowledge, picks: Sequence[Pick]) -> list[str]:
    """The next likely questions about the figures shown, short enough for buttons."""
    first = picks[0].observation
    out = []
    for period in known.book.periods(first.indicator, first.entity):
        if fit(first.time_period, period) < 3:
            out.append(f"{first.indicator} {period_words(period)}")
    if first.measure != "target" and known.book.of(first.indicator, entity=first.entity, measures=("target",)):
        out.insert(0, f"{first.indicator}: so với kế hoạch thế nào")
    return [s for s in out if len(s) <= 60][:3]
