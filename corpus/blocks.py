"""Lines made paragraphs again: hard line ends, page breaks and footnotes in the middle of a sentence are undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Literal

from corpus.alignment import Strand, join_lines
from corpus.footnotes import RuinedMark, RuinedNote
from corpus.headings import annex_mark, read_mark
from corpus.lines import Line, Mark, is_capitals, is_finished, is_noise, starts_low
from corpus.text import fold

Gap = Literal["", "blank", "page"]

WRAP_LIMIT = 125
"""Lines of a document with hard line ends are rarely longer than this."""
FULL_SHARE = 0.85
"""A line is full when the next word would have brought it beyond this share of the usual width."""


@dataclass
class Block:
    """A paragraph being put together from lines."""

    kind: str
    first: Line
    last: Line
    parts: list[Strand] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0
    label: str = ""
    blank_before: bool = True
    blank_after: bool = True

    def add(self, line: Line, body: Strand, marks: Iterable[Mark]) -> None:
        """Append a line."""
        base = self.length + (1 if self.length and body.text else 0)
        self.marks += [Mark(base + m.at, m.label) for m in marks]
        self.parts.append(body)
        self.length = base + len(body.text)
        self.last = line

    def strand(self) -> Strand:
        """The joined text."""
        return join_lines(self.parts)


@dataclass(frozen=True)
class Wrapping:
    """How a document breaks its lines: `width` 0 when a line is a paragraph."""

    width: int = 0

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Wrapping:
        """Measure the lines of running text."""
        texts = [x for x in lines if not x.blank and "\t" not in x.raw and "|" not in x.raw]
        lengths = sorted(len(x.text) for x in texts)
        if len(lengths) < 8:
            return cls()
        width = lengths[int(len(lengths) * 0.9)]
        full = sum(n > 0.75 * width for n in lengths)
        if not 40 <= width <= WRAP_LIMIT or full < 0.4 * len(lengths):
            return cls()
        return cls(width)

    def is_full(self, text: str, following: str) -> bool:
        """Whether the next word had no place on the line."""
        word = following.split(maxsplit=1)[0] if following else ""
        return len(text) + 1 + len(word) > FULL_SHARE * self.width


def page_furniture(lines: list[Line]) -> set[int]:
    """Running heads: short lines that come back at least three times next to a page number or page break."""
    keys = {x.number: "".join(c for c in fold(x.text) if not c.isdigit()) for x in lines if 0 < len(x.text) < 100}
    counts = Counter(keys.values())
    out: set[int] = set()
    filled = [x for x in lines if not x.blank]
    for i, line in enumerate(filled):
        if counts.get(keys.get(line.number, ""), 0) < 3 or "\t" in line.raw or "|" in line.raw or read_mark(line.text):
            continue
        near = filled[max(0, i - 1) : i + 2]
        if any(x is not line and is_noise(x) for x in near) or "\f" in line.raw:
            out.add(line.number)
    return out


def _continues(block: Block, line: Line, gap: Gap, wrap: Wrapping) -> bool:
    """Whether `line` goes on with the paragraph."""
    text, before = line.text, block.parts[-1].text
    title = is_capitals(before)
    if line.hashes or (line.bold != block.first.bold and (line.bold or block.first.bold)):
        return False
    if read_mark(text) or (annex_mark(text) and is_capitals(text)):
        return False
    finished, low = is_finished(before), starts_low(text)
    if gap == "":
        return _next_line(block, line, wrap, finished=finished, low=low, title=title)
    if finished or title or block.first.hashes or block.first.bold:
        return False
    if gap == "blank":
        return low and block.length >= 30
    opens = text[:1] in '“"(‘' or before.rstrip().endswith(",")
    return low or opens or (block.length >= 80 and (len(text) > 60 or is_finished(text)) and not is_capitals(text))


def _next_line(block: Block, line: Line, wrap: Wrapping, *, finished: bool, low: bool, title: bool) -> bool:
    text, before = line.text, block.parts[-1].text
    if title:
        return not finished and (low or is_capitals(text))
    if is_capitals(text) and len(text) > 12:
        return False
    if wrap.width:
        if finished and not low and line.raw[:1].isspace() and not block.last.raw[:1].isspace():
            return False  # indented anew: a paragraph or page begins
        return (low and not finished) or wrap.is_full(before, text)
    if block.last.raw.endswith("  ") and not low:
        return False
    return not finished and (low or before.rstrip().endswith((",", "-", "(", "–")))


@dataclass
class Assembly:
    """Everything `assemble` needs to know about the lines beforehand."""

    kinds: dict[int, str]
    tables: set[int]
    notes: dict[int, RuinedNote]
    marks: dict[int, list[RuinedMark]]


def assemble(lines: list[Line], given: Assembly) -> list[Block]:
    """The blocks of a document in the order of their first lines."""
    wrap = Wrapping.of(x for x in lines if x.number not in given.tables and x.number not in given.kinds)
    making = _Making(given, wrap, page_furniture(lines))
    for line in lines:
        making.take(line)
    return making.out


class _Making:
    """Blocks in the making: the one that goes on, the note that goes on, what was passed over since."""

    def __init__(self, given: Assembly, wrap: Wrapping, furniture: Container[int]) -> None:
        self._given, self._wrap, self._furniture = given, wrap, furniture
        self.out: list[Block] = []
        self._current: Block | None = None
        self._note: Block | None = None
        self._gap: Gap = ""

    def take(self, line: Line) -> None:
        """Place the next line."""
        if line.blank:
            self._gap, self._note = (self._gap or "blank"), None
        elif line.number in self._given.tables:
            self._end()
        elif kind := self._given.kinds.get(line.number):
            self._end()
            self.out.append(_start(line, kind, line.body, line.marks, blank=True))
        elif is_noise(line) or line.number in self._furniture:
            self._gap, self._note = "page", None
        else:
            self._words(line)

    def _end(self) -> None:
        self._current, self._note, self._gap = None, None, ""

    def _words(self, line: Line) -> None:
        body, marks = _unruined(line, self._given)
        if line.note or line.number in self._given.notes:
            self._note = _start(line, "note", body, marks, blank=True)
            self._note.label = line.note or self._given.notes[line.number].label
            self.out.append(self._note)
            self._gap = "page"
            return
        if self._note is not None and _goes_on(self._note, line):
            self._note.add(line, body, marks)
            return
        self._note = None
        if self._current is not None and _continues(self._current, line, self._gap, self._wrap):
            self._current.add(line, body, marks)
        else:
            self._begin(line, body, marks)
        self._gap = ""

    def _begin(self, line: Line, body: Strand, marks: list[Mark]) -> None:
        if self._current is not None:
            self._current.blank_after = self._gap != ""
        blank = self._current is None or self._gap != ""
        self._current = _start(line, "text", body, marks, blank=blank)
        self.out.append(self._current)


def _start(line: Line, kind: str, body: Strand, marks: Iterable[Mark], *, blank: bool) -> Block:
    block = Block(kind, line, line, blank_before=blank)
    block.add(line, body, marks)
    return block


def _goes_on(note: Block, line: Line) -> bool:
    """Whether a line is more of the footnote before it."""
    before = note.parts[-1].text
    if read_mark(line.text):
        return before[:1] in "-+" and line.text[:1] == before[:1]
    return not line.hashes and not line.bold and (starts_low(line.text) or not is_finished(before))


def _unruined(line: Line, given: Assembly) -> tuple[Strand, list[Mark]]:
    """The body without ruined footnote marks."""
    body, marks = line.body, list(line.marks)
    ruined = given.marks.get(line.number, [])
    if ruined:
        parts: list[Strand] = []
        at = 0
        removed: list[int] = []
        for mark in ruined:
            parts.append(body.slice(at, mark.at))
            marks.append(Mark(mark.at - len(removed), mark.label))
            removed.append(mark.at)
            at = mark.at + 1
        parts.append(body.slice(at, len(body.text)))
        whole = parts[0]
        for part in parts[1:]:
            whole = whole + part
        body = whole
    if line.number in given.notes:
        start = given.notes[line.number].text_start
        body = body.slice(start, len(body.text))
    return body, marks
