"""Operands of computed answers: the figures asked about, their differences, figures typed in the question."""

from __future__ import annotations

from decimal import Decimal

from corpus.models import Observation
from corpus.numbers import parse_number
from corpus.periods import parse_period
from corpus.quantities import format_value, scale
from handlers.facts import alike_units
from handlers.figures import asked_periods, with_data
from handlers.knowledge import Knowledge
from handlers.picking import ENOUGH, Pick, pick, residual
from handlers.values import Query
from handlers.wording import rounded

_MONTHS_A_YEAR = 12


def plain(value: Decimal) -> str:
    """A bare figure in Vietnamese form."""
    return format_value(value, "").strip()


def chosen(query: Query, known: Knowledge) -> list[Pick]:
    """The figures the question is about, one a name and period."""
    names = with_data(query, known)
    words = residual(query, known, names)
    out: list[Pick] = []
    for name in names:
        flows = query.model_copy(update={"measures": ()})
        for period in asked_periods(flows, known, names, name, []):
            found = [
                p
                for p in pick(query, known, name, period, ("actual", "estimate", "cumulative"), words)
                if p.coverage >= ENOUGH
            ]
            out.extend(found[:1])
    return out


def difference(a: Observation, b: Observation) -> tuple[Decimal, str] | None:
    """a − b in the finer of their units; None when the units do not compare."""
    (x, ux), (y, uy) = scale(a.value, a.unit), scale(b.value, b.unit)
    if not alike_units(ux, uy):
        return None
    unit, base = (a.unit, a) if abs(x) and (a.value >= b.value or a.unit == b.unit) else (b.unit, b)
    if not base.value:
        return None
    factor = scale(Decimal(1), unit)[0]
    return rounded((x - y) / factor), unit


def months_of(code: str) -> int:
    """Months in a period, 0 for a day.

    >>> months_of("2023-S1"), months_of("2023"), months_of("2023-06-07")
    (6, 12, 0)
    """
    p = parse_period(code)
    if p.kind == "date":
        return 0
    return (p.end.year - p.start.year) * _MONTHS_A_YEAR + p.end.month - p.start.month + 1


def typed_values(query: Query) -> list[Decimal]:
    """The figures standing in the question."""
    out = []
    for typed in query.figures:
        value = parse_number(typed.rstrip("%").strip())
        if value is not None and value not in out:
            out.append(value)
    return out
