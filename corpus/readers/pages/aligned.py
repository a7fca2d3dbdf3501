"""Tables without drawn lines: figures that stand below one another in columns, with their labels and headings.

Nothing is a table but a run of lines whose figures fall into the same columns; what is not sure stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.lines import starts_low
from corpus.readers.marked import page_mark
from corpus.readers.pages.lines import line_text, segments
from corpus.readers.pages.model import Ruled, TextLine, Word
from corpus.readers.pages.paragraphs import joined

GAP = 1.3
"""Cells of a row are parted by at least this many times the size."""
ROWS = 3
"""Rows with figures at the least."""
COLUMNS = 3
"""Columns at the least: two may be a table of contents."""
PITCH = 3.2
"""Lines of a table are not further apart than this many times their size."""
HEADING = 4
"""Lines of a heading at most."""
_FIGURE = re.compile(r"[-+–]?\d[\d.,]*(?:\s?%)?|[-–+x]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TITLE = re.compile(r"(?:bảng|biểu|phụ lục|đơn vị(?: tính)?\s*:|\()", re.IGNORECASE)


@dataclass
class _Row:
    """Lines of one row, and the words of each in its column."""

    lines: list[TextLine]
    cells: list[str] = field(default_factory=list)


def take_aligned(body: list[TextLine], page: int) -> tuple[list[TextLine], list[Ruled]]:
    """The lines of a page that are no table, and the tables of the others."""
    left: list[TextLine] = []
    tables: list[Ruled] = []
    at = 0
    while at < len(body):
        end = _run(body, at)
        found = _table(body[at:end], left, page) if end - at >= ROWS else None
        if found is None:
            left.append(body[at])
            at += 1
        else:
            tables.append(found)
            at = end
    return left, tables


def _is_figure(part: TextLine) -> bool:
    plain = " ".join(w.text for w in part.words if not w.high)
    return bool(_FIGURE.fullmatch(plain))


def _is_row(line: TextLine) -> bool:
    """Cells side by side, a figure behind the first."""
    parts = segments(line, GAP)
    return len(parts) > 1 and any(_is_figure(p) for p in parts[1:])


def _run(body: list[TextLine], start: int) -> int:
    """The end of the run of lines from `start` that may be rows or wrapped labels; it begins and ends with a row."""
    if not _is_row(body[start]):
        return start
    end = start + 1
    figures = min(p.x0 for p in segments(body[start], GAP)[1:] if _is_figure(p))
    for i in range(start + 1, len(body)):
        line, above = body[i], body[i - 1]
        if line.bottom - above.bottom > PITCH * max(line.size, above.size):
            break
        if _is_row(line):
            figures = min(figures, *(p.x0 for p in segments(line, GAP)[1:] if _is_figure(p)))
            end = i + 1
        elif line.x1 > figures + line.size and not _in_cells(line):
            break
    while end < len(body) and _is_rest(body[end], body[end - 1], figures):
        end += 1
    return end


def _is_rest(line: TextLine, above: TextLine, figures: float) -> bool:
    """The second line of the last label: right below it, short, and going on."""
    near = line.bottom - above.bottom < 1.7 * line.size
    return near and line.x1 < figures and starts_low(line.plain) and not line.plain.endswith(":")


def _in_cells(line: TextLine) -> bool:
    return len(segments(line, GAP)) > 1


def _table(lines: list[TextLine], before: list[TextLine], page: int) -> Ruled | None:
    """The table of a run, its heading taken from the lines before it; None when its figures are in no columns."""
    rows = [x for x in lines if _is_row(x)]
    headed = [x for x in rows[:1] if all(_YEAR.fullmatch(p.plain) for p in segments(x, GAP) if _is_figure(p))]
    rows = [x for x in rows if x not in headed]
    bands = _bands(rows)
    if len(rows) < ROWS or len(bands) < COLUMNS or not _in_columns(rows, bands):
        return None
    heading = [*_heading(before, lines[0], bands), *headed]
    body = [x for x in lines if x not in headed]
    cells = [r.cells for r in _rows(body, bands)]
    if heading:
        cells.insert(0, _heading_cells(heading, bands))
    cells[0][0] = page_mark(page) + cells[0][0]
    everything = [*heading, *lines]
    box = (bands[0][0], min(x.top for x in everything), bands[-1][1], max(x.bottom for x in everything))
    return Ruled(box, [list(row) for row in cells], tuple(b[0] for b in bands), page)


def _bands(rows: list[TextLine]) -> list[tuple[float, float]]:
    """The columns: stretches across the page that cells of the rows cover."""
    spans = sorted((p.x0, p.x1) for row in rows for p in segments(row, GAP))
    bands: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if bands and x0 < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], x1))
        else:
            bands.append((x0, x1))
    return bands


def _in_columns(rows: list[TextLine], bands: list[tuple[float, float]]) -> bool:
    """Whether no two cells of a row share a column, and at least two rows have a figure in each of two columns."""
    counts = [0] * len(bands)
    for row in rows:
        parts = segments(row, GAP)
        homes = [_home(p, bands) for p in parts]
        if len(set(homes)) < len(homes):
            return False
        for part, home in zip(parts, homes, strict=True):
            counts[home] += _is_figure(part)
    return sum(n >= 2 for n in counts) >= 2


def _home(part: TextLine, bands: list[tuple[float, float]]) -> int:
    """The column that most of a cell stands in, else the nearest one."""
    return max(range(len(bands)), key=lambda i: min(part.x1, bands[i][1]) - max(part.x0, bands[i][0]))


def _heading(before: list[TextLine], first: TextLine, bands: list[tuple[float, float]]) -> list[TextLine]:
    """The lines right above the rows that head their columns, taken out of `before`."""
    count = 0
    below = first
    for line in reversed(before[-HEADING:]):
        parts = segments(line, GAP)
        near = below.bottom - line.bottom < PITCH * line.size
        wide = line.x1 - line.x0 > 0.6 * (bands[-1][1] - bands[0][0])
        if not near or _TITLE.match(line.plain) or (len(parts) == 1 and (wide or line.plain.endswith((".", ":")))):
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


def _heading_cells(heading: list[TextLine], bands: list[tuple[float, float]]) -> list[str]:
    """The heading of each column; what stands over several columns heads each of them."""
    cells = [""] * len(bands)
    for line in heading:
        for part in segments(line, GAP):
            for i in _headed(part, bands):
                text = line_text(part.words)
                cells[i] = joined(cells[i], text) if cells[i] else text
    return cells


def _headed(part: TextLine, bands: list[tuple[float, float]]) -> list[int]:
    """The columns that a heading stands over: all it reaches into; both beside it when its middle is between two."""
    middle = (part.x0 + part.x1) / 2
    over = {i for i, (x0, x1) in enumerate(bands) if min(x1, part.x1) - max(x0, part.x0) > 0}
    between = next((i for i in range(len(bands) - 1) if bands[i][1] < middle < bands[i + 1][0]), None)
    if between is not None and part.size < min(middle - bands[between][1], bands[between + 1][0] - middle):
        over |= {between, between + 1}
    return sorted(over) or [_home(part, bands)]


def _rows(lines: list[TextLine], bands: list[tuple[float, float]]) -> list[_Row]:
    """Rows of the lines; a line without figures goes on with the label above or begins the one below."""
    out: list[_Row] = []
    waiting: list[TextLine] = []
    for i, line in enumerate(lines):
        if _is_row(line):
            out.append(_Row([*waiting, line]))
            waiting = []
        elif out and not waiting and _belongs_above(line, lines[i - 1], lines[i + 1 : i + 2]):
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


def _belongs_above(line: TextLine, above: TextLine, below: list[TextLine]) -> bool:
    """Whether a line of words is the rest of the label above it: nearer to it, or going on in small letters."""
    up = line.bottom - above.bottom
    down = below[0].bottom - line.bottom if below else up + 1
    return starts_low(line.plain) if abs(up - down) < 0.2 * line.size else up < down


def _cells(lines: list[TextLine], bands: list[tuple[float, float]]) -> list[str]:
    cells = [""] * len(bands)
    for line in lines:
        parts: dict[int, list[Word]] = {}
        for part in segments(line, GAP):
            parts.setdefault(_home(part, bands), []).extend(part.words)
        for i, words in parts.items():
            text = line_text(words)
            cells[i] = joined(cells[i], text) if cells[i] else text
    return cells
