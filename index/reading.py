"""What is read back: rows become the same frozen values that were written, by parameters only."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, Literal

from sqlite_utils import Database

from corpus.models import Document, Finding, Observation, Signer, Task
from corpus.values import Value
from index.corrections import all_of, corrected_document, corrected_observation, header_changes
from index.cut import Passage
from index.tokens import TokenText

Wanted = str | Collection[str] | None
"""One value, any of several, or no condition."""

_PASSAGE_COLUMNS = """id, doc_key, kind, section, text, start, "end", paragraph, table_no, row_no, uncertain"""


class DocumentHeader(Value):
    """A kept document without its body, and how much was read from it."""

    doc_key: str
    code_number: str
    code_notation: str
    type_name: str
    subject: str
    organ_name: str
    place: str
    issued_date: str
    signer: Signer
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    reporting_period: str
    confidence: dict[str, float]
    source_file: str
    sha256: str
    text_quality: str
    abridged: bool
    origin: Literal["file", "message"] = "file"
    approved_by: str = ""
    ingested_at: str
    passages: int
    observations: int
    tasks: int


class Version(Value):
    """A content that was given up: for which one, when, and why (changed, duplicate, abridged, removed)."""

    doc_key: str
    sha256: str
    source_file: str
    ingested_at: str
    replaced_at: str
    replaced_by: str
    replaced_by_file: str
    reason: str


def version(db: Database) -> int:
    """A number that grows with each change of documents or findings."""
    return int(db.execute("SELECT value FROM counters WHERE name = 'version'").fetchone()[0])


def headers(db: Database) -> list[DocumentHeader]:
    """Kept documents, the newest by date of issue (as put right) last; undated ones first."""
    rows = db.query(
        """SELECT d.doc_key, d.header, d.ingested_at,
             (SELECT count(*) FROM passages p WHERE p.document = d.id) AS passages,
             (SELECT count(*) FROM observations o WHERE o.document = d.id) AS observations,
             (SELECT count(*) FROM tasks t WHERE t.document = d.id) AS tasks
           FROM documents d ORDER BY d.id"""
    )
    put_right = all_of(db)
    right = (h.model_copy(update=header_changes(put_right, h.doc_key)) for h in map(_header, rows))
    return sorted(right, key=lambda h: h.issued_date)


def document(db: Database, doc_key: str, *, put_right: bool = True) -> Document | None:
    """A document with its body, its header put right or as it was read."""
    row = db.execute("SELECT body FROM documents WHERE doc_key = ?", [doc_key]).fetchone()
    return corrected_document(Document.model_validate_json(row[0]), all_of(db) if put_right else ()) if row else None


def versions(db: Database, doc_key: Wanted = None) -> list[Version]:
    """Given-up contents, oldest first."""
    where, values = conditions({"doc_key": doc_key})
    columns = ", ".join(Version.model_fields)
    return [Version(**row) for row in db.query(f"SELECT {columns} FROM versions{where} ORDER BY id", values)]


def observations(db: Database, wanted: Mapping[str, Wanted], *, put_right: bool = True) -> list[Observation]:
    """Observations whose columns hold the wanted values, in the order of the documents, as put right or as read."""
    where, values = conditions(wanted)
    rows = db.query(f"SELECT body FROM observations{where} ORDER BY id", values)
    corrections = all_of(db) if put_right else ()
    return [corrected_observation(Observation.model_validate_json(row["body"]), corrections) for row in rows]


def tasks(db: Database, wanted: Mapping[str, Wanted]) -> list[Task]:
    """Tasks whose columns hold the wanted values."""
    where, values = conditions(wanted)
    return [Task.model_validate_json(r["body"]) for r in db.query(f"SELECT body FROM tasks{where} ORDER BY id", values)]


def findings(db: Database) -> list[Finding]:
    """All findings, in the order they were written."""
    return [Finding.model_validate_json(row["body"]) for row in db.query("SELECT body FROM findings ORDER BY id")]


def passages(db: Database, doc_key: Wanted = None) -> list[Passage]:
    """Passages in the order of the documents."""
    where, values = conditions({"doc_key": doc_key})
    return [_passage(r) for r in db.query(f"SELECT {_PASSAGE_COLUMNS} FROM passages{where} ORDER BY id", values)]


def passage(db: Database, passage_id: int) -> Passage | None:
    """One passage, nothing when its document was replaced since."""
    rows = db.query(f"SELECT {_PASSAGE_COLUMNS} FROM passages WHERE id = ?", [passage_id])
    return next((_passage(row) for row in rows), None)


def neighbours(db: Database, passage_id: int, before: int, after: int) -> list[Passage]:
    """The passages around one in its document, itself included, in order."""
    rows = db.query(
        f"""WITH here AS (SELECT document AS doc, ordinal AS n FROM passages WHERE id = ?)
            SELECT {_PASSAGE_COLUMNS} FROM passages, here
            WHERE document = here.doc AND ordinal BETWEEN here.n - ? AND here.n + ? ORDER BY ordinal""",
        [passage_id, before, after],
    )
    return [_passage(row) for row in rows]


def token_lines(db: Database) -> tuple[dict[int, str], dict[int, TokenText]]:
    """Document and stored tokens of each passage: an index is built from them without segmenting again."""
    documents: dict[int, str] = {}
    tokens: dict[int, TokenText] = {}
    for passage_id, doc_key, line in db.execute("SELECT id, doc_key, tokens FROM passages ORDER BY id"):
        documents[passage_id], tokens[passage_id] = doc_key, TokenText.parse(line)
    return documents, tokens


def chat_state(db: Database, chat_id: str) -> dict[str, Any] | None:
    """What a chat remembers."""
    row = db.execute("SELECT state FROM chats WHERE chat_id = ?", [chat_id]).fetchone()
    return json.loads(row[0]) if row else None


def restored(db: Database, sha256: str, model: str) -> str | None:
    """The repaired reading of a content, if that model made one before."""
    row = db.execute("SELECT body FROM restorations WHERE sha256 = ? AND model = ?", [sha256, model]).fetchone()
    return str(row[0]) if row else None


def conditions(wanted: Mapping[str, Wanted]) -> tuple[str, list[str]]:
    """A WHERE clause and its values; column names come from this room only, values are always parameters.

    >>> conditions({"doc_key": "7/KH-X", "measure": ("actual", "estimate"), "entity": None})
    (' WHERE doc_key = ? AND measure IN (?, ?)', ['7/KH-X', 'actual', 'estimate'])
    """
    clauses: list[str] = []
    values: list[str] = []
    for column, value in wanted.items():
        if value is None:
            continue
        if isinstance(value, str):
            clauses.append(f"{column} = ?")
            values.append(value)
        else:
            several = sorted(set(value))
            clauses.append(f"{column} IN ({', '.join('?' * len(several))})")
            values.extend(several)
    return (" WHERE " + " AND ".join(clauses) if clauses else ""), values


def _header(row: Mapping[str, Any]) -> DocumentHeader:
    fields: dict[str, Any] = json.loads(row["header"])
    fields.pop("qualifier")
    counts = {name: row[name] for name in ("passages", "observations", "tasks")}
    return DocumentHeader(**{**fields, "doc_key": row["doc_key"], "ingested_at": row["ingested_at"], **counts})


def _passage(row: Mapping[str, Any]) -> Passage:
    return Passage(
        id=row["id"],
        doc_key=row["doc_key"],
        kind=row["kind"],
        section=tuple(json.loads(row["section"])),
        text=row["text"],
        start=row["start"],
        end=row["end"],
        paragraph=row["paragraph"],
        table=row["table_no"],
        row=row["row_no"],
        uncertain=tuple(tuple(stretch) for stretch in json.loads(row["uncertain"])),
    )
