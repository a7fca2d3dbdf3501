"""Slips of the Vietnamese keyboard: Telex and VNI keystrokes left in the text ("xuaats", "nhie6u") become syllables."""

from __future__ import annotations

import re
import unicodedata

_ONSET = r"(?:ngh|gh|gi|kh|ng|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
_CODA = r"(?:ng|nh|ch|[cmnpt])?"
_PLAIN = re.compile(
    rf"{_ONSET}(?:uye|uya|uyu|oai|oay|oeo|uay|uoi|uou|ieu|yeu|uao|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ya"
    rf"|ye|[aeiouy]){_CODA}"
)
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_TELEX_SHAPES = (
    ("uow", "ươ"),
    ("uwow", "ươ"),
    ("aa", "â"),
    ("aw", "ă"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_VNI_SHAPES = (("uo7", "ươ"), ("a6", "â"), ("a8", "ă"), ("e6", "ê"), ("o6", "ô"), ("o7", "ơ"), ("u7", "ư"))
_VOWELS = "aăâeêioôơuưy"


def is_plain_syllable(word: str) -> bool:
    """Could the word be a Vietnamese syllable written without diacritics?

    >>> is_plain_syllable("khau"), is_plain_syllable("khaaur")
    (True, False)
    """
    return _PLAIN.fullmatch(word) is not None


def _base(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _accented(letters: str, tone: str) -> str | None:
    """The syllable with its tone on the right vowel; None when the letters are no syllable."""
    if not is_plain_syllable(_base(letters)):
        return None
    if not tone:
        return letters
    start = 2 if re.match(r"qu|gi[aăâeêoôơuưy]", letters) else 0
    spots = [i for i, c in enumerate(letters) if c in _VOWELS and i >= start]
    marked = [i for i in spots if letters[i] in "ăâêôơư"]
    if marked:
        at = marked[-1]
    elif len(spots) >= 2 and (spots[-1] < len(letters) - 1 or len(spots) == 3):
        at = spots[1]
    else:
        at = spots[0] if spots else -1
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :]) if at >= 0 else None


def _decode(word: str, tones: dict[str, str], shapes: tuple[tuple[str, str], ...], stroke: str) -> str | None:
    if word.startswith(stroke):
        word = "đ" + word[len(stroke) :]
    found = [(i, c) for i, c in enumerate(word) if c in tones and i > 0 and any(v in _VOWELS for v in word[:i])]
    if len(found) > 1:
        return None
    tone = ""
    if found:
        at, mark = found[0]
        word, tone = word[:at] + word[at + 1 :], tones[mark]
    for keys, letter in shapes:
        word = word.replace(keys, letter)
    return _accented(word, tone)


def untype(word: str) -> str | None:
    """The syllable meant by raw keystrokes; None when the word is no slip (or already is a plain syllable).

    >>> [untype(w) for w in ["xuaats", "khaaur", "nhieeu", "duowng", "dduowcj", "nhie6u", "t12", "khau"]]
    ['xuất', 'khẩu', 'nhiêu', 'dương', 'được', 'nhiêu', None, None]
    """
    lowered = word.lower()
    if len(lowered) < 2 or len(lowered) > 9 or is_plain_syllable(lowered):
        return None
    if re.fullmatch(r"[a-z]+", lowered):
        decoded = _decode(lowered, _TELEX_TONES, _TELEX_SHAPES, "dd")
    elif re.fullmatch(r"[a-z]+\d[a-z\d]*|d9[a-z\d]+", lowered) and re.search(r"[6-9]", lowered):
        decoded = _decode(lowered, _VNI_TONES, _VNI_SHAPES, "d9")
    else:
        return None
    return decoded if decoded and decoded != lowered else None
