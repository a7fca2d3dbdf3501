"""Corrections of what was misread: a layer over documents and figures that stays when a document is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from sqlite_utils import Database

from corpus.models import Document, Observation
from index.connection import Connections
from index.writing import bump

HEADER_FIELDS = ("type_name", "subject", "organ_name", "place", "issued_date", "reporting_period")
FIGURE = "figure"


class Correction(NamedTuple):
    """What was put right: a header field, or with `field` "figure" the value of the figure printed so."""

    doc_key: str
    field: str
    printed: str
    value: str
    reason: str
    author: str
    at: str


class Corrections:
    """The corrections of a store.

    >>> from index.store import Store
    >>> with Store.open(":memory:") as store:
    ...     store.corrections.put("7/KH-X", "subject", "", "Trồng rừng", "đọc thiếu chữ", "Lan")
    ...     [c.value for c in store.corrections.of("7/KH-X")]
    ['Trồng rừng']
    """

    def __init__(self, connections: Connections, now: Callable[[], str]) -> None:
        self._connections = connections
        self._now = now

    def put(self, doc_key: str, field: str, printed: str, value: str, reason: str, author: str) -> None:
        """Put something right; a later correction of the same thing takes the place of the earlier one."""
        row = Correction(doc_key, field, printed, value, reason, author, self._now())
        with self._connections.write() as db:
            db.execute(
                "DELETE FROM corrections WHERE doc_key = ? AND field = ? AND printed = ?", [doc_key, field, printed]
            )
            db.table("corrections").insert(row._asdict())
            bump(db)

    def take_back(self, doc_key: str, field: str, printed: str = "") -> bool:
        """What was read holds again; False when there was no correction."""
        with self._connections.write() as db:
            done = db.execute(
                "DELETE FROM corrections WHERE doc_key = ? AND field = ? AND printed = ?", [doc_key, field, printed]
            )
            bump(db)
            return done.rowcount == 1

    def of(self, doc_key: str) -> list[Correction]:
        """The corrections of a document."""
        with self._connections.read() as db:
            return [c for c in all_of(db) if c.doc_key == doc_key]


def all_of(db: Database) -> list[Correction]:
    """Every correction, oldest first."""
    columns = ", ".join(Correction._fields)
    return [Correction(**row) for row in db.query(f"SELECT {columns} FROM corrections ORDER BY id")]


def header_changes(corrections: Iterable[Correction], doc_key: str) -> dict[str, str]:
    """The header fields of a document that were put right."""
    return {c.field: c.value for c in corrections if c.doc_key == doc_key and c.field in HEADER_FIELDS}


def corrected_document(document: Document, corrections: Iterable[Correction]) -> Document:
    """A document with its header put right."""
    changes = header_changes(corrections, document.doc_key)
    return document.model_copy(update=changes) if changes else document


def corrected_observation(observation: Observation, corrections: Iterable[Correction]) -> Observation:
    """A figure with its value put right; what is printed stays its quote, and a sentence says who changed it."""
    for c in corrections:
        if c.field == FIGURE and c.doc_key == observation.doc and c.printed == observation.span.quote:
            told = f"Bản in ghi “{c.printed}”, được đính chính bởi {c.author}: {c.reason}."
            changes = {"value": Decimal(c.value), "cautions": (*observation.cautions, told)}
            return observation.model_copy(update=changes)
    return observation
