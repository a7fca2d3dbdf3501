"""The tasks of a summary's year, counted by what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from corpus.models import Document, Task
from corpus.periods import parse_period
from corpus.task_lists import KIND
from corpus.task_words import is_stuck, state_of
from handlers.facts import end_of, is_done, is_overdue
from handlers.knowledge import Knowledge
from handlers.summaries.scope import PLANS
from handlers.summaries.values import TaskCount

_SOON_DAYS = 15


def tasks_of(known: Knowledge, period: str, unit: str = "", fields: Sequence[str] = ()) -> list[Task]:
    """The tasks that the plans and lists of a period's year set, and those its reports tell the progress of.

    Only those of one unit and about some fields when these are given.
    """
    return [
        task
        for task in known.tasks
        if task.doc in known.documents
        and _is_of_year(task, known.documents[task.doc], period)
        and (not unit or unit in (task.lead, *task.partners))
        and (not fields or _is_about(known, task, fields))
    ]


def _is_of_year(task: Task, document: Document, period: str) -> bool:
    end = parse_period(period).end
    told_of = document.reporting_period or document.issued_date
    if document.type_name == KIND and not told_of:
        return not task.deadline or end_of(task.deadline).year == end.year
    if told_of[:4] != str(end.year):
        return False
    reported = bool(task.status) and bool(document.reporting_period) and end_of(document.reporting_period) <= end
    return document.type_name in (*PLANS, KIND) or reported


def _is_about(known: Knowledge, task: Task, fields: Sequence[str]) -> bool:
    return any(known.catalog.family(m.name) in fields or m.name in fields for m in known.catalog.find(task.text))


def day_of(period: str, today: date) -> date:
    """The day on which a period's tasks are looked at: the first after it, or today while it runs."""
    return min(today, parse_period(period).end + timedelta(days=1))


def count_tasks(known: Knowledge, period: str, today: date, unit: str = "", fields: Sequence[str] = ()) -> TaskCount:
    """The tasks of a period's year as they stand at its end, or today while it runs."""
    tasks = tasks_of(known, period, unit, fields)
    day = day_of(period, today)
    soon = [t for t in tasks if t.deadline and day <= end_of(t.deadline) <= day + timedelta(days=_SOON_DAYS)]
    return TaskCount(
        total=len(tasks),
        done=sum(map(is_done, tasks)),
        told=sum(bool(state_of(t).state) for t in tasks),
        late=tuple(t for t in tasks if is_overdue(t, day)),
        soon=tuple(t for t in soon if not is_done(t)),
        blocked=tuple(t for t in tasks if is_stuck(t)),
    )
