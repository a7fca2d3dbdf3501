"""Dates that cannot be: signed before what is reported has happened, or before a document it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from corpus.check_rules.places import row_span, text_span
from corpus.models import Document, Finding, Paragraph, Severity, Span
from corpus.periods import describe, find_periods, parse_period
from corpus.text import fold

# A report may be signed this many days before its period ends: the figures of the last weeks are estimates.
_EARLY = {"year": 75, "half": 45, "quarter": 30, "month": 20, "months": 35}
_CITED = re.compile(
    r"\b(\d{1,5})\s?[/-]\s?((?:\d{4}/)?[a-z][\w&]*(?:[/-][\w&]+)+)\s*,?\s*ngay\s*(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{4})"
)
_DATELINE = re.compile(r"\bngay\b.{1,12}\bthang\b.{1,12}\bnam\b\s*\d{4}")
_UNTIL = re.compile(r"\b(?:den|den het|het|tinh den(?: het)?)\s*thang\s*(\d{1,2})\s?/\s?(\d{4})")
_MOST_QUOTES = 4


def date_findings(documents: Iterable[Document]) -> list[Finding]:
    """Contradictions between dates, in a document and between those that cite one another."""
    listed = list(documents)
    out: list[Finding] = []
    for document in listed:
        out += [*_issued_too_early(document), *_captions(document)]
    return [*out, *_cited_otherwise(listed)]


def _issued_too_early(document: Document) -> Iterator[Finding]:
    """A report signed long before its period ends, or before a document it cites was signed."""
    if not document.issued_date:
        return
    issued = date.fromisoformat(document.issued_date)
    quotes: list[Span] = []
    reasons: list[str] = []
    if fold(document.type_name).startswith("bao cao") and document.reporting_period:
        period = parse_period(document.reporting_period)
        if issued < period.end - timedelta(days=_EARLY.get(period.kind, 400)):
            quotes += _subject(document)
            reasons.append(f"báo cáo về {describe(period.code)}")
    for paragraph, match, cited in _citations(document):
        if cited > issued and len(quotes) < _MOST_QUOTES:
            quotes.append(text_span(document, paragraph, match.start(), match.end()))
            reasons.append(f"viện dẫn văn bản ngày {cited:%d/%m/%Y}")
    if not reasons or not (line := _dateline(document)):
        return
    severity: Severity = "soft" if document.text_quality == "restored" else "hard"
    yield Finding(
        kind="date",
        severity=severity,
        title=f"Văn bản ghi ngày ký {issued:%d/%m/%Y} nhưng {' và '.join(dict.fromkeys(reasons))}",
        docs=(document.doc_key,),
        quotes=(line, *(quotes or [line])),
        reported=f"{issued:%d/%m/%Y}",
        computed="ngày ký phải sau kỳ báo cáo và sau các văn bản được viện dẫn; nghi ghi nhầm năm",
        time_period=document.reporting_period,
    )


def _subject(document: Document) -> list[Span]:
    wanted = " ".join(document.subject.split())[:40]
    for paragraph in document.paragraphs:
        joined = " ".join(paragraph.text.split())
        if wanted and paragraph.kind in ("header", "heading") and wanted in joined:
            return [text_span(document, paragraph, 0, len(paragraph.text))]
    return []


def _dateline(document: Document) -> Span | None:
    for paragraph in document.paragraphs:
        if paragraph.kind != "header":
            continue
        if match := _DATELINE.search(fold(paragraph.text)):
            line = paragraph.text.rfind("\n", 0, match.start()) + 1
            return text_span(document, paragraph, line, match.end())
    return None


def _citations(document: Document) -> Iterator[tuple[Paragraph, re.Match[str], date]]:
    for paragraph in document.paragraphs:
        if "/" not in paragraph.text:
            continue
        for match in _CITED.finditer(fold(paragraph.text)):
            try:
                yield paragraph, match, date(int(match[5]), int(match[4]), int(match[3]))
            except ValueError:
                continue


def _cited_otherwise(documents: list[Document]) -> Iterator[Finding]:
    """One number and notation, one year, two dates."""
    signed = {
        (d.code_number, fold(d.code_notation), d.issued_date[:4]): d
        for d in documents
        if d.code_number and d.code_notation and d.issued_date
    }
    places: dict[tuple[str, str, str], dict[date, tuple[Document, Span]]] = {}
    for document in documents:
        if document.text_quality == "restored":
            continue
        for paragraph, match, cited in _citations(document):
            key = (match[1].lstrip("0"), match[2], str(cited.year))
            span = text_span(document, paragraph, match.start(), match.end())
            places.setdefault(key, {}).setdefault(cited, (document, span))
    for key, found in places.items():
        own = signed.get(key)
        if own is not None and (line := _dateline(own)) and own.text_quality == "clean":
            found.setdefault(date.fromisoformat(own.issued_date), (own, line))
        if len(found) < 2:
            continue
        dates = sorted(found)
        docs = tuple(dict.fromkeys(found[d][0].doc_key for d in dates))
        yield Finding(
            kind="date",
            severity="soft",
            title=f"Văn bản số {key[0]}/{key[1].upper()} được ghi với các ngày khác nhau: "
            + ", ".join(f"{d:%d/%m/%Y}" for d in dates),
            docs=docs,
            quotes=tuple(found[d][1] for d in dates),
            reported=", ".join(f"{d:%d/%m/%Y}" for d in dates),
            computed="một văn bản chỉ có một ngày ký",
        )


def _captions(document: Document) -> Iterator[Finding]:
    """A table said to run to December whose rows say November."""
    for table in document.tables:
        stated = {(int(m[2]), int(m[1])) for m in _UNTIL.finditer(fold(table.caption))}
        if len(stated) != 1:
            continue
        year, month = next(iter(stated))
        caption = _caption_span(document, table.caption)
        for row in table.rows:
            words = fold(" ".join((*row.path, row.label)))
            found = {(int(m[2]), int(m[1])) for m in _UNTIL.finditer(words)}
            if caption and found and (year, month) not in found and any(y == year for y, _ in found):
                other = max(found)
                span = row_span(document, table, row)
                two = f"{month}/{year}", f"{other[1]}/{other[0]}"
                yield Finding(
                    kind="period",
                    severity="soft",
                    title=f"Tên biểu ghi đến hết tháng {two[0]} nhưng có dòng ghi đến tháng {two[1]}",
                    docs=(document.doc_key,),
                    quotes=(caption, span),
                    reported=f"{two[0]} và {two[1]}",
                    computed="hai mốc thời gian khác nhau trong cùng một biểu",
                    time_period=document.reporting_period,
                )
                break


def _caption_span(document: Document, caption: str) -> Span | None:
    for part in re.findall(r"\([^()]*\)", caption):
        at = document.original.find(part)
        if at >= 0 and find_periods(part):
            return document.span(at, at + len(part))
    return None
