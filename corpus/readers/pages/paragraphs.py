"""Lines joined to paragraphs by indentation, fullness, spacing and look, over the ends of pages too."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.headings import read_mark
from corpus.lines import is_capitals, is_finished, starts_low
from corpus.readers.legacy import is_syllable
from corpus.readers.marked import page_mark, unmarked
from corpus.readers.pages.lines import line_text
from corpus.readers.pages.model import TextLine

INDENT = 0.6
"""A first line is set in by at least this many times its size."""
HANG = 60.0
"""Points that the following lines of a paragraph are set in at most."""
SPACING = 1.3
"""A gap larger than this many usual ones parts paragraphs."""
WRAPPED = 0.8
"""A centred line of this share of the widest one was broken because it was full."""
_BROKEN = re.compile(r"([^\W\d_]+)-$")
_HEAD_WORD = re.compile(r"^([^\W\d_]+)")


@dataclass
class Measure:
    """Left and right edge of the body's text, and the usual distance of its lines."""

    left: float
    right: float
    pitch: float

    @classmethod
    def of(cls, lines: list[TextLine]) -> Measure:
        """From the lines of a page or document."""
        lefts: Counter[int] = Counter()
        rights: Counter[int] = Counter()
        pitches: Counter[float] = Counter()
        for i, line in enumerate(lines):
            weight = len(line.words)
            lefts[round(line.x0 / 3)] += weight
            rights[round(line.x1 / 3)] += weight
            if i and lines[i - 1].page == line.page and 0 < line.bottom - lines[i - 1].bottom < 4 * line.size:
                pitches[round((line.bottom - lines[i - 1].bottom) * 2) / 2] += 1
        left = min((x for x, n in lefts.items() if n >= 0.15 * sum(lefts.values())), default=min(lefts, default=0)) * 3
        total = sum(rights.values())
        right = max((x for x, n in rights.items() if n >= 0.05 * total), default=max(rights, default=0)) * 3
        common = pitches.most_common(1)
        return cls(float(left), float(right), common[0][0] if common else 0.0)


@dataclass
class Draft:
    """A paragraph: its lines; short `centred` ones keep their line ends."""

    lines: list[TextLine] = field(default_factory=list)
    centred: bool = False

    @property
    def bold(self) -> bool:
        """All of it bold."""
        return all(x.share("bold") > 0.85 for x in self.lines)

    @property
    def italic(self) -> bool:
        """All of it italic."""
        return all(x.share("italic") > 0.85 for x in self.lines)


def to_paragraphs(lines: list[TextLine], measures: dict[int, Measure]) -> list[Draft]:
    """Paragraphs of consecutive lines of the body; `measures` by page."""
    out: list[Draft] = []
    for line in lines:
        measure = measures[line.page]
        centred = _is_centred(line, measure)
        if out and _goes_on(out[-1], line, measure, measures[out[-1].lines[-1].page], centred=centred):
            out[-1].lines.append(line)
        else:
            out.append(Draft([line], centred))
    return out


def _is_centred(line: TextLine, measure: Measure) -> bool:
    left, right = line.x0 - measure.left, measure.right - line.x1
    return min(left, right) > 1.5 * line.size and abs(left - right) < max(2 * line.size, 0.15 * (left + right))


def _goes_on(draft: Draft, line: TextLine, measure: Measure, before: Measure, *, centred: bool) -> bool:
    """Whether a line goes on with the paragraph above it."""
    last = draft.lines[-1]
    same_page = last.page == line.page
    pitch = line.bottom - last.bottom
    if same_page and (pitch < 0 or (measure.pitch and pitch > SPACING * max(measure.pitch, 1.1 * line.size))):
        return False
    if abs(last.size - line.size) > 0.12 * last.size or (last.share("bold") > 0.85) != (line.share("bold") > 0.85):
        return _inside_sentence(last, line, before)
    if centred and not draft.centred and _is_title_rest(draft, line, before):
        return True
    if centred or draft.centred:
        whole = is_capitals(last.plain) == is_capitals(line.plain)
        return same_page and centred and draft.centred and whole and not read_mark(line.plain)
    if line.x0 > measure.left + INDENT * line.size and line.x0 > _hang(draft, measure) + INDENT * line.size:
        return False
    if not same_page and is_finished(last.plain) and not starts_low(line.plain):
        return False
    full = _is_full(last, line, before)
    if not full:
        return starts_low(line.plain) and not is_finished(last.plain) and len(last.plain) > 40 and last.x1 > before.left
    mark = read_mark(line.plain)
    dash = mark is not None and mark.style in "-+*•"  # one that only stands at the line's beginning
    return not mark or (dash and not is_finished(last.plain) and line.x0 <= _edge(draft, measure) + 2)


def _is_title_rest(draft: Draft, line: TextLine, measure: Measure) -> bool:
    """The last, shorter line of a centred title whose lines above were full."""
    middle = (line.x0 + line.x1) / 2
    even = all(abs((x.x0 + x.x1) / 2 - middle) < x.size for x in draft.lines)
    return even and not is_finished(draft.lines[-1].plain) and _is_full(draft.lines[-1], line, measure)


def _hang(draft: Draft, measure: Measure) -> float:
    """Where the following lines of a paragraph may begin: below the first word behind its mark at the furthest."""
    first = draft.lines[0]
    if len(draft.lines) > 1 or len(first.words) < 2 or not read_mark(first.plain):
        return _edge(draft, measure)
    return max(measure.left, min(first.words[1].x0, measure.left + HANG))


def _edge(draft: Draft, measure: Measure) -> float:
    """Where the following lines of a paragraph begin: hanging ones are set in."""
    return draft.lines[1].x0 if len(draft.lines) > 1 else max(measure.left, min(draft.lines[0].x0, measure.left + HANG))


def _is_full(last: TextLine, line: TextLine, measure: Measure) -> bool:
    """Whether the next line's first word had no place on the line above."""
    first = line.words[0]
    room = measure.right - last.x1
    return room < (first.x1 - first.x0) + 0.6 * last.size


def _inside_sentence(last: TextLine, line: TextLine, measure: Measure) -> bool:
    """A change of look in the middle of a sentence: a full line before, a small letter after."""
    return _is_full(last, line, measure) and not is_finished(last.plain) and starts_low(line.plain)


def text_of(draft: Draft) -> str:
    """The text of a paragraph, with a page mark where it goes over to the next page."""
    out = line_text(draft.lines[0].words)
    widest = max(x.x1 - x.x0 for x in draft.lines)
    for before, line in pairwise(draft.lines):
        if draft.centred and (before.x1 - before.x0 < WRAPPED * widest or is_finished(before.plain)):
            out += "\n" + line_text(line.words)
            continue
        mark = page_mark(line.page) if line.page != before.page else ""
        out = joined(out, line_text(line.words), mark)
    return out


def joined(text: str, following: str, mark: str = "") -> str:
    """Two lines made one; a hyphen that only broke a word at the line's end goes.

    >>> joined("giai đoạn 2021-", "2025"), joined("Đình Vũ -", "Cát Hải"), joined("invest-", "ment")
    ('giai đoạn 2021-2025', 'Đình Vũ - Cát Hải', 'investment')
    """
    bare = unmarked(text)
    if bare.endswith(("-", "–", "/")) and not bare.endswith((" -", " –", " /")):
        broken, head = _BROKEN.search(bare), _HEAD_WORD.match(unmarked(following))
        if broken and head and head[1].islower() and not (is_syllable(broken[1]) and is_syllable(head[1])):
            return text[:-1] + mark + following
        return text + mark + following
    return f"{text} {mark}{following}"
