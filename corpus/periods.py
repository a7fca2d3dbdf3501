"""Periods: from "6t dau nam" to SDMX codes and back to good Vietnamese.

Codes: `2023`, `2023-S1`, `2023-Q1`, `2023-M06`, `2023-M01/2023-M07`, `2021/2025`, `2023-06-07`,
`2023-01-01/2023-03-08`. One finder serves documents, questions and messages; the rules are in `period_rules`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from corpus.period_readings import Found
from corpus.period_rules import LINKED, MAY_SAY, NUMBERED_DOCUMENT, OTHER_WORDS, RULES, SINCE_START
from corpus.text import fold
from corpus.values import Value

Kind = Literal["year", "half", "quarter", "month", "months", "years", "date", "range"]
Flag = Literal["", "cumulative", "same_period", "last_year", "this_year"]

_CODES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("year", re.compile(r"(\d{4})")),
    ("half", re.compile(r"(\d{4})-S([12])")),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])")),
    ("month", re.compile(r"(\d{4})-M(0[1-9]|1[0-2])")),
    ("months", re.compile(r"(\d{4})-M(0[1-9]|1[0-2])/(\d{4})-M(0[1-9]|1[0-2])")),
    ("years", re.compile(r"(\d{4})/(\d{4})")),
    ("date", re.compile(r"\d{4}-\d\d-\d\d")),
    ("range", re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")),
)
_ROMAN = ("", "I", "II", "III", "IV")


class Period(Value):
    """A stretch of days with its SDMX code; `start` and `end` both belong to it."""

    code: str
    kind: Kind
    start: date
    end: date


def _months(year: int, first: int, last: int, last_year: int | None = None) -> tuple[date, date]:
    final = last_year or year
    return date(year, first, 1), date(final, last, monthrange(final, last)[1])


def _bounds(kind: Kind, m: re.Match[str]) -> tuple[date, date]:
    if kind == "date":
        day = date.fromisoformat(m[0])
        return day, day
    if kind == "range":
        return date.fromisoformat(m[1]), date.fromisoformat(m[2])
    year = int(m[1])
    if kind == "half":
        return _months(year, 6 * int(m[2]) - 5, 6 * int(m[2]))
    if kind == "quarter":
        return _months(year, 3 * int(m[2]) - 2, 3 * int(m[2]))
    if kind == "month":
        return _months(year, int(m[2]), int(m[2]))
    if kind == "months":
        return _months(year, int(m[2]), int(m[4]), int(m[3]))
    return _months(year, 1, 12, int(m[2]) if kind == "years" else None)


@lru_cache(maxsize=2048)
def parse_period(code: str) -> Period:
    """Read an SDMX period code; ValueError when it is none.

    >>> parse_period("2023-S1").end
    datetime.date(2023, 6, 30)
    >>> parse_period("2023-M01/2023-M07").kind
    'months'
    """
    for kind, pattern in _CODES:
        if m := pattern.fullmatch(code):
            start, end = _bounds(kind, m)
            if start > end:
                raise ValueError(f"period {code!r} ends before it starts")
            return Period(code=code, kind=kind, start=start, end=end)
    raise ValueError(f"not a period code: {code!r}")


def year_before(code: str) -> str:
    """The same period one year earlier, what a report calls "cùng kỳ năm trước".

    >>> year_before("2023-M01/2023-M07"), year_before("2024-02-29")
    ('2022-M01/2022-M07', '2023-02-28')
    """
    parse_period(code)
    earlier = re.sub(r"\d{4}(?=$|[/-])", lambda m: str(int(m[0]) - 1), code)
    return "/".join(_real_day(part) for part in earlier.split("/"))


def _real_day(part: str) -> str:
    return part[:-2] + "28" if part.endswith("-02-29") and not _is_date(part) else part


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def covers(outer: str, inner: str) -> bool:
    """Does the period `outer` hold all days of `inner`?

    >>> covers("2023", "2023-Q3"), covers("2023-S1", "2023-M07")
    (True, False)
    """
    a, b = parse_period(outer), parse_period(inner)
    return a.start <= b.start and b.end <= a.end


def day_text(day: date) -> str:
    """A day as Decree 30/2020/NĐ-CP writes it: days below 10 and the months 1 and 2 with a nought.

    >>> day_text(date(2024, 1, 5)), day_text(date(2024, 7, 15))
    ('05/01/2024', '15/7/2024')
    """
    month = f"0{day.month}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def numeric_day(iso: str) -> str:
    """An ISO date in figures, as citations and lists have it.

    >>> numeric_day("2024-07-05"), numeric_day("")
    ('05/07/2024', '')
    """
    return "/".join(reversed(iso.split("-")))


def describe(code: str) -> str:
    """The period in Vietnamese, days and months written as Decree 30/2020/NĐ-CP asks.

    >>> describe("2023-M01/2023-M07")
    '7 tháng đầu năm 2023'
    >>> describe("2023-Q1"), describe("2023-06-07")
    ('quý I/2023', 'ngày 07/6/2023')
    """
    p = parse_period(code)
    first, last, year = p.start, p.end, p.start.year
    if p.kind == "half":
        return f"6 tháng {'đầu' if last.month == 6 else 'cuối'} năm {year}"
    if p.kind == "quarter":
        return f"quý {_ROMAN[last.month // 3]}/{year}"
    if p.kind == "month":
        return f"tháng {last.month}/{year}"
    if p.kind == "months":
        if first.month == 1 and year == last.year:
            return f"{last.month} tháng đầu năm {year}"
        before = f"/{year}" if year != last.year else ""
        return f"từ tháng {first.month}{before} đến tháng {last.month}/{last.year}"
    if p.kind == "years":
        return f"giai đoạn {year}-{last.year}"
    if p.kind == "date":
        return f"ngày {day_text(first)}"
    if p.kind == "range":
        return f"từ ngày {day_text(first)} đến ngày {day_text(last)}"
    return f"năm {year}"


class PeriodMatch(Value):
    """A period found in `text[start:end]`.

    `part` is what is said besides the year: "" (the year itself), S1, Q3, M06, M01/M07, "date", "range", "years", or
    "relative" (tháng này, hôm qua: see `resolve_relative`). `year` is None when not said. `detail` holds "06-07" for a
    date, "01-01/03-08" for a range (with years where they differ), "2021/2025" for years.
    """

    start: int
    end: int
    rule: str
    part: str = ""
    year: int | None = None
    flag: Flag = ""
    detail: str = ""

    def code(self, default_year: int | None = None) -> str | None:
        """The SDMX code; None when the year is neither said nor given, and for "cùng kỳ" and relative periods.

        "năm ngoái" is the year before `default_year`. For "cùng kỳ" take `year_before` of the period it is compared to.

        >>> find_periods("fdi 6t dau nam")[0].code(2023)
        '2023-S1'
        """
        if self.flag == "same_period" or self.part == "relative":
            return None
        if self.part == "years":
            return self.detail
        year = self.year
        if year is None and default_year is not None:
            year = default_year - (self.flag == "last_year")
        if year is None:
            return None
        if self.part in ("date", "range"):
            return _checked("/".join(d if len(d) > 5 else f"{year}-{d}" for d in self.detail.split("/")))
        return "/".join(f"{year}-{p}" if p else str(year) for p in self.part.split("/"))


def _checked(code: str) -> str | None:
    try:
        return parse_period(code).code
    except ValueError:
        return None


def resolve_relative(rule: str, today: date) -> str | None:
    """The code of a relative period ("this_month", "yesterday" …) seen from `today`; None for other rules.

    >>> resolve_relative("last_month", date(2024, 1, 15))
    '2023-M12'
    """
    if rule in ("today", "yesterday"):
        return (today - timedelta(days=rule == "yesterday")).isoformat()
    if rule in ("this_month", "last_month"):
        day = today.replace(day=1) - timedelta(days=rule == "last_month")
        return f"{day.year}-M{day.month:02d}"
    if rule in ("this_quarter", "last_quarter"):
        count = today.year * 4 + (today.month - 1) // 3 - (rule == "last_quarter")
        return f"{count // 4}-Q{count % 4 + 1}"
    return None


def find_periods(text: str) -> list[PeriodMatch]:
    """All periods said in a text, left to right, without overlap, the longest first; [] when none.

    >>> [(m.rule, m.code()) for m in find_periods("Báo cáo tháng 12 và năm 2023")]
    [('month', '2023-M12'), ('year', '2023')]
    """
    return list(_found(text))


@lru_cache(maxsize=2048)
def _found(text: str) -> tuple[PeriodMatch, ...]:
    folded = fold(text)
    if not MAY_SAY.search(folded):
        return ()
    candidates: list[tuple[int, int, int, str, Found]] = []
    for order, rule in enumerate(RULES):
        for m in rule.pattern.finditer(folded):
            found = rule.production(m)
            if found is not None and not OTHER_WORDS.search(text, m.start(), m.end()):
                candidates.append((m.start(), -m.end(), order, rule.name, found))
    out: list[PeriodMatch] = []
    end = 0
    for start, minus_end, _, name, found in sorted(candidates, key=lambda c: c[:3]):
        if start >= end:
            end = -minus_end
            out.append(_match(folded, start, end, name, found))
    return tuple(_share_years(folded, out))


def _match(folded: str, start: int, end: int, rule: str, found: Found) -> PeriodMatch:
    if found.part == "date" and NUMBERED_DOCUMENT.search(folded, max(0, start - 60), start):
        rule = "date_of_document"
    flag = found.flag
    if not flag and SINCE_START.search(folded, max(0, start - 24), start):
        flag = "cumulative"
    return PeriodMatch(
        start=start, end=end, rule=rule, part=found.part, year=found.year, flag=flag, detail=found.detail
    )


def _share_years(folded: str, matches: list[PeriodMatch]) -> list[PeriodMatch]:
    """ "tháng 12 và năm 2023": the year said last is the year of what is listed before it."""
    out = list(matches)
    for i in range(len(out) - 2, -1, -1):
        a, b = out[i], out[i + 1]
        open_year = a.year is None and not a.flag and a.part not in ("years", "relative")
        if open_year and b.year is not None and LINKED.fullmatch(folded, a.end, b.start):
            out[i] = a.model_copy(update={"year": b.year})
    return out
