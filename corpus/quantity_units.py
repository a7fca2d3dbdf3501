"""What may stand after a figure: scales, money, measures, and the open class of counted nouns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from corpus.text import is_accented
from corpus.unit_words import (
    ACCENTED,
    ACCENTED_STOP,
    COUNTED,
    MEASURES,
    MONEY,
    NO_SCALES,
    NOUNS,
    PER_SHOWN,
    SCALED_NOUNS,
    SCALES,
    STOP,
    Dimension,
)


class UnitHit(NamedTuple):
    """A unit read after a figure: where it ends, how it is written, its power of ten, what it measures."""

    end: int
    unit: str
    mult: int
    dimension: Dimension
    noun: str = ""
    firm: bool = True  # a unit that no ordinal number carries: %, money, ha …


_LONGEST = 4
_WORD = re.compile(r"[^\W\d_]+(?:[-&][^\W\d_]+)?|[%‰$]")


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


_SCALE = re.compile(rf"\s*({_alternatives(SCALES)})(?![^\W\d_])")
_CURRENCY = re.compile(rf"\s*({_alternatives(MONEY)})(?!\w)")
_PER = re.compile(rf"\s?/\s?({_alternatives({*PER_SHOWN, 'ha', 'm2', 'm3', 'km', 'kg'})})(?!\w)")
_DOLLAR = re.compile(r"\s*do(?!\w)")
_THOUSAND = re.compile(r"k(?!\w)")
_GAP = re.compile(r"[ \u00a0\n]*")
_SPACES = re.compile(r"\s+")
_COUNTED_DONG = re.compile(r"(?<=[đĐ]ồng)\s+(?:hồ|chí|bào)\b")  # "6.300 đồng hồ", "12 đồng chí" are no money
_MEASURE = re.compile(rf"\s*({_alternatives(MEASURES)})(?!\w)")


def _key(m: re.Match[str]) -> str:
    return _SPACES.sub(" ", m[1])


def _with_per(folded: str, hit: UnitHit) -> UnitHit:
    while m := _PER.match(folded, hit.end):
        word = _SPACES.sub(" ", m[1])
        hit = hit._replace(end=m.end(), unit=f"{hit.unit}/{PER_SHOWN.get(word, word)}", dimension=hit.dimension)
    return hit


def _long_figure(folded: str, at: int) -> bool:
    """ "500.000d" is money, "3D" is not."""
    return at >= 3 and folded[at - 3 : at].isdigit()


def _money(text: str, folded: str, at: int) -> UnitHit | None:
    m = _CURRENCY.match(folded, at)
    if m and _COUNTED_DONG.match(text, m.end()):
        return None
    if m:
        key = _key(m)
        if key == "d" and text[m.start(1)] not in "đĐ" and (m.start(1) > at or not _long_figure(folded, at)):
            return None
        return UnitHit(m.end(), MONEY[key][0], 0, MONEY[key][1])
    m = _DOLLAR.match(folded, at)
    if m and text[m.start() : m.end()].strip().lower() == "đô":
        return UnitHit(m.end(), "USD", 0, "usd")
    return None


def _other_word(text: str, word: re.Match[str], shown: str) -> bool:
    """Is one syllable another word than the noun of the table: "cho" in accented text is no "chợ", "đã" no "DA"?"""
    typed = text[word.start() : word.end()]
    printed = typed.lower()
    if " " in shown or shown.isupper() or shown == "người":
        return printed not in (word.group(), shown) and printed.replace("đ", "d") != word.group()
    return printed != shown and (is_accented(text) or word.group() in STOP)


def _other_words(text: str, words: list[re.Match[str]], shown: str) -> bool:
    """Is the first of several syllables another noun than the table's: "02 hộ so với …" counts no "hồ sơ"?"""
    printed = text[words[0].start() : words[0].end()].lower()
    return printed in COUNTED and is_accented(printed) and printed != shown.split()[0]


def _is_stop(text: str, word: re.Match[str]) -> bool:
    printed = text[word.start() : word.end()].lower()
    return word.group() in STOP if printed == word.group() else printed in ACCENTED_STOP


def _noun(text: str, folded: str, at: int) -> UnitHit | None:
    """The counted noun at `at` (spaces allowed before): of the table, the longest; else a plausible unknown one."""
    words: list[re.Match[str]] = []
    position = at
    while len(words) < _LONGEST and (m := _GAP.match(folded, position)):
        w = _WORD.match(folded, m.end())
        if not w or (words and m.end() == position):
            break
        words.append(w)
        position = w.end()
    if not words or words[0].start() > at + 3:
        return None
    spoken = [w.group() for w in words]
    for count in range(len(spoken), 0, -1):
        shown = NOUNS.get(" ".join(spoken[:count]))
        if shown and not (_other_word(text, words[0], shown) if count == 1 else _other_words(text, words, shown)):
            return UnitHit(words[count - 1].end(), shown, 0, "count", " ".join(spoken), firm=False)
    first = text[words[0].start() : words[0].end()]
    if _is_stop(text, words[0]) or len(first) < 2 or first[0].isupper() or words[0].start() == at:
        return None
    end = words[0].end()
    if len(words) > 1 and not _is_stop(text, words[1]) and text[words[1].start()].islower():
        end = words[1].end()
    return UnitHit(end, _SPACES.sub(" ", text[words[0].start() : end]), 0, "count", " ".join(spoken), firm=False)


def read_unit(text: str, folded: str, at: int) -> UnitHit | None:
    """The unit that begins at `at` (right after a figure), or None.

    >>> t = "5 triệu USD/ha"
    >>> from corpus.text import fold
    >>> read_unit(t, fold(t), 1)[1:4]
    ('triệu USD/ha', 6, 'usd')
    """
    if (m := _SCALE.match(folded, at)) and not _other_scale(text[m.start(1) : m.end(1)].lower()):
        word, power = SCALES[_key(m)]
        if carried := _CARRIED.match(folded, m.end()):
            return UnitHit(carried.end(), f"{word} {text[carried.start(1) : carried.end(1)]}", power, "other")
        inner = _money(text, folded, m.end()) or _measure(text, folded, m.end()) or _noun(text, folded, m.end())
        if inner is None or (inner.dimension == "count" and not _counted_in_scale(inner)):
            return _with_per(folded, UnitHit(m.end(), word, power, "other"))
        return _with_per(folded, inner._replace(unit=f"{word} {inner.unit}", mult=power, firm=True))
    if glued := _THOUSAND.match(folded, at):
        return UnitHit(glued.end(), "nghìn", 3, "other")
    if carried := _CARRIED.match(folded, at):
        return UnitHit(carried.end(), text[carried.start(1) : carried.end(1)], 0, "other")
    hit = _money(text, folded, at) or _measure(text, folded, at) or _noun(text, folded, at)
    return _with_per(folded, hit) if hit else None


_CARRIED = re.compile(r"\s*((?:tan|hk|khach|hanh khach|luot hanh khach|teu)\s?\.\s?km)(?!\w)")
"""Traffic work: "282,5 triệu HK.km" counts passengers times kilometres."""


def _other_scale(printed: str) -> bool:
    """Is an accented word another than the scale: "3.200 vận động viên" says no "vạn"?

    >>> _other_scale("vận"), _other_scale("vạn"), _other_scale("van"), _other_scale("tỉ")
    (True, False, False, False)
    """
    return printed in NO_SCALES


def _counted_in_scale(hit: UnitHit) -> bool:
    """ "1,2 triệu lượt khách" counts visitors; in "2 tỷ vốn" the noun only follows."""
    return hit.unit in SCALED_NOUNS


def _measure(text: str, folded: str, at: int) -> UnitHit | None:
    m = _MEASURE.match(folded, at)
    if not m:
        return None
    key = _key(m)
    printed = text[m.start(1) : m.end(1)].lower()
    if _wrong_accent(key, printed):
        return None
    if key == "m" and m.start(1) > at + 1:
        return None
    shown, dimension = MEASURES[key]
    return UnitHit(m.end(), shown, 0, dimension, key if dimension in ("time", "ratio") else "", dimension != "time")


def _wrong_accent(key: str, printed: str) -> bool:
    """Accented text says which word it is: "25 tàn" are no tonnes."""
    right = ACCENTED.get(key)
    return bool(right) and printed != key and printed != right
