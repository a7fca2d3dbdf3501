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
from corpus.readers.pages.lines import line_text, segments
from corpus.readers.pages.model import Ruled, TextLine, Word
from corpus.readers.pages.paragraphs import joined

GAP = 0.8
"""Cells of a row are parted by at least this many times the size."""
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
_FIGURE = re.compile(r"[-+–]?\d[\d.,]*(?:\s?%)?|[-–+x]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TITLE = re.compile(r"(?:bảng|biểu|phụ lục|đơn vị(?: tính)?\s*:|\()", re.IGNORECASE)


Bands = list[tuple[float, float]]
"""The columns of a table: left and right edge of what stands in each."""


@dataclass
class Aligned:
    """A table and its columns; `ends` when nothing stands below it on its page."""

    table: Ruled
    bands: Bands
    heading: list[str] = field(default_factory=list)
    ends: bool = False


@dataclass
class _Row:
    """Lines of one row, and the words of each in its column."""

    lines: list[TextLine]
    cells: list[str] = field(default_factory=list)


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
    first = next((i for i, x in enumerate(body[: HEADING + 1]) if _is_row(x)), None)
    if first is None or not _fits(body[first], bands) or _is_of_years(body[first]):
        return None
    end = first + 1
    while end < len(body) and _fits(body[end], bands) and _near(body[end - 1], body[end]):
        end += 1
    repeated = (n for n in range(first, 0, -1) if _heading_cells(body[:n], bands) == going.heading)
    heading = body[: next(repeated, 0)]
    lines = body[len(heading) : end]
    while lines and not _begins(lines[0], bands):  # the rest of the last row of the page before
        cells = going.table.rows[-1]
        for i, text in enumerate(_cells([lines[0]], bands)):
            cells[i] = joined(cells[i] or "", text) if cells[i] and text else cells[i] or text
        lines = lines[1:]
    return (_made(lines, heading, bands, page, fresh=False), end) if lines else None


def _fits(line: TextLine, bands: Bands) -> bool:
    """Whether each cell of a line stands in one column."""
    return all(sum(p.x0 < x1 and x0 < p.x1 for x0, x1 in bands) == 1 for p in segments(line, GAP))


def _begins(line: TextLine, bands: Bands) -> bool:
    """Whether a row begins with a line: it has figures, a number of its own, or a mark."""
    return _is_row(line) or _home(segments(line, GAP)[0], bands) == 0 or bool(read_mark(line.plain))


def _near(above: TextLine, line: TextLine) -> bool:
    return line.bottom - above.bottom <= PITCH * max(line.size, above.size)


def _is_figure(part: TextLine) -> bool:
    plain = " ".join(w.text for w in part.words if not w.high)
    return bool(_FIGURE.fullmatch(plain))


def _is_row(line: TextLine) -> bool:
    """Cells side by side, a figure behind the first."""
    parts = segments(line, GAP)
    return len(parts) > 1 and any(_is_figure(p) for p in parts[1:])


def _is_of_years(line: TextLine) -> bool:
    """Whether the figures of a line are years: then it heads columns."""
    return all(_YEAR.fullmatch(p.plain) for p in segments(line, GAP) if _is_figure(p))


def _run(body: list[TextLine], start: int) -> int:
    """The end of the run of lines from `start` that may be rows or wrapped labels; it begins and ends with a row."""
    if not _is_row(body[start]):
        return start
    end = start + 1
    figures = min(p.x0 for p in segments(body[start], GAP)[1:] if _is_figure(p))
    for i in range(start + 1, len(body)):
        line, above = body[i], body[i - 1]
        if not _near(above, line):
            break
        if _is_row(line):
            figures = min(figures, *(p.x0 for p in segments(line, GAP)[1:] if _is_figure(p)))
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
    rows = [x for x in lines if _is_row(x)]
    headed = [x for x in rows[:1] if _is_of_years(x)]
    rows = [x for x in rows if x not in headed]
    bands = _bands(rows)
    if len(rows) < ROWS or len(bands) < COLUMNS or not _in_columns(rows, bands):
        return None
    heading = _heading(before, lines[0], bands)
    return _made([x for x in lines if x not in headed], [*heading, *headed], bands, page)


def _made(body: list[TextLine], heading: list[TextLine], bands: Bands, page: int, *, fresh: bool = True) -> Aligned:
    cells = [r.cells for r in _rows(body, bands)]
    head = _heading_cells(heading, bands)
    if heading:
        cells.insert(0, list(head))
    cells[0][0] = page_mark(page) + cells[0][0]
    everything = [*heading, *body]
    box = (bands[0][0], min(x.top for x in everything), bands[-1][1], max(x.bottom for x in everything))
    return Aligned(Ruled(box, [list(row) for row in cells], tuple(b[0] for b in bands), page, fresh), bands, head)


def _bands(rows: list[TextLine]) -> Bands:
    """The columns: stretches across the page that cells of the rows cover."""
    spans = sorted((p.x0, p.x1) for row in rows for p in segments(row, GAP))
    bands: Bands = []
    for x0, x1 in spans:
        if bands and x0 < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], x1))
        else:
            bands.append((x0, x1))
    return bands


def _in_columns(rows: list[TextLine], bands: Bands) -> bool:
    """Whether no two figures of a row share a column, and at least two rows have a figure in each of two columns."""
    counts = [0] * len(bands)
    for row in rows:
        parts = segments(row, GAP)
        homes = [_home(p, bands) for p in parts]
        figures = [home for p, home in zip(parts, homes, strict=True) if _is_figure(p)]
        if len(set(figures)) < len(figures):
            return False
        for part, home in zip(parts, homes, strict=True):
            counts[home] += _is_figure(part)
    return sum(n >= 2 for n in counts) >= 2


def _home(part: TextLine, bands: Bands) -> int:
    """The column that most of a cell stands in, else the nearest one."""
    return max(range(len(bands)), key=lambda i: min(part.x1, bands[i][1]) - max(part.x0, bands[i][0]))


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


def _heading_cells(heading: list[TextLine], bands: Bands) -> list[str]:
    """The heading of each column; what stands over several columns heads each of them."""
    cells = [""] * len(bands)
    for line in heading:
        for part in segments(line, GAP):
            for i in _headed(part, bands):
                text = line_text(part.words)
                cells[i] = joined(cells[i], text) if cells[i] else text
    return cells


def _headed(part: TextLine, bands: Bands) -> list[int]:
    """The columns that a heading stands over: all it reaches into; both beside it when its middle is between two."""
    middle = (part.x0 + part.x1) / 2
    over = {i for i, (x0, x1) in enumerate(bands) if min(x1, part.x1) - max(x0, part.x0) > 0}
    between = next((i for i in range(len(bands) - 1) if bands[i][1] < middle < bands[i + 1][0]), None)
    if between is not None and part.size < min(middle - bands[between][1], bands[between + 1][0] - middle):
        over |= {between, between + 1}
    return sorted(over) or [_home(part, bands)]


def _rows(lines: list[TextLine], bands: Bands) -> list[_Row]:
    """Rows of the lines; a line without figures goes on with the label above or begins the one below."""
    out: list[_Row] = []
    waiting: list[TextLine] = []
    for i, line in enumerate(lines):
        if _is_row(line):
            out.append(_Row([*waiting, line]))
            waiting = []
        elif out and not waiting and _belongs_above(line, lines[i - 1], lines[i + 1 : i + 2], bands):
            out[-1].lines.append(line)
        elif _home(segments(line, GAP)[0], bands) == 0 and len(segments(line, GAP)) > 1:
            out += [_Row(waiting)] if waiting else []
            out.append(_Row([line]))
            waiting = []
        else:
            waiting.append(line)
    out += [_Row(waiting)] if waiting else []
    for row in out:
        row.cells = _cells(row.lines, bands)
    return out


def _belongs_above(line: TextLine, above: TextLine, below: list[TextLine], bands: Bands) -> bool:
    """Whether a line of words is the rest of the label above it: its first word had no place there, or it is nearer."""
    first = segments(line, GAP)[0]
    home = _home(first, bands)
    over = [p for p in segments(above, GAP) if _home(p, bands) == home]
    if read_mark(first.plain) or not over:
        return False
    edge = bands[home + 1][0] if home + 1 < len(bands) else bands[home][1]
    if edge - over[-1].x1 < first.words[0].x1 - first.words[0].x0 + 1.2 * line.size:
        return True
    up = line.bottom - above.bottom
    down = below[0].bottom - line.bottom if below else up + 1
    return starts_low(line.plain) if abs(up - down) < 0.2 * line.size else up < down


def _cells(lines: list[TextLine], bands: Bands) -> list[str]:
    cells = [""] * len(bands)
    for line in lines:
        parts: dict[int, list[Word]] = {}
        for part in segments(line, GAP):
            parts.setdefault(_home(part, bands), []).extend(part.words)
        for i, words in parts.items():
            text = line_text(words)
            cells[i] = joined(cells[i], text) if cells[i] else text
    return cells
