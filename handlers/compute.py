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
from corpus.periods import parse_period
from corpus.quantities import format_value
from handlers.asking import MORE_THAN_BEFORE
from handlers.drafting import cite, compose
from handlers.figure_claims import bases_of, targets_of
from handlers.figures import with_data
from handlers.knowledge import Knowledge
from handlers.operands import chosen, difference, months_of
from handlers.picking import resolve_period
from handlers.shares import remainder, share, share_in_sentence
from handlers.values import Answer, Claim, Query
from handlers.wording import figure_words, period_words, rounded, say

_GAP = re.compile(
    r"\bcon (?:bao nhieu|may)\b.{0,40}chua (?:giai ngan|thu|dat|hoan thanh|thuc hien)|"
    r"con thieu|thieu (?:bao nhieu|may)|con (?:bao nhieu|may)[\w ]* (?:nua|moi dat)|(?<!thu )hut (?:bao nhieu|may)"
    r"|vuot (?:ke hoach |chi tieu |muc )?(?:bao nhieu|may)|hon (?:so voi )?ke hoach (?:bao nhieu|may)"
    r"|vuot bao nhieu"
)
_MORE_THAN_BEFORE = re.compile(MORE_THAN_BEFORE)
_AVERAGE = re.compile(r"(?:binh quan|trung binh)[\w ]{0,16}thang")
_SHARE = re.compile(r"chiem")
_REMAINS = re.compile(
    r"\bcon (?:lai |phai |dang )?[\w ]{0,24}(?:bao nhieu|may)\b.*|chua (?:boi thuong|giai quyet|hoan thanh|xong)"
)
_FLOWS = ("actual", "estimate")


class Derived(NamedTuple):
    """A figure for a period nobody printed, from two that are."""

    value: Decimal
    unit: str
    formula: str
    operands: tuple[Observation, ...]


def answer_compute(query: Query, known: Knowledge) -> Answer | None:
    """The computation the question asks for, when its operands are known; else None."""
    if _GAP.search(query.folded) and "percent" not in query.wanted:  # "vượt kế hoạch mấy %" is printed
        return gap(query, known)
    if "same_period" in query.measures and _MORE_THAN_BEFORE.search(query.folded):
        return over_base(query, known)
    if _AVERAGE.search(query.folded):
        return average(query, known)
    if _SHARE.search(query.folded):
        return share(query, known) or share_in_sentence(query, known)
    if _REMAINS.search(query.folded):
        return remainder(query, known)
    return None


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


def over_base(query: Query, known: Knowledge) -> Answer | None:
    """How much a result lies over or under the same period a year before, in its own unit."""
    claims: list[Claim] = []
    for p in chosen(query, known):
        o = p.observation
        for base in bases_of(known, o)[:1]:
            result = difference(o, base)
            if result is None:
                continue
            value, unit = result
            figure = format_value(abs(value), unit)
            text = say("over_base", name=o.indicator, period=period_words(o.time_period), figure=figure, value=value)
            formula = f"{figure_words(o)} − {figure_words(base)} = {format_value(value, unit)}"
            sources = (cite(known, o), cite(known, base))
            claims.append(Claim(text=f"{text} {say('formula', text=formula)}", formula=formula, citations=sources))
    return compose(known, query, "answered", claims) if claims else None


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
