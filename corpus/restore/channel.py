"""The character channel: how probable is an observed string when a Vietnamese letter was printed.

OCR in the wrong language turns one printed letter into nought to three characters ("ư" → "u", "r", "ur", "u'"). The
channel holds counts of what was seen for every letter, backs off to letters of the same vowel without tone and to the
bare letter, and gives the logarithm of the probability.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

MAX_OBSERVED = 3
LOWER = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵbcdđfghjklmnpqrstvwxz"
LETTERS = LOWER + LOWER.upper()
LETTER_ID = {c: i for i, c in enumerate(LETTERS)}
DATA = Path(__file__).resolve().parent.parent / "data" / "ocr_channel.json"

# How many observations a letter needs before its own counts outweigh those of its group.
_OWN, _VOWEL, _PLAIN = 4.0, 4.0, 6.0
# What is left when nothing was ever counted: share of the bare letter, of nothing, of any 1, 2, 3 characters.
_SAME, _NOTHING, _ANY = 0.55, 0.02, (0.3 / 100, 0.1 / 6000, 0.03 / 300000)
# A real scan is worse than a rendered line: what was never seen has this share, and the channel speaks softer.
_SURPRISE, _TRUST = 0.3, 0.65


@lru_cache(maxsize=1024)
def plain(char: str) -> str:
    """The bare letter: ậ → a, Đ → D."""
    if char in "đĐ":
        return "d" if char == "đ" else "D"
    return unicodedata.normalize("NFD", char)[0]


def _vowel(char: str) -> str:
    """The letter without its tone only: ậ → â."""
    kept = [c for c in unicodedata.normalize("NFD", char) if c not in "\u0300\u0301\u0303\u0309\u0323"]
    return unicodedata.normalize("NFC", "".join(kept))


def _groups(key: list[str]) -> npt.NDArray[np.intp]:
    ids: dict[str, int] = {}
    return np.array([ids.setdefault(k, len(ids)) for k in key], dtype=np.intp)


_PLAIN_OF = [plain(c) for c in LETTERS]
_BY_VOWEL = _groups([_vowel(c) for c in LETTERS])
_BY_PLAIN = _groups(_PLAIN_OF)


class Channel:
    """Log-probabilities of observed strings given printed letters.

    >>> channel = Channel({"ê": {"é": 8, "e": 2}})
    >>> bool(channel.vector("é")[LETTER_ID["ê"]] > channel.vector("x")[LETTER_ID["ê"]])
    True
    """

    def __init__(self, counts: Mapping[str, Mapping[str, float]]) -> None:
        self.counts = counts
        self._columns: dict[str, list[tuple[int, float]]] = defaultdict(list)
        totals = np.zeros(len(LETTERS))
        for char, row in counts.items():
            letter = LETTER_ID.get(char)
            if letter is None:
                continue
            for observed, n in row.items():
                self._columns[observed].append((letter, n))
                totals[letter] += n
        self._own = totals
        self._vowel = np.bincount(_BY_VOWEL, totals)[_BY_VOWEL]
        self._plain = np.bincount(_BY_PLAIN, totals)[_BY_PLAIN]
        self._cache: dict[str, Floats] = {}

    @classmethod
    def shipped(cls) -> Channel:
        """The channel learned from lines rendered and read by `corpus.restore.train_channel`."""
        return cls(json.loads(DATA.read_text(encoding="utf-8")))

    def vector(self, observed: str) -> Floats:
        """log P(observed | letter) for every letter of `LETTERS`; `observed` has 0 to 3 characters."""
        found = self._cache.get(observed)
        if found is None:
            found = self._cache[observed] = self._vector(observed)
        return found

    def _vector(self, observed: str) -> Floats:
        own = np.zeros(len(LETTERS))
        for letter, n in self._columns.get(observed, ()):
            own[letter] += n
        base = _NOTHING if not observed else _ANY[len(observed) - 1]
        p = np.full(len(LETTERS), base)
        if len(observed) == 1:
            p[[c == observed for c in _PLAIN_OF]] = _SAME
        generic = p
        p = (np.bincount(_BY_PLAIN, own)[_BY_PLAIN] + _PLAIN * p) / (self._plain + _PLAIN)
        p = (np.bincount(_BY_VOWEL, own)[_BY_VOWEL] + _VOWEL * p) / (self._vowel + _VOWEL)
        p = (own + _OWN * p) / (self._own + _OWN)
        return (_TRUST * np.log((1.0 - _SURPRISE) * p + _SURPRISE * generic)).astype(np.float32)

    def adapted(self, pairs: Mapping[tuple[str, str], float], weight: float, keep: float) -> Channel:
        """A channel that has also seen `pairs` (printed, observed) → how often, each counted `weight` times.

        `keep` scales the counts held so far, so that a document's own damage soon outweighs the average one.
        """
        merged: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for char, row in self.counts.items():
            for observed, n in row.items():
                merged[char][observed] += n * keep
        for char, seen in count_pairs(self, pairs).items():
            for observed, n in seen.items():
                merged[char][observed] += n * weight
        return Channel(merged)


def align(channel: Channel, printed: str, observed: str) -> list[str] | None:
    """What each printed letter became, the most probable way; None when the lengths make it impossible.

    >>> align(Channel({}), "của", "cua")
    ['c', 'u', 'a']
    """
    n, m = len(printed), len(observed)
    letters = [LETTER_ID.get(c) for c in printed]
    if None in letters or m > MAX_OBSERVED * n:
        return None
    best = [[float("-inf")] * (m + 1) for _ in range(n + 1)]
    back = [[0] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for i, letter in enumerate(letters):
        here, there, trace = best[i], best[i + 1], back[i + 1]
        for j in range(m + 1):
            if here[j] == float("-inf"):
                continue
            for k in range(min(MAX_OBSERVED, m - j) + 1):
                score = here[j] + float(channel.vector(observed[j : j + k])[letter])
                if score > there[j + k]:
                    there[j + k], trace[j + k] = score, k
    out: list[str] = []
    j = m
    for i in range(n, 0, -1):
        k = back[i][j]
        out.append(observed[j - k : j])
        j -= k
    return out[::-1]


def count_pairs(channel: Channel, pairs: Mapping[tuple[str, str], float]) -> dict[str, dict[str, float]]:
    """Letter by letter counts of `pairs` (printed, observed) → how often, aligned with `channel`."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for (printed, observed), times in pairs.items():
        pieces = align(channel, printed, observed)
        for char, piece in zip(printed, pieces or (), strict=False):
            counts[char][piece] += times
    return counts


def learn(pairs: Iterable[tuple[str, str]], rounds: int = 4) -> Channel:
    """Hard expectation-maximisation from token pairs (printed, observed)."""
    seen: Counter[tuple[str, str]] = Counter(pairs)
    channel = Channel({})
    for _ in range(rounds):
        channel = Channel(count_pairs(channel, seen))
    return channel
