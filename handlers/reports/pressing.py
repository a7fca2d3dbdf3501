"""The buttons of a card: edited in place, once only, by the one who reports, while the draft is young."""

from __future__ import annotations

from handlers.desk import Desk, Message
from handlers.replies import Turn
from handlers.reports.card import Do, awaiting, card_reply, settle
from handlers.reports.deciding import DAYS_KEPT, cancel, confirm, revise, too_old
from handlers.reports.editing import (
    ANY,
    all_menu,
    changed_line,
    field_question,
    line_menu,
    removed_line,
    set_name,
    set_period,
    turn_estimate,
)
from handlers.reports.questions import answered, next_question
from handlers.reports.waiting import press_form
from index import Report

_TO_CORRECT = "Muốn đổi số, anh/chị nhắn: nhầm, (chỉ tiêu) là (số đúng) chứ không phải (số sai)."
_AFTER = {
    "confirmed": f"Báo cáo này đã xác nhận rồi. {_TO_CORRECT}",
    "approved": f"Báo cáo này đã được duyệt. {_TO_CORRECT}",
    "cancelled": "Báo cáo này đã hủy. Anh/chị gửi lại tin mới giúp.",
    "superseded": "Báo cáo này đã được thay bằng báo cáo sau.",
    "returned": "Báo cáo này bị trả lại. Bấm “Sửa lại” ở tin báo trả lại, hoặc gửi tin mới.",
}


def press_card(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """A pressed button of a card."""
    key = desk.text_of("b", numbers[0]) if len(numbers) > 1 else None
    report = desk.store.reports.get(key) if key else None
    if report is None:
        return Turn(toast="Thẻ này không còn dùng được. Anh/chị gửi lại báo cáo giúp.")
    if report.person != message.person:
        return Turn(toast=f"Thẻ này của {report.name}: chỉ người gửi báo cáo mới bấm được.")
    do, ordinal, extra = numbers[1], *(*numbers[2:], 0, 0)[:2]
    if do == Do.PAGE:
        return Turn((card_reply(desk, report, ordinal, edit=True),), effects=(awaiting(desk, message, None),))
    if do == Do.REVISE:
        return revise(desk, message, report)
    if report.state != "draft":
        return Turn(toast=_AFTER[report.state])
    if too_old(desk, report):
        return Turn(toast=f"Thẻ này đã quá {DAYS_KEPT} ngày, không xác nhận được nữa. Anh/chị gửi lại báo cáo giúp.")
    return _on_draft(desk, message, report, do, ordinal, extra)


def _on_draft(desk: Desk, message: Message, report: Report, do: int, ordinal: int, extra: int) -> Turn:
    item = report.item(ordinal)
    words = desk.text_of("b", extra) or ""
    match do:
        case Do.CONFIRM:
            return confirm(desk, message, report)
        case Do.CANCEL:
            return cancel(desk, message, report)
        case Do.ANSWER:
            return _answer(desk, message, report, words)
        case Do.ALL:
            return Turn((all_menu(report),))
        case Do.LINE if item is not None:
            dialog = {"kind": "edit", "report": report.key, "ordinal": ordinal, "field": ANY}
            return Turn((line_menu(desk, report, item),), effects=(awaiting(desk, message, dialog),))
        case Do.FIELD if item is not None or ordinal == 0:
            dialog = {"kind": "edit", "report": report.key, "ordinal": ordinal, "field": extra}
            reply = field_question(desk, message, report, ordinal, extra)
            return Turn((reply,), effects=(awaiting(desk, message, dialog),))
        case Do.SET_PERIOD if words:
            return set_period(desk, message, report, ordinal, words)
        case Do.SET_UNIT if words:
            return changed_line(desk, message, report, ordinal, {"unit": words})
        case Do.SET_NAME if words:
            return set_name(desk, message, report, ordinal, words)
        case Do.TURN_ESTIMATE:
            return turn_estimate(desk, message, report, ordinal, extra)
        case Do.FORM:
            return press_form(desk, message, report, ordinal, words)
        case Do.REMOVE:
            return removed_line(desk, message, report, ordinal)
    return Turn(toast="Nút này không còn dùng được. Anh/chị bấm nút ở thẻ mới nhất giúp.")


def _answer(desk: Desk, message: Message, report: Report, words: str) -> Turn:
    question = next_question(desk, message, report)
    if question is None or words not in {arg for _, arg in question.choices}:
        # an old question's button: show what is asked now, or the card
        return settle(desk, message, report, toast="Câu này đã trả lời rồi.")
    if question.asked == "ours" and words == "khong":
        return cancel(desk, message, report)
    changed = answered(desk, message, report, question, words)
    return settle(desk, message, changed, ()) if changed else Turn(toast="Lựa chọn này không còn dùng được.")
