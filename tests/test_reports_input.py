"""Reports that should not be taken as they are: impossible figures, forwarded and edited messages, tables and files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Store
from tests.reports_town import BA, HA, LAN, MINH, Shown, Town, confirmed, told

TABLE = """Báo cáo 9 tháng năm 2024
STT\tChỉ tiêu\tĐơn vị\tKế hoạch năm 2024\tThực hiện 9 tháng\tSo với kế hoạch (%)
1\tThu hút FDI\tTriệu USD\t200\t150\t62,5
2\tKim ngạch xuất khẩu\tTriệu USD\t1.200\t800\t
3\tTổng số lao động\tNgười\t\t31.500\t"""
FORM: tuple[Sequence[Any], ...] = (
    ["BIỂU MẪU 01: TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU 9 THÁNG NĂM 2024"],
    [],
    ["STT", "Chỉ tiêu", "Đơn vị", "Kế hoạch năm 2024", "Thực hiện", None, "So với kế hoạch (%)"],
    [None, None, None, None, "Tháng 9", "9 tháng", None],
    [1, "Thu hút FDI", "Triệu USD", 200, 20, 150.5, 75.25],
    [2, "Kim ngạch xuất khẩu", "Triệu USD", 1200, 80, 800, None],
    [3, "Chỉ tiêu tính bằng công thức", "Dự án", None, None, "=2+2", None],
)
MERGED = ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """The people and two documents of a province."""
    with Store.open(tmp_path / "kho.db") as store:
        yield Town(store, tmp_path / "van-ban")


def book(rows: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> bytes:
    """A workbook with these rows."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def package(**parts: str | bytes) -> bytes:
    """A ZIP file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def sends(town: Town, name: str, data: bytes | None, person: str = LAN) -> Shown:
    """A file sent."""
    return town.says(person, "", kind="file", file_name=name, file=data, file_size=len(data or b""))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("FDI 9 tháng đạt 10^30 triệu USD", "lớn quá mức"),
        ("FDI 9 tháng đạt 1000000000000000000000000000000 triệu USD", "lớn quá mức"),
        ("FDI 9 tháng đạt 1e30 triệu USD", "lớn quá mức"),
        ("FDI cấp mới 9 tháng: -5 dự án", "không thể âm"),
        ("FDI cấp mới 9 tháng đạt âm 5 dự án", "không thể âm"),
        ("FDI cấp mới 9 tháng đạt 5,5 dự án", "không thể lẻ"),
    ],
)
def test_what_cannot_be_is_not_confirmed(town: Town, text: str, said: str) -> None:
    """The line says why, the press too; mended or taken out it can be confirmed."""
    shown = town.says(LAN, text)
    if "của kỳ nào" in shown:
        shown = shown.press("9 tháng đầu năm 2024")
    assert said in shown
    assert said in shown.press("✅ Xác nhận").turn.toast
    assert not [o for o in town.store.observations() if o.obs_status == "V"]
    shown.press("✏️ 1").press("✏️ Giá trị")
    assert "Đã xác nhận" in town.says(LAN, "150").press("✅ Xác nhận")


def test_a_day_that_is_no_day_is_asked_about(town: Town) -> None:
    """31/02 is said to be none, and the period asked."""
    asked = town.says(LAN, "FDI đến 31/02 đạt 50 triệu USD")
    assert "Không có ngày 31/02" in asked
    assert "của kỳ nào" in asked


def test_another_units_figure_is_warned_of(town: Town) -> None:
    """The card says whose it usually is, and so does the approver's view."""
    card = town.says(BA, "FDI 9 tháng 150 triệu USD")
    assert "thường do Phòng Quản lý đầu tư báo cáo" in card
    card.press("✅ Xác nhận")
    assert "thường do Phòng Quản lý đầu tư báo cáo" in town.notice(HA).press("Xem để duyệt")


def test_a_forwarded_message_is_nobodys_report_before_it_is_said_so(town: Town) -> None:
    """Asked first; "Không" drops it, "Có" goes on as usual; a forwarded question is a question."""
    asked = town.says(LAN, "FDI 9 tháng 150 triệu USD", forwarded=True)
    assert "Tin chuyển tiếp của người khác" in asked
    assert "Đã hủy" in asked.press("Không")
    again = town.says(LAN, "FDI 9 tháng 150 triệu USD", forwarded=True)
    assert "150 triệu USD" in again.press("Có, báo cáo cho đơn vị tôi")
    assert "120 triệu USD" in town.says(LAN, "fdi 6 tháng đạt bao nhiêu", forwarded=True)


def test_an_edited_message_never_changes_what_was_confirmed(town: Town) -> None:
    """Before confirmation the draft follows; after it a correction begins, with what was changed only."""
    town.says(LAN, "FDI 9 tháng 140 triệu USD, xk 9 tháng 700 triệu USD", number=500)
    card = town.says(LAN, "FDI 9 tháng 150 triệu USD, xk 9 tháng 700 triệu USD", number=500, edited=True)
    assert "150 triệu USD" in card
    card.press("✅ Xác nhận")
    assert len(town.store.reports.find()) == 1
    same = town.says(LAN, "FDI 9 tháng 150 triệu USD, xk 9 tháng 700 triệu USD ạ", number=500, edited=True)
    assert "không đổi số liệu nào" in same
    change = town.says(LAN, "FDI 9 tháng 160 triệu USD, xk 9 tháng 700 triệu USD", number=500, edited=True)
    assert "vẫn giữ nguyên" in change
    assert "160 triệu USD (thay số 150 triệu USD" in change
    assert "xuất khẩu" not in change.text
    assert [str(o.value) for o in town.store.observations() if o.obs_status == "V"] == ["150", "700"]
    assert "vẫn giữ nguyên" in town.says(LAN, "để em xem lại", number=500, edited=True)
    change.press("✅ Xác nhận")
    assert sorted(str(o.value) for o in town.store.observations() if o.obs_status == "V") == ["160", "700"]


def test_a_correction_of_what_waits_changes_the_draft(town: Town) -> None:
    """ "nhầm" before the card was confirmed mends its line."""
    town.says(LAN, "FDI 9 tháng 152 triệu USD, xk 9 tháng 700 triệu USD")
    card = town.says(LAN, "nhầm, FDI là 125 chứ không phải 152")
    assert "1. Thu hút FDI, 9 tháng đầu năm 2024: 125 triệu USD" in card
    assert "700 triệu USD" in card
    assert len(town.store.reports.find()) == 1


@pytest.mark.parametrize("divider", ["\t", " | "])
def test_a_pasted_table_gives_many_figures_on_one_card(town: Town, divider: str) -> None:
    """Columns are found by their headers; a share that does not fit its row is told."""
    card = town.says(LAN, TABLE.replace("\t", divider))
    assert "1. Thu hút FDI, 9 tháng đầu năm 2024: 150 triệu USD" in card
    assert "bảng ghi 62,5% kế hoạch, tính ra 75%" in card
    assert "3. Tổng số lao động, 9 tháng đầu năm 2024: 31.500 người" in card
    assert "4." not in card
    card.press("✅ Xác nhận")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    for o in [o for o in town.store.observations() if "báo cáo số" in o.doc]:
        document = town.store.document(o.doc)
        assert document is not None
        assert document.original[o.span.start : o.span.end] == o.span.quote


def test_a_long_table_comes_in_pages(town: Town) -> None:
    """Every line can be reached and edited."""
    head = "Chỉ tiêu\tĐơn vị\tThực hiện tháng 9/2024"
    rows = [f"Số hồ sơ loại {n} đã giải quyết\tHồ sơ\t{n + 10}" for n in range(1, 21)]
    card = town.says(LAN, "\n".join([head, *rows]))
    assert "trang 1/3" in card
    last = card.press("Trang sau ›").press("Trang sau ›")
    assert "20. Số hồ sơ loại 20" in last
    assert "✏️ 20" in last.labels()


def test_lines_with_colons_are_a_list(town: Town) -> None:
    """A name, a colon, a value with its unit; a name that says more than the catalogue's stays as written."""
    card = town.says(LAN, "Báo cáo T9:\n- Thu hút FDI: 20 triệu USD\n- Số hồ sơ quá hạn của bộ phận một cửa: 3 hồ sơ")
    assert "Thu hút FDI, tháng 9/2024: 20 triệu USD" in card
    assert "Số hồ sơ quá hạn của bộ phận một cửa, tháng 9/2024: 3 hồ sơ" in card


def test_a_workbook_is_read_by_its_headers(town: Town) -> None:
    """Merged headers are understood; a formula without a saved value is told and not guessed."""
    card = sends(town, "bieu-01.xlsx", book(FORM, MERGED))
    assert "1. Thu hút FDI, tháng 9/2024: 20 triệu USD" in card
    assert "2. Thu hút FDI, 9 tháng đầu năm 2024: 150,5 triệu USD" in card
    assert "4. Kim ngạch xuất khẩu, 9 tháng đầu năm 2024: 800 triệu USD" in card
    assert "5." not in card
    assert "1 ô công thức chưa lưu kết quả" in card
    card.press("✅ Xác nhận")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    assert "150,5 triệu USD" in told(town)


def with_macros(data: bytes) -> bytes:
    """The workbook as Excel saves it with macros, whatever its name says."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    project = b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    types = parts["[Content_Types].xml"].replace(kind.encode(), b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    parts |= {"[Content_Types].xml": types.replace(b"</Types>", project), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}
    return package(**parts)


@pytest.mark.parametrize("name", ["bieu-01.xlsm", "bieu-01.xlsx"])
def test_a_form_with_macros_is_read_and_they_are_not_run(town: Town, name: str) -> None:
    """The figures stand on the card, with a word about the macros, under its own name and renamed."""
    card = sends(town, name, with_macros(book(FORM, MERGED)))
    assert "2. Thu hút FDI, 9 tháng đầu năm 2024: 150,5 triệu USD" in card
    assert "có macro; macro không được chạy" in card
    assert "Đã xác nhận" in card.press("✅ Xác nhận")


@pytest.mark.parametrize(
    ("row", "said", "confirmed_then"),
    [
        (("Thu hút FDI", "Triệu USD", 1e30), "con số lớn quá mức", False),
        (("FDI - số dự án cấp mới", "Dự án", -4), "số đếm không thể âm", False),
        (("Thu hút FDI", "Tỷ đồng", 800), "các báo cáo trước tính bằng triệu USD", True),
        (("Thu hút FDI", "Triệu USD", "khoảng một trăm"), "không đọc được “khoảng một trăm”, chưa đưa vào", True),
        (("Thu hút FDI", "Triệu USD", "#REF!"), "không đọc được “#REF!”, chưa đưa vào", True),
        (("", "Triệu USD", 3), "không có tên chỉ tiêu", True),
        (("Kim ngạch xuất khẩu", "Triệu USD", 801), "bảng có hai số của chỉ tiêu này: 800 triệu USD, 801", True),
    ],
)
def test_a_row_that_cannot_be_is_told(town: Town, row: Sequence[Any], said: str, confirmed_then: bool) -> None:
    """No row of a table is passed over in silence; what cannot be is not confirmed, what may be is doubted."""
    head = ["STT", "Chỉ tiêu", "Đơn vị", "Thực hiện 9 tháng năm 2024"]
    card = sends(town, "bieu.xlsx", book([head, [1, "Kim ngạch xuất khẩu", "Triệu USD", 800], [2, *row]]))
    assert "Kim ngạch xuất khẩu, 9 tháng đầu năm 2024: 800 triệu USD" in card
    assert said in card
    assert ("Đã xác nhận." in card.press("✅ Xác nhận").turn.toast) == confirmed_then


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("bom.xlsx", package(**{"xl/workbook.xml": "<x/>", "xl/a.xml": b"0" * 60_000_000}), "bom nén"),
        ("hong.xlsx", b"PK\x03\x04 khong phai", "hỏng"),
        ("cu.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xlsx"),
        ("khoa.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("thuc-the.xlsx", package(**{"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><x>&b;</x>'}), "thực thể"),
        ("trong.xlsx", book([]), "không có chữ"),
        ("chu.xlsx", book([["a", "b"], ["c", "d"]]), "không thấy bảng số liệu"),
        ("mat.xlsx", None, "không tải về được"),
        ("../../etc/passwd.xlsx", book([["a"]]), "không thấy bảng số liệu"),
    ],
)
def test_a_file_that_cannot_be_taken_is_a_clear_sentence(town: Town, name: str, data: bytes | None, said: str) -> None:
    """What is wrong and what to do, and nothing is left behind."""
    shown = sends(town, name, data)
    assert said in shown
    assert not shown.labels()
    assert town.store.reports.find() == []


def test_a_file_too_large_to_be_fetched_is_told(town: Town) -> None:
    """Telegram keeps larger files from bots: the sentence says so and what to do."""
    shown = town.says(LAN, "", kind="file", file_name="lon.xlsx", file=None, file_size=21 << 20)
    assert "lớn hơn 20 MB" in shown
    assert town.store.reports.find() == []


def test_a_table_from_somebody_who_does_not_report_is_not_read(town: Town) -> None:
    """A reader's workbook is told how files get in."""
    assert "chưa đọc được tệp" in sends(town, "bieu-01.xlsx", book(FORM), MINH)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.sampled_from(["ask", "value", "period", "unit", "name", "form"]))
def test_any_answer_is_answered(town: Town, text: str, waited: str) -> None:
    """Whatever is typed while something is waited for gets a reply and breaks nothing."""
    town.store.reports.open_dialog("telegram:11", None)
    if waited == "ask":
        town.says(LAN, "FDI được 150 triệu USD")
    elif waited == "form":
        town.says(LAN, "/baocao")
    else:
        label = {"value": "Giá trị", "period": "Kỳ", "unit": "Đơn vị", "name": "Chỉ tiêu"}[waited]
        town.says(LAN, "FDI 9 tháng 150 triệu USD").press("✏️ 1").press(f"✏️ {label}")
    assert town.says(LAN, text or "?").text


def test_confirmed_and_approved_figures_survive_a_correction_that_is_never_confirmed(town: Town) -> None:
    """A correction's card left alone changes nothing."""
    confirmed(town, "FDI 9 tháng 150 triệu USD")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    town.says(LAN, "nhầm, FDI 9 tháng là 125 chứ không phải 150")
    assert "150 triệu USD" in told(town)
    town.says(LAN, "nhầm, FDI 9 tháng là 126 chứ không phải 150").press("✖ Hủy")
    assert "150 triệu USD" in told(town)


def test_the_caption_of_a_file_says_its_period(town: Town) -> None:
    """A table without a period has that of the words it came with."""
    rows = (["STT", "Chỉ tiêu", "Đơn vị", "Thực hiện"], [1, "Thu hút FDI", "Triệu USD", 150])
    assert "của kỳ nào" in sends(town, "a.xlsx", book(rows))
    card = town.says(LAN, "Biểu mẫu 01 tháng 9/2024", kind="file", file_name="a.xlsx", file=book(rows), file_size=9)
    assert "Thu hút FDI, tháng 9/2024: 150 triệu USD" in card


def test_a_report_that_also_asks_gets_both(town: Town) -> None:
    """The answer first, then the card."""
    both = town.says(LAN, "Xuất khẩu 9 tháng 700 triệu USD. Kế hoạch FDI năm 2024 là bao nhiêu ạ?")
    assert both.text.index("200 triệu USD") < both.text.index("1. Kim ngạch xuất khẩu")
    assert "✅ Xác nhận" in both.labels()
