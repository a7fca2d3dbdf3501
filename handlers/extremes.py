"""The indicator with the strongest change of all: against the plan, the year before, the plan before."""

from __future__ import annotations

import re

from corpus.models import Observation
from handlers.drafting import cite, compose
from handlers.facts import end_of
from handlers.knowledge import Knowledge
from handlers.picking import resolve_period
from handlers.values import Answer, Claim, Query
from handlers.wording import figure_words, period_words, say

_EXTREME = re.compile(
    r"(?:chi tieu|linh vuc|muc) nao[\w ]*(?:tang|giam|cao|thap|vuot|manh|nhieu|it)|(?:tang|giam"
    r"|vuot) (?:manh|nhieu|cao|it) nhat"
)
_MIN_RANKED = 3
_TOP = 5


def asks_extreme(query: Query) -> bool:
    """Whether the strongest or weakest of all indicators is asked."""
    return bool(_EXTREME.search(query.folded))


def extreme(query: Query, known: Knowledge) -> Answer | None:
    """The indicator with the strongest relation in a document: to the plan before, the plan, or the same period."""
    plan_over_plan = re.search(
        r"ke hoach (?:nam )?(?:20\d\d|truoc|nam truoc)|so (?:voi )?ke hoach 20\d\d", query.folded
    )
    falling = re.search(r"giam|thap|kem", query.folded)
    pool = [o for o in known.book.observations if not query.documents or o.doc in query.documents]
    if plan_over_plan:
        pool = [o for o in pool if o.indicator.endswith("kế hoạch năm trước")]
    elif "same_period" in query.measures:
        pool = [o for o in pool if o.measure in ("pct_of_same_period",)]
    else:
        pool = [o for o in pool if o.measure == "pct_of_target" and o.catalogued]
    if query.periods:
        pool = [
            o
            for o in pool
            if any(o in known.book.at([o], resolve_period(known, [o.indicator], c)) for c in query.periods)
        ] or pool
    if not query.periods and pool:  # half a year and a whole one do not compare: those of the latest period do
        last = max((o.time_period for o in pool), key=lambda c: (end_of(c), sum(o.time_period == c for o in pool)))
        pool = [o for o in pool if o.time_period == last]
    pool = list({o.indicator: o for o in sorted(pool, key=lambda o: o.obs_status == "A")}.values())
    if len(pool) < _MIN_RANKED:
        return None
    ordered = sorted(pool, key=lambda o: o.value, reverse=not falling)
    claims = [
        Claim(
            text=say(
                "extreme_head",
                name=_short(o.indicator),
                period=period_words(o.time_period),
                relation=_relation(o),
                figure=figure_words(o),
            ),
            citations=(cite(known, o),),
        )
        for o in ordered[:_TOP]
    ]
    return compose(known, query, "answered", claims)


def _short(name: str) -> str:
    return name.removesuffix(" - kế hoạch năm so với kế hoạch năm trước")


def _relation(o: Observation) -> str:
    if o.indicator != _short(o.indicator):
        return "kế hoạch năm bằng (so với kế hoạch năm trước)"
    return "bằng (so với cùng kỳ)" if o.measure == "pct_of_same_period" else "đạt (so với kế hoạch)"
