"""What a question or message asks about: indicators by their spellings, all readings when several fit equally."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.catalog_words import find_any
from corpus.models import Value
from corpus.text import fold

if TYPE_CHECKING:
    from corpus.catalog_match import Indicator

Place = tuple[int, int]

_QUANTITY = r"(?:tong so|so luong|bao nhieu|(?<!ho )so|may|tong|nhieu|bn)"
_MONEY = re.compile(
    rf"\b{_QUANTITY} (?:von|tien|ty|ti|trieu|dong|usd|do)\b(?! phan)|\btang them (?:bao nhieu|may)|"
    rf"\b(?:von|tri gia|so tien) (?:la |duoc |dat )?(?:bao nhieu|may)\b"
)
_PERCENT = re.compile(r"\bty le\b|\bti le\b")
_OWNER = {
    "enterprise": re.compile(r"\bdoanh nghiep\b|\bdn\b|\bcac cong ty\b"),
    "authority": re.compile(
        r"\bban quan ly\b|\bbql\b|\bban minh\b|\bco quan ban\b|\bdon vi\b|\btrung tam\b|\bban ta\b|\bcua ban\b"
    ),
}


class IndicatorMatch(Value):
    """An indicator found in a question: `[start, end)` holds its words, `terms` are they, `score` their weight."""

    name: str
    start: int
    end: int
    score: float
    terms: tuple[str, ...]


def find_indicators(indicators: tuple[Indicator, ...], question: str) -> list[IndicatorMatch]:
    """Indicators whose words stand in the question and are not covered by a more specific one."""
    folded = fold(question)
    found = [(i, places) for i in indicators if (places := _places(i, question, folded))]
    kept = [(i, p) for i, p in found if not any(_covers(q, p) for j, q in found if j.name != i.name)]
    strong = {i.family for i, p in kept if find_any(question, i.topic)}
    kept = [(i, p) for i, p in kept if i.family not in strong or find_any(question, i.topic)]
    matches = [
        IndicatorMatch(
            name=i.name,
            start=min(a for a, _ in p),
            end=max(b for _, b in p),
            score=float(_length(p)),
            terms=tuple(question[a:b] for a, b in sorted(p)),
        )
        for i, p in kept
    ]
    return sorted(matches, key=lambda m: (-m.score, m.start))


def _places(indicator: Indicator, question: str, folded: str) -> set[Place]:
    """Where the indicator's words stand; empty when a group of them is missing."""
    topics = {p for g in (indicator.topic, indicator.colloquial) if (p := find_any(question, g)) is not None}
    if not topics or not _owner_asked(indicator, folded):
        return set()
    out = set(topics)
    counted = _count_hint(indicator, folded)
    for group in (*indicator.near, *indicator.sentence, *indicator.anywhere):
        place = find_any(question, group) or find_any(question, indicator.ask if group in indicator.near else ())
        if place is None and not set(group) & set(indicator.topic):
            return set()
        if place is not None:
            out.add(place)
    for group in indicator.implied:
        if (place := find_any(question, group)) is not None:
            out.add(place)
    if counted is not None:
        out.add(counted)
    if "money" in indicator.units and (m := _MONEY.search(folded)):
        out.add(m.span())
    if indicator.units == ("percent",) and (m := _PERCENT.search(folded)):
        out.add(m.span())
    return _merged(out)


def _count_hint(indicator: Indicator, folded: str) -> Place | None:
    for noun in sorted(indicator.nouns, key=len, reverse=True):
        if m := re.search(rf"\b{_QUANTITY} {re.escape(fold(noun))}\b", folded):
            return m.span()
    return None


def _owner_asked(indicator: Indicator, folded: str) -> bool:
    """A question that names an owner gets that owner's figure only."""
    if not indicator.owner:
        return True
    named = {owner for owner, words in _OWNER.items() if words.search(folded)}
    return not named or indicator.owner in named


def _merged(places: set[Place]) -> set[Place]:
    """Places that lie inside another one taken out."""
    return {p for p in places if not any(q != p and q[0] <= p[0] and p[1] <= q[1] for q in places)}


def _covers(more: set[Place], less: set[Place]) -> bool:
    inside = all(any(a <= p and q <= b for a, b in more) for p, q in less)
    return inside and _length(more) > _length(less)


def _length(places: set[Place]) -> int:
    return sum(b - a for a, b in places)
