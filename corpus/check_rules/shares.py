"""Percentages whose plan or base stands elsewhere in the document, and indicators that are the sum of others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice, product

from corpus.catalog import Catalog
from corpus.check_rules.facts import Fact, comparable, leading, name_of
from corpus.check_rules.values import judge, judge_sum, percent_of, show
from corpus.models import Finding, Severity
from corpus.periods import year_before
from corpus.text import fold

_FARTHEST = 5
_MOST_CHOICES = 200
_LOOSE = {
    "tthc - so thu tuc truc tuyen muc do 3, 4": ("tthc - so thu tuc toan trinh", "tthc - so thu tuc mot phan"),
}
_CLOSE = 10  # a sum within a tenth of the total was meant to be it


def share_findings(facts: Sequence[Fact], catalog: Catalog | None = None) -> list[Finding]:
    """Reported shares of a plan or base found elsewhere, and totals that no reading of their parts adds up to."""
    led = leading(facts)
    beside = Counter(_paragraph_of(f) for f in facts)
    return [*_percentages(comparable(facts)), *_totals(led, catalog or Catalog.load(), beside)]


_Place = tuple[str, int | None, str, str]


def _paragraph_of(fact: Fact) -> _Place:
    o = fact.observation
    sort = "result" if fact.sort == "forecast" else fact.sort
    return o.doc, o.span.paragraph, sort, fact.figure.unit


# --- percentages --------------------------------------------------------------------------------------------


def _percentages(facts: Sequence[Fact]) -> Iterator[Finding]:
    values: dict[tuple[str, str, str], Fact] = {}
    grouped: set[tuple[str, str]] = set()
    bases: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        o = fact.observation
        if fact.sort in ("result", "cumulative", "forecast") and o.group:
            values.setdefault((o.group, fact.indicator, fact.period), fact)
        elif fact.sort in ("target", "base"):
            grouped.add((o.group, fact.sort))
            year = fact.period[:4] if fact.sort == "target" else fact.period
            bases[fact.indicator, fold(o.entity), fact.sort, f"{year} {fact.figure.unit}"].append(fact)
    for fact in facts:
        o = fact.observation
        sort = {"pct_of_target": "target", "same_period": "base"}.get(fact.sort)
        value = values.get((o.group, fact.indicator, fact.period)) if o.group else None
        if sort is None or value is None or (o.group, sort) in grouped or fact.doubtful or value.doubtful:
            continue
        period = fact.period[:4] if sort == "target" else year_before(fact.period)
        found = bases[fact.indicator, fold(o.entity), sort, f"{period} {value.figure.unit}"]
        yield from _judged(fact, value, found)


def _judged(percent: Fact, value: Fact, bases: list[Fact]) -> Iterator[Finding]:
    own = [b for b in bases if b.observation.doc == percent.observation.doc]
    wrong: list[tuple[Decimal, Decimal, Fact]] = []
    for base in own or bases:
        computed = percent_of(value.figure, base.figure)
        if computed is None:
            continue
        if judge(percent.figure.value, computed, percent.figure.step) != "off":
            return
        middle = (computed.low + computed.high) / 2
        wrong.append((abs(middle - percent.figure.value), middle, base))
    if not wrong:
        return
    _, middle, base = min(wrong, key=lambda w: w[0])
    far = max(middle, percent.figure.value) > _FARTHEST * min(middle, percent.figure.value)
    if far or percent.figure.approximate or value.figure.approximate or base.figure.approximate:
        return
    yield _share_finding(percent, value, base, middle, "hard" if own else "soft")


def _share_finding(percent: Fact, value: Fact, base: Fact, middle: Decimal, severity: Severity) -> Finding:
    docs = tuple(dict.fromkeys((percent.observation.doc, base.observation.doc)))
    what = "kế hoạch" if base.sort == "target" else "cùng kỳ"
    change = percent.observation.measure == "change_vs_same_period"
    shown = middle - 100 if change else middle
    return Finding(
        kind="pct_vs_value" if len(docs) == 1 else "cross_document",
        severity=severity,
        title=f"{name_of(value)}: ghi {percent.shown} so với {what}, tính theo {what} {base.shown} được {show(shown)}%",
        docs=docs,
        quotes=(percent.observation.clause, base.observation.clause),
        reported=percent.shown,
        computed=f"{value.shown} / {base.shown} → {show(middle)}%",
        indicators=(value.observation.indicator,),
        time_period=value.period,
    )


# --- sums of indicators -------------------------------------------------------------------------------------


def _totals(facts: Iterable[Fact], catalog: Catalog, beside: Mapping[_Place, int]) -> Iterator[Finding]:
    parts_of = {fold(i.name): tuple(fold(p) for p in i.parts) for i in catalog.indicators if i.parts}
    found: dict[tuple[str, str, str, str], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        o = fact.observation
        if o.catalogued and "%" not in fact.figure.unit and not fact.doubtful:
            sort = "result" if fact.sort == "forecast" else fact.sort
            found[o.doc, fact.period, sort, fact.figure.unit][fact.indicator].append(fact)
    for by_name in found.values():
        for total, names in parts_of.items():
            present = [by_name[n] for n in names if n in by_name]
            if total in by_name and len(present) > 1:
                yield from _sum_finding(by_name[total], present, complete=len(present) == len(names) == 2)
            yield from _unprinted(by_name, total, names, beside)
        yield from _loose_sums(by_name)


def _entity_kept(choice: Sequence[Fact]) -> bool:
    """Parts of several entities are never mixed unless each part has an entity of its own."""
    entities = {f.observation.entity for f in choice}
    return len(entities) == 1 or len(entities) >= len(choice) - 1


def _sum_finding(totals: list[Fact], parts: list[list[Fact]], *, complete: bool) -> Iterator[Finding]:
    """No finding when a printed total is the sum of any printed parts; else the choice that comes nearest.

    A catalogue may list parts under two names (vốn tăng thêm, vốn điều chỉnh): any two or more of them may be the sum,
    and a sum far off proves nothing unless the parts are known to be all there.
    """
    for total in totals:
        choices = [c for c in _choices(parts) if _entity_kept((total, *c))]
        verdicts = [(judge_sum(total.figure, [f.figure for f in c]), c) for c in choices]
        if not verdicts or any(v == "agrees" for v, _ in verdicts):
            continue
        verdict, choice = min(verdicts, key=lambda v: (v[0] != "rounding", _gap(total, v[1]), _spread(total, v[1])))
        close = _gap(total, choice) * _CLOSE <= total.figure.value
        if (close or complete) and not any(f.figure.approximate for f in (total, *choice)):
            yield _total_finding(total, choice, verdict)
            return


def _loose_sums(by_name: dict[str, list[Fact]]) -> Iterator[Finding]:
    """Totals and parts that the office may count on different days or lists: worth a look, no more."""
    for total, names in _LOOSE.items():
        if total in by_name and all(n in by_name for n in names):
            facts = [by_name[total][0], *(by_name[n][0] for n in names)]
            if judge_sum(facts[0].figure, [f.figure for f in facts[1:]]) == "off":
                found = _total_finding(facts[0], facts[1:], "off")
                yield found.model_copy(update={"severity": "soft"})


def _unprinted(
    by_name: dict[str, list[Fact]], total: str, names: tuple[str, ...], beside: Mapping[_Place, int]
) -> Iterator[Finding]:
    """One part alone is printed beside the total and does not reach it: the rest is left out."""
    present = [n for n in names if n in by_name]
    if len(present) != 1 or total not in by_name:
        return
    whole, part = by_name[total][0], by_name[present[0]][0]
    if whole.observation.span.paragraph != part.observation.span.paragraph or whole.in_table or part.in_table:
        return
    if beside[_paragraph_of(whole)] > 2:
        return
    missing = whole.figure.value - part.figure.value
    if missing <= whole.figure.step / 2 + part.figure.step / 2 or whole.figure.approximate or part.figure.approximate:
        return
    o = whole.observation
    left = f"{show(whole.in_unit(missing))} {o.unit}"
    yield Finding(
        kind="parts_vs_sum",
        severity="soft",
        title=f"{name_of(whole)}: {whole.shown} nhưng mới ghi {part.observation.indicator} {part.shown}",
        docs=(o.doc,),
        quotes=(o.clause, part.observation.clause),
        reported=f"{whole.shown} và {part.shown}",
        computed=f"còn {left} không được ghi thuộc phần nào",
        indicators=(o.indicator, part.observation.indicator),
        time_period=whole.period,
    )


def _choices(parts: list[list[Fact]]) -> Iterator[tuple[Fact, ...]]:
    for size in range(len(parts), 1, -1):
        for named in combinations(parts, size):
            yield from islice(product(*named), _MOST_CHOICES)


def _gap(total: Fact, choice: Sequence[Fact]) -> Decimal:
    return abs(sum((f.figure.value for f in choice), Decimal(0)) - total.figure.value)


def _spread(total: Fact, choice: Sequence[Fact]) -> int:
    return max(abs(f.observation.span.start - total.observation.span.start) for f in choice)


def _total_finding(total: Fact, parts: Sequence[Fact], verdict: str) -> Finding:
    o = total.observation
    near = all(
        (f.observation.span.paragraph, f.observation.span.table) == (o.span.paragraph, o.span.table) for f in parts
    )
    figures = [total.in_unit(f.figure.value) for f in parts]
    added = sum(figures, Decimal(0))
    shown = " + ".join(show(v, 3) for v in figures)
    why = ", có thể do làm tròn" if verdict == "rounding" else ""
    return Finding(
        kind="parts_vs_sum",
        severity="hard" if near and verdict == "off" else "soft",
        title=f"{name_of(total)}: ghi {total.shown}, các phần cộng lại {show(added, 3)}",
        docs=(o.doc,),
        quotes=(o.clause, *(f.observation.clause for f in parts)),
        reported=total.shown,
        computed=f"{shown} = {show(added, 3)} (lệch {show(added - o.value, 3)}{why})",
        indicators=(o.indicator, *(f.observation.indicator for f in parts)),
        time_period=total.period,
    )
