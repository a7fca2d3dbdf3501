"""Words that tesseract is known to misread: capitals of abbreviations that look alike."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.restore.lexicon import acronyms

_ALIKE = {
    "E": "F",
    "F": "E",
    "O": "QD",
    "Q": "O",
    "D": "O",
    "0": "OD",
    "1": "I",
    "I": "L",
    "L": "I",
    "8": "B",
    "Ð": "Đ",
}
_CAPITALS = re.compile(r"[A-ZĐ018]{2,7}")


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(acronyms())


def mended(text: str) -> str:
    """A word with an abbreviation that is one look-alike away from a known one, as that one; figures are left alone.

    >>> mended("(EDI)"), mended("FDI"), mended("KHĐT"), mended("100"), mended("EPI")
    ('(FDI)', 'FDI', 'KHĐT', '100', 'EPI')
    """
    return _CAPITALS.sub(lambda m: _nearest(m.group()), text) if any(c.isupper() for c in text) else text


def _nearest(word: str) -> str:
    if word in _known() or word.isdigit():
        return word
    near = {word[:i] + other + word[i + 1 :] for i, c in enumerate(word) for other in _ALIKE.get(c, "")} & _known()
    return near.pop() if len(near) == 1 else word
