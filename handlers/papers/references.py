"""How a paper refers to other documents (Decree 30/2020/NĐ-CP, Annex I, II.6.b): in full the first time, then short."""

from __future__ import annotations

import re
from datetime import date

from corpus.models import Document, Observation, Span
from corpus.text import small_first
from handlers.knowledge import Knowledge
from handlers.papers.office import in_a_sentence
from handlers.papers.values import BLANK, date_words
from handlers.papers.wording import say
from handlers.wording import place_words, reference, shorten

_ABOUT = re.compile(r"về\b\s*", re.IGNORECASE)
_SECOND = 2
_CAPTION = 40


class References:
    """The references of one paper, asked for in the order a reader meets them.

    `short` ones never stand in full: the paper lists its documents elsewhere.
    """

    def __init__(self, known: Knowledge, *, short: bool = False) -> None:
        self._known = known
        self._met: dict[str, None] = dict.fromkeys(known.documents if short else ())

    def document(self, doc_key: str) -> str:
        """The document: in full when it is met for the first time, then by its type and number."""
        document = self._known.documents[doc_key]
        first = doc_key not in self._met
        self._met.setdefault(doc_key)
        return full_reference(document) if first else short_reference(document)

    def place(self, span: Span) -> str:
        """The document and the place in it."""
        place = short_place(self._known.documents[span.doc], span)
        return ", ".join(p for p in (self.document(span.doc), place) if p)

    def sources(self, *observations: Observation) -> str:
        """The places of figures, each document named once."""
        by_document: dict[str, dict[str, None]] = {}
        for o in observations:
            place = short_place(self._known.documents[o.doc], o.span)
            by_document.setdefault(o.doc, {}).setdefault(place)
        told = (", ".join(p for p in (self.document(doc), *places) if p) for doc, places in by_document.items())
        return "; ".join(told)


def full_reference(document: Document) -> str:
    """Type, number, date, organ and subject; what could not be read in it is a visible blank.

    >>> full_reference(Document(type_name="Kế hoạch", code_number="5", code_notation="KH-SCT", issued_date="2024-01-09",
    ...     organ_name="Sở Công Thương", subject="Phát triển chợ", source_file="x", sha256="", original="",
    ...     paragraphs=()))
    'Kế hoạch số 05/KH-SCT ngày 09 tháng 01 năm 2024 của Sở Công Thương về phát triển chợ'
    """
    if document.origin == "message":
        return reference(document)
    issued = date.fromisoformat(document.issued_date) if document.issued_date else None
    subject = document.subject.strip()
    about = f"về {_lowered(_ABOUT.sub('', subject, count=1))}" if subject else f"về {BLANK}"
    made_by = in_a_sentence(document.organ_name) or BLANK
    scanned = f" ({say('scanned')})" if document.text_quality == "restored" else ""
    return f"{short_reference(document)} {date_words(issued)} của {made_by} {about}{scanned}"


def short_reference(document: Document) -> str:
    """Type and number alone.

    >>> short_reference(Document(type_name="Báo cáo", code_number="12", code_notation="BC-X", source_file="x",
    ...                          sha256="", original="", paragraphs=()))
    'Báo cáo số 12/BC-X'
    """
    if document.origin == "message":
        return reference(document)
    kind = document.type_name or "Văn bản"
    if not (document.code_number and document.code_notation):
        return f"{kind} “{document.doc_key}”"
    return f"{kind} số {document.code_number.zfill(_SECOND)}/{document.code_notation}"


def short_place(document: Document, span: Span) -> str:
    """Page and section, or the table by the name that stands before the colon of its title."""
    if span.table is None:
        return place_words(document, span)
    page = document.page_of(span.start)
    table = next((t for t in document.tables if t.ordinal == span.table), None)
    caption = shorten((table.caption if table else "").partition(":")[0].strip(), _CAPTION)
    named = caption.capitalize() if caption.isupper() else caption
    return ", ".join(p for p in (f"tr. {page}" if page else "", named or f"bảng {span.table + 1}") if p)


def _lowered(subject: str) -> str:
    """A subject inside a sentence: an ordinary first word small, an acronym as it is."""
    return subject if subject[1:2].isupper() else small_first(subject)
