"""Digits told by their shapes: learnt from figures of the same page that were read alike twice.

tesseract misreads single figures now and then however sharp the picture is; the same digits in the same type stand
all over the page, and compared with those each can be told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np
import numpy.typing as npt
from PIL import Image

from corpus.readers.scan.glyphs import Glyph, separators
from corpus.readers.scan.grid import PixelBox
from corpus.readers.scan.image import Grey

SIZE = (12, 18)
"""Columns and rows that every digit is drawn to."""
ALIKE, CLEAR = 0.85, 0.05
"""Likeness (correlation) that a digit must have with its kind, and by how much the next kind must be behind."""
NARROW = 0.3
"""Shares by which the proportions of two digits of one kind differ at most."""
NEIGHBOURS, MOST = 3, 60
"""Samples of a kind that are compared, and that are kept at most."""
USUAL, TOUCHING = 0.65, 4
"""Proportion of a digit where none is known, and how many that touch are parted."""
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")

Vector = npt.NDArray[np.float32]


class Shapes:
    """The digits of a page; `clean` is its picture without lines."""

    def __init__(self, clean: Grey) -> None:
        self._clean = clean
        self._seen: Counter[str] = Counter()
        self._samples: dict[str, list[tuple[PixelBox | None, float, Vector]]] = defaultdict(list)

    def learn(self, text: str, glyphs: Sequence[Glyph], source: PixelBox) -> None:
        """Take the digits of a figure for samples; `source`, its place, tells its samples from others."""
        digits = [c for c in text if c.isdecimal()]
        if not _FIGURE.fullmatch(text) or not glyphs:
            return
        shown, tall = separators(glyphs)
        if len(tall) != len(digits) or len(shown) != len(text) - len(digits):
            return
        for digit, glyph in zip(digits, tall, strict=True):
            self._seen[digit] += 1
            if self._seen[digit] <= MOST:
                self._samples[digit].append((source, _proportion(glyph), self._drawn(glyph)))

    def read(self, glyphs: Sequence[Glyph], source: PixelBox | None = None) -> str | None:
        """The figure that glyphs show by the samples of other sources, None where one of them is not told clearly."""
        if not glyphs:
            return None
        shown, tall = separators(glyphs)
        told = [[self._digit(part, source) for part in self._parted(glyph)] for glyph in tall]
        signs = dict(shown)
        text = ""
        for count, digits in enumerate(told):
            for digit in digits:
                if digit is None:
                    return None
                text += digit
            text += signs.get(count + 1, "")
        return text or None

    def read_of(self, text: str, glyphs: Sequence[Glyph], source: PixelBox) -> str | None:
        """As `read`, for what was read as `text`: a sign of percent at its end is left standing, words give None."""
        percent = text.endswith("%") and len(glyphs) > 1
        if not _FIGURE.fullmatch(text.removesuffix("%")):
            return None
        shown = self.read(glyphs[:-1] if percent else glyphs, source)
        return f"{shown}%" if shown and percent else shown

    def _digit(self, glyph: Glyph, source: PixelBox | None) -> str | None:
        likeness: list[tuple[float, str]] = []
        own, vector = _proportion(glyph), self._drawn(glyph)
        for digit, samples in self._samples.items():
            near = sorted((float(vector @ v) for s, p, v in samples if s != source and abs(p / own - 1) <= NARROW))
            if len(near) >= NEIGHBOURS:
                likeness.append((sum(near[-NEIGHBOURS:]) / NEIGHBOURS, digit))
        likeness.sort(reverse=True)
        if not likeness or likeness[0][0] < ALIKE:
            return None
        return likeness[0][1] if len(likeness) < 2 or likeness[0][0] - likeness[1][0] >= CLEAR else None

    def _parted(self, glyph: Glyph) -> list[Glyph]:
        """The digits of a glyph that is as wide as several: they touch, and part where there is least ink."""
        count = round(_proportion(glyph) / self._usual)
        width = (glyph.x1 - glyph.x0) / max(1, count)
        if not 2 <= count <= TOUCHING or glyph.height < 4:
            return [glyph]
        dark = 255 - self._clean[glyph.top : glyph.bottom, glyph.x0 : glyph.x1].astype(np.int64).mean(axis=0)
        edges = [glyph.x0, *(self._cut(dark, k * width, width) + glyph.x0 for k in range(1, count)), glyph.x1]
        return [Glyph(a, b, glyph.top, glyph.bottom) for a, b in pairwise(edges)]

    @property
    def _usual(self) -> float:
        """The usual proportion of a digit."""
        return median([p for samples in self._samples.values() for _, p, _ in samples] or [USUAL])

    @staticmethod
    def _cut(dark: npt.NDArray[np.float64], middle: float, width: float) -> int:
        reach = range(max(1, round(middle - width / 5)), min(len(dark), round(middle + width / 5) + 1))
        return min(reach, key=lambda x: float(dark[x]))

    def _drawn(self, glyph: Glyph) -> Vector:
        """The glyph at one size, its greys made comparable."""
        part = self._clean[glyph.top : glyph.bottom, glyph.x0 : glyph.x1]
        drawn = np.asarray(Image.fromarray(part).resize(SIZE, Image.Resampling.BOX), dtype=np.float32).ravel()
        drawn -= drawn.mean()
        return drawn / max(1e-6, float(np.linalg.norm(drawn)))


def _proportion(glyph: Glyph) -> float:
    return (glyph.x1 - glyph.x0) / max(1, glyph.height)
