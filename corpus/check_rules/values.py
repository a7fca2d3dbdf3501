"""Figures as printed are intervals: what rounding allows, and what it does not."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from corpus.numbers import format_number
from corpus.quantities import scale
from corpus.text import fold

Verdict = Literal["agrees", "rounding", "off"]

_HUNDRED = Decimal(100)
# Things that are counted one by one: their figures are exact, money and areas are rounded.
_ROUNDED_UNITS = ("dong", "usd", "%", "ha", "m2", "km", "tan", "ta", "kg", "eur", "m3", "kwh", "lan", "m")
_SAME_COUNTS = {"du an dau tu": "du an", "bo ho so": "ho so", "thu tuc hanh chinh": "thu tuc", "tthc": "thu tuc"}
_PERSONS = frozenset({"lao dong", "nguoi", "cong nhan", "nguoi lao dong"})


class Interval(NamedTuple):
    """The values a printed figure can stand for, both ends included."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Is there a value that both can stand for?"""
        return self.low <= other.high and other.low <= self.high


class Printed(NamedTuple):
    """A figure in the unit without its scale word; `step` is one unit of its last printed digit there.

    `exact` figures (counts, plan figures) stand for themselves alone, `approximate` ones ("gần 2,5 tỷ") for anything
    near.
    """

    value: Decimal
    step: Decimal
    unit: str
    exact: bool = False
    approximate: bool = False

    @property
    def interval(self) -> Interval:
        """What the figure can stand for."""
        slack = Decimal(0) if self.exact else self.step / 2
        return Interval(self.value - slack, self.value + slack)


def printed(value: Decimal, unit: str, *, exact: bool = False, approximate: bool = False) -> Printed:
    """A figure as printed with its unit, brought to the unit without scale word.

    >>> p = printed(Decimal("3.5"), "tỷ USD")
    >>> int(p.value), int(p.interval.low), p.unit
    (3500000000, 3450000000, 'usd')
    >>> printed(Decimal(7), "dự án").interval
    Interval(low=Decimal('7'), high=Decimal('7'))
    """
    scaled, rest = scale(value, unit)
    step, _ = scale(last_digit(value), unit)
    base = base_unit(rest)
    counted = base.split("/")[0].split(" ")[0] not in _ROUNDED_UNITS and base != ""
    return Printed(scaled, step, base, exact or (counted and step <= 1), approximate)


def base_unit(unit: str) -> str:
    """Key of a unit: folded, people of any name counted as people.

    >>> base_unit("Lao động"), base_unit("ĐỒNG")
    ('nguoi', 'dong')
    """
    words = fold(unit).strip()
    return "nguoi" if words in _PERSONS else _SAME_COUNTS.get(words, words)


def same_unit(one: str, other: str) -> bool:
    """Are two base units one, or is one the other with a word more ("nhà tạm", "nhà")?

    >>> same_unit("nha tam", "nha"), same_unit("khu kinh te", "khu cong nghiep")
    (True, False)
    """
    return one == other or (bool(one) and bool(other) and (one.startswith(other + " ") or other.startswith(one + " ")))


def last_digit(value: Decimal) -> Decimal:
    """One unit of the last printed digit.

    >>> last_digit(Decimal("33.10")), last_digit(Decimal("2500"))
    (Decimal('0.01'), Decimal('1'))
    """
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))


def percent_of(value: Printed, base: Printed) -> Interval | None:
    """What `value` can be in per cent of `base`; None when the base can be nought.

    >>> percent_of(printed(Decimal(30), "dự án"), printed(Decimal(40), "dự án"))
    Interval(low=Decimal('75'), high=Decimal('75'))
    """
    over, under = value.interval, base.interval
    if under.low <= 0 or over.low < 0:
        return None
    return Interval(over.low * _HUNDRED / under.high, over.high * _HUNDRED / under.low)


def judge(reported: Decimal, computed: Interval, step: Decimal | None = None) -> Verdict:
    """Does a reported figure stand for the computed one? "rounding": cut off, or one unit of the last digit away.

    >>> judge(Decimal("33.9"), Interval(Decimal("33.97"), Decimal("33.98")))
    'rounding'
    >>> judge(Decimal("34.0"), Interval(Decimal("33.97"), Decimal("33.98")))
    'agrees'
    >>> judge(Decimal("35"), Interval(Decimal("33.97"), Decimal("33.98")))
    'off'
    """
    unit = step if step is not None else last_digit(reported)
    if computed.meets(Interval(reported - unit / 2, reported + unit / 2)):
        return "agrees"
    return "rounding" if computed.meets(Interval(reported - unit, reported + unit)) else "off"


def judge_sum(total: Printed, parts: Iterable[Printed]) -> Verdict:
    """Do the parts add up to the total? "rounding" when only their rounding explains the difference.

    >>> tonnes = [printed(Decimal(v), "tấn") for v in ("1.5", "2.5", "4.1")]
    >>> judge_sum(tonnes[2], tonnes[:2])
    'rounding'
    """
    listed = list(parts)
    difference = abs(sum((p.value for p in listed), Decimal(0)) - total.value)
    if difference == 0:
        return "agrees"
    slack = sum((Decimal(0) if p.exact else p.step / 2 for p in (*listed, total)), Decimal(0))
    return "rounding" if difference <= slack else "off"


def show(value: Decimal, places: int = 2) -> str:
    """A computed figure for the reader, at most `places` decimals.

    >>> show(Decimal("111.2709")), show(Decimal(24051))
    ('111,27', '24.051')
    """
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return format_number(rounded)


def show_sum(parts: Iterable[Decimal]) -> str:
    """An addition with its result.

    >>> show_sum([Decimal("96.5"), Decimal(2)])
    '96,5 + 2 = 98,5'
    """
    listed = list(parts)
    return f"{' + '.join(format_number(p) for p in listed)} = {show(sum(listed, Decimal(0)), 3)}"
