"""Observations of tables of indicators: a row is an indicator, its columns plan, results and relations."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.column_parts import broken_down, refine_columns
from corpus.figure_periods import names_prices
from corpus.figure_state import Frame
from corpus.models import Cell, Measure, Observation, Paragraph, Section, Table, TableRow
from corpus.naming import own_subject
from corpus.periods import find_periods
from corpus.quantities import Quantity, find_quantities
from corpus.shifted_cells import Shift, find_shifts, heads_slipped
from corpus.table_bodies import body_name, entity_columns, rows_are_bodies
from corpus.table_columns import PERIOD_KIND, Column, counted_by, read_columns, unit_above, unit_in
from corpus.table_ratios import read_ratios
from corpus.table_rows import RowName, cell_value, counted_noun, name_row, observation, unit_of
from corpus.table_titles import header_words, is_total, table_subject
from corpus.text import fold, small_first
from corpus.text_observations import paragraph_observations
from corpus.wide_tables import wide_observations


def table_observations(frame: Frame, table: Table, text_found: list[Observation]) -> list[Observation]:
    """All observations of a table; `text_found` are those of the document's text, which prove shifted cells."""
    if heads_slipped(table):
        return []
    names, totals = entity_columns(table)
    if names:
        return wide_observations(frame, _with_unit(table, totals), names, totals, text_found)
    columns = refine_columns(
        table, read_columns(table, frame.period, frame.year), plans=_plans(frame, table), period=frame.period
    )
    columns = read_ratios(table, columns)
    parted = broken_down(table, columns)
    bodies = rows_are_bodies(table)
    shifts = find_shifts(table, columns, text_found, lambda row: name_row(frame, table, row))
    out: list[Observation] = []
    told = _told_apart(table, [name_row(frame, table, row) for row in table.rows])
    for row, name in zip(table.rows, told, strict=True):
        for cell in row.cells:
            if cell.column in (table.label_column, table.unit_column) or not re.search(r"\d", cell.text):
                continue
            column = next((c for c in columns if c.at == cell.column), None)
            value = cell_value(cell)
            if column is not None and value is not None:
                named = _by_column(frame, table, row, name, column, bodies=bodies, parted=column.at in parted)
                out += _figure(frame, table, row, cell, named, column, value, shifts.get((row.row, cell.column)))
            elif column is not None and column.unit and (change := _worded_change(cell)) is not None:
                out.append(_change(frame, table, row, cell, name, column, change))
            elif value is None and len(cell.text.split()) > 3:
                out += _prose(frame, table, row, cell)
    return out


def _told_apart(table: Table, names: list[RowName]) -> list[RowName]:
    """The names of the rows; rows of one label under several headings (Tiểu học, THCS) get their heading's name too."""
    places: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for row, name in zip(table.rows, names, strict=True):
        places.setdefault((name.indicator, fold(row.label)), set()).add(row.path)
    return [
        name._replace(indicator=f"{name.indicator} - {row.path[-1]}", catalogued=False)
        if row.path and name.catalogued and len(places[name.indicator, fold(row.label)]) > 1
        else name
        for row, name in zip(table.rows, names, strict=True)
    ]


def _worded_change(cell: Cell) -> Quantity | None:
    """The change that is all a cell says: "Giảm 2,5 điểm %", "tăng 3 xã"; its value is signed."""
    m = re.match(r"\s*(tang|giam|cao hon|thap hon)\b", fold(cell.text))
    found = find_quantities(cell.text) if m else []
    if m is None or len(found) != 1 or cell.text[found[0].end :].strip(" .;"):
        return None
    falls = m[1] in ("giam", "thap hon")
    return found[0].model_copy(update={"value": -found[0].value}) if falls else found[0]


def _change(
    frame: Frame, table: Table, row: TableRow, cell: Cell, name: RowName, column: Column, change: Quantity
) -> Observation:
    named = name._replace(indicator=name.indicator + column.suffix)
    made = observation(frame, table, row, cell, named, change.value)
    said = {"measure": "change_vs_same_period", "time_period": column.period or frame.period}
    return made.model_copy(update={**said, "unit": change.unit, "unit_mult": change.unit_mult})


def _with_unit(table: Table, totals: list[int]) -> Table:
    """The table with the unit that its total column gives ("Cộng (lượt người)") when nothing else gives one."""
    said = next((u for t in totals if (u := unit_in(table.columns[t]))), "")
    return table if table.unit_line or not said else table.model_copy(update={"unit_line": said})


def _plans(frame: Frame, table: Table) -> bool:
    """Does a table of a planning document tell what is planned, not what was done before?"""
    titles = [fold(t) for t in (table.caption, *(s.title for s in reversed(table.section)))]
    said = next((t for t in titles if _PLANNED.search(t) or _DONE.search(t)), "")
    return frame.planning and (not _DONE.search(said) or bool(_PLANNED.search(said)))


_PLANNED = re.compile(r"\b(?:ke hoach|chi tieu|muc tieu|nhiem vu|phuong huong|du toan|phan bo|giao)\b")
_DONE = re.compile(r"\b(?:ket qua|tinh hinh|danh gia|thuc trang|hien trang|khai quat)\b")


def _by_column(
    frame: Frame, table: Table, row: TableRow, name: RowName, column: Column, *, bodies: bool, parted: bool
) -> RowName:
    """The name of a cell whose column or row says more than "result": the column's indicator, the row's body."""
    if column.entity:
        return name._replace(entity=column.entity)
    if bodies and (column.names or name.catalogued is False):
        return _of_body(frame, table, row, name, column, parted=parted)
    by_time = table.label_column is not None and PERIOD_KIND.fullmatch(fold(table.columns[table.label_column]).strip())
    above = table_subject(table) if (parted or by_time) and not name.catalogued else ""
    if above and not fold(name.indicator).startswith(fold(above)):
        name = name._replace(indicator=above if is_total(row.label) else f"{above} - {name.indicator}")
    if not column.names:
        return name
    last = column.header.split(" › ")[-1]
    if set(own_subject(last)) <= set(re.findall(r"\w+", fold(name.indicator))) and own_subject(last):
        return name  # "Đã giải ngân" of "Giải ngân vốn đầu tư công"
    unit = unit_of(column.unit) if column.unit else None
    made = name._replace(indicator=f"{name.indicator} - {column.header.split(' › ')[-1]}", catalogued=False)
    if unit is None and not name.unit and (noun := counted_noun(column.header)):
        return made._replace(unit=noun, dimension="count")
    return made._replace(unit=unit.unit, unit_mult=unit.unit_mult, dimension=unit.dimension) if unit else made


def _of_body(frame: Frame, table: Table, row: TableRow, name: RowName, column: Column, *, parted: bool) -> RowName:
    """A body's figure is named by its column, or by the table's title where the column only says plan or period."""
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", column.header)
    levels = (bare if column.names else counted_by(column.header) or header_words(column.header)).split(" › ")
    levels = [x for x in levels if x and not is_total(x)]
    subject = table_subject(table) if parted or not levels else ""
    if subject and not any(fold(subject).startswith(fold(x)) for x in levels):
        levels = [subject, *levels]
    label, path = (levels[-1], tuple(levels[:-1])) if levels else (bare.replace(" › ", " "), ())
    printed = column.unit or unit_in(column.header) or name.unit or counted_noun(label) or table.unit_line
    if not column.names and column.unit == "%":
        values = (u for h in table.columns if (u := unit_in(h)) and u != "%" and not header_words(h))
        printed = name.unit or next(values, "") or table.unit_line or "%"
    made = name_row(frame, table, row.model_copy(update={"label": label, "path": path, "unit": printed}))
    if path:
        above = name_row(frame, table, row.model_copy(update={"label": path[-1], "path": path[:-1], "unit": printed}))
        if above.catalogued and made.indicator == above.indicator:  # "Chi đầu tư" under "Chi ngân sách" is a part of it
            made = made._replace(indicator=f"{above.indicator} - {small_first(label)}", catalogued=False)
    body = row.label.strip(" :+-")
    whole = is_total(body) or re.match(r"(?:tong|toan|cong)\b(?! ty\b)", fold(body))
    return made._replace(entity=frame.entity if whole else body_name(table, body))


def _figure(
    frame: Frame,
    table: Table,
    row: TableRow,
    cell: Cell,
    name: RowName,
    column: Column,
    value: Decimal,
    shift: Shift | None,
) -> list[Observation]:
    cautions: tuple[str, ...] = ()
    if shift is not None:
        column, cautions = shift.column, (shift.caution,)
    unit, mult = (column.unit, 0) if column.unit and not column.names else (name.unit, name.unit_mult)
    measure: Measure = column.measure
    if not unit and (said := unit_of(unit_above(column.header))) is not None:
        unit, mult = said.unit, said.unit_mult
    indicator = name.indicator + column.suffix
    period = column.period or frame.period
    if not unit and name.dimension == "":
        unit = "%" if cell.text.strip().endswith("%") else ""
    if "lũy kế" in name.indicator and measure in ("actual", "estimate"):
        measure = "cumulative"
    own = column.period and column.period != frame.period
    if measure == "actual" and not own and (label_period := _label_period(frame, row)):
        period = label_period
    return [
        observation(frame, table, row, cell, name, value).model_copy(
            update={
                "indicator": indicator,
                "measure": measure,
                "time_period": period,
                "unit": unit,
                "unit_mult": mult,
                "obs_status": "E" if measure == "estimate" else "A",
                "cautions": cautions,
            }
        )
    ]


def _label_period(frame: Frame, row: TableRow) -> str:
    said = [m for m in find_periods(row.label) if not names_prices(row.label, m.start)]
    codes = [c for m in said if (c := m.code(frame.year)) and m.rule != "date_of_document"]
    return codes[0] if len(codes) == 1 else ""


def _prose(frame: Frame, table: Table, row: TableRow, cell: Cell) -> list[Observation]:
    """A cell of words is read as a paragraph under its row and column."""
    header = table.columns[cell.column] if cell.column < len(table.columns) else ""
    start, end = cell.body.locate(0, len(cell.text))
    titles = (table.caption, row.label, header)
    paragraph = Paragraph(
        ordinal=0,
        kind="text",
        section=tuple(Section(label="", title=t, level=i) for i, t in enumerate(titles) if t),
        body=cell.body,
        start=start,
        end=end,
    )
    group = f"{frame.document.doc_key}:t{table.ordinal}:{row.row}:{cell.column}"
    place = {"paragraph": None, "table": table.ordinal, "row": row.row, "column": cell.column}
    return [
        o.model_copy(
            update={
                "span": o.span.model_copy(update=place),
                "clause": o.clause.model_copy(update=place),
                "group": f"{group}:{o.group.rsplit(':', 1)[-1]}",
            }
        )
        for o in paragraph_observations(frame, paragraph)
    ]
