"""Blocks of HTML are packed into messages of a bounded length, whole ones as far as they fit; no tag is ever cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from handlers.replies import plain

LIMIT = 4096
"""Telegram's bound for a message, counted after its tags are read."""
ENTITIES = 100
_PIECE = re.compile(r"<[^<>]*>|&(?:[a-z]+|#\d+);|[^<&]|[<&]")
_SENTENCE_ENDS = (".", ";", "!", "?", "…")
_CUT_FROM = 0.5
"""A cut is looked for in the last part of a message, from this share of it on."""


def length(html: str) -> int:
    """Characters as Telegram counts them: UTF-16 units of the text without its tags.

    >>> length("<b>kế</b> &amp; 📄")
    7
    """
    return len(plain(html).encode("utf-16-le")) // 2


def pack(blocks: Iterable[str], limit: int = LIMIT, entities: int = ENTITIES) -> list[str]:
    """Messages that hold the blocks in order, each of at most `limit` characters and `entities` tags.

    >>> pack(["<b>một</b>", "hai", "ba"], limit=8)
    ['<b>một</b>\\n\\nhai', 'ba']
    """
    messages: list[str] = []
    for piece in (piece for block in blocks for piece in split(block, limit, entities)):
        joined = f"{messages[-1]}{_gap(messages[-1], piece)}{piece}" if messages else ""
        if messages and length(joined) <= limit and _tags(joined) <= entities:
            messages[-1] = joined
        else:
            messages.append(piece)
    return messages


def split(block: str, limit: int = LIMIT, entities: int = ENTITIES) -> list[str]:
    """A block in pieces that fit: cut at a line, a sentence or a space, the tags closed and opened again.

    >>> split("<i>một hai ba</i>", limit=8)
    ['<i>một hai</i>', '<i>ba</i>']
    """
    if length(block) <= limit and _tags(block) <= entities:
        return [block] if plain(block).strip() else []
    return [piece for piece in _pieces(block, limit, entities) if plain(piece).strip()]


def _pieces(block: str, limit: int, entities: int) -> Iterator[str]:
    pieces = _PIECE.findall(block)
    opened: list[str] = []
    at = 0
    while at < len(pieces):
        start = list(opened)
        end = _end(pieces, at, limit, entities - len(start))
        for piece in pieces[at:end]:
            _follow(opened, piece)
        body = "".join(pieces[at:end]).strip()
        yield "".join(start) + body + "".join(f"</{_name(tag)}>" for tag in reversed(opened))
        at = end


def _end(pieces: list[str], at: int, limit: int, entities: int) -> int:
    """Where the piece that begins at `at` ends: all that fits, back to the best place for a cut."""
    size = tags = 0
    best: tuple[int, int] | None = None
    for i in range(at, len(pieces)):
        tags += _opens(pieces[i])
        size += 0 if _is_tag(pieces[i]) else length(pieces[i])
        full = size > limit or tags > max(entities, 1)
        grade = _grade(pieces, i) if size > _CUT_FROM * limit else 0
        if grade and (best is None or grade >= best[0]):
            best = (grade, i + 1)  # the white space of a cut goes, so it may be one too many
        if full:
            return max(best[1] if best else i, at + 1)
    return len(pieces)


def _grade(pieces: list[str], i: int) -> int:
    """How good a cut after a piece is: a line end best, then a sentence's, then a space."""
    if pieces[i] == "\n":
        return 3
    if pieces[i].isspace():
        return 2 if i and pieces[i - 1] in _SENTENCE_ENDS else 1
    return 0


def _follow(opened: list[str], piece: str) -> None:
    if piece.startswith("</") and opened:
        opened.pop()
    elif _opens(piece):
        opened.append(piece)


def _is_tag(piece: str) -> bool:
    return len(piece) > 1 and piece.startswith("<")


def _opens(piece: str) -> bool:
    return _is_tag(piece) and not piece.startswith("</")


def _name(tag: str) -> str:
    return tag.strip("<>").split()[0]


def _tags(html: str) -> int:
    return sum(map(_opens, re.findall(r"<[^<>]*>", html)))


def _gap(before: str, after: str) -> str:
    quotes = before.endswith("</blockquote>") and after.startswith("<blockquote")
    return "\n" if quotes else "\n\n"
