"""Biểu mẫu 01: a row an indicator, its result against the plan and the same period, printed figures beside computed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from corpus.models import Observation
from corpus.periods import parse_period, year_before
from corpus.quantities import scale
from corpus.values import Value
from handlers.facts import alike_units, fit
from handlers.figure_claims import bases_of, rivals, targets_of
from handlers.knowledge import Knowledge
from handlers.summaries import Row, Summary, build_summary
from handlers.summaries.scope import since_january

_HUNDRED = Decimal(100)
_EXACT = 3


class FormRow(Value):
    """An indicator of a summary with what the form adds to it.

    `month` is the month's own result when the report is a month's; the row's observation is then that since January,
    unless `alone`: then it is the month's too, and nothing is known since January. `base` is the figure of the same
    period a year before. `other_plans` and `others` are what other places print for the same thing.
    """

    row: Row
    month: Observation | None = None
    alone: bool = False
    base: Observation | None = None
    other_plans: tuple[Observation, ...] = ()
    others: tuple[Observation, ...] = ()

    @property
    def unit(self) -> str:
        """The unit of the result as printed: all figures of the row are shown in it."""
        return self.row.observation.unit

    @property
    def result(self) -> Observation | None:
        """The result of the period, since January in a month's report."""
        return None if self.alone else self.row.observation

    @property
    def shown(self) -> tuple[Observation, ...]:
        """The observations whose figures stand in the row."""
        row = self.row
        relations = (row.percent_source, row.same_period_source)
        all_of = (row.observation, *relations, row.target, self.base, None if self.alone else self.month)
        return (*(o for o in all_of if o is not None), *row.also)

    def in_unit(self, o: Observation | None) -> Decimal | None:
        """A figure in the row's unit: 2 tỷ USD are 2.000 triệu USD. None when it does not compare."""
        if o is None or o.unit == self.unit:
            return None if o is None else o.value
        (value, base), (one, own) = scale(o.value, o.unit), scale(Decimal(1), self.unit)
        return _plain(value / one) if alike_units(base, own) else None

    @property
    def of_plan(self) -> Decimal | None:
        """result / plan × 100, unrounded; None when they do not compare, are rates, or are in doubt."""
        if self.row.percent is None:
            return None
        return _percent(self.result, self.row.target)

    @property
    def of_base(self) -> Decimal | None:
        """result / same period × 100, unrounded."""
        return _percent(self.result, self.base)


def form_rows(known: Knowledge, summary: Summary, today: date) -> list[FormRow]:
    """The rows of the form of a summary, families together. A month's form also has the results since January."""
    whole = since_january_summary(known, summary, today)
    months: dict[str, Observation] = {}
    if whole is not summary:
        exact = (r.observation for r in summary.rows if fit(r.observation.time_period, summary.period) == _EXACT)
        months = {o.indicator: o for o in exact}
    rows = [_form_row(known, row, months.pop(row.indicator, None)) for row in whole.rows]
    return _by_family([*rows, *(_alone(r) for r in summary.rows if r.indicator in months)])


def since_january_summary(known: Knowledge, summary: Summary, today: date) -> Summary:
    """What a year's plan is held against: the results since January for a month, the period's own for others."""
    if parse_period(summary.period).kind != "month":
        return summary
    return build_summary(known, since_january(summary.period), today, summary.fields, summary.unit)


def _alone(row: Row) -> FormRow:
    """A month's figure without one since January: it says nothing about the year's plan."""
    bare = {"percent": None, "percent_source": None, "formula": "", "standing": "unknown"}
    return FormRow(row=row.model_copy(update=bare), month=row.observation, alone=True)


def _by_family(rows: list[FormRow]) -> list[FormRow]:
    """Families together, in the order their first indicator comes."""
    order = {family: at for at, family in enumerate(dict.fromkeys(r.row.family for r in rows))}
    return sorted(rows, key=lambda r: order[r.row.family])


def _form_row(known: Knowledge, row: Row, month: Observation | None) -> FormRow:
    o = row.observation
    plans = [t for t in targets_of(known, o) if _compares(t, o)]
    bases = [b for b in bases_of(known, o) if _compares(b, o)]
    return FormRow(
        row=row,
        month=month if month is not o else None,
        base=bases[0] if bases else _a_year_ago(known, o),
        other_plans=tuple(t for t in plans if t is not row.target),
        others=tuple(rivals(known, o)),
    )


def _a_year_ago(known: Knowledge, o: Observation) -> Observation | None:
    """The result that another document prints for the same period a year before."""
    if o.measure not in ("actual", "estimate"):
        return None
    before = year_before(o.time_period)
    kept: Sequence[Observation] = known.book.of(o.indicator, entity=o.entity, measures=("actual",))
    return next((x for x in kept if fit(x.time_period, before) == _EXACT and _compares(x, o) and not x.cautions), None)


def _compares(a: Observation, b: Observation) -> bool:
    return alike_units(scale(a.value, a.unit)[1], scale(b.value, b.unit)[1])


def _percent(part: Observation | None, whole: Observation | None) -> Decimal | None:
    if part is None or whole is None or part.unit.startswith("%"):
        return None
    (x, ux), (y, uy) = scale(part.value, part.unit), scale(whole.value, whole.unit)
    return x / y * _HUNDRED if y and alike_units(ux, uy) else None


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def disagrees(printed: Observation, computed: Decimal | None) -> bool:
    """Whether a printed percentage is not the computed one, one step of its last printed place allowed."""
    step = Decimal(1).scaleb(min(0, int(printed.value.as_tuple().exponent)))
    return computed is not None and abs(printed.value - computed) > step
