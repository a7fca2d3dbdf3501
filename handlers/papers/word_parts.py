"""The pieces of WordprocessingML that python-docx has no call for: rules, page numbers, footnotes, table grids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from lxml import etree

FONT = "Times New Roman"
NOTE_SIZE = 10
NOTE_TEXT, NOTE_MARK = "footnote text", "footnote reference"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_AFTER_NUMBERING = {qn(f"w:{name}") for name in ("cols", "vAlign", "titlePg", "docGrid")}
_WORD = "http://schemas.microsoft.com/office/word"
_NOT_XML = re.compile(r"[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
_SPACES = re.compile(r"[ \t\n]+")
TWIPS_A_MM = 1440 / 25.4


def clean(text: str) -> str:
    """Text that a Word file can hold: characters that XML forbids become spaces, runs of spaces one.

    >>> clean("Công ty  A\\x00&\\nB")
    'Công ty A & B'
    """
    return _SPACES.sub(" ", _NOT_XML.sub(" ", text)).strip(" ")


def element(tag: str, **attributes: object) -> Any:
    """An element of the w: namespace with w: attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def rule_below(paragraph: Any, width: float, length: float) -> None:
    """A thin solid line of `length` mm under a paragraph, in the middle of a column `width` mm wide."""
    side = Mm(max(0.0, (width - length) / 2))
    paragraph.paragraph_format.left_indent = side
    paragraph.paragraph_format.right_indent = side
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz=6, space=0, color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def page_number(paragraph: Any, size: int) -> None:
    """The number of the page as a field."""
    run = paragraph.add_run()
    run.font.size = Pt(size)
    for kind in ("begin", None, "separate", "text", "end"):
        if kind is None:
            code = element("instrText")
            code.text = "PAGE"
            run._r.append(code)
        elif kind == "text":
            run._r.append(element("t"))
            run._r[-1].text = "2"
        else:
            run._r.append(element("fldChar", fldCharType=kind))


def restart_numbering(section: Any) -> None:
    """Pages of a section are counted from 1."""
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):  # a new section begins as a copy of the one before
        properties.remove(old)
    following = next(child for child in properties if child.tag in _AFTER_NUMBERING)
    following.addprevious(element("pgNumType", start=1))


def table_shape(widths: Sequence[float], *, side: float, borders: bool) -> Any:
    """An empty table of columns of exactly these widths, whatever stands in them; `side` is the space between a cell's
    text and its sides. All in mm.
    """
    table = element("tbl")
    properties = element("tblPr")
    properties.append(element("tblW", w=_twips(sum(widths)), type="dxa"))
    properties.append(element("tblInd", w=0, type="dxa"))
    if borders:
        lines = element("tblBorders")
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
            lines.append(element(edge, val="single", sz=4, space=0, color="000000"))
        properties.append(lines)
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for edge in ("left", "right"):
        margins.append(element(edge, w=_twips(side), type="dxa"))
    properties.append(margins)
    table.append(properties)
    columns = element("tblGrid")
    for width in widths:
        columns.append(element("gridCol", w=_twips(width)))
    table.append(columns)
    return table


def plain_table(document: Any, rows: int, widths: Sequence[float]) -> Any:
    """A table without lines, to set texts side by side: rows are not broken, texts reach the sides."""
    table = document.add_table(rows=rows, cols=len(widths))
    shape = table_shape(widths, side=0, borders=False)
    table._tbl.replace(table._tbl.tblPr, shape[0])
    table._tbl.replace(table._tbl.tblGrid, shape[0])
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _twips(length: float) -> int:
    return round(length * TWIPS_A_MM)


def present_day(document: Any) -> None:
    """Laid out by Word's present rules; those before 2013 hang a table out of the text."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = element("compat")
        settings.append(compat)
    for old in compat.findall(qn("w:compatSetting")):
        if old.get(qn("w:name")) == "compatibilityMode":
            compat.remove(old)
    compat.append(element("compatSetting", name="compatibilityMode", uri=_WORD, val=15))


class Footnotes:
    """The footnotes of a document, numbered as they are set; `save` puts them into it."""

    def __init__(self, document: Any) -> None:
        self._document = document
        text = document.styles.add_style(NOTE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
        text.base_style = document.styles["Normal"]
        text.font.size = Pt(NOTE_SIZE)
        text.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        mark = document.styles.add_style(NOTE_MARK, WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        self._text_id, self._mark_id = text.style_id, mark.style_id
        self._root = parse_xml(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            "</w:footnote></w:footnotes>"
        )
        self._count = 0

    def mark(self, paragraph: Any, text: str) -> None:
        """A footnote at the end of a paragraph so far."""
        self._count += 1
        self.raise_mark(paragraph)._r.append(element("footnoteReference", id=self._count))
        note = element("footnote", id=self._count)
        body = element("p")
        properties = element("pPr")
        properties.append(element("pStyle", val=self._text_id))
        body.append(properties)
        mark = element("r")
        face = element("rPr")
        face.append(element("rStyle", val=self._mark_id))
        mark.append(face)
        mark.append(element("footnoteRef"))
        body.append(mark)
        run = element("r")
        words = element("t")
        words.text = f" {clean(text)}"
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
        body.append(run)
        note.append(body)
        self._root.append(note)

    def raise_mark(self, paragraph: Any, text: str = "") -> Any:
        """A run in the style of footnote marks; styles are looked up once, which is slow in python-docx."""
        run = paragraph.add_run(text)
        run._r.get_or_add_rPr().append(element("rStyle", val=self._mark_id))
        return run

    def save(self) -> None:
        """Puts the notes into the document, once all are set."""
        if not self._count:
            return
        package = self._document.part.package
        data = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, data, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        separators = element("footnotePr")
        for number in (-1, 0):
            separators.append(element("footnote", id=number))
        self._document.settings.element.find(qn("w:compat")).addprevious(separators)
