"""Computed parts of wholes: a share, and what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.quantities import Quantity, format_value, scale
from corpus.text import fold
from handlers.candidates import ENOUGH as SENTENCE_ENOUGH
from handlers.candidates import candidates, content_words
from handlers.drafting import cite, cite_sentence, compose
from handlers.facts import alike_units
from handlers.figures import with_data
from handlers.fitting import period_fit, quantities_of
from handlers.knowledge import Knowledge
from handlers.operands import chosen, plain
from handlers.passages import quote_claim
from handlers.values import Answer, Citation, Claim, Query
from handlers.wording import rounded, say
from handlers.words import Word, tokens

_GENERAL = frozenset({"tong", "so", "von", "gia", "tri", "luot"})
_OWN_SHARE = 0.6  # of the question's words must stand right after the part, else it is another part


def share(query: Query, known: Knowledge) -> Answer | None:
    """One indicator as a share of another of the same unit and period ("khách quốc tế chiếm mấy % tổng khách")."""
    asked = with_data(query, known)
    family = {known.catalog.family(n) for n in asked} - {""}
    kin = (n for n in known.book.names() if known.catalog.family(n) in family) if "tong" in query.folded else ()
    names = [*asked, *(n for n in query.before if known.book.of(n)), *kin]
    picks = chosen(query.model_copy(update={"indicators": tuple(dict.fromkeys(names))}), known)
    for part in (p for p in picks if p.observation.indicator in asked):
        for whole in sorted(picks, key=lambda p: -p.observation.value):
            a, b = part.observation, whole.observation
            if (
                a.indicator == b.indicator
                or a.time_period != b.time_period
                or a.entity != b.entity
                or b.value <= a.value
                or not _may_be_whole(query, known, a.indicator, b.indicator)
            ):
                continue
            (x, ux), (y, uy) = scale(a.value, a.unit), scale(b.value, b.unit)
            if alike_units(ux, uy) and y:
                return _share(query, known, a.indicator, b.indicator, x, y, (cite(known, a), cite(known, b)))
    return None


def _may_be_whole(query: Query, known: Knowledge, part: str, whole: str) -> bool:
    """Whether nothing in the name of a whole singles out another part ("khách nội địa" is no whole of the foreign)."""
    said = " ".join((query.folded, fold(part), *map(fold, query.before), fold(known.catalog.family(whole))))
    return set(tokens(fold(whole))) <= set(tokens(said)) | _GENERAL


def _share(
    query: Query, known: Knowledge, part: str, whole: str, x: Decimal, y: Decimal, citations: tuple[Citation, ...]
) -> Answer:
    figure = format_value(rounded(x / y * 100), "%")
    formula = f"{plain(x)} / {plain(y)} = {figure}"
    text = f"{say('share', part=part, whole=whole, figure=figure)} {say('formula', text=formula)}"
    return compose(known, query, "answered", [Claim(text=text, formula=formula, citations=citations)])


def share_in_sentence(query: Query, known: Knowledge) -> Answer | None:
    """A part of a whole that stand in one sentence ("86 giấy phép, trong đó: 69 cấp mới"): their quotient."""
    if with_data(query, known) and not query.follow_up:
        return None  # catalogued figures are divided as such or not at all
    words = content_words(query, known)
    passages = [p for i in query.places for p in known.neighbours(i, 0, 0)]
    scored = known.evidence.score(words, passages) or [f.scored for f in candidates(query, known, words) if f.fits]
    for s in scored[:3]:
        text = s.sentence.text
        if period_fit(query, known, s.sentence.passage, text) < 1.0:
            continue
        counts = [q for q in quantities_of(text) if q.dimension in ("count", "vnd", "usd", "area")]
        if len(counts) < 2:
            continue
        whole = max(counts, key=lambda q: scale(q.value, q.unit)[0])
        own = known.evidence.words(" ".join(query.own_words or query.keywords))
        parts = [q for q in counts if q is not whole and alike_units(q.unit, whole.unit)]
        ranked = sorted(parts, key=lambda q: -_worded(known, own, text, q, counts))
        enough = _OWN_SHARE * sum(w.weight for w in own)
        stated = re.search(r"trong do|gom|\(", fold(text))
        if stated and ranked and whole.value and _worded(known, own, text, ranked[0], counts) >= max(enough, 1e-9):
            part = ranked[0]
            printed = [text[q.start : q.end] for q in (part, whole)]
            (x, _), (y, _) = scale(part.value, part.unit), scale(whole.value, whole.unit)
            return _share(query, known, printed[0], printed[1], x, y, (cite_sentence(known, s.sentence),))
    return None


def _worded(known: Knowledge, words: Sequence[Word], text: str, q: Quantity, others: Sequence[Quantity]) -> float:
    """How much of the question stands right after a figure, before the next one."""
    following = min((o.start for o in others if o.start > q.start), default=len(text))
    found = known.evidence.features(text[q.start : following])
    return sum(w.weight * known.evidence.credit(w, found) for w in words)


def remainder(query: Query, known: Knowledge) -> Answer | None:
    """What is left of a whole printed with its part done ("đã bồi thường 17,8/22,6 ha")."""
    words = [w for w in content_words(query, known) if not all(t in ("chua", "lai", "phai") for t in w.tokens)]
    for f in candidates(query, known, words)[:4]:
        text = f.scored.sentence.text
        if f.scored.coverage < SENTENCE_ENOUGH:
            continue
        for part in quantities_of(text):
            if part.share_of is None or part.value >= part.share_of:
                continue
            left = format_value(part.share_of - part.value, part.unit)
            formula = f"{plain(part.share_of)} − {plain(part.value)} = {left}"
            head = f"{say('remains', figure=left)} {say('formula', text=formula)}"
            claims = [
                Claim(text=head, formula=formula, citations=(cite_sentence(known, f.scored.sentence),)),
                quote_claim(known, f.scored.sentence),
            ]
            return compose(known, query, "answered", claims)
    return None
