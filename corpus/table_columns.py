"""What a table's columns hold, read from their headers: plan, result, % of plan, relation to the same period."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from corpus.catalog import PLAN_OVER_PLAN, PLAN_OVER_RESULT
from corpus.figure_periods import in_report
from corpus.models import Measure, Table
from corpus.periods import PeriodMatch, find_periods, year_before
from corpus.text import fold

_SKIP = re.compile(
    r"^(?:tt|stt|so tt|ghi chu|don vi(?: tinh)?|dvt|chi tieu|noi dung|ten|danh muc|tieu chi|ma so|co quan.*"
    r"|don vi (?:chu tri|thuc hien).*)$"
)
PLAN = r"(?:ke hoach|\bkh\b|chi tieu (?:giao|ke hoach)|\bdu toan\b|muc tieu|nghi quyet|\bgiao\b|\bmoc\b)"
_SAME = r"(?:cung ky|\bck\b|nam truoc|nam ngoai|nam 20\d\d|nam 19\d\d)"
_OVER_PLAN = re.compile(rf"{PLAN}.*\bso (?:sanh )?(?:voi )?.*{PLAN}|\b(?:kh|ke hoach).*/\s*(?:kh|ke hoach)")
_DONE = r"(?:\bu?th\b|\bthuc hien\b|\bket qua\b)"
_AGAINST = r"(?:/|\bso (?:sanh )?(?:voi )?|\bvoi\b)\s*:?\s*"
_PLAN_OVER_DONE = re.compile(rf"{PLAN}[^/›]*?{_AGAINST}(?:›\s*)?(?:uoc )?{_DONE}")
_DONE_OVER_DONE = re.compile(rf"{_DONE}[^›]*?{_AGAINST}(?:›\s*)?(?:uoc )?{_DONE}")
_VERSUS = re.compile(
    r"\bso (?:sanh|voi|cung|kh\b|ck\b)|\bty le\b|\bti le\b|%|\bbang\b|\b(?:th|thuc hien)\s*/|\btang\b|\btoc do\b"
    r"|\(lan\)|\b(?:u?th|kh|ck)\b[^›]*/\s*(?:u?th|kh|ck)\b"
)
_CHANGE = re.compile(r"\btang\b|\bgiam\b|\+/-|\btoc do\b|chenh lech")
_TIMES = re.compile(r"\(\s*(?:so )?lan\s*\)|\blan\b")
_ESTIMATE = re.compile(r"\buoc\b|\buth\b|\bdu kien\b")
_RESULT = re.compile(
    r"\bthuc hien\b|\bket qua\b|\bth\b|\bso lieu\b|\bluy ke\b|\bky bao cao\b|\buoc\b|\buth\b|\bhien trang\b"
    r"|\bquyet toan\b"
)
_MARKED_RESULT = re.compile(r"\b(?:đạt|tháng|quý|năm)\b")
_BARE_RESULT = re.compile(r"\b(?:dat|thang \d|quy [1-4iv]|nam \d)")
_GLUED_YEAR = re.compile(r"(?<=[^\W\d_])(?=(?:19|20)\d\d(?!\d))")
"""Where "KH2025" parts."""
_BASE = re.compile(r"\bcung ky\b|\bck\b|\bnam truoc\b")
_OVER_PREVIOUS = re.compile(r"\bso (?:voi |sanh (?:voi )?)?(?:thang|quy|ky) (?:lien )?truoc(?! nam)")
OVER_PREVIOUS = " - so với kỳ liền trước"


_AGENCY = re.compile(r"\bsở\b", re.IGNORECASE)
"""An agency ("Sở giao"), no "so" of a comparison once its marks are gone."""
PERIOD_KIND = re.compile(r"tuan|thang|quy|nam|ngay")


class Column(NamedTuple):
    """A column of figures: its measure and period ("" when it is the document's), the unit its header fixes.

    `suffix` makes a plan against last year's plan or result an indicator of its own. `names`: the header does not say
    plan or result, it names what is counted. `entity`: the body that the header names, whose figures it holds.
    """

    at: int
    header: str
    measure: Measure
    period: str
    unit: str = ""
    suffix: str = ""
    names: bool = False
    entity: str = ""


def read_columns(table: Table, period: str, year: int | None) -> list[Column]:
    """The columns whose figures can be read; `period` and `year` are the document's.

    Columns of names (provinces, units) are not among them: see `entity_columns`.
    """
    out: list[Column] = []
    kind = table.columns[table.label_column].strip() if table.label_column is not None else ""
    for index, header in enumerate(table.columns):
        if index in (table.label_column, table.unit_column) or not header.strip():
            continue
        if header.strip().isdecimal() and PERIOD_KIND.fullmatch(fold(kind)):
            header = f"{kind} {header.strip()}"  # "Tuần | 38 | 39 | 40"
        column = read_header(index, header, period, year)
        if column is not None:
            out.append(column)
        elif names_something(header) and _mostly_figures(table, index) and not _counts_rows(table, index):
            out.append(Column(index, header, "actual", period, unit_in(header), names=True))
    return out


def names_something(header: str) -> bool:
    """Does a column's header say something besides "TT", "Ghi chú" and the like?"""
    key = fold(header.split(" › ")[-1]).strip(" .:()%")
    return (
        bool(re.search(r"[a-z]{2}", key))
        and not _SKIP.match(key)
        and not re.search(r"\bdiem\b|\bxep\b|\bso hieu\b", key)
    )


def _mostly_figures(table: Table, index: int) -> bool:
    cells = [c.text for r in table.rows for c in r.cells if c.column == index and c.text.strip()]
    figures = [c for c in cells if re.fullmatch(r"[+-]?[\d.,]+%?", c.strip())]
    return len(figures) >= 2 and len(figures) * 2 > len(cells)


def _counts_rows(table: Table, index: int) -> bool:
    """Whether the column before the labels numbers the rows, whatever its header says (a scan may have misread "TT").

    Numbers that grow, each at most by two, and not beyond the rows there are.
    """
    if table.label_column is None or index >= table.label_column:
        return False
    cells = [c.text.strip(" .") for r in table.rows for c in r.cells if c.column == index]
    numbers = [int(c) for c in cells if c.isdecimal() and len(c) < 4]
    steps = sum(0 < b - a <= 2 or b == 1 for a, b in pairwise(numbers))
    return len(numbers) >= 2 and steps == len(numbers) - 1 and max(numbers) <= len(table.rows) + 1


def unit_in(header: str) -> str:
    """The unit a header gives in brackets or as % at its end, "" without one."""
    if header.rstrip().endswith("%"):
        return "%"
    m = re.search(r"\(\s*(?:đvt|đơn vị(?: tính)?)?\s*:?\s*([^()]{1,25})\)\s*$", header, re.IGNORECASE)
    return m[1].strip() if m else ""


def counted_by(header: str) -> str:
    """The levels of a header above its plan or result that say what is counted, "" when none does.

    >>> counted_by("Doanh thu › Kế hoạch"), counted_by("Năm 2024 › Thực hiện"), counted_by("Thực hiện")
    ('Doanh thu', '', '')
    """
    levels = header.split(" › ")[:-1]
    naming = [
        x
        for x in levels
        if names_something(x)
        and not _said(x)
        and not re.search(rf"{PLAN}|{_RESULT.pattern}|{_VERSUS.pattern}", fold(x))
    ]
    return " ".join(naming)


def read_header(index: int, header: str, period: str, year: int | None) -> Column | None:
    """One header, its levels joined with ' › '; None when it heads no figures known.

    >>> read_header(3, "Kế hoạch năm 2023", "2023", 2023)[2:4]
    ('target', '2023')
    >>> read_header(6, "So sánh với cùng kỳ năm trước (lần)", "2023", 2023)[2:5]
    ('ratio_vs_same_period', '2023', 'lần')
    """
    header = _GLUED_YEAR.sub(" ", header)
    last = header.split(" › ")[-1]
    words, key = fold(_AGENCY.sub("ban", header)), fold(_AGENCY.sub("ban", last))
    if _SKIP.match(key.strip(" .:()%")):
        return None
    if _OVER_PLAN.search(words) and len(re.findall(PLAN, words)) > 1:
        said = _codes(last, year) or _codes(header, year)
        return Column(index, header, "pct_of_same_period", max(said, default=period), "%", PLAN_OVER_PLAN)
    if _PLAN_OVER_DONE.search(words):
        return Column(index, header, "pct_of_same_period", _own_period(header, period[:4], year), "%", PLAN_OVER_RESULT)
    if _VERSUS.search(words) and not (_VERSUS.search(words.split(" › ")[0]) is None and _plain_value(last)):
        found = _relation(words)
        if found is not None:
            return Column(index, header, found[0], _own_period(header, period, year), found[1])
        if unit_in(header) == "%" and re.search(r"\bso (?:voi|sanh)\b", words) and not _OVER_PREVIOUS.search(words):
            return None  # a share of something not known here is no value: `table_ratios` tells it by arithmetic
    if _OVER_PREVIOUS.search(words):
        return Column(index, header, "actual", _own_period(header, period, year), "%", OVER_PREVIOUS)
    own = in_report(composed_period(header, year), period)
    if re.search(rf"{PLAN}|{_ESTIMATE.pattern}", words):
        own = _up_to(own, period)
    if re.search(PLAN, words) and not re.search(r"thuc hien|ket qua", key if re.search(PLAN, key) else words):
        return Column(index, header, "target", own or period[:4])
    if _BASE.search(words) and len(own) <= 4:
        return Column(index, header, "base", year_before(period) if period else "")
    if _BASE.search(words):
        return Column(index, header, "base", own)
    if _ESTIMATE.search(words):
        return Column(index, header, "estimate", own or period)
    return Column(index, header, "actual", own or period) if _says_result(header) else None


def _says_result(header: str) -> bool:
    """Whether a header says result or time; with its marks, for "Đất" is not "đạt" and "phía Nam" no "năm".

    >>> _says_result("Năm 2024"), _says_result("Cụm phía Nam"), _says_result("Đất ở"), _says_result("Nam 2024")
    (True, False, False, True)
    """
    low, bare = header.lower(), fold(header)
    return bool(_RESULT.search(bare) or (_BARE_RESULT if low == bare else _MARKED_RESULT).search(low))


def _up_to(day: str, period: str) -> str:
    """The whole year that a plan or an estimate up to its last day is of; other days and periods stay.

    >>> _up_to("2024-12-31", "2024"), _up_to("2025-08-31", "2024/2025"), _up_to("2024-06-30", "2024")
    ('2024', '2024/2025', '2024-06-30')
    """
    year, _, end = day.partition("-")
    if end == "08-31" and period == f"{int(year) - 1}/{year}":
        return period
    return year if end == "12-31" else day


def unit_above(header: str) -> str:
    """The unit that a header's levels give, the innermost first: "Dự toán 2025 (tỷ đồng) › TW giao".

    >>> unit_above("Dự toán 2025 (tỷ đồng) › TW giao"), unit_above("Thực hiện 2024")
    ('tỷ đồng', '')
    """
    return next((u for level in reversed(header.split(" › ")) if (u := unit_in(level))), "")


def composed_period(header: str, year: int | None) -> str:
    """The period that all levels of a header give together, "" when none says one.

    The innermost level leads; a year alone takes the part of the year from a level above it, a part alone its year.

    >>> composed_period("Thực hiện 9 tháng › Ước năm 2024", 2025), composed_period("Năm 2024 › Tháng 2", 2025)
    ('2024-M01/2024-M09', '2024-M02')
    >>> composed_period("Năm 2024 › Thực hiện cả năm", 2025)
    '2024'
    """
    levels = [(level, m) for level in reversed(header.split(" › ")) for m in reversed(_said(level))]
    if not levels:
        return ""
    level, inner = levels[0]
    others = [m for _, m in levels[1:]]
    if inner.part:
        said = next((m.year for m in others if m.year is not None), None) if inner.year is None else None
        return inner.code(said or year) or ""
    whole_year = re.search(rf"{PLAN}.*\bnam\b|\bca nam\b", fold(level))
    part = next((m.part for m in others if _is_part_of_year(m)), "")
    if whole_year or not part:
        above = next((m.year for m in others if m.year is not None), None) if inner.year is None else None
        return inner.code(above or year) or ""
    return inner.model_copy(update={"part": part}).code(year) or ""


def _said(level: str) -> list[PeriodMatch]:
    return [m for m in find_periods(level) if m.flag != "same_period" and m.part != "relative"]


def _is_part_of_year(match: PeriodMatch) -> bool:
    return bool(re.fullmatch(r"[SQ]\d|M\d\d(?:/M\d\d)?", match.part))


def _plain_value(last: str) -> bool:
    key = fold(last)
    return bool(_says_result(last) or re.search(PLAN, key)) and not _VERSUS.search(key)


def _relation(words: str) -> tuple[Measure, str] | None:
    same = re.search(_SAME, words) or _DONE_OVER_DONE.search(words)
    plan = re.search(PLAN, words)
    if plan and not (re.search(r"cung ky|\bck\b", words) and not re.search(rf"so.*{PLAN}", words)):
        return "pct_of_target", "%"
    if (
        re.search(r"\bty le (?:dat|hoan thanh|thuc hien)|%\s*(?:dat|hoan thanh|thuc hien)|\bdat\b.*%", words)
        and not same
    ):
        return "pct_of_target", "%"
    if not same:
        return None
    if _TIMES.search(words):
        return "ratio_vs_same_period", "lần"
    return ("change_vs_same_period" if _CHANGE.search(words) else "pct_of_same_period"), "%"


def _own_period(header: str, period: str, year: int | None) -> str:
    """A relation is of the report's period unless another is compared ("TH 2023/KH 2023", "tháng 12 so với …")."""
    compared = _codes(_before_against(header), year)
    if len(compared) == 1:
        return compared[0]
    if _WHOLE_YEAR.search(fold(_before_against(header))) and re.match(r"\d{4}(?:-|$)", period):
        return period[:4]
    codes = [c for c in _codes(header, year) if len(c) > 4 and c[:4] == period[:4]]
    return codes[0] if len(codes) == 1 else period


_WHOLE_YEAR = re.compile(r"\b(?:uoc|uth)(?: thuc hien| th)? (?:ca )?nam\b(?! 20)")


def _before_against(header: str) -> str:
    """The words of a header up to what it compares with; "" when it only says what with ("So với năm 2023")."""
    inside = [(m.start, m.end) for m in find_periods(header)]
    for m in re.finditer(r"/|\bso (?:voi|cung)\b|\bvoi\b|\bbang\b", fold(header)):
        if not any(a <= m.start() < b for a, b in inside):
            return header[: m.start()]
    return ""


def _codes(header: str, year: int | None) -> list[str]:
    return [c for m in find_periods(header) if m.flag != "same_period" and (c := m.code(year))]
