"""Which sentence of the corpus answers a question, and how much of the question it covers.

BM25 brings passages; here their sentences are weighed by the share of the question's content words they hold (by
information content), their own words full, those of the neighbourhood (paragraph, section titles, document) less.
A word that the corpus does not have at all weighs most: it is the sign that the corpus cannot answer.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from corpus.text import fold, sentences
from handlers.words import TOKEN, Word, dictionary_pairs, group, is_stop, synonyms, tokens
from index import Passage

NEAR, FAR = 0.75, 0.6
_SPLIT_PAIR = 0.45  # both syllables of a pair are there, but not side by side
_HALF_PAIR = 0.15
_SYNONYM = 0.9
_SPELLED = 0.8
_OTHER_KIND = 0.4  # "phường Tràng Cát" is not "KCN Nam Tràng Cát"
_KINDS = frozenset({"kcn", "kkt", "ccn"})
_MAX_SENTENCE = 700
_INITIALS = 2  # letters of the shortest name of capitals
_AREA = re.compile(r"\d\s?(?:ha|m2|km2)\b")
_COMPOUND = re.compile(r"[./&-].*[a-z]|[a-z].*[./&-]")  # "12/vp-th", "so.gov.vn": found by their parts too
_CODE = re.compile(r"[a-z]{1,4}[.-]\d{1,4}")


class Features(NamedTuple):
    """What matching needs of a text: its tokens, and its pairs of neighbours."""

    singles: frozenset[str]
    pairs: frozenset[tuple[str, str]]


class Sentence(NamedTuple):
    """A sentence of a passage; `start`, `end` are offsets in the passage's text."""

    passage: Passage
    start: int
    end: int
    own: Features

    @property
    def text(self) -> str:
        """The sentence as read."""
        return self.passage.text[self.start : self.end]


class Scored(NamedTuple):
    """A sentence with the share of the question it covers (0..1) and the words it lacks."""

    sentence: Sentence
    coverage: float
    own_coverage: float
    missing: tuple[Word, ...]
    rank: float


class Abbreviations:
    """Phrases and their abbreviations made one token, on both sides of a match ("khu công nghiệp" = "KCN")."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, short in table.items():
            parts = tuple(phrase.split())
            if len(parts) > 1:
                self._first.setdefault(parts[0], []).append((parts, short))
        self._spelled = {short: tuple(phrase.split()) for phrase, short in table.items()}
        for entries in self._first.values():
            entries.sort(key=lambda e: -len(e[0]))

    def spelled(self, short: str) -> tuple[str, ...]:
        """The words an abbreviation stands for, () when it is none."""
        return self._spelled.get(short, ())

    def compress(self, stream: list[str]) -> list[str]:
        """Replace each known phrase by its abbreviation, longest first.

        >>> Abbreviations({"khu cong nghiep": "kcn"}).compress("cac khu cong nghiep moi".split())
        ['cac', 'kcn', 'moi']
        """
        out: list[str] = []
        i = 0
        while i < len(stream):
            for parts, short in self._first.get(stream[i], ()):
                if tuple(stream[i : i + len(parts)]) == parts:
                    out.append(short)
                    i += len(parts)
                    break
            else:
                out.append(stream[i])
                i += 1
        return out


class Evidence:
    """Weighs sentences against questions. Built once for a state of the store."""

    def __init__(
        self,
        passages: Iterable[Passage],
        abbreviations: Abbreviations,
        context: Mapping[str, str],
        names: Mapping[int, frozenset[str]] = MappingProxyType({}),
    ) -> None:
        """`context` maps a document key to the words that hold for all of it (type, subject, organ, period).

        `names` are folded words of a passage's damaged original that a restored reading may have lost.
        """
        self._names = names
        self.abbreviations = abbreviations
        self.features = lru_cache(maxsize=2048)(self._features)
        self._context = {key: self.features(text) for key, text in context.items()}
        self.singles: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self._passages = list(passages)
        for passage in self._passages:
            found = self._of_passage(passage)
            self.singles.update(found.singles)
            self.pairs.update(found.pairs)
        for found in self._context.values():
            self.singles.update(found.singles)
            self.pairs.update(found.pairs)
        self.size = max(1, len(self._passages))
        self.cut = lru_cache(maxsize=4096)(self._cut)

    def context(self, doc_key: str) -> Features:
        """What holds for all of a document: its header."""
        return self._context.get(doc_key, Features(frozenset(), frozenset()))

    def _features(self, text: str) -> Features:
        """Tokens and neighbour pairs of any text, abbreviations made one."""
        plain = tokens(fold(text))
        stream = self.abbreviations.compress(plain)
        if _AREA.search(text):  # an area says "diện tích" without the words
            stream += ["dien", "tich"]
        inner = {part for t in stream if _COMPOUND.search(t) for part in re.split(r"[./&-]", t) if part}
        inner |= {re.sub(r"\W", "", t) for t in stream if _CODE.fullmatch(t)}  # the road "DH.07" is asked as "DH07"
        singles, pairs = frozenset(stream) | inner, frozenset(pairwise(stream))
        if len(stream) != len(plain):  # an abbreviated phrase is found by its words as well
            singles, pairs = singles | frozenset(plain), pairs | frozenset(pairwise(plain))
        return Features(singles, pairs)

    def words(self, text: str) -> list[Word]:
        """The content words of a question with their weights; as typed, so that "Nhật" is not taken for "nhất"."""
        folded = fold(text)
        typed = {t: text[m.start() : m.end()] for m in TOKEN.finditer(folded) for t in [m.group()]}
        stream = self.abbreviations.compress(tokens(folded))
        known = synonyms()
        grouped = group(
            stream,
            lambda a, b: self.pairs[a, b] or int((a, b) in known),
            lambda t: is_stop(t, typed.get(t)),
            lambda t: not text.isupper() and len(t) == _INITIALS and typed.get(t, "").isupper() and t.isalpha(),
            unmarked=folded == text.lower(),
        )
        inside = {t for parts in grouped if len(parts) > 1 for t in parts}
        return [
            Word(parts, self.weight(parts), _kind_before(parts, stream, _KINDS - inside))
            for parts in dict.fromkeys(grouped)
        ]

    def credit(self, word: Word, found: Features) -> float:
        """How far a text holds a word of a question, its abbreviation spelled out, its kind of place beside it."""
        best = credit(word.tokens, found)
        if best < 1.0 and len(word.tokens) == 1:
            spelled = self.abbreviations.spelled(word.tokens[0])
            if spelled and set(spelled) <= found.singles:
                best = max(best, _SPELLED)
        if word.kind and best > 0.0 and not _follows(word.kind, word.tokens[0], found):
            best *= _OTHER_KIND
        return best

    def weight(self, parts: tuple[str, ...]) -> float:
        """Information content of a word in this corpus, in nats; highest for a word it does not have."""
        frequency = self._frequency(parts) or max((self._frequency(o) for o in synonyms().get(parts, ())), default=0)
        return math.log1p(self.size / (frequency or 0.5))

    def unknown(self, word: Word) -> bool:
        """Whether no document has a word, nor one that means the same."""
        return not (self._frequency(word.tokens) or any(self._frequency(o) for o in synonyms().get(word.tokens, ())))

    def _frequency(self, parts: tuple[str, ...]) -> int:
        if len(parts) == 1:
            return self.singles[parts[0]]
        return min(self.pairs[pair] for pair in pairwise(parts))

    def score(self, words: list[Word], passages: Iterable[Passage], far_credit: float = FAR) -> list[Scored]:
        """Every sentence of the passages, the best first; `far_credit` is what the document's header counts."""
        total = sum(w.weight for w in words) or 1.0
        out = []
        for order, passage in enumerate(passages):
            around = self._around(words, passage, far_credit)
            for sentence in self.cut(passage):
                own = gained = 0.0
                missing = []
                for word, near in zip(words, around, strict=True):
                    mine = self.credit(word, sentence.own)
                    best = max(mine, near)
                    own += mine * word.weight
                    gained += best * word.weight
                    if best < _SPLIT_PAIR:
                        missing.append(word)
                # earlier BM25 hits win ties; long sentences cover by chance
                length = len(sentence.text)
                rank = gained / total + 0.25 * own / total - 0.002 * order - (0.05 if length > _MAX_SENTENCE else 0.0)
                out.append(Scored(sentence, gained / total, own / total, tuple(missing), rank))
        return sorted(out, key=lambda s: -s.rank)

    def _around(self, words: list[Word], passage: Passage, far_credit: float) -> list[float]:
        """How far the paragraph, its titles and the document's header hold each word."""
        far = self.context(passage.doc_key)
        titles = self.features(" . ".join(passage.section))
        whole = self._of_passage(passage)
        return [
            max(self.credit(w, whole) * NEAR, self.credit(w, titles) * NEAR, self.credit(w, far) * far_credit)
            for w in words
        ]

    def _of_passage(self, passage: Passage) -> Features:
        return self._with_names(passage, self.features(passage.text))

    def _cut(self, passage: Passage) -> tuple[Sentence, ...]:
        bounds = sentences(passage.text) if passage.kind != "row" else [(0, len(passage.text))]
        return tuple(
            Sentence(passage, a, b, self._with_names(passage, self.features(passage.text[a:b]))) for a, b in bounds
        )

    def _with_names(self, passage: Passage, found: Features) -> Features:
        extra = self._names.get(passage.id)
        return Features(found.singles | extra, found.pairs) if extra else found


def _kind_before(parts: tuple[str, ...], stream: list[str], kinds: frozenset[str]) -> str:
    """The kind of place said right before a name, with at most one word between ("KCN Nam Tràng Cát")."""
    if parts in dictionary_pairs():  # an ordinary word is no name: "KKT sáp nhập vào đâu"
        return ""
    for i, token in enumerate(stream):
        if token == parts[0] and tuple(stream[i : i + len(parts)]) == parts:
            return next((t for t in reversed(stream[max(0, i - 2) : i]) if t in kinds), "")
    return ""


def _follows(kind: str, first: str, found: Features) -> bool:
    """Whether a name stands after its kind of place, with at most one word between."""
    if (kind, first) in found.pairs:
        return True
    return any((kind, x) in found.pairs and (x, first) in found.pairs for x in found.singles)


def credit(parts: tuple[str, ...], found: Features) -> float:
    """How far a text holds a word: 1 for the word itself, less when its syllables stand apart.

    >>> credit(("nghiem", "thu"), Features(frozenset(["nghiem", "thu"]), frozenset()))
    0.45
    """
    best = _credit(parts, found)
    if best < 1.0:
        for other in synonyms().get(parts, ()):
            if _stands(other, found):
                return _SYNONYM
    return best


def _stands(parts: tuple[str, ...], found: Features) -> bool:
    """Whether a word of any length stands there, neighbour by neighbour."""
    if len(parts) == 1:
        return parts[0] in found.singles
    return all(pair in found.pairs for pair in pairwise(parts))


def _credit(parts: tuple[str, ...], found: Features) -> float:
    if len(parts) == 1:
        return 1.0 if parts[0] in found.singles else 0.0
    if (parts[0], parts[1]) in found.pairs:
        return 1.0
    present = sum(p in found.singles for p in parts)
    return (0.0, _HALF_PAIR, _SPLIT_PAIR)[present]
