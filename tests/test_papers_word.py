"""The Word file opened again and measured against each rule of Decree 30/2020/NĐ-CP, Annex I, part I."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any
from unicodedata import combining, normalize

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.papers.values import BLANK, Heading, Paper, Row, Text
from handlers.papers.word import docx_bytes
from tests.paper_sample import HOSTILE, MADE, full_paper, opened

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@pytest.fixture(scope="module")
def word() -> Any:
    """The full paper as Word gives it back."""
    return opened(full_paper())


def face(line: Any) -> tuple[float, bool, bool]:
    """Size in points, bold, italic of a line's first run, as the run or the line's style says."""
    run, style = line.runs[0], line.style.font
    size = run.font.size or style.size
    bold = style.bold if run.font.bold is None else run.font.bold
    italic = style.italic if run.font.italic is None else run.font.italic
    return size.pt, bool(bold), bool(italic)


def line_of(word: Any, start: str) -> Any:
    """The paragraph of the body that begins with a text."""
    return next(p for p in word.paragraphs if p.text.startswith(start))


def rule_of(line: Any) -> Any:
    """The line drawn under a paragraph, None when there is none."""
    return line._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:bottom')}")


def test_pages_are_a4_with_margins_of_the_decree(word: Any) -> None:
    """A4; top and bottom 20-25 mm, left 30-35, right 15-20; an annex may lie."""
    assert len(word.sections) == 3
    for section in word.sections:
        sides = sorted((round(section.page_width.mm), round(section.page_height.mm)))
        assert sides == [210, 297]
        assert 20 <= section.top_margin.mm <= 25.1
        assert 20 <= section.bottom_margin.mm <= 25.1
        assert 30 <= round(section.left_margin.mm) <= 35
        assert 15 <= round(section.right_margin.mm) <= 20
    assert [s.orientation for s in word.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_everything_is_in_one_black_font() -> None:
    """Times New Roman for all scripts; no part of the file names another font or colour for what is used."""
    word = opened(full_paper())
    used = {p.style.name for p in word.paragraphs} | {"Normal", "Header", "footnote text"}
    for name in used:
        style = word.styles[name]
        while style is not None and style.font.name is None:
            style = style.base_style
        assert style is not None
        assert style.font.name == "Times New Roman"
        fonts = style.element.rPr.rFonts
        assert {fonts.get(qn(f"w:{s}")) for s in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
        assert not [k for k in fonts.attrib if "heme" in k]
        assert str(style.font.color.rgb or "000000") == "000000"


@pytest.mark.parametrize("number", [0, 1, 2])
def test_page_numbers_stand_in_the_top_margin_from_the_second_page_on(word: Any, number: int) -> None:
    """A PAGE field, 13-14 point upright, centred; none on the first page; each annex counted from 1."""
    section = word.sections[number]
    line = section.header.paragraphs[0]
    assert line.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [e.text for e in line._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert 13 <= line.runs[0].font.size.pt <= 14
    assert not line.runs[0].font.italic
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0].text
    assert section.header_distance < section.top_margin
    assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_letterhead_is_that_of_the_decree(word: Any) -> None:
    """Organs on the left, state and motto on the right, number and date below, each in its size and face."""
    (organs, state), (number, day) = (row.cells for row in word.tables[0].rows)
    parent, *own, organ_rule = organs.paragraphs
    assert parent.text == "UBND TỈNH AN BÌNH"
    assert face(parent) == (12, False, False)
    assert " ".join(p.text for p in own) == "BAN QUẢN LÝ KHU KINH TẾ AN BÌNH"
    assert {face(p) for p in own} == {(12, True, False)}
    country, motto, motto_rule = state.paragraphs
    assert (country.text, face(country)) == (STATE, (12, True, False))
    assert (motto.text, face(motto)) == (MOTTO, (13, True, False))
    assert (number.text, face(number.paragraphs[0])) == (
        "Số:\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/BC-BQL",
        (13, False, False),
    )
    assert (day.text.replace("\u00a0", " "), face(day.paragraphs[0])) == (
        "An Bình, ngày … tháng … năm …",
        (13, False, True),
    )
    for line in (parent, *own, country, motto, number.paragraphs[0], day.paragraphs[0]):
        assert line.alignment == WD_ALIGN_PARAGRAPH.CENTER
    for rule in (organ_rule, motto_rule):
        assert rule_of(rule).get(qn("w:val")) == "single"


def test_rules_are_as_long_as_the_decree_says(word: Any) -> None:
    """Under the motto as long as its text; under organ and subject a third to a half of the line above."""
    pillow = pytest.importorskip("PIL.ImageFont")
    try:
        font = pillow.truetype("LiberationSerif-Bold.ttf", 1000)
    except OSError:
        pytest.skip("Liberation Serif, which has the widths of Times New Roman, is not installed")

    def width(text: str, size: float) -> float:
        # marks add no width, and older versions of the font lack letters that have them
        bare = "".join(c for c in normalize("NFD", text) if not combining(c)).replace("đ", "d")
        return float(font.getlength(bare)) / 1000 * size * 25.4 / 72

    def length(rule: Any, column: float) -> float:
        return column - rule.paragraph_format.left_indent.mm - rule.paragraph_format.right_indent.mm

    organs, state = word.tables[0].rows[0].cells
    motto, motto_rule = state.paragraphs[1:]
    assert length(motto_rule, state.width.mm) == pytest.approx(width(motto.text, 13), abs=1.5)
    organ, organ_rule = organs.paragraphs[-2:]
    assert 1 / 3 <= length(organ_rule, organs.width.mm) / width(organ.text, 12) <= 1 / 2
    at = next(i for i, p in enumerate(word.paragraphs) if p.text.startswith("Kết quả thực hiện"))
    subject, subject_rule = word.paragraphs[at : at + 2]
    assert 1 / 3 <= length(subject_rule, 165) / width(subject.text, 14) <= 1 / 2


def test_title_addressees_and_basis_come_in_order(word: Any) -> None:
    """Type, subject, Kính gửi, căn cứ, body: in this order, each in its face."""
    texts = [p.text for p in word.paragraphs if p.text]
    order = ("BÁO CÁO", "Kết quả thực hiện", "Kính gửi:", "- Ủy ban nhân dân tỉnh;", "- Sở Kế hoạch và Đầu tư.",
             "Căn cứ Kế hoạch số 07/KH-UBND;", "Căn cứ Quyết định số 12/QĐ-UBND.", "I. KẾT QUẢ")  # fmt: skip
    assert all(text.startswith(start) for text, start in zip(texts, order, strict=False))
    assert face(line_of(word, "BÁO CÁO")) == (14, True, False)
    assert face(line_of(word, "Kết quả thực hiện")) == (14, True, False)
    assert face(line_of(word, "Kính gửi:")) == (14, False, False)
    assert face(line_of(word, "Căn cứ")) == (14, False, True)
    for start in ("BÁO CÁO", "Kết quả thực hiện"):
        assert line_of(word, start).alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_one_addressee_stands_in_the_line_of_kinh_gui() -> None:
    """Kính gửi and a single name in one line, without a full stop."""
    assert line_of(opened(full_paper(addressees=("Sở Tài chính",))), "Kính gửi").text == "Kính gửi: Sở Tài chính"


def test_body_is_justified_with_first_lines_moved_in(word: Any) -> None:
    """13-14 point upright, both sides even, first line 1 or 1.27 cm, at least 6 point between paragraphs."""
    line = line_of(word, "- Công ty")
    assert face(line) == (14, False, False)
    assert line.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert line.paragraph_format.first_line_indent.cm == pytest.approx(1.27, abs=0.01)
    assert line.paragraph_format.space_after.pt >= 6
    spacing = word.styles["Normal"].paragraph_format.line_spacing
    assert 1 <= spacing <= 1.5


def test_headings_have_the_faces_of_muc_khoan_diem(word: Any) -> None:
    """Mục in bold capitals, khoản with a title bold, điểm upright; none is left alone at the foot of a page."""
    faces = {t: face(line_of(word, t)) for t in ("I. KẾT QUẢ", "1. Thu hút đầu tư", "a) Chi tiết")}
    assert list(faces.values()) == [(14, True, False), (14, True, False), (14, False, False)]
    for start in faces:
        assert line_of(word, start).paragraph_format.keep_with_next


def test_closing_has_recipients_and_room_to_sign(word: Any) -> None:
    """Nơi nhận 12 bold italic, its list 11 upright ended by Lưu; position and name bold 14, blank to be filled."""
    left, right = word.tables[-1].rows[0].cells if len(word.tables) == 3 else word.tables[2].rows[0].cells
    label, *names = left.paragraphs
    assert (label.text, face(label)) == ("Nơi nhận:", (12, True, True))
    assert [n.text for n in names] == [
        "- Như trên;", "- Thường trực Tỉnh ủy;", "- Lãnh đạo Ban;", f"- Lưu: VT, {BLANK}."
    ]  # fmt: skip
    assert {face(n) for n in names} == {(11, False, False)}
    signing = [p for p in right.paragraphs if p.text]
    assert {p.text for p in signing} == {BLANK}
    assert {face(p) for p in signing} == {(14, True, False)}
    assert {p.alignment for p in signing} == {WD_ALIGN_PARAGRAPH.CENTER}


def test_annexes_are_numbered_named_and_tied_to_the_paper(word: Any) -> None:
    """Phụ lục in Roman numerals 14 bold, name in bold capitals, what it is attached to in italics."""
    assert face(line_of(word, "Phụ lục I")) == (14, True, False)
    assert face(line_of(word, "BIỂU MẪU 01")) == (14, True, False)
    assert line_of(word, "Phụ lục II").text == "Phụ lục II"
    attached = line_of(word, "(Kèm theo Báo cáo số")
    assert face(attached) == (14, False, True)
    assert attached.text.endswith("/BC-BQL ngày … tháng … năm … của Ban Quản lý Khu kinh tế An Bình)")


def test_an_only_annex_has_no_number() -> None:
    """One Phụ lục stands without a numeral."""
    word = opened(full_paper(annexes=full_paper().annexes[:1]))
    assert line_of(word, "Phụ lục").text == "Phụ lục"


def test_tables_stay_inside_the_text_and_repeat_their_header(word: Any) -> None:
    """As wide as the text, header repeated on each page, no row broken between pages."""
    for table, width in ((word.tables[1], 165), (word.tables[3], 252)):
        total = sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid.findall(qn("w:gridCol"))) / 1440 * 25.4
        assert total == pytest.approx(width, abs=0.5)
        rows = table._tbl.findall(qn("w:tr"))
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(r.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for r in rows)


def test_footnotes_are_real_and_hold_the_source() -> None:
    """Each mark has its note in the part of footnotes, in order."""
    with zipfile.ZipFile(io.BytesIO(docx_bytes(full_paper(), MADE))) as package:
        notes = package.read("word/footnotes.xml").decode()
        body = package.read("word/document.xml").decode()
        types = package.read("[Content_Types].xml").decode()
    assert "Báo cáo số 12/BC-UBND, mục I.1." in notes
    assert re.findall(r'footnoteReference w:id="(\d+)"', body) == ["1"]
    assert "footnotes+xml" in types


def test_names_with_signs_of_markup_stay_as_they_are(word: Any) -> None:
    """<, > and & are letters like others."""
    assert line_of(word, "- Công ty").text.startswith(f"- {HOSTILE} đạt")


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=40))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    """Whatever stands in a document, control characters and halves of letters too, the file opens again."""
    word = opened(
        Paper(
            type_name="Báo cáo", subject=text, organ=text, addressees=(text,), recipients=(text,),
            blocks=(Heading(level=1, text=text), Text.of(text, text)),
        )
    )  # fmt: skip
    assert word.paragraphs


def test_a_given_number_and_date_are_written_out() -> None:
    """Number and day below 10 and the months 1 and 2 with a nought."""
    word = opened(full_paper(code_number="5", issued=date(2024, 2, 3)))
    number, day = word.tables[0].rows[1].cells
    assert (number.text, day.text.replace("\u00a0", " ")) == ("Số: 05/BC-BQL", "An Bình, ngày 03 tháng 02 năm 2024")


def test_a_paper_of_which_nothing_is_known_shows_its_blanks() -> None:
    """Every component stands there, as a blank to be filled."""
    word = opened(Paper(type_name="Báo cáo", subject="Kết quả", blocks=(Text.of("Nội dung."),)))
    (organs, _), (number, day) = (row.cells for row in word.tables[0].rows)
    assert [p.text for p in organs.paragraphs[:2]] == [BLANK, BLANK]
    assert number.text.endswith(f"/{BLANK}")
    assert day.text.startswith(f"{BLANK}, ngày\u00a0{BLANK}")
    assert line_of(word, "Kính gửi").text == f"Kính gửi: {BLANK}"


def test_a_table_of_five_hundred_rows_is_whole() -> None:
    """Every row of a long table stands in the file."""
    grid = full_paper().annexes[0].blocks[0].model_copy(
        update={"rows": tuple(Row(cells=(str(n), "x", "1")) for n in range(500))}
    )  # fmt: skip
    word = opened(full_paper(blocks=(grid,), annexes=()))
    assert len(word.tables[1]._tbl.findall(qn("w:tr"))) == 501


ORDERS = {
    "sectPr": "headerReference footerReference footnotePr type pgSz pgMar pgBorders lnNumType pgNumType cols vAlign "
    "titlePg textDirection docGrid",
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing "
    "jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color sz szCs vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "trPr": "cantSplit tblHeader",
    "settings": "zoom proofState defaultTabStop characterSpacingControl savePreviewPicture footnotePr compat rsids",
}


def test_elements_stand_in_the_order_of_the_schema(word: Any) -> None:
    """Word calls a file broken whose properties are out of order, LibreOffice does not notice."""
    roots = [word.element, word.settings.element, word.styles.element, word.sections[0].header._element]
    checked = set()
    for root in roots:
        for name, order in ORDERS.items():
            places = {qn(f"w:{tag}"): at for at, tag in enumerate(order.split())}
            for properties in root.iter(qn(f"w:{name}")):
                met = [places[child.tag] for child in properties if child.tag in places]
                assert met == sorted(met), (name, [child.tag for child in properties])
                checked.add(name)
    assert checked == set(ORDERS)
    section_children = {child.tag for child in word.sections[1]._sectPr}
    assert section_children <= {qn(f"w:{tag}") for tag in ORDERS["sectPr"].split()}
