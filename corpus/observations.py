"""Every printed figure of a document as an `Observation`: from running text, tables and wide tables."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.catalog import Catalog
from corpus.doubts import mark_doubted
from corpus.entities import document_entity
from corpus.figure_periods import default_year
from corpus.figure_state import Anchor, Frame
from corpus.models import Document, Observation, Paragraph
from corpus.separator_check import check_separators
from corpus.table_observations import table_observations
from corpus.text import fold, sentences
from corpus.text_observations import paragraph_observations

_PLAN_TYPES = ("ke hoach", "chuong trinh", "phuong an", "de an", "nghi quyet")
_READ = ("heading", "text", "item")


@lru_cache(maxsize=1)
def _catalog() -> Catalog:
    return Catalog.load()


def frame_of(document: Document, catalog: Catalog | None = None) -> Frame:
    """What all figures of the document share."""
    return Frame(
        document=document,
        catalog=catalog or _catalog(),
        entity=document_entity(document),
        period=document.reporting_period or document.issued_date[:4],
        year=default_year(document.reporting_period or document.issued_date),
        planning=fold(document.type_name).startswith(_PLAN_TYPES),
    )


CELLS = 3
"""Gaps in a paragraph from which its pieces are the cells of a table: whose figures they are is not known."""
_APART = re.compile(r"\S {4,}(?=\S)|^\| |\S \| (?=\S)")


def extract_observations(document: Document, catalog: Catalog | None = None) -> list[Observation]:
    """All observations of a document, in the order of the file; each span and clause quotes the original exactly."""
    frame = frame_of(document, catalog)
    out: list[Observation] = []
    anchors: dict[int, Anchor] = {}
    lead: tuple[str, tuple[str, ...]] = ("", ())
    for paragraph in document.paragraphs:
        if paragraph.kind not in _READ or len(_APART.findall(paragraph.text)) >= CELLS:
            continue
        titles = tuple(s.title for s in paragraph.section)
        if lead[1] != titles or paragraph.kind == "heading":
            lead = ("", titles)
        found = paragraph_observations(frame, paragraph, lead=lead[0])
        out += found
        for ref in paragraph.notes:
            anchors.setdefault(ref.note, _anchor(paragraph, ref.at, found, (*titles, lead[0]) if lead[0] else titles))
        if paragraph.text.rstrip().endswith(":"):
            lead = (paragraph.text, titles)
    for paragraph in document.paragraphs:
        if paragraph.kind == "note":
            out += paragraph_observations(frame, paragraph, anchor=anchors.get(paragraph.ordinal))
    text_found = list(out)
    for table in document.tables:
        out += table_observations(frame, table, text_found)
    found = sorted(check_separators(out), key=lambda o: (o.span.start, o.span.end))
    return mark_doubted(found, document) if document.doubtful else found


def _anchor(paragraph: Paragraph, at: int, found: list[Observation], headings: tuple[str, ...]) -> Anchor:
    """The words of the sentence up to a footnote's mark and the last value before it."""
    text = paragraph.text
    start = max((a for a, b in sentences(text) if a < max(at, 1)), default=0)
    place = paragraph.body.locate(0, max(at, 1))[1]
    before = [o for o in found if o.span.end <= place]
    return Anchor(text[start:at], before[-1] if before else None, headings)
