"""What columns hold beyond plan and result: a part of another column, a body, a total, a thing besides its period."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from corpus.models import Table
from corpus.table_bodies import is_body, rows_are_bodies
from corpus.table_columns import Column, unit_above, unit_in
from corpus.table_ratios import figures_of
from corpus.table_titles import header_words, is_total
from corpus.text import fold

_PART = re.compile(r"(?:^|› )\s*(?:trong đó|tr\.?\s?đó|trđ|trong đó có|bao gồm|gồm)\s*(?::|›)?\s*(?=\S)", re.IGNORECASE)
_SAID_RESULT = re.compile(
    r"\b(?:ư?th|thực hiện|kết quả|đã|đang|đạt|hiện (?:có|trạng|nay)|quyết toán|lũy kế|luỹ kế|số liệu|ước)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\b(?:tong muc|chieu dai|dan so|dien tich tu nhien|quy mo von)\b")
"""What a thing is, not what is planned of it: a project's total cost, a road's length."""


def refine_columns(table: Table, columns: list[Column], *, plans: bool, period: str) -> list[Column]:
    """The columns with what their headers say besides plan and result.

    "Trong đó: NSTW" is a part of the column before it, columns of one measure and period are told apart by what else
    they name, "Cơ sở 1" is a body whose figures stand there, "Cộng" adds nothing to a row's name. Where the document or
    its section `plans`, what says no result is a target.
    """
    columns = _parts(columns)
    columns = _told_apart(columns)
    columns = _by_both_levels(table, columns)
    columns = _bodies(table, columns)
    columns = [c._replace(names=False) if c.names and is_total(c.header) and len(columns) > 1 else c for c in columns]
    return [_planned(c, period) for c in columns] if plans else columns


def _parts(columns: list[Column]) -> list[Column]:
    """Columns headed "Trong đó …": the measure and period of the column they are a part of, under their own words."""
    out: list[Column] = []
    whole: Column | None = None
    for column in columns:
        mark = _PART.search(column.header)
        if mark is None:
            whole = None if column.unit == "%" else column
            out.append(column)
            continue
        words = column.header[mark.end() :].replace(" › ", " - ").strip()
        if is_total(words) or not words:
            out.append(column)
        elif whole is None or not column.names:
            out.append(column._replace(header=words, names=True))
        else:
            above = f"{whole.header} - " if whole.names else ""
            out.append(whole._replace(at=column.at, header=above + words, names=True, unit=column.unit or whole.unit))
    return out


def _told_apart(columns: list[Column]) -> list[Column]:
    """Columns of the same measure, period and unit are named by the rest of their headers ("Cơ sở", "Buồng")."""
    alike: dict[tuple[str, str, str, str], int] = {}
    for c in columns:
        if not c.names:
            alike[c.measure, c.period, c.unit, c.suffix] = alike.get((c.measure, c.period, c.unit, c.suffix), 0) + 1
    out: list[Column] = []
    for c in columns:
        several = not c.names and c.unit != "%" and alike[c.measure, c.period, c.unit, c.suffix] > 1
        words = header_words(c.header) if several else ""
        unit = c.unit or unit_above(c.header)
        out.append(c._replace(header=words, names=not is_total(words), unit=unit) if words else c)
    return out


def _by_both_levels(table: Table, columns: list[Column]) -> list[Column]:
    """Columns that end alike under different heads ("Lũy kế › Số hộ", "Trong kỳ › Số hộ") keep the head as well."""
    levels = {c.at: [part.strip() for part in table.columns[c.at].split(" › ")] for c in columns if c.names}
    ends = Counter(parts[-1] for parts in levels.values())
    return [
        c._replace(header=" - ".join(levels[c.at][-2:]), unit=c.unit or unit_in(levels[c.at][-1]))
        if c.names and ends[levels[c.at][-1]] > 1
        else c
        for c in columns
    ]


def _bodies(table: Table, columns: list[Column]) -> list[Column]:
    """Two columns or more headed by bodies ("Cơ sở 1", "Khoa Dược") hold their figures."""
    if rows_are_bodies(table):
        return columns
    named = {c.at: body for c in columns if c.unit != "%" and is_body(body := re.sub(r"\s*\([^()]*\)", "", c.header))}
    if len(named) < 2:
        return columns
    return [c._replace(entity=named[c.at], names=False) if c.at in named else c for c in columns]


def _planned(column: Column, period: str) -> Column:
    """The column as a target when it says no result and is of no time before the plan's."""
    key = fold(column.header)
    earlier = column.period[:4] < period[:4]
    if (
        column.measure != "actual"
        or column.suffix
        or earlier
        or _SAID_RESULT.search(column.header)
        or _GIVEN.search(key)
    ):
        return column
    return column._replace(measure="target")


def broken_down(table: Table, columns: list[Column]) -> set[int]:
    """The columns that are parts of one thing and their total: in most rows the parts add up to the total.

    The total is headed "Cộng", "Tổng số", "Tổng diện tích"; at least two parts.
    """
    for total in columns:
        if not re.match(r"(?:tong|cong|toan)\b", fold(total.header)):
            continue
        parts = [
            c
            for c in columns
            if c.at != total.at
            and not c.entity
            and c.measure == total.measure
            and c.period == total.period
            and c.unit == total.unit
        ]
        sums: dict[int, Decimal] = {}
        for part in parts:
            for row, value in figures_of(table, part.at).items():
                sums[row] = sums.get(row, Decimal(0)) + value
        totals = figures_of(table, total.at)
        rows = [r for r in totals if r in sums]
        fits = [r for r in rows if abs(totals[r] - sums[r]) <= Decimal("0.2")]
        if len(parts) >= 2 and len(rows) >= 2 and len(fits) * 10 >= len(rows) * 7:
            return {total.at, *(p.at for p in parts)}
    return set()
