"""What the words of a period say: productions from a match of `period_rules` to a `Found`, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

Flag = Literal["", "cumulative", "same_period", "last_year", "this_year"]


class Found(NamedTuple):
    """What a production read: see `periods.PeriodMatch`."""

    part: str = ""
    year: int | None = None
    flag: Flag = ""
    detail: str = ""


_COUNTING = re.compile(r"\b(?:la|dat|co|duoc|dc|nhan|quyet|tong|gom|voi|cap|tren|hon|gan|khoang|so)\s*:?\s*$|:\s*$")
_COUNTED = re.compile(
    r"\s*(?:nguoi|du an|ho so|lao dong|doanh nghiep|ho\b|luot|sinh vien|hoc sinh|van ban|nhiem vu|thu tuc"
    r"|dn\b)"
)
_COUNT_WORDS = {
    "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "mot": 1, "tu": 4,
}  # fmt: skip
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "dau": 1}


def _year(m: re.Match[str]) -> tuple[int | None, Flag]:
    groups = m.groupdict()
    if groups.get("year"):
        return int(groups["year"]), ""
    if groups.get("short"):
        return 2000 + int(groups["short"]), ""
    relative = groups.get("rel")
    if relative:
        return None, "this_year" if relative == "nay" else "last_year"
    return None, ""


def read_with_year(part: str, m: re.Match[str], detail: str = "") -> Found:
    """A part of the year that its match names."""
    year, flag = _year(m)
    return Found(part, year, flag, detail)


def first_months(count: int) -> str:
    """The part that the first `count` months of a year are: S1 for 6, Q1 for 3, "" for 12."""
    if not 1 <= count <= 12:
        raise ValueError(f"{count} months")
    return {12: "", 6: "S1", 3: "Q1", 1: "M01"}.get(count, f"M01/M{count:02d}")


def span_of_months(first: int, last: int) -> str:
    """The part from month to month: a half or a quarter when it is one."""
    named = {(7, 12): "S2", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4"}
    if first == last:
        return f"M{first:02d}"
    if first == 1:
        return first_months(last)
    return named.get((first, last), f"M{first:02d}/M{last:02d}")


def _count(m: re.Match[str]) -> int:
    word = re.sub(r"\s+", " ", m["n"])
    return int(word) if word.isdigit() else _COUNT_WORDS[word]


def read_n_months(m: re.Match[str]) -> Found | None:
    """ "6 tháng đầu năm", "ba tháng cuối"."""
    count = _count(m)
    which = m.groupdict().get("which") or ""
    if not 1 <= count <= 12:
        return None
    if which.startswith(("cuoi", "con")):
        return read_with_year(span_of_months(13 - count, 12), m) if count < 12 else None
    if count == 1 and not which:
        return None
    return read_with_year(first_months(count), m)


def read_n_quarters(m: re.Match[str]) -> Found | None:
    """ "3 quý đầu năm": its months."""
    months = 3 * _count(m)
    cut = span_of_months(13 - months, 12) if m["which"].startswith(("cuoi", "con")) else first_months(months)
    return read_with_year(cut, m)


def _quarter_number(token: str) -> int:
    return int(token) if token.isdigit() else _QUARTERS[token]


def read_quarter(m: re.Match[str]) -> Found:
    """ "quý III"."""
    return read_with_year(f"Q{_quarter_number(m['q'])}", m)


def read_quarters(m: re.Match[str]) -> Found | None:
    """ "quý I, II"."""
    numbers = [_quarter_number(t) for t in re.findall(r"iv|i{1,3}|[1-4]", m["qs"])]
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        return None
    return read_with_year(span_of_months(3 * numbers[0] - 2, 3 * numbers[-1]), m)


def read_month(m: re.Match[str]) -> Found:
    """ "tháng 9"."""
    return read_with_year(f"M{int(m['m']):02d}", m)


def read_month_span(m: re.Match[str]) -> Found | None:
    """ "từ tháng 1 đến tháng 9"."""
    first, last = int(m["m1"]), int(m["m2"])
    return read_with_year(span_of_months(first, last), m) if first < last else None


def read_months_over_years(m: re.Match[str]) -> Found | None:
    """ "tháng 12/2024 - 02/2025"."""
    first, last = (int(m["y1"]), int(m["m1"])), (int(m["y2"]), int(m["m2"]))
    spelled = "/".join(f"{year}-M{month:02d}" for year, month in (first, last))
    return Found("years", None, "", spelled) if first < last else None


def _day(day: str, month: str) -> str:
    return f"{int(month):02d}-{int(day):02d}"


def _full_year(token: str | None) -> int | None:
    if not token:
        return None
    return int(token) if len(token) == 4 else 2000 + int(token)


def read_date(m: re.Match[str]) -> Found | None:
    """A day; nothing for the 31st of February."""
    day, month = int(m["d"]), int(m["m"])
    if month > 12 or day > (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return None
    return Found("date", _full_year(m.groupdict().get("y")), "", _day(m["d"], m["m"]))


def read_range(m: re.Match[str]) -> Found:
    """From a day to a day."""
    first, last = m.groupdict().get("y1"), _full_year(m.groupdict().get("y2"))
    start = _day(m["d1"], m["m1"] or m["m2"])
    if first and last and _full_year(first) != last:
        start = f"{_full_year(first)}-{start}"
    return Found("range", last, "", f"{start}/{_day(m['d2'], m['m2'])}")


def read_since_new_year(m: re.Match[str]) -> Found:
    """From the first of January to a day."""
    return Found("range", _full_year(m.groupdict().get("y2")), "", f"01-01/{_day(m['d2'], m['m2'])}")


def read_years(m: re.Match[str]) -> Found | None:
    """ "giai đoạn 2021-2025"."""
    first, last = int(m["a"]), int(m["b"])
    return Found("years", None, "", f"{first}/{last}") if first < last <= first + 60 else None


def fixed(part: str, flag: Flag = "") -> Callable[[re.Match[str]], Found]:
    """A production that always gives one part."""

    def production(m: re.Match[str]) -> Found:
        year, said = _year(m)
        return Found(part, year, flag or said)

    return production


def read_bare_year(m: re.Match[str]) -> Found | None:
    """ "fdi 2023 dự án mới" means the year, "đạt 2023 hồ sơ" a count."""
    counted = _COUNTED.match(m.string, m.end()) and _COUNTING.search(m.string[max(0, m.start() - 12) : m.start()])
    return None if counted else Found("", int(m["year"]))
