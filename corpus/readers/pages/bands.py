"""The columns of a table without drawn lines: what stands where in them, and which lines are rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.headings import read_mark
from corpus.lines import starts_low
from corpus.readers.pages.lines import line_text, segments
from corpus.readers.pages.model import TextLine, Word
from corpus.readers.pages.paragraphs import joined

GAP = 0.8
"""Cells of a row are parted by at least this many times the size."""
WRAP = 1.45
"""Lines of one cell are not further apart than this many times their size."""
_FIGURE = re.compile(r"[-+–]?\d[\d.,]*(?:\s?%)?|[-–+x]")
_WHOLE = re.compile(r"[-+–]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?\s?%?")
Bands = list[tuple[float, float]]
"""The columns of a table: left and right edge of what stands in each."""


@dataclass
class _Row:
    """Lines of one row, and the words of each in its column."""

    lines: list[TextLine]
    cells: list[str] = field(default_factory=list)


def fits(line: TextLine, bands: Bands) -> bool:
    """Whether each cell of a line stands in one column."""
    return all(sum(p.x0 < x1 and x0 < p.x1 for x0, x1 in bands) == 1 for p in segments(line, GAP))


def is_figure(part: TextLine) -> bool:
    """Whether a cell is a figure or a dash that stands for none, marks of footnotes aside."""
    plain = " ".join(w.text for w in part.words if not w.high)
    return bool(_FIGURE.fullmatch(plain))


def is_row(line: TextLine) -> bool:
    """Cells side by side, a figure behind the first."""
    parts = segments(line, GAP)
    return len(parts) > 1 and any(is_figure(p) for p in parts[1:])


def bands_of(rows: list[TextLine]) -> Bands:
    """The columns: stretches across the page that cells of the rows cover."""
    spans = sorted((p.x0, p.x1) for row in rows for p in segments(row, GAP))
    bands: Bands = []
    for x0, x1 in spans:
        if bands and x0 < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(bands[-1][1], x1))
        else:
            bands.append((x0, x1))
    return bands


def in_columns(rows: list[TextLine], bands: Bands) -> bool:
    """Whether no two figures of a row share a column, and at least two rows have a figure in each of two columns."""
    counts = [0] * len(bands)
    for row in rows:
        parts = segments(row, GAP)
        homes = [home_of(p, bands) for p in parts]
        figures = [home for p, home in zip(parts, homes, strict=True) if is_figure(p)]
        if len(set(figures)) < len(figures):
            return False
        for part, home in zip(parts, homes, strict=True):
            counts[home] += is_figure(part)
    return sum(n >= 2 for n in counts) >= 2


def home_of(part: TextLine, bands: Bands) -> int:
    """The column that most of a cell stands in, else the nearest one."""
    return max(range(len(bands)), key=lambda i: min(part.x1, bands[i][1]) - max(part.x0, bands[i][0]))


def heading_rows(heading: list[TextLine], bands: Bands) -> list[list[str]]:
    """The rows of a heading: the lines of a wrapped cell stand close, rows further apart.

    What heads the columns left of the first row's cells stands in the middle of both rows and belongs to the first.
    """
    levels: list[list[TextLine]] = []
    for line in heading:
        if levels and _close(levels[-1][-1], line):
            levels[-1].append(line)
        else:
            levels.append([line])
    rows = [heading_cells(level, bands) for level in levels]
    for row in rows[1:]:
        first = next(i for i, cell in enumerate(rows[0]) if cell)
        for i in range(first):
            rows[0][i], row[i] = row[i], ""
    return [row for row in rows if any(row)]


def _close(above: TextLine, line: TextLine) -> bool:
    """Whether two lines may be of one cell."""
    return line.bottom - above.bottom <= WRAP * max(line.size, above.size)


def heading_cells(heading: list[TextLine], bands: Bands) -> list[str]:
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
    return sorted(over) or [home_of(part, bands)]


def rows_of(lines: list[TextLine], bands: Bands) -> list[_Row]:
    """Rows of the lines; a line without figures goes on with the label above or begins the one below.

    One that stands apart from both is a row without figures.
    """
    out: list[_Row] = []
    waiting: list[TextLine] = []
    for i, line in enumerate(lines):
        if waiting and not _close(waiting[-1], line):
            out.append(_Row(waiting))
            waiting = []
        if out and not waiting and _is_cut_off(line, out[-1].lines[-1], bands):
            out[-1].lines.append(line)
        elif is_row(line):
            out.append(_Row([*waiting, line]))
            waiting = []
        elif out and not waiting and _belongs_above(line, lines[i - 1], lines[i + 1 : i + 2], bands):
            out[-1].lines.append(line)
        elif home_of(segments(line, GAP)[0], bands) == 0 and len(segments(line, GAP)) > 1:
            out += [_Row(waiting)] if waiting else []
            out.append(_Row([line]))
            waiting = []
        else:
            waiting.append(line)
    out += [_Row(waiting)] if waiting else []
    for row in out:
        row.cells = cells_of(row.lines, bands)
    return out


def _is_cut_off(line: TextLine, above: TextLine, bands: Bands) -> bool:
    """Whether a line is the rest of figures that had no place above: "375.171," and "0" below it."""
    parts = segments(line, GAP)
    over = {home_of(p, bands): p.plain for p in segments(above, GAP)}
    pairs = [(over.get(home_of(p, bands), ""), p.plain) for p in parts]
    return _close(above, line) and all(map(is_figure, parts)) and any(is_broken(a, b) for a, b in pairs)


def is_broken(above: str, rest: str) -> bool:
    """Whether two pieces make a figure that the first alone is not.

    >>> is_broken("375.171,", "0"), is_broken("12.345.67", "8"), is_broken("375.171", "25")
    (True, True, False)
    """
    return bool(_WHOLE.fullmatch(above + rest)) and not _WHOLE.fullmatch(above) and bool(_FIGURE.fullmatch(above))


def _belongs_above(line: TextLine, above: TextLine, below: list[TextLine], bands: Bands) -> bool:
    """Whether a line of words is the rest of the label above it: its first word had no place there, or it is nearer."""
    first = segments(line, GAP)[0]
    home = home_of(first, bands)
    over = [p for p in segments(above, GAP) if home_of(p, bands) == home]
    if read_mark(first.plain) or not over:
        return False
    edge = bands[home + 1][0] if home + 1 < len(bands) else bands[home][1]
    if edge - over[-1].x1 < first.words[0].x1 - first.words[0].x0 + 1.2 * line.size:
        return True
    up = line.bottom - above.bottom
    down = below[0].bottom - line.bottom if below else up + 1
    return starts_low(line.plain) if abs(up - down) < 0.2 * line.size else up < down


def cells_of(lines: list[TextLine], bands: Bands) -> list[str]:
    """The text of each column of the lines of a row."""
    cells = [""] * len(bands)
    for line in lines:
        parts: dict[int, list[Word]] = {}
        for part in segments(line, GAP):
            parts.setdefault(home_of(part, bands), []).extend(part.words)
        for i, words in parts.items():
            text = line_text(words)
            broken = is_broken(cells[i], text)
            cells[i] = cells[i] + text if broken else joined(cells[i], text) if cells[i] else text
    return cells
