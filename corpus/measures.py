"""Measures: what a figure is of its indicator — the result, the plan, the same period, or a relation between them.

`measure_of` judges a figure by the words around it. All patterns match folded text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from corpus.models import Measure, ObsStatus
from corpus.quantities import Quantity
from corpus.text import fold
from corpus.values import Value


class MeasureMatch(Value):
    """A measure and the rule that found it; `text[start:end]` are the words it rests on.

    The figure of the measure is `offset + factor * sign * printed value`: "giảm 4,3%" has sign -1, "vượt 5% kế hoạch"
    means 105% of the plan (offset 100), "hụt 5% kế hoạch" 95%, "gấp 1,5 lần kế hoạch" 150% (factor 100). For all else
    offset is 0 and factor 1: the figure is the printed one.
    """

    start: int
    end: int
    measure: Measure
    rule: str
    obs_status: ObsStatus = "A"
    sign: int = 1
    offset: Decimal = Decimal(0)
    factor: Decimal = Decimal(1)

    def figure(self, printed: Decimal) -> Decimal:
        """The figure of the measure from the printed one.

        >>> MeasureMatch(start=0, end=0, measure="change_vs_same_period", rule="change", sign=-1).figure(Decimal("4.3"))
        Decimal('-4.3')
        """
        return self.offset + self.factor * self.sign * printed


_YEAR = r"(?:199\d|20\d\d)"
_PLAN = (
    r"(?:ke hoach|chi tieu|\bkh\b|\bkhn\b|du toan|\bdt\b (?:nam|giao)|muc tieu|nghi quyet (?:hdnd|giao"
    r"|de ra|cua)|duoc giao"
    r"|thanh pho giao|tp giao|tinh giao|\btw giao|trung uong giao|hdnd (?:tinh |thanh pho )?giao|ubnd "
    r"(?:\w+ ){0,2}giao"
    r"|so giao|giao dau nam|kich ban)"
)
_SAME = (
    rf"(?:cung (?:thoi )?k[iy]\b|\bck\b|\bsvck\b|nam (?:hoc )?(?:lien )?truoc|nam ngoai|so voi (?:nam|thang|quy) "
    rf"(?:\d+ )?\w*\s?{_YEAR}"
    rf"|so (?:voi|cung) nam {_YEAR}|so voi {_YEAR}|cua nam {_YEAR}|(?:thang|quy) (?:\w+ )?(?:cung ky"
    rf"|nam truoc|nam ngoai))"
)
_OTHER_TIME = r"(?:thang|quy|tuan) (?:lien )?(?:truoc|ke truoc)(?! nam)|so voi dau nam|so voi cuoi nam"
_RISE = (
    r"(?:tang truong|tang them|tang|cao hon|nhieu hon|tang nhe|tang manh|vuot|\+)(?!\s*(?:len|von|cuong"
    r"|ca\b))(?: (?:khoang|gan|hon"
    r"|tren|toi|binh quan|them|nhe|manh|la|dat|uoc))*"
)
_FALL = (
    r"(?:giam|thap hon|it hon|sut giam|hut|sut|thieu)(?!\s*(?:con|xuong|ngheo|phat))(?: (?:khoang|gan|hon"
    r"|tren|toi|nhe|manh|sau|la|di))*"
)
_TO_LEVEL = (
    r"(?:(?:tang|nang|dua|dat) (?:ty le )?(?:\w+ ){0,4}len|(?:giam|ha) (?:\w+ ){0,3}(?:xuong|con)|len"
    r"|xuong con|con)(?: (?:khoang|gan|hon|tren|muc))*"
)
_FULL_STOP = re.compile(r"[.](?=\s+\S)|\n")
_PLAN_OF_PERCENT = re.compile(rf"^\s*(?:so (?:voi )?)?{_PLAN}[^,;(:.]{{0,40}}(?=[,;])")  # "đạt 74% KH, trong đó …"
_SENTENCE_CUT = re.compile(r"[;!?]|[.](?=\s+\S)|\n")

_AT_END_RISE = re.compile(rf"{_RISE}\s*[(:]?\s*$")
_AT_END_FALL = re.compile(rf"{_FALL}\s*[(:-]?\s*$")
_AT_END_LEVEL = re.compile(rf"{_TO_LEVEL}\s*$")
_HAS_PLAN = re.compile(_PLAN)
_HAS_SAME = re.compile(_SAME)
_HAS_OTHER_TIME = re.compile(_OTHER_TIME)
_EXCEEDS = re.compile(r"(?:vuot(?: muc)?|tang|cao hon)\s*(?:khoang |gan |hon |tren |them )*$")
_FALLS_SHORT = re.compile(r"(?:hut|thap hon|giam|thieu)\s*(?:khoang |gan |hon )*$")
_LIKE_YEAR = re.compile(rf"\s*(?:cua )?nam {_YEAR}")  # "bằng 115,8% năm 2023"
_COMPARED = re.compile(rf"\bso (?:voi |sanh voi )?{_SAME}")
_AIMS = re.compile(r"\W*(?:muc tieu|chi tieu|phan dau)[^.;]{0,60}:")  # "Mục tiêu năm 2025: tăng trưởng đạt 8%"
_SHORTENED = re.compile(r"\b(?:rut ngan|cat giam|giam bot|tiet giam)\b[^,;]*$")
_TIMES = re.compile(r"(?:gap|bang|tang|cao|hon)(?: (?:gan|hon|khoang|tren|toi|len|them))*\s*$")
_ESTIMATE = re.compile(r"\buoc\b(?! mo| nguyen| vong)|\buoc (?:dat|tinh|thuc hien)")
_FORECAST = re.compile(r"\bdu kien\b|\bdu bao\b|\bkha nang dat\b|\bphan dau\b")
_CUMULATIVE = re.compile(r"\blu[yi] ke\b|\bcong don\b|\bluy tien\b|\btong cong den nay\b")
_NOT_CUMULATIVE = re.compile(r"\b(?:rieng|trong (?:ky|thang|quy|nam)|cap moi|phat sinh)\b(?! va\b)")
_STRIVE = re.compile(r"\b(?:phan dau|dam bao|bao dam|muc tieu|quyet tam|huong toi)\b")
_TARGET_END = re.compile(
    rf"{_PLAN}[^;]{{0,60}}?(?:\(|:|\bla\b|\bphai\b|\bkhoang\b|\bcon\b)\s*(?:khoang |tren |hon |toi thieu "
    rf"|tu |dat |la )*$"
    rf"|{_PLAN}(?: (?:nam|giao|duoc giao|thu|thu hut|nop|thanh pho|tinh|cho|ca nam|{_YEAR}|\w+))" + r"{0,7}\s*$"
)
_CLAUSE_PLAN = re.compile(
    r"(?:^|[(;]\s*|\d>\s*|,\s*|trong do:?\s*)(?:\W{0,6}|[-+*•]\s*)(?:ke hoach|chi tieu|muc tieu|du toan"
    r"|\bkh\b)(?! (?:so|kiem tra|hanh dong|to chuc))"
)
_BASE_END = re.compile(
    rf"(?:cung (?:thoi )?k[iy]|\bck\b|\((?:nam (?:hoc )?truoc|nam ngoai))"
    rf"(?: (?:nam )?(?:truoc|ngoai|{_YEAR}))?\s*(?:nam {_YEAR})?\s*(?:\(|:"
    rf"|\bla\b|\bdat\b|\bchi\b|\bco\b|\bthuc hien\b)"
    r"*\s*(?:chi |dat |la |khoang |co |gan |hon |tren )*$"
)


_IN_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_STOP = re.compile(r"\((?!\s*so\b)|[;)]|[.](?=\s|$)|\n|,(?=\s)|\b(?:va|con)\b(?= (?:bang|dat|tang|giam))")
_NEXT_FIGURE = re.compile(r"\d[\d.,]*\s*(?:%|ty\b|trieu|dong\b|usd|lan\b|nguoi|du an|\()")
_SHARED = re.compile(r"\s*(?:va|,|-|/)\s*\d[\d.,]*\s*%")  # "tăng 5% và 7% so với …": said of both


class _Around(NamedTuple):
    """The folded words a figure is judged by: since the figure before, up to the next, since the last ';' and '.'."""

    before: str
    after: str
    clause: str
    sentence: str
    start: int


def _around(folded: str, quantity: Quantity, previous: Quantity | None) -> _Around:
    floor = previous.end if previous is not None and previous.end <= quantity.start else 0
    cut = max([m.end() for m in _SENTENCE_CUT.finditer(folded, 0, quantity.start)], default=0)
    full = max([m.end() for m in _FULL_STOP.finditer(folded, 0, quantity.start)], default=0)
    start, until = max(floor, cut), quantity.start
    if previous is not None and (quantity.bound == "max" or quantity.role == "whole"):
        start, until = max(cut, previous.start - 60), previous.start
    stop = _STOP.search(folded, quantity.end)
    end = min(stop.start() if stop else len(folded), quantity.end + 90)
    after = folded[quantity.end : end]
    next_figure = _NEXT_FIGURE.search(after)
    shared = _SHARED.match(after)
    if shared:
        after = after[shared.end() :]
    elif next_figure:
        after = after[: next_figure.start()]
    before = folded[start:until]
    if previous is not None and previous.dimension == "percent" and start == previous.end and quantity.role != "whole":
        before = _PLAN_OF_PERCENT.sub(lambda m: " " * len(m[0]), before)
    sentence = _IN_BRACKETS.sub(lambda m: " " * len(m[0]), folded[full : quantity.start])
    return _Around(before, after, folded[cut : quantity.start], sentence, start)


def measure_of(text: str, quantity: Quantity, previous: Quantity | None = None) -> MeasureMatch:
    """The measure of a figure, from the words between the previous figure and the next.

    >>> from corpus.quantities import find_quantities
    >>> t = "Tổng vốn đạt 62,5 triệu USD, bằng 106% cùng kỳ năm trước, đạt 33,1% so với kế hoạch"
    >>> q = find_quantities(t)
    >>> [measure_of(t, b, a).measure for a, b in zip([None, *q], q)]
    ['actual', 'pct_of_same_period', 'pct_of_target']
    """
    around = _around(fold(text), quantity, previous)
    if quantity.dimension == "percent":
        found = _percent(around, quantity, previous)
    elif quantity.dimension == "ratio":
        found = _ratio(around, quantity)
    else:
        found = _change(around, quantity)
    return found or _level(around, quantity)


def _made(a: _Around, q: Quantity, measure: Measure, rule: str, **more: object) -> MeasureMatch:
    status = more.pop("obs_status", None) or ("E" if _ESTIMATE.search(a.before) else "A")
    return MeasureMatch.model_validate(
        {"start": a.start, "end": q.end + len(a.after), "measure": measure, "rule": rule, "obs_status": status, **more}
    )


def _reference(a: _Around) -> str:
    """What the figure is compared to: "plan", "same", "other" (the month before) or "" when nothing is said."""
    if _LIKE_YEAR.match(a.after) and a.before.rstrip().endswith("bang"):
        return "same"
    for words in (a.after, a.before):
        tail = words if words is a.after else words[max(0, len(words) - 70) :]
        hits = [
            (m.start(), name)
            for name, pattern in (("other", _HAS_OTHER_TIME), ("plan", _HAS_PLAN), ("same", _HAS_SAME))
            if (m := pattern.search(tail))
        ]
        if hits:
            return min(hits)[1] if words is a.after else max(hits)[1]
    return ""


def _percent(a: _Around, q: Quantity, previous: Quantity | None) -> MeasureMatch | None:
    reference = _reference(a)
    if (
        not _HAS_PLAN.search(a.after)
        and previous is not None
        and previous.role == "whole"
        and re.fullmatch(r"\W*(?:duoc giao|giao)?\W*(?:dat|bang)\W*", a.before)
    ):
        if previous.dimension in ("vnd", "usd"):  # "giải ngân 4,2/31,6 tỷ đồng, đạt 13,5%": of what was given
            return _made(a, q, "pct_of_target", "pct_of_target_unsaid")
        return _made(a, q, "actual", "share")
    if _BASE_END.search(a.before) and not re.search(r"so (?:voi )?(?:cung|ck)[^,]*$", a.before):
        return None
    if _AT_END_LEVEL.search(a.before) and reference != "plan":
        return None
    if reference == "plan":
        if _EXCEEDS.search(a.before):
            return _made(a, q, "pct_of_target", "over_target", offset=Decimal(100))
        if _FALLS_SHORT.search(a.before):
            return _made(a, q, "pct_of_target", "under_target", offset=Decimal(100), sign=-1)
        if _is_part_of_plan(a):
            return None
        return _made(a, q, "pct_of_target", "pct_of_target")
    if reference == "other":
        return _made(a, q, "actual", "vs_previous_period", sign=-1 if _AT_END_FALL.search(a.before) else 1)
    rises, falls = _AT_END_RISE.search(a.before), _AT_END_FALL.search(a.before)
    if rises or falls:
        rule = "change" if reference == "same" else "change_unsaid"
        return _made(a, q, "change_vs_same_period", rule, sign=-1 if falls else 1)
    if reference == "same" and _SHORTENED.search(a.before):
        return _made(a, q, "change_vs_same_period", "change", sign=-1)
    if reference == "same":
        return _made(a, q, "pct_of_same_period", "pct_of_same_period")
    bare = re.fullmatch(r"\s*,?\s*(?:va )?(?:dat|bang|=)\s*", a.before)
    if bare and previous is not None and previous.dimension in ("vnd", "usd") and not a.after.strip():
        return _made(a, q, "pct_of_target", "pct_of_target_unsaid")
    return None


def _is_part_of_plan(a: _Around) -> bool:
    """ "Đảm bảo 100% ..." and "kế hoạch tỷ lệ ... là 100%": a planned level, no share of a plan."""
    if _HAS_PLAN.search(a.after):
        return False
    if _AIMS.match(a.sentence):
        return True
    if re.search(r"so (?:voi|sanh)[^;]*$|%[^;]*$", a.before):
        return False
    return bool(_TARGET_END.search(a.before)) and not re.search(r"\b(?:dat|bang)\s*$", a.before)


def _ratio(a: _Around, q: Quantity) -> MeasureMatch | None:
    if not _TIMES.search(a.before) and not _reference(a):
        return None
    if _reference(a) == "plan":
        return _made(a, q, "pct_of_target", "times_target", factor=Decimal(100))
    return _made(a, q, "ratio_vs_same_period", "ratio")


def _change(a: _Around, q: Quantity) -> MeasureMatch | None:
    """ "giảm 35 người so với cùng kỳ": a change said in the figure's own unit."""
    rises, falls = _AT_END_RISE.search(a.before), _AT_END_FALL.search(a.before)
    if (rises or falls) and _reference(a) == "other":
        return _made(a, q, "actual", "vs_previous_period", sign=-1 if falls else 1)
    compared = _HAS_SAME.search(a.after) or _COMPARED.search(a.clause) or q.unit == "điểm phần trăm"
    if (rises or falls) and compared:
        return _made(a, q, "change_vs_same_period", "change_amount", sign=-1 if falls else 1)
    return None


def _level(a: _Around, q: Quantity) -> MeasureMatch:
    if _BASE_END.search(a.before):
        return _made(a, q, "base", "same_period_value")
    if _said_plan(a):
        return _made(a, q, "target", "target", obs_status="A")
    if _CUMULATIVE.search(a.clause) and not _NOT_CUMULATIVE.search(_since_cumulative(a.clause)):
        return _made(a, q, "cumulative", "cumulative")
    if _ESTIMATE.search(a.before):
        return _made(a, q, "estimate", "estimate", obs_status="E")
    if re.search(r"\b(?:ca nam|nam|nam nay) du kien (?:dat |thu |la )?$", a.before):
        return _made(a, q, "estimate", "forecast", obs_status="F")
    if _STRIVE.search(a.sentence) and not re.search(r"\bda\b", a.clause):
        return _made(a, q, "target", "strive", obs_status="A")
    if _FORECAST.search(a.before):
        return _made(a, q, "estimate", "forecast", obs_status="F")
    return _made(a, q, "actual", "actual")


def _since_cumulative(sentence: str) -> str:
    return sentence[[m.end() for m in _CUMULATIVE.finditer(sentence)][-1] :]


def _said_plan(a: _Around) -> bool:
    """Is the figure itself called a plan: "kế hoạch năm là …", "kế hoạch được giao (…)", "Kế hoạch thu …: …"?"""
    if _CLAUSE_PLAN.match(a.before) and not re.search(r"\b(?:thuc hien|da thu|ket qua)\b", a.before):
        return True
    m = _TARGET_END.search(a.before)
    return bool(m) and not re.search(r"\b(?:dat|bang|duoc|thuc hien)\b\s*(?:gan |hon |khoang )*$", a.before)
