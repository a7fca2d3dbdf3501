"""Observations made ready to be compared: brought to one unit, one measure, one period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from corpus.check_rules.places import statements
from corpus.check_rules.values import Printed, last_digit, printed
from corpus.models import Document, Observation, Paragraph
from corpus.periods import Period, PeriodMatch, covers, describe, find_periods, parse_period
from corpus.quantities import format_value, scale
from corpus.text import fold

Sort = Literal["result", "forecast", "cumulative", "target", "base", "pct_of_target", "same_period"]
_SORTS: dict[str, Sort] = {
    "actual": "result", "estimate": "result", "cumulative": "cumulative", "target": "target", "base": "base",
    "pct_of_target": "pct_of_target", "pct_of_same_period": "same_period", "change_vs_same_period": "same_period",
    "ratio_vs_same_period": "same_period",
}  # fmt: skip
# Levels, not flows: what they are at the end of a longer period may be less than before.
_STOCK = re.compile(
    r"\b(?:luy ke|tong so lao dong|lao dong viet nam|lao dong nuoc ngoai|ty le|binh quan|chi so|dan so|so ho|du no"
    r"|tong dan|dan lon|dan trau|dan gia cam|che phu|nang suat|cong suat|giuong|bac si|so xa|so truong|so thu tuc"
    r"|tong so thu tuc|dang hoat dong|con hieu luc|qua han|trong han|khong han|dang thuc hien|chuan|dien tich|lap day"
    r"|suat dau tu|huy dong)\b"
)


_DAYS_BEFORE_END = 31
_LISTED = re.compile(r"\b(?:trong do|bao gom|gom co|gom|chia ra|rieng|ngoai ra)\b")
_ASIDE = re.compile(r"(?:(?<!tang )\bthem|\bbo sung|\bcon lai|\bthem duoc)\s*(?:muc|khoang)?\s*$")


class Fact(NamedTuple):
    """An observation with its comparable value; `key` is what makes two facts statements about one thing.

    `depth` is how deep its row stands in the table's outline; a `part` bears the name of the whole it belongs to; a
    `settled` one was printed for a day and is taken for the period the document reports.
    """

    observation: Observation
    sort: Sort
    figure: Printed
    period: str
    indicator: str
    depth: int = 0
    part: bool = False
    settled: bool = False

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """Indicator, entity, period, sort, unit."""
        return (self.indicator, fold(self.observation.entity), self.period, self.sort, self.figure.unit)

    @property
    def doubtful(self) -> bool:
        """A cell that the reader itself warns of: a shifted column, a row that does not add up."""
        return self.in_table and bool(self.observation.cautions)

    @property
    def shown(self) -> str:
        """The figure as printed."""
        return format_value(self.observation.value, self.observation.unit)

    def in_unit(self, value: Decimal) -> Decimal:
        """A comparable value in the unit of this figure ("triệu USD")."""
        return value / scale(Decimal(1), self.observation.unit)[0]

    @property
    def in_table(self) -> bool:
        """Does it stand in a table?"""
        return self.observation.span.table is not None


def is_stock(indicator: str) -> bool:
    """Is the indicator a level, which may fall, rather than a flow, which only adds up?

    >>> is_stock("Tổng số lao động"), is_stock("Doanh thu")
    (True, False)
    """
    return bool(_STOCK.search(fold(indicator)))


def facts_of(observations: Iterable[Observation], documents: Mapping[str, Document]) -> list[Fact]:
    """Comparable facts of all observations that have a period."""
    depths = {
        (key, table.ordinal, row.row): len(row.path)
        for key, document in documents.items()
        for table in document.tables
        for row in table.rows
    }
    headings = {(key, table.ordinal): table.columns for key, document in documents.items() for table in document.tables}
    paragraphs = {(key, p.ordinal): p for key, document in documents.items() for p in document.paragraphs}
    out: list[Fact] = []
    for o in observations:
        if period_of(o.time_period) is None:
            continue
        sort: Sort = "forecast" if o.obs_status == "F" and o.measure == "estimate" else _SORTS[o.measure]
        document = documents.get(o.doc)
        period = _settled(o, document) if document else o.time_period
        span = o.span
        depth = depths.get((o.doc, span.table, span.row), 0) if span.table is not None and span.row is not None else 0
        paragraph = paragraphs.get((o.doc, span.paragraph)) if span.paragraph is not None else None
        part = paragraph is not None and _is_part(o, paragraph)
        part = part or _headed_shorter(o, headings.get((o.doc, span.table), ()) if span.table is not None else ())
        settled = period != o.time_period
        out.append(Fact(o, sort, _figure(o, sort), period, fold(o.indicator), depth, part, settled))
    return out


def _headed_shorter(o: Observation, columns: tuple[str, ...]) -> bool:
    """Does the column name a shorter period than the figure was given: "9 tháng › Năm 2023" read as 2023?"""
    column = o.span.column
    if column is None or column >= len(columns) or parse_period(o.time_period).kind != "year":
        return False
    return any(m.part not in ("", "years", "relative") for m in _periods_in(columns[column]))


@lru_cache(maxsize=1024)
def _periods_in(heading: str) -> tuple[PeriodMatch, ...]:
    return tuple(find_periods(heading))


def _is_part(o: Observation, paragraph: Paragraph) -> bool:
    """Does the figure stand for less than its name says: "gồm …", "thu thêm …", "giảm từ … xuống"?"""
    words = _before(o, paragraph)
    before = fold(words)
    if _ASIDE.search(before[-24:]) or re.search(r"\btừ\s*$", words, re.IGNORECASE):
        return True
    markers = [m.end() for m in _LISTED.finditer(before)]
    if not markers:
        return False
    own = set(re.findall(r"\w+", fold(o.indicator).rsplit(" - ", 1)[-1]))
    named = own & set(re.findall(r"\w+", before[markers[-1] :]))
    return len(named) * 2 <= len(own)


def _before(o: Observation, paragraph: Paragraph) -> str:
    """The words of the statement before the figure."""
    for text_start, text_end, start, end in paragraph.body.segments:
        if start <= o.span.start < end or end >= o.span.start >= start:
            inside = o.span.start - start if text_end - text_start == end - start else 0
            at = text_start + inside
            text = paragraph.text
            opened = max((a for a, b in statements(text) if a <= at), default=0)
            return text[opened:at]
    return ""


def period_of(code: str) -> Period | None:
    """The period of a code; None when it is none."""
    try:
        return parse_period(code)
    except ValueError:
        return None


def _settled(o: Observation, document: Document) -> str:
    """A figure of a day at the end of the period reported is that period's figure."""
    period = parse_period(o.time_period)
    own = document.reporting_period
    if period.kind == "date" and own and covers(own, o.time_period):
        near = (parse_period(own).end - period.end).days <= _DAYS_BEFORE_END
        if near or is_stock(o.indicator):
            return own
    return o.time_period


def _figure(o: Observation, sort: Sort) -> Printed:
    if sort == "same_period":
        factor = Decimal(100) if o.measure == "ratio_vs_same_period" else Decimal(1)
        plus = Decimal(100) if o.measure == "change_vs_same_period" else Decimal(0)
        return Printed(o.value * factor + plus, last_digit(o.value) * factor, "%", approximate=o.approximate)
    return printed(o.value, o.unit, exact=sort == "target" and "%" not in o.unit, approximate=o.approximate)


def comparable(facts: Sequence[Fact]) -> list[Fact]:
    """Facts that say what their name says: no parts, and of several rows of a table those highest in the outline."""
    top: dict[tuple[object, ...], int] = {}
    for fact in facts:
        if fact.in_table:
            group = (*_table_of(fact), fact.indicator, fact.observation.entity, fact.figure.unit)
            top[group] = min(top.get(group, 99), fact.depth)
    return [
        f
        for f in facts
        if not f.part
        and (not f.in_table or f.depth <= top[(*_table_of(f), f.indicator, f.observation.entity, f.figure.unit)])
    ]


def place_of(fact: Fact) -> tuple[str, int | None, int | None]:
    """The paragraph or table a fact stands in."""
    return (*_table_of(fact), None if fact.in_table else fact.observation.span.paragraph)


def leading(facts: Sequence[Fact]) -> list[Fact]:
    """Comparable facts, one a paragraph or table for each key.

    Of several figures of one key in a paragraph the first is meant, the others are likelier parts that the name does
    not tell apart.
    """
    first: dict[tuple[object, ...], Fact] = {}
    for fact in comparable(facts):
        first.setdefault((*place_of(fact), *fact.key), fact)
    return list(first.values())


def _table_of(fact: Fact) -> tuple[str, int | None]:
    return fact.observation.doc, fact.observation.span.table


def apart(one: Fact, other: Fact) -> Decimal:
    """How far apart two figures are, relative to the larger.

    0 when rounding lets them be one.
    """
    if one.figure.interval.meets(other.figure.interval):
        return Decimal(0)
    larger = max(abs(one.figure.value), abs(other.figure.value))
    return abs(one.figure.value - other.figure.value) / larger if larger else Decimal(0)


def name_of(fact: Fact) -> str:
    """ "Doanh thu, năm 2023", for titles."""
    return f"{fact.observation.indicator}, {describe(fact.period)}"
