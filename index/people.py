"""The people who may use the assistant, each with a role and, if they report, the units they report for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Literal

from corpus.values import Value
from index.connection import Connections

Role = Literal["admin", "leader", "approver", "reporter", "reader"]
"""Quản trị, lãnh đạo, tổng hợp, đơn vị, chuyên viên."""


class Person(Value):
    """Somebody admitted. `person` as the channel names them ("telegram:12345"), `chat` where they are written to."""

    person: str
    name: str = ""
    role: Role
    units: tuple[str, ...] = ()
    chat: str = ""
    since: str = ""


class People:
    """The admitted people.

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     store.people.put(Person(person="telegram:7", name="Lan", role="reporter", units=("Phòng A",)))
    ...     store.people.get("telegram:7").units, store.people.get("telegram:8")
    (('Phòng A',), None)
    """

    def __init__(self, connections: Connections, now: Callable[[], str]) -> None:
        self._connections = connections
        self._now = now

    def get(self, person: str) -> Person | None:
        """One of them, nothing for a stranger."""
        with self._connections.read() as db:
            return next((_person(row) for row in db.query("SELECT * FROM people WHERE person = ?", [person])), None)

    def all(self) -> list[Person]:
        """Everybody, those admitted first before others."""
        with self._connections.read() as db:
            return [_person(row) for row in db.query("SELECT * FROM people ORDER BY since, person")]

    def put(self, person: Person) -> None:
        """Admit somebody, or change what they are."""
        row: dict[str, Any] = person.model_dump() | {"units": json.dumps(person.units, ensure_ascii=False)}
        with self._connections.write() as db:
            db.table("people").upsert(row | {"since": person.since or self._now()}, pk="person")

    def remove(self, person: str) -> bool:
        """Shut somebody out; False when they were not in."""
        with self._connections.write() as db:
            return db.execute("DELETE FROM people WHERE person = ?", [person]).rowcount == 1


def _person(row: Mapping[str, Any]) -> Person:
    return Person(**{**row, "units": tuple(json.loads(row["units"]))})
