"""Where a figure stands in a paragraph: statement, clause, the words before and after it that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from corpus.bodies import LOCALITIES, SETTLEMENTS, any_of
from corpus.figure_counts import PART, counted, marks_of
from corpus.quantities import Quantity
from corpus.text import fold, sentences

_NO_FIGURES = frozenset({"năm", "tuần", "tuổi"})  # "kỷ niệm 30 năm", "03 năm không phát sinh"
_BOUNDARY = re.compile(r"[,;]|[.!?…](?=\s|$)|\n")
_CONJUNCTION = re.compile(r"\b(?:va|con|dong thoi|trong khi|cung voi)\s")
# "19 xã, thị trấn đạt …" counts one thing
_UNIT_BEFORE = re.compile(rf"\b(?:{any_of(LOCALITIES, SETTLEMENTS)})$")
_UNIT_NEXT = re.compile(
    r",\s*(?:phuong|thi tran|thi xa|thanh pho|quan|to dan pho)(?=\s+(?:dat|co|da|thuc|hoan|trong|toan))"
)
_BRACKET = re.compile(r"\([^()]{1,300}\)")
_CONTINUES = re.compile(r"^\W*(?:trong do|bao gom|gom)\b")
_RESPECTIVELY = re.compile(r"\b(?:lan luot|tuong ung|theo thu tu)\b")

LOOK_BACK, LOOK_AHEAD = 800, 400
"""Characters before and behind a figure that may name it; a bound for statements without a full stop."""
RESPECTIVE_MOST = 80
"""Figures that one "lần lượt" may be about."""
SENTENCE_MOST = 3_000
"""Characters of a sentence kept with each of its figures; of a longer one the part around the figure."""


class Place(NamedTuple):
    """Offsets in the paragraph's text around one figure; `[near_start, figure)` and `(figure, after_end]` are its own.

    `item_start` is where the item of a list begins whose figure it may be ("…; Tràng Duệ 96,7%; Đình Vũ (96,3%)").
    """

    quantity: Quantity
    statement: tuple[int, int]
    sentence: tuple[int, int]
    clause_start: int
    near_start: int
    after_end: int
    item_start: int
    bracket_start: int | None = None

    @property
    def in_brackets(self) -> bool:
        """Does the figure stand in brackets?"""
        return self.bracket_start is not None


def statements(text: str) -> list[tuple[int, int]]:
    """Offsets of what full stops part; ';' and "Trong đó, …" go on with the same statement.

    >>> t = "Thu 5 tỷ đồng; chi 3 tỷ đồng. Trong đó, lương 1 tỷ đồng. Mới."
    >>> [t[a:b] for a, b in statements(t)]
    ['Thu 5 tỷ đồng; chi 3 tỷ đồng. Trong đó, lương 1 tỷ đồng.', 'Mới.']
    """
    out: list[tuple[int, int]] = []
    for start, end in sentences(text):
        if out and (text[out[-1][1] - 1] == ";" or _CONTINUES.match(fold(text[start:end]))):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def places(text: str) -> list[Place]:
    """All figures of a paragraph with the words around them, left to right.

    >>> t = "Cấp mới 13 dự án với vốn 256 triệu USD, tăng 5%."
    >>> [(t[p.near_start:p.quantity.start], t[p.quantity.end:p.after_end]) for p in places(t)]
    [('Cấp mới ', ' với vốn '), (' với vốn ', ''), (' tăng ', '')]
    """
    quantities = [q for q in counted(text) if q.unit not in _NO_FIGURES]
    if not quantities:
        return []
    folded = fold(text)
    inside = [(q.figure_start, q.figure_end) for q in quantities]
    cuts = [m.start() for m in _BOUNDARY.finditer(text) if not _covered(inside, m.start())]
    cuts = [c for c in cuts if not (_UNIT_BEFORE.search(folded, max(0, c - 10), c) and _UNIT_NEXT.match(folded, c))]
    brackets = _brackets(text)
    closed = [(a + 1, b) for a, b in brackets if not _holds(a, b, quantities)]
    cuts = [c for c in cuts if not _covered(closed, c)]
    pieces, whole = sentences(text), statements(text)
    out: list[Place] = []
    for i, q in enumerate(quantities):
        statement = _around(whole, q.start) or (0, len(text))
        sentence = _within_reach(_around(pieces, q.start) or statement, q, cuts)
        tight = max(statement[0], _opening(cuts, q.start))
        clause = max(_clause_start(text, out, statement, q.start, cuts), q.start - LOOK_BACK)
        held = _around(brackets, q.start)
        bracket = held[0] if held and held[0] < q.start else None
        previous = _previous_end(quantities, i)
        near = max(tight, previous, clause)
        if bracket is not None and bracket >= near:
            near = bracket + 1
        item = max(tight, previous) + (previous > tight and text[previous : previous + 1] == ")")
        for m in _CONJUNCTION.finditer(folded, max(previous, clause), q.start):
            if previous > clause:
                near = max(near, m.end())
        after = min(_after_end(text, folded, quantities, i, cuts, brackets), q.end + LOOK_AHEAD)
        out.append(Place(q, statement, sentence, clause, near, after, item, bracket))
    return out


def _within_reach(sentence: tuple[int, int], q: Quantity, cuts: list[int]) -> tuple[int, int]:
    """The sentence; of an endless one what stands around the figure, from a cut to a cut where there are such."""
    start, end = sentence
    if end - start <= SENTENCE_MOST:
        return sentence
    low, high = max(start, q.start - SENTENCE_MOST // 2), min(end, q.end + SENTENCE_MOST // 2)
    first, last = bisect_left(cuts, low), bisect_right(cuts, high) - 1
    if low > start and first < len(cuts) and cuts[first] < q.start:
        low = cuts[first] + 1
    if high < end and last >= 0 and cuts[last] >= q.end:
        high = cuts[last]
    return low, high


def _covered(spans: list[tuple[int, int]], at: int) -> bool:
    return _around(spans, at) is not None


def _around(spans: list[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """The one of the sorted spans that holds an offset."""
    i = bisect_right(spans, at, key=lambda s: s[0]) - 1
    return spans[i] if i >= 0 and at < spans[i][1] else None


def index_of(found: list[Place], start: int) -> int:
    """How many of the places, in the order of the text, begin before an offset."""
    return bisect_left(found, start, key=lambda p: p.quantity.start)


def figure_between(found: list[Place], start: int, stop: int) -> bool:
    """Does a figure begin in `[start, stop)`?"""
    return index_of(found, start) < index_of(found, stop)


def _clause_start(text: str, before: list[Place], statement: tuple[int, int], start: int, cuts: list[int]) -> int:
    """The first cut after the previous figure of the statement; without one the clause goes on."""
    previous = before[-1] if before and before[-1].statement == statement else None
    if previous is None:
        return statement[0]
    closed = text.find(")", previous.quantity.end, start) if previous.in_brackets else -1
    if closed >= 0 and text.find("(", closed, start) < 0:
        return closed + 1
    first = bisect_left(cuts, previous.quantity.end)
    return cuts[first] + 1 if first < len(cuts) and cuts[first] < start else previous.clause_start


def _holds(start: int, end: int, quantities: list[Quantity]) -> bool:
    first = bisect_right(quantities, start, key=lambda q: q.start)
    return first < len(quantities) and quantities[first].start < end


def _brackets(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _BRACKET.finditer(text)]


def _previous_end(quantities: list[Quantity], i: int) -> int:
    if i == 0:
        return -1
    before = quantities[i - 1]
    if before.role == "part" and quantities[i].role == "whole":
        return _previous_end(quantities, i - 1)
    return before.end


def _after_end(
    text: str, folded: str, quantities: list[Quantity], i: int, cuts: list[int], brackets: list[tuple[int, int]]
) -> int:
    q = quantities[i]
    start, behind = q.end, i + 1
    if (q.role == "part" or q.bound == "min") and i + 1 < len(quantities):
        start, behind = quantities[i + 1].end, i + 2
    following = next((n.start for n in quantities[behind : behind + 3] if n.start >= start), len(text))
    whole_clause = q.dimension == "percent" and not re.search(r"\w", text[_opening(cuts, q.start) : q.start])
    cut = next((c for c in cuts[bisect_left(cuts, start) :] if not (whole_clause and text[c] == ",")), len(text))
    first = bisect_left(brackets, start, key=lambda b: b[0])
    opened = next((a for a, b in brackets[first : first + 8] if _holds(a, b, quantities)), len(text))
    closed = text.find(")", start, cut + 300)
    inside = (held := _around(brackets, q.start)) is not None and held[0] < q.start
    limit = min(following, cut, opened, closed if inside and closed >= 0 else len(text))
    if limit == following:
        for m in _CONJUNCTION.finditer(folded, start, limit):
            return m.start()
    return limit


def _opening(cuts: list[int], start: int) -> int:
    before = bisect_left(cuts, start)
    return cuts[before - 1] + 1 if before else 0


def is_part(text: str, place: Place) -> bool:
    """Does the figure come after "trong đó", "gồm" in its statement?"""
    return part_mark(text, place) is not None


def part_mark(text: str, place: Place) -> tuple[int, int] | None:
    """Where the last "trong đó", "gồm" before the figure stands in its statement; None without one.

    >>> t = "Thu 5 tỷ đồng, trong đó thuế 3 tỷ đồng"
    >>> [part_mark(t, p) for p in places(t)]
    [None, (15, 23)]
    """
    marks = marks_of(text, PART)
    last = bisect_right(marks, place.quantity.start, key=lambda m: m[1]) - 1
    return marks[last] if last >= 0 and marks[last][0] >= place.statement[0] else None


def part_head(text: str, place: Place) -> str:
    """The words before the last "trong đó", "gồm" of the statement, whose parts follow; "" without one.

    >>> t = "Cấp mới 5 dự án, gồm 3 dự án FDI và 2 dự án DDI"
    >>> [part_head(t, p) for p in places(t)]
    ['', 'Cấp mới 5 dự án, ', 'Cấp mới 5 dự án, ']
    """
    mark = part_mark(text, place)
    if mark is None:
        return ""
    words = text[max(place.statement[0], mark[0] - LOOK_BACK) : mark[0]]
    return words[max(words.rfind("; "), words.rfind(". ")) + 1 :]


def said_last(words: str, text: str, place: Place) -> int | None:
    """Where words last stand before a figure in its statement; None when they do not."""
    said = _said(words, text)
    last = bisect_left(said, place.quantity.start) - 1
    return said[last] if last >= 0 and said[last] >= place.statement[0] else None


@lru_cache(maxsize=8)
def _said(words: str, text: str) -> tuple[int, ...]:
    return tuple(m.start() for m in re.finditer(re.escape(words), text))


def respective_run(mark: int, place: Place, found: list[Place], dimension: str = "") -> list[Place]:
    """The figures of a statement behind "lần lượt" at `mark` that are of a dimension (default: the first one's).

    [] when there are more than anybody would list in such a way.
    """
    first = index_of(found, mark)
    behind = found[first : first + RESPECTIVE_MOST + 1]
    figures = [p for p in behind if p.statement == place.statement]
    if not figures or len(figures) > RESPECTIVE_MOST:
        return []
    dimension = dimension or figures[0].quantity.dimension
    return [p for p in figures if p.quantity.dimension == dimension]


def respective_item(text: str, place: Place, all_places: list[Place]) -> str | None:
    """The item of a list that a figure after "lần lượt" belongs to; None when nothing is listed.

    >>> t = "Xuất khẩu và nhập khẩu lần lượt đạt 5 tỷ USD và 4 tỷ USD"
    >>> [respective_item(t, p, places(t)) for p in places(t)]
    ['Xuất khẩu', 'nhập khẩu']
    """
    items, at = respective_items(text, place, all_places)
    return items[at] if items else None


def respective_items(text: str, place: Place, all_places: list[Place]) -> tuple[list[str], int]:
    """The items of a list that the figures after "lần lượt" belong to, and which of them is this figure's; ([], 0) when
    nothing is listed.
    """
    start, q = place.statement[0], place.quantity
    marks = marks_of(text, _RESPECTIVELY)
    last = bisect_right(marks, q.start, key=lambda m: m[1]) - 1
    if last < 0 or marks[last][0] < start:
        return [], 0
    mark = marks[last][0]
    run = [p for p in respective_run(mark, place, all_places) if not p.in_brackets]
    if place not in run or len(run) < 2:
        return [], 0
    items = [i.strip(" ,") for i in re.split(r",|;|\bvà\b|:", text[start:mark]) if i.strip(" ,")]
    return (items[-len(run) :], run.index(place)) if len(items) >= len(run) else ([], 0)
