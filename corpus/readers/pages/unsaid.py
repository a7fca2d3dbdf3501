"""Letters of a printed page that are no part of what it says: struck through, or printed twice to look bold."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

THIN = 2.0
"""Points a stroke is high at most."""
UPPER, LOWER = 0.3, 0.85
"""Where a stroke crosses a letter, as shares of its height from the top; lower ones underline it."""
TALLEST = 60.0
"""Points of the tallest letters looked at."""
BEYOND = 3.0
"""Points that a stroke reaches over its letters at most: what is longer is the line of a table."""

TWICE = 1.0
"""Points that a letter is moved by at most when it is printed a second time."""


def unsaid_letters(page: Any) -> set[int]:
    """The `id` of each letter (pdfplumber's `page.chars`) to be left out."""
    return _struck(page) | _printed_twice(page)


def _printed_twice(page: Any) -> set[int]:
    """Letters that stand on an equal one."""
    seen: dict[tuple[str, int], list[Any]] = {}
    out: set[int] = set()
    for c in page.chars:
        near = [o for row in (-1, 0, 1) for o in seen.get((c["text"], round(c["top"]) + row), ())]
        if any(abs(o["x0"] - c["x0"]) <= TWICE and abs(o["top"] - c["top"]) <= TWICE for o in near):
            out.add(id(c))
        else:
            seen.setdefault((c["text"], round(c["top"])), []).append(c)
    return out


def _struck(page: Any) -> set[int]:
    strokes = [s for s in (*page.lines, *page.rects) if s["bottom"] - s["top"] <= THIN < s["x1"] - s["x0"]]
    if not strokes:
        return set()
    out: set[int] = set()
    letters = sorted(page.chars, key=lambda c: float(c["top"]))
    tops = [c["top"] for c in letters]
    for stroke in strokes:
        y = (stroke["top"] + stroke["bottom"]) / 2
        near = letters[bisect_left(tops, y - TALLEST) : bisect_left(tops, y)]
        crossed = [c for c in near if _crosses(stroke, y, c)]
        if crossed and _fits(stroke, crossed):
            out |= {id(c) for c in crossed}
    return out


def _crosses(stroke: Any, y: float, letter: Any) -> bool:
    height = letter["bottom"] - letter["top"]
    within = UPPER * height <= y - letter["top"] <= LOWER * height
    middle = (letter["x0"] + letter["x1"]) / 2
    return bool(within and stroke["x0"] - 1 <= middle <= stroke["x1"] + 1)


def _fits(stroke: Any, crossed: list[Any]) -> bool:
    left, right = min(c["x0"] for c in crossed), max(c["x1"] for c in crossed)
    return bool(stroke["x0"] >= left - BEYOND and stroke["x1"] <= right + BEYOND)
