"""What an intake leaves between its steps: readings not written yet, and the files that could not be read."""

from __future__ import annotations

from collections.abc import Callable

from corpus.values import Value
from index.connection import Connections


class Staged:
    """Readings of contents, the caller's own JSON, each made by one model (program and catalogue).

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     store.staged.put("1f", "v1", "{}")
    ...     store.staged.has("1f", "v1"), store.staged.has("1f", "v2"), store.staged.get("1f", "v1")
    (True, False, '{}')
    """

    def __init__(self, connections: Connections, now: Callable[[], str]) -> None:
        self._connections = connections
        self._now = now

    def has(self, sha256: str, model: str) -> bool:
        """Whether a reading by this model is there."""
        with self._connections.read() as db:
            found = db.execute("SELECT 1 FROM staged WHERE sha256 = ? AND model = ?", [sha256, model]).fetchone()
        return found is not None

    def get(self, sha256: str, model: str) -> str | None:
        """The reading, if it is there."""
        with self._connections.read() as db:
            row = db.execute("SELECT body FROM staged WHERE sha256 = ? AND model = ?", [sha256, model]).fetchone()
        return str(row[0]) if row else None

    def put(self, sha256: str, model: str, body: str) -> None:
        """Keep a reading."""
        row = {"sha256": sha256, "model": model, "body": body, "saved_at": self._now()}
        with self._connections.write() as db:
            db.table("staged").upsert(row, pk=("sha256", "model"))

    def drop(self, sha256: str) -> None:
        """Forget all readings of a content."""
        with self._connections.write() as db:
            db.execute("DELETE FROM staged WHERE sha256 = ?", [sha256])

    def forget(self, before: str) -> int:
        """Forget the readings kept before a moment, of intakes that nobody went on with; how many."""
        with self._connections.write() as db:
            return db.execute("DELETE FROM staged WHERE saved_at < ?", [before]).rowcount


class Failure(Value):
    """A file that could not be read, the digest of what it held then ('' when it could not be opened), and why."""

    source_file: str
    sha256: str
    reason: str
    failed_at: str


class Failures:
    """The list of files that could not be read; a file leaves it when it is read, or asked away."""

    def __init__(self, connections: Connections, now: Callable[[], str]) -> None:
        self._connections = connections
        self._now = now

    def note(self, source_file: str, sha256: str, reason: str) -> None:
        """A file failed for a reason; without a reason it did not, and leaves the list."""
        row = {"source_file": source_file, "sha256": sha256, "reason": reason, "failed_at": self._now()}
        with self._connections.write() as db:
            if reason:
                db.table("failures").upsert(row, pk="source_file")
            else:
                db.execute("DELETE FROM failures WHERE source_file = ?", [source_file])

    def all(self) -> list[Failure]:
        """All of them, by file."""
        with self._connections.read() as db:
            return [Failure(**row) for row in db.query("SELECT * FROM failures ORDER BY source_file")]
