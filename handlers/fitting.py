"""Whether a sentence can be the answer: does it hold the kind of thing wanted, is it of the period asked?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.models import Observation
from corpus.periods import PeriodMatch, find_periods, parse_period
from corpus.quantities import Quantity, find_quantities
from corpus.text import fold
from corpus.units import find_units
from handlers.asking import AVERAGE
from handlers.drafting import paragraph_of
from handlers.evidence import Sentence
from handlers.facts import answers_for, fit
from handlers.knowledge import Knowledge
from handlers.values import Query, Wanted
from index import Passage

_AFTER_FIGURE = 12
_STRICT_UNITS = frozenset(
    {"ha", "m2", "km", "ty", "ty dong", "trieu", "trieu dong", "dong", "usd", "ty usd", "trieu usd"}
)
_SAME_UNITS = {
    "khu": {"kcn", "khu cong nghiep"},
    "kcn": {"khu", "khu cong nghiep"},
    "khu cong nghiep": {"kcn", "khu"},
    "lao dong": {"nguoi"},
    "cong nhan": {"nguoi", "lao dong"},
    "can bo": {"nguoi"},
    "hoc sinh": {"em"},
}
_RATE = re.compile(r"%|\bty (?:le|trong)\b|\bti le\b|phan tram")
_COUNTS = re.compile(r"\b(?:bao nhieu|may) (?!%|phan tram|la\b|thi\b|roi\b|so voi)[a-z]{2,}")
_LOOSE_UNITS = frozenset(
    {"ho so", "du an", "truong hop", "luot", "van ban", "nhiem vu", "don vi", "cai", "viec", "diem"}
)
_HEADS = frozenset({"nguoi", "lao dong", "cong nhan", "khach"})
_BARE_FIGURE = re.compile(r"\b(?:top|thu|hang|vi tri|lan) \d+\b|(?<![\w/.,-])\d{1,3}(?![\w/.,-])")
_NUMBERED = re.compile(r"\b\d{1,5}\s?/\s?(?:\d{4}/)?[a-zđ][\w-]*", re.IGNORECASE)
_CODE = re.compile(r"\b\d{6,}\b")
_TIME = re.compile(
    r"(?:dau|cuoi|giua|trong|quy) (?:nam|quy|thang)|nam (?:19|20)\d\d|thang \d|\d{1,2}/\d{1,2}/\d{4}"
    r"|dinh ky|hang (?:thang|quy|nam)"
)
_ASKS_SHARE = re.compile(r"\bchiem (?:bao nhieu|may|ty|khoang|%|phan)|\bty trong\b")
_STATES_SHARE = re.compile(r"\bchiem\b|\bty trong\b|\bco cau\b|\bty le\b")
_STATES_AVERAGE = re.compile(r"\b(?:binh quan|trung binh|suat)\b")
_SHARE_IN_BRACKETS = re.compile(r"\(\s*\d[\d.,]*\s*%\s*\)")  # "2.530 hồ sơ (91,5%)"
_REASON = re.compile(r"\b(?:do|vi|boi|nguyen nhan|ly do|vuong|kho khan)\b")
_CONTACT = re.compile(r"\b0\d{1,3}[ .]?\d{3}[ .]?\d{3,4}\b|[\w.-]+@[\w.-]+")
_PERSON = re.compile(r"(?:[ÔÔô]ng|Bà|bà|đồng chí|Đồng chí|Đ/c|đ/c)\s+[A-ZĐ]")
_ASKS_COMPANY = re.compile(r"chu dau tu|nha dau tu nao|cong ty nao|doanh nghiep nao|nha thau")
_COMPANY = re.compile(r"Công ty|Tập đoàn|Liên danh|Doanh nghiệp tư nhân|Hợp tác xã|Tổng công ty|C[Ôo]NG TY")
_NAMED = re.compile(r"(?:Công ty|Tập đoàn|Ông|Bà|Tổng công ty|Bộ|Sở|Ban)\s+[A-ZĐ]")


@lru_cache(maxsize=16384)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The figures of a sentence or passage, read once."""
    return tuple(find_quantities(text)) if any(c.isdigit() for c in text) else ()


@lru_cache(maxsize=16384)
def periods_of(text: str) -> tuple[PeriodMatch, ...]:
    """The periods a sentence or passage names, read once."""
    return tuple(find_periods(text))


def says_period(query: Query, text: str) -> bool:
    """Whether a sentence itself names a period asked for ("Riêng tháng 9 …")."""
    parts = {c.split("-", 1)[1] for c in query.periods if "-" in c}
    return any(p.code(None) in query.periods or (p.part and p.part in parts) for p in periods_of(text))


def kind_fit(query: Query, known: Knowledge, sentence: Sentence) -> float:
    """1 when the sentence holds the kind of thing wanted, less when its neighbourhood does, 0 when it cannot answer."""
    worth = 1.0
    for kind in query.wanted:
        worth = min(worth, fits_kind(kind, query, known, sentence))
    return worth


def asks_share(query: Query) -> bool:
    """Whether the part of a whole is asked ("chiếm mấy %"): no percentage of a plan or of a year before answers it."""
    return bool(_ASKS_SHARE.search(query.folded))


def asks_rate(query: Query) -> bool:
    """Whether a share or a rate is asked, not an amount."""
    return "percent" in query.wanted or bool(_RATE.search(query.folded))


def asks_average(query: Query) -> bool:
    """Whether the average of one thing over another is asked ("vốn trung bình 1 dự án"): no total answers it."""
    return bool(re.search(AVERAGE, query.folded))


def states_average(words: str) -> bool:
    """Whether a name or a sentence speaks of an average."""
    return bool(_STATES_AVERAGE.search(fold(words)) or re.search(r"\bmỗi\b", words.lower()))


def fits_kind(kind: Wanted, query: Query, known: Knowledge, sentence: Sentence) -> float:
    text = sentence.text
    passage = sentence.passage.text
    if kind in ("figure", "percent"):
        if asks_share(query) and not _STATES_SHARE.search(fold(text)) and not _SHARE_IN_BRACKETS.search(text):
            return 0.0
        if asks_average(query) and not states_average(text):
            return 0.0
        if sentence.passage.kind == "row" and _column_fits(query, text):
            return 1.0
        damaged = known.documents[sentence.passage.doc_key].text_quality == "restored"
        near = query.wanted_unit not in _STRICT_UNITS or not quantities_of(text)  # another figure is no answer in "tỷ"
        return _figure_fit(query, text, damaged) or near * 0.7 * _figure_fit(query, passage, damaged)
    if kind == "why":
        return 1.0 if _REASON.search(fold(text)) else 0.7 * bool(_REASON.search(fold(passage)))
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


def _has_time(text: str) -> float:
    return float(bool(_TIME.search(fold(text)) or bool(periods_of(text))))


def has_unit(query: Query, text: str, figures: Sequence[Quantity]) -> bool:
    """Whether a figure's own words hold a figure in the unit asked, any when none is."""
    if not query.wanted_unit and "percent" not in query.wanted:
        return True
    if query.wanted_unit and any(fold(q.unit) == query.wanted_unit for q in figures):
        return True
    if "percent" in query.wanted and not query.wanted_unit.strip("%"):
        return any(q.dimension == "percent" for q in quantities_of(text))
    return _figure_fit(query, text, False) >= 1.0


def _column_fits(query: Query, row: str) -> bool:
    """Whether a column of a row counts what is asked ("Số dự án: 46", "Đã cho thuê (ha): 76")."""
    heads = [
        fold(head) for head, _, value in (c.rpartition(": ") for c in row.split("; ")) if re.match(r"[\d+-]", value)
    ]
    return bool(query.wanted_unit) and any(re.search(rf"\b{re.escape(query.wanted_unit)}\b", head) for head in heads)


def _figure_fit(query: Query, text: str, damaged: bool) -> float:
    quantities = quantities_of(text)
    unit = query.wanted_unit
    if not quantities:
        return 0.6 if not unit and _BARE_FIGURE.search(fold(text)) else 0.0
    if not unit and _COUNTS.search(query.folded) and all(q.dimension == "percent" for q in quantities):
        return 0.0  # "mấy gói thầu" is not answered by "100% gói thầu"
    if not unit or unit in ("cai", "%", "phan tram"):
        return 1.0
    alternatives = [u.split() for u in {unit, *_SAME_UNITS.get(unit, ())}]
    for q in quantities:
        printed = fold(f"{q.unit} {q.noun} {text[q.figure_end : q.end + _AFTER_FIGURE]}").replace("/", " ").split()
        if printed[:1] == ["luot"] and unit in _HEADS:
            continue  # "98.420 lượt người" counts visits, not people
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
    wants_figure = bool({"figure", "percent"} & set(query.wanted))
    wants_figure |= not query.wanted and (passage.kind == "row" or bool(quantities_of(text)))
    figures = figures_of(known, passage, text) if wants_figure and text else []
    if figures:
        fitting = [o for o in figures if any(answers_for(o, c) for c in asked)]
        said = not query.wanted and says_period(query, text)
        return 1.0 if fitting else 0.9 if said else 0.0
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
