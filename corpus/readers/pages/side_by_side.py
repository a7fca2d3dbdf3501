"""Texts side by side without drawn lines: a table of words, whose lines must not be read across.

Read across they would make sentences of pieces that do not belong together, with figures of none of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.lines import starts_low
from corpus.readers.marked import page_mark
from corpus.readers.pages.bands import GAP, cells_of
from corpus.readers.pages.lines import segments
from corpus.readers.pages.model import Ruled, TextLine

COLUMNS, LINES = 3, 3
"""Columns, and lines that fill so many of them, at the least."""
NEAR = 2.5
"""Points by which the left edges of a column's lines differ at most."""
PITCH = 3.2
"""Lines of a table are not further apart than this many times their size."""


@dataclass
class _Stretch:
    """Lines whose pieces begin at the same places."""

    lines: list[TextLine]
    edges: list[float]


def take_side_by_side(body: list[TextLine], page: int) -> tuple[list[TextLine], list[Ruled]]:
    """The lines of a page that stand alone, and the tables of those that stand in columns of text."""
    left: list[TextLine] = []
    tables: list[Ruled] = []
    at = 0
    while at < len(body):
        stretch = _stretch(body, at)
        if stretch is None:
            left.append(body[at])
            at += 1
        else:
            tables.append(_table(stretch, page))
            at += len(stretch.lines)
    return left, tables


def _stretch(body: list[TextLine], start: int) -> _Stretch | None:
    """The columns that begin with a line; None when the lines below it do not bear them out."""
    edges = [p.x0 for p in segments(body[start], GAP)]
    if len(edges) < COLUMNS:
        return None
    lines = [body[start]]
    for line in body[start + 1 :]:
        starts = [p.x0 for p in segments(line, GAP)]
        known = [x for x in starts if _home(x, edges) is not None]
        near = line.bottom - lines[-1].bottom <= PITCH * line.size
        if not near or len(known) < len(starts) or len({_home(x, edges) for x in starts}) < len(starts):
            break
        lines.append(line)
    full = sum(len(segments(x, GAP)) >= COLUMNS for x in lines)
    return _Stretch(lines, edges) if full >= LINES else None


def _home(x0: float, edges: list[float]) -> int | None:
    return next((i for i, edge in enumerate(edges) if abs(edge - x0) <= NEAR), None)


def _table(stretch: _Stretch, page: int) -> Ruled:
    """The table: a row begins where its first column has text that does not go on with that above it."""
    edges = stretch.edges
    right = max(x.x1 for x in stretch.lines)
    bands = list(zip(edges, [*(e - 1 for e in edges[1:]), right], strict=True))
    rows: list[list[TextLine]] = []
    for line in stretch.lines:
        if not rows or (_home(line.x0, edges) == 0 and not starts_low(line.plain)):
            rows.append([])
        rows[-1].append(line)
    cells: list[list[str | None]] = [list(cells_of(row, bands)) for row in rows]
    cells[0][0] = page_mark(page) + (cells[0][0] or "")
    box = (edges[0], min(x.top for x in stretch.lines), right, max(x.bottom for x in stretch.lines))
    return Ruled(box, cells, tuple(edges), page, fresh=True)
