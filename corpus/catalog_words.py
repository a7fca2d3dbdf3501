"""The longest of several spellings in a text."""

from __future__ import annotations

from corpus.spellings import find_spelling, joined


def find_any(text: str, spellings: tuple[str, ...]) -> tuple[int, int] | None:
    """Place of the longest spelling that stands in the text, its first occurrence; None when none does.

    >>> find_any("tổng vốn FDI lũy kế", ("vốn", "tổng vốn"))
    (0, 8)
    """
    words = joined(text)
    there = [s for s in spellings if joined(s) in words]
    found = ((s, find_spelling(text, s)) for s in sorted(there, key=len, reverse=True))
    return next((places[0] for _, places in found if places), None)
