"""Passages found by a question: the one small interface behind which another engine can stand later."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

import numpy as np

from corpus.text import fold
from index.ranking import Floats, PostingsBM25, best
from index.tokens import TokenText, parts, plain, token_text
from index.vocabulary import Vocabulary, ZoneWeights

K = TypeVar("K", bound=Hashable)

WORD_LIMIT = 4


@dataclass(frozen=True)
class Tuning:
    """Weights of the evidence; each is flat around its value on two public sets of questions."""

    k1: float = 1.2
    b: float = 0.75
    syllables: float = 1.0
    words: float = 0.5
    folded: float = 0.3
    pairs: float = 0.6
    zones: ZoneWeights = field(default_factory=ZoneWeights)


@dataclass(frozen=True, slots=True)
class Hit(Generic[K]):
    """A passage found. `score` orders hits of one search only; `coverage` is the share of the question found in it,
    each word by its rarity, 0..1."""

    passage_id: K
    score: float
    coverage: float = 0.0


class PassageIndex(Generic[K]):
    """Ranks passages for questions typed with or without diacritics.

    >>> index = PassageIndex.from_texts({1: "Thu hút FDI đạt 2,5 tỷ USD.", 2: "Doanh thu của doanh nghiệp."})
    >>> [hit.passage_id for hit in index.search("thu hut fdi")]
    [1, 2]
    >>> index.search("xuất khẩu")
    []
    """

    def __init__(self, ids: list[K], texts: list[TokenText], tuning: Tuning) -> None:
        self._ids = ids
        self._positions = {key: i for i, key in enumerate(ids)}
        self._tuning = tuning
        self._vocabulary = v = Vocabulary(texts, tuning.zones)
        k1, b = tuning.k1, tuning.b
        self._syllables = PostingsBM25(v.syllable_stream(), k1, b)
        self._words = PostingsBM25(v.word_stream(), k1, b)
        self._folded = PostingsBM25(v.folded_stream(), k1, b)
        pair_stream, self._pair_keys = v.pair_stream()
        self._pairs = PostingsBM25(pair_stream, k1, b)

    @classmethod
    def from_texts(cls, texts: Mapping[K, str], tuning: Tuning = Tuning()) -> PassageIndex[K]:
        """Index of plain texts; each is segmented here."""
        return cls.from_tokens({key: token_text(text) for key, text in texts.items()}, tuning)

    @classmethod
    def from_tokens(cls, tokens: Mapping[K, TokenText], tuning: Tuning = Tuning()) -> PassageIndex[K]:
        """Index of texts segmented before."""
        return cls(list(tokens), list(tokens.values()), tuning)

    def __len__(self) -> int:
        return len(self._ids)

    def search(self, query: str, limit: int = 10, among: Iterable[K] | None = None) -> list[Hit[K]]:
        """The passages that answer best, best first; none that shares no word with the question."""
        scores = self._scores(query)
        if among is not None:
            kept = np.zeros(len(scores), dtype=bool)
            kept[np.array([self._positions[k] for k in among if k in self._positions], dtype=np.int64)] = True
            scores = np.where(kept, scores, 0.0)
        return [Hit(self._ids[i], float(scores[i])) for i in best(scores, limit)]

    def _scores(self, query: str) -> Floats:
        t = self._tuning
        tokens = [p for token in plain(query).split() for p in (token, *parts(token))]
        v = self._vocabulary
        folded = [fold(token) for token in tokens]
        accented = tokens != folded
        fids = [v.folded.find(token) for token in folded]
        scores = self._folded.get_scores(i for i in fids if i is not None) * (t.folded if accented else 1.0)
        if accented:
            scores += t.syllables * self._syllables.get_scores(
                i for i in map(v.syllables.find, tokens) if i is not None
            )
            grams = {"_".join(tokens[i : i + n]) for n in range(2, WORD_LIMIT + 1) for i in range(len(tokens) - n + 1)}
            scores += t.words * self._words.get_scores(i for i in map(v.words.find, sorted(grams)) if i is not None)
        keys = np.array(
            [a * len(v.folded) + c for a, c in pairwise(fids) if a is not None and c is not None],
            dtype=np.int64,
        )
        at = np.searchsorted(self._pair_keys, keys)
        pair_ids = [
            int(i) for i, key in zip(at, keys, strict=True) if i < len(self._pair_keys) and self._pair_keys[i] == key
        ]
        return scores + t.pairs * self._pairs.get_scores(pair_ids)
