"""The units of an office and every short way to name them: initials, parts, heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from corpus.models import Document
from corpus.text import fold
from corpus.units import initials, unit_names

_WORD = re.compile(r"[^\W_]+")
_HEAD_WORDS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    # head of a name, how it is typed
    (("van", "phong"), ("vp", "vphong", "vanphong")),
    (("trung", "tam"), ("tt", "ttam", "trungtam")),
    (("phong",), ("p", "phg", "fong")),
    (("truong",), ("tr",)),
    (("chi", "cuc"), ("cc",)),
    (("so",), ("s",)),
    (("ban",), ()),
    (("cuc",), ()),
)
_WEAK = frozenset(["quan", "ly", "khu", "kinh", "te", "thanh", "pho", "tinh", "cong", "tac", "nha", "nuoc", "hai"])
_MANAGE = ("quan", "ly")


class UnitHit(NamedTuple):
    """A unit meant by `text[start:end]`, with a score from 0 to 1 (its full name)."""

    name: str
    score: float
    start: int
    end: int


class _Entry(NamedTuple):
    name: str
    head: tuple[str, ...]
    head_typed: tuple[str, ...]
    body: tuple[str, ...]
    shorts: dict[str, float]


class _Token(NamedTuple):
    word: str
    start: int
    end: int


def _tokens(text: str) -> list[_Token]:
    folded = fold(re.sub(r"(?<=\w)&(?=\w)", "_", text))
    joined = re.finditer(r"[^\W_]+(?:_[^\W_]+)*", folded)
    out = [_Token(m.group().replace("_", ""), m.start(), m.end()) for m in joined]
    return [t for t in out if t.word not in ("va", "v")]


def _segments(name: str) -> list[tuple[str, ...]]:
    """The parts of a name around "và" and dashes, without its head."""
    parts = re.split(r"\s+va\s+|\s+-\s+|,\s*", fold(name))
    return [tuple(_WORD.findall(p)) for p in parts]


def _entry(name: str) -> _Entry:
    words = tuple(w for w in _WORD.findall(fold(name)) if w != "va")
    head, typed = next(((h, t) for h, t in _HEAD_WORDS if words[: len(h)] == h), (words[:1], ()))
    body = words[len(head) :]
    shorts: dict[str, float] = {}
    full = fold(initials(name, head=True))
    own = "".join(w[0] for w in body)
    segments = _segments(name)
    segments[0] = segments[0][len(head) :]
    for segment in segments:
        letters = "".join(w[0] for w in segment)
        if len(letters) >= 3:
            shorts[letters] = 0.85
            shorts["".join(w[0] for w in head) + letters] = 0.85
    for size in range(4, len(own)):
        shorts[own[:size]] = 0.85
    if body[:2] == _MANAGE and len(own) >= 4:
        shorts[own[2:]] = 0.85
    if len(own) >= 2:
        shorts[own] = 0.95
    shorts[full] = 0.95
    return _Entry(name, head, typed, body, shorts)


class UnitRegistry:
    """The units an office has, found under any name they go by.

    >>> registry = UnitRegistry(["Phòng Quản lý tài nguyên và môi trường", "Phòng Quản lý đầu tư", "Văn phòng"])
    >>> [hit.name for hit in registry.match("phong tnmt phai lam gi")]
    ['Phòng Quản lý tài nguyên và môi trường']
    >>> registry.match("QLĐT")[0].name
    'Phòng Quản lý đầu tư'
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._entries = [_entry(n) for n in self.names]
        self._sharing = Counter(e.head for e in self._entries)

    @classmethod
    def from_documents(cls, documents: Iterable[Document]) -> UnitRegistry:
        """The registry of the units that stand as headings in documents."""
        return cls(unit_names(documents))

    def match(self, text: str) -> list[UnitHit]:
        """Units a text may mean, the best first; all that are about as good at the same place are kept."""
        tokens = _tokens(text)
        hits = [hit for entry in self._entries if (hit := _best(entry, tokens, self._sharing[entry.head]))]
        hits.sort(key=lambda h: (-h.score, h.start))
        out: list[UnitHit] = []
        for hit in hits:
            rivals = [o for o in out if o.start < hit.end and hit.start < o.end]
            if all(hit.score >= o.score - 0.06 for o in rivals):
                out.append(hit)
        return out


def _best(entry: _Entry, tokens: list[_Token], sharing_head: int) -> UnitHit | None:
    hits = [*_by_initials(entry, tokens), *_by_words(entry, tokens), *_by_head(entry, tokens, sharing_head)]
    return max(hits, key=lambda h: h.score, default=None)


def _head_before(entry: _Entry, tokens: list[_Token], at: int) -> int:
    """How many tokens before `at` are the unit's head, spelled out or typed short; 0 for none."""
    size = len(entry.head)
    if at >= size and tuple(t.word for t in tokens[at - size : at]) == entry.head:
        return 1 if size == 1 and at >= 2 and tokens[at - 2].word == "van" and entry.head == ("phong",) else size
    return 1 if at >= 1 and tokens[at - 1].word in entry.head_typed else 0


def _by_initials(entry: _Entry, tokens: list[_Token]) -> list[UnitHit]:
    out = []
    for i, token in enumerate(tokens):
        score = entry.shorts.get(token.word)
        if score is None or len(token.word) < 2:
            continue
        head = _head_before(entry, tokens, i)
        if len(token.word) < 3 and not head:
            continue
        out.append(UnitHit(entry.name, min(0.98, score + 0.03 * bool(head)), tokens[i - head].start, token.end))
    return out


def _by_words(entry: _Entry, tokens: list[_Token]) -> list[UnitHit]:
    out = []
    for i, token in enumerate(tokens):
        for k, word in enumerate(entry.body):
            if token.word != word:
                continue
            size = 1
            while (
                i + size < len(tokens) and k + size < len(entry.body) and tokens[i + size].word == entry.body[k + size]
            ):
                size += 1
            if hit := _run(entry, tokens, i, k, size):
                out.append(hit)
    return out


def _run(entry: _Entry, tokens: list[_Token], at: int, first: int, size: int) -> UnitHit | None:
    """The score of a run of `size` words of the body: whole name 1.0, less for parts and without the head."""
    head = _head_before(entry, tokens, at)
    whole = size == len(entry.body)
    strong = sum(t.word not in _WEAK for t in tokens[at : at + size])
    if not whole and (strong < (1 if head and first == 0 else 2) or (not head and strong < 3)):
        return None
    if not whole and head and first == 0 and size < 2:
        return None
    if not head and size < 3:
        return None
    cover = size / len(entry.body)
    score = (1.0 if whole else 0.6 + 0.35 * cover) if head else (0.9 if whole else 0.35 + 0.35 * cover)
    start = tokens[at - head].start if head else tokens[at].start
    return UnitHit(entry.name, round(score, 3), start, tokens[at + size - 1].end)


def _by_head(entry: _Entry, tokens: list[_Token], sharing: int) -> list[UnitHit]:
    """The bare head ("trung tâm", "vp") means the unit when few have it."""
    if sharing > 2 or entry.head in (("phong",), ("ban",), ("so",)):
        return []
    size = len(entry.head)
    out = []
    for i in range(len(tokens)):
        if tuple(t.word for t in tokens[i : i + size]) == entry.head:
            out.append(UnitHit(entry.name, 0.6 if sharing == 1 else 0.5, tokens[i].start, tokens[i + size - 1].end))
        elif tokens[i].word in entry.head_typed and len(tokens[i].word) > 1:
            out.append(UnitHit(entry.name, 0.55 if sharing == 1 else 0.5, tokens[i].start, tokens[i].end))
    return out
