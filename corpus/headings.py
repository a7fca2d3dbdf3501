"""Marks that begin headings and list items, and which marked lines are headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.lines import is_capitals
from corpus.text import fold


@dataclass(frozen=True, slots=True)
class HeadMark:
    """The mark of a heading or item: its `style`, its `label` as printed, its number, where the text begins."""

    style: str
    label: str
    number: int
    end: int


_ORDINALS = {
    "nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_WORD = re.compile(
    r"(?P<word>phan|chuong|tieu muc|muc|dieu)\s+(?P<num>thu\s+[a-z]+|[ivxlc]{1,7}\b|\d{1,3}[a-z]?\b|[a-z]\b)"
    r"\s*(?P<sep>[.:)\-]|$|(?=\s[^a-z]))\s*"
)
# "PHẦN THỨ HAI PHƯƠNG HƯỚNG": the title follows at once
_UNPARTED = re.compile(r"(?P<word>phan|chuong)\s+(?P<num>thu\s+[a-z]+|[ivxlc]{1,7}\b|\d{1,2}\b)\s+(?=\w)")
_ROMAN_UP = re.compile(r"(?P<num>[IVXLC]{1,7})\s?(?:[.):\-–](?!\d)|/(?=\s|[^\W\da-z]))\s*(?=\S|$)")
_LETTER_UP = re.compile(r"(?P<num>[A-HK-UĐ])[.)/]\s*(?=[^\W\d_][^.])")
_DOTTED = re.compile(r"(?P<num>\d{1,3}(?:\.\d{1,2}){1,5})(?P<sep>[.)/]?)(?![\d,%/])\s*(?=[^\W\d_\"“(])")
_NUMBER = re.compile(r"(?P<num>\d{1,3})(?:(?P<sep>[.)])(?![\d,])|(?P<slash>/)(?=\s))\s*(?=\S|$)")
_ROUND = re.compile(r"[({]\s?(?P<num>\d\s?\d?)\s?[)}]\s*(?=\S)")
_ROUND_ROMAN = re.compile(r"\((?P<num>x{0,3}(?:ix|iv|v?i{1,3}|v|x))\)\s*(?=\S)")
_ROUND_LETTER = re.compile(r"\((?P<num>[a-zđ])\)\s*(?=\S)")
_LETTER = re.compile(r"(?P<num>[a-zđ])(?P<sep>[).])\s*(?=[^\W\d_]|\d|[\"“(*])")
_ROMAN_LOW = re.compile(r"(?P<num>x{0,3}(?:ix|iv|v?i{1,3}|v|x))\)\s*(?=\S)")
_BULLET = re.compile(r"(?P<num>[-–—+*•·▪▫◦●○■□➢✓])(?:\s+|(?=[^\W_]))(?=\S)")
_POINT = re.compile(r"\.\s+(?=[^\W\d_])")
_SIGNED = re.compile(r"[-–—+]\d[\d.,]*\s*(?:%|$)|\+\d")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

BULLETS = frozenset("-+*•")


def roman_value(text: str) -> int:
    """The value of a Roman numeral, 0 when it is none.

    >>> roman_value("XIV"), roman_value("iii"), roman_value("Q")
    (14, 3, 0)
    """
    values = [_ROMAN_VALUES.get(c, 0) for c in text.lower()]
    if not values or 0 in values:
        return 0
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def read_mark(text: str) -> HeadMark | None:
    """The mark at the beginning of a line, if any.

    >>> [(m.style, m.label) for t in ["II. KẾT QUẢ", "2.1. Về", "(3) Thu", "b) Sở", "- Hoàn", "Điều 4. Giao"]
    ...  if (m := read_mark(t))]
    [('I', 'II'), ('1.1', '2.1'), ('(1)', '(3)'), ('a)', 'b)'), ('-', '-'), ('dieu', 'Điều 4')]
    >>> [(m.style, m.label) for t in ["B1) Du lịch", "B2.1) Di sản", "I.1. Thu", "§2. Năm"] if (m := read_mark(t))]
    [('1', 'B1'), ('1.1', 'B2.1'), ('1', 'I.1'), ('1', '§2')]
    >>> read_mark("PHẦN THỨ HAI PHƯƠNG HƯỚNG").label
    'PHẦN THỨ HAI'
    >>> [read_mark(t) for t in ["13.112 tỷ đồng", "3.5 tỷ USD", "-4,3%", "Phần lớn các hộ", "2 tỷ"]]
    [None, None, None, None, None]
    """
    head = text[:60]
    if not head:
        return None
    first = head[0]
    if first.isalpha():
        return _word_mark(head) or _compound_mark(head) or _letter_mark(head)
    if first == "§":
        return _compound_mark(head)
    if first.isdigit():
        return _number_mark(head)
    if first in "({":
        return _round_mark(head)
    return _bullet_mark(head)


def _word_mark(head: str) -> HeadMark | None:
    if not head[0].isupper():
        return None
    m = _WORD.match(fold(head)) or _UNPARTED.match(fold(head))
    if not m or (m.re is _UNPARTED and not head[m.end()].isupper()):
        return None
    num = m["num"]
    number = _ORDINALS.get(num.removeprefix("thu").strip(), 0) if num.startswith("thu") else 0
    number = number or roman_value(num) or int(re.sub(r"\D", "", num) or 0) or ord(num[0]) - 96
    return HeadMark(m["word"], head[: m.end("num")], number, m.end())


_COMPOUND = re.compile(
    r"(?P<num>(?:[A-ZĐ]|[IVX]{1,4}\.|[A-ZĐ]\.|§\s?)(?P<digits>\d{1,2}(?:\.\d{1,2}){0,3}))[.):]+\s+(?=[^\W\d_]|\d)"
)
"""Marks of a letter and numbers: "B1) Du lịch", "B2.1) Di sản", "I.1. Thu ngân sách", "§2. Năm 2024"."""


def _compound_mark(head: str) -> HeadMark | None:
    m = _COMPOUND.match(head)
    if m is None:
        return None
    parts = m["digits"].split(".")
    return HeadMark(".".join("1" * len(parts)), m["num"], int(parts[-1]), m.end())


def _letter_mark(head: str) -> HeadMark | None:
    if m := _ROMAN_UP.match(head):
        return HeadMark("I", m["num"], roman_value(m["num"]), m.end())
    if m := _LETTER_UP.match(head):
        return HeadMark("A", m["num"], ord(fold(m["num"])) - 96, m.end())
    if (m := _ROMAN_LOW.match(head)) and len(m["num"]) > 1:
        return HeadMark("i)", m["num"] + ")", roman_value(m["num"]), m.end())
    if m := _LETTER.match(head):
        label = m["num"] + m["sep"].replace(".", "")
        return HeadMark("a)", label, ord(fold(m["num"])) - 96, m.end())
    return None


def _number_mark(head: str) -> HeadMark | None:
    if m := _DOTTED.match(head):
        parts = m["num"].split(".")
        # "2.1 Thu hút" is a heading, "2.5 tỷ" a figure
        if m["sep"] or head[m.end()].isupper():
            return HeadMark(".".join("1" * len(parts)), m["num"], int(parts[-1]), m.end())
    if m := _NUMBER.match(head):
        style = {".": "1", ")": "1)"}.get(m["sep"] or "", "1/")
        return HeadMark(style, m["num"] + (")" if style == "1)" else ""), int(m["num"]), m.end())
    return None


def _round_mark(head: str) -> HeadMark | None:
    if m := _ROUND.match(head):
        digits = re.sub(r"\s", "", m["num"])
        return HeadMark("(1)", f"({digits})", int(digits), m.end())
    if m := _ROUND_ROMAN.match(head):
        return HeadMark("(i)", f"({m['num']})", roman_value(m["num"]), m.end())
    if m := _ROUND_LETTER.match(head):
        return HeadMark("(a)", f"({m['num']})", ord(fold(m["num"])) - 96, m.end())
    return None


def _bullet_mark(head: str) -> HeadMark | None:
    if _SIGNED.match(head):
        return None
    if m := _BULLET.match(head):
        char = m["num"]
        style = "-" if char in "-–—" else char if char in "+*" else "•"
        return HeadMark(style, char, 0, m.end())
    if m := _POINT.match(head):
        return HeadMark("-", "-", 0, m.end())
    return None


_ANNEX = re.compile(
    r"(?:phu luc|phu bieu|bieu mau|bieu so|bieu tong hop|bieu \d|mau so|mau bieu|danh muc|bang tong hop)(?![a-z])"
)
_ANNEX_LABEL = re.compile(
    r"(?:(?:phu luc|phu bieu|bieu mau|mau bieu)(?:\s+(?:so\s+)?(?:[ivxlc]{1,6}\b|\d{1,3}[a-z]?\b))?"
    r"|(?:bieu so|bieu|mau so)\s+(?:[ivxlc]{1,6}\b|\d{1,3}[a-z]?\b))(?=\s*(?:[.:\-(]|$|\s))"
)


def annex_mark(text: str) -> HeadMark | None:
    """The mark of an annex title.

    >>> m = annex_mark("BIỂU MẪU 01: KẾT QUẢ"); m.label, "BIỂU MẪU 01: KẾT QUẢ"[m.end:]
    ('BIỂU MẪU 01', 'KẾT QUẢ')
    """
    folded = fold(text[:80])
    if not _ANNEX.match(folded):
        return None
    m = _ANNEX_LABEL.match(folded)
    if not m:
        return HeadMark("annex", "", 0, 0)
    end = m.end()
    while end < len(folded) and folded[end] in " .:-":
        end += 1
    return HeadMark("annex", text[: m.end()].strip(), 0, end)


_FIGURE = re.compile(
    r"\d[\d.,]*\s{0,2}(?:%|ty\b|trieu\b|nghin\b|ngan\b|ha\b|km\b|m2\b|usd\b|dong\b|nguoi\b|ho\b|tan\b|du an\b|lop\b)"
)
_HARD_ENDS = (".", ";", ",")


def is_title(text: str, style: str, *, emphasised: bool) -> bool:
    """Whether a marked line is a heading; otherwise it is an item with its own text.

    >>> is_title("Mục đích", "1", emphasised=False), is_title("Giao Sở Y tế chủ trì.", "1", emphasised=False)
    (True, False)
    """
    stripped = text.rstrip(" *_/")
    ends_hard = stripped.endswith(_HARD_ENDS)
    if style in ("phan", "chuong", "muc", "tieu muc", "annex"):
        return len(text) <= 300
    if emphasised:
        return len(text) <= 300 and not (ends_hard and len(text) > 120)
    if style in BULLETS or ends_hard or not stripped:
        return False
    if is_capitals(stripped):
        return len(text) <= 300
    if len(text) > 170:
        return False
    if stripped.endswith(":"):
        return True
    return not _FIGURE.search(fold(stripped))
