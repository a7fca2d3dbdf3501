"""Words that tesseract is known to misread: capitals of abbreviations that look alike."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

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


def is_short_name(text: str) -> bool:
    """Whether a word is capitals alone (FDI, XNK): one letter read wrongly makes it the name of something else.

    >>> is_short_name("(FDI)"), is_short_name("KCN,"), is_short_name("Vốn"), is_short_name("II.")
    (True, True, False, False)
    """
    bare = text.strip(".,;:()[]“”\"'’‘-")
    return bool(_SHORT_NAME.fullmatch(bare)) and not _ROMAN.fullmatch(bare)


def letters_of(text: str) -> str:
    """A word's letters as compared between two readings.

    >>> letters_of("(EDI),"), letters_of("Vốn")
    ('fdi', 'vốn')
    """
    return "".join(c for c in normalize("NFC", mended(text)).lower() if c.isalpha())


def is_other_name(text: str, again: str) -> bool:
    """Whether a second reading says another word; a short name must be said again, other words may be passed over.

    >>> is_other_name("FDI", "DDI"), is_other_name("KCN", ""), is_other_name("tống", "tổng"), is_other_name("và", "")
    (True, True, True, False)
    """
    first, second = letters_of(text), letters_of(again)
    return first != second and (bool(second) or is_short_name(text))


_SHORT_NAME = re.compile(r"[A-ZĐ]{2,7}")
_ROMAN = re.compile(r"[IVX]+")
