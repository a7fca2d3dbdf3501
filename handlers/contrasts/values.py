"""The values of a contrast: lines of figures and tasks, before and after, each with its observations."""

from __future__ import annotations

from typing import Literal

from corpus.models import Observation, Task
from corpus.values import Value

Kind = Literal["documents", "periods"]


class Pair(Value):
    """What is to be compared: on each side the documents (keys) or the period (a code) that may be meant.

    `said` are the words of each side, for asking back when several are meant.
    """

    kind: Kind = "documents"
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    said: tuple[str, str] = ("", "")

    @property
    def clear(self) -> bool:
        """Whether each side is one, and the sides are two."""
        return len(self.left) == len(self.right) == 1 and self.left != self.right

    @classmethod
    def read(cls, text: str | None) -> Pair | None:
        """The pair a button carries; nothing when its text is none.

        >>> Pair.read('{"left": ["7/KH-UBND"], "right": ["9/KH-UBND"]}').clear, Pair.read("7"), Pair.read(None)
        (True, None, None)
        """
        try:
            return cls.model_validate_json(text or "")
        except ValueError:
            return None


class Line(Value):
    """One indicator: its figures on each side (several when a side contradicts itself), and the computed change."""

    name: str
    target: bool = False
    before: tuple[Observation, ...] = ()
    after: tuple[Observation, ...] = ()
    change: str = ""

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Those of both sides."""
        return (*self.before, *self.after)


class TaskChange(Value):
    """A task that both sides have, with what differs: `fields` of lead, deadline, text."""

    before: Task
    after: Task
    fields: tuple[Literal["lead", "deadline", "text"], ...]


class Contrast(Value):
    """What differs between `before` and `after` (keys of documents or codes of periods), the earlier one first.

    `periods` are the codes of what each side tells of ('' when nothing says it). `unequal` says that they are not of
    one length, so that sums do not compare like for like; `apart` that the documents tell of two bodies.
    """

    kind: Kind
    before: str
    after: str
    periods: tuple[str, str] = ("", "")
    unequal: bool = False
    apart: bool = False
    changed: tuple[Line, ...] = ()
    same: tuple[Line, ...] = ()
    only_before: tuple[Line, ...] = ()
    only_after: tuple[Line, ...] = ()
    tasks_changed: tuple[TaskChange, ...] = ()
    tasks_same: int = 0
    tasks_before: tuple[Task, ...] = ()
    tasks_after: tuple[Task, ...] = ()
