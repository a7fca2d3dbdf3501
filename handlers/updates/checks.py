"""What is doubtful about a message's figures and tasks, each said in a sentence. Arithmetic and what is known only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from corpus.periods import describe, parse_period
from corpus.quantities import format_value, scale
from handlers.facts import end_of, is_state
from handlers.knowledge import Knowledge
from handlers.updates.remits import outside
from handlers.updates.usual import is_stock, largest_a_month, months_of, plans, usual_unit
from handlers.updates.values import Doubt, ReportedFigure, ReportedTask

_VALUES = ("actual", "estimate", "cumulative")
_FAR = 5
"""Times the largest known size a month above which a figure is asked about."""
_THOUSAND = 300
"""Times above which it is the unit rather than the figure that is wrong: tỷ for triệu."""
_ABSURD = Decimal(10) ** 15
_PERCENT_SLACK = Decimal("0.6")
_SUM_SLACK = Decimal("0.002")


def doubts_of(
    figures: Sequence[ReportedFigure],
    tasks: Sequence[ReportedTask],
    known: Knowledge,
    units: Sequence[str],
    sent: date,
) -> tuple[Doubt, ...]:
    """Everything to be asked or confirmed; items are indexes of figures, then tasks counted on."""
    found: list[Doubt] = []
    for n, figure in enumerate(figures):
        found += _of_figure(n, figure, known, units, sent)
    found += _sums(figures, known)
    found += _percents(figures, known)
    for n, task in enumerate(tasks, len(figures)):
        if task.percent is not None and not 0 <= task.percent <= 100:
            said = format_value(task.percent, "%")
            found.append(Doubt(need="value out of range", sentence=f"Tiến độ {said} không thể có.", items=(n,)))
        if task.ordinal is None and len(task.candidates) > 1:
            words = f"Chưa rõ “{task.task}” là nhiệm vụ nào trong kế hoạch."
            found.append(Doubt(need="unclear task", sentence=words, items=(n,)))
    return tuple(found)


def _of_figure(n: int, f: ReportedFigure, known: Knowledge, units: Sequence[str], sent: date) -> Iterator[Doubt]:
    named = f"{f.indicator}: {format_value(f.value, f.unit)}"
    if not f.time_period:
        yield Doubt(need="missing period", sentence=f"{named} là của kỳ nào?", items=(n,))
    elif _is_future(f, sent):
        yield Doubt(need="period in the future", sentence=f"{named}: {describe(f.time_period)} chưa đến.", items=(n,))
    if f.measure not in _VALUES and f.measure != "target":
        return
    others = tuple(u for u in known.registry.names if u not in units)
    indicator = known.catalog.get(f.indicator)
    own = indicator is not None and indicator.owner == "authority"
    owners = [] if own else [outside(known.catalog.family(f.indicator), u, others) for u in units]
    if owners and all(owners):
        to = " hoặc ".join(owners[0][:2])
        yield Doubt(need="outside unit's remit", sentence=f"{f.indicator} thường do {to} báo cáo.", items=(n,))
    yield from _size(n, f, known, named)


def _is_future(f: ReportedFigure, sent: date) -> bool:
    if f.measure == "target" or f.obs_status == "F":
        return False
    period = parse_period(f.time_period)
    return period.start > sent or (period.kind == "date" and period.end > sent)


def _size(n: int, f: ReportedFigure, known: Knowledge, named: str) -> Iterator[Doubt]:
    """Values that cannot be, or are far from all that is known; units that do not fit."""
    indicator = known.catalog.get(f.indicator)
    usual = usual_unit(known, f.indicator)
    if not f.unit and (indicator is None or "money" in indicator.units):
        yield Doubt(need="unit unclear", sentence=f"{named}: chưa có đơn vị tính.", items=(n,))
    value, base = scale(f.value, f.unit)
    usual_base = scale(Decimal(1), usual)[1]
    money = {"USD", "đồng"}
    if f.unit and not base and indicator is not None and "money" in indicator.units:
        yield Doubt(need="unit unclear", sentence=f"{named}: đồng hay USD?", items=(n,))
    elif base != usual_base and {base, usual_base} <= money:
        words = f"{named}: các báo cáo trước tính bằng {usual}."
        yield Doubt(need="unit unclear", sentence=words, items=(n,))
    if f.value < 0:
        yield Doubt(need="value out of range", sentence=f"{named}: số âm.", items=(n,))
    elif abs(f.value) > _ABSURD:
        yield Doubt(need="value out of range", sentence=f"{f.indicator}: con số quá lớn.", items=(n,))
    elif f.unit == "%" and f.value > 100 and indicator is not None and "tỷ lệ" in f.indicator.lower():
        yield Doubt(need="value out of range", sentence=f"{named}: tỷ lệ không thể quá 100%.", items=(n,))
    elif times := _times_the_usual(f, known, value, base):
        words = f"{named}: gấp khoảng {times:.0f} lần mức thường thấy."
        yield Doubt(need="value out of range", sentence=words, items=(n,))
        if times >= _THOUSAND:
            yield Doubt(need="unit unclear", sentence=f"{named}: có nhầm đơn vị tính không?", items=(n,))


def _times_the_usual(f: ReportedFigure, known: Knowledge, value: Decimal, base: str) -> float:
    """How many times the largest known size of its length a figure is, when that is far too many; else 0."""
    largest = largest_a_month(known, f.indicator, base)
    if not largest or f.measure == "target":
        return 0.0
    flow = f.time_period and f.measure != "cumulative" and not is_stock(f.indicator, f.unit)
    size = value / months_of(f.time_period) if flow else value
    times = float(size / largest)
    return times if times >= _FAR else 0.0


def _sums(figures: Sequence[ReportedFigure], known: Knowledge) -> Iterator[Doubt]:
    """Parts of the message that do not make the whole of the message."""
    for n, whole in enumerate(figures):
        if whole.measure not in _VALUES:
            continue
        beside = [
            (k, f)
            for k, f in enumerate(figures)
            if k != n and f.measure == whole.measure and (f.time_period, f.entity) == (whole.time_period, whole.entity)
        ]
        for names in _parts(whole.indicator, known):
            parts = [(k, f) for k, f in beside if f.indicator in names]
            if len({f.indicator for _, f in parts}) < 2:
                continue
            total, base = scale(whole.value, whole.unit)
            scaled = [scale(f.value, f.unit) for _, f in parts]
            if any(unit != base for _, unit in scaled):
                continue
            added = sum((v for v, _ in scaled), Decimal(0))
            slack = abs(total) * _SUM_SLACK if base in ("đồng", "USD") else 0  # people are counted, money is rounded
            if abs(added - total) > slack:
                words = " + ".join(format_value(f.value, "") for _, f in parts)
                sentence = f"{words} không bằng {whole.indicator} {format_value(whole.value, whole.unit)}."
                yield Doubt(need="parts do not add up", sentence=sentence, items=(n, *(k for k, _ in parts)))


def _parts(name: str, known: Knowledge) -> list[tuple[str, ...]]:
    """What an indicator is the sum of: as the catalogue says; for a total of tasks those done and those under way."""
    indicator = known.catalog.get(name)
    if indicator is None:
        return []
    out = [indicator.parts] if indicator.parts else []
    if indicator.fraction == "whole":
        stem = name.rpartition(" - ")[0]
        out.append((f"{stem} - hoàn thành", f"{stem} - đang thực hiện"))
    return out


def _percents(figures: Sequence[ReportedFigure], known: Knowledge) -> Iterator[Doubt]:
    """A % of plan that is not the value over any plan known or said."""
    for n, percent in enumerate(figures):
        if percent.measure != "pct_of_target":
            continue
        values = [
            (k, f)
            for k, f in enumerate(figures[:n])
            if f.indicator == percent.indicator and f.measure in _VALUES and f.time_period == percent.time_period
        ]
        if not values:
            continue
        k, figure = values[-1]
        value, base = scale(figure.value, figure.unit)
        said = [scale(f.value, f.unit) for f in figures if f.indicator == figure.indicator and f.measure == "target"]
        year = figure.time_period[:4]
        wholes = said or [p for p in plans(known, figure.indicator, year) if p[1] == base]
        computed = [value / plan * 100 for plan, unit in wholes if unit == base and plan]
        if computed and all(abs(c - percent.value) > _PERCENT_SLACK for c in computed):
            nearest = min(computed, key=lambda c: abs(c - percent.value))
            sentence = (
                f"{figure.indicator}: {format_value(percent.value, '%')} kế hoạch không khớp, "
                f"tính ra {format_value(nearest.quantize(Decimal('0.1')), '%')}."
            )
            yield Doubt(need="percent does not match", sentence=sentence, items=(k, n))


def led_elsewhere(
    tasks: Sequence[ReportedTask], known: Knowledge, units: Sequence[str], first: int = 0
) -> Iterator[Doubt]:
    """Tasks of a plan that another unit leads and none of these takes part in; items count from `first`."""
    listed = {(t.doc, t.ordinal): t for t in known.tasks}
    for n, task in enumerate(tasks, first):
        found = listed.get((task.doc, task.ordinal)) if task.ordinal is not None else None
        if found is None or not found.lead or not units or {found.lead, *found.partners} & set(units):
            continue
        words = f"nhiệm vụ này do {found.lead} chủ trì"
        yield Doubt(need="outside unit's remit", sentence=words, items=(n,))


def overdue(tasks: Sequence[ReportedTask], sent: date, first: int = 0) -> Iterator[Doubt]:
    """Tasks that are expected to be done on a day that was past when it was written; items count from `first`."""
    for n, task in enumerate(tasks, first):
        if task.due and parse_period(task.due).end < sent:
            words = f"dự kiến xong {describe(task.due)} đã qua"
            yield Doubt(need="value out of range", sentence=words, items=(n,))


def falls(figures: Sequence[ReportedFigure], before: Sequence[ReportedFigure], known: Knowledge) -> Iterator[Doubt]:
    """Figures counted from the start of the year that are below an earlier one of the same year, above a later one, or
    far from either.
    """
    for n, f in enumerate(figures):
        if f.measure not in _VALUES or not f.time_period or not _since_new_year(f):
            continue
        value, base = scale(f.value, f.unit)
        seen = [(x.time_period, x.value, x.unit) for x in before if _same_series(x.indicator, x.entity, f)]
        seen += [
            (o.time_period, o.value, o.unit)
            for o in known.book.of(f.indicator, entity=f.entity, measures=("actual", "cumulative"))
            if not is_state(o)
        ]
        for period, earlier, unit in seen:
            if not period or not _since_new_year_code(period) or period[:4] != f.time_period[:4]:
                continue
            amount, other = scale(earlier, unit)
            if other != base:
                continue
            earlier_one, later_one = end_of(period) < end_of(f.time_period), end_of(period) > end_of(f.time_period)
            if later_one and value > amount:
                said, need = "cao hơn", "falls below the last figure"
            elif (earlier_one or later_one) and _leaps((value, f.time_period), (amount, period)):
                said, need = "chênh quá nhiều so với", "value out of range"
            elif earlier_one and value < amount:
                said, need = "thấp hơn", "falls below the last figure"
            else:
                continue
            mine = f"{f.indicator} {describe(f.time_period)} {format_value(f.value, f.unit)}"
            sentence = f"{mine} {said} {describe(period)} ({format_value(earlier, unit)})."
            yield Doubt(need=need, sentence=sentence, items=(n,))
            break


def _leaps(one: tuple[Decimal, str], other: tuple[Decimal, str]) -> bool:
    """Whether of two sums from the start of a year the one a month is many times the other, the later the larger."""
    (earlier, first), (later, last) = sorted((one, other), key=lambda told: end_of(told[1]))
    return earlier > 0 and later / months_of(last) >= _FAR * earlier / months_of(first)


def _same_series(indicator: str, entity: str, f: ReportedFigure) -> bool:
    return (indicator, entity) == (f.indicator, f.entity)


def _since_new_year(f: ReportedFigure) -> bool:
    return _since_new_year_code(f.time_period) and f.unit not in ("%", "người")


def _since_new_year_code(code: str) -> bool:
    period = parse_period(code)
    return period.start.month == 1 and period.start.day == 1 and period.kind in ("half", "months", "range", "year")
