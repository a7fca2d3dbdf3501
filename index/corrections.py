"""Corrections of what was misread: a layer over documents and figures that stays when a document is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from sqlite_utils import Database

from corpus.models import Document, Observation
from corpus.text import fold
from index.connection import Connections
from index.counter import bump

HEADER_FIELDS = ("type_name", "subject", "organ_name", "place", "issued_date", "reporting_period")
FIELD_WORDS: dict[str, str] = {
    "number": "Số, ký hiệu",
    "type_name": "Loại văn bản",
    "subject": "Trích yếu",
    "organ_name": "Cơ quan ban hành",
    "place": "Địa danh",
    "issued_date": "Ngày ban hành",
    "reporting_period": "Kỳ báo cáo",
}
"""The fields of a document that can be put right, as a reader knows them."""
FIGURE = "figure"
PUT_RIGHT = "Bản in ghi "
"""How the sentence on a figure that was put right begins."""
NUMBER = "number"
_CITED = ("number", "type_name", "issued_date", "reporting_period", "organ_name")
"""Fields that a citation shows, or that decide what its figures are of."""


class Correction(NamedTuple):
    """What was put right: a header field, the number ("number", `printed` is the key that was read), or with `field`
    "figure" the value of the figure printed so. `clause` and `offset` say where: the words quoted as its source and
    how many letters of them stand before it; without a clause every figure printed so is meant. `id` is its own for
    ever, 0 while it is not kept.
    """

    doc_key: str
    field: str
    printed: str
    value: str
    reason: str
    author: str
    at: str
    clause: str = ""
    offset: int = -1
    id: int = 0


def printed_as(found: Iterable[Observation], text: str) -> list[Observation]:
    """The figures printed as a text says; a cell's unit, which stands in its row or heading, may be said with it."""
    wanted = _squeezed(text)
    return [o for o in found if wanted in (_squeezed(o.span.quote), _squeezed(f"{o.span.quote} {o.unit}"))]


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")


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

    def put(
        self, doc_key: str, field: str, printed: str, value: str, reason: str, author: str,
        clause: str = "", offset: int = -1,
    ) -> None:  # fmt: skip
        """Put something right; a later correction of the same thing takes the place of the earlier one."""
        row = Correction(doc_key, field, printed, value, reason, author, self._now(), clause, offset)
        with self._connections.write() as db:
            write_correction(db, row)

    def take_back(self, doc_key: str, field: str, printed: str = "", clause: str = "", offset: int = -1) -> bool:
        """What was read holds again; False when there was no correction. Without a clause all figures printed so."""
        with self._connections.write() as db:
            done = db.execute(
                "DELETE FROM corrections WHERE doc_key = ? AND field = ? AND printed = ? "
                """AND (? = '' OR clause = ? AND "offset" = ?)""",
                [doc_key, field, printed, clause, clause, offset],
            )
            bump(db)
            return done.rowcount > 0

    def of(self, doc_key: str) -> list[Correction]:
        """The corrections of a document."""
        with self._connections.read() as db:
            return [c for c in all_of(db) if c.doc_key == doc_key]

    def promise(self, sha256: str, values: Mapping[str, str], reason: str, author: str) -> None:
        """Put fields of a content right that is not taken yet: they hold from the moment it is."""
        with self._connections.write() as db:
            for field, value in values.items():
                row = {"sha256": sha256, "field": field, "value": value, "reason": reason, "author": author}
                db.table("promised_corrections").upsert(row | {"at": self._now()}, pk=("sha256", "field"))

    def forget(self, sha256: str) -> None:
        """Nothing is promised of a content any more: it is not taken."""
        with self._connections.write() as db:
            db.execute("DELETE FROM promised_corrections WHERE sha256 = ?", [sha256])

    def promised(self, sha256: str) -> dict[str, str]:
        """The fields of a content that were put right before it was taken, by field."""
        with self._connections.read() as db:
            return {c.field: c.value for c in promised(db, sha256)}


def write_correction(db: Database, row: Correction) -> None:
    """Keep a correction in place of an earlier one of the same thing; inside the caller's transaction."""
    same = [row.doc_key, row.field, row.printed, row.clause, row.offset]
    db.execute(
        'DELETE FROM corrections WHERE doc_key = ? AND field = ? AND printed = ? AND clause = ? AND "offset" = ?', same
    )
    db.table("corrections").insert({name: value for name, value in row._asdict().items() if name != "id"})
    bump(db)


def all_of(db: Database) -> list[Correction]:
    """Every correction, oldest first."""
    columns = ", ".join(f'"{name}"' for name in Correction._fields)
    return [Correction(**row) for row in db.query(f"SELECT {columns} FROM corrections ORDER BY id")]


def promised(db: Database, sha256: str) -> list[Correction]:
    """What was put right of a content before it was taken; the key is not known yet."""
    rows = db.query("SELECT field, value, reason, author, at FROM promised_corrections WHERE sha256 = ?", [sha256])
    return [Correction(doc_key="", printed="", **row) for row in rows]


def with_number(document: Document, value: str) -> Document:
    """A document under another number and notation, "7/KH-UBND"."""
    number, _, notation = value.partition("/")
    return document.model_copy(update={"code_number": number, "code_notation": notation})


def header_changes(corrections: Iterable[Correction], doc_key: str) -> dict[str, str]:
    """The header fields of a document that were put right."""
    return {c.field: c.value for c in corrections if c.doc_key == doc_key and c.field in HEADER_FIELDS}


def corrected_document(document: Document, corrections: Iterable[Correction]) -> Document:
    """A document with its header put right, and a sentence about the fields that a citation rests on."""
    mine = [c for c in corrections if c.doc_key == document.doc_key]
    changes: dict[str, object] = dict(header_changes(mine, document.doc_key))
    cited = [f"{FIELD_WORDS[c.field].lower()} (bởi {c.author}: {c.reason})" for c in mine if c.field in _CITED]
    told = f"{document.doc_key} được đính chính: {'; '.join(cited)}." if cited else ""
    return document.model_copy(update={**changes, "corrected": told}) if changes or told else document


def corrected_observation(observation: Observation, corrections: Iterable[Correction]) -> Observation:
    """A figure with its value put right; what is printed stays its quote, and a sentence says who changed it."""
    for c in corrections:
        if c.field == FIGURE and c.doc_key == observation.doc and _is_of(c, observation):
            told = f"{PUT_RIGHT}“{c.printed}”, được đính chính bởi {c.author}: {c.reason}."
            changes = {"value": Decimal(c.value), "cautions": (*observation.cautions, told)}
            return observation.model_copy(update=changes)
    return observation


def _is_of(correction: Correction, observation: Observation) -> bool:
    if correction.printed != observation.span.quote:
        return False
    if not correction.clause:
        return True
    clause, offset = place_of(observation)
    return correction.offset == offset and _letters(correction.clause) == _letters(clause)


def place_of(observation: Observation) -> tuple[str, int]:
    """Where a figure stands, as a correction says it: its clause, and how many letters of it stand before."""
    at = observation.span.start - observation.clause.start
    return observation.clause.quote, len(_letters(observation.clause.quote[:at]))


def _letters(text: str) -> str:
    """Letters and digits only: another reader may part the cells of a row otherwise."""
    return "".join(c for c in fold(text) if c.isalnum())


def unmatched(corrections: Iterable[Correction], observations: Iterable[Observation]) -> list[Correction]:
    """Corrections of figures that no figure is printed like any more: a later version was worded anew."""
    figures = list(observations)
    return [c for c in corrections if c.field == FIGURE and not any(_is_of(c, o) for o in figures)]
