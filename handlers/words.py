"""Words as tables: what carries no content in a question, and how a question's tokens become words with a weight.

A word is a syllable or a pair of neighbouring syllables ("nghiem thu"): Vietnamese words are mostly of two, and
matching their halves apart would find "giải ngân" in "giải phóng" and "ngân sách".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from corpus.text import fold

_SYNONYMS = "synonyms.toml"
TOKEN = re.compile(r"[a-z0-9]+(?:[.,/&-][a-z0-9]+)*%?")

#: function words, politeness and the words of asking: never evidence for an answer
STOP = frozenset(
    "a ai anh bac bao bay bang bi boi cac cai can cau chac chi chiu cho chu chua co con cua cung cu da dang day dau "
    "de den di dieu do doi du duoc dung em gi gio giup ha hay het hien hieu hoi i k ko khong la lai lam luon luc ma "
    "may minh mot moi muon nao nay nen neu ngay nhe nhi nhieu nhu nhung nua o oi qua ra rang rat roi rieng sao sau se "
    "so sang tai ta tat tay the theo thi thoi thuoc toi tren trong truoc tu tung u va vao van vay ve vi viec voi vua "
    "xem xin z y u nhat biet hom phai bn bnh may quy cu the tung hoac dc cach tam khoang gan hon duoi nghe shop admin "
    "tinh hinh ket qua so lieu thong tin hoat dong thuc hien noi dung van de tong cong ca don gom chung nhe tro ly "
    "e c mn bot ban nhom ben cam on gap nhanh ngay kem duy nhat y nghia mong ro sep dang luon lot vc".split()
)
# These stand in STOP by themselves but carry content inside a pair ("cong doan", "hoat dong ngoai khoa").


class Word(NamedTuple):
    """A content word of a question: its tokens, and how much of the question's weight it carries."""

    tokens: tuple[str, ...]
    weight: float

    @property
    def text(self) -> str:
        """The tokens in one string."""
        return " ".join(self.tokens)


def tokens(folded: str) -> list[str]:
    """Tokens of folded text; numbers and document numbers stay whole, a closing point is dropped.

    >>> tokens("theo qd 4418/qd-ubnd dat 33,11%.")
    ['theo', 'qd', '4418/qd-ubnd', 'dat', '33,11%']
    """
    return TOKEN.findall(folded)


@cache
def dictionary_pairs() -> frozenset[tuple[str, str]]:
    """Folded two-syllable words of underthesea's word list: tell "giải ngân" from two stray syllables."""
    path = files("underthesea") / "corpus" / "data" / "Viet22K.txt"
    pairs = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = fold(line.strip()).split(" ")
        if len(parts) == 2 and all(p.isalpha() for p in parts):
            pairs.add((parts[0], parts[1]))
    return frozenset(pairs)


@cache
def synonyms() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Folded words (one or two tokens) with the words of `corpus/data/synonyms.toml` that mean the same.

    >>> ("truc", "tuyen") in synonyms()[("online",)]
    True
    """
    data = tomllib.loads((files("corpus") / "data" / _SYNONYMS).read_text(encoding="utf-8"))
    out: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for meaning in data["groups"]:
        words = [tuple(fold(w).split()) for w in meaning]
        for word in words:
            out[word] = (*out.get(word, ()), *(w for w in words if w != word))
    return out


def group(
    stream: Iterable[str],
    pair_count: Callable[[str, str], int],
    is_stop: Callable[[str], bool] = STOP.__contains__,
) -> list[tuple[str, ...]]:
    """Content words of a token stream: pairs the corpus (or else the dictionary) knows, then single tokens.

    >>> group("da nghiem thu may du an".split(), lambda a, b: int((a, b) in {("nghiem", "thu"), ("du", "an")}))
    [('nghiem', 'thu'), ('du', 'an')]
    """
    items = list(stream)
    taken = [False] * len(items)
    found: list[tuple[int, tuple[str, ...]]] = []
    scored = []
    for i in range(len(items) - 1):
        a, b = items[i], items[i + 1]
        count = pair_count(a, b)
        if is_stop(a) and is_stop(b) and (a, b) not in synonyms():
            continue
        in_words = not count and not (is_stop(a) or is_stop(b)) and (a, b) in dictionary_pairs()
        if count or in_words:
            # a pair with a function word in it must be common to count ("duoc giao" is no word)
            if (is_stop(a) or is_stop(b)) and (a, b) not in dictionary_pairs():
                continue
            scored.append((count, i))
    for _count, i in sorted(scored, key=lambda item: (-item[0], item[1])):
        if not taken[i] and not taken[i + 1]:
            taken[i] = taken[i + 1] = True
            found.append((i, (items[i], items[i + 1])))
    found += [(i, (t,)) for i, t in enumerate(items) if not taken[i] and not is_stop(t) and len(t) > 1]
    return [word for _, word in sorted(found)]
