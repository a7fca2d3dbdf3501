"""Is a text Vietnamese whose letters were ruined?"""

from __future__ import annotations

import re
import unicodedata

from corpus.restore.lexicon import is_syllable
from corpus.restore.protect import core_bounds, is_protected
from corpus.text import fold

_TOKEN = re.compile(r"\S+")
# Letters that only Vietnamese has: an OCR of another language cannot write them.
_ONLY_VIETNAMESE = re.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")

MIN_WORDS = 8
LONG_TEXT = 150
# Clean Vietnamese has such a letter in about two words of three.
MAX_MARKED = 0.25
# In a short text that share may be small by chance: there a word that cannot be Vietnamese must stand too.
SHORT_TEXT, SHORT_MARKED = 25, 0.12
# Folded, damaged Vietnamese still looks like syllables; English mostly does not.
MIN_SHAPED = 0.5
MIN_NOISE = 0.12


def _words(text: str) -> list[str]:
    found: list[str] = []
    for token in _TOKEN.findall(unicodedata.normalize("NFC", text)):
        start, end = core_bounds(token)
        core = token[start:end]
        if len(core) < 2 or is_protected(core) or not any(c.isalpha() for c in core):
            continue
        if core.isupper() and not _ONLY_VIETNAMESE.search(core) and not is_syllable(core):
            continue
        found += [w for w in re.split(r"[-–/]", core) if len(w) > 1]
    return found


def looks_damaged(text: str) -> bool:
    """Is this Vietnamese ruined by an OCR of another language, or a long text that lost all its diacritics?

    False for clean Vietnamese, for other languages, and for a short note typed without diacritics.

    >>> looks_damaged("Thu htt vén dAu tu truc tiép nudc ngoai dat 33,11% so v6i ké hoach nim 2023 cta thanh phd")
    True
    >>> looks_damaged("Thu hút vốn đầu tư trực tiếp nước ngoài đạt 33,11% so với kế hoạch năm 2023 của thành phố")
    False
    >>> looks_damaged("thu hut von dau tu truc tiep nuoc ngoai dat bao nhieu phan tram so voi ke hoach")
    False
    """
    words = _words(text)
    if len(words) < MIN_WORDS:
        return False
    count = len(words)
    marked = sum(_ONLY_VIETNAMESE.search(w) is not None for w in words) / count
    if marked > MAX_MARKED:
        return False
    if count < SHORT_TEXT and (marked > SHORT_MARKED or all(is_syllable(w) for w in words)):
        return False
    shaped = sum(is_syllable(fold(w)) for w in words) / count
    if shaped < MIN_SHAPED:
        return False
    # An accented Latin letter in a text with hardly a Vietnamese one is a misread letter, like a digit in a word.
    ascii_syllables = sum(w.isascii() and is_syllable(w) for w in words) / count
    noise = 1.0 - ascii_syllables - marked
    return noise >= MIN_NOISE or (count >= LONG_TEXT and marked < 0.02)
