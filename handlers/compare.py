"""Comparisons: periods or units of one indicator side by side, rankings of entities, the strongest change of all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.bodies import ANY_BODY, INSTITUTIONS, LEVELS, SETTLEMENTS, ZONES, any_of
from corpus.models import Observation
from corpus.quantities import format_value, scale
from corpus.text import fold
from handlers.drafting import cite, compose, is_damaged
from handlers.extremes import asks_extreme, extreme
from handlers.facts import VALUE_MEASURES, end_of, same_value
from handlers.figure_claims import figure_claims
from handlers.figures import with_data
from handlers.fitting import asks_rate
from handlers.knowledge import Knowledge, place_name
from handlers.operands import difference
from handlers.picking import ENOUGH, Pick, asked_places, pick, residual, resolve_period
from handlers.row_ranks import answer_row_rank
from handlers.values import Answer, Claim, Query
from handlers.wording import figure_words, period_words, rounded, say

_BODIES = any_of(LEVELS, SETTLEMENTS, ZONES, INSTITUTIONS, ANY_BODY)
WHICH_BODY = rf"(?:{_BODIES}) nao"
_ALL_BODIES = re.compile(
    rf"\b(?:so sanh|so|xep(?: hang)?|thu tu|doi chieu)\b.*\b(?:cac|tung|moi|giua)(?: \d+)? (?:{_BODIES})\b"
    rf"|\b(?:cac|tung) (?:{_BODIES})\b.*\b(?:so sanh|xep hang|the nao|ra sao|so voi nhau)\b"
)
"""Bodies asked for side by side: all of them are told."""
_MOST_OF = re.compile(r"\b(?:nhieu|it) (?P<what>(?!nhat\b)[a-z]+(?: [a-z]+)?)\b")
_RANK = re.compile(
    r"dung (?:thu|dau|cuoi)|xep (?:thu|hang)|cao nhat|thap nhat|nhieu nhat|it nhat|lon nhat|nho nhat"
    rf"|\b{WHICH_BODY}\b"
)
_ASKS_RANK = re.compile(rf"{_RANK.pattern}|\bnao\b.{{0,60}}\bnhat\b")
_RANKING_WORDS = re.compile(r"\bnhieu\b|\bnhat\b")
_LOWEST = re.compile(r"\b(?:thap|it|nho|kem)(?: \w+){0,5} nhat\b|dung cuoi")
_MIN_RANKED = 3
_TOP, _ALL = 5, 20
_PARTS = 2
_UNSOUND = "không khớp"
"""Said of a row whose cells do not add up to its total, nor to what the text says."""


def answer_compare(query: Query, known: Knowledge) -> Answer | None:
    """The comparison asked for, when the store holds both sides; else None."""
    if asks_extreme(query) and (found := extreme(query, known)):
        return found
    if asks_rate(query) and (found := answer_row_rank(query, known)):
        return found
    if (_ASKS_RANK.search(query.folded) or _ALL_BODIES.search(query.folded)) and (found := ranking(query, known)):
        return found
    if found := answer_row_rank(query, known):
        return found
    return over_periods(query, known)


def ranking(query: Query, known: Knowledge) -> Answer | None:
    """Entities of one indicator by size; a row that does not add up ranks nobody, and that is said.

    An indicator that no table gives by place is told by its parts ("Doanh thu - khối FDI", "Doanh thu - khối DDI").
    """
    places = asked_places(query, known)
    said = _counted(query, known) or [*query.indicators, *_tables_said(query, known)]
    parts = [n for n in known.book.names() if any(n.startswith(f"{name} - ") for name in query.indicators)]
    found = [f for n in said if (f := _placed(query, known, n))]
    for placed in (f for f in found if f.sound):
        return _ranked(query, known, [placed], places)
    if found_parts := [f for n in parts if not found and (f := _placed(query, known, n)) and f.sound]:
        return _ranked(query, known, found_parts[:_PARTS], places)
    return _unranked(query, known, found[0]) if found else None


class _Placed(NamedTuple):
    name: str
    period: str
    rows: Sequence[Observation]

    @property
    def sound(self) -> bool:
        """Whether nothing says that the row does not add up."""
        return not any(_UNSOUND in c for o in self.rows for c in o.cautions)


def _placed(query: Query, known: Knowledge, name: str) -> _Placed | None:
    """The figures of an indicator by place for the period asked, if there are enough to rank."""
    for code in query.periods or tuple(dict.fromkeys(o.time_period for o in known.book.of(name))):
        period = resolve_period(known, [name], code)
        rows = places_of(known, name, period)
        if len(rows) >= _MIN_RANKED and (rows[0].unit == "%" or not asks_rate(query)):
            return _Placed(name, period, rows)
    return None


def _unranked(query: Query, known: Knowledge, placed: _Placed) -> Answer:
    """Why nobody is ranked by a row that does not add up."""
    text = say("rank_unsound", name=placed.name, period=period_words(placed.period))
    notes = list(dict.fromkeys(c for o in placed.rows for c in o.cautions))[:1]
    return compose(known, query, "partial", [Claim(text=text, citations=(cite(known, placed.rows[0]),))], notes)


def _counted(query: Query, known: Knowledge) -> list[str]:
    """Indicators of the question's kind that count what it asks the most of: "nhiều dự án FDI nhất" is no capital."""
    asked = _MOST_OF.search(query.folded)
    what = asked["what"] if asked else ""
    if not what or any(_unit_is(known, name, what) for name in query.indicators):
        return []
    kin = {known.catalog.family(n) for n in query.indicators} - {""}
    names = [n for n in known.book.names() if known.catalog.family(n) in kin and _unit_is(known, n, what)]
    new = bool(re.search(r"\bmoi\b", query.folded))
    return sorted(names, key=lambda n: (("moi" in fold(n)) != new, "luy ke" not in fold(n)))


def _unit_is(known: Knowledge, name: str, what: str) -> bool:
    """Whether an indicator is counted in a thing, of which the first word or two are given."""
    units = [fold(o.unit) for o in known.book.of(name, measures=VALUE_MEASURES)[:1]]
    return any(f"{what} ".startswith(f"{u} ") or f"{u} ".startswith(f"{what} ") for u in units if u)


def _tables_said(query: Query, known: Knowledge) -> list[str]:
    """The indicator of a table of places whose name and titles hold the question ("xã nào thu cao nhất")."""
    words = known.evidence.words(_RANKING_WORDS.sub(" ", _RANK.sub(" ", " ".join(query.keywords))))
    total = sum(w.weight for w in words)
    entities: dict[str, set[str]] = {}
    titles: dict[str, str] = {}
    for o in known.book.observations:
        if o.span.table is not None and (o.measure in VALUE_MEASURES or o.measure == "target"):
            entities.setdefault(o.indicator, set()).add(o.entity)
            titles.setdefault(o.indicator, " . ".join((o.indicator, *o.section)))
    held = {
        name: sum(w.weight * known.evidence.credit(w, known.evidence.features(titles[name])) for w in words)
        for name, found in entities.items()
        if len(found) > _MIN_RANKED and not known.catalog.get(name)
    }
    best = max(held.values(), default=0.0)
    top = [name for name, score in held.items() if score == best]
    return top if total and best >= _SAID * total and len(top) == 1 else []


_SAID = 0.66
"""Of a question's weight that a table's name and titles must hold."""


def places_of(known: Knowledge, name: str, period: str) -> list[Observation]:
    """The figures of places side by side in one table or text, without the whole that they are parts of.

    What they did, or what is planned for them where nothing tells what they did.
    """
    found = known.book.at(known.book.of(name, measures=VALUE_MEASURES), period)
    found = found or known.book.at(known.book.of(name, measures=("target",)), period)
    by_table: dict[tuple[str, int | None], list[Observation]] = {}
    for o in found:
        by_table.setdefault((o.doc, o.span.table), []).append(o)
    rows = max(by_table.values(), key=lambda r: len({o.entity for o in r}), default=[])
    unique = list({o.entity: o for o in rows}.values())
    return [o for o in unique if not _is_total(o, unique) and not _is_whole(o, unique, known)]


def _is_total(o: Observation, rows: Sequence[Observation]) -> bool:
    """Whether a row is the whole of the others: it is no smaller than all of them together, but for rounding."""
    rest = sum((r.value for r in rows if r is not o), start=o.value * 0)
    return len(rows) > 2 and o.value * 100 >= rest * 99


def _is_whole(o: Observation, rows: Sequence[Observation], known: Knowledge) -> bool:
    """Whether a row is the authority itself among its own parks or communes: their average, not one of them."""
    kinds = {r.entity.split(" ", 1)[0] for r in rows if r is not o}
    return o.entity == known.book.home and len(kinds) == 1 and o.entity.split(" ", 1)[0] not in kinds


def _ranked(query: Query, known: Knowledge, found: Sequence[_Placed], places: Sequence[str]) -> Answer:
    claims = [c for placed in found for c in _rank_claims(query, known, placed, places, several=len(found) > 1)]
    notes = list(dict.fromkeys(c for placed in found for o in placed.rows for c in o.cautions))[:_PARTS]
    return compose(known, query, "answered", claims, notes)


def _rank_claims(
    query: Query, known: Knowledge, placed: _Placed, places: Sequence[str], *, several: bool
) -> list[Claim]:
    lowest = bool(_LOWEST.search(query.folded))
    ordered = sorted(placed.rows, key=lambda o: o.value, reverse=not lowest)
    said = period_words(placed.period)
    claims = []
    for i, o in enumerate(ordered, 1):
        if place_name(o.entity) in places:
            rank = len(ordered) + 1 - i if lowest else i
            text = say(
                "rank_head", name=placed.name, period=said, entity=o.entity, rank=rank, total=len(ordered),
                figure=figure_words(o),
            )  # fmt: skip
            claims.append(Claim(text=text, citations=(cite(known, o),)))
    first = (cite(known, ordered[0]),)
    if not several:
        top = say("rank_top", entity=ordered[0].entity, figure=figure_words(ordered[0]), lowest=lowest)
        claims.append(Claim(text=top, citations=first))
    shown = ordered[: _ALL if _ALL_BODIES.search(query.folded) else _TOP]
    rows = "; ".join(f"{i}. {o.entity} {figure_words(o)}" for i, o in enumerate(shown, 1))
    claims.append(Claim(text=say("rank_list", name=placed.name, period=said, rows=rows), citations=first))
    return claims


def over_periods(query: Query, known: Knowledge) -> Answer | None:
    """One indicator at several periods or of several units: each figure, then the difference of the last two."""
    names = with_data(query, known)
    if not names:
        return None
    words = residual(query, known, names)
    claims: list[Claim] = []
    for name in names:
        picks = _sides(query, known, name, words)
        if len({p.observation.time_period for p in picks}) < 2:
            continue
        picks.sort(key=lambda p: end_of(p.observation.time_period))
        for p in picks:
            claims.extend(figure_claims(query, known, p)[:1])
        claims.extend(_change(known, picks))
    if not claims:
        return None
    notes = [say("damaged_note")] if is_damaged(known, [c for claim in claims for c in claim.citations]) else []
    return compose(known, query, "answered", claims, notes)


def _sides(query: Query, known: Knowledge, name: str, words: Sequence[object]) -> list[Pick]:
    picks: list[Pick] = []
    for code in query.periods:
        period = resolve_period(known, [name], code)
        found = [p for p in pick(query, known, name, period, VALUE_MEASURES, words) if p.coverage >= ENOUGH]  # type: ignore[arg-type]
        picks.extend(found[:1])
    return picks


def _change(known: Knowledge, picks: Sequence[Pick]) -> list[Claim]:
    a, b = picks[0].observation, picks[-1].observation
    citations = (cite(known, a), cite(known, b))
    if same_value(a, b):
        return [Claim(text=say("unchanged", figure=figure_words(b)), citations=citations)]
    result = difference(b, a)
    if result is None:
        return []
    value, unit = result
    base, _ = scale(a.value, a.unit)
    top, _ = scale(b.value, b.unit)
    percent = format_value(rounded((top - base) / base * 100), "%") if base and unit != "%" else ""
    text = say(
        "difference", later=period_words(b.time_period), earlier=period_words(a.time_period),
        figure=("+" if value > 0 else "−") + format_value(abs(value), unit), percent=percent,
    )  # fmt: skip
    return [Claim(text=text, formula=f"{figure_words(b)} − {figure_words(a)}", citations=citations)]
