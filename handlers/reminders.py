"""What is to be told unasked at a moment: reporting days, deadlines to come, what is late, summaries wanted.

Pure: from the store, the people and the moment to notices with a key; a notice of a key is sent once. Nothing is told
on days on which offices do not work: what falls on them is told on the next working day. After days without a running
program all of them are made up for in one notice, not in a flood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from corpus.models import Task
from handlers.desk import Desk
from handlers.facts import end_of, is_done
from handlers.replies import Button, Reply, html_blocks
from handlers.summaries.asking import Wish
from handlers.summaries.build import build_summary
from handlers.summaries.reply import summary_reply
from handlers.summaries.scope import latest
from handlers.views import hidden_from
from handlers.wording import period_words
from handlers.working_days import first_working, is_working
from index import Person, Subscription

_DAYS_BEFORE = (7, 3, 1)
_REPORT_BEFORE = (3, 1)
_MOST_DAYS = 14
"""How far back missed days are made up for."""
_SHOWN = 12
_LONGER = {3: "quý I", 6: "6 tháng đầu năm", 9: "9 tháng", 12: "cả năm"}
"""The longer period that a month ends."""
_NEVER = date(1970, 1, 1)


class Rules(NamedTuple):
    """When reminders go out: the hour, and the day of the month by which reports are due (December's for the year)."""

    hour: int = 8
    report_day: int = 20
    year_day: int = 15


USUAL = Rules()


class DueNotice(NamedTuple):
    """Something to be told to a person, once for its key; `make` gives it, or nothing when there is nothing to tell."""

    key: str
    chat: str
    make: Callable[[], Reply | None]


def due_notices(desk: Desk, now: datetime, rules: Rules = USUAL) -> list[DueNotice]:
    """All whose time has come and that were not sent yet; what they tell is made only when it is asked for."""
    today = now.date()
    out: list[DueNotice] = []
    if is_working(today):
        people = [p for p in desk.store.people.all() if p.chat]
        if now.hour >= rules.hour:
            out += [_reminders(desk, p, today, rules) for p in people if not _muted(desk, p, today)]
        by_name = {p.person: p for p in people}
        for wanted in desk.store.notices.subscriptions():
            person = by_name.get(wanted.person)
            if person is not None and now.hour >= wanted.hour:
                out += _digest(desk, person, wanted, today)
    return [notice for notice in out if not desk.store.notices.sent(notice.key)]


def _muted(desk: Desk, person: Person, today: date) -> bool:
    return desk.store.notices.muted_until(person.person) >= today.isoformat()


def _reminders(desk: Desk, person: Person, today: date, rules: Rules) -> DueNotice:
    """One notice a day a person, of all that became due since the last one."""
    prefix = f"remind:{person.person}:"

    def make() -> Reply | None:
        last = desk.store.notices.last(prefix).removeprefix(prefix)
        since = date.fromisoformat(last) if last else first_seen(person)
        days = _days(max(since, today - timedelta(days=_MOST_DAYS)), today)
        return _due_since(desk, person, days, today, rules)

    return DueNotice(f"{prefix}{today.isoformat()}", person.chat, make)


def _due_since(desk: Desk, person: Person, days: Sequence[date], today: date, rules: Rules) -> Reply | None:
    """What became due for somebody on some days."""
    tasks = [t for t in desk.view(hidden_from(desk.store, person)).tasks if t.deadline and not is_done(t)]
    mine = [t for t in tasks if t.lead in person.units]
    reports = [r for d in days for r in _report_days(d, rules)] if person.role == "reporter" else []
    coming = [t for t in mine if any((end_of(t.deadline) - d).days in _DAYS_BEFORE for d in days)]
    coming = [t for t in coming if end_of(t.deadline) >= today]
    monday = first_working(today - timedelta(days=today.weekday()))
    weekly = monday in days
    late = [t for t in (tasks if person.role == "approver" else mine) if end_of(t.deadline) < today] if weekly else []
    return _reminder(reports, coming, late, today) if reports or coming or late else None


def first_seen(person: Person) -> date:
    """The day before somebody was admitted: nothing older is told."""
    try:
        return date.fromisoformat(person.since[:10]) - timedelta(days=1)
    except ValueError:
        return _NEVER


def _days(after: date, today: date) -> list[date]:
    """The days after one up to today."""
    return [after + timedelta(days=n) for n in range(1, (today - after).days + 1)]


def _report_days(day: date, rules: Rules) -> list[tuple[str, date]]:
    """The reports that are due some working days after a day: their names and when.

    A month's report stands for the quarter and the year that it ends.
    """
    out = []
    for month_start in (day.replace(day=1), (day.replace(day=1) + timedelta(days=32)).replace(day=1)):
        december = month_start.month == 12
        due = first_working(month_start.replace(day=rules.year_day if december else rules.report_day))
        if (due - day).days in _REPORT_BEFORE:
            names = [f"tháng {month_start.month}"]
            if month_start.month in _LONGER:
                names.append(_LONGER[month_start.month])
            out.append((" và ".join(names), due))
    return out


def _reminder(reports: Sequence[tuple[str, date]], coming: Sequence[Task], late: Sequence[Task], today: date) -> Reply:
    lines = [(t, (end_of(t.deadline) - today).days) for t in sorted(coming, key=lambda t: end_of(t.deadline))]
    overdue = sorted(late, key=lambda t: end_of(t.deadline))
    blocks = html_blocks(
        "reminder.html.j2", reports=dict(reports), coming=lines[:_SHOWN], late=overdue[:_SHOWN],
        more=max(0, len(lines) - _SHOWN) + max(0, len(overdue) - _SHOWN),
    )  # fmt: skip
    tasks = Button(label="Xem nhiệm vụ", action="n", parts=(0, ""))
    snooze = Button(label="Tạm ngừng nhắc 7 ngày", action="r", parts=(7, 1))
    off = Button(label="Tắt nhắc việc", action="r", parts=(0, 1))
    return Reply(blocks=blocks, rows=((tasks,), (snooze, off)))


def _digest(desk: Desk, person: Person, wanted: Subscription, today: date) -> Iterator[DueNotice]:
    """The summary of a week or month, on its first working day or the first one the program runs on after it."""
    start = today - timedelta(days=today.weekday()) if wanted.every == "week" else today.replace(day=1)
    if wanted.since > start.isoformat() and wanted.since != today.isoformat():
        start = date.fromisoformat(wanted.since)
    if today < first_working(start):
        return
    name = f"{start.isocalendar().year}-W{start.isocalendar().week:02d}" if wanted.every == "week" else f"{start:%Y-%m}"
    head = f"Bản tin {'tuần' if wanted.every == 'week' else period_words(f'{start:%Y-M%m}')}"

    def make() -> Reply | None:
        known = desk.view(hidden_from(desk.store, person))
        period = latest(known)
        if not period:
            return None
        reply = summary_reply(known, build_summary(known, period, today), Wish(period=period))
        blocks = (*html_blocks("said.html.j2", text=head), *reply.blocks)
        return reply.model_copy(update={"blocks": blocks})

    yield DueNotice(f"digest:{person.person}:{wanted.every}:{name}", person.chat, make)
