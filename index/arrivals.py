"""Files sent in a chat: kept with the message that brought them, read in the background, taken on somebody's word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from sqlite_utils import Database

from index.connection import Connections

ArrivalState = Literal["new", "seen", "wanted", "done", "dropped"]


class Arrival(NamedTuple):
    """A file: who sent it, where answers go. `seen` is what was read of it, the reader's own JSON."""

    id: int
    person: str
    chat: str
    name: str
    data: bytes
    state: ArrivalState
    seen: str
    arrived_at: str


class Arrivals:
    """The files, each in one state: new, seen (read, waiting for a word), wanted, done, dropped (its bytes forgotten).

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     store.arrivals.put("telegram:1", "1", "a.docx", b"PK")
    ...     [(a.name, a.state) for a in store.arrivals.waiting()], store.arrivals.move(1, "new", "dropped")
    ([('a.docx', 'new')], True)
    """

    def __init__(self, connections: Connections, now: Callable[[], str]) -> None:
        self._connections = connections
        self._now = now

    def put(self, person: str, chat: str, name: str, data: bytes) -> None:
        """A file arrives."""
        row = {"person": person, "chat": chat, "name": name, "data": data, "state": "new", "seen": ""}
        with self._connections.write() as db:
            db.table("arrivals").insert(row | {"arrived_at": self._now()})

    def get(self, number: int) -> Arrival | None:
        """One of them."""
        with self._connections.read() as db:
            return next((_arrival(db, r) for r in db.query("SELECT * FROM arrivals WHERE id = ?", [number])), None)

    def waiting(self) -> list[Arrival]:
        """Those that somebody has to do something with: new ones and wanted ones, oldest first."""
        query = "SELECT * FROM arrivals WHERE state IN ('new', 'wanted') ORDER BY id"
        with self._connections.read() as db:
            return [_arrival(db, row) for row in db.query(query)]

    def waits_again(self, arrival: Arrival) -> bool:
        """Whether the same content waits in another of them, for being read or for somebody's word."""
        query = "SELECT 1 FROM arrivals WHERE id <> ? AND state IN ('new', 'seen', 'wanted') AND data = ?"
        with self._connections.read() as db:
            return db.execute(query, [arrival.id, arrival.data]).fetchone() is not None

    def move(self, number: int, before: ArrivalState, after: ArrivalState, seen: str | None = None) -> bool:
        """From one state to the next; False when it was in another by then."""
        ends = after in ("done", "dropped")
        with self._connections.write() as db:
            done = db.execute(
                "UPDATE arrivals SET state = ?, seen = coalesce(?, seen), data = iif(?, NULL, data) "
                "WHERE id = ? AND state = ?",
                [after, seen, ends, number, before],
            )
            return done.rowcount == 1


def _arrival(db: Database, row: dict[str, object]) -> Arrival:
    return Arrival(**{**row, "data": row["data"] or b""})  # type: ignore[arg-type]
