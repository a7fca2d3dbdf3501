"""One thing printed twice with two values: in the text and in the table, in two documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from corpus.check_rules.facts import Fact, apart, comparable, name_of, place_of
from corpus.check_rules.values import Printed, show
from corpus.models import Finding, Severity, Span

_SORT_NAMES = {
    "target": "kế hoạch", "result": "kết quả", "cumulative": "lũy kế", "base": "số cùng kỳ",
    "pct_of_target": "tỷ lệ so với kế hoạch", "same_period": "tỷ lệ so với cùng kỳ", "forecast": "dự kiến",
}  # fmt: skip
_CLOSE = Decimal("0.02")  # a difference that comes from rounding what a percentage is computed from
_MOST = 30
_FAR = Decimal("0.4")  # beyond it the two are likelier not the same thing


_Places = list[list[Fact]]  # the values of one thing by paragraph or table, the first of each the leading one


def agreement_findings(facts: Iterable[Fact]) -> list[Finding]:
    """Different values of one indicator, entity, period and measure.

    A paragraph that names two (the plan of the province, the plan of the council) agrees with a place that has either.
    """
    groups: dict[tuple[str, ...], dict[tuple[object, ...], list[Fact]]] = defaultdict(lambda: defaultdict(list))
    usable = [f for f in facts if f.observation.catalogued and f.sort != "forecast"]
    for fact in comparable(usable):
        if not fact.figure.approximate and not fact.doubtful:
            groups[fact.key][place_of(fact)].append(fact)
    out: list[Finding] = []
    for key, by_place in groups.items():
        places = list(by_place.values())
        out += [*_within(places), *_across(places)]
        if key[3] == "base":
            out += _bases(places, list(groups.get((*key[:3], "result", key[4]), {}).values()))
    return out


def _apart(one: Sequence[Fact], other: Sequence[Fact]) -> Decimal:
    """How far two places are apart: nought when they share a value."""
    if any(not apart(a, b) for a in one for b in other):
        return Decimal(0)
    return apart(one[0], other[0])


def _farthest(ours: _Places, theirs: _Places) -> tuple[Decimal, int, int] | None:
    """Which two places, one of each side, are farthest apart and still speak of one thing."""
    best: tuple[Decimal, int, int] | None = None
    for i, one in enumerate(ours[:_MOST]):
        for j, other in enumerate(theirs[:_MOST]):
            distance = _apart(one, other)
            if 0 < distance <= _FAR and (best is None or distance > best[0]):
                best = (distance, i, j)
    return best


def _by_document(places: _Places) -> dict[str, _Places]:
    out: dict[str, _Places] = defaultdict(list)
    for place in places:
        out[place[0].observation.doc].append(place)
    return out


def _within(places: _Places) -> Iterator[Finding]:
    """Two values in one document."""
    for own in _by_document(places).values():
        pair = _farthest(own, own)
        if pair is None:
            continue
        distance, one, other = pair[0], own[pair[1]][0], own[pair[2]][0]
        mixed = one.in_table != other.in_table
        soft = one.settled != other.settled or (distance <= _CLOSE and one.sort in ("pct_of_target", "same_period"))
        facts = sorted((one, other), key=lambda f: f.observation.span.start)
        yield _finding("text_vs_table" if mixed else "text_vs_text", "soft" if soft else "hard", facts)


def _across(places: _Places) -> Iterator[Finding]:
    """A plan figure or result that one document prints and another contradicts."""
    by_doc = _by_document(places)
    if len(by_doc) < 2 or places[0][0].sort not in ("target", "result", "cumulative"):
        return
    alike: dict[tuple[tuple[Printed, ...], ...], list[_Places]] = defaultdict(list)
    for doc in sorted(by_doc):  # documents that print the same figures contradict the same others
        alike[tuple(tuple(f.figure for f in place) for place in by_doc[doc])].append(by_doc[doc])
    found: dict[tuple[str, int], Fact] = {}
    for ours, theirs in combinations(alike.values(), 2):
        if pair := _farthest(ours[0], theirs[0]):
            for documents, which in ((ours, pair[1]), (theirs, pair[2])):
                found.update(((_doc_of(d), which), d[which][0]) for d in documents)
    against = [found[spot] for spot in sorted(found)]
    if against:
        yield _finding("cross_document", "hard" if against[0].sort == "target" else "soft", against)


def _doc_of(places: _Places) -> str:
    return places[0][0].observation.doc


def _bases(bases: _Places, reported: _Places) -> Iterator[Finding]:
    """What a report calls the same period against what another document reported for it."""
    for base in bases:
        others = [r for r in reported if r[0].observation.doc != base[0].observation.doc]
        if others and all(0 < _apart(base, r) <= _FAR for r in others):
            yield _finding("cross_document", "soft", [base[0], others[0][0]])
            return


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
