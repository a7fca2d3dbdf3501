"""The figures of the corpus as answers need them: chosen by dimensions, put beside their plan and base, compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from corpus.models import Finding, Observation, Task
from corpus.periods import parse_period
from corpus.quantities import scale
from corpus.task_words import state_of
from corpus.text import fold
from handlers.values import Fact

VALUE_MEASURES = ("actual", "estimate", "cumulative", "base")
RELATIVE = ("pct_of_target", "pct_of_same_period", "change_vs_same_period", "ratio_vs_same_period")
UNAPPROVED = "V"
"""The status of a figure that a unit reported and nobody has approved yet."""
_STOCK_SLACK_DAYS = 32
_ROUNDING = Decimal("0.01")


def fit(observed: str, asked: str) -> int:
    """How well a figure's period answers an asked one: 3 the same, 2 a state at its end, 0 not.

    A stock counted in the last month of the asked period (or on a day there) answers for the period's end.

    >>> fit("2023-S1", "2023-S1"), fit("2023-06-07", "2023-S1"), fit("2023-M12", "2023"), fit("2023", "2023-S1")
    (3, 2, 2, 0)
    """
    if observed == asked:
        return 3
    try:
        have, want = parse_period(observed), parse_period(asked)
    except ValueError:
        return 0
    if (have.start, have.end) == (want.start, want.end):
        return 3
    late_enough = (want.end - have.end).days
    state_at_end = have.kind in ("date", "month") and want.kind in ("year", "half", "quarter", "months", "month")
    if state_at_end and want.start <= have.end <= want.end and 0 <= late_enough < _STOCK_SLACK_DAYS:
        return 2
    return 0


def ends_with(observation: Observation, asked: str) -> int:
    """1 when a stock's longer period ends in the asked month or day's month: "tháng 6" of what 6 tháng counted."""
    if not is_state(observation):
        return 0
    try:
        have, want = parse_period(observation.time_period), parse_period(asked)
    except ValueError:
        return 0
    same_month = (have.end.year, have.end.month) == (want.end.year, want.end.month)
    return int(same_month and want.kind in ("month", "date") and have.kind != "years")


_EXACT = 3


def is_series(observations: Sequence[Observation]) -> bool:
    """Whether figures stand for several months side by side: then none of them is the longer period's."""
    monthly = {o.time_period for o in observations if parse_period(o.time_period).kind == "month"}
    return len(monthly) > 1


def answers_for(observation: Observation, asked: str) -> int:
    """How well a figure answers for a period: like `fit`, but a month's flow says nothing about a longer period."""
    score = fit(observation.time_period, asked)
    kind = parse_period(observation.time_period).kind if score == 2 else ""
    if kind == "month" and not is_state(observation):
        return 0
    if kind == "date" and observation.measure == "target" and parse_period(asked).kind in ("quarter", "month"):
        return 0  # what is to be reached by the end of June is no quarter's plan
    return score or ends_with(observation, asked)


def end_of(code: str) -> date:
    """Last day of a period code; the earliest date for what is no code."""
    try:
        return parse_period(code).end
    except ValueError:
        return date.min


_PEOPLE = frozenset({"nguoi", "lao dong", "cong nhan", "nhan khau", "nguoi lao dong"})
STATE_UNITS = _PEOPLE | {"nhiem vu", "%", "trieu dong/nguoi/thang", "khu", "kcn", "khu cong nghiep", "thu tuc"}
"""Folded units of figures that count a state."""


def is_state(observation: Observation) -> bool:
    """Whether the figure is a stock (lũy kế, lao động, tỷ lệ …): it answers for the month its period ends in."""
    if observation.measure not in VALUE_MEASURES:
        return False
    return observation.measure == "cumulative" or fold(observation.unit) in STATE_UNITS


def alike_units(a: str, b: str) -> bool:
    """Whether two base units count the same: người and lao động, dự án and dự án đầu tư.

    >>> alike_units("người", "lao động"), alike_units("dự án", "dự án đầu tư"), alike_units("USD", "đồng")
    (True, True, False)
    """
    x, y = fold(a), fold(b)
    return x == y or {x, y} <= _PEOPLE or x.startswith(y + " ") or y.startswith(x + " ")


def same_value(a: Observation, b: Observation) -> bool:
    """The same figure in any equal scale: 2 tỷ USD = 2.000 triệu USD."""
    (x, ux), (y, uy) = scale(a.value, a.unit), scale(b.value, b.unit)
    return x == y and (alike_units(ux, uy) or not ux or not uy)


class FactBook:
    """Observations by their dimensions. Built once for a state of the store.

    What a unit reported and nobody has approved yet is kept apart, in `pending`: it never stands for an official one.
    """

    def __init__(self, observations: Iterable[Observation], findings: Iterable[Finding] = ()) -> None:
        given = tuple(observations)
        self.observations = tuple(o for o in given if o.obs_status != UNAPPROVED)
        self.pending = tuple(o for o in given if o.obs_status == UNAPPROVED)
        self.findings = tuple(findings)
        self._by_name: dict[str, list[Observation]] = defaultdict(list)
        self._by_group: dict[tuple[str, str], list[Observation]] = defaultdict(list)
        self._by_place: dict[tuple[str, int | None, int | None, int | None], list[Observation]] = defaultdict(list)
        for o in self.observations:
            self._by_place[o.doc, o.span.paragraph, o.span.table, o.span.row].append(o)
            self._by_name[o.indicator].append(o)
            if o.group:
                self._by_group[o.doc, o.group].append(o)
        text_entities: dict[str, Counter[str]] = defaultdict(Counter)
        for o in self.observations:
            if o.span.table is None:
                text_entities[o.doc][o.entity] += 1
        self.own_entity = {doc: found.most_common(1)[0][0] for doc, found in text_entities.items()}
        counts = Counter(o.entity for o in self.observations if o.catalogued)
        documents = {(o.entity, o.doc) for o in self.observations if o.catalogued}
        spread = Counter(entity for entity, _ in documents)
        self.home = max(counts, key=lambda e: (spread[e], counts[e])) if counts else ""

    def names(self) -> list[str]:
        """Every indicator name the store has."""
        return list(self._by_name)

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """Everybody whose figures these are."""
        return tuple(dict.fromkeys(o.entity for o in self.observations if o.entity))

    def of(
        self,
        name: str,
        *,
        entity: str | None = None,
        doc_keys: Sequence[str] = (),
        measures: Sequence[str] = (),
    ) -> list[Observation]:
        """The observations of an indicator, narrowed by what is given."""
        return [
            o
            for o in self._by_name.get(name, ())
            if (entity is None or o.entity == entity)
            and (not doc_keys or o.doc in doc_keys)
            and (not measures or o.measure in measures)
        ]

    def waiting(self, name: str, period: str = "") -> list[Observation]:
        """Figures reported and not approved yet: of an indicator, of a period if one is given; the latest last."""
        found = [
            o for o in self.pending if o.indicator == name and (not period or fit(o.time_period, period) == _EXACT)
        ]
        return sorted(found, key=lambda o: end_of(o.time_period))

    def at(self, found: Iterable[Observation], period: str) -> list[Observation]:
        """Those of a period, the exact ones if there are any, else states at its end."""
        scored = [(answers_for(o, period), o) for o in found]
        best = max((s for s, _ in scored), default=0)
        if best == 0 or (best < _EXACT and is_series([o for s, o in scored if s == best])):
            return []
        return [o for s, o in scored if s == best or (best == 3 and s == 2 and o.measure == "cumulative")]

    def at_any(self, found: Sequence[Observation], periods: Sequence[str]) -> list[Observation]:
        """Those of any of the periods."""
        return [o for code in periods for o in self.at(found, code)]

    def fact(self, observation: Observation) -> Fact:
        """The observation with its group: % of plan, % of the same period, plan and base printed with it."""
        mates = self._by_group.get((observation.doc, observation.group), []) if observation.group else []
        return Fact(observation=observation, companions=tuple(o for o in mates if o != observation))

    def within(
        self, doc: str, paragraph: int | None, table: int | None, row: int | None, start: int, end: int
    ) -> list[Observation]:
        """The figures printed in a paragraph or row between two offsets of the original."""
        return [o for o in self._by_place[doc, paragraph, table, row] if start <= o.span.start < end]

    def periods(self, name: str, entity: str | None = None) -> list[str]:
        """Periods for which the indicator has an actual figure, the latest first."""
        codes = {o.time_period for o in self.of(name, entity=entity, measures=("actual", "estimate", "cumulative"))}
        return sorted(codes, key=lambda code: (end_of(code), code), reverse=True)

    def by_figure(self, value: Decimal, unit_hint: str = "") -> list[Observation]:
        """Observations whose printed figure is this one, whatever its indicator."""
        hits = [o for o in self.observations if abs(o.value) == abs(value)]
        if unit_hint:
            hits = [o for o in hits if unit_hint in o.unit.casefold()]
        return hits

    def others(self, observation: Observation) -> list[Observation]:
        """Other printed figures for the same thing and period that differ: what an answer must not hide."""
        kin = (
            ("actual", "estimate", "cumulative", "base")
            if observation.measure in VALUE_MEASURES
            else (observation.measure,)
        )
        out: list[Observation] = []
        for o in self.of(observation.indicator, entity=observation.entity, measures=kin):
            alike = o is observation or fit(o.time_period, observation.time_period) < 3 or same_value(o, observation)
            if alike or any(same_value(o, seen) for seen in out):
                continue
            if (o.measure == "cumulative") != (observation.measure == "cumulative"):
                continue
            out.append(o)
        return out

    def findings_on(self, observation: Observation) -> list[Finding]:
        """Findings whose quotes touch the figure's own place."""
        return [
            f
            for f in self.findings
            if any(
                q.doc == observation.doc and q.start < observation.span.end and q.end > observation.span.start
                for q in f.quotes
            )
            and (not f.indicators or observation.indicator in f.indicators)
        ]


def is_done(task: Task) -> bool:
    """Whether what was reported of a task, or what is printed beside it, says that it is done."""
    return state_of(task).state == "done"


def is_overdue(task: Task, today: date) -> bool:
    """Whether a task's deadline is past and nothing says that it is done."""
    return bool(task.deadline) and end_of(task.deadline) < today and not is_done(task)
