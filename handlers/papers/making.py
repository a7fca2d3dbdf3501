"""From a summary to a file: the report in Word or PDF, Biểu mẫu 01 and all figures in Excel."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Literal, NamedTuple

from corpus.periods import parse_period
from corpus.text import fold
from handlers.knowledge import Knowledge
from handlers.papers.form import form_rows
from handlers.papers.office import Office, office_of
from handlers.papers.report import report_paper
from handlers.replies import File
from handlers.summaries import Summary
from handlers.wording import period_words

PaperFormat = Literal["docx", "xlsx", "pdf"]
FORMATS: tuple[PaperFormat, ...] = ("docx", "xlsx", "pdf")

Printer = Callable[[bytes, str], bytes]
"""Makes PDF of a file of a kind ("docx"); raises PrintingError."""

_NOT_NAME = re.compile(r"[^a-z0-9]+")
_NAME_LIMIT = 60


class Papers(NamedTuple):
    """What papers need of the outside: what is said of the office in the settings, and a printer where there is one."""

    office: Office = Office()
    to_pdf: Printer | None = None


class PrintingError(Exception):
    """A PDF could not be made; the sentence says why and what to do."""


def paper_file(
    known: Knowledge,
    summary: Summary,
    kind: PaperFormat,
    *,
    office: Office | None = None,
    now: datetime,
    issued: date | None = None,
    to_pdf: Printer | None = None,
) -> File:
    """The file of a summary; `office` says what the documents do not show of whose paper it is.

    Raises:
        PrintingError: a PDF is wanted and cannot be made.
    """
    today = now.date()
    if kind == "xlsx":
        from handlers.papers.workbook import workbook_bytes

        year = str(parse_period(summary.period).end.year)
        rows = form_rows(known, summary, today)
        data = workbook_bytes(known, rows, period_words(summary.period), year, now)
        return File(name=f"bieu-mau-01-{slug(summary)}.xlsx", data=data)
    if kind == "pdf" and to_pdf is None:
        raise PrintingError("Máy chủ chưa cài LibreOffice nên chưa in được PDF; anh/chị lấy bản Word giúp nhé.")
    from handlers.papers.word import docx_bytes

    shown = (office or Office()).over(office_of(known.documents.values()))
    data = docx_bytes(report_paper(known, summary, shown, today, issued), now)
    if kind == "pdf" and to_pdf is not None:
        data = to_pdf(data, "docx")
    return File(name=f"bao-cao-{slug(summary)}.{kind}", data=data)


def slug(summary: Summary) -> str:
    """The period and the fields of a summary as a part of a file's name: plain letters on every phone."""
    words = period_words(summary.period).replace("đầu năm ", "")
    return _NOT_NAME.sub("-", fold(" ".join((words, *summary.fields, summary.unit))))[:_NAME_LIMIT].strip("-")
