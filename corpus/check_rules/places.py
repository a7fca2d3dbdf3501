"""Spans and findings made from paragraphs, cells and rows."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from corpus.models import Document, Finding, Paragraph, Span, Table, TableRow
from corpus.quantities import Quantity, find_quantities
from corpus.text import sentences

_SKIPPED = frozenset({"header", "recipients", "signature"})


def text_span(document: Document, paragraph: Paragraph, start: int, end: int) -> Span:
    """The original behind `paragraph.text[start:end]`."""
    return document.span(*paragraph.body.locate(start, end), paragraph=paragraph.ordinal)


def row_span(document: Document, table: Table, row: TableRow) -> Span:
    """The whole printed row."""
    start, end = row.start, row.end
    while end > start and document.original[end - 1] in "\r\n":
        end -= 1
    return document.span(start, end, table=table.ordinal, row=row.row)


def row_name(row: TableRow) -> str:
    """What a row is called in a finding: its label and the one above it."""
    above = f"{row.path[-1]} › " if row.path else ""
    return f"{above}{row.label}".strip(" :")


@lru_cache(maxsize=4096)
def figures_in(text: str) -> tuple[Quantity, ...]:
    """Figures with units of a paragraph's text; every check asks for them, so they are kept."""
    return tuple(find_quantities(text)) if any(map(str.isdigit, text)) else ()


def figures_between(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """Figures with units that begin in a stretch of a paragraph's text."""
    figures = figures_in(text)
    return figures[bisect_left(figures, start, key=_start) : bisect_left(figures, end, key=_start)]


def _start(figure: Quantity) -> int:
    return figure.start


def body_paragraphs(document: Document) -> list[Paragraph]:
    """Paragraphs that report something: not the header, Nơi nhận or signature."""
    return [p for p in document.paragraphs if p.kind not in _SKIPPED]


@lru_cache(maxsize=4096)
def statements(text: str) -> tuple[tuple[int, int], ...]:
    """Sentences of a paragraph, those that end with ';' or open with "Trong đó" kept with what they belong to.

    >>> t = "Cấp 9 giấy phép; gồm 5 mới; 4 đổi. Hết."
    >>> [t[a:b] for a, b in statements(t)]
    ['Cấp 9 giấy phép; gồm 5 mới; 4 đổi.', 'Hết.']
    """
    out: list[tuple[int, int]] = []
    for start, end in sentences(text):
        opens = text[start : start + 8].lower().startswith(("trong đó", "gồm", "bao gồm"))
        if out and (text[out[-1][1] - 1] in ";:" or opens):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def merged(findings: list[Finding]) -> list[Finding]:
    """Findings without those that say what an earlier one of the same kind says of the same places."""
    out: list[Finding] = []
    seen: set[tuple[object, ...]] = set()
    for finding in findings:
        spots = frozenset((q.doc, q.start, q.end) for q in finding.quotes)
        if (key := (finding.kind, spots, finding.reported)) not in seen:
            seen.add(key)
            out.append(finding)
    return out
