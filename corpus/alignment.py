"""Keeping the way back to the original while lines are cleaned and joined.

A `Strand` is a light `Aligned` over the READING text (used while structure is found); a `Source` turns strands into
`Aligned` values over the ORIGINAL, in logarithmic time a piece.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from corpus.values import Aligned

Segment = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Strand:
    """A cleaned stretch of the reading: `segments` as in `Aligned`, but pointing into the reading text.

    >>> (Strand.of("ab", 5) + Strand.of("cd", 9)).slice(1, 3).segments
    ((0, 1, 6, 7), (1, 2, 9, 10))
    """

    text: str
    segments: tuple[Segment, ...]

    @classmethod
    def of(cls, text: str, start: int) -> Strand:
        """`text` as it stands at `start`."""
        return cls(text, ((0, len(text), start, start + len(text)),) if text else ())

    def __add__(self, other: Strand) -> Strand:
        return concat([self, other])

    def slice(self, start: int, end: int) -> Strand:
        """The part `text[start:end]`."""
        start, end = max(0, start), min(len(self.text), end)
        if start >= end:
            return Strand("", ())
        out: list[Segment] = []
        first = bisect_right(self.segments, start, key=lambda s: s[1])
        for t0, t1, r0, r1 in self.segments[first:]:
            if t0 >= end:
                break
            a, b = max(t0, start), min(t1, end)
            if t1 - t0 == r1 - r0:
                out.append((a - start, b - start, r0 + a - t0, r0 + b - t0))
            else:
                out.append((a - start, b - start, r0, r1))
        return Strand(self.text[start:end], tuple(out))

    def strip(self) -> Strand:
        """Without outer white space."""
        left = len(self.text) - len(self.text.lstrip())
        return self.slice(left, len(self.text.rstrip()))

    @property
    def start(self) -> int:
        """Where it begins in the reading."""
        return self.segments[0][2]

    @property
    def end(self) -> int:
        """Where it ends in the reading."""
        return self.segments[-1][3]


EMPTY = Strand("", ())


def concat(parts: list[Strand]) -> Strand:
    """The parts one after the other; runs that touch in the reading become one segment."""
    texts: list[str] = []
    segments: list[Segment] = []
    offset = 0
    for part in parts:
        texts.append(part.text)
        for t0, t1, r0, r1 in part.segments:
            add_segment(segments, (t0 + offset, t1 + offset, r0, r1))
        offset += len(part.text)
    return Strand("".join(texts), tuple(segments))


def add_segment(segments: list[Segment], new: Segment) -> None:
    """Append a segment, made one with the last where both are verbatim and touch, or stand for the same stretch."""
    if segments:
        t0, t1, r0, r1 = segments[-1]
        verbatim = t1 - t0 == r1 - r0 and new[1] - new[0] == new[3] - new[2]
        if t1 == new[0] and ((verbatim and r1 == new[2]) or (r0, r1) == new[2:]):
            segments[-1] = (t0, new[1], r0, new[3])
            return
    segments.append(new)


def join_lines(parts: list[Strand]) -> Strand:
    """Lines made one: the gap between two (line end, marks, indentation) becomes a single space."""
    kept = [p for p in parts if p.text]
    out: list[Strand] = []
    for i, part in enumerate(kept):
        if i:
            gap_start = kept[i - 1].end
            out.append(Strand(" ", ((0, 1, gap_start, max(gap_start + 1, part.start)),)))
        out.append(part)
    return concat(out)


class Source:
    """The reading of a whole document, sliced quickly.

    >>> s = Source(Aligned(text="số liệu", segments=((0, 2, 0, 3), (2, 7, 3, 8))))
    >>> s.align(Strand.of("liệu", 3)).segments
    ((0, 4, 4, 8),)
    """

    def __init__(self, reading: Aligned) -> None:
        self.text = reading.text
        self._segments = reading.segments
        self._ends = [s[1] for s in reading.segments]
        self._original_ends = [s[3] for s in reading.segments]

    def _pieces(self, start: int, end: int) -> list[Segment]:
        out: list[Segment] = []
        for i in range(bisect_right(self._ends, start), len(self._segments)):
            t0, t1, o0, o1 = self._segments[i]
            if t0 >= end:
                break
            a, b = max(t0, start), min(t1, end)
            if t1 - t0 == o1 - o0:
                out.append((a, b, o0 + a - t0, o0 + b - t0))
            else:
                out.append((a, b, o0, o1))
        return out

    def align(self, strand: Strand) -> Aligned:
        """The strand as a reading of the original."""
        segments: list[Segment] = []
        for t0, t1, r0, r1 in strand.segments:
            pieces = self._pieces(r0, max(r1, r0 + 1))
            if not pieces:
                continue
            if t1 - t0 == r1 - r0:
                for a, b, o0, o1 in pieces:
                    add_segment(segments, (t0 + a - r0, t0 + b - r0, o0, o1))
            else:
                add_segment(segments, (t0, t1, pieces[0][2], pieces[-1][3]))
        return Aligned(text=strand.text, segments=tuple(segments))

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of `reading[start:end]`."""
        pieces = self._pieces(start, max(end, start + 1))
        if not pieces:
            edge = self._original_ends[-1] if self._original_ends else 0
            return edge, edge
        return pieces[0][2], pieces[-1][3]


_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")


def nfc_reading(original: str) -> Aligned:
    """The original in composed form, each composed cluster aligned to its decomposed characters.

    >>> nfc_reading("so\u0302\u0301").text == "số"
    True
    """
    if unicodedata.is_normalized("NFC", original):
        return Aligned.verbatim(original, 0)
    texts: list[str] = []
    segments: list[Segment] = []
    at = done = 0
    for m in _CLUSTER.finditer(original):
        composed = unicodedata.normalize("NFC", m.group())
        if composed == m.group():
            continue
        plain = original[done : m.start()]
        for text, start, end in ((plain, done, m.start()), (composed, m.start(), m.end())):
            if text:
                segments.append((at, at + len(text), start, end))
                texts.append(text)
                at += len(text)
        done = m.end()
    if done < len(original):
        segments.append((at, at + len(original) - done, done, len(original)))
        texts.append(original[done:])
    return Aligned(text="".join(texts), segments=tuple(segments))
