"""Askings for admission, groups that are served, and marks on documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from sqlite_utils import Database

from index.connection import Connections
from index.errors import Overtaken

MOST_ASKINGS = 10
"""Open askings at a time; more strangers have to wait."""
ASKING_SECONDS = 3 * 24 * 3600.0
"""How long a code is good."""
Mark = Literal["internal", "withdrawn"]


class Asking(NamedTuple):
    """Somebody who asks to be admitted, with the code to tell an administrator."""

    person: str
    name: str
    chat: str
    code: str
    asked_at: float


class Askings:
    """The open askings; one that is too old counts for nothing.

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     store.askings.ask("telegram:7", "Lan", "7", "ABC234")
    ...     store.askings.ask("telegram:7", "Lan", "7", "XYZ789")
    ...     [(a.name, a.code) for a in store.askings.open()], store.askings.close("telegram:7")
    ([('Lan', 'ABC234')], True)
    """

    def __init__(self, connections: Connections, clock: Callable[[], float]) -> None:
        self._connections = connections
        self._clock = clock

    def ask(self, person: str, name: str, chat: str, code: str) -> None:
        """Note that a person asks; nothing changes while an asking of theirs is open.

        Raises:
            Overtaken: too many are open by now.
        """
        with self._connections.write() as db:
            db.execute("DELETE FROM askings WHERE asked_at < ?", [self._clock() - ASKING_SECONDS])
            if _asking(db, person):
                return
            if db.execute("SELECT count(*) FROM askings").fetchone()[0] >= MOST_ASKINGS:
                raise Overtaken("Hiện có quá nhiều yêu cầu đang chờ.")
            db.table("askings").insert(Asking(person, name, chat, code, self._clock())._asdict())

    def get(self, person: str) -> Asking | None:
        """The open asking of a person."""
        with self._connections.read() as db:
            found = _asking(db, person)
        return found if found and found.asked_at >= self._clock() - ASKING_SECONDS else None

    def open(self) -> list[Asking]:
        """All open ones, the oldest first."""
        with self._connections.read() as db:
            rows = db.query(
                "SELECT * FROM askings WHERE asked_at >= ? ORDER BY asked_at", [self._clock() - ASKING_SECONDS]
            )
            return [Asking(**row) for row in rows]

    def close(self, person: str) -> bool:
        """End an asking; False when there is none any more."""
        with self._connections.write() as db:
            return db.execute("DELETE FROM askings WHERE person = ?", [person]).rowcount == 1


class Groups:
    """The groups in which the assistant answers."""

    def __init__(self, connections: Connections, now: Callable[[], str]) -> None:
        self._connections = connections
        self._now = now

    def serves(self, chat: str) -> bool:
        """Whether a group was allowed."""
        with self._connections.read() as db:
            return db.execute("SELECT 1 FROM served_groups WHERE chat = ?", [chat]).fetchone() is not None

    def allow(self, chat: str, by: str) -> None:
        """Serve a group from now on."""
        with self._connections.write() as db:
            db.table("served_groups").upsert({"chat": chat, "by": by, "since": self._now()}, pk="chat")

    def stop(self, chat: str) -> None:
        """Serve it no longer."""
        with self._connections.write() as db:
            db.execute("DELETE FROM served_groups WHERE chat = ?", [chat])


class Marks:
    """Marks on documents by their key: they stay when a new version comes."""

    def __init__(self, connections: Connections, now: Callable[[], str]) -> None:
        self._connections = connections
        self._now = now

    def having(self, mark: Mark) -> frozenset[str]:
        """The documents with a mark."""
        with self._connections.read() as db:
            return frozenset(row[0] for row in db.execute("SELECT doc_key FROM document_marks WHERE mark = ?", [mark]))

    def put(self, doc_key: str, mark: Mark, by: str) -> bool:
        """Mark a document; False when it was marked so."""
        row: Mapping[str, Any] = {"doc_key": doc_key, "mark": mark, "by": by, "since": self._now()}
        with self._connections.write() as db:
            if db.execute("SELECT 1 FROM document_marks WHERE doc_key = ? AND mark = ?", [doc_key, mark]).fetchone():
                return False
            db.table("document_marks").insert(dict(row))
            return True

    def take(self, doc_key: str, mark: Mark) -> bool:
        """Take a mark off; False when there was none."""
        with self._connections.write() as db:
            done = db.execute("DELETE FROM document_marks WHERE doc_key = ? AND mark = ?", [doc_key, mark])
            return done.rowcount == 1


def _asking(db: Database, person: str) -> Asking | None:
    return next((Asking(**row) for row in db.query("SELECT * FROM askings WHERE person = ?", [person])), None)
