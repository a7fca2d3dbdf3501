"""Comparison columns of a table ("so với kế hoạch (%)"), and figures that slipped into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import permutations

from corpus.check_rules.cells import Grid, is_percent
from corpus.check_rules.places import row_name, row_span
from corpus.check_rules.values import Interval, Verdict, judge, percent_of, show
from corpus.models import Document, Finding, TableRow

_ENOUGH_ROWS = 3
_MOST_COLUMNS = 12  # a wider table is one of entities, not of comparisons
_Form = Callable[[Interval], Interval]
_FORMS: dict[str, _Form] = {
    "%": lambda share: share,
    "% tăng": lambda share: Interval(share.low - 100, share.high - 100),
    "lần": lambda share: Interval(share.low / 100, share.high / 100),
}


def column_findings(document: Document) -> list[Finding]:
    """Percentages of a table that its own columns contradict, and cells one column off."""
    out: list[Finding] = []
    for table in document.tables:
        grid = Grid.of(table)
        if grid.relative and len(grid.numeric) <= _MOST_COLUMNS:
            for column in grid.relative:
                out += [*_wrong_ratios(document, grid, column), *_slipped(document, grid, column)]
    return out


def _wrong_ratios(document: Document, grid: Grid, column: int) -> Iterator[Finding]:
    """The relation of a comparison column is what most of its rows obey."""
    relation = _learn(grid, column)
    if relation is None:
        return
    over, under, form = relation
    for row in grid.table.rows:
        reported = grid.at(row, column)
        computed = _expected(grid, row, over, under, form)
        if reported is None or computed is None or is_percent(row):
            continue
        verdict = judge(reported, computed)
        if verdict == "agrees":
            continue
        result = show((computed.low + computed.high) / 2)
        span = row_span(document, grid.table, row)
        value, base = grid.at(row, over), grid.at(row, under)
        yield Finding(
            kind="pct_vs_value",
            severity="soft" if verdict == "rounding" else "hard",
            title=f"{row_name(row)}: cột “{grid.name(column)}” ghi {show(reported)}, tính lại được {result}",
            docs=(document.doc_key,),
            quotes=(span, span),
            reported=show(reported),
            computed=f"{show(value or Decimal(0))} / {show(base or Decimal(0))} → {result} ({form})",
        )


def _learn(grid: Grid, column: int) -> tuple[int, int, str] | None:
    best: tuple[int, tuple[int, int, str]] | None = None
    for over, under in permutations((*grid.plain, *grid.totals), 2):
        for form in _FORMS:
            verdicts = list(_verdicts(grid, column, over, under, form))
            good = sum(v != "off" for v in verdicts)
            if good >= _ENOUGH_ROWS and good * 3 >= len(verdicts) * 2 and (best is None or good > best[0]):
                best = (good, (over, under, form))
    return best[1] if best else None


def _verdicts(grid: Grid, column: int, over: int, under: int, form: str) -> Iterator[Verdict]:
    for row in grid.table.rows:
        reported = grid.at(row, column)
        if reported is not None and not is_percent(row):
            computed = _expected(grid, row, over, under, form)
            if computed is not None:
                yield judge(reported, computed)


def _expected(grid: Grid, row: TableRow, over: int, under: int, form: str) -> Interval | None:
    value, base = grid.as_printed(row, over), grid.as_printed(row, under)
    if value is None or base is None:
        return None
    share = percent_of(value, base)
    return None if share is None else _FORMS[form](share)


def _slipped(document: Document, grid: Grid, column: int) -> Iterator[Finding]:
    """Rows that print a figure only under the comparison, where the parts of a total then add up."""
    rows = grid.table.rows
    slipped = [r for r in rows if grid.at(r, column) is not None and _alone(grid, r, column)]
    for target in reversed(grid.plain):
        for parent in rows if slipped else ():
            total = grid.at(parent, target)
            below = [r for r in rows if r.path[: len(parent.path) + 1] == (*parent.path, parent.label.rstrip(" :"))]
            moved = [r for r in below if r in slipped and r.unit == parent.unit]
            placed = [v for r in below if r.unit == parent.unit and (v := grid.at(r, target)) is not None]
            figures = [v for r in moved if (v := grid.at(r, column)) is not None]
            if total is None or not moved or len(figures) + len(placed) < 2 or sum((*figures, *placed)) != total:
                continue
            group = [r for r in below if r in slipped]
            yield _slip_finding(document, grid, parent, group, target, column)


def _alone(grid: Grid, row: TableRow, column: int) -> bool:
    """No other figure in the row, and one too large or of the wrong unit for a percentage of anything."""
    return not is_percent(row) and not any(grid.at(row, c) is not None for c in grid.numeric if c != column)


def _slip_finding(
    document: Document, grid: Grid, parent: TableRow, group: list[TableRow], target: int, column: int
) -> Finding:
    figures = [v for r in group if (v := grid.at(r, column)) is not None]
    total = show(grid.at(parent, target) or Decimal(0))
    return Finding(
        kind="misaligned",
        severity="form",
        title=f"{row_name(parent)}: {len(group)} số của các dòng con nằm nhầm ở cột “{grid.name(column)}”, "
        f"đúng ra thuộc cột “{grid.name(target)}”",
        docs=(document.doc_key,),
        quotes=(row_span(document, grid.table, parent), *(row_span(document, grid.table, r) for r in group)),
        reported=", ".join(show(v) for v in figures),
        computed=f"xếp về cột “{grid.name(target)}” thì các phần cộng đúng tổng {total}",
    )
