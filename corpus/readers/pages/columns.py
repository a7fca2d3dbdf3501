"""The letterhead and the foot of a document: two columns side by side, read one after the other."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from corpus.header_title import TYPES
from corpus.readers.pages.lines import segments
from corpus.readers.pages.model import Sheet, TextLine
from corpus.text import fold

HEAD_LINES = 16
ACROSS = 24.0
"""A line that reaches so many points over the gutter on both sides stands in no column."""
_STATE = re.compile(r"c.{1,3}ng h.{1,2}a x.{1,2} h.{1,3}i ch.{1,2} ngh|doc lap\s*-\s*tu do|dang cong san viet nam")
_DATED = re.compile(r"[^\d:,]{2,40},\s*ng.y\s[^:;]{0,12}\sth.{1,2}ng\s[^:;]{0,12}\sn.{1,2}m\b")
_RECIPIENTS = re.compile(r"\W{0,3}noi\s?nhan\b")

Columns = tuple[list[TextLine], list[TextLine]]


def split_head(lines: list[TextLine], sheet: Sheet) -> tuple[Columns | None, list[TextLine]]:
    """The letterhead's two columns and the rest of the first page."""
    head = lines[:HEAD_LINES]
    if not any(_STATE.search(fold(x.plain)) or _is_dated(x) for x in head):
        return None, lines
    gutter = _gutter(head, sheet)
    if gutter is None:
        return None, lines
    end = 0
    while end < len(head) and not _is_across(head[end], gutter) and fold(head[end].plain.strip()) not in TYPES:
        end += 1
    return _sides(head[:end], gutter), lines[end:]


def _is_dated(line: TextLine) -> bool:
    """Whether the place and date stand at the right of something: the state's name is not in every letterhead."""
    parts = segments(line, 1.3)
    return len(parts) == 2 and bool(_DATED.match(fold(parts[1].plain)))


def split_foot(lines: list[TextLine], sheet: Sheet) -> tuple[list[TextLine], Columns | None, list[TextLine]]:
    """The lines above "Nơi nhận", the foot's two columns, and what stands below it."""
    start = next((i for i, x in enumerate(lines) if _RECIPIENTS.match(fold(x.plain)[:20])), None)
    if start is None:
        return lines, None, []
    # the position may stand a little higher than "Nơi nhận"
    first = start
    while first > max(0, start - 4) and lines[first - 1].x0 > 0.4 * sheet.width:
        first -= 1
    foot = lines[first:]
    gutter = _gutter(foot, sheet)
    if gutter is None:
        return lines, None, []
    end = 0
    while end < len(foot) and not _is_across(foot[end], gutter):
        end += 1
    return lines[:first], _sides(foot[:end], gutter), lines[first + end :]


def _gutter(lines: list[TextLine], sheet: Sheet) -> float | None:
    """The middle of the gap that parts lines in two."""
    gaps: list[float] = []
    for line in lines:
        parts = segments(line, 1.3)
        for left, right in pairwise(parts):
            middle = (left.x1 + right.x0) / 2
            if 0.2 * sheet.width < middle < 0.75 * sheet.width:
                gaps.append(middle)
    return median(gaps) if gaps else None


def _is_across(line: TextLine, gutter: float) -> bool:
    return any(s.x0 < gutter - ACROSS and s.x1 > gutter + ACROSS for s in segments(line, 1.3))


def _sides(lines: list[TextLine], gutter: float) -> Columns:
    left: list[TextLine] = []
    right: list[TextLine] = []
    for line in lines:
        for side, words in ((left, [w for w in line.words if w.middle[0] < gutter]),
                            (right, [w for w in line.words if w.middle[0] >= gutter])):  # fmt: skip
            if words:
                side.append(TextLine(words, line.page).measure())
    return left, right
