"""Tables as they stand in a file, in three forms (tabs, Markdown pipes, HTML), read to rows of cells."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from corpus.alignment import Strand, join_lines
from corpus.grid import Grid, GridRow
from corpus.headings import annex_mark, read_mark
from corpus.html_grids import TABLE_OPEN, html_grid
from corpus.lines import Line, clean, is_noise, starts_low
from corpus.text import fold

MAX_RUN = 40
"""A cell's text runs over at most this many lines."""
_PIPE_RULE = re.compile(r"^[\s|:+=-]*-[\s|:+=-]*$")
_HEAD_WORD = re.compile(r"^(?:s[ot]?\s?tt|tt|stt|so thu tu|so tt)$")
_BLANKS = 3


def find_grids(lines: list[Line], reading: str, skip: set[int]) -> list[Grid]:
    """All tables, in the order of the file; lines whose numbers are in `skip` belong to none.

    >>> from corpus.lines import split_lines
    >>> text = "TT\\tChỉ tiêu\\tKế hoạch\\n1\\tDiện tích lúa\\t1.200"
    >>> [g.texts(1) for g in find_grids(split_lines(text), text, set())]
    [['1', 'Diện tích lúa', '1.200']]
    """
    out: list[Grid] = []
    i = 0
    while i < len(lines):
        grid = None if i in skip or lines[i].note else _grid_at(lines, i, reading, skip)
        if grid is None:
            i += 1
            continue
        out.append(grid)
        i = grid.last + 1
    return out


def _grid_at(lines: list[Line], i: int, reading: str, skip: set[int]) -> Grid | None:
    raw = lines[i].raw
    if "<" in raw and TABLE_OPEN.search(raw):
        return html_grid(lines, i, reading)
    if "|" in raw and _is_pipe(raw):
        return _pipe_grid(lines, i)
    if "\t" in raw:
        return _tab_grid(lines, i, skip)
    return None


def _split(line: Line, cuts: list[tuple[int, int]]) -> list[Strand]:
    return [clean(line.raw, a, b, line.start, line.forms)[0] for a, b in cuts]


def _between(positions: list[int], first: int, last: int) -> list[tuple[int, int]]:
    edges = [first - 1, *positions, last]
    return [(a + 1, b) for a, b in pairwise(edges)]


# ---- tabs ----------------------------------------------------------------------------------------------------------


def _tabs(line: Line) -> int:
    """Tabs that part cells: not the indentation of a text line, nor the one behind a list mark."""
    raw = line.raw.rstrip("\n")
    count = raw.count("\t")
    if count == 1:
        head, _, tail = raw.partition("\t")
        mark = read_mark(head.strip() + " x") if head.strip() else None
        if not head.strip() or not tail.strip() or (mark and len(head.strip()) <= mark.end):
            return 0
    elif count and not raw.lstrip("\t").rstrip("\t").count("\t") and len(raw.strip()) > 60:
        return 0
    return count


def _tab_grid(lines: list[Line], i: int, skip: set[int]) -> Grid | None:
    count = _tabs(lines[i])
    following = _tabs(lines[i + 1]) if i + 1 < len(lines) and i + 1 not in skip else 0
    if count == 0 or (count == 1 and following != 1) or lines[i].blank:
        return None
    rows: list[GridRow] = []
    width = count + 1
    last, j = i, i
    head = lines[i].text
    while j < len(lines) and j not in skip:
        line = lines[j]
        if _tabs(line) >= 1 or (rows and line.raw.count("\t") >= 1 and width > 2):
            if not (j > i and line.text == head):
                cuts = _between([m for m, c in enumerate(line.raw) if c == "\t"], 0, len(line.raw))
                rows.append(GridRow(_split(line, cuts), line.start, line.end))
                width = max(width, len(cuts))
            last = j
        elif line.blank or is_noise(line):
            j = _after_gap(lines, j, skip, head)
            if j < 0:
                break
            continue
        elif _runs_over(lines, j, rows, width, skip):
            row = rows[-1]
            row.cells[-1] = join_lines([row.cells[-1], line.body])
            row.end, row.run, last = line.end, row.run + 1, j
        else:
            break
        j += 1
    _mend_broken(rows)
    return Grid(rows, i, last)


def _after_gap(lines: list[Line], j: int, skip: set[int], head: str) -> int:
    """The next row behind blank lines and page numbers, when the table goes on there; else -1."""
    k = j
    while k < len(lines) and k - j <= _BLANKS and (lines[k].blank or is_noise(lines[k])) and not _tabs(lines[k]):
        k += 1
    if k >= len(lines) or k in skip or lines[k].raw.count("\t") < 2:
        return -1
    first = fold(lines[k].raw.split("\t")[0].strip())
    return -1 if _HEAD_WORD.match(first) and lines[k].text != head else k


def _runs_over(lines: list[Line], j: int, rows: list[GridRow], width: int, skip: set[int]) -> bool:
    """A line without tabs inside a table: the last cell's text goes on."""
    line = lines[j]
    nearby = any(_tabs(x) for x in lines[j + 1 : j + 3] if x.number not in skip)
    if not rows or lines[j - 1].blank or line.hashes or annex_mark(line.text):
        return False
    if not rows[-1].cells[-1].text or rows[-1].run >= MAX_RUN:
        return False
    short = len(rows[-1].cells) < width
    return (nearby and (short or starts_low(line.text))) or (starts_low(line.text) and not short)


def _mend_broken(rows: list[GridRow]) -> None:
    """Join rows that a line end inside a cell has cut in two."""
    widths = Counter(len(r.cells) for r in rows)
    width = widths.most_common(1)[0][0] if widths else 0
    i = 0
    while i + 1 < len(rows):
        a, b = rows[i], rows[i + 1]
        fits = len(a.cells) < width and len(a.cells) + len(b.cells) - 1 == width and len(b.cells) < width
        if fits and a.cells[-1].text and b.cells[0].text and not read_mark(b.cells[0].text):
            a.cells[-1] = join_lines([a.cells[-1], b.cells[0]])
            a.cells.extend(b.cells[1:])
            a.end = b.end
            del rows[i + 1]
        i += 1


# ---- Markdown pipes ------------------------------------------------------------------------------------------------


def _pipes(raw: str) -> list[int]:
    return [i for i, c in enumerate(raw) if c == "|" and (i == 0 or raw[i - 1] != "\\")]


def _is_pipe(raw: str) -> bool:
    stripped = raw.strip()
    return len(_pipes(stripped)) >= 2 or (stripped.startswith("|") and len(stripped) > 1)


def _pipe_grid(lines: list[Line], i: int) -> Grid | None:
    rows: list[GridRow] = []
    header_rows: int | None = None
    j = i
    while j < len(lines) and "|" in lines[j].raw and (_is_pipe(lines[j].raw) or rows):
        line = lines[j]
        if _PIPE_RULE.match(line.raw[:2000]):
            header_rows = len(rows) if header_rows is None else header_rows
        else:
            raw = line.raw
            first = len(raw) - len(raw.lstrip())
            last = len(raw.rstrip())
            first += raw[first : first + 1] == "|"
            last -= raw[last - 1 : last] == "|" and last - 1 > first
            cuts = _between([p for p in _pipes(raw) if first <= p < last], first, last)
            rows.append(GridRow(_split(line, cuts), line.start, line.end))
        j += 1
    if len(rows) < 2 and header_rows is None:
        return None
    return Grid(rows, i, j - 1, header_rows) if rows else None
