"""The header of a table: how many rows it has, and the names of the columns joined from its levels."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.headings import read_mark
from corpus.text import fold

_FIGURE = re.compile(
    r"[<>~≥≤+\-–(]{0,2}\s?\d[\d.,\s]*(?:%|lan|lần)?\)?|[-–x+]|#(?:ref|div/0|value|n/a)!?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:nam\s*)?(?:19|20)\d\d|(?:quy|q)\s?(?:[1-4]|iv|i{1,3})(?:[/.\s].{0,5})?")
ORDINAL_HEAD = re.compile(r"(?:s(?:o)?\s?\.?t\.?t\.?|t\.?t\.?|so thu tu|so tt|#|no\.?)")
_CODE_CELL = re.compile(r"\(?(?:([a-z])|(\d{1,2}))\)?(?:\s?=.{0,30})?$")
ORDINAL = re.compile(r"(?P<dotted>\d{1,3}(?:\.\d{1,3}){0,4})\.?\)?$")
SEPARATOR = " › "


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, or a dash that stands for none.

    >>> [is_figure(t) for t in ["1.878", "+1,92", "-", "98,5 %", "Triệu USD", "Tháng 12", ""]]
    [True, True, True, True, False, False, False]
    """
    return bool(text) and len(text) < 40 and bool(_FIGURE.fullmatch(text.strip()))


def is_code_row(cells: list[str]) -> bool:
    """A B C 1 2 3 4=3/2: names of columns for formulas.

    A scan may give a letter for a number ("1 2 K 4 5"): then every number that is left must stand at its place.

    >>> is_code_row("A B C 1 2 3".split()), is_code_row("A B G 1 2 K 4 5".split()), is_code_row("a 1 b 4".split())
    (True, True, False)
    """
    filled = [c for c in cells if c]
    found = [_CODE_CELL.match(fold(c)) for c in filled]
    if len(filled) < 3 or not all(found):
        return False
    numbers = [int(m[2]) for m in found if m and m[2]]
    if numbers and numbers[0] > 3:
        return False
    places = {int(m[2]) - i for i, m in enumerate(found) if m and m[2]}
    return all(b == a + 1 for a, b in pairwise(numbers)) or (len(numbers) >= 3 and len(places) == 1)


def count_header(texts: list[list[str]], marked: int | None) -> int:
    """How many rows the header has, those of the title above it counted; `marked` are the rows the file itself marks.

    >>> count_header([["TT", "Chỉ tiêu", "Năm 2024"], ["1", "Lúa", "1.878"]], None), count_header([["1", "2"]], None)
    (1, 0)
    """
    above = lead_rows(texts)
    if above:
        return above + count_header(texts[above:], (marked - above) if marked and marked > above else None)
    first = texts[0]
    head = fold(first[0].strip()) if first else ""
    count = marked or 0
    if not count:
        named = bool(ORDINAL_HEAD.fullmatch(head))
        words = [t for t in first if t and not is_figure(t)]
        if not named and (
            len(words) < 2
            or any(is_figure(t) and not _YEAR.fullmatch(fold(t)) for t in first[1:])
            or len(texts) < 2
            or (read_mark(first[0] + " x") or ORDINAL.match(first[0]))
        ):
            return 0
        count = 1
    # a caption that spans the whole first row
    while count < min(len(texts), 8):
        row = texts[count]
        filled = [t for t in row if t]
        if is_code_row(row):
            count += 1
            continue
        lead = row[:2] if len(first) > 2 and ORDINAL_HEAD.fullmatch(head) else row[:1]
        if not filled or any(lead) or any(is_figure(t) and not _YEAR.fullmatch(fold(t)) for t in filled):
            break
        if len(filled) < 2 and len(row) > 3 and not _fills_gap(texts[count - 1], row):
            break
        count += 1
    return min(count, len(texts))


def lead_rows(texts: list[list[str]]) -> int:
    """Rows above the header with a single cell: the title or the unit of the table, typed into it."""
    count = 0
    while count + 2 < len(texts) and count < 3 and len(texts[count]) > 2:
        filled = [t for t in texts[count] if t]
        if len(filled) > 1 or (filled and sum(map(bool, texts[count + 1])) < 1):
            break
        count += 1
    return count


def _fills_gap(above: list[str], row: list[str]) -> bool:
    return all(i < len(above) for i, t in enumerate(row) if t)


def join_levels(levels: list[list[str]], width: int) -> list[str]:
    """The full name of each column; a name above several columns heads each of them.

    >>> join_levels([["Chỉ tiêu", "Năm 2024", ""], ["", "KH", "TH"]], 3)
    ['Chỉ tiêu', 'Năm 2024 › KH', 'Năm 2024 › TH']
    """
    spread: list[list[str]] = []
    for i, level in enumerate(levels):
        out = list(level)
        for c in range(1, width):
            below = any(lower[c] for lower in levels[i + 1 :])
            if not out[c] and below and out[c - 1] and any(lower[c - 1] for lower in levels[i + 1 :]):
                out[c] = out[c - 1]
        spread.append(out)
    columns: list[str] = []
    for c in range(width):
        parts: list[str] = []
        for level in spread:
            if level[c] and (not parts or parts[-1] != level[c]):
                parts.append(level[c])
        columns.append(SEPARATOR.join(parts))
    return columns
