"""What is written, each as one transaction: a document with its knowledge, findings, chat states, restorations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from sqlite_utils import Database

from corpus.models import Document, Finding, Observation, Span, Task
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
from index.cut import Passage, passages_of
from index.errors import Overtaken
from index.identity import Decision, Kept, decide
from index.tokens import TokenText, token_text

CONTEXT_TITLES = 2
"""Titles above a passage that go into its tokens: nearer ones say what it is about."""


_NO_HEADER = {"original", "paragraphs", "tables", "pages", "doubtful", "corrected"}
"""Fields of a document that its row in a list does not carry."""


class Outcome(NamedTuple):
    """What became of a document: `status`, under which `doc_key`, `reason` when skipped, sentences to show."""

    doc_key: str
    status: Literal["read", "unchanged", "replaced", "skipped"]
    reason: str = ""
    warnings: tuple[str, ...] = ()
    passages: int = 0
    observations: int = 0
    tasks: int = 0


class Intake(NamedTuple):
    """A document with all that is written for it, prepared outside of the transaction."""

    document: Document
    observations: Sequence[Observation]
    tasks: Sequence[Task]
    passages: Sequence[tuple[Passage, TokenText]]


def prepare(document: Document, observations: Sequence[Observation], tasks: Sequence[Task]) -> Intake:
    """Cut and segment: the slow part, done before the write lock is taken."""
    passages = [(p, token_text(p.text, " ".join(p.section[-CONTEXT_TITLES:]))) for p in passages_of(document)]
    return Intake(document, observations, tasks, passages)


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
    named = _renamed(intake, decision.qualifier)
    _insert(db, named, now)
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
    return _renamed(intake._replace(document=with_number(intake.document, number)), "") if number else intake


def exchange_document(db: Database, doc_key: str, intake: Intake, now: str) -> str:
    """What was read of a kept document, and its number, anew: no version is made, marks and corrections go with it.

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

    named = _renamed(intake, decision.qualifier if document.doc_key != doc_key else document.qualifier)
    key = named.document.doc_key
    ingested = db.execute("SELECT ingested_at FROM documents WHERE id = ?", [mine.id]).fetchone()[0]
    db.execute("DELETE FROM findings WHERE id IN (SELECT finding FROM finding_documents WHERE doc_key = ?)", [doc_key])
    db.execute("DELETE FROM documents WHERE id = ?", [mine.id])
    _insert(db, named, str(ingested))
    for table in ("corrections", "document_marks"):
        db.execute(f"UPDATE {table} SET doc_key = ? WHERE doc_key = ?", [key, doc_key])
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


def _renamed(intake: Intake, qualifier: str) -> Intake:
    """The intake under the document's own key: observations, tasks and passages follow a qualified one."""
    document = intake.document.model_copy(update={"qualifier": qualifier})
    key = document.doc_key

    def moved(span: Span) -> Span:
        return span if span.doc == key else span.model_copy(update={"doc": key})

    return Intake(
        document,
        [
            o.model_copy(update={"doc": key, "span": moved(o.span), "clause": moved(o.clause)})
            for o in intake.observations
        ],
        [t.model_copy(update={"doc": key, "span": moved(t.span)}) for t in intake.tasks],
        [(p.model_copy(update={"doc_key": key}), tokens) for p, tokens in intake.passages],
    )


def _insert(db: Database, intake: Intake, now: str) -> None:
    d = intake.document
    plain = ("doc_key", "sha256", "source_file", "code_number", "code_notation", "type_name", "subject", "organ_name")
    row: dict[str, Any] = {name: getattr(d, name) for name in (*plain, "issued_date", "reporting_period")}
    row |= {"text_quality": d.text_quality, "abridged": int(d.abridged), "ingested_at": now}
    row |= {"header": d.model_dump_json(exclude=_NO_HEADER), "body": d.model_dump_json()}
    owner = {"document": db.table("documents").insert(row).last_pk, "doc_key": d.doc_key}
    for table, rows in (
        ("passages", [_passage_row(n, p, tokens) for n, (p, tokens) in enumerate(intake.passages)]),
        ("observations", [_observation_row(o) for o in intake.observations]),
        ("tasks", [_task_row(t) for t in intake.tasks]),
    ):
        db.table(table).insert_all(owner | row for row in rows)


def _passage_row(ordinal: int, passage: Passage, tokens: TokenText) -> dict[str, Any]:
    plain = {name: getattr(passage, name) for name in ("kind", "text", "start", "end", "paragraph")}
    return plain | {
        "ordinal": ordinal,
        "section": _json(passage.section),
        "table_no": passage.table,
        "row_no": passage.row,
        "uncertain": _json(passage.uncertain),
        "tokens": str(tokens),
    }


def _observation_row(observation: Observation) -> dict[str, Any]:
    names = ("indicator", "entity", "time_period", "measure", "unit", "obs_status")
    return {name: getattr(observation, name) for name in names} | {
        "catalogued": int(observation.catalogued),
        "value": str(observation.value),
        "body": observation.model_dump_json(),
    }


def _task_row(task: Task) -> dict[str, Any]:
    plain = {name: getattr(task, name) for name in ("ordinal", "lead", "deadline", "status")}
    return plain | {"body": task.model_dump_json()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
