"""Words that are no command: an answer that is waited for, a report of progress, or a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from corpus.errors import ReadError
from corpus.readers.files import read_sent
from corpus.reading import document_of
from corpus.task_lists import read_task_list
from handlers.answering import serve_question
from handlers.arrivals import serve_document, unfetched
from handlers.desk import Desk, Message
from handlers.replies import Turn, said
from handlers.reports.card import awaiting, settle
from handlers.reports.deciding import cancel, too_old
from handlers.reports.drafts import (
    STANDING,
    draft,
    event,
    replacing,
    taken_back,
    whose,
)
from handlers.reports.form import begin_form
from handlers.reports.lines import Line, figure_of, item_of, item_words, same_fact
from handlers.reports.pasted import read_table
from handlers.reports.pending import with_pending
from handlers.reports.rights import FEEDING, may_report
from handlers.reports.understanding import understood
from handlers.reports.waiting import is_fresh, waited
from handlers.updates import Context, Doubt, ReportedFigure, Update, read_update
from handlers.updates.kinds import asks, pieces
from handlers.words import gives_up
from index import Item, Person, Report


def serve_message(desk: Desk, message: Message, words: str) -> Turn:
    """What somebody wrote: the answer to what was asked, a report of a unit, else a question."""
    person = desk.person(message)
    message = message.model_copy(update={"text": words})
    dialog = desk.store.reports.dialog(message.conversation) if message.conversation else None
    if dialog and not message.edited and is_fresh(desk, dialog) and (turn := waited(desk, message, person, dialog)):
        return turn
    if gives_up(words):
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
    note = said(f"Anh/chị vừa sửa tin đã báo cáo. {stays} Phần đổi là:")
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


def _said(text: str) -> Turn:
    return Turn((said(text),))


def serve_report(desk: Desk, message: Message, words: str) -> Turn:
    """/baocao: words that report are read, without them the guided form begins."""
    person = desk.person(message)
    if person is None or not may_report(person):
        return _said("Anh/chị chưa được giao báo cáo cho đơn vị nào. Nhờ người quản trị thêm giúp.")
    message = message.model_copy(update={"text": words})
    if words and (update := understood(desk, message, person)):
        return begin(desk, message, person, update)
    return begin_form(desk, message, person)


def serve_cancel(desk: Desk, message: Message, words: str) -> Turn:
    """/huy: whatever the conversation waits for is given up."""
    dialog = desk.store.reports.dialog(message.conversation)
    report = desk.store.reports.get(dialog.get("report", "")) if dialog else _open_draft(desk, message)
    if report is not None and report.state == "draft" and report.person == message.person:
        return cancel(desk, message, report)
    turn = _said("Không có việc nào đang làm dở." if dialog is None else "Đã hủy.")
    return Turn(turn.replies, effects=(awaiting(desk, message, None),))


def is_workbook(message: Message) -> bool:
    """Whether a sent file is a table of figures to be reported."""
    return message.file_name.casefold().endswith((".xlsx", ".xlsm", ".xls", ".xltx"))


def serve_workbook(desk: Desk, message: Message, person: Person) -> Turn:
    """A sent workbook: its figures on one card; another table of somebody who feeds the corpus is a document."""
    if message.file is None:
        return _said(unfetched(message))
    try:
        book = read_sent(message.file, message.file_name)
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
