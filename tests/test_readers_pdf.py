"""PDF as text: reading order, furniture, footnotes, tables over pages, columns, pages of citations."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import HeavyFileError
from corpus.observations import extract_observations
from corpus.readers import pdf
from corpus.readers.files import read_any
from corpus.reading import read_document
from tests.making import Printed

LONG = "Trong sáu tháng đầu năm, các đơn vị đã triển khai đồng bộ nhiều giải pháp và"


@pytest.fixture
def page(tmp_path: Path) -> Printed:
    """An empty PDF."""
    return Printed(tmp_path / "a.pdf")


def test_lines_are_joined_to_paragraphs(page: Printed) -> None:
    """A full line goes on, a short one ends its paragraph, an indented one begins a new one."""
    y = page.lines(80, [LONG, "đạt kết quả tốt."])
    page.lines(page.lines(y, ["Đoạn thụt đầu dòng: " + LONG[:55]], x=100), ["là đoạn thứ hai."])
    text = read_any(page.save()).text
    assert text == f"{LONG} đạt kết quả tốt.\n\nĐoạn thụt đầu dòng: {LONG[:55].strip()} là đoạn thứ hai.\n"


def test_a_raised_mark_is_no_part_of_the_year(page: Printed) -> None:
    """ "năm 2023⁶" keeps its year; the note at the foot of the page is bound to its mark."""
    end = page.text(72, 80, "Thu ngân sách năm 2023")
    end = page.text(end, 76, "6", 6)
    page.text(end + 3, 80, "đạt 450 tỷ đồng.")
    page.lines(100, [LONG, "và nhiều việc khác nữa.", LONG])
    page.rule(760)
    page.text(72, 771, "6", 5)
    page.text(78, 774, "Kế hoạch năm 2023: 500 tỷ đồng.", 9)
    raw = read_any(page.save())
    assert "năm 2023<sup>6</sup> đạt 450 tỷ đồng.\n\n<sup>6</sup> Kế hoạch năm 2023: 500 tỷ đồng.\n" in raw.text
    values = {(o.measure, str(o.value)) for o in extract_observations(read_document(page.path))}
    assert {("actual", "450"), ("target", "500")} <= values


def test_running_heads_and_page_numbers_go(page: Printed) -> None:
    """What stands at the same edge of each page, and numbers of pages, are no text."""
    for number in range(1, 5):
        page.text(72, 40, "Báo cáo tình hình kinh tế - xã hội", 8)
        page.lines(80, [f"Đoạn của trang {number}: đạt {number * 7} dự án."])
        page.text(290, 810, f"- {number} -", 9)
        page.turn()
    raw = read_any(page.save())
    assert raw.text.split("\n\n") == [f"Đoạn của trang {n}: đạt {n * 7} dự án." + "\n" * (n == 4) for n in range(1, 5)]
    assert [p for _, p in raw.pages] == [1, 2, 3, 4]


def test_a_sentence_goes_over_the_page(page: Printed) -> None:
    """The paragraph is whole, and its second half is on the second page."""
    page.lines(700, [LONG, LONG])
    page.turn()
    page.lines(80, ["hoàn thành 12 nhiệm vụ được giao."])
    raw = read_any(page.save())
    assert raw.text == f"{LONG} {LONG} hoàn thành 12 nhiệm vụ được giao.\n"
    assert [raw.text[at:].split()[0] for at, _ in raw.pages] == ["Trong", "hoàn"]


def test_a_table_over_two_pages_is_one(page: Printed) -> None:
    """Its heading, repeated on the second page, stands once; rows know their pages."""
    widths = [40.0, 160.0, 80.0, 80.0]
    head = ["TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"]
    page.lines(80, ["Kết quả cụ thể như sau:"])
    page.table(100, [head, ["1", "Thu ngân sách", "500", "450"]], widths)
    page.turn()
    page.table(60, [head, ["2", "Doanh thu", "", "1.200"]], widths)
    page.lines(200, ["Sau bảng."])
    document = read_document(page.save())
    assert [[c.text for c in r.cells] for t in document.tables for r in t.rows] == [
        ["1", "Thu ngân sách", "500", "450"], ["2", "Doanh thu", "1.200"],
    ]  # fmt: skip
    (table,) = document.tables
    assert table.columns == ("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện")
    assert [document.page_of(r.start) for r in table.rows] == [1, 2]
    assert table.rows[1].cells[-1].column == 3


def test_the_letterhead_is_read_column_by_column(page: Printed) -> None:
    """Organ and number at the left, state and date at the right, then the title."""
    page.text(72, 60, "UBND HUYỆN XUÂN LỘC", bold=True)
    page.text(300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
    page.text(90, 78, "Số: 15/BC-UBND")
    page.text(320, 78, "Xuân Lộc, ngày 05 tháng 7 năm 2024")
    page.text(250, 110, "BÁO CÁO", bold=True)
    page.text(190, 128, "Kết quả thực hiện quý II năm 2024", bold=True)
    page.lines(160, [LONG, "đạt 5 dự án."])
    document = read_document(page.save())
    assert (document.doc_key, document.organ_name, document.place, document.issued_date, document.subject) == (
        "15/BC-UBND", "UBND HUYỆN XUÂN LỘC", "Xuân Lộc", "2024-07-05", "Kết quả thực hiện quý II năm 2024",
    )  # fmt: skip


def test_a_figure_broken_in_a_narrow_cell_is_one(page: Printed) -> None:
    """ "375.171," above "0" in a cell without room is one figure; two figures with room are two."""
    page.canvas.setLineWidth(0.5)
    page.table(60, [["Xã", "Diện tích"], ["A", ""], ["B", ""]], [60.0, 50.0], row=30)
    page.text(135, 102, "375.171,", 9)
    page.text(135, 114, "0", 9)
    page.text(135, 132, "12", 9)
    page.text(135, 144, "15", 9)
    (table,) = read_document(page.save()).tables
    assert [r.cells[1].text for r in table.rows] == ["375.171,0", "12 15"]


def columns(page: Printed, y: float, rows: list[tuple[str, ...]], at: tuple[float, ...], size: float = 10) -> float:
    """Rows without lines: the first two columns from the left, figures to the right edge of theirs."""
    for cells in rows:
        for i, (text, x) in enumerate(zip(cells, at, strict=True)):
            width = page.canvas.stringWidth(text, "Viet", size) if i > 1 else 0.0
            page.text(x - width, y, text, size)
        y += size * 1.7
    return y


AT = (72.0, 100.0, 340.0, 430.0, 520.0)


def test_a_table_without_lines_keeps_its_columns(page: Printed) -> None:
    """Columns by alignment: heading, empty cells, a label over two lines; a mark raised at a figure stands apart."""
    page.lines(80, [LONG, "đạt kết quả sau.", "Đơn vị tính: tỷ đồng"])
    columns(page, 140, [("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)")], AT)
    columns(page, 160, [("1", "Thu ngân sách trên địa bàn", "500", "471,5", "94,3"), ("", "huyện", "", "", "")], AT)
    columns(page, 198, [("2", "Doanh thu", "", "12.000,25", ""), ("3", "Nộp ngân sách", "1.200", "980", "81,7")], AT)
    page.text(521, 211, "6", 5)
    page.lines(260, [LONG, "và nhiều việc khác."])
    raw = read_any(page.save())
    assert "Đơn vị tính: tỷ đồng\n\n" in raw.text
    (table,) = read_document(page.path).tables
    assert table.columns == ("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)")
    rows = [{table.columns[c.column]: c.text for c in r.cells if c.text} for r in table.rows]
    assert rows == [
        {"TT": "1", "Chỉ tiêu": "Thu ngân sách trên địa bàn huyện", "Kế hoạch": "500", "Thực hiện": "471,5",
         "Tỷ lệ (%)": "94,3"},
        {"TT": "2", "Chỉ tiêu": "Doanh thu", "Thực hiện": "12.000,25"},
        {"TT": "3", "Chỉ tiêu": "Nộp ngân sách", "Kế hoạch": "1.200", "Thực hiện": "980", "Tỷ lệ (%)": "81,7"},
    ]  # fmt: skip
    assert raw.text.rstrip().endswith("và nhiều việc khác.")


def test_a_raised_mark_in_a_column_is_no_figure(page: Printed) -> None:
    """ "471,5⁶" without lines is 471,5 with its note."""
    columns(page, 80, [("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ")], AT)
    columns(page, 98, [("1", "Thu", "500", "471,5", "94,3%"), ("2", "Chi", "400", "390", "97,5%"),
                       ("3", "Vay", "40", "39", "97,5%")], AT)  # fmt: skip
    page.text(430.5, 94, "6", 5)
    page.lines(200, [LONG, LONG, LONG])
    page.rule(760)
    page.text(72, 771, "6", 5)
    page.text(78, 774, "Không gồm thu chuyển nguồn 12 tỷ đồng.", 8)
    (table,) = read_document(page.save()).tables
    assert [c.text for c in table.rows[0].cells] == ["1", "Thu", "500", "471,5", "94,3%"]


def test_a_heading_over_several_columns_heads_each(page: Printed) -> None:
    """Two levels of heading; years as headings are no row."""
    page.text(440, 80, "Thực hiện", 10)
    columns(page, 96, [("TT", "Chỉ tiêu", "Kế hoạch", "Tháng 6", "6 tháng")], AT)
    columns(page, 114, [(str(n), f"Chỉ tiêu {n}", "500", "71,5", f"{n}94,3") for n in (1, 2, 3)], AT)
    page.turn()
    columns(page, 80, [("TT", "Chỉ tiêu", "2022", "2023", "2024"), ("1", "Thu", "5", "6", "7"),
                       ("2", "Chi", "8", "9", "10"), ("3", "Vay", "11", "12", "13")], AT)  # fmt: skip
    first, second = read_document(page.save()).tables
    assert first.columns == ("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện › Tháng 6", "Thực hiện › 6 tháng")
    assert second.columns == ("TT", "Chỉ tiêu", "2022", "2023", "2024")
    assert [c.text for c in second.rows[-1].cells] == ["3", "Vay", "11", "12", "13"]


@pytest.mark.parametrize(
    "lines",
    [
        [LONG, "đạt 12 dự án, bằng 60% kế hoạch;", LONG, "đạt 15 dự án."],
        ["I. Kết quả ............................................ 5", "II. Tồn tại ...................... 12",
         "III. Nhiệm vụ ....................... 15"],
        ["- Thu ngân sách: 450 tỷ đồng", "- Chi ngân sách: 390 tỷ đồng", "- Vay: 12 tỷ đồng"],
    ],
)  # fmt: skip
def test_what_is_not_in_columns_is_no_table(page: Printed, lines: list[str]) -> None:
    """Running text, a table of contents and a list stay lines of text."""
    page.lines(80, lines)
    assert read_document(page.save()).tables == ()


def test_a_table_without_lines_goes_over_the_page(page: Printed) -> None:
    """A label cut by the page end is whole, a repeated heading stands once, one row goes on; what follows is text."""
    columns(page, 700, [("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ")], AT)
    columns(page, 718, [("1", "Thu", "500", "471", "94"), ("2", "Chi", "400", "390", "97"),
                        ("3", "Lao động Việt", "40", "39", "97")], AT)  # fmt: skip
    page.turn()
    columns(page, 60, [("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ"), ("", "Nam", "", "", ""),
                       ("4", "Lao động nước", "20", "19", "95"), ("", "ngoài", "", "", "")], AT)  # fmt: skip
    page.lines(200, [LONG, "đạt kết quả tốt."])
    document = read_document(page.save())
    (table,) = document.tables
    assert [r.label for r in table.rows] == ["Thu", "Chi", "Lao động Việt Nam", "Lao động nước ngoài"]
    assert [document.page_of(r.cells[2].body.segments[0][2]) for r in table.rows] == [1, 1, 1, 2]
    assert document.original.rstrip().endswith("đạt kết quả tốt.")


def test_struck_text_is_not_read_and_bold_text_is_read_once(page: Printed) -> None:
    """A deletion printed with its stroke is none of the text; letters printed twice to look bold are said once."""
    end = page.text(72, 80, "Thu ngân sách đạt ")
    struck = page.text(end, 80, "18.900")
    page.rule(76, end, struck)
    page.text(page.text(struck, 80, "19.876"), 80, " tỷ đồng.")
    for moved in (0, 0.4):
        page.text(72 + moved, 120, "Chi ngân sách đạt 1.122 tỷ đồng.")
    page.rule(123, 72, 200)  # a line below the words underlines them
    assert read_any(page.save()).text == "Thu ngân sách đạt 19.876 tỷ đồng. Chi ngân sách đạt 1.122 tỷ đồng.\n"


def test_an_item_set_in_behind_its_mark_is_one_paragraph(page: Printed) -> None:
    """The lines of a list hang below the first word behind the dash."""
    page.text(72, 60, "Báo cáo này nêu kết quả của sáu tháng đầu năm và nhiệm vụ còn lại.")
    page.text(90, 90, "-")
    page.text(108, 90, "Phấn đấu cả năm đạt kim ngạch xuất khẩu của toàn tỉnh và của các khu là")
    page.text(108, 107, "2.750 triệu USD.")
    page.text(90, 124, "-")
    page.text(108, 124, "Hoàn thành 12 đề án.")
    texts = [line for line in read_any(page.save()).text.split("\n") if line]
    assert texts[1:] == [
        "- Phấn đấu cả năm đạt kim ngạch xuất khẩu của toàn tỉnh và của các khu là 2.750 triệu USD.",
        "- Hoàn thành 12 đề án.",
    ]


def test_text_that_runs_over_its_cell_stays_in_its_column(page: Printed) -> None:
    """A cell too low for its text lets it run into the cell below: there it is not taken for a part of the figure."""
    page.table(100, [["Chỉ tiêu", "Năm", "Đạt"], ["Thu", "140,7", "5"], ["Chi", "150,2", "6"]], [80, 80, 80])
    page.text(155, 127, "2023", 14)
    text = read_any(page.save()).text
    assert "| Chỉ tiêu | Năm 2023 | Đạt |" in text
    assert "| Thu | 140,7 | 5 |" in text


def test_heading_rows_of_a_table_without_lines_stay_rows(page: Printed) -> None:
    """A heading of two rows, its first one wrapped: names of one row are not joined to the title above them."""
    for x, y, text in ((72, 80, "TT"), (100, 80, "Nội dung"), (320, 80, "Các huyện"), (320, 93, "năm 2024"),
                       (320, 115, "Xuân Lộc"), (440, 115, "Tân Phú")):  # fmt: skip
        page.text(x, y, text, 10)
    for n in range(1, 5):
        for x, text in ((72, str(n)), (100, f"Chỉ tiêu {n}"), (325, f"5{n},5"), (445, f"7{n}")):
            page.text(x, 120 + 20 * n, text, 10)
    (table,) = read_document(page.save()).tables
    assert table.columns[2:] == ("Các huyện năm 2024 › Xuân Lộc", "Các huyện năm 2024 › Tân Phú")


def test_a_row_without_figures_is_no_part_of_the_next(page: Printed) -> None:
    """A label that stands as far from the rows as they do from each other is a row of its own."""
    rows = [("TT", "Chỉ tiêu", "Kế hoạch", "Đạt"), ("1", "Thu", "50", "71"), ("2", "Chi", "51", "72"),
            ("", "Vay", "", ""), ("", "Trả nợ", "53", "74"), ("3", "Dư", "5", "7")]  # fmt: skip
    for n, cells in enumerate(rows):
        for x, text in zip((72, 100, 320, 440), cells, strict=True):
            page.text(x, 80 + 20 * n, text, 10)
    (table,) = read_document(page.save()).tables
    assert [r.label for r in table.rows] == ["Thu", "Chi", "Vay", "Trả nợ", "Dư"]


def test_texts_side_by_side_are_not_read_across(page: Printed) -> None:
    """A table of words without lines: each cell stays whole, and its figures are none of the neighbours'."""
    page.text(72, 60, "Bảng theo dõi nhiệm vụ của các phòng trong sáu tháng đầu năm.")
    rows = [("Xây dựng hạ tầng", "Phòng Kế hoạch", "Đã giải phóng"),
            ("khu công nghiệp", "chủ trì, Phòng", "mặt bằng đạt"),
            ("theo quy hoạch", "và Đầu tư", "65,15% diện tích")]  # fmt: skip
    for n, cells in enumerate(rows):
        for x, text in zip((72, 240, 400), cells, strict=True):
            page.text(x, 90 + 15 * n, text)
    document = read_document(page.save())
    assert "| Phòng Kế hoạch chủ trì, Phòng và Đầu tư | Đã giải phóng mặt bằng đạt 65,15%" in document.original
    assert extract_observations(document) == []


def test_figures_cut_off_in_narrow_columns_are_whole(page: Printed) -> None:
    """The rest of a figure that had no place in its column stands below it and is no row of its own."""
    lines = [(80, ("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện")), (100, ("1", "Thu", "375.171,", "12.345.67")),
             (112, ("", "", "0", "8")), (132, ("2", "Chi", "5.171,5", "345.678")),
             (152, ("3", "Vay", "17", "8"))]  # fmt: skip
    for y, cells in lines:
        for x, text in zip((72, 100, 300, 400), cells, strict=True):
            page.text(x, y, text, 10)
    (table,) = read_document(page.save()).tables
    assert [[c.text for c in r.cells][2:] for r in table.rows] == [["375.171,0", "12.345.678"], ["5.171,5", "345.678"],
                                                                   ["17", "8"]]  # fmt: skip


def test_a_page_of_too_many_words_is_not_cut_in_silence(page: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too much for a page is told, and nothing of the file is taken."""
    monkeypatch.setattr(pdf, "MAX_WORDS", 5)
    page.lines(80, ["Đạt năm dự án mới trong năm nay."])
    with pytest.raises(HeavyFileError, match="trang 1 có 8 chữ"):
        pdf.read_pdf(page.save(), "a.pdf")


def test_a_note_that_had_no_place_on_its_page_is_a_note_of_the_next(page: Printed) -> None:
    """It stands above the notes of that page, plain; its number is no figure."""
    end = page.text(72, 60, "Thu ngân sách đạt 450 tỷ đồng")
    page.text(end, 55, "4", 6)
    page.text(end + 5, 60, ".")
    page.lines(80, [LONG] * 30)
    page.turn()
    end = page.text(72, 60, "Chi ngân sách đạt 250 tỷ đồng")
    page.text(end, 55, "5", 6)
    page.text(end + 5, 60, ".")
    page.lines(80, [LONG] * 30)
    page.text(72, 750, "4 Kế hoạch thu năm 2023 là 500 tỷ đồng.", 9)
    page.text(72, 765, "5 Kế hoạch chi năm 2023 là 300 tỷ đồng.", 9)
    text = read_any(page.save()).text
    assert "<sup>4</sup> Kế hoạch thu năm 2023 là 500 tỷ đồng." in text
    assert "<sup>5</sup> Kế hoạch chi năm 2023 là 300 tỷ đồng." in text


def test_a_row_cut_by_the_page_goes_on_below_what_stands_at_its_foot(page: Printed) -> None:
    """The rest of a label on the next page is a part of its row, though a line stands between the two."""
    widths = [40.0, 160.0, 80.0]
    page.table(700, [["TT", "Chỉ tiêu", "Năm 2024"], ["1", "Thu hút đầu tư", "3.466"]], widths)
    page.text(72, 770, "D Riêng khu công nghiệp phía Đông đạt 76,6%.", 9)
    page.turn()
    page.table(60, [["", "trực tiếp nước ngoài", ""], ["2", "Thu ngân sách", "450"]], widths)
    (table,) = read_document(page.save()).tables
    assert [r.label for r in table.rows] == ["Thu hút đầu tư trực tiếp nước ngoài", "Thu ngân sách"]
