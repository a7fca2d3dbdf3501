"""Which task of the plans a message means: by its words, the sender's own unit's tasks first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.models import Task
from corpus.spellings import joined
from corpus.text import fold
from handlers.knowledge import Knowledge, abbreviations
from index import PassageIndex
from index.tokens import TokenText, plain

OWN_ENOUGH = 0.5
OTHER_ENOUGH = 0.66
"""Shares of the message's words, weighed by rarity, that a task must hold: of one's own unit, and of others."""
_CLOSE = 0.06
_CANDIDATES = 4


class Matched(NamedTuple):
    """The task meant, and those it may be; `task` is None when none, or when several are about as likely."""

    task: Task | None
    candidates: tuple[Task, ...] = ()


class TaskMatcher:
    """Finds tasks of the plans by the words of messages.

    Args:
        known: whose tasks are meant; those without a deadline in the past go like the others.
    """

    def __init__(self, known: Knowledge) -> None:
        self._tasks: Sequence[Task] = known.tasks
        # Plain tokens: joining syllables to words adds nothing here and costs a second for a hundred tasks.
        texts = {n: TokenText("", "", plain(_words(t))) for n, t in enumerate(self._tasks)}
        self._index = PassageIndex.from_tokens(texts)

    def match(self, words: str, units: Sequence[str]) -> Matched:
        """The task that the words name.

        A task counts as the unit's own when it leads it or has part in it.
        """
        hits = self._index.search(_spelled(words), 12) if self._tasks and words.strip() else []
        scored = []
        for hit in hits:
            task = self._tasks[hit.passage_id]
            mine = bool({task.lead, *task.partners} & set(units))
            if hit.coverage >= (OWN_ENOUGH if mine else OTHER_ENOUGH):
                scored.append((hit.coverage + (0.15 if mine else 0.0), task))
        scored.sort(key=lambda s: -s[0])
        if not scored:
            return Matched(None)
        close = _distinct([t for score, t in scored if score >= scored[0][0] - _CLOSE])
        best = scored[0][1]
        clear = len(close) == 1 or scored[0][0] >= 1.0
        return Matched(best if clear else None, tuple(_distinct([t for _, t in scored])[:_CANDIDATES]))


def _distinct(tasks: Sequence[Task]) -> list[Task]:
    """Tasks said once: plans repeat them under their units."""
    out: dict[str, Task] = {}
    for task in tasks:
        out.setdefault(re.sub(r"\W+", " ", fold(task.text))[:80], task)
    return list(out.values())


def _words(task: Task) -> str:
    return _spelled(" ".join((task.text, *task.section[-1:])))


def _spelled(text: str) -> str:
    """With acronyms beside what they stand for, so that "CCHC" finds "cải cách hành chính" and the other way round."""
    folded = joined(text)
    extra = [short for phrase, short in abbreviations().items() if f" {phrase} " in folded]
    extra += [phrase for phrase, short in abbreviations().items() if f" {short} " in folded]
    return " ".join((text, *extra))
