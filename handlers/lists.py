"""Lists for "những gì": what stands under a heading, beside an item, after a colon."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.candidates import ENOUGH, Found, enough
from handlers.drafting import SHOWN, cite_sentence, compose
from handlers.evidence import Sentence
from handlers.fitting import period_fit
from handlers.knowledge import Knowledge
from handlers.values import Answer, Claim, Query
from handlers.wording import say, shorten
from handlers.words import Word
from index import Passage

_PLAIN_ANSWER = 0.85
_ITEMS = 8


def children(known: Knowledge, sentence: Sentence) -> list[Claim]:
    """What follows a sentence that ends in ':' - the items it introduces."""
    if not sentence.text.rstrip().endswith(":"):
        return []
    out: list[Claim] = []
    for passage in known.neighbours(sentence.passage.id, before=0, after=_ITEMS):
        if passage.id <= sentence.passage.id:
            continue
        if passage.kind == "heading" or len(passage.section) < len(sentence.passage.section):
            break
        out.append(whole_passage(known, passage))
    return out


def whole_passage(known: Knowledge, passage: Passage) -> Claim:
    sentence = Sentence(passage, 0, len(passage.text), known.evidence.features(passage.text))
    return Claim(text=shorten(passage.text, SHOWN), citations=(cite_sentence(known, sentence),))


def section_list(query: Query, known: Knowledge, words: Sequence[Word], found: Sequence[Found]) -> Answer | None:
    """For "những gì": when a heading itself covers the question, what stands under it."""
    if "list" not in query.wanted:
        return None
    beside = siblings(query, known, words, found)
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
    claims += [whole_passage(known, p) for p in under[:_ITEMS]]
    notes = [say("more", count=len(under) - _ITEMS)] if len(under) > _ITEMS else []
    return compose(known, query, "answered", claims, notes)


def siblings(query: Query, known: Knowledge, words: Sequence[Word], found: Sequence[Found]) -> Answer | None:
    """The whole list when the best sentence is one of its items and the heading above holds the weightiest word."""
    if not found or not found[0].fits or not enough(found[0].scored, known):
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
    return compose(known, query, "answered", [head, *(whole_passage(known, p) for p in beside)])


def under_heading(query: Query, known: Knowledge, found: Found) -> Answer | None:
    """What stands under a heading that answers best; a heading alone says nothing."""
    heading = found.scored.sentence.passage
    under = items_under(known, heading)
    if not under:
        return None
    head = Claim(text=heading.text.rstrip(":") + ":", citations=(cite_sentence(known, found.scored.sentence),))
    notes = [say("more", count=len(under) - _ITEMS)] if len(under) > _ITEMS else []
    return compose(known, query, "answered", [head, *(whole_passage(known, p) for p in under[:_ITEMS])], notes)


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
