"""A summary on demand: a line a headline indicator for a period, or the targets a plan sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.models import Observation
from handlers.candidates import ENOUGH as SENTENCE_ENOUGH
from handlers.candidates import candidates
from handlers.drafting import cite, compose, finding_notes, is_damaged
from handlers.facts import VALUE_MEASURES, end_of
from handlers.figure_claims import relation_words, relations_of
from handlers.figures import with_data
from handlers.knowledge import Knowledge
from handlers.passages import quote_claim
from handlers.picking import distinct, pick, resolve_period
from handlers.values import Answer, Claim, Query
from handlers.wording import figure_words, period_words, reference, say

_MOST = 16
_ASKS_TARGETS = re.compile(r"(?:nhung|cac|co) chi tieu (?:gi|nao)|chi tieu (?:gi|nao)|(?:nhung|cac) chi tieu")
_ITEMS_FROM = 2


def answer_summary(query: Query, known: Knowledge) -> Answer | None:
    """The summary asked for; None when the store has no catalogued figure for it."""
    if query.intent != "summary" and not (query.documents and _ASKS_TARGETS.search(query.folded)):
        return None
    plans = [k for k in query.documents if known.documents[k].type_name.casefold().startswith("kế hoạch")]
    if plans and len(plans) == len(query.documents):
        return plan_summary(query, known, plans[0])
    return period_summary(query, known)


def plan_summary(query: Query, known: Knowledge, key: str) -> Answer | None:
    """Every target a plan sets for its own year, the annex before the text."""
    document = known.documents[key]
    own = document.reporting_period
    set_here = (o for o in known.book.observations if o.doc == key and o.measure == "target" and o.catalogued)
    targets = [o for o in set_here if not own or o.time_period == own]
    if not targets:
        return None
    rows: dict[str, list[Observation]] = {}
    for o in sorted(targets, key=lambda o: (o.span.table is None, o.span.start)):
        rows.setdefault(o.indicator, []).append(o)
    claims = [
        Claim(text=say("plan_head", doc=reference(document), count=len(rows)), citations=(cite(known, targets[0]),))
    ]
    for name, found in rows.items():
        different = distinct(found)
        figures = "; ".join(figure_words(o) for o in different)
        claims.append(Claim(text=f"{name}: {figures}.", citations=tuple(cite(known, o) for o in different)))
    return compose(known, query, "answered", claims)


def period_summary(query: Query, known: Knowledge) -> Answer | None:
    """The headline indicators of a period: those named, or all that the catalogue knows and the store has."""
    names = with_data(query, known)
    if len(names) < 2:
        names = headline_names(known)
    if not names:
        return None
    code = query.periods[0] if query.periods else _latest(known, names)
    period = resolve_period(known, names, code)
    claims: list[Claim] = []
    shown: list[Observation] = []
    for name in names:
        found = pick(query, known, name, period, VALUE_MEASURES, ())
        home = [p for p in found if p.observation.entity == known.book.home] or found
        if not home:
            continue
        o = home[0].observation
        relations = relations_of(known, o)
        said = ", ".join(relation_words(r) for r in relations)
        verb = say("verb", measure=o.measure, status=o.obs_status)
        text = say("figure_head", name=name, entity="", period="", figure=figure_words(o), verb=verb, relations=said)
        claims.append(Claim(text=text, citations=tuple(cite(known, x) for x in (o, *relations))))
        shown.append(o)
        if len(shown) >= _MOST:
            break
    claims += _from_text(query, known)
    if not claims:
        return None
    head = Claim(
        text=say("summary_head", period=period_words(period), count=len(claims)), citations=claims[0].citations
    )
    notes = [say("damaged_note")] if is_damaged(known, [c for claim in claims for c in claim.citations]) else []
    return compose(known, query, "answered", [head, *claims, *finding_notes(known, shown)], notes)


def _from_text(query: Query, known: Knowledge) -> list[Claim]:
    """For the items of an enumeration that are no indicator: the sentence that says most of each."""
    if query.marked.count(",") < _ITEMS_FROM:
        return []
    out = []
    for item in re.split(r"[,:;]", query.marked):
        words = known.evidence.words(item)
        if not words or known.catalog.find(item):
            continue
        alone = query.model_copy(
            update={
                "text": item,
                "keywords": tuple(item.split()),
                "wanted": ("figure",),
                "terms": (),
                "wanted_unit": "",
            }
        )
        best = next(
            (f for f in candidates(alone, known, words) if f.fits and f.scored.coverage >= SENTENCE_ENOUGH), None
        )
        if best:
            out.append(quote_claim(known, best.scored.sentence))
    return out


def headline_names(known: Knowledge) -> list[str]:
    """Catalogued indicators the store has results for, in the catalogue's order, wholes before their parts."""
    have = {
        o.indicator
        for o in known.book.observations
        if o.catalogued and o.measure in VALUE_MEASURES and o.entity == known.book.home
    }
    ordered = [i.name for i in known.catalog.indicators if i.name in have]
    return sorted(ordered, key=lambda n: " - " in n)


def _latest(known: Knowledge, names: Iterable[str]) -> str:
    found: Sequence[Observation] = [
        o for n in names for o in known.book.of(n, entity=known.book.home, measures=("actual", "estimate"))
    ]
    return max((o.time_period for o in found), key=end_of, default=str(known.today.year))
