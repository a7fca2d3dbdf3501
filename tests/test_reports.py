"""Conversations at the desk of a unit, an approver and a third person: report, card, approval, answer, history."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.intake import ingest
from bot.telegram.clock import Clock
from handlers.desk import Message
from handlers.reminders import USUAL
from handlers.reports.card import saving
from handlers.reports.deciding import DAYS_KEPT
from index import Overtaken, Store
from tests.desk_sample import REPORT
from tests.reports_town import BA, HA, INVEST, LAN, MINH, SON, Town, confirmed, told


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """The people and two documents of a province."""
    with Store.open(tmp_path / "kho.db") as store:
        yield Town(store, tmp_path / "van-ban")


def test_from_a_message_to_an_approved_answer_its_correction_and_history(town: Town) -> None:
    """The whole story, each step by its own person; the source of every answer is the report and who approved it."""
    card = town.says(LAN, "FDI 9 tháng đạt 152 triệu USD")
    assert "Thu hút FDI, 9 tháng đầu năm 2024: 152 triệu USD" in card
    card.press("✏️ 1").press("✏️ Giá trị")
    card = town.says(LAN, "150")
    assert "150 triệu USD" in card
    assert "chờ duyệt" in card.press("✅ Xác nhận")
    assert "Không tìm thấy" in told(town)
    assert "150 triệu USD" in town.says(HA, "/duyet")
    review = town.notice(HA).press("Xem để duyệt")
    assert "Kế hoạch năm 2024: 200 triệu USD (đạt 75%, tính toán)" in review
    assert "Kỳ gần nhất (6 tháng đầu năm 2024): 120 triệu USD" in review
    assert "✅ Thu hút FDI" in review.press("✅ Duyệt cả báo cáo")
    assert "đã được Hà duyệt" in town.notice(LAN)
    answer = told(town)
    assert answer.startswith("Thu hút FDI 9 tháng đầu năm 2024: 150 triệu USD")
    assert "Phòng Quản lý đầu tư, báo cáo ngày 03/10/2024, duyệt bởi Hà" in answer
    card = town.says(LAN, "nhầm, FDI 9 tháng là 125 chứ không phải 150")
    assert "125 triệu USD (thay số 150 triệu USD đã báo ngày 03/10/2024)" in card
    card.press("✅ Xác nhận")
    assert "150 triệu USD" in told(town)
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    answer = told(town)
    assert answer.startswith("Thu hút FDI 9 tháng đầu năm 2024: 125 triệu USD")
    assert "150 triệu USD" not in answer
    history = town.says(HA, "/lichsu fdi").text
    assert history.index("150 triệu USD") < history.index("Hà thay bằng Thu hút FDI, 9 tháng đầu năm 2024: 125")
    assert "Lan sửa thành" in history
    assert "Hà duyệt" in history
    assert town.store.audit.broken() is None


def test_every_quote_of_a_published_figure_stands_in_its_message(town: Town) -> None:
    """Span and clause of each figure are the message's own words, or those of the confirmed lines behind it."""
    confirmed(town, "Xuất khẩu 9 tháng ước 700 triệu USD, FDI 9 tháng 150 triệu USD")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    found = [o for o in town.store.observations() if "báo cáo số" in o.doc]
    assert [(o.indicator, str(o.value), o.obs_status) for o in found] == [
        ("Kim ngạch xuất khẩu", "700", "E"), ("Thu hút FDI", "150", "A"),
    ]  # fmt: skip
    for o in found:
        document = town.store.document(o.doc)
        assert document is not None
        assert all(document.original[s.start : s.end] == s.quote for s in (o.span, o.clause))
    assert "ước 700 triệu USD" in told(town, question="xuat khau 9 thang")


def test_what_is_missing_is_asked_one_thing_at_a_time(town: Town) -> None:
    """The period by a button or typed; a question meanwhile is answered and the first question asked again."""
    asked = town.says(LAN, "FDI được 150 triệu USD")
    assert "là của kỳ nào?" in asked
    assert "9 tháng đầu năm 2024" in asked.labels()
    assert "chưa đọc được" in town.says(LAN, "để em xem lại")
    meanwhile = town.says(LAN, "fdi 6 tháng đạt bao nhiêu?")
    assert "120 triệu USD" in meanwhile
    assert "là của kỳ nào?" in meanwhile
    assert "Không có ngày 31/02" in town.says(LAN, "đến 31/02")
    assert "Thu hút FDI, 9 tháng đầu năm 2024: 150 triệu USD" in town.says(LAN, "9 tháng nhé")
    again = asked.press("tháng 9/2024")
    assert "đã trả lời" in again.turn.toast
    assert "9 tháng đầu năm 2024: 150 triệu USD" in again


def test_a_line_is_edited_field_by_field(town: Town) -> None:
    """Value, period, unit, name, estimate, removal; typed answers that cannot be read are asked again."""
    card = town.says(LAN, "FDI 9 tháng 150 triệu USD, xk 9 tháng 700 triệu USD")
    card.press("✏️ 1").press("✏️ Giá trị")
    assert "chưa đọc được con số" in town.says(LAN, "khoảng chừng đó")
    card = town.says(LAN, "1,25 tỷ USD")
    assert "1,25 tỷ USD" in card
    card.press("✏️ 1").press("✏️ Kỳ")
    assert "hoặc ngày này không có" in town.says(LAN, "31/02")
    card = town.says(LAN, "tháng 8/2024")
    assert "Thu hút FDI, tháng 8/2024" in card
    card.press("✏️ 2").press("✏️ Chỉ tiêu")
    card = town.says(LAN, "Kim ngạch nhập khẩu")
    assert "Kim ngạch nhập khẩu, 9 tháng" in card
    card = card.press("✏️ 2").press("Là số ước")
    assert "ước 700 triệu USD" in card
    card = card.press("🛠 Sửa").press("Tất cả là thực hiện")
    assert "ước" not in card
    card = card.press("✏️ 1").press("🗑 Bỏ dòng này")
    assert "FDI" not in card
    assert "1. Kim ngạch nhập khẩu" in card


def test_the_guided_form_ends_with_the_same_card(town: Town) -> None:
    """Indicator, period, value, estimate or result, more; a pressed button of an old step does nothing."""
    first = town.says(LAN, "/baocao")
    step = first.press("Thu hút FDI").press("9 tháng đầu năm 2024")
    step = town.says(LAN, "150 triệu USD")
    step = step.press("Ước").press("➕ Thêm chỉ tiêu")
    assert "đã trả lời" in first.press("Kim ngạch xuất khẩu").turn.toast
    step = town.says(LAN, "số hộ nghèo được hỗ trợ nhà ở")
    step = step.press("số hộ nghèo được hỗ trợ nhà ở").press("tháng 9/2024")
    step = town.says(LAN, "25 hộ")
    card = step.press("Thực hiện").press("Xong, xem lại")
    assert "1. Thu hút FDI, 9 tháng đầu năm 2024: ước 150 triệu USD" in card
    assert "2. số hộ nghèo được hỗ trợ nhà ở, tháng 9/2024: 25 hộ" in card
    assert "Đã xác nhận" in card.press("✅ Xác nhận")


def test_a_task_is_reported_in_the_plans_words(town: Town) -> None:
    """State, percent, obstacle and proposal stand on the card."""
    card = town.says(LAN, "hội nghị xúc tiến đầu tư mới được 60%, vướng kinh phí, đề xuất bố trí thêm")
    assert "hội nghị xúc tiến đầu tư" in card
    assert "đang thực hiện, 60%" in card
    assert "vướng mắc: vướng kinh phí" in card
    card.press("✅ Xác nhận")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    assert "Hà duyệt" in town.says(LAN, "/lichsu hội nghị xúc tiến đầu tư")


def test_a_returned_report_is_mended_and_sent_again(town: Town) -> None:
    """The unit hears the reason and begins from the same lines; nothing of the returned one is shown."""
    confirmed(town, "FDI 9 tháng 150 triệu USD")
    asked = town.notice(HA).press("Xem để duyệt").press("↩️ Trả lại")
    assert "Sai đơn vị tính." in asked.labels()
    assert "bị trả lại" in town.says(HA, "lệch so với báo cáo tháng 8")
    back = town.notice(LAN)
    assert "Lý do: lệch so với báo cáo tháng 8" in back
    assert not [o for o in town.store.observations() if o.obs_status == "V"]
    card = back.press("🛠 Sửa lại")
    assert "đã bắt đầu sửa" in back.press("🛠 Sửa lại").turn.toast
    card.press("✏️ 1").press("✏️ Giá trị")
    town.says(LAN, "148").press("✅ Xác nhận")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    assert "148 triệu USD" in told(town)
    states = [r.state for r in town.store.reports.find(unit=INVEST)]
    assert states == ["superseded", "approved"]


def test_one_line_is_approved_and_the_rest_waits(town: Town) -> None:
    """Approved lines answer at once; the others stay in the queue."""
    confirmed(town, "FDI 9 tháng 150 triệu USD, xk 9 tháng 700 triệu USD")
    review = town.notice(HA).press("Xem để duyệt")
    review.press("✅ 1")
    assert "xử lý trước" in review.press("✅ 1").turn.toast
    assert "150 triệu USD" in told(town)
    assert "Không tìm thấy" in told(town, question="xuất khẩu 9 tháng")
    queue = town.says(SON, "/duyet").text
    assert "Kim ngạch xuất khẩu" in queue
    assert "FDI" not in queue


def test_nobody_approves_their_own(town: Town) -> None:
    """An approver who reports for a unit leaves it to another one; a reporter approves nothing."""
    asked = town.says(HA, "FDI 9 tháng 150 triệu USD")
    assert "của đơn vị nào?" in asked
    asked.press(INVEST).press("✅ Xác nhận")
    assert "Không có báo cáo nào chờ" in town.says(HA, "/duyet")
    review = town.notice(SON).press("Xem để duyệt")
    assert "của chính anh/chị" in review.press("✅ Duyệt cả báo cáo", by=HA).turn.toast
    assert "Không tìm thấy" in told(town)
    assert "150" not in review.press("✅ Duyệt cả báo cáo", by=LAN).text
    assert "Không tìm thấy" in told(town)
    review.press("✅ Duyệt cả báo cáo")
    assert "duyệt bởi Sơn" in told(town)


def test_two_approvers_at_once_the_second_is_told(town: Town) -> None:
    """Both decide on the same state; only one writes, the other's turn is undone and finds it done when tried again."""
    confirmed(town, "FDI 9 tháng 150 triệu USD")
    presses = []
    for person in (HA, SON):
        review = town.notice(person).press("Xem để duyệt")
        data = review.button("✅ Duyệt cả báo cáo").data(town.store.handle)
        presses.append(Message(kind="press", text=data, person=person, name="", conversation=person, chat=person[9:]))
    turns = [town.desk.handle(press) for press in presses]
    outcomes: list[str] = []

    def write(number: int) -> None:
        try:
            with town.store.transaction():
                for effect in turns[number].effects:
                    effect(town.store)
            outcomes.append("written")
        except Overtaken:
            outcomes.append("overtaken")

    threads = [threading.Thread(target=write, args=(n,)) for n in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["overtaken", "written"]
    late = [town.desk.handle(press).toast for press in presses]
    assert all("trước đó" in toast for toast in late)
    approvals = [e for r in town.store.reports.find() for e in town.store.reports.events(r.id) if e.action == "approve"]
    assert len(approvals) == 1


def test_an_official_document_that_says_otherwise_is_a_finding(town: Town) -> None:
    """The approved figure and the document's are both shown, and known to differ; an unapproved one is no finding."""
    confirmed(town, "FDI 6 tháng đạt 135 triệu USD")
    before = {f.title for f in town.store.findings()}
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    new = [f for f in town.store.findings() if f.title not in before]
    assert any("Thu hút FDI" in f.indicators and len({q.doc for q in f.quotes}) == 2 for f in new)
    answer = told(town, question="fdi 6 thang dat bao nhieu")
    assert "120 triệu USD" in answer
    assert "135 triệu USD" in answer


def test_every_press_counts_once(town: Town) -> None:
    """Confirming, cancelling and approving twice change nothing the second time."""
    card = town.says(LAN, "FDI 9 tháng 150 triệu USD")
    card.press("✅ Xác nhận")
    assert "đã xác nhận rồi" in card.press("✅ Xác nhận").turn.toast
    assert "đã xác nhận rồi" in card.press("✖ Hủy").turn.toast
    assert len(town.told["12"]) == 1
    review = town.notice(HA).press("Xem để duyệt")
    review.press("✅ Duyệt cả báo cáo")
    review.press("✅ Duyệt cả báo cáo")
    assert len(town.told["11"]) == 1
    assert len(town.store.reports.events(1)) == 3


def test_two_cards_at_once_are_two_reports(town: Town) -> None:
    """Each card has its own lines; the later confirmed one takes the place of what it repeats."""
    first = town.says(LAN, "FDI 9 tháng 150 triệu USD")
    second = town.says(LAN, "xk 9 tháng 700 triệu USD")
    second.press("✅ Xác nhận")
    first.press("✅ Xác nhận")
    found = [[i.name for i in r.items] for r in town.store.reports.find(state="confirmed")]
    assert found == [["Thu hút FDI"], ["Kim ngạch xuất khẩu"]]


def test_an_overtaken_writing_leaves_everything_as_it_was(town: Town) -> None:
    """A report changed meanwhile is not overwritten, nor is anything else of that turn."""
    town.says(LAN, "FDI 9 tháng 150 triệu USD")
    (report,) = town.store.reports.find()
    saving(report.model_copy(update={"reason": "một"}))(town.store)

    def late() -> None:
        with town.store.transaction():
            town.store.reports.open_dialog("telegram:11", {"kind": "ask", "report": report.key})
            saving(report.model_copy(update={"reason": "hai"}))(town.store)

    with pytest.raises(Overtaken):
        late()
    (kept,) = town.store.reports.find()
    assert kept.reason == "một"
    assert town.store.reports.dialog("telegram:11") is None


def test_a_new_process_continues_between_any_two_steps(town: Town) -> None:
    """Nothing of a conversation is in memory: each step is served by a desk just made."""

    def fresh() -> None:
        town.desk = town.fresh()

    asked = town.says(LAN, "FDI được 152 triệu USD")
    fresh()
    card = asked.press("9 tháng đầu năm 2024")
    fresh()
    menu = card.press("✏️ 1")
    fresh()
    menu.press("✏️ Giá trị")
    fresh()
    card = town.says(LAN, "150")
    fresh()
    card.press("✅ Xác nhận")
    fresh()
    review = town.notice(HA).press("Xem để duyệt")
    fresh()
    review.press("↩️ Trả lại")
    fresh()
    town.says(HA, "kiểm tra lại giúp")
    fresh()
    card = town.notice(LAN).press("🛠 Sửa lại")
    fresh()
    card.press("✅ Xác nhận")
    fresh()
    town.notice(SON).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    fresh()
    assert "150 triệu USD" in told(town)
    assert "duyệt bởi Sơn" in told(town)


def test_a_reader_reports_nothing(town: Town) -> None:
    """What somebody without the role writes is a question, and the form says so."""
    assert "Xác nhận" not in town.says(MINH, "FDI 9 tháng 150 triệu USD").labels()
    assert "ngoài quyền" in town.says(MINH, "/baocao")
    assert "ngoài quyền" in town.says(MINH, "/duyet")
    assert town.store.reports.find() == []


def test_an_old_card_says_so(town: Town) -> None:
    """A draft a month old is not confirmed any more."""
    card = town.says(LAN, "FDI 9 tháng 150 triệu USD")
    town.now += timedelta(days=31)
    assert "quá 30 ngày" in card.press("✅ Xác nhận").turn.toast
    assert "Thẻ này của Lan" in card.press("✅ Xác nhận", by=BA).turn.toast
    assert [r.state for r in town.store.reports.find()] == ["draft"]


def test_what_is_under_way_can_be_dropped(town: Town) -> None:
    """By the word, by the command, by the button."""
    town.says(LAN, "FDI được 150 triệu USD")
    assert "Đã hủy" in town.says(LAN, "thôi")
    town.says(LAN, "/baocao")
    assert "Đã hủy" in town.says(LAN, "/huy")
    assert "Không có việc nào" in town.says(LAN, "/huy")
    assert {r.state for r in town.store.reports.find()} == {"cancelled"}


def test_a_document_that_comes_later_and_says_otherwise_heads_the_answer(town: Town, tmp_path: Path) -> None:
    """What is printed goes before what was reported by message; the difference is found at its intake."""
    confirmed(town, "FDI 9 tháng 150 triệu USD")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    changes = {"12/BC": "31/BC", "05 tháng 7": "04 tháng 10", "6 tháng": "9 tháng", "120 triệu": "135 triệu"}
    later = REPORT
    for old, new in changes.items():
        later = later.replace(old, new)
    (tmp_path / "31-BC-UBND.txt").write_text(later, encoding="utf-8")
    for _ in ingest([tmp_path / "31-BC-UBND.txt"], town.store):
        pass
    answer = told(town)
    assert answer.startswith("Thu hút FDI 9 tháng đầu năm 2024: 135 triệu USD")
    assert "150 triệu USD" in answer
    assert any(
        "Thu hút FDI" in f.indicators and any("báo cáo số" in q.doc for q in f.quotes) for f in town.store.findings()
    )


def test_a_reason_is_waited_for_an_hour_only(town: Town) -> None:
    """What an approver writes much later, or asks meanwhile, is no reason and goes to nobody."""
    confirmed(town, "FDI 9 tháng 150 triệu USD")
    town.notice(HA).press("Xem để duyệt").press("↩️ Trả lại")
    meanwhile = town.says(HA, "fdi 6 tháng đạt bao nhiêu")
    assert "120 triệu USD" in meanwhile
    assert "Vì sao trả lại" in meanwhile
    town.now += timedelta(hours=2)
    town.says(HA, "cảm ơn em")
    assert [r.state for r in town.store.reports.find()] == ["confirmed"]


def test_an_unapproved_figure_is_seen_by_those_with_a_say_in_it_and_marked(town: Town) -> None:
    """Approvers and the own unit see it; a reader and another unit get the answer of a store without it."""
    before = {person: told(town, person) for person in (MINH, BA)}
    confirmed(town, "FDI 9 tháng 150 triệu USD")
    for person in (HA, LAN):
        answer = told(town, person)
        assert answer.startswith("Chưa duyệt: Thu hút FDI 9 tháng đầu năm 2024: 150 triệu USD")
        assert "chưa phải số chính thức" in answer
    assert {person: told(town, person) for person in (MINH, BA)} == before


def test_an_unapproved_figure_never_stands_for_an_official_one(town: Town) -> None:
    """Where a document has the figure it heads the answer; what waits is a marked line, and no finding."""
    findings = town.store.findings()
    confirmed(town, "FDI 6 tháng đạt 135 triệu USD")
    answer = told(town, HA, "fdi 6 thang dat bao nhieu")
    assert answer.startswith("Thu hút FDI 6 tháng đầu năm 2024: 120 triệu USD")
    assert "Chưa duyệt: Thu hút FDI 6 tháng đầu năm 2024: 135 triệu USD" in answer
    assert town.store.findings() == findings
    for question in ("so sánh fdi 6 tháng với kế hoạch", "tổng hợp 6 tháng", "fdi còn thiếu bao nhiêu so với kế hoạch"):
        assert "135" not in told(town, MINH, question)


def test_a_readers_history_shows_what_was_approved_only(town: Town) -> None:
    """What waits or was returned is for those with a say in it."""
    confirmed(town, "FDI 9 tháng 150 triệu USD")
    assert "Không tìm thấy báo cáo" in town.says(MINH, "/lichsu fdi")
    assert "150 triệu USD" in town.says(LAN, "/lichsu fdi")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    assert "150 triệu USD" in town.says(MINH, "/lichsu fdi")


def test_a_message_number_that_comes_again_is_another_report(town: Town) -> None:
    """A bot that took the place of another counts from one: nothing of the old report is touched."""
    town.says(LAN, "FDI 9 tháng 150 triệu USD", number=7)
    town.now += timedelta(days=1)
    town.says(LAN, "xk 9 tháng 700 triệu USD", number=7)
    assert "Kim ngạch xuất khẩu" in town.says(LAN, "xk 9 tháng 710 triệu USD", number=7, edited=True)
    names = [[i.name for i in r.items] for r in town.store.reports.find()]
    assert names[0] == ["Thu hút FDI"]
    assert names[1] == ["Kim ngạch xuất khẩu"]


def test_in_a_group_nothing_is_shown_that_a_reader_may_not_see(town: Town) -> None:
    """The queue, a review and the history of what waits are for the private chat, whoever asks."""
    confirmed(town, "FDI 9 tháng 150 triệu USD")
    group = {"group": True, "chat": "-100", "conversation": "telegram:-100:12"}
    town.store.groups.allow("-100", HA)
    data = town.notice(HA).button("Xem để duyệt").data(town.store.handle)
    shown = [
        town.says(HA, "/duyet", **group), town.says(HA, data, kind="press", **group),
        town.says(HA, "/lichsu fdi", **group), town.says(HA, "fdi 9 thang dat bao nhieu", **group),
    ]  # fmt: skip
    assert all("150" not in s.text for s in shown)
    assert "tin nhắn riêng" in shown[1].turn.toast


def test_a_card_in_a_group_is_its_writers_own(town: Town) -> None:
    """Somebody else in the group hears whose it is; the writer confirms it there."""
    town.store.groups.allow("-100", HA)
    card = town.says(LAN, "FDI 9 tháng 150 triệu USD", group=True, chat="-100", conversation="telegram:-100:11")
    assert "Thẻ này của Lan" in card.press("✅ Xác nhận", by=BA).turn.toast
    assert "Đã xác nhận" in card.press("✅ Xác nhận")


def test_a_draft_nobody_confirms_expires_with_a_sentence(town: Town) -> None:
    """Told once in its chat, nothing of it counts, its buttons say so; what was confirmed stays."""
    confirmed(town, "FDI 9 tháng đạt 152 triệu USD")
    card = town.says(LAN, "xuất khẩu 9 tháng 700 triệu USD")
    outbox = town.store.outbox("telegram:7")
    clock = Clock(town.desk, town.store, outbox, USUAL, lambda: "planbot")
    town.now += timedelta(days=DAYS_KEPT - 1)
    assert clock.expire() == 0
    town.now += timedelta(days=1)
    assert (clock.expire(), clock.expire()) == (1, 0)
    ((number, chat),) = outbox.waiting()
    parcel = outbox.parcel(number)
    assert parcel is not None
    assert (chat, f"đã quá {DAYS_KEPT} ngày chưa được xác nhận" in parcel.body["text"]) == ("11", True)
    assert [r.state for r in town.store.reports.find()] == ["confirmed", "cancelled"]
    assert "đã hủy" in card.press("✅ Xác nhận").turn.toast


def test_a_summary_marks_what_waits_and_counts_what_is_blocked(town: Town) -> None:
    """An approver's summary shows the figure waiting behind a mark; an approved obstacle is a blocked task."""
    confirmed(town, "FDI 6 tháng đạt 135 triệu USD")
    shown = town.says(HA, "/tomtat 6 tháng 2024")
    assert "120 triệu USD (*)" in shown
    assert "(*) Đơn vị báo, chưa duyệt: Thu hút FDI 135 triệu USD" in shown
    assert "135" not in town.says(MINH, "/tomtat 6 tháng 2024")
    confirmed(town, "hội nghị xúc tiến đầu tư đang vướng kinh phí")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    assert "1 đang vướng" in town.says(MINH, "/tomtat 6 tháng 2024")
