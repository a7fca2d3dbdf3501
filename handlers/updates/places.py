"""Where the figures of a message stand: each with the words that are its own, its clause, what came before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.quantities import Quantity, find_quantities
from corpus.unit_words import NOUNS
from handlers.updates.when import Said

_CLAUSE_END = re.compile(r"[;\n]|[.](?=\s|$)|,(?!\d)|\s(?:và|va|\+)\s(?=\D{0,40}\d)")
_DAY = re.compile(r"(?<![\d/.,-])\d{1,2}/\d{1,2}(?:/20\d\d)?(?![\d/]|[.,]\d)")
_MARKER = re.compile(r"(?:(?<=\s)|^)\(\d{1,2}\)(?=\s)|^\s*\d{1,2}[./)](?=\s)", re.MULTILINE)
_MINUS = re.compile(r"(?<!\w)(?:âm|(?:dat|la|tang truong|duoc|uoc) am)\s+$", re.IGNORECASE)
COUNTED = frozenset(NOUNS.values())
"""Nouns that figures of messages count."""


class Place(NamedTuple):
    quantity: Quantity
    own: str
    before: str
    after: str
    clause: str
    since: str
    clause_start: int
    clause_end: int
    previous: Quantity | None
    follows: bool
    """Whether another figure of the same clause comes after it."""


def places(text: str, said: Sequence[Said]) -> Iterator[Place]:
    """Each figure with its words: periods blanked, clauses parted."""
    blank = list(text)
    for s in said:
        blank[s.start : s.end] = " " * (s.end - s.start)
    words = "".join(blank)
    days = [(s.start, s.end) for s in said] + [m.span() for p in (_DAY, _MARKER) for m in p.finditer(text)]
    quantities = [_signed(_known_unit(q), text) for q in find_quantities(text, bare=True)]
    quantities = [
        q
        for q in quantities
        if (q.role and q.unit) or not any(a < q.figure_end and q.figure_start < b for a, b in days)
    ]
    ends = [m.start() for m in _CLAUSE_END.finditer(text)]
    for n, q in enumerate(quantities):
        start = max([0, *(e + 1 for e in ends if e < q.start)])
        end = min([len(text), *(e for e in ends if e >= q.end)])
        previous = quantities[n - 1] if n and quantities[n - 1].end <= q.start else None
        before = words[max(start, previous.end if previous else 0) : q.start]
        after_to = min([end, *(x.start for x in quantities[n + 1 : n + 2])])
        after = words[q.end : after_to].partition("(")[0]
        own = f"{before} {noun_of(q)} {after}"
        clause = f"{_without_figures(words, quantities, start, q.start)} {noun_of(q)} {after}"
        since = f"{words[previous.end if previous else 0 : q.start]} {noun_of(q)} {after}"
        follows = n + 1 < len(quantities) and quantities[n + 1].start < end
        yield Place(q, own, before, after, clause, since, start, end, previous, follows)


def _known_unit(q: Quantity) -> Quantity:
    """A figure before a word that is no unit ("1.851 chứ không phải") is bare."""
    if q.dimension != "count" or q.unit.partition("/")[0] in COUNTED:
        return q
    return q.model_copy(update={"unit": "", "dimension": "other", "noun": "", "end": q.figure_end})


def _signed(q: Quantity, text: str) -> Quantity:
    """ "T10 -50 tỷ": a dash with a space before and none behind is a minus; so is "âm 5"."""
    minus = re.search(r"(?:^|\s)[-−]$", text[max(0, q.figure_start - 2) : q.figure_start]) or _MINUS.search(
        text, 0, q.figure_start
    )
    return q.model_copy(update={"value": -abs(q.value)}) if minus else q


def noun_of(q: Quantity) -> str:
    return q.unit if q.dimension == "count" else ""


def _without_figures(words: str, quantities: Sequence[Quantity], start: int, end: int) -> str:
    out, at = [], start
    for q in quantities:
        if start <= q.start < end:
            out += [words[at : q.start], noun_of(q)]
            at = q.end
    return " ".join(" ".join([*out, words[at:end]]).split())
