"""A table as numbers: which columns hold values, totals and percentages, and what each row prints there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from corpus.check_rules.values import Printed, printed
from corpus.models import Table, TableRow
from corpus.numbers import parse_number
from corpus.text import fold

_TOTAL = re.compile(r"(?:tong(?: cong| so)?|cong|cong chung)\s*(?:\(.*\))?")
_RELATIVE = re.compile(r"%|\bso voi\b|\bso sanh\b|\bty le\b|\btang truong\b|\blan\b|\btoc do\b|\bco cau\b")
_LEVEL = re.compile(r"\b(?:ty le|binh quan|chi so|cong suat|nang suat|ty trong|ty suat|mat do)\b")
_BLANK = frozenset({"", "-", "–", "—", "…", "..."})
_BRACKET = re.compile(r"\([^()]*\)")


def cell_number(text: str) -> Decimal | None:
    """The value of a cell that holds a figure and nothing else; None otherwise.

    >>> cell_number(" 1.234,5 "), cell_number("-"), cell_number("Giảm 2")
    (Decimal('1234.5'), None, None)
    """
    token = text.strip().removesuffix("%").strip()
    return None if token in _BLANK else parse_number(token)


@dataclass(frozen=True)
class Grid:
    """Numbers of a table's body by row and column."""

    table: Table
    numbers: dict[tuple[int, int], Decimal] = field(default_factory=dict)
    unread: frozenset[tuple[int, int]] = frozenset()

    @classmethod
    def of(cls, table: Table) -> Grid:
        """Read every cell outside the label and unit columns."""
        numbers: dict[tuple[int, int], Decimal] = {}
        unread: set[tuple[int, int]] = set()
        first = 1 + max((c for c in (table.label_column, table.unit_column) if c is not None), default=-1)
        for row in table.rows:
            for cell in row.cells:
                if cell.column < first:
                    continue
                value = cell_number(cell.text)
                if value is not None:
                    numbers[row.row, cell.column] = value
                elif re.fullmatch(r"[\d.,\s]+", cell.text) and cell.text.strip():
                    unread.add((row.row, cell.column))
        return cls(table, numbers, frozenset(unread))

    @cached_property
    def numeric(self) -> tuple[int, ...]:
        """Columns that hold numbers."""
        return tuple(sorted({column for _, column in self.numbers}))

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """Columns named Tổng, Cộng …"""
        return tuple(c for c in self.numeric if _TOTAL.fullmatch(self.heading(c)))

    @cached_property
    def relative(self) -> tuple[int, ...]:
        """Columns of percentages, comparisons, growth."""
        return tuple(c for c in self.numeric if _RELATIVE.search(self.full_heading(c)))

    @cached_property
    def plain(self) -> tuple[int, ...]:
        """Named columns of values: neither totals nor percentages."""
        special = {*self.totals, *self.relative}
        return tuple(c for c in self.numeric if c not in special and self.heading(c) and not self.heading(c).isdigit())

    def heading(self, column: int) -> str:
        """The lowest header of a column, folded."""
        return self.full_heading(column).split("›")[-1].strip()

    def full_heading(self, column: int) -> str:
        """All headers of a column, folded."""
        return fold(self.table.columns[column]) if column < len(self.table.columns) else ""

    def name(self, column: int) -> str:
        """The lowest header of a column as printed."""
        columns = self.table.columns
        return columns[column].split("›")[-1].strip() if column < len(columns) else ""

    def at(self, row: TableRow, column: int) -> Decimal | None:
        """The number of a cell."""
        return self.numbers.get((row.row, column))

    def values(self, row: TableRow, columns: Iterable[int]) -> list[Decimal]:
        """Numbers of a row in these columns, blanks left out."""
        return [v for c in columns if (v := self.at(row, c)) is not None]

    def as_printed(self, row: TableRow, column: int) -> Printed | None:
        """The number with the row's unit."""
        value = self.at(row, column)
        return None if value is None else printed(value, row.unit)


def stem(label: str) -> str:
    """A row label as key: folded, without its unit in parentheses and marks.

    >>> stem("+ Vốn đầu tư (Triệu USD)")
    'von dau tu'
    """
    return re.sub(r"[^\w%]+", " ", _BRACKET.sub(" ", fold(label))).strip()


def is_percent(row: TableRow) -> bool:
    """Is the row itself a percentage, an index or an average, whose parts do not add up?"""
    words = f"{fold(row.unit)} {fold(row.label)}"
    return "%" in words or _LEVEL.search(words) is not None
