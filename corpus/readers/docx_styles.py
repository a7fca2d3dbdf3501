"""Styles of a Word document: what a paragraph and its runs look like once all inheritance is followed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.readers.numbering import W

MAX_CHAIN = 20
_HEADING = re.compile(r"heading ([1-9])")
_UNSAID = (("vanish", "hidden"), ("strike", "struck"), ("dstrike", "struck_twice"))
_RAISED = 6
"""Half points above the line from which a run is a superscript."""


@dataclass(frozen=True)
class Look:
    """How a run looks."""

    bold: bool = False
    italic: bool = False
    caps: bool = False
    high: bool = False
    hidden: bool = False
    struck: bool = False
    struck_twice: bool = False

    @property
    def unsaid(self) -> bool:
        """Hidden or struck through: no part of what the document says."""
        return self.hidden or self.struck or self.struck_twice


@dataclass
class Style:
    """One style: its own settings (None: inherited)."""

    name: str = ""
    based_on: str = ""
    run: Any | None = None
    level: int | None = None
    number: tuple[str | None, int | None] = (None, None)
    ruled: bool = False


@dataclass
class Styles:
    """All styles of a document."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def read(cls, root: Any | None) -> Styles:
        """From the root of `word/styles.xml`."""
        out = cls()
        for node in root.findall(f"{W}style") if root is not None else ():
            key = node.get(f"{W}styleId", "")
            properties = node.find(f"{W}pPr")
            style = Style(_value(node, "name").lower(), _value(node, "basedOn"), node.find(f"{W}rPr"))
            if properties is not None:
                style.level, style.number = _level_of(properties), _number_of(properties)
            if m := _HEADING.fullmatch(style.name):
                style.level = int(m[1])
            borders = node.find(f"{W}tblPr/{W}tblBorders")
            style.ruled = borders is not None and _visible(borders)
            out.by_id[key] = style
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") == "1":
                out.default = key
        return out

    def chain(self, key: str) -> list[Style]:
        """A style and those it is based on, nearest first."""
        out: list[Style] = []
        while key in self.by_id and len(out) < MAX_CHAIN:
            out.append(self.by_id[key])
            key = out[-1].based_on
        return out

    def of_paragraph(self, node: Any) -> tuple[Look, int, tuple[str, int] | None]:
        """The look of a paragraph's runs, its heading level (0: none), its list (number, level) or None."""
        properties = node.find(f"{W}pPr")
        key = _value(properties, "pStyle") if properties is not None else ""
        chain = self.chain(key or self.default)
        look = Look()
        for style in reversed(chain):
            look = changed(look, style.run)
        own = (_level_of(properties), _number_of(properties)) if properties is not None else (None, (None, None))
        levels = [own[0], *(s.level for s in chain)]
        level = next((x for x in levels if x is not None), 0)
        numbers = [own[1], *(s.number for s in chain)]
        number = next((n for n, _ in numbers if n is not None), None)
        at = next((i for _, i in numbers if i is not None), 0)
        level = 0 if not 1 <= level <= 9 else min(level, 6)
        return look, level, (number, at or 0) if number and number != "0" else None

    def of_run(self, node: Any, look: Look) -> Look:
        """The look of a run in a paragraph of this look."""
        properties = node.find(f"{W}rPr")
        if properties is None:
            return look
        for style in reversed(self.chain(_value(properties, "rStyle"))):
            look = changed(look, style.run)
        return changed(look, properties)

    def is_contents(self, node: Any) -> bool:
        """Whether a paragraph belongs to a table of contents."""
        properties = node.find(f"{W}pPr")
        chain = self.chain(_value(properties, "pStyle")) if properties is not None else []
        return any(re.fullmatch(r"toc \d", s.name) for s in chain)

    def is_ruled(self, table: Any) -> bool:
        """Whether a table shows its lines."""
        properties = table.find(f"{W}tblPr")
        if properties is not None:
            own = properties.find(f"{W}tblBorders")
            if own is not None:
                return _visible(own)
            if any(s.ruled for s in self.chain(_value(properties, "tblStyle"))):
                return True
        return any(_visible(b) for b in table.iter(f"{W}tcBorders"))


def changed(look: Look, properties: Any | None) -> Look:
    """A look with the settings of an `rPr` laid over it."""
    if properties is None:
        return look
    for name, attribute in (("b", "bold"), ("i", "italic"), ("caps", "caps"), *_UNSAID):
        child = properties.find(W + name)
        if child is not None:
            look = replace(look, **{attribute: child.get(f"{W}val", "1") not in ("0", "false", "off", "none")})
    if align := _value(properties, "vertAlign"):
        look = replace(look, high=align == "superscript")
    raised = _value(properties, "position")
    if raised.isdecimal() and int(raised) >= _RAISED:
        look = replace(look, high=True)
    return look


def _visible(borders: Any) -> bool:
    return any(b.get(f"{W}val", "none") not in ("none", "nil") for b in borders)


def _level_of(properties: Any) -> int | None:
    text = _value(properties, "outlineLvl")
    return int(text) + 1 if text.isdecimal() and len(text) == 1 else None


def _number_of(properties: Any) -> tuple[str | None, int | None]:
    found = properties.find(f"{W}numPr")
    if found is None:
        return None, None
    level = _value(found, "ilvl")
    return _value(found, "numId") or None, int(level) if level.isdecimal() and len(level) == 1 else None


def _value(node: Any, name: str) -> str:
    child = node.find(W + name)
    return str(child.get(f"{W}val") or "") if child is not None else ""
