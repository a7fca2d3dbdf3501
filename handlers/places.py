"""Places in documents as a reader sees them: the passage of a span, the line of titles above it, words made bold."""

from __future__ import annotations

from markupsafe import Markup, escape

from corpus.models import Span
from corpus.text import fold
from handlers.knowledge import Knowledge
from handlers.words import TOKEN, is_stop
from index import Passage

_Place = tuple[str, int | None, int | None, int | None]
_TITLES = 3


def place_of(
    known: Knowledge, doc_key: str, *, paragraph: int | None = None, table: int | None = None, row: int | None = None
) -> int | None:
    """The passage of a paragraph or table row of a document; nothing when it is no passage."""
    places = known.memo("passage of a place", lambda: _places(known))
    assert isinstance(places, dict)
    found: int | None = places.get((doc_key, paragraph, table, row))
    return found


def span_place(known: Knowledge, span: Span) -> int | None:
    """The passage a span stands in."""
    if span.table is not None:
        return place_of(known, span.doc, table=span.table, row=span.row)
    return place_of(known, span.doc, paragraph=span.paragraph)


def _places(known: Knowledge) -> dict[_Place, int]:
    return {(p.doc_key, p.paragraph, p.table, p.row): p.id for p in known.passages.values() if p.kind != "header"}


def section_line(passage: Passage) -> str:
    """The titles above a passage in one line, the outer ones first."""
    return " › ".join(passage.section[-_TITLES:])


def highlighted(text: str, words: str) -> Markup:
    """The text escaped, those of its words bold that stand in `words` (folded); function words are passed over.

    >>> str(highlighted("Thu hút FDI & DDI đạt", "fdi dat"))
    'Thu hút <b>FDI</b> &amp; DDI <b>đạt</b>'
    """
    wanted = {w for w in words.split() if not is_stop(w)}
    out, at = Markup(""), 0
    last_bold = False
    for match in TOKEN.finditer(fold(text)):
        if not _hit(match.group(), wanted):
            last_bold = last_bold and not text[at : match.start()].strip()
            continue
        between = text[at : match.start()]
        if last_bold and not between.strip():
            out = Markup(str(out).removesuffix("</b>")) + escape(between + text[match.start() : match.end()])
        else:
            out += escape(between) + Markup("<b>") + escape(text[match.start() : match.end()])
        out += Markup("</b>")
        at, last_bold = match.end(), True
    return out + escape(text[at:])


def _hit(token: str, wanted: set[str]) -> bool:
    return token in wanted or token.rstrip("%") in wanted
