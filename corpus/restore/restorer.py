"""The repair itself: lines to slots, slots to readings, readings to text aligned with the original."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.restore import language
from corpus.restore.candidates import Trie
from corpus.restore.channel import Channel
from corpus.restore.decoder import Chosen, decode
from corpus.restore.language import LanguageModel
from corpus.restore.proposals import Proposer, Shortlist, Stretch
from corpus.restore.protect import Piece, pieces
from corpus.values import Aligned, Value

# Weight of the language model against the channel.
LM_WEIGHT = 0.8
# Self-training: how many more rounds, how the document's own pairs and the shipped counts are weighed.
ROUNDS = 2
OWN_WEIGHT, SHIPPED_WEIGHT, PAIR_MARGIN = 1.0, 0.15, 2.0
UNCERTAIN = 3.0


class Restored(Value):
    """A repaired text: `reading` aligned with the original, `uncertain` ranges of its text read with small margin."""

    reading: Aligned
    uncertain: tuple[tuple[int, int], ...] = ()


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


def _stretches(text: str, *, across_lines: bool) -> list[Stretch]:
    out = [Stretch()]
    offset = 0
    for line in text.split("\n"):
        if (not across_lines or not line.strip()) and out[-1].places:
            out.append(Stretch())
        letters = [c for c in line if c.isalpha()]
        capitals = sum(c.isupper() for c in letters) > 0.6 * len(letters)
        last = -1
        for piece in pieces(line):
            token = line[piece.start : piece.end]
            if piece.kind == "mark":
                if language.BREAKS.search(token) and out[-1].places:
                    out.append(Stretch(context=(language.START, language.START)))
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
    model: LanguageModel, trie: Trie, channel: Channel, stretches: list[Stretch]
) -> list[tuple[Stretch, list[Chosen]]]:
    shortlist: Shortlist = {}
    for round_ in range(ROUNDS + 1):
        proposer = Proposer(model, trie, channel, shortlist)
        read = [(s, decode(model, proposer.slots(s), s.context, LM_WEIGHT)) for s in stretches]
        if round_ < ROUNDS:
            pairs: Counter[tuple[str, str]] = Counter()
            for stretch, chosen in read:
                for c in chosen:
                    if c.last == c.first + 1 and c.margin >= PAIR_MARGIN and stretch.places[c.first].kind == "word":
                        pairs[c.surface, stretch.observed[c.first]] += 1
            channel = channel.adapted(pairs, OWN_WEIGHT, SHIPPED_WEIGHT)
    return read


def _assembled(text: str, read: list[tuple[Stretch, list[Chosen]]]) -> Restored:
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


def _is_doubtful_figure(stretch: Stretch, at: int) -> bool:
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
