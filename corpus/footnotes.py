"""Footnotes of damaged text: ruined marks (? ’ ® * ! ¢) bound to their note lines by order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.lines import Line

_RUINED = "?’'‘®*!¢”°\"“#©¥§'"
_RUINED_NOTE = re.compile(rf"^\s{{0,6}}([{re.escape(_RUINED)}])\s{{1,3}}(?=[^\W\d_])")
_ODD = frozenset("?’'‘®!¢”°©¥§")
_RUINED_MARK = re.compile(rf"(?<=[\w%)][\w%)])([{re.escape(_RUINED)}])(?=[\s.,;:]|$)")
_OPENERS = {"“": "”", "‘": "’"}


@dataclass(frozen=True, slots=True)
class RuinedNote:
    """A note line in damaged text: its line and where its text begins in the line's body."""

    number: int
    label: str
    text_start: int


@dataclass(frozen=True, slots=True)
class RuinedMark:
    """A mark in damaged text: the line, the offset of the character in its body, the note it stands for."""

    number: int
    at: int
    label: str


def find_ruined(lines: list[Line]) -> tuple[dict[int, RuinedNote], dict[int, list[RuinedMark]]]:
    """Note lines with ruined marks and the marks that refer to them, both by line number.

    Lines beginning with odd marks stand in groups at the foot of a page; the marks between two groups belong, in
    order, to the notes of the next group.

    >>> from corpus.lines import split_lines
    >>> text = "tăng 5% so kỳ trước?, đạt 9% kế hoạch’.\\n\\n? Năm trước.\\n\\n’ Kế hoạch."
    >>> notes, marks = find_ruined(split_lines(text))
    >>> sorted(notes), [(m.at, m.label) for m in marks[0]]
    ([2, 4], [(19, '~1'), (37, '~2')])
    """
    groups = _groups(lines)
    notes: dict[int, RuinedNote] = {}
    marks: dict[int, list[RuinedMark]] = {}
    begin, count = 0, 0
    for group in groups:
        for i, (number, start) in enumerate(group):
            notes[number] = RuinedNote(number, f"~{count + i + 1}", start)
        found = _candidates(lines, begin, group[0][0])[-len(group) :]
        # fewer marks than notes: the last notes keep theirs, the first marks were lost with the page before
        for i, (number, at) in enumerate(found):
            label = f"~{count + len(group) - len(found) + i + 1}"
            marks.setdefault(number, []).append(RuinedMark(number, at, label))
        count += len(group)
        begin = group[-1][0] + 1
    return notes, marks


def _groups(lines: list[Line]) -> list[list[tuple[int, int]]]:
    groups: list[list[tuple[int, int]]] = []
    current: list[tuple[int, int]] = []
    odd = False
    for line in lines:
        if line.blank:
            continue
        m = _RUINED_NOTE.match(line.text[:20]) if not line.note and len(line.text) < 400 else None
        if m:
            odd = odd or m[1] in _ODD
            current.append((line.number, m.end()))
        elif current and line.number == current[-1][0] + 1 and not _ends(lines[current[-1][0]].text):
            continue
        elif current:
            if odd:
                groups.append(current)
            current, odd = [], False
    if current and odd:
        groups.append(current)
    return groups


def _ends(text: str) -> bool:
    return text.rstrip().endswith((".", ";", ","))


def _candidates(lines: list[Line], begin: int, end: int) -> list[tuple[int, int]]:
    """Characters that may be marks: one that closes a quotation is none."""
    out: list[tuple[int, int]] = []
    waiting = ""
    straight = False
    for line in lines[begin:end]:
        if line.blank:
            waiting, straight = "", False
            continue
        for at, char in enumerate(line.text):
            if char in _OPENERS and (at == 0 or not line.text[at - 1].isalnum()):
                waiting = _OPENERS[char]
            elif char == waiting:
                waiting = ""
            elif char == '"' and (straight or at == 0 or not line.text[at - 1].isalnum()):
                straight = not straight
            elif char in _RUINED and _RUINED_MARK.match(line.text, at):
                out.append((line.number, at))
    return out


def bind(label: str, starts: list[tuple[int, str, str]]) -> list[int]:
    """Which notes a mark means, among `(ordinal, label, text)` in order: all of its number, sensibly.

    A number printed twice is two notes of one mark, except that a first one which goes on with the list of the note
    before belongs to that.

    >>> notes = [(4, "6", "- Vùng lõi;"), (5, "7", "- Vùng đệm."), (6, "7", "Đến 05/12.")]
    >>> bind("7", notes), bind("6", notes)
    ([6], [4, 5])
    """
    own = [i for i, (_, name, _) in enumerate(starts) if name == label]
    if not own:
        return []
    if len(own) > 1 and _goes_on(starts, own[0]):
        own = own[1:]
    after = own[-1] + 1
    if after + 1 < len(starts) and starts[after][1] == starts[after + 1][1] != label and _goes_on(starts, after):
        own.append(after)
    return [starts[i][0] for i in own]


def _goes_on(starts: list[tuple[int, str, str]], index: int) -> bool:
    return index > 0 and starts[index][2][:1] in "-+" and starts[index - 1][2][:1] == starts[index][2][:1] != ""
