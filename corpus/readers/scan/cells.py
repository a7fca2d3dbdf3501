"""Ruled tables of a scan: every cell read by itself, twice; a third time where the two differ."""

from __future__ import annotations

import numpy as np

from corpus.readers.pages.model import Ruled, Word
from corpus.readers.pages.tables import fill
from corpus.readers.scan import tesseract
from corpus.readers.scan.glyphs import contradict, glyphs_in, glyphs_of, with_separators
from corpus.readers.scan.grid import Grid, PixelBox
from corpus.readers.scan.image import Grey, Ink, inked, runs
from corpus.readers.scan.pieces import (
    AGAIN,
    CELL_PSM,
    LINE_PSM,
    MARGIN,
    SURE,
    WORD_PSM,
    bare,
    has_figure,
    larger,
    piece,
    type_sizes,
)
from corpus.readers.scan.shapes import Shapes
from corpus.readers.scan.tesseract import Token
from corpus.readers.scan.words import letters_of, mended

POINTS = 72
WANTED = 30.0
"""Height of letters, in points of the picture, that tesseract reads best."""


def read_table(grid: Grid, clean: Grey, ink: Ink, shapes: Shapes, number: int, dpi: int, name: str) -> Ruled:
    """A table: every cell with ink is read by itself, with the white around it and without; a third time if need be."""
    inset = max(2, dpi // 90)
    boxes = [b for row in grid.cells for b in row if b is not None and _has_ink(ink, b, inset)]
    boxes = [(b[0] + inset, b[1] + inset, b[2] - inset, b[3] - inset) for b in boxes]
    words = [_dash(b, dpi) for b in boxes if _is_dash(ink, b, dpi)]
    boxes = [b for b in boxes if not _is_dash(ink, b, dpi)]
    tight = [_tight(ink, b) for b in boxes]
    factors = [min(3.0, max(1.0, WANTED / _letter_height(ink, b))) for b in boxes]
    first = _cells(clean, boxes, factors, CELL_PSM, dpi, name)
    single = [i for i, told in enumerate(first) if len({t.line for t in told}) <= 1]
    several = [i for i, told in enumerate(first) if i not in set(single) and any(has_figure(t.text) for t in told)]
    second = dict(enumerate(first))
    for chosen, psm, by in ((single, LINE_PSM, 1.0), (several, CELL_PSM, AGAIN)):
        bigger = [factors[i] * by for i in chosen]
        second |= zip(chosen, _cells(clean, [tight[i] for i in chosen], bigger, psm, dpi, name), strict=True)
    third: dict[int, list[Token]] = {}
    split = {i for i, told in enumerate(first) if not _same(told, second[i])}
    for chosen, psm in (([i for i in single if i in split], WORD_PSM), (sorted(split - set(single)), CELL_PSM)):
        same = [factors[i] for i in chosen]
        third |= zip(chosen, _cells(clean, [tight[i] for i in chosen], same, psm, dpi, name), strict=True)
    for i in sorted(set(range(len(first))) - split):
        for t in first[i]:
            shapes.learn(t.text, glyphs_of(t, ink), boxes[i])
    alone = set(single)
    for i, told in enumerate(first):
        readings = [told, second[i], *([third[i]] if i in third else [])]
        shown = shapes.read(glyphs_in(ink, tight[i]), boxes[i]) if i in alone else None
        words += _cell_words(readings, _by_shape(readings, shown, tight[i]), ink, dpi)
    scale = POINTS / dpi
    rows = [[_points(b, scale) if b is not None else None for b in row] for row in grid.cells]
    return fill(rows, words, tuple(x * scale for x in grid.xs[:-1]), number)


def _tight(ink: Ink, box: PixelBox) -> PixelBox:
    """The part of a cell that its ink fills: white around a single figure leads tesseract astray, none does so too."""
    part = ink[box[1] : box[3], box[0] : box[2]]
    rows, columns = np.flatnonzero(part.sum(axis=1) > 1), np.flatnonzero(part.sum(axis=0) > 1)
    if not rows.size or not columns.size:
        return box
    x, y = box[:2]
    return x + int(columns[0]), y + int(rows[0]), x + int(columns[-1]) + 1, y + int(rows[-1]) + 1


def _letter_height(ink: Ink, box: PixelBox) -> float:
    """The usual height of the lines of a cell, in pixels."""
    heights = sorted(b - a for a, b in runs(inked(ink[box[1] : box[3], box[0] : box[2]], 1)) if b - a > 4)
    return float(heights[len(heights) // 2]) if heights else WANTED


def _cells(
    clean: Grey, boxes: list[PixelBox], factors: list[float], psm: int, dpi: int, name: str
) -> list[list[Token]]:
    """Cells read, each made larger by its factor; boxes of the words as on the page."""
    pieces = [larger(piece(clean, b), f) for b, f in zip(boxes, factors, strict=True)]
    out: list[list[Token]] = []
    for box, f, told in zip(boxes, factors, tesseract.read(pieces, psm, dpi, name), strict=True):
        x, y = max(0, box[0] - 3) - MARGIN, max(0, box[1] - 3) - MARGIN
        out.append([t._replace(x0=x + int(t.x0 / f), x1=x + int(t.x1 / f), top=y + int(t.top / f),
                               bottom=y + int(t.bottom / f)) for t in told])  # fmt: skip
    return out


def _same(a: list[Token], b: list[Token]) -> bool:
    return [bare(t.text) for t in a] == [bare(t.text) for t in b]


def _by_shape(readings: list[list[Token]], shown: str | None, box: PixelBox) -> Token | None:
    """The figure that the digits' shapes show, sure when a reading says the same; None for a cell of words."""
    if shown is None or (len(readings) == 2 and not any(has_figure(t.text) for t in readings[0])):
        return None
    said = [bare("".join(t.text for t in told)) for told in readings]
    return Token(shown, *box, confidence=100.0 if shown in said else 0.0, line=0)


def _cell_words(readings: list[list[Token]], shaped: Token | None, ink: Ink, dpi: int) -> list[Word]:
    """The words of a cell: what shapes show; else where two readings differ what a third confirms, or the surer."""
    agreed = len(readings) == 2
    kept = [shaped] if shaped else _kept(readings, ink)
    elsewhere = {letters_of(t.text) for told in readings if told is not kept for t in told}
    sizes = type_sizes(kept)
    scale = POINTS / dpi
    out: list[Word] = []
    for t in kept:
        glyphs = glyphs_of(t, ink)
        wrong = shaped is None and contradict(t.text, glyphs)
        text = with_separators(t.text, glyphs) if wrong else mended(t.text)
        unsure = t.confidence < SURE or wrong or (shaped is None and not agreed)
        x0, top, x1, bottom = (v * scale for v in (t.x0, t.top, t.x1, t.bottom))
        size = sizes[t.line] * scale
        doubtful = unsure if has_figure(text) else not agreed and letters_of(text) not in {"", *elsewhere}
        out.append(Word(text, x0, top, x1, bottom, size, doubtful=doubtful, apart=True))
    return out


def _kept(readings: list[list[Token]], ink: Ink) -> list[Token]:
    """The reading that another confirms, else the surer one; one that the picture does not contradict if there is."""
    first, second, *third = readings
    kept = first if not third or _mean(first) >= _mean(second) else second
    for told in (first, second):
        if third and third[0] and _same(told, third[0]):
            kept = told
    if _contradicted(kept, ink):
        kept = next((told for told in readings if told and not _contradicted(told, ink)), kept)
    return kept


def _contradicted(tokens: list[Token], ink: Ink) -> bool:
    return any(contradict(t.text, glyphs_of(t, ink)) for t in tokens)


def _dash(box: PixelBox, dpi: int) -> Word:
    scale = POINTS / dpi
    middle = (box[1] + box[3]) / 2 * scale
    return Word("-", box[0] * scale, middle - 4, box[2] * scale, middle + 4, 8.0)


def _mean(tokens: list[Token]) -> float:
    return sum(t.confidence for t in tokens) / len(tokens) if tokens else 0.0


def _is_dash(ink: Ink, box: PixelBox, dpi: int) -> bool:
    """Whether a cell holds nothing but a short level stroke."""
    rows, columns = ink[box[1] : box[3], box[0] : box[2]].nonzero()
    if not rows.size:
        return False
    height, width = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    return height <= max(3, 0.035 * dpi) and 1.5 * height <= width <= 0.2 * dpi


def _points(box: PixelBox, scale: float) -> tuple[float, float, float, float]:
    return box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale


def _has_ink(ink: Ink, box: PixelBox, inset: int) -> bool:
    inside = ink[box[1] + inset : box[3] - inset, box[0] + inset : box[2] - inset]
    return bool(inside.size and inside.sum() > 8)
