"""A printed percentage against the two figures it relates, both named in the statement, a bracket or a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from corpus.check_rules.places import body_paragraphs, figures_between, figures_in, statements, text_span
from corpus.check_rules.values import Interval, Printed, judge, percent_of, printed, same_unit, show
from corpus.models import Document, Finding, Paragraph, Severity, Span
from corpus.numbers import other_reading
from corpus.periods import covers, describe, find_periods, parse_period, year_before
from corpus.quantities import Quantity, format_value
from corpus.text import fold

_GROWTH = re.compile(r"\b(?:tang|vuot|cao hon|nhieu hon)\b[^%\d,;]{0,18}$")
_FALL = re.compile(r"\b(?:giam|thap hon|it hon|hut)\b[^%\d,;]{0,18}$")
_SHARE = re.compile(r"(?:\b(?:dat|bang|chiem|ty le|tuong duong|la|gap)|[(=~])\s*(?:duoc|khoang)?\s*(?:ty le\s*)?$")
_RELATION = re.compile(r"\b(?:ke hoach|du toan|chi tieu|cung ky|nam truoc|nam 20\d\d|tong so|tong|so voi)\b")
_PLAN = re.compile(r"\b(?:ke hoach|du toan|chi tieu|muc tieu)\b")
_POINTS = re.compile(r"\s*diem")
_NEAR = 90
_APPROXIMATION = Decimal("0.03")
_FARTHEST = 5  # times: beyond it the figures were not meant for each other


class _Link(NamedTuple):
    """A percentage with the two figures it relates, and the paragraph that prints the base: a footnote may."""

    percent: Quantity
    value: Quantity
    base: Quantity
    base_paragraph: Paragraph
    relation: str


def ratio_findings(document: Document) -> list[Finding]:
    """Percentages in running text that the figures named beside them contradict."""
    notes = {p.ordinal: p for p in document.paragraphs if p.kind == "note"}
    out: list[Finding] = []
    for paragraph in body_paragraphs(document):
        if "%" not in paragraph.text and "lần" not in paragraph.text:
            continue
        folded = fold(paragraph.text)
        for start, end in statements(paragraph.text):
            quantities = list(figures_between(paragraph.text, start, end))
            for link in _links(paragraph, folded, quantities, notes, end):
                out += _judged(document, paragraph, folded, link)
            out += _shares(document, paragraph, folded, quantities)
    return out


def _is_ratio(q: Quantity) -> bool:
    return q.dimension in ("percent", "ratio") and not q.bound and not q.approximate


def _links(
    paragraph: Paragraph, folded: str, quantities: list[Quantity], notes: dict[int, Paragraph], end: int
) -> Iterator[_Link]:
    for i, percent in enumerate(quantities):
        if not _is_ratio(percent) or _POINTS.match(folded, percent.end):
            continue
        following = quantities[i + 1] if i + 1 < len(quantities) else None
        stop = following.start if following else end
        relation = folded[percent.end : min(stop, percent.end + _NEAR)]
        bracket = relation.rfind("(")
        if following and bracket >= 0 and _fills_bracket(folded, following) and _RELATION.search(relation):
            if value := _value(quantities[:i], following, folded):
                yield _Link(percent, value, following, paragraph, relation[:bracket])
            continue
        marks = [r for r in paragraph.notes if percent.end <= r.at <= stop and r.note in notes]
        words = folded[percent.end : marks[0].at] if marks else ""
        if len(marks) == 1 and _RELATION.search(words) and ")" not in words:
            note = notes[marks[0].note]
            stated = [q for q in figures_in(note.text) if not _is_ratio(q) and q.dimension != "time"]
            if len(stated) == 1 and (value := _value(quantities[:i], stated[0], folded)):
                yield _Link(percent, value, stated[0], note, words)


def _fills_bracket(folded: str, q: Quantity) -> bool:
    """Does the figure end its parenthesis?"""
    return bool(re.match(r"\s*\)", folded[q.end :])) and "(" in folded[max(0, q.start - 40) : q.start]


def _value(before: list[Quantity], base: Quantity, folded: str) -> Quantity | None:
    """The nearest figure of the base's unit before the percentage, outside parentheses."""
    wanted = printed(base.value, base.unit).unit
    for q in reversed(before):
        if same_unit(printed(q.value, q.unit).unit, wanted) and not _fills_bracket(folded, q):
            return q if not q.bound and not q.role else None
    return None


def _expected(percent: Quantity, folded: str, value: Printed, base: Printed) -> Interval | None:
    """What the percentage should read, from the words before it; None when they do not say."""
    share = percent_of(value, base)
    if share is None:
        return None
    lead = folded[max(0, percent.start - 24) : percent.start]
    if percent.dimension == "ratio":
        if not re.search(r"\b(?:gap|bang)\b[^\d]{0,10}$", lead):
            return None
        return Interval(share.low / 100, share.high / 100)
    if _GROWTH.search(lead):
        return Interval(share.low - 100, share.high - 100)
    if _FALL.search(lead):
        return Interval(100 - share.high, 100 - share.low)
    return share if _SHARE.search(lead) else None


def _judged(document: Document, paragraph: Paragraph, folded: str, link: _Link) -> Iterator[Finding]:
    planned = bool(_PLAN.search(link.relation))
    value = printed(link.value.value, link.value.unit)
    for reading in _readings(link):
        base = printed(reading, link.base.unit, exact=planned)
        computed = _expected(link.percent, folded, value, base)
        if computed is None:
            return
        verdict = judge(link.percent.value, computed)
        if verdict != "off":
            break
    else:
        base = printed(link.base.value, link.base.unit, exact=planned)
        computed = _expected(link.percent, folded, value, base)
    if computed is None:
        return
    if verdict == "agrees":
        yield from _wrong_period(document, paragraph, link)
        return
    loose = link.value.approximate or link.base.approximate
    middle = (computed.low + computed.high) / 2
    if loose and abs(link.percent.value - middle) <= max(abs(middle) * _APPROXIMATION, Decimal(1)):
        return
    if not middle or not 1 <= max(middle / link.percent.value, link.percent.value / middle) <= _FARTHEST:
        return
    severity: Severity = "soft" if verdict == "rounding" or loose else "hard"
    yield _finding(document, paragraph, link, base, middle, severity, verdict == "rounding")


def _readings(link: _Link) -> list[Decimal]:
    """The base as printed, then as it reads when its separator means the opposite."""
    token = link.base_paragraph.text[link.base.figure_start : link.base.figure_end]
    other = other_reading(token)
    return [link.base.value, other] if other is not None else [link.base.value]


def _finding(
    document: Document, paragraph: Paragraph, link: _Link, base: Printed, middle: Decimal, severity: Severity, cut: bool
) -> Finding:
    value = printed(link.value.value, link.value.unit)
    unit = link.percent.unit
    result = f"{show(middle)}{'%' if unit == '%' else ' lần'}"
    what = "kế hoạch" if _PLAN.search(link.relation) else "cùng kỳ" if "cung ky" in link.relation else "gốc so sánh"
    quotes: list[Span] = [text_span(document, paragraph, link.value.start, link.percent.end)]
    last = link.base
    if link.base_paragraph is paragraph:
        closed = last.end + paragraph.text[last.end :].startswith(")")
        quotes.append(text_span(document, paragraph, link.percent.start, closed))
    else:
        quotes.append(text_span(document, link.base_paragraph, 0, len(link.base_paragraph.text)))
    printed_ratio = format_value(link.percent.value, unit)
    scaled = base.value.scaleb(-link.base.unit_mult)
    division = f"{show(value.value.scaleb(-link.base.unit_mult), 4)} / {show(scaled, 4)}"
    why = "; sai do cắt hoặc làm tròn" if cut else ""
    return Finding(
        kind="pct_vs_value",
        severity=severity,
        title=f"Ghi {printed_ratio} so với {what}, tính lại được {result}",
        docs=(document.doc_key,),
        quotes=tuple(quotes),
        reported=printed_ratio,
        computed=f"{division} ({link.base.unit}) → {result}{why}",
    )


def _shares(document: Document, paragraph: Paragraph, folded: str, quantities: list[Quantity]) -> Iterator[Finding]:
    """ "31/42 trường, đạt tỷ lệ 73,8%": the share and its percentage."""
    for part, whole, percent in zip(quantities, quantities[1:], quantities[2:], strict=False):
        if part.role != "part" or whole.role != "whole" or percent.dimension != "percent" or not whole.value:
            continue
        between = folded[whole.end : percent.start]
        if len(between) > _NEAR // 2 or not _SHARE.search(between) or re.search(r"[;]|\b(?:tang|giam)\b", between):
            continue
        tail = folded[percent.end : percent.end + 40]
        if _RELATION.search(tail) and not re.match(r"[\s)]*(?:$|[.,;)])", tail):
            continue
        computed = percent_of(printed(part.value, part.unit), printed(whole.value, whole.unit))
        if computed is None or (verdict := judge(percent.value, computed)) == "agrees":
            continue
        result = f"{show((computed.low + computed.high) / 2)}%"
        yield Finding(
            kind="pct_vs_value",
            severity="soft" if verdict == "rounding" else "hard",
            title=f"Ghi {format_value(percent.value, '%')} nhưng {show(part.value)}/{show(whole.value)} = {result}",
            docs=(document.doc_key,),
            quotes=(
                text_span(document, paragraph, part.start, whole.end),
                text_span(document, paragraph, part.start, percent.end),
            ),
            reported=format_value(percent.value, "%"),
            computed=f"{show(part.value)}/{show(whole.value)} = {result}",
        )


def _wrong_period(document: Document, paragraph: Paragraph, link: _Link) -> Iterator[Finding]:
    """A base of the year before whose stated period is not the one reported: "tháng 6" behind "6 tháng"."""
    nearby = f"{link.relation} {fold(paragraph.text[link.percent.end :][:40])}"
    if link.base_paragraph is paragraph or "cung ky" not in nearby:
        return
    stated = [m for m in find_periods(link.base_paragraph.text) if m.code()]
    code = stated[0].code() if len(stated) == 1 else None
    year = _year(document)
    said = find_periods(paragraph.text[: link.percent.start])
    own = [m.code(year) for m in said if not m.flag and m.part not in ("date", "range")]
    period = next((c for c in reversed(own) if c), None) or document.reporting_period
    if not code or not period or parse_period(code).kind == "date":
        return
    expected = year_before(period)
    if code == expected or not covers(expected[:4], code) or covers(code, expected):
        return
    yield Finding(
        kind="period",
        severity="soft",
        title=f"Số cùng kỳ ghi là của {describe(code)} nhưng được so với số của {describe(period)}",
        docs=(document.doc_key,),
        quotes=(
            text_span(document, link.base_paragraph, 0, len(link.base_paragraph.text)),
            text_span(document, paragraph, link.value.start, link.percent.end),
        ),
        reported=describe(code),
        computed=f"{format_value(link.percent.value, link.percent.unit)} khớp phép chia cho số này; "
        f"cùng kỳ phải là {describe(expected)}",
        time_period=period,
    )


def _year(document: Document) -> int | None:
    head = (document.reporting_period or document.issued_date)[:4]
    return int(head) if head.isdigit() else None
