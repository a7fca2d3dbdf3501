"""Tables of a paper in Word: fixed widths, a header on every page, rows that are never broken.

The rows are written as elements: python-docx walks the whole table for each cell, which takes seconds for a long one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from handlers.papers.values import Align, Grid, Row
from handlers.papers.word_parts import TWIPS_A_MM, clean, element, table_shape

TABLE_SIZE = 11
CELL_SIDE = 1.2
GAP_AFTER = 6
_CELL_GAP = 40  # twentieths of a point above and below the text of a cell
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def add_grid(document: Any, grid: Grid, width: float) -> None:
    """The table over the whole width of the text, in mm."""
    if grid.unit_line:
        above = document.add_paragraph()
        above.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        above.paragraph_format.keep_with_next = True
        run = above.add_run(clean(grid.unit_line))
        run.font.size, run.font.italic = Pt(TABLE_SIZE), True
    total = sum(c.width for c in grid.columns)
    widths = [round(c.width / total * width, 2) for c in grid.columns]
    table = table_shape(widths, side=CELL_SIDE, borders=True)
    header = Row(cells=tuple(c.title for c in grid.columns), bold=True)
    table.append(_row(header, ["center"] * len(widths), widths, header=True))
    aligns: list[Align] = [c.align for c in grid.columns]
    for row in grid.rows:
        table.append(_row(row, aligns, widths))
    # before the section's own properties, which stand last in the body
    document.element.body._insert_tbl(table)
    after = document.add_paragraph()
    after.paragraph_format.line_spacing = Pt(GAP_AFTER)


def _row(row: Row, aligns: Sequence[Align], widths: Sequence[float], *, header: bool = False) -> Any:
    made = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if header:
        properties.append(element("tblHeader"))
    made.append(properties)
    if row.title:
        whole = sum(widths)
        made.append(_cell(row.cells[0], "left", width=whole, bold=True, stays=True, span=len(aligns)))
        return made
    for text, align, width in zip(row.cells, aligns, widths, strict=True):
        made.append(_cell(text, align, width=width, bold=row.bold, stays=header))
    return made


def _cell(text: str, align: Align, *, width: float, bold: bool, stays: bool, span: int = 1) -> Any:
    cell = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=round(width * TWIPS_A_MM), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    properties.append(element("vAlign", val="center"))
    cell.append(properties)
    line = element("p")
    shape = element("pPr")
    if stays:
        shape.append(element("keepNext"))
    shape.append(element("spacing", before=_CELL_GAP, after=_CELL_GAP))
    shape.append(element("jc", val=_ALIGN[align]))
    line.append(shape)
    run = element("r")
    face = element("rPr")
    if bold:
        face.append(element("b"))
    face.append(element("sz", val=TABLE_SIZE * 2))
    run.append(face)
    words = element("t")
    words.text = clean(text)
    run.append(words)
    line.append(run)
    cell.append(line)
    return cell
