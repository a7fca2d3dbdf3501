"""What summary is wanted: the period, the fields, the unit, or only what is behind, read off the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from corpus.period_readings import first_months
from corpus.periods import PeriodMatch, find_periods, resolve_relative
from corpus.shorthand import expand
from corpus.text import fold
from corpus.values import Value
from handlers.knowledge import Knowledge
from handlers.picking import resolve_period, with_year
from handlers.summaries.scope import indicators_of, periods_with_figures

_PLAIN = re.compile(
    r"\b(?:tom tat|tong hop nhanh|diem nhanh|bao cao nhanh)\b|^(?:cho \w+ )?(?:xem )?tinh hinh\b|\bbuc tranh chung\b"
    r"|\b(?:cai|viec|chi tieu|cho) (?:gi|nao) (?:dang |con |bi |chua )*(?:cham|tre|dat|khong dat)\b"
)
_OF_DOCUMENT = re.compile(
    r"\bvan ban\b|\d/[a-z]"
    r"|\b(?:ke hoach|bao cao|nghi quyet|quyet dinh|chuong trinh|chi thi) (?:so\b|(?!(?:19|20)\d\d\b)\d)"
)
_ASKING = re.compile(r"^(?:tóm tắt|tom tat)\s+", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?:cham|tre|chua dat|khong dat)\b")
_TASKS = re.compile(r"\b(?:nhiem vu|viec|qua han|den han)\b")
_SURE = 0.55


class Wish(Value):
    """A period (a code, '' for the latest), families of indicators, a unit, and whether only what is behind."""

    period: str = ""
    fields: tuple[str, ...] = ()
    unit: str = ""
    behind: bool = False
    unknown: str = ""

    @classmethod
    def read(cls, text: str | None) -> Wish | None:
        """The wish a button carries; nothing when its text is none.

        >>> Wish.read('{"period": "2023"}').period, Wish.read("2023"), Wish.read(None)
        ('2023', None, None)
        """
        try:
            return cls.model_validate_json(text or "")
        except ValueError:
            return None


def wants_summary(text: str) -> bool:
    """Is a summary wanted in plain words? Questions of one figure or one document are none.

    >>> wants_summary("tóm tắt 6 tháng"), wants_summary("chỉ tiêu nào chưa đạt?"), wants_summary("FDI 6 tháng?")
    (True, True, False)
    >>> wants_summary("tóm tắt kế hoạch 12"), wants_summary("tóm tắt kế hoạch 2024")
    (False, True)
    """
    folded = fold(expand(text).text)
    return (
        bool(_PLAIN.search(folded))
        and not _OF_DOCUMENT.search(folded)
        and (not _TASKS.search(folded) or "tom tat" in folded)
    )


def says_summary(text: str) -> bool:
    """Whether a summary is asked for by its name: then what it should be about is told when nothing is known of it.

    >>> says_summary("tom tat danh ca voi"), says_summary("tình hình giải phóng mặt bằng")
    (True, False)
    """
    return bool(re.match(r"\W*(?:(?:cho|giup) \w+ )?tom tat\b", fold(expand(text).text)))


def wish_of(known: Knowledge, words: str) -> Wish:
    """What the words ask for; `unknown` are the words that name no field, no unit and no period."""
    text = expand(words).text
    folded = fold(text)
    names = indicators_of(known)
    codes = [period_code(m, known.today) for m in find_periods(text) if m.flag != "same_period"]
    period = _resolved(known, names, codes[0]) if codes else ""
    hits = [hit for hit in known.registry.match(text) if hit.score >= _SURE]
    units = [hit.name for hit in hits]
    # what names a unit names no field: "Phòng Quản lý đầu tư" is not about investment figures
    bare = "".join(" " if any(h.start <= i < h.end for h in hits) else c for i, c in enumerate(text))
    fields = tuple(dict.fromkeys(known.catalog.family(m.name) for m in known.catalog.find(bare)))
    if not fields:
        families = dict.fromkeys(known.catalog.family(n) for n in names)
        fields = tuple(f for f in families if f and f" {fold(f)} " in f" {fold(bare)} ")
    left = _left(folded, text)
    if left and not fields and not units:
        fields = tuple(n for n in names if set(left.split()) <= set(re.findall(r"\w+", fold(n))))
    unknown = _ASKING.sub("", words.strip()) if left and not fields and not units else ""
    unit, behind = units[0] if units else "", bool(_BEHIND.search(folded))
    return Wish(period=period, fields=fields, unit=unit, behind=behind, unknown=unknown)


def _resolved(known: Knowledge, names: Sequence[str], code: str) -> str:
    """A period with its year; where no year has figures for it, that of the latest results, not of a plan to come."""
    period = resolve_period(known, names, code)
    held = periods_with_figures(known, names)
    if not code.startswith("?-") or period in held or not held:
        return period
    year = int(held[0][:4])
    return f"{year}{with_year(code[1:], year)}"


def period_code(m: PeriodMatch, today: date) -> str:
    """The code of a period; one without a year has "?" for it. "Đến hết tháng 9" is what has gone of the year."""
    if m.rule == "up_to_month" and m.part:
        m = m.model_copy(update={"part": first_months(int(m.part[1:]))})
    return resolve_relative(m.rule, today) or m.code(None) or (f"?-{m.part}" if m.part else "?")


_ROUTINE = re.compile(
    r"\b(?:chi tieu|so lieu|ket qua|tom tat|tong hop|nhanh|diem|bao cao|tinh hinh|buc tranh|chung|cho|xem|"
    r"anh|chi|em|toi|giup|voi|ve|cua|trong|den|het|ca|cac|thuc hien|cai|viec|gi|nao|dang|con|bi|chua|"
    r"khong|dat|cham|tre|hut|nhe|a|di|co quan|don vi|ke hoach|hien nay|moi nhat|toan bo|linh vuc)\b"
)


def _left(folded: str, text: str) -> str:
    """What no rule has read."""
    blank = list(folded)
    for m in find_periods(text):
        blank[m.start : m.end] = " " * (m.end - m.start)
    return " ".join(re.findall(r"[a-z]{2,}", _ROUTINE.sub(" ", "".join(blank))))
