"""Spreadsheets and old office files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from corpus.errors import MissingToolError
from corpus.readers import office
from corpus.readers.files import read_any
from corpus.readers.number_formats import number_text
from corpus.reading import read_document
from tests.making import docx, p

ROWS = [
    ["BIỂU MẪU 01: KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2024"],
    ["Đơn vị tính: tỷ đồng"],
    ["TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Tỷ lệ"],
    [1, "Thu ngân sách", 500, 471.5, 0.943],
    [2, "Doanh thu", None, 12000.25, None],
    ["Ghi chú: số ước."],
]


def workbook(path: Path) -> Path:
    """The rows as a workbook, with a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    sheet["E4"].number_format = "0.0%"
    hidden = book.create_sheet("Nháp")
    hidden.append(["không", "đọc"])
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def test_a_workbook_is_a_table_with_its_caption(tmp_path: Path) -> None:
    """Title and unit stand above, notes below, figures are written the Vietnamese way, hidden sheets are left out."""
    raw = read_any(workbook(tmp_path / "a.xlsx"))
    assert raw.text == (
        "BIỂU MẪU 01: KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2024\n\nĐơn vị tính: tỷ đồng\n\n"
        "| TT | Chỉ tiêu | Kế hoạch | Thực hiện | Tỷ lệ |\n| 1 | Thu ngân sách | 500 | 471,5 | 94,3% |\n"
        "| 2 | Doanh thu |  | 12000,25 |\n\nGhi chú: số ước.\n"
    )
    (table,) = read_document(tmp_path / "a.xlsx").tables
    assert (table.unit_line, table.rows[1].cells[-1].column) == ("Đơn vị tính: tỷ đồng", 3)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_a_table(tmp_path: Path, delimiter: str) -> None:
    """Whatever the delimiter."""
    rows = [["TT", "Chỉ tiêu", "Thực hiện"], ["1", "Thu ngân sách", "450"], ["2", "Doanh thu", "1.200"]]
    file = tmp_path / "a.csv"
    file.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8-sig")
    assert (
        read_any(file).text == "| TT | Chỉ tiêu | Thực hiện |\n| 1 | Thu ngân sách | 450 |\n| 2 | Doanh thu | 1.200 |\n"
    )


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_old_word_files_are_read_through_libreoffice(tmp_path: Path) -> None:
    """A .doc and an .odt say what the .docx says."""
    source = docx(tmp_path / "a.docx", p("Đến hết năm 2023, thu ngân sách đạt 450 tỷ đồng."))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for suffix in ("doc", "odt"):
        subprocess.run(["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", tmp_path, source],
                       check=True, capture_output=True)  # fmt: skip
        assert read_any(tmp_path / f"a.{suffix}").text == read_any(source).text


def test_without_libreoffice_the_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy: save as .docx, or install."""
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    with pytest.raises(MissingToolError, match=r"lưu lại ở dạng \.docx"):
        office.convert(tmp_path / "a.doc", "docx", "a.doc", tmp_path)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (1.005, "0.00", "1,01"),
        (0.1225, "0.0%", "12,3%"),
        (-0.4, "0", "0"),
        (0, "0.00", "0,00"),
        (1234567890, "#,##0,,", "1235"),
        (1234567890, "#,##0.0,,", "1234,6"),
        (7.5, "0.0##", "7,5"),
        (12.5, "_-* #,##0.0\\ _₫_-;-* #,##0.0", "12,5"),
        (5, '[$-42A]#,##0 "đ"', "5 đ"),
        (3, 'General" dự án"', "3 dự án"),
        (5, '"Tháng "0', "Tháng 5"),
        (12345.6, "0.00E+00", "12345,6"),
        (0.5, "# ?/?", "0,5"),
        (45.678, "#,##0.00_);(#,##0.00)", "45,68"),
    ],
)
def test_a_number_reads_as_its_cell_shows_it(value: float, number_format: str, shown: str) -> None:
    """Scaled, rounded half away from zero, with the words of its format."""
    assert number_text(value, number_format) == shown
