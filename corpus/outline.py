"""The section path that the marks of headings and items build while a document is read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.headings import BULLETS, HeadMark
from corpus.models import Section
from corpus.text import fold

_UPPER_RANKS = {"annex": 0, "phan": 1, "chuong": 2, "A": 3, "I": 4, "muc": 4, "tieu muc": 5, "dieu": 6, "1": 7}


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
        rank = _UPPER_RANKS.get(style)
        if o.style.startswith("h"):
            return rank == 0 or 0 < hashes <= o.hashes
        if rank is not None:
            return _UPPER_RANKS.get(o.style, 99) >= rank
        if "." in style:
            return o.style not in _UPPER_RANKS and not (o.style.startswith("1.") and len(o.style) < len(style))
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
