"""Computed answers: the gap to the plan, the average a month, a period as the difference of two, a share, a check.

Every computed figure is labelled as such, with its formula and the sources of its operands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from corpus.models import Observation
from corpus.numbers import parse_number
from corpus.periods import parse_period
from corpus.quantities import Quantity, format_value, scale
from corpus.text import fold
from handlers.drafting import cite, cite_sentence, compose
from handlers.facts import alike_units, fit
from handlers.figures import asked_periods, targets_of, with_data
from handlers.knowledge import Knowledge
from handlers.passages import ENOUGH as SENTENCE_ENOUGH
from handlers.passages import candidates, content_words, quantities_of, quote_claim
from handlers.picking import ENOUGH, Pick, latest_period, pick, residual, resolve_period
from handlers.values import Answer, Citation, Claim, Query
from handlers.wording import figure_words, period_words, rounded, say
from handlers.words import Word

_GAP = re.compile(
    r"con thieu|thieu (?:bao nhieu|may)|con (?:bao nhieu|may)[\w ]* (?:nua|moi dat)|hut (?:bao nhieu|may)"
    r"|vuot (?:ke hoach |chi tieu |muc )?(?:bao nhieu|may)|hon (?:so voi )?ke hoach (?:bao nhieu|may)"
    r"|vuot bao nhieu"
)
_AVERAGE = re.compile(r"(?:binh quan|trung binh)[\w ]{0,16}thang")
_SHARE = re.compile(r"chiem")
_REMAINS = re.compile(
    r"\bcon (?:lai |phai |dang )?[\w ]{0,24}(?:bao nhieu|may)\b.*|chua (?:boi thuong|giai quyet|hoan thanh|xong)"
)
_OWN_SHARE = 0.6  # of the question's words must stand right after the part, else it is another part
_FLOWS = ("actual", "estimate")
_MONTHS_A_YEAR = 12


class Derived(NamedTuple):
    """A figure for a period nobody printed, from two that are."""

    value: Decimal
    unit: str
    formula: str
    operands: tuple[Observation, ...]


def answer_compute(query: Query, known: Knowledge) -> Answer | None:
    """The computation the question asks for, when its operands are known; else None."""
    if _GAP.search(query.folded):
        return gap(query, known)
    if _AVERAGE.search(query.folded):
        return average(query, known)
    if _SHARE.search(query.folded):
        return share(query, known) or share_in_sentence(query, known)
    if _REMAINS.search(query.folded):
        return remainder(query, known)
    return None


def plain(value: Decimal) -> str:
    """A bare figure in Vietnamese form."""
    return format_value(value, "").strip()


def chosen(query: Query, known: Knowledge) -> list[Pick]:
    """The figures the question is about, one a name and period."""
    names = with_data(query, known)
    words = residual(query, known, names)
    out: list[Pick] = []
    for name in names:
        flows = query.model_copy(update={"measures": ()})
        for period in asked_periods(flows, known, names, name, []):
            found = [
                p
                for p in pick(query, known, name, period, ("actual", "estimate", "cumulative"), words)
                if p.coverage >= ENOUGH
            ]
            out.extend(found[:1])
    return out


def gap(query: Query, known: Knowledge) -> Answer | None:
    """How much is missing to the plan, or over it."""
    claims: list[Claim] = []
    notes: list[str] = []
    for p in chosen(query, known):
        o = p.observation
        for target in targets_of(known, o):
            result = difference(o, target)
            if result is None:
                continue
            value, unit = result
            phrase = "gap_over" if value > 0 else "gap_short" if value < 0 else "gap_even"
            values = {"name": o.indicator, "period": period_words(o.time_period)}
            text = say(phrase, **values, **({} if value == 0 else {"figure": format_value(abs(value), unit)}))
            formula = f"{figure_words(o)} − {figure_words(target)} = {format_value(value, unit)}"
            claims.append(
                Claim(
                    text=f"{text} {say('formula', text=formula)}",
                    formula=formula,
                    citations=(cite(known, o), cite(known, target)),
                )
            )
        notes.extend(o.cautions)
        if o.measure == "estimate":
            notes.append(say("estimate_note"))
    return compose(known, query, "answered", claims, notes) if claims else None


def difference(a: Observation, b: Observation) -> tuple[Decimal, str] | None:
    """a − b in the finer of their units; None when the units do not compare."""
    (x, ux), (y, uy) = scale(a.value, a.unit), scale(b.value, b.unit)
    if not alike_units(ux, uy):
        return None
    unit, base = (a.unit, a) if abs(x) and (a.value >= b.value or a.unit == b.unit) else (b.unit, b)
    if not base.value:
        return None
    factor = scale(Decimal(1), unit)[0]
    return rounded((x - y) / factor), unit


def share(query: Query, known: Knowledge) -> Answer | None:
    """One indicator as a share of another of the same unit and period ("khách quốc tế chiếm mấy % tổng khách")."""
    names = [*with_data(query, known), *(n for n in query.before if known.book.of(n))]
    picks = chosen(query.model_copy(update={"indicators": tuple(dict.fromkeys(names))}), known)
    for part in picks:
        for whole in picks:
            a, b = part.observation, whole.observation
            if (
                a.indicator == b.indicator
                or a.time_period != b.time_period
                or a.entity != b.entity
                or b.value <= a.value
            ):
                continue
            (x, ux), (y, uy) = scale(a.value, a.unit), scale(b.value, b.unit)
            if alike_units(ux, uy) and y:
                return _share(query, known, a.indicator, b.indicator, x, y, (cite(known, a), cite(known, b)))
    return None


def _share(
    query: Query, known: Knowledge, part: str, whole: str, x: Decimal, y: Decimal, citations: tuple[Citation, ...]
) -> Answer:
    figure = format_value(rounded(x / y * 100), "%")
    formula = f"{plain(x)} / {plain(y)} = {figure}"
    text = f"{say('share', part=part, whole=whole, figure=figure)} {say('formula', text=formula)}"
    return compose(known, query, "answered", [Claim(text=text, formula=formula, citations=citations)])


def share_in_sentence(query: Query, known: Knowledge) -> Answer | None:
    """A part of a whole that stand in one sentence ("86 giấy phép, trong đó: 69 cấp mới"): their quotient."""
    words = content_words(query, known)
    passages = [p for i in query.places for p in known.store.neighbours(i, 0, 0)]
    scored = known.evidence.score(words, passages) or [f.scored for f in candidates(query, known, words) if f.fits]
    for s in scored[:3]:
        text = s.sentence.text
        counts = [q for q in quantities_of(text) if q.dimension in ("count", "vnd", "usd", "area")]
        if len(counts) < 2:
            continue
        whole = max(counts, key=lambda q: scale(q.value, q.unit)[0])
        own = known.evidence.words(" ".join(query.own_words or query.keywords))
        parts = [q for q in counts if q is not whole and alike_units(q.unit, whole.unit)]
        ranked = sorted(parts, key=lambda q: -_worded(known, own, text, q, counts))
        enough = _OWN_SHARE * sum(w.weight for w in own)
        stated = "trong do" in fold(text) or "gom" in fold(text)
        if stated and ranked and whole.value and _worded(known, own, text, ranked[0], counts) >= max(enough, 1e-9):
            part = ranked[0]
            printed = [text[q.start : q.end] for q in (part, whole)]
            (x, _), (y, _) = scale(part.value, part.unit), scale(whole.value, whole.unit)
            return _share(query, known, printed[0], printed[1], x, y, (cite_sentence(known, s.sentence),))
    return None


def _worded(known: Knowledge, words: Sequence[Word], text: str, q: Quantity, others: Sequence[Quantity]) -> float:
    """How much of the question stands right after a figure, before the next one."""
    following = min((o.start for o in others if o.start > q.start), default=len(text))
    found = known.evidence.features(text[q.start : following])
    return sum(w.weight * known.evidence.credit(w, found) for w in words)


def remainder(query: Query, known: Knowledge) -> Answer | None:
    """What is left of a whole printed with its part done ("đã bồi thường 17,8/22,6 ha")."""
    words = [w for w in content_words(query, known) if not all(t in ("chua", "lai", "phai") for t in w.tokens)]
    for f in candidates(query, known, words)[:4]:
        text = f.scored.sentence.text
        if f.scored.coverage < SENTENCE_ENOUGH:
            continue
        for part in quantities_of(text):
            if part.share_of is None or part.value >= part.share_of:
                continue
            left = format_value(part.share_of - part.value, part.unit)
            formula = f"{plain(part.share_of)} − {plain(part.value)} = {left}"
            head = f"{say('remains', figure=left)} {say('formula', text=formula)}"
            claims = [
                Claim(text=head, formula=formula, citations=(cite_sentence(known, f.scored.sentence),)),
                quote_claim(known, f.scored.sentence),
            ]
            return compose(known, query, "answered", claims)
    return None


def average(query: Query, known: Knowledge) -> Answer | None:
    """The figure of a period divided by its months."""
    claims = []
    for p in chosen(query, known):
        o = p.observation
        months = months_of(o.time_period)
        if not months or o.measure == "cumulative":
            continue
        value = rounded(o.value / months)
        text = say("average", name=o.indicator, period=period_words(o.time_period), figure=format_value(value, o.unit))
        formula = f"{figure_words(o)} / {months} tháng = {format_value(value, o.unit)}"
        claims.append(
            Claim(text=f"{text} {say('formula', text=formula)}", formula=formula, citations=(cite(known, o),))
        )
    return compose(known, query, "answered", claims) if claims else None


def months_of(code: str) -> int:
    """Months in a period, 0 for a day.

    >>> months_of("2023-S1"), months_of("2023"), months_of("2023-06-07")
    (6, 12, 0)
    """
    p = parse_period(code)
    if p.kind == "date":
        return 0
    return (p.end.year - p.start.year) * _MONTHS_A_YEAR + p.end.month - p.start.month + 1


def derived_period(known: Knowledge, name: str, period: str, entity: str) -> Derived | None:
    """A flow for a period that no document prints, as difference or sum of two printed ones.

    H2 = year − H1; eleven months = year − December; year = H1 + H2.
    """
    want = parse_period(period)
    flows = [
        o for o in known.book.of(name, entity=entity, measures=_FLOWS) if o.obs_status != "F" or o.measure == "actual"
    ]
    spans = [
        (parse_period(o.time_period), o) for o in sorted(flows, key=lambda o: (o.obs_status != "A", o.approximate))
    ]
    day = timedelta(days=1)
    for pa, a in spans:
        for pb, b in spans:
            if a is b or pa.kind == "date" or pb.kind == "date":
                continue
            tail = pa.start == pb.start and pb.end + day == want.start and pa.end == want.end
            head = pa.end == pb.end and pa.start == want.start and want.end + day == pb.start
            joined = pa.start == want.start and pa.end + day == pb.start and pb.end == want.end
            if (tail or head) and (result := difference(a, b)) and result[0] >= 0:
                formula = f"{figure_words(a)} − {figure_words(b)}"
                return Derived(result[0], result[1], formula, (a, b))
            if joined and a.unit == b.unit:
                return Derived(a.value + b.value, a.unit, f"{figure_words(a)} + {figure_words(b)}", (a, b))
    return None


def answer_derived(query: Query, known: Knowledge) -> Answer | None:
    """A period that is asked but not printed, computed from those that are."""
    names = with_data(query, known)
    claims = []
    for name in names:
        for code in query.periods:
            period = resolve_year(known, names, code)
            entity = known.book.home
            if known.book.at(known.book.of(name, entity=entity, measures=(*_FLOWS, "cumulative")), period):
                continue
            found = derived_period(known, name, period, entity)
            if not found:
                continue
            figure = format_value(found.value, found.unit)
            text = say("derived", name=name, period=period_words(period), figure=figure)
            formula = f"{found.formula} = {figure}"
            claims.append(
                Claim(
                    text=f"{text} {say('formula', text=formula)}",
                    formula=formula,
                    citations=tuple(cite(known, o) for o in found.operands),
                )
            )
    return compose(known, query, "answered", claims) if claims else None


def resolve_year(known: Knowledge, names: Sequence[str], code: str) -> str:
    """A left-out year filled with the latest that has data, for periods that need not be printed themselves."""
    resolved = resolve_period(known, names, code)
    if code.startswith("?") and names:
        entity = known.book.home
        query_years = {o.time_period[:4] for n in names for o in known.book.of(n, entity=entity, measures=_FLOWS)}
        if query_years and resolved[:4] not in query_years:
            return max(query_years) + resolved[4:]
    return resolved


def typed_values(query: Query) -> list[Decimal]:
    """The figures standing in the question."""
    out = []
    for typed in query.figures:
        value = parse_number(typed.rstrip("%").strip())
        if value is not None and value not in out:
            out.append(value)
    return out


__all__ = [
    "answer_compute",
    "answer_derived",
    "derived_period",
    "fit",
    "gap",
    "latest_period",
    "plain",
    "typed_values",
]
