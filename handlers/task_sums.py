"""Answers about how many assigned tasks there are and how far they are: counted in the lists, row by row."""

from __future__ import annotations

import re
from datetime import date

from corpus.models import Document, Task
from corpus.task_lists import KIND, read_task_list
from corpus.task_words import state_of
from handlers.drafting import cite_task, compose
from handlers.facts import is_overdue
from handlers.knowledge import Knowledge
from handlers.task_claims import task_words
from handlers.task_totals import count, differences, totals_words
from handlers.values import Answer, Claim, Query
from handlers.wording import day_words, say

_THING = r"(?:nhiem vu|dau viec|cong viec|viec duoc giao)"
_SUMS = re.compile(
    rf"\b(?:bao nhieu|may|tong so|so luong|so|ty le|ti le)\b(?: \w+){{0,4}}? {_THING}\b"
    rf"|\b{_THING}\b.{{0,60}}\b(?:bao nhieu|den dau|the nao|ra sao|may phan tram|may %)"
    rf"|\btien do (?:\w+ ){{0,3}}?{_THING}\b"
)
_WHICH = re.compile(
    rf"\b(?:{_THING}|viec) (?:\w+ ){{0,3}}?nao\b|\b(?:liet ke|danh sach|nhung|cac) (?:\w+ ){{0,2}}?{_THING}"
)
_LATE = re.compile(r"\b(?:qua|tre) han\b|cham tien do")
_OPEN = re.compile(r"\bchua (?:xong|hoan thanh)\b")
_SHOWN = 8


def answer_task_sums(query: Query, known: Knowledge) -> Answer | None:
    """The sums of the lists of assigned tasks, of the units named only; None for other questions, or without a list."""
    lists = [d for d in known.documents.values() if d.type_name == KIND and d.origin == "file"]
    if not lists or query.periods or not (_SUMS.search(query.folded) or _wanted_list(query)):
        return None
    claims, notes = [], []
    for document in lists:
        if query.documents and document.doc_key not in query.documents:
            continue
        tasks = [t for t in known.tasks if t.doc == document.doc_key]
        units = [u for u in query.units if any(t.lead == u for t in tasks)]
        mine = [t for t in tasks if not units or t.lead in units]
        if (query.units and not units) or not mine:
            continue
        claims += _claims(query, known, document, mine, units)
        notes += _stated(document, known) if not units else []
    return compose(known, query, "answered", claims, notes) if claims else None


def _wanted_list(query: Query) -> bool:
    return bool(_WHICH.search(query.folded) and (_LATE.search(query.folded) or _OPEN.search(query.folded)))


def _claims(query: Query, known: Knowledge, document: Document, tasks: list[Task], units: list[str]) -> list[Claim]:
    """The sums on this day, then the tasks themselves when those late or open are asked for."""
    words = totals_words(count(tasks, known.today))
    head = say(
        "task_sums", title=document.subject, units=", ".join(units), day=day_words(known.today.isoformat()),
        updated=day_words(document.issued_date) if document.issued_date else "", words=words,
    )  # fmt: skip
    claims = [Claim(text=head, citations=(cite_task(known, tasks[0]),))]
    late, unfinished = _LATE.search(query.folded), _OPEN.search(query.folded)
    if late or unfinished:
        wanted = [
            t
            for t in tasks
            if state_of(t).state != "done" and (not late or is_overdue(t, known.today) or _said_late(t))
        ]
        claims += [
            Claim(text=say("task_lead", lead=t.lead or "Chung", text=task_words(t)), citations=(cite_task(known, t),))
            for t in wanted[:_SHOWN]
        ]
    return claims


def _said_late(task: Task) -> bool:
    return not task.deadline and bool(state_of(task).late)


def _stated(document: Document, known: Knowledge) -> list[str]:
    """What the list prints as its sums and its own rows do not give."""
    read = known.memo(f"list {document.doc_key} {document.sha256} {known.today}", lambda: _differences(document, known))
    assert isinstance(read, list)
    return read


def _differences(document: Document, known: Knowledge) -> list[str]:
    listed = read_task_list(document)
    if listed is None:
        return []
    day = date.fromisoformat(listed.as_of) if listed.as_of else known.today
    return differences(count(listed.tasks, day), listed.stated)
