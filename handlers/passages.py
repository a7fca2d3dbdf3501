"""Answers quoted from the text: the sentence that covers the question and holds the kind of thing asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.models import Observation
from corpus.periods import PeriodMatch, find_periods, parse_period
from corpus.quantities import Quantity, find_quantities
from corpus.text import fold
from corpus.units import find_units
from handlers.drafting import cite_sentence, compose, is_damaged, not_found, paragraph_of
from handlers.evidence import FAR, Scored, Sentence
from handlers.facts import answers_for, fit
from handlers.knowledge import Knowledge, place_name
from handlers.picking import asked_places
from handlers.values import Answer, Claim, Query, Wanted
from handlers.wording import reference, say, shorten
from handlers.words import Word
from index import Passage

ENOUGH = 0.66
ENOUGH_OWN = 0.3
_LENIENCE = 0.09
_FOREIGN = 0.3  # of a question may be words that no document has
_LONG_QUESTION = 5
ENOUGH_OWN_LENIENT = 0.55
_DEPTH = 40
_NEAR_PASSAGES = 2
_NEAR_KIND = 0.6
_SHORT_QUESTION = 2
_FAR_FIGURE = 0.3  # a short question for a figure is not answered by where the document comes from
_BETTER = 0.2
_PLAN = 0.12  # a result outranks the plan for it, unless the plan is asked
_PLANS = frozenset({"Kế hoạch", "Chương trình", "Đề án", "Phương án"})
_ASKS_PLAN = re.compile(
    r"ke hoach|chi tieu|muc tieu|phan dau|\bhan\b|thoi han|\bphai\b|du kien|\bgiao\b|chu tri|nhiem vu"
)
_DAMAGED = 0.1  # of two that say the same, quote the one that can be read
_SAYS_PERIOD = 1.0
_PLAIN_ANSWER = 0.85
_KIND = 0.4
_ALIKE = 0.93
_SHOWN = 560
_WORTH_MORE = 20
_AFTER_FIGURE = 12
_STRICT_UNITS = frozenset(
    {"ha", "m2", "km", "ty", "ty dong", "trieu", "trieu dong", "dong", "usd", "ty usd", "trieu usd"}
)
_SAME_UNITS = {"khu": {"kcn", "khu cong nghiep"}, "kcn": {"khu", "khu cong nghiep"}, "khu cong nghiep": {"kcn", "khu"}}
_LOOSE_UNITS = frozenset(
    {"ho so", "du an", "truong hop", "luot", "van ban", "nhiem vu", "don vi", "cai", "viec", "diem"}
)
_BARE_FIGURE = re.compile(r"\b(?:top|thu|hang|vi tri|lan) \d+\b|(?<![\w/.,-])\d{1,3}(?![\w/.,-])")
_ITEMS = 8
_NUMBERED = re.compile(r"\b\d{1,5}\s?/\s?(?:\d{4}/)?[a-zđ][\w-]*", re.IGNORECASE)
_CODE = re.compile(r"\b\d{6,}\b")
_TIME = re.compile(
    r"(?:dau|cuoi|giua|trong|quy) (?:nam|quy|thang)|nam (?:19|20)\d\d|thang \d|\d{1,2}/\d{1,2}/\d{4}"
    r"|dinh ky|hang (?:thang|quy|nam)"
)


@lru_cache(maxsize=16384)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The figures of a sentence or passage, read once."""
    return tuple(find_quantities(text)) if any(c.isdigit() for c in text) else ()


@lru_cache(maxsize=16384)
def periods_of(text: str) -> tuple[PeriodMatch, ...]:
    """The periods a sentence or passage names, read once."""
    return tuple(find_periods(text))


class Found(NamedTuple):
    """A candidate with how much it is worth after looking for the kind of answer wanted."""

    scored: Scored
    worth: float
    fits: bool
    timely: bool = True


def answer_passage(query: Query, known: Knowledge) -> Answer | None:
    """Quote the best sentence; None when nothing in the corpus covers the question."""
    words = content_words(query, known)
    if not words:
        return None
    if query.follow_up and (near := _nearby(query, known)):
        return near
    found = candidates(query, known, words)
    listed = _section_list(query, known, words, found)
    if listed:
        return listed
    best = next((f for f in found if f.fits and _enough(f.scored, known, len(words))), None)
    joint = _jointly(query, known, found, best)
    if joint:
        claims = [quote_claim(known, f.scored.sentence) for f in joint]
        return compose(known, query, "answered", [*claims, *_around_claims(known, joint)], trace=_trace(joint))
    if best is None:
        return None
    chosen = [best]
    for other in found:
        same = any(other.scored.sentence.passage.id == c.scored.sentence.passage.id for c in chosen)
        if (
            other.fits
            and not same
            and _enough(other.scored, known, len(words))
            and other.worth >= _ALIKE * best.worth
            and len(chosen) < 3
        ):
            chosen.append(other)
    claims = [quote_claim(known, f.scored.sentence) for f in chosen]
    claims += _children(known, best.scored.sentence) or _around_claims(known, chosen)
    notes = [say("damaged_note")] if is_damaged(known, [c for claim in claims for c in claim.citations]) else []
    return compose(known, query, "answered", claims, notes, trace=_trace(chosen))


def _jointly(query: Query, known: Knowledge, found: Sequence[Found], best: Found | None) -> list[Found]:
    """For a question of two kinds ("mấy ha, ai làm chủ đầu tư"): a sentence for each kind, all covering it well."""
    if len(query.wanted) < 2:
        return []
    floor = max(ENOUGH, best.scored.coverage + _BETTER if best else 0.0)
    good = [f for f in found if f.timely and f.scored.coverage >= floor and f.scored.own_coverage >= ENOUGH_OWN]
    chosen: list[Found] = []
    for kind in query.wanted:
        fitting = [f for f in good if _kind_fit(kind, query, known, f.scored.sentence) >= 1.0]
        if not fitting:
            return []
        top = max(fitting, key=lambda f: (f.scored.rank, period_fit(query, known, f.scored.sentence.passage, "")))
        if top not in chosen:
            chosen.append(top)
    return chosen


def _nearby(query: Query, known: Knowledge) -> Answer | None:
    """For a follow-up: a sentence of the passages just quoted, or beside them, that holds the new words."""
    passages = [p for i in query.places for p in known.store.neighbours(i, _NEAR_PASSAGES, _NEAR_PASSAGES)]
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


def content_words(query: Query, known: Knowledge) -> list[Word]:
    """The words of the question that an answer must hold."""
    return known.evidence.words(" ".join(query.keywords))


def _enough(scored: Scored, known: Knowledge, words: int = 0) -> bool:
    total = sum(w.weight for w in scored.missing) / max(1e-9, 1.0 - scored.coverage) if scored.coverage < 1 else 0.0
    foreign = [w.weight for w in scored.missing if known.evidence.unknown(w)]
    if foreign and sum(foreign) > _FOREIGN * max(total, 1e-9):
        return False
    if scored.coverage >= ENOUGH and scored.own_coverage >= ENOUGH_OWN:
        return True
    # a little less will do when the sentence itself holds it and nothing asked is foreign to the corpus
    lenient = words >= _LONG_QUESTION and not foreign
    return lenient and scored.coverage >= ENOUGH - _LENIENCE and scored.own_coverage >= ENOUGH_OWN_LENIENT


def candidates(query: Query, known: Knowledge, words: Sequence[Word]) -> list[Found]:
    """Sentences worth quoting, the best first, looked up by BM25 and weighed by coverage and kind."""
    allowed = set(query.documents)
    hits = known.store.search(query.text, _DEPTH, doc_key=list(allowed) or None)
    passages = [p for h in hits if (p := known.passages.get(h.passage_id)) and _can_answer(p)]
    places = [
        known.evidence.features(p).singles for p in asked_places(query, known) if p != place_name(known.book.home)
    ]
    exact = "figure" in query.wanted and len(words) <= _SHORT_QUESTION
    scored = known.evidence.score(list(words), passages, _FAR_FIGURE if exact else FAR)
    found = []
    for s in scored[: 3 * _DEPTH]:
        if s.coverage < 0.4:
            continue
        kind = kind_fit(query, known, s.sentence)
        time = period_fit(query, known, s.sentence.passage, s.sentence.text)
        around = known.evidence.features(" ".join((*s.sentence.passage.section, s.sentence.passage.text))).singles
        elsewhere = any(not place <= around for place in places) and s.sentence.passage.kind != "row"
        other_place = elsewhere or any(w.kind for w in s.missing)  # "phường X" cannot answer for "KCN X"
        fits = kind > 0 and time > 0 and not other_place and _on_topic(query, known, s.sentence)
        damaged = known.documents[s.sentence.passage.doc_key].text_quality == "restored"
        may = time > 0 and not other_place
        time += _SAYS_PERIOD * _says_period(query, s.sentence.text)
        plan = known.documents[s.sentence.passage.doc_key].type_name in _PLANS and not _ASKS_PLAN.search(query.folded)
        found.append(
            Found(
                s,
                s.rank - (_PLAN if plan else 0.0) + _KIND * kind + 0.1 * time - (_DAMAGED if damaged else 0.0),
                fits,
                may,
            )
        )
    return sorted(found, key=lambda f: (-f.fits, -f.worth))


def _can_answer(passage: Passage) -> bool:
    """Not the header (it is about the document) nor a row whose columns have numbers for names."""
    return passage.kind != "header" and not (passage.kind == "row" and _NAMELESS.search(passage.text))


def _on_topic(query: Query, known: Knowledge, sentence: Sentence) -> bool:
    """Where an indicator is named, its words must stand in the passage or above it: other figures do not answer."""
    if not query.terms or query.follow_up:
        return True
    found = known.evidence.features(" . ".join((*sentence.passage.section, sentence.passage.text))).singles
    return any(known.evidence.features(term).singles <= found for term in query.terms)


def _says_period(query: Query, text: str) -> bool:
    """Whether a sentence itself names a period asked for ("Riêng tháng 9 …")."""
    parts = {c.split("-", 1)[1] for c in query.periods if "-" in c}
    return any(p.code(None) in query.periods or (p.part and p.part in parts) for p in periods_of(text))


def kind_fit(query: Query, known: Knowledge, sentence: Sentence) -> float:
    """1 when the sentence holds the kind of thing wanted, less when its neighbourhood does, 0 when it cannot answer."""
    worth = 1.0
    for kind in query.wanted:
        worth = min(worth, _kind_fit(kind, query, known, sentence))
    return worth


def _kind_fit(kind: Wanted, query: Query, known: Knowledge, sentence: Sentence) -> float:
    text = sentence.text
    passage = sentence.passage.text
    if kind in ("figure", "percent"):
        damaged = known.documents[sentence.passage.doc_key].text_quality == "restored"
        return _figure_fit(query, text, damaged) or 0.7 * _figure_fit(query, passage, damaged)
    if kind == "person":
        return float(bool(_PERSON.search(text)))
    if kind == "contact":
        return float(bool(_CONTACT.search(text)))
    if kind == "when":
        return 1.0 if _has_time(text) else 0.6 * _has_time(passage)
    if kind == "which_document":
        return 1.0 if _NUMBERED.search(text) or _CODE.search(text) else 0.6 * bool(_NUMBERED.search(passage))
    if kind == "who" and _ASKS_COMPANY.search(query.folded):
        return float(bool(_COMPANY.search(text)))
    if kind == "who":
        titles = " . ".join(sentence.passage.section)
        return 1.0 if find_units(text) or find_units(titles) or _NAMED.search(text) else 0.0
    return 1.0


_CONTACT = re.compile(r"\b0\d{1,3}[ .]?\d{3}[ .]?\d{3,4}\b|[\w.-]+@[\w.-]+")
_PERSON = re.compile(r"(?:[ÔÔô]ng|Bà|bà|đồng chí|Đồng chí|Đ/c|đ/c)\s+[A-ZĐ]")
_ASKS_COMPANY = re.compile(r"chu dau tu|nha dau tu nao|cong ty nao|doanh nghiep nao|nha thau")
_COMPANY = re.compile(r"Công ty|Tập đoàn|Liên danh|Doanh nghiệp tư nhân|Hợp tác xã|Tổng công ty|C[Ôo]NG TY")
_NAMELESS = re.compile(r"; \d{1,3}: \S+;.*; \d{1,3}: ")
_NAMED = re.compile(r"(?:Công ty|Tập đoàn|Ông|Bà|Tổng công ty|Bộ|Sở|Ban)\s+[A-ZĐ]")


def _has_time(text: str) -> float:
    return float(bool(_TIME.search(fold(text)) or bool(periods_of(text))))


def _figure_fit(query: Query, text: str, damaged: bool) -> float:
    quantities = quantities_of(text)
    unit = query.wanted_unit
    if not quantities:
        return 0.6 if not unit and _BARE_FIGURE.search(fold(text)) else 0.0
    if not unit or unit in ("cai", "%", "phan tram"):
        return 1.0
    alternatives = [u.split() for u in {unit, *_SAME_UNITS.get(unit, ())}]
    for q in quantities:
        printed = fold(f"{q.unit} {q.noun} {text[q.figure_end : q.end + _AFTER_FIGURE]}").replace("/", " ").split()
        if any(printed[i : i + len(a)] == a for a in alternatives for i in range(len(printed))):
            return 1.0
    # a damaged noun may hide, and what people call a "hồ sơ" a report may count as "dự án"
    loose = unit in _LOOSE_UNITS or (damaged and unit not in _STRICT_UNITS)
    return 0.6 if loose and any(q.dimension == "count" for q in quantities) else 0.0


def asked_codes(query: Query, known: Knowledge) -> list[str]:
    """The periods asked; one without a year stands for it in any year that a document is of."""
    out = []
    for code in query.periods:
        if code.startswith("?-"):
            years = {d.reporting_period[:4] for d in known.documents.values() if d.reporting_period}
            out += [f"{y}-{code[2:].replace('/M', f'/{y}-M')}" for y in sorted(years)]
        elif code != "?":
            out.append(code)
    return out


def period_fit(query: Query, known: Knowledge, passage: Passage, text: str) -> float:
    """How far a passage may answer for the periods asked (0..1): its own words decide, then its document's period.

    A figure of a year does not answer for one of its months; a fact of a half-year may stand in for its year.
    """
    asked = asked_codes(query, known)
    if not asked:
        return 1.0
    wants_figure = "figure" in query.wanted or "percent" in query.wanted
    figures = figures_of(known, passage, text) if wants_figure and text else []
    if figures:
        fitting = [o for o in figures if any(answers_for(o, c) for c in asked)]
        return 1.0 if fitting else 0.0
    own = [code for p in periods_of(passage.text) if p.rule != "date_of_document" and (code := p.code(None))]
    if any(fit(o, c) or within(o, c) for o in own for c in asked):
        return 1.0
    period = known.documents[passage.doc_key].reporting_period
    years = {c[:4] for c in asked}
    if any(c in years for c in asked) and any(o[:4] in years for o in own):
        return 0.9
    if not period:
        return 0.8 if known.documents[passage.doc_key].issued_date[:4] in years else 0.0
    if any(fit(period, c) for c in asked):
        return 0.95
    if any(within(period, c) for c in asked):
        return 0.8
    return 0.7 if any(within(c, period) for c in asked) and not wants_figure else 0.0


def figures_of(known: Knowledge, passage: Passage, text: str) -> list[Observation]:
    """The observations read from a stretch of a passage: their periods were settled with all that stands around."""
    start, end = passage.start, passage.end
    if passage.paragraph is not None:
        body = paragraph_of(known.documents[passage.doc_key], passage.paragraph).body
        at = body.text.find(text)
        if at >= 0:
            start, end = body.locate(at, at + len(text))
    return known.book.within(passage.doc_key, passage.paragraph, passage.table, passage.row, start, end)


def within(code: str, outer: str) -> bool:
    """Whether a period lies inside another one.

    >>> within("2023-M05", "2023-Q2"), within("2023", "2023-Q2")
    (True, False)
    """
    try:
        a, b = parse_period(code), parse_period(outer)
    except ValueError:
        return False
    return b.start <= a.start and a.end <= b.end


def quote_claim(known: Knowledge, sentence: Sentence) -> Claim:
    """The sentence, cited by its own words."""
    return Claim(text=shorten(sentence.text, 2 * _SHOWN), citations=(cite_sentence(known, sentence),))


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
    if len(before) + len(after) <= _SHOWN:
        return " … ".join(part for part in (before, after) if part)
    return shorten(after or before, _SHOWN)


def _children(known: Knowledge, sentence: Sentence) -> list[Claim]:
    """What follows a sentence that ends in ':' - the items it introduces."""
    if not sentence.text.rstrip().endswith(":"):
        return []
    out: list[Claim] = []
    for passage in known.store.neighbours(sentence.passage.id, before=0, after=_ITEMS):
        if passage.id <= sentence.passage.id:
            continue
        if passage.kind == "heading" or len(passage.section) < len(sentence.passage.section):
            break
        out.append(_whole(known, passage))
    return out


def _whole(known: Knowledge, passage: Passage) -> Claim:
    sentence = Sentence(passage, 0, len(passage.text), known.evidence.features(passage.text))
    return Claim(text=shorten(passage.text, _SHOWN), citations=(cite_sentence(known, sentence),))


def _section_list(query: Query, known: Knowledge, words: Sequence[Word], found: Sequence[Found]) -> Answer | None:
    """For "những gì": when a heading itself covers the question, what stands under it."""
    if "list" not in query.wanted:
        return None
    beside = _siblings(query, known, words, found)
    if beside:
        return beside
    best = found[0].scored.own_coverage if found and found[0].fits else 0.0
    headings = [
        p
        for p in known.passages.values()
        if p.kind == "heading" and (not query.documents or p.doc_key in query.documents)
    ]
    scored = [
        s
        for s in known.evidence.score(list(words), headings)
        if period_fit(query, known, s.sentence.passage, s.sentence.text)
    ]
    if not scored:
        return None
    top = max(scored, key=lambda s: s.own_coverage)
    main = max(words, key=lambda w: w.weight)
    titled = known.evidence.credit(main, top.sentence.own) >= 1.0 and top.coverage >= ENOUGH and best < _PLAIN_ANSWER
    if top.own_coverage < max(0.6, best) and not titled:
        return None
    under = items_under(known, top.sentence.passage)
    if not under:
        return None
    claims = [Claim(text=top.sentence.passage.text.rstrip(":") + ":", citations=(cite_sentence(known, top.sentence),))]
    claims += [_whole(known, p) for p in under[:_ITEMS]]
    notes = [say("more", count=len(under) - _ITEMS)] if len(under) > _ITEMS else []
    return compose(known, query, "answered", claims, notes)


def _siblings(query: Query, known: Knowledge, words: Sequence[Word], found: Sequence[Found]) -> Answer | None:
    """The whole list when the best sentence is one of its items and the heading above holds the weightiest word."""
    if not found or not found[0].fits or not _enough(found[0].scored, known):
        return None
    passage = found[0].scored.sentence.passage
    if not passage.section or passage.kind not in ("item", "text"):
        return None
    main = max(words, key=lambda w: w.weight)
    if known.evidence.credit(main, known.evidence.features(passage.section[-1])) < 1.0:
        return None
    beside = [
        p
        for p in known.passages.values()
        if p.doc_key == passage.doc_key and p.section == passage.section and p.kind != "heading"
    ]
    if not 1 < len(beside) <= _ITEMS + 4:
        return None
    head = Claim(
        text=passage.section[-1].rstrip(":") + ":", citations=(cite_sentence(known, found[0].scored.sentence),)
    )
    return compose(known, query, "answered", [head, *(_whole(known, p) for p in beside)])


def items_under(known: Knowledge, heading: Passage) -> list[Passage]:
    """The passages whose section path goes through a heading."""
    path = (*heading.section, heading.text)
    out = []
    for p in known.passages.values():
        if p.doc_key == heading.doc_key and p.id > heading.id and p.kind in ("item", "text", "row"):
            through = tuple(p.section[: len(path)]) == path or (
                heading.section == p.section[: len(heading.section)] and heading.text in p.section
            )
            if through:
                out.append(p)
    return out


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
