"""Small, named steps on Vietnamese text that every room shares. No step changes the stored original."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_MOST_FOLDED = 8192
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\u200a\u3000\t", " "))


def nfc(text: str) -> str:
    """Composed form: in the decomposed one `\\w` splits "đồng".

    >>> len(nfc("o\u0302\u0300"))
    1
    """
    return unicodedata.normalize("NFC", text)


class _Folding(dict[int, str]):
    """A table for `str.translate` that learns each character once; what hostile text can make it hold is bounded."""

    def __missing__(self, code: int) -> str:
        folded = _fold_char(chr(code)).translate(_DASHES).translate(_SPACES)
        if len(self) < _MOST_FOLDED:
            self[code] = folded
        return folded


def _fold_char(char: str) -> str:
    lowered = char.lower()
    if lowered == "đ":
        return "d"
    decomposed = unicodedata.normalize("NFD", lowered)
    kept = [c for c in decomposed if unicodedata.category(c) != "Mn"]
    return kept[0] if len(kept) == 1 else (lowered if len(lowered) == 1 else char)


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower-case, without diacritics (đ → d), dashes and odd spaces made plain; the LENGTH of NFC text is kept.

    So an offset in the folded text is an offset in the text: rules match the folded form and quote the other.

    >>> fold("Đạt 33,11% kế hoạch – quý I")
    'dat 33,11% ke hoach - quy i'
    >>> len(fold("Kim ngạch xuất khẩu")) == len("Kim ngạch xuất khẩu")
    True
    """
    return text.translate(_FOLDING)


_MARKED = re.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)


def is_accented(text: str) -> bool:
    """Is the text typed with Vietnamese marks, so that "thu" is no "thứ"?

    >>> is_accented("nghiệm thu"), is_accented("dung thu 3")
    (True, False)
    """
    return _MARKED.search(text) is not None


def small_first(words: str) -> str:
    """The words with a small first letter, as inside a sentence.

    >>> small_first("Vốn đăng ký")
    'vốn đăng ký'
    """
    return words[:1].lower() + words[1:]


def capital_first(words: str) -> str:
    """The words with a capital first letter, as a sentence or a name begins.

    >>> capital_first("vốn đăng ký FDI")
    'Vốn đăng ký FDI'
    """
    return words[:1].upper() + words[1:]


_OLD_TONE = re.compile(
    # not onto a vowel that has a mark already: "ọà" is no syllable and stays as it is
    rf"(o(?=[{_TONES}][ae])|u(?=[{_TONES}]y))([{_TONES}])(\w)(?![\w\u0300-\u036f])",
    re.IGNORECASE,
)


def new_tone(text: str) -> str:
    """Tone mark where the new orthography puts it, so that two spellings of a word are one: hòa → hoà.

    >>> new_tone("hòa"), new_tone("hoà"), new_tone("thủy"), new_tone("của")
    ('hoà', 'hoà', 'thuỷ', 'của')
    """
    decomposed = unicodedata.normalize("NFD", text)
    moved = _OLD_TONE.sub(r"\1\3\2", decomposed)
    return unicodedata.normalize("NFC", moved)


_ABBREVIATED = re.compile(r"(?:\b(?:KT|TM|TL|Q|TUQ|TP|P|Q|ThS|TS|PGS|GS|v\.v|St|Mr|Ms|No|tr)|\b[A-ZĐ])\.$")
_SENTENCE_END = re.compile(r"[.;!?…](?=\s+[\"“(]?[A-ZĐÀ-Ỹ0-9*+-])|[.!?…]$|;(?=\s)|\n+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a paragraph; ';' ends one too, a point inside a figure or "TP." does not.

    >>> t = "Năm 2023 đạt 3.5 tỷ USD. Thu DDI đạt 24.050 tỷ đồng; tăng 2%."
    >>> [t[a:b] for a, b in sentences(t)]
    ['Năm 2023 đạt 3.5 tỷ USD.', 'Thu DDI đạt 24.050 tỷ đồng;', 'tăng 2%.']
    """
    out: list[tuple[int, int]] = []
    start = 0
    for m in _SENTENCE_END.finditer(text):
        if m.group() == "." and _ABBREVIATED.search(text[start : m.end()]):
            continue
        _append_trimmed(out, text, start, m.end())
        start = m.end()
    _append_trimmed(out, text, start, len(text))
    return out


def _append_trimmed(out: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append((start, end))
