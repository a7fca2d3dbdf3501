"""/lichsu: what was reported of a figure or a task, corrected, approved or returned, by whom and when."""

from __future__ import annotations

from corpus.text import fold
from handlers.desk import Desk, Message
from handlers.replies import Reply, Turn, html_blocks, said
from handlers.reports.lines import item_words
from handlers.reports.rights import may_see
from handlers.reports.typed import typed_indicators
from handlers.wording import day_words, period_words, reference
from handlers.words import TOKEN, is_stop
from index import Event, Item, Person, Report, TaskState
from index.reports import LineKind

_MOST = 12
_DONE = {
    "confirm": "xác nhận", "approve": "duyệt", "return": "trả lại", "supersede": "thay bằng",
    "change": "sửa thành", "cancel": "hủy", "remove": "bỏ",
}  # fmt: skip
_TOLD_TO_ALL = frozenset({"confirm", "approve", "supersede"})
_PUBLIC = ("approved", "superseded")


def serve_history(desk: Desk, message: Message, words: str) -> Turn:
    """The history of the figures or tasks that the words name."""
    if not words:
        text = "Anh/chị muốn xem lịch sử của chỉ tiêu hay nhiệm vụ nào? Ví dụ: /lichsu thu hút FDI"
        return Turn((said(text),))
    person = None if message.group else desk.person(message)
    found = [
        (report, item, _events(desk, report, item))
        for kind, name in _names(desk, message, words)
        for report in desk.store.reports.with_item(kind, name)
        for item in report.lines()
        if item.kind == kind and item.name == name and _shown(person, report, item)
    ]
    latest = found[-_MOST:]
    lines = [
        (
            report,
            day_words(report.sent_at[:10]),
            item_words(item),
            [_told(e) for e in events if may_see(person, report) or e.action in _TOLD_TO_ALL],
        )
        for report, item, events in latest
    ]
    listed = _listed(desk, message, words)
    more = len(found) - len(latest)
    blocks = html_blocks("history.html.j2", lines=lines, words=words, more=more, listed=listed[-_MOST:])
    return Turn((Reply(blocks=blocks),))


def _names(desk: Desk, message: Message, words: str) -> list[tuple[LineKind, str]]:
    """Kind and name of the lines that the words may mean."""
    named = set(typed_indicators(words, desk.known(message).catalog))
    told = desk.store.reports.names()
    if any(name in named for _, name in told):
        return [(kind, name) for kind, name in told if kind == "figure" and name in named]
    wanted = {m.group() for m in TOKEN.finditer(fold(words)) if not is_stop(m.group(), m.group())}
    return [(kind, name) for kind, name in told if wanted and wanted <= set(fold(name).split())]


def _listed(desk: Desk, message: Message, words: str) -> list[tuple[str, str, str, list[str]]]:
    """The tasks of lists that the words name: text, title of the list, who leads, what each list told, oldest first."""
    wanted = {m.group() for m in TOKEN.finditer(fold(words)) if not is_stop(m.group(), m.group())}
    known = desk.known(message)
    told: dict[tuple[str, str], list[TaskState]] = {}
    for state in desk.store.task_states.all():
        if wanted and wanted <= set(state.task.split()) and state.doc_key in known.documents:
            told.setdefault((state.doc_key, state.task), []).append(state)
    return [
        (states[-1].text, reference(known.documents[key]), states[-1].lead, [_listed_words(s) for s in states])
        for (key, _), states in told.items()
    ]


def _listed_words(state: TaskState) -> str:
    parts = [state.status or "chưa ghi tình hình", f"hạn {period_words(state.deadline)}" if state.deadline else ""]
    return f"{day_words(state.as_of)}: {', '.join(p for p in parts if p)} ({state.source})"


def _shown(person: Person | None, report: Report, item: Item) -> bool:
    if item.state == "draft":
        return False
    return may_see(person, report) or (item.state == "approved" and report.state in _PUBLIC)


def _events(desk: Desk, report: Report, item: Item) -> list[Event]:
    happened = desk.store.reports.events(report.id)
    return [e for e in happened if e.action in _DONE and e.ordinal in (0, item.ordinal)]


def _told(happened: Event) -> str:
    at = f"{happened.at[11:16]} {day_words(happened.at[:10])}"
    words = f"{at}: {happened.name or happened.person} {_DONE[happened.action]}"
    if happened.action in ("change", "supersede"):
        return f"{words} {happened.after}" if happened.after else words
    return f"{words} ({happened.after})" if happened.action == "return" and happened.after else words
