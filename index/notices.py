"""Notices: each sent once, muted by those who do not want them; summaries that people subscribed to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from index.connection import Connections

FOR_EVER = "9999-12-31"
Every = Literal["week", "month"]


class Subscription(NamedTuple):
    """A summary that a person wants each week or month, at an hour of the day; `since` is the day they asked."""

    person: str
    every: Every
    hour: int
    since: str


class Notices:
    """What was sent and what is wanted.

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     store.notices.claim("due:7:2024-01-05"), store.notices.claim("due:7:2024-01-05")
    (True, False)
    """

    def __init__(self, connections: Connections, now: Callable[[], str]) -> None:
        self._connections = connections
        self._now = now

    def claim(self, key: str) -> bool:
        """Note that a notice is sent, in the transaction that posts it; False when it was sent before."""
        with self._connections.write() as db:
            done = db.execute("INSERT OR IGNORE INTO notices_sent (key, at) VALUES (?, ?)", [key, self._now()])
            return done.rowcount == 1

    def sent(self, key: str) -> bool:
        """Whether a notice was sent."""
        with self._connections.read() as db:
            return db.execute("SELECT 1 FROM notices_sent WHERE key = ?", [key]).fetchone() is not None

    def last(self, prefix: str) -> str:
        """The greatest key with a prefix, '' when there is none: keys that end in a day say when it last was."""
        with self._connections.read() as db:
            row = db.execute(
                "SELECT max(key) FROM notices_sent WHERE key >= ? AND key < ?", [prefix, prefix + "\U0010ffff"]
            ).fetchone()
        return str(row[0] or "")

    def muted_until(self, person: str) -> str:
        """The day until which somebody wants no reminders, '' when they want them."""
        with self._connections.read() as db:
            row = db.execute("SELECT until FROM notices_muted WHERE person = ?", [person]).fetchone()
        return str(row[0]) if row else ""

    def mute(self, person: str, until: str) -> None:
        """No reminders until a day; '' wants them again."""
        with self._connections.write() as db:
            if until:
                db.table("notices_muted").upsert({"person": person, "until": until}, pk="person")
            else:
                db.execute("DELETE FROM notices_muted WHERE person = ?", [person])

    def subscriptions(self) -> list[Subscription]:
        """Who wants a summary, and when."""
        with self._connections.read() as db:
            return [Subscription(**row) for row in db.query("SELECT * FROM subscriptions ORDER BY person")]

    def subscription(self, person: str) -> Subscription | None:
        """What somebody wants."""
        return next((s for s in self.subscriptions() if s.person == person), None)

    def subscribe(self, person: str, every: Every | None, hour: int = 8, since: str = "") -> None:
        """Want a summary each week or month; None wants none any more."""
        with self._connections.write() as db:
            if every is None:
                db.execute("DELETE FROM subscriptions WHERE person = ?", [person])
            else:
                row = {"person": person, "every": every, "hour": hour, "since": since or self._now()[:10]}
                db.table("subscriptions").upsert(row, pk="person")
