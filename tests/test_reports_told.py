"""What reports tell afterwards: how far a task is, what was doubtful about a figure; and warnings of tasks on cards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Store
from tests.reports_town import BA, HA, LAN, MINH, Town, confirmed, told


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """An office with a plan and a report."""
    with Store.open(tmp_path / "kho.db") as store:
        yield Town(store, tmp_path / "van-ban")


ASKED = (
    "tiến độ hội nghị xúc tiến đầu tư", "hội nghị xúc tiến đầu tư đến đâu rồi", "hoi nghi xuc tien dau tu xong chua",
    "tình hình thực hiện hội nghị xúc tiến đầu tư thế nào",
)  # fmt: skip


def test_how_far_a_task_is_comes_from_its_approved_report(town: Town) -> None:
    """State, obstacle, who reported and who approved; nothing of it before it is approved."""
    confirmed(town, "hội nghị xúc tiến đầu tư mới được 60%, vướng kinh phí, đề xuất bố trí thêm")
    assert not any("60%" in told(town, MINH, question) for question in ASKED)
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    for question in ASKED:
        answer = told(town, MINH, question)
        assert "đang thực hiện, 60%, vướng mắc: vướng kinh phí" in answer
        assert "duyệt bởi Hà" in answer
        assert "7/KH-UBND" in answer


def test_the_state_of_a_hidden_report_is_not_told(town: Town) -> None:
    """An approved report made internal takes the state of its task with it for those who may not see it."""
    confirmed(town, "hội nghị xúc tiến đầu tư mới được 60%")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    (key,) = (d.doc_key for d in town.store.documents() if d.origin == "message")
    town.store.marks.put(key, "internal", HA)
    assert "60%" not in told(town, MINH, ASKED[0])
    assert "60%" in told(town, HA, ASKED[0])


def test_a_doubt_of_the_card_goes_with_the_figure(town: Town) -> None:
    """What was approved in spite of a warning is answered with that warning."""
    confirmed(town, "FDI 9 tháng đạt 1.200 triệu USD")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    answer = told(town)
    assert "1.200 triệu USD" in answer
    assert "Khi báo cáo có cảnh báo" in answer
    assert "lần mức thường thấy" in answer
    confirmed(town, "xuất khẩu tháng 9 đạt 80 triệu USD")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    assert "cảnh báo" not in told(town, MINH, "xuất khẩu tháng 9/2024")


@pytest.mark.parametrize(
    ("person", "text", "warning"),
    [
        (BA, "hội nghị xúc tiến đầu tư được 70%", "do Phòng Quản lý đầu tư chủ trì"),
        (LAN, "hội nghị xúc tiến đầu tư được 70%, dự kiến xong 15/8", "dự kiến xong ngày 15/8/2024 đã qua"),
        (LAN, "hội nghị xúc tiến đầu tư được 70%", ""),
        (LAN, "hội nghị xúc tiến đầu tư được 70%, dự kiến xong 30/11", ""),
    ],
)
def test_a_task_of_another_unit_or_a_day_past_is_warned_of(town: Town, person: str, text: str, warning: str) -> None:
    """The card says so, and can be confirmed all the same; one's own task with a day to come has no warning."""
    card = town.says(person, text)
    assert ("⚠️" in card) == bool(warning)
    assert warning in card
    assert "Đã xác nhận." in card.press("✅ Xác nhận").turn.toast
