"""The layout of a table: header rows, the columns' names and roles, repairs of headers that slipped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.headings import read_mark, roman_value
from corpus.text import fold

_FIGURE = re.compile(
    r"[<>~≥≤+\-–(]{0,2}\s?\d[\d.,\s]*(?:%|lan|lần)?\)?|[-–x+]|#(?:ref|div/0|value|n/a)!?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:nam\s*)?(?:19|20)\d\d|(?:quy|q)\s?(?:[1-4]|iv|i{1,3})(?:[/.\s].{0,5})?")
_ORDINAL_HEAD = re.compile(r"(?:s(?:o)?\s?\.?t\.?t\.?|t\.?t\.?|so thu tu|so tt|#|no\.?)")
_LABEL_HEAD = re.compile(
    r"(?:cac )?(?:chi tieu|noi dung|tieu chi|nhiem vu|danh muc|hang muc|ten|cong viec|muc tieu|dien giai|san pham"
    r"|linh vuc|nganh|loai|don vi(?! tinh)|dia phuong|huyen|xa|khoan|du an|cong trinh|co quan|chuyen de|hoat dong)"
)
_UNIT_HEAD = re.compile(r"(?:don vi tinh|dvt|d\.?v\.?t\.?|don vi do|dv tinh|don vi)(?:\s*\(.*\))?$")
UNIT_WORDS = re.compile(
    r"(?:%|\b(?:dong|vnd|usd|eur|ha|m2|m3|km2?|km|kwh|mw|tan|ta|yen|kg|tan/ha|ta/ha|nguoi|ho|du an|da|dn|doanh nghiep|"
    r"xa|huyen|khu|cum|lop|truong|giuong|ca|luot|ho so|con|chiec|cai|lan|diem|thang|ngay|lao dong|khau|phong|thua|"
    r"nghin|ngan|trieu|ty|ti|tr)\b)"
)
_CODE_CELL = re.compile(r"\(?(?:([a-z])|(\d{1,2}))\)?(?:\s?=.{0,30})?$")
ORDINAL = re.compile(r"(?P<dotted>\d{1,3}(?:\.\d{1,3}){0,4})\.?\)?$")
SEPARATOR = " › "


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, or a dash that stands for none.

    >>> [is_figure(t) for t in ["1.878", "+1,92", "-", "98,5 %", "Triệu USD", "Tháng 12", ""]]
    [True, True, True, True, False, False, False]
    """
    return bool(text) and len(text) < 40 and bool(_FIGURE.fullmatch(text.strip()))


@dataclass
class Layout:
    """A grid being understood."""

    texts: list[list[str]]
    number: int
    header: int = 0
    levels: list[list[str]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    ordinal: int | None = None
    label: int | None = None
    sub: int | None = None
    unit: int | None = None
    problems: list[str] = field(default_factory=list)
    short: int = 0
    """Another sound row length than the header's: rows that end right behind the last named column."""

    @property
    def body(self) -> list[list[str]]:
        return self.texts[self.header :]

    @property
    def lead(self) -> list[list[str]]:
        """Rows above the header: the table's title or unit, typed into it."""
        return self.texts[: _lead_rows(self.texts)]

    def column(self, index: int) -> list[str]:
        return [r[index] for r in self.body if index < len(r) and r[index]]

    def say(self, row: int | None, problem: str) -> None:
        place = f"bảng {self.number + 1}" + (f", dòng {row + 1}" if row is not None else "")
        self.problems.append(f"{place}: {problem}")


def understand(texts: list[list[str]], number: int, marked_header: int | None) -> Layout:
    """Header, columns and their roles; what does not fit is said in `problems`."""
    layout = Layout(texts, number)
    layout.header = _count_header(layout.texts, marked_header)
    _read_columns(layout)
    _find_roles(layout)
    _repair_shift(layout)
    _find_sub(layout)
    _check_lengths(layout)
    return layout


# ---- header --------------------------------------------------------------------------------------------------------


def _is_code_row(cells: list[str]) -> bool:
    """A B C 1 2 3 4=3/2: names of columns for formulas.

    A scan may give a letter for a number ("1 2 K 4 5"): then every number that is left must stand at its place.

    >>> _is_code_row("A B C 1 2 3".split()), _is_code_row("A B G 1 2 K 4 5".split()), _is_code_row("a 1 b 4".split())
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


def _count_header(texts: list[list[str]], marked: int | None) -> int:
    above = _lead_rows(texts)
    if above:
        return above + _count_header(texts[above:], (marked - above) if marked and marked > above else None)
    first = texts[0]
    head = fold(first[0].strip()) if first else ""
    count = marked or 0
    if not count:
        named = bool(_ORDINAL_HEAD.fullmatch(head))
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
        if _is_code_row(row):
            count += 1
            continue
        lead = row[:2] if len(first) > 2 and _ORDINAL_HEAD.fullmatch(head) else row[:1]
        if not filled or any(lead) or any(is_figure(t) and not _YEAR.fullmatch(fold(t)) for t in filled):
            break
        if len(filled) < 2 and len(row) > 3 and not _fills_gap(texts[count - 1], row):
            break
        count += 1
    return min(count, len(texts))


def _lead_rows(texts: list[list[str]]) -> int:
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


def _read_columns(layout: Layout) -> None:
    width = max((len(r) for r in layout.texts), default=0)
    rows = layout.texts[_lead_rows(layout.texts) : layout.header]
    levels = [r + [""] * (width - len(r)) for r in rows if not _is_code_row(r)]
    layout.levels = levels
    layout.columns = _join_levels(levels, width)


def _join_levels(levels: list[list[str]], width: int) -> list[str]:
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


def _find_roles(layout: Layout) -> None:
    heads = [fold(c.split(SEPARATOR)[0].strip()) for c in layout.columns]
    for i, head in enumerate(heads):
        if layout.ordinal is None and i < 2 and _ORDINAL_HEAD.fullmatch(head):
            layout.ordinal = i
        elif layout.unit is None and _UNIT_HEAD.match(head) and _holds_units(layout.column(i), head):
            layout.unit = i
        elif layout.label is None and _LABEL_HEAD.match(head):
            layout.label = i
    if layout.ordinal is None and layout.columns and layout.body:
        first = [r[0] for r in layout.body if r and r[0]]
        if first and sum(rank_of(t, "") is not None and len(t) < 6 for t in first) >= 0.7 * len(first):
            layout.ordinal = 0
    if layout.label is None or not _mostly(layout.column(layout.label), text=True):
        candidates = [i for i in range(len(layout.columns)) if i not in (layout.ordinal, layout.unit)]
        layout.label = next((i for i in candidates if _mostly(layout.column(i), text=True)), layout.label)
    if layout.unit is not None and _mostly(layout.column(layout.unit), text=False):
        layout.unit = None


def _holds_units(cells: list[str], head: str) -> bool:
    """ "Đơn vị" heads units of measure or offices: the cells tell."""
    if head != "don vi" or not cells:
        return True
    units = [c for c in cells if UNIT_WORDS.match(fold(c)) and len(c) < 20 and not _is_named(c)]
    return len(units) >= 0.6 * len(cells)


def _is_named(cell: str) -> bool:
    """ "Xã Vạn Phúc" is a body, "Triệu USD" and "Dự án" are units.

    >>> [_is_named(c) for c in ("Xã Vạn Phúc", "Phòng Ân Xá", "Triệu USD", "Dự án", "Tỷ đồng")]
    [True, True, False, False, False]
    """
    return any(w[0].isupper() and w[1:2].islower() for w in cell.split()[1:3])


def _mostly(cells: list[str], *, text: bool) -> bool:
    if not cells:
        return False
    figures = sum(map(is_figure, cells))
    return figures <= 0.4 * len(cells) if text else figures >= 0.6 * len(cells)


def _repair_shift(layout: Layout) -> None:
    """The label's heading spans two columns but was read as one: the names beside it stand one too far left."""
    if layout.label is None or len(layout.levels) < 2:
        return
    at = layout.label + 1
    low = layout.levels[-1]
    names = [c for c in range(at, len(low)) if low[c]]
    if not names or names[0] != at or len(names) < 2 or at == layout.unit:
        return
    if not (_mostly(layout.column(at), text=True) and _mostly(layout.column(at + 1), text=False)):
        return
    for level in layout.levels:
        level.insert(at, "")
        blank = max((c for c in range(len(level) - 1, at, -1) if not level[c]), default=len(level) - 1)
        del level[blank]
    width = len(layout.columns)
    layout.columns = _join_levels(layout.levels, width)
    layout.columns[at] = layout.columns[layout.label]
    layout.say(None, "tên các cột in lệch một cột sang trái so với số liệu, đã xếp lại theo thứ tự")
    last = names[-1] + 1
    total = max((c for c in range(width) if layout.columns[c]), default=0)
    ends = sum(len(r) == last + 2 and is_figure(r[last + 1]) for r in layout.body)
    if total > last + 1 and not any(layout.columns[last + 1 : total]) and ends >= 0.2 * len(layout.body):
        layout.columns[last + 1] = layout.columns[total]
        layout.short = last + 2


def _find_sub(layout: Layout) -> None:
    """A second label column under one heading (its own left blank): groups at the left, their parts at the right."""
    if layout.label is None:
        return
    at = layout.label + 1
    if at >= len(layout.columns) or at == layout.unit or layout.columns[at] not in ("", layout.columns[layout.label]):
        return
    rows = [r for r in layout.body if at < len(r)]
    under = sum(bool(r[at]) and not r[layout.label] for r in rows)
    if _mostly(layout.column(at), text=True) and under >= max(1, 0.2 * len(rows)):
        layout.sub = at


def _check_lengths(layout: Layout) -> None:
    width = len(layout.columns)
    expected = max((len(r) for r in layout.texts[: layout.header]), default=width)
    for i, row in enumerate(layout.texts):
        if i < layout.header:
            continue
        if len(row) not in (expected, layout.short) and layout.levels:
            layout.say(i, f"{len(row)} ô, đầu bảng có {expected}")
        unnamed = [c for c, t in enumerate(row) if is_figure(t) and c < width and not layout.columns[c]]
        if unnamed and layout.levels:
            layout.say(i, f"{len(unnamed)} số đứng ở cột không có tên")


# ---- marks of rows --------------------------------------------------------------------------------------------------

_BULLET_RANKS = {"-": 60, "–": 60, "—": 60, "*": 65, "•": 65, "+": 70}


def rank_of(mark: str, before: str) -> int | None:
    """How deep the mark of a row stands: smaller is higher; None when it is no mark."""
    mark = mark.strip()
    if not mark or len(mark) > 12:
        return None
    if mark in _BULLET_RANKS:
        return _BULLET_RANKS[mark]
    bare = mark.strip("().")
    if m := ORDINAL.match(bare):
        return (55 if mark.startswith("(") else 20) + m["dotted"].count(".")
    if bare.isupper() and roman_value(bare) and not (bare in "CDLM" and not before.startswith(("X", "V"))):
        return 10
    if len(bare) == 1 and bare.isalpha():
        return 5 if bare.isupper() else 50
    if roman_value(bare) and bare.islower():
        return 52
    return None
