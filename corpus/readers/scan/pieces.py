"""Pieces of a page cut out to be read by themselves, and what is told by the words read."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

import numpy as np
from PIL import Image

from corpus.readers.scan.grid import PixelBox
from corpus.readers.scan.image import Grey
from corpus.readers.scan.tesseract import Token
from corpus.text import fold

AGAIN = 1.4
"""How much larger a figure is read the second time."""
LINE_PSM, WORD_PSM, CELL_PSM, PAGE_PSM = 7, 8, 6, 3
MARGIN = 6
"""White points left around a piece that is read by itself."""
SURE = 60.0
"""Confidence below which a figure is doubtful however often it was read."""
CLEAR = 85.0
"""Confidence from which a word without figures needs no second reading."""
EDGES = ".,;:()[]“”\"'’‘"
_WIDTHS = (("iljt.,;:'’|!()[]-/", 0.31), ("mwMW%", 0.8), ("0123456789", 0.5))
CAPITAL, SMALL = 0.7, 0.46
"""Widths of letters in a type of size one, as in Times."""


def piece(grey: Grey, box: PixelBox) -> Grey:
    """A part of the picture with a white margin."""
    x0, y0, x1, y1 = box
    return np.pad(grey[max(0, y0 - 3) : y1 + 3, max(0, x0 - 3) : x1 + 3], MARGIN, constant_values=255)


def has_figure(text: str) -> bool:
    """Whether there is a digit in it."""
    return any(c.isdigit() for c in text)


def bare(text: str) -> str:
    """A word without spaces and outer punctuation, for comparing."""
    return re.sub(r"\s+", "", text).strip(EDGES).replace("–", "-").replace("—", "-")


def larger(grey: Grey, factor: float) -> Grey:
    """A picture made larger."""
    size = (int(grey.shape[1] * factor), int(grey.shape[0] * factor))
    return np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.BICUBIC), dtype=np.uint8)


def type_sizes(tokens: list[Token]) -> dict[int, float]:
    """The size of each line's type in pixels, told by the width of its words: heights hang on their accents."""
    width: dict[int, float] = defaultdict(float)
    expected: dict[int, float] = defaultdict(float)
    for t in tokens:
        width[t.line] += t.x1 - t.x0
        expected[t.line] += sum(map(_width, unicodedata.normalize("NFC", t.text)))
    return {line: width[line] / max(0.3, expected[line]) for line in width}


def _width(char: str) -> float:
    plain = fold(char)
    for chars, width in _WIDTHS:
        if plain in chars or char in chars:
            return width
    return CAPITAL if char.isupper() else SMALL
