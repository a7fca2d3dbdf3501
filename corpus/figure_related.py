"""What a figure takes over from the values before it: the same thing in another period, a share of it, a list told."""

from __future__ import annotations

import re

from corpus.figure_measures import Reading
from corpus.figure_scopes import Place, respective_items
from corpus.figure_state import Named, Reader, Subject
from corpus.figure_words import own_scope, words_behind
from corpus.naming import own_subject, phrase_before, phrase_behind
from corpus.periods import find_periods
from corpus.text import capital_first, fold


def goes_on(reader: Reader, place: Place, found: list[Place], reading: Reading) -> Named | None:
    """What a figure is of that says only another period of the value before it, or relates to a change before it."""
    last, subject = reader.out[-1] if reader.out else None, reader.subject
    if reading.relation:
        aside = place.in_brackets and last is not None and last.measure == reading.measure == "change_vs_same_period"
        return Named(last.indicator, last.catalogued, last.entity) if aside and last else None
    words = own_scope(reader, place, found)
    if subject is None or subject.statement != place.statement or place.in_brackets:
        return None
    another = find_periods(words) or re.search(r"\bluy ke\b|\bca nam hoc\b", fold(words))
    if (
        subject.unit != place.quantity.unit
        or not another
        or own_subject(re.sub(r"lũy kế|luỹ kế", " ", words, flags=re.IGNORECASE))
    ):
        return None
    return Named(subject.name, subject.catalogued, subject.entity, subject.root)


def share_of(reader: Reader, place: Place, reading: Reading, *, rate: bool = False) -> Subject | None:
    """The value that "…, chiếm 33%" (with `rate`, "…, tỷ lệ 33%") tells a share of: the one right before it."""
    words = reader.paragraph.text[place.near_start : place.quantity.start]
    last = reader.values[-1] if reader.values and reader.values[-1].statement == place.statement else None
    says = place.quantity.dimension == "percent" and not reading.relation
    return (
        last
        if last and says and (_RATE if rate else _SHARE).fullmatch(words.lower()) and last.dimension != "percent"
        else None
    )


_RATE = re.compile(r"[\s,(]*(?:và )?(?:đạt )?tỷ lệ\s*")
_SHARE = re.compile(r"[\s,(]*(?:và )?chiếm(?: tỷ lệ| tỷ trọng| khoảng| gần| hơn| trên)*\s*")


def is_undone(reader: Reader, place: Place) -> bool:
    """Do a figure's own words deny what they name: "số vốn chưa giải ngân 5 tỷ đồng" is no disbursement?"""
    words = reader.paragraph.text[place.near_start : place.quantity.start].lower()
    behind = words_behind(reader, place).lower()
    return bool(re.search(r"\bchưa\s(?!kể\b|tính\b|đến\b|tới\b)", f"{words} {behind}"))


def respective_name(reader: Reader, place: Place, found: list[Place]) -> str:
    """The name of one of several things in a list: the "bò" of "Đàn trâu, bò, lợn lần lượt là …" is "Đàn bò"."""
    items, at = respective_items(reader.paragraph.text, place, found)
    if not items or any(find_periods(i) for i in items):
        return ""
    first, own = phrase_before(items[0]), phrase_before(items[at])
    kept = len(first.split()) - len(own.split())
    name = own if at == 0 or kept <= 0 else " ".join((*first.split()[:kept], own))
    return capital_first(name)


def same_subject(reader: Reader, place: Place, found: list[Place], reading: Reading) -> Subject | None:
    """What a figure goes on with that says no subject: "tính chung 6 tháng đạt …", "số vụ giảm 8,6%"."""
    words = own_scope(reader, place, found)
    if reading.relation:
        noun = re.match(r"so (?!voi\b)(.+)", fold(phrase_before(words)))
        near = list(reversed(reader.values[-8:]))
        if noun is None and place.quantity.dimension == "count" and not own_subject(words):
            return _counted_before(reader, place, near)  # "So với cùng kỳ giảm 4 người chết"
        recent = [v for v in near if noun and fold(v.unit).startswith(noun[1])]
        return recent[0] if recent else None
    subject = reader.subject
    goes_on = subject is not None and subject.statement == place.statement and not own_subject(words)
    same = subject is not None and subject.dimension == place.quantity.dimension
    return subject if goes_on and same and find_periods(words) else None


def _counted_before(reader: Reader, place: Place, near: list[Subject]) -> Subject | None:
    """The value before that counts in the noun of a change and is called what stands behind the change."""
    unit, behind = fold(place.quantity.unit).split()[:1], own_subject(phrase_behind(words_behind(reader, place)))
    alike = [v for v in near if fold(v.unit).split()[:1] == unit]
    named = [v for v in alike if all(w in re.findall(r"\w+", fold(v.name)) for w in behind)]
    return min(named, key=lambda v: len(v.name)) if named else alike[0] if alike and not behind else None
