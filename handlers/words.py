"""Words as tables: what carries no content in a question, and how a question's tokens become words with a weight.

A word is a syllable or a pair of neighbouring syllables ("nghiem thu"): Vietnamese words are mostly of two, and
matching their halves apart would find "giải ngân" in "giải phóng" and "ngân sách".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from corpus.text import fold

_SYNONYMS = "synonyms.toml"
_SCRAP = 2
TOKEN = re.compile(r"[a-z0-9]+(?:[.,/&-][a-z0-9]+)*%?")

#: function words, politeness and the words of asking, as they are spelled: never evidence for an answer
_STOP_WORDS = """
a à ạ ai anh ad admin bác cả bao bảo bây bằng bị bởi bên bot các cái cần cậu chắc chỉ chị chịu cho chứ chưa có còn con
của cũng cứ dạ dám đã đang đây đâu đấy đầu đế để đến đi đó đều điều được dùng đúng em gì giờ giúp gần gấp gồm gọi hà
hả há hay hãy hết hiện hiểu hơn họ hỏi hoặc hồi hôm i khi khoảng k ko không kể kèm là lại lắm làm lên lúc luôn lọt lot
mà mấy mình một mỗi mới mong mọi mức muốn nào này nay năm nên nếu ngay nhé nhỉ nhiêu nhiều như những nhưng nhờ nói nữa
ơi ở qua quá ra rằng rất rồi riêng sao sau sắp sẽ sếp so sang tại ta tất tầm thấy theo thì thế thôi thuộc thưa tôi tới
trên trong trước trợ tự từ từng tháng tổng toàn u và vào vậy vẫn vẻ về vì việc với vừa vc xem xin xong y ý z dc đc bn
bnh nha nhá đều đi cơ mn shop lý do sơ biết chung chút cách đó đủ rành rõ hộ dưới dạng duy nhất cảm ơn ngày phải thể
tính thực qui quý
"""
_STOP_ACCENTED = frozenset(_STOP_WORDS.split())
#: the same without diacritics, for what is typed without them; words that mean too much then are left out
STOP = frozenset(fold(w) for w in _STOP_ACCENTED) - frozenset(
    "dam hai thu so the he vu ha tham hoi tinh ly toan ho do cam".split()
)
STOP |= frozenset({"so", "the", "do"})


def is_stop(token: str, typed: str | None = None) -> bool:
    """Whether a folded token carries no content; `typed` is how it was typed: "Nhật" is content, "nhất" is not.

    >>> is_stop("nhat", "nhất"), is_stop("nhat", "Nhật"), is_stop("nhat")
    (True, False, True)
    """
    if typed is not None and fold(typed) != typed.lower():
        return typed.lower() in _STOP_ACCENTED
    return token in STOP


_GIVING_UP = frozenset({"huy", "thoi", "bo qua", "thoi huy", "huy bo"})


def gives_up(text: str) -> bool:
    """Whether all that is typed is that what is under way be left.

    >>> gives_up("Thôi!"), gives_up("thôi việc mấy người")
    (True, False)
    """
    return fold(text).strip(" .!") in _GIVING_UP


class Word(NamedTuple):
    """A content word of a question: its tokens, and how much of the question's weight it carries."""

    tokens: tuple[str, ...]
    weight: float
    kind: str = ""  # the kind of place it names, as said before it: "kcn" in "KCN Nam Tràng Cát"

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
    spec = find_spec("underthesea")  # found, not imported: importing it costs most of a second
    if spec is None or not spec.submodule_search_locations:
        return frozenset()
    path = Path(spec.submodule_search_locations[0]) / "corpus" / "data" / "Viet22K.txt"
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


#: words of two syllables that are function words by themselves
_NOUNS = frozenset(
    tuple(pair.split())
    for pair in (
        "chu de,viec lam,noi vu,tu phap,chi dao,chi bo,chu truong,the thao,the che,co quan,co so,co cau,dieu tra,"
        "tre em,ly do,noi dung,thoi gian,chi phi,chi cuc,cua khau,cua hang,the duc"
    ).split(",")
)
#: names of two syllables that look like function words, or that no list of words has
_NAMES = frozenset(
    tuple(pair.split())
    for pair in (
        "co vua,co tuong,bong da,cau long,han quoc,trung quoc,dai loan,thai lan,an do,hoa ky,hong kong,ha lan"
    ).split(",")
)


def _pairs(
    items: Sequence[str], pair_count: Callable[[str, str], int], is_stop: Callable[[str], bool], unmarked: bool
) -> list[tuple[int, int]]:
    """Neighbours that may be one word: how often the corpus has them (0: only the dictionary), and where they stand."""
    scored = []
    for i, (a, b) in enumerate(pairwise(items)):
        if a == "nao":  # "khoa nào đông", "đơn vị nào động": the word of asking begins no other
            continue
        halves = is_stop(a) + is_stop(b)
        if halves == 2 and (a, b) not in synonyms() and (a, b) not in _NOUNS | _NAMES:
            continue
        count = pair_count(a, b)
        # "thoi tiet" typed without marks: one half looks like a function word, the pair is a word all the same
        in_words = not count and (((unmarked or not halves) and (a, b) in dictionary_pairs()) or (a, b) in _NAMES)
        if in_words and i + 2 < len(items) and pair_count(b, items[i + 2]):
            continue  # "giao thu ngan sach": the documents say that the second syllable goes with what follows
        if in_words and is_stop(b) and i and pair_count(items[i - 1], a):
            continue  # "nhat ban co": or the first one with what precedes
        # a pair with a function word in it must be common to count ("duoc giao" is no word)
        common = not halves or (a, b) in dictionary_pairs() or (a, b) in _NOUNS | _NAMES
        if (count or in_words) and common:
            scored.append((count, i))
    return scored


def group(
    stream: Iterable[str],
    pair_count: Callable[[str, str], int],
    is_stop: Callable[[str], bool] = STOP.__contains__,
    is_name: Callable[[str], bool] = lambda token: False,
    unmarked: bool = False,
) -> list[tuple[str, ...]]:
    """Content words of a token stream: pairs the corpus (or else the dictionary) knows, then single tokens.

    `unmarked` says that the text was typed without any diacritics, so that its function words are doubtful.

    >>> group("da nghiem thu may du an".split(), lambda a, b: int((a, b) in {("nghiem", "thu"), ("du", "an")}))
    [('nghiem', 'thu'), ('du', 'an')]
    """
    items = list(stream)
    taken = [False] * len(items)
    found: list[tuple[int, tuple[str, ...]]] = []
    scored = _pairs(items, pair_count, is_stop, unmarked)
    for _count, i in sorted(scored, key=lambda item: (-item[0], item[1])):
        if not taken[i] and not taken[i + 1]:
            taken[i] = taken[i + 1] = True
            found.append((i, (items[i], items[i + 1])))
    # a scrap of two letters is an abbreviation nobody can place, but for one typed as a name ("LG")
    alone = [(i, t) for i, t in enumerate(items) if not taken[i] and not is_stop(t)]
    for i, t in alone:
        short_but_known = (len(t) == _SCRAP or t.isdigit()) and any(pair_count(t, o) or pair_count(o, t) for o in items)
        if len(t) > _SCRAP or short_but_known or is_name(t):
            found.append((i, (t,)))
    return [word for _, word in sorted(found)]
