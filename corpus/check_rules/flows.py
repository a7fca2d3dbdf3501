"""A period against a longer one that holds it, a stock against the flows that change it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from corpus.check_rules.facts import Fact, is_stock, leading
from corpus.check_rules.values import show
from corpus.models import Finding
from corpus.periods import covers, describe, parse_period
from corpus.text import fold

_SCALE_GAP = Decimal(300)
_MOST = 40
_BOLD = Decimal("1.5")
_STOCKS = (
    (re.compile(r"^(.+) luy ke - so du an$"), "{} - so du an cap moi"),
    (re.compile(r"^(.+) luy ke - von dang ky$"), "thu hut {}"),
)


def flow_findings(facts: Sequence[Fact]) -> list[Finding]:
    """Parts of a year above the whole year, figures a thousand times apart, stocks that do not follow their flows."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in leading(facts):
        if fact.observation.catalogued and fact.sort in ("result", "cumulative"):
            groups[fact.indicator, fold(fact.observation.entity), fact.figure.unit].append(fact)
    out: list[Finding] = _bold_forecasts(facts)
    for (indicator, entity, unit), group in groups.items():
        if not is_stock(indicator) and "%" not in unit:
            out += _nested(group[:_MOST])
        for pattern, name in _STOCKS:
            if (m := pattern.match(indicator)) and (flows := groups.get((name.format(m[1]), entity, unit))):
                out += _stock_change(group, flows)
    return out


def _bold_forecasts(facts: Sequence[Fact]) -> list[Finding]:
    """What is foreseen for the end of a period against what the same report says was reached in it."""
    reached: dict[tuple[str, str, str, str, str], Fact] = {}
    for fact in facts:
        if fact.sort == "result" and fact.observation.catalogued and not is_stock(fact.indicator):
            reached.setdefault(_ending(fact), fact)
    out: list[Finding] = []
    for fact in facts:
        actual = reached.get(_ending(fact)) if fact.sort == "forecast" and fact.observation.catalogued else None
        if actual is None or fact.figure.value < actual.figure.value * _BOLD or fact.figure.unit == "%":
            continue
        times = show(fact.figure.value / actual.figure.value, 2) if actual.figure.value else ""
        what = f"dự kiến đến hết kỳ {fact.shown}, cùng văn bản ghi {describe(actual.period)} đạt {actual.shown}"
        out.append(_finding(actual, fact, "soft", what, f"gấp {times} lần; có thể số liệu chốt trước ngày cuối kỳ"))
    return out


def _ending(fact: Fact) -> tuple[str, str, str, str, str]:
    return fact.observation.doc, fact.indicator, fold(fact.observation.entity), fact.figure.unit, _end(fact.period)


def _nested(group: list[Fact]) -> Iterator[Finding]:
    for inner in group:
        for outer in group:
            if inner.period == outer.period or not covers(outer.period, inner.period):
                continue
            if inner.observation.approximate or outer.observation.approximate:
                continue
            if inner.figure.interval.low > outer.figure.interval.high:
                rest = show(outer.in_unit(outer.figure.value - inner.figure.value))
                yield _finding(
                    inner, outer, "hard",
                    f"{describe(inner.period)} ({inner.shown}) lớn hơn {describe(outer.period)} ({outer.shown})",
                    f"phần còn lại = {rest} (âm)",
                )  # fmt: skip
            elif 0 < inner.figure.value * _SCALE_GAP < outer.figure.value and _long(inner.period):
                times = show(outer.figure.value / inner.figure.value, 0)
                yield _finding(
                    inner, outer, "soft",
                    f"{describe(inner.period)} {inner.shown}, {describe(outer.period)} {outer.shown}: nghi sai đơn vị",
                    f"gấp {times} lần; nghi một số ghi nhầm hàng (nghìn, triệu, tỷ)",
                )  # fmt: skip


def _long(code: str) -> bool:
    period = parse_period(code)
    return (period.end - period.start).days >= 85


def _finding(one: Fact, other: Fact, severity: str, what: str, computed: str) -> Finding:
    docs = tuple(dict.fromkeys((one.observation.doc, other.observation.doc)))
    return Finding.model_validate(
        {
            "kind": "cross_document" if len(docs) > 1 else "text_vs_text",
            "severity": severity,
            "title": f"{one.observation.indicator}: {what}",
            "docs": docs,
            "quotes": (one.observation.clause, other.observation.clause),
            "reported": f"{one.shown} và {other.shown}",
            "computed": computed,
            "indicators": (one.observation.indicator,),
            "time_period": other.period,
        }
    )


def _stock_change(stocks: list[Fact], flows: list[Fact]) -> Iterator[Finding]:
    """Two stocks of one year and the flows since January up to each."""
    dated = sorted({_end(s.period): s for s in stocks}.items())
    for (first_end, first), (last_end, last) in pairwise(dated):
        early, late = _since_january(flows, first_end), _since_january(flows, last_end)
        if not early or not late or first_end[:4] != last_end[:4]:
            continue
        change = last.figure.value - first.figure.value
        flow = late.figure.value - early.figure.value
        slack = sum((f.figure.interval.high - f.figure.value for f in (first, last, early, late)), Decimal(0))
        if abs(change - flow) <= slack:
            continue
        yield _stock_finding(first, last, early, late)


def _stock_finding(first: Fact, last: Fact, early: Fact, late: Fact) -> Finding:
    unit = late.observation.unit
    change, flow = (show(late.in_unit(b.figure.value - a.figure.value)) for a, b in ((first, last), (early, late)))
    facts = (first, last, early, late)
    return Finding.model_validate(
        {
            "kind": "cross_document" if first.observation.doc != last.observation.doc else "text_vs_text",
            "severity": "soft",
            "title": f"{first.observation.indicator}: từ {first.shown} lên {last.shown} (tăng {change} {unit}) "
            f"nhưng phát sinh trong kỳ {flow} {unit}",
            "docs": tuple(dict.fromkeys(f.observation.doc for f in facts)),
            "quotes": tuple(f.observation.clause for f in facts),
            "reported": f"+{change} {unit}",
            "computed": f"{late.shown} - {early.shown} = {flow} {unit}; có thể do điều chỉnh giảm hoặc thu hồi",
            "indicators": (first.observation.indicator, late.observation.indicator),
            "time_period": last.period,
        }
    )


def _end(code: str) -> str:
    return parse_period(code).end.isoformat()


def _since_january(flows: list[Fact], end: str) -> Fact | None:
    for flow in flows:
        period = parse_period(flow.period)
        opens = (period.start.month, period.start.day) == (1, 1) and period.start.year == period.end.year
        if opens and period.end.isoformat() == end:
            return flow
    return None
