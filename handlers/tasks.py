"""The tasks of the plans: by unit, by words, by deadline, a page at a time."""

from __future__ import annotations

import re
from datetime import date

from corpus.models import Task
from corpus.periods import PeriodMatch, covers, find_periods, resolve_relative
from corpus.task_words import state_of
from corpus.text import fold
from corpus.values import Value
from handlers.desk import Desk, Message
from handlers.facts import end_of, is_overdue
from handlers.knowledge import Knowledge
from handlers.places import span_place
from handlers.replies import Button, Reply, Turn, html_blocks
from handlers.shelf import page_of, paging
from handlers.task_totals import count, totals_words
from handlers.wording import reference
from handlers.words import TOKEN, is_stop, tokens

PAGE = 6
_SURE = 0.55
"""A unit's bare head ("văn phòng", "trung tâm") counts when no other unit has it."""
_OVERDUE = ("qua han", "tre han", "cham tien do")
_STATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chưa xong", re.compile(r"\b(?:chua (?:xong|hoan thanh)|con lai|ton dong)\b")),
    ("không thời hạn", re.compile(r"\bkhong (?:co )?(?:thoi )?han\b")),
    ("trong hạn", re.compile(r"\b(?:chua den han|(?:con )?trong han)\b")),
    ("đang thực hiện", re.compile(r"\bdang (?:thuc hien|lam|xu ly|trien khai)\b")),
    ("đã hoàn thành", re.compile(r"\bda (?:xong|hoan thanh)\b|^\W*(?:xong|hoan thanh)\W*$")),
)
"""How a state is asked for; the first that is said counts."""
_EMPTY_WORDS = frozenset("nhiem vu viec cong han thoi".split())


class Wish(Value):
    """What is looked for: units, periods of the deadline, whether overdue, a state, one document, words in the task."""

    units: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    overdue: bool = False
    state: str = ""
    document: str = ""
    words: tuple[str, ...] = ()


def serve_tasks(desk: Desk, message: Message, words: str) -> Turn:
    """The tasks that the words describe; all of them without words."""
    return Turn((tasks_reply(desk, message, words, 0),))


def show_tasks(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """A page of the tasks; the first one is a new message, others replace it."""
    page, words = page_of(desk, "n", numbers)
    return Turn((tasks_reply(desk, message, words, page, edit=page > 0),))


def wish_of(known: Knowledge, words: str, today: date) -> Wish:
    """What the words ask for.

    A document's key means that document; units are named as people do; a period is the time of the deadline.
    """
    if words in known.documents:
        return Wish(document=words)
    folded = fold(words)
    hits = [hit for hit in known.registry.match(words) if hit.score >= _SURE]
    periods = find_periods(words)
    said_so = [(at, at + len(w)) for w in _OVERDUE if (at := folded.find(w)) >= 0]
    late = bool(said_so)
    state, found = next(((n, m) for n, pattern in _STATES if (m := pattern.search(folded))), ("", None))
    said_so += [found.span()] if found else []
    taken = [*((h.start, h.end) for h in hits), *((p.start, p.end) for p in periods), *said_so]
    left = "".join(" " if any(a <= i < b for a, b in taken) else c for i, c in enumerate(folded))
    years = [t.deadline[:4] for t in known.tasks if t.deadline]
    default = max(set(years), key=years.count) if years else str(today.year)
    codes = (_code(p, int(default), today) for p in periods)
    said = [(m.group(), words[m.start() : m.end()]) for m in TOKEN.finditer(left)]
    rest = tuple(t for t, typed in said if not is_stop(t, typed) and t not in _EMPTY_WORDS)
    units = tuple(dict.fromkeys(h.name for h in hits))
    return Wish(units=units, periods=tuple(c for c in codes if c), overdue=late, state=state, words=rest)


def _code(match: PeriodMatch, year: int, today: date) -> str | None:
    return resolve_relative(match.rule, today) or match.code(year)


def chosen(known: Knowledge, wish: Wish, today: date) -> list[Task]:
    """The tasks that meet the wish, the nearest deadline first, those without one last."""
    found = [t for t in known.tasks if _meets(t, wish, today)]
    return sorted(
        found, key=lambda t: (not t.deadline, end_of(t.deadline) if t.deadline else date.max, t.doc, t.ordinal)
    )


def _meets(task: Task, wish: Wish, today: date) -> bool:
    if wish.document and task.doc != wish.document:
        return False
    if wish.units and not {task.lead, *task.partners} & set(wish.units):
        return False
    if wish.periods and not any(_due_in(task, period) for period in wish.periods):
        return False
    if wish.overdue and not is_overdue(task, today):
        return False
    if wish.state and not _in_state(task, wish.state, today):
        return False
    text = f" {' '.join(tokens(fold(' '.join((task.text, task.status, task.lead, *task.section)))))} "
    return all(f" {word} " in text for word in wish.words)


def _in_state(task: Task, state: str, today: date) -> bool:
    told = state_of(task).state
    match state:
        case "đã hoàn thành":
            return told == "done"
        case "đang thực hiện":
            return told == "doing"
        case "trong hạn":
            return told != "done" and bool(task.deadline) and not is_overdue(task, today)
        case "không thời hạn":
            return not task.deadline
    return told != "done"


def _due_in(task: Task, period: str) -> bool:
    try:
        return bool(task.deadline) and covers(period, task.deadline)
    except ValueError:
        return False


def tasks_reply(desk: Desk, message: Message, words: str, page: int, *, edit: bool = False) -> Reply:
    """A page of tasks: who, what, until when, in which document; a button a paragraph."""
    known, today = desk.known(message), desk.clock()
    wish = wish_of(known, words, today)
    found = chosen(known, wish, today)
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages - 1)
    shown = found[page * PAGE : (page + 1) * PAGE]
    lines = [(t, reference(known.documents[t.doc]), is_overdue(t, today)) for t in shown]
    first = page * PAGE + 1
    sums = totals_words(count(found, today)) if any(t.status for t in found) and not wish.state else ""
    blocks = html_blocks(
        "tasks.html.j2",
        wish=wish,
        sums=sums,
        lines=lines,
        count=len(found),
        first=first,
        page=page,
        pages=pages,
        words=words,
    )
    places = [(n, span_place(known, t.span)) for n, t in enumerate(shown, first)]
    marks = " ".join(wish.words)
    buttons = tuple(Button(label=f"Đoạn {n}", action="p", parts=(p, marks)) for n, p in places if p is not None)
    rows = [buttons[i : i + 3] for i in range(0, len(buttons), 3)]
    return Reply(blocks=blocks, rows=tuple(row for row in (*rows, paging("n", page, pages, words)) if row), edit=edit)
