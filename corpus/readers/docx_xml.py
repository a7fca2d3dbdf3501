"""Small questions to the XML of Word: what an element is, what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.readers.numbering import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MAX_DEPTH = 40
"""Elements nested deeper are left out."""
MAX_COLUMNS = 200
SKIPPED = frozenset(
    W + name
    for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr",
                 "footnoteRef", "endnoteRef", "annotationRef", "softHyphen", "bookmarkStart", "bookmarkEnd")
)  # fmt: skip
TRANSPARENT = frozenset(
    W + name for name in ("ins", "moveTo", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "sdt")
)


def within(node: Any, name: str, depth: int = 0) -> Iterator[Any]:
    """Rows of a table or cells of a row, also inside content controls and insertions."""
    for child in node:
        if child.tag == W + name:
            yield child
        elif child.tag in TRANSPARENT and depth < MAX_DEPTH:
            yield from within(child, name, depth + 1)


def flat(cell: Any, depth: int = 0) -> Iterator[Any]:
    """All paragraphs of a cell, those of nested tables too."""
    for child in cell:
        if child.tag == f"{W}p":
            yield child
        elif depth < MAX_DEPTH and (child.tag in TRANSPARENT or child.tag in (f"{W}tbl", f"{W}tr", f"{W}tc")):
            yield from flat(child, depth + 1)


def choice(node: Any) -> Any:
    """What a reader of today sees of an alternative; the fallback says the same for old ones."""
    found = node.find(f"{MC}Choice")
    if found is None:
        found = node.find(f"{MC}Fallback")
    return found if found is not None else ()


def is_contents(node: Any) -> bool:
    """Whether a content control is a table of contents."""
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def is_on(properties: Any, name: str) -> bool:
    """Whether a property is set."""
    child = properties.find(W + name)
    return child is not None and child.get(f"{W}val", "1") not in ("0", "false", "off")


def int_of(properties: Any, name: str) -> int:
    """A property as a small number, 0 when it is none."""
    child = properties.find(W + name)
    text = child.get(f"{W}val", "") if child is not None else ""
    return min(int(text), MAX_COLUMNS) if text.isdecimal() and len(text) < 5 else 0


def goes_on(properties: Any | None) -> bool:
    """Whether a cell goes on with the one above or beside it."""
    if properties is None:
        return False
    down, right = properties.find(f"{W}vMerge"), properties.find(f"{W}hMerge")
    below = down is not None and down.get(f"{W}val", "continue") == "continue"
    beside = right is not None and right.get(f"{W}val", "continue") == "continue"
    return below or beside or properties.find(f"{W}cellDel") is not None


def is_deleted_row(row: Any) -> bool:
    """Whether a row was deleted in a tracked change."""
    properties = row.find(f"{W}trPr")
    return properties is not None and properties.find(f"{W}del") is not None


def has_own_mark(mark: Any) -> bool:
    """Whether a note is marked by the text of its own reference."""
    return mark.get(f"{W}customMarkFollows", "0") not in ("0", "false", "off")


def is_in_cell(node: Any) -> bool:
    """Whether a paragraph stands in a cell."""
    parent = node.getparent()
    return parent is not None and parent.tag == f"{W}tc"


def symbol(node: Any) -> str:
    """A character of a symbol font: list marks are kept as a dash, others stand for nothing that can be read."""
    code = node.get(f"{W}char", "").upper()
    return {"F0B7": "-", "F0A7": "-", "F0D8": "-", "F02D": "-", "F0FC": "-", "F0B3": "≥", "F0A3": "≤"}.get(code, "")
