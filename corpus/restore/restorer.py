"""The repair itself: lines to slots, slots to readings, readings to text aligned with the original."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from corpus.models import Aligned, Value
from corpus.restore import language
from corpus.restore.candidates import MAX_TOKEN, NARROW, WIDE, Casing, Trie, cased, score
from corpus.restore.channel import Channel
from corpus.restore.decoder import Chosen, Options, Slot, decode
from corpus.restore.language import LanguageModel
from corpus.restore.protect import Piece, pieces

# Weight of the language model against the channel, and what each kind of liberty costs (in nats).
LM_WEIGHT = 0.8
KEPT = 16.0
KEPT_ACRONYM = 2.0
MERGED = 5.0
ODD, ODD_EACH = -2.0, 0.6
SPLIT = 7.0
OTHER_CASE: dict[tuple[Casing, Casing], float] = {("Title", "lower"): 1.0, ("Title", "UPPER"): 3.0}
# Capitals as which an OCR reads the small letter.
ALIKE = "CIJKLOPSUVWXYZ"
OPTIONS = 30
FARTHEST = 14.0
# Self-training: how many more rounds, how the document's own pairs and the shipped counts are weighed.
ROUNDS = 2
OWN_WEIGHT, SHIPPED_WEIGHT, PAIR_MARGIN = 1.0, 0.15, 2.0
UNCERTAIN = 3.0


# Words worth a second look for a token (and whether its line is in capitals): number, printed form, cost of casing.
# Later rounds only weigh these again.
_Shortlist = dict[tuple[str, bool], list[tuple[int, str, float]]]


class Restored(Value):
    """A repaired text: `reading` aligned with the original, `uncertain` ranges of its text read with small margin."""

    reading: Aligned
    uncertain: tuple[tuple[int, int], ...] = ()


@dataclass
class _Stretch:
    """Tokens that the language model reads in one go."""

    places: list[Piece] = field(default_factory=list)
    observed: list[str] = field(default_factory=list)
    context: tuple[int, int] = (language.NOTHING, language.NOTHING)
    capitals: list[bool] = field(default_factory=list)
    adjacent: list[bool] = field(default_factory=list)


class Restorer:
    """Repairs Vietnamese that was read by an OCR of another language.

    `clean_texts` are sound documents of the same office: the better they match, the better the reading.

    >>> Restorer().restore("Thu hit vén dau tu tryc tiép nuéc ngoai dat 662,25 tridu USD").reading.text
    'Thu hút vốn đầu tư trực tiếp nước ngoài đạt 662,25 triệu USD'
    """

    def __init__(self, clean_texts: Iterable[str] = ()) -> None:
        self._clean = tuple(clean_texts)
        self._loaded: tuple[LanguageModel, Trie, Channel] | None = None

    def restore(self, text: str) -> Restored:
        """The text repaired, line by line in the same lines, with the way back to every original stretch."""
        model, trie, channel = self._parts()
        stretches = _stretches(text, across_lines=True)
        return _assembled(text, _read(model, trie, channel, stretches))

    def restore_lines(self, lines: Sequence[str]) -> list[str]:
        """Lines that need not follow one another, repaired one by one; what is learned of the damage is shared."""
        model, trie, channel = self._parts()
        text = "\n".join(lines)
        restored = _assembled(text, _read(model, trie, channel, _stretches(text, across_lines=False)))
        return restored.reading.text.split("\n") if lines else []

    def _parts(self) -> tuple[LanguageModel, Trie, Channel]:
        if self._loaded is None:
            model = language.build(self._clean)
            self._loaded = model, Trie(language.candidates_of(model.vocabulary)), Channel.shipped()
        return self._loaded


def _stretches(text: str, *, across_lines: bool) -> list[_Stretch]:
    out = [_Stretch()]
    offset = 0
    for line in text.split("\n"):
        if (not across_lines or not line.strip()) and out[-1].places:
            out.append(_Stretch())
        letters = [c for c in line if c.isalpha()]
        capitals = sum(c.isupper() for c in letters) > 0.6 * len(letters)
        last = -1
        for piece in pieces(line):
            token = line[piece.start : piece.end]
            if piece.kind == "mark":
                if language.BREAKS.search(token) and out[-1].places:
                    out.append(_Stretch(context=(language.START, language.START)))
                continue
            stretch = out[-1]
            stretch.places.append(Piece(piece.start + offset, piece.end + offset, piece.kind))
            stretch.observed.append(unicodedata.normalize("NFKC" if piece.kind == "word" else "NFC", token))
            stretch.capitals.append(capitals)
            stretch.adjacent.append(line[last : piece.start] == " " and last >= 0)
            last = piece.end
        offset += len(line) + 1
    return [s for s in out if s.places]


def _read(
    model: LanguageModel, trie: Trie, channel: Channel, stretches: list[_Stretch]
) -> list[tuple[_Stretch, list[Chosen]]]:
    shortlist: _Shortlist = {}
    for round_ in range(ROUNDS + 1):
        proposer = _Proposer(model, trie, channel, shortlist)
        read = [(s, decode(model, proposer.slots(s), s.context, LM_WEIGHT)) for s in stretches]
        if round_ < ROUNDS:
            pairs: Counter[tuple[str, str]] = Counter()
            for stretch, chosen in read:
                for c in chosen:
                    if c.last == c.first + 1 and c.margin >= PAIR_MARGIN and stretch.places[c.first].kind == "word":
                        pairs[c.surface, stretch.observed[c.first]] += 1
            channel = channel.adapted(pairs, OWN_WEIGHT, SHIPPED_WEIGHT)
    return read


class _Proposer:
    """Options for tokens, each token worked out once."""

    def __init__(self, model: LanguageModel, trie: Trie, channel: Channel, shortlist: _Shortlist) -> None:
        self.model, self.trie, self.channel = model, trie, channel
        self.shortlist = shortlist
        self._signs = model.signs
        self._known: dict[tuple[str, bool], Options] = {}

    def slots(self, stretch: _Stretch) -> list[Slot]:
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
        if found and found[0][1] >= ODD - ODD_EACH * len(observed):
            self.shortlist.setdefault(key, [(w, s, self._cost(key, s)) for w, _, s in found[: 2 * OPTIONS]])
        return found

    def _rescored(self, key: tuple[str, bool]) -> list[tuple[int, float, str]]:
        listed = self.shortlist[key]
        scores = score(self.channel, key[0], [surface for _, surface, _ in listed])
        return [(word, float(s) - cost, surface) for (word, surface, cost), s in zip(listed, scores, strict=True)]

    @staticmethod
    def _cost(key: tuple[str, bool], surface: str) -> float:
        """What the casing of the printed form costs for this token."""
        return next((cost for casing, cost in _casings(*key) if cased(surface.lower(), casing) == surface), 0.0)

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


def _assembled(text: str, read: list[tuple[_Stretch, list[Chosen]]]) -> Restored:
    """The reading text: chosen words in place of the observed, everything between them as it stands."""
    edits: list[tuple[int, int, str, bool]] = []
    for stretch, chosen in read:
        for c in chosen:
            start, end = stretch.places[c.first].start, stretch.places[c.last - 1].end
            edits.append((start, end, c.surface, c.margin < UNCERTAIN or _is_doubtful_figure(stretch, c.first)))
    parts: list[str] = []
    segments: list[tuple[int, int, int, int]] = []
    uncertain: list[tuple[int, int]] = []
    at, length = 0, 0

    def add(piece: str, start: int, end: int) -> None:
        nonlocal length
        if not piece:
            return
        verbatim = piece == text[start:end]
        previous = segments[-1] if segments else None
        if verbatim and previous and previous[3] == start and text[previous[2] : start] == parts[-1]:
            parts[-1] += piece
            segments[-1] = (previous[0], length + len(piece), previous[2], end)
        else:
            parts.append(piece)
            segments.append((length, length + len(piece), start, end))
        length += len(piece)

    for start, end, surface, doubtful in edits:
        _between(text, at, start, add)
        before = length
        add(surface, start, end)
        if doubtful:
            uncertain.append((before, length))
        at = end
    _between(text, at, len(text), add)
    return Restored(
        reading=Aligned(text="".join(parts), segments=tuple(segments)),
        uncertain=tuple(uncertain),
    )


def _is_doubtful_figure(stretch: _Stretch, at: int) -> bool:
    """Does another figure follow at once? Then this one may be a word ("14 2 tỷ": là) or half a figure ("2 560")."""
    following = at + 1
    return (
        stretch.places[at].kind == "figure"
        and following < len(stretch.places)
        and stretch.places[following].kind == "figure"
        and stretch.adjacent[following]
    )


def _between(text: str, start: int, end: int, add: object) -> None:
    """What stands between words, composed (NFC) where it is not."""
    assert callable(add)
    piece = text[start:end]
    add(unicodedata.normalize("NFC", piece), start, end)
