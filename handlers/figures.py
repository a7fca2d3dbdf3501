"""Answers about one or several indicators: the figure first, then its plan and same period, then what disagrees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.catalog import PLAN_OVER_PLAN
from corpus.models import Measure, Observation
from corpus.periods import parse_period, year_before
from corpus.quantities import format_value, scale
from corpus.text import fold
from handlers.drafting import cite, compose, finding_notes, is_damaged, not_found
from handlers.facts import RELATIVE, VALUE_MEASURES, alike_units, end_of, fit, same_value
from handlers.knowledge import Knowledge, place_name
from handlers.picking import ENOUGH, Pick, asked_places, distinct, latest_period, pick, residual, resolve_period
from handlers.values import Answer, Claim, Query
from handlers.wording import figure_words, period_words, reference, rounded, say, shorten
from handlers.words import Word

MAX_NAMES = 8
_PERIODS_SHOWN = 6
_SENTENCE = 420


def answer_figures(query: Query, known: Knowledge) -> Answer | None:
    """Answer from the indicator store; None when the question is not (only) about catalogued figures."""
    names = with_data(query, known)[:MAX_NAMES]
    if not names:
        return None
    words = residual(query, known, names)
    picks: list[Pick] = []
    notes: list[str] = []
    gaps: list[tuple[str, str]] = []
    for name in names:
        measures = wanted_measures(query)
        for period in asked_periods(query, known, names, name, notes):
            found = [p for p in pick(query, known, name, period, measures, words) if p.coverage >= ENOUGH]
            if found:
                picks.append(found[0])
            else:
                gaps.append((name, period))
    if not picks:
        return _no_figure(query, known, gaps, words)
    picks += _other_bodies(query, known, picks, words)
    return present(query, known, picks, notes)


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
        parts = entry.parts if entry and not known.book.of(name) else ()
        names += [n for n in (parts or (name,)) if known.book.of(n)]
    return list(dict.fromkeys(names))


def part_words(o: Observation) -> str:
    """A figure that was printed as a part of a whole with the whole: "306/340 nhiệm vụ"."""
    printed = format_value(o.value, "").strip()
    whole = re.search(rf"(?<![\d.,/]){re.escape(printed)}\s*/\s*(\d[\d.,]*\d|\d)(?![\d/])", o.reading or o.clause.quote)
    return f"{printed}/{whole[1]} {o.unit}" if whole and o.span.table is None else figure_words(o)


def wanted_measures(query: Query) -> tuple[Measure, ...]:
    """Which kind of figure heads the answer: the plan when the plan itself is asked, else the result."""
    if "target" in query.measures and not ({"pct_of_target", "same_period"} & set(query.measures)):
        return ("target",)
    if "cumulative" in query.measures:
        return ("cumulative", "actual", "estimate")
    return VALUE_MEASURES  # type: ignore[return-value]


def asked_periods(query: Query, known: Knowledge, names: Sequence[str], name: str, notes: list[str]) -> list[str]:
    """The periods to answer for: those asked, a left-out year filled in, else the latest with data (and say so)."""
    if query.periods:
        resolved = [resolve_period(known, names, code) for code in query.periods]
        if any(code.startswith("?") for code in query.periods):
            notes.append(say("assumed_year", period=period_words(resolved[0])))
        return resolved
    if wanted_measures(query) == ("target",):
        targets = known.book.of(name, doc_keys=query.documents, measures=("target",))
        latest = max(
            (o.time_period for o in targets), default="", key=lambda c: (parse_period(c).end if c else None) or 0
        )
        return [latest] if latest else []
    latest_code = latest_period(query, known, name)
    if latest_code:
        notes.append(say("assumed_period", period=period_words(latest_code)))
        return [latest_code]
    return []


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
    claims.extend(sentence_claims(query, known, picks))
    claims.extend(c for c in finding_notes(known, shown) if all(c.text != seen.text for seen in claims))
    all_notes = list(notes)
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
    words = {said.get(n, n) for n in names}  # one word for all of them is ambiguous, a word each is an enumeration
    return 1 < len(names) <= 3 and len(words) == 1 and len({p.period for p in picks}) == 1


def figure_claims(query: Query, known: Knowledge, chosen: Pick) -> list[Claim]:
    """The claims about one figure: itself with its relations, its plan, its base, and what other places print."""
    o = chosen.observation
    home = place_name(o.entity) == place_name(known.book.home)
    entity = "" if home or fold(o.entity) in fold(o.indicator) else o.entity
    period = period_words(o.time_period)
    relations = relations_of(known, o)
    said = ", ".join(relation_words(r) for r in relations)
    citations = tuple(cite(known, x) for x in (o, *relations))
    asks_percent = "percent" in query.wanted or "pct_of_target" in query.measures
    if o.measure == "target":
        head = say(
            "figure_head",
            name=o.indicator,
            entity=entity,
            period=period,
            figure=figure_words(o),
            verb=say("verb", measure="target", status="A"),
            relations="",
        )
    elif asks_percent and relations:
        head = say(
            "percent_head", name=o.indicator, entity=entity, period=period, relations=said, figure=figure_words(o)
        )
    else:
        verb = say("verb", measure=o.measure, status=o.obs_status)
        head = say(
            "figure_head",
            name=o.indicator,
            entity=entity,
            period=period,
            figure=part_words(o),
            verb=verb,
            relations=said,
        )
    claims = [Claim(text=head, citations=citations)]
    claims += _computed_percent(known, o, relations) if asks_percent else []
    claims += plan_claims(known, o)
    claims += base_claims(known, o)
    claims += other_claims(known, o, relations)
    return claims


def relations_of(known: Knowledge, o: Observation) -> list[Observation]:
    """The percentages printed with a figure: those of its group, else those of its name, period and document."""
    if o.measure not in VALUE_MEASURES or o.measure == "base":
        return []
    group = known.book.fact(o).companions
    mates = [c for c in group if c.measure in RELATIVE and c.indicator == o.indicator and _same_time(c, o)]
    return sorted(mates or _beside(known, o), key=lambda r: RELATIVE.index(r.measure))


def _same_time(a: Observation, b: Observation) -> bool:
    """Whether two figures are of the same period: a row's percentages belong to its whole, not to its last month."""
    return fit(a.time_period, b.time_period) == 3


def _beside(known: Knowledge, o: Observation) -> list[Observation]:
    """Percentages of the same name, period and document that were printed apart from the figure."""
    return [
        c
        for c in known.book.of(o.indicator, entity=o.entity, doc_keys=(o.doc,), measures=RELATIVE)
        if fit(c.time_period, o.time_period) == 3
    ]


def relation_words(o: Observation) -> str:
    """A percentage in words: "đạt 33,11% kế hoạch", "bằng 106% cùng kỳ"."""
    if o.measure == "pct_of_same_period":
        over = rounded(o.value - 100)
        change = f"{'tăng' if over > 0 else 'giảm'} {format_value(abs(over), '%')}" if over else ""
        return say("of_same_period", figure=figure_words(o), change=change)
    phrase = {"pct_of_target": "of_plan", "change_vs_same_period": "change"}
    return say(phrase.get(o.measure, "ratio"), figure=figure_words(o))


def plan_claims(known: Knowledge, o: Observation) -> list[Claim]:
    """The plan for the year of a figure, every different one with its document."""
    if o.measure == "base":
        return []
    year = o.time_period[:4]
    pool = known.book.of(o.indicator, measures=("target",))
    targets = [
        t for t in pool if t.time_period in (year, o.time_period) and place_name(t.entity) == place_name(o.entity)
    ]
    targets = [t for t in targets if alike_units(scale(t.value, t.unit)[1], scale(o.value, o.unit)[1])]
    different = [t for t in distinct([o, *targets] if o.measure == "target" else targets) if t is not o]
    claims = []
    if different:
        figures = "; ".join(
            say("sourced", figure=figure_words(t), doc=known.documents[t.doc].doc_key) for t in different
        )
        phrase = "other_line" if o.measure == "target" else "target_line"
        text = say(phrase, period=period_words(different[0].time_period), figures=figures)
        claims.append(Claim(text=text, citations=tuple(cite(known, t) for t in different)))
    if o.measure == "target":
        claims += _plan_over_plan(known, o)
    return claims


def _plan_over_plan(known: Knowledge, o: Observation) -> list[Claim]:
    """The plan beside the plan of the year before, and their printed ratio."""
    ratios = [r for r in known.book.of(o.indicator + PLAN_OVER_PLAN, entity=o.entity) if r.time_period == o.time_period]
    before = [
        t
        for t in known.book.of(o.indicator, entity=o.entity, measures=("target",))
        if t.time_period == year_before(o.time_period)
    ]
    if not ratios or not before:
        return []
    text = say(
        "plan_ratio",
        figure=figure_words(ratios[0]),
        period=period_words(before[0].time_period),
        before=figure_words(before[0]),
    )
    return [Claim(text=text, citations=(cite(known, ratios[0]), cite(known, before[0])))]


def _computed_percent(known: Knowledge, o: Observation, relations: Sequence[Observation]) -> list[Claim]:
    """The share of the plan when no document prints it but both operands are known."""
    if any(r.measure == "pct_of_target" for r in relations) or o.measure not in ("actual", "estimate"):
        return []
    for target in targets_of(known, o)[:1]:
        (x, ux), (y, uy) = scale(o.value, o.unit), scale(target.value, target.unit)
        if alike_units(ux, uy) and y:
            figure = format_value(rounded(x / y * 100), "%")
            formula = f"{figure_words(o)} / {figure_words(target)}"
            text = say("computed_percent", figure=figure, formula=formula)
            return [Claim(text=text, formula=formula, citations=(cite(known, o), cite(known, target)))]
    return []


def targets_of(known: Knowledge, o: Observation) -> list[Observation]:
    """The plans a result is held against: its own group's first, then the year's in any document."""
    mates = [c for c in known.book.fact(o).companions if c.measure == "target" and c.indicator == o.indicator]
    year = o.time_period[:4]
    rest = [t for t in known.book.of(o.indicator, entity=o.entity, measures=("target",)) if t.time_period == year]
    return distinct([*mates, *rest])


def base_claims(known: Knowledge, o: Observation) -> list[Claim]:
    """The figure of the same period a year before, as printed with the figure."""
    if o.measure not in ("actual", "estimate"):
        return []
    group = known.book.fact(o).companions
    mates = [c for c in group if c.measure == "base" and c.indicator == o.indicator and _a_year_before(c, o)]
    if not mates:
        found = known.book.of(o.indicator, entity=o.entity, doc_keys=(o.doc,), measures=("base",))
        mates = [b for b in found if end_of(b.time_period) < end_of(o.time_period) and months(b) in (months(o), 1)]
        mates = mates if _is_reported_period(known, o) else []
    if not mates:
        return []
    figures = "; ".join(figure_words(b) for b in distinct(mates))
    text = say("base_line", period=period_words(mates[0].time_period), figures=figures)
    return [Claim(text=text, citations=tuple(cite(known, b) for b in distinct(mates)))]


def _a_year_before(base: Observation, o: Observation) -> bool:
    return fit(base.time_period, year_before(o.time_period)) == 3 or months(base) == months(o)


def _is_reported_period(known: Knowledge, o: Observation) -> bool:
    """Whether a figure is of the period its document reports on: loose bases are held against that."""
    return fit(o.time_period, known.documents[o.doc].reporting_period) == 3


def months(o: Observation) -> int:
    """Months that a figure's period covers, 0 for a day."""
    p = parse_period(o.time_period)
    return 0 if p.kind == "date" else (p.end.year - p.start.year) * 12 + p.end.month - p.start.month + 1


def other_claims(known: Knowledge, o: Observation, relations: Sequence[Observation]) -> list[Claim]:
    """What other places print for the same figure or the same relation."""
    claims = []
    others = [x for x in rivals(known, o) if x.measure == o.measure or o.measure in VALUE_MEASURES]
    if others:
        figures = "; ".join(
            say("sourced", figure=figure_words(x), doc=reference(known.documents[x.doc])) for x in others
        )
        claims.append(Claim(text=say("other_line", figures=figures), citations=tuple(cite(known, x) for x in others)))
    if relations:
        kin = {r.measure for r in relations}
        elsewhere = [
            x
            for x in known.book.of(o.indicator, entity=o.entity, measures=RELATIVE)
            if fit(x.time_period, o.time_period) == 3
            and not any(same_value(x, r) for r in relations)
            and (x.doc, x.clause.start) != (o.doc, o.clause.start)
            and (x.measure in kin or x.measure in RELATIVE)
        ]
        elsewhere = distinct(elsewhere)
        if elsewhere:
            figures = "; ".join(
                say("sourced", figure=relation_words(x), doc=known.documents[x.doc].doc_key) for x in elsewhere
            )
            claims.append(
                Claim(text=say("other_relations", figures=figures), citations=tuple(cite(known, x) for x in elsewhere))
            )
    return claims


def rivals(known: Knowledge, o: Observation) -> list[Observation]:
    """Other printed figures for the same thing: same name, place (KKT X = X) and period."""
    out: list[Observation] = []
    for x in known.book.of(o.indicator, measures=VALUE_MEASURES if o.measure in VALUE_MEASURES else (o.measure,)):
        if place_name(x.entity) != place_name(o.entity) or fit(x.time_period, o.time_period) < 3 or same_value(x, o):
            continue
        # figures of one sentence are a whole and its parts, not rivals
        if x.doc == o.doc and x.clause.start == o.clause.start:
            continue
        if (x.measure == "cumulative") != (o.measure == "cumulative") or any(same_value(x, seen) for seen in out):
            continue
        out.append(x)
    return [] if o.measure == "target" else out


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


__all__ = ["answer_figures", "asked_places", "figure_claims", "present", "relation_words", "wanted_measures"]
