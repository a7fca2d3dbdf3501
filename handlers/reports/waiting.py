"""The answer that a conversation waits for: of a question about a draft, of the form, of a document's field."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from corpus.text import fold
from handlers.answering import serve_question
from handlers.approve import typed_reason
from handlers.arrivals import typed_arrival
from handlers.correcting import typed_correction
from handlers.desk import Desk, Message
from handlers.replies import Reply, Turn
from handlers.reports.card import card_reply, question_reply, settle
from handlers.reports.deciding import cancel, too_old
from handlers.reports.editing import field_question, typed_field
from handlers.reports.form import repeat_form, step_form, turn_of
from handlers.reports.questions import answered, next_question, typed_answer
from handlers.reports.understanding import understood
from handlers.updates.kinds import asks
from handlers.updates.when import impossible_days
from handlers.words import gives_up
from index import Person, Report

DIALOG_HOURS, REASON_HOURS = 24, 1
"""How long a typed answer is waited for; a return reaches other people, so it is waited for less."""
_UNREAD = "Tôi chưa đọc được câu trả lời."
_NOT_READ = {"unit": "Tôi chưa biết đơn vị tính này. Ví dụ: tỷ đồng, triệu USD, dự án, người, ha, %."}


def is_fresh(desk: Desk, dialog: dict[str, Any]) -> bool:
    """Whether what was asked is still in the person's mind: what is typed a day later is something else."""
    hours = REASON_HOURS if dialog["kind"] == "reason" else DIALOG_HOURS
    return desk.now() - datetime.fromisoformat(dialog["at"]) < timedelta(hours=hours)


def waited(desk: Desk, message: Message, person: Person | None, dialog: dict[str, Any]) -> Turn | None:
    """The answer to what the conversation waits for; None when the message is something else."""
    if dialog["kind"] == "reason":
        return typed_reason(desk, message, dialog)
    if dialog["kind"] == "field":
        return _waited_field(desk, message, dialog)
    report = desk.store.reports.get(dialog["report"])
    if report is None or report.state != "draft" or report.person != message.person or too_old(desk, report):
        return None
    if gives_up(message.text):
        return cancel(desk, message, report)
    turn, again = _tried(desk, message, report, dialog)
    if turn is not None:
        return turn
    if command := _command(desk, message.text):
        return desk.handle(message.model_copy(update={"text": command}))
    if person is not None and understood(desk, message, person) is not None:
        return None
    if asks(message.text):
        asked = serve_question(desk, message, message.text)
        return Turn((*asked.replies, again), effects=asked.effects, status=asked.status)
    return Turn((again,))


def _command(desk: Desk, text: str) -> str:
    """The command whose name alone was typed, without its stroke; '' when it is none."""
    name = fold(text).strip(" .!?").replace(" ", "")
    return f"/{name}" if any(r.menu and name in (r.name, *r.aliases) for r in desk.routes) else ""


def _waited_field(desk: Desk, message: Message, dialog: dict[str, Any]) -> Turn | None:
    """What was typed of a document's field; a question is answered and the field waited for still."""
    if dialog["step"] != "reason" and asks(message.text):
        return serve_question(desk, message, message.text)
    return (typed_arrival if "arrival" in dialog else typed_correction)(desk, message, dialog)


def _tried(desk: Desk, message: Message, report: Report, dialog: dict[str, Any]) -> tuple[Turn | None, Reply]:
    """The turn of an answer that could be read; and the question once more, for one that could not."""
    if dialog["kind"] == "form":
        return step_form(desk, message, report, dialog, message.text), repeat_form(desk, message, report, dialog)
    if dialog["kind"] == "edit":
        ordinal, field = int(dialog["ordinal"]), int(dialog["field"])
        again = field_question(desk, message, report, ordinal, field, edit=False, again=True)
        return typed_field(desk, message, report, ordinal, field), again
    question = next_question(desk, message, report)
    if question is None:
        return settle(desk, message, report), card_reply(desk, report)
    answer = typed_answer(desk, message, question, message.text)
    days = [f"Không có ngày {day}." for day in impossible_days(fold(message.text))]
    again = question_reply(report, question, note=days[0] if days else _NOT_READ.get(question.asked, _UNREAD))
    if answer is None:
        return None, again
    if question.asked == "ours" and answer == "khong":
        return cancel(desk, message, report), again
    changed = answered(desk, message, report, question, answer)
    return (settle(desk, message, changed) if changed else None), again


def press_form(desk: Desk, message: Message, report: Report, turn: int, words: str) -> Turn:
    """A button of the form: the answer to its question, as if it were typed."""
    dialog = desk.store.reports.dialog(message.conversation)
    mine = dialog if dialog and dialog["kind"] == "form" and dialog["report"] == report.key else None
    if mine is None or turn_of(report, mine["step"]) != turn:
        return Turn(toast="Câu này đã trả lời rồi; anh/chị trả lời câu mới nhất giúp.")
    return step_form(desk, message, report, mine, words) or Turn(toast="Lựa chọn này không còn dùng được.")
