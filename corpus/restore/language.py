"""The language model: a Witten-Bell interpolated trigram over lower-case syllables, in sorted numpy arrays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from corpus.restore.lexicon import (
    acronyms,
    common_words,
    dictionary_words,
    is_syllable,
    place_names,
    shipped_sentences,
    spellable,
    usual_tone,
)
from corpus.restore.protect import pieces

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

NOTHING, START, FIGURE, UNKNOWN = 0, 1, 2, 3
_SPECIAL = ("<nothing>", "<s>", "<figure>", "<unknown>")
BREAKS = re.compile(r"[.;:!?…]")
# What a word counts for by where it was seen; the office's own documents and our sentences weigh most.
W_OWN, W_SHIPPED, W_COMMON, W_DICTIONARY, W_PLACE = 1.0, 1.0, 0.2, 0.08, 0.04
LISTED = 0.1


def normal(word: str) -> str:
    """The form in which the model knows a word."""
    return usual_tone(word).lower()


def sentences_of(text: str) -> Iterable[list[str]]:
    """The text as sentences of model tokens: words, `<figure>`; broken at full stops, semicolons and blank lines.

    >>> list(sentences_of("Thu hút đạt 662,25 triệu USD; tăng 5%."))
    [['thu', 'hút', 'đạt', '<figure>', 'triệu', 'usd'], ['tăng', '<figure>']]
    """
    sentence: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            if sentence:
                yield sentence
            sentence = []
        for piece in pieces(line):
            token = line[piece.start : piece.end]
            if piece.kind == "figure":
                sentence.append("<figure>")
            elif piece.kind != "mark":
                sentence.append(normal(token))
            elif BREAKS.search(token) and sentence:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


class Vocabulary:
    """Words and their numbers."""

    def __init__(self) -> None:
        self.words: list[str] = list(_SPECIAL)
        self.ids: dict[str, int] = {w: i for i, w in enumerate(_SPECIAL)}

    def add(self, word: str) -> int:
        """The number of the word, a new one if need be."""
        found = self.ids.get(word)
        if found is None:
            found = self.ids[word] = len(self.words)
            self.words.append(word)
        return found

    def __len__(self) -> int:
        return len(self.words)


class _Table:
    """Weighted counts of n-grams by key, with the sum and number of followers of each context."""

    def __init__(self, contexts: Ints, words: Ints, weights: Floats, size: int) -> None:
        keys, where = np.unique(contexts * size + words, return_inverse=True)
        self.size = size
        self.keys = keys
        self.counts = np.bincount(where, weights).astype(np.float32)
        heads, back = np.unique(keys // size, return_inverse=True)
        self.heads = heads
        self.sums = np.bincount(back, self.counts).astype(np.float32)
        # A word seen less than once (in a list of little weight) is less than one kind.
        self.kinds = np.bincount(back, np.minimum(self.counts, 1.0)).astype(np.float32)

    def context(self, contexts: Ints) -> tuple[Floats, Floats]:
        """For each context: (sum of counts, number of kinds), zeros for one never seen."""
        at = np.minimum(np.searchsorted(self.heads, contexts), len(self.heads) - 1)
        seen = self.heads[at] == contexts
        return np.where(seen, self.sums[at], 0), np.where(seen, self.kinds[at], 0)

    def count(self, contexts: Ints, words: Ints) -> Floats:
        """Counts of the words after the contexts, broadcast together."""
        keys = contexts * self.size + words
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.counts[at], 0)


class LanguageModel:
    """log P(word | two words before)."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        texts: Iterable[tuple[Sequence[Sequence[int]], float]],
        signs: frozenset[str] = frozenset(),
    ) -> None:
        self.vocabulary = vocabulary
        self.signs = signs
        size = len(vocabulary)
        first, second, third, weights = [], [], [], []
        for sentences, weight in texts:
            flat: list[int] = []
            for sentence in sentences:
                flat += (START, START, *sentence)
            ids = np.array(flat, dtype=np.int64)
            real = ids[2:] != START
            first.append(ids[:-2][real])
            second.append(ids[1:-1][real])
            third.append(ids[2:][real])
            weights.append(np.full(int(real.sum()), weight, dtype=np.float32))
        u, v, w, weighted = (np.concatenate(x) for x in (first, second, third, weights))
        # Lists of words say which words follow one another, hardly how frequent they are.
        counts = np.bincount(w, np.where(weighted < 1.0, weighted * LISTED, weighted), minlength=size)
        kinds = float((counts > 0).sum())
        # A word never seen in running text still has the share of the novelties.
        self.unigram = ((counts + kinds / size) / (counts.sum() + kinds)).astype(np.float32)
        self.log_unigram = np.log(self.unigram)
        self._size = size
        inner = v != START
        self._two = _Table(v, w, weighted, size)
        self._three = _Table((u * size + v)[inner], w[inner], weighted[inner], size)

    def log_prob(self, first: Ints, second: Ints, words: Ints) -> Floats:
        """log P of words after two words each, broadcast together."""
        total, kinds = self._two.context(second)
        p = (self._two.count(second, words) + kinds * self.unigram[words]) / np.maximum(total + kinds, 1e-9)
        p = np.where(total > 0, p, self.unigram[words])
        pair = first * self._size + second
        total, kinds = self._three.context(pair)
        q = (self._three.count(pair, words) + kinds * p) / np.maximum(total + kinds, 1e-9)
        found: Floats = np.log(np.where(total > 0, q, p))
        return found


def build(clean_texts: Iterable[str]) -> LanguageModel:
    """The model from the dictionary, the place names, our sentences and the office's own clean documents."""
    vocabulary = Vocabulary()

    def running(text: str) -> list[list[int]]:
        return [[vocabulary.add(w) for w in s] for s in sentences_of(text)]

    def listed(words: Iterable[str]) -> list[list[int]]:
        return [[vocabulary.add(normal(s)) for s in w.split()] for w in words]

    clean_texts = tuple(clean_texts)
    own = [s for text in clean_texts for s in running(text)]
    shipped = [s for text in shipped_sentences() for s in running(text)]
    texts = [
        (own, W_OWN),
        (shipped, W_SHIPPED),
        (listed(acronyms()), W_COMMON),
        (listed(common_words()), W_COMMON),
        (listed(dictionary_words()), W_DICTIONARY),
        (listed(place_names()), W_PLACE),
    ]
    return LanguageModel(vocabulary, [(s, w) for s, w in texts if s], signs_of(clean_texts))


def signs_of(texts: Iterable[str]) -> frozenset[str]:
    """Abbreviations that an OCR leaves as they are: those of the shipped list, and capitals amid small letters.

    >>> "BVĐK" in signs_of(["Bệnh viện BVĐK của tỉnh"]), "BVTV" in signs_of(["Chi cục BVTV của tỉnh phối hợp"])
    (False, True)
    """
    found = {a for a in acronyms() if a.isascii()}
    for text in texts:
        for line in text.split("\n"):
            if sum(c.islower() for c in line) > 0.6 * sum(c.isalpha() for c in line):
                found.update(w for w in re.findall(r"\b[A-Z]{2,}\b", line) if not is_syllable(w))
    return frozenset(found)


def candidates_of(vocabulary: Vocabulary) -> list[tuple[str, int]]:
    """The words the channel can spell, with their numbers."""
    return [(w, i) for i, w in enumerate(vocabulary.words) if i >= len(_SPECIAL) and spellable(w)]
