"""A number as a spreadsheet's cell shows it, by the cell's number format (ECMA-376 part 1, 18.8.31)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_UNSHOWN = re.compile(r"\[[^\]]*\]|\\.|_.|\*.")
"""Colours, conditions and currencies in brackets, single characters, padding."""
_LITERAL = re.compile(r'"([^"]*)"')
_WORDS = re.compile(r'"([^"]*)"|[^ "]')
"""What a part of a format shows: quoted words and blanks."""
_PLACES = re.compile(r"[0#?][0#?,]*(?:\.([0#?]+))?(,*)")
_EXACT = 1e15
_ENOUGH_DIGITS = 15
"""A spreadsheet keeps and rounds fifteen decimal digits of a number."""


def number_text(value: float, number_format: str = "General") -> str:
    """The number in Vietnamese writing: its decimals, scaled and rounded as shown (half away from zero), with the words
    of the format; thousands are not parted. A negative number keeps its sign.

    >>> number_text(2.5, "0"), number_text(0.1225, "0.0%"), number_text(1234567890, "#,##0,,"), number_text(7, "0.0##")
    ('3', '12,3%', '1235', '7,0')
    >>> number_text(-0.5, "0;(0)"), number_text(1234.5, '#,##0.0" tỷ"'), number_text(1e-5), number_text(5, '"Tháng "0')
    ('-1', '1234,5 tỷ', '0,00001', 'Tháng 5')
    """
    form = _UNSHOWN.sub("", number_format.split(";")[0])
    bare = _LITERAL.sub(lambda m: " " * len(m.group()), form)
    percent = "%" in bare
    exact = value if isinstance(value, int) else Decimal(f"{value:.{_ENOUGH_DIGITS}g}")
    number = Decimal(exact) * (100 if percent else 1)
    found = _PLACES.search(bare)
    if found is None or "e+" in bare.lower() or "/" in bare or abs(value) >= _EXACT:
        found = re.search("General|@|$", bare)
        text = f"{number:f}" if isinstance(value, int) else f"{Decimal(f'{number:.12g}'):f}"
    else:
        text = _rounded(number, found)
    assert found is not None
    before, after = (_WORDS.sub(r"\1", part) for part in (form[: found.start()], form[found.end() :]))
    return f"{before}{text.replace('.', ',')}{'%' * percent}{after}".strip()


def _rounded(number: Decimal, found: re.Match[str]) -> str:
    """The digits that the places of a format show; commas at the end of the whole part or of all scale by thousands."""
    places = found[1] or ""
    whole = found.group().partition(".")[0]
    scaled = len(found[2]) + len(whole) - len(whole.rstrip(","))
    shown = (number / 1000**scaled).quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    text = f"{shown:f}"
    spare = len(places) - len(places.rstrip("#?"))
    for _ in range(spare):
        text = text.removesuffix("0")
    return text.removesuffix(".") if shown else text.removesuffix(".").removeprefix("-")
