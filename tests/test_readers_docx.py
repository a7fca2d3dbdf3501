"""Word documents as text: order, numbering, merged cells, footnotes, tracked changes, text boxes, pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.observations import extract_observations
from corpus.readers.docx import read_docx
from corpus.readers.files import read_any
from corpus.reading import read_document
from tests.making import docx, p, r, tbl, tc, tr


def read(tmp_path: Path, body: str, parts: dict[str, str] | None = None) -> str:
    """The text of a Word file of this body."""
    return read_docx(docx(tmp_path / "a.docx", body, parts), "a.docx")[0].strip()


def test_paragraphs_and_tables_stand_in_order(tmp_path: Path) -> None:
    """A table stays between the paragraphs it stands between."""
    text = read(tmp_path, p("Trước bảng.") + tbl(tr("TT", "Chỉ tiêu"), tr("1", "Thu ngân sách")) + p("Sau bảng."))
    assert text == "Trước bảng.\n\n| TT | Chỉ tiêu |\n| 1 | Thu ngân sách |\n\nSau bảng."


def test_merged_cells_stand_once_and_columns_stay(tmp_path: Path) -> None:
    """A cell over two columns or two rows stands in the first; the others are blank."""
    text = read(
        tmp_path,
        tbl(
            tr(tc("TT", '<w:vMerge w:val="restart"/>'), tc("Kết quả", '<w:gridSpan w:val="2"/>'), "Ghi chú"),
            tr(tc("", "<w:vMerge/>"), "Tháng 6", "6 tháng", ""),
            tr("1", "25", "140", "x"),
        ),
    )
    assert text.split("\n") == ["| TT | Kết quả |  | Ghi chú |", "|  | Tháng 6 | 6 tháng |  |", "| 1 | 25 | 140 | x |"]


def test_a_heading_row_of_the_file_is_marked(tmp_path: Path) -> None:
    """Rows that Word repeats on each page are the table's heading."""
    text = read(tmp_path, tbl(tr("Xã", "Hộ", properties="<w:tblHeader/>"), tr("A", "12"), tr("B", "15")))
    assert text.split("\n") == ["| Xã | Hộ |", "|---|---|", "| A | 12 |", "| B | 15 |"]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>'
    '<w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="3"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def item(text: str, level: int, number: int = 1) -> str:
    """A paragraph of a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_printed(tmp_path: Path) -> None:
    """Counters go on, begin again below a higher level and where a list says so."""
    body = (item("Một", 0) + item("Hai", 1) + item("Ba", 2) + item("Bốn", 2) + item("Năm", 1) + item("Sáu", 2)
            + item("Bảy", 3) + item("Tám", 3) + item("Chín", 3, 2) + item("Mười", 4) + item("Hết", 0))  # fmt: skip
    lines = read(tmp_path, body, {"numbering": NUMBERING}).split("\n\n")
    assert lines == ["I. Một", "1. Hai", "1.1. Ba", "1.2. Bốn", "2. Năm", "2.1. Sáu", "a) Bảy", "b) Tám", "a) Chín",
                     "- Mười", "II. Hết"]  # fmt: skip


NOTES = (
    '<w:footnote w:type="separator" w:id="-1"/><w:footnote w:id="3">' + p("Kế hoạch là 500 tỷ đồng.") + "</w:footnote>"
)
MARK = '<w:r><w:footnoteReference w:id="3"/></w:r>'


def test_footnotes_are_bound_to_their_marks(tmp_path: Path) -> None:
    """The mark never joins the figure before it; the note follows where the sentence ends."""
    text = read(tmp_path, p("Thu năm 2023", MARK, " đạt 450 tỷ"), {"footnotes": NOTES})
    assert text == "Thu năm 2023<sup>1</sup> đạt 450 tỷ\n\n<sup>1</sup> Kế hoạch là 500 tỷ đồng."


def test_a_typed_superscript_is_a_mark_and_a_power_stays(tmp_path: Path) -> None:
    """Raised figures typed by hand stand apart from the year; letters raised are text."""
    high = '<w:vertAlign w:val="superscript"/>'
    text = read(tmp_path, p("năm 2023", r("6", high), " xây 12 m", r("2", high), ", lần 1", r("st", high)))
    assert text == "năm 2023<sup>6</sup> xây 12 m<sup>2</sup>, lần 1st"


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    """Insertions stay, deletions go, a deleted paragraph end joins two paragraphs."""
    body = p(
        "Đạt ", f'<w:del w:id="1"><w:r><w:delText>40</w:delText></w:r></w:del><w:ins w:id="2">{r("45")}</w:ins>', "%."
    )
    body += p("Một ", properties='<w:rPr><w:del w:id="3"/></w:rPr>') + p("câu.")
    body += tbl(tr("A", "B"), tr("C", "D", properties='<w:del w:id="4"/>'), tr("E", "F"))
    text, remarks = read_docx(docx(tmp_path / "a.docx", body), "a.docx")
    assert text.strip() == "Đạt 45%.\n\nMột câu.\n\n| A | B |\n| E | F |"
    assert "sửa đổi" in remarks[0]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    """The old and the new form of a text box say the same; hidden text and contents are left out."""
    box = f"<w:txbxContent>{p('Trong khung.')}</w:txbxContent>"
    new, old = (
        f"<mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>",
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>",
    )
    body = p(f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>", "Ngoài khung.")
    assert read(tmp_path, body + p(r("ẩn", "<w:vanish/>"))) == "Ngoài khung.\n\nTrong khung."


def test_the_letterhead_of_two_columns_is_no_table(tmp_path: Path) -> None:
    """What a borderless table places side by side is read column by column."""
    rows = (
        ("UBND HUYỆN X", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 5/BC-UBND", "Xuân Lộc, ngày 5 tháng 7 năm 2024"),
    )
    head = tbl(*(tr(*row) for row in rows), borders=False)
    file = docx(tmp_path / "a.docx", head + p(r("BÁO CÁO", "<w:b/>")) + p("Kết quả quý II/2024") + p("Đạt 5 dự án."))
    document = read_document(file)
    assert (document.doc_key, document.issued_date, document.organ_name, document.tables) == (
        "5/BC-UBND", "2024-07-05", "UBND HUYỆN X", (),
    )  # fmt: skip


def test_a_letterhead_set_with_tabs_is_two_columns(tmp_path: Path) -> None:
    """Lines parted by a tab at the top are read column by column."""
    tab = "<w:r><w:tab/></w:r>"
    text = read(tmp_path, p("UBND HUYỆN X", tab, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Số: 5/BC", tab, "Độc lập"))
    assert text == "UBND HUYỆN X\nSố: 5/BC\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập"


def test_pages_are_those_word_rendered(tmp_path: Path) -> None:
    """A rendered break turns the page, with an explicit one only once; without rendered breaks there are none."""
    rendered, explicit = "<w:r><w:lastRenderedPageBreak/></w:r>", '<w:r><w:br w:type="page"/></w:r>'
    body = p("Trang một.") + p("Nửa đầu ", rendered, "nửa sau.") + p(explicit) + p(rendered, "Trang ba đạt 7 dự án.")
    raw = read_any(docx(tmp_path / "a.docx", body))
    assert [(raw.text[at:].split()[0], page) for at, page in raw.pages] == [("Trang", 1), ("nửa", 2), ("Trang", 3)]
    assert read_any(docx(tmp_path / "b.docx", p("Một.", explicit) + p("Hai."))).pages == ()


def test_a_figure_quotes_the_text_and_knows_its_page(tmp_path: Path) -> None:
    """`original[start:end] == quote` holds for what was read from a Word file."""
    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = p("Đến hết năm 2023, thu ngân sách đạt 450 tỷ đồng.") + p(rendered, "Doanh thu năm 2023 đạt 1.200 tỷ đồng.")
    document = read_document(docx(tmp_path / "a.docx", body))
    found = extract_observations(document)
    assert {(str(o.value), document.page_of(o.span.start)) for o in found} == {("450", 1), ("1200", 2)}
    assert all(document.quote(o.span.start, o.span.end) == o.span.quote for o in found)


@pytest.mark.parametrize("name", ["bao-cao.txt", "bao-cao", "bao-cao.pdf"])
def test_the_content_decides_not_the_name(tmp_path: Path, name: str) -> None:
    """A Word file under any name is read as Word."""
    assert read_any(docx(tmp_path / name, p("Đạt 5 dự án."))).text == "Đạt 5 dự án.\n"
