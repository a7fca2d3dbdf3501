"""Columns headed only "So sánh (%)": the figures of the table itself tell what they compare."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import permutations

from corpus.catalog import PLAN_OVER_RESULT
from corpus.models import Measure, Table
from corpus.table_columns import Column
from corpus.table_rows import cell_value
from corpus.text import fold

_COMPARES = re.compile(r"\bso sanh\b|\bty le\b|\bti le\b|%|\btang\b|\bgiam\b")
_DONE = ("actual", "estimate", "base")
_ROUNDING = Decimal("0.6")


def read_ratios(table: Table, columns: list[Column]) -> list[Column]:
    """The columns, those that only say "So sánh (%)" told by arithmetic: result over plan, year over year, plan over
    last year's result; a column that fits nothing stays what it is named.
    """
    values = [c for c in columns if c.unit != "%" and not _COMPARES.search(fold(c.header))]
    return [_told(table, c, values) if c.names and _COMPARES.search(fold(c.header)) else c for c in columns]


def _told(table: Table, column: Column, values: list[Column]) -> Column:
    printed = figures_of(table, column.at)
    for part, whole in permutations(values, 2):
        meaning = _meaning(part, whole)
        parts, wholes = figures_of(table, part.at), figures_of(table, whole.at)
        rows = [r for r in printed if r in parts and wholes.get(r)]
        if meaning is None or len(rows) < 2:
            continue
        ratios = {r: parts[r] / wholes[r] * 100 for r in rows}
        for less in (Decimal(0), Decimal(100)):
            fits = [r for r in rows if abs(ratios[r] - less - printed[r]) <= _ROUNDING]
            if len(fits) * 10 >= len(rows) * 8:
                measure: Measure = meaning if not less else "change_vs_same_period"
                suffix = PLAN_OVER_RESULT if part.measure == "target" else ""
                return Column(column.at, column.header, measure, part.period, "%", suffix)
    return column


def _meaning(part: Column, whole: Column) -> Measure | None:
    """What the first column over the second is; None when nobody prints that."""
    if part.measure in _DONE and whole.measure == "target":
        return "pct_of_target" if part.period[:4] == whole.period[:4] else None
    if part.period[:4] > whole.period[:4] and whole.measure in _DONE:
        return "pct_of_same_period"
    return None


def figures_of(table: Table, at: int) -> dict[int, Decimal]:
    """The figures of a column by row."""
    cells = [(row.row, cell_value(c)) for row in table.rows for c in row.cells if c.column == at]
    return {row: value for row, value in cells if value is not None}
