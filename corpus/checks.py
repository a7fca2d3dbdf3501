"""The check by arithmetic: what a collection of documents contradicts, in itself and in one another.

A finding is hard when both figures cannot be right as printed, soft when an innocent explanation exists, form when the
figure is right and stands in the wrong place. What cannot be shown by arithmetic is not reported.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from corpus.check_rules.agreement import agreement_findings
from corpus.check_rules.bounds import bound_findings
from corpus.check_rules.claims import claim_findings
from corpus.check_rules.columns import column_findings
from corpus.check_rules.dates import date_findings
from corpus.check_rules.facts import facts_of
from corpus.check_rules.flows import flow_findings
from corpus.check_rules.places import merged
from corpus.check_rules.ratios import ratio_findings
from corpus.check_rules.rows import row_findings
from corpus.check_rules.shares import share_findings
from corpus.check_rules.sums import sum_findings
from corpus.check_rules.tables import table_findings
from corpus.models import Document, Finding, Observation
from corpus.text import small_first

__all__ = ["find_findings"]

_IN_ONE_DOCUMENT = (
    ratio_findings, sum_findings, claim_findings, table_findings, column_findings, row_findings,
)  # fmt: skip
_RANK = {"hard": 0, "soft": 1, "form": 2}


def find_findings(documents: Sequence[Document], observations: Sequence[Observation]) -> list[Finding]:
    """All contradictions of the documents, hard ones first, each with the quotes that contradict each other.

    `observations` are those of all the documents; their `doc` is the documents' `doc_key`. Both may be of any size:
    facts are grouped by what they say, never compared pair by pair. What a unit reported and nobody has approved yet
    contradicts nothing.

    >>> find_findings([], [])
    []
    """
    documents = [d for d in documents if d.origin == "file" or d.approved_by]
    by_key = {d.doc_key: d for d in documents}
    observations = [o for o in observations if o.obs_status != "V"]
    facts = facts_of(observations, by_key)
    found: list[Finding] = []
    for document in documents:
        for check in _IN_ONE_DOCUMENT:
            found += check(document)
    found += date_findings(documents)
    found += agreement_findings(facts)
    found += flow_findings(facts)
    found += share_findings(facts)
    found += bound_findings(facts)
    named = _with_indicators(found, observations)
    return sorted(merged(named), key=lambda f: (_RANK[f.severity], f.docs, f.quotes[0].start))


def _with_indicators(findings: list[Finding], observations: Sequence[Observation]) -> list[Finding]:
    """Findings made from words and cells learn which indicators their quotes hold."""
    placed: dict[str, list[Observation]] = defaultdict(list)
    for o in sorted(observations, key=lambda o: o.span.start):
        placed[o.doc].append(o)
    starts = {doc: [o.span.start for o in listed] for doc, listed in placed.items()}
    out: list[Finding] = []
    for finding in findings:
        if finding.indicators or finding.kind in ("date", "period"):
            out.append(finding)
            continue
        held: list[Observation] = []
        subject: Observation | None = None
        for number, quote in enumerate(finding.quotes):
            listed = placed.get(quote.doc, [])
            at = bisect_left(starts.get(quote.doc, []), quote.start)
            while at < len(listed) and listed[at].span.start < quote.end:
                held.append(listed[at])
                at += 1
            if number == 0 and held:
                subject = held[-1]
        out.append(_named(finding, held, subject))
    return out


def _named(finding: Finding, held: list[Observation], subject: Observation | None) -> Finding:
    names = tuple(dict.fromkeys(o.indicator for o in held if o.catalogued))
    if not names:
        return finding
    period = finding.time_period or held[0].time_period
    title = finding.title
    in_text = finding.quotes[0].table is None and finding.kind in ("pct_vs_value", "parts_vs_sum", "text_vs_text")
    if in_text and subject is not None and subject.catalogued:
        title = f"{subject.indicator}: {small_first(title)}"
    return finding.model_copy(update={"indicators": names, "time_period": period, "title": title})
