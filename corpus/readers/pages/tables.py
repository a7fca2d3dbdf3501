"""Ruled tables: cells filled with the words inside them, tables that go on over pages made one."""

from __future__ import annotations

import re
from typing import Any

from corpus.headings import read_mark
from corpus.lines import starts_low
from corpus.readers.marked import page_mark, unmarked
from corpus.readers.pages.lines import line_text, to_lines
from corpus.readers.pages.model import Box, Ruled, Word
from corpus.readers.pages.paragraphs import joined
from corpus.text import fold

NEAR = 4.0
"""Columns of two pages are the same when their edges lie within this many points."""
ACROSS = 0.2
"""Share of a word's height that stands above its cell when it runs over from the cell above."""
OVER = 0.2
"""Share by which two words cover each other when one is printed over the other."""
_FIGURE_END = re.compile(r"[\d.,]$")
_FIGURE_START = re.compile(r"[\d.,%]")
_JOINS = re.compile(r"(?:\b(?:cua|va|tai|cho|tren|voi|ve|theo|do|cac|den|trong|hoac|cung)|[,\-])$")
_IS_FIGURE = re.compile(r"[-+]?[\d.,]+%?")


def fill(rows: list[list[Box | None]], words: list[Word], edges: tuple[float, ...], page: int) -> Ruled:
    """A table of cells given by their boxes; `rows` has None where no cell begins.

    A place covered by a cell that began at its left or above is blank; one that no cell covers is none.
    """
    boxes = [b for row in rows for b in row if b is not None]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    inside: dict[Box, list[Word]] = {b: [] for b in boxes}
    for word in words:
        x, y = word.middle
        if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
            home = next((b for b in boxes if b[0] <= x <= b[2] and b[1] <= y <= b[3]), None)
            if home is not None:
                inside[home].append(word)
    _part_overprinted(inside)
    texts = {b: cell_text(found, b, page) for b, found in inside.items()}
    out: list[list[str | None]] = []
    for row in rows:
        own = [b for b in row if b is not None]
        if not own:
            continue
        middle = (max(b[1] for b in own) + min(b[3] for b in own)) / 2
        cells: list[str | None] = []
        for edge, b in zip(edges, row, strict=True):
            covered = any(o[0] <= edge + 2 <= o[2] and o[1] <= middle <= o[3] for o in boxes)
            cells.append(texts[b] if b is not None else "" if covered else None)
        out.append(cells)
    if out and page:
        out[0][0] = page_mark(page) + (out[0][0] or "")
    return Ruled(box, out, edges, page)


def _part_overprinted(inside: dict[Box, list[Word]]) -> None:
    """Move words that stand across the upper line of their cell, over another word, to the cell above.

    A cell too low for its text lets it run over its lower line; the words that belong there stand beneath.
    """
    for box, words in inside.items():
        across = [w for w in words if w.top < box[1] - ACROSS * (w.bottom - w.top) and _overprints(w, words)]
        above = next((b for b in inside if abs(b[3] - box[1]) < 1 and b[0] <= box[0] + 1 and box[2] <= b[2] + 1), None)
        if across and above is not None:
            inside[box] = [w for w in words if w not in across]
            inside[above] += across


def _overprints(word: Word, words: list[Word]) -> bool:
    """Whether a word is printed over another one."""

    def share(w: Word) -> float:
        wide, high = min(w.x1, word.x1) - max(w.x0, word.x0), min(w.bottom, word.bottom) - max(w.top, word.top)
        return min(wide / max(0.1, min(w.x1 - w.x0, word.x1 - word.x0)), high / max(0.1, word.bottom - word.top))

    return any(share(w) > OVER for w in words if w is not word)


def cell_text(words: list[Word], box: Box, page: int) -> str:
    """The text of a cell; a figure too long for it was broken over two lines and is one again."""
    text = ""
    last_x1 = 0.0
    for line in to_lines(words, page):
        following = line_text(line.words)
        if text and _is_broken(unmarked(text), unmarked(following), box[2] - last_x1, line.size):
            text += following
        else:
            text = joined(text, following) if text else following
        last_x1 = line.x1
    return text


def _is_broken(text: str, following: str, room: float, size: float) -> bool:
    """Whether a line end stands inside a figure: no room was left, and a figure goes on.

    >>> _is_broken("375.171,", "0", 1.0, 7), _is_broken("12", "15", 20.0, 7)
    (True, False)
    """
    end, start = text.rsplit(" ", 1)[-1], following.split(" ", 1)[0]
    if not (_FIGURE_END.search(end) and _FIGURE_START.match(start) and _IS_FIGURE.fullmatch(end + start)):
        return False
    return end[-1] in ".," or start[0] in ".,%" or room < 0.9 * size


def joined_tables(parts: list[Any]) -> list[Any]:
    """A table at the top of a page that has the columns of the one right before it goes on with that."""
    out: list[Any] = []
    for part in parts:
        last = out[-1] if out else None
        if isinstance(part, Ruled) and isinstance(last, Ruled) and not part.fresh and _goes_on(last, part):
            _append(last, part)
        elif isinstance(part, Ruled) and not part.fresh and (cut := _cut_by_notes(out, part)) is not None:
            _append(cut, part)
        else:
            out.append(part)
    return out


def _cut_by_notes(before: list[Any], part: Ruled) -> Ruled | None:
    """The table whose last row goes on in the first of `part`, with lines at the foot of its page between them."""
    foot, table = (before[-1], before[-2]) if len(before) > 1 else (None, None)
    if not (isinstance(table, Ruled) and isinstance(foot, list) and all(x.page == table.page for x in foot)):
        return None
    first: list[str | None] = [unmarked(c or "") for c in part.rows[0]] if part.rows else []
    return table if first and _goes_on(table, part) and _is_rest(first, table.rows[-1]) else None


def _goes_on(table: Ruled, part: Ruled) -> bool:
    return part.page == table.page + 1 and _align(table, part)


def _align(a: Ruled, b: Ruled) -> bool:
    """Give both the same columns when those of one are among those of the other; a page's last rows may be short."""
    wide, narrow = (a, b) if len(a.edges) >= len(b.edges) else (b, a)
    found = [next((i for i, x in enumerate(wide.edges) if abs(x - e) <= NEAR), None) for e in narrow.edges]
    if None in found or len(narrow.edges) < 0.5 * len(wide.edges):
        return False
    for k, row in enumerate(narrow.rows):
        placed: list[str | None] = [None] * len(wide.edges)
        for i, cell in zip(found, row, strict=True):
            if i is not None:
                placed[i] = cell
        narrow.rows[k] = placed
    narrow.edges = wide.edges
    return True


def _append(table: Ruled, more: Ruled) -> None:
    mark = ""
    rows = [list(row) for row in more.rows]
    if rows and rows[0][0]:
        bare = unmarked(rows[0][0])
        mark, rows[0][0] = rows[0][0][: len(rows[0][0]) - len(bare)], bare
    repeated = 0
    while (
        repeated < min(len(rows), len(table.rows), 4)
        and [unmarked(c or "") for c in table.rows[repeated]] == [c or "" for c in rows[repeated]]
        and any(rows[repeated])
    ):
        repeated += 1
    rows = rows[repeated:]
    if rows and table.rows and _is_rest(rows[0], table.rows[-1]):
        rest = rows.pop(0)
        back = page_mark(table.page) if mark else ""  # what stands beside it in the row is on the page before
        for i, text in enumerate(rest):
            if text:
                table.rows[-1][i] = joined(table.rows[-1][i] or "", text, mark) + back
    if rows:
        rows[0][0] = mark + (rows[0][0] or "")
    table.rows += rows
    table.page = more.page


def _is_rest(row: list[str | None], above: list[str | None]) -> bool:
    """A row cut by the end of the page: no number, no figure, and its words go on with those above.

    >>> _is_rest(["", "sách năm 2022", "USD)", ""], ["20", "Nộp ngân", "FDI (Triệu", "698,0"])
    True
    >>> _is_rest(["", "Cấp mới", "Dự án", ""], ["20", "Thu hút FDI", "Triệu USD", "698,0"])
    False
    """
    filled = [(i, c) for i, c in enumerate(row) if c]
    if not filled or row[0] or any(c[:1].isdigit() or read_mark(c) for _, c in filled):
        return False
    pairs = [(unmarked(above[i] or "") if i < len(above) else "", c) for i, c in filled]
    open_end = any(starts_low(c) or a.count("(") > a.count(")") or _JOINS.search(fold(a)) for a, c in pairs)
    return all(a for a, _ in pairs) and open_end


def rows_of(table: Ruled, page: int) -> tuple[list[list[str]], int]:
    """The rows as texts, without the places at the end that have no cell; and the page it ends on."""
    out: list[list[str]] = []
    for row in table.rows:
        kept = list(row)
        while kept and kept[-1] is None:
            kept.pop()
        out.append([c or "" for c in kept])
    found = re.findall(r"\x0e(\d+)\x0f", "".join(c for row in out for c in row))
    return out, int(found[-1]) if found else page
