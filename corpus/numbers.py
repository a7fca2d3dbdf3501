"""Vietnamese figures: a token becomes a Decimal or nothing, never a guess; and back to print."""

from __future__ import annotations

import re
from decimal import Decimal

_READINGS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    # pattern, thousands separator to drop, decimal mark
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"), ".", ","),
    (re.compile(r"\d+(?:,\d+)?"), "", ","),
    (re.compile(r"\d+\.\d{1,2}|0\.\d+"), "", "."),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?|[1-9]\d{0,2}(?:,\d{3})+\.\d+"), ",", "."),
)
_LETTER_O = re.compile(r"^[oO](?=\d)|(?<=\d)[oO](?=[\d.,]|$)")


def parse_number(token: str) -> Decimal | None:
    """The value of a figure as Vietnamese documents print it; None when broken ("4.272.85").

    A point before exactly three digits separates thousands, before one or two it is an English decimal point; a letter
    O beside digits is a nought; the sign is kept.

    >>> parse_number("1.234,5"), parse_number("4.125"), parse_number("3.5"), parse_number("+1,76")
    (Decimal('1234.5'), Decimal('4125'), Decimal('3.5'), Decimal('1.76'))
    >>> parse_number("O1"), parse_number("4.272.85")
    (Decimal('1'), None)
    """
    digits = token.strip().replace("−", "-")
    sign = "-" if digits.startswith("-") else ""
    digits = _LETTER_O.sub("0", digits.lstrip("+-").strip())
    for pattern, thousands, point in _READINGS:
        if pattern.fullmatch(digits):
            plain = digits.replace(thousands, "") if thousands else digits
            return Decimal(sign + plain.replace(point, "."))
    return None


def other_reading(token: str) -> Decimal | None:
    """The value if the separator means the opposite (31,815 as 31.815); None when the token has one reading only.

    >>> other_reading("31,815"), other_reading("4.125"), other_reading("21,8")
    (Decimal('31815'), Decimal('4.125'), None)
    """
    m = re.fullmatch(r"([+-]?\d{1,3})([.,])(\d{3})", token.strip())
    if not m or m[1].lstrip("+-").startswith("0"):
        return None
    return Decimal(m[1] + m[3]) if m[2] == "," else Decimal(f"{m[1]}.{m[3]}")


def format_number(value: Decimal) -> str:
    """The figure in Vietnamese print: points between thousands, a comma before decimals, no trailing noughts.

    >>> format_number(Decimal("1234567.50")), format_number(Decimal("-4.3")), format_number(Decimal("4125"))
    ('1.234.567,5', '-4,3', '4.125')
    """
    whole, _, decimals = f"{abs(value):f}".partition(".")
    decimals = decimals.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if value < 0 else ""
    return f"{sign}{grouped},{decimals}" if decimals else f"{sign}{grouped}"
