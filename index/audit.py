"""The audit log: append-only, each row sealed by a hash over itself and the row before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlite_utils import Database

from index.connection import Connections

_SEALED = ("id", "at", "actor", "action", "subject", "source", "before", "after", "previous")
FIRST = "0" * 64
"""What the first row has for the hash of the row before it."""


class Entry(NamedTuple):
    """Something that was done: by whom, what, to what, from which message, and the state before and after.

    `subject` names a thing as "kind:name" ("person:telegram:7", "report:12", "figure:…", "task:…", "document:…").
    """

    id: int
    at: str
    actor: str
    action: str
    subject: str
    source: str
    before: Any
    after: Any
    hash: str


class Audit:
    """The log of a store. Written inside the transaction of what it tells of.

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     store.audit.write("telegram:1", "admit", "person:telegram:7", after={"role": "reader"})
    ...     [(e.action, e.after) for e in store.audit.of("person:telegram:7")], store.audit.broken()
    ([('admit', {'role': 'reader'})], None)
    """

    def __init__(self, connections: Connections, now: Callable[[], str]) -> None:
        self._connections = connections
        self._now = now

    def write(
        self, actor: str, action: str, subject: str, *, before: Any = None, after: Any = None, source: str = ""
    ) -> None:
        """Add a row; `before` and `after` are any JSON."""
        with self._connections.write() as db:
            last = db.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone() or (0, FIRST)
            row = (last[0] + 1, self._now(), actor, action, subject, source, _json(before), _json(after), last[1])
            db.execute(f"INSERT INTO audit VALUES ({', '.join('?' * 10)})", [*row, _seal(row)])

    def of(self, subject: str) -> list[Entry]:
        """What was done to a thing, oldest first."""
        with self._connections.read() as db:
            rows = db.execute("SELECT * FROM audit WHERE subject = ? ORDER BY id", [subject]).fetchall()
        return [_entry(row) for row in rows]

    def all(self) -> list[Entry]:
        """The whole log, oldest first."""
        with self._connections.read() as db:
            return [_entry(row) for row in _rows(db)]

    def broken(self) -> int | None:
        """The number of the first row that was changed, or that follows a missing one; nothing when all are whole."""
        previous, expected = FIRST, 1
        with self._connections.read() as db:
            for row in _rows(db):
                if row[0] != expected or row[8] != previous or row[9] != _seal(row[:9]):
                    return expected
                previous, expected = row[9], expected + 1
        return None

    def seal_of(self, number: int) -> str | None:
        """The hash of a row; nothing when there is no such row."""
        with self._connections.read() as db:
            row = db.execute("SELECT hash FROM audit WHERE id = ?", [number]).fetchone()
        return str(row[0]) if row else None

    def head(self) -> tuple[int, str]:
        """How many rows there are and the last one's hash: noted elsewhere, they show when the end was cut off."""
        with self._connections.read() as db:
            last = db.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
        return (int(last[0]), str(last[1])) if last else (0, FIRST)


def _rows(db: Database) -> Iterator[tuple[Any, ...]]:
    yield from db.execute("SELECT * FROM audit ORDER BY id")


def _seal(row: tuple[Any, ...]) -> str:
    sealed = dict(zip(_SEALED, row, strict=True))
    return hashlib.sha256(json.dumps(sealed, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _entry(row: tuple[Any, ...]) -> Entry:
    number, at, actor, action, subject, source, before, after, _, seal = row
    return Entry(number, at, actor, action, subject, source, json.loads(before), json.loads(after), seal)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
