"""Answers quoted from the text: the sentence that covers the question and holds the kind of thing asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.models import Observation
from corpus.text import fold
from corpus.units import is_unit_name
from handlers.accounting import lacks, least_lacking
from handlers.binding import Stretch, bind, qualifiers, stretches
from handlers.candidates import ENOUGH, ENOUGH_OWN, Found, candidates, content_words, enough
from handlers.described import unit_fits
from handlers.drafting import SHOWN, cite_sentence, compose, is_damaged, not_found
from handlers.evidence import Sentence
from handlers.facts import end_of, is_series
from handlers.figures import present, wanted_measures
from handlers.fitting import asked_codes, fits_kind, has_unit, kind_fit, period_fit, periods_of, quantities_of
from handlers.knowledge import Knowledge
from handlers.lists import children, section_list, under_heading
from handlers.picking import Pick, asked_places, is_asked_entity
from handlers.progress_answers import answer_told_row
from handlers.values import Answer, Claim, Query
from handlers.wording import reference, say, shorten

_NEAR_PASSAGES = 2
_NEAR_KIND = 0.6
_BETTER = 0.2
_FOCUS = 0.5
_CLEARLY = 0.5
"""Nats by which one figure of a sentence must hold more of the question than the others."""
_RATE_ONLY = re.compile(r"\bt[yi] le\b")
_LEADS = re.compile(r"^(?:và|trong đó|gồm|bao gồm)\b[\s,:]*", re.IGNORECASE)
_ALIKE = 0.93
_MOST_ALIKE = 3
_WORTH_MORE = 20


def answer_passage(query: Query, known: Knowledge) -> Answer | None:
    """Quote the best sentence; None when nothing in the corpus covers the question."""
    words = content_words(query, known)
    if not words:
        return None
    if query.follow_up and (near := _nearby(query, known)):
        return near
    found = candidates(query, known, words)
    listed = section_list(query, known, words, found)
    if listed:
        return listed
    good = (f for f in found if f.fits and enough(f.scored, known, len(words)))
    best = next((whole for f in good if (whole := _answering_all(query, known, f, found))), None)
    joint = _jointly(query, known, found, best)
    if joint:
        claims = [quote_claim(known, f.scored.sentence) for f in joint]
        return compose(known, query, "answered", [*claims, *_around_claims(known, joint)], trace=_trace(joint))
    if best is None:
        return None
    if best.scored.sentence.passage.kind == "heading" and not quantities_of(best.scored.sentence.text):
        return under_heading(query, known, best)
    if told_row := answer_told_row(query, known, best.scored.sentence.passage):
        return told_row
    by_figures = best.scored.sentence.passage.kind == "row" and not {"when", "why"} & set(query.wanted)
    if by_figures and ((told := answer_row(query, known, best)) or _of_others(query, known, best)):
        return told
    chosen = _alike(known, best, found, len(words))
    claims = [quote_claim(known, f.scored.sentence, "who" in query.wanted) for f in chosen]
    if best.scored.sentence.passage.kind == "row" and (cell := column_asked(query, known, best.scored.sentence)):
        claims = [Claim(text=cell, citations=claims[0].citations)]
    if narrow := focus(query, known, best.scored.sentence):
        claims.insert(0, Claim(text=f"… {narrow}.", citations=claims[0].citations))
    claims += children(known, best.scored.sentence) or _around_claims(known, chosen)
    notes = [say("damaged_note")] if is_damaged(known, [c for claim in claims for c in claim.citations]) else []
    return compose(known, query, "answered", claims, notes, trace=_trace(chosen))


def _alike(known: Knowledge, best: Found, found: Sequence[Found], words: int) -> list[Found]:
    """The best sentence with those of other paragraphs that are worth nearly as much."""
    chosen = [best]
    for other in found:
        same = any(other.scored.sentence.passage.id == c.scored.sentence.passage.id for c in chosen)
        worthy = other.fits and enough(other.scored, known, words) and other.worth >= _ALIKE * best.worth
        if worthy and not same and len(chosen) < _MOST_ALIKE:
            chosen.append(other)
    return chosen


def _answering_all(query: Query, known: Knowledge, best: Found, found: Sequence[Found]) -> Found | None:
    """A sentence that leaves nothing of a question for a figure over, else one of its paragraph that does not.

    A part is not answered with its whole.
    """
    if set(query.wanted) - {"figure", "percent"} or not lacks(query, known, best.scored.sentence):
        return best
    beside = [f for f in found if f.scored.sentence.passage.id == best.scored.sentence.passage.id]
    whole = (f for f in beside if kind_fit(query, known, f.scored.sentence) >= 1.0)
    return next((f for f in whole if not lacks(query, known, f.scored.sentence)), None)


def _jointly(query: Query, known: Knowledge, found: Sequence[Found], best: Found | None) -> list[Found]:
    """For a question of two kinds ("mấy ha, ai làm chủ đầu tư"): a sentence for each kind, all covering it well."""
    if len(query.wanted) < 2:
        return []
    floor = max(ENOUGH, best.scored.coverage + _BETTER if best else 0.0)
    good = [f for f in found if f.timely and f.scored.coverage >= floor and f.scored.own_coverage >= ENOUGH_OWN]
    chosen: list[Found] = []
    for kind in query.wanted:
        fitting = [f for f in good if fits_kind(kind, query, known, f.scored.sentence) >= 1.0]
        if not fitting:
            return []
        top = max(fitting, key=lambda f: (f.scored.rank, period_fit(query, known, f.scored.sentence.passage, "")))
        if top not in chosen:
            chosen.append(top)
    return chosen


def _nearby(query: Query, known: Knowledge) -> Answer | None:
    """For a follow-up: a sentence of the passages just quoted, or beside them, that holds the new words."""
    passages = [p for i in query.places for p in known.neighbours(i, _NEAR_PASSAGES, _NEAR_PASSAGES)]
    words = known.evidence.words(" ".join(query.own_words))
    scored = [s for s in known.evidence.score(words, passages) if s.sentence.passage.kind != "heading"]
    asks_other = bool(set(query.wanted) - {"figure", "percent"})  # "ngày nào?" needs no words of its own
    for s in scored:
        holds = s.own_coverage >= ENOUGH if words else query.own_periods or asks_other
        timely = not query.own_periods or period_fit(query, known, s.sentence.passage, s.sentence.text) >= 1.0
        if kind_fit(query, known, s.sentence) >= _NEAR_KIND and holds and timely:
            found = Found(s, s.rank, True)
            claims = [quote_claim(known, s.sentence), *_around_claims(known, [found])]
            return compose(known, query, "answered", claims, trace=_trace([found]))
    return None


def answer_row(query: Query, known: Knowledge, best: Found) -> Answer | None:
    """A table row that answers, told by the figures read from it for the period and measure asked."""
    measures = wanted_measures(query)
    codes = asked_codes(query, known)
    asked = [
        o
        for o in _row_figures(known, best)
        if o.measure in measures and is_asked_entity(query, known, o) and unit_fits(query, o)
    ]
    fitting = known.book.at_any(asked, codes) if codes else asked
    if _RATE_ONLY.search(query.folded):  # its column says it where no figure of the row was read as a share
        fitting = [o for o in fitting if o.unit == "%"]
    if not fitting or (not codes and is_series(fitting)):
        return None
    fitting = _named_by(query, known, fitting)
    if not fitting:
        return None
    latest = max(fitting, key=lambda o: (end_of(o.time_period), o.measure != "base"))
    chosen = fitting if len(codes) > 1 else [latest]
    return present(query, known, [Pick(o, 1.0, o.time_period) for o in chosen[:3]], [])


def _row_figures(known: Knowledge, best: Found) -> list[Observation]:
    p = best.scored.sentence.passage
    return list(known.book.within(p.doc_key, p.paragraph, p.table, p.row, p.start, p.end))


def _of_others(query: Query, known: Knowledge, best: Found) -> bool:
    """Whether a row has figures of places by column, and none for the place asked: its cell is empty."""
    places, found = asked_places(query, known), _row_figures(known, best)
    return bool(places and found) and not any(is_asked_entity(query, known, o) for o in found)


def _named_by(query: Query, known: Knowledge, found: Sequence[Observation]) -> list[Observation]:
    """Of a row's figures those whose own name (its column) holds most of the question; none when several do."""
    words = content_words(query, known)
    held = {
        name: sum(w.weight * known.evidence.credit(w, known.evidence.features(name)) for w in words)
        for name in {o.indicator for o in found}
    }
    best = max(held.values())
    top = [name for name, score in held.items() if score >= best - 1e-9]
    return [o for o in found if o.indicator == top[0]] if len(top) == 1 else []


def column_asked(query: Query, known: Knowledge, row: Sentence) -> str:
    """The one column of a row that the question names, with the row's label; '' when none or several fit."""
    label, *cells = row.text.split("; ")
    if "when" in query.wanted:
        timed = [c for c in cells if periods_of(c.partition(": ")[2])]
        return f"{label}; {timed[0]}." if len(timed) == 1 else ""
    words = content_words(query, known)
    cells = _of_period(query, known, cells) or cells
    held = [sum(w.weight * known.evidence.credit(w, known.evidence.features(c)) for w in words) for c in cells]
    best = max(held, default=0.0)
    top = [c for c, score in zip(cells, held, strict=True) if score >= best - 1e-9]
    if len(top) != 1 or (best <= 0 and len(cells) > 1):
        return ""
    if any(place in fold(row.text) and place not in fold(label) + fold(top[0]) for place in asked_places(query, known)):
        return ""
    return f"{label}; {top[0]}."


def _of_period(query: Query, known: Knowledge, cells: Sequence[str]) -> list[str]:
    """The cells of a row whose column is headed by a period asked ("2023: 587")."""
    asked = set(asked_codes(query, known))
    heads = [(c, {code for p in periods_of(c.rpartition(": ")[0]) if (code := p.code(None))}) for c in cells]
    years = [(c, {head.strip()} & asked) for c in cells if (head := c.rpartition(": ")[0])]
    return list(dict.fromkeys(c for c, codes in [*heads, *years] if codes & asked))


def focus(query: Query, known: Knowledge, sentence: Sentence) -> str:
    """The figure of a sentence of several that the question's words belong to; '' when that is not plain."""
    text = sentence.text
    if set(query.wanted) - {"figure", "percent"} or len(stretches(text)) < 2:
        return ""
    words = [*known.evidence.words(" ".join(query.keywords)), *qualifiers(query.keywords, known.evidence)]
    whole = least_lacking(query, known, text)
    bound = [b for b in bind(words, text, known.evidence) if b.stretch in whole]
    fitting = [b for b in bound if has_unit(query, text[b.stretch.start : b.stretch.end], b.stretch.figures)]
    if len(bound) == 1 and _counts_kind(query, bound[0].stretch):
        fitting = bound
    if not fitting:
        return ""
    best, others = fitting[0], fitting[1:]
    lead = best.score - max((b.score for b in others), default=0.0)
    divided = best.stretch.divided and best.stretch.start == 0 and lead > 0
    if best.score < _FOCUS * sum(w.weight for w in words) or (lead < _CLEARLY and not divided):
        return ""
    said = text[best.stretch.start : best.stretch.end]
    if said.lstrip().startswith("/"):  # the second half of "308/340 nhiệm vụ" says nothing by itself
        return ""
    closed = said.find(")")
    if closed >= 0 and "(" not in said[:closed]:
        said = said[closed + 1 :] if closed < best.stretch.figures[0].start - best.stretch.start else said
    return _LEADS.sub("", said.strip(" ,;:().")).strip(" ,;:.")


def _counts_kind(query: Query, stretch: Stretch) -> bool:
    """Whether what is counted begins with the word of the unit asked: "lượt khách" may be printed "lượt học sinh"."""
    kind = query.wanted_unit.split()[:1]
    return bool(kind) and any(kind[0] in fold(q.unit).split() for q in stretch.figures)


def quote_claim(known: Knowledge, sentence: Sentence, with_unit: bool = False) -> Claim:
    """The sentence, cited by its own words; for "ai", with the unit whose heading it stands under."""
    unit = next((t for t in reversed(sentence.passage.section) if is_unit_name(t)), "") if with_unit else ""
    if unit and fold(unit) not in fold(sentence.text):
        text = say("task_lead", lead=unit.rstrip(":"), text=shorten(sentence.text, 2 * SHOWN))
        return Claim(text=text, citations=(cite_sentence(known, sentence),))
    return Claim(text=shorten(sentence.text, 2 * SHOWN), citations=(cite_sentence(known, sentence),))


def _around_claims(known: Knowledge, chosen: Sequence[Found]) -> list[Claim]:
    """What stands around the sentences chosen, when their paragraphs say more."""
    out = []
    for f in chosen:
        rest = beside(f.scored.sentence)
        if len(rest) > _WORTH_MORE:
            whole = Sentence(f.scored.sentence.passage, 0, len(f.scored.sentence.passage.text), f.scored.sentence.own)
            out.append(Claim(text=say("after", text=rest), citations=(cite_sentence(known, whole),)))
    return out


def beside(sentence: Sentence) -> str:
    """What stands before and after a sentence in its paragraph: all of it when short, else what follows."""
    text = sentence.passage.text
    if sentence.passage.kind == "row":
        return ""
    before, after = text[: sentence.start].strip(), text[sentence.end :].strip()
    if len(before) + len(after) <= SHOWN:
        return " … ".join(part for part in (before, after) if part)
    return shorten(after or before, SHOWN)


def _trace(found: Iterable[Found]) -> list[str]:
    return [
        f"đoạn {f.scored.sentence.passage.id}: phủ {f.scored.coverage:.2f}, tự thân {f.scored.own_coverage:.2f}"
        for f in found
    ]


def answer_missing(query: Query, known: Knowledge) -> Answer:
    """Nothing covers the question: say which of its words no document has, or what the text lacks."""
    words = content_words(query, known)
    found = candidates(query, known, words) if words else []
    unknown = [w.text for w in words if known.evidence.unknown(w)]
    near = next((f for f in found if f.scored.coverage >= ENOUGH), None)
    if near and not unknown:
        kind = next((k for k in query.wanted if k in ("figure", "percent", "when", "who")), "")
        text = say("missing_detail", what=say("missing_kind", kind="figure" if kind == "percent" else kind))
        seen = known.documents[near.scored.sentence.passage.doc_key]
        return not_found(known, query, text, [say("exists", things=reference(seen))])
    spoken = _as_typed(query, unknown[0]) if unknown else ""
    return not_found(known, query, say("missing", what=spoken))


def _as_typed(query: Query, word: str) -> str:
    at = query.folded.find(word)
    return query.text[at : at + len(word)] if at >= 0 else ""
