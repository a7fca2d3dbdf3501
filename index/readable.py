"""What can be read of the store: documents, figures, tasks, findings, passages, what chats remember."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlite_utils import Database

from corpus.models import Document, Finding, Observation, Task
from index import reading
from index.cache import VersionCache
from index.connection import Connections
from index.cut import Passage
from index.passages import Hit, PassageIndex
from index.reading import DocumentHeader, Version, Wanted


class Readable:
    """The reading half of the store; what is costly to make is kept as long as nothing changes."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._cache = VersionCache()

    def documents(self) -> list[DocumentHeader]:
        """Headers of the kept documents by date of issue, with counts of what was read."""
        return list(self._cached(("headers",), reading.headers))

    def unapproved(self, except_of: Collection[str] = ()) -> frozenset[str]:
        """Keys of the messages whose figures nobody approved, but for those of some units."""
        headers = (d for d in self.documents() if d.origin == "message" and not d.approved_by)
        return frozenset(d.doc_key for d in headers if d.organ_name not in except_of)

    def document(self, doc_key: str) -> Document | None:
        """The full document, kept in memory as long as nothing changes."""
        found: Document | None = self._cached(("document", doc_key), lambda db: reading.document(db, doc_key))
        return found

    def printed(self, doc_key: str) -> Document | None:
        """A document as it was read, without corrections."""
        with self._connections.read() as db:
            return reading.document(db, doc_key, put_right=False)

    def printed_observations(self, doc_key: str) -> list[Observation]:
        """The figures of a document as they were read, without corrections."""
        with self._connections.read() as db:
            return reading.observations(db, {"doc_key": doc_key}, put_right=False)

    def versions(self, doc_key: Wanted = None) -> list[Version]:
        """Contents given up, oldest first."""
        with self._connections.read() as db:
            return reading.versions(db, doc_key)

    def observations(
        self,
        *,
        doc: Wanted = None,
        indicator: Wanted = None,
        entity: Wanted = None,
        time_period: Wanted = None,
        measure: Wanted = None,
        obs_status: Wanted = None,
    ) -> list[Observation]:
        """Observations by their dimensions; each may be one value, several, or left open."""
        wanted: dict[str, Wanted] = {
            "doc_key": doc,
            "indicator": indicator,
            "entity": entity,
            "time_period": time_period,
            "measure": measure,
            "obs_status": obs_status,
        }
        return list(self._cached(("observations", _frozen(wanted)), lambda db: reading.observations(db, wanted)))

    def tasks(
        self, *, doc: Wanted = None, lead: Wanted = None, deadline: Wanted = None, status: Wanted = None
    ) -> list[Task]:
        """Tasks by document, lead unit, deadline as coded, status as printed."""
        wanted: dict[str, Wanted] = {"doc_key": doc, "lead": lead, "deadline": deadline, "status": status}
        return list(self._cached(("tasks", _frozen(wanted)), lambda db: reading.tasks(db, wanted)))

    def findings(self) -> list[Finding]:
        """What arithmetic found at the last check, less what rested on a document replaced since."""
        return list(self._cached(("findings",), reading.findings))

    def passages(self, doc_key: Wanted = None) -> list[Passage]:
        """Passages in the order of the documents."""
        return list(self._cached(("passages", _frozen({"doc_key": doc_key})), lambda db: reading.passages(db, doc_key)))

    def passage(self, passage_id: int) -> Passage | None:
        """One passage; nothing when its document was replaced since."""
        with self._connections.read() as db:
            return reading.passage(db, passage_id)

    def neighbours(self, passage_id: int, before: int = 1, after: int = 1) -> list[Passage]:
        """The passages around one in its document, itself included."""
        with self._connections.read() as db:
            return reading.neighbours(db, passage_id, before, after)

    def search(
        self, query: str, limit: int = 10, doc_key: Wanted = None, hidden: frozenset[str] = frozenset()
    ) -> list[Hit[int]]:
        """Passages that answer a question best, typed with or without diacritics; of some documents only, if given.

        `hidden` documents are as if they were not there: neither found nor weighed with.
        """
        index, documents = self._index(hidden)
        if doc_key is None:
            return index.search(query, limit)
        keys = {doc_key} if isinstance(doc_key, str) else set(doc_key)
        return index.search(query, limit, among=[i for i, key in documents.items() if key in keys])

    def chat_state(self, chat_id: str | int) -> dict[str, Any] | None:
        """What a chat remembers; nothing for a new one."""
        with self._connections.read() as db:
            return reading.chat_state(db, str(chat_id))

    def restored(self, sha256: str, model: str = "") -> str | None:
        """The repaired reading of a content, when that model made one before."""
        with self._connections.read() as db:
            return reading.restored(db, sha256, model)

    def _index(self, hidden: frozenset[str]) -> tuple[PassageIndex[int], dict[int, str]]:
        def build(db: Database) -> tuple[PassageIndex[int], dict[int, str]]:
            documents, tokens = reading.token_lines(db)
            if hidden:
                documents = {i: key for i, key in documents.items() if key not in hidden}
                tokens = {i: tokens[i] for i in documents}
            return PassageIndex.from_tokens(tokens), documents

        index: tuple[PassageIndex[int], dict[int, str]] = self._cached(("index", hidden), build)
        return index

    def derived(self, version: int, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """A value computed from a version of the store, made once for all who ask for it by that key."""
        return make() if self._connections.writing else self._cache.get(version, key, make)

    def _cached(self, key: tuple[object, ...], make: Callable[[Database], Any]) -> Any:
        with self._connections.read() as db:
            if self._connections.writing:
                # What an open transaction shows may be undone, and its version number used again.
                return make(db)
            return self._cache.get(reading.version(db), key, lambda: make(db))


def _frozen(wanted: Mapping[str, Wanted]) -> tuple[object, ...]:
    return tuple(value if value is None or isinstance(value, str) else frozenset(value) for value in wanted.values())
