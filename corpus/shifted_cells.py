"""Figures that stand one column too far right in a form, proven by the row's unit and by the parts or the text."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from corpus.models import Observation, Table, TableRow
from corpus.numbers import parse_number
from corpus.quantities import scale
from corpus.table_columns import Column
from corpus.table_rows import RowName

ROUNDING = Decimal(2)
"""Parts printed without decimals may differ from their whole by this much in all."""


WORDS = 3
"""Cells of words in a column from which it holds words."""


class Shift(NamedTuple):
    """The column that a figure belongs to, and the sentence that says so."""

    column: Column
    caution: str


def find_shifts(
    table: Table, columns: list[Column], text_found: list[Observation], name: Callable[[TableRow], RowName]
) -> dict[tuple[int, int], Shift]:
    """By (row, column) of the cell: figures under "% of plan" in rows without plan and result that are no percentages.

    The move is made only when the same figure stands in the text or the parts then add up to the row above them.
    """
    out: dict[tuple[int, int], Shift] = {}
    for row in table.rows:
        found = _candidate(row, columns)
        if found is None:
            continue
        column, target, value = found
        proof = _proof(table, columns, row, value, target, text_found, name)
        if proof:
            header, right = column.header.split(" › ")[-1], target.header.split(" › ")[-1]
            caution = f"Biểu in số này ở cột “{header}”; đọc vào cột “{right}” vì {proof}."
            out[row.row, column.at] = Shift(target, caution)
    return out


def _candidate(row: TableRow, columns: list[Column]) -> tuple[Column, Column, Decimal] | None:
    values = {c.column: v for c in row.cells if (v := parse_number(c.text.strip())) is not None}
    held = [c for c in columns if c.at in values]
    if len(held) != 1 or held[0].measure != "pct_of_target" or row.unit.strip() in ("%", ""):
        return None
    left = [c for c in columns if c.at < held[0].at and c.measure in ("actual", "estimate")]
    return (held[0], left[-1], values[held[0].at]) if left else None


def _proof(
    table: Table,
    columns: list[Column],
    row: TableRow,
    value: Decimal,
    target: Column,
    text_found: list[Observation],
    name: Callable[[TableRow], RowName],
) -> str:
    row_name = name(row)
    for o in text_found:
        same = o.indicator == row_name.indicator and o.measure in ("actual", "estimate")
        if same and scale(o.value, o.unit) == scale(value, row_name.unit):
            return "lời văn ghi cùng số này cho cùng chỉ tiêu"
    return "các phần khi đó cộng đúng bằng dòng tổng" if _parts_add_up(table, columns, row, target) else ""


def _parts_add_up(table: Table, columns: list[Column], row: TableRow, target: Column) -> bool:
    """Do the rows of the same unit under the row's topmost parent add up to the parent's result?"""
    if not row.path:
        return False
    parent = next(
        (r for r in table.rows if not r.path and r.label.strip(" :") == row.path[0] and r.row < row.row), None
    )
    whole = _held(parent, target.at) if parent else None
    if parent is None or whole is None or parent.unit != row.unit:
        return False
    parts = [r for r in table.rows if r.path[:1] == row.path[:1] and r.unit == parent.unit]
    values = []
    for part in parts:
        shifted = _candidate(part, columns)
        value = _held(part, target.at)
        if value is None and shifted is not None:
            value = shifted[2]
        if value is not None:
            values.append(value)
    return len(values) > 1 and abs(sum(values) - whole) <= ROUNDING


def _held(row: TableRow, column: int) -> Decimal | None:
    return next((parse_number(c.text.strip()) for c in row.cells if c.column == column), None)


def heads_slipped(table: Table) -> bool:
    """Whether the names of columns stand beside their figures: one heads words, and figures at the other end none.

    A table whose names were printed one column off gives each figure to its neighbour.
    """
    known = {table.columns[i] for i in (table.label_column, table.unit_column) if i is not None}
    cells: dict[int, list[bool]] = {}
    for row in table.rows:
        for cell in row.cells:
            if cell.column not in (table.label_column, table.unit_column) and cell.column < len(table.columns):
                cells.setdefault(cell.column, []).append(parse_number(cell.text) is not None)
    of_words = {i for i, told in cells.items() if len(told) >= WORDS and sum(told) < len(told) / 2}
    of_figures = {i for i, told in cells.items() if len(told) >= WORDS and sum(told) > len(told) / 2}
    unnamed = any(not table.columns[i].strip() for i in of_figures)
    named = (i for i in of_words if table.columns[i].strip() and table.columns[i] not in known)
    return unnamed and any(i + 1 in of_figures and table.columns[i + 1].strip() for i in named)
