"""Footnote marks in a picture: small glyphs at the end of a word whose feet stand above the line.

Read together with a figure they would change it ("2023⁶" as 20236), so they are found by their place and wiped out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from corpus.readers.scan.glyphs import Glyph, glyphs_of
from corpus.readers.scan.image import Ink
from corpus.readers.scan.tesseract import Token

LEAST, MOST = 0.4, 0.82
"""A mark's height as a share of the height of figures: a quotation mark is lower, a figure of the line higher."""
RAISED = 0.2
"""Its foot stands at least this share of that height above the line."""


@dataclass(frozen=True)
class Found:
    """A word with a raised mark: where the mark stands, and how many glyphs it has."""

    index: int
    x0: int
    top: int
    x1: int
    bottom: int
    count: int


def find_marks(tokens: list[Token], ink: Ink) -> list[Found]:
    """The raised marks of a page's words, by the words' numbers."""
    glyphs = [glyphs_of(t, ink) for t in tokens]
    heights = [g.bottom - g.top for t, word in zip(tokens, glyphs, strict=True) if _is_figure(t.text) for g in word]
    if len(heights) < 4:
        return []
    usual = median(heights)
    by_line: dict[int, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        by_line[token.line].append(i)
    out: list[Found] = []
    for members in by_line.values():
        own = [g.bottom - g.top for i in members if _is_figure(tokens[i].text) for g in glyphs[i]]
        height = median(own) if len(own) >= 4 else usual
        for at, i in enumerate(members):
            around = [g for k in members[max(0, at - 2) : at + 3] for g in glyphs[k]]
            found = _raised(glyphs[i], around, height, len(ending(tokens[i].text)))
            if found:
                out.append(Found(i, found[0].x0, min(g.top for g in found), found[-1].x1,
                                 max(g.bottom for g in found), len(found)))  # fmt: skip
    return out


def _is_figure(text: str) -> bool:
    return text.isdecimal() and len(text) > 1


def ending(text: str) -> str:
    """The punctuation a word ends with, behind a mark.

    >>> ending("đầy”;"), ending("2023")
    (';', '')
    """
    return text[len(text.rstrip(".,;:)")) :]


def _raised(word: list[Glyph], around: list[Glyph], height: float, punctuation: int) -> list[Glyph]:
    """The raised glyphs at the end of a word, in front of the punctuation that ends it."""
    feet = sorted(g.bottom for g in around if g.bottom - g.top >= 0.6 * height)
    if len(word) < 2 or len(feet) < 2:
        return []
    foot = median(feet)
    end = len(word)
    while end and word[end - 1].bottom > foot - 0.3 * height:
        if len(word) - end >= punctuation and word[end - 1].height >= LEAST * height:
            break
        end -= 1
    first = end
    while first and _is_raised(word[first - 1], foot, height):
        first -= 1
    found = word[first:end]
    return found if 1 <= len(found) <= 3 and first > 0 else []


def _is_raised(glyph: Glyph, foot: float, height: float) -> bool:
    size = glyph.bottom - glyph.top
    return LEAST * height <= size <= MOST * height and foot - glyph.bottom >= RAISED * height
