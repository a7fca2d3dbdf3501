"""The words of running text that may name a figure: its own, those around it, those it goes on from."""

from __future__ import annotations

import re

from corpus.catalog import FigureContext
from corpus.entities import list_item_entity
from corpus.figure_parts import scope_start
from corpus.figure_scopes import LOOK_BACK, Place, figure_between, index_of, is_part, part_head, respective_item
from corpus.figure_state import Reader
from corpus.naming import MAX_WORDS, own_subject
from corpus.periods import find_periods
from corpus.quantities import Quantity
from corpus.text import fold


def words_behind(reader: Reader, place: Place) -> str:
    """The words behind a count, up to the next figure or stop; "" behind other figures."""
    return reader.paragraph.text[place.quantity.end : place.after_end] if place.quantity.dimension == "count" else ""


def item_of_list(reader: Reader, place: Place) -> tuple[str, str]:
    """Whose % it is in a list of names ("VSIP (76%), Nam Cầu (77%)"; "" elsewhere), and the words the list hangs on."""
    text, q = reader.paragraph.text, place.quantity
    start = max(place.statement[0], place.near_start - LOOK_BACK)
    head = " ".join((reader.anchor.words if reader.anchor else "", text[start : place.near_start]))
    if q.dimension != "percent":
        return "", head
    stop = q.start if place.bracket_start is None else place.bracket_start
    return list_item_entity(text[place.item_start : stop], head), head


def context_of(reader: Reader, place: Place, found: list[Place], head: str) -> FigureContext:
    """All the words the catalogue names a figure by; `head` are those that a list of names hangs on, "" elsewhere."""
    text, q = reader.paragraph.text, place.quantity
    item = respective_item(text, place, found)
    if item and find_periods(item):
        item = None
    return FigureContext(
        own="" if head else item or own_scope(reader, place, found),
        near=item or text[place.near_start : q.start],
        after=_words_after(text, place, found),
        clause=item or text[place.clause_start : q.start],
        carried=head or ("" if item else _carried(reader, place)),
        sentence=text[max(place.statement[0], q.start - LOOK_BACK) : q.start],
        anchor=reader.anchor.words if reader.anchor else "",
        headings=reader.headings,
        dimension=q.dimension,
        noun=q.noun,
        unit=q.unit,
        organ=reader.frame.document.organ_name,
        fraction=q.role,
        part_of_whole=is_part(text, place),
    )


def _words_after(text: str, place: Place, found: list[Place]) -> str:
    q = place.quantity
    if q.role or q.bound == "min":
        return text[q.end if q.role else unit_end(place, found) : place.after_end] + " " + q.noun
    return text[q.figure_end : place.after_end]


MEASURE_HEAD = re.compile(
    r"\W*(?:ty le|ti le|co cau|ty trong|dien tich|san luong|nang suat|kinh phi|chi so|toc do|diem|so luong"
    r"|cong suat|gia tri)\b"
)


def unit_end(place: Place, found: list[Place]) -> int:
    """Where the noun of a figure ends: of "14/16 chỉ tiêu" and "06 đến 08 xã" behind the second figure."""
    return _with_noun(place, found).end


def counted_noun(text: str, place: Place, found: list[Place]) -> str:
    """What a figure counts, as printed: "chỉ tiêu" also of the 14 in "14/16 chỉ tiêu"."""
    q = _with_noun(place, found)
    return text[q.figure_end : q.end].strip(" /")


def _with_noun(place: Place, found: list[Place]) -> Quantity:
    """The figure itself, or the second one of its fraction or range, which bears the noun of both."""
    q = place.quantity
    if q.role == "part" or q.bound == "min":
        return found[i].quantity if (i := index_of(found, q.end)) < len(found) else q
    return q


def _carried(reader: Reader, place: Place) -> str:
    words = reader.subject.words if reader.subject and reader.subject.statement == place.statement else ""
    near = reader.paragraph.text[place.near_start : place.quantity.start]
    if words and place.in_brackets and not own_subject(near):
        name = reader.subject.name if reader.subject else ""
        return f"{name} ; {words}"  # "quá hạn 40 hồ sơ (0,8%)": of the value right before it
    return f"{part_head(reader.paragraph.text, place)} ; {words}".strip(" ;")


_BESIDE = re.compile(
    r"\b(?:ke hoach|kh|chi tieu|du toan|muc tieu|giao|cung ky|ck|nam (?:hoc )?truoc|nam ngoai|nam \d{4})\b"
)


def says_beside(near: str) -> bool:
    """Do a bracket's own words call its figure a plan or an earlier result: "(KH 2 tỷ USD)", "(cùng kỳ 58%)"?"""
    return bool(_BESIDE.search(fold(near)))


def own_scope(reader: Reader, place: Place, found: list[Place]) -> str:
    """The words that can only be the figure's: its clause when it stands alone there, else those since the last one."""
    text = reader.paragraph.text
    start, stop = scope_start(reader, place, place.clause_start), place.quantity.start
    alone = not figure_between(found, start, stop)
    return text[start if alone else scope_start(reader, place, place.near_start) : stop]


def own_words(reader: Reader, place: Place, found: list[Place]) -> str:
    """The clause before a figure when no other figure stands in it and it is short, else the words right before it."""
    text = reader.paragraph.text
    start = scope_start(reader, place, place.clause_start)
    clause = text[start : place.quantity.start]
    cuts = [m for m in re.finditer(r"[;:]\s", clause) if own_subject(clause[m.end() :])]
    cuts = [m for m in cuts if m[0][0] == ";" or not MEASURE_HEAD.match(fold(clause[: m.start()]))]
    last = max((m.end() for m in cuts), default=0)
    start, clause = start + last, clause[last:]
    alone = not figure_between(found, start, place.quantity.start)
    near = scope_start(reader, place, place.near_start)
    return clause if alone and len(clause.split()) <= MAX_WORDS else text[near : place.quantity.start]
