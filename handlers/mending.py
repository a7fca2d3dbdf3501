"""Putting a kept document right: the correction, what is read of it then, and what contradicts it then."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.catalog import Catalog
from corpus.checks import find_findings
from corpus.models import Document, Finding, Observation
from corpus.observations import extract_observations
from corpus.tasks import extract_tasks
from handlers.replies import Effect
from index import Correction, Intake, Overtaken, Store
from index.corrections import (
    FIELD_WORDS,
    FIGURE,
    NUMBER,
    corrected_document,
    corrected_observation,
    with_number,
)

_CHANGED = "Kho văn bản vừa thay đổi: đọc lại rồi mới ghi."


def reread(document: Document, corrections: Iterable[Correction], catalog: Catalog | None) -> Intake:
    """What is read of a document under its corrected header; the document itself is kept as it was read."""
    right = corrected_document(document, corrections)
    intake = Store.prepare(right, extract_observations(right, catalog), extract_tasks(right))
    return intake._replace(document=document)


def mending(store: Store, catalog: Catalog | None, correction: Correction, by: str) -> Effect:
    """The effect of a correction (of taking one back, when its value is ''), with its row in the audit log.

    All that takes time is done now; the effect fails with Overtaken when the store changed in between.
    """
    key = correction.doc_key
    version = store.version()
    document = store.printed(key)
    if document is None:
        raise Overtaken(f"Không còn văn bản {key}: xem lại danh sách.")
    kept = [c for c in store.corrections.of(key) if not _same(c, correction)]
    new = [*kept, correction] if correction.value else kept
    intake: Intake | None = None
    if correction.field != FIGURE:
        if correction.field == NUMBER:
            read = correction.printed if "/" in correction.printed else ""
            document = with_number(document, correction.value or read)
        if document.doc_key != key:  # what was put right of that number before holds for whoever has it
            new = [*(c for c in store.corrections.of(document.doc_key) if not any(_same(c, n) for n in new)), *new]
        new = [c._replace(doc_key=document.doc_key) for c in new]
        intake = reread(document, new, catalog)
    findings = _findings(store, key, document, new, intake)
    before = _before(store, correction)

    def write(store: Store) -> None:
        if store.version() != version:
            raise Overtaken(_CHANGED)
        if correction.value:
            store.corrections.put(*correction[:6], clause=correction.clause, offset=correction.offset)
        else:
            store.corrections.take_back(key, correction.field, correction.printed, correction.clause, correction.offset)
        if intake is not None:
            store.exchange(key, intake)
        store.replace_findings(findings)
        after = {correction.field: correction.value or None, "reason": correction.reason}
        store.audit.write(by, "correct", f"document:{key}", before={correction.field: before}, after=after)

    return write


def _same(one: Correction, other: Correction) -> bool:
    return (one.field, one.printed, one.clause, one.offset) == (other.field, other.printed, other.clause, other.offset)


def _before(store: Store, correction: Correction) -> str:
    if correction.field == FIGURE:
        return correction.printed
    if correction.field == NUMBER:
        return correction.doc_key
    document = store.document(correction.doc_key)
    return str(getattr(document, correction.field)) if document else ""


def _findings(
    store: Store, key: str, document: Document, corrections: list[Correction], intake: Intake | None
) -> list[Finding]:
    others = [d for h in store.documents() if h.doc_key != key and (d := store.document(h.doc_key)) is not None]
    mine: Iterable[Observation] = store.printed_observations(key) if intake is None else intake.observations
    figures = [o for o in store.observations() if o.doc != key]
    figures += [corrected_observation(o, corrections) for o in mine]
    return find_findings([*others, corrected_document(document, corrections)], figures)


def field_words(field: str) -> str:
    """A field as a reader knows it; a figure too."""
    return FIELD_WORDS.get(field, "Con số")


def clash(store: Store, key: str, number: str) -> str:
    """The sentence why a document cannot have a number: another one has it; '' when it can."""
    document = store.document(key)
    if document is None:
        return ""
    decision = store.meeting(with_number(document.model_copy(update={"sha256": ""}), number), besides=key)
    others = [k.doc_key for k in decision.replaces]
    return f"Đã có văn bản khác mang số này ({others[0]})." if others else decision.reason
