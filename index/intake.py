"""A document made ready to be kept, and the rows it becomes: what is slow is done before the write lock is taken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlite_utils import Database

from corpus.models import Document, Observation, Span, Task
from index.cut import Passage, passages_of
from index.tokens import TokenText, token_text

CONTEXT_TITLES = 2
"""Titles above a passage that go into its tokens: nearer ones say what it is about."""
_NO_HEADER = {"original", "paragraphs", "tables", "pages", "doubtful", "corrected"}
"""Fields of a document that its row in a list does not carry."""


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


def renamed(intake: Intake, qualifier: str) -> Intake:
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


def insert(db: Database, intake: Intake, now: str) -> None:
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
