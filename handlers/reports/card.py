"""The card of a report: what was understood line by line, what is doubtful, and the buttons to go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Any

from handlers.desk import Desk, Message
from handlers.replies import Button, Effect, Reply, Turn, html_blocks
from handlers.replies import label as short_label
from handlers.reports.drafts import doubted, relinked, replaced_words
from handlers.reports.lines import cautions, faults, item_words, line_of
from handlers.reports.questions import Question, next_question
from handlers.wording import day_words
from index import Event, Item, Report, Store

PAGE = 8
_IN_A_ROW = 4
STATES = {
    "draft": "chờ anh/chị xác nhận",
    "confirmed": "đã xác nhận, chờ duyệt",
    "approved": "đã duyệt",
    "returned": "bị trả lại",
    "superseded": "đã được thay bằng báo cáo sau",
    "cancelled": "đã hủy",
}
MARKS = {"approved": "✅", "superseded": "↩️", "returned": "⛔"}


class Do(IntEnum):
    """What a button of a card does."""

    CONFIRM = 1
    CANCEL = 2
    LINE = 3
    PAGE = 4
    ANSWER = 5
    FIELD = 6
    SET_PERIOD = 7
    SET_UNIT = 8
    SET_NAME = 9
    TURN_ESTIMATE = 10
    REMOVE = 11
    ALL = 12
    REVISE = 13
    FORM = 14


def button(text: str, report: Report, do: Do, *parts: int | str) -> Button:
    """A button of a report's card."""
    return Button(label=short_label(text), action="b", parts=(report.key, int(do), *parts))


def saving(report: Report, events: Iterable[Event] = ()) -> Effect:
    """Write a report with what happened to it, and seal that in the audit log."""
    noted = tuple(events)

    def write(store: Store) -> None:
        saved = store.reports.save(report, noted)
        for event in noted:
            subject = f"report:{saved.id}" + (f":{event.ordinal}" if event.ordinal else "")
            store.audit.write(
                event.person, f"report {event.action}", subject, before=event.before, after=event.after,
                source=report.key,
            )  # fmt: skip

    return write


def awaiting(desk: Desk, message: Message, body: Mapping[str, Any] | None) -> Effect:
    """Await the next message of a conversation for something; None for nothing."""
    at = desk.now().isoformat()

    def write(store: Store) -> None:
        store.reports.open_dialog(message.conversation, body and {**body, "at": at}, at)

    return write


def settle(
    desk: Desk,
    message: Message,
    report: Report,
    events: Iterable[Event] = (),
    *,
    page: int = 0,
    toast: str = "",
    said: Iterable[Reply] = (),
) -> Turn:
    """Keep a draft as it is now, and ask what it lacks or show its card."""
    report = relinked(desk.store, report.model_copy(update={"changed_at": desk.now().isoformat()}))
    report = doubted(desk, message, report)
    question = next_question(desk, message, report)
    dialog = {"kind": "ask", "report": report.key} if question else None
    edit = message.kind == "press"
    reply = question_reply(report, question, edit=edit) if question else card_reply(desk, report, page, edit=edit)
    effects = (saving(report, events), awaiting(desk, message, dialog))
    return Turn((*said, reply), toast=toast, effects=effects)


def question_reply(report: Report, question: Question, *, edit: bool = False, note: str = "") -> Reply:
    """A question with its likely answers as buttons; a `note` stands before it."""
    rows = [(button(text, report, Do.ANSWER, 0, arg),) for text, arg in question.choices]
    if question.asked in ("period", "unit"):
        rows = [tuple(b for row in rows[i : i + 2] for b in row) for i in range(0, len(rows), 2)]  # type: ignore[misc]
    rows.append((button("✖ Hủy báo cáo", report, Do.CANCEL),))
    hint = {
        "period": "Bấm một nút, hoặc gõ kỳ khác (ví dụ: tháng 8, quý 3/2023, đến 15/9).",
        "unit": "Bấm một nút, hoặc gõ đơn vị khác.",
        "office": "Bấm một nút, hoặc gõ tên đơn vị.",
    }.get(question.asked, "")
    text = "\n".join(line for line in (note, *report.warnings, question.text) if line)
    return Reply(blocks=html_blocks("report_ask.html.j2", text=text, hint=hint), rows=tuple(rows), edit=edit)


def card_reply(desk: Desk, report: Report, page: int = 0, *, edit: bool = False, note: str = "") -> Reply:
    """The card as it stands; only a draft has buttons."""
    items = report.lines()
    pages = max(1, -(-len(items) // PAGE))
    page = min(page, pages - 1)
    shown = items[page * PAGE : (page + 1) * PAGE]
    today = desk.clock()
    lines = [
        (n, MARKS.get(item.state, ""), item_words(item), replaced_words(desk.store, item), warnings_of(item, today))
        for n, item in enumerate(shown, page * PAGE + 1)
    ]
    blocks = html_blocks(
        "report_card.html.j2", report=report, state=STATES[report.state], lines=lines, page=page, pages=pages,
        count=len(items), day=day_words(report.sent_at[:10]), note=note,
    )  # fmt: skip
    rows = _rows(report, shown, page, pages) if report.state == "draft" else _paging(report, page, pages)
    return Reply(blocks=blocks, rows=tuple(rows), edit=edit)


def warnings_of(item: Item, today: Any) -> list[str]:
    """What a line must be looked at for; what cannot be true first."""
    line = line_of(item)
    return [*faults(line), *cautions(line, today)]


def _rows(report: Report, shown: tuple[Item, ...], page: int, pages: int) -> list[tuple[Button, ...]]:
    edits = [button(f"✏️ {n}", report, Do.LINE, item.ordinal) for n, item in enumerate(shown, page * PAGE + 1)]
    rows = [tuple(edits[i : i + _IN_A_ROW]) for i in range(0, len(edits), _IN_A_ROW)]
    rows += _paging(report, page, pages)
    go = [
        button("✅ Xác nhận", report, Do.CONFIRM),
        button("🛠 Sửa", report, Do.ALL),
        button("✖ Hủy", report, Do.CANCEL),
    ]
    rows.append(tuple(go if shown else go[2:]))
    return rows


def _paging(report: Report, page: int, pages: int) -> list[tuple[Button, ...]]:
    if pages == 1:
        return []
    row = []
    if page:
        row.append(button("‹ Trang trước", report, Do.PAGE, page - 1))
    if page + 1 < pages:
        row.append(button("Trang sau ›", report, Do.PAGE, page + 1))
    return [tuple(row)]
