"""Sentences worth quoting for a question: found by BM25, weighed by coverage, kind, period and place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.text import fold
from handlers.evidence import FAR, Scored, Sentence
from handlers.fitting import kind_fit, period_fit, says_period
from handlers.knowledge import Knowledge, place_name
from handlers.picking import asked_places
from handlers.values import Query
from handlers.words import STOP, Word, tokens
from index import Passage

ENOUGH = 0.66
ENOUGH_OWN = 0.3
_LENIENCE = 0.09
_FOREIGN = 0.3  # of a question may be words that no document has
_LONG_QUESTION = 5
ENOUGH_OWN_LENIENT = 0.55
_DEPTH = 40
_SHORT_QUESTION = 2
_OWN_FIGURE = 0.85
_FAR_FIGURE = 0.3  # a short question for a figure is not answered by where the document comes from
_PLAN = 0.12  # a result outranks the plan for it, unless the plan is asked
_PLANS = frozenset({"Kế hoạch", "Chương trình", "Đề án", "Phương án"})
_ASKS_PLAN = re.compile(
    r"ke hoach|chi tieu|muc tieu|phan dau|\bhan\b|thoi han|\bphai\b|du kien|\bgiao\b|chu tri|nhiem vu"
)
_DAMAGED = 0.1  # of two that say the same, quote the one that can be read
_SAYS_PERIOD = 1.0
_KIND = 0.4
_NAMELESS = re.compile(r"; \d{1,3}: \S+;.*; \d{1,3}: ")


class Found(NamedTuple):
    """A candidate with how much it is worth after looking for the kind of answer wanted."""

    scored: Scored
    worth: float
    fits: bool
    timely: bool = True


def content_words(query: Query, known: Knowledge) -> list[Word]:
    """The words of the question that an answer must hold."""
    return known.evidence.words(" ".join(query.keywords))


def enough(scored: Scored, known: Knowledge, words: int = 0) -> bool:
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
    hits = known.search(query.text, _DEPTH, tuple(allowed))
    passages = [p for h in hits if (p := known.passages.get(h.passage_id)) and _can_answer(p)]
    places = asked_places(query, known)
    exact = "figure" in query.wanted and len(words) <= _SHORT_QUESTION
    scored = known.evidence.score(list(words), passages, _FAR_FIGURE if exact else FAR)
    found = []
    for s in scored[: 3 * _DEPTH]:
        if s.coverage < 0.4:
            continue
        kind = kind_fit(query, known, s.sentence)
        time = period_fit(query, known, s.sentence.passage, s.sentence.text)
        around = f" {' '.join(tokens(fold(' '.join((*s.sentence.passage.section, s.sentence.passage.text)))))} "
        own = place_name(known.book.own_entity.get(s.sentence.passage.doc_key, known.book.home))
        elsewhere = any(f" {p} " not in around for p in places if p != own) and s.sentence.passage.kind != "row"
        other_place = elsewhere or any(w.kind for w in s.missing)  # "phường X" cannot answer for "KCN X"
        # "số doanh nghiệp đang hoạt động": the figure of a sentence that has half of it is another figure
        own_figure = s.own_coverage >= _OWN_FIGURE and (kind >= 1.0 or not query.wanted_unit)
        whole = own_figure or not exact or query.follow_up
        fits = kind > 0 and time > 0 and not other_place and whole and on_topic(query, known, s.sentence)
        damaged = known.documents[s.sentence.passage.doc_key].text_quality == "restored"
        may = time > 0 and not other_place
        time += _SAYS_PERIOD * says_period(query, s.sentence.text)
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


def on_topic(query: Query, known: Knowledge, sentence: Sentence) -> bool:
    """Where an indicator is named, its words must stand in the passage or above it: other figures do not answer."""
    if not query.terms or query.follow_up:
        return True
    found = known.evidence.features(" . ".join((*sentence.passage.section, sentence.passage.text))).singles
    return any(known.evidence.features(term).singles - STOP <= found for term in query.terms)  # not "bao nhiêu"
