"""What is written, each as one transaction: a document with its knowledge, findings, chat states, restorations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from sqlite_utils import Database

from corpus.models import Document, Finding
from index.corrections import (
    HEADER_FIELDS,
    NUMBER,
    Correction,
    all_of,
    header_changes,
    promised,
    with_number,
    write_correction,
)
from index.counter import bump
from index.errors import Overtaken
from index.identity import Decision, Kept, decide
from index.intake import Intake, insert, renamed
from index.pointers import follow


class Outcome(NamedTuple):
    """What became of a document: `status`, under which `doc_key`, `reason` when skipped, sentences to show."""

    doc_key: str
    status: Literal["read", "unchanged", "replaced", "skipped"]
    reason: str = ""
    warnings: tuple[str, ...] = ()
    passages: int = 0
    observations: int = 0
    tasks: int = 0


def kept_documents(db: Database) -> list[Kept]:
    """Headers of the kept documents as put right, as far as a decision needs them."""
    rows = db.query(
        """SELECT id, doc_key, sha256, source_file, code_number, code_notation, organ_name, issued_date,
             reporting_period, abridged, organ_name AS printed_organ, issued_date AS printed_date
           FROM documents ORDER BY id"""
    )
    put_right = all_of(db)
    return [_kept(row, header_changes(put_right, str(row["doc_key"]))) for row in rows]


def _kept(row: Mapping[str, Any], changes: Mapping[str, str]) -> Kept:
    known = {name: value for name, value in changes.items() if name in Kept._fields}
    return Kept(**{**row, "abridged": bool(row["abridged"]), **known})


def meeting(db: Database, document: Document, besides: str = "") -> Decision:
    """How a document would meet the kept ones but for one of them, what was put right before counted in."""
    others = [k for k in kept_documents(db) if k.doc_key != besides]
    return decide(_as_promised(document, promised(db, document.sha256)), others)


def superseded(db: Database, sha256: str, source_file: str | None) -> bool:
    """Was this content given up for another file's? Then reading it again would only turn the two round.

    The same file going back to an earlier content is a change like any other.
    """
    rows = db.query(
        """SELECT 1 FROM versions v JOIN documents d ON d.source_file = v.replaced_by_file
           WHERE v.sha256 = ? AND v.replaced_by_file <> coalesce(?, v.source_file) LIMIT 1""",
        [sha256, source_file],
    )
    return any(True for _ in rows)


def write_document(db: Database, intake: Intake, now: str) -> Outcome:
    """Take a document in place of what it replaces; inside the caller's transaction."""
    kept_ones = kept_documents(db)
    told = promised(db, intake.document.sha256) or _numbered_before(db, intake.document, kept_ones)
    read_as = intake.document.doc_key
    intake = _under_number(intake, told)
    document = intake.document
    decision = decide(_as_promised(document, told), kept_ones)
    if decision.status == "unchanged" or superseded(db, document.sha256, document.source_file):
        return Outcome(key_of(db, document), "unchanged")
    if decision.status == "skipped":
        return Outcome(document.doc_key, "skipped", decision.reason)
    for kept in decision.replaces:
        _give_up(db, kept, now, document.sha256, document.source_file, _why(kept, document))
    named = renamed(intake, decision.qualifier)
    insert(db, named, now)
    for c in told:
        printed = read_as if c.field == NUMBER else ""
        write_correction(db, c._replace(doc_key=named.document.doc_key, printed=printed))
    bump(db)
    return Outcome(
        named.document.doc_key,
        decision.status,
        warnings=decision.warnings,
        passages=len(named.passages),
        observations=len(named.observations),
        tasks=len(named.tasks),
    )


def _numbered_before(db: Database, document: Document, kept: Iterable[Kept]) -> list[Correction]:
    """A file whose number was put right and which is misread in the same way again keeps the right number."""
    keys = {k.doc_key for k in kept if k.source_file == document.source_file and PurePath(k.source_file).is_absolute()}
    return [
        c for c in all_of(db) if c.field == NUMBER and c.doc_key in keys and c.printed == document.doc_key
    ]  # fmt: skip


def _as_promised(document: Document, told: Iterable[Correction]) -> Document:
    """A document with all that was put right of it, its number too."""
    values = {c.field: c.value for c in told}
    if NUMBER in values:
        document = with_number(document, values[NUMBER])
    return document.model_copy(update={name: values[name] for name in HEADER_FIELDS if name in values})


def _under_number(intake: Intake, told: Iterable[Correction]) -> Intake:
    """An intake under the number that was put right."""
    number = next((c.value for c in told if c.field == NUMBER), "")
    return renamed(intake._replace(document=with_number(intake.document, number)), "") if number else intake


def exchange_document(db: Database, doc_key: str, intake: Intake, now: str) -> str:
    """What was read of a kept document, and its number, anew: no version is made, all that points to it follows.

    Raises:
        Overtaken: it is not there any more, or another document has the number.
    """
    document = intake.document
    everything = kept_documents(db)
    mine = next((k for k in everything if k.doc_key == doc_key), None)
    if mine is None or mine.sha256 != document.sha256:
        raise Overtaken(f"Văn bản {doc_key} vừa được thay hoặc rút: hãy xem lại rồi sửa.")
    others = [k for k in everything if k is not mine]
    put_right = [c for c in all_of(db) if c.doc_key == doc_key]
    decision = decide(document.model_copy(update=header_changes(put_right, doc_key)), others)
    if decision.replaces or decision.status == "skipped":
        raise Overtaken(f"Đã có văn bản khác mang số {document.code_number}/{document.code_notation}.")

    named = renamed(intake, decision.qualifier if document.doc_key != doc_key else document.qualifier)
    key = named.document.doc_key
    ingested = db.execute("SELECT ingested_at FROM documents WHERE id = ?", [mine.id]).fetchone()[0]
    db.execute("DELETE FROM findings WHERE id IN (SELECT finding FROM finding_documents WHERE doc_key = ?)", [doc_key])
    db.execute("DELETE FROM documents WHERE id = ?", [mine.id])
    insert(db, named, str(ingested))
    follow(db, doc_key, key)
    bump(db)
    return key


def write_findings(db: Database, findings: Iterable[Finding]) -> None:
    """All findings anew; inside the caller's transaction."""
    db.execute("DELETE FROM findings")
    for finding in findings:
        cursor = db.execute(
            "INSERT INTO findings (kind, severity, body) VALUES (?, ?, ?)",
            [finding.kind, finding.severity, finding.model_dump_json()],
        )
        db.conn.executemany(
            "INSERT INTO finding_documents (finding, doc_key) VALUES (?, ?)",
            [(cursor.lastrowid, key) for key in sorted({*finding.docs, *(q.doc for q in finding.quotes)})],
        )
    bump(db)


def write_chat_state(db: Database, chat_id: str, state: Mapping[str, Any] | None, now: str) -> None:
    """What a chat remembers; None forgets it."""
    if state is None:
        db.execute("DELETE FROM chats WHERE chat_id = ?", [chat_id])
        return
    db.table("chats").upsert(
        {"chat_id": chat_id, "state": json.dumps(state, ensure_ascii=False), "updated_at": now}, pk="chat_id"
    )


def write_restored(db: Database, sha256: str, body: str, model: str, now: str) -> None:
    """The repaired reading of a content, by the model that made it."""
    db.table("restorations").upsert(
        {"sha256": sha256, "model": model, "body": body, "saved_at": now}, pk=("sha256", "model")
    )


def key_of(db: Database, document: Document) -> str:
    """The key under which a content is, or was last, kept."""
    rows = db.query(
        """SELECT doc_key FROM documents WHERE sha256 = ?
           UNION ALL SELECT doc_key FROM versions WHERE sha256 = ? LIMIT 1""",
        [document.sha256, document.sha256],
    )
    return next((str(row["doc_key"]) for row in rows), document.doc_key)


def remove_document(db: Database, doc_key: str, now: str) -> bool:
    """Take a document out, its content kept as a version; inside the caller's transaction."""
    kept = [k for k in kept_documents(db) if k.doc_key == doc_key]
    for k in kept:
        _give_up(db, k, now, "", "", "removed")
    if kept:
        bump(db)
    return bool(kept)


def _give_up(db: Database, kept: Kept, now: str, by: str, by_file: str, reason: str) -> None:
    db.execute(
        """INSERT INTO versions
             (doc_key, sha256, source_file, body, ingested_at, replaced_at, replaced_by, replaced_by_file, reason)
           SELECT doc_key, sha256, source_file, body, ingested_at, ?, ?, ?, ? FROM documents WHERE id = ?""",
        [now, by, by_file, reason, kept.id],
    )
    db.execute(
        "DELETE FROM findings WHERE id IN (SELECT finding FROM finding_documents WHERE doc_key = ?)", [kept.doc_key]
    )
    db.execute("DELETE FROM documents WHERE id = ?", [kept.id])


def _why(kept: Kept, by: Document) -> str:
    if kept.abridged and not by.abridged:
        return "abridged"
    return "changed" if kept.source_file == by.source_file else "duplicate"
