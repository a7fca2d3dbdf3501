"""The text form that readers of files write, with page numbers and doubtful words marked in it until the end.

One line a paragraph, a blank line between two; a heading in Markdown; a table as Markdown pipes, a merged cell once
in its first column; a footnote mark as `<sup>5</sup>`, its note as a paragraph that begins with the same mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

PAGE_OPEN, PAGE_CLOSE = "\x0e", "\x0f"
DOUBT_OPEN, DOUBT_CLOSE = "\x11", "\x12"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u00ad\u200b-\u200f\u2028\u2029]")
_TOKEN = re.compile(rf"{PAGE_OPEN}(\d{{1,6}}){PAGE_CLOSE}|([{DOUBT_OPEN}{DOUBT_CLOSE}{PAGE_OPEN}{PAGE_CLOSE}])")
_MARKS = re.compile(rf"{PAGE_OPEN}\d{{1,6}}{PAGE_CLOSE}|[{DOUBT_OPEN}{DOUBT_CLOSE}]")
_PAGES = re.compile(rf"{PAGE_OPEN}\d{{1,6}}{PAGE_CLOSE}")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_FINISHED = (".", ";", ":", "!", "?", "…")


def page_mark(number: int) -> str:
    """The mark that says: from here on page `number`."""
    return f"{PAGE_OPEN}{number}{PAGE_CLOSE}"


def doubted(word: str) -> str:
    """A word that was read with low confidence."""
    return f"{DOUBT_OPEN}{word}{DOUBT_CLOSE}"


def tidy(text: str) -> str:
    """Text of a file without control characters, so that none can be taken for a mark.

    >>> tidy("sô\\x0eliệu")
    'sôliệu'
    """
    return _CONTROL.sub("", text)


def unmarked(text: str) -> str:
    """The text without page marks and doubts.

    >>> unmarked(page_mark(3) + "đạt " + doubted("81%"))
    'đạt 81%'
    """
    return _MARKS.sub("", text)


def one_spaced(text: str) -> str:
    """Runs of spaces and tabs made one; line ends kept."""
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def escaped(text: str) -> str:
    """Characters that Markdown would take for its own, kept as text.

    >>> escaped("* Về vốn"), escaped("a | b"), escaped("#1"), escaped("*chú ý*")
    ('* Về vốn', 'a \\\\| b', '\\\\#1', '\\\\*chú ý\\\\*')
    """
    if text.count("*") > 1 or "*" in text[1:]:
        text = text.replace("*", "\\*")
    if text[:1] in ("#", ">"):
        text = "\\" + text
    return text.replace("|", "\\|")


class Resolved:
    """A marked text resolved: the plain text, where its pages begin, which stretches are doubtful.

    >>> r = Resolved(page_mark(1) + "đạt " + doubted("81%") + page_mark(2) + " kế hoạch")
    >>> r.text, r.pages, r.doubtful
    ('đạt 81% kế hoạch', ((0, 1), (7, 2)), ((4, 7),))
    """

    def __init__(self, marked: str) -> None:
        pages: list[tuple[int, int]] = []
        doubtful: list[tuple[int, int]] = []
        parts: list[str] = []
        length = at = 0
        opened = -1
        for m in _TOKEN.finditer(marked):
            piece = marked[at : m.start()]
            parts.append(piece)
            length, at = length + len(piece), m.end()
            if m[1]:
                if pages and pages[-1][0] == length:
                    pages.pop()
                if not pages or pages[-1][1] != int(m[1]):
                    pages.append((length, int(m[1])))
            elif m[2] == DOUBT_OPEN:
                opened = length
            elif m[2] == DOUBT_CLOSE and opened >= 0:
                if opened < length:
                    doubtful.append((opened, length))
                opened = -1
        parts.append(marked[at:])
        self.text = "".join(parts)
        self.pages = tuple(pages)
        self.doubtful = tuple(doubtful)


@dataclass
class Page:
    """Text being written, block by block. Notes wait for the end of a sentence: they must not cut one in two."""

    blocks: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    current: str = ""
    """The mark of the page being written."""

    def paragraph(self, text: str, *, level: int = 0, bold: bool = False, italic: bool = False) -> None:
        """A paragraph or heading; `level` 1..6 for a heading of the file's own. Its line ends are kept."""
        bare = unmarked(text).strip()
        if not bare:
            self._turn("".join(_MARKS.findall(text)))
            return
        lead = "#" * level + " " if level else ""
        wrap = "**" if bold and not level else "*" if italic and not level else ""
        lines: list[str] = []
        for line in text.split("\n"):
            marks, words = _split_marks(line)
            lines.append(marks + lead + wrap + words + wrap if words else marks)
        self._add("\n".join(lines))
        if bare.rstrip('"”’)»*').endswith(_FINISHED):
            self.flush()

    def table(self, rows: Sequence[Sequence[str]], header: int = 0) -> None:
        """A table; `header`: how many of its rows are known to be its heading, 0 when the file does not say."""
        filled = [(i, row) for i, row in enumerate(rows) if any(c.strip(" -–") for c in map(unmarked, row))]
        if not filled:
            return
        width = max(len(row) for _, row in filled)
        lines: list[str] = []
        ruled = not header
        for i, row in filled:
            if not ruled and i >= header and lines:
                lines.append("|" + "---|" * width)
                ruled = True
            marks, first = _split_marks(row[0])
            lines.append(f"{marks}| " + " | ".join(" ".join(c.split()) for c in (first, *row[1:])) + " |")
        self._add("\n".join(lines))
        self.flush()

    def note(self, label: str, text: str, page: int = 0) -> None:
        """A footnote, written where the sentence with its mark ends; `page` is where it stands, 0 when unknown."""
        self.waiting.append((page_mark(page) if page else "") + f"{sup(label)} {text}")

    def flush(self) -> None:
        """Write the notes that wait."""
        for note in self.waiting:
            self.blocks.append(note + self.current)
        self.waiting = []

    def marked(self) -> str:
        """The whole, still marked."""
        self.flush()
        return "\n\n".join(self.blocks) + "\n"

    def _add(self, block: str) -> None:
        self.blocks.append(block)
        self._turn(block, kept=True)

    def _turn(self, block: str, *, kept: bool = False) -> None:
        """Remember the page that a block ends on; without text its mark hangs on the block before."""
        found = _PAGES.findall(block)
        if found:
            self.current = found[-1]
            if not kept:
                self.blocks[-1:] = [*(b + self.current for b in self.blocks[-1:])] or [self.current]


def _split_marks(line: str) -> tuple[str, str]:
    """The page marks that begin a line, and the rest of it without outer spaces."""
    marks = ""
    line = line.strip()
    while m := _PAGES.match(line):
        marks += m.group()
        line = line[m.end() :].lstrip()
    return marks, line


def sup(label: str) -> str:
    """A footnote mark."""
    return f"<sup>{label}</sup>"


def join(parts: Iterable[str]) -> str:
    """Parts with one space between them, empty ones left out."""
    return " ".join(p for p in parts if p)
