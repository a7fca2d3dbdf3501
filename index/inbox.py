"""What came in and must not be lost: a row is committed before the sender of it is told that it was taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from index.connection import Connections

State = Literal["waiting", "done", "dead"]
KEPT_SECONDS = 2 * 24 * 3600.0
"""How long a done row is remembered, to know its repetition. Not for ever: Telegram may use a number again."""


class Letter(NamedTuple):
    """Something that came in: its number in the channel, its content as it came, attempts made, and what went wrong."""

    id: int
    raw: str
    attempts: int
    error: str
    received_at: float


class Inbox:
    """The letters of one channel. A row is waiting, done (its content forgotten) or dead (given up, kept to be seen).

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     inbox = store.inbox("telegram:1")
    ...     inbox.take(7, "{}"), inbox.take(7, "{}"), [letter.id for letter in inbox.waiting()]
    ...     inbox.finish(7), inbox.finish(7), inbox.waiting()
    (True, False, [7])
    (True, False, [])
    """

    def __init__(self, connections: Connections, channel: str, clock: Callable[[], float]) -> None:
        self._connections = connections
        self._channel = channel
        self._clock = clock

    def take(self, number: int, raw: str) -> bool:
        """Commit a letter; False when one of this number came before."""
        with self._connections.write() as db:
            cursor = db.execute(
                """INSERT OR IGNORE INTO inbox (channel, id, raw, state, attempts, error, received_at)
                   VALUES (?, ?, ?, 'waiting', 0, '', ?)""",
                [self._channel, number, raw, self._clock()],
            )
            return cursor.rowcount == 1

    def waiting(self) -> list[Letter]:
        """Letters not done, in the order of their numbers."""
        return self._letters("waiting")

    def dead(self) -> list[Letter]:
        """Letters given up."""
        return self._letters("dead")

    def begin(self, number: int, excused: int = 0) -> int | None:
        """Count an attempt before it is made, so that a crash is counted too; which it is, `excused` ones taken off.

        None when the letter is not waiting (done already, or given up).
        """
        with self._connections.write() as db:
            row = db.execute(
                """UPDATE inbox SET attempts = max(attempts - ?, 0) + 1
                   WHERE channel = ? AND id = ? AND state = 'waiting' RETURNING attempts""",
                [excused, self._channel, number],
            ).fetchone()
            return int(row[0]) if row else None

    def finish(self, number: int) -> bool:
        """Done; to be called in the transaction of the effects. False when it was not waiting: then undo them."""
        return self._close(number, "done", "")

    def bury(self, number: int, error: str) -> bool:
        """Give up; `error` says why, without the content."""
        return self._close(number, "dead", error)

    def revive(self, number: int) -> bool:
        """Let a dead letter be tried again from the start."""
        with self._connections.write() as db:
            cursor = db.execute(
                """UPDATE inbox SET state = 'waiting', attempts = 0, error = '', finished_at = NULL
                   WHERE channel = ? AND id = ? AND state = 'dead'""",
                [self._channel, number],
            )
            return cursor.rowcount == 1

    def seconds(self) -> list[float]:
        """How long each done letter took, from its arrival until its effects and replies were written."""
        with self._connections.read() as db:
            rows = db.execute(
                "SELECT finished_at - received_at FROM inbox WHERE channel = ? AND state = 'done' ORDER BY id",
                [self._channel],
            )
            return [float(row[0]) for row in rows]

    def forget(self) -> int:
        """Drop done rows older than `KEPT_SECONDS`; how many."""
        with self._connections.write() as db:
            return db.execute(
                "DELETE FROM inbox WHERE channel = ? AND state = 'done' AND finished_at < ?",
                [self._channel, self._clock() - KEPT_SECONDS],
            ).rowcount

    def _letters(self, state: State) -> list[Letter]:
        with self._connections.read() as db:
            rows = db.execute(
                """SELECT id, raw, attempts, error, received_at FROM inbox WHERE channel = ? AND state = ?
                   ORDER BY id""",
                [self._channel, state],
            )
            return [Letter(*row) for row in rows]

    def _close(self, number: int, state: State, error: str) -> bool:
        with self._connections.write() as db:
            cursor = db.execute(
                """UPDATE inbox SET state = ?, error = ?, finished_at = ?, raw = CASE ? WHEN 'done' THEN '' ELSE raw END
                   WHERE channel = ? AND id = ? AND state = 'waiting'""",
                [state, error, self._clock(), state, self._channel, number],
            )
            return cursor.rowcount == 1
