"""Confirmed and approved figures become documents of the store, so that answers, citations and findings have them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.checks import find_findings
from corpus.models import Document, Finding, Observation, Paragraph, Signer
from corpus.table_rows import unit_of
from corpus.text import sentences
from corpus.values import Aligned
from handlers.desk import Desk, Message
from handlers.replies import Effect
from handlers.reports.keys import document_key
from handlers.reports.lines import Line, item_words, line_of
from index import Intake, Item, Overtaken, Report, Store

_LONG_LINE = 300
CONFIRMED_HEAD = "Số liệu người báo cáo đã xác nhận:"


@dataclass(frozen=True)
class Plan:
    """What publishing a state of some reports writes, and on which version of the store its findings rest."""

    taken: tuple[Intake, ...]
    dropped: tuple[str, ...]
    official: bool
    version: int
    findings: tuple[Finding, ...]


def publishing(desk: Desk, message: Message, *reports: Report) -> Effect:
    """The effect that makes the store show these reports as they are now. The costly part is done here and now.

    Written, it raises Overtaken when the documents changed meanwhile: the turn has to be made again.
    """
    plan = _plan(desk, message, reports)

    def write(store: Store) -> None:
        if plan.official and store.version() != plan.version:
            raise Overtaken("Kho văn bản vừa thay đổi: đối chiếu lại rồi mới ghi.")
        for key in plan.dropped:
            store.remove(key)
        for intake in plan.taken:
            store.take(intake)
        if plan.official:
            store.replace_findings(plan.findings)

    return write


def _plan(desk: Desk, message: Message, reports: Sequence[Report]) -> Plan:
    store = desk.store
    version = store.version()
    kept = {d.doc_key: d for d in store.documents()}
    taken: list[Intake] = []
    dropped: list[str] = []
    official = False
    for report in reports:
        for approved in (True, False):
            intake = intake_of(desk, message, report, approved=approved)
            key = document_key(report, approved=approved)
            if intake is not None:
                taken.append(intake)
                official |= approved
            elif key in kept:
                dropped.append(key)
                official |= approved
    touched = (*dropped, *(i.document.doc_key for i in taken))
    findings = _findings(store, taken, touched) if official else ()
    return Plan(tuple(taken), tuple(dropped), official, version, tuple(findings))


def _findings(store: Store, taken: Sequence[Intake], touched: Sequence[str]) -> list[Finding]:
    kept = [store.document(header.doc_key) for header in store.documents() if header.doc_key not in touched]
    documents = [d for d in kept if d is not None] + [i.document for i in taken]
    observations = [o for o in store.observations() if o.doc not in touched]
    return find_findings(documents, [*observations, *(o for i in taken for o in i.observations)])


def intake_of(desk: Desk, message: Message, report: Report, *, approved: bool) -> Intake | None:
    """The approved lines of a report, or those confirmed only, as a document; None when there is no such line.

    `original` is the message, followed by a line for each figure that does not stand in it as confirmed.
    """
    items = report.lines("approved" if approved else "confirmed")
    if not items:
        return None
    original, spans = _original(report, items)
    key = document_key(report, approved=approved)
    sealed = "\n".join((key, report.decided_name if approved else "", original, *map(item_words, items)))
    periods = {item.time_period for item in items if item.kind == "figure"}
    paragraphs = _paragraphs(original)
    document = Document(
        type_name="Báo cáo",
        subject="báo cáo bằng tin nhắn",
        organ_name=report.unit,
        issued_date=report.sent_at[:10],
        signer=Signer(full_name=report.name),
        reporting_period=periods.pop() if len(periods) == 1 else "",
        source_file=f"{key}.msg",
        sha256=hashlib.sha256(sealed.encode()).hexdigest(),
        original=original,
        paragraphs=paragraphs,
        origin="message",
        approved_by=report.decided_name if approved else "",
    )
    home = desk.known(message).book.home or report.unit
    observations = [
        _observation(home, document, item, spans[item.ordinal], approved=approved)
        for item in items
        if item.kind == "figure"
    ]
    whole = approved and all(i.state == "approved" and not i.replaces and not line_of(i).edited for i in report.items)
    # Words of a message are searched only when all of them stand: a figure taken back must never be quoted again.
    passages = desk.store.prepare(document).passages if whole else ()
    return Intake(document, observations, (), passages)


def _original(report: Report, items: Sequence[Item]) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text, and where in it each line's value stands."""
    text = report.text
    spans: dict[int, tuple[int, int]] = {}
    added = False
    for item in items:
        line = line_of(item)
        thing = line.figure or line.task
        if thing is not None and not line.edited and 0 <= thing.start < thing.end <= len(report.text):
            spans[item.ordinal] = (thing.start, thing.end)
            continue
        if not added:
            text, added = f"{text}\n\n{CONFIRMED_HEAD}".strip(), True
        words = item_words(item)
        at = len(text) + 1
        text = f"{text}\n{words}"
        spans[item.ordinal] = _value_in(line, words, at)
    return text, spans


def _value_in(line: Line, words: str, at: int) -> tuple[int, int]:
    start = words.rindex(": ") + 2 if line.figure is not None else 0
    return at + start, at + len(words)


def _paragraphs(original: str) -> tuple[Paragraph, ...]:
    out: list[Paragraph] = []
    at = 0
    for row in original.split("\n"):
        if row.strip():
            body = Aligned.verbatim(row, at)
            out.append(Paragraph(ordinal=len(out), kind="text", section=(), body=body, start=at, end=at + len(row)))
        at += len(row) + 1
    return tuple(out)


def _observation(home: str, document: Document, item: Item, place: tuple[int, int], *, approved: bool) -> Observation:
    line = line_of(item)
    figure = line.figure
    assert figure is not None
    start, end = place
    paragraph = next(p for p in document.paragraphs if p.start <= start < p.end)
    a, b = _clause(paragraph, start)
    unit = unit_of(figure.unit) if figure.unit else None
    status = "E" if figure.measure == "estimate" else figure.obs_status
    clause = document.span(a, max(b, end), paragraph=paragraph.ordinal)
    return Observation(
        doc=document.doc_key,
        indicator=figure.indicator,
        catalogued=figure.catalogued,
        entity=figure.entity or home,
        time_period=figure.time_period,
        measure=figure.measure,
        value=figure.value,
        unit=figure.unit,
        unit_mult=unit.unit_mult if unit else 0,
        obs_status=status if approved else "V",
        group=f"{document.doc_key}:{figure.indicator}:{figure.entity}:{figure.time_period}",
        span=document.span(start, end, paragraph=paragraph.ordinal),
        clause=clause,
        reading=clause.quote,
        cautions=tuple(f"Khi báo cáo có cảnh báo: {w}" for w in (*line.noted, *line.warnings)),
    )


def _clause(paragraph: Paragraph, start: int) -> tuple[int, int]:
    """The line a value stands in; its sentence when the line is long."""
    if paragraph.end - paragraph.start <= _LONG_LINE:
        return paragraph.start, paragraph.end
    for a, b in sentences(paragraph.text):
        if a <= start - paragraph.start < b:
            return paragraph.start + a, paragraph.start + b
    return paragraph.start, paragraph.end
