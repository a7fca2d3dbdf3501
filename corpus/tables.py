"""From a grid to a `Table`: rows with the path of labels above them, their units and cells."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from corpus.alignment import Source
from corpus.grid import Grid
from corpus.headings import read_mark
from corpus.lines import starts_low
from corpus.models import Cell, Section, Table, TableRow
from corpus.quantities import find_quantities
from corpus.table_layout import UNIT_WORDS, Layout, rank_of, understand
from corpus.text import fold, is_accented, small_first
from corpus.unit_words import COUNTED

_IN_LABEL = re.compile(
    r"\(([^()]{1,30})\)\s*:?$|,\s{0,2}(ha|%|tấn|người|km|tỷ đồng|triệu đồng|triệu usd)\s*$", re.IGNORECASE
)
_UNIT_LINE = re.compile(r"\W{0,3}(?:don vi tinh|dvt|don vi)\s*:")
_SAYS_UNIT = re.compile(r"\((?:don vi(?: tinh)?|dvt)\)")
_DITTO = frozenset({'"', "”", "''", "-nt-", "nt", "//", "như trên"})
_TOTAL = re.compile(r"(?:tong|cong|toan (?:tinh|huyen|thanh pho|vung))(?![a-z])")
_PART_LABEL = re.compile(r"(?:trong do|trd|tr\.? ?do|bao gom|gom)\b\s*:?\s*\w")
_OF_WHICH = re.compile(r"(?:trong do|trd|tr\.? ?do|bao gom|gom)\s*:?\s*$")


def build_table(
    grid: Grid, source: Source, ordinal: int, *, section: tuple[Section, ...], caption: str, unit_line: str
) -> Table:
    """Understand a grid: never raises, what does not fit is kept in its printed place and said in `problems`."""
    layout = understand([[c.text for c in r.cells] for r in grid.rows], ordinal, grid.header_rows)
    rows = _read_rows(layout, grid, source)
    start, end = source.bounds(grid.rows[0].start, grid.rows[-1].end)
    for text in (t for row in layout.lead for t in row if t):
        if _UNIT_LINE.match(fold(text)):
            unit_line = unit_line or text
        else:
            caption = caption or text
    unit_line = unit_line or caption_unit(caption)
    return Table(
        ordinal=ordinal, section=section, caption=caption, unit_line=unit_line, columns=tuple(layout.columns),
        label_column=layout.label, unit_column=layout.unit, rows=tuple(rows), start=start, end=end,
        problems=(*grid.problems, *layout.problems),
    )  # fmt: skip


def _unit_in(label: str, *, any_words: bool = False) -> str:
    """The unit that a label ends with; with `any_words`, whatever its bracket says ("Chỉ tiêu (đơn vị tính)").

    >>> _unit_in("Tổng diện tích (ha)"), _unit_in("FDI (Triệu USD)"), _unit_in("Dự án (giai đoạn 2)")
    ('ha', 'Triệu USD', '')
    >>> _unit_in("Cầu dân sinh xây mới (cầu)"), _unit_in("Chợ Lạch Vông (cải tạo)")
    ('cầu', '')
    """
    m = _IN_LABEL.search(label[-60:])
    if not m:
        return ""
    unit = (m[1] or m[2]).strip()
    return unit if (any_words and m[1]) or _is_unit(unit) else ""


def _is_unit(words: str) -> bool:
    """Are the words a unit or a noun that is counted: "Triệu USD", "% dân số", "cầu"; no "cải tạo", "giai đoạn 2"?"""
    if re.search(r"\d{2,}", words):
        return False
    low = small_first(words) if words[1:2].islower() else words
    said = find_quantities(f"bằng 1 {low}")
    known = bool(said) and (said[0].dimension != "count" or said[0].unit in COUNTED)
    return known or bool(not is_accented(words) and UNIT_WORDS.match(fold(words)))


_CAPTION_UNIT = re.compile(r"\(\s*(?:([^():]{1,25}):\s*)?([^():]{1,30})\)")


def caption_unit(caption: str) -> str:
    """The unit that a table's title gives in brackets.

    >>> caption_unit("Biểu 2. Phân bổ vốn năm 2024 (ĐVT: triệu đồng)"), caption_unit("Bảng 1. Tàu cá (chiếc), đến 18/3")
    ('triệu đồng', 'chiếc')
    >>> caption_unit("Bảng 2a. Một số hoạt động (toàn hệ thống)")
    ''
    """
    for m in reversed(list(_CAPTION_UNIT.finditer(caption))):
        if _is_unit(m[2].strip()):
            return m[2].strip()
    return ""


def _names_part(unit: str) -> bool:
    """Whether the column of units says which part of the row is meant as well.

    >>> _names_part("FDI (Triệu USD)"), _names_part("Người (lượt)"), _names_part("Triệu USD")
    (True, False, False)
    """
    before, bracket, _ = unit.partition("(")
    return bool(bracket and before.strip() and _unit_in(unit)) and not UNIT_WORDS.match(fold(before.strip()))


@dataclass
class _Step:
    rank: int
    label: str
    unit: str


def _read_rows(layout: Layout, grid: Grid, source: Source) -> list[TableRow]:
    labels = _group_labels(layout)
    out: list[TableRow] = []
    stack: list[_Step] = []
    before, unit_before = "", ""
    bracket = layout.label is not None and bool(_SAYS_UNIT.search(fold(layout.columns[layout.label])))
    numbered = layout.ordinal is not None and any(r[layout.ordinal : layout.ordinal + 1] for r in layout.body)
    for i, cells in enumerate(layout.body):
        row = i + layout.header
        group, sub = labels[i]
        printed = cells[layout.label] if layout.label is not None and layout.label < len(cells) else ""
        ordinal = cells[layout.ordinal] if layout.ordinal is not None and layout.ordinal < len(cells) else ""
        rank, label = rank_of(ordinal, before), group
        if rank is None and (mark := read_mark(group)) and not (layout.sub and not printed):
            rank, label = rank_of(group[: mark.end], before), group[mark.end :]
        elif rank is not None and (mark := read_mark(group)) and mark.style in "-+":
            label = group[mark.end :]
        before = ordinal or before
        path, stack = _place(stack, rank, label, printed, layout, numbered=numbered)
        own_unit = cells[layout.unit] if layout.unit is not None and layout.unit < len(cells) else ""
        if fold(own_unit) in _DITTO or own_unit in _DITTO:
            own_unit = unit_before
        if not sub and _names_part(own_unit):
            sub, own_unit = own_unit, ""
        unit = own_unit or _unit_in(sub or label, any_words=bracket)
        if not unit:
            unit = unit_before if not printed and layout.unit is not None else (stack[-1].unit if stack else "")
        if stack and stack[-1].label == label.strip(" :") and not sub:
            stack[-1].unit = unit
        unit_before = unit
        if sub:
            path, label = (*path, label.strip(" :")) if label else path, sub
        start, end = source.bounds(grid.rows[row].start, grid.rows[row].end)
        out.append(TableRow(row=row, path=path, label=label.strip(), unit=unit, cells=_cells(grid, row, source),
                            start=start, end=end))  # fmt: skip
    return out


def _place(
    stack: list[_Step], rank: int | None, label: str, printed: str, layout: Layout, *, numbered: bool
) -> tuple[tuple[str, ...], list[_Step]]:
    """The path of a row, and the open steps behind it."""
    name = label.strip(" :")
    if rank is None:
        if not printed and stack and stack[-1].label == name:
            return tuple(s.label for s in stack[:-1]), stack
        if layout.sub is not None and stack:
            rank = stack[-1].rank
        elif not numbered and stack and _PART_LABEL.match(fold(name)):
            return (stack[-1].label,), stack
        elif not name:
            return (), stack
        elif _TOTAL.match(fold(name)):
            return (), []
        elif not numbered:
            return (), [_Step(58, name, "")]
        elif _OF_WHICH.match(fold(name)):
            return tuple(s.label for s in stack), stack
        else:
            rank = 80
    kept = [s for s in stack if s.rank < rank]
    path = tuple(s.label for s in kept)
    return path, [*kept, _Step(rank, name, kept[-1].unit if kept else "")] if name else kept


def _cells(grid: Grid, row: int, source: Source) -> tuple[Cell, ...]:
    cells = grid.rows[row].cells
    return tuple(Cell(row=row, column=c, body=source.align(s)) for c, s in enumerate(cells) if s.text)


def _group_labels(layout: Layout) -> list[tuple[str, str]]:
    """(label, second label) of each row: a blank label means "as above" where the row says something else."""
    out: list[tuple[str, str]] = []
    last = ""
    for i, cells in enumerate(layout.body):
        printed = cells[layout.label] if layout.label is not None and layout.label < len(cells) else ""
        sub = cells[layout.sub] if layout.sub is not None and layout.sub < len(cells) else ""
        ordinal = cells[layout.ordinal] if layout.ordinal is not None and layout.ordinal < len(cells) else ""
        if printed and layout.sub is not None and last and starts_low(printed) and not starts_low(last):
            # a label broken by the end of a page: both halves name the whole group
            whole = f"{last} {printed}"
            for k in range(i - 1, -1, -1):
                if out[k][0] != last:
                    break
                out[k] = (whole, out[k][1])
            printed = whole
        if printed:
            last = printed
        out.append((printed or ("" if ordinal else last), sub))
    if layout.sub is not None:
        _regroup(layout, out)
    return out


def _key(sub: str) -> str:
    return fold(sub).split("(")[0].strip()


def _regroup(layout: Layout, labels: list[tuple[str, str]]) -> None:
    """A group's name printed one row too high: every group begins with the same part (FDI, DDI; FDI, DDI)."""
    assert layout.label is not None
    printed = [r[layout.label] if layout.label < len(r) else "" for r in layout.body]
    firsts = Counter(_key(s) for p, (_, s) in zip(printed, labels, strict=True) if p and s)
    if not firsts or firsts.most_common(1)[0][1] < 3:
        return
    first = firsts.most_common(1)[0][0]
    for i in range(1, len(labels) - 1):
        here, after = _key(labels[i][1]), _key(labels[i + 1][1])
        misplaced = printed[i] and printed[i - 1] and here != first and after == first and not printed[i + 1]
        if misplaced and _key(labels[i - 1][1]) == first and labels[i][0] != labels[i - 1][0]:
            labels[i] = (labels[i - 1][0], labels[i][1])
            layout.say(i + layout.header, f"nhãn “{printed[i]}” in cao hơn một dòng, đã hiểu là nhãn của dòng sau")
