"""What lists of assigned tasks told of each task: the last one holds, those before are its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from index.connection import Connections
from index.counter import bump


class TaskState(NamedTuple):
    """A task (`task`: its words, joined, in its document) as a list told it on a day; `source` names the file.

    `layer`: it lies over what the document says; else the document is that list itself, and this is its history.
    """

    doc_key: str
    task: str
    text: str
    status: str
    deadline: str
    lead: str
    as_of: str
    source: str
    person: str
    layer: bool = True
    at: str = ""


class TaskStates:
    """The states told, in the order in which they came.

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     for status in ("đang thực hiện", "hoàn thành"):
    ...         store.task_states.add(TaskState("7/KH", " a ", "A", status, "", "", "2024-09-30", "a.xlsx", "owner"))
    ...     store.task_states.latest()["7/KH", " a "].status, len(store.task_states.all())
    ('hoàn thành', 2)
    """

    def __init__(self, connections: Connections, now: Callable[[], str]) -> None:
        self._connections = connections
        self._now = now

    def add(self, state: TaskState) -> None:
        """A list told something new of a task."""
        with self._connections.write() as db:
            db.table("task_states").insert(state._replace(at=self._now())._asdict())
            bump(db)

    def all(self) -> list[TaskState]:
        """Everything told, oldest first."""
        with self._connections.read() as db:
            columns = ", ".join(TaskState._fields)
            rows = db.query(f"SELECT {columns} FROM task_states ORDER BY id")
            return [TaskState(**{**row, "layer": bool(row["layer"])}) for row in rows]

    def latest(self) -> dict[tuple[str, str], TaskState]:
        """What holds now, by document and task."""
        return {(s.doc_key, s.task): s for s in self.all()}
