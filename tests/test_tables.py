"""Tables in their three forms and their layout, on invented figures."""

from __future__ import annotations

import pytest

from corpus.models import Table
from corpus.structure import parse_document


def tables(text: str) -> tuple[Table, ...]:
    """The tables of an invented text."""
    return parse_document(text, source_file="thu.txt", sha256="0").tables


def rows(table: Table) -> list[str]:
    """Rows as `path › label <unit> column=text …`, figures only."""
    out = []
    for r in table.rows:
        shown = [
            f"{table.columns[c.column].split(' › ')[-1]}={c.text}"
            for c in r.cells
            if c.column not in (0, table.label_column, table.unit_column)
        ]
        out.append(f"{' › '.join((*r.path, r.label))} <{r.unit}> {' '.join(shown)}".strip())
    return out


FORM = """BIỂU MẪU 02: CÁC CHỈ TIÊU CHỦ YẾU
Đơn vị tính: triệu đồng

TT\tChỉ tiêu\tĐơn vị tính\tThực hiện\t\tSo với kế hoạch (%)
\t\t\tTháng 6\t6 tháng\t
A\tB\tC\t1\t2\t3
I\tNông nghiệp\t\t\t\t
1\tDiện tích lúa\tha\t\t12.500\t98
-\tVụ xuân\tha\t\t6.000\t
\t+ Lúa lai\tha\t\t2.100\t
2\tĐàn bò\tcon\t150\t8.200\t101,5
II\tThu ngân sách\ttriệu đồng\t1.500\t9.900\t55
\tTổng cộng\t\t1.650\t\t
"""


def test_form_with_two_header_rows_and_a_code_row() -> None:
    """Blank header cells inherit from the left, the row A B C 1 2 3 is no data, paths follow I › 1 › - › +."""
    (table,) = tables(FORM)
    assert table.caption == "BIỂU MẪU 02: CÁC CHỈ TIÊU CHỦ YẾU"
    assert table.unit_line == "Đơn vị tính: triệu đồng"
    assert table.columns == (
        "TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện › Tháng 6", "Thực hiện › 6 tháng", "So với kế hoạch (%)",
    )  # fmt: skip
    assert (table.label_column, table.unit_column, table.problems) == (1, 2, ())
    assert rows(table) == [
        "Nông nghiệp <>",
        "Nông nghiệp › Diện tích lúa <ha> 6 tháng=12.500 So với kế hoạch (%)=98",
        "Nông nghiệp › Diện tích lúa › Vụ xuân <ha> 6 tháng=6.000",
        "Nông nghiệp › Diện tích lúa › Vụ xuân › Lúa lai <ha> 6 tháng=2.100",
        "Nông nghiệp › Đàn bò <con> Tháng 6=150 6 tháng=8.200 So với kế hoạch (%)=101,5",
        "Thu ngân sách <triệu đồng> Tháng 6=1.500 6 tháng=9.900 So với kế hoạch (%)=55",
        "Tổng cộng <> Tháng 6=1.650",
    ]
    assert [r.row for r in table.rows] == [3, 4, 5, 6, 7, 8, 9]


PIPES = """## PHỤ LỤC II

| STT | Nội dung | Kế hoạch | Ước thực hiện |
|----:|:---------|---------:|:-------------:|
| 1 | Số hộ nghèo (hộ) | 300 | **270** |
| 2 | Tỷ lệ dùng nước sạch (%) | 95 | 96,2 |
"""

HTML = """<p><b>Bảng 1.</b> Kết quả</p>
<table border="1">
<thead><tr><th rowspan="2">TT</th><th rowspan="2">Chỉ tiêu</th><th colspan="2">Năm</th></tr>
<tr><th>2023</th><th>2024</th></tr></thead>
<tr><td>1</td><td>Thu &amp; chi<br>ngân sách</td><td>10,5</td><td>11</td></tr>
<tr><td rowspan="2">2</td><td rowspan="2">Đường xã (km)</td><td>4</td><td>5</td></tr>
<tr><td>6</td><td>7</td></tr>
</table>
"""


def test_pipe_table_with_units_in_its_labels() -> None:
    """Markdown pipes; the unit stands in parentheses behind the label."""
    (table,) = tables(PIPES)
    assert table.caption == "PHỤ LỤC II"
    assert rows(table) == [
        "Số hộ nghèo (hộ) <hộ> Kế hoạch=300 Ước thực hiện=270",
        "Tỷ lệ dùng nước sạch (%) <%> Kế hoạch=95 Ước thực hiện=96,2",
    ]


def test_html_table_with_spans() -> None:
    """Spanned headings name all their columns; a spanned label holds for the rows below."""
    (table,) = tables(HTML)
    assert table.columns == ("TT", "Chỉ tiêu", "Năm › 2023", "Năm › 2024")
    assert rows(table) == [
        "Thu & chi ngân sách <> 2023=10,5 2024=11",
        "Đường xã (km) <km> 2023=4 2024=5",
        "Đường xã (km) <km> 2023=6 2024=7",
    ]


def test_a_table_goes_on_behind_a_page_break_and_may_repeat_its_header() -> None:
    """Blank lines and a page number do not end a table; the header printed again is no row."""
    head = "TT\tTên xã\tSố hộ\tNhân khẩu\n"
    (table,) = tables(head + "1\tAn Bình\t120\t480\n\n- 2 -\n\n" + head + "2\tAn Lạc\t95\t360\n")
    assert rows(table) == ["An Bình <> Số hộ=120 Nhân khẩu=480", "An Lạc <> Số hộ=95 Nhân khẩu=360"]


def test_rows_of_other_lengths_keep_their_places_and_are_said() -> None:
    """A short row and a long one: cells stay in the printed column, the problem names table and row."""
    (table,) = tables("TT\tChỉ tiêu\tSố\tTỷ lệ\n1\tLúa\t20\n2\tNgô\t30\t5\t7\n")
    assert [[(c.column, c.text) for c in r.cells] for r in table.rows] == [
        [(0, "1"), (1, "Lúa"), (2, "20")],
        [(0, "2"), (1, "Ngô"), (2, "30"), (3, "5"), (4, "7")],
    ]
    assert table.problems[0] == "bảng 1, dòng 2: 3 ô, đầu bảng có 4"
    assert any("dòng 3: 5 ô" in p for p in table.problems)


def test_a_cell_that_runs_over_a_line_is_one_cell() -> None:
    """A line end inside the last cell, and one inside a label."""
    text = (
        "TT\tNhiệm vụ\tĐơn vị chủ trì\tTiến độ\n"
        "1\tXây dựng đề án\tPhòng Kinh tế\tĐang lấy ý kiến\ncác xã, thị trấn\n"
        "2\tSửa chữa hồ\nchứa nước\tPhòng Nông nghiệp\tHoàn thành\n"
    )
    (table,) = tables(text)
    assert [c.text for c in table.rows[0].cells][3] == "Đang lấy ý kiến các xã, thị trấn"
    assert table.rows[1].label == "Sửa chữa hồ chứa nước"
    assert table.problems == ()


WIDE = """BIỂU TỔNG HỢP CÁC HUYỆN NĂM 2024

Số TT\tTiêu chí\tCác huyện\t\t\t\tTổng cộng
\t\tĐông\tTây\tNam\t\t
1\tDự án cấp mới\tTrong tỉnh (dự án)\t3\t4\t5\t12
\t\tNgoài tỉnh (dự án)\t1\t1\t2\t4
2\tVốn đăng ký\tTrong tỉnh (tỷ đồng)\t30\t40\t50\t120
\t\tNgoài tỉnh (tỷ đồng)\t10\t10\t20\t40
3\tSố lao động đến\tTrong tỉnh (người)\t300\t400\t500\t1.200

4\thết năm\tNgoài tỉnh (người)\t30\t40\t50\t120
\tVốn thực hiện\tTrong tỉnh (tỷ đồng)\t3\t4\t5\t12
\tDoanh thu\tNgoài tỉnh (tỷ đồng)\t1\t1\t1\t3
\t\tTrong tỉnh (tỷ đồng)\t7\t8\t9\t24
\t\tNgoài tỉnh (tỷ đồng)\t2\t2\t2\t6
"""


def test_second_label_column_under_one_heading_shifts_the_names() -> None:
    """Names of units one column off, a label cut by a page end, a label printed one row too high: all put right."""
    (table,) = tables(WIDE)
    assert table.columns[1:] == (
        "Tiêu chí", "Tiêu chí", "Các huyện › Đông", "Các huyện › Tây", "Các huyện › Nam", "Tổng cộng",
    )  # fmt: skip
    assert [(r.path[0], r.label.split()[0], r.unit) for r in table.rows] == [
        ("Dự án cấp mới", "Trong", "dự án"),
        ("Dự án cấp mới", "Ngoài", "dự án"),
        ("Vốn đăng ký", "Trong", "tỷ đồng"),
        ("Vốn đăng ký", "Ngoài", "tỷ đồng"),
        ("Số lao động đến hết năm", "Trong", "người"),
        ("Số lao động đến hết năm", "Ngoài", "người"),
        ("Vốn thực hiện", "Trong", "tỷ đồng"),
        ("Vốn thực hiện", "Ngoài", "tỷ đồng"),
        ("Doanh thu", "Trong", "tỷ đồng"),
        ("Doanh thu", "Ngoài", "tỷ đồng"),
    ]
    assert [p.split(": ")[1][:22] for p in table.problems] == ["tên các cột in lệch mộ", "nhãn “Doanh thu” in ca"]


@pytest.mark.parametrize(
    "text",
    [
        "-\tMột mục có dấu gạch\n-\tMột mục nữa\n",
        "\tMột đoạn văn thụt đầu dòng rất dài, không phải là bảng biểu gì cả.\n",
        "1.\tThu ngân sách\n2.\tChi ngân sách\n",
        "Ông A | Bà B cùng dự\n",
    ],
)
def test_list_marks_and_indentation_are_no_tables(text: str) -> None:
    """A tab behind a list mark or at the beginning of a line makes no cells."""
    assert tables(text) == ()


def test_title_and_unit_typed_into_the_table() -> None:
    """Rows of one cell above the header give caption and unit line; "Đơn vị" over offices is the label column."""
    (table,) = tables(
        "KẾT QUẢ THU NGÂN SÁCH\t\t\t\n\t\t\tĐơn vị tính: triệu đồng\nTT\tĐơn vị\tKế hoạch\tThực hiện\n"
        "1\tXã An Bình\t1.200\t900\n2\tThị trấn Đông\t3.400\t3.500\n"
    )
    assert (table.caption, table.unit_line) == ("KẾT QUẢ THU NGÂN SÁCH", "Đơn vị tính: triệu đồng")
    assert (table.label_column, table.unit_column) == (1, None)
    assert rows(table) == [
        "Xã An Bình <> Kế hoạch=1.200 Thực hiện=900",
        "Thị trấn Đông <> Kế hoạch=3.400 Thực hiện=3.500",
    ]
    assert [r.row for r in table.rows] == [3, 4]
