"""What a handler knows at a moment: the store's state as fact book, evidence, units and headers, built once a state."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

from corpus.catalog import Catalog
from corpus.models import Document, Finding, Task
from corpus.periods import describe
from corpus.shorthand import load_shorthand
from corpus.text import fold
from corpus.unit_registry import UnitRegistry
from handlers.evidence import Abbreviations, Evidence
from handlers.facts import FactBook
from handlers.spelling import is_syllable
from index import DocumentHeader, Hit, Passage, Store

_PREFIX = re.compile(
    r"^(?:kkt|kcn|khu kinh te|khu cong nghiep|cac kcn|tinh|thanh pho|tp|huyen|quan|thi xa|ban quan ly|bql|ubnd)\b\.?\s*"
)

_FOREIGN = re.compile(r"\b[A-Z][A-Za-z]{3,}\b")
_ABBREVIATED_FROM = 2  # phrases of three words and more; shorter ones are matched as pairs


class Knowledge:
    """Everything answers are made of, for one version of the store; parts are built when first asked for.

    `hidden` documents are as if they were not in the store, in all of it: passages, figures, tasks, contradictions.
    """

    def __init__(
        self, store: Store, catalog: Catalog, clock: Callable[[], date], hidden: frozenset[str] = frozenset()
    ) -> None:
        self._store = store
        self.catalog = catalog
        self._clock = clock
        self.hidden = hidden
        self._lock = threading.Lock()
        self._is_warm = False
        with store.snapshot():
            self.version = store.version()
            everything = store.documents()
            rows = [row for row in everything if row.doc_key not in hidden]
            # What nobody approved yet has no words to be searched: views that differ in it alone share the rest.
            self._spoken = frozenset(r.doc_key for r in everything if r.origin == "file" or r.approved_by or r.passages)
            #: the headers of the documents that came as files, by date of issue
            self.headers: tuple[DocumentHeader, ...] = tuple(row for row in rows if row.origin == "file")
            #: every document by its key, approved messages among them
            self.documents: Mapping[str, Document] = {
                row.doc_key: document for row in rows if (document := store.document(row.doc_key)) is not None
            }
            #: every passage by its id
            self.passages: Mapping[int, Passage] = {p.id: p for p in store.passages() if p.doc_key not in hidden}
            #: the contradictions known
            self.findings: tuple[Finding, ...] = tuple(f for f in store.findings() if not _touches(f, hidden))
            self._tasks = [t for t in store.tasks() if t.doc not in hidden]
            self._reports = store.reports.find(state=("approved", "confirmed"))
            self._listed = store.task_states.latest()
            self._observations = tuple(o for o in store.observations() if o.doc not in hidden)

    @property
    def today(self) -> date:
        """The day it is now: what is known is kept over midnight."""
        return self._clock()

    def search(self, query: str, limit: int, doc_keys: Sequence[str] = ()) -> list[Hit[int]]:
        """The passages that answer best, of some documents only when given."""
        return self._store.search(query, limit, doc_key=list(doc_keys) or None, hidden=self._hidden_words)

    @property
    def _hidden_words(self) -> frozenset[str]:
        """The hidden documents that could be searched."""
        return self.hidden & self._spoken

    def neighbours(self, passage_id: int, before: int = 1, after: int = 1) -> list[Passage]:
        """The passages around one in its document, itself included; none around one that is not to be seen."""
        if passage_id not in self.passages:
            return []
        return self._store.neighbours(passage_id, before, after)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks of all plans and lists, with the states told since."""
        from handlers.progress import with_progress
        from handlers.reports.keys import document_key
        from handlers.task_states import with_states  # reads reports, which are read with what is known

        told = [r for r in self._reports if document_key(r, approved=True) not in self.hidden]
        return with_states(with_progress(self._tasks, self.documents), told, self._listed)

    @cached_property
    def book(self) -> FactBook:
        """The figures."""
        return FactBook(self._observations, self.findings)

    @cached_property
    def evidence(self) -> Evidence:
        """The sentences, weighed."""
        made: Evidence = self._store.derived(self.version, ("evidence", self._hidden_words), self._evidence)
        return made

    def _evidence(self) -> Evidence:
        context = {
            key: " . ".join((*(p.text for p in d.paragraphs if p.kind == "header"), d.organ_name, self.period_words(d)))
            for key, d in self._spoken_documents().items()
        }
        return Evidence(self.passages.values(), Abbreviations(abbreviations()), context, self._printed_names())

    def _printed_names(self) -> dict[int, frozenset[str]]:
        """Foreign names of damaged passages as printed (Orion Tech): a repair may take them for Vietnamese words."""
        out = {}
        for p in self.passages.values():
            document = self.documents[p.doc_key]
            if document.text_quality == "restored":
                printed = {fold(w) for w in _FOREIGN.findall(document.quote(p.start, p.end))}
                out[p.id] = frozenset(w for w in printed if not is_syllable(w))
        return out

    @cached_property
    def registry(self) -> UnitRegistry:
        """The units of government the documents name."""
        made: UnitRegistry = self._store.derived(
            self.version,
            ("registry", self._hidden_words),
            lambda: UnitRegistry.from_documents(self._spoken_documents().values()),
        )
        return made

    def _spoken_documents(self) -> dict[str, Document]:
        return {key: document for key, document in self.documents.items() if key in self._spoken}

    def warm(self) -> None:
        """Make the costly parts, by one thread while others wait."""
        with self._lock:
            if self._is_warm:
                return
            for part in (self.book, self.evidence, self.registry, self.tasks):
                assert part is not None
            if self.documents:
                self.search("kế hoạch", 1)
            self._is_warm = True

    def period_words(self, document: Document) -> str:
        """The document's period in words, '' when it has none."""
        return describe(document.reporting_period) if document.reporting_period else ""

    def memo(self, key: str, make: Callable[[], object]) -> object:
        """A value derived once for this state."""
        cache: dict[str, object] = self.__dict__.setdefault("_memo", {})
        if key not in cache:
            cache[key] = make()
        return cache[key]


def _touches(finding: Finding, hidden: frozenset[str]) -> bool:
    return bool(hidden) and not hidden.isdisjoint((*finding.docs, *(q.doc for q in finding.quotes)))


def abbreviations() -> dict[str, str]:
    """Folded phrases with the acronyms documents print for them ("khu cong nghiep" → "kcn"); no chat shorthand.

    >>> abbreviations()["khu cong nghiep"]
    'kcn'
    """
    table = load_shorthand()
    out: dict[str, str] = {}
    for short, phrase in table.acronyms.items():
        folded = fold(phrase)
        if folded.count(" ") >= _ABBREVIATED_FROM and short.isascii() and short.isalpha():
            out[folded] = fold(short)
    return out


def place_name(entity: str) -> str:
    """The place an entity stands for: "KKT Hải Phòng" and "Hải Phòng" are one.

    >>> place_name("KKT Hải Phòng") == place_name("Hải Phòng")
    True
    """
    folded = fold(entity)
    while True:
        shorter = _PREFIX.sub("", folded)
        if shorter == folded:
            return folded.strip()
        folded = shorter
