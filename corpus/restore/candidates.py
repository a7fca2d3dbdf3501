"""Which words may stand behind an observed token, by the channel: a walk down the trie of all words at once.

Every level of the trie is one numpy array, a column a branch; column[j] is the best log-probability that the letters so
far made the first j observed characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from corpus.restore.channel import LETTER_ID, LETTERS, LOWER, MAX_OBSERVED, Channel
from corpus.text import capital_first

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Casing = Literal["lower", "Title", "UPPER"]

MAX_TOKEN = 14
# A branch of the trie this far (in nats) behind the best of its level is given up; the wide walk is for odd tokens.
NARROW, WIDE = 6.5, 9.0
_NEVER = np.float32(-1e9)


@dataclass(frozen=True)
class _Level:
    parents: Ints
    letters: Ints
    words: Ints
    first_child: Ints
    children: Ints


class Trie:
    """All words of the lexicon, level by level.

    >>> trie = Trie([("là", 7), ("lá", 8)])
    >>> [len(level.letters) for level in trie.levels]
    [1, 2]
    """

    def __init__(self, words: Sequence[tuple[str, int]]) -> None:
        nodes = {"": 0}
        by_depth: list[list[tuple[str, int]]] = []
        for word, number in sorted(words):
            for depth in range(len(word)):
                if depth == len(by_depth):
                    by_depth.append([])
                prefix = word[: depth + 1]
                if prefix not in nodes:
                    nodes[prefix] = len(by_depth[depth])
                    by_depth[depth].append((prefix, -1))
            by_depth[len(word) - 1][nodes[word]] = (word, number)
        self.levels: list[_Level] = []
        for depth, level in enumerate(by_depth):
            parents = np.array([nodes[p[:-1]] for p, _ in level], dtype=np.int64)
            below = by_depth[depth + 1] if depth + 1 < len(by_depth) else []
            children = np.bincount(
                np.array([nodes[p[:-1]] for p, _ in below], dtype=np.int64), minlength=len(level)
            ).astype(np.int64)
            self.levels.append(
                _Level(
                    parents=parents,
                    letters=np.array([LETTER_ID[p[-1]] for p, _ in level], dtype=np.int64),
                    words=np.array([n for _, n in level], dtype=np.int64),
                    first_child=np.concatenate(([0], np.cumsum(children)[:-1])).astype(np.int64),
                    children=children,
                )
            )

    def explain(self, channel: Channel, observed: str, casing: Casing, lag: float) -> tuple[Ints, Floats]:
        """Words and log P(observed | word) of all that explain the whole of `observed`, unsorted."""
        n = len(observed)
        tables = _emissions(channel, observed)
        made = _nothing_made(n, 1)
        active = np.arange(len(self.levels[0].letters))
        above = np.zeros(len(active), dtype=np.int64)
        words, scores = [], []
        for depth, level in enumerate(self.levels):
            letters = level.letters[active]
            if casing == "UPPER" or (casing == "Title" and depth == 0):
                letters = letters + len(LOWER)
            made = _with_letters(made.take(above, axis=1), tables, letters)
            ended = level.words[active]
            whole = np.flatnonzero((ended >= 0) & (made[n] > _NEVER / 2))
            words.append(ended[whole])
            scores.append(made[n, whole])
            best = made.max(axis=0)
            kept = np.flatnonzero(best > best.max() - lag)
            active = active[kept]
            times = level.children[active]
            count = int(times.sum())
            if not count:
                break
            above = np.repeat(kept, times)
            active = np.repeat(level.first_child[active] - np.cumsum(times) + times, times) + np.arange(count)
        return np.concatenate(words), np.concatenate(scores)


def score(channel: Channel, observed: str, printed: Sequence[str]) -> Floats:
    """log P(observed | printed) of a few words given as printed; far cheaper than the walk down the trie.

    >>> scores = score(Channel({}), "la", ["là", "xa"])
    >>> bool(scores[0] > scores[1])
    True
    """
    n = len(observed)
    tables = _emissions(channel, observed)
    longest = max(map(len, printed))
    letters = np.array([[LETTER_ID[c] for c in w] + [-1] * (longest - len(w)) for w in printed], dtype=np.int64)
    made = _nothing_made(n, len(printed))
    for depth in range(longest):
        column = letters[:, depth]
        made = np.where(column >= 0, _with_letters(made, tables, column), made)
    whole: Floats = made[n]
    return whole


def _nothing_made(n: int, branches: int) -> Floats:
    """No letter yet: each branch has made nothing of the n characters observed."""
    made = np.full((n + 1, branches), _NEVER, dtype=np.float32)
    made[0] = 0.0
    return made


def _with_letters(made: Floats, tables: list[Floats], letters: Ints) -> Floats:
    """What each branch has made once one more letter is printed: nought to three characters more."""
    out = made + tables[0][:, letters]
    for k, table in enumerate(tables[1:], 1):
        np.maximum(out[k:], made[:-k] + table.take(letters, axis=1), out=out[k:])
    return out


def _emissions(channel: Channel, observed: str) -> list[Floats]:
    """For k = 0..3: log P(the k characters that end at j | letter), shape (n + 1 - k, letters); of k = 0 one row."""
    n = len(observed)
    longest = min(MAX_OBSERVED, n)
    made = [np.stack([channel.vector(observed[j - k : j]) for j in range(k, n + 1)]) for k in range(1, longest + 1)]
    return [channel.vector("")[None, :], *made]


def cased(word: str, casing: Casing) -> str:
    """The word as it would be printed.

    >>> cased("đảng", "Title"), cased("đảng", "UPPER")
    ('Đảng', 'ĐẢNG')
    """
    if casing == "UPPER":
        return word.upper()
    return capital_first(word) if casing == "Title" else word


assert len(LETTERS) == 2 * len(LOWER)
