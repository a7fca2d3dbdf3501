"""What a question or message asks about: indicators by their spellings, all readings when several fit equally."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from corpus.catalog_match import Indicator
from corpus.spellings import find_any, find_spelling, joined
from corpus.text import fold
from corpus.values import Value

Place = tuple[int, int]
_GAP = 30

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


class Finder:
    """Indicators by the first words of their topics: a question is held against those only that it may name."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._by_word: dict[str, list[tuple[int, Indicator]]] = {}
        for order, indicator in enumerate(indicators):
            for first in {w for t in (*indicator.topic, *indicator.colloquial) for w in joined(t).split()[:1]}:
                self._by_word.setdefault(first, []).append((order, indicator))

    def find(self, question: str) -> list[IndicatorMatch]:
        """Indicators whose words stand in the question and are not covered by a more specific one."""
        named = {entry for word in joined(question).split() for entry in self._by_word.get(word, ())}
        return _find([i for _, i in sorted(named, key=lambda entry: entry[0])], question)


def _find(indicators: list[Indicator], question: str) -> list[IndicatorMatch]:
    folded = fold(question)
    found = [(i, places) for i in indicators if (places := _places(i, question, folded))]
    templates = Counter(i.template for i, _ in found)
    kept = [(i, p) for i, p in found if not any(_covered(i, p, j, q, templates) for j, q in found)]
    strong = {i.family for i, _ in kept if find_any(question, i.topic)}
    kept = [(i, p) for i, p in kept if i.family not in strong or find_any(question, i.topic)]
    said = {i.family for i, _ in kept if i.ask == () and "count" in i.units}
    kept = [(i, p) for i, p in kept if i.family not in said or not _by_ask_only(i, question)]
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


def _covered(i: Indicator, less: set[Place], j: Indicator, more: set[Place], templates: Counter[str]) -> bool:
    """Is `i` said by what says `j` more fully? Asked of FDI and of DDI, both together do not hide their whole."""
    if i.name == j.name or (templates[j.template] > 1 and "{x}" in j.template and "{x}" not in i.template):
        return False
    return _covers(more, less)


def _by_ask_only(indicator: Indicator, question: str) -> bool:
    return bool(indicator.ask) and not all(find_any(question, g) for g in indicator.near)


def _places(indicator: Indicator, question: str, folded: str) -> set[Place]:
    """Where the indicator's words stand; empty when a group of them is missing."""
    out = _topic_places(indicator, question)
    if not out or not _owner_asked(indicator, folded):
        return set()
    if indicator.adjacent and not _together(indicator, question):
        return set()
    for group in (*indicator.near, *indicator.sentence, *indicator.anywhere):
        place = find_any(question, group) or find_any(question, indicator.ask if group in indicator.near else ())
        if place is None and not set(group) & set(indicator.topic):
            return set()
        if place is not None:
            out.add(place)
    for group in indicator.implied:
        if (place := find_any(question, group)) is not None:
            out.add(place)
    if (counted := _count_hint(indicator, folded)) is not None:
        out.add(counted)
    if "money" in indicator.units and (m := _MONEY.search(folded)):
        out.add(m.span())
    if indicator.units == ("percent",) and (m := _PERCENT.search(folded)):
        out.add(m.span())
    return _merged(out)


def _topic_places(indicator: Indicator, question: str) -> set[Place]:
    """Where the topic is said; words that only look like it ("nhà ở công nhân" for "công nhân") give nothing."""
    topic = find_any(question, indicator.topic)
    spoken = {p for c in indicator.colloquial for p in find_spelling(question, c)}
    if topic is None and not spoken:
        return set()
    vetoes = [p for e in indicator.exclude for p in find_spelling(question, e)]
    if topic is None and vetoes:
        return set()
    places = spoken | ({topic} if topic else set())
    return {p for p in places if not any(v != p and v[0] <= p[0] and p[1] <= v[1] for v in vetoes)}


def _together(indicator: Indicator, question: str) -> bool:
    """Do topic and qualifier stand side by side, a few words but no comma or "và" between?"""
    topics = [p for t in indicator.topic for p in find_spelling(question, t)]
    others = [p for group in indicator.near for w in group for p in find_spelling(question, w)]
    for a in topics:
        for b in others:
            gap = question[min(a[1], b[1]) : max(a[0], b[0])]
            if len(gap) <= _GAP and not re.search(r"[,;:]| va |\d", fold(gap)):
                return True
    return False


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
