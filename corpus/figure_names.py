"""The name of a figure in running text: from the catalogue, else the noun phrase at it; and whose figure it is."""

from __future__ import annotations

import re

from corpus.catalog import FigureContext
from corpus.figure_measures import RELATIONS, Reading
from corpus.figure_parts import main_subject, part_name, untold_whole, whole_of
from corpus.figure_related import goes_on, is_undone, respective_name, same_subject, share_of
from corpus.figure_scopes import LOOK_BACK, Place, is_part
from corpus.figure_state import Named, Reader, Subject
from corpus.figure_words import (
    MEASURE_HEAD,
    context_of,
    counted_noun,
    item_of_list,
    own_scope,
    own_words,
    says_beside,
    unit_end,
    words_behind,
)
from corpus.naming import figure_name, own_subject, phrase_before, phrase_behind, run_in_title
from corpus.text import capital_first, fold, small_first


def name_of(reader: Reader, place: Place, found: list[Place], reading: Reading, bracket: str | None) -> Named:
    """What one figure is of; `bracket` are the words before its bracket."""
    named, head = item_of_list(reader, place)
    if not reading.relation and (said := main_subject(reader, place)) is not None:
        return Named(said.name, said.catalogued, said.entity)
    if (more := goes_on(reader, place, found, reading)) is not None:
        return more
    if place.quantity.role == "whole" and reading.measure == "target" and reader.out:
        return Named(reader.out[-1].indicator, reader.out[-1].catalogued, reader.out[-1].entity)
    if not reading.relation:
        untold_whole(reader, place)
    if (counted := _is_whole_of(reader, place)) is not None:
        return Named(f"{counted} - tổng số", False, reader.frame.entity)
    if (part := share_of(reader, place, reading)) is not None:
        return Named(f"{part.name} - tỷ lệ", False, part.entity, part.root or part.name)
    context = context_of(reader, place, found, head if named else "")
    catalog, own = reader.frame.catalog, reader.frame.entity
    name = None if is_undone(reader, place) else catalog.name_figure(context)
    if not reading.relation and not named and (listed := respective_name(reader, place, found)):
        name = catalog.name_figure(_said_with(context, listed))
        return Named(name or listed, name is not None, own)
    near = reader.paragraph.text[place.near_start : place.quantity.start]
    aside = place.in_brackets and reading.measure in ("base", "target") and (says_beside(near) or not near.strip())
    whole = None if reading.relation or named or aside else whole_of(reader, place)
    if not name and (same := same_subject(reader, place, found, reading)) is not None:
        return Named(same.name, same.catalogued, same.entity, same.root)
    if not (name or reading.relation or whole) and (told := _at_anchor(reader, place, found)) is not None:
        return told
    if not name and (part := share_of(reader, place, reading, rate=True)) is not None:
        return Named(f"{part.name} - tỷ lệ", False, part.entity, part.root or part.name)
    if name and whole and whole.name == name and _adds_words(reader, place, found, name, whole):
        return Named(_part_name(reader, place, found, whole), False, own, whole.name)
    if not name and reading.relation:
        name = _name_of_relation(reader, context)
    if name:
        known = catalog.get(name)
        return Named(name, True, named or (known.entity if known and known.entity else own))
    if whole is not None:
        return Named(_part_name(reader, place, found, whole), False, own, whole.name)
    made, root = _phrase_name(reader, place, found, bracket)
    if not named and not root and (titled := _titled(reader, place, made, context)) is not None:
        return titled
    return Named(made, False, named or own, root)


def _titled(reader: Reader, place: Place, made: str, context: FigureContext) -> Named | None:
    """A short name with the title its paragraph begins with: "Sản lượng" under "Thủy sản."."""
    title, own = run_in_title(reader.paragraph.text), reader.frame.entity
    head = made.partition(" - ")[0]
    said = fold(title) in fold(made) or fold(head) in fold(title)
    if not title or said or len(head.split()) > _BRIEF:
        return None
    words = f"{head} {small_first(title)}"
    known = reader.frame.catalog.name_figure(_said_with(context, words))
    return Named(known, True, own) if known else Named(f"{title} - {small_first(made)}", False, own)


def _at_anchor(reader: Reader, place: Place, found: list[Place]) -> Named | None:
    """What a footnote tells of that names nothing itself ("Kế hoạch là 5 tỷ đồng"): what the marked figure is of."""
    marked = reader.anchor.observation if reader.anchor else None
    if marked is None or own_subject(own_scope(reader, place, found)):
        return None
    same = marked.unit == place.quantity.unit or marked.measure in RELATIONS
    return Named(marked.indicator, marked.catalogued, marked.entity) if same else None


def _said_with(context: FigureContext, words: str) -> FigureContext:
    """The same figure said with other words of its own."""
    return FigureContext(**{**context.model_dump(), **dict.fromkeys(("own", "near", "clause"), words)})


_BRIEF = 3
"""A name of so few words says little without the title it stands under."""


def _is_whole_of(reader: Reader, place: Place) -> str | None:
    """The indicator that a whole said with its own noun is of: the second figure of "16 hộ nghèo/27 hộ"."""
    if not reader.out or reader.paragraph.text[place.near_start : place.quantity.start].strip() != "/":
        return None
    last = reader.out[-1]
    return last.indicator if fold(last.unit).split()[:1] == fold(place.quantity.unit).split()[:1] else None


def _adds_words(reader: Reader, place: Place, found: list[Place], name: str, whole: Subject) -> bool:
    """Do a part's own words say something else than its whole?"""
    own = _spoken(own_scope(reader, place, found))
    if len(own) > 1 and whole.value > place.quantity.value and own != _spoken(whole.words) and not place.in_brackets:
        return True
    if place.in_brackets and whole.value > place.quantity.value and whole.unit == place.quantity.unit:
        numbered = re.search(r"\d\s*:\s*$", own_scope(reader, place, found))  # "(cơ sở 1: 900 giường; …)"
        if numbered or any(w not in re.findall(r"\w+", fold(name)) for w in own):  # "41 người (nam 33, nữ 8)"
            return True
    words = own_subject(own_scope(reader, place, found)) + fold(phrase_behind(words_behind(reader, place))).split()
    return any(w not in re.findall(r"\w+", fold(name)) for w in words)


def _spoken(words: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]+", fold(phrase_before(words))) if w not in _SAYS_NOTHING]


_SAYS_NOTHING = frozenset("dat la duoc co uoc thuc hien tong so khoang rieng".split())


def _part_name(reader: Reader, place: Place, found: list[Place], whole: Subject) -> str:
    q, text = place.quantity, reader.paragraph.text
    unit_words = text[q.figure_end : q.end].strip(" /") if q.dimension == "count" else ""
    words, behind = own_scope(reader, place, found), words_behind(reader, place)
    if not phrase_before(words) and not phrase_behind(behind):
        return whole.name
    part = figure_name(words, unit_words if phrase_behind(behind) or not phrase_before(words) else "", behind, "")
    proper = place.in_brackets and phrase_before(words)[:1].isupper()  # "(Lào 21, Nhật Bản 16)"
    return part_name(whole, part, repeats_noun=not phrase_before(words), proper=proper)


def _phrase_name(reader: Reader, place: Place, found: list[Place], bracket: str | None) -> tuple[str, str]:
    """The noun phrase at a figure the catalogue does not know, and the name it only adds words to ("" if none)."""
    text, q, subject = reader.paragraph.text, place.quantity, reader.subject
    near, after = text[place.near_start : q.start], text[unit_end(place, found) : place.after_end]
    if q.role == "whole" and reader.out and reader.out[-1].unit == q.unit:
        return f"{reader.out[-1].indicator} - tổng số", ""
    here = subject is not None and subject.statement == place.statement
    if subject and here and not phrase_before(near) and (m := _COMPARES.match(after)):
        return f"{subject.name} - {near.strip()} {m[0].strip()}", ""
    words = own_words(reader, place, found)
    if bracket is not None and subject and q.dimension == "percent" and not phrase_before(near + after):
        return f"{subject.name} - tỷ lệ", subject.name
    if bracket is not None:
        words = _in_bracket(bracket, near, alone=not subject or subject.statement != place.statement)
        if q.dimension == "count" and not phrase_before(near) and own_subject(after):
            words = near  # "38 khách sạn (6 khách sạn 5 sao, …)": its noun says all
    if bracket is not None and reader.values and not phrase_before(near) and q.dimension != "count":
        last = reader.values[-1]
        held = text[last.end : place.bracket_start or last.end]
        if last.statement == place.statement and last.dimension == "count" and not re.search(r"[,;.\d]", held):
            return last.name, last.root  # "05 công trình chuyển tiếp (19.400 triệu đồng)"
    words, above = _under_head(reader, place, words)
    unit_words = counted_noun(text, place, found) if q.dimension == "count" else ""
    fallback = (subject.name if subject else "") or (reader.headings[-1] if reader.headings else "")
    listed = subject is not None and _LISTED.fullmatch(text, subject.end, q.start) is not None
    listed = listed and not is_part(text, place)
    if subject and listed and unit_words and not phrase_before(near) and not phrase_behind(after):
        root = subject.root or subject.name.rsplit(" - ", 1)[0]  # "tại 14 hộ, 03 xã": the noun alone says nothing
        return f"{root} - {unit_words}", root
    made = figure_name(words, unit_words, after, fallback)
    if subject and not above and _ANEW.fullmatch(fold(made.partition(" - ")[0])) and _counts_alike(subject, place):
        root = subject.root or subject.name  # "lũy kế 264 sản phẩm OCOP; công nhận mới 38 sản phẩm"
        return f"{root} - {small_first(made.partition(' - ')[0])}", root
    if above or not _GENERIC.match(fold(made)):
        return made, above
    if subject and subject.statement == place.statement:
        root = subject.root or subject.name
        return f"{root} - {small_first(made)}", root
    head = _statement_head(text, place)
    if not head or fold(head) in fold(made):
        return made, ""
    head = capital_first(head)
    return f"{head} - {small_first(made)}", head


def _under_head(reader: Reader, place: Place, words: str) -> tuple[str, str]:
    """The words with the measure they hang on, and that measure ("" if none).

    "Tỷ lệ đạt chuẩn: mầm non 92%, tiểu học 86%" tells of both the rate.
    """
    text, subject = reader.paragraph.text, reader.subject
    if ":" in words or place.quantity.dimension == "count":
        return words.replace(": ", " - ", 1), ""
    start = max(place.statement[0], place.quantity.start - LOOK_BACK)
    colon = text.rfind(": ", start, place.quantity.start)
    opening = max(start, *(text.rfind(c, start, max(colon, start)) + 1 for c in (";", ".")))
    if colon > 0 and MEASURE_HEAD.match(fold(text[opening:colon])) and ";" not in words:
        head = phrase_before(text[opening:colon])
        return f"{head} - {phrase_before(words)}", head
    said = phrase_before(words)
    level = subject is not None and subject.dimension == "percent" and subject.statement == place.statement
    if subject and level and place.quantity.dimension == "percent" and 0 < len(said.split()) <= _ITEM:
        root = subject.root or subject.name
        between = text[subject.end : place.quantity.start]
        if MEASURE_HEAD.match(fold(root)) and ";" not in between and not MEASURE_HEAD.match(fold(said)):
            return _instead(root, said), root
    return words, ""


def _instead(name: str, item: str) -> str:
    """The name of another item of what `name` measures.

    >>> _instead("Tỷ lệ hài lòng của người bệnh nội trú", "ngoại trú"), _instead("Tỷ lệ huy động trẻ", "mẫu giáo")
    ('Tỷ lệ hài lòng của người bệnh ngoại trú', 'Tỷ lệ huy động trẻ - mẫu giáo')
    """
    old, new = name.split(), item.split()
    if len(old) > len(new) and old[-1] == new[-1]:
        return " ".join((*old[: len(old) - len(new)], *new))
    return f"{name} - {item}"


_ANEW = re.compile(r"(?:\w+ ){1,2}moi")


def _counts_alike(subject: Subject, place: Place) -> bool:
    """Does a figure count in its statement what the value before it counts?"""
    return subject.statement == place.statement and subject.unit == place.quantity.unit


def _in_bracket(bracket: str, near: str, *, alone: bool) -> str:
    """The words for a figure in brackets: those before the bracket and, where no value stands there, its own."""
    if not phrase_before(near):
        return bracket
    outside = phrase_before(bracket)
    return f"{outside} - {near.strip()}" if alone and 0 < len(outside.split()) <= _SHORT else near


def _statement_head(text: str, place: Place) -> str:
    """The first words of a statement, what it speaks of."""
    start = place.statement[0]
    words = re.split(r"[:;(]| do | với | gồm ", text[start : min(place.quantity.start, start + 300)])[0]
    return " ".join(phrase_before(words).split()[:14])


_LISTED = re.compile(r"\s*(?:,|và|với|,\s*và|/|-)?\s*")
_SHORT = 12
_ITEM = 4
_GENERIC = re.compile(
    r"(?:du kien |tong )?(?:dien tich|so von|von(?: dau tu)?|gia tri|kinh phi|quy mo|so tien|tri gia|dap ung"
    r"|can ho|cho o)"
    r"(?: \S+){0,5}$"
)


_COMPARES = re.compile(r"\s*so (?:với|cùng) [^,;.]{3,40}")


def _name_of_relation(reader: Reader, context: FigureContext) -> str | None:
    """A % without a value beside it ("GRDP tăng 8,5% so với cùng kỳ") is of the indicator named before it."""
    for dimension in ("vnd", "count", "weight", "area"):
        nouns = ("người", "dự án", "doanh nghiệp", "lượt khách") if dimension == "count" else ("",)
        for noun in nouns:
            name = reader.frame.catalog.name_figure(context.model_copy(update={"dimension": dimension, "noun": noun}))
            if name:
                return name
    return None
