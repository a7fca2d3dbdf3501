"""Where figures stand in a text, and which of them only name something: articles, phones, list markers, "bến số 3"."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from typing import NamedTuple

from corpus.numbers import parse_number
from corpus.periods import find_periods
from corpus.quantity_units import UnitHit, read_unit
from corpus.text import is_accented
from corpus.unit_words import COUNTED


class Figure(NamedTuple):
    """A number as printed: `value` is None when its print is broken, `named` when it only names something."""

    start: int
    end: int
    value: Decimal | None
    cautions: tuple[str, ...]
    hit: UnitHit | None = None
    named: bool = False


_FIGURE = re.compile(
    r"(?<![\w.,])(?:[+-](?=\d))?(?:\d{1,3}(?: \d{3})+(?:,\d+)?(?![\w.,]*\d)|[oO]\d+|\d+(?:[.,]\d+)*[oO]?)"
)
_BLOCKED = (
    re.compile(  # 15/2020/qd-ubnd, 34-ctr/tu
        r"(?<!\d)\d+[a-z]?\s?(?:/\s?\d{4}\s?)?[/-]\s?(?:[a-z]{2,}[\w&]*)(?:[-/&][\w&]+)+"
    ),
    re.compile(r"\b\d+\s?/\s?(?:qd|nq|ct|kh|bc|tb|cv|tt|nd|ttr|hd|vp|ubnd|qh\d*)\b(?:-\w+)*"),
    re.compile(r"\b(?:iso|tcvn|iec|qcvn|covid|top)\s*-?:?\s*\d[\d:./-]*"),
    re.compile(r"\b\d{1,2}(?=,? khoa [ivx]+\b)"),  # a session of a term: "Nghị quyết Trung ương 4 khóa XII"
    re.compile(r"\b[a-z]+ [bcdghklmnpqrstvx] \d{1,2}\b(?![.,]\d)"),  # a name with a letter and a number: "Sao C 2"
    re.compile(
        r"\b(?:dien thoai|dt|sdt|hotline|fax|zalo|so tai khoan|stk|ma so thue|mst|ma so)\s*[:.]?"
        r"\s*[+\d][\d .-]{5,}\d"
    ),
    re.compile(r"(?<![\d.,])(?:\+84|0)\d{2}[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)(?!\s*(?:dong|%|usd|nguoi))"),
    re.compile(r"^\s*(?:[-+*•]\s*)?(?:\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.)](?=\s|[^\W\d]))", re.MULTILINE),
    re.compile(  # map scale 1/2.000
        r"(?<!\d)1\s?/\s?(?:\d{1,2}[.,]?)?[05]00(?!\d)(?!\s*(?:du an|nhiem vu|thu tuc|ho so))"
    ),
    re.compile(r"\b(?:cong nghe|cach mang cong nghiep(?: lan thu)?|cmcn|cong nghiep)\s*(?:lan thu\s*)?[45]\.0"),
)
_ORDINAL = re.compile(
    r"(?:\b(?:nam|thang|ngay|quy|so|dieu|khoan|diem|muc|chuong|phan|phu luc|phu bieu|bieu|bang|bieu mau"
    r"|mau|nghi quyet"
    r"|chi thi|quyet dinh|nghi dinh|thong tu|cong van|van ban|ket luan|giai doan|khoa|cap do|muc do|cong nghe|ty le"
    r"|lan thu|thu|giai phap|vung|tuyen|duong|quoc lo|ql|tinh lo|km|ben|cang|lo|khu|toa|block|tap|trang"
    r"|hang|loai|nhom|buoc"
    r"|dot|vong|ky|quan|phuong|to|thon|ap|ca|chu thich|ghi chu|nghi dinh so|so thu tu|stt|phien ban|tang"
    r"|dia ban|phong|cum"
    r"|top|tieu chuan|ten|hem|ngo|duong so|d|luat|cau hoi|noi dung|hop dong|goi|goi thau)\s*(?:so\s*)?)$"
)
_PLAIN_ORDINAL = re.compile(
    r"\b(?:phu luc|van ban|cong van|so|ben so|dieu|khoan|thu|nam|thang|ngay|nghi quyet|quoc lo|lan thu"
    r"|phuong|khoa|giai doan|dot|goi thau)\s*$"
)
_RANKED = re.compile(r"\bthu \d+\s*/\s*$")  # "đứng thứ 12/14 tỉnh" counts no provinces
_NO_ORDINAL = re.compile(r"\b(?:tong|ho|dan|mot|tri|trong) so\s*$")  # "tổng số 25 dự án", "hồ sơ 25 dự án"
_OTHER_WORDS = frozenset({"nam", "thu", "tăng", "bằng", "hàng", "tặng", "dân", "to", "quỹ"})  # "nghiệm thu 24 đề tài"
_SPACE = re.compile(r"\s*")
_LIST_TAIL = re.compile(r"^\s*(?:,|va|-|;|den)\s*$")


def read_figures(text: str, folded: str) -> list[Figure]:
    """All numbers that are no part of a date, a period, a document's number, a phone number or a list marker.

    >>> from corpus.text import fold
    >>> [(f.value, f.named) for f in read_figures("Điều 5: 25 dự án", fold("Điều 5: 25 dự án"))]
    [(Decimal('5'), True), (Decimal('25'), False)]
    """
    blocked = [m.span() for pattern in _BLOCKED for m in pattern.finditer(folded)]
    periods = [(p.start, p.end) for p in find_periods(text)]
    behind_period = {end + len(m[0]) for _, end in periods if (m := _SPACE.match(folded, end))}
    blocked = _merged(blocked + periods)
    out: list[Figure] = []
    named_end = -1
    for m in _FIGURE.finditer(folded):
        if _touches(blocked, m.start(), m.end()):
            continue
        figure = _figure(text, folded, m)
        hit = read_unit(text, folded, figure.end)
        if hit and _touches(blocked, figure.end, hit.end):
            hit = None  # the word belongs to a period: "5 năm 2021-2025"
        listed = named_end >= 0 and bool(_LIST_TAIL.match(folded[named_end : figure.start]))
        if hit and _only_names(text, folded, figure, hit, listed):
            hit = None
        ordinal = _is_ordinal(text, folded, figure) and figure.start not in behind_period  # "5 tháng 700"
        named = hit is None and (listed or ordinal)
        named_end = figure.end if named else named_end
        out.append(figure._replace(hit=hit, named=named))
    return out


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans of which none overlaps another."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _touches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    i = bisect_right(spans, start, key=lambda s: s[0]) - 1
    return any(a < end and start < b for a, b in spans[max(i, 0) : i + 2])


def _figure(text: str, folded: str, m: re.Match[str]) -> Figure:
    printed = text[m.start() : m.end()]
    if " " in printed:
        joined = printed.replace(" ", ".")
        caution = f"Bản gốc in “{printed}” (mất dấu phân cách), đọc là {joined}."
        return Figure(m.start(), m.end(), parse_number(joined), (caution,))
    is_dash = printed.startswith("-") and re.search(r"[\w%]\s?$", folded[: m.start()])
    start = m.start() + bool(is_dash)
    cautions = (f"Bản gốc in “{printed}”, đọc chữ O là số 0.",) if re.search(r"[oO]", printed) else ()
    return Figure(start, m.end(), parse_number(text[start : m.end()]), cautions)


def _is_ordinal(text: str, folded: str, figure: Figure) -> bool:
    """Does the word before make it a number of order? A figure with separators never is one."""
    before = folded[max(0, figure.start - 24) : figure.start]
    whole = folded[figure.start : figure.end].isdigit()
    if not whole or not _ORDINAL.search(before) or _NO_ORDINAL.search(before):
        return False
    printed = text[max(0, figure.start - 24) : figure.start].split()
    return not printed or printed[-1].lower().strip('(“"[,;:') not in _OTHER_WORDS or not is_accented(text)


def _only_names(text: str, folded: str, figure: Figure, hit: UnitHit, listed: bool) -> bool:
    """Is the figure the name of something (Điều 5, bến số 3, 4; Hòa An 2) rather than a count?"""
    if hit.firm:
        return False
    before = folded[max(0, figure.start - 24) : figure.start]
    if (ranked := _RANKED.search(before)) is not None:
        word = text[figure.start - len(before) + ranked.start() : figure.start].split()[0].lower()
        return word == "thứ" or not is_accented(text)  # "nghiệm thu 26/34 công trình" counts
    known = hit.unit.partition("/")[0] in COUNTED
    if _is_ordinal(text, folded, figure):
        return _PLAIN_ORDINAL.search(before) is not None or hit.dimension == "time" or not known
    if listed:
        return True
    proper = re.search(r"(\S+) $", text[max(0, figure.start - 20) : figure.start])
    is_name = proper is not None and proper[1].istitle() and figure.start > 20
    return is_name and figure.end - figure.start == 1 and not known
