"""Words of a text, folded, in which spellings are found as whole words with their place in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from corpus.text import fold

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8192)
def joined(text: str) -> str:
    """The folded words with one space between, and at both ends: what spellings are looked up in.

    >>> joined("Xuất, nhập khẩu:")
    ' xuat nhap khau '
    """
    return " " + " ".join(_WORD.findall(fold(text))) + " "


_Tree = dict[str, "_Tree"]


class SpellingIndex:
    """Many spellings looked up in a text at once, word after word: the time hangs on the text's length alone.

    >>> sorted(SpellingIndex(["FDI", "xuất khẩu", "nhập khẩu"]).heard("Xuất, nhập khẩu; vốn FDI"))
    [' fdi ', ' nhap khau ']
    """

    def __init__(self, spellings: Iterable[str]) -> None:
        self._tree: _Tree = {}
        for key in {joined(s) for s in spellings}:
            branch = self._tree
            for word in key.split():
                branch = branch.setdefault(word, {})
            branch[""] = {key: {}}
        self.heard = lru_cache(maxsize=2048)(self._heard)

    def _heard(self, text: str) -> frozenset[str]:
        """The spellings, as `joined` gives them, that stand in the text as whole words."""
        said = joined(text).split()
        out: set[str] = set()
        for i, word in enumerate(said):
            branch = self._tree.get(word)
            while branch is not None:
                if "" in branch:
                    out.update(branch[""])
                i += 1
                branch = branch.get(said[i]) if i < len(said) else None
        return frozenset(out)


def contains(text: str, spelling: str) -> bool:
    """Does the text hold the spelling as whole words, without regard to case, marks and punctuation?

    >>> contains("Kim ngạch Xuất khẩu đạt", "xuat khau"), contains("xuất khẩu", "hau")
    (True, False)
    """
    return joined(spelling) in joined(text)


def find_spelling(text: str, spelling: str) -> list[tuple[int, int]]:
    """Places of the spelling in the text, as offsets in the text.

    >>> t = "FDI, vốn FDI"
    >>> [t[a:b] for a, b in find_spelling(t, "fdi")]
    ['FDI', 'FDI']
    >>> find_spelling("sản lượng cam", "lương"), find_spelling("luong thang 5", "lương")
    ([], [(0, 5)])
    """
    if joined(spelling) not in joined(text) or not joined(spelling).strip():
        return []
    wanted = joined(spelling).split()
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(fold(text))]
    size = len(wanted)
    found = [
        (words[i][1], words[i + size - 1][2])
        for i in range(len(words) - size + 1)
        if [w[0] for w in words[i : i + size]] == wanted
    ]
    return found if size > 1 else [(a, b) for a, b in found if not _other_marks(text[a:b], spelling)]


def find_any(text: str, spellings: tuple[str, ...]) -> tuple[int, int] | None:
    """Place of the longest spelling that stands in the text, its first occurrence; None when none does.

    >>> find_any("tổng vốn FDI lũy kế", ("vốn", "tổng vốn"))
    (0, 8)
    """
    words = joined(text)
    there = [s for s in spellings if joined(s) in words]
    found = ((s, find_spelling(text, s)) for s in sorted(there, key=len, reverse=True))
    return next((places[0] for _, places in found if places), None)


def _other_marks(typed: str, spelling: str) -> bool:
    """Is a syllable typed with its marks another word: "lượng" is no "lương"? Where the tone stands does not count."""
    said, meant = (sorted(unicodedata.normalize("NFD", w.strip().lower())) for w in (typed, spelling))
    return said != meant and fold(typed) != typed.lower() and fold(spelling) != spelling.lower()


def without(text: str, spellings: list[str]) -> str:
    """The joined words of the text with the spellings taken out (each leaves a bar that no spelling crosses).

    >>> without("cấp mới và điều chỉnh tăng", ["cap moi va dieu chinh"])
    ' | tang '
    """
    out = joined(text)
    for spelling in sorted(spellings, key=len, reverse=True):
        out = out.replace(joined(spelling), " | ")
    return out
