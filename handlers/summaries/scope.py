"""What a summary is about: whose figures, which indicators and periods, told by which documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import cast

from corpus.models import Document, Observation
from corpus.periods import parse_period
from corpus.text import fold
from handlers.facts import VALUE_MEASURES, end_of, fit
from handlers.knowledge import Knowledge
from handlers.picking import distinct

PLANS = ("Kế hoạch", "Quyết định", "Nghị quyết", "Chương trình", "Chỉ thị")
"""Types of documents that set targets and tasks; what they tell of their own year is no result."""
RESULTS = ("actual", "estimate", "cumulative")
_EXACT = 3
_EARLY = timedelta(days=31)
"""Reports are written up to a month before their period ends."""
_TOTALS = re.compile(r"(?:tong|cong|tong so|tong cong|chung|ca nam|toan \w+(?: \w+)?)")
_WHOLE = " - tổng số"
"""Ends the name of what "4/9 công trình" has below its stroke: no result."""
_NAMED = {1: "-M01", 3: "-Q1", 6: "-S1", 12: ""}


def is_own(known: Knowledge, o: Observation) -> bool:
    """Whether a figure is the office's: without a place, of the office itself, or of a part that its name says."""
    own = cast("dict[tuple[str, str], bool]", known.memo("own places", dict))
    key = o.entity, o.doc
    if key not in own:
        own[key] = _is_of_the_office(known, o.entity, o.doc)
    return own[key] or fold(o.indicator).endswith(f" - {fold(o.entity)}")


def _is_of_the_office(known: Knowledge, entity: str, doc: str) -> bool:
    if entity in ("", known.book.home, known.book.own_entity.get(doc)):
        return True
    return fold(entity) == fold(known.documents[doc].organ_name)


def is_told(known: Knowledge, o: Observation) -> bool:
    """Whether a figure can be the result of its period: nobody tells it long before the period ends.

    A plan of January knows no results of its year, whatever it counts; a report of September none of December.
    """
    document = known.documents[o.doc]
    if o.measure == "estimate" or o.obs_status in ("E", "F", "P", "V"):
        return True
    return _is_late_enough(document, o.time_period)


def _is_late_enough(document: Document, period: str) -> bool:
    if document.type_name not in PLANS and fit(document.reporting_period, period) == _EXACT:
        return True
    return not document.issued_date or end_of(document.issued_date) + _EARLY > end_of(period)


def since_january(code: str) -> str:
    """The period from January to the end of a month; other periods are themselves.

    >>> [since_january(c) for c in ("2023-M06", "2023-M12", "2023-M03", "2023-M08", "2023-S1")]
    ['2023-S1', '2023', '2023-Q1', '2023-M01/2023-M08', '2023-S1']
    """
    period = parse_period(code)
    if period.kind != "month":
        return code
    year, month = period.end.year, period.end.month
    return f"{year}{_NAMED[month]}" if month in _NAMED else f"{year}-M01/{year}-M{month:02}"


def indicators_of(known: Knowledge, fields: Sequence[str] = ()) -> list[str]:
    """Indicators with results of the office's own: the catalogue's in its order, wholes before parts, then its own.

    `fields` are families of the catalogue or names of indicators.
    """
    figures = (o for o in known.book.observations if o.catalogued and o.measure in VALUE_MEASURES)
    have = {o.indicator for o in figures if is_own(known, o)}
    listed = [i.name for i in known.catalog.indicators if i.name in have]
    names = [*sorted(listed, key=lambda n: " - " in n), *own_indicators(known)]
    return [n for n in names if not fields or n in fields or known.catalog.family(n) in fields]


def own_indicators(known: Knowledge) -> tuple[str, ...]:
    """Indicators of the office that no catalogue names: those it holds against a plan itself, as it names them.

    Their result stands beside a percentage of the plan, or beside the year's plan in one row of a table. A name that
    stands for different figures of one period is none, nor is that of a row of totals.
    """
    return cast("tuple[str, ...]", known.memo("own indicators", lambda: _own_indicators(known)))


def _own_indicators(known: Knowledge) -> tuple[str, ...]:
    told: dict[str, dict[tuple[str, str], list[Observation]]] = defaultdict(lambda: defaultdict(list))
    planned: dict[str, None] = {}
    for o in known.book.observations:
        if o.catalogued or o.measure not in RESULTS or not is_own(known, o):
            continue
        if o.indicator.endswith(_WHOLE) or _TOTALS.fullmatch(fold(o.indicator)):
            continue
        told[o.indicator][o.doc, o.time_period].append(o)
        if is_held_against_a_plan(known, o):
            planned.setdefault(o.indicator)
    return tuple(n for n in planned if all(len(distinct(found)) == 1 for found in told[n].values()))


def is_held_against_a_plan(known: Knowledge, o: Observation) -> bool:
    """Whether a share of the plan is printed with a figure, or the year's plan in its row."""
    mates = [m for m in known.book.fact(o).companions if m.indicator == o.indicator]
    shares = (m for m in mates if m.measure == "pct_of_target" and fit(m.time_period, o.time_period) == _EXACT)
    rows = (m for m in mates if m.measure == "target" and o.unit and m.unit == o.unit and _in_one_row(m, o))
    return any(shares) or any(rows)


def _in_one_row(target: Observation, o: Observation) -> bool:
    row = (o.span.table, o.span.row)
    return (
        o.span.table is not None
        and (target.span.table, target.span.row) == row
        and o.time_period[:4] == (target.time_period)
    )


def periods_with_figures(known: Knowledge, names: Iterable[str]) -> list[str]:
    """Periods for which at least two of the indicators have a result: those that some document could tell when it was
    written before those that are only foreseen, the latest first, longer before shorter.
    """
    count: dict[str, set[str]] = {}
    told: set[str] = set()
    for name in names:
        for o in known.book.of(name, measures=("actual", "estimate")):
            if not is_own(known, o) or not is_told(known, o):
                continue
            if parse_period(o.time_period).kind in ("date", "range", "years"):
                continue
            count.setdefault(o.time_period, set()).add(name)
            if o.obs_status != "F" and _is_late_enough(known.documents[o.doc], o.time_period):
                told.add(o.time_period)
    several = [code for code, who in count.items() if len(who) > 1]
    return sorted(several, key=lambda c: (c in told, end_of(c), -parse_period(c).start.toordinal()), reverse=True)


def latest(known: Knowledge) -> str:
    """The latest period of which several indicators have results, the longer one when two end together; '' if none."""
    found = periods_with_figures(known, indicators_of(known))
    return found[0] if found else ""


def plans_with_targets(known: Knowledge, year: str = "") -> list[str]:
    """The plans that set targets of the catalogue, of a year when one is given, the latest first."""
    setting = {o.doc for o in known.book.observations if o.measure == "target" and o.catalogued}
    plans = [d for d in known.documents.values() if d.type_name in PLANS and d.doc_key in setting]
    of_year = [d for d in plans if d.reporting_period.startswith(year)]
    return [d.doc_key for d in sorted(of_year, key=lambda d: d.issued_date, reverse=True)]
