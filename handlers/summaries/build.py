"""From what is known to a summary of a period: chosen by dimensions, computed only from what is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from corpus.models import Finding, Observation
from corpus.periods import parse_period
from corpus.quantities import format_value, scale
from handlers.drafting import cite, gravest
from handlers.facts import VALUE_MEASURES, alike_units, end_of, fit, is_state, same_value
from handlers.figure_claims import relation_words, relations_of, rivals, targets_of
from handlers.knowledge import Knowledge
from handlers.picking import pick
from handlers.summaries.scope import indicators_of, is_own, is_told, periods_with_figures, since_january
from handlers.summaries.tasks import count_tasks
from handlers.summaries.values import Change, Row, Standing, Summary
from handlers.values import Citation, Query
from handlers.wording import figure_words, rounded, runs_up_to

_FULL = Decimal(100)
_EXACT = 3
_FURTHEST = Decimal(300)
"""A computed share of more percent is no share: the plan printed counts something else than the result."""
_LESS_IS_BETTER = ("tai nạn", "vụ cháy", "quá hạn", "nghèo", "thất nghiệp", "tội phạm", "ùn tắc")


def build_summary(known: Knowledge, period: str, today: date, fields: Sequence[str] = (), unit: str = "") -> Summary:
    """The summary of a period (a code), narrowed to families of indicators or to a unit's tasks.

    A figure that is in no document is not in it; a percentage that none prints is computed from two that are printed.
    """
    names = indicators_of(known, fields)
    rows = _without_doubles([row for name in names if (row := _row(known, name, period))])
    own = {r.indicator for r in rows}
    used = dict.fromkeys(o.doc for r in rows for o in (r.observation, r.target, r.percent_source) if o is not None)
    return Summary(
        period=period,
        organ=_organ(known),
        fields=tuple(fields),
        unit=unit,
        share=share_of_year(period),
        rows=tuple(rows),
        tasks=count_tasks(known, period, today, unit, fields),
        findings=tuple(_findings(known, own, period)),
        waiting=tuple(w for w in _waiting(known, period) if not fields or w.indicator in names),
        documents=tuple(sorted(used, key=lambda k: known.documents[k].issued_date, reverse=True)),
        periods=tuple(c for c in periods_with_figures(known, names) if c != period),
    )


def share_of_year(period: str) -> Decimal:
    """The part of its year that has gone by the end of a period, in percent.

    >>> share_of_year("2023-S1"), share_of_year("2023"), share_of_year("2023-M01/2023-M09")
    (Decimal('50'), Decimal('100'), Decimal('75'))
    """
    end = parse_period(period).end
    if (end + timedelta(days=1)).day == 1:
        return rounded(Decimal(end.month) / 12 * 100, 1)
    return rounded(Decimal(end.timetuple().tm_yday) / 365 * 100, 1)


def _without_doubles(rows: Sequence[Row]) -> list[Row]:
    """Rows without those that say again, under a name of the office's own, what a catalogued indicator says."""
    listed = [r.observation for r in rows if r.observation.catalogued]
    return [r for r in rows if r.observation.catalogued or not any(same_value(r.observation, o) for o in listed)]


def _row(known: Knowledge, name: str, period: str) -> Row | None:
    """An indicator's figure of the period with its plan and relations; None when it has none."""
    home = _results(known, name, period)
    if not home:
        return None
    o = home[0]
    relations = relations_of(known, o)
    target = next((t for t in targets_of(known, o) if _comparable(o, t)), None)
    milestone = _milestone(known, o, period)
    printed = next((r for r in relations if r.measure == "pct_of_target"), None)
    percent, formula = _percent(known, o, target, printed)
    same = next((r for r in relations if r.measure != "pct_of_target"), None)
    sources = (o, *(x for x in (printed, same) if x), *((target,) if target and not printed else ()))
    return Row(
        indicator=name,
        family=known.catalog.family(name),
        observation=o,
        also=_also(known, o),
        target=target,
        milestone=milestone,
        percent=percent,
        percent_source=printed,
        formula=formula,
        same_period=relation_words(same) if same else "",
        same_period_source=same,
        change=_change(same),
        standing=standing_of(name, percent, share_of_year(period), level=is_state(o), in_time=_reached(o, milestone)),
        unapproved=tuple(w for w in _waiting(known, period) if w.indicator == name),
        citations=_cited(known, (*sources, *((milestone,) if milestone else ()))),
    )


def _waiting(known: Knowledge, period: str) -> list[Observation]:
    """What units reported for the period and nobody has approved yet."""
    return [o for o in known.book.pending if fit(o.time_period, period) == _EXACT and is_own(known, o)]


def _results(known: Knowledge, name: str, period: str) -> list[Observation]:
    """The office's figures of an indicator for a period, the best first: its own, else those up to its last month."""
    found = [p.observation for p in pick(Query(raw="", text=""), known, name, period, VALUE_MEASURES, ())]
    home = [o for o in found if is_own(known, o) and o.measure != "base" and is_told(known, o)]
    # of several figures under one name the one that is held against something is the office's headline
    home.sort(key=lambda o: (o.obs_status == "F", not relations_of(known, o)))
    if home or parse_period(period).kind == "month":
        return home
    running = [o for o in known.book.of(name, measures=("actual", "estimate")) if runs_up_to(o)]
    return [o for o in running if since_january(o.time_period) == period and is_own(known, o) and is_told(known, o)]


def _also(known: Knowledge, o: Observation) -> tuple[Observation, ...]:
    """The same amount said in another currency or unit beside it ("308.793 tỷ đồng, tương đương 13,2 tỷ USD")."""
    beside = known.book.of(o.indicator, entity=o.entity, doc_keys=(o.doc,), measures=(o.measure,))
    alike = (x for x in beside if x.time_period == o.time_period and x.clause.start == o.clause.start)
    return tuple(x for x in alike if x.unit != "%" != o.unit and not _comparable(x, o))


def _milestone(known: Knowledge, o: Observation, period: str) -> Observation | None:
    """What the plan itself wants reached by the end of the period, when that is not the year's end."""
    end = end_of(period)
    if (end.month, end.day) == (12, 31):
        return None
    targets = known.book.of(o.indicator, entity=o.entity, measures=("target",))
    own = [t for t in targets if end_of(t.time_period) == end and t.doc != o.doc and _comparable(o, t)]
    return own[0] if own and all(same_value(t, own[0]) for t in own) else None


def _reached(o: Observation, milestone: Observation | None) -> bool | None:
    """Whether a result has reached the plan's own milestone; None without one."""
    if milestone is None:
        return None
    return scale(o.value, o.unit)[0] >= scale(milestone.value, milestone.unit)[0]


def _comparable(o: Observation, target: Observation) -> bool:
    return alike_units(scale(o.value, o.unit)[1], scale(target.value, target.unit)[1])


def _percent(
    known: Knowledge, o: Observation, target: Observation | None, printed: Observation | None
) -> tuple[Decimal | None, str]:
    """The share of the plan: as printed, else computed; of a flow only since the start of the year, of no rate.

    Nothing is computed from a result beside which another stands for the same.
    """
    if printed is not None:
        return printed.value, ""
    if target is None or o.unit == "%" or o.measure not in ("actual", "estimate") or not target.value:
        return None, ""
    if not is_state(o) and parse_period(o.time_period).start.timetuple().tm_yday != 1:
        return None, ""
    share = rounded(scale(o.value, o.unit)[0] / scale(target.value, target.unit)[0] * 100)
    if share > _FURTHEST or _differs(known, o):
        return None, ""
    return share, f"{figure_words(o)} / {figure_words(target)} = {format_value(share, '%')}"


def _differs(known: Knowledge, o: Observation) -> bool:
    """Whether the figure's own document prints another one for the same."""
    return any(x.doc == o.doc and x.obs_status == o.obs_status and not x.cautions for x in rivals(known, o))


def _change(relation: Observation | None) -> Change:
    if relation is None:
        return ""
    level = {"pct_of_same_period": _FULL, "ratio_vs_same_period": Decimal(1)}.get(relation.measure, Decimal(0))
    return "up" if relation.value > level else "down" if relation.value < level else "same"


def standing_of(
    name: str, percent: Decimal | None, share: Decimal, *, level: bool = False, in_time: bool | None = None
) -> Standing:
    """How a share of the plan stands at a share of the year, or at the plan's own milestone (`in_time`).

    Nothing is said where less is better (fires, delays), and of a level (people employed) before the year's end: it
    does not grow with the months.

    >>> standing_of("Thu hút FDI", Decimal(33), Decimal(50)), standing_of("Thu hút FDI", Decimal(173), Decimal(100))
    ('behind', 'reached')
    >>> standing_of("Thu hút FDI", Decimal("74.95"), Decimal(75))
    'behind'
    >>> standing_of("Thu hút FDI", Decimal(33), Decimal(50), in_time=True)
    'on_course'
    """
    if any(words in name.lower() for words in _LESS_IS_BETTER):
        return "unknown"
    if percent is not None and percent >= _FULL:
        return "reached"
    if in_time is not None:
        return "on_course" if in_time else "behind"
    if percent is None or (level and share < _FULL):
        return "unknown"
    return "on_course" if share <= percent else "behind"


def _cited(known: Knowledge, sources: Sequence[Observation]) -> tuple[Citation, ...]:
    seen: dict[tuple[str, str], Citation] = {}
    for citation in (cite(known, o) for o in sources):
        seen.setdefault((citation.document, citation.quote), citation)
    return tuple(seen.values())


def _findings(known: Knowledge, names: set[str], period: str) -> list[Finding]:
    """Contradictions that touch the indicators in the period, the hard ones first."""
    timely = (f for f in known.findings if not f.time_period or fit(f.time_period, period))
    return gravest(f for f in timely if names & set(f.indicators))


def _organ(known: Knowledge) -> str:
    names = [d.organ_name for d in known.documents.values() if d.organ_name and d.origin == "file"]
    return max(set(names), key=names.count) if names else ""
