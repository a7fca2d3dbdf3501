"""Rows of one table against each other: "A và B" = A + B, rows copied, a part above its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from corpus.check_rules.cells import Grid, is_percent, stem
from corpus.check_rules.places import figures_in, row_name, row_span, text_span
from corpus.check_rules.tables import row_sums
from corpus.check_rules.values import base_unit, judge_sum, show
from corpus.models import Document, Finding, Paragraph, TableRow
from corpus.quantities import Quantity, format_value, scale
from corpus.text import fold

_ENOUGH = 3
_COPIED = 5  # equal figures in a row before two rows are called copies
_SHORT = {"dc": "dieu chinh", "dk": "dang ky", "dkdt": "dang ky dau tu", "da": "du an", "th": "thuc hien"}
_PAIR = re.compile(r"\b(\w+ \w+) va (\w+ \w+)")
_SHOWN = 3


def row_findings(document: Document) -> list[Finding]:
    """Contradictions between the rows of each table, and between a row's sum and the text."""
    out: list[Finding] = []
    for table in document.tables:
        grid = Grid.of(table)
        out += [*_two_parts(document, grid), *_copies(document, grid), *_text_totals(document, grid)]
    return out


def _words(row: TableRow) -> str:
    """Label and path as words, abbreviations of the trade written out."""
    words = stem(" ".join((*row.path, row.label))).split()
    return " ".join(_SHORT.get(w, w) for w in words)


def _topic(row: TableRow) -> str:
    words = stem(" ".join(row.path) or row.label).split()
    return " ".join(_SHORT.get(w, w) for w in words)


def _two_parts(document: Document, grid: Grid) -> Iterator[Finding]:
    """A row named "… cấp mới và điều chỉnh" is the sum of the rows "… cấp mới" and "… điều chỉnh"."""
    rows = [r for r in grid.table.rows if not is_percent(r) and grid.values(r, grid.plain)]
    for whole in rows:
        pair = _PAIR.search(_topic(whole))
        if not pair:
            continue
        firsts = _named(rows, whole, pair[1], pair[2])
        seconds = _named(rows, whole, pair[2], pair[1])
        if len(firsts) == len(seconds) == 1:
            yield from _compare_parts(document, grid, whole, firsts[0], seconds[0])


def _named(rows: list[TableRow], whole: TableRow, has: str, lacks: str) -> list[TableRow]:
    years = set(re.findall(r"\b20\d\d\b", _words(whole)))
    return [
        r
        for r in rows
        if r is not whole
        and (stem(r.label) == stem(whole.label) if whole.path else not r.path)
        and base_unit(r.unit) == base_unit(whole.unit)
        and re.search(rf"\b{has}\b", _topic(r))
        and not re.search(rf"\b{lacks}\b", _topic(r))
        and (not years or years == set(re.findall(r"\b20\d\d\b", _words(r))))
    ]


def _compare_parts(
    document: Document, grid: Grid, whole: TableRow, first: TableRow, second: TableRow
) -> Iterator[Finding]:
    spans = {r.row: row_span(document, grid.table, r) for r in (first, second, whole)}
    exceeding: set[int] = set()
    for part in (first, second):
        columns, above = _above(grid, part, whole)
        exceeding |= set(columns)
        if above:
            yield Finding(
                kind="part_exceeds_whole",
                severity="hard",
                title=f"{row_name(part)} lớn hơn {row_name(whole)} ở {_some(above)}",
                docs=(document.doc_key,),
                quotes=(spans[part.row], spans[whole.row]),
                reported="; ".join(above),
                computed="một phần không thể lớn hơn tổng của nó",
            )
    good, wrong = _sums(grid, whole, first, second, exceeding)
    if good >= _ENOUGH and wrong:
        yield Finding(
            kind="parts_vs_sum",
            severity="hard",
            title=f"{row_name(whole)} khác tổng hai dòng thành phần ở {_some(wrong)}",
            docs=(document.doc_key,),
            quotes=(spans[first.row], spans[second.row], spans[whole.row]),
            reported=f"{len(wrong)} cột không khớp, {good} cột khớp",
            computed="; ".join(wrong),
        )


def _above(grid: Grid, part: TableRow, whole: TableRow) -> tuple[list[int], list[str]]:
    """Columns where the part is above its whole; none unless it is below in most."""
    below, columns, shown = 0, [], []
    for column in grid.plain:
        x, z = grid.at(part, column), grid.at(whole, column)
        if x is None or z is None:
            continue
        if x <= z:
            below += 1
        else:
            columns.append(column)
            shown.append(f"{grid.name(column)}: {show(x)} > {show(z)}")
    return (columns, shown) if below >= max(_ENOUGH, 2 * len(columns)) else ([], [])


def _sums(grid: Grid, whole: TableRow, first: TableRow, second: TableRow, told: set[int]) -> tuple[int, list[str]]:
    """How many columns add up, and those that do not, the told ones left out."""
    good, wrong = 0, []
    for column in grid.plain:
        total, a, b = (grid.as_printed(r, column) for r in (whole, first, second))
        if total is None or a is None or b is None:
            continue
        if judge_sum(total, (a, b)) != "off":
            good += 1
        elif column not in told:
            x, y, z = (grid.at(r, column) or Decimal(0) for r in (first, second, whole))
            wrong.append(f"{grid.name(column)}: {show(x)} + {show(y)} = {show(x + y)}, ghi {show(z)}")
    return good, wrong


def _some(items: list[str]) -> str:
    more = f" và {len(items) - _SHOWN} nơi khác" if len(items) > _SHOWN else ""
    return "; ".join(items[:_SHOWN]) + more


def _copies(document: Document, grid: Grid) -> Iterator[Finding]:
    """Two rows of different things that print the same figures, one of them not adding up to its total."""
    sums = row_sums(grid)
    rows = [r for r in grid.table.rows if r.row in sums and not sums[r.row][2]]
    for one, other in pairwise(rows):
        if stem(" ".join(one.path)) != stem(" ".join(other.path)) or stem(one.label) == stem(other.label):
            continue
        same = [v for c in grid.plain if (v := grid.at(one, c)) is not None and v == grid.at(other, c)]
        if len(set(same)) >= _COPIED and len(same) * 5 >= len(grid.plain) * 3:
            yield Finding(
                kind="misaligned",
                severity="hard",
                title=f"{row_name(other)}: {len(same)} ô chép lại số của dòng {one.label}",
                docs=(document.doc_key,),
                quotes=(row_span(document, grid.table, one), row_span(document, grid.table, other)),
                reported=", ".join(show(v) for v in same[:_COPIED]) + " …",
                computed=f"{len(same)}/{len(grid.plain)} cột giống hệt nhau và dòng không cộng đúng ô tổng",
            )


def _text_totals(document: Document, grid: Grid) -> Iterator[Finding]:
    """A figure of the text that is the row's sum, while the row's total cell prints another."""
    sums = {r: s for r, s in row_sums(grid).items() if not s[2]}
    if not sums:
        return
    stated = _stated(document)
    for row in grid.table.rows:
        if row.row not in sums:
            continue
        added, total, _ = sums[row.row]
        for paragraph, quantity in stated.get(added, []):
            if len(added.as_tuple().digits) < 4 and not _shares_noun(quantity, row):
                continue
            text = text_span(document, paragraph, max(0, quantity.start - _lead(paragraph, quantity)), quantity.end)
            unit = f" {row.unit}" if row.unit else ""
            differs = row.unit and scale(Decimal(1), quantity.unit)[1] != scale(Decimal(1), row.unit.lower())[1]
            clash = base_unit(quantity.unit.split()[-1]) != base_unit(row.unit.split()[-1]) if row.unit else False
            why = f"; đơn vị của dòng ghi “{row.unit}”, lời văn ghi “{quantity.unit}”" if differs and clash else ""
            yield Finding(
                kind="text_vs_table",
                severity="hard",
                title=f"{row_name(row)}: lời văn {format_value(quantity.value, quantity.unit)}, "
                f"ô tổng của biểu ghi {show(total)}{unit}",
                docs=(document.doc_key,),
                quotes=(text, row_span(document, grid.table, row)),
                reported=f"{show(quantity.value)} và {show(total)}",
                computed=f"cộng các ô của dòng = {show(added)}, khớp lời văn{why}",
            )


def _lead(paragraph: Paragraph, quantity: Quantity) -> int:
    before = paragraph.text[: quantity.start]
    cuts = [before.rfind(mark) + len(mark) for mark in (", ", "; ", ". ", " và ") if mark in before]
    return quantity.start - max(cuts, default=0)


def _shares_noun(quantity: Quantity, row: TableRow) -> bool:
    return bool(row.unit) and fold(quantity.unit).endswith(fold(row.unit))


def _stated(document: Document) -> dict[Decimal, list[tuple[Paragraph, Quantity]]]:
    out: dict[Decimal, list[tuple[Paragraph, Quantity]]] = {}
    for paragraph in document.paragraphs:
        if paragraph.kind in ("text", "item", "note"):
            for q in figures_in(paragraph.text):
                if len(q.value.as_tuple().digits) >= 3:
                    out.setdefault(q.value, []).append((paragraph, q))
    return out
