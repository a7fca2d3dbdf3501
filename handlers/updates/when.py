"""When: the periods and days a message says, those no calendar has, and numbers that may be either."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.periods import find_periods, parse_period, resolve_relative

_TWO_WAYS = re.compile(
    r"(?<![\w/.,-])(?:[1-9]|1[0-2])\s+thang\s+(?:[1-9]|1[0-2])(?=\s*(?:$|[.;!\n](?!\d)|(?:a|nhe|nha)\b))"
)


class Said(NamedTuple):
    """A period said at `[start, end)` of the reading: its code, and the rule that found it ("day" for a bare 15/7)."""

    start: int
    end: int
    code: str
    rule: str


_DAY = re.compile(r"(?<![\d/.,-])(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2])(?![\d/]|[.,]\d|-[a-z])")
_COUNTS = re.compile(r"\s*(?:nhiem vu|thu tuc|don vi|xa|phuong|huyen|chi tieu|ho so|du an|nv|hs|da)\b")
_DECISION = re.compile(
    r"\b(?:qd|quyet dinh|nghi quyet|cong van|thong bao|to trinh|van ban|ket luan|chi thi|cv|tb|kl|nd|nghi dinh)"
    r"[^,.;:]{0,30}$"
)


def periods_of(text: str, folded: str, sent: str) -> list[Said]:
    """Every period and day a message says, with their codes; what is relative, or lacks a year, is meant from the day
    it was sent (ISO).

    >>> [s.code for s in periods_of("T9 và đến 15/7", "t9 va den 15/7", "2023-10-06")]
    ['2023-M09', '2023-07-15']
    """
    today = parse_period(sent).start
    out = []
    found = find_periods(text)
    for p in found:
        if p.flag == "same_period" or p.rule == "date_of_document":
            continue
        code = resolve_relative(p.rule, today) if p.part == "relative" else p.code(today.year)
        if code is None:
            continue
        if p.rule == "year_to_date":
            code = f"{today.year}-01-01/{sent}"
        out.append(Said(p.start, p.end, code, p.rule))
    taken = [(p.start, p.end) for p in found]
    for m in _DAY.finditer(folded):
        clash = any(a < m.end() and m.start() < b for a, b in taken)
        if clash or _COUNTS.match(folded, m.end()) or _DECISION.search(folded[: m.start()]):
            continue
        try:
            code = parse_period(f"{today.year}-{int(m['m']):02d}-{int(m['d']):02d}").code
        except ValueError:
            continue
        out.append(Said(m.start(), m.end(), code, "day"))
    return sorted(out)


def impossible_days(folded: str) -> list[str]:
    """Days as typed that no calendar has.

    >>> impossible_days("bao cao den 31/02"), impossible_days("den 28/02, 6/10 ho so")
    (['31/02'], [])
    """
    out = []
    for m in re.finditer(r"(?<![\d/.,-])(\d{1,2})/(\d{1,2})(?:/(20\d\d))?(?![\d/]|[.,]\d|-[a-z])", folded):
        day, month, year = int(m[1]), int(m[2]), int(m[3] or 2024)
        if not 1 <= month <= 12 or not 1 <= day <= 31 or _COUNTS.match(folded, m.end()):
            continue
        try:
            parse_period(f"{year}-{month:02d}-{day:02d}")
        except ValueError:
            out.append(m[0])
    return out


def two_ways(folded: str) -> list[tuple[int, int, str]]:
    """Bare numbers around "thang" that may be a figure and its month, or months and their figure: where, and as typed.

    >>> two_ways("fdi 6 thang 1"), two_ways("fdi 6 thang 120"), two_ways("fdi 6 thang 1 trieu")
    ([(4, 13, '6 thang 1')], [], [])
    """
    return [(*m.span(), m[0]) for m in _TWO_WAYS.finditer(folded)]
