"""A table as rows of cells, before its layout is understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.alignment import Strand


@dataclass
class GridRow:
    """A row: its cells and the stretch of the reading it fills."""

    cells: list[Strand]
    start: int
    end: int
    run: int = 0


@dataclass
class Grid:
    """A table before its layout is understood. `first`, `last`: line numbers; `header_rows`: None when not marked."""

    rows: list[GridRow]
    first: int
    last: int
    header_rows: int | None = None
    problems: list[str] = field(default_factory=list)

    def texts(self, row: int) -> list[str]:
        """The texts of a row."""
        return [c.text for c in self.rows[row].cells]
