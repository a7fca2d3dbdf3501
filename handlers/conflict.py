"""Questions that hold figures themselves or ask why sources disagree: look the figures up, show both, compute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from corpus.models import Observation
from corpus.quantities import find_quantities, format_value, scale
from handlers.candidates import ENOUGH as SENTENCE_ENOUGH
from handlers.candidates import Found, candidates, content_words
from handlers.drafting import cite, compose, finding_notes, paragraph_of
from handlers.facts import alike_units
from handlers.figure_claims import relation_words
from handlers.knowledge import Knowledge, place_name
from handlers.operands import plain, typed_values
from handlers.passages import quote_claim
from handlers.picking import asked_places, coverage
from handlers.values import Answer, Claim, Query
from handlers.wording import figure_words, period_words, reference, rounded, say, shorten

_SUM = re.compile(r"\d\s*cong\s*\d|cong lai|cong (?:hai|2)|tong (?:cua )?(?:hai|2)|\+")
_DOUBTS = re.compile(r"\bhay\b|dung (?:khong|ko|chua)|phai khong|co dung|co chinh xac|\bsao\b|chac khong")
_PERCENT = Decimal(100)
_SENTENCE = 360
_TELLING = 10
_AGREE = re.compile(r"\bkhop\b|giong nhau|bang nhau|trung nhau|\blech\b|nguon nao|chinh xac|ghi khac")
_BASES = re.compile(r"cung ky (?:20\d\d|nam \w+)? ?(?:ma|la|ghi|bao nhieu|trong|o)|so cung ky")
_BASE_YEAR = re.compile(r"cung ky (?:nam )?(?:20\d\d|ngoai|truoc)")
_COMPARES = re.compile(r"\b(?:so voi|so cung|tang|giam|bang|gap|hon|the nao|ra sao|dat|voi cung)\b")
_TOLERANCE = Decimal("0.02")


def answer_conflict(query: Query, known: Knowledge) -> Answer | None:
    """Figures named in the question, each as the documents print it; then the arithmetic between them."""
    values = [v for v in typed_values(query) if v >= _TELLING or v % 1]  # "2 chỗ khác nhau" names no figure
    found = looked_up(query, known, values)
    if len(found) == 1 and _SUM.search(query.folded) and (told := parts_of(query, known, found[0])):
        return told
    if len(found) >= 2 or (found and _DOUBTS.search(query.folded)):
        return _show(query, known, values, found)
    if _AGREE.search(query.folded) and query.indicators and (told := agreement(query, known)):
        return told
    if len(query.documents) >= 2:
        return by_document(query, known)
    return None


def answer_bases(query: Query, known: Knowledge) -> Answer | None:
    """What each document prints as the figure of the same period a year before, when that figure itself is asked."""
    if "same_period" not in query.measures or "percent" in query.wanted or not _asks_base(query.folded):
        return None
    claims = []
    for name in query.indicators:
        for o in known.book.of(name, entity=known.book.home, measures=("base",)):
            said = say(
                "base_of",
                doc=reference(known.documents[o.doc]),
                name=name,
                period=period_words(o.time_period),
                figure=figure_words(o),
            )
            claims.append(Claim(text=said, citations=(cite(known, o),)))
    return compose(known, query, "answered", claims) if claims else None


def _asks_base(folded: str) -> bool:
    """Whether the figure of the year before is itself asked, not how the result compares with it."""
    return bool(_BASES.search(folded) or (_BASE_YEAR.search(folded) and not _COMPARES.search(folded)))


def agreement(query: Query, known: Knowledge) -> Answer | None:
    """Whether the documents that print a figure for a place and year print the same one.

    A document that prints only its two blocks (khối FDI, khối DDI) is taken with their sum, said to be computed.
    """
    places = asked_places(query, known) or [place_name(known.book.home)]
    years = {c[:4] for c in query.periods if not c.startswith("?")}
    for name in query.indicators:
        told = _printed(known, name, places, years) + _summed(known, name, places, years)
        documents = {c.citations[0].document for c, _ in told}
        if len(documents) < 2:
            continue
        first, last = told[0][1], told[-1][1]
        values = {"name": name, "period": "", "place": ""}
        if first == last:
            head = say("agreement", **values)
        else:
            head = say("disagreement", **values, gap=plain(abs(first - last)))
        citations = tuple(x for c, _ in told for x in c.citations)
        return compose(known, query, "answered", [Claim(text=head, citations=citations), *(c for c, _ in told)])
    return None


def _printed(known: Knowledge, name: str, places: Sequence[str], years: set[str]) -> list[tuple[Claim, Decimal]]:
    out: list[tuple[Claim, Decimal]] = []
    for o in known.book.of(name, measures=("actual", "estimate", "base", "cumulative")):
        if place_name(o.entity) not in places or (years and o.time_period[:4] not in years):
            continue
        if len(o.time_period) > len("2022-M00") or "-S" in o.time_period or "-Q" in o.time_period:
            continue
        claim = Claim(
            text=say("per_document", doc=reference(known.documents[o.doc]), text=described(o)),
            citations=(cite(known, o),),
        )
        out.append((claim, scale(o.value, o.unit)[0]))
    return out


def _summed(known: Knowledge, name: str, places: Sequence[str], years: set[str]) -> list[tuple[Claim, Decimal]]:
    out: list[tuple[Claim, Decimal]] = []
    for a in known.book.of(f"{name} - khối FDI"):
        for b in known.book.of(f"{name} - khối DDI", entity=a.entity, doc_keys=(a.doc,)):
            same = a.time_period == b.time_period and a.unit == b.unit and place_name(a.entity) in places
            if same and (not years or a.time_period[:4] in years):
                formula = f"{figure_words(a)} + {figure_words(b)}"
                figure = format_value(a.value + b.value, a.unit)
                text = say("summed", doc=reference(known.documents[a.doc]), figure=figure, formula=formula)
                out.append(
                    (
                        Claim(text=text, formula=formula, citations=(cite(known, a), cite(known, b))),
                        scale(a.value + b.value, a.unit)[0],
                    )
                )
    return out


def looked_up(query: Query, known: Knowledge, values: Sequence[Decimal]) -> list[Observation]:
    """For each figure typed the observation that fits the question best; "63" also finds 63,16."""
    words = content_words(query, known) if values else []
    percents = {v for v in values if any(f"{plain(v)}{gap}%" in query.text for gap in ("", " "))}
    out: list[Observation] = []
    for value in values:
        exact = known.book.by_figure(value, "%" if value in percents else "")
        rough = exact or [o for o in known.book.observations if o.value // 1 == value and o.unit == "%"]
        named = [o for o in rough if o.indicator in query.indicators] or rough
        if not named:
            continue
        best = max(named, key=lambda o: (coverage(words, known, o), o.obs_status == "A"))
        if all(best is not o for o in out):
            out.append(best)
    return out


def _show(query: Query, known: Knowledge, values: Sequence[Decimal], found: Sequence[Observation]) -> Answer:
    claims = []
    arithmetic = check_sum(query, known, found) or recompute(known, found)
    if arithmetic:
        claims.append(arithmetic)
    claims += [
        Claim(
            text=say("per_document", doc=reference(known.documents[o.doc]), text=described(o)),
            citations=(cite(known, o),),
        )
        for o in found
    ]
    claims += [c for c in finding_notes(known, found) if c.text not in {x.text for x in claims}]
    claims += _whole_sentences(known, found)
    missing = [v for v in values if not any(o.value == v or o.value // 1 == v for o in found)]
    claims += [Claim(text=say("unheard", value=plain(v))) for v in missing]
    notes = [c for o in found for c in o.cautions]
    return compose(known, query, "answered", claims, notes)


def _whole_sentences(known: Knowledge, found: Sequence[Observation]) -> list[Claim]:
    """The printed sentences, once each, for those who want to see for themselves."""
    clauses = {(o.doc, o.clause.start): o for o in found if o.span.table is None}
    return [
        Claim(text=say("sentence", text=shorten(o.reading or o.clause.quote, _SENTENCE)), citations=(cite(known, o),))
        for o in clauses.values()
    ]


def described(o: Observation) -> str:
    """An observation in one line: name, period, figure."""
    figure = relation_words(o) if o.measure.startswith(("pct", "change", "ratio")) else figure_words(o)
    kind = say("verb", measure=o.measure, status=o.obs_status)
    return f"{o.indicator} {period_words(o.time_period)}: {kind} {figure}".replace("  ", " ")


def check_sum(query: Query, known: Knowledge, found: Sequence[Observation]) -> Claim | None:
    """Whether the smaller figures add up to the largest one."""
    if not _SUM.search(query.folded) or len(found) < 3:
        return None
    ordered = sorted((o for o in found if o.unit != "%"), key=lambda o: o.value)
    *parts, whole = ordered
    total = sum((o.value for o in parts), Decimal(0))
    gap = rounded(abs(total - whole.value))
    formula = " + ".join(plain(o.value) for o in parts)
    text = say(
        "sum_check", formula=formula, total=format_value(total, whole.unit), stated=figure_words(whole),
        gap=format_value(gap, whole.unit) if gap else "",
    )  # fmt: skip
    return Claim(text=text, formula=f"{formula} = {plain(total)}", citations=tuple(cite(known, o) for o in ordered))


def parts_of(query: Query, known: Knowledge, whole: Observation) -> Answer | None:
    """Whether the parts printed after a figure in its sentence ("gồm …") add up to it."""
    if whole.span.paragraph is None:
        return None
    paragraph = paragraph_of(known.documents[whole.doc], whole.span.paragraph).text
    at_figure = paragraph.find(format_value(whole.value, "").strip())
    ends = re.search(r"\.(?:\s|$)", paragraph[at_figure:])
    sentence = paragraph[at_figure : at_figure + ends.start() if ends else len(paragraph)]
    figures = find_quantities(sentence)
    at = next((i for i, q in enumerate(figures) if q.value == whole.value), None)
    if at is None:
        return None
    parts = [q for q in figures[at + 1 :] if alike_units(q.unit, whole.unit)]
    stated = re.search(r"gồm|trong đó|:", sentence[figures[at].end :])
    if len(parts) < 2 or not stated:
        return None
    total = sum((q.value for q in parts), Decimal(0))
    gap = rounded(abs(total - whole.value))
    formula = " + ".join(plain(q.value) for q in parts)
    text = say(
        "sum_check", formula=formula, total=format_value(total, whole.unit), stated=figure_words(whole),
        gap=format_value(gap, whole.unit) if gap else "",
    )  # fmt: skip
    citations = (cite(known, whole),)
    quoted = Claim(text=say("sentence", text=shorten(sentence, _SENTENCE)), citations=citations)
    return compose(known, query, "answered", [Claim(text=text, formula=formula, citations=citations), quoted])


def recompute(known: Knowledge, found: Sequence[Observation]) -> Claim | None:
    """value ÷ plan when a percentage stands beside both in the question."""
    percents = [o for o in found if o.unit == "%" and o.measure == "pct_of_target"]
    amounts = [o for o in found if o.unit != "%"]
    for percent in percents:
        for a, b in combinations(amounts, 2):
            value, plan = (a, b) if b.measure == "target" else (b, a)
            if plan.measure != "target" or not plan.value or value.unit != plan.unit:
                continue
            computed = rounded(value.value / plan.value * _PERCENT)
            if abs(computed - percent.value) > _TOLERANCE * percent.value * 10:
                continue
            formula = f"{plain(value.value)} / {plain(plan.value)}"
            text = say("recomputed", formula=formula, figure=format_value(computed, "%"), stated=figure_words(percent))
            return Claim(text=text, formula=formula, citations=tuple(cite(known, o) for o in (value, plan, percent)))
    return None


def by_document(query: Query, known: Knowledge) -> Answer | None:
    """What each of the documents named says about the question, side by side."""
    words = content_words(query, known)
    claims = []
    for key in query.documents:
        alone = query.model_copy(update={"documents": (key,)})
        best = next(
            (f for f in candidates(alone, known, words) if f.fits and f.scored.coverage >= SENTENCE_ENOUGH), None
        )
        if best:
            claims.append(_in_document(known, key, best))
    return compose(known, query, "answered", claims) if len(claims) >= 2 else None


def _in_document(known: Knowledge, key: str, best: Found) -> Claim:
    quoted = quote_claim(known, best.scored.sentence)
    return Claim(text=say("per_document", doc=key, text=best.scored.sentence.text), citations=quoted.citations)
