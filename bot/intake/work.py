"""The costly part of an intake, a file at a time: read, restore, extract, segment. Runs in worker processes too."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus.catalog import Catalog
from corpus.errors import CorpusError
from corpus.models import Document, Observation, Task
from corpus.observations import extract_observations
from corpus.readers.files import read_any
from corpus.readers.text import RawText
from corpus.reading import document_of
from corpus.restore import Restorer, looks_damaged
from corpus.tasks import extract_tasks
from corpus.values import Value
from index import Intake, Passage, Store
from index.tokens import TokenText


class Prepared(Value):
    """A file read: all that the store takes of it, and a sentence about a conversion ('' when none)."""

    document: Document
    observations: tuple[Observation, ...]
    tasks: tuple[Task, ...]
    passages: tuple[tuple[Passage, str], ...]
    note: str = ""

    def intake(self, path: Path) -> Intake:
        """As the store takes it. The whole path tells apart two files of one name in two folders."""
        document = self.document.model_copy(update={"source_file": path.as_posix()})
        tokens = [(passage, TokenText.parse(line)) for passage, line in self.passages]
        return Intake(document, self.observations, self.tasks, tokens)


class Read(Value):
    """What became of a reading: `prepared`, or damaged text that is to be restored, or the sentence why not."""

    prepared: Prepared | None = None
    damaged: bool = False
    failure: str = ""


class Reader:
    """Reads files with a catalogue and, where text is damaged, a restorer taught by clean texts."""

    def __init__(self, catalog: Catalog | None, clean_texts: Iterable[str] | None = None) -> None:
        self._catalog = catalog
        self._restorer = None if clean_texts is None else Restorer(clean_texts)

    def read(self, path: Path, sha256: str) -> Read:
        """Read one file whose content had this digest when it was looked at."""
        try:
            raw = read_any(path)
        except CorpusError as error:
            return Read(failure=str(error))
        if raw.sha256 != sha256:
            return Read(failure=f"{path.name}: tệp đang được ghi dở, đã đổi trong lúc đọc; hãy nạp lại khi ghi xong.")
        if self._restorer is None and looks_damaged(raw.text):
            return Read(damaged=True)
        return Read(prepared=self.prepare(document_of(raw, path.name, self._restorer), raw))

    def prepare(self, document: Document, raw: RawText | None = None) -> Prepared:
        """Everything that is read from a document, ready to be written."""
        reading = Store.prepare(document, extract_observations(document, self._catalog), extract_tasks(document))
        return Prepared(
            document=document,
            observations=tuple(reading.observations),
            tasks=tuple(reading.tasks),
            passages=tuple((passage, str(tokens)) for passage, tokens in reading.passages),
            note=raw.note if raw is not None else "",
        )
