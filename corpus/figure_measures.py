"""What a figure of a paragraph says of its indicator, with what the document adds: a plan plans, a note explains."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from corpus.measures import measure_of
from corpus.models import Measure, ObsStatus
from corpus.quantities import Quantity
from corpus.text import fold

_WINDOW = 500
"""Characters around a figure that may say what it is; a bound for paragraphs without a full stop."""

RELATIONS = ("pct_of_target", "pct_of_same_period", "change_vs_same_period", "ratio_vs_same_period")
_DONE = re.compile(r"\bda (?!\w*n\b)|\bhien (?:co|nay|dang)\b|\bket qua\b|\bthuc hien duoc\b")
_PLANNING = re.compile(
    r"phuong huong|nhiem vu (?:trong tam|(?:cong tac )?nam 20\d\d|thoi gian toi|nam toi|chu yeu|cu the)|muc tieu"
    r"|chi tieu (?:chu yeu"
    r"|cu the|ke hoach)"
    r"|nhiem vu (?:va giai phap|, giai phap)|nhiem vu (?:6|sau) thang cuoi"
)
_RESULTS_OF = re.compile(
    r"\W*(?:danh gia )?(?:tinh hinh|ket qua)(?: \w+){0,2}? (?:thuc hien|hoan thanh|trien khai)\b(?!.*\bphuong huong)"
)
_REPORTING = re.compile(
    r"ket qua|danh gia|tinh hinh|chi tieu trong yeu|khai quat|dac diem|thuc trang|hien trang|thuan loi|kho khan|ton tai"
    r"|han che"
)
_AIM = re.compile(
    r"\b(?:de nghi|kien nghi)\b.*\b(?:bo tri|bo sung|ho tro|cap|giao|phan bo|dieu chinh)\b"
    r"|\bduy? kien (?:trien khai|thanh lap|xay|bo tri|dau tu|khoi cong|thuc hien trong|to chuc|mo\b|dap ung)"
    r"|\bde xuat\b"
)
_FORECAST = re.compile(r"\bduy? kien (?:ca nam )?(?:dat|thu hut|thuc hien ca nam|tang|giam)\b[^,;]*$")
_COMPARED = re.compile(r"\bso (?:voi )?(?:cung ky|nam truoc)(?: \w+){0,3}\W*(tang|giam)\W*$")
_FORECAST_HEAD = re.compile(
    r"\W*(?:du kien|du bao|uoc)(?: thuc hien)? (?:ca |den het |het )?(?:nam|quy|thang|ky)\b[^.;:]{0,12}[,:]"
)
_COMPARED_FIRST = re.compile(
    r"\b(tang|giam|cao hon|thap hon|nhieu hon|it hon)(?: so voi)? (?:cung ky(?: nam truoc)?|nam truoc|nam hoc truoc"
    r"|dau nam"
    r"|(?:nam )?20\d\d)(?: la| khoang)?\W*$"
)
_BEYOND_PLAN = re.compile(
    r"\b(?:vuot|cao hon|thap hon|nhieu hon|it hon|nhanh hon|cham hon|hut|thieu)(?: so voi)?(?: nguong| muc)?"
    r" (?:ke hoach|kh|du toan|chi tieu|muc tieu)(?: nam| giao| duoc giao| de ra)?\s*$"
)
"""A distance from the plan: "cao hơn kế hoạch 07 phút", "vượt dự toán 43,5 tỷ đồng"."""
_SENSES = {"vuot": "vượt", "cao hon": "cao hơn", "thap hon": "thấp hơn", "hut": "hụt", "thieu": "thiếu", "tang": "tăng"}
_SENSES |= {"giam": "giảm", "nhieu hon": "nhiều hơn", "it hon": "ít hơn"}
_BEYOND = re.compile(rf"\b({'|'.join(_SENSES)})\s*$")
_AGAINST_PLAN = re.compile(r"\s*so (?:voi )?(?:muc )?(?:ke hoach|kh\b|du toan|chi tieu|muc tieu)")
_BARE_CHANGE = re.compile(r"\W*(?:va )?(tang|giam)(?: them| gan| hon| khoang)?\s*")
_AIMED = re.compile(r"^[^.;]{0,12}\bdu kien (?:thuc hien|trien khai|xay|hoan thanh trong)")


class Reading(NamedTuple):
    """`measure` and `value` of a figure; `relation`: it only relates to the value before it; `other_time`: to a month
    or quarter before, for which SDMX has no word here; `aside`: words that make it a distance from the plan."""

    measure: Measure
    value: Decimal
    obs_status: ObsStatus = "A"
    relation: bool = False
    other_time: bool = False
    aside: str = ""


def is_planning(headings: tuple[str, ...], document_plans: bool) -> bool:
    """Does the section speak of what is to come? The innermost heading that says so decides, else the document's type.

    >>> is_planning(("Kết quả thực hiện", "Phương hướng, nhiệm vụ"), False)
    True
    >>> is_planning(("Kết quả thực hiện các chỉ tiêu chủ yếu",), True)
    False
    """
    for title in reversed(headings):
        words = fold(title)
        if _RESULTS_OF.match(words):
            return False
        if _PLANNING.search(words):
            return True
        if _REPORTING.search(words):
            return False
    return document_plans


def reading_of(
    text: str, quantity: Quantity, previous: Quantity | None, *, clause_start: int, planning: bool, statement: int = 0
) -> Reading:
    """How to read one figure of a text; `previous` is the figure before it in the statement beginning at `statement`.

    >>> from corpus.quantities import find_quantities
    >>> t = "Lao động là 100 người, giảm 4,3% so với cùng kỳ"
    >>> a, b = find_quantities(t)
    >>> reading_of(t, b, a, clause_start=0, planning=False)[:2]
    ('change_vs_same_period', Decimal('-4.3'))
    """
    lo = max(0, (previous or quantity).start - _WINDOW)
    window = _telling(text[lo : quantity.end + _WINDOW])
    found = measure_of(window, quantity.moved(-lo), previous.moved(-lo) if previous else None)
    value = found.figure(quantity.value)
    close = fold(text[max(0, quantity.start - 20) : quantity.start])
    behind = fold(text[quantity.end : quantity.end + 40])
    apart = quantity.dimension not in ("percent", "ratio")
    if apart and (sense := _BEYOND.search(close)) and _AGAINST_PLAN.match(behind):
        return Reading("actual", value, found.obs_status, aside=f"{_SENSES[sense[1]]} so với kế hoạch")
    if found.rule == "vs_previous_period":
        return Reading("actual", value, found.obs_status, other_time=True)
    if found.measure in RELATIONS:
        return Reading(found.measure, value, found.obs_status, relation=True)
    before = fold(_telling(text[clause_start : quantity.start]))
    if (beyond := _BEYOND_PLAN.search(before)) and quantity.dimension not in ("percent", "ratio"):
        return Reading(
            "actual",
            value,
            found.obs_status,
            aside=_telling(text[clause_start : quantity.start])[beyond.start() :].strip(),
        )
    if found.measure in ("actual", "base") and (m := _COMPARED_FIRST.search(before)) and quantity.dimension != "vnd":
        value = -quantity.value if m[1] in ("giam", "thap hon", "it hon") else quantity.value
        return Reading("change_vs_same_period", value, found.obs_status, relation=True)
    if found.measure == "actual" and (m := _COMPARED.search(before)):
        value = -quantity.value if m[1] == "giam" else quantity.value
        return Reading("change_vs_same_period", value, found.obs_status, relation=True)
    same_unit = previous is not None and previous.unit == quantity.unit
    if found.measure in ("actual", "target") and same_unit and (m := _BARE_CHANGE.fullmatch(before)):
        value = -quantity.value if m[1] == "giam" else quantity.value  # "năng suất 64,2 tạ/ha, tăng 1,1 tạ/ha"
        return Reading("change_vs_same_period", value, found.obs_status, relation=True)
    if found.measure in ("actual", "estimate") and _is_aim(before, fold(text[quantity.end : quantity.end + 60])):
        return Reading("target", value)
    if found.measure == "actual" and _FORECAST.search(before):
        return Reading("estimate", value, "F")
    if found.measure in ("actual", "target") and _FORECAST_HEAD.match(fold(text[statement : statement + 60])):
        return Reading("estimate", value, "F")
    if found.rule == "forecast":
        return Reading("estimate", value, "F")
    if found.measure == "actual" and planning and not _DONE.search(before):
        return Reading("target", value)
    return Reading(found.measure, value, found.obs_status)


_OTHER_WORDS = re.compile(
    r"lần lượt|tương ứng"  # "tăng lần lượt 12% và 8%" tells of both what "tăng 12%" tells
    r"|\bchi tiêu\b(?! ngân sách)"
    r"|(?<=chương trình )mục tiêu(?: quốc gia)?"  # no "chỉ tiêu"; a name
    r"|(?<=giường )kế hoạch\b"
    r"|tối thiểu"  # no "thiếu"
    r"|theo kế hoạch(?= và \d)"  # "16 cuộc theo kế hoạch và 05 cuộc đột xuất"
    r"|\bda\b|\bđa\b"  # skin, poly-: no "đã"
    r"|(?<=nhiệm vụ )(?:do |được |UBND |Ủy ban nhân dân |Chủ tịch |tỉnh |thành phố |huyện |cấp trên "
    r"|Chính phủ )+giao\b"
    r"|(?<=nhiem vu )(?:do |duoc |ubnd |uy ban nhan dan |chu tich |tinh |thanh pho |thành phố |tp |huyen )+giao\b",
    re.IGNORECASE,
)


def _telling(text: str) -> str:
    """The text with the words blanked out that only look like those of a measure, once their marks are gone."""
    return _OTHER_WORDS.sub(lambda m: " " * len(m[0]), text)


def _is_aim(before: str, after: str) -> bool:
    """ "dự kiến thành lập 14 khu", "đề xuất lô đất 4 ha": something to come, no estimate of a result."""
    return bool(_AIM.search(before) or _AIMED.search(after)) and not re.search(
        r"\bduy? kien[^,;]*\b(?:dat|thu hut)\b", before
    )
