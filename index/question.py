"""A question as the index sees it: its tokens, less the words that only make it a question or a chat."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.text import fold
from index.tokens import plain, spelled

TOKEN_LIMIT = 128
"""Tokens of a question that are looked up; a pasted page is as well found by its beginning."""

ASKING: tuple[str, ...] = (
    *("là bao nhiêu", "bao nhiêu", "là những gì", "những gì", "là gì", "cái gì", "gì", "là ai", "những ai"),
    *("như thế nào", "thế nào", "ra sao", "vì sao", "tại sao", "khi nào", "bao giờ", "lúc nào", "ở đâu", "chỗ nào"),
    *("cho em hỏi", "cho anh hỏi", "cho chị hỏi", "cho mình hỏi", "cho tôi hỏi", "cho hỏi", "xin hỏi", "hỏi chút"),
    *("cho em biết", "cho anh biết", "cho chị biết", "cho tôi biết", "cho biết", "em ơi", "anh ơi", "chị ơi", "bạn ơi"),
    *("nào", "ạ", "nhỉ", "nhé", "vậy", "hả"),
)
"""Phrases that ask; they name nothing that a document could hold."""

AMBIGUOUS_FOLDED = frozenset({"a", "vay", "nhe", "ha", "ra sao", "nao"})
"""Without diacritics these are other words too (vay vốn, ha, nhẹ): then they stay."""


def _phrases(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<!\S)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\S)")


_SPELLED = [" ".join(map(spelled, phrase.split())) for phrase in ASKING]
_ACCENTED = _phrases(_SPELLED)
_FOLDED = _phrases(sorted({fold(phrase) for phrase in _SPELLED} - AMBIGUOUS_FOLDED))


class Question(NamedTuple):
    """Tokens in order, their folded forms, and whether any was typed with diacritics."""

    tokens: tuple[str, ...]
    folded: tuple[str, ...]
    accented: bool


def read_question(text: str) -> Question:
    """The tokens to look up; all of them when nothing but asking words was typed.

    >>> read_question("Cho em hỏi doanh thu là bao nhiêu ạ?").tokens
    ('doanh', 'thu')
    >>> read_question("Von vay la bao nhieu").folded
    ('von', 'vay')
    """
    line = plain(text)
    accented = line != fold(line)
    kept = (_ACCENTED if accented else _FOLDED).sub(" ", line)
    tokens = tuple((kept if kept.strip() else line).split())[:TOKEN_LIMIT]
    return Question(tokens, tuple(map(fold, tokens)), accented)
