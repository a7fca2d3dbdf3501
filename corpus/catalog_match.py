"""Naming a figure of a document by the words around it: nearest first, specific before general, nothing when unsure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import Field

from corpus.naming import own_subject
from corpus.spellings import SpellingIndex, contains, joined, without
from corpus.values import Value

Owner = Literal["", "authority", "enterprise"]
Group = tuple[str, ...]

# Scopes by distance from the figure.
_NEAR, _AFTER, _CLAUSE, _CARRIED, _SENTENCE, _ANCHOR, _HEADING = 0, 1, 2, 4, 5, 6, 8

_ENTERPRISE = (
    "doanh nghiệp", "sản xuất kinh doanh", "hoạt động sản xuất", "sản xuất, kinh doanh", "các khu công nghiệp",
)  # fmt: skip
_AUTHORITY = (
    "ban quản lý", "cơ quan ban", "đơn vị trực thuộc", "trung tâm", "kế hoạch được giao", "kế hoạch giao",
    "thành phố giao", "tỉnh giao", "đơn vị sự nghiệp",
)  # fmt: skip


class Indicator(Value):
    """One entry of the catalogue; the fields are explained at the head of `data/indicators.toml`."""

    name: str
    family: str
    template: str
    topic: Group
    near: tuple[Group, ...] = ()
    sentence: tuple[Group, ...] = ()
    anywhere: tuple[Group, ...] = ()
    as_part: Group = ()
    implied: tuple[Group, ...] = ()
    exclude: Group = ()
    units: Group = ()
    nouns: Group = ()
    owner: Owner = ""
    fraction: Literal["", "part", "whole"] = ""
    organ: Group = ()
    subject: Group = ()
    general: bool = False
    colloquial: Group = ()
    ask: Group = ()
    adjacent: bool = False
    parts: Group = ()
    entity: str = ""
    explain: str = ""

    @cached_property
    def all_spellings(self) -> Group:
        """Every spelling of the groups that identify it at a figure."""
        groups = (self.topic, *self.near, *self.sentence, *self.implied, *self.anywhere)
        return tuple({s for g in groups for s in g})

    @cached_property
    def longer_than_excluded(self) -> list[str]:
        """Spellings that hold an excluded word and are meant all the same."""
        return [s for s in self.all_spellings if any(s != e and contains(s, e) for e in self.exclude)]

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The folded words of its names and spellings."""
        return frozenset(w for s in (self.name, self.family, *self.all_spellings) for w in joined(s).split())


class FigureContext(Value):
    """The words around a figure, by distance. All are reading text; a part that does not exist is empty.

    `near` words since the previous figure or conjunction; `after` words behind the figure's unit up to the clause's
    end; `clause` the whole clause before the figure; `carried` the words at the previous figure of the sentence;
    `sentence` all of it; `anchor` the sentence a footnote hangs on; `headings` outermost first.
    """

    near: str
    after: str = ""
    clause: str = ""
    carried: str = ""
    sentence: str = ""
    anchor: str = ""
    headings: tuple[str, ...] = ()
    dimension: str = ""
    noun: str = ""
    unit: str = ""
    organ: str = ""
    fraction: Literal["", "part", "whole"] = ""
    own: str = Field(default="", description="the words only the figure's: its clause, or since the last one")
    part_of_whole: bool = Field(default=False, description="after 'trong đó', or a row under a row")

    @cached_property
    def scopes(self) -> tuple[tuple[int, str], ...]:
        """(distance, words), nearest first."""
        inner_first = tuple(reversed(self.headings))
        near = (
            (_NEAR, self.near), (_AFTER, self.after), (_CLAUSE, self.clause), (_CARRIED, self.carried),
            (_SENTENCE, self.sentence), (_ANCHOR, self.anchor),
        )  # fmt: skip
        return tuple((d, t) for d, t in near if t) + tuple((_HEADING + i, h) for i, h in enumerate(inner_first) if h)

    @cached_property
    def owner(self) -> Owner:
        """Whose figure: the authority's or the enterprises'; the nearest words decide, then the scale of the unit.

        >>> FigureContext(near="Nộp ngân sách đạt", headings=("Hoạt động của các doanh nghiệp",)).owner
        'enterprise'
        >>> FigureContext(near="nộp ngân sách là", unit="triệu đồng").owner
        'authority'
        """
        for distance, words in self.scopes:
            enterprise = any(contains(words, w) for w in _ENTERPRISE)
            authority = any(contains(words, w) for w in _AUTHORITY)
            if enterprise != authority and distance != _SENTENCE and distance <= _HEADING + 1:
                return "enterprise" if enterprise else "authority"
        return "authority" if contains(self.unit, "triệu") else "enterprise"


Heard = tuple[tuple[int, frozenset[str]], ...]
"""The spellings heard at each distance from a figure, nearest first."""


class Namer:
    """Names figures by a set of indicators; what their spellings need is made ready once."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._indicators = tuple(indicators)
        self._index = SpellingIndex(s for i in self._indicators for s in (*i.all_spellings, *i.as_part))
        self._by_topic: dict[str, set[int]] = defaultdict(set)
        for number, indicator in enumerate(self._indicators):
            for key, _ in _keys(indicator.topic):
                self._by_topic[key].add(number)

    def best(self, context: FigureContext) -> Indicator | None:
        """The one indicator that fits best; None when none fits or two fit equally well."""
        heard = tuple((distance, self._index.heard(words)) for distance, words in context.scopes)
        said = frozenset().union(*(keys for _, keys in heard))
        numbers = sorted({n for key in said for n in self._by_topic.get(key, ())})
        scored = [(score, i) for n in numbers if (score := _score(i := self._indicators[n], context, heard))]
        scored.sort(key=lambda s: s[0], reverse=True)
        if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
            return None
        return scored[0][1]


def _score(indicator: Indicator, context: FigureContext, heard: Heard) -> tuple[float, int, int] | None:
    if not _unit_fits(indicator, context) or not _owner_fits(indicator, context):
        return None
    if context.fraction == "whole" and indicator.fraction != "whole":
        return None
    if indicator.fraction == "whole" and context.fraction != "whole" and not _says_total(context):
        return None
    if context.fraction and indicator.fraction and indicator.fraction != context.fraction:
        return None
    topic = _nearest(indicator.topic, heard, _HEADING + 99)
    if topic is None:
        return None
    matched = [topic]
    limits = [(g, _CARRIED) for g in indicator.near]
    limits += [(g, _ANCHOR) for g in indicator.sentence]
    if not (context.fraction == "whole" and indicator.fraction == "whole"):
        limits += [(g, _CARRIED) for g in indicator.implied]
    for group, limit in limits:
        found = _nearest(group, heard, limit)
        if found is None:
            return None
        matched.append(found)
    for group in indicator.anywhere:
        wanted = group + (indicator.as_part if context.part_of_whole else ())
        found = _nearest(wanted, heard, _HEADING + 1)
        if found is None:
            return None
        matched += [found, (0, 1)]  # naming whose figure it is counts more than the distance
    if _vetoed(indicator, context) or _of_another(indicator, context) or not _subject_said(indicator, context):
        return None
    if indicator.general and _narrowed(indicator, context):
        return None
    if indicator.fraction and indicator.fraction == context.fraction:
        matched.append((0, 10))
    weight = sum(1 if d <= _CLAUSE else 0.5 for d, _ in matched)
    return weight, -sum(d for d, _ in matched), sum(n for _, n in matched)


def _nearest(group: Group, heard: Heard, limit: int) -> tuple[int, int] | None:
    """(distance, length of the longest spelling there) of the nearest scope that holds one of the spellings."""
    keys = _keys(group)
    for distance, said in heard:
        if distance > limit:
            return None
        lengths = [length for key, length in keys if key in said]
        if lengths:
            return distance, max(lengths)
    return None


@lru_cache(maxsize=4096)
def _keys(group: Group) -> tuple[tuple[str, int], ...]:
    """What each spelling is looked up as, and its length."""
    return tuple((joined(s), len(s)) for s in group)


def _vetoed(indicator: Indicator, context: FigureContext) -> bool:
    if not indicator.exclude:
        return False
    words = " ; ".join((context.clause or context.near, context.after))
    text = without(words, indicator.longer_than_excluded)
    return any(joined(e) in text for e in indicator.exclude)


def _subject_said(indicator: Indicator, context: FigureContext) -> bool:
    """Whether what the indicator is about is said anywhere around a figure, or by whose document it is."""
    words = (*(t for _, t in context.scopes), context.organ)
    return not indicator.subject or any(contains(w, s) for w in words for s in indicator.subject)


_WHOLE = re.compile(r"\b(?:toan|ca) \w+\b")


def _narrowed(indicator: Indicator, context: FigureContext) -> bool:
    """Do words right behind the topic make it a narrower thing ("doanh thu chuyển giao công nghệ")?"""
    for said in map(joined, (context.own or context.near, context.clause)):
        for topic in sorted(map(joined, indicator.topic), key=len, reverse=True):
            _, found, behind = said.partition(topic)
            if found:
                return any(w not in indicator.known_words for w in own_subject(f"{topic} {_WHOLE.sub(' ', behind)}"))
    return False


def _of_another(indicator: Indicator, context: FigureContext) -> bool:
    """Do the figure's own words name a subject that has nothing to do with the indicator?

    "khách nội địa 5 lượt" behind "khách quốc tế 3 lượt" is no figure of international visitors.
    """
    if not context.own:
        return False
    words = joined(f"{context.own} ; {context.after}")
    if any(joined(s) in words for s in (*indicator.all_spellings, *indicator.as_part)):
        return False
    return any(w not in indicator.known_words for w in own_subject(context.own))


def _unit_fits(indicator: Indicator, context: FigureContext) -> bool:
    kinds = {"vnd": "money", "usd": "money"}
    if context.dimension and indicator.units and kinds.get(context.dimension, context.dimension) not in indicator.units:
        return False
    if context.dimension == "count" and indicator.nouns:
        noun = joined(context.noun)
        return any(noun.startswith(key) for key, _ in _keys(indicator.nouns))
    return not indicator.organ or any(contains(context.organ, o) for o in indicator.organ)


def _says_total(context: FigureContext) -> bool:
    words = f"{context.clause or context.near} {context.after}"
    return contains(words, "tổng số") or contains(words, "được giao")


def _owner_fits(indicator: Indicator, context: FigureContext) -> bool:
    return not indicator.owner or indicator.owner == context.owner
