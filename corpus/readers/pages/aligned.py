"""Tables without drawn lines: figures that stand below one another in columns, with their labels and headings.

Nothing is a table but a run of lines whose figures fall into the same columns; what is not sure stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.headings import read_mark
from corpus.lines import starts_low
from corpus.readers.marked import page_mark
from corpus.readers.pages.bands import (
    GAP,
    Bands,
    bands_of,
    cells_of,
    fits,
    heading_cells,
    heading_rows,
    home_of,
    in_columns,
    is_figure,
    is_row,
    rows_of,
)
from corpus.readers.pages.lines import segments
from corpus.readers.pages.model import Ruled, TextLine
from corpus.readers.pages.paragraphs import joined

ROWS = 3
"""Rows with figures at the least."""
COLUMNS = 3
"""Columns at the least: two may be a table of contents."""
PITCH = 3.2
"""Lines of a table are not further apart than this many times their size."""
TAIL = 3
"""Lines of the last row's label, at the end of a page, at most."""
HEADING = 8
"""Lines of a heading at most."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_TITLE = re.compile(r"(?:bảng|biểu|phụ lục|đơn vị(?: tính)?\s*:|\()", re.IGNORECASE)


@dataclass
class Aligned:
    """A table and its columns; `ends` when nothing stands below it on its page."""

    table: Ruled
    bands: Bands
    heading: list[str] = field(default_factory=list)
    ends: bool = False


def take_aligned(
    body: list[TextLine], page: int, before: Aligned | None = None
) -> tuple[list[TextLine], list[Aligned]]:
    """The lines of a page that are no table, and the tables of the others.

    `before` is the last table of the page before: rows at the top of this page that fit its columns go on with it.
    """
    left: list[TextLine] = []
    tables: list[Aligned] = []
    at = 0
    if before is not None and before.ends and (rest := _rest_of(before, body, page)):
        found, at = rest
        tables.append(found)
    while at < len(body):
        end = _run(body, at)
        table = _table(body[at:end], left, page) if end - at >= ROWS else None
        if table is None:
            left.append(body[at])
            at += 1
        else:
            tables.append(table)
            at = end
    if tables and body:
        tables[-1].ends = body[-1].bottom <= tables[-1].table.box[3]
    return left, tables


def _rest_of(going: Aligned, body: list[TextLine], page: int) -> tuple[Aligned, int] | None:
    """The rest of a table at the top of the next page, and how many lines it takes; None when no row fits."""
    bands = going.bands
    first = next((i for i, x in enumerate(body[: HEADING + 1]) if is_row(x)), None)
    if first is None or not fits(body[first], bands) or _is_of_years(body[first]):
        return None
    end = first + 1
    while end < len(body) and fits(body[end], bands) and _near(body[end - 1], body[end]):
        end += 1
    repeated = (n for n in range(first, 0, -1) if heading_cells(body[:n], bands) == going.heading)
    heading = body[: next(repeated, 0)]
    lines = body[len(heading) : end]
    while lines and not _begins(lines[0], bands):  # the rest of the last row of the page before
        cells = going.table.rows[-1]
        for i, text in enumerate(cells_of([lines[0]], bands)):
            cells[i] = joined(cells[i] or "", text) if cells[i] and text else cells[i] or text
        lines = lines[1:]
    return (_made(lines, heading, bands, page, fresh=False), end) if lines else None


def _begins(line: TextLine, bands: Bands) -> bool:
    """Whether a row begins with a line: it has figures, a number of its own, or a mark."""
    return is_row(line) or home_of(segments(line, GAP)[0], bands) == 0 or bool(read_mark(line.plain))


def _near(above: TextLine, line: TextLine) -> bool:
    return line.bottom - above.bottom <= PITCH * max(line.size, above.size)


def _is_of_years(line: TextLine) -> bool:
    """Whether the figures of a line are years: then it heads columns."""
    return all(_YEAR.fullmatch(p.plain) for p in segments(line, GAP) if is_figure(p))


def _run(body: list[TextLine], start: int) -> int:
    """The end of the run of lines from `start` that may be rows or wrapped labels; it begins and ends with a row."""
    if not is_row(body[start]):
        return start
    end = start + 1
    figures = min(p.x0 for p in segments(body[start], GAP)[1:] if is_figure(p))
    for i in range(start + 1, len(body)):
        line, above = body[i], body[i - 1]
        if not _near(above, line):
            break
        if is_row(line):
            figures = min(figures, *(p.x0 for p in segments(line, GAP)[1:] if is_figure(p)))
            end = i + 1
        elif line.x1 > figures + line.size and not _in_cells(line):
            break
    while end < len(body) and _is_rest(body[end], body[end - 1], figures) and starts_low(body[end].plain):
        end += 1
    tail = body[end:]
    if len(tail) <= TAIL and all(_is_rest(x, above, figures) for above, x in pairwise([body[end - 1], *tail])):
        end = len(body)  # the label of the page's last row
    return end


def _is_rest(line: TextLine, above: TextLine, figures: float) -> bool:
    """The second line of a label: right below it and short."""
    near = line.bottom - above.bottom < 1.7 * line.size
    return near and line.x1 < figures and not line.plain.endswith(":")


def _in_cells(line: TextLine) -> bool:
    return len(segments(line, GAP)) > 1


def _table(lines: list[TextLine], before: list[TextLine], page: int) -> Aligned | None:
    """The table of a run, its heading taken from the lines before it; None when its figures are in no columns."""
    rows = [x for x in lines if is_row(x)]
    headed = [x for x in rows[:1] if _is_of_years(x)]
    rows = [x for x in rows if x not in headed]
    bands = bands_of(rows)
    if len(rows) < ROWS or len(bands) < COLUMNS or not in_columns(rows, bands):
        return None
    heading = _heading(before, lines[0], bands)
    return _made([x for x in lines if x not in headed], [*heading, *headed], bands, page)


def _made(body: list[TextLine], heading: list[TextLine], bands: Bands, page: int, *, fresh: bool = True) -> Aligned:
    cells = heading_rows(heading, bands) + [r.cells for r in rows_of(body, bands)]
    head = heading_cells(heading, bands)
    cells[0][0] = page_mark(page) + cells[0][0]
    everything = [*heading, *body]
    box = (bands[0][0], min(x.top for x in everything), bands[-1][1], max(x.bottom for x in everything))
    return Aligned(Ruled(box, [list(row) for row in cells], tuple(b[0] for b in bands), page, fresh), bands, head)


def _heading(before: list[TextLine], first: TextLine, bands: Bands) -> list[TextLine]:
    """The lines right above the rows that head their columns, taken out of `before`."""
    count = 0
    below = first
    for line in reversed(before[-HEADING:]):
        parts = segments(line, GAP)
        near = below.bottom - line.bottom < PITCH * line.size
        wide = line.x1 - line.x0 > 0.6 * (bands[-1][1] - bands[0][0])
        alone = len(parts) == 1 and (wide or _TITLE.match(line.plain) or line.plain.endswith((".", ":")))
        if not near or alone:
            break
        if len(parts) == 1 and count == 0 and line.x0 < bands[1][0]:
            break  # a title above rows that have no heading
        count += 1
        below = line
    heading = before[len(before) - count :]
    while heading and len(segments(heading[0], GAP)) == 1 and heading[0].x0 < bands[1][0]:
        heading = heading[1:]
    del before[len(before) - len(heading) :]
    return heading
