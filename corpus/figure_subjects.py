"""The value of its statement that a figure relates to: what "bằng 106% cùng kỳ", "tương đương 3%" are of."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from corpus.figure_measures import RELATIONS, Reading
from corpus.figure_names import name_of
from corpus.figure_scopes import Place, respective_run, said_last
from corpus.figure_state import Reader, Subject
from corpus.models import Observation
from corpus.text import fold

THAT_IS = re.compile(r"\s*,?\s*(?:tuong duong|tuong ung|tuc|hay)(?: voi)?(?: giam| tang)?\s*")


def subject_of(reader: Reader, place: Place, found: list[Place], reading: Reading) -> Subject | None:
    """The value of the same statement that a figure may relate to; a change in pieces relates to one in such pieces."""
    text = reader.paragraph.text
    subject = reader.subject if reader.subject and reader.subject.statement == place.statement else None
    if subject is not None and reading.relation and (named := _respective_value(reader, place, found)) is not None:
        return _as_subject(subject, named)
    if subject is None or not reading.relation:
        return subject
    that_is = THAT_IS.fullmatch(fold(text[place.near_start : place.quantity.start]))
    if (place.in_brackets or that_is) and reader.out and reader.out[-1].measure == "change_vs_same_period":
        return _as_subject(subject, reader.out[-1])  # "giảm 4 vụ (giảm 18,2%)"
    if place.quantity.dimension != "count":
        about = re.match(r"\s*ve (?:so )?(?:luong )?(\w+)", fold(text[place.quantity.end : place.after_end]))
        return _value_about(reader, about[1]) or subject if about else subject
    recent = [o for o in reversed(reader.out[-_RECENT:]) if o.measure not in RELATIONS]
    same = [o for o in recent if o.unit.startswith(place.quantity.unit)]
    name = name_of(reader, place, found, reading._replace(relation=False), None).indicator
    fitting = next((o for o in same if o.indicator == name), same[0] if same else None)
    return _as_subject(subject, fitting) if fitting else None


def range_subject(reader: Reader, place: Place) -> Subject | None:
    """What the upper end of "tăng 13 - 14%" is of: the same as its lower end."""
    last = reader.out[-1] if reader.out else None
    if place.quantity.bound != "max" or last is None or reader.subject is None or last.measure not in RELATIONS:
        return None
    return _as_subject(reader.subject, last)


_RECENT = 30
"""Observations back to which "giảm 3 vụ" may relate."""


def _value_about(reader: Reader, noun: str) -> Subject | None:
    """The value that "tăng 7% về số doanh nghiệp", "giảm 3% về vốn" speak of."""
    money = noun in ("von", "gia", "kinh", "tien", "tri")
    recent = reader.values[-8:]
    fits = [v for v in recent if (v.dimension in ("vnd", "usd") if money else fold(v.unit).startswith(noun))]
    return fits[-1] if fits else None


def _as_subject(subject: Subject, o: Observation) -> Subject:
    return replace(
        subject, name=o.indicator, catalogued=o.catalogued, entity=o.entity, period=o.time_period, group=o.group
    )


def _respective_value(reader: Reader, place: Place, found: list[Place]) -> Observation | None:
    """The value that a % after "lần lượt" relates to: the first % to the first of as many values before."""
    text = reader.paragraph.text
    mark = max((m for w in ("lần lượt", "tương ứng") if (m := said_last(w, text, place)) is not None), default=None)
    if mark is None:
        return None
    run = respective_run(mark, place, found, place.quantity.dimension)
    at = reader.paragraph.body.locate(mark, mark + 1)[0]
    if place not in run or len(run) < 2:
        return None
    before = (o for o in reversed(reader.out) if o.span.start < at and o.measure not in RELATIONS)
    values = list(islice(before, len(run)))[::-1]
    return values[run.index(place)] if len(values) == len(run) else None
