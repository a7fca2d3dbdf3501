"""Digits told by their shapes: learnt on one page, no figure made up where the shapes do not say it."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.readers.scan.glyphs import Glyph, glyphs_in
from corpus.readers.scan.image import Grey, Ink, ink_of
from corpus.readers.scan.shapes import Shapes

FIGURES = ("012.345,6", "789.012,3", "456.789,0", "123.456,7", "890.123,4", "567.890,1")


def drawn(figures: tuple[str, ...]) -> tuple[Grey, Ink]:
    """The figures printed below one another, forty points a line; no two letters touch."""
    page = Image.new("L", (300, 40 * len(figures)), 255)
    font = ImageFont.load_default(size=24)
    for number, figure in enumerate(figures):
        x = 10.0
        for char in figure:
            ImageDraw.Draw(page).text((x, 40 * number + 4), char, font=font, fill=0)
            x = round(x + font.getlength(char) + 3)
    grey = np.asarray(page, dtype=np.uint8)
    return grey, ink_of(grey)


def line(ink: Ink, number: int) -> list[Glyph]:
    """The glyphs of a line."""
    return glyphs_in(ink, (0, 40 * number, 300, 40 * number + 40))


@pytest.mark.parametrize("figure", ["7.777,2", "327,7", "2.253,3", "90"])
def test_a_figure_is_told_by_the_shapes_of_others(figure: str) -> None:
    """Digits seen elsewhere on the page tell a figure that was never read."""
    grey, ink = drawn((*FIGURES, figure))
    shapes = Shapes(grey)
    for number, text in enumerate(FIGURES):
        shapes.learn(text, line(ink, number), (0, number, 1, number + 1))
    assert shapes.read(line(ink, len(FIGURES))) == figure


@pytest.mark.parametrize("word", ["MWM", "A", "hộ"])
def test_words_are_no_figures(word: str) -> None:
    """What looks like no digit gives nothing."""
    grey, ink = drawn((*FIGURES, word))
    shapes = Shapes(grey)
    for number, text in enumerate(FIGURES):
        shapes.learn(text, line(ink, number), (0, number, 1, number + 1))
    assert shapes.read(line(ink, len(FIGURES))) is None


def test_a_figure_does_not_confirm_itself() -> None:
    """Its own digits are no samples for it: what stands nowhere else on the page is not told."""
    grey, ink = drawn(("123", "456"))
    shapes = Shapes(grey)
    for _ in range(5):
        shapes.learn("123", line(ink, 0), (0, 0, 1, 1))
    assert shapes.read(line(ink, 0), (0, 0, 1, 1)) is None
    assert shapes.read(line(ink, 1)) is None
