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


class Numbers:
    """Strings numbered in order of first sight."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}

    def add(self, string: str) -> int:
        """Its number, a new one when unseen."""
        return self.of.setdefault(string, len(self.of))

    def find(self, string: str) -> int | None:
        """Its number, if it has one."""
        return self.of.get(string)

    def __len__(self) -> int:
        return len(self.of)


class Vocabulary:
    """Words (with "_"), syllables and folded forms of a collection, with their numbers and streams."""

    def __init__(self, texts: Sequence[TokenText], zones: ZoneWeights) -> None:
        self.words, self.syllables, self.folded = Numbers(), Numbers(), Numbers()
        word_ids, zone_sizes = self._number_words(texts)
        zone_of_word = np.repeat(np.arange(len(zone_sizes)), zone_sizes)
        syllables, sizes = self._syllables_of_words()
        flat, owner = _expand(word_ids, syllables, sizes)
        self.count = len(texts)
        self.zone = zone_of_word[owner]
        self.syllable = flat
        self.fold_of = np.array([self.folded.add(fold(s)) for s in self.syllables.of], dtype=np.int64)
        self.weight = np.array(zones, dtype=np.float64)[self.zone % 3]
        self.passage = self.zone // 3
        self.word = word_ids
        self.word_zone = zone_of_word
        self.word_weight = np.array(zones, dtype=np.float64)[zone_of_word % 3]

    def syllable_stream(self) -> Stream:
        """Syllables, figures, document numbers and their parts."""
        return Stream(self.syllable, self.passage, self.weight, len(self.syllables), self.count)

    def folded_stream(self) -> Stream:
        """The same without diacritics."""
        return Stream(self.fold_of[self.syllable], self.passage, self.weight, len(self.folded), self.count)

    def pair_stream(self) -> tuple[Stream, Ints]:
        """Neighbouring folded syllables of one zone; and the sorted keys `left × count + right` of the pairs."""
        folded = self.fold_of[self.syllable]
        together = self.zone[1:] == self.zone[:-1]
        keys = (folded[:-1] * max(1, len(self.folded)) + folded[1:])[together]
        known, terms = np.unique(keys, return_inverse=True)
        return Stream(terms, self.passage[1:][together], self.weight[1:][together], len(known), self.count), known

    def word_stream(self) -> Stream:
        """Words of two and more syllables."""
        joined = np.array(["_" in word for word in self.words.of], dtype=bool)
        kept = joined[self.word] if len(self.word) else np.zeros(0, dtype=bool)
        return Stream(self.word[kept], self.word_zone[kept] // 3, self.word_weight[kept], len(self.words), self.count)

    def _number_words(self, texts: Sequence[TokenText]) -> tuple[Ints, Ints]:
        add = self.words.add
        ids: list[int] = []
        sizes: list[int] = []
        for text in texts:
            for zone in text:
                words = zone.split()
                ids.extend(map(add, words))
                sizes.append(len(words))
        return np.array(ids, dtype=np.int64), np.array(sizes, dtype=np.int64)

    def _syllables_of_words(self) -> tuple[list[int], Ints]:
        flat: list[int] = []
        sizes: list[int] = []
        for word in self.words.of:
            pieces = [piece for syllable in word.split("_") for piece in (syllable, *parts(syllable))]
            flat.extend(map(self.syllables.add, pieces))
            sizes.append(len(pieces))
        return flat, np.array(sizes, dtype=np.int64)


def _expand(ids: Ints, flat: list[int], sizes: Ints) -> tuple[Ints, Ints]:
    """Replace each id by its pieces in `flat`; also the position in `ids` that each piece came from."""
    if not len(ids):
        return ids, ids
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    counts = sizes[ids]
    owner = np.repeat(np.arange(len(ids)), counts)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.array(flat, dtype=np.int64)[starts[ids][owner] + within], owner
