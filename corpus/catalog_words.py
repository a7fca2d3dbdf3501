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
    return find_spelling(text, max(there, key=len))[0] if there else None
