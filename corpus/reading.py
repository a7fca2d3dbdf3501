"""A file becomes a `Document`: reader, restorer of damaged text (optional), structure."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Protocol

from corpus.alignment import Source, Strand, nfc_reading
from corpus.models import Document
from corpus.readers.files import read_any
from corpus.readers.text import RawText
from corpus.structure import parse_document
from corpus.values import Aligned


class RestoredText(Protocol):
    """What a restorer returns: the reading of the whole text, and the stretches of it restored with a small margin."""

    @property
    def reading(self) -> Aligned:
        """Aligned to the text given, its lines kept."""

    @property
    def uncertain(self) -> tuple[tuple[int, int], ...]:
        """Offsets in `reading.text`."""


class TextRestorer(Protocol):
    """Restores a text whose diacritics are ruined (`corpus.restore.Restorer`)."""

    def restore(self, text: str) -> RestoredText:
        """Its restored reading."""


def read_document(path: Path, restorer: TextRestorer | None = None) -> Document:
    """Read one file; ReadError (a Vietnamese sentence) when it cannot be read.

    With a restorer, damaged text is restored: offsets still point into the file's text.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "ke-hoach.txt"
    ...     _ = file.write_text("Số: 7/KH-UBND\\n\\nKẾ HOẠCH\\n\\nPhát triển chăn nuôi năm 2025\\n", encoding="utf-8")
    ...     read_document(file).doc_key
    '7/KH-UBND'
    """
    return document_of(read_any(path), path.name, restorer)


def document_of(raw: RawText, source_file: str, restorer: TextRestorer | None = None) -> Document:
    """The document of a text already read."""
    reading = raw.reading if raw.reading is not None else nfc_reading(raw.text)
    uncertain: tuple[tuple[int, int], ...] = ()
    quality: Literal["clean", "restored"] = "clean"
    if restorer is not None and _looks_damaged(reading.text):
        restored = restorer.restore(reading.text)
        reading, uncertain, quality = _through(restored.reading, reading), restored.uncertain, "restored"
    return parse_document(
        raw.text,
        source_file=source_file,
        sha256=raw.sha256,
        reading=reading,
        uncertain=uncertain,
        text_quality=quality,
    ).model_copy(update={"pages": raw.pages, "doubtful": raw.doubtful})


def _looks_damaged(text: str) -> bool:
    from corpus.restore import looks_damaged  # numpy and the lexicon are loaded only where a restorer is in use

    return looks_damaged(text)


def _through(outer: Aligned, inner: Aligned) -> Aligned:
    """A reading of a reading, as a reading of the original."""
    if len(inner.segments) == 1 and inner.segments[0][2] == 0:
        return outer
    return Source(inner).align(Strand(outer.text, outer.segments))
