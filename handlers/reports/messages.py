"""Words that are no command: an answer that is waited for, a report of progress, or a question."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from corpus.errors import ReadError
from corpus.readers.files import read_sent
from corpus.reading import document_of
from corpus.task_lists import read_task_list
from corpus.text import fold
from handlers.answering import serve_question
from handlers.arrivals import serve_document
from handlers.replies import Reply, Turn, html_blocks
from handlers.reports.card import awaiting, card_reply, question_reply, settle
from handlers.reports.drafts import (
    STANDING,
    draft,
    earlier_updates,
    event,
    replacing,
    taken_back,
    unit_of_report,
    whose,
)
from handlers.reports.editing import field_question, typed_field
from handlers.reports.form import begin_form, repeat_form, step_form, turn_of
from handlers.reports.lines import Line, figure_of, item_of, item_words, same_fact
from handlers.reports.pasted import read_pasted, read_table
from handlers.reports.pending import with_pending
from handlers.reports.pressing import cancel, too_old
from handlers.reports.questions import answered, next_question, typed_answer
from handlers.reports.rights import FEEDING, may_report
from handlers.updates import Context, Doubt, ReportedFigure, Update, read_update
from handlers.updates.kinds import asks, pieces
from handlers.updates.text import impossible_days
from index import Item, Person, Report

if TYPE_CHECKING:
    from handlers.desk import Desk, Message

LARGEST_TABLE = 5_000_000
"""Bytes of a sent table."""
DIALOG_HOURS, REASON_HOURS = 24, 1
"""How long a typed answer is waited for; a return reaches other people, so it is waited for less."""
_UNREAD = "Tôi chưa đọc được câu trả lời."
_NOT_READ = {"unit": "Tôi chưa biết đơn vị tính này. Ví dụ: tỷ đồng, triệu USD, dự án, người, ha, %."}
_STRAY_DIGITS = 2
_REPORTS = re.compile(r"\b(?:dat|duoc|la|uoc|con|bao cao|tang|giam|thuc hien|nham|len|cap|thu|chi)\b|[:=]")
"""What makes a bare number a report's."""
_STOPS = frozenset({"huy", "thoi", "bo qua", "thoi huy", "huy bo"})


def serve_message(desk: Desk, message: Message, words: str) -> Turn:
    """What somebody wrote: the answer to what was asked, a report of a unit, else a question."""
    person = desk.person(message)
    message = message.model_copy(update={"text": words})
    dialog = desk.store.reports.dialog(message.conversation) if message.conversation else None
    if dialog and not message.edited and _is_fresh(desk, dialog) and (turn := _waited(desk, message, person, dialog)):
        return turn
    if fold(words).strip(" .!") in _STOPS:
        return serve_cancel(desk, message, "")
    if person is None or not may_report(person):
        return _without_rights(desk, message, words)
    update = understood(desk, message, person)
    if message.edited and (turn := _edited(desk, message, person, update)):
        return turn
    if update is None:
        return with_pending(desk, message, person, serve_question(desk, message, words))
    return _with_question(desk, message, begin(desk, message, person, update))


def _without_rights(desk: Desk, message: Message, words: str) -> Turn:
    """A question of somebody who reports nothing; what would be a report of theirs is told to be none."""
    turn = serve_question(desk, message, words)
    if turn.status != "not_found" or message.group:
        return turn
    sent = datetime.fromisoformat(message.sent_at).date() if message.sent_at else desk.clock()
    update = read_update(words, Context(desk.known(message), (), sent))
    if update.kind != "update":
        return turn
    return _said(
        "Anh/chị chưa có quyền báo cáo số liệu, tiến độ nên tôi không ghi tin này. "
        "Nhờ người báo cáo của đơn vị phụ trách gửi, hoặc nhờ người quản trị cấp quyền."
    )


def _with_question(desk: Desk, message: Message, turn: Turn) -> Turn:
    """A report that also asks something: the answer stands before the card."""
    parts = [message.text[a:b].strip() for a, b in pieces(message.text)]
    asking = [part for part in parts if asks(part)]
    if not asking or message.forwarded:
        return turn
    asked = serve_question(desk, message, " ".join(asking))
    return replace(turn, replies=(*asked.replies, *turn.replies), effects=(*asked.effects, *turn.effects))


def _is_fresh(desk: Desk, dialog: dict[str, Any]) -> bool:
    """Whether what was asked is still in the person's mind: what is typed a day later is something else."""
    hours = REASON_HOURS if dialog["kind"] == "reason" else DIALOG_HOURS
    return desk.now() - datetime.fromisoformat(dialog["at"]) < timedelta(hours=hours)


def understood(desk: Desk, message: Message, person: Person) -> Update | None:
    """What a message reports; None when it reports nothing."""
    update = read_pasted(message.text, desk.known(message).catalog, desk.clock())
    if update is None:
        sent = datetime.fromisoformat(message.sent_at).date() if message.sent_at else desk.clock()
        unit = unit_of_report(desk, message, person, message.text)
        units = (unit,) if unit else person.units
        update = read_update(
            message.text, Context(desk.known(message), units, sent, tuple(earlier_updates(desk, message, unit)))
        )
    reports = update is not None and update.kind == "update" and (update.figures or update.tasks)
    return update if reports and update is not None and not _strays(update) else None


def _strays(update: Update) -> bool:
    """Whether all a message holds are numbers of one or two digits that neither a word nor a unit makes a report."""
    if update.tasks or _REPORTS.search(fold(update.text)):
        return False
    return all(update.text[f.start : f.end].isdigit() and f.end - f.start <= _STRAY_DIGITS for f in update.figures)


def begin(desk: Desk, message: Message, person: Person, update: Update, via: Any = "message") -> Turn:
    """A new draft: what it lacks is asked, else its card shown."""
    if turn := _draft_corrected(desk, message, update):
        return turn
    report = draft(desk, message, person, update, via=via)
    return settle(desk, message, report, (event(desk, message, "draft"),))


def _open_draft(desk: Desk, message: Message) -> Report | None:
    """The newest card of a person in a chat that still waits to be confirmed."""
    drafts = [r for r in desk.store.reports.find(state="draft", person=message.person) if r.chat == message.chat]
    return drafts[-1] if drafts and not too_old(desk, drafts[-1]) else None


def _draft_corrected(desk: Desk, message: Message, update: Update) -> Turn | None:
    """A correction of what still waits to be confirmed changes the draft itself; None when it is of something else."""
    if not any(d.need == "correction of earlier report" for d in update.doubts) or update.tasks:
        return None
    report = _open_draft(desk, message)
    if report is None:
        return None
    items = {item.ordinal: item for item in report.items}
    events = []
    for n, figure in enumerate(update.figures):
        home = desk.known(message).book.home
        found = [i for i in report.lines() if i.kind == "figure" and _corrects(figure, whose(figure_of(i), home))]
        if len(found) != 1:
            return None
        old = found[0]
        said = {"value": figure.value, "unit": figure.unit or figure_of(old).unit}
        line = Line(figure=figure_of(old).model_copy(update=said), edited=True)
        wrong = next((c.wrong for c in update.corrections if c.item == n), None)
        line = taken_back(line, figure_of(old), wrong) if wrong is not None else line
        items[old.ordinal] = item_of(old.ordinal, line, old)
        events.append(event(desk, message, "change", old.ordinal, item_words(old), item_words(items[old.ordinal])))
    changed = report.model_copy(update={"items": tuple(items.values())})
    changed = changed.model_copy(update={"items": replacing(desk.store, changed, changed.items)})
    return settle(desk, message, changed, events)


def _corrects(figure: ReportedFigure, old: ReportedFigure) -> bool:
    return same_fact(figure.model_copy(update={"time_period": figure.time_period or old.time_period}), old)


def _edited(desk: Desk, message: Message, person: Person, update: Update | None) -> Turn | None:
    """A message changed after it was sent: its draft is read anew; what was confirmed stays until a correction is."""
    old = desk.store.reports.get(f"{message.chat or message.conversation}/{message.number}")
    if old is None or old.person != message.person or old.state not in ("draft", *STANDING):
        return None
    if message.sent_at and old.sent_at != message.sent_at:
        return None  # a message of another bot's time
    if old.state == "draft":
        if update is None:
            return cancel(desk, message, old)
        fresh = draft(desk, message, person, update, key=old.key)
        fresh = fresh.model_copy(update={"id": old.id, "revision": old.revision, "ours": old.ours})
        return settle(desk, message, fresh, (event(desk, message, "change"),))
    stays = f"Báo cáo đã {'duyệt' if old.state == 'approved' else 'xác nhận'} vẫn giữ nguyên."
    if update is None:
        return _said(f"Anh/chị vừa sửa tin đã báo cáo; tôi không đọc thấy số liệu trong tin mới. {stays}")
    fresh = draft(desk, message, person, update, corrects=old.key)
    items = tuple(i for i in fresh.items if not _unchanged(old, i))
    if not items:
        return _said(f"Tin sửa không đổi số liệu nào. {stays}")
    note = Reply(blocks=html_blocks("said.html.j2", text=f"Anh/chị vừa sửa tin đã báo cáo. {stays} Phần đổi là:"))
    fresh = fresh.model_copy(update={"items": items})
    return settle(desk, message, fresh, (event(desk, message, "draft"),), said=(note,))


def _unchanged(old: Report, item: Item) -> bool:
    for other in old.lines(*STANDING):
        if other.kind == item.kind == "figure":
            a, b = figure_of(other), figure_of(item)
            period = b.time_period or a.time_period
            mine = (b.indicator, b.value, b.unit or a.unit, b.measure, a.time_period)
            if (a.indicator, a.value, a.unit, a.measure, period) == mine:
                return True
        elif other.kind == item.kind and item_words(other) == item_words(item):
            return True
    return False


def _waited(desk: Desk, message: Message, person: Person | None, dialog: dict[str, Any]) -> Turn | None:
    """The answer to what the conversation waits for; None when the message is something else."""
    if dialog["kind"] == "reason":
        from handlers.approve import typed_reason

        return typed_reason(desk, message, dialog)
    if dialog["kind"] == "field":
        return _waited_field(desk, message, dialog)
    report = desk.store.reports.get(dialog["report"])
    if report is None or report.state != "draft" or report.person != message.person or too_old(desk, report):
        return None
    if fold(message.text).strip(" .!") in _STOPS:
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
    from handlers.arrivals import typed_arrival
    from handlers.correcting import typed_correction

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


def _said(text: str) -> Turn:
    return Turn((Reply(blocks=html_blocks("said.html.j2", text=text)),))


def serve_report(desk: Desk, message: Message, words: str) -> Turn:
    """/baocao: words that report are read, without them the guided form begins."""
    person = desk.person(message)
    if person is None or not may_report(person):
        return _said("Anh/chị chưa được giao báo cáo cho đơn vị nào. Nhờ người quản trị thêm giúp.")
    message = message.model_copy(update={"text": words})
    if words and (update := understood(desk, message, person)):
        return begin(desk, message, person, update)
    return begin_form(desk, message, person)


def press_form(desk: Desk, message: Message, report: Report, turn: int, words: str) -> Turn:
    """A button of the form: the answer to its question, as if it were typed."""
    dialog = desk.store.reports.dialog(message.conversation)
    mine = dialog if dialog and dialog["kind"] == "form" and dialog["report"] == report.key else None
    if mine is None or turn_of(report, mine["step"]) != turn:
        return Turn(toast="Câu này đã trả lời rồi; anh/chị trả lời câu mới nhất giúp.")
    return step_form(desk, message, report, mine, words) or Turn(toast="Lựa chọn này không còn dùng được.")


def serve_cancel(desk: Desk, message: Message, words: str) -> Turn:
    """/huy: whatever the conversation waits for is given up."""
    dialog = desk.store.reports.dialog(message.conversation)
    report = desk.store.reports.get(dialog.get("report", "")) if dialog else _open_draft(desk, message)
    if report is not None and report.state == "draft" and report.person == message.person:
        return cancel(desk, message, report)
    turn = _said("Không có việc nào đang làm dở." if dialog is None else "Đã thôi.")
    return Turn(turn.replies, effects=(awaiting(desk, message, None),))


def is_workbook(message: Message) -> bool:
    """Whether a sent file is a table of figures to be reported."""
    return message.file_name.casefold().endswith((".xlsx", ".xlsm", ".xls", ".xltx"))


def serve_workbook(desk: Desk, message: Message, person: Person) -> Turn:
    """A sent workbook: its figures on one card; another table of somebody who feeds the corpus is a document."""
    if message.file is None:
        return _said("Tôi không tải được tệp này (tệp quá lớn hoặc đã bị gỡ). Anh/chị gửi lại giúp.")
    try:
        book = read_sent(message.file, message.file_name, LARGEST_TABLE)
    except ReadError as error:
        return _said(str(error))
    update = None
    feeds = person.role in FEEDING and not message.group
    if not feeds or read_task_list(document_of(book, message.file_name)) is None:
        update = read_table(book.text, desk.known(message).catalog, desk.clock(), message.text)
    if update is None and feeds:
        return serve_document(desk, message)
    if update is None:
        return _said(
            "Tôi không thấy bảng số liệu nào trong tệp: cần có cột Chỉ tiêu và cột Thực hiện (hoặc Ước thực hiện). "
            f"{book.note}".strip()
        )
    doubts = (*update.doubts, *([Doubt(need="unit unclear", sentence=book.note)] if book.note else []))
    update = update.model_copy(update={"doubts": doubts})
    return begin(desk, message, person, update, via="file")
