"""The rules of `periods`: a name, a pattern on folded text, a production that gives a `Found` or nothing.

Order matters only between candidates of the same start and length: the first rule wins.
"""

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


class Rule(NamedTuple):
    """A rule: its name is shown by `planbot explain`."""

    name: str
    pattern: re.Pattern[str]
    production: Callable[[re.Match[str]], Found | None]


# Years 1990-2099; a figure with a unit, a document number or a date is none.
_Y = r"(?:199\d|20\d\d)"
_Y_END = r"(?![\d]|[.,]\d|[/-]\w)"
_NAM = r"n[ai]m"
_DAU = r"(?:dau|ddu|diu)"
_THANG = r"(?:thang|thdng|thing)"
# A year after a part of it: "/2023", " năm 2023", " 2023", " năm ngoái", "/23".
_TAIL = (
    rf"(?:\s*(?:cua|trong)?\s*(?:[/.,-]|\bn[ai]m\b)?\s*(?:{_NAM}\s*)?(?P<year>{_Y}){_Y_END}"
    rf"|\s*/\s*(?P<short>[12]\d){_Y_END}"
    rf"|(?:\s+(?:cua\s+)?{_NAM}|(?<=nam))\s+(?P<rel>nay|ngoai|truoc|qua)\b)?"
)
_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
_NOT_EACH = (  # "bình quân mỗi tháng 9 tháng" names no September, "thu nhập bình quân tháng 9" does
    r"(?:(?<!\bmoi )|(?<=cap moi )|(?<=ky moi ))(?<!\bhang )(?<!quan 1 )"
    r"(?:(?<!quan )|(?=\w{1,8}\s*\d{1,2}(?!\d|\s*thang\b)))"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_UNTIL = r"(?:(?:tinh|cap nhat)\s+)?(?:den|toi)\s+(?:het\s+|cuoi\s+)?"

NUMBERED_DOCUMENT = re.compile(r"(?:\d+[a-z]?\s*(?:/\s*\d{4}\s*)?[/-]\s*[a-z][\w&/-]*|\d+/\d{4}/[a-z][\w&-]*)\s*,?\s*$")
# Accented words that only look like năm, đầu, quý, cùng kỳ, tháng once folded.
OTHER_WORDS = re.compile(
    r"\b(?:nằm|nấm|nắm|nạm|đấu|đâu|dấu|dầu|dâu|quỹ|quỷ|quỳ|ký|kí|kị|cũng|thắng|thằng|thẳng|đèn|đền|cưới"
    r"|cuối cùng)\b",
    re.IGNORECASE,
)
SINCE_START = re.compile(
    r"lu[yi]\s+ke\s*(?:tu\s+\w+\s+)?(?:(?:tinh\s+)?den\s+)?(?:het\s+)?(?:ngay\s+)?$|cong don\s+(?:den"
    r"\s+)?$"
)
LINKED = re.compile(
    r"(?:\s|,|;|-|\+|&|\b(?:va|ca|voi|den|hay|hoac|phuong huong|nhiem vu|trong tam|giai phap|uoc|du kien"
    r"|ket qua|so voi|cong tac|phuong an)\b)+"
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


def _with_year(part: str, m: re.Match[str], detail: str = "") -> Found:
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


def _n_months(m: re.Match[str]) -> Found | None:
    count = _count(m)
    which = m.groupdict().get("which") or ""
    if not 1 <= count <= 12:
        return None
    if which.startswith(("cuoi", "con")):
        return _with_year(span_of_months(13 - count, 12), m) if count < 12 else None
    if count == 1 and not which:
        return None
    return _with_year(first_months(count), m)


def _quarter_number(token: str) -> int:
    return int(token) if token.isdigit() else _QUARTERS[token]


def _quarter(m: re.Match[str]) -> Found:
    return _with_year(f"Q{_quarter_number(m['q'])}", m)


def _quarters(m: re.Match[str]) -> Found | None:
    numbers = [_quarter_number(t) for t in re.findall(r"iv|i{1,3}|[1-4]", m["qs"])]
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        return None
    return _with_year(span_of_months(3 * numbers[0] - 2, 3 * numbers[-1]), m)


def _month(m: re.Match[str]) -> Found:
    return _with_year(f"M{int(m['m']):02d}", m)


def _month_span(m: re.Match[str]) -> Found | None:
    first, last = int(m["m1"]), int(m["m2"])
    return _with_year(span_of_months(first, last), m) if first < last else None


def _day(day: str, month: str) -> str:
    return f"{int(month):02d}-{int(day):02d}"


def _full_year(token: str | None) -> int | None:
    if not token:
        return None
    return int(token) if len(token) == 4 else 2000 + int(token)


def _date(m: re.Match[str]) -> Found | None:
    day, month = int(m["d"]), int(m["m"])
    if month > 12 or day > (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return None
    return Found("date", _full_year(m.groupdict().get("y")), "", _day(m["d"], m["m"]))


def _range(m: re.Match[str]) -> Found:
    first, last = m.groupdict().get("y1"), _full_year(m.groupdict().get("y2"))
    start = _day(m["d1"], m["m1"] or m["m2"])
    if first and last and _full_year(first) != last:
        start = f"{_full_year(first)}-{start}"
    return Found("range", last, "", f"{start}/{_day(m['d2'], m['m2'])}")


def _since_new_year(m: re.Match[str]) -> Found:
    return Found("range", _full_year(m.groupdict().get("y2")), "", f"01-01/{_day(m['d2'], m['m2'])}")


def _years(m: re.Match[str]) -> Found | None:
    first, last = int(m["a"]), int(m["b"])
    return Found("years", None, "", f"{first}/{last}") if first < last <= first + 60 else None


def _fixed(part: str, flag: Flag = "") -> Callable[[re.Match[str]], Found]:
    def production(m: re.Match[str]) -> Found:
        year, said = _year(m)
        return Found(part, year, flag or said)

    return production


def _rule(name: str, pattern: str, production: Callable[[re.Match[str]], Found | None]) -> Rule:
    return Rule(name, re.compile(pattern), production)


_UNIT_AFTER = r"(?!\s*(?:%|dong\b|ty\b|ti\b|trieu|tr\b|nghin|ngan\b|usd|ha\b|m2|km|tan\b|lan\b))"
_COUNTING = re.compile(r"\b(?:la|dat|co|duoc|dc|nhan|quyet|tong|gom|voi|cap|tren|hon|gan|khoang|so)\s*:?\s*$|:\s*$")
_COUNTED = re.compile(
    r"\s*(?:nguoi|du an|ho so|lao dong|doanh nghiep|ho\b|luot|sinh vien|hoc sinh|van ban|nhiem vu|thu tuc"
    r"|dn\b)"
)


def _bare_year(m: re.Match[str]) -> Found | None:
    """ "fdi 2023 dự án mới" means the year, "đạt 2023 hồ sơ" a count."""
    counted = _COUNTED.match(m.string, m.end()) and _COUNTING.search(m.string[max(0, m.start() - 12) : m.start()])
    return None if counted else Found("", int(m["year"]))


_DATE_SEP = r"\s*[/.-]\s*"
_COUNTS = r"(?P<n>muoi mot|muoi hai|muoi|hai|ba|bon|tu|nam|sau|bay|tam|chin)"
_N = r"(?P<n>0?[1-9]|1[0-2])"
_WHICH = rf"\s*(?P<which>{_DAU}|cuoi|con lai)(?:\s*(?:cua\s+)?{_NAM}\b)?"
_NOT_SPAN = r"(?!\s*(?:toi|nua|mot lan|lan|tuoi|tro len|tro xuong|lien|lien tuc|sau do)\b)"
_MONTH_LEAD = r"(?<!thoi han )(?<!moi )(?<!vong )(?<!ky han )(?<!cu )"

RULES: tuple[Rule, ...] = (
    _rule(
        "same_period",
        rf"\bcung\s+(?:thoi\s+)?k[iy](?:\s+(?:cua\s+)?{_NAM}\s+(?:ngoai|truoc|(?P<year>{_Y})))?", _fixed("",
        "same_period"),
    ),
    _rule(
        "range",
        rf"(?:tu\s+)?(?:ngay\s+)?(?<![\d/.,])(?P<d1>{_DAY})(?:{_DATE_SEP}(?P<m1>{_MONTH})(?:{_DATE_SEP}"
        rf"(?P<y1>{_Y}))?)?\s*(?:-|den het|den|toi)\s*(?:het\s+)?(?:ngay\s+)?(?P<d2>{_DAY})[/.](?P<m2>"
        rf"{_MONTH})(?:[/.](?P<y2>{_Y}|2\d)(?![\d/]))(?!/|-[a-z])",
        _range,
    ),
    _rule(
        "range",
        rf"\btu\s+(?:ngay\s+)?(?P<d1>{_DAY})/(?P<m1>{_MONTH})\s*(?:-|den|toi)\s*(?:het\s+)?(?:ngay\s+)?"
        rf"(?P<d2>{_DAY})/(?P<m2>{_MONTH})(?!/)",
        _range,
    ),
    _rule(
        "since_new_year",
        rf"\b(?:tu\s+)?{_DAU}\s+{_NAM}(?:\s+{_Y})?\s*(?:-|den|toi)\s*(?:het\s+)?(?:ngay\s+)?(?P<d2>"
        rf"{_DAY})[/.](?P<m2>{_MONTH})(?:[/.](?P<y2>{_Y}|2\d))?(?!\d|/)",
        _since_new_year,
    ),
    _rule(
        "since_new_year",
        rf"\b(?:tu\s+)?{_DAU}\s+{_NAM}(?:\s+{_Y})?\s*(?:-|den|toi)\s*(?:het\s+)?{_THANG}\s*(?P<n>{_MONTH})"
        rf"{_TAIL}",
        _n_months,
    ),
    _rule(
        "year_to_date",
        rf"\b(?:tu|ke tu)?\s*{_DAU}\s+{_NAM}(?:\s+(?P<year>{_Y}))?\s+(?:den|toi)\s+(?:nay|gio|bay gio|hien nay"
        rf"|thoi diem nay|thoi diem hien tai)\b", _fixed("",
        "this_year"),
    ),
    _rule(
        "as_of_date",
        rf"\b{_UNTIL}(?:thoi diem\s+)?(?:ngay\s+)?(?P<d>{_DAY}){_DATE_SEP}(?P<m>{_MONTH}){_DATE_SEP}(?P<y>{_Y}"
        rf"|2\d)(?!\d|/)",
        _date,
    ),
    _rule(
        "as_of_date",
        rf"\b{_UNTIL}(?:thoi diem\s+)?(?:ngay\s+)?(?P<d>{_DAY})/(?P<m>{_MONTH})(?!\s*/|[.,]?\d|-[a-z])",
        _date,
    ),
    _rule(
        "as_of_date",
        rf"\b{_UNTIL}(?:thoi diem\s+)?(?:ngay\s+)?(?P<d>{_DAY})\s+{_THANG}\s+(?P<m>{_MONTH})\s*,?\s*(?:{_NAM}"
        rf"\s+)?(?P<y>{_Y})",
        _date,
    ),
    _rule(
        "date",
        rf"(?:\b(?:ngay|hom)\s+)?(?<![\d/.,-])(?P<d>{_DAY}){_DATE_SEP}(?P<m>{_MONTH}){_DATE_SEP}(?P<y>{_Y})"
        rf"(?!\d|/|-[a-z])",
        _date,
    ),
    _rule(
        "date",
        rf"(?:\b(?:ngay|hom)\s+)?(?<![\d/.,-])(?P<d>{_DAY})/(?P<m>{_MONTH})/(?P<y>2\d)(?!\d|/|-[a-z])",
        _date,
    ),
    _rule(
        "date",
        rf"\b(?:ngay|hom|truoc|sau|tu|vao|xong|hen|moc|han|luc|chot)\s+(?:ngay\s+)?(?P<d>{_DAY})[/](?P<m>"
        rf"{_MONTH})(?!\s*/|[.,]?\d|-[a-z]|\s*(?:nhiem vu|thu tuc|don vi|xa|phuong|huyen|chi tieu|ho so|du an))",
        _date,
    ),
    _rule(
        "date",
        rf"(?:\b(?:ngay|hom)\s*)?(?<![\d/.,-])(?P<d>{_DAY})\s+{_THANG}\s+(?P<m>{_MONTH})\s*,?\s*{_NAM}\s+"
        rf"(?P<y>{_Y})",
        _date,
    ),
    _rule("date", rf"\bngay\s+(?P<d>{_DAY})\s+{_THANG}\s+(?P<m>{_MONTH})", _date),
    _rule(
        "years",
        rf"(?:\b(?:giai doan|nhiem ky|thoi ky|cac nam|tu nam|nam|tu)\s+)?(?<![\d/.,-])(?P<a>{_Y})\s*(?:-"
        rf"|den nam|den)\s*(?P<b>{_Y}){_Y_END}{_UNIT_AFTER}",
        _years,
    ),
    _rule(
        "n_months",
        rf"(?<!\bsau )(?<!\bcham )(?<!\bvong )(?<!\bhan )(?<![\w/.,-]){_N}\s*(?:{_THANG}|t\b){_WHICH}{_TAIL}",
        _n_months,
    ),
    _rule("n_months", rf"\b{_COUNTS}\s+{_THANG}{_WHICH}{_TAIL}", _n_months),
    _rule(
        "n_months",
        rf"{_MONTH_LEAD}(?<!\bsau )(?<!\bcham )(?<!\bvong )"
        rf"(?<![\w/.,-]){_N}\s*{_THANG}{_TAIL}(?!\s*\d{{1,2}}(?![\d.,])|\w){_NOT_SPAN}",
        _n_months,
    ),
    _rule(
        "n_months",
        rf"(?<![\w/.,-]){_N}t(?:\s*[/.]?\s*(?P<year>{_Y}){_Y_END}|\s+{_NAM}\s+(?P<rel>nay|ngoai|truoc)\b|(?!\w"
        rf"|/))",
        _n_months,
    ),
    _rule(
        "first_half",
        rf"\b(?:nua\s+{_DAU}\s+{_NAM}|nua\s+{_NAM}\s+{_DAU}|nua\s+{_NAM}(?!\s+cuoi)|ban nien|giua\s+{_NAM})"
        rf"{_TAIL}",
        _fixed("S1"),
    ),
    _rule(
        "second_half",
        rf"\b(?:nua\s+cuoi\s+{_NAM}|nua\s+{_NAM}\s+cuoi|nua sau(?:\s+cua)?\s+{_NAM}){_TAIL}",
        _fixed("S2"),
    ),
    _rule("first_half", rf"\bgiua\s+(?P<year>{_Y}){_Y_END}", _fixed("S1")),
    _rule("first_half", rf"\bh1{_TAIL}(?!\w)", _fixed("S1")),
    _rule("second_half", rf"\bh2{_TAIL}(?!\w)", _fixed("S2")),
    _rule(
        "quarters",
        rf"\bqu[yi]\s*(?P<qs>(?:iv|i{{1,3}}|[1-4])(?:\s*(?:\+|-|,|va|&|den)\s*(?:iv|i{{1,3}}|[1-4])\b)+)"
        rf"(?!\w){_TAIL}",
        _quarters,
    ),
    _rule("quarter", rf"\bqu[yi]\s*(?P<q>iv|i{{1,3}}|[1-4]|mot|hai|ba|tu)\b(?![.,]\d){_TAIL}", _quarter),
    _rule("quarter", rf"\bqu[yi]\s+(?P<q>{_DAU})\s+{_NAM}{_TAIL}", lambda m: _with_year("Q1", m)),
    _rule("quarter", rf"\bqu[yi]\s+cuoi\s+{_NAM}{_TAIL}", lambda m: _with_year("Q4", m)),
    _rule("quarter", rf"(?<![\w/.-])q\.?(?P<q>[1-4])(?!\d|\w){_TAIL}", _quarter),
    _rule(
        "month_span",
        rf"\b(?:tu\s+)?{_THANG}\s*(?P<m1>{_MONTH})\s*(?:-|den|toi)\s*(?:het\s+)?(?:{_THANG}\s*)?(?P<m2>"
        rf"{_MONTH})(?!/\d\d?/){_TAIL}",
        _month_span,
    ),
    _rule("up_to_month", rf"\b{_UNTIL}{_THANG}\s*(?P<m>{_MONTH})(?!/(?:0?[1-9]|1[0-2])\b){_TAIL}", _month),
    _rule("up_to_month", rf"\b{_UNTIL}(?P<m>{_MONTH})\s*/\s*(?P<year>{_Y}){_Y_END}", _month),
    _rule("month", rf"{_NOT_EACH}\b{_THANG}\s*(?P<m>{_MONTH})(?![.,](?!{_Y})\d|/\d\d?\b(?!\d)){_TAIL}", _month),
    _rule("month", rf"{_NOT_EACH}\b{_THANG}\s*(?P<m>{_MONTH})(?![.,](?!{_Y})\d){_TAIL}", _month),
    _rule(
        "month",
        rf"(?<!ga )(?<!sang )(?<!chieu )(?<!hop )(?<!khu )(?<!toa )(?<![\w/.-])t\.?(?P<m>{_MONTH})(?!\w"
        rf"|[.,]\d){_TAIL}",
        _month,
    ),
    _rule("month", rf"(?<![\w/.,-])(?<!so )(?<!so: )(?!1/2000)(?P<m>{_MONTH})/(?P<year>{_Y}){_Y_END}", _month),
    _rule(
        "year_end",
        rf"\b(?:(?:den|toi)\s+)?cuoi\s+{_NAM}\b(?:\s*(?P<year>{_Y}){_Y_END}|\s+(?P<rel>nay|ngoai|truoc)\b)?"
        rf"(?!\s+\d)",
        _fixed(""),
    ),
    _rule("year_end", rf"\b(?:(?:den|toi)\s+)?cuoi\s+(?P<year>{_Y}){_Y_END}", _fixed("")),
    _rule(
        "year_start",
        rf"\b{_DAU}\s+{_NAM}\b(?:\s*(?P<year>{_Y}){_Y_END}|\s+(?P<rel>nay|ngoai|truoc)\b)?",
        _fixed(""),
    ),
    _rule("year_start", rf"\b{_DAU}\s+(?P<year>{_Y}){_Y_END}", _fixed("")),
    _rule("until_year", rf"\b(?:{_UNTIL}|truoc\s+)(?:{_NAM}\s+)(?P<year>{_Y}){_Y_END}", _fixed("")),
    _rule("year", rf"(?<!viet )(?<!phia )\b(?:(?:ca|het|toan|trong)\s+)?{_NAM}\s*(?P<year>{_Y}){_Y_END}", _fixed("")),
    _rule(
        "year",
        rf"(?<!viet )(?<!phia )\b(?:(?:ca|het|toan|trong)\s+)?{_NAM}\s+(?P<short>2[0-9])(?=\s*$|\s*[?,;:)]|"
        rf"\s+(?:dat|dc|duoc|bn|bao|so|co|la|voi|va|thi|the)\b)", lambda m: Found("",
        2000 + int(m["short"])),
    ),
    _rule(
        "whole_year",
        rf"\b(?:ca|toan)\s+{_NAM}\b(?:\s*(?P<year>{_Y}){_Y_END}|\s+(?P<rel>nay|ngoai|truoc)\b)?",
        _fixed(""),
    ),
    _rule("this_year", rf"\b(?:trong\s+)?{_NAM}\s+nay\b", _fixed("", "this_year")),
    _rule("last_year", rf"\b{_NAM}\s+(?:ngoai|truoc|lien truoc|lien ke truoc|vua qua|qua)\b", _fixed("", "last_year")),
    _rule("this_month", rf"\b{_THANG}\s+nay\b", _fixed("relative")),
    _rule("last_month", rf"\b{_THANG}\s+(?:truoc|vua qua|vua roi)\b", _fixed("relative")),
    _rule("this_quarter", r"\bquy\s+nay\b", _fixed("relative")),
    _rule("last_quarter", r"\bquy\s+(?:truoc|vua qua|vua roi)\b", _fixed("relative")),
    _rule("today", r"\b(?:hom nay|ngay hom nay)\b", _fixed("relative")),
    _rule("yesterday", r"\bhom qua\b", _fixed("relative")),
    _rule(
        "year",
        rf"(?<![\w/.,:+-])(?<!- )(?<!so )(?<!so: )(?<!iso )(?P<year>199\d|20[0-4]\d){_Y_END}(?!\w|\s*[-+]"
        rf"\s*\d){_UNIT_AFTER}",
        _bare_year,
    ),
)  # fmt: skip
