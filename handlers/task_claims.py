"""A task of a plan as a line of an answer."""

from __future__ import annotations

from corpus.models import Task
from corpus.text import fold
from handlers.drafting import cite_task
from handlers.knowledge import Knowledge
from handlers.values import Claim
from handlers.wording import say, shorten

_LENGTH = 420


def task_words(task: Task) -> str:
    """A task as one line: its words, its deadline, its state."""
    parts = [shorten(task.text.strip().rstrip("."), _LENGTH) + "."]
    if task.partners:
        parts.append(say("partners", names=", ".join(task.partners)))
    if task.deadline_text and fold(task.deadline_text) not in fold(task.text):
        parts.append(say("task_deadline", text=task.deadline_text))
    if task.status:
        parts.append(say("task_status", status=shorten(task.status, _LENGTH)))
    return " ".join(parts)


def task_claim(known: Knowledge, task: Task) -> Claim:
    """Who does a task until when, cited."""
    text = say("task_lead", lead=task.lead, text=task_words(task)) if task.lead else task_words(task)
    return Claim(text=text, citations=(cite_task(known, task),))
