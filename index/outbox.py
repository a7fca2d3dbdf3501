"""What is to go out: rows written in the transaction of the effects they tell of, and delivered afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from index.connection import Connections

KEPT_SECONDS = 2 * 24 * 3600.0
"""How long a delivered row is remembered; its content is forgotten at delivery."""
HELD_SECONDS = 7 * 24 * 3600.0
"""How long a row waits for a person who has not started the chat."""
POSTS_KEPT_SECONDS = 30 * 24 * 3600.0
"""How long it is known where a reply stands, so that an edited question changes it."""


class Parcel(NamedTuple):
    """Something to deliver to a chat. Parcels of one `slot` are one message: the second is an edit of the first."""

    id: int
    chat: str
    slot: str
    kind: str
    body: dict[str, Any]
    data: bytes | None
    attempts: int
    error: str
    created_at: float
    expires_at: float | None


_COLUMNS = "id, chat, slot, kind, body, data, attempts, error, created_at, expires_at"


class Outbox:
    """The parcels of one channel: waiting, held (nobody is there yet), sent, dropped, or failed (kept to be seen).

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     outbox = store.outbox("telegram:1")
    ...     number = outbox.post("5", "message", {"text": "Xin chào"}, slot="5/1/0")
    ...     outbox.waiting(), outbox.parcel(number).body
    ...     outbox.sent(number, message="77")
    ...     outbox.waiting(), outbox.message_of("5", "5/1/0")
    ([(1, '5')], {'text': 'Xin chào'})
    ([], '77')
    """

    def __init__(self, connections: Connections, channel: str, clock: Callable[[], float]) -> None:
        self._connections = connections
        self._channel = channel
        self._clock = clock

    def post(
        self,
        chat: str,
        kind: str,
        body: Mapping[str, Any],
        *,
        slot: str = "",
        data: bytes | None = None,
        seconds: float | None = None,
    ) -> int:
        """Put a parcel; to be called in the transaction of the effects. After `seconds` it is of no use any more."""
        now = self._clock()
        with self._connections.write() as db:
            cursor = db.execute(
                """INSERT INTO outbox (channel, chat, slot, kind, body, data, state, attempts, error, created_at,
                   expires_at) VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, '', ?, ?)""",
                [
                    *(self._channel, chat, slot, kind, json.dumps(body, ensure_ascii=False), data, now),
                    None if seconds is None else now + seconds,
                ],
            )
            return int(cursor.lastrowid or 0)

    def waiting(self, after: int = 0) -> list[tuple[int, str]]:
        """Number and chat of the parcels not delivered, those with a greater number than `after`, in order."""
        with self._connections.read() as db:
            rows = db.execute(
                "SELECT id, chat FROM outbox WHERE channel = ? AND state = 'waiting' AND id > ? ORDER BY id",
                [self._channel, after],
            )
            return [(int(number), str(chat)) for number, chat in rows]

    def parcel(self, number: int) -> Parcel | None:
        """A parcel that waits; nothing when it is delivered or given up."""
        found = self._parcels("state = 'waiting' AND id = ?", [number])
        return found[0] if found else None

    def failed(self) -> list[Parcel]:
        """Parcels given up."""
        return self._parcels("state = 'failed'", [])

    def sent(self, number: int, message: str = "") -> None:
        """Delivered, as this message of the chat; its content is forgotten, its place is kept under the slot."""
        now = self._clock()
        with self._connections.write() as db:
            row = db.execute(
                """UPDATE outbox SET state = 'sent', finished_at = ?, body = '{}', data = NULL, error = ''
                   WHERE channel = ? AND id = ? RETURNING chat, slot""",
                [now, self._channel, number],
            ).fetchone()
            if row and row[1] and message:
                db.execute(
                    """INSERT OR REPLACE INTO posts (channel, chat, slot, message, posted_at)
                       VALUES (?, ?, ?, ?, ?)""",
                    [self._channel, row[0], row[1], message, now],
                )

    def tried(self, number: int, error: str) -> int:
        """Count an attempt that failed; how many there were."""
        with self._connections.write() as db:
            row = db.execute(
                "UPDATE outbox SET attempts = attempts + 1, error = ? WHERE channel = ? AND id = ? RETURNING attempts",
                [error, self._channel, number],
            ).fetchone()
            return int(row[0]) if row else 0

    def fail(self, number: int, error: str) -> None:
        """Give up; `error` is the channel's own words."""
        with self._connections.write() as db:
            db.execute(
                "UPDATE outbox SET state = 'failed', error = ?, finished_at = ? WHERE channel = ? AND id = ?",
                [error, self._clock(), self._channel, number],
            )

    def revive(self, number: int) -> bool:
        """Let a failed parcel go out again."""
        with self._connections.write() as db:
            cursor = db.execute(
                """UPDATE outbox SET state = 'waiting', attempts = 0, error = '', finished_at = NULL
                   WHERE channel = ? AND id = ? AND state = 'failed'""",
                [self._channel, number],
            )
            return cursor.rowcount == 1

    def move(self, chat: str, to: str) -> None:
        """A chat got another number (a group became a supergroup): what waits for it and what it may goes there."""
        with self._connections.write() as db:
            db.execute(
                "UPDATE outbox SET chat = ? WHERE channel = ? AND chat = ? AND state IN ('waiting', 'held')",
                [to, self._channel, chat],
            )
            # a group that was allowed stays so under its new number
            db.execute("UPDATE OR REPLACE served_groups SET chat = ? WHERE chat = ?", [to, chat])

    def message_of(self, chat: str, slot: str) -> str | None:
        """Where the message of a slot stands in the chat."""
        with self._connections.read() as db:
            row = db.execute(
                "SELECT message FROM posts WHERE channel = ? AND chat = ? AND slot = ?", [self._channel, chat, slot]
            ).fetchone()
            return str(row[0]) if row else None

    def slots(self, chat: str, prefix: str) -> list[str]:
        """Slots of a chat that begin so, delivered or still to be."""
        values = [self._channel, chat, prefix, len(prefix)]
        with self._connections.read() as db:
            rows = db.execute(
                """SELECT slot FROM posts WHERE channel = ?1 AND chat = ?2 AND substr(slot, 1, ?4) = ?3
                   UNION SELECT slot FROM outbox
                   WHERE channel = ?1 AND chat = ?2 AND substr(slot, 1, ?4) = ?3 AND state = 'waiting' ORDER BY slot""",
                values,
            )
            return [str(row[0]) for row in rows]

    def vacate(self, chat: str, slot: str) -> None:
        """The message of a slot is gone."""
        with self._connections.write() as db:
            db.execute("DELETE FROM posts WHERE channel = ? AND chat = ? AND slot = ?", [self._channel, chat, slot])

    def block(self, chat: str) -> int:
        """The person wants nothing more: what waits for them is dropped; how much that was."""
        now = self._clock()
        with self._connections.write() as db:
            db.execute("INSERT OR IGNORE INTO unreachable (channel, chat, since) VALUES (?, ?, ?)", [
                self._channel, chat, now,
            ])  # fmt: skip
            return db.execute(
                """UPDATE outbox SET state = 'dropped', body = '{}', data = NULL, finished_at = ?
                   WHERE channel = ? AND chat = ? AND state = 'waiting'""",
                [now, self._channel, chat],
            ).rowcount

    def unblock(self, chat: str) -> None:
        """The person writes, perhaps for the first time: what was held for them goes out."""
        with self._connections.write() as db:
            db.execute("DELETE FROM unreachable WHERE channel = ? AND chat = ?", [self._channel, chat])
            db.execute(
                "UPDATE outbox SET state = 'waiting' WHERE channel = ? AND chat = ? AND state = 'held'",
                [self._channel, chat],
            )

    def hold(self, chat: str, newest: int) -> bool:
        """Keep what waits for a chat that is not there until somebody writes from it.

        Nothing is held, and False given, when there is something newer than `newest`: perhaps the answer to the
        person's first message.
        """
        with self._connections.write() as db:
            held = db.execute(
                """UPDATE outbox SET state = 'held' WHERE channel = ?1 AND chat = ?2 AND state = 'waiting'
                   AND NOT EXISTS (SELECT 1 FROM outbox
                                   WHERE channel = ?1 AND chat = ?2 AND state = 'waiting' AND id > ?3)""",
                [self._channel, chat, newest],
            )
            return held.rowcount > 0

    def blocked(self) -> list[str]:
        """Chats that cannot be written to."""
        with self._connections.read() as db:
            rows = db.execute("SELECT chat FROM unreachable WHERE channel = ? ORDER BY chat", [self._channel])
            return [str(row[0]) for row in rows]

    def forget(self) -> int:
        """Drop what was delivered long ago or held too long; how many rows."""
        now = self._clock()
        with self._connections.write() as db:
            db.execute(
                """UPDATE outbox SET state = 'dropped', body = '{}', data = NULL, finished_at = ?
                   WHERE channel = ? AND state = 'held' AND created_at < ?""",
                [now, self._channel, now - HELD_SECONDS],
            )
            db.execute(
                "DELETE FROM posts WHERE channel = ? AND posted_at < ?", [self._channel, now - POSTS_KEPT_SECONDS]
            )
            return db.execute(
                "DELETE FROM outbox WHERE channel = ? AND state IN ('sent', 'dropped') AND finished_at < ?",
                [self._channel, now - KEPT_SECONDS],
            ).rowcount

    def _parcels(self, condition: str, values: list[Any]) -> list[Parcel]:
        with self._connections.read() as db:
            rows = db.execute(
                f"SELECT {_COLUMNS} FROM outbox WHERE channel = ? AND {condition} ORDER BY id",
                [self._channel, *values],
            )
            return [Parcel._make((*row[:4], json.loads(row[4]), *row[5:])) for row in rows]
