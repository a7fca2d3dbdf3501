"""The intake itself: find, read, restore, write, compare."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from bot.intake.finding import Outcomes, files_of, tell, unknown
from bot.intake.values import Outcome, Progress, Report, Step
from bot.intake.work import Prepared, Read, Reader
from bot.intake.workers import read_all
from corpus.catalog import Catalog
from corpus.checks import find_findings
from corpus.models import Document, Finding
from handlers.mending import reread
from index import Store
from index.corrections import FIGURE, unmatched

_TRIES = 5
"""So often the store may change while an intake compares; then it compares what others left."""


def look(path: Path, sha256: str, store: Store, catalog: Catalog | None = None) -> Read:
    """Read one file without taking it; the reading is staged, so that taking the file later reads nothing."""
    read = Reader(catalog).read(path, sha256)
    if read.damaged:
        read = Reader(catalog, clean_texts(store)).read(path, sha256)
    if read.prepared is not None:
        _Stage(store, catalog, 1).keep(sha256, read.prepared)
    return read


def ingest(
    paths: Sequence[Path],
    store: Store,
    catalog: Catalog | None = None,
    workers: int = 1,
    also: Callable[[Outcome], None] | None = None,
) -> Iterator[Progress | Report]:
    """Read files and folders into the store; yields the progress and, last, the one `Report`.

    `catalog` names the figures (default: the catalogue shipped with the program), `workers` is how many processes read,
    `also` is done with each file's outcome in the transaction that writes it.

    Clean documents are read first; ruined ones are then restored with all clean texts as the language model. Each
    restoration is kept by content, so it is never made twice. What is read is staged: an intake that was stopped is
    continued by the next one.
    """
    outcomes: Outcomes = {}
    files = unknown(files_of(paths, outcomes), store, outcomes)
    stage = _Stage(store, catalog, workers)
    damaged: dict[Path, str] = {}
    yield from stage.read("đọc", files, None, outcomes, damaged)
    again = {path: sha256 for path, sha256 in damaged.items() if not stage.restored_before(path, sha256)}
    if again:
        clean = [*clean_texts(store), *stage.clean_texts(files)]
        yield from stage.read("phục hồi dấu", again, clean, outcomes, {})
    yield from _write(store, stage, files, outcomes, also)
    yield Report(
        outcomes=tuple(outcomes[path] for path in sorted(outcomes)),
        **_counts(store),
    )


def _write(
    store: Store, stage: _Stage, files: Mapping[Path, str], outcomes: Outcomes, also: Callable[[Outcome], None] | None
) -> Iterator[Progress]:
    """Write what was read with what it contradicts, all of it or nothing.

    Comparing takes long and needs no lock: it is done on a writing that is taken back at once, and what it found is
    written with the documents when the store is still the one that was compared, else compared again.
    """

    ready = [path for path in files if path not in outcomes]

    def written() -> Iterator[Progress]:
        for done, path in enumerate(ready):
            yield Progress(step="ghi vào kho", file=path.name, done=done, total=len(ready))
            outcomes[path] = stage.write(path, files[path])
            if also is not None:
                also(outcomes[path])

    for last in (False,) * (_TRIES - 1) + (True,):
        before = store.version()
        findings: list[Finding] = []
        if ready:
            with store.trial():
                yield from written()
                compared = _documents(store), store.observations()
            yield Progress(step="đối chiếu", done=0, total=1)
            findings = find_findings(*compared)
        with store.transaction():
            if store.version() != before and not last:
                continue
            for _ in written():
                pass
            if store.version() != before:
                store.replace_findings(findings)
            for path, outcome in outcomes.items():
                reason = outcome.reason if _went_wrong(outcome) else ""
                store.failures.note(path.as_posix(), files.get(path, ""), reason)
            return


def clean_texts(store: Store) -> list[str]:
    """The kept texts that may teach the language model: documents as typed, never a restored one, or it would learn
    its own mistakes, and no messages.
    """
    return [d.original for d in _documents(store) if d.text_quality == "clean" and d.origin == "file"]


def _counts(store: Store) -> dict[str, int]:
    """What answers rest on now: withdrawn documents count for nothing."""
    hidden = store.marks.having("withdrawn")
    findings = [f for f in store.findings() if hidden.isdisjoint((*f.docs, *(q.doc for q in f.quotes)))]
    return {
        "observations": sum(o.doc not in hidden for o in store.observations()),
        "tasks": sum(t.doc not in hidden for t in store.tasks()),
        "findings": len(findings),
    }


class _Stage:
    """Readings kept in the store beside what answers rest on, until they are written there."""

    def __init__(self, store: Store, catalog: Catalog | None, workers: int) -> None:
        self._store, self._catalog, self._workers = store, catalog, workers
        names = "" if catalog is None else "\n".join(i.model_dump_json() for i in catalog.indicators)
        self._model = f"{version('planbot')} {hashlib.sha256(names.encode()).hexdigest()[:16]}"

    def read(
        self,
        step: Step,
        files: Mapping[Path, str],
        clean: Iterable[str] | None,
        outcomes: Outcomes,
        damaged: dict[Path, str],
    ) -> Iterator[Progress]:
        """Read what is not staged yet; failures go to `outcomes`, what has to be restored to `damaged`."""
        todo = {path: sha256 for path, sha256 in files.items() if not self._store.staged.has(sha256, self._model)}
        done = len(files) - len(todo)
        first = next(iter(todo), None)
        yield Progress(step=step, file=first.name if first else "", done=done, total=len(files))
        for path, read in read_all(todo, self._catalog, clean, self._workers):
            done += 1
            if read.failure:
                tell(outcomes, path, "failed", read.failure)
            elif read.prepared is None:
                damaged[path] = files[path]
            else:
                self.keep(files[path], read.prepared)
            yield Progress(step=step, file=path.name, done=done, total=len(files))

    def restored_before(self, path: Path, sha256: str) -> bool:
        """Whether this version of the program restored this content before; then it is staged."""
        body = self._store.restored(sha256, version("planbot"))
        if body is None:
            return False
        document = Document.model_validate_json(body).model_copy(update={"source_file": path.name})
        self.keep(sha256, Reader(self._catalog).prepare(document))
        return True

    def clean_texts(self, files: Mapping[Path, str]) -> Iterator[str]:
        """The texts of this intake that need no restoring."""
        for sha256 in files.values():
            if prepared := self._kept(sha256):
                yield prepared.document.original

    def write(self, path: Path, sha256: str) -> Outcome:
        """Move a reading to where answers find it; inside the intake's transaction."""
        prepared = self._kept(sha256)
        if prepared is None:
            return self._taken_elsewhere(path, sha256)
        reading = prepared.intake(path)
        told = self._store.take(reading)
        if told.status in ("read", "replaced"):
            self._put_right(told.doc_key)
        self._store.staged.drop(sha256)
        restored = reading.document.text_quality == "restored"
        if restored:
            self._store.save_restored(sha256, reading.document.model_dump_json(), version("planbot"))
        return Outcome(
            file=path.name,
            status=told.status,
            document=told.doc_key,
            restored=restored,
            observations=len(reading.observations),
            tasks=len(reading.tasks),
            reason=told.reason,
            warnings=(*told.warnings, *([prepared.note] if prepared.note else []), *self._cautions(told.doc_key)),
        )

    def _taken_elsewhere(self, path: Path, sha256: str) -> Outcome:
        """Another intake wrote, or dropped, the same file while this one was reading."""
        kept = next((h.doc_key for h in self._store.documents() if h.sha256 == sha256), "")
        if kept:
            return Outcome(file=path.name, status="unchanged", document=kept)
        reason = f"{path.name}: tệp này vừa được một lần nạp khác xử lý, nạp lại nếu vẫn cần"
        return Outcome(file=path.name, status="failed", reason=reason)

    def _put_right(self, doc_key: str) -> None:
        """Read the figures under the header as it was put right before: another period is other figures."""
        document = self._store.printed(doc_key)
        corrections = self._store.corrections.of(doc_key)
        if document is not None and any(c.field != FIGURE for c in corrections):
            self._store.exchange(doc_key, reread(document, corrections, self._catalog))

    def _cautions(self, doc_key: str) -> list[str]:
        kept = [c for c in self._store.corrections.of(doc_key) if c.field == FIGURE]
        lost = unmatched(kept, self._store.printed_observations(doc_key)) if kept else []
        told = [f"Đính chính “{c.printed}” thành {c.value} không còn khớp chỗ nào: hãy xem lại." for c in lost]
        if doc_key in self._store.marks.having("withdrawn"):
            told.append(f"{doc_key} đang bị rút: chưa ai thấy, cho đến khi được khôi phục.")
        return told

    def keep(self, sha256: str, prepared: Prepared) -> None:
        """Keep a reading until it is written."""
        self._store.staged.put(sha256, self._model, prepared.model_dump_json())

    def _kept(self, sha256: str) -> Prepared | None:
        body = self._store.staged.get(sha256, self._model)
        return Prepared.model_validate_json(body) if body is not None else None


def _documents(store: Store) -> list[Document]:
    kept = (store.document(header.doc_key) for header in store.documents())
    return [document for document in kept if document is not None]


def _went_wrong(outcome: Outcome) -> bool:
    return outcome.status == "failed"
