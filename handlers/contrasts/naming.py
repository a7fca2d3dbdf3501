"""Which two documents, or which two periods, a person wants side by side, read off their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.models import Document
from corpus.periods import PeriodMatch, find_periods
from corpus.shorthand import expand
from corpus.text import fold
from handlers.contrasts.values import Pair
from handlers.facts import end_of
from handlers.knowledge import Knowledge
from handlers.picking import resolve_period
from handlers.summaries.asking import period_code
from handlers.summaries.scope import indicators_of

_CUE = re.compile(r"\b(?:so sanh|doi chieu|khac|so voi|vs|thay doi|dieu chinh|sua doi|(?:co|them) gi moi)\b")
_KINDS = r"ke hoach|bao cao|nghi quyet|quyet dinh|chuong trinh|chi thi|thong bao|cong van|van ban"
_KIND = re.compile(rf"\b(?:{_KINDS})\b")
_DIGITS = r"(?P<number>\d{1,5})(?:/(?P<year>\d{4}))?(?:/(?P<notation>[a-z][\w-]*))?(?![\w.,%/])"
_NUMBER = re.compile(rf"\s*(?:so\s*)?{_DIGITS}")
_GAP = re.compile(r"\s*(?:(?:cua|nam|quy|thang|cho|trong|ve|tong ket|so ket|cong tac)\s+)*")
_AGE = re.compile(
    r"\s*(?:(?P<new>moi nhat|moi|hien tai|hien nay|nam nay)"
    r"|(?P<old>cu|truoc do|lien truoc|nam truoc|nam ngoai|truoc))\b"
)
_BARE = re.compile(rf"(?<![\w.,/]){_DIGITS}")
_ROUTINE = re.compile(
    r"\b(?:so sanh|doi chieu|so voi|so|voi|va|vs|khac(?: biet| nhau)?|diem|gi|nhung|cai|thay doi|dieu chinh|sua doi|"
    r"the nao|ra sao|sao|nhu|co|co gi|moi|them|bot|cho|giup|anh|chi|em|toi|minh|xem|hai|2|ban|a|nhe|di|voi nhau|o|"
    r"trong|cua|giua|do|nay|kia|thi|la|duoc|da|ket qua|tinh hinh|so lieu|chi tieu|nhiem vu|muc tieu|cac|ky|thuc hien)\b"
)
_ANY = "van ban"


class _Mention(NamedTuple):
    """A document or a period as said: where, its kind ('' when left out), and how it is told from others."""

    start: int
    end: int
    kind: str
    number: re.Match[str] | None = None
    period: PeriodMatch | None = None
    age: str = ""


def pair_of(known: Knowledge, words: str, *, asked: bool = False) -> Pair | None:
    """The two that the words want side by side; None when they want something else.

    A bare number that no document has, or a year beside one, is a document only after the command itself (`asked`).

    Nothing but the two and words of asking may be said: a figure asked of two documents is a question of its own.
    """
    text = expand(words).text
    folded = fold(text)
    if not _CUE.search(folded) or len(folded) != len(text):
        return None
    mentions = _mentions(known, folded, find_periods(text), asked=asked)
    if len(mentions) != 2 or _left(folded, mentions):
        return None
    if not any(m.kind or m.number for m in mentions):
        return _periods(known, mentions)
    kind = next((m.kind for m in mentions if m.kind), _ANY)
    sides = [_documents(known, m._replace(kind=m.kind or kind)) for m in mentions]
    said = [" ".join(text[m.start : m.end].split()) for m in mentions]
    sure = asked or all(m.number or m.kind for m in mentions) or all(sides)
    return Pair(left=sides[0], right=sides[1], said=(said[0], said[1])) if sure else None


def _mentions(known: Knowledge, folded: str, periods: Sequence[PeriodMatch], *, asked: bool) -> list[_Mention]:
    """Kinds with what tells them apart, then numbers and periods that stand alone."""
    found: list[_Mention] = []
    for m in _KIND.finditer(folded):
        told = _told_apart(known, folded, m, periods)
        if told:
            found.append(told)
    spare = [p for p in periods if not _inside(p.start, found) and p.flag != "same_period"]
    dated = [_Mention(p.start, p.end, "") for p in spare]
    numbers = [
        m
        for m in _BARE.finditer(folded)
        if not _inside(m.start(), found)
        and (m["notation"] or not _inside(m.start(), dated))
        and _is_number(known, m, asked=asked)
    ]
    found += [_Mention(m.start(), m.end(), "", number=m) for m in numbers]
    found += [_Mention(p.start, p.end, "", period=p) for p in spare if not _inside(p.start, found)]
    return sorted(found)[:3]


def _told_apart(known: Knowledge, folded: str, kind: re.Match[str], periods: Sequence[PeriodMatch]) -> _Mention | None:
    """A kind with its number, its period or its age; a year that is the number of a document is that number."""
    start = _GAP.match(folded, kind.end())
    after = start.end() if start else kind.end()
    period = next((p for p in periods if kind.end() <= p.start <= after), None)
    number = _NUMBER.match(folded, kind.end())
    if number and (period is None or number["notation"] or _held(known, number)):
        return _Mention(kind.start(), number.end(), kind.group(), number=number)
    if age := _AGE.match(folded, kind.end()):
        return _Mention(kind.start(), age.end(), kind.group(), age="new" if age["new"] else "old")
    return _Mention(kind.start(), period.end, kind.group(), period=period) if period else None


def _inside(at: int, mentions: Sequence[_Mention]) -> bool:
    return any(m.start <= at < m.end for m in mentions)


def _is_number(known: Knowledge, m: re.Match[str], *, asked: bool) -> bool:
    return bool(m["notation"]) or asked or (len(m["number"]) > 1 and bool(_held(known, m)))


def _held(known: Knowledge, m: re.Match[str]) -> tuple[str, ...]:
    """The documents of a number; of its notation and year when they are said."""
    number, year, notation = m["number"].lstrip("0"), m["year"], m["notation"]
    return tuple(
        key
        for key, d in _files(known)
        if d.code_number.lstrip("0") == number
        and (not notation or fold(d.code_notation).startswith(notation))
        and (not year or d.issued_date.startswith(year))
    )


def _files(known: Knowledge) -> list[tuple[str, Document]]:
    return [(key, d) for key, d in known.documents.items() if d.origin == "file"]


def _documents(known: Knowledge, mention: _Mention) -> tuple[str, ...]:
    """The documents that a mention may mean."""
    of_kind = [(key, d) for key, d in _files(known) if mention.kind == _ANY or fold(d.type_name) == mention.kind]
    if mention.number:
        held = _held(known, mention.number)
        return tuple(key for key, _ in of_kind if key in held) or held
    if mention.age:
        ages = sorted(of_kind, key=lambda pair: (pair[1].issued_date, pair[1].reporting_period), reverse=True)
        at = 0 if mention.age == "new" else 1
        return tuple(key for key, _ in ages[at : at + 1])
    assert mention.period is not None
    code = period_code(mention.period, known.today)
    return tuple(key for key, d in of_kind if _is_of(d, code))


def _is_of(document: Document, code: str) -> bool:
    """Whether a document is about a period; one whose title says none is of the year it was issued in."""
    told = document.reporting_period or document.issued_date[:4]
    return told == code or (code.startswith("?-") and told[4:] == code[1:]) or (code == "?" and len(told) == 4)


def _periods(known: Knowledge, mentions: Sequence[_Mention]) -> Pair | None:
    names = indicators_of(known)
    codes = [period_code(m.period, known.today) for m in mentions if m.period]
    # "6 tháng 2024 với 2023": a year beside a part of one means the same part
    part = next((c[4:] for c in codes if len(c) > 4), "")
    if part and any(m.period and m.period.rule == "year" and m.end - m.start == 4 for m in mentions):
        codes = [c if len(c) > 4 else c + part for c in codes]
    told = [resolve_period(known, names, c) for c in codes]
    if any("?" in c for c in told) or told[0] == told[1]:
        return None
    return Pair(kind="periods", left=(told[0],), right=(told[1],))


def _left(folded: str, mentions: Sequence[_Mention]) -> str:
    """What is said beside the two and the words of asking."""
    blank = list(folded)
    for m in mentions:
        blank[m.start : m.end] = " " * (m.end - m.start)
    return " ".join(re.findall(r"\w+", _ROUTINE.sub(" ", "".join(blank))))


def without_one(pair: Pair, side: int, key: str) -> Pair:
    """The pair when one side is chosen: the other side cannot be the same.

    >>> without_one(Pair(left=("a", "b"), right=("a", "b")), 0, "a").right
    ('b',)
    """
    sides: list[tuple[str, ...]] = [pair.left, pair.right]
    sides[side], sides[1 - side] = (key,), tuple(k for k in sides[1 - side] if k != key)
    return pair.model_copy(update={"left": sides[0], "right": sides[1]})


def newest_first(known: Knowledge, keys: Sequence[str]) -> list[str]:
    """Documents as they are offered: of the latest period first."""
    return sorted(
        keys,
        key=lambda k: (end_of(known.documents[k].reporting_period), known.documents[k].issued_date),
        reverse=True,
    )
