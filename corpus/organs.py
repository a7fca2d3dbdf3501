"""Whether two printed names are of one organ: with its place or superior, or without; a longer proper name is another.

Decree 30/2020/NĐ-CP prints the superior above the organ, and the place in either's name, so that a scan, a person and
another office may write one organ at different lengths.
"""

from __future__ import annotations

import re

from corpus.header_fields import is_organ
from corpus.provinces import PROVINCES
from corpus.text import fold, nfc

_SHORT = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "bql": "ban quản lý", "kkt": "khu kinh tế",
    "kcn": "khu công nghiệp", "tp": "thành phố", "tx": "thị xã", "tt": "thị trấn",
}  # fmt: skip
_LEVEL = re.compile(
    r"(?:tỉnh|thành phố|quận|huyện|thị xã|thị trấn|phường|xã(?! hội)|đặc khu|khu kinh tế|khu công nghiệp|khu chế xuất"
    r"|khu công nghệ cao)(?!\w)"
)
_NAMELESS = re.compile(rf".*(?<!\w){_LEVEL.pattern}")
_PROVINCES = frozenset(" ".join(re.findall(r"\w+", name.casefold())) for name in PROVINCES)
_SUPERIORS = (
    r"(?:quoc hoi|chinh phu|bo(?! phan))\b",
    r"(?:uy ban nhan dan|hoi dong nhan dan|tong cuc|tinh uy|thanh uy)\b",
    r"(?:so|cuc|ban|huyen uy|quan uy|thi uy)\b",
)
"""Heads of organs that others stand under, the highest first; every other head stands under all of them."""


def same_organ(left: str, right: str) -> bool:
    """Whether two names can be one organ's; nothing read on one side contradicts nothing.

    >>> same_organ("BAN QUẢN LÝ KHU KINH TẾ", "Ban Quản lý Khu kinh tế Vân Phong")
    True
    >>> same_organ("UBND xã Tân Phú", "Ủy ban nhân dân xã Tân Phú, huyện Đồng Phú")
    True
    >>> same_organ("UBND xã Tân Phú", "UBND xã Tân Phú Trung"), same_organ("Sở Y tế", "Ban Quản lý dự án Sở Y tế")
    (False, False)
    """
    short, long = sorted((_words(left), _words(right)), key=len)
    if not short:
        return True
    bare, whole = ([fold(w) for w in words] for words in (short, long))
    if bare == whole:
        return True
    extra = len(long) - len(short)
    if whole[: len(bare)] == bare:
        return _goes_on(" ".join(short), " ".join(long[len(short) :]))
    return extra > 0 and whole[extra:] == bare and _rank(" ".join(whole[:extra])) < _rank(" ".join(bare))


def _words(name: str) -> list[str]:
    found = re.findall(r"\w+", nfc(name).casefold())
    return [w for word in found for w in _SHORT.get(word, word).split()]


def _goes_on(name: str, rest: str) -> bool:
    """Whether a complete name may go on so: with its place or superior, or with the proper name it still lacks."""
    if _LEVEL.match(rest) or (is_organ(rest) and is_organ(name)):
        return True
    if _NAMELESS.fullmatch(name):
        return not rest.startswith(("và ", "các "))
    return rest in _PROVINCES


def _rank(folded: str) -> int:
    """How high an organ stands by its head; the lowest for words that begin with none that others stand under."""
    return next((n for n, head in enumerate(_SUPERIORS) if re.match(head, folded)), len(_SUPERIORS))
