"""What a newcomer meets while reporting: what was not understood is said, a card can be stopped, doubts reach both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Store
from tests.reports_town import HA, LAN, MINH, Town, confirmed


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """The people and two documents of a province."""
    with Store.open(tmp_path / "kho.db") as store:
        yield Town(store, tmp_path / "van-ban")


def test_clauses_that_were_not_understood_stand_on_both_cards(town: Town) -> None:
    """Nothing that tells of progress vanishes: the reporter's card and the approver's name it; courtesy is left out."""
    card = town.says(LAN, "Kính gửi văn phòng, FDI 9 tháng đạt 150 triệu USD, lớp nấu ăn được 60%, vướng mặt bằng")
    assert "chưa hiểu: “lớp nấu ăn được 60%, vướng mặt bằng”" in card
    assert "Kính gửi" not in card
    card.press("✅ Xác nhận")
    assert "chưa hiểu: “lớp nấu ăn được 60%, vướng mặt bằng”" in town.notice(HA).press("Xem để duyệt")
    assert "chưa hiểu" not in town.says(LAN, "Xuất khẩu 9 tháng ước 700 triệu USD, FDI 9 tháng 151 triệu USD")


@pytest.mark.parametrize("words", ["thôi", "Thôi.", "/huy"])
def test_a_card_waiting_to_be_confirmed_is_stopped_in_words(town: Town, words: str) -> None:
    """The card is given up and cannot be confirmed by an old button; a second time there is nothing to stop."""
    card = town.says(LAN, "FDI 9 tháng đạt 150 triệu USD")
    assert "Đã hủy báo cáo này" in town.says(LAN, words)
    assert "đã hủy" in card.press("✅ Xác nhận").turn.toast
    assert "Không có việc nào đang làm dở" in town.says(LAN, words)


@pytest.mark.parametrize("sent", [True, False])
def test_a_correction_of_another_number_than_the_reported_one_is_warned_of(town: Town, sent: bool) -> None:
    """Both numbers are named, for a draft as for a confirmed report; the right old number brings no warning."""
    card = town.says(LAN, "FDI 9 tháng đạt 150 triệu USD")
    if sent:
        card.press("✅ Xác nhận")
    card = town.says(LAN, "nhầm, FDI 9 tháng là 125 chứ không phải 152")
    assert "số cũ là 152, nhưng số đã báo là 150 triệu USD" in card
    assert "nhưng số đã báo" not in town.says(LAN, "nhầm, FDI 9 tháng là 130 chứ không phải 125")


def test_the_approver_sees_an_earlier_message_as_such(town: Town) -> None:
    """A figure out of an approved report is no document's."""
    confirmed(town, "FDI 9 tháng đạt 150 triệu USD")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    confirmed(town, "nhầm, FDI 9 tháng là 125 chứ không phải 150")
    review = town.notice(HA).press("Xem để duyệt")
    assert "Báo cáo đã duyệt trước đó ghi: 150 triệu USD" in review
    assert "Văn bản đã có ghi" not in review


def test_somebody_who_may_not_report_is_told_so(town: Town) -> None:
    """A reader's report is no question that was not found; a reader's question still is."""
    assert "chưa có quyền báo cáo" in town.says(MINH, "FDI 9 tháng đạt 999 triệu USD")
    assert "chưa có quyền" not in town.says(MINH, "FDI 9 tháng đạt bao nhiêu?")


def test_progress_asked_for_is_no_report(town: Town) -> None:
    """The words alone ask; with a share they report."""
    assert "của đơn vị nào" not in town.says(HA, "tiến độ ấn phẩm xúc tiến đầu tư")


def test_only_known_units_are_taken_and_a_command_leaves_the_question(town: Town) -> None:
    """A word that is no unit is asked again with examples; a command's bare name is that command."""
    asked = town.says(LAN, "FDI 9 tháng đạt 150")
    assert "tính bằng đơn vị nào?" in asked
    assert "Tôi chưa biết đơn vị tính này" in town.says(LAN, "quả chuối")
    assert "tính bằng" not in town.says(LAN, "vanban")
    assert "150 triệu USD" in town.says(LAN, "triệu USD")


def test_a_new_value_period_or_unit_is_typed_at_once_after_the_pencil(town: Town) -> None:
    """No field has to be pressed first; what is none of the three is asked again."""
    card = town.says(LAN, "FDI 9 tháng đạt 150 triệu USD")
    card.press("✏️ 1")
    assert "9 tháng đầu năm 2024: 160 triệu USD" in town.says(LAN, "160 triệu USD").press("✏️ 1").town.says(
        LAN, "9 tháng"
    )
    town.says(LAN, "FDI 9 tháng đạt 150 triệu USD").press("✏️ 1")
    assert "chưa đọc được giá trị" in town.says(LAN, "như đã bàn")


def test_the_form_says_the_unit_it_takes_and_lets_it_be_changed(town: Town) -> None:
    """A bare number is read back with its unit before the last question; a typed unit takes its place."""
    town.says(LAN, "/baocao")
    for words in ("Thu hút FDI", "9 tháng"):
        town.says(LAN, words)
    assert "Thu hút FDI: 150 triệu USD. Số này" in town.says(LAN, "150")
    assert "Thu hút FDI: 150 tỷ đồng. Số này" in town.says(LAN, "tỷ đồng")


def test_sums_far_from_those_of_the_same_year_are_warned_of(town: Town) -> None:
    """Eleven months twelve times nine, or nine above eleven: both look wrong; a little more does not."""
    confirmed(town, "FDI 6 tháng đạt 120 triệu USD")
    assert "chênh quá nhiều" in town.says(LAN, "FDI 9 tháng đạt 1.800 triệu USD")
    town.says(LAN, "thôi")
    card = town.says(LAN, "FDI 9 tháng đạt 150 triệu USD")
    assert "chênh quá nhiều" not in card
    assert "cao hơn" not in card


def test_a_reporter_s_other_file_is_answered_with_the_form_to_fill(town: Town) -> None:
    """Who reports learns of Biểu mẫu 01; who only reads does not."""
    assert "Biểu mẫu 01 (.xlsx)" in town.says(LAN, "", kind="file", file_name="bao-cao.docx")
    assert "Biểu mẫu 01" not in town.says(MINH, "", kind="file", file_name="bao-cao.docx")


def test_a_reporter_s_own_waiting_figure_is_told_as_not_approved(town: Town) -> None:
    """Where the documents end in an earlier year too; of the asked indicator and period only, to the unit only."""
    town.now = town.now.replace(year=2026)
    confirmed(town, "FDI 9 tháng đạt 150 triệu USD")
    answer = town.says(LAN, "fdi 9 tháng đạt bao nhiêu?")
    assert "150 triệu USD" in answer
    assert "hưa duyệt" in answer
    assert "Không tìm thấy" not in answer
    assert "hưa duyệt" not in town.says(LAN, "fdi 8 tháng đạt bao nhiêu?")
    assert "150" not in town.says(MINH, "fdi 9 tháng đạt bao nhiêu?")


@pytest.mark.parametrize("words", ["<script>alert(1)</script> fdi 6 thang", "fdi 6 thang 1"])
def test_a_stray_number_is_no_report(town: Town, words: str) -> None:
    """Without a unit or a word of reporting a small number beside an indicator opens no card."""
    assert "Xác nhận" not in town.says(LAN, words).labels()
    assert "tính bằng đơn vị nào" not in town.says(LAN, words)
    assert "tính bằng đơn vị nào" in town.says(LAN, "FDI 9 tháng đạt 15")
