"""A picture of a page as a sheet of words and tables, each figure read twice."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from PIL import Image

from corpus.readers.pages.model import Sheet, Word
from corpus.readers.scan import tesseract
from corpus.readers.scan.cells import POINTS, read_table
from corpus.readers.scan.glyphs import contradict, glyphs_of
from corpus.readers.scan.grid import Grid, PixelBox, find_grids
from corpus.readers.scan.image import Grey, Ink, ink_of, upright
from corpus.readers.scan.marks import Found, ending, find_marks
from corpus.readers.scan.pieces import (
    AGAIN,
    CLEAR,
    EDGES,
    LINE_PSM,
    MARGIN,
    PAGE_PSM,
    SURE,
    bare,
    has_figure,
    larger,
    piece,
    type_sizes,
)
from corpus.readers.scan.shapes import Shapes
from corpus.readers.scan.tesseract import Token
from corpus.readers.scan.words import is_other_name, is_short_name, mended

NOISE, POOR = 35.0, 70.0
"""Mean confidence of a line below which it is a stamp or a speck, and below which its figures are doubtful."""
SPREAD = 2
"""Points at both sides of a line that its grey edge fills."""


def read_page(picture: Image.Image, number: int, dpi: int, name: str) -> Sheet:
    """Read a page's picture at `dpi` dots an inch.

    Raises:
        ReadError: tesseract is missing or failed.
    """
    grey = upright(np.asarray(picture.convert("L"), dtype=np.uint8))
    ink = ink_of(grey)
    grids, lines = find_grids(ink, dpi)
    clean = grey.copy()
    wiped = _spread(lines)
    clean[wiped] = 255
    sheet = Sheet(number, grey.shape[1] * POINTS / dpi, grey.shape[0] * POINTS / dpi)
    body = clean.copy()
    for grid in grids:
        x0, y0, x1, y1 = grid.box
        body[y0:y1, x0:x1] = 255
    shapes = Shapes(clean)
    sheet.tables = [read_table(grid, clean, ink & ~wiped, shapes, number, dpi, name) for grid in grids]
    sheet.words = _text(body, ink & ~wiped, shapes, dpi, name)
    sheet.rules = _rules(lines, grids, dpi)
    return sheet


def _spread(lines: Ink) -> Ink:
    """Lines with the grey points at their sides."""
    out = lines.copy()
    for axis in (0, 1):
        for step in (-SPREAD, -1, 1, SPREAD):
            out |= np.roll(lines, step, axis=axis)
    return out


# ---- running text ---------------------------------------------------------------------------------------------------


def _text(body: Grey, ink: Ink, shapes: Shapes, dpi: int, name: str) -> list[Word]:
    """The words outside tables, footnote marks apart, figures checked by a second reading."""
    (tokens,) = tesseract.read([body], PAGE_PSM, dpi, name)
    marks = find_marks(tokens, ink)
    for found in marks:
        body[found.top : found.bottom, found.x0 : found.x1] = 255
    stretches = _stretches(tokens, {m.index for m in marks})
    pieces = [piece(body, _before(tokens[m.index], m)) for m in marks]
    pieces += [larger(piece(body, box), AGAIN) for box, _ in stretches]
    told = tesseract.read(pieces, LINE_PSM, dpi, name)
    for found, again in zip(marks, told, strict=False):
        tokens[found.index] = _without_mark(tokens[found.index], found, again)
    doubtful = _unconfirmed(tokens, stretches, told[len(marks) :])
    doubtful |= _in_poor_lines(tokens)
    doubtful |= {i for i, t in enumerate(tokens) if has_figure(t.text) and contradict(t.text, glyphs_of(t, ink))}
    doubtful = _checked_by_shape(tokens, doubtful, ink, shapes)
    sizes, lines = type_sizes(tokens), _line_confidence(tokens)
    scale = POINTS / dpi
    out = [
        Word(mended(t.text), t.x0 * scale, t.top * scale, t.x1 * scale, t.bottom * scale, sizes[t.line] * scale,
             doubtful=i in doubtful, apart=True)
        for i, t in enumerate(tokens) if t.text and lines[t.line] >= NOISE
    ]  # fmt: skip
    for found in marks:
        line = tokens[found.index].line
        small = 0.5 * sizes[line] * scale
        out.append(Word("*" * found.count, found.x0 * scale, found.top * scale, found.x1 * scale, found.bottom * scale,
                        small, high=True))  # fmt: skip
    return out


def _before(token: Token, mark: Found) -> PixelBox:
    return token.x0, token.top, max(token.x0 + 2, mark.x0 - 1), token.bottom


def _without_mark(token: Token, mark: Found, told: list[Token]) -> Token:
    """The word as read without its mark, and the punctuation behind the mark."""
    bare = " ".join(t.text for t in told).rstrip(EDGES) if told else token.text.rstrip(EDGES + "0123456789°*?!¡º")
    confidence = min((t.confidence for t in told), default=0.0)
    return token._replace(text=bare.strip() + ending(token.text), x1=mark.x0, confidence=confidence)


# ---- doubt ----------------------------------------------------------------------------------------------------------


def _line_confidence(tokens: list[Token]) -> dict[int, float]:
    """The mean confidence of each line."""
    told: dict[int, list[float]] = defaultdict(list)
    for t in tokens:
        told[t.line].append(t.confidence)
    return {line: sum(found) / len(found) for line, found in told.items()}


def _in_poor_lines(tokens: list[Token]) -> set[int]:
    """Words with figures in lines that are read badly as a whole."""
    lines = _line_confidence(tokens)
    return {i for i, t in enumerate(tokens) if has_figure(t.text) and lines[t.line] < POOR}


def _stretches(tokens: list[Token], marked: set[int]) -> list[tuple[PixelBox, list[int]]]:
    """Words with figures and their neighbours, as boxes to be read again, with the numbers of their words.

    Short names that were not read clearly are read again too.
    """
    out: list[tuple[PixelBox, list[int]]] = []
    for i, token in enumerate(tokens):
        unclear = token.confidence < CLEAR and is_short_name(token.text)
        if not (has_figure(token.text) or i in marked or unclear):
            continue
        members = [k for k in (i - 1, i, i + 1) if 0 <= k < len(tokens) and tokens[k].line == token.line]
        if out and out[-1][1][-1] >= members[0]:
            members = sorted({*out.pop()[1], *members})
        own = [tokens[k] for k in members]
        box = (min(t.x0 for t in own), min(t.top for t in own), max(t.x1 for t in own), max(t.bottom for t in own))
        out.append((box, members))
    return out


def _unconfirmed(tokens: list[Token], stretches: list[tuple[PixelBox, list[int]]], told: list[list[Token]]) -> set[int]:
    """Numbers of the words with figures, and of names, that a second, larger reading does not confirm."""
    out: set[int] = set()
    for (box, members), again in zip(stretches, told, strict=True):
        left = max(0, box[0] - 3) - MARGIN
        second = [(left + t.x0 / AGAIN, left + t.x1 / AGAIN, t.text) for t in again]
        for i in members:
            t = tokens[i]
            if has_figure(t.text):
                doubted = t.confidence < SURE or not _agrees(t, second)
            else:
                doubted = t.confidence < CLEAR and is_other_name(t.text, _beside(t, second))
            if doubted:
                out.add(i)
    return out


def _checked_by_shape(tokens: list[Token], doubtful: set[int], ink: Ink, shapes: Shapes) -> set[int]:
    """The doubtful figures: without those whose digits look as read, with those that look otherwise.

    A doubtful figure whose digits all look like others becomes those; it stays doubtful. So does a single digit, which
    shapes alone tell too little of: in running text it may be a mark or a bullet.
    """
    for i, t in enumerate(tokens):
        if i not in doubtful:
            shapes.learn(bare(t.text), glyphs_of(t, ink), _place(t))
    out = set(doubtful)
    for i, t in enumerate(tokens):
        figure = bare(t.text)
        shown = shapes.read_of(figure, glyphs_of(t, ink), _place(t)) if has_figure(figure) else None
        if shown == figure:
            if sum(map(str.isdecimal, figure)) > 1:
                out.discard(i)
        elif shown is not None:
            out.add(i)
            if i in doubtful:
                tokens[i] = t._replace(text=t.text.replace(figure, shown))
    return out


def _place(token: Token) -> PixelBox:
    return token.x0, token.top, token.x1, token.bottom


def _agrees(token: Token, second: list[tuple[float, float, str]]) -> bool:
    """Whether the words of the second reading at the same place say the same."""
    return bare(_beside(token, second)) == bare(token.text)


def _beside(token: Token, second: list[tuple[float, float, str]]) -> str:
    """What the second reading has at the place of a word."""
    overlapping = [
        text
        for x0, x1, text in second
        if min(x1, token.x1) - max(x0, token.x0) > 0.5 * min(x1 - x0, token.x1 - token.x0)
    ]
    return "".join(overlapping)


def _rules(lines: Ink, grids: list[Grid], dpi: int) -> list[tuple[float, float, float, float]]:
    """Level lines outside tables, in points."""
    scale = POINTS / dpi
    out: list[tuple[float, float, float, float]] = []
    last = -10
    for y in np.flatnonzero(lines.sum(axis=1) > 0.5 * dpi):
        if y - last > 3 and not any(g.ys[0] - 3 <= y <= g.ys[-1] + 3 for g in grids):
            xs = np.flatnonzero(lines[y])
            out.append((float(xs[0]) * scale, float(y) * scale, float(xs[-1]) * scale, float(y + 1) * scale))
        last = int(y)
    return out
