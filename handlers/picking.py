"""Choosing the figures that answer: the right name, entity, period and document among what the store has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from corpus.models import Observation
from corpus.periods import parse_period
from corpus.text import fold
from handlers.binding import own_credit
from handlers.facts import VALUE_MEASURES, end_of, fit, same_value
from handlers.knowledge import Knowledge, place_name
from handlers.values import Query
from handlers.words import TOKEN, Word, tokens

#: what a question about a figure says besides the indicator: no evidence against a figure that lacks it
ROUTINE = frozenset(
    "ke hoach chi tieu muc tieu du toan giao duoc cung ky nam truoc ngoai so voi dat uoc luy lk tong von thu hut "
    "bao nhieu % phan "
    "tram ty trieu dong usd do la my nguoi hien nay toan bo thuc te cuoi giua dau muc gia tri con so bieu bang phu luc "
    "bao cao van tang giam lan them nua du kien hoan thanh cap nhat thang quy doanh nghiep "
    "trong khu cong nghiep "
    "kcn kkt kinh te ban quan ly bql tien bac hut thieu vuot chenh lech binh quan chiem giai trinh tinh "
    "chinh xac nguon "
    "ghi noi khac hai ba don vi lao dong du an so sanh nao dung dau thu xep hang cao thap nhat lon nhieu it manh "
    "tieu chi ca thanh pho tp nhu the ra sao khop nhau khong thay doi rieng chi nhiem vu ho so dn vay "
    "mat dia ban".split()
)
ENOUGH = 0.6
_FREE_WEIGHT = 1.2
_COUNTED = frozenset("thang tieu chi nam ngay quy nguoi chi lan".split())
_FORECAST = re.compile(r"\bdu kien\b|\bdu bao\b|\buoc (?:ca )?nam\b|\bca nam\b")
_GIVERS = frozenset("tinh huyen xa so hdnd pho".split())
"""Whoever gives a plan its figures: "huyện giao" is what the plan of the district says."""
_EARLY = 45
"""Days before the end of a period from which an estimate is a forecast."""
_STOPS = re.compile(r"[,;:?!()\n]")
_SMALL = re.compile(r"\d{1,2}")  # "1 tháng", "cả 3 tiêu chí"


class Pick(NamedTuple):
    """A figure chosen for a name and period, with how much of the rest of the question it accounts for."""

    observation: Observation
    coverage: float
    period: str


def residual(query: Query, known: Knowledge, names: Iterable[str]) -> list[Word]:
    """Content words of the question that the indicator, periods and routine words do not explain."""
    explained = set(ROUTINE)
    places = asked_places(query, known)
    said = dict(query.spoken)
    spoken = [said[n] for n in names if n in said] or query.terms
    for phrase in (*names, *spoken, *(places if len(places) > 1 else ())):
        explained |= known.evidence.features(phrase).singles | set(tokens(fold(phrase)))
    stream = " ".join(query.keywords)
    words = known.evidence.words(stream)
    counts = {
        a
        for a, b in zip(query.keywords, query.keywords[1:], strict=False)
        if _SMALL.fullmatch(a) and fold(b) in _COUNTED
    }
    return [
        w
        for w in words
        if not all(t in explained or t in counts for t in _parts(w))
        and w.weight > _FREE_WEIGHT
        and not (w.tokens[-1] == "giao" and w.tokens[0] in _GIVERS)
    ]


def _parts(word: Word) -> list[str]:
    return [p for t in word.tokens for p in re.split(r"[ _]", t)]


def coverage(words: Sequence[Word], known: Knowledge, observation: Observation) -> float:
    """Share of the words that a figure's description and document account for; 1 when there are none.

    A word the whole corpus lacks is in no description: a figure cannot answer about it.
    """
    if not words:
        return 1.0
    evidence = known.evidence
    mine = evidence.features(" . ".join((observation.indicator, observation.entity, *observation.section)))
    far = evidence.context(observation.doc)
    gained = sum(
        w.weight * max(evidence.credit(w, mine), own_credit(w, evidence, observation), 0.9 * evidence.credit(w, far))
        for w in words
    )
    return gained / sum(w.weight for w in words)


def resolve_period(known: Knowledge, names: Sequence[str], code: str) -> str:
    """Fill in a year left out: the latest for which one of the indicators has a figure.

    A '?' alone is the latest year; when no year has data the current one stays.
    """
    if not code.startswith("?"):
        return code
    part = code[1:]
    if not part and (running := _running_year(known, names)):
        return running
    years = sorted(
        {end_of(o.time_period).year for name in names for o in known.book.of(name) if o.measure != "base"}
        or {known.today.year},
        reverse=True,
    )
    for year in years:
        asked = f"{year}{with_year(part, year)}"
        if any(fit(o.time_period, asked) for name in names for o in known.book.of(name) if o.measure in VALUE_MEASURES):
            return asked
    return f"{years[0]}{with_year(part, years[0])}"


def _running_year(known: Knowledge, names: Sequence[str]) -> str:
    """For "năm nay" in a year still running: the latest stretch of it that has a figure, '' when the year is told."""
    found = [o for n in names for o in known.book.of(n, measures=("actual", "estimate", "cumulative"))]
    told = [o for o in found if o.entity == known.book.home] or found
    if not told:
        return ""
    latest = max(told, key=lambda o: (end_of(o.time_period), _length(o.time_period)))
    year = latest.time_period[:4]
    return "" if any(fit(o.time_period, year) for o in told) else latest.time_period


def with_year(part: str, year: int) -> str:
    """The rest of a period code with the year put before each of its months: "-M01/M09" of 2024."""
    return part.replace("/M", f"/{year}-M")


def _entity_rank(known: Knowledge, observation: Observation, asked_places: Sequence[str]) -> int:
    if asked_places:
        return 0 if place_name(observation.entity) in asked_places else 2
    if observation.entity == known.book.home:
        return 0
    return 1 if observation.entity == known.book.own_entity.get(observation.doc) else 2


def _places_by_first_word(known: Knowledge) -> dict[str, list[tuple[str, list[str], str]]]:
    """Places of figures (name, its tokens, as printed in lower case) by the first token."""
    out: dict[str, list[tuple[str, list[str], str]]] = {}
    for place, printed in {place_name(o.entity): o.entity.lower() for o in known.book.observations}.items():
        if words := tokens(place):
            out.setdefault(words[0], []).append((place, words, printed))
    return out


def asked_places(query: Query, known: Knowledge) -> list[str]:
    """Places and parks named in the question that some figure is about, in the order asked."""
    made = known.memo("places", lambda: _places_by_first_word(known))
    assert isinstance(made, dict)
    where: dict[str, int] = {}
    for at, stretch in enumerate(_STOPS.split(query.text.lower())):
        found = list(TOKEN.finditer(fold(stretch)))
        plain = [m[0] for m in found]
        for i, first in enumerate(plain):
            for place, words, printed in made.get(first, ()):
                said = [stretch[m.start() : m.end()] for m in found[i : i + len(words)]]
                # "bao nhiêu ha năm nào" names no Hà Nam: what is typed with its marks is spelt as the place is
                if plain[i : i + len(words)] == words and all(fold(t) == t or t in printed for t in said):
                    where.setdefault(place, 1000 * at + i)
    return sorted((p for p in where if not any(p != q and p in q for q in where)), key=lambda p: where[p])


def is_asked_entity(query: Query, known: Knowledge, observation: Observation) -> bool:
    """Whether a figure is about a place the question names; without one, about the authority that reports it."""
    places = asked_places(query, known)
    if places:
        return place_name(observation.entity) in places
    return observation.entity in ("", known.book.home, known.book.own_entity.get(observation.doc))


def results(query: Query, known: Knowledge, observations: Sequence[Observation]) -> Sequence[Observation]:
    """Figures of what has happened; forecasts only when the question asks for one or there is nothing else.

    What a report of June says of the whole year is a forecast too.
    """
    if _FORECAST.search(query.folded):
        return observations
    told = [o for o in observations if o.obs_status != "F"] or observations
    return [o for o in told if not _is_early(known, o)] or told


def _is_early(known: Knowledge, o: Observation) -> bool:
    """Whether a figure is an estimate made long before its period is over."""
    issued = known.documents[o.doc].issued_date
    return (
        o.measure == "estimate" and bool(issued) and (end_of(o.time_period) - date.fromisoformat(issued)).days > _EARLY
    )


def pick(
    query: Query, known: Knowledge, name: str, period: str, measures: Sequence[str], words: Sequence[Word]
) -> list[Pick]:
    """Figures of an indicator at a period, the best first; empty when there are none."""
    found = known.book.of(name, doc_keys=query.documents, measures=measures)
    at = known.book.at(found, period)
    places = asked_places(query, known)
    here = [o for o in at if not places or place_name(o.entity) in places]
    if not (places or words or query.documents) and any(o.entity == known.book.home for o in found):
        here = [o for o in here if not o.entity[:1].isdigit()]  # "11 tỉnh …": the whole region is no headline for ours
    picks = [Pick(o, coverage(words, known, o), period) for o in here]

    def key(p: Pick) -> tuple[object, ...]:
        o = p.observation
        return (
            _entity_rank(known, o, places),
            o.obs_status == "F" and not _FORECAST.search(query.folded),
            -round(p.coverage, 1),
            o.measure == "base",
            -fit(o.time_period, period),
            o.obs_status not in ("A", "E"),
            o.obs_status != "A",
            known.documents[o.doc].origin == "message",  # what is printed goes before what was only reported
            bool(o.cautions),
            o.approximate,
            -len(known.book.fact(o).companions),
        )

    return sorted(picks, key=key)


def latest_period(query: Query, known: Knowledge, name: str) -> str | None:
    """The latest period for which the indicator has an actual figure for whom the question is about."""
    places = asked_places(query, known)
    found = known.book.of(name, doc_keys=query.documents, measures=("actual", "estimate", "cumulative"))
    if places:
        found = [o for o in found if place_name(o.entity) in places] or found
    else:
        found = [o for o in found if o.entity == known.book.home] or found
    if not found:
        return None
    best = max(results(query, known, found), key=lambda o: (end_of(o.time_period), _length(o.time_period)))
    return best.time_period


def _length(code: str) -> int:
    try:
        p = parse_period(code)
    except ValueError:
        return 0
    return (p.end - p.start).days


def distinct(observations: Iterable[Observation]) -> list[Observation]:
    """One observation for each different figure, the first seen."""
    out: list[Observation] = []
    for o in observations:
        if not any(same_value(o, seen) for seen in out):
            out.append(o)
    return out
