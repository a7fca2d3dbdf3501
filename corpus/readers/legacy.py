"""Vietnamese written in the 8-bit encodings of before Unicode: recognised by its syllables, then converted.

TCVN3 (ABC) gives every letter one byte, VNI writes a vowel and a byte for its marks, Windows-1258 a letter and a
combining tone. All three are seen as whole files of bytes and as such bytes pasted into a UTF-8 file.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from corpus.alignment import Segment, add_segment
from corpus.values import Aligned

SAMPLE = 40_000
"""Characters looked at when a file is judged."""
PLAUSIBLE = 0.75
"""Share of the words with marks that must be Vietnamese syllables."""
MARKED = 0.1
"""Share of the words of a Vietnamese text that carry marks at the very least (usually four in five)."""

_TCVN3_BYTES = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
TCVN3 = dict(zip(_TCVN3_BYTES, _TCVN3_LETTERS, strict=True))

_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}


def _vni_table() -> dict[str, str]:
    table = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
    for vowel, plain in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"), ("ô", "ơ"), ("ö", "ư")):
        for sign, tone in _TONES.items():
            table[vowel + sign] = unicodedata.normalize("NFC", plain + tone)
    for vowel in "aeo":
        for sign, tone in _CIRCUMFLEX.items():
            table[vowel + sign] = unicodedata.normalize("NFC", vowel + "\u0302" + tone)
    for sign, tone in _BREVE.items():
        table["a" + sign] = unicodedata.normalize("NFC", "a\u0306" + tone)
    for key, letter in list(table.items()):
        table[key.upper()] = letter.upper()
        table[key[0].upper() + key[1:]] = letter.upper()
    return table


VNI = _vni_table()

_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    r"(?:[oôuưiy]?(?:[aăâeêoôơuưiy])[aoôơuưieêy]?)(?:ng|nh|ch|[ckmnpt])?$"
)


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a word could be a Vietnamese syllable, by its build.

    >>> [is_syllable(w) for w in ("nghiệp", "đồng", "hoµ", "boä", "Quyết", "strength")]
    [True, True, False, False, True, False]
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in decomposed if c in "\u0300\u0301\u0303\u0309\u0323"]
    plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in "\u0300\u0301\u0303\u0309\u0323"))
    if len(tones) > 1 or len(plain) > 7 or not _SYLLABLE.match(plain):
        return False
    # a stop at the end carries only the acute or the dot below
    return not (plain.endswith(("c", "ch", "p", "t")) and tones and tones[0] not in "\u0301\u0323")


def plausibility(text: str) -> float:
    """Share of Vietnamese syllables among the words with marks; 0 when hardly a word has any.

    >>> plausibility("Cộng hoà xã hội chủ nghĩa") > 0.9, plausibility("Céng hoµ x· héi chñ nghÜa") < 0.6
    (True, True)
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text[:SAMPLE]))
    marked = [w for w in words if not w.isascii()]
    if not marked or len(marked) < MARKED * len(words):
        return 0.0
    return sum(map(is_syllable, marked)) / len(marked)


def from_tcvn3(text: str) -> str:
    """TCVN3 bytes (as Latin-1 characters) to Unicode.

    Capitals with a tone have no code: they are typed as small letters, in words of capitals or in a font of capitals
    (.VnTimeH). Between capitals they are read as capitals.

    >>> from_tcvn3("Céng hoµ x· héi chñ nghÜa ViÖt Nam"), from_tcvn3("KÕ HO¹CH")
    ('Cộng hoà xã hội chủ nghĩa Việt Nam', 'KẾ HOẠCH')
    """
    read = "".join(TCVN3.get(c, c) for c in text)
    if text.isascii():
        return read
    return "\n".join(
        _with_capitals(coded, line) for coded, line in zip(text.split("\n"), read.split("\n"), strict=True)
    )


def _with_capitals(coded: str, line: str) -> str:
    """A line with its words of capitals whole: sure ones, and those that only have sure ones beside them.

    One plain capital behind a coded letter is sure too: "ñY" is "ỦY", while "Tõ" may be "Từ".
    """
    words = list(_WORD.finditer(line))
    ascii_letters = [[c for c in coded[m.start() : m.end()] if c.isascii() and c.isalpha()] for m in words]
    behind = [not coded[m.start()].isascii() for m in words]
    capitals = [
        "".join(found).isupper() and (len(found) > 1 or after)
        for found, after in zip(ascii_letters, behind, strict=True)
    ]
    may_be = [not any(c.islower() for c in found) for found in ascii_letters]
    out = list(line)
    for i, m in enumerate(words):
        around = capitals[max(0, i - 1) : i] + capitals[i + 1 : i + 2]
        if capitals[i] or (may_be[i] and around and all(around)):
            out[m.start() : m.end()] = m.group().upper()
    return "".join(out)


def _vni_pieces(text: str) -> list[tuple[str, int, int]]:
    out: list[tuple[str, int, int]] = []
    i = 0
    while i < len(text):
        size = 2 if text[i : i + 2] in VNI and len(text[i : i + 2]) == 2 else 1
        out.append((VNI.get(text[i : i + size], text[i : i + size]), i, i + size))
        i += size
    return out


def from_vni(text: str) -> str:
    """VNI bytes (as Latin-1 characters) to Unicode.

    >>> from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    """
    return "".join(letter for letter, _, _ in _vni_pieces(text))


def _latin(data: bytes) -> str:
    """Bytes as the characters the two tables are written in (Windows quotes and dashes kept)."""
    return data.decode("cp1252", errors="replace") if b"\x81" not in data else data.decode("latin-1")


def recognise(data: bytes) -> tuple[str, str] | None:
    """Decode bytes that are no UTF-8: (text, encoding name), or None when no encoding gives Vietnamese.

    >>> recognise("Céng hoµ x· héi chñ nghÜa".encode("latin-1"))
    ('Cộng hoà xã hội chủ nghĩa', 'tcvn3')
    """
    latin = _latin(data)
    candidates = [(from_tcvn3(latin), "tcvn3"), (from_vni(latin), "vni")]
    try:
        candidates.insert(0, (data.decode("cp1258"), "windows-1258"))
    except UnicodeDecodeError:
        candidates.insert(0, (data.decode("cp1258", errors="replace"), "windows-1258"))
    score, _, text, name = max((plausibility(t), -i, t, n) for i, (t, n) in enumerate(candidates))
    return (text, name) if score >= PLAUSIBLE else None


def pasted(text: str) -> tuple[Aligned, str] | None:
    """A reading of Unicode text that holds old bytes as characters (pasted from Word), with the encoding's name.

    >>> found = pasted("Céng hoµ x· héi chñ nghÜa ViÖt Nam")
    >>> found[0].text if found else ""
    'Cộng hoà xã hội chủ nghĩa Việt Nam'
    """
    as_is = plausibility(text)
    if as_is >= PLAUSIBLE:
        return None
    sample = text[:SAMPLE]
    score, name = max((plausibility(from_tcvn3(sample)), "tcvn3"), (plausibility(from_vni(sample)), "vni"))
    if score < PLAUSIBLE or score < as_is + 0.2:
        return None
    if name == "tcvn3":
        return Aligned.verbatim(from_tcvn3(text), 0), name
    segments: list[Segment] = []
    letters: list[str] = []
    for at, (letter, start, end) in enumerate(_vni_pieces(text)):
        letters.append(letter)
        add_segment(segments, (at, at + 1, start, end))
    return Aligned(text="".join(letters), segments=tuple(segments)), name
