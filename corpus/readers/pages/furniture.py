"""What stands on every page and belongs to none: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter

from corpus.readers.pages.model import Sheet, TextLine
from corpus.text import fold

BAND = 0.09
"""Head and foot are looked for in this share of the page's height."""
DEPTH = 2
"""And in this many lines from its edge."""
_NUMBER = re.compile(r"(?:trang\s*)?[-–—.\s|]*\d{1,4}(?:\s*/\s*\d{1,4})?[-–—.\s|]*")


def without_furniture(lines: list[list[TextLine]], sheets: list[Sheet]) -> list[list[TextLine]]:
    """The lines of all pages without page numbers and what comes back at the same edge of at least three pages."""
    edges = [_edges(page, sheet) for page, sheet in zip(lines, sheets, strict=True)]
    counts = Counter(key for page in edges for key in {(_key(x), at_top) for x, at_top in page})
    need = max(3, len(sheets) // 3)
    out: list[list[TextLine]] = []
    for page, edge in zip(lines, edges, strict=True):
        dropped = {id(x) for x, at_top in edge if is_page_number(x) or (_key(x) and counts[_key(x), at_top] >= need)}
        out.append([x for x in page if id(x) not in dropped])
    return out


def is_page_number(line: TextLine) -> bool:
    """Whether a line is nothing but the number of its page."""
    return len(line.plain) < 20 and bool(_NUMBER.fullmatch(fold(line.plain)))


def _edges(page: list[TextLine], sheet: Sheet) -> list[tuple[TextLine, bool]]:
    """Lines near the upper and the lower edge; a table at the edge hides none of them."""
    top = [x for x in page if x.bottom <= BAND * sheet.height][:DEPTH]
    low = [x for x in page if x.top >= (1 - BAND) * sheet.height][-DEPTH:]
    return [*((x, True) for x in top), *((x, False) for x in low if x not in top)]


def _key(line: TextLine) -> str:
    return "".join(c for c in fold(line.plain) if c.isalpha())
