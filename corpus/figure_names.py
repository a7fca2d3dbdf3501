"""The name of a figure in running text: from the catalogue, else the noun phrase at it; and whose figure it is."""

from __future__ import annotations

import re

from corpus.catalog import FigureContext
from corpus.entities import list_item_entity
from corpus.figure_measures import Reading
from corpus.figure_scopes import Place, is_part, part_head, respective_item
from corpus.figure_state import Reader
from corpus.naming import MAX_WORDS, figure_name, phrase_before
from corpus.periods import find_periods
from corpus.text import fold


def name_of(
    reader: Reader, place: Place, found: list[Place], reading: Reading, bracket: str | None
) -> tuple[str, bool, str]:
    """(indicator, whether catalogued, whose figure) of one figure; `bracket` are the words before its bracket."""
    named, head = _item_of_list(reader, place)
    context = _context(reader, place, found, head if named else "")
    catalog, own = reader.frame.catalog, reader.frame.entity
    name = catalog.name_figure(context)
    if not name and reading.relation:
        name = _name_of_relation(reader, context)
    if name:
        known = catalog.get(name)
        return name, True, named or (known.entity if known and known.entity else own)
    return _phrase_name(reader, place, found, bracket), False, named or own


def _item_of_list(reader: Reader, place: Place) -> tuple[str, str]:
    """Whose % it is in a list of names ("VSIP (76%), Nam Cầu (77%)"; "" elsewhere), and the words the list hangs on."""
    text, q = reader.paragraph.text, place.quantity
    head = " ".join((reader.anchor.words if reader.anchor else "", text[place.statement[0] : place.near_start]))
    if q.dimension != "percent":
        return "", head
    stop = q.start if place.bracket_start is None else place.bracket_start
    return list_item_entity(text[place.item_start : stop], head), head


def _context(reader: Reader, place: Place, found: list[Place], head: str) -> FigureContext:
    text, q = reader.paragraph.text, place.quantity
    item = respective_item(text, place, found)
    if item and find_periods(item):
        item = None
    return FigureContext(
        own="" if head else item or _own_scope(text, place, found),
        near=item or text[place.near_start : q.start],
        after=text[q.figure_end : place.after_end] if not q.role else text[q.end : place.after_end] + " " + q.noun,
        clause=item or text[place.clause_start : q.start],
        carried=head or ("" if item else _carried(reader, place)),
        sentence=text[place.statement[0] : q.start],
        anchor=reader.anchor.words if reader.anchor else "",
        headings=reader.headings,
        dimension=q.dimension,
        noun=q.noun,
        unit=q.unit,
        organ=reader.frame.document.organ_name,
        fraction=q.role,
        part_of_whole=is_part(text, place),
    )


def _phrase_name(reader: Reader, place: Place, found: list[Place], bracket: str | None) -> str:
    """The noun phrase at a figure the catalogue does not know."""
    text, q, subject = reader.paragraph.text, place.quantity, reader.subject
    near, after = text[place.near_start : q.start], text[q.end : place.after_end]
    if q.role == "whole" and reader.out and reader.out[-1].unit == q.unit:
        return f"{reader.out[-1].indicator} - tổng số"
    if subject and not phrase_before(near) and (m := _COMPARES.match(after)):
        return f"{subject.name} - {near.strip()} {m[0].strip()}"
    words = bracket if bracket is not None and not phrase_before(near) else _own_words(text, place, found)
    unit_words = text[q.figure_end : q.end].strip(" /") if q.dimension == "count" else ""
    fallback = (subject.name if subject else "") or (reader.headings[-1] if reader.headings else "")
    made = figure_name(words, unit_words, after, fallback)
    if not _GENERIC.match(fold(made)):
        return made
    if subject and subject.statement == place.statement:
        return f"{subject.name} - {made[:1].lower()}{made[1:]}"
    head = _statement_head(text, place)
    return (
        f"{head[:1].upper()}{head[1:]} - {made[:1].lower()}{made[1:]}"
        if head and fold(head) not in fold(made)
        else made
    )


def _statement_head(text: str, place: Place) -> str:
    """The first words of a statement, what it speaks of."""
    words = re.split(r"[:;(]| do | với | gồm ", text[place.statement[0] : place.quantity.start])[0]
    return " ".join(phrase_before(words).split()[:14])


_GENERIC = re.compile(
    r"(?:du kien |tong )?(?:dien tich|so von|von(?: dau tu)?|gia tri|kinh phi|quy mo|so tien|tri gia|dap ung"
    r"|can ho|cho o)"
    r"(?: \S+){0,5}$"
)


_COMPARES = re.compile(r"\s*so (?:với|cùng) [^,;.]{3,40}")


def _carried(reader: Reader, place: Place) -> str:
    words = reader.subject.words if reader.subject and reader.subject.statement == place.statement else ""
    return f"{part_head(reader.paragraph.text, place)} ; {words}".strip(" ;")


def _own_scope(text: str, place: Place, found: list[Place]) -> str:
    """The words that can only be the figure's: its clause when it stands alone there, else those since the last one."""
    start, stop = place.clause_start, place.quantity.start
    alone = not any(start <= p.quantity.start < stop for p in found)
    return text[start if alone else place.near_start : stop]


def _own_words(text: str, place: Place, found: list[Place]) -> str:
    """The clause before a figure when no other figure stands in it and it is short, else the words right before it."""
    clause = text[place.clause_start : place.quantity.start]
    alone = not any(place.clause_start <= p.quantity.start < place.quantity.start for p in found)
    return clause if alone and len(clause.split()) <= MAX_WORDS else text[place.near_start : place.quantity.start]


def _name_of_relation(reader: Reader, context: FigureContext) -> str | None:
    """A % without a value beside it ("GRDP tăng 8,5% so với cùng kỳ") is of the indicator named before it."""
    for dimension in ("vnd", "count", "weight", "area"):
        nouns = ("người", "dự án", "doanh nghiệp", "lượt khách") if dimension == "count" else ("",)
        for noun in nouns:
            name = reader.frame.catalog.name_figure(context.model_copy(update={"dimension": dimension, "noun": noun}))
            if name:
                return name
    return None
