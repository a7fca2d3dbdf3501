"""BM25 by rank-bm25, with its traps owned and its sum done on postings.

rank-bm25 computes the statistics of a collection and the formulas; owned here are its traps: an empty collection, idf
of terms in half of the documents, zero-score documents given back, ties, and a sum that walks over every document for
each word of the question.

Papers: Robertson, Walker, Jones, Hancock-Beaulieu, Gatford, "Okapi at TREC-3" (1994); Trotman, Puurula, Burgess,
"Improvements to BM25 and Language Models Examined" (2014).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Idf = Callable[[int, Floats], Floats]


def idf_okapi(documents: int, holding: Floats) -> Floats:
    """Robertson–Spärck Jones weight, ln((N - n + 0.5) / (n + 0.5)): 0 at half the documents, negative above.

    >>> idf_okapi(4, np.array([1.0, 2.0])).round(3).tolist()
    [0.847, 0.0]
    """
    return np.log(documents - holding + 0.5) - np.log(holding + 0.5)


def idf_lucene(documents: int, holding: Floats) -> Floats:
    """ln(1 + (N - n + 0.5) / (n + 0.5)): never negative, so a frequent word only counts little.

    >>> idf_lucene(4, np.array([2.0, 4.0])).round(3).tolist()
    [0.693, 0.105]
    """
    return np.log1p((documents - holding + 0.5) / (holding + 0.5))


def saturation(frequency: Floats, length: Floats, average: float, k1: float, b: float) -> Floats:
    """Weight of a term's frequency in a document of a length (Okapi BM25, TREC-3).

    >>> saturation(np.array([1.0]), np.array([10.0]), 10.0, k1=1.5, b=0.75).tolist()
    [1.0]
    """
    return frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * length / average))


class Stream(NamedTuple):
    """Tokens of a collection as numbers: token `i` is term `terms[i]` of `documents[i]`, counted `weights[kinds[i]]`.

    Terms are any numbers from 0; term, document and kind together fill at most 63 bits.
    """

    terms: Ints
    documents: Ints
    kinds: Ints
    weights: Floats
    document_count: int

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> tuple[Stream, dict[str, int]]:
        """Stream of lists of words, each word counted 1, and the numbers of the words.

        >>> stream, numbers = Stream.of([["a", "b"], ["b"]])
        >>> numbers, stream.terms.tolist(), stream.documents.tolist()
        ({'a': 0, 'b': 1}, [0, 1, 1], [0, 0, 1])
        """
        numbers: dict[str, int] = {}
        terms = np.array([numbers.setdefault(word, len(numbers)) for text in texts for word in text], dtype=np.int64)
        documents = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        return cls(terms, documents, np.zeros(len(terms), dtype=np.int64), np.ones(1), len(texts)), numbers


class PostingsBM25(BM25Okapi):  # type: ignore[misc]
    """BM25Okapi of rank-bm25 over numbered terms, its sum done on postings: a term costs what its documents cost.

    With `idf=floored_okapi` the scores are rank-bm25's own. The default `idf_lucene` never makes a term worthless.

    >>> stream, numbers = Stream.of([["thu", "fdi"], ["thu", "ngân", "sách"], []])
    >>> PostingsBM25(stream).get_scores([numbers["fdi"]]).round(3).tolist()
    [0.9, 0.0, 0.0]
    >>> PostingsBM25(Stream.of([])[0]).get_scores([]).tolist()
    []
    """

    def __init__(self, corpus: Stream, k1: float = 1.5, b: float = 0.75, idf: Idf = idf_lucene) -> None:
        self.idf_formula = idf
        super().__init__(corpus, k1=k1, b=b)

    def get_scores(self, query: Iterable[int]) -> Floats:
        """Scores of all documents for the terms of a question, a term given twice counted twice."""
        scores = np.zeros(self.corpus_size)
        for term in query:
            documents, gains = self.postings(term)
            scores[documents] += gains
        return scores

    def get_batch_scores(self, query: Iterable[int], doc_ids: Sequence[int]) -> list[float]:
        """Scores of some documents."""
        scores: list[float] = self.get_scores(query)[np.asarray(doc_ids, dtype=np.int64)].tolist()
        return scores

    def postings(self, term: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Documents of a term in order, and its gain in each (idf × saturation); nothing for a term unseen."""
        place = self._place(term)
        start, end = (0, 0) if place is None else self.starts[place : place + 2]
        return self.holders[start:end], self.gains[start:end]

    def holds(self, term: int, doc_ids: Sequence[int]) -> NDArray[np.bool_]:
        """Which of some documents hold a term.

        >>> stream, numbers = Stream.of([["thu"], ["thu", "fdi"]])
        >>> PostingsBM25(stream).holds(numbers["fdi"], [1, 0]).tolist()
        [True, False]
        """
        documents, _ = self.postings(term)
        wanted = np.asarray(doc_ids, dtype=np.int64)
        if not len(documents):
            return np.zeros(len(wanted), dtype=bool)
        places = np.minimum(np.searchsorted(documents, wanted.astype(np.int32)), len(documents) - 1)
        return np.asarray(documents[places] == wanted)

    def rarity(self, term: int | None) -> float:
        """The idf of a term; of one that no document holds, for None or a term unseen."""
        place = None if term is None else self._place(term)
        return float(self.idf_formula(self.corpus_size, np.zeros(1))[0] if place is None else self.idf[place])

    def _place(self, term: int) -> int | None:
        place = int(np.searchsorted(self.terms, term))
        return place if place < len(self.terms) and self.terms[place] == term else None

    def _initialize(self, corpus: Stream) -> Floats:
        weight = corpus.weights[corpus.kinds]
        self.corpus_size = corpus.document_count
        self.doc_len: Floats = np.bincount(corpus.documents, weight, corpus.document_count).astype(np.float64)
        self.avgdl = float(self.doc_len.mean()) if self.doc_len.any() else 1.0
        # One plain sort of packed numbers: several times faster than sorting positions.
        kind_bits = len(corpus.weights).bit_length()
        document_bits = corpus.document_count.bit_length()
        packed = ((corpus.terms << document_bits | corpus.documents) << kind_bits) | corpus.kinds
        packed.sort()
        pairs = packed >> kind_bits
        first = _changes(pairs)
        weight = corpus.weights[packed & (1 << kind_bits) - 1]
        self.frequency: Floats = np.add.reduceat(weight, first) if len(first) else np.zeros(0)
        pairs = pairs[first]
        terms, holders = pairs >> document_bits, pairs & (1 << document_bits) - 1
        starts = _changes(terms)
        self.terms = terms[starts]
        self.starts = np.append(starts, len(terms))
        self.holders = holders.astype(np.int32)
        return np.diff(self.starts).astype(np.float64)

    def _calc_idf(self, nd: Floats) -> None:
        self.idf = self.idf_formula(self.corpus_size, nd)
        gain = saturation(self.frequency, self.doc_len[self.holders], self.avgdl, self.k1, self.b)
        self.gains = (gain * np.repeat(self.idf, np.diff(self.starts))).astype(np.float32)


def _changes(ordered: Ints) -> Ints:
    """Where each run of equal numbers begins."""
    return np.flatnonzero(np.concatenate([np.ones(min(1, len(ordered)), dtype=bool), ordered[1:] != ordered[:-1]]))


def floored_okapi(documents: int, holding: Floats, epsilon: float = 0.25) -> Floats:
    """rank-bm25's own idf: Okapi's, where a negative one becomes epsilon times the average."""
    idf = idf_okapi(documents, holding)
    return np.where(idf < 0, epsilon * idf.mean(), idf) if len(idf) else idf


def best(scores: Floats, limit: int) -> list[int]:
    """Positions of the best scores above zero, best first; equal scores in the order of the collection.

    >>> best(np.array([0.0, 2.0, 1.0, 2.0]), 10)
    [1, 3, 2]
    """
    found = np.flatnonzero(scores > 0)
    if len(found) > limit:
        cut = np.partition(scores[found], len(found) - limit)[len(found) - limit]
        found = found[scores[found] >= cut]
    order = np.lexsort((found, -scores[found]))
    return [int(i) for i in found[order[:limit]]]
