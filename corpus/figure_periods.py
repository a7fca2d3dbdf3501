"""The period a figure is of: said in its clause, before it in the statement, in a heading; else the report's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from corpus.periods import PeriodMatch, find_periods, parse_period, year_before
from corpus.text import fold

_LOOK_BACK = 80
_FAR = 600

_REFERENCE = re.compile(
    r"(?:so voi(?: \w+){0,4}|\bcung ky|ke hoach|\bkh|chi tieu|tu|ke tu|truoc|muc|bang|ban hanh|ky|cap|khoi cong|"
    r"thanh lap|van ban|quyet dinh|cong van|nghi quyet|chi thi)\s*(?:ngay|nam|trong)?\s*$"
)


def school_year(period: str) -> str:
    """The school year that a report of it or of its first half is in; "" for other periods.

    >>> school_year("2024-M09/2025-M02"), school_year("2024/2025"), school_year("2024-S1")
    ('2024/2025', '2024/2025', '')
    """
    m = re.match(r"(\d{4})(?:-M\d\d)?/(\d{4})", period)
    return f"{m[1]}/{m[2]}" if m and int(m[2]) == int(m[1]) + 1 else ""


def in_report(code: str, period: str) -> str:
    """A period without a year told in a report that runs over the end of a year: its six months are the report's own.

    >>> [in_report(code, "2024-M09/2025-M02") for code in ("2024-S1", "2024-M02")], in_report("2024-S1", "2024")
    (['2024-M09/2025-M02', '2025-M02'], '2024-S1')
    """
    run = re.fullmatch(r"(\d{4})-M(\d\d)/(\d{4})-M(\d\d)", period)
    if run is None or run[1] == run[3]:
        return code
    months = 12 * (int(run[3]) - int(run[1])) + int(run[4]) - int(run[2]) + 1
    if code == f"{run[1]}-S1" and months == 6:
        return period
    month = re.fullmatch(rf"{run[1]}-M(\d\d)", code)
    return f"{run[3]}-M{month[1]}" if month and month[1] < run[2] and month[1] <= run[4] else code


_UNTIL = re.compile(r"(?:\bden(?: het)?|\btinh den|\bhet)\s*(?:ngay|thoi diem|thang|nam)?\s*$")
_PLAN_SAID = re.compile(r"ke hoach|\bkh\b|chi tieu|du toan|muc tieu|duoc giao|\bgiao\b")
_PLAN_WORD = re.compile(r"(?:ke hoach|\bkh|chi tieu|du toan)\s*(?:\w+\s){0,6}$")


def names_prices(text: str, start: int) -> bool:
    """Does the period at `start` only name the prices a value is told in ("giá so sánh 2010")?

    >>> names_prices("Tổng giá trị sản xuất (giá so sánh năm 2010) đạt 5 tỷ đồng", 35)
    True
    """
    return bool(_PRICES.search(fold(text[max(0, start - 30) : start])))


_PRICES = re.compile(r"\bgia (?:so sanh|co dinh|hien hanh|goc)\s*(?:nam|cua nam)?\s*$")


def default_year(reporting_period: str) -> int | None:
    """The year of a period code, None for "".

    >>> default_year("2023-S1")
    2023
    """
    return int(reporting_period[:4]) if reporting_period[:4].isdigit() else None


@lru_cache(maxsize=16)
def _periods(text: str) -> tuple[PeriodMatch, ...]:
    return tuple(find_periods(text))


def said_before(text: str, statement: tuple[int, int], position: int, year: int | None) -> str | None:
    """The code of the last period that the words of a statement before `position` give to a figure; None without one.

    Periods that only compare or cite (so với năm 2021, kế hoạch năm 2023, Quyết định … ngày …) are passed over.

    >>> t = "Năm 2023, nộp 5 tỷ đồng, bằng 90% so với năm 2022"
    >>> said_before(t, (0, 50), 15, None)
    '2023'
    """
    said = _said(text, statement, year)
    last = bisect_left(said, position, key=lambda s: s[0]) - 1
    while last >= 0 and (
        _closed(text, said[last][0], position) or (said[last][2] and ";" in text[said[last][0] : position])
    ):
        last -= 1
    return said[last][1] if last >= 0 else None


def _closed(text: str, start: int, position: int) -> bool:
    """Does a period stand in a plan's bracket that is closed before the figure: "(mục tiêu đến 30/9: 65%); …"?"""
    opened, closed = text.rfind("(", max(0, start - _LOOK_BACK), start), text.find(")", start, position)
    return (
        opened >= 0
        and closed >= 0
        and ")" not in text[opened:start]
        and _PLAN_SAID.search(fold(text[opened:start])) is not None
    )


@lru_cache(maxsize=16)
def _said(text: str, statement: tuple[int, int], year: int | None) -> tuple[tuple[int, str, bool], ...]:
    found, (start, end) = _periods(text), statement
    own = found[bisect_left(found, start, key=lambda m: m.start) : bisect_left(found, end, key=lambda m: m.start)]
    local = ("years", "until_year")  # "quy hoạch giai đoạn 2026-2030; cử 18 lượt …": of what stands before ";" only
    return tuple(
        (m.start, code, m.part in local or m.rule in local) for m in own if (code := _usable(text, start, m, year))
    )


def _usable(text: str, start: int, match: PeriodMatch, year: int | None) -> str | None:
    if names_prices(text, match.start):
        return None
    if match.rule == "date_of_document" or match.flag in ("same_period", "last_year") or match.part == "range":
        return None  # "năm qua" of a report is the year it reports on
    before = fold(text[max(start, match.start - _LOOK_BACK) : match.start])
    until = before + re.split(r"\d", fold(text[match.start : match.end]))[0]
    if match.part == "date" and not _UNTIL.search(until):
        return None
    return None if _REFERENCE.search(before) else match.code(year)


def plan_period(text: str, start: int, position: int, period: str, year: int | None) -> str:
    """The period of a plan named at a figure: "kế hoạch năm 2023", "kế hoạch quý I"; else the year of `period`.

    >>> plan_period("chỉ tiêu kế hoạch năm 2024 (2 tỷ USD)", 0, 27, "2023-S1", 2023)
    '2024'
    """
    if not _PLAN_SAID.search(fold(text[max(start, position - _FAR) : position])):
        return period
    found: str | None = None
    start = max(start, position - _FAR)
    for match in find_periods(text[start:position]):
        if _PLAN_WORD.search(fold(text[start : start + match.start])) or not found:
            code = match.code(year)
            right_before = (
                position - start - match.end < 4 and match.rule == "as_of_date"
            )  # "mục tiêu đến 30/9/2024: 65%"
            if code and match.flag != "same_period" and (right_before or match.part not in ("date", "range")):
                found = code
    if found:
        return found
    return period[:4] if period[:4].isdigit() and "/" not in period[:6] else period


def base_period(text: str, start: int, position: int, period: str) -> str:
    """The period of a base: a year said before it, else the same period of the year before.

    >>> base_period("giảm 4,3% so với cùng kỳ (", 0, 26, "2023-S1")
    '2022-S1'
    """
    for match in reversed(find_periods(text[max(start, position - _FAR) : position])):
        code = match.code(None)
        if match.flag != "same_period" and code and parse_period(code).end < parse_period(period).start:
            return code
    return year_before(period)


_FROM = re.compile(r"\b(tang|giam|nang|ha|dua) (?:\w+ ){0,16}?tu\s*(?:muc |khoang )?$")
_ONTO = re.compile(r"\s*(?:\([^()]*\)|(?:nam|dau nam|cuoi nam|thang|quy)[^,;.]{0,16})?\s*,?\s*(?:len|xuong|con)\b")


def rise_from(text: str, start: int, end: int) -> bool:
    """Is the figure at `[start, end)` what an indicator rose or fell from: "giảm từ 12,3% xuống còn 9,8%"?

    >>> rise_from("Tỷ lệ hộ nghèo giảm từ 12,3% xuống còn 9,8%", 23, 28)
    True
    """
    return bool(_FROM.search(fold(text[max(0, start - 120) : start])) and _ONTO.match(fold(text[end : end + 40])))


def said_until(words: str, year: int | None) -> str | None:
    """The date that the words right before a relation set: "…, đến 31/01/2025 đạt 100% kế hoạch"; None without one.

    >>> said_until(" đến hết ngày 31/01/2025 đạt ", 2024), said_until(" tăng so với ngày 31/12/2023 ", 2024)
    ('2025-01-31', None)
    """
    for match in find_periods(words):
        until = fold(words[: match.start]) + re.split(r"\d", fold(words[match.start :]))[0]
        if match.part == "date" and _UNTIL.search(until):
            return match.code(year)
    return None


_HELD = re.compile(
    r"\b(?:trong|vao|vao cuoi|giai doan|cua|den|den cuoi|den het|thoi ky)\s*(?:giai doan|thoi ky|cuoi|dau)?\s*$"
)


def said_behind(words: str, year: int | None) -> str | None:
    """The period that the words behind a figure give it: "5 ha trong giai đoạn 2026-2030"; None when none does.

    >>> said_behind(" dự kiến thực hiện trong giai đoạn 2026-2030", 2023), said_behind(" so với năm 2021", 2023)
    ('2026/2030', None)
    """
    for match in find_periods(words):
        before = fold(words[: match.start])
        if match.flag or match.part in ("date", "range") or _REFERENCE.search(before) or "so " in before:
            continue
        if _HELD.search(before) or fold(words[match.start :]).startswith("trong ") or match.part == "years":
            return match.code(year)
    return None


def _is_school_year(title: str, match: PeriodMatch) -> bool:
    return match.part == "years" and "nam hoc" in fold(title[max(0, match.start - 8) : match.end])


def _heads(match: PeriodMatch) -> bool:
    return match.rule != "date_of_document" and match.part not in ("date", "years") and match.flag != "last_year"


def heading_period(titles: tuple[str, ...], year: int | None) -> str | None:
    """The one period that the innermost heading with a period names; None when it names several or none does.

    >>> heading_period(("Kết quả năm 2023", "Phương hướng 6 tháng cuối năm"), 2023)
    '2023-S2'
    """
    for title in reversed(titles):
        codes = [m.code(year) for m in find_periods(title) if _heads(m) or _is_school_year(title, m)]
        if codes:
            return codes[0] if len(codes) == 1 else None
    return None
