"""Tables of many bodies side by side, whose rows are believed only as far as they add up to their total.

Such tables come damaged: names and figures drift apart, totals smear over several columns. A row is read cell by cell
when its cells add up to a total that is printed: in its own total column, elsewhere in the damaged columns, or in the
text. Of a row that proves nothing only the total is told, with a warning, and only when no other row owns that total.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from corpus.figure_state import Frame
from corpus.models import Cell, Observation, Table, TableRow
from corpus.numbers import format_number
from corpus.periods import find_periods
from corpus.quantities import scale
from corpus.table_rows import RowName, cell_value, name_row, observation
from corpus.text import fold

_STATED = ("actual", "estimate", "cumulative")
MIN_PROOF = Decimal(100)
"""A sum below this that happens to stand somewhere else in the table proves nothing."""


class WideRow(NamedTuple):
    """A row split into the cells under names, its total and the cells that stand under no name."""

    row: TableRow
    name: RowName
    named: dict[int, Cell]
    total: Cell | None
    loose: list[Cell]

    @property
    def values(self) -> dict[int, Decimal]:
        """The figures under the names, by column."""
        return {c: v for c, cell in self.named.items() if (v := cell_value(cell)) is not None}

    @property
    def sum(self) -> Decimal:
        """What the cells under the names add up to."""
        return sum(self.values.values(), Decimal(0))

    @property
    def total_value(self) -> Decimal | None:
        """The figure in the total column."""
        return cell_value(self.total) if self.total else None


class Verdict(NamedTuple):
    """How far a row is believed: its cells, the cell its total is read from, the cells that are doubtful, why."""

    cells: bool
    total: Cell | None
    total_value: Decimal | None
    caution: str = ""
    doubtful: frozenset[int] = frozenset()
    only: frozenset[int] | None = None
    cell_caution: str | None = None


def wide_observations(
    frame: Frame, table: Table, names: dict[int, str], totals: list[int], text_found: list[Observation]
) -> list[Observation]:
    """Observations of a table whose columns are bodies (`names` by column); `text_found` help to prove its rows."""
    rows = [split_row(r, name_row(frame, table, r), names, totals) for r in table.rows]
    rows = [r for r in rows if (r.values or r.total) and r.name.unit]
    told = {r.row.row: _told(r, text_found) for r in rows}
    verdicts = _by_columns(frame, rows, judge(rows, told, len(names)))
    units = _wrong_units(rows, text_found)
    out: list[Observation] = []
    for row in rows:
        verdict = verdicts[row.row.row]
        out += _row_observations(frame, table, row, verdict, names, units)
    return out


def split_row(row: TableRow, name: RowName, names: dict[int, str], totals: list[int]) -> WideRow:
    """Which cells of a row stand under names, which is the total, which stand loose between them."""
    named = {c.column: c for c in row.cells if c.column in names and c.text.strip()}
    behind = [c for c in row.cells if c.column > max(names) and cell_value(c) is not None]
    under = [c for c in behind if c.column in totals]
    total = behind[-1] if behind and behind[-1] in under else None
    return WideRow(row, name, named, total, [c for c in behind if c is not total])


def tolerance(values: list[Decimal]) -> Decimal:
    """How far a sum may be off by rounding: half of the last printed digit for each figure."""
    places = max((-int(v.as_tuple().exponent) for v in values), default=0)
    return Decimal(len(values) + 1) / 2 * Decimal(1).scaleb(-places)


def judge(rows: list[WideRow], told: dict[int, Decimal | None], width: int) -> dict[int, Verdict]:
    """How far each row is believed; `told` the totals that the text states, by row; `width` the number of names."""
    loose_figures = {
        value: cell for r in rows if r.loose for cell in (*r.loose, r.total) if cell and (value := cell_value(cell))
    }
    out = {r.row.row: v for r in rows if (v := _proven(r, told[r.row.row], loose_figures, width)) is not None}
    shapes = {_shape(r) for r in rows if r.row.row in out and out[r.row.row].cells and r.loose}
    owned = {v.total_value for v in out.values() if v.total_value is not None} | set(told.values())
    for r in rows:
        if r.row.row in out:
            continue
        total = r.total_value
        if _shape(r)[0] and _shape(r) in shapes and len(r.values) == width and told[r.row.row] is None:
            out[r.row.row] = Verdict(True, None, None, _unproven(r))
        elif (
            total is None
            or (total in owned and total != told[r.row.row])
            or (r.name.dimension == "count" and total % 1)
            or not r.name.catalogued
        ):
            out[r.row.row] = Verdict(False, None, None)
        else:
            owned.add(total)
            damage = "bị xô lệch" if r.loose else "không cộng đúng"
            caution = f"Dòng này trong biểu {damage}, {_adds_to(r)}; chỉ nêu số ở cột tổng, cần đối chiếu bản gốc."
            out[r.row.row] = Verdict(False, r.total, total, caution)
    return out


def _proven(row: WideRow, told: Decimal | None, loose: dict[Decimal, Cell], width: int) -> Verdict | None:
    values, total = list(row.values.values()), row.total_value
    if not values:
        return None
    slack = tolerance(values)
    if total is not None and abs(row.sum - total) <= slack:
        if row.loose:  # figures under no name belong to a name: the total holds, the places do not
            return None
        return Verdict(True, row.total, total, _gaps(row, width))
    if total is not None and row.loose and abs(sum((cell_value(c) or 0 for c in row.loose), row.sum) - total) <= slack:
        return Verdict(False, row.total, total, "Các ô của dòng này lệch cột so với tên; chỉ nêu số ở cột tổng.")
    if total is not None and not row.loose and (twice := _printed_twice(row, total, slack)):
        return Verdict(True, row.total, total, "", twice)
    if len(values) < width:
        return None
    if told is not None and abs(row.sum - told) <= slack:
        caution = "" if total is None else f"Ô tổng của dòng in {_print(row.total)}; cộng các ô khớp số trong lời văn."
        return Verdict(True, None, told, caution)
    match = next((v for v in loose if abs(row.sum - v) <= slack and v >= MIN_PROOF), None)
    if match is not None:
        printed, proof = _print(row.total), _print(loose[match])
        caution = f"Cột tổng của biểu bị xô lệch (ô tổng của dòng in {printed}); cộng các ô khớp số {proof}."
        return Verdict(True, loose[match], match, caution)
    return None


def _by_columns(frame: Frame, rows: list[WideRow], verdicts: dict[int, Verdict]) -> dict[int, Verdict]:
    """Cells of a row that proves nothing by itself, proven column by column: part + this = whole in two proven rows."""
    believed = {r.name.indicator: r for r in rows if verdicts[r.row.row].cells}
    out = dict(verdicts)
    for row in rows:
        if verdicts[row.row.row].cells or not row.name.catalogued:
            continue
        for name, whole in believed.items():
            known = frame.catalog.get(name)
            parts = [believed[p] for p in (known.parts if known else ()) if p in believed]
            if not known or row.name.indicator not in known.parts or len(parts) != 1:
                continue
            fits = {c for c, v in row.values.items() if _adds_up(c, v, parts[0], whole)}
            if len(fits) > len(row.values) // 2:
                part = parts[0].name.indicator
                caution = f"Dòng này trong biểu bị xô lệch; chỉ nêu các ô cộng với “{part}” đúng bằng “{name}”."
                old = verdicts[row.row.row]
                out[row.row.row] = old._replace(cells=True, only=frozenset(fits), cell_caution=caution)
    return out


def _adds_up(column: int, value: Decimal, part: WideRow, whole: WideRow) -> bool:
    a, b = part.values.get(column), whole.values.get(column)
    return a is not None and b is not None and abs(a + value - b) <= tolerance([a, value])


def _printed_twice(row: WideRow, total: Decimal, slack: Decimal) -> frozenset[int]:
    """Two neighbours with the same figure, one of which is too many in the sum."""
    columns = sorted(row.values)
    for left, right in pairwise(columns):
        if row.values[left] == row.values[right] and abs(row.sum - row.values[left] - total) <= slack:
            return frozenset({left, right})
    return frozenset()


def _shape(row: WideRow) -> tuple[bool, tuple[str, ...]]:
    """Whether the last named figure is repeated behind the names, and the figures that follow it."""
    if not row.loose or not row.values:
        return False, ()
    repeated = cell_value(row.loose[0]) == row.values[max(row.values)]
    tail = [*row.loose[1:], row.total] if row.total else row.loose[1:]
    return repeated, tuple(c.text for c in tail if c is not None)


def _unproven(row: WideRow) -> str:
    return f"Dòng này của biểu bị xô lệch ở cột tổng, {_adds_to(row)}, không khớp; cần đối chiếu bản gốc."


def _adds_to(row: WideRow) -> str:
    return f"ô tổng in {_print(row.total)}, cộng {len(row.values)} ô được {format_number(row.sum)}"


def _print(cell: Cell | None) -> str:
    return f"“{cell.text.strip()}”" if cell else "trống"


def _gaps(row: WideRow, width: int) -> str:
    missing = width - len(row.values)
    if missing <= 0:
        return ""
    return f"Dòng có {missing} ô trống; tổng khớp nhưng vị trí cột của các ô không kiểm chứng được."


def _told(row: WideRow, text_found: list[Observation]) -> Decimal | None:
    """The total that the text states for the indicator, in the row's scale (as printed when the units differ)."""
    stated = [o for o in text_found if o.indicator == row.name.indicator and o.catalogued and o.measure in _STATED]
    for o in stated:
        if abs(row.sum - o.value) <= tolerance(list(row.values.values())):
            return o.value
    return scale(stated[0].value, stated[0].unit)[0] / Decimal(10) ** row.name.unit_mult if stated else None


def _wrong_units(rows: list[WideRow], text_found: list[Observation]) -> dict[str, tuple[str, int, str]]:
    """Row labels whose printed currency the text contradicts: label → (unit, its power of ten, caution)."""
    out: dict[str, tuple[str, int, str]] = {}
    for row in rows:
        for o in text_found:
            if o.indicator != row.name.indicator or o.measure not in _STATED or not row.name.catalogued:
                continue
            money = row.name.dimension in ("vnd", "usd") and o.value >= MIN_PROOF
            same_figure = abs(row.sum - o.value) <= tolerance(list(row.values.values()))
            if money and same_figure and scale(Decimal(1), o.unit) != scale(Decimal(1), row.name.unit):
                caution = f"Biểu in đơn vị “{row.row.unit}”, lời văn cho tổng này bằng {o.unit}; đọc là {o.unit}."
                out[fold(row.row.label)] = (o.unit, o.unit_mult, caution)
    return out


def _row_observations(
    frame: Frame,
    table: Table,
    row: WideRow,
    verdict: Verdict,
    names: dict[int, str],
    units: dict[str, tuple[str, int, str]],
) -> list[Observation]:
    unit, mult, unit_caution = units.get(fold(row.row.label), (row.name.unit, row.name.unit_mult, ""))
    period = _row_period(frame, table, row)
    cumulative = "lũy kế" in row.name.indicator or "luy ke" in fold(" ".join((*row.row.path, row.row.label)))
    common = {
        "time_period": period,
        "unit": unit,
        "unit_mult": mult,
        "measure": "cumulative" if cumulative else "actual",
    }
    out: list[Observation] = []
    if verdict.cells:
        for column, value in sorted(row.values.items()):
            if verdict.only is not None and column not in verdict.only:
                continue
            cautions = [verdict.caution if verdict.cell_caution is None else verdict.cell_caution, unit_caution]
            if column in verdict.doubtful:
                both = " và ".join(names[c] for c in sorted(verdict.doubtful))
                cautions.append(f"Số này in ở cả {both}; cộng các ô thừa đúng một ô như vậy, cần đối chiếu bản gốc.")
            made = observation(frame, table, row.row, row.named[column], row.name, value)
            cautions_ = tuple(c for c in cautions if c)
            out.append(made.model_copy(update={**common, "entity": names[column], "cautions": cautions_}))
    if verdict.total is not None and verdict.total_value is not None:
        made = observation(frame, table, row.row, verdict.total, row.name, verdict.total_value)
        cautions_ = tuple(c for c in (verdict.caution, unit_caution) if c)
        out.append(made.model_copy(update={**common, "cautions": cautions_}))
    return out


def _row_period(frame: Frame, table: Table, row: WideRow) -> str:
    """The period said in the row, else in the caption, else the document's."""
    for words in (" ".join((*row.row.path, row.row.label)), table.caption):
        codes = [c for m in find_periods(words) if (c := m.code(frame.year))]
        if codes:
            return codes[0]
    return frame.period
