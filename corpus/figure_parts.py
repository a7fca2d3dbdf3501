"""Parts of a whole in running text: which value "trong đó …" divides, and what a part of it is called."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from corpus.catalog import FigureContext
from corpus.figure_scopes import Place, part_mark
from corpus.figure_state import Reader, Subject
from corpus.naming import own_subject, phrase_before
from corpus.periods import find_periods
from corpus.text import fold, small_first

_OPENING = 120
_ALONE = re.compile(r"\W*rieng\b")


def whole_of(reader: Reader, place: Place) -> Subject | None:
    """The value that the figure is a part of; None when it is none, or when the list of parts has ended before it.

    Commas part them; behind ';' only a list opened by ':', a part that begins like the one before, or one that makes
    the parts add up goes on.
    """
    text, mark = reader.paragraph.text, part_mark(reader.paragraph.text, place)
    if place.bracket_start is not None and (not mark or mark[0] < place.bracket_start):
        mark = (place.bracket_start, place.bracket_start + 1)  # "68 trường (23 trường mầm non, …)"
    if mark is None:
        return None
    dimension, before = place.quantity.dimension, _said_backwards(reader, place, mark[0])
    alike = (v for v in before if v.dimension == dimension and not v.name.endswith(" - tổng số"))
    whole = next((v for v in alike if _same_pieces(v, place)), None)
    if whole is None:
        return None
    if mark[0] == place.bracket_start and re.search(r"\d", text[whole.end : mark[0]]):
        return None  # another figure stands before the bracket
    between = text[mark[1] : place.quantity.start]
    if ";" not in between or re.match(r"\s*:", between):
        return whole
    parts = list(takewhile(lambda v: v.end > mark[1], _said_backwards(reader, place, place.quantity.start)))
    parts = [v for v in parts if v.unit == whole.unit]
    first = own_subject(parts[0].words)[:1] if parts else []
    if first and own_subject(text[place.clause_start : place.quantity.start])[:1] == first:
        return whole
    total = sum((v.value for v in parts), Decimal(0)) + place.quantity.value
    return whole if whole.value and total == whole.value else None


def _said_backwards(reader: Reader, place: Place, until: int) -> Iterator[Subject]:
    """The values of the figure's statement that end before an offset, the nearest first."""
    last = bisect_right(reader.values, until, key=_end)
    before = (reader.values[i] for i in range(last - 1, -1, -1))
    return takewhile(lambda v: v.statement == place.statement, before)


def _end(value: Subject) -> int:
    return value.end


def untold_whole(reader: Reader, place: Place) -> None:
    """Note what "Vốn đầu tư công gồm: vốn tỉnh 5 tỷ, vốn huyện 3 tỷ" divides although no figure of it is printed."""
    text, mark = reader.paragraph.text, part_mark(reader.paragraph.text, place)
    if mark is None or any(_said_backwards(reader, place, mark[0])):
        return
    q, head = place.quantity, text[place.statement[0] : mark[0]]
    context = FigureContext(near=head, clause=head, dimension=q.dimension, noun=q.noun, unit=q.unit)
    name = reader.frame.catalog.name_figure(context)
    if name and own_subject(text[mark[1] : q.start]):
        whole = Subject(name, True, reader.frame.entity, "", "actual", q.dimension, "", head, place.statement)
        insort(reader.values, replace(whole, end=mark[0], unit=q.unit), key=_end)


def _same_pieces(whole: Subject, place: Place) -> bool:
    """Are both counted in one noun: 9.150 người of 15.240 người, no 9.860 phòng of 486 cơ sở?"""
    if place.quantity.dimension != "count":
        return True
    a, b = fold(whole.unit).split(), fold(place.quantity.unit).split()
    if a[:1] + b[:1] in (["nguoi", "lao"], ["lao", "nguoi"]):
        return True
    return bool(a and b) and a[-1 if a[0] in _SCALE else 0] == b[-1 if b[0] in _SCALE else 0]


_SCALE = frozenset({"nghin", "trieu", "ty", "van"})


def scope_start(reader: Reader, place: Place, start: int) -> int:
    """The start of a figure's own words: behind the "trong đó" that parts it from a value before."""
    mark = part_mark(reader.paragraph.text, place)
    if mark is None or not any(_said_backwards(reader, place, mark[0])):
        return start
    return max(start, mark[1])


def main_subject(reader: Reader, place: Place) -> Subject | None:
    """What "Riêng tháng 9 ước thu …" goes on with: the first value of the statement before in such a unit.

    Only for a statement that says a period and no subject of its own.
    """
    text, start = reader.paragraph.text, place.statement[0]
    if place.quantity.start - start > _OPENING or (reader.values and reader.values[-1].statement == place.statement):
        return None
    words = text[start : place.quantity.start]
    if own_subject(words) and not (_ALONE.match(fold(words)) and len(own_subject(words)) < 2):
        return None
    if not find_periods(words):
        return None
    before = [v for v in reader.values if v.end <= start]
    first = [v for v in before if v.statement == before[-1].statement and v.dimension == place.quantity.dimension]
    return next((v for v in first if _same_pieces(v, place)), None)


def part_name(whole: Subject, part: str, *, repeats_noun: bool, proper: bool = False) -> str:
    """The name of a part: the whole's and its own; a counted noun said again with more words names itself.

    A `proper` name keeps its capital.

    >>> whole = Subject("Thu thuế", False, "", "", "actual", "vnd", "", "", (0, 9))
    >>> part_name(whole, "Lệ phí trước bạ", repeats_noun=False)
    'Thu thuế - lệ phí trước bạ'
    """
    if repeats_noun and not whole.catalogued:
        return part
    lower = part if proper or part[:2].isupper() or not phrase_before(part) else small_first(part)
    return f"{whole.name} - {lower}"


_OCCASION = re.compile(
    r"\W*(?:riêng |trong |nhân |vào )?((?:dịp|kỳ nghỉ|đợt nghỉ|đợt cao điểm|tháng cao điểm|những ngày|mùa)"
    r" (?:lễ|tết|nghỉ|cao điểm|giáng sinh|hè|quốc khánh|\d{1,2}/\d{1,2}|giỗ tổ)\b[^,;:()]{0,40}?)(?=\s*[,;:(]"
    r"|\s(?:đón|đạt|có|toàn|ước|thu)\b)",
    re.IGNORECASE,
)


def occasion_of(text: str, place: Place) -> str:
    """The occasion that a statement tells of, "" when none: its figures are no figures of the whole period.

    >>> from corpus.figure_scopes import places
    >>> t = "Dịp Tết Nguyên đán (7 ngày), toàn tỉnh đón 215.000 lượt khách"
    >>> occasion_of(t, places(t)[-1])
    'dịp Tết Nguyên đán'
    """
    m = _OCCASION.match(text, place.statement[0])
    if m is None or m.end() > place.quantity.start:
        return ""
    return small_first(m[1])
