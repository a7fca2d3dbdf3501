"""The claims about one figure: itself with its relations, its plan, its base, and what other places print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.catalog import PLAN_OVER_PLAN
from corpus.models import Observation
from corpus.periods import parse_period, year_before
from corpus.quantities import format_value, scale
from corpus.text import fold
from handlers.drafting import cite
from handlers.facts import RELATIVE, VALUE_MEASURES, alike_units, end_of, fit, same_value
from handlers.knowledge import Knowledge, place_name
from handlers.picking import Pick, distinct
from handlers.values import Claim, Query
from handlers.wording import figure_words, period_of, period_words, reference, rounded, say

_RUNNING = re.compile(r"\bluy ke\b|\bden nay\b")
_NEW = re.compile(r"\b(?:cap|cong nhan|thanh lap|trong|phat trien|co|xay|dang ky) (?:them|moi)\b|^\W*them\b")


def part_words(o: Observation) -> str:
    """A figure that was printed as a part of a whole with the whole: "306/340 nhiệm vụ"."""
    printed = format_value(o.value, "").strip()
    whole = re.search(rf"(?<![\d.,/]){re.escape(printed)}\s*/\s*(\d[\d.,]*\d|\d)(?![\d/])", o.reading or o.clause.quote)
    return f"{printed}/{whole[1]} {o.unit}" if whole and o.span.table is None else figure_words(o)


def figure_claims(query: Query, known: Knowledge, chosen: Pick) -> list[Claim]:
    """The claims about one figure: itself with its relations, its plan, its base, and what other places print."""
    o = chosen.observation
    home = place_name(o.entity) == place_name(known.book.home)
    entity = "" if home or fold(o.entity) in fold(o.indicator) else o.entity
    relations = relations_of(known, o)
    said = ", ".join(relation_words(r) for r in relations)
    citations = tuple(cite(known, x) for x in (o, *relations))
    asks_percent = "percent" in query.wanted or "pct_of_target" in query.measures
    told = {"name": o.indicator, "entity": entity, "period": period_of(o)}
    if o.measure == "target":
        verb = say("verb", measure="target", status="A")
        head = say("figure_head", **told, figure=figure_words(o), verb=verb, relations="")
    elif asks_percent and relations:
        head = say("percent_head", **told, relations=said, figure=figure_words(o))
    else:
        verb = say("verb", measure=o.measure, status=o.obs_status)
        head = say("figure_head", **told, figure=part_words(o), verb=verb, relations=said)
    claims = [Claim(text=head, citations=citations)]
    if asks_percent and not relations and o.unit != "%":
        claims = [*_printed_rate(known, o), *claims]
    claims += computed_percent(known, o, relations) if asks_percent else []
    claims += plan_claims(known, o)
    claims += base_claims(known, o)
    claims += other_claims(known, o, relations)
    return claims


def _printed_rate(known: Knowledge, o: Observation) -> list[Claim]:
    """The percentage that is printed with "164,3/421 tỷ đồng" under the same name."""
    same = known.book.of(o.indicator, entity=o.entity, doc_keys=(o.doc,), measures=VALUE_MEASURES)
    rates = [r for r in same if r.unit == "%" and r.time_period == o.time_period and r.clause.start == o.clause.start]
    if len(rates) != 1:
        return []
    verb = say("verb", measure=rates[0].measure, status=rates[0].obs_status)
    text = say(
        "figure_head",
        name=o.indicator,
        entity="",
        period=period_words(o.time_period),
        figure=figure_words(rates[0]),
        verb=verb,
        relations="",
    )
    return [Claim(text=text, citations=(cite(known, rates[0]),))]


def relations_of(known: Knowledge, o: Observation) -> list[Observation]:
    """The percentages printed with a figure: those of its group, else those of its name, period and document."""
    if o.measure not in VALUE_MEASURES or o.measure == "base":
        return []
    group = known.book.fact(o).companions
    mates = [c for c in group if c.measure in RELATIVE and c.indicator == o.indicator and _same_time(c, o)]
    return sorted(mates or _beside(known, o), key=lambda r: RELATIVE.index(r.measure))


def _same_time(a: Observation, b: Observation) -> bool:
    """Whether two figures are of the same period: a row's percentages belong to its whole, not to its last month."""
    return fit(a.time_period, b.time_period) == 3


def _beside(known: Knowledge, o: Observation) -> list[Observation]:
    """Percentages of the same name, period and document that were printed apart from the figure."""
    return [
        c
        for c in known.book.of(o.indicator, entity=o.entity, doc_keys=(o.doc,), measures=RELATIVE)
        if fit(c.time_period, o.time_period) == 3 and not _of_another(known, c, o)
    ]


def _of_another(known: Knowledge, relation: Observation, o: Observation) -> bool:
    """Whether a percentage stands with a figure of that name that is another one ("khách đến bảo tàng")."""
    mates = [m for m in known.book.fact(relation).companions if m.indicator == o.indicator]
    own = [m for m in mates if m.measure in VALUE_MEASURES and m.measure != "base" and _same_time(m, o)]
    return bool(own) and not any(same_value(m, o) for m in own)


def relation_words(o: Observation) -> str:
    """A percentage in words: "đạt 33,11% kế hoạch", "bằng 106% cùng kỳ"."""
    if o.measure == "pct_of_same_period":
        over = rounded(o.value - 100)
        change = f"{'tăng' if over > 0 else 'giảm'} {format_value(abs(over), '%')}" if over else ""
        return say("of_same_period", figure=figure_words(o), change=change)
    phrase = {"pct_of_target": "of_plan", "change_vs_same_period": "change"}
    return say(phrase.get(o.measure, "ratio"), figure=figure_words(o))


def plan_claims(known: Knowledge, o: Observation) -> list[Claim]:
    """The plan for the year of a figure, every different one with its document."""
    if o.measure == "base":
        return []
    year = o.time_period[:4]
    pool = known.book.of(o.indicator, measures=("target",))
    targets = [
        t for t in pool if t.time_period in (year, o.time_period) and place_name(t.entity) == place_name(o.entity)
    ]
    targets = [t for t in targets if alike_units(scale(t.value, t.unit)[1], scale(o.value, o.unit)[1])]
    different = [t for t in distinct([o, *targets] if o.measure == "target" else targets) if t is not o]
    claims = []
    if different:
        figures = "; ".join(
            say("sourced", figure=figure_words(t), doc=known.documents[t.doc].doc_key) for t in different
        )
        phrase = "other_line" if o.measure == "target" else "target_line"
        text = say(phrase, period=period_words(different[0].time_period), figures=figures)
        claims.append(Claim(text=text, citations=tuple(cite(known, t) for t in different)))
    if o.measure == "target":
        claims += _plan_over_plan(known, o)
    return claims


def _plan_over_plan(known: Knowledge, o: Observation) -> list[Claim]:
    """The plan beside the plan of the year before, and their printed ratio."""
    ratios = [r for r in known.book.of(o.indicator + PLAN_OVER_PLAN, entity=o.entity) if r.time_period == o.time_period]
    before = [
        t
        for t in known.book.of(o.indicator, entity=o.entity, measures=("target",))
        if t.time_period == year_before(o.time_period)
    ]
    if not ratios or not before:
        return []
    text = say(
        "plan_ratio",
        figure=figure_words(ratios[0]),
        period=period_words(before[0].time_period),
        before=figure_words(before[0]),
    )
    return [Claim(text=text, citations=(cite(known, ratios[0]), cite(known, before[0])))]


def computed_percent(known: Knowledge, o: Observation, relations: Sequence[Observation]) -> list[Claim]:
    """The share of the plan when no document prints it but both operands are known."""
    settled = any(r.measure == "pct_of_target" for r in relations) or o.unit == "%"  # a rate is not divided by a rate
    if settled or o.measure not in ("actual", "estimate"):
        return []
    for target in targets_of(known, o)[:1]:
        (x, ux), (y, uy) = scale(o.value, o.unit), scale(target.value, target.unit)
        if alike_units(ux, uy) and y:
            figure = format_value(rounded(x / y * 100), "%")
            formula = f"{figure_words(o)} / {figure_words(target)}"
            text = say("computed_percent", figure=figure, formula=formula)
            return [Claim(text=text, formula=formula, citations=(cite(known, o), cite(known, target)))]
    return []


def targets_of(known: Knowledge, o: Observation) -> list[Observation]:
    """The plans a result is held against: its own group's first, then the year's in any document."""
    year = o.time_period[:4]
    kin = known.book.fact(o).companions
    # a plan's table has the year before beside the year planned
    mates = [c for c in kin if c.measure == "target" and c.indicator == o.indicator and c.time_period[:4] == year]
    rest = [t for t in known.book.of(o.indicator, entity=o.entity, measures=("target",)) if t.time_period == year]
    return distinct(t for t in (*mates, *rest) if not _of_all_years(o, t))


def _of_all_years(result: Observation, target: Observation) -> bool:
    """Whether a running total would be held against a plan of new ones ("lũy kế 264 …" and "công nhận mới 45 …")."""
    total = _RUNNING.search(fold(result.reading or result.clause.quote))
    return bool(total and _NEW.search(fold(target.reading or target.clause.quote)))


def base_claims(known: Knowledge, o: Observation) -> list[Claim]:
    """The figure of the same period a year before, as printed with the figure."""
    found = bases_of(known, o)
    if not found:
        return []
    figures = "; ".join(figure_words(b) for b in found)
    text = say("base_line", period=period_words(found[0].time_period), figures=figures)
    return [Claim(text=text, citations=tuple(cite(known, b) for b in found))]


def bases_of(known: Knowledge, o: Observation) -> list[Observation]:
    """The different figures of the same period a year before that are printed with a result."""
    if o.measure not in ("actual", "estimate"):
        return []
    group = known.book.fact(o).companions
    mates = [c for c in group if c.measure == "base" and c.indicator == o.indicator and _a_year_before(c, o)]
    if not mates and _is_reported_period(known, o):
        found = known.book.of(o.indicator, entity=o.entity, doc_keys=(o.doc,), measures=("base",))
        mates = [b for b in found if end_of(b.time_period) < end_of(o.time_period) and months(b) in (months(o), 1)]
    if not mates:  # years side by side in one table
        found = known.book.of(o.indicator, entity=o.entity, doc_keys=(o.doc,), measures=("actual", "estimate"))
        mates = [b for b in found if fit(b.time_period, year_before(o.time_period)) == 3]
    return distinct(mates)


def _a_year_before(base: Observation, o: Observation) -> bool:
    return fit(base.time_period, year_before(o.time_period)) == 3 or months(base) == months(o)


def _is_reported_period(known: Knowledge, o: Observation) -> bool:
    """Whether a figure is of the period its document reports on: loose bases are held against that."""
    return fit(o.time_period, known.documents[o.doc].reporting_period) == 3


def months(o: Observation) -> int:
    """Months that a figure's period covers, 0 for a day."""
    p = parse_period(o.time_period)
    return 0 if p.kind == "date" else (p.end.year - p.start.year) * 12 + p.end.month - p.start.month + 1


def other_claims(known: Knowledge, o: Observation, relations: Sequence[Observation]) -> list[Claim]:
    """What other places print for the same figure or the same relation."""
    claims = []
    others = [x for x in rivals(known, o) if x.measure == o.measure or o.measure in VALUE_MEASURES]
    if others:
        figures = "; ".join(
            say("sourced", figure=figure_words(x), doc=reference(known.documents[x.doc])) for x in others
        )
        claims.append(Claim(text=say("other_line", figures=figures), citations=tuple(cite(known, x) for x in others)))
    if relations:
        kin = {r.measure for r in relations}
        elsewhere = [
            x
            for x in known.book.of(o.indicator, entity=o.entity, measures=RELATIVE)
            if fit(x.time_period, o.time_period) == 3
            and not any(same_value(x, r) for r in relations)
            and (x.doc, x.clause.start) != (o.doc, o.clause.start)
            and (x.measure in kin or x.measure in RELATIVE)
        ]
        elsewhere = distinct(elsewhere)
        if elsewhere:
            figures = "; ".join(
                say("sourced", figure=relation_words(x), doc=known.documents[x.doc].doc_key) for x in elsewhere
            )
            claims.append(
                Claim(text=say("other_relations", figures=figures), citations=tuple(cite(known, x) for x in elsewhere))
            )
    return claims


def rivals(known: Knowledge, o: Observation) -> list[Observation]:
    """Other printed figures for the same thing: same name, place (KKT X = X) and period."""
    out: list[Observation] = []
    for x in known.book.of(o.indicator, measures=VALUE_MEASURES if o.measure in VALUE_MEASURES else (o.measure,)):
        timely = fit(x.time_period, o.time_period) == 3 or (fit(x.time_period, o.time_period) and months(x) == 0)
        if place_name(x.entity) != place_name(o.entity) or not timely or same_value(x, o):
            continue
        # figures of one sentence are a whole and its parts, not rivals
        if x.doc == o.doc and x.clause.start == o.clause.start:
            continue
        if (x.measure == "cumulative") != (o.measure == "cumulative") or any(same_value(x, seen) for seen in out):
            continue
        out.append(x)
    return [] if o.measure == "target" else out
