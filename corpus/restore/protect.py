"""What may be repaired and what must stay as it is: tokens of a line, and the pieces of a token.

Figures, percentages, dates, amounts, document numbers and short identifiers are never touched. A word that merely holds
a digit ("4n" for "án", "16p" for "lớp") is a damaged word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PieceKind = Literal["word", "figure", "keep", "mark"]

# Punctuation, quotes and footnote marks around a word; what stands here is kept as its own character.
OUTER = "\"'“”‘’`´(){}[]«»<>*+=~|^_.,:;!?…•●°®©™¢†‡-–—/\\"
_UNIT = r"(?:m|m2|m3|m\?2|cm|mm|ha|km|km2|kg|g|kw|kwh|mw|mwp|kv|kva|tr|usd|vnd|vnđ|đ|d)"
_FIGURE = re.compile(r"[\d.,:;/()\[\]%+<>=~x×*?'’\"”“°±^_|-]*\d[\d.,:;/()\[\]%+<>=~x×*?'’\"”“°±^_|–—-]*")
_AMOUNT = re.compile(rf"[\d.,]*\d{_UNIT}", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d{3,}.*|\d+[.,]\d+.*")
_SHORT_ID = re.compile(r"\d{1,2}[A-Z]{1,2}|[A-Z]{2,3}\d{1,3}|[A-Z]\d{2,3}|[A-Z]\d[.,]\d+")
_DOCUMENT = re.compile(r"(?=.*\d).*[/-].*[A-ZĐ]{2}.*|(?=.*\d{3}).*/.*|[A-ZĐ]{1,6}(?:-[A-ZĐ]{1,6})+")
_ADDRESS = re.compile(r".*(?:@|www\.|https?:|\.vn\b|\.com\b).*", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]+")
_SIGN = re.compile(r"[%‰$²³]+")
_JOINTS = re.compile(r"[-–—/\\]+|[(),;:“”\"]+|\.(?=[^\W\d_]{2})|\.{2,}")


@dataclass(frozen=True)
class Piece:
    """A stretch `[start, end)` of a line: `word` may be repaired, `figure` and `keep` stay, `mark` is punctuation."""

    start: int
    end: int
    kind: PieceKind


def core_bounds(token: str) -> tuple[int, int]:
    """Bounds of a token without the punctuation and marks around it.

    >>> core_bounds("hoach’.")
    (0, 5)
    """
    start, end = 0, len(token)
    while start < end and token[start] in OUTER:
        start += 1
    while end > start and token[end - 1] in OUTER:
        end -= 1
    return start, end


def is_protected(core: str) -> bool:
    """Must this token stay as it is, whatever it may look like?

    >>> [is_protected(t) for t in ("662,25", "30/5/2023", "01/CT-UBND", "37.000m2", "14", "XD3", "7T", "III")]
    [True, True, True, True, True, True, True, True]
    >>> is_protected("%")  # "145,8 % so với kế hoạch": the sign belongs to the figure before it
    True
    >>> [is_protected(t) for t in ("4n", "16p", "18nh", "d4u", "té-xa", "BAN", "T6", "1€")]
    [False, False, False, False, False, False, False, False]
    """
    rules = (_FIGURE, _AMOUNT, _LONG_NUMBER, _SHORT_ID, _DOCUMENT, _ADDRESS, _ROMAN, _SIGN)
    return any(rule.fullmatch(core) for rule in rules)


def pieces(line: str) -> Iterator[Piece]:
    """The pieces of a line in order; white space belongs to none.

    >>> [(line[p.start : p.end], p.kind) for line in ["kinh té-xa hdi, dat 14%"] for p in pieces(line)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('kinh', 'word'), ('té', 'word'), ('-', 'mark'), ('xa', 'word'), ('hdi', 'word'), (',', 'mark'),
     ('dat', 'word'), ('14%', 'figure')]
    """
    for token in re.finditer(r"\S+", line):
        a, b = core_bounds(token.group())
        a, b = a + token.start(), b + token.start()
        if token.start() < a:
            yield Piece(token.start(), a, "mark")
        if a < b:
            yield from _core_pieces(line, a, b)
        if b < token.end() and a < b:
            yield Piece(b, token.end(), "mark")


def _core_pieces(line: str, start: int, end: int) -> Iterator[Piece]:
    core = line[start:end]
    if is_protected(core):
        yield Piece(start, end, "figure" if core[0].isdigit() else "keep")
        return
    at = start
    for joint in _JOINTS.finditer(line, start, end):
        if at < joint.start():
            yield _piece(line, at, joint.start())
        yield Piece(joint.start(), joint.end(), "mark")
        at = joint.end()
    if at < end:
        yield _piece(line, at, end)


def _piece(line: str, start: int, end: int) -> Piece:
    text = line[start:end]
    if is_protected(text):
        return Piece(start, end, "figure" if text[0].isdigit() else "keep")
    return Piece(start, end, "word" if any(c not in OUTER for c in text) else "mark")
