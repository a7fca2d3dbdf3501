"""Footnotes and endnotes of a Word document, numbered in the order of their marks."""

from __future__ import annotations

from typing import Any

from corpus.readers.numbering import W, roman
from corpus.readers.package import Package

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """Notes by kind ("footnote", "endnote") and id, each given out once."""

    def __init__(self, package: Package) -> None:
        self._bodies: dict[tuple[str, str], Any] = {}
        for kind in ("footnote", "endnote"):
            root = package.xml(f"word/{kind}s.xml")
            for node in root if root is not None else ():
                if node.tag == W + kind and node.get(f"{W}type") not in _SEPARATORS:
                    self._bodies[kind, node.get(f"{W}id", "")] = node
        self._given = {"footnote": 0, "endnote": 0}

    def take(self, kind: str, key: str, own_mark: str = "") -> tuple[str, Any] | None:
        """The label and the body of a note; endnotes are numbered i, ii, iii; a mark of its own is not counted."""
        body = self._bodies.pop((kind, key), None)
        if body is None:
            return None
        if own_mark:
            return own_mark, body
        self._given[kind] += 1
        number = self._given[kind]
        return (str(number) if kind == "footnote" else roman(number).lower()), body
