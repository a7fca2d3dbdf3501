"""Answers to "đến đâu rồi", "xong chưa", "việc nào chậm": the state of tasks as documents tell it, then the task."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.models import Task
from handlers.drafting import cite_task, compose
from handlers.knowledge import Knowledge
from handlers.task_claims import task_claim
from handlers.task_progress import Progress, progress_claims, progress_rows, row_claim, row_coverage, same_thing
from handlers.values import Answer, Claim, Query
from handlers.wording import say, shorten
from handlers.words import Word
from index import Passage

_ASKS_LATE = re.compile(
    r"\b(?:nhiem vu|viec|cong viec|dau viec|cai)\b.{0,30}\b(?:nao|gi)\b.{0,40}\b(?:qua han|tre|cham)\b"
    r"|\b(?:nhung|cac|may|bao nhieu) (?:nhiem vu|viec|cong viec|dau viec)\b.{0,40}\b(?:qua han|tre|cham)\b"
    r"|\b(?:liet ke|danh sach|ke) (?:\w+ ){0,3}(?:nhiem vu|viec|dau viec) (?:\w+ ){0,3}(?:qua han|tre|cham)\b"
)
_HELD = 0.6
_ALIKE = 0.9
_FEW = 3
_SHOWN = 8
_LENGTH = 300


def answer_late(query: Query, known: Knowledge) -> Answer | None:
    """The tasks that documents call late or at risk; None when nothing of the kind is asked or told."""
    if not _ASKS_LATE.search(query.folded):
        return None
    rows = [r for r in progress_rows(known) if not query.documents or r.passage.doc_key in query.documents]
    late = sorted((r for r in rows if r.late or r.at_risk), key=lambda r: not r.late)
    if not late:
        return None
    claims = [row_claim(known, r) for r in late[:_SHOWN]]
    head = Claim(text=say("tasks_late", count=len(late)), citations=claims[0].citations)
    notes = [say("more", count=len(late) - _SHOWN)] if len(late) > _SHOWN else []
    return compose(known, query, "answered", [head, *claims], notes)


def answer_reported(query: Query, known: Knowledge, tasks: Sequence[Task]) -> Answer | None:
    """How far tasks are as their units reported and an approver approved, then what documents tell; None without one.

    The words say who reported and who approved; what is cited is the task.
    """
    told = [t for t in tasks if t.state]
    claims = [
        Claim(
            text=say("task_reported", text=shorten(t.text.strip().rstrip(".;"), _LENGTH), status=t.status),
            citations=(cite_task(known, t),),
        )
        for t in told[:_FEW]
    ]
    return compose(known, query, "answered", [*claims, *progress_claims(known, told)]) if claims else None


def answer_progress(query: Query, known: Knowledge, words: Sequence[Word], tasks: Sequence[Task]) -> Answer | None:
    """How far the thing asked about is: what documents tell of it, then who does it until when; None when none does.

    `words` are those of the question without its words of asking, `tasks` those they name best.
    """
    rows = _named(known, words)
    told = [row_claim(known, r) for r in rows] or progress_claims(known, tasks)
    if not told:
        return None
    pool = known.tasks if rows else tasks
    own = [t for t in pool if (t.lead or t in tasks) and (not rows or any(same_thing(known, t, r) for r in rows))]
    claims = [*told, *(task_claim(known, t) for t in own[:_FEW])]
    return compose(known, query, "answered", claims)


def answer_told_row(query: Query, known: Knowledge, passage: Passage) -> Answer | None:
    """A row that tells the state of a task, with the task itself; None for other rows."""
    row = next((r for r in progress_rows(known) if r.passage.id == passage.id), None)
    if row is None:
        return None
    tasks = [t for t in known.tasks if t.lead and same_thing(known, t, row)][:_FEW]
    return compose(known, query, "answered", [row_claim(known, row), *(task_claim(known, t) for t in tasks)])


def _named(known: Knowledge, words: Sequence[Word]) -> list[Progress]:
    """The rows that hold the question's words nearly as well as the best one does, a few at most."""
    held = [(row_coverage(known, words, r), r) for r in progress_rows(known)]
    best = max((share for share, _ in held), default=0.0)
    return [r for share, r in held if share >= max(_HELD, _ALIKE * best)][:_FEW] if words else []
