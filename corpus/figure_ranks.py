"""Ranks: "xếp thứ 6/9 huyện" says where a body stands among its like, a figure people ask for by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.figure_scopes import Place, statements
from corpus.naming import phrase_before
from corpus.quantities import Quantity
from corpus.text import fold, sentences, small_first

RANK_UNIT = "thứ hạng"
_RANK = re.compile(
    r"\b(?:xep|dung|giu|o|len|dat|xuong)(?: (?:vi tri|hang|thu hang))?(?: thu)? (?:vi tri thu |hang thu |thu "
    r"|hang )?(\d{1,3})"
    r"(?=\s*/\s*\d|\s*(?:tren|trong|toan|ca nuoc|trong so|tro len|,|\.|;|$))"
)


_DENOMINATOR = re.compile(r"\b(?:thu|hang) (?:hang )?\d{1,3} ?(?:tro len )?(?:/|trong|tren)\s*(?:so |tong so )?$")


def is_denominator(folded: str, start: int) -> bool:
    """Does the figure at `start` only say among how many a rank is ("xếp thứ 4 trở lên trong 9 huyện")?"""
    return bool(_DENOMINATOR.search(folded, max(0, start - 40), start))


def rank_places(text: str) -> Iterator[tuple[Place, str]]:
    """The ranks of a paragraph, each with the name of what is ranked.

    >>> [(str(p.quantity.value), name) for p, name in rank_places("Chỉ số PAR Index của huyện xếp thứ 6/9 huyện.")]
    [('6', 'Thứ hạng chỉ số PAR Index của huyện')]
    """
    folded = fold(text)
    for m in _RANK.finditer(folded):
        if not re.search(r"\bthu\b|\bhang\b|\bvi tri\b", m[0]):
            continue
        statement = next((s for s in statements(text) if s[0] <= m.start() < s[1]), (0, len(text)))
        sentence = next((s for s in sentences(text) if s[0] <= m.start() < s[1]), statement)
        start = max(statement[0], *(text.rfind(c, statement[0], m.start()) + 1 for c in ",;:"))
        ranked = phrase_before(text[start : m.start()])
        if not ranked:  # "Chỉ số CCHC đạt 88,5 điểm, xếp thứ 3"
            ranked = phrase_before(re.split(r"\d|\bđạt\b", text[statement[0] : m.start()])[0])
        if not ranked:
            continue
        q = Quantity(
            start=m.start(1), end=m.end(1), figure_start=m.start(1), figure_end=m.end(1), value=Decimal(m[1]),
            unit=RANK_UNIT, dimension="other",
        )  # fmt: skip
        lower = ranked if ranked[:2].isupper() else small_first(ranked)
        yield Place(q, statement, sentence, start, start, m.end(1), start), f"Thứ hạng {lower}"
