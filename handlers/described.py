"""Figures found by their description: the words of a question against the name, row and titles of every figure.

The catalogue knows the indicators all offices report; an office's own ("diện tích ngao thôn Cửa Lạch") are known by
what stands at them only. A figure answers when all that is asked stands at it and it says little that is not asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from typing import NamedTuple

from corpus.models import Observation
from corpus.quantities import scale
from corpus.text import fold
from handlers.accounting import asked_words, hidden_words, turning, words_of
from handlers.binding import head_of, stretch_of
from handlers.drafting import paragraph_of
from handlers.evidence import Evidence, Features
from handlers.facts import VALUE_MEASURES, alike_units, end_of, is_series
from handlers.figure_claims import relations_of
from handlers.figures import present, runs_on, wanted_measures
from handlers.fitting import asked_codes, asks_average, asks_rate, asks_share
from handlers.knowledge import Knowledge
from handlers.picking import Pick, asked_places, is_asked_entity, results
from handlers.values import Answer, Query
from handlers.wording import period_words, say
from handlers.words import Word, dictionary_pairs, is_stop, tokens

_TITLED = 0.9
"""What a word of the titles above a figure counts, of one at the figure."""
_NEAR = 0.6
_FAR = 0.7
_HALF = 0.8
_HELD = 0.5
"""The least credit of every word asked."""
_ALL = 0.82
"""The share of the question's weight that must stand at the figure."""
_OWN = 0.45
_TURNED = 0.9
_SAID = 0.5
"""The share of a name's last part that the question must say."""
_A_PART = 0.7
_PART = re.compile(r"(?:trong đó|riêng|gồm|bao gồm)\b\W*", re.IGNORECASE)
_CLOSE = 0.04
_ASKING = frozenset(
    "ke hoach chi tieu muc tieu du toan giao duoc cung ky so voi dat uoc luy ke bao nhieu phan tram hien nay thuc te "
    "tang giam du kien thuc hien ket qua con bieu bang bao cao ca nam nua dau tong cong theo den het tinh la".split()
)
_COUNTED_PART = re.compile(
    r"(?:so |tong so )?(?:ho|nguoi|xe|tau|ca|con|cay|can|nha|em|chau|luot|vu|du an|ho so|lao dong|lop|truong|doan"
    r"|buoi|km|ha|san pham|nhiem vu|cong trinh|phuong tien)(?: \(.*\))?|tong(?: so| cong)?"
)
"""The last part of a name that only says what is counted."""
_ABOVE = " ^ "
"""Parts a series' own words from the titles above."""
_OF_ANOTHER = re.compile(r"[,;(]\s*[^,;()\d]{2,40}?\s\d[\d.]*(?=\s*[,;)]|$)")
"""Words of a figure without a unit: "cấp mới 410 giấy phép, gia hạn 235, cấp lại 28"."""
_JOINED = re.compile(r"\b(?:va|voi|cong|lan|hay|hoac)\b")
_KIND = re.compile(
    r"\b(san luong|dien tich|nang suat|ty le|ty trong|gia tri|kinh phi|doanh thu|loi nhuan|quy luong|thu nhap|cong suat"
    r"|chieu dai|gia(?! tri| cam| dinh| suc| han| tang| cong))\b"
)
"""What is measured of a thing: a figure of another kind is no answer."""
_COUNTS_PIECES = re.compile(r"(?:tong )?so (?!tien|von|thu|chi)")
_ANY_PIECE = frozenset({"cai", "chiec", "don vi", "truong hop", "muc"})
_CAPITALS = re.compile(r"(?<=\s)[A-ZĐ][^\W\d_A-Z]+(?: [A-ZĐ][^\W\d_A-Z]+)+")
_BEHIND = re.compile(r"\b(?:xa|phuong|thi tran|thi xa|huyen|quan|thon|ap|tinh) ([a-z]+)\b")
_HOW_MANY = re.compile(r"\b(?:bao nhieu|may)\b")
_MEASURED = frozenset({"đồng", "USD", "m2", "m", "%", "kg"})


class _Asked(NamedTuple):
    """What a question asks: its words, those that turn the meaning round, all it says, what is to be measured."""

    words: Sequence[Word]
    turns: tuple[Word, ...]
    said: Features
    kinds: frozenset[str]


class Series(NamedTuple):
    """The figures of one name and body in one row or sentence, with the words at them, above them and around them."""

    name: str
    text: str
    own: Features
    titles: Features
    near: Features
    sentence: Features
    doc: str
    figures: tuple[Observation, ...]


def answer_described(query: Query, known: Knowledge) -> Answer | None:
    """The figure that a question describes by its own words; None when none is plainly meant."""
    if query.intent in ("compare", "conflict") or (query.intent == "compute" and "chua" not in query.folded):
        return None
    if set(query.wanted) - {"figure", "percent"} or asks_share(query) or asks_average(query) or query.documents:
        return None
    if len(_HOW_MANY.findall(query.folded)) > 1 or "," in query.marked or _JOINED.search(query.folded):
        return None  # two things are asked, of which one figure answers only one
    whole = query.model_copy(update={"follow_up": False})  # what a follow-up leaves out is asked too
    words = [w for w in asked_words(whole, known) if not all(t in _ASKING for t in w.tokens)]
    words += hidden_words(query, known.evidence)
    found = _best(query, known, words) if words else []
    if not found or len({o.indicator for o in found}) > 1:
        return None
    chosen = max(found, key=lambda o: (end_of(o.time_period), o.measure != "base", o.span.table is not None))
    if asks_rate(query) and chosen.unit != "%" and not relations_of(known, chosen):
        return None
    notes = [] if query.periods else [say("assumed_period", period=period_words(chosen.time_period))]
    return present(query, known, [Pick(chosen, 1.0, chosen.time_period)], notes)


def _best(query: Query, known: Knowledge, words: Sequence[Word]) -> list[Observation]:
    """The fitting figures that the question describes best; of several names when they do so equally."""
    asked = _Asked(
        words,
        tuple(turning(tokens(query.folded), known.evidence)),
        known.evidence.features(query.text),
        frozenset(_KIND.findall(query.folded)),
    )
    scored: list[tuple[float, list[Observation]]] = []
    for series in _candidates(known, words):
        fitting = _fitting(query, known, series)
        score = _score(known, asked, series) if fitting else 0.0
        if score:
            scored.append((score, fitting))
    names = {found[0].indicator for _, found in scored}
    whole = [(score, found) for score, found in scored if not _is_part(known, found[0].indicator, names, asked)]
    best = max((score for score, _ in whole), default=0.0)
    return [o for score, found in whole if score >= best - _CLOSE for o in found]


def _is_part(known: Knowledge, name: str, names: Container[str], asked: _Asked) -> bool:
    """Whether a name is a part, which the question does not single out, of another one described as well."""
    stem, _, part = name.rpartition(" - ")
    own = [w for w in known.evidence.words(part) if not known.evidence.credit(w, known.evidence.features(stem))]
    return stem in names and bool(own) and not any(known.evidence.credit(w, asked.said) >= _HELD for w in own)


def _fitting(query: Query, known: Knowledge, series: Series) -> list[Observation]:
    """The figures of a series of the body, measure, unit and period asked."""
    measures: tuple[str, ...] = wanted_measures(query)
    if asks_rate(query) and not any(o.unit == "%" and o.measure in measures for o in series.figures):
        measures = ("pct_of_target",)
    if query.indicators and series.figures[0].catalogued and series.name not in query.indicators:
        return []
    if not all(re.search(rf"\b{re.escape(n)}\b", series.text) for n in _names(query)):
        return []
    asked = [o for o in series.figures if o.measure in measures and unit_fits(query, o) and _is_of(query, known, o)]
    codes = asked_codes(query, known)
    fitting = known.book.at_any(asked, codes) if codes else list(results(query, known, asked))
    if "cumulative" in query.measures:
        fitting = [o for o in fitting if runs_on(o)]
    return [] if not codes and is_series(fitting) else fitting


def _is_of(query: Query, known: Knowledge, o: Observation) -> bool:
    """Whether a figure is of the place asked, by its body or its name ("Thôn Cửa Lạch - Ngao")."""
    places = asked_places(query, known)
    named = fold(f"{o.indicator} {o.reading or o.clause.quote}")
    return is_asked_entity(query, known, o) or (bool(places) and all(place in named for place in places))


def _score(known: Knowledge, asked: _Asked, series: Series) -> float:
    """How well a question describes a series, 0 when not enough of the one stands in the other."""
    words = asked.words
    total = sum(w.weight for w in words)
    if any(known.evidence.credit(w, series.own) < _TURNED for w in asked.turns) or not _of_kind(asked, series):
        return 0.0
    own = [_credit(known.evidence, w, series.own) for w in words]
    around = [_elsewhere(known, w, series) for w in words]
    if asked.turns:  # "đã lắp định vị 51 xe, chưa lắp 13 xe": told by what is turned round, the rest was said before
        around = [max(c, _NEAR * known.evidence.credit(w, series.sentence)) for w, c in zip(words, around, strict=True)]
    credits = [max(pair) for pair in zip(own, around, strict=True)]
    held = sum(w.weight * c for w, c in zip(words, credits, strict=True)) / total
    mine = sum(w.weight * c for w, c in zip(words, own, strict=True)) / total
    named = _named(known.evidence, series.name, asked.said)
    if min(credits) < _HELD or held < _ALL or mine < _OWN or named < _SAID:
        return 0.0
    return held + 0.5 * mine + 0.5 * named


def _of_kind(asked: _Asked, series: Series) -> bool:
    """Whether a figure measures what is asked of a thing: its tonnes are no answer to its area."""
    own = set(_KIND.findall(series.text.partition(_ABOVE)[0]))
    if "gia" in asked.kinds:
        return "gia" in own
    return not asked.kinds or not own or bool(asked.kinds & own)


def _credit(evidence: Evidence, word: Word, found: Features) -> float:
    """How far a text holds a word; of a pair with a word of no content ("hóa được") the other half will do."""
    whole = evidence.credit(word, found)
    content = [t for t in word.tokens if not is_stop(t)] if word.tokens not in dictionary_pairs() else []
    if whole < _HALF and len(content) == 1 < len(word.tokens) and content[0] in found.singles:
        return _HALF
    return whole


def _elsewhere(known: Knowledge, word: Word, series: Series) -> float:
    evidence = known.evidence
    return max(
        _TITLED * evidence.credit(word, series.titles),
        _NEAR * evidence.credit(word, series.near),
        _FAR * evidence.credit(word, evidence.context(series.doc)),
    )


def _named(evidence: Evidence, name: str, said: Features) -> float:
    """The share of a name's last part that the question says; half of it is its first word."""
    parts = [p for p in name.split(" - ") if not _COUNTED_PART.fullmatch(fold(p))] or [name]
    words = evidence.words(_PART.sub("", parts[-1]))
    total = sum(w.weight for w in words)
    if not total:
        return 0.0
    share = sum(w.weight * evidence.credit(w, said) for w in words) / total
    share = 0.5 * share + 0.5 * (words[0].tokens[0] in said.singles)
    return share * (_A_PART if _PART.match(parts[-1]) and share < 1 else 1.0)


def unit_fits(query: Query, o: Observation) -> bool:
    """Whether a figure may be of the unit asked: "mấy ha" is answered by no sum of money, "mấy xã" by no head."""
    asked = query.wanted_unit
    if asked and not o.unit and scale(o.value, asked)[1] in _MEASURED:
        return not _COUNTS_PIECES.match(fold(o.indicator.rpartition(" - ")[2]))
    if not asked or asked in _ANY_PIECE or not o.unit:
        return True
    ours, printed = scale(o.value, asked)[1], scale(o.value, o.unit)[1]
    if {ours, printed} & _MEASURED:
        return fold(ours) == fold(printed)
    return alike_units(ours, printed) or f" {asked} " in f" {fold(o.indicator)} {fold(o.unit)} "


def _names(query: Query) -> list[str]:
    """Proper names in a question, folded: words with capitals, what stands behind "xã", "thôn" …"""
    named = [fold(m[0]) for m in _CAPITALS.finditer(query.text)]
    behind = [m[1] for m in _BEHIND.finditer(query.folded) if not is_stop(m[1])]
    return [*named, *behind]


def _candidates(known: Knowledge, words: Sequence[Word]) -> list[Series]:
    """The series that hold a part of any word asked at their own place."""
    by_token = known.memo("described", lambda: _by_token(known))
    assert isinstance(by_token, dict)
    found = {id(s): s for w in words for t in w.tokens for s in by_token.get(t, ())}
    return list(found.values())


def _by_token(known: Knowledge) -> dict[str, list[Series]]:
    """Every series by the words at its figures."""
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for o in known.book.observations:
        if o.measure in (*VALUE_MEASURES, "target", "pct_of_target"):
            at = o.span.row if o.span.table is not None else o.clause.start
            groups[o.doc, o.indicator, o.entity, o.span.table, at].append(o)
    out: dict[str, list[Series]] = defaultdict(list)
    for found in groups.values():
        series = _series(known, found)
        for token in series.own.singles:
            out[token].append(series)
    return out


def _series(known: Knowledge, found: Sequence[Observation]) -> Series:
    o = found[0]
    features = known.evidence.features
    text = near = sentence = o.reading or o.clause.quote
    if o.span.table is None:
        if (stretch := stretch_of(o)) is not None:
            text = words_of(text, stretch)
        text = _OF_ANOTHER.sub("", text)
        if o.span.paragraph is not None:
            near = head_of(paragraph_of(known.documents[o.doc], o.span.paragraph).text)
    own = " . ".join((o.indicator, o.entity, text))
    return Series(
        o.indicator,
        fold(own) + _ABOVE + fold(" . ".join(o.section)),
        features(own),
        features(" . ".join(o.section)),
        features(near),
        features(sentence),
        o.doc,
        tuple(found),
    )
