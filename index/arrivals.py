"""Files sent in a chat: kept with the message that brought them, read in the background, taken on somebody's word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from index.connection import Connections

ArrivalState = Literal["new", "seen", "wanted", "done", "dropped", "failed"]


class Arrival(NamedTuple):
    """A file: who sent it, where answers go. `seen` is what was read of it, the reader's own JSON.

    `attempts` are those at the step it waits for, `error` is why it was given up, without its content.
    """

    id: int
    person: str
    chat: str
    name: str
    data: bytes
    state: ArrivalState
    seen: str
    arrived_at: str
    attempts: int
    error: str


class Arrivals:
    """The files, each in one state: new, seen (read, waiting for a word), wanted, failed (given up, kept to be tried
    again), done, dropped (its bytes forgotten).

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     store.arrivals.put("telegram:1", "1", "a.docx", b"PK")
    ...     [(a.name, a.state) for a in store.arrivals.waiting()], store.arrivals.begin(1)
    ...     store.arrivals.fail(1, "OSError"), store.arrivals.waiting(), store.arrivals.revive(1)
    ...     store.arrivals.move(1, "new", "dropped")
    ([('a.docx', 'new')], 1)
    (True, [], True)
    True
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
        return next(iter(self._found("id = ?", [number])), None)

    def waiting(self) -> list[Arrival]:
        """Those that somebody has to do something with: new ones and wanted ones, oldest first."""
        return self._found("state IN ('new', 'wanted')")

    def failed(self) -> list[Arrival]:
        """Those given up, oldest first."""
        return self._found("state = 'failed'")

    def older(self, than: str) -> list[Arrival]:
        """Those that came before a moment and still wait for somebody's word, or were given up."""
        return self._found("state IN ('seen', 'failed') AND arrived_at < ?", [than])

    def begin(self, number: int, excused: int = 0) -> int | None:
        """Count an attempt before it is made, so that a crash is counted too; which it is, `excused` ones taken off.

        None when there is nothing to do with it any more.
        """
        with self._connections.write() as db:
            row = db.execute(
                "UPDATE arrivals SET attempts = max(attempts - ?, 0) + 1 WHERE id = ? AND state IN ('new', 'wanted') "
                "RETURNING attempts",
                [excused, number],
            ).fetchone()
            return int(row[0]) if row else None

    def fail(self, number: int, error: str) -> bool:
        """Give one up; False when it does not wait any more."""
        with self._connections.write() as db:
            done = db.execute(
                "UPDATE arrivals SET state = 'failed', error = ? WHERE id = ? AND state IN ('new', 'wanted')",
                [error, number],
            )
            return done.rowcount == 1

    def revive(self, number: int) -> bool:
        """Let one that was given up be tried again, from the step at which it was."""
        with self._connections.write() as db:
            done = db.execute(
                "UPDATE arrivals SET state = iif(seen = '', 'new', 'wanted'), attempts = 0, error = '' "
                "WHERE id = ? AND state = 'failed'",
                [number],
            )
            return done.rowcount == 1

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
                "UPDATE arrivals SET state = ?, attempts = 0, seen = coalesce(?, seen), data = iif(?, NULL, data) "
                "WHERE id = ? AND state = ?",
                [after, seen, ends, number, before],
            )
            return done.rowcount == 1

    def _found(self, condition: str, values: list[Any] | None = None) -> list[Arrival]:
        with self._connections.read() as db:
            rows = db.query(f"SELECT * FROM arrivals WHERE {condition} ORDER BY id", values or [])
            return [Arrival(**{**row, "data": row["data"] or b""}) for row in rows]
