"""The passages of an index as numbers: words, syllables, folded syllables and neighbours, each a stream for BM25.

All work is done once a distinct word and then on whole arrays, so that 200,000 passages are numbered in seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corpus.text import fold
from index.ranking import Ints, Stream
from index.tokens import TokenText, parts


class ZoneWeights(NamedTuple):
    """How much a token counts by the zone where it stands."""

    context: float = 0.3
    lead: float = 1.5
    body: float = 1.0


class Numbers(dict[str, int]):
    """Strings numbered in order of first sight: `numbers[string]` gives a new number to an unseen one.

    >>> numbers = Numbers()
    >>> numbers["thu"], numbers["fdi"], numbers["thu"], numbers.get("chi")
    (0, 1, 0, None)
    """

    def __missing__(self, string: str) -> int:
        number = self[string] = len(self)
        return number


class Vocabulary:
    """Words (with "_"), syllables and folded syllables of a collection, with their numbers and streams."""

    def __init__(self, texts: Sequence[TokenText], zones: ZoneWeights) -> None:
        self.words, self.syllables, self.folded = Numbers(), Numbers(), Numbers()
        self._count = len(texts)
        self._weights = np.array(zones, dtype=np.float64)
        self._word, sizes = self._number_words(texts)
        self._word_zone = np.repeat(np.arange(len(sizes)), sizes)
        flat, sizes = self._syllables_of_words()
        self._syllable, owner = _expand(self._word, flat, sizes)
        self._zone = self._word_zone[owner]
        fold_of = np.array([self.folded[fold(syllable)] for syllable in self.syllables], dtype=np.int64)
        self._fold = fold_of[self._syllable]

    def syllable_stream(self) -> Stream:
        """Syllables, figures, document numbers and their parts."""
        return self._stream(self._syllable, self._zone)

    def folded_stream(self) -> Stream:
        """The same without diacritics."""
        return self._stream(self._fold, self._zone)

    def pair_stream(self) -> Stream:
        """Neighbouring folded syllables of one zone; its terms are what `pair` gives."""
        together = self._zone[1:] == self._zone[:-1]
        return self._stream((self._fold[:-1] * len(self.folded) + self._fold[1:])[together], self._zone[1:][together])

    def pair(self, left: int, right: int) -> int:
        """Number of a pair of folded syllables."""
        return left * len(self.folded) + right

    def word_stream(self) -> Stream:
        """Words of two and more syllables."""
        joined = np.array(["_" in word for word in self.words], dtype=bool)[self._word]
        return self._stream(self._word[joined], self._word_zone[joined])

    def _stream(self, terms: Ints, zone: Ints) -> Stream:
        documents, kinds = np.divmod(zone, len(self._weights))
        return Stream(terms, documents, kinds, self._weights, self._count)

    def _number_words(self, texts: Sequence[TokenText]) -> tuple[Ints, Ints]:
        number = self.words.__getitem__
        ids: list[int] = []
        sizes: list[int] = []
        for text in texts:
            for zone in text:
                words = zone.split()
                ids.extend(map(number, words))
                sizes.append(len(words))
        return np.array(ids, dtype=np.int64), np.array(sizes, dtype=np.int64)

    def _syllables_of_words(self) -> tuple[Ints, Ints]:
        flat: list[int] = []
        sizes: list[int] = []
        for word in self.words:
            pieces = [piece for syllable in word.split("_") for piece in (syllable, *parts(syllable))]
            flat.extend(map(self.syllables.__getitem__, pieces))
            sizes.append(len(pieces))
        return np.array(flat, dtype=np.int64), np.array(sizes, dtype=np.int64)


def _expand(ids: Ints, flat: Ints, sizes: Ints) -> tuple[Ints, Ints]:
    """Replace each id by its pieces in `flat`; also the position in `ids` that each piece came from."""
    starts = np.cumsum(sizes) - sizes
    counts = sizes[ids]
    owner = np.repeat(np.arange(len(ids)), counts)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    return flat[starts[ids][owner] + within], owner
