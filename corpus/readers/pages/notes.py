"""Footnotes at the foot of a page: smaller lines that begin with a mark, under a short rule or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.readers.pages.model import Sheet, TextLine

SMALLER = 0.93
"""Notes are set at most this share of the body's size."""
RULE_SHARE = 0.5
"""The rule above notes is shorter than this share of the page."""
UNREAD = "*"
"""What a footnote mark of a scan is written as: its place is known, its figure is not."""
_UNREAD_LABEL = re.compile(r"[\dOoÖQIl|°º'’‘*!?¡”\"]{1,3}[.)]?")
_LABEL = re.compile(r"\(?(\d{1,3})\)?[.:)]?|([*†‡]{1,3})")


@dataclass
class Note:
    """A note: its label ('' when it goes on with the note of the page before) and its lines."""

    label: str
    lines: list[TextLine]
    page: int
    marked: int = 0
    """The page its mark stands on, which may be an earlier one; 0: its own."""


def body_size(lines: list[list[TextLine]]) -> float:
    """The size most characters of the document are set in."""
    sizes: Counter[float] = Counter()
    for page in lines:
        for line in page:
            sizes[round(line.size * 2) / 2] += sum(len(w.text) for w in line.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def split_notes(
    page: list[TextLine], sheet: Sheet, size: float, owed: Mapping[str, int] = MappingProxyType({})
) -> tuple[list[TextLine], list[Note]]:
    """The body's lines and the notes of a page; `owed`: marks of earlier pages, and which, whose notes had no place."""
    start = len(page)
    own = marks_of(page)
    rule = _rule(page, sheet, own | owed.keys())
    marks = own | {m for m in owed if rule is not None or (m.isdecimal() and str(int(m) + 1) in own)}
    while start and _may_be_note(page[start - 1], size, rule):
        start -= 1
    while start < len(page) and not _label(page[start], marks) and (rule is None or page[start].top < rule - 2):
        start += 1
    if start == len(page):
        return page, []
    notes: list[Note] = []
    for line in page[start:]:
        label = _label(line, marks)
        if label:
            rest = [TextLine(line.words[1:], line.page).measure()]
            notes.append(Note(label, rest, line.page, owed.get(label, 0)))
        elif notes:
            notes[-1].lines.append(line)
        else:
            notes.append(Note("", [line], line.page))
    return page[:start], notes


def marks_of(page: list[TextLine]) -> set[str]:
    """The footnote marks raised in the lines of a page."""
    return {w.text.strip("()") for x in page for w in x.words if w.high}


def still_owed(owed: Mapping[str, int], body: list[TextLine], notes: list[Note], number: int) -> dict[str, int]:
    """The marks of a page and the one before it whose notes stand on neither, with their pages."""
    told = {n.label for n in notes}
    fresh = {m: number for m in marks_of(body) if not m.startswith(UNREAD)}
    return {m: at for m, at in {**owed, **fresh}.items() if m not in told and number - at <= 1}


def _rule(page: list[TextLine], sheet: Sheet, marks: set[str]) -> float | None:
    """Where the rule above the notes stands: short, at the left, nothing but small lines below it."""
    found = [b for b in sheet.rules if b[2] - b[0] < RULE_SHARE * sheet.width and b[0] < 0.3 * sheet.width]
    lowest = max((b[1] for b in found if b[1] > 0.3 * sheet.height), default=None)
    below = [x for x in page if lowest is not None and x.top >= lowest - 2]
    return lowest if below and _label(below[0], marks) else None


def _may_be_note(line: TextLine, size: float, rule: float | None) -> bool:
    return (rule is not None and line.top >= rule - 2) or line.size <= SMALLER * size


def _label(line: TextLine, marks: set[str]) -> str:
    """The label a note's first line begins with: raised, small, or plain where `marks` of the page hold it."""
    if len(line.words) < 2:
        return ""
    first, following = line.words[:2]
    if any(m.startswith(UNREAD) for m in marks) and _UNREAD_LABEL.fullmatch(first.text):
        return UNREAD
    m = _LABEL.fullmatch(first.text)
    if not m:
        return ""
    raised = first.high or first.size <= 0.8 * following.size
    label = m[1] or m[2]
    return label if raised or (label in marks and first.x1 < following.x0) else ""


def bind_unread(bodies: list[list[TextLine]], notes: list[Note]) -> None:
    """Marks of a scan bound to the notes at the foot of their page by order, numbered through the document.

    Where a page has not as many marks as notes nothing is bound: a figure must not get another one's plan.
    """
    number = 0
    for body in bodies:
        marks = [w for line in body for w in line.words if w.high and w.text.startswith(UNREAD)]
        own = [n for n in notes if body and n.page == body[0].page and n.label == UNREAD]
        for mark in marks if len(marks) != len(own) else ():
            mark.text = ""
        for i, note in enumerate(own, 1):
            note.label = str(number + i)
            if len(marks) == len(own):
                marks[i - 1].text = note.label
        number += len(own)
    for body in bodies:
        for line in body:
            line.words = [w for w in line.words if w.text]
