"""Tables in HTML, read to rows of cells: spanned cells where they reach."""

from __future__ import annotations

import re
from collections import Counter

from corpus.alignment import EMPTY, Strand, join_lines
from corpus.grid import Grid, GridRow
from corpus.lines import Line, clean

MAX_SPAN = 100
"""A cell that says it spans more rows or columns than this is taken to span one."""
MAX_PLACED = 200_000
"""In a table of more cells spans are not spread out any more."""
MAX_TABLE = 200_000
"""Characters that a table without an end may have."""
TABLE_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(/?)(table|tr|td|th|caption)\b([^<>]{0,300})>", re.IGNORECASE)
_SPAN_ATTRIBUTE = re.compile(r"(row|col)span\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)


def html_grid(lines: list[Line], i: int, reading: str) -> Grid | None:
    """The table that opens in a line; None when none does."""
    opened = TABLE_OPEN.search(reading, lines[i].start, lines[i].end)
    if not opened:
        return None
    closed = _TABLE_CLOSE.search(reading, opened.end())
    end = closed.end() if closed else min(len(reading), opened.end() + MAX_TABLE)
    last = i
    while last + 1 < len(lines) and lines[last + 1].start < end:
        last += 1
    cells = _Cells(reading, lines[i])
    for m in _TABLE_TAG.finditer(reading, opened.end(), end):
        cells.take(m)
    cells.close(end)
    return _placed_grid(cells.placed, cells.spans, cells.heads, i, last)


class _Cells:
    """Places cells as their tags come: spanned ones where they reach, each row with the stretch it fills."""

    def __init__(self, reading: str, first: Line) -> None:
        self._reading, self._first = reading, first
        self.placed: dict[tuple[int, int], Strand] = {}
        self.spans: list[tuple[int, int]] = []
        self.heads: set[int] = set()
        self._row, self._column, self._start = -1, 0, -1
        self._attributes = self._kind = ""

    def take(self, m: re.Match[str]) -> None:
        """The next tag."""
        closing, tag = bool(m[1]), m[2].lower()
        if tag in ("tr", "table"):
            self.close(m.start())
            if tag == "tr" and not closing:
                self._begin_row(m, self._row + 1)
            elif self.spans:
                self.spans[-1] = (self.spans[-1][0], m.end())
        elif tag in ("td", "th"):
            self.close(m.start())
            if not closing:
                if self._row < 0:
                    self._begin_row(m, 0)
                self._start, self._attributes, self._kind = m.end(), m[3], tag

    def _begin_row(self, m: re.Match[str], row: int) -> None:
        self._row, self._column = row, 0
        self.spans.append((m.start(), m.end()))

    def close(self, at: int) -> None:
        """End the open cell, if one is."""
        if self._start < 0:
            return
        body = _html_cell(self._reading, self._start, at, self._first)
        rows, columns = _spans(self._attributes) if len(self.placed) < MAX_PLACED else (1, 1)
        while (self._row, self._column) in self.placed:
            self._column += 1
        head = self._kind == "th"
        for r in range(rows):
            for c in range(columns):
                # a spanned heading names all its columns; a spanned body cell stands once, the rest means "as above"
                here = body if (r, c) == (0, 0) or (head and r == 0) else EMPTY
                self.placed[self._row + r, self._column + c] = here
        if head:
            self.heads.add(self._row)
        self._column += columns
        self._start = -1


def _placed_grid(
    placed: dict[tuple[int, int], Strand], spans: list[tuple[int, int]], heads: set[int], first: int, last: int
) -> Grid | None:
    widths: Counter[int] = Counter()
    for r, c in placed:
        widths[r] = max(widths[r], c + 1)
    rows = [
        GridRow([placed.get((r, c), EMPTY) for c in range(widths[r])], *spans[r])
        for r in range(len(spans))
        if widths[r]
    ]
    header_rows = 0
    while header_rows in heads:
        header_rows += 1
    return Grid(rows, first, last, header_rows or None) if rows else None


def _spans(attributes: str) -> tuple[int, int]:
    found = {m[1].lower(): int(m[2]) for m in _SPAN_ATTRIBUTE.finditer(attributes)}
    sizes = [found.get(k, 1) for k in ("row", "col")]
    return (sizes[0] if 1 <= sizes[0] <= MAX_SPAN else 1, sizes[1] if 1 <= sizes[1] <= MAX_SPAN else 1)


def _html_cell(reading: str, start: int, end: int, line: Line) -> Strand:
    parts: list[Strand] = []
    at = start
    for piece in reading[start:end].split("\n"):
        parts.append(clean(reading, at, at + len(piece), 0, line.forms)[0])
        at += len(piece) + 1
    return join_lines(parts)
