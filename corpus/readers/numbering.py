"""Automatic numbering of Word: the label that stands before a paragraph, from `word/numbering.xml` and the styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
MAX_NUMBER = 3_999
_SLOT = re.compile(r"%([1-9])")
_KNOWN_BULLETS = "-–—+*•"


@dataclass
class Level:
    """One level of a list: how its number is written and where it starts."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    plain: bool = False
    """All numbers of the label in Arabic figures (w:isLgl)."""


@dataclass
class _List:
    levels: dict[int, Level] = field(default_factory=dict)
    linked: str = ""


@dataclass
class Numbering:
    """The lists of a document, and the counters while it is read from top to bottom."""

    lists: dict[str, _List] = field(default_factory=dict)
    numbers: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, root: Any | None) -> Numbering:
        """From the root of `word/numbering.xml`; None: no lists."""
        out = cls()
        if root is None:
            return out
        by_link: dict[str, str] = {}
        for node in root.findall(f"{W}abstractNum"):
            found = _List(dict(map(_level, node.findall(f"{W}lvl"))))
            found.linked = _value(node, "numStyleLink")
            key = node.get(f"{W}abstractNumId", "")
            out.lists[key] = found
            if link := _value(node, "styleLink"):
                by_link[link] = key
        for node in root.findall(f"{W}num"):
            key = _value(node, "abstractNumId")
            linked = out.lists.get(key, _List()).linked
            key = by_link.get(linked, key) if linked else key
            overrides: dict[int, Level] = {}
            starts: dict[int, int] = {}
            for change in node.findall(f"{W}lvlOverride"):
                at = _number(change.get(f"{W}ilvl"), 0)
                if (level := change.find(f"{W}lvl")) is not None:
                    overrides[at] = _level(level)[1]
                if (start := change.find(f"{W}startOverride")) is not None:
                    starts[at] = _number(start.get(f"{W}val"), 1)
            out.numbers[node.get(f"{W}numId", "")] = (key, overrides, starts)
        return out

    def label(self, number: str, at: int) -> str:
        """Count one paragraph of list `number` at level `at` (from 0) and return its label, '' when it has none."""
        if number not in self.numbers or not 0 <= at < LEVELS:
            return ""
        key, overrides, starts = self.numbers[number]
        levels = {**self.lists.get(key, _List()).levels, **overrides}
        level = levels.get(at)
        if level is None:
            return ""
        counters = self.counters.setdefault(key, {})
        if number not in self.begun:
            self.begun.add(number)
            for i in starts:
                counters.pop(i, None)
        first = starts.get(at, level.start)
        counters[at] = counters[at] + 1 if at in counters else first
        for deeper in [i for i in counters if i > at]:
            del counters[deeper]
        if level.style == "bullet":
            return level.text if level.text in _KNOWN_BULLETS and level.text else "-"
        if level.style == "none" and not _SLOT.search(level.text):
            return level.text.strip()

        def slot(m: re.Match[str]) -> str:
            i = int(m[1]) - 1
            shown = levels.get(i, Level())
            style = "decimal" if level.plain and shown.style != "decimalZero" else shown.style
            return written(counters.get(i, starts.get(i, shown.start)), style)

        return _SLOT.sub(slot, level.text).strip()


def written(number: int, style: str) -> str:
    """A number as Word writes it in a style.

    >>> [written(4, s) for s in ("decimal", "upperRoman", "lowerLetter", "lowerRoman", "decimalZero")]
    ['4', 'IV', 'd', 'iv', '04']
    >>> written(27, "upperLetter")
    'AA'
    """
    if style in ("upperRoman", "lowerRoman") and 0 < number <= MAX_NUMBER:
        out = roman(number)
        return out if style == "upperRoman" else out.lower()
    if style in ("upperLetter", "lowerLetter") and 0 < number <= MAX_NUMBER:
        out = chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return out if style == "upperLetter" else out.lower()
    if style == "none":
        return ""
    return f"{number:02d}" if style == "decimalZero" else str(number)


def roman(number: int) -> str:
    """A Roman numeral.

    >>> roman(14), roman(39)
    ('XIV', 'XXXIX')
    """
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    out = ""
    for value, letters in steps:
        while number >= value:
            out, number = out + letters, number - value
    return out


def _level(node: Any) -> tuple[int, Level]:
    text = _value(node, "lvlText")
    plain = (legal := node.find(f"{W}isLgl")) is not None and legal.get(f"{W}val", "1") not in ("0", "false")
    start = _number(_value(node, "start"), 1)
    return _number(node.get(f"{W}ilvl"), 0), Level(_value(node, "numFmt") or "decimal", text, start, plain)


def _value(node: Any, name: str) -> str:
    child = node.find(f"{W}{name}")
    return str(child.get(f"{W}val") or "") if child is not None else ""


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
