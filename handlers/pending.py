"""Figures that units reported and nobody has approved yet: told beside the official ones, marked, never instead."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.models import Observation
from handlers.drafting import cite, compose
from handlers.facts import end_of, fit
from handlers.knowledge import Knowledge, place_name
from handlers.picking import Pick, asked_places
from handlers.values import Answer, Claim, Query
from handlers.wording import figure_words, period_words, reference, say


def pending_claims(query: Query, known: Knowledge, picks: Sequence[Pick]) -> list[Claim]:
    """What units have reported for the same periods and nobody has approved yet, as marked lines of their own.

    Of a question without a period also what was reported for later ones.
    """
    out: list[Claim] = []
    for p in picks:
        o = p.observation
        same = [
            w
            for w in known.book.waiting(o.indicator)
            if place_name(w.entity) == place_name(o.entity)
            and (
                fit(w.time_period, o.time_period) == 3
                or (not query.periods and end_of(w.time_period) > end_of(o.time_period))
            )
        ]
        out += [claim for w in same if (claim := _pending_claim(known, w)) not in out]
    return out


def _pending_claim(known: Knowledge, waiting: Observation) -> Claim:
    """One figure that waits for approval, marked as such."""
    said = say("sourced", figure=figure_words(waiting), doc=reference(known.documents[waiting.doc]))
    text = say("pending_line", name=waiting.indicator, period=period_words(waiting.time_period), figures=said)
    return Claim(text=text, citations=(cite(known, waiting),))


def only_pending(
    query: Query, known: Knowledge, names: Sequence[str], gaps: Sequence[tuple[str, str]]
) -> Answer | None:
    """The marked figures alone, where nothing official exists for the period asked."""
    if asked_places(query, known):
        return None
    wanted = gaps or [(name, "") for name in names if not known.book.of(name)]
    found = [w for name, period in wanted for w in known.book.waiting(name, period)[-1:]]
    if not found:
        return None
    claims = [_pending_claim(known, w) for w in found]
    return compose(known, query, "partial", claims, [say("pending_note")])
