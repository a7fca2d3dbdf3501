"""One thing printed twice with two values: in the text and in the table, in two documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from corpus.check_rules.facts import Fact, apart, leading, name_of
from corpus.check_rules.values import show
from corpus.models import Finding, Severity, Span

_SORT_NAMES = {
    "target": "kế hoạch", "result": "kết quả", "cumulative": "lũy kế", "base": "số cùng kỳ",
    "pct_of_target": "tỷ lệ so với kế hoạch", "same_period": "tỷ lệ so với cùng kỳ", "forecast": "dự kiến",
}  # fmt: skip
_CLOSE = Decimal("0.02")  # a difference that comes from rounding what a percentage is computed from
_FAR = Decimal("0.4")  # beyond it the two are likelier not the same thing


def agreement_findings(facts: Iterable[Fact]) -> list[Finding]:
    """Different values of one indicator, entity, period and measure."""
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in leading([f for f in facts if f.observation.catalogued and f.sort != "forecast"]):
        if not fact.figure.approximate and not fact.doubtful:
            groups[fact.key].append(fact)
    out: list[Finding] = []
    for key, group in groups.items():
        if len(group) > 1:
            out += [*_within(group), *_across(group)]
        if group[0].sort == "base":
            reported = groups.get((*key[:3], "result", key[4]), [])
            out += _bases(group, reported)
    return out


def _bases(bases: list[Fact], reported: list[Fact]) -> Iterator[Finding]:
    """What a report calls the same period against what another document reported for it."""
    for base in _distinct(bases):
        others = [r for r in reported if r.observation.doc != base.observation.doc]
        wrong = [r for r in others if 0 < apart(base, r) <= _FAR]
        if others and len(wrong) == len(others):
            yield _finding("cross_document", "soft", [base, wrong[0]])
            return


def _within(group: list[Fact]) -> Iterator[Finding]:
    """Two values in one document."""
    by_doc: dict[str, list[Fact]] = defaultdict(list)
    for fact in group:
        by_doc[fact.observation.doc].append(fact)
    for facts in by_doc.values():
        pair = _farthest(facts)
        if pair is None:
            continue
        one, other, distance = pair
        mixed = one.in_table != other.in_table
        soft = one.settled != other.settled or (distance <= _CLOSE and one.sort in ("pct_of_target", "same_period"))
        yield _finding("text_vs_table" if mixed else "text_vs_text", "soft" if soft else "hard", [one, other])


def _farthest(facts: list[Fact]) -> tuple[Fact, Fact, Decimal] | None:
    """The first value and the one farthest from it, when rounding does not make them one."""
    distinct: dict[Decimal, Fact] = {}
    for fact in facts:
        distinct.setdefault(fact.figure.value, fact)
    values = sorted(distinct)
    if len(values) < 2:
        return None
    low, high = distinct[values[0]], distinct[values[-1]]
    distance = apart(low, high)
    if not distance or distance > _FAR:
        return None
    one, other = sorted((low, high), key=lambda f: f.observation.span.start)
    return one, other, distance


def _across(group: list[Fact]) -> Iterator[Finding]:
    """A plan figure or result that one document prints and another contradicts."""
    if group[0].sort not in ("target", "result", "cumulative"):
        return
    by_doc: dict[str, list[Fact]] = defaultdict(list)
    for fact in group:
        by_doc[fact.observation.doc].append(fact)
    if len(by_doc) < 2:
        return
    against: list[Fact] = []
    docs = sorted(by_doc)
    for i, doc in enumerate(docs):
        for other_doc in docs[i + 1 :]:
            clash = _clash(by_doc[doc], by_doc[other_doc])
            against += [f for f in clash or () if f not in against]
    if against:
        yield _finding("cross_document", "hard" if against[0].sort == "target" else "soft", against)


def _clash(ours: list[Fact], theirs: list[Fact]) -> tuple[Fact, Fact] | None:
    """Two facts of two documents that cannot both be right."""
    candidates = [(apart(a, b), a, b) for a in _distinct(ours) for b in _distinct(theirs) if 0 < apart(a, b) <= _FAR]
    if not candidates:
        return None
    _, a, b = max(candidates, key=lambda c: c[0])
    return a, b


def _distinct(facts: list[Fact]) -> list[Fact]:
    return list({f.figure.value: f for f in facts}.values())[:8]


def _finding(kind: str, severity: Severity, facts: list[Fact]) -> Finding:
    first = facts[0]
    what = _SORT_NAMES[first.sort]
    where = [f"{_place(f, kind)} ghi {f.shown}" for f in facts]
    values = list(dict.fromkeys(f.shown for f in facts))
    spans: list[Span] = [f.observation.clause for f in facts]
    low, high = (pick(facts, key=lambda f: f.figure.value) for pick in (min, max))
    return Finding.model_validate(
        {
            "kind": kind,
            "severity": severity,
            "title": f"{name_of(first)} ({what}): {', '.join(where)}",
            "docs": tuple(dict.fromkeys(f.observation.doc for f in facts)),
            "quotes": tuple(spans),
            "reported": " và ".join(values),
            "computed": _difference(low, high),
            "indicators": (first.observation.indicator,),
            "time_period": first.period,
        }
    )


def _difference(low: Fact, high: Fact) -> str:
    if low.figure.unit == "%":
        return f"lệch {show(high.figure.value - low.figure.value)} điểm %"
    gap = high.in_unit(high.figure.value - low.figure.value)
    return f"lệch {show(gap)} {high.observation.unit}".strip()


def _place(fact: Fact, kind: str) -> str:
    where = "biểu" if fact.in_table else "lời văn"
    return f"{fact.observation.doc} ({where})" if kind == "cross_document" else where
