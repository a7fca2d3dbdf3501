"""Rows of tables: what a row is of, its unit, the figure in a cell, and the observation it makes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from corpus.catalog import FigureContext
from corpus.figure_state import Frame
from corpus.models import Cell, Observation, Table, TableRow
from corpus.numbers import parse_number
from corpus.quantities import Quantity, find_quantities
from corpus.table_titles import is_total, table_subject
from corpus.text import fold, small_first
from corpus.unit_words import COUNTED

_FIGURE = re.compile(r"(?:[<>≤≥~]=?\s*)?(?:[+-]?\d[\d., ]*\d%?|[+-]?\d%?)")
_THOUSANDS = re.compile(r"^(?:1[.,]?000|10\^?3|(?:ng|nghìn|ngàn)\.)\s*(?=[^\W\d])", re.IGNORECASE)
_POINTED = re.compile(r"^(tr|triệu|tỷ|tỉ|nghìn)\.(?=[^\W\d])", re.IGNORECASE)

_MORE_UNIT = re.compile(r"[ ./][^\W\d][^,;()]{0,24}")
"""What goes on behind the words known of a unit: "nghìn" of "nghìn HK"."""


_OF_WHICH = re.compile(r"(?:trong do|tr\.? ?do|trd|gom)\s*:?\s*")


class RowName(NamedTuple):
    """What a row is of: indicator, whether catalogued, whose figure, the unit as a quantity of one."""

    indicator: str
    catalogued: bool
    entity: str
    unit: str
    unit_mult: int
    dimension: str


def cell_value(cell: Cell) -> Decimal | None:
    """The figure that is all a cell holds; None for words, a dash or a blank.

    >>> from corpus.values import Aligned
    >>> cell_value(Cell(row=1, column=2, body=Aligned.verbatim("+1,92", 0)))
    Decimal('1.92')
    """
    text = cell.text.strip().lstrip("<>≤≥~= ").rstrip("%").strip()
    return parse_number(text) if _FIGURE.fullmatch(cell.text.strip()) else None


def name_row(frame: Frame, table: Table, row: TableRow) -> RowName:
    """What the row's figures are called, and their unit."""
    quantity = unit_of(row.unit or table.unit_line)
    label = (
        re.sub(r"\s*\([^()]*\)\s*:?$", "", row.label) if row.unit and fold(row.unit) in fold(row.label) else row.label
    )
    name = _catalogued(frame, table, row.path, label, quantity, row.unit)
    unit, mult = (quantity.unit, quantity.unit_mult) if quantity else (row.unit, 0)
    dimension = quantity.dimension if quantity else ""
    part = _OF_WHICH.match(fold(label)) if name and row.path else None
    if name and part and name == _catalogued(frame, table, row.path[:-1], row.path[-1], quantity, row.unit):
        return RowName(f"{name} - {small_first(label[part.end() :])}", False, frame.entity, unit, mult, dimension)
    if name:
        known = frame.catalog.get(name)
        return RowName(name, True, known.entity if known and known.entity else frame.entity, unit, mult, dimension)
    parts = [p.strip(" :+-") for p in (*row.path, label) if p.strip(" :+-")]
    if len(parts) > 1 and (mark := _OF_WHICH.match(fold(parts[-1]))) and parts[-1][mark.end() :]:
        parts[-1] = parts[-1][mark.end() :]
    above = row.path[-1] if row.path and len(parts) > 1 else ""
    if not row.path and is_total(label) and (subject := table_subject(table)):
        total = _catalogued(frame, table, (), subject, quantity, row.unit)
        return RowName(total or subject, total is not None, frame.entity, unit, mult, dimension)
    if above and (whole := _catalogued(frame, table, row.path[:-1], above, quantity, row.unit)):
        parts = [whole, re.sub(r"^(?:trong đó|tr\.?\s?đó|trđ|gồm)\s*:?\s*", "", parts[-1], flags=re.IGNORECASE)]
        parts[1] = parts[1] if parts[1][:2].isupper() else small_first(parts[1])
    return RowName(" - ".join(parts) or table.caption, False, frame.entity, unit, mult, dimension)


def _catalogued(
    frame: Frame, table: Table, path: tuple[str, ...], label: str, quantity: Quantity | None, unit: str
) -> str | None:
    """The catalogue's name of a row with this label under these; None when it knows none or the row has no unit."""
    if quantity is None:
        return None
    above = path[-1] if path else ""
    context = FigureContext(
        own=label if above else "",
        near=label.strip(" :"),
        clause=f"{above} ; {label}".strip(" ;"),
        carried=above,
        sentence=" ; ".join((*path, label)),
        headings=(*(s.title for s in table.section), table.caption, *path),
        dimension=quantity.dimension,
        noun=quantity.noun,
        unit=quantity.unit or unit,
        organ=frame.document.organ_name,
        part_of_whole=bool(path),
    )
    return frame.catalog.name_figure(context)


def unit_of(printed: str) -> Quantity | None:
    """A printed unit ("Triệu USD") read as the quantity of one of it; None when it is none.

    >>> unit_of("Tỷ đồng").unit, unit_of("1.000 tấn").unit, unit_of("Tr.đồng").unit
    ('tỷ đồng', 'nghìn tấn', 'triệu đồng')
    >>> unit_of("Nghìn HK").unit, unit_of("m² sàn/người").unit, unit_of("% dân số").unit
    ('nghìn HK', 'm² sàn/người', '%')
    """
    words = re.sub(r"^.*?(?:đơn vị tính|đơn vị|đvt)\s*:?", "", printed, flags=re.IGNORECASE).strip(" ().:")
    words = small_first(words) if words[1:2].islower() else words
    words = _THOUSANDS.sub("nghìn ", _POINTED.sub(r"\1 ", words))
    found = find_quantities(f"bằng 1 {words}") if words else []
    if not found or found[0].dimension == "percent":
        return found[0] if found else None
    whole = _MORE_UNIT.fullmatch(f"bằng 1 {words}", found[0].end)
    return found[0].model_copy(update={"unit": words}) if whole else found[0]


def counted_noun(header: str) -> str:
    """The noun that a header says is counted: "Số dự án", "Giường thực kê", "Bài báo quốc tế"; "" when it says none.

    >>> counted_noun("Giường thực kê"), counted_noun("Số lượng"), counted_noun("Doanh thu vé"), counted_noun("Số dự án")
    ('giường', '', '', 'dự án')
    """
    words = re.sub(r"^(?:(?:tổng )?số|tổng) ", "", header.split(" › ")[-1].strip(), flags=re.IGNORECASE)
    found = find_quantities(f"bằng 1 {small_first(words)}")
    given = re.search(r" giao$", words)
    return found[0].unit if found and not given and found[0].dimension == "count" and found[0].unit in COUNTED else ""


def _titles(table: Table) -> tuple[str, ...]:
    """The titles above a table, its own the last."""
    titles = tuple(s.title for s in table.section)
    told = any(fold(t) in fold(table.caption) or fold(table.caption) in fold(t) for t in titles if t)
    return titles if told or not table.caption else (*titles, table.caption)


def observation(frame: Frame, table: Table, row: TableRow, cell: Cell, name: RowName, value: Decimal) -> Observation:
    """The observation of one cell, as a result in the document's period; callers change what they know better."""
    document = frame.document
    clause = document.span(row.start, row.end, table=table.ordinal, row=row.row)
    return Observation(
        doc=document.doc_key,
        indicator=name.indicator,
        catalogued=name.catalogued,
        entity=name.entity,
        time_period=frame.period,
        measure="actual",
        value=value,
        unit=name.unit,
        unit_mult=name.unit_mult,
        approximate=cell.text.strip()[:1] in tuple("<>≤≥~"),
        group=f"{document.doc_key}:t{table.ordinal}:{row.row}",
        section=_titles(table),
        span=document.span(*cell.body.locate(0, len(cell.text)), table=table.ordinal, row=row.row, column=cell.column),
        clause=clause,
        reading=clause.quote,
    )
