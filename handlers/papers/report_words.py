"""Words of a report's lines: names with their whole, amounts with other units, deadlines beside tasks."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.models import Task
from corpus.text import fold
from handlers.papers.annexes import deadline_words
from handlers.papers.form import FormRow
from handlers.wording import figure_words

PART = " - "
"""Parts the whole from the part in an indicator's name."""


def joined(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "A, B và C"."""
    return f"{', '.join(names[:-1])} và {names[-1]}" if len(names) > 1 else names[0]


def head_of(row: FormRow) -> str:
    """The whole an indicator is a part of: "FDI" of "FDI - vốn cấp mới"; '' for a whole itself, a line each."""
    head, part, _ = row.row.title.partition(PART)
    return head if part else ""


def amount_words(row: FormRow) -> str:
    """The result as printed, with the same amount in other units where it stands beside it."""
    also = ", ".join(figure_words(x) for x in row.row.also)
    return f"{figure_words(row.row.observation)}{f' ({also})' if also else ''}"


def is_soft(row: FormRow) -> bool:
    """Whether the figure is no official one yet."""
    return row.row.observation.obs_status in ("E", "F", "P")


def deadline_beside(task: Task) -> str:
    """The deadline where the words of the task do not say it themselves."""
    words = deadline_words(task)
    return "" if fold(words) in fold(task.text) else words


def sentence(text: str) -> str:
    """Words ended by one full stop.

    >>> sentence("Trình đề án; ")
    'Trình đề án.'
    """
    return f"{text.strip().rstrip('.;')}."
