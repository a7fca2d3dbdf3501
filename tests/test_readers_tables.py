"""Tables as readers give them: columns that number rows, tables over pages."""

from __future__ import annotations

import pytest

from corpus.observations import extract_observations
from corpus.readers.pages.model import Ruled
from corpus.readers.pages.tables import joined_tables
from corpus.structure import parse_document

HEAD = "Số: 5/BC-UBND\n\nBÁO CÁO\n\nKết quả năm 2024\n\n"


def values(head: str, *rows: str) -> list[str]:
    """The values read from a table."""
    text = HEAD + "\n".join(f"| {row} |" for row in (head, *rows))
    return [str(o.value) for o in extract_observations(parse_document(text, source_file="a", sha256=""))]


@pytest.mark.parametrize("misread", ["TT", "TE", "T1", "Sồ"])
def test_a_column_that_numbers_rows_has_no_figures(misread: str) -> None:
    """Whatever a scan made of its header, 1, 2, 3 before the labels are no values."""
    rows = ("1 | Doanh thu | Tỷ đồng | 500", "2 | Xuất khẩu | Triệu USD | 120", "- | trong đó FDI | Triệu USD | 80",
            "3 | Nhập khẩu | Triệu USD | 95")  # fmt: skip
    assert values(f"{misread} | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2024", *rows) == ["500", "120", "80", "95"]


def table(page: int, *rows: list[str | None], edges: tuple[float, ...] = (0, 50, 100)) -> Ruled:
    """A table that ends on a page."""
    return Ruled((0, 0, 150, 100), [list(row) for row in rows], edges, page)


def test_a_table_goes_on_only_on_the_next_page() -> None:
    """Two tables of one page stay two; short rows of the next page keep their columns."""
    first, same = table(1, ["TT", "Tên", "Số"], ["1", "A", "5"]), table(1, ["TT", "Tên", "Số"], ["1", "B", "6"])
    assert len(joined_tables([first, same])) == 2
    short = table(2, ["2", "C"], edges=(0, 51))
    (whole,) = joined_tables([table(1, ["TT", "Tên", "Số"], ["1", "A", "5"]), short])
    assert whole.rows == [["TT", "Tên", "Số"], ["1", "A", "5"], ["2", "C", None]]


def test_names_printed_beside_their_columns_name_nothing() -> None:
    """Names that begin over a column of words and leave the last figures without any are one column off."""
    rows = [f"{n} | Dự án {n} | Số khu | {n}5,0 | {n}7,0 | {n}9,0" for n in range(1, 5)]
    assert values("TT | Tên | Xuân Lộc | Tân Phú | Định Quán | ", *rows) == []
    assert len(values("TT | Tên | Loại | Xuân Lộc | Tân Phú | Định Quán", *rows)) == 12
