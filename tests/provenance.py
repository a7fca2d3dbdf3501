"""Every number of what a summary says, led back to where it comes from: for the tests of messages, papers, pictures.

A number is explained by a text that a document holds (a quote, a header, a place), by an observation's value, or by a
computation made anew here from printed values. What is left over is a stranger.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

from lxml import etree
from openpyxl import load_workbook

from corpus.models import Observation
from corpus.numbers import parse_number
from corpus.periods import parse_period
from corpus.quantities import scale
from handlers.knowledge import Knowledge
from handlers.papers.form import FormRow
from handlers.papers.references import full_reference, short_place, short_reference
from handlers.summaries import Summary
from handlers.summaries.tasks import tasks_of
from handlers.wording import period_words, place_words, reference, rounded

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WRITTEN = "Biểu mẫu 01 × 100, làm tròn 2 chữ số; từ 100% kế hoạch năm; trong 12 tháng"
"""Numbers that belong to the sentences themselves."""


def tokens(text: str) -> set[str]:
    """The numbers of a text, each in one form: "1.368,0" and "1368" are one.

    >>> sorted(tokens("Số 05/BC-X ngày 06/7/2023: 1.368,50 triệu (33,11%)"))
    ['1368.5', '2023', '33.11', '5', '6', '7']
    """
    return {_form(number) if (number := parse_number(t)) is not None else t for t in _TOKEN.findall(text)}


def _form(value: Decimal) -> str:
    return format(abs(value).normalize(), "f")


class Explained:
    """What explains numbers: texts, and values."""

    def __init__(self, texts: Iterable[str], values: Iterable[Decimal] = ()) -> None:
        self._known = {t for text in texts for t in tokens(text)} | {_form(v) for v in values}

    def strangers(self, text: str) -> set[str]:
        """The numbers of a text that nothing explains."""
        return tokens(text) - self._known

    def __or__(self, other: Explained) -> Explained:
        both = Explained(())
        both._known = self._known | other._known
        return both


def of_row(row: FormRow, known: Knowledge) -> Explained:
    """What a row of the form may say: its own observations, their places, and the two quotients made of them."""
    own = (*row.shown, *row.others, *row.other_plans, *((row.row.milestone,) if row.row.milestone else ()))
    values = [o.value for o in own]
    values += [o.value - 100 for o in own if o.measure == "pct_of_same_period"]
    values += [v for o in own if (v := row.in_unit(o)) is not None]
    values += list(_quotients(row))
    texts = [row.row.indicator, row.unit, *(x for o in own for x in (*o.cautions, *_cited(known, o)))]
    return Explained(texts, values)


def _quotients(row: FormRow) -> Iterator[Decimal]:
    for whole in (row.row.target, row.base):
        if row.result is not None and whole is not None and whole.value:
            share = scale(row.result.value, row.result.unit)[0] / scale(whole.value, whole.unit)[0] * 100
            yield from (rounded(share), rounded(share - 100), rounded(share / 100))


def _cited(known: Knowledge, o: Observation) -> tuple[str, ...]:
    document = known.documents[o.doc]
    return (
        short_reference(document),
        reference(document),
        full_reference(document),
        short_place(document, o.span),
        place_words(document, o.span),
    )


def of_documents(known: Knowledge) -> Explained:
    """Headers of the documents as they are referred to, and the words of their tasks."""
    headers = [t for d in known.documents.values() for t in (full_reference(d), reference(d), d.organ_name, d.place)]
    recipients = [r for d in known.documents.values() for r in (*d.recipients, *d.addressees)]
    tasks = [x for t in known.tasks for x in (t.span.quote, t.status, t.deadline_text, period_words(t.deadline))]
    places = [short_place(known.documents[t.doc], t.span) for t in known.tasks]
    # each task is printed as its document has it
    for task in known.tasks:
        assert task.span.quote in known.documents[task.doc].original
    return Explained((*headers, *recipients, *tasks, *places))


def of_findings(known: Knowledge, summary: Summary) -> Explained:
    """The quotes of the contradictions with their places, and what was computed from them."""
    texts = [f"{f.computed} {f.reported} {period_words(f.time_period)}" for f in summary.findings]
    texts += [i for f in summary.findings for i in f.indicators]
    quotes = [q for f in summary.findings for q in f.quotes]
    texts += [q.quote for q in quotes]
    texts += [short_place(known.documents[q.doc], q) for q in quotes]
    readings = [o.reading for o in known.book.observations if any(q.start <= o.span.start < q.end for q in quotes)]
    return Explained((*texts, *readings))


def of_counts(summary: Summary, rows: list[FormRow]) -> Explained:
    """Sums counted anew: rows by how they stand, tasks, the share of the year."""
    end = parse_period(summary.period).end
    months = Decimal(end.month)
    shares = [r.row.percent for r in rows if r.row.standing != "unknown"]
    full = [p for p in shares if p is not None and p >= 100]
    standing = [[r for r in summary.rows if r.standing == s] for s in ("reached", "on_course", "behind")]
    assert len(standing[0]) == len(full)
    tasks = summary.tasks
    counted = [len(rows), len(summary.rows), sum(map(len, standing)), *map(len, standing), len(summary.findings)]
    counted += [tasks.total, tasks.done, tasks.told, len(tasks.late), len(tasks.soon), len(tasks.blocked)]
    counted.append(sum(r.observation.obs_status in ("E", "F", "P") for r in summary.rows))
    values = [*map(Decimal, counted), months, rounded(months / 12 * 100, 1)]
    return Explained((WRITTEN, period_words(summary.period), str(end.year)), values)


def everything(known: Knowledge, summary: Summary, rows: list[FormRow]) -> Explained:
    """All that a paper may say outside its tables."""
    out = of_documents(known) | of_findings(known, summary) | of_counts(summary, rows)
    for row in rows:
        out = out | of_row(row, known)
    # tasks late or blocked are named by their numbers in the annex
    tasks = tasks_of(known, summary.period, summary.unit, summary.fields)
    named = [n for n, t in enumerate(tasks, 1) if t in (*summary.tasks.late, *summary.tasks.blocked)]
    return out | Explained((), map(Decimal, named))


def word_paragraphs(data: bytes) -> Iterator[tuple[str, str]]:
    """Every paragraph of a Word file with the part it stands in: body, cells, headers, footnotes, properties."""
    with ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(?:document|footnotes|header\d*|footer\d*)\.xml", name):
                for paragraph in etree.fromstring(package.read(name)).iter(f"{_W}p"):
                    yield name, "".join(t.text or "" for t in paragraph.iter(f"{_W}t"))
        core = etree.fromstring(package.read("docProps/core.xml"))
        title = next(e for e in core if etree.QName(e).localname == "title")
        yield "docProps/core.xml", title.text or ""


def ordinals(cells: Iterable[str]) -> None:
    """Numbers of rows are 1, 2, 3 …"""
    assert list(cells) == [str(n) for n in range(1, len(list(cells)) + 1)]


def word_tables(data: bytes) -> list[list[list[str]]]:
    """The tables with a border (annexes) of a Word file as texts of cells, header first."""
    with ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    out = []
    for table in body.iter(f"{_W}tbl"):
        rows = [
            ["".join(t.text or "" for t in cell.iter(f"{_W}t")) for cell in row.iter(f"{_W}tc")]
            for row in table.iter(f"{_W}tr")
        ]
        if rows and rows[0][0] == "TT":
            out.append(rows)
    return out


def sheet_cells(data: bytes, name: str) -> list[list[Any]]:
    """A sheet's cells, formulas as texts."""
    sheet = load_workbook(io.BytesIO(data))[name]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]
