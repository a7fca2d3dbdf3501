"""Marks that begin headings and list items, and the section path they build."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.lines import is_capitals
from corpus.models import Section
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

UPPER_RANKS = {"annex": 0, "phan": 1, "chuong": 2, "A": 3, "I": 4, "muc": 4, "tieu muc": 5, "dieu": 6, "1": 7}
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
        return _word_mark(head) or _letter_mark(head)
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


@dataclass(slots=True)
class _Open:
    style: str
    hashes: int
    section: Section
    item: bool
    lead: bool = False


@dataclass(slots=True)
class Outline:
    """The open sections while a document is read from top to bottom."""

    open: list[_Open] = field(default_factory=list)

    def path(self) -> tuple[Section, ...]:
        """The section path of what follows."""
        return tuple(o.section for o in self.open)

    def titles(self) -> tuple[Section, ...]:
        """The path without list items at its end: where a footnote stands."""
        path = list(self.open)
        while path and path[-1].item:
            path.pop()
        return tuple(o.section for o in path)

    def resolve(self, mark: HeadMark) -> HeadMark:
        """Tell "V" the numeral from "C", "D", "(i)" the letter by what went before."""
        number = ord(fold(mark.label.strip("()."))[0]) - 96
        last = {o.style: o for o in self.open}
        if mark.style == "I" and len(mark.label) == 1 and "A" in last and mark.label != "I":
            before = fold(last["A"].section.label)
            if before and ord(before[0]) - 96 == number - 1 and "I" not in last:
                return HeadMark("A", mark.label, number, mark.end)
        if mark.style == "(i)" and "(a)" in last and "(i)" not in last:
            return HeadMark("(a)", mark.label, number, mark.end)
        if mark.style == "a)" and mark.label == "i)" and ("i)" in last or not self._follows("a)", "h)")):
            return HeadMark("i)", mark.label, 1, mark.end)
        return mark

    def _follows(self, style: str, label: str) -> bool:
        return any(o.style == style and o.section.label == label for o in self.open)

    def enter(self, mark: HeadMark, title: str, *, item: bool, hashes: int = 0) -> tuple[Section, ...]:
        """Open the section of this mark, closing what it ends; returns its path."""
        if mark.style not in BULLETS:
            self._drop_items()
        self._close_for(mark, hashes)
        section = Section(label=mark.label, title="" if item else title, level=len(self.open))
        self.open.append(_Open(mark.style, hashes, section, item, lead=title.rstrip().endswith(":")))
        path = self.path()
        if item:
            self.open[-1].section = Section(label=mark.label, title=lead_in(title), level=section.level)
        return path

    def enter_plain(self, title: str, *, hashes: int = 0) -> tuple[Section, ...]:
        """Open a section without a mark: by its Markdown level where it has one, else below the last marked one."""
        self._drop_items(leads=True)
        style = f"h{hashes}" if hashes else "plain"
        for i, o in enumerate(self.open):
            if o.style == style or (hashes and o.hashes >= hashes and o.style != "annex"):
                del self.open[i:]
                break
        self.open.append(_Open(style, hashes, Section(label="", title=title, level=len(self.open)), item=False))
        return self.path()

    def leave_bullets(self) -> tuple[Section, ...]:
        """A paragraph without a mark ends the bullet points before it; returns its path."""
        self._drop_items(leads=True)
        return self.path()

    def _drop_items(self, *, leads: bool = False) -> None:
        while self.open and self.open[-1].item and self.open[-1].style in BULLETS and (leads or not self.open[-1].lead):
            self.open.pop()

    def _close_for(self, mark: HeadMark, hashes: int) -> None:
        style = mark.style
        for i, o in enumerate(self.open):
            if o.style == style and not (style == "1" and self._nested(i, mark)):
                del self.open[i:]
                return
        for i, o in enumerate(self.open):
            if self._ends(o, style, hashes):
                del self.open[i:]
                return

    @staticmethod
    def _ends(o: _Open, style: str, hashes: int) -> bool:
        rank = UPPER_RANKS.get(style)
        if o.style.startswith("h"):
            return rank == 0 or 0 < hashes <= o.hashes
        if rank is not None:
            return UPPER_RANKS.get(o.style, 99) >= rank
        if "." in style:
            return o.style not in UPPER_RANKS and not (o.style.startswith("1.") and len(o.style) < len(style))
        return style == "-" and o.style == "+" and o.item

    def _nested(self, index: int, mark: HeadMark) -> bool:
        """A list 1, 2, 3 inside 5 › a): it begins again at 1 below a deeper mark that leads it in."""
        return mark.number == 1 and index < len(self.open) - 1 and self.open[-1].lead


def lead_in(text: str, limit: int = 90) -> str:
    """How an item is named as a step of a path: up to its colon, or its first words.

    >>> lead_in("Tại khu vực cảng hiện đang triển khai: bến số 1")
    'Tại khu vực cảng hiện đang triển khai'
    """
    head, colon, _ = text.partition(":")
    if colon and len(head) <= 150:
        return head.strip()
    if len(text) <= limit:
        return text.rstrip(" .;,")
    return text[:limit].rsplit(" ", 1)[0].rstrip(" .;,") + " …"
