"""The rules of `periods`: a name, a pattern on folded text, a production that gives a `Found` or nothing.

Order matters only between candidates of the same start and length: the first rule wins. A pattern that begins with
something optional or looks behind says first with which letters it may begin: most places of a text fail there at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from corpus.period_readings import (
    Found,
    fixed,
    read_bare_year,
    read_date,
    read_month,
    read_month_span,
    read_months_over_years,
    read_n_months,
    read_n_quarters,
    read_quarter,
    read_quarters,
    read_range,
    read_since_new_year,
    read_with_year,
    read_years,
)


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


def _rule(name: str, pattern: str, production: Callable[[re.Match[str]], Found | None]) -> Rule:
    return Rule(name, re.compile(pattern), production)


_UNIT_AFTER = r"(?!\s*(?:%|dong\b|ty\b|ti\b|trieu|tr\b|nghin|ngan\b|usd|ha\b|m2|km|tan\b|lan\b))"
_DATE_SEP = r"\s*[/.-]\s*"
_COUNTS = r"(?P<n>muoi mot|muoi hai|muoi|hai|ba|bon|tu|nam|sau|bay|tam|chin)"
_QUARTERS = r"(?P<n>[23]|hai|ba)"
_N = r"(?P<n>0?[1-9]|1[0-2])"
_WHICH = rf"\s*(?P<which>{_DAU}|cuoi|con lai)(?:\s*(?:cua\s+)?{_NAM}\b)?"
_NOT_SPAN = r"(?!\s*(?:toi|nua|mot lan|lan|tuoi|tro len|tro xuong|lien|lien tuc|sau do)\b)"
_MONTH_LEAD = r"(?<!thoi han )(?:(?<!moi )|(?<=cap moi )|(?<=tang moi )|(?<=xay moi ))(?<!vong )(?<!ky han )(?<!cu )"

MAY_SAY = re.compile(
    rf"{_Y}|\d\s*[/.-]\s*\d|\d\s*t(?![^\W\d])|\b(?:[htq]\.?\d|cung|nua|ban nien|giua|qu[yi]|cuoi|hom)"
    rf"|{_NAM}|{_DAU}|{_THANG}"
)
"""What each rule needs somewhere: most of the words around a figure say no time, and are not tried against all."""

RULES: tuple[Rule, ...] = (
    _rule(
        "same_period",
        rf"\bcung\s+(?:thoi\s+)?k[iy](?:\s+(?:cua\s+)?{_NAM}\s+(?:ngoai|truoc|(?P<year>{_Y})))?", fixed("",
        "same_period"),
    ),
    _rule(
        "range",
        rf"(?=[tn\d])(?:tu\s+)?(?:ngay\s+)?(?<![\d/.,])(?P<d1>{_DAY})(?:{_DATE_SEP}(?P<m1>{_MONTH})(?:{_DATE_SEP}"
        rf"(?P<y1>{_Y}))?)?\s*(?:-|den het|den|toi)\s*(?:het\s+)?(?:ngay\s+)?(?P<d2>{_DAY})[/.](?P<m2>"
        rf"{_MONTH})(?:[/.](?P<y2>{_Y}|2\d)(?![\d/]))(?!/|-[a-z])",
        read_range,
    ),
    _rule(
        "range",
        rf"\btu\s+(?:ngay\s+)?(?P<d1>{_DAY})/(?P<m1>{_MONTH})\s*(?:-|den|toi)\s*(?:het\s+)?(?:ngay\s+)?"
        rf"(?P<d2>{_DAY})/(?P<m2>{_MONTH})(?!/)",
        read_range,
    ),
    _rule(
        "since_new_year",
        rf"\b(?:tu\s+)?{_DAU}\s+{_NAM}(?:\s+{_Y})?\s*(?:-|den|toi)\s*(?:het\s+)?(?:ngay\s+)?(?P<d2>"
        rf"{_DAY})[/.](?P<m2>{_MONTH})(?:[/.](?P<y2>{_Y}|2\d))?(?!\d|/)",
        read_since_new_year,
    ),
    _rule(
        "since_new_year",
        rf"\b(?:tu\s+)?{_DAU}\s+{_NAM}(?:\s+{_Y})?\s*(?:-|den|toi)\s*(?:het\s+)?{_THANG}\s*(?P<n>{_MONTH})"
        rf"{_TAIL}",
        read_n_months,
    ),
    _rule(
        "year_to_date",
        rf"\b(?:tu|ke tu)?\s*{_DAU}\s+{_NAM}(?:\s+(?P<year>{_Y}))?\s+(?:den|toi)\s+(?:nay|gio|bay gio|hien nay"
        rf"|thoi diem nay|thoi diem hien tai)\b", fixed("",
        "this_year"),
    ),
    _rule(
        "as_of_date",
        rf"\b{_UNTIL}(?:thoi diem\s+)?(?:ngay\s+)?(?P<d>{_DAY}){_DATE_SEP}(?P<m>{_MONTH}){_DATE_SEP}(?P<y>{_Y}"
        rf"|2\d)(?!\d|/)",
        read_date,
    ),
    _rule(
        "as_of_date",
        rf"\b{_UNTIL}(?:thoi diem\s+)?(?:ngay\s+)?(?P<d>{_DAY})/(?P<m>{_MONTH})(?!\s*/|[.,]?\d|-[a-z])",
        read_date,
    ),
    _rule(
        "as_of_date",
        rf"\b{_UNTIL}(?:thoi diem\s+)?(?:ngay\s+)?(?P<d>{_DAY})\s+{_THANG}\s+(?P<m>{_MONTH})\s*,?\s*(?:{_NAM}"
        rf"\s+)?(?P<y>{_Y})",
        read_date,
    ),
    _rule(
        "date",
        rf"(?=[nh\d])(?:\b(?:ngay|hom)\s+)?(?<![\d/.,-])(?P<d>{_DAY}){_DATE_SEP}(?P<m>{_MONTH}){_DATE_SEP}(?P<y>{_Y})"
        rf"(?!\d|/|-[a-z])",
        read_date,
    ),
    _rule(
        "date",
        rf"(?=[nh\d])(?:\b(?:ngay|hom)\s+)?(?<![\d/.,-])(?P<d>{_DAY})/(?P<m>{_MONTH})/(?P<y>2\d)(?!\d|/|-[a-z])",
        read_date,
    ),
    _rule(
        "date",
        rf"\b(?:ngay|hom|truoc|sau|tu|vao|xong|hen|moc|han|luc|chot)\s+(?:ngay\s+)?(?P<d>{_DAY})[/](?P<m>"
        rf"{_MONTH})(?!\s*/|[.,]?\d|-[a-z]|\s*(?:nhiem vu|thu tuc|don vi|xa|phuong|huyen|chi tieu|ho so|du an))",
        read_date,
    ),
    _rule(
        "date",
        rf"(?=[nh\d])(?:\b(?:ngay|hom)\s*)?(?<![\d/.,-])(?P<d>{_DAY})\s+{_THANG}\s+(?P<m>{_MONTH})\s*,?\s*{_NAM}\s+"
        rf"(?P<y>{_Y})",
        read_date,
    ),
    _rule("date", rf"\bngay\s+(?P<d>{_DAY})\s+{_THANG}\s+(?P<m>{_MONTH})", read_date),
    _rule(
        "years",
        rf"(?=[gntc\d])(?:\b(?:giai doan|nhiem ky|thoi ky|cac nam|tu nam|nam|tu)\s+)?(?<![\d/.,-])(?P<a>{_Y})\s*(?:-"
        rf"|den nam|den)\s*(?P<b>{_Y}){_Y_END}{_UNIT_AFTER}",
        read_years,
    ),
    _rule(
        "n_months",
        rf"(?=\d)(?<!\bsau )(?<!\bcham )(?<!\bvong )(?<!\bhan )(?<![\w/.,-]){_N}\s*(?:{_THANG}|t\b){_WHICH}{_TAIL}",
        read_n_months,
    ),
    _rule("n_months", rf"\b{_COUNTS}\s+{_THANG}{_WHICH}{_TAIL}", read_n_months),
    _rule(
        "n_months",
        rf"(?=\d){_MONTH_LEAD}(?<!\bsau )(?<!\bcham )(?<!\bvong )"
        rf"(?<![\w/.,-]){_N}\s*{_THANG}{_TAIL}(?!\s*\d{{1,2}}(?![\d.,])|\w){_NOT_SPAN}",
        read_n_months,
    ),
    _rule(
        "n_months",
        rf"(?<![\w/.,-]){_N}t(?:\s*[/.]?\s*(?P<year>{_Y}){_Y_END}|\s+{_NAM}\s+(?P<rel>nay|ngoai|truoc)\b|(?!\w"
        rf"|/))",
        read_n_months,
    ),
    _rule(
        "first_half",
        rf"\b(?:nua\s+{_DAU}\s+{_NAM}|nua\s+{_NAM}\s+{_DAU}|nua\s+{_NAM}(?!\s+cuoi)|ban nien|giua\s+{_NAM})"
        rf"{_TAIL}",
        fixed("S1"),
    ),
    _rule(
        "second_half",
        rf"\b(?:nua\s+cuoi\s+{_NAM}|nua\s+{_NAM}\s+cuoi|nua sau(?:\s+cua)?\s+{_NAM}){_TAIL}",
        fixed("S2"),
    ),
    _rule("first_half", rf"\bgiua\s+(?P<year>{_Y}){_Y_END}", fixed("S1")),
    _rule("first_half", rf"\bh1{_TAIL}(?!\w)", fixed("S1")),
    _rule("second_half", rf"\bh2{_TAIL}(?!\w)", fixed("S2")),
    _rule("n_quarters", rf"(?<![\w/.,-]){_QUARTERS}\s+qu[yi]{_WHICH}{_TAIL}", read_n_quarters),
    _rule(
        "quarters",
        rf"\bqu[yi]\s*(?P<qs>(?:iv|i{{1,3}}|[1-4])(?:\s*(?:\+|-|,|va|&|den)\s*(?:iv|i{{1,3}}|[1-4])\b)+)"
        rf"(?!\w){_TAIL}",
        read_quarters,
    ),
    _rule("quarter", rf"\bqu[yi]\s*(?P<q>iv|i{{1,3}}|[1-4]|mot|hai|ba|tu)\b(?![.,]\d){_TAIL}", read_quarter),
    _rule("quarter", rf"\bqu[yi]\s+(?P<q>{_DAU})\s+{_NAM}{_TAIL}", lambda m: read_with_year("Q1", m)),
    _rule("quarter", rf"\bqu[yi]\s+cuoi\s+{_NAM}{_TAIL}", lambda m: read_with_year("Q4", m)),
    _rule("quarter", rf"(?<![\w/.-])q\.?\s?(?P<q>iv|i{{1,3}}|[1-4])(?!\d|\w){_TAIL}", read_quarter),
    _rule(
        "month_span",
        rf"\b(?:tu\s+)?{_THANG}\s*(?P<m1>{_MONTH})\s*(?:-|den|toi)\s*(?:het\s+)?(?:{_THANG}\s*)?(?P<m2>"
        rf"{_MONTH})(?!/\d\d?/){_TAIL}",
        read_month_span,
    ),
    _rule(
        "month_span",
        rf"\b(?:tu\s+)?{_THANG}\s*(?P<m1>{_MONTH})/(?P<y1>{_Y})\s*(?:-|den|toi)\s*(?:het\s+)?(?:{_THANG}\s*)?(?P<m2>"
        rf"{_MONTH})/(?P<y2>{_Y}){_Y_END}",
        read_months_over_years,
    ),
    _rule("up_to_month", rf"\b{_UNTIL}{_THANG}\s*(?P<m>{_MONTH})(?!/(?:0?[1-9]|1[0-2])\b){_TAIL}", read_month),
    _rule("up_to_month", rf"\b{_UNTIL}(?P<m>{_MONTH})\s*/\s*(?P<year>{_Y}){_Y_END}", read_month),
    _rule("month", rf"(?=t){_NOT_EACH}\b{_THANG}\s*(?P<m>{_MONTH})(?![.,](?!{_Y})\d){_TAIL}", read_month),
    _rule(
        "month",
        rf"(?=t)(?<!ga )(?<!sang )(?<!chieu )(?<!hop )(?<!khu )(?<!toa )(?<![\w/.-])t\.?(?P<m>{_MONTH})(?!\w"
        rf"|[.,]\d){_TAIL}",
        read_month,
    ),
    _rule(
        "month",
        rf"(?=\d)(?<![\w/.,-])(?<!so )(?<!so: )(?!1/2000)(?P<m>{_MONTH})/(?P<year>{_Y}){_Y_END}",
        read_month,
    ),
    _rule(
        "year_end",
        rf"\b(?:(?:den|toi)\s+)?cuoi\s+{_NAM}\b(?:\s*(?P<year>{_Y}){_Y_END}|\s+(?P<rel>nay|ngoai|truoc)\b)?"
        rf"(?!\s+\d)",
        fixed(""),
    ),
    _rule("year_end", rf"\b(?:(?:den|toi)\s+)?cuoi\s+(?P<year>{_Y}){_Y_END}", fixed("")),
    _rule(
        "year_start",
        rf"\b{_DAU}\s+{_NAM}\b(?:\s*(?P<year>{_Y}){_Y_END}|\s+(?P<rel>nay|ngoai|truoc)\b)?",
        fixed(""),
    ),
    _rule("year_start", rf"\b{_DAU}\s+(?P<year>{_Y}){_Y_END}", fixed("")),
    _rule("until_year", rf"\b(?:{_UNTIL}|truoc\s+)(?:{_NAM}\s+)(?P<year>{_Y}){_Y_END}", fixed("")),
    _rule(
        "year",
        rf"(?=[chtn])(?<!viet )(?<!phia )\b(?:(?:ca|het|toan|trong)\s+)?{_NAM}\s*(?P<year>{_Y}){_Y_END}",
        fixed(""),
    ),
    _rule(
        "year",
        rf"(?=[chtn])(?<!viet )(?<!phia )\b(?:(?:ca|het|toan|trong)\s+)?{_NAM}\s+(?P<short>2[0-9])(?=\s*$|\s*[?,;:)]|"
        rf"\s+(?:dat|dc|duoc|bn|bao|so|co|la|voi|va|thi|the)\b)", lambda m: Found("",
        2000 + int(m["short"])),
    ),
    _rule(
        "whole_year",
        rf"\b(?:ca|toan)\s+{_NAM}\b(?!\s+hoc\b)(?:\s*(?P<year>{_Y}){_Y_END}|\s+(?P<rel>nay|ngoai|truoc)\b)?",
        fixed(""),
    ),
    _rule("this_year", rf"\b(?:trong\s+)?{_NAM}\s+nay\b", fixed("", "this_year")),
    _rule("last_year", rf"\b{_NAM}\s+(?:ngoai|truoc|lien truoc|lien ke truoc|vua qua|qua)\b", fixed("", "last_year")),
    _rule("this_month", rf"\b{_THANG}\s+nay\b", fixed("relative")),
    _rule("last_month", rf"\b{_THANG}\s+(?:truoc|vua qua|vua roi)\b", fixed("relative")),
    _rule("this_quarter", r"\bquy\s+nay\b", fixed("relative")),
    _rule("last_quarter", r"\bquy\s+(?:truoc|vua qua|vua roi)\b", fixed("relative")),
    _rule("today", r"\b(?:hom nay|ngay hom nay)\b", fixed("relative")),
    _rule("yesterday", r"\bhom qua\b", fixed("relative")),
    _rule(
        "year",
        rf"(?<![\w/.,:+-])(?<!- )(?<!so )(?<!so: )(?<!iso )(?P<year>199\d|20[0-4]\d){_Y_END}(?!\w|\s*[-+]"
        rf"\s*\d){_UNIT_AFTER}",
        read_bare_year,
    ),
)  # fmt: skip
