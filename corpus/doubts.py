"""Figures of a scan that say so: read with low confidence themselves, or named by words that were."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from corpus.models import DOUBTFUL, DOUBTFUL_NAME, Document, Observation, Table

Stretch = tuple[int, int]


def mark_doubted(found: list[Observation], document: Document) -> list[Observation]:
    """The figures of a document, those with a caution that its doubtful stretches touch.

    A doubtful stretch that is no figure itself (a period, a short name, a word of a label) is a doubt about what the
    figures of its sentence, row or column are of.
    """
    spans = [(o.span.start, o.span.end) for o in found]
    named = sorted(d for d in document.doubtful if not _overlaps(d, sorted(spans)))
    heads = [_doubtful_heads(t, document, named) for t in document.tables]
    return [_marked(o, document, named, heads) for o in found]


def _marked(o: Observation, document: Document, named: list[Stretch], heads: list[frozenset[int]]) -> Observation:
    if document.is_doubtful(o.span.start, o.span.end):
        return o.model_copy(update={"cautions": (*o.cautions, DOUBTFUL)})
    headed = o.span.table is not None and o.span.table < len(heads) and o.span.column in heads[o.span.table]
    if headed or _overlaps((o.clause.start, o.clause.end), named):
        return o.model_copy(update={"cautions": (*o.cautions, DOUBTFUL_NAME)})
    return o


def _overlaps(stretch: Stretch, others: list[Stretch]) -> bool:
    """Whether one of the sorted stretches, none of which holds another, shares a character with a stretch."""
    at = bisect_left(others, stretch[0], key=lambda s: s[1])
    return any(start < stretch[1] and stretch[0] < end for start, end in others[at : at + 2])


def _doubtful_heads(table: Table, document: Document, named: Iterable[Stretch]) -> frozenset[int]:
    """The columns in whose heading a doubtful word stands."""
    first = min((row.start for row in table.rows), default=table.end)
    words = {document.original[a:b].strip() for a, b in named if table.start <= a < first}
    said = (re.compile(rf"(?<!\w){re.escape(w)}(?!\w)") for w in words if w)
    return frozenset(i for pattern in said for i, column in enumerate(table.columns) if pattern.search(column))
