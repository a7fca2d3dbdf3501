"""From files to the store: one pipeline for the command line and, later, for files sent in a chat.

Everything is read before anything is written, and all of it is written in one transaction: an interrupted intake
leaves the store as it was. A file that cannot be read is a sentence in the report and does not stop the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from corpus.catalog import Catalog
from corpus.checks import find_findings
from corpus.errors import CorpusError
from corpus.models import Document, Value
from corpus.observations import extract_observations
from corpus.readers.files import read_any
from corpus.readers.kinds import SUFFIXES
from corpus.readers.text import RawText
from corpus.reading import document_of
from corpus.restore import Restorer, looks_damaged
from corpus.tasks import extract_tasks
from index import Intake, Store

READABLE = SUFFIXES
"""Suffixes taken from a folder; a file named on its own is tried whatever its suffix."""

Status = Literal["read", "replaced", "unchanged", "skipped", "failed"]
Step = Literal["đọc", "phục hồi dấu", "trích số liệu", "ghi vào kho", "đối chiếu"]


class Progress(Value):
    """A step that begins: `done` of `total` units of work are behind it."""

    step: Step
    file: str
    done: int
    total: int


class Outcome(Value):
    """What became of one file. `reason` is a sentence, always there when it was skipped or failed."""

    file: str
    status: Status
    document: str = ""
    restored: bool = False
    observations: int = 0
    tasks: int = 0
    reason: str = ""
    warnings: tuple[str, ...] = ()


class Report(Value):
    """The end of an intake: an outcome a file, in the order of the files, and what the store then holds."""

    outcomes: tuple[Outcome, ...]
    observations: int = 0
    tasks: int = 0
    findings: int = 0

    def count(self, status: Status) -> int:
        """How many files ended so."""
        return sum(o.status == status for o in self.outcomes)

    @property
    def failed(self) -> bool:
        """Whether anything went wrong."""
        return self.count("failed") > 0


def ingest(paths: Sequence[Path], store: Store, catalog: Catalog | None = None) -> Iterator[Progress | Report]:
    """Read files and folders into the store; yields the progress and, last, the one `Report`.

    `catalog` names the figures (default: the catalogue shipped with the program).

    Clean documents are read first; ruined ones are then restored with all clean texts as the language model. Each
    restoration is kept by content, so it is never made twice.
    """
    outcomes: dict[Path, Outcome] = {}
    todo = _unknown(_files(paths, outcomes), store, outcomes)
    total = 3 * len(todo) + 1
    texts: dict[Path, RawText] = {}
    documents: dict[Path, Document] = {}
    for done, path in enumerate(todo):
        yield Progress(step="đọc", file=path.name, done=done, total=total)
        text = _read(path, outcomes)
        if text is not None:
            texts[path] = text
            if not looks_damaged(text.text):
                documents[path] = _document(path, text)
    done = len(todo)
    ruined = [path for path in texts if path not in documents]
    restorer = _restorer(store, documents.values()) if ruined else None
    for path in ruined:
        yield Progress(step="phục hồi dấu", file=path.name, done=done, total=total)
        documents[path] = _kept_restoration(store, path, texts[path]) or _document(path, texts[path], restorer)
    prepared: dict[Path, Intake] = {}
    for path, document in documents.items():
        yield Progress(step="trích số liệu", file=path.name, done=done, total=total)
        prepared[path] = Store.prepare(document, extract_observations(document, catalog), extract_tasks(document))
        done += 1
    with store.transaction():
        for path, reading in prepared.items():
            yield Progress(step="ghi vào kho", file=path.name, done=done, total=total)
            outcomes[path] = _written(path, reading, texts[path].note, store)
            done += 1
        if prepared:
            yield Progress(step="đối chiếu", file="", done=done, total=total)
            store.replace_findings(find_findings(_documents(store), store.observations()))
    yield Report(
        outcomes=tuple(outcomes[path] for path in sorted(outcomes)),
        observations=len(store.observations()),
        tasks=len(store.tasks()),
        findings=len(store.findings()),
    )


def clean_texts(store: Store) -> list[str]:
    """The kept texts that may teach the language model: never a restored one, or it would learn its own mistakes."""
    return [d.original for d in _documents(store) if d.text_quality == "clean"]


def _documents(store: Store) -> list[Document]:
    kept = (store.document(header.doc_key) for header in store.documents())
    return [document for document in kept if document is not None]


def _files(paths: Sequence[Path], outcomes: dict[Path, Outcome]) -> list[Path]:
    """The files meant, each once; what cannot be read is told in `outcomes`."""
    found: dict[Path, None] = {}
    for given in paths:
        path = given.resolve()
        if not path.exists():
            _tell(outcomes, path, "failed", f"Không thấy {given}: kiểm tra lại đường dẫn.")
        elif path.is_dir():
            found.update(dict.fromkeys(_in_folder(path, given, outcomes)))
        else:
            found[path] = None
    return list(found)


def _in_folder(folder: Path, given: Path, outcomes: dict[Path, Outcome]) -> list[Path]:
    files = sorted(
        p for p in folder.rglob("*") if p.is_file() and not any(s.startswith(".") for s in p.relative_to(folder).parts)
    )
    readable = [p for p in files if p.suffix.lower() in READABLE]
    if not readable:
        kinds = ", ".join(sorted(READABLE))
        _tell(outcomes, folder, "failed", f"{given}: thư mục không có tệp nào đọc được; hãy đưa vào tệp {kinds}.")
        return []
    for path in files:
        if path not in readable:
            _tell(outcomes, path, "skipped", f"{path.name}: chưa đọc được loại tệp {path.suffix or 'không có đuôi'}.")
    return readable


def _unknown(files: Iterable[Path], store: Store, outcomes: dict[Path, Outcome]) -> list[Path]:
    """The files whose content the store does not hold yet; of two equal files the first."""
    seen: dict[str, Path] = {}
    todo = []
    for path in files:
        try:
            sha256 = _digest(path)
        except OSError as error:
            _tell(outcomes, path, "failed", f"{path.name}: không mở được ({error.strerror}); kiểm tra quyền đọc tệp.")
            continue
        if store.known(sha256, path.as_posix()):
            _tell(outcomes, path, "unchanged", "")
        elif sha256 in seen:
            _tell(outcomes, path, "skipped", f"{path.name}: nội dung giống hệt {seen[sha256].name}.")
        else:
            seen[sha256] = path
            todo.append(path)
    return todo


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path, outcomes: dict[Path, Outcome]) -> RawText | None:
    try:
        return read_any(path)
    except CorpusError as error:
        _tell(outcomes, path, "failed", str(error))
        return None


def _document(path: Path, text: RawText, restorer: Restorer | None = None) -> Document:
    """The document of a text; its whole path tells apart two files of one name in two folders."""
    return document_of(text, path.name, restorer).model_copy(update={"source_file": path.as_posix()})


def _restorer(store: Store, clean: Iterable[Document]) -> Restorer:
    return Restorer([*clean_texts(store), *(d.original for d in clean)])


def _kept_restoration(store: Store, path: Path, text: RawText) -> Document | None:
    """The restored document of this content when this version of the program made one before."""
    body = store.restored(text.sha256, version("planbot"))
    if body is None:
        return None
    return Document.model_validate_json(body).model_copy(update={"source_file": path.as_posix()})


def _written(path: Path, reading: Intake, note: str, store: Store) -> Outcome:
    document = reading.document
    told = store.take(reading)
    if document.text_quality == "restored":
        store.save_restored(document.sha256, document.model_dump_json(), version("planbot"))
    return Outcome(
        file=path.name,
        status=told.status,
        document=told.doc_key,
        restored=document.text_quality == "restored",
        observations=len(reading.observations),
        tasks=len(reading.tasks),
        reason=told.reason,
        warnings=(*told.warnings, *([note] if note else [])),
    )


def _tell(outcomes: dict[Path, Outcome], path: Path, status: Status, reason: str) -> None:
    outcomes[path] = Outcome(file=path.name, status=status, reason=reason)
