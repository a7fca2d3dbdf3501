"""The glyphs of a word in a picture, and whether they can be the figure that was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.readers.scan.image import Ink, inked, runs
from corpus.readers.scan.tesseract import Token

LOW = 0.55
"""A separator's height is below this share of a figure's."""
MIN_INK = 4
COMMA = 0.09
"""A comma reaches at least this share of a figure's height below the line, a point does not."""
_THOUSANDS = re.compile(r"[.,]\d{3}(?!\d)")
_PLAIN = re.compile(r"[+-]?\d[\d.,/]*%?")


class Glyph(NamedTuple):
    """A stretch of columns with ink, in pixels."""

    x0: int
    x1: int
    top: int
    bottom: int

    @property
    def height(self) -> int:
        """Rows it fills."""
        return self.bottom - self.top


def glyphs_of(token: Token, ink: Ink) -> list[Glyph]:
    """The glyphs of a word from left to right, parted by columns without ink; specks left out."""
    height = token.bottom - token.top
    top, bottom = max(0, token.top - height // 4), token.bottom + height // 6
    return glyphs_in(ink, (token.x0, top, token.x1, bottom))


def glyphs_in(ink: Ink, box: tuple[int, int, int, int]) -> list[Glyph]:
    """The glyphs of a box."""
    x0, y0, x1, y1 = (max(0, v) for v in box)
    part = ink[y0:y1, x0:x1]
    out: list[Glyph] = []
    for a, b in runs(inked(part, 0)):
        rows = inked(part[:, a:b], 1).nonzero()[0]
        if rows.size and part[:, a:b].sum() > MIN_INK:
            out.append(Glyph(x0 + a, x0 + b, y0 + int(rows[0]), y0 + int(rows[-1]) + 1))
    return out


def separators(glyphs: Sequence[Glyph]) -> tuple[list[tuple[int, str]], list[Glyph]]:
    """The separators that the picture shows: after how many figures each stands, and its sign; and the figures."""
    height = sorted(g.height for g in glyphs)[int(0.75 * (len(glyphs) - 1) + 0.5)]
    tall = [g for g in glyphs if g.height > LOW * height]
    line = sorted(g.bottom for g in tall)[len(tall) // 2]
    out: list[tuple[int, str]] = []
    seen = 0
    for g in glyphs:
        if g.height > LOW * height:
            seen += 1
        elif 0 < seen < len(tall) and g.bottom > line - 0.2 * height:
            out.append((seen, "," if g.bottom - line > COMMA * height else "."))
    return out, tall


def contradict(text: str, glyphs: list[Glyph]) -> bool:
    """Whether the picture shows other separators than the figure read: a comma lost, a speck taken for a point.

    >>> tall = [Glyph(0, 8, 0, 20), Glyph(20, 28, 0, 20)]
    >>> contradict("40", tall), contradict("40", [tall[0], Glyph(12, 15, 16, 24), tall[1]])
    (False, True)
    """
    bare = text.strip(".,;:()")
    if not _PLAIN.fullmatch(bare) or not glyphs:
        return False
    shown = [sign for _, sign in separators(glyphs)[0]]
    read = [c for c in bare if c in ".,"]
    # a comma taken for a point changes nothing but before three figures
    return len(shown) != len(read) or bool(_THOUSANDS.search(bare) and shown != read)


def with_separators(text: str, glyphs: list[Glyph]) -> str:
    """A figure read without its separators, with those that the picture shows; another text as it is.

    >>> with_separators("40", [Glyph(0, 8, 0, 20), Glyph(12, 15, 16, 24), Glyph(20, 28, 0, 20)])
    '4,0'
    """
    if not text.isdecimal() or not glyphs:
        return text
    shown, figures = separators(glyphs)
    if len(figures) != len(text):
        return text
    for at, sign in reversed(shown):
        text = text[:at] + sign + text[at:]
    return text
