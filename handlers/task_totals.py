"""Sums of tasks as reports state them: done of all, in time or late; of the others overdue, in time, undated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from corpus.models import Task
from corpus.task_words import state_of
from handlers.facts import end_of

NAMES = {"total": "tổng số", "done": "hoàn thành", "overdue": "quá hạn"}


class Totals(NamedTuple):
    """How many tasks; `done` = `done_in_time` + `done_late` + those whose day is not told; the others are `overdue`,
    `in_time` or `undated`. `unknown` of them have a state that tells nothing, or none.
    """

    total: int = 0
    done: int = 0
    done_in_time: int = 0
    done_late: int = 0
    overdue: int = 0
    in_time: int = 0
    undated: int = 0
    unknown: int = 0

    @property
    def open(self) -> int:
        """Those not done."""
        return self.total - self.done


def count(tasks: Iterable[Task], today: date) -> Totals:
    """The sums on a day. A task not done is overdue when its deadline is past, or when the list says so."""
    n = dict.fromkeys(Totals._fields, 0)
    for task in tasks:
        said = state_of(task)
        n["total"] += 1
        if said.state == "done":
            n["done"] += 1
            late = said.late
            if late is None and said.on and task.deadline:
                late = date.fromisoformat(said.on) > end_of(task.deadline)
            if late is not None:
                n["done_late" if late else "done_in_time"] += 1
            continue
        n["unknown"] += not said.state
        past = end_of(task.deadline) < today if task.deadline else bool(said.late)
        n["overdue" if past else "in_time" if task.deadline or said.late is False else "undated"] += 1
    return Totals(**n)


def differences(totals: Totals, stated: Mapping[str, int]) -> list[str]:
    """Sentences for the sums that a list prints and that its own rows do not give."""
    return [
        f"Danh mục ghi {NAMES[name]} {said}, đếm từng dòng được {getattr(totals, name)}."
        for name, said in stated.items()
        if said != getattr(totals, name)
    ]


def totals_words(totals: Totals) -> str:
    """The sums in one sentence.

    >>> totals_words(Totals(total=45, done=30, done_in_time=28, done_late=2, overdue=2, in_time=12, undated=1))
    'Hoàn thành 30/45 (trong hạn 28, quá hạn 2); chưa xong 15: quá hạn 2, trong hạn 12, không thời hạn 1.'
    """
    if not totals.total:
        return ""
    when = (("trong hạn", totals.done_in_time), ("quá hạn", totals.done_late))
    split = ", ".join(f"{name} {n}" for name, n in when if n)
    words = f"Hoàn thành {totals.done}/{totals.total}{f' ({split})' if split else ''}"
    if totals.open:
        words += (
            f"; chưa xong {totals.open}: quá hạn {totals.overdue}, trong hạn {totals.in_time}, "
            f"không thời hạn {totals.undated}"
        )
    return f"{words}.{f' {totals.unknown} nhiệm vụ chưa rõ tình hình.' if totals.unknown else ''}"
