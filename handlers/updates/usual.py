"""What is usual for an indicator, from the figures known: its unit, its plan, its size a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from corpus.models import Observation
from corpus.periods import parse_period
from corpus.quantities import scale
from corpus.text import fold
from handlers.facts import STATE_UNITS
from handlers.knowledge import Knowledge


def home_figures(known: Knowledge, name: str, measures: Iterable[str]) -> list[Observation]:
    """The office's own figures of an indicator, of some measures."""
    found = known.book.of(name, measures=tuple(measures))
    return [o for o in found if o.entity == known.book.home] or found


def usual_unit(known: Knowledge, name: str) -> str:
    """The unit most figures of an indicator are printed in; '' when there is none."""
    units = Counter(o.unit for o in home_figures(known, name, ("actual", "estimate", "target", "cumulative")) if o.unit)
    return units.most_common(1)[0][0] if units else ""


def plans(known: Knowledge, name: str, year: str) -> list[tuple[Decimal, str]]:
    """Every plan of the year that the documents give, without scale words: they may disagree."""
    found = {scale(o.value, o.unit) for o in home_figures(known, name, ("target",)) if o.time_period == year}
    return sorted(found)


def months_of(code: str) -> Decimal:
    """How many months a period is long.

    >>> months_of("2023-Q1"), months_of("2023-01-01/2023-03-08"), months_of("2023-M09")
    (Decimal('3'), Decimal('2.2'), Decimal('1'))
    """
    p = parse_period(code)
    days = (p.end - p.start).days + 1
    return max(Decimal(1), (Decimal(days) / Decimal("30.44")).quantize(Decimal("0.1")).normalize() + 0)


def largest_a_month(known: Knowledge, name: str, base: str) -> Decimal | None:
    """The largest known flow a month, or the largest state, in a base unit ("USD"); a year's plan is a flow too."""
    sizes = []
    for o in home_figures(known, name, ("actual", "estimate", "target", "cumulative", "base")):
        value, unit = scale(o.value, o.unit)
        if unit != base or not o.time_period:
            continue
        sizes.append(abs(value) if is_stock(name, o.unit) else abs(value) / months_of(o.time_period))
    return max(sizes, default=None)


def is_stock(name: str, unit: str) -> bool:
    """Whether figures of an indicator count a state (people, rates, what is in force) rather than a period's flow.

    >>> is_stock("Tổng số lao động", "người"), is_stock("FDI - số dự án cấp mới", "dự án")
    (True, False)
    """
    return "lũy kế" in name or fold(unit) in STATE_UNITS
