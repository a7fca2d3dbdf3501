"""Rows and columns that should add up, and do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from corpus.check_rules.cells import Grid, is_percent, stem
from corpus.check_rules.places import row_name, row_span
from corpus.check_rules.values import Verdict, judge_sum, printed, show, show_sum
from corpus.models import Document, Finding, Severity, Table, TableRow

_ENOUGH_ROWS = 3  # rows that add up before a row that does not is worth a word
_SMEARED = 3
_TOTAL_ROW = re.compile(r"(?:tong cong|tong so|tong|cong)")


def table_findings(document: Document) -> list[Finding]:
    """Totals that are not the sum of what they total, in every table of a document."""
    out: list[Finding] = []
    for table in document.tables:
        grid = Grid.of(table)
        out += [*_row_totals(document, grid), *_child_rows(document, grid), *_total_rows(document, grid)]
    return out


def _adds(total: Decimal, parts: list[Decimal], unit: str) -> Verdict:
    return judge_sum(printed(total, unit), [printed(p, unit) for p in parts])


# --- a total column -----------------------------------------------------------------------------------------


def row_sums(grid: Grid) -> dict[int, tuple[Decimal, Decimal, bool]]:
    """By row: sum of its cells, the total it prints, whether any reading of the row adds up.

    Empty when the table has no total column, or too few rows add up to trust that the columns are its parts.
    """
    if not grid.totals or len(grid.plain) < 2:
        return {}
    entities = [c for c in grid.plain if c < grid.totals[0]] or [c for c in grid.plain if c > grid.totals[-1]]
    out: dict[int, tuple[Decimal, Decimal, bool]] = {}
    good = 0
    for row in grid.table.rows:
        parts = grid.values(row, entities)
        totals = grid.values(row, grid.totals)
        if len(parts) < 2 or not totals or is_percent(row) or any(r == row.row for r, _ in grid.unread):
            continue
        adds = any(_adds(t, parts, row.unit) != "off" for t in totals)
        everything = grid.values(row, grid.numeric)
        adds = adds or sum(everything[:-1], Decimal(0)) == everything[-1]
        good += adds
        out[row.row] = (sum(parts, Decimal(0)), totals[-1], adds)
    return out if good >= _ENOUGH_ROWS else {}


def _row_totals(document: Document, grid: Grid) -> Iterator[Finding]:
    sums = row_sums(grid)
    printed_totals = Counter(total for _, total, _ in sums.values())
    entities = len([c for c in grid.plain if not grid.totals or c < grid.totals[0]])
    for row in grid.table.rows:
        if row.row not in sums or sums[row.row][2]:
            continue
        added, total, _ = sums[row.row]
        smeared = printed_totals[total] >= _SMEARED
        shifted = smeared or any(
            grid.at(row, c) is not None for c in grid.numeric if c not in grid.plain and c not in grid.totals
        )
        why = _copied_cell(grid, row, added - total)
        if shifted and not why:
            sign = "ô tổng này lặp lại ở nhiều dòng khác" if smeared else "dòng có số ở cột không tên"
            why = f"; {sign}, nghi bảng bị xê dịch"
        span = row_span(document, grid.table, row)
        yield Finding(
            kind="misaligned" if shifted else "parts_vs_sum",
            severity="form" if shifted else "hard",
            title=f"{row_name(row)}: ô tổng ghi {show(total)}, cộng {entities} cột được {show(added)}",
            docs=(document.doc_key,),
            quotes=(span, span),
            reported=show(total),
            computed=f"cộng {entities} ô của dòng = {show(added)}{why}",
        )


def _copied_cell(grid: Grid, row: TableRow, surplus: Decimal) -> str:
    """Two neighbours print the surplus: one of them was copied."""
    for left, right in zip(grid.plain, grid.plain[1:], strict=False):
        if surplus and grid.at(row, left) == grid.at(row, right) == surplus:
            names = f"{grid.name(left)} và {grid.name(right)}"
            return f"; {names} cùng ghi {show(surplus)}, bỏ một ô thì khớp tổng"
    return ""


# --- rows under a row ---------------------------------------------------------------------------------------


def _child_rows(document: Document, grid: Grid) -> Iterator[Finding]:
    """ "1 Tổng …; - A; - B": where one column shows that the parts are all there, the other columns must add up."""
    for parent, children in _families(grid.table):
        tested: dict[int, tuple[Verdict, list[Decimal], Decimal]] = {}
        for column in (*grid.plain, *grid.totals):
            total = grid.at(parent, column)
            parts = [v for child in children if (v := grid.at(child, column)) is not None]
            if total is not None and total != 0 and len(parts) == len(children):
                tested[column] = (_adds(total, parts, parent.unit), parts, total)
        if not any(verdict == "agrees" for verdict, _, _ in tested.values()):
            continue
        for column, (verdict, parts, total) in tested.items():
            if verdict != "agrees":
                yield _child_finding(document, grid, parent, children, column, verdict, parts, total)


def _families(table: Table) -> Iterator[tuple[TableRow, list[TableRow]]]:
    parent: TableRow | None = None
    children: list[TableRow] = []
    for row in table.rows:
        if parent is not None and row.path == (*parent.path, parent.label.rstrip(" :")):
            if row.unit == parent.unit:
                children.append(row)
            continue
        if parent is not None and len(row.path) > len(parent.path) + 1:
            continue
        if parent is not None and len(children) > 1 and not is_percent(parent):
            yield parent, children
        parent, children = row, []
    if parent is not None and len(children) > 1 and not is_percent(parent):
        yield parent, children


def _child_finding(
    document: Document,
    grid: Grid,
    parent: TableRow,
    children: list[TableRow],
    column: int,
    verdict: Verdict,
    parts: list[Decimal],
    total: Decimal,
) -> Finding:
    severity: Severity = "soft" if verdict == "rounding" else "hard"
    why = ", có thể do làm tròn" if verdict == "rounding" else ""
    name = grid.name(column)
    return Finding(
        kind="parts_vs_sum",
        severity=severity,
        title=f"{row_name(parent)}, cột “{name}”: ghi {show(total)}, các dòng con cộng lại {show_sum(parts)}",
        docs=(document.doc_key,),
        quotes=(row_span(document, grid.table, parent), *(row_span(document, grid.table, c) for c in children)),
        reported=show(total),
        computed=f"{show_sum(parts)} (lệch {show(sum(parts, Decimal(0)) - total, 3)}{why})",
    )


def _total_rows(document: Document, grid: Grid) -> Iterator[Finding]:
    """A last row "Tổng cộng" over flat rows: where one column adds up, the others must."""
    rows = grid.table.rows
    if len(rows) < 3 or not _TOTAL_ROW.fullmatch(stem(rows[-1].label)) or any(r.path for r in rows):
        return
    parent, children = rows[-1], list(rows[:-1])
    tested: dict[int, tuple[Verdict, list[Decimal], Decimal]] = {}
    for column in (*grid.plain, *grid.totals):
        total = grid.at(parent, column)
        parts = [v for child in children if (v := grid.at(child, column)) is not None]
        if total is not None and len(parts) > 1 and not any((c.row, column) in grid.unread for c in children):
            tested[column] = (_adds(total, parts, parent.unit or children[0].unit), parts, total)
    if not any(verdict == "agrees" for verdict, _, _ in tested.values()):
        return
    for column, (verdict, parts, total) in tested.items():
        if verdict == "off":
            span = row_span(document, grid.table, parent)
            added = show(sum(parts, Decimal(0)), 3)
            cell = f"Dòng “{parent.label}”, cột “{grid.name(column)}”"
            yield Finding(
                kind="parts_vs_sum",
                severity="hard",
                title=f"{cell}: ghi {show(total)}, cộng các dòng được {added}",
                docs=(document.doc_key,),
                quotes=(span, span),
                reported=show(total),
                computed=f"cộng {len(parts)} dòng = {added}",
            )
