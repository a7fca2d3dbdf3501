"""The layout of a table: its columns' names and roles, repairs of headers that slipped, marks of rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.headings import roman_value
from corpus.table_header import (
    ORDINAL,
    ORDINAL_HEAD,
    SEPARATOR,
    count_header,
    is_code_row,
    is_figure,
    join_levels,
    lead_rows,
)
from corpus.text import fold

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
        """The rows below the header."""
        return self.texts[self.header :]

    @property
    def lead(self) -> list[list[str]]:
        """Rows above the header: the table's title or unit, typed into it."""
        return self.texts[: lead_rows(self.texts)]

    def column(self, index: int) -> list[str]:
        """The filled cells of a column below the header."""
        return [r[index] for r in self.body if index < len(r) and r[index]]

    def say(self, row: int | None, problem: str) -> None:
        """Note a problem for the reader, with its place: "bảng 3, dòng 5: …"."""
        place = f"bảng {self.number + 1}" + (f", dòng {row + 1}" if row is not None else "")
        self.problems.append(f"{place}: {problem}")


def understand(texts: list[list[str]], number: int, marked_header: int | None) -> Layout:
    """Header, columns and their roles; what does not fit is said in `problems`."""
    layout = Layout(texts, number)
    layout.header = count_header(layout.texts, marked_header)
    _read_columns(layout)
    _find_roles(layout)
    _repair_shift(layout)
    _find_sub(layout)
    _check_lengths(layout)
    return layout


def _read_columns(layout: Layout) -> None:
    width = max((len(r) for r in layout.texts), default=0)
    rows = layout.texts[lead_rows(layout.texts) : layout.header]
    levels = [r + [""] * (width - len(r)) for r in rows if not is_code_row(r)]
    layout.levels = levels
    layout.columns = join_levels(levels, width)


def _find_roles(layout: Layout) -> None:
    heads = [fold(c.split(SEPARATOR)[0].strip()) for c in layout.columns]
    for i, head in enumerate(heads):
        if layout.ordinal is None and i < 2 and ORDINAL_HEAD.fullmatch(head):
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
    units = [c for c in cells if (c[0].islower() or UNIT_WORDS.match(fold(c))) and len(c) < 20 and not _is_named(c)]
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
    layout.columns = join_levels(layout.levels, width)
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
    if m := re.fullmatch(r"(?:[A-ZĐ]|[IVX]{1,4})\.?(\d{1,2}(?:\.\d{1,2}){0,3})", bare):  # A.6, I.2.1
        return 20 + m[1].count(".")
    if m := ORDINAL.match(bare):
        return (55 if mark.startswith("(") else 20) + m["dotted"].count(".")
    if bare.isupper() and roman_value(bare) and not (bare in "CDLM" and not before.startswith(("X", "V"))):
        return 10
    if len(bare) == 1 and bare.isalpha():
        return 5 if bare.isupper() else 50
    if roman_value(bare) and bare.islower():
        return 52
    return None
