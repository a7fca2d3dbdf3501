"""What each observed token may stand for: options for the decoder from channel, lexicon and protection."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from corpus.restore import language
from corpus.restore.candidates import MAX_TOKEN, NARROW, WIDE, Casing, Trie, cased, score
from corpus.restore.channel import Channel
from corpus.restore.decoder import Options, Slot
from corpus.restore.language import LanguageModel
from corpus.restore.protect import Piece

# What each kind of liberty costs (in nats).
KEPT = 16.0
KEPT_ACRONYM = 2.0
MERGED = 5.0
ODD, ODD_EACH = -2.0, 0.6
SPLIT = 7.0
# Capitals as which an OCR reads the small letter.
ALIKE = "CIJKLOPSUVWXYZ"
OPTIONS = 30
FARTHEST = 14.0

# Words worth a second look for a token (and whether its line is in capitals): number, printed form, cost of casing.
# Later rounds only weigh these again.
Shortlist = dict[tuple[str, bool], list[tuple[int, str, float]]]


@dataclass
class Stretch:
    """Tokens that the language model reads in one go."""

    places: list[Piece] = field(default_factory=list)
    observed: list[str] = field(default_factory=list)
    context: tuple[int, int] = (language.NOTHING, language.NOTHING)
    capitals: list[bool] = field(default_factory=list)
    adjacent: list[bool] = field(default_factory=list)


class Proposer:
    """Options for tokens, each token worked out once."""

    def __init__(self, model: LanguageModel, trie: Trie, channel: Channel, shortlist: Shortlist) -> None:
        self.model, self.trie, self.channel = model, trie, channel
        self.shortlist = shortlist
        self._signs = model.signs
        self._known: dict[tuple[str, bool], Options] = {}

    def slots(self, stretch: Stretch) -> list[Slot]:
        """What each token of a stretch may stand for, alone and run together with the next."""
        out: list[Slot] = []
        count = len(stretch.places)
        for i, (place, observed) in enumerate(zip(stretch.places, stretch.observed, strict=True)):
            merged = None
            if place.kind != "word" or (observed in self._signs and not stretch.capitals[i]):
                single = self._fixed(observed, place.kind)
            else:
                single = self.options(observed, stretch.capitals[i])
                if i + 1 < count and stretch.places[i + 1].kind == "word" and stretch.adjacent[i + 1]:
                    following = stretch.observed[i + 1]
                    if self._odd(observed, stretch.capitals[i]) or self._odd(following, stretch.capitals[i]):
                        merged = self._merged(observed + following, stretch.capitals[i])
            out.append(Slot(single, merged))
        return out

    def _fixed(self, observed: str, kind: str) -> Options:
        ids = self.model.vocabulary.ids
        word = language.FIGURE if kind == "figure" else ids.get(language.normal(observed), language.UNKNOWN)
        return _options([(word, -1, 0.0, observed)])

    def _odd(self, observed: str, capitals: bool) -> bool:
        """Is the token no likely reading of any word by itself, so that it may be half of one?"""
        if len(observed) == 1 and observed not in "aeiouyàáéèóòý":
            return True
        return float(self.options(observed, capitals).scores[0]) < ODD - ODD_EACH * len(observed)

    def _merged(self, observed: str, capitals: bool) -> Options | None:
        if len(observed) > MAX_TOKEN:
            return None
        found = [(w, s - MERGED, t) for w, s, t in self._explained(observed, capitals)[:8]]
        return _options([(w, -1, s, t) for w, s, t in found]) if found else None

    def options(self, observed: str, capitals: bool) -> Options:
        """What the token may be, best first by channel and frequency, and the token itself as a last resort."""
        key = (observed, capitals)
        if key not in self._known:
            found = [(w, -1, s, t) for w, s, t in self._explained(observed, capitals)[:OPTIONS]]
            if not found or (len(observed) >= 6 and found[0][2] < -1.6 * len(observed)):
                found += self._split(observed, capitals)
            sign = observed.isalnum() and observed.isupper() and not capitals
            kept = KEPT_ACRONYM if sign else KEPT
            found.append((language.UNKNOWN, -1, -kept, observed))
            self._known[key] = _options(found)
        return self._known[key]

    def _explained(self, observed: str, capitals: bool) -> list[tuple[int, float, str]]:
        """Words with channel score and printed form, best first by score and frequency."""
        if len(observed) > MAX_TOKEN:
            return []
        key = (observed, capitals)
        found = self._searched(observed, capitals) if key not in self.shortlist else self._rescored(key)
        unigram = self.model.log_unigram
        found.sort(key=lambda o: (-(o[1] + 0.5 * float(unigram[o[0]])), o[0]))
        if key not in self.shortlist and found and found[0][1] >= ODD - ODD_EACH * len(observed):
            casings = _casings(*key)
            self.shortlist[key] = [(w, s, _cost(casings, s)) for w, _, s in found[: 2 * OPTIONS]]
        return found

    def _rescored(self, key: tuple[str, bool]) -> list[tuple[int, float, str]]:
        listed = self.shortlist[key]
        scores = score(self.channel, key[0], [surface for _, surface, _ in listed])
        return [(word, float(s) - cost, surface) for (word, surface, cost), s in zip(listed, scores, strict=True)]

    def _searched(self, observed: str, capitals: bool) -> list[tuple[int, float, str]]:
        found = self._walked(observed, capitals, NARROW)
        if max((s for _, s, _ in found), default=-1e9) < ODD - ODD_EACH * len(observed):
            return self._walked(observed, capitals, WIDE)
        return found

    def _walked(self, observed: str, capitals: bool, lag: float) -> list[tuple[int, float, str]]:
        best: dict[int, tuple[float, str]] = {}
        for casing, cost in _casings(observed, capitals):
            words, scores = self.trie.explain(self.channel, observed, casing, lag)
            total = scores + 0.5 * self.model.log_unigram[words]
            near = np.flatnonzero(total > total.max(initial=-1e9) - FARTHEST)
            if len(near) > 2 * OPTIONS:
                near = near[total[near] >= np.partition(total[near], -2 * OPTIONS)[-2 * OPTIONS]]
            rank = near[np.argsort(-total[near], kind="stable")[: 2 * OPTIONS]]
            for word, score_ in zip(words[rank].tolist(), scores[rank].tolist(), strict=True):
                if word not in best or score_ - cost > best[word][0]:
                    best[word] = score_ - cost, cased(self.model.vocabulary.words[word], casing)
        return [(word, *found) for word, found in best.items()]

    def _split(self, observed: str, capitals: bool) -> list[tuple[int, int, float, str]]:
        out: list[tuple[int, int, float, str]] = []
        for i in range(2, len(observed) - 1):
            left = self._explained(observed[:i], capitals)[:4]
            right = self._explained(observed[i:], capitals)[:4]
            out += [(a, b, s + r - SPLIT, f"{t} {q}") for a, s, t in left for b, r, q in right]
        return sorted(out, key=lambda o: (-o[2], o[3]))[:12]


def _options(found: list[tuple[int, int, float, str]]) -> Options:
    words, second, scores, surfaces = zip(*found, strict=True)
    return Options(
        np.array(words, dtype=np.int64),
        np.array(second, dtype=np.int64),
        np.array(scores, dtype=np.float32),
        tuple(surfaces),
    )


def _cost(casings: list[tuple[Casing, float]], surface: str) -> float:
    """What the casing of a printed form costs among those a token may have."""
    return next((cost for casing, cost in casings if cased(surface.lower(), casing) == surface), 0.0)


def _casings(observed: str, capitals: bool) -> list[tuple[Casing, float]]:
    """How the printed word may have been cased, with what each costs."""
    letters = [c for c in observed if c.isalpha()]
    if capitals and sum(c.isupper() for c in letters) * 2 >= len(letters):
        return [("UPPER", 0.0)]
    if letters and sum(c.isupper() for c in letters) > 1 and observed.isupper():
        return [("UPPER", 1.0), ("Title", 3.0)]
    if observed[0].isupper():
        return [("Title", 0.0), ("lower", 1.0)] if observed[0] in ALIKE else [("Title", 0.0)]
    return [("lower", 0.0)]
