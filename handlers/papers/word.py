"""A paper as a Word file in the form of Decree 30/2020/NĐ-CP, Annex I, part I.

Sizes are in points, lengths in millimetres; where the decree leaves a range the value chosen stands below by name.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from handlers.papers.closing import add_closing
from handlers.papers.grids import add_grid
from handlers.papers.values import Annex, Block, Grid, Heading, Paper, Text, date_words, number_words, roman
from handlers.papers.word_parts import (
    FONT,
    Footnotes,
    clean,
    page_number,
    plain_table,
    present_day,
    restart_numbering,
    rule_below,
)

PAGE = (210.0, 297.0)
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
HEADER_FROM_EDGE = 9
BODY_SIZE = 14
STATE_SIZE, MOTTO_SIZE, ORGAN_SIZE, NUMBER_SIZE = 12, 13, 12, 13
PAGE_NUMBER_SIZE = 13
FIRST_LINE = 12.7
PARAGRAPH_GAP = 6
LETTERHEAD = (73.0, 92.0)
_RULE = 0.42  # of the line above it: the decree says from a third to a half
_MOTTO_WIDTH = 56.1  # mm of "Độc lập - Tự do - Hạnh phúc" in 13 point bold
_CAPITAL = 0.62  # of the size: the mean width of bold capitals
_WIDE_CAPITAL = 0.66  # of the size: with so wide letters a line surely fits
_SMALL = 0.46  # of the size: the mean width of bold small letters
_MM_A_POINT = 25.4 / 72
_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"


def docx_bytes(paper: Paper, made: datetime) -> bytes:
    """The paper as the bytes of a .docx; `made` is written as its time of making.

    >>> from datetime import UTC
    >>> paper = Paper(type_name="Báo cáo", subject="Kết quả", blocks=(Text.of("Đạt 5%."),))
    >>> docx_bytes(paper, datetime(2024, 1, 5, tzinfo=UTC))[:2]
    b'PK'
    """
    document = Document()
    present_day(document)
    _set_faces(document)
    _name(document, paper, made)
    notes = Footnotes(document)
    _set_page(document.sections[0], landscape=False)
    _add_letterhead(document, paper)
    _add_title(document, paper)
    _add_addressees(document, paper)
    for number, line in enumerate(paper.basis, 1):
        _body(document, f"{line.rstrip('.;')}{'.' if number == len(paper.basis) else ';'}", italic=True)
    for block in paper.blocks:
        _add_block(document, block, notes, TEXT_WIDTH)
    add_closing(document, paper, TEXT_WIDTH)
    for number, annex in enumerate(paper.annexes, 1):
        _add_annex(document, paper, annex, roman(number) if len(paper.annexes) > 1 else "", notes)
    notes.save()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_faces(document: Any) -> None:
    """One font in black for everything, and the built-in heading styles in it, so that Word can list the titles."""
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Header"):
        style = document.styles[name]
        style.font.name = FONT
        style.font.size = Pt(BODY_SIZE)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
        if name.startswith("Heading"):
            style.font.bold = name != "Heading 3"
            style.font.italic = False
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    spacing = document.styles["Normal"].paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule = WD_LINE_SPACING.SINGLE
    spacing.widow_control = True


def _name(document: Any, paper: Paper, made: datetime) -> None:
    about = document.core_properties
    about.title = clean(f"{paper.type_name} {paper.subject}")[:255]
    about.author = about.last_modified_by = clean(paper.organ)[:255]
    about.comments = about.keywords = ""
    about.language = "vi-VN"
    about.created = about.modified = made.replace(tzinfo=None)


def _set_page(section: Any, *, landscape: bool) -> None:
    width, height = reversed(PAGE) if landscape else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = Mm(HEADER_FROM_EDGE)
    section.footer_distance = Mm(HEADER_FROM_EDGE)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    line = section.header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_number(line, PAGE_NUMBER_SIZE)
    restart_numbering(section)


def _add_letterhead(document: Any, paper: Paper) -> None:
    """The four corners of the head: organ and state, number and date, level with each other."""
    table = plain_table(document, 2, LETTERHEAD)
    (organs, state), (number, day) = (row.cells for row in table.rows)
    most = int(LETTERHEAD[0] / (_WIDE_CAPITAL * ORGAN_SIZE * _MM_A_POINT))
    for at, line in enumerate(balanced(clean(paper.parent_organ.upper()), most)):
        _centered(organs.add_paragraph() if at else organs.paragraphs[0], line, ORGAN_SIZE)
    lines = balanced(clean(paper.organ.upper()), most)
    for line in lines:
        _centered(organs.add_paragraph(), line, ORGAN_SIZE, bold=True)
    _rule(organs, LETTERHEAD[0], _RULE * _line_width(lines[-1], ORGAN_SIZE, _CAPITAL, LETTERHEAD[0]))
    _centered(state.paragraphs[0], _STATE, STATE_SIZE, bold=True)
    _centered(state.add_paragraph(), _MOTTO, MOTTO_SIZE, bold=True)
    _rule(state, LETTERHEAD[1], _MOTTO_WIDTH)
    _centered(number.paragraphs[0], number_words(paper), NUMBER_SIZE)
    day_words = date_words(paper.issued).replace(" ", "\u00a0")  # a long place leaves the date whole in the next line
    _centered(day.paragraphs[0], f"{paper.place}, {day_words}", NUMBER_SIZE, italic=True)


def _add_title(document: Any, paper: Paper) -> None:
    kind = _centered(document.add_paragraph(), paper.type_name.upper(), BODY_SIZE, bold=True)
    kind.paragraph_format.space_before = Pt(18)
    _centered(document.add_paragraph(), paper.subject, BODY_SIZE, bold=True)
    _rule(document, TEXT_WIDTH, _RULE * _line_width(paper.subject, BODY_SIZE, _SMALL, TEXT_WIDTH))


def _add_addressees(document: Any, paper: Paper) -> None:
    """Kính gửi: one in the same line; several each in a line of its own below the colon."""
    names = paper.addressees
    if not names:
        return
    if len(names) == 1:
        only = _centered(document.add_paragraph(), f"Kính gửi: {names[0]}", BODY_SIZE)
        only.paragraph_format.space_before = only.paragraph_format.space_after = Pt(PARAGRAPH_GAP)
        return
    indent = Mm(52)
    head = document.add_paragraph()
    head.paragraph_format.left_indent = Mm(30)
    head.paragraph_format.space_before = Pt(PARAGRAPH_GAP)
    _write(head, "Kính gửi:", BODY_SIZE)
    for number, name in enumerate(names, 1):
        line = document.add_paragraph()
        line.paragraph_format.left_indent = indent
        line.paragraph_format.first_line_indent = Mm(-3)
        if number == len(names):
            line.paragraph_format.space_after = Pt(PARAGRAPH_GAP)
        _write(line, f"- {name.rstrip('.;')}{'.' if number == len(names) else ';'}", BODY_SIZE)


def _add_block(document: Any, block: Block, notes: Footnotes, width: float) -> None:
    match block:
        case Heading():
            _add_heading(document, block)
        case Grid():
            add_grid(document, block, width)
        case Text():
            line = _body(document, "")
            line.paragraph_format.keep_with_next = block.leading or None
            for run in block.runs:
                _write(line, run.text, BODY_SIZE, bold=run.bold, italic=run.italic, trim=False)
                for at, note in enumerate(run.notes):
                    if at:
                        notes.raise_mark(line, ", ")
                    notes.mark(line, note)


def _add_heading(document: Any, block: Heading) -> None:
    line = document.add_paragraph(style=f"Heading {block.level}")
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    shape = line.paragraph_format
    shape.first_line_indent = Mm(FIRST_LINE)
    shape.space_before = shape.space_after = Pt(PARAGRAPH_GAP)
    shape.keep_with_next = True
    line.add_run(clean(block.text.upper() if block.level == 1 else block.text))


def _add_annex(document: Any, paper: Paper, annex: Annex, number: str, notes: Footnotes) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, landscape=annex.landscape)
    width = (PAGE[1] if annex.landscape else PAGE[0]) - LEFT - RIGHT
    label = _centered(document.add_paragraph(), f"Phụ lục {number}".strip(), BODY_SIZE, bold=True)
    name = _centered(document.add_paragraph(), annex.name.upper(), BODY_SIZE, bold=True)
    words = number_words(paper).replace("Số:", "số")
    attached = f"(Kèm theo {paper.type_name} {words} {date_words(paper.issued)} của {paper.organ})"
    shown = _centered(document.add_paragraph(), attached, BODY_SIZE, italic=True)
    shown.paragraph_format.space_after = Pt(PARAGRAPH_GAP)
    for line in (label, name, shown):
        line.paragraph_format.keep_with_next = True
    for block in annex.blocks:
        _add_block(document, block, notes, width)


def _body(document: Any, text: str, *, italic: bool = False) -> Any:
    """A paragraph of the body: justified, its first line moved in."""
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    line.paragraph_format.first_line_indent = Mm(FIRST_LINE)
    line.paragraph_format.space_after = Pt(PARAGRAPH_GAP)
    if text:
        _write(line, text, BODY_SIZE, italic=italic)
    return line


def _centered(line: Any, text: str, size: int, *, bold: bool = False, italic: bool = False) -> Any:
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(line, text, size, bold=bold, italic=italic)
    return line


def _write(line: Any, text: str, size: int, *, bold: bool = False, italic: bool = False, trim: bool = True) -> Any:
    ends = (" " if text[:1] == " " and not trim else "", " " if text[-1:] == " " and not trim else "")
    run = line.add_run(f"{ends[0]}{clean(text)}{ends[1]}")
    run.font.size = Pt(size)
    run.font.bold, run.font.italic = bold, italic
    return run


def _rule(container: Any, width: float, length: float) -> None:
    """A line of its own, as thin as can be, that carries the rule."""
    carrier = container.add_paragraph()
    carrier.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    carrier.paragraph_format.line_spacing = Pt(5)
    carrier.paragraph_format.space_after = Pt(PARAGRAPH_GAP)
    rule_below(carrier, width, length)


def _line_width(text: str, size: int, letter: float, most: float) -> float:
    """About how long a line of bold text is, in mm."""
    return min(len(text) * letter * size * _MM_A_POINT, most)


def balanced(text: str, most: int) -> list[str]:
    """A long name in as few lines of at most so many letters as it needs, about equally long.

    >>> balanced("BAN QUẢN LÝ KHU KINH TẾ AN BÌNH", 20)
    ['BAN QUẢN LÝ KHU', 'KINH TẾ AN BÌNH']
    """
    count = -(-len(text) // most)
    lines, rest = [], text
    for left in range(count, 1, -1):
        aim = len(rest) / left
        cuts = [i for i, letter in enumerate(rest) if letter == " " and i <= most]
        if not cuts:
            break
        cut = min(cuts, key=lambda i: abs(i - aim))
        lines.append(rest[:cut])
        rest = rest[cut + 1 :]
    return [*lines, rest]
