"""From what is known to a summary of a period: chosen by dimensions, computed only from what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from corpus.models import Finding, Observation, Task
from corpus.periods import parse_period
from corpus.quantities import format_value, scale
from handlers.drafting import cite, gravest
from handlers.facts import VALUE_MEASURES, alike_units, end_of, fit, is_done, is_overdue, is_state
from handlers.figure_claims import relation_words, relations_of, targets_of
from handlers.knowledge import Knowledge
from handlers.picking import pick
from handlers.summaries.values import Change, Row, Standing, Summary, TaskCount
from handlers.values import Citation, Query
from handlers.wording import figure_words, rounded

_SOON_DAYS = 15
_FULL = Decimal(100)
_SLACK = Decimal("0.5")
"""Percentage points below the share of the year that still count as on course: figures are printed rounded."""
_LESS_IS_BETTER = ("tai nạn", "vụ cháy", "quá hạn", "nghèo", "thất nghiệp", "tội phạm", "ùn tắc")


def build_summary(known: Knowledge, period: str, today: date, fields: Sequence[str] = (), unit: str = "") -> Summary:
    """The summary of a period (a code), narrowed to families of indicators or to a unit's tasks.

    A figure that is in no document is not in it; a percentage that none prints is computed from two that are printed.
    """
    names = indicators_of(known, fields)
    rows = [row for name in names if (row := _row(known, name, period))]
    own = {r.indicator for r in rows}
    used = dict.fromkeys(o.doc for r in rows for o in (r.observation, r.target, r.percent_source) if o is not None)
    return Summary(
        period=period,
        organ=_organ(known),
        fields=tuple(fields),
        unit=unit,
        share=share_of_year(period),
        rows=tuple(rows),
        tasks=count_tasks(known, today, unit, fields),
        findings=tuple(_findings(known, own, period)),
        documents=tuple(sorted(used, key=lambda k: known.documents[k].issued_date, reverse=True)),
        periods=tuple(c for c in periods_with_figures(known, names) if c != period),
    )


def indicators_of(known: Knowledge, fields: Sequence[str] = ()) -> list[str]:
    """Catalogued indicators with results of the office's own, in the catalogue's order, wholes before their parts."""
    figures = (o for o in known.book.observations if o.catalogued and o.measure in VALUE_MEASURES)
    have = {o.indicator for o in figures if _own(known, o)}
    listed = [i.name for i in known.catalog.indicators if i.name in have and (not fields or i.family in fields)]
    return sorted(listed, key=lambda n: " - " in n)


def _own(known: Knowledge, o: Observation) -> bool:
    return o.entity in ("", known.book.home) or o.entity == known.book.own_entity.get(o.doc)


def periods_with_figures(known: Knowledge, names: Iterable[str]) -> list[str]:
    """Periods for which at least two of the indicators have a result, the latest first, longer before shorter."""
    count: dict[str, set[str]] = {}
    for name in names:
        for o in known.book.of(name, measures=("actual", "estimate")):
            if _own(known, o) and parse_period(o.time_period).kind not in ("date", "range", "years"):
                count.setdefault(o.time_period, set()).add(name)
    several = [code for code, who in count.items() if len(who) > 1]
    return sorted(several, key=lambda c: (end_of(c), -parse_period(c).start.toordinal()), reverse=True)


def share_of_year(period: str) -> Decimal:
    """The part of its year that has gone by the end of a period, in percent.

    >>> share_of_year("2023-S1"), share_of_year("2023"), share_of_year("2023-M01/2023-M09")
    (Decimal('50'), Decimal('100'), Decimal('75'))
    """
    end = parse_period(period).end
    if (end + timedelta(days=1)).day == 1:
        return rounded(Decimal(end.month) / 12 * 100, 1)
    return rounded(Decimal(end.timetuple().tm_yday) / 365 * 100, 1)


def _row(known: Knowledge, name: str, period: str) -> Row | None:
    """An indicator's figure of the period with its plan and relations; None when it has none."""
    found = pick(Query(raw="", text=""), known, name, period, VALUE_MEASURES, ())
    home = [p.observation for p in found if _own(known, p.observation) and p.observation.measure != "base"]
    waiting = tuple(
        o for o in known.book.pending if o.indicator == name and fit(o.time_period, period) == 3 and _own(known, o)
    )
    if not home:
        return None
    o = home[0]
    relations = relations_of(known, o)
    target = next((t for t in targets_of(known, o) if _comparable(o, t)), None)
    printed = next((r for r in relations if r.measure == "pct_of_target"), None)
    percent, formula = _percent(o, target, printed)
    same = next((r for r in relations if r.measure != "pct_of_target"), None)
    sources = (o, *(x for x in (printed, same) if x), *((target,) if target and (formula or not printed) else ()))
    return Row(
        indicator=name,
        family=known.catalog.family(name),
        observation=o,
        target=target,
        percent=percent,
        percent_source=printed,
        formula=formula,
        same_period=relation_words(same) if same else "",
        same_period_source=same,
        change=_change(same),
        standing=standing_of(name, percent, share_of_year(period), level=is_state(o)),
        unapproved=waiting,
        citations=_cited(known, sources),
    )


def _comparable(o: Observation, target: Observation) -> bool:
    return alike_units(scale(o.value, o.unit)[1], scale(target.value, target.unit)[1])


def _percent(o: Observation, target: Observation | None, printed: Observation | None) -> tuple[Decimal | None, str]:
    """The share of the plan: as printed, else computed; of a flow only since the start of the year, of no rate."""
    if printed is not None:
        return printed.value, ""
    if target is None or o.unit == "%" or o.measure not in ("actual", "estimate") or not target.value:
        return None, ""
    if not is_state(o) and parse_period(o.time_period).start.timetuple().tm_yday != 1:
        return None, ""
    share = rounded(scale(o.value, o.unit)[0] / scale(target.value, target.unit)[0] * 100)
    return share, f"{figure_words(o)} / {figure_words(target)} = {format_value(share, '%')}"


def _change(relation: Observation | None) -> Change:
    if relation is None:
        return ""
    level = {"pct_of_same_period": _FULL, "ratio_vs_same_period": Decimal(1)}.get(relation.measure, Decimal(0))
    return "up" if relation.value > level else "down" if relation.value < level else "same"


def standing_of(name: str, percent: Decimal | None, share: Decimal, *, level: bool = False) -> Standing:
    """How a share of the plan stands at a share of the year.

    Nothing is said where less is better (fires, delays), and of a level (people employed) before the year's end: it
    does not grow with the months.

    >>> standing_of("Thu hút FDI", Decimal(33), Decimal(50)), standing_of("Thu hút FDI", Decimal(173), Decimal(100))
    ('behind', 'reached')
    """
    if percent is None or any(words in name.lower() for words in _LESS_IS_BETTER):
        return "unknown"
    if percent >= _FULL:
        return "reached"
    if level and share < _FULL:
        return "unknown"
    return "on_course" if percent >= share - _SLACK and share < _FULL else "behind"


def _cited(known: Knowledge, sources: Sequence[Observation]) -> tuple[Citation, ...]:
    seen: dict[tuple[str, str], Citation] = {}
    for citation in (cite(known, o) for o in sources):
        seen.setdefault((citation.document, citation.quote), citation)
    return tuple(seen.values())


def _findings(known: Knowledge, names: set[str], period: str) -> list[Finding]:
    """Contradictions that touch the indicators in the period, the hard ones first."""
    timely = (f for f in known.findings if not f.time_period or fit(f.time_period, period))
    return gravest(f for f in timely if names & set(f.indicators))


def count_tasks(known: Knowledge, today: date, unit: str = "", fields: Sequence[str] = ()) -> TaskCount:
    """The tasks of the plans, of one unit only and about some fields only when given."""
    tasks: list[Task] = [t for t in known.tasks if not unit or unit in (t.lead, *t.partners)]
    if fields:
        tasks = [t for t in tasks if any(known.catalog.family(m.name) in fields for m in known.catalog.find(t.text))]
    late = [t for t in tasks if is_overdue(t, today)]
    soon = [t for t in tasks if t.deadline and today <= end_of(t.deadline) <= today + timedelta(days=_SOON_DAYS)]
    done = [t for t in tasks if is_done(t)]
    return TaskCount(
        total=len(tasks), done=len(done), late=tuple(late), soon=tuple(s for s in soon if s not in done),
        state_known=any(t.status for t in tasks),
    )  # fmt: skip


def _organ(known: Knowledge) -> str:
    names = [d.organ_name for d in known.documents.values() if d.organ_name and d.origin == "file"]
    return max(set(names), key=names.count) if names else ""
