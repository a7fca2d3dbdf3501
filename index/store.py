"""The store: one SQLite file that keeps documents and what was read from them, and finds it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.models import Document, Finding, Observation, Task
from index import reading, writing
from index.access import Askings, Groups, Marks
from index.arrivals import Arrivals
from index.audit import Audit
from index.connection import Connections
from index.corrections import Corrections
from index.handles import handle_of, text_of
from index.identity import Decision
from index.inbox import Inbox
from index.intake import Intake, prepare
from index.notices import Notices
from index.outbox import Outbox
from index.people import People
from index.readable import Readable
from index.reports import Reports
from index.staging import Failures, Staged
from index.state import StoreState, state
from index.task_states import TaskStates
from index.writing import Outcome


class Store(Readable):
    """Documents, observations, tasks, findings, passages and what chats remember, in one SQLite file.

    Safe to share between threads: each has its own connection (one under a lock in memory). Every writing method is
    one transaction; several in a `with store.transaction():` are one together.

    >>> with Store.open(":memory:") as store:
    ...     store.ingest(Document(code_number="7", code_notation="KH-X", source_file="a.txt", sha256="1f", original="",
    ...                           paragraphs=()), [], []).status
    ...     [d.doc_key for d in store.documents()]
    'read'
    ['7/KH-X']
    """

    def __init__(self, connections: Connections, clock: Callable[[], datetime]) -> None:
        super().__init__(connections)
        self._clock = clock
        self.people = People(connections, self._now)
        self.audit = Audit(connections, self._now)
        self.reports = Reports(connections)
        self.notices = Notices(connections, self._now)
        self.arrivals = Arrivals(connections, self._now)
        self.task_states = TaskStates(connections, self._now)
        self.corrections = Corrections(connections, self._now)
        self.askings = Askings(connections, self._seconds)
        self.groups = Groups(connections, self._now)
        self.marks = Marks(connections, self._now)
        self.staged = Staged(connections, self._now)
        self.failures = Failures(connections, self._now)

    @classmethod
    def open(cls, path: str | Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Store:
        """Open or create the file; ":memory:" for a store that ends with the object.

        Raises:
            NewerStore: the file was made by a newer version of the program.
            NotAStore: the file is something else.
            StoreError: it cannot be opened; the sentence says why.
        """
        return cls(Connections(path), clock)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; the object is of no use afterwards."""
        self._connections.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make several writing calls one: all of them or none."""
        with self._connections.write():
            yield

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Write, look at what came of it, and have all of it taken back at the end of the block.

        Raises:
            StoreError: inside a transaction, which cannot be taken back in part.
        """
        with self._connections.trial():
            yield

    def snapshot(self) -> AbstractContextManager[None]:
        """One state of the store for all that is read in the block, whatever others commit meanwhile."""
        return self._connections.snapshot()

    def version(self) -> int:
        """Grows with each change of documents or findings: what is computed from them is good as long as it stands."""
        with self._connections.read() as db:
            return reading.version(db)

    def state(self) -> StoreState:
        """How many of everything there is, and how long mail has been waiting."""
        with self._connections.read() as db:
            return state(db)

    # -- writing ------------------------------------------------------------------------------------------------------

    def ingest(
        self, document: Document, observations: Sequence[Observation] = (), tasks: Sequence[Task] = ()
    ) -> Outcome:
        """Keep a document with its knowledge, in one transaction.

        "unchanged" by content; "replaced" when the same file, or the same number, notation, organ and year, had
        another content (kept as a version), with a warning when that came from another file; "skipped" with a reason
        when the store holds better: the real document instead of a restatement, a later one of the same number.
        """
        if self.known(document.sha256, document.source_file):
            with self._connections.read() as db:
                return Outcome(writing.key_of(db, document), "unchanged")
        return self.take(self.prepare(document, observations, tasks))

    @staticmethod
    def prepare(document: Document, observations: Sequence[Observation] = (), tasks: Sequence[Task] = ()) -> Intake:
        """Cut and segment a document for `take`: the slow part of `ingest`, to be done before a transaction opens."""
        return prepare(document, observations, tasks)

    def take(self, intake: Intake) -> Outcome:
        """Keep what was prepared, as `ingest` does."""
        with self._connections.write() as db:
            return writing.write_document(db, intake, self._now())

    def known(self, sha256: str, source_file: str | None = None) -> bool:
        """Would reading this content change nothing? Then a caller need not parse the file."""
        with self._connections.read() as db:
            kept = db.execute("SELECT 1 FROM documents WHERE sha256 = ?", [sha256]).fetchone()
            return bool(kept) or writing.superseded(db, sha256, source_file)

    def meeting(self, document: Document, besides: str = "") -> Decision:
        """How a document would meet those kept: taken beside them, in place of some, or not; `besides` is left out."""
        with self._connections.read() as db:
            return writing.meeting(db, document, besides)

    def exchange(self, doc_key: str, intake: Intake) -> str:
        """What was read of a kept document anew, under the number it now has; gives its key.

        Raises:
            Overtaken: it is not there any more, or another document has the number.
        """
        with self._connections.write() as db:
            return writing.exchange_document(db, doc_key, intake, self._now())

    def remove(self, doc_key: str) -> bool:
        """Take a document out of answers; its content stays among the versions. False when there is none."""
        with self._connections.write() as db:
            return writing.remove_document(db, doc_key, self._now())

    def replace_findings(self, findings: Iterable[Finding]) -> None:
        """Findings of the whole collection, instead of those before."""
        with self._connections.write() as db:
            writing.write_findings(db, findings)

    def save_chat_state(self, chat_id: str | int, state: Mapping[str, Any] | None) -> None:
        """What a chat remembers, any JSON; None forgets it."""
        with self._connections.write() as db:
            writing.write_chat_state(db, str(chat_id), state, self._now())

    def save_restored(self, sha256: str, body: str, model: str = "") -> None:
        """The repaired reading of a content (the caller's own text or JSON), by the model that made it."""
        with self._connections.write() as db:
            writing.write_restored(db, sha256, body, model, self._now())

    # -- mail ---------------------------------------------------------------------------------------------------------

    def inbox(self, channel: str) -> Inbox:
        """What came in by a channel ("telegram:7000000001") and is not to be lost."""
        return Inbox(self._connections, channel, self._seconds)

    def outbox(self, channel: str) -> Outbox:
        """What is to go out by a channel, and where it stands there."""
        return Outbox(self._connections, channel, self._seconds)

    def channels(self) -> list[str]:
        """The channels that have mail."""
        with self._connections.read() as db:
            rows = db.execute("SELECT channel FROM inbox UNION SELECT channel FROM outbox ORDER BY channel")
            return [str(row[0]) for row in rows]

    def handle(self, text: str) -> int:
        """A short number that stands for a text for ever: what a button can carry."""
        with self._connections.write() as db:
            return handle_of(db, text)

    def handled(self, number: int) -> str | None:
        """The text a number stands for."""
        with self._connections.read() as db:
            return text_of(db, number)

    def _now(self) -> str:
        return self._clock().isoformat()

    def _seconds(self) -> float:
        return self._clock().timestamp()
