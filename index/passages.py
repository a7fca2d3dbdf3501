"""Passages found by a question: the one small interface behind which another engine can stand later."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, TypeVar

import numpy as np

from index.question import Question, read_question
from index.ranking import Floats, PostingsBM25, best
from index.tokens import TokenText, parts, token_text
from index.vocabulary import Numbers, Vocabulary, ZoneWeights

K = TypeVar("K", bound=Hashable)

WORD_LIMIT = 4
"""Longest word, in syllables, that a question is searched for."""


OTHER_MARKS = 0.5
"""What a token typed with diacritics counts where the passage holds it only with others (đá, da)."""


@dataclass(frozen=True)
class Tuning:
    """Weights of the evidence. Each was halved and doubled on two public sets of questions: within a point everywhere,
    but for `pairs`, without which P@1 falls by 4 to 11 points (neighbours tell apart what single syllables do not).
    """

    k1: float = 1.2
    b: float = 0.75
    syllables: float = 1.0
    words: float = 0.4
    folded: float = 0.3
    pairs: float = 0.8
    zones: ZoneWeights = field(default_factory=ZoneWeights)


@dataclass(frozen=True, slots=True)
class Hit(Generic[K]):
    """A passage found. `score` orders the hits of one search and means nothing beyond it.

    `coverage` is the share of the question's tokens that the passage holds, each counted by its rarity, 0..1: what an
    answerer asks before it quotes a passage. Words that only ask ("bao nhiêu", "ạ") are not counted.
    """

    passage_id: K
    score: float
    coverage: float


class PassageIndex(Generic[K]):
    """Ranks passages for questions typed with or without diacritics.

    Four kinds of evidence, each a BM25: syllables, words of several syllables, folded syllables, and neighbouring
    folded syllables. A question without diacritics is ranked by the last two alone.

    >>> index = PassageIndex.from_texts({1: "Thu hút FDI đạt 2,5 tỷ USD.", 2: "Doanh thu của doanh nghiệp."})
    >>> [hit.passage_id for hit in index.search("thu hut fdi")]
    [1, 2]
    >>> index.search("thu hút fdi là bao nhiêu")[0].coverage
    1.0
    >>> index.search("xuất khẩu")
    []
    """

    def __init__(self, ids: list[K], texts: list[TokenText], tuning: Tuning) -> None:
        self._ids = ids
        self._positions = {key: i for i, key in enumerate(ids)}
        self._tuning = tuning
        vocabulary = Vocabulary(texts, tuning.zones)
        self._words, self._syllables, self._folded = vocabulary.words, vocabulary.syllables, vocabulary.folded
        self._pair = vocabulary.pair
        k1, b = tuning.k1, tuning.b
        self._by_word = PostingsBM25(vocabulary.word_stream(), k1, b)
        self._by_syllable = PostingsBM25(vocabulary.syllable_stream(), k1, b)
        self._by_folded = PostingsBM25(vocabulary.folded_stream(), k1, b)
        self._by_pair = PostingsBM25(vocabulary.pair_stream(), k1, b)

    @classmethod
    def from_texts(cls, texts: Mapping[K, str], tuning: Tuning = Tuning()) -> PassageIndex[K]:
        """Index of plain texts; each is segmented here, some milliseconds each."""
        return cls.from_tokens({key: token_text(text) for key, text in texts.items()}, tuning)

    @classmethod
    def from_tokens(cls, tokens: Mapping[K, TokenText], tuning: Tuning = Tuning()) -> PassageIndex[K]:
        """Index of texts segmented before."""
        return cls(list(tokens), list(tokens.values()), tuning)

    def __len__(self) -> int:
        return len(self._ids)

    def search(self, query: str, limit: int = 10, among: Iterable[K] | None = None) -> list[Hit[K]]:
        """The passages that answer best, best first, of `among` only when given; none that shares no token.

        Equal scores keep the order in which the passages were given.
        """
        question = read_question(query)
        scores = self._scores(question)
        if among is not None:
            kept = np.zeros(len(scores), dtype=bool)
            kept[np.array([self._positions[k] for k in among if k in self._positions], dtype=np.int64)] = True
            scores = np.where(kept, scores, 0.0)
        found = best(scores, limit)
        covered = self._coverage(question, found)
        return [Hit(self._ids[i], float(scores[i]), share) for i, share in zip(found, covered, strict=True)]

    def _scores(self, question: Question) -> Floats:
        t = self._tuning
        folded = _with_parts(question.folded)
        scores = self._by_folded.get_scores(_known(self._folded, folded)) * (t.folded if question.accented else 1.0)
        scores += t.pairs * self._by_pair.get_scores(self._pair_terms(folded))
        if question.accented:
            tokens = _with_parts(question.tokens)
            scores += t.syllables * self._by_syllable.get_scores(_known(self._syllables, tokens))
            scores += t.words * self._by_word.get_scores(_known(self._words, _joined(question.tokens)))
        return scores

    def _pair_terms(self, folded: list[str]) -> list[int]:
        pairs = pairwise(map(self._folded.get, folded))
        return [self._pair(left, right) for left, right in pairs if left is not None and right is not None]

    def _coverage(self, question: Question, found: list[int]) -> list[float]:
        held, total = np.zeros(len(found)), 0.0
        for token, folded in dict.fromkeys(zip(question.tokens, question.folded, strict=True)):
            term = self._folded.get(folded)
            rarity = self._by_folded.rarity(term)
            total += rarity
            if term is None:
                continue
            share = self._by_folded.holds(term, found).astype(np.float64)
            if token != folded:
                exact = self._syllables.get(token)
                share *= (
                    OTHER_MARKS if exact is None else np.maximum(self._by_syllable.holds(exact, found), OTHER_MARKS)
                )
            held += rarity * share
        return [float(share) for share in held / total] if found else []


def _with_parts(tokens: Iterable[str]) -> list[str]:
    return [piece for token in tokens for piece in (token, *parts(token))]


def _joined(tokens: tuple[str, ...]) -> list[str]:
    """Every run of tokens that could be a word; the index knows which ones are."""
    lengths = range(2, WORD_LIMIT + 1)
    return list(dict.fromkeys("_".join(tokens[i : i + n]) for n in lengths for i in range(len(tokens) - n + 1)))


def _known(numbers: Numbers, strings: Iterable[str]) -> list[int]:
    return [number for string in strings if (number := numbers.get(string)) is not None]
