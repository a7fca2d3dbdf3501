"""Words to lines, footnote marks raised above them, and the text of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.readers.marked import doubted, escaped, sup
from corpus.readers.pages.model import TextLine, Word

SMALL = 0.82
"""A footnote mark is at most this share of the line's size."""
RAISED = 0.12
"""And its foot stands at least this share of the line's size above the line's foot."""
OVER = 0.4
"""Share of a word that the one before it covers when the two are printed on each other."""
CLOSE = 0.12
"""Words nearer than this share of their size belong together (a mark, a bracket, a change of font in a word)."""
_MARK = re.compile(r"\(?\d{1,3}\)?|[*†‡]{1,3}")


def to_lines(words: Iterable[Word], page: int) -> list[TextLine]:
    """Lines from top to bottom, their words from left to right; raised marks are told (`Word.high`).

    >>> ws = [Word("2023", 0, 10, 24, 22, 12), Word("6", 24, 8, 28, 15, 7), Word("là", 31, 10, 40, 22, 12)]
    >>> [[(w.text, w.high) for w in line.words] for line in to_lines(ws, 1)]
    [[('2023', False), ('6', True), ('là', False)]]
    """
    lines: list[TextLine] = []
    for word in sorted(words, key=lambda w: (-round(w.size), w.top, w.x0)):
        line = _line_of(word, lines)
        if line is None:
            line = TextLine([], page, top=word.top, bottom=word.bottom)
            lines.append(line)
        line.words.append(word)
    for line in lines:
        line.words.sort(key=lambda w: w.x0)
        _raise_marks(line)
        line.measure()
    return sorted(lines, key=lambda x: (x.top + x.bottom, x.x0))


def _line_of(word: Word, lines: list[TextLine]) -> TextLine | None:
    """The line that holds most of a word's height."""
    best, share = None, 0.5
    height = max(1.0, word.bottom - word.top)
    for line in reversed(lines):
        overlap = (min(line.bottom, word.bottom) - max(line.top, word.top)) / height
        if overlap > share:
            best, share = line, overlap
    return best


def _raise_marks(line: TextLine) -> None:
    big = max(w.size for w in line.words)
    foot = max(w.bottom for w in line.words if w.size > SMALL * big)
    for word in line.words:
        small = word.size <= SMALL * big and foot - word.bottom >= RAISED * big
        word.high = small and bool(_MARK.fullmatch(word.text))


def segments(line: TextLine, gap: float = 2.6) -> list[TextLine]:
    """The parts of a line with wide gaps between them (`gap` times the size)."""
    parts: list[list[Word]] = []
    for word in line.words:
        if parts and word.x0 - parts[-1][-1].x1 <= gap * line.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return [TextLine(part, line.page).measure() for part in parts]


def line_text(words: list[Word]) -> str:
    """The text of words side by side, footnote marks set apart; doubtful words, and words on each other, marked."""
    out: list[str] = []
    last: Word | None = None
    for word in words:
        text = sup(word.text.strip("()")) if word.high else escaped(word.text)
        over = (
            last is not None and not word.high and last.x1 - word.x0 > OVER * min(last.x1 - last.x0, word.x1 - word.x0)
        )
        if word.doubtful or over:
            text = doubted(text)
        if last is not None:
            size = max(last.size, word.size)
            near = word.x0 - last.x1 <= CLOSE * size and not word.apart
            wide = word.x0 - last.x1 > 4 * size
            out.append("" if (near and not over) or word.high else "    " if wide else " ")
        out.append(text)
        last = word
    return "".join(out)
