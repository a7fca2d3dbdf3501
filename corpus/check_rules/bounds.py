"""One indicator that another bounds: what is realised cannot exceed what is registered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from corpus.check_rules.facts import Fact, leading, name_of
from corpus.models import Finding, Severity
from corpus.text import fold

# tail of the smaller indicator's name, of the larger one's, how sure, what may explain it
_BOUNDS: tuple[tuple[str, str, Severity, str], ...] = (
    ("von thuc hien", "von dang ky", "soft", "vốn thực hiện không thể vượt vốn đăng ký"),
    ("hoan thanh", "tong so", "hard", "số hoàn thành không thể vượt tổng số"),
    ("qua han", "tong so", "hard", "số quá hạn không thể vượt tổng số"),
    ("dang thuc hien", "tong so", "hard", "số đang thực hiện không thể vượt tổng số"),
    ("ho so giai quyet", "ho so tiep nhan", "soft", "có thể gồm hồ sơ chuyển từ kỳ trước"),
)


def bound_findings(facts: Iterable[Fact]) -> list[Finding]:
    """Figures above the figure that bounds them, of one document, entity and period."""
    found: dict[tuple[str, str, str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in leading(list(facts)):
        o = fact.observation
        if o.catalogued and fact.sort in ("result", "cumulative") and not o.approximate:
            found[o.doc, fold(o.entity), fact.period, fact.figure.unit].setdefault(fact.indicator, fact)
    return [finding for by_name in found.values() for finding in _above(by_name)]


def _above(by_name: dict[str, Fact]) -> Iterator[Finding]:
    for name, small in by_name.items():
        stem, dash, tail = name.rpartition(" - ")
        for part, whole, severity, why in _BOUNDS:
            large = by_name.get(f"{stem}{dash}{whole}") if tail == part else None
            if large is None or small.figure.interval.low <= large.figure.interval.high:
                continue
            yield Finding(
                kind="part_exceeds_whole",
                severity=severity,
                title=f"{name_of(small)}, {small.observation.entity}: {small.shown} lớn hơn "
                f"{large.observation.indicator} {large.shown}",
                docs=(small.observation.doc,),
                quotes=(large.observation.clause, small.observation.clause),
                reported=f"{small.shown} và {large.shown}",
                computed=why,
                indicators=(small.observation.indicator, large.observation.indicator),
                time_period=small.period,
            )
