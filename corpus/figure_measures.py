"""What a figure says of its indicator: the result, the plan, the base, or a relation to one of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.models import Measure
from corpus.quantities import Quantity
from corpus.text import fold


class Reading(NamedTuple):
    """`measure`, the sign a "giảm" gives, and whether the figure only relates to the value before it."""

    measure: Measure
    negative: bool = False
    relation: bool = False
    forecast: bool = False


_PLAN = r"(?:ke hoach(?! tong hop| va dau tu| kiem tra)|\bkh\b|chi tieu|du toan|muc tieu|nghi quyet)"
_PAST = (
    r"(?:cung ky|cung thoi diem|nam truoc|nam ngoai|thang truoc|quy truoc|nam \d{4}|thang \d+[/ ]|quy [ivx\d]+[/ ]"
    r"|cuoi nam|dau nam|ngay \d)"
)
_OF_PLAN = re.compile(rf"^\W*(?:so voi |so |cua |tren )?(?:muc |tong )?(?:\w+ ){{0,2}}?{_PLAN}")
_OF_PAST = re.compile(rf"^\W*(?:\w+ ){{0,3}}?(?:so voi |so |cua )?(?:\w+ ){{0,2}}?{_PAST}")
_PAST_BEFORE = re.compile(rf"so (?:voi )?(?:\w+ ){{0,3}}?{_PAST}[^;.]*$|\bcung ky\b[^;.]*$")
_PLAN_BEFORE = re.compile(rf"so (?:voi )?(?:\w+ ){{0,3}}?{_PLAN}[^;.]*$")
_UP = re.compile(r"\b(?:tang|vuot|cao hon|nhieu hon|tang truong)\b(?! von| cuong| them la| len\b)[^,;.]{0,45}$")
_DOWN = re.compile(r"\b(?:giam|thap hon|it hon|rut ngan|cat giam|hut)\b[^,;.]{0,60}$")
_EQUAL = re.compile(r"\b(?:bang|dat|gap)\b[^,;.]{0,20}$")
_TARGET = re.compile(
    rf"{_PLAN}|\bphan dau\b|\bdat muc tieu\b|\bgiao (?:\w+ ){{0,4}}la\b|\bdu kien (?:trien khai|thanh lap"
    r"|xay|bo tri|dau tu|khoi cong|thuc hien|to chuc|dap ung|mo|dien tich)|\bde xuat\b"
)
_TARGET_BEFORE_BRACKET = re.compile(rf"{_PLAN}[^,;.()%\d]{{0,40}}(?:nam \d{{4}}\s*)?$")
_BASE_BEFORE_BRACKET = re.compile(r"(?:cung ky|nam truoc|nam \d{4})[^,;.()%\d]{0,20}$")
_ESTIMATE = re.compile(
    r"\b(?:uoc|du uoc|uoc tinh|du kien (?:ca nam )?(?:dat|thu hut|thuc hien ca nam|tang|giam|thu|ca nam|den)|du bao)\b(?! ao)"
)
_FORECAST = re.compile(r"\bdu (?:kien|bao)\b")
_DONE = re.compile(r"\b(?:da|thuc hien duoc|ket qua|hien co|hien nay|hien dang|dang)\b")
_PAST_DONE = re.compile(r"\bda (?!\w*n)|\bhien (?:co|nay|dang)\b|\bket qua\b")
_AIM = re.compile(r"\bdu kien (?:trien khai|thanh lap|xay|bo tri|dau tu|khoi cong|thuc hien|to chuc|mo)|\bde xuat\b|^\W*du kien thuc hien")


def relation(before: str, after: str, quantity: Quantity) -> Reading | None:
    """The reading of a % or "lần" that relates to a plan or to an earlier period; None when it does not.

    `before` and `after` are the words around the figure up to its neighbours.

    >>> from corpus.quantities import find_quantities
    >>> q = find_quantities("giảm 4,3% so với cùng kỳ")[0]
    >>> relation("giảm ", " so với cùng kỳ", q)[:2]
    ('change_vs_same_period', True)
    """
    if quantity.dimension not in ("percent", "ratio"):
        return None
    left, right = fold(before), fold(after)
    of_plan = _OF_PLAN.match(right) or (_PLAN_BEFORE.search(left) and not _OF_PAST.match(right))
    of_past = not of_plan and (_OF_PAST.match(right) or _PAST_BEFORE.search(left))
    up, down = bool(_UP.search(left)), bool(_DOWN.search(left))
    if quantity.dimension == "ratio":
        if of_plan:
            return None
        return Reading("ratio_vs_same_period", relation=True) if of_past or re.search(r"\b(?:gap|bang)\b", left) else None
    if of_plan:
        return None if up or down else Reading("pct_of_target", relation=True)
    if of_past:
        if (up or down) and not re.search(r"\bbang\b", left[-12:]):
            return Reading("change_vs_same_period", negative=down, relation=True)
        return Reading("pct_of_same_period", relation=True) if _EQUAL.search(left) or not left.strip() else None
    if up or down:
        return Reading("change_vs_same_period", negative=down, relation=True)
    return None


def own_measure(before: str, after: str, bracket_before: str | None, *, planning: bool) -> Reading:
    """The reading of a value by the words before and after it; `planning`: a plan, or a section on tasks to come.

    `bracket_before` are the words before the bracket the figure stands in.

    >>> own_measure("Doanh thu: Ước đạt ", "", None, planning=False).measure
    'estimate'
    >>> own_measure("", "", "đạt 53,4% kế hoạch được giao ", planning=False).measure
    'target'
    """
    left = fold(before)
    if bracket_before is not None:
        outer = fold(bracket_before)
        if _TARGET_BEFORE_BRACKET.search(outer):
            return Reading("target")
        if _BASE_BEFORE_BRACKET.search(outer):
            return Reading("base")
    if _ESTIMATE.search(left):
        return Reading("estimate", forecast=bool(_FORECAST.search(left)))
    if _AIM.search(left) or _AIM.search(fold(after)):
        return Reading("target")
    if _TARGET.search(left) and not _DONE.search(left):
        return Reading("target")
    done = bool(_PAST_DONE.search(left))
    return Reading("target" if planning and not done else "actual")
