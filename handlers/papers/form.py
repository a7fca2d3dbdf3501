"""Biểu mẫu 01: a row an indicator, its result against the plan and the same period, printed figures beside computed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.models import Observation, Value
from corpus.periods import parse_period, year_before
from corpus.quantities import scale
from handlers.facts import RELATIVE, VALUE_MEASURES, alike_units, fit
from handlers.figure_claims import bases_of, relations_of, rivals, targets_of
from handlers.knowledge import Knowledge
from handlers.picking import pick
from handlers.summary import headline_names
from handlers.values import Query
from handlers.wording import rounded

HUNDRED = Decimal(100)
_DECEMBER = 12
_NOBODY = Query(raw="", text="")


class FormRow(Value):
    """An indicator in a period. Every figure is an observation; what is computed from them is a property.

    `month` is the month's own result when the report is a month's; `result` that since January. `of_plan` and `of_base`
    are the relations as printed. `other_plans` and `others` are what other places print for the same thing.
    """

    name: str
    family: str
    unit: str
    month: Observation | None = None
    result: Observation | None = None
    plan: Observation | None = None
    base: Observation | None = None
    of_plan: Observation | None = None
    of_base: Observation | None = None
    other_plans: tuple[Observation, ...] = ()
    others: tuple[Observation, ...] = ()

    @property
    def shown(self) -> tuple[Observation, ...]:
        """The observations that stand in the row itself."""
        all_of = (self.month, self.result, self.plan, self.base, self.of_plan, self.of_base)
        return tuple(o for o in all_of if o is not None)

    @property
    def computed_of_plan(self) -> Decimal | None:
        """result / plan × 100, unrounded; None when one is missing, they do not compare, or both are rates."""
        return _percent(self.result, self.plan)

    @property
    def computed_of_base(self) -> Decimal | None:
        """result / same period × 100, unrounded."""
        return _percent(self.result, self.base)

    def in_unit(self, o: Observation | None) -> Decimal | None:
        """A figure in the row's unit.

        >>> from handlers.papers.examples import observed
        >>> FormRow(name="", family="", unit="triệu USD").in_unit(observed("2", "tỷ USD"))
        Decimal('2000')
        """
        if o is None:
            return None
        if o.unit == self.unit:
            return o.value
        (value, base), (one, own) = scale(o.value, o.unit), scale(Decimal(1), self.unit)
        return _plain(value / one) if alike_units(base, own) else None


def since_january(code: str) -> str:
    """The period from January to the end of a month; other periods are themselves.

    >>> [since_january(c) for c in ("2023-M06", "2023-M12", "2023-M03", "2023-M08", "2023-S1")]
    ['2023-S1', '2023', '2023-Q1', '2023-M01/2023-M08', '2023-S1']
    """
    period = parse_period(code)
    if period.kind != "month":
        return code
    year, month = period.end.year, period.end.month
    named = {1: f"{year}-M01", 3: f"{year}-Q1", 6: f"{year}-S1", _DECEMBER: str(year)}
    return named.get(month, f"{year}-M01/{year}-M{month:02}")


def form_rows(known: Knowledge, code: str, names: Sequence[str] = ()) -> list[FormRow]:
    """The rows of a period, in the order of the catalogue; of the indicators named, if any are."""
    period = parse_period(code)
    rows = []
    for name in names or headline_names(known):
        whole = _result(known, name, since_january(code))
        month = _result(known, name, code) if period.kind == "month" else None
        if month is not None and fit(month.time_period, code) < 3:
            month = None
        if whole is None and month is None:
            continue
        rows.append(_row(known, name, whole, month))
    return rows


def _result(known: Knowledge, name: str, code: str) -> Observation | None:
    found = pick(_NOBODY, known, name, code, VALUE_MEASURES, ())
    return next(
        (p.observation for p in found if p.observation.entity == known.book.home and p.observation.measure != "base"),
        None,
    )


def _row(known: Knowledge, name: str, whole: Observation | None, month: Observation | None) -> FormRow:
    main = whole or month
    assert main is not None
    plans = [t for t in targets_of(known, main) if _compares(t, main)]
    relations = relations_of(known, whole) if whole else []
    printed = {r.measure: r for r in relations}
    bases = [b for b in bases_of(known, whole) if _compares(b, whole)] if whole else []
    return FormRow(
        name=name,
        family=known.catalog.family(name),
        unit=main.unit,
        month=month if month is not whole else None,
        result=whole,
        plan=plans[0] if plans else None,
        base=bases[0] if bases else _a_year_ago(known, whole),
        of_plan=printed.get("pct_of_target"),
        of_base=next((printed[m] for m in RELATIVE[1:] if m in printed), None),
        other_plans=tuple(plans[1:]),
        others=tuple(rivals(known, whole)) if whole else (),
    )


def _a_year_ago(known: Knowledge, o: Observation | None) -> Observation | None:
    """The result that another document prints for the same period a year before."""
    if o is None or o.measure not in ("actual", "estimate"):
        return None
    before = year_before(o.time_period)
    kept = known.book.of(o.indicator, entity=o.entity, measures=("actual",))
    return next((x for x in kept if fit(x.time_period, before) == 3 and _compares(x, o) and not x.cautions), None)


def _compares(a: Observation, b: Observation) -> bool:
    return alike_units(scale(a.value, a.unit)[1], scale(b.value, b.unit)[1])


def _percent(part: Observation | None, whole: Observation | None) -> Decimal | None:
    if part is None or whole is None or part.unit.startswith("%"):
        return None
    (x, ux), (y, uy) = scale(part.value, part.unit), scale(whole.value, whole.unit)
    return x / y * HUNDRED if y and alike_units(ux, uy) else None


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def disagrees(printed: Observation, computed: Decimal) -> bool:
    """Whether a printed percentage is not the computed one, one step of its last printed place allowed.

    >>> from handlers.papers.examples import observed
    >>> disagrees(observed("33.9", "%"), Decimal("33.97")), disagrees(observed("112.5", "%"), Decimal("111.27"))
    (False, True)
    """
    step = Decimal(1).scaleb(min(0, int(printed.value.as_tuple().exponent)))
    return abs(printed.value - computed) > step


def percent_of(row: FormRow) -> Decimal | None:
    """How far the plan is reached: as printed, else computed to two places."""
    if row.of_plan is not None:
        return row.of_plan.value
    computed = row.computed_of_plan
    return None if computed is None else rounded(computed)
