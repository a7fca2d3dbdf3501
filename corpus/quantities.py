"""Quantities: a figure with its unit or counted noun, wherever it stands.

Never a date, a legal reference, an article number, a phone number or a list marker; a figure whose print is broken is
not guessed but listed by `broken_figures`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from corpus.models import Value
from corpus.numbers import format_number, parse_number
from corpus.periods import find_periods
from corpus.quantity_units import SCALES, Dimension, UnitHit, read_unit
from corpus.text import fold

Bound = Literal["", "min", "max"]
Role = Literal["", "part", "whole"]


class Quantity(Value):
    """A figure with its unit at `text[start:end]`; the bare figure is `text[figure_start:figure_end]`.

    `value` is as printed, `unit` normalised ("triệu USD"), `unit_mult` the power of ten of its scale word, `noun` the
    folded words counted. Of a range "7,4 - 8,4%" both ends share the unit (`bound`); of "306/340 nhiệm vụ" both
    figures do (`role`), and `share_of` of the part is the whole. `cautions` are Vietnamese sentences for the reader.
    """

    start: int
    end: int
    figure_start: int
    figure_end: int
    value: Decimal
    unit: str
    unit_mult: int = 0
    dimension: Dimension = "other"
    noun: str = ""
    approximate: bool = False
    bound: Bound = ""
    role: Role = ""
    share_of: Decimal | None = None
    cautions: tuple[str, ...] = ()


class BrokenFigure(Value):
    """A figure with a unit whose print cannot be read; `caution` says so in Vietnamese."""

    start: int
    end: int
    caution: str


class _Token(NamedTuple):
    start: int
    end: int
    value: Decimal | None
    cautions: tuple[str, ...]


_FIGURE = re.compile(
    r"(?<![\w.,])(?<![^\W\d_][/&])(?:[+-](?=\d))?(?:\d{1,3}(?: \d{3})+(?:,\d+)?(?![\w.,]*\d)|[oO]\d+|\d+(?:[.,]\d+)*[oO]?)"
)
_BLOCKED = (
    re.compile(r"\d+[a-z]?\s?(?:/\s?\d{4}\s?)?[/-]\s?(?:[a-z]{2,}[\w&]*)(?:[-/&][\w&]+)+"),  # 15/2020/qd-ubnd, 76-ctr/tu
    re.compile(r"\b\d+\s?/\s?(?:qd|nq|ct|kh|bc|tb|cv|tt|nd|ttr|hd|vp|ubnd|qh\d*)\b(?:-\w+)*"),
    re.compile(r"\b(?:iso|tcvn|iec|qcvn|covid|deep c|top)\s*-?:?\s*\d[\d:./-]*"),
    re.compile(r"\b(?:dien thoai|dt|sdt|hotline|fax|zalo|so tai khoan|stk|ma so thue|mst|ma so)\s*[:.]?\s*[+\d][\d .-]{5,}\d"),
    re.compile(r"(?<!\d)(?:\+84|0)\d{2}[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)(?!\s*(?:dong|%|usd|nguoi))"),
    re.compile(r"^\s*(?:[-+*•]\s*)?(?:\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.)](?=\s|[^\W\d]))", re.MULTILINE),
    re.compile(r"\b(?:cong nghe|cach mang cong nghiep(?: lan thu)?|cmcn|cong nghiep)\s*(?:lan thu\s*)?[45]\.0"),
)
_ORDINAL = re.compile(
    r"(?:\b(?:nam|thang|ngay|quy|so|dieu|khoan|diem|muc|chuong|phan|phu luc|phu bieu|bieu|bang|bieu mau|mau|nghi quyet"
    r"|chi thi|quyet dinh|nghi dinh|thong tu|cong van|van ban|ket luan|giai doan|khoa|cap do|muc do|cong nghe|ty le|lan thu"
    r"|thu|giai phap|vung|tuyen|duong|quoc lo|ql|tinh lo|km|km|ben|cang|lo|khu|toa|block|tap|trang|hang|loai|nhom|buoc|dot"
    r"|vong|ky|quan|phuong|to|thon|ap|ca|chu thich|ghi chu|nghi dinh so|so thu tu|stt|phien ban|tang|dia ban|phong|cum|top"
    r"|tieu chuan|ten|hem|ngo|duong so|d|luat|cau hoi|noi dung|hop dong|goi|goi thau)\s*(?:so\s*)?)$"
)
_PLAIN_ORDINAL = re.compile(r"\b(?:so|ben so|dieu|khoan|thu|nam|thang|ngay|nghi quyet|quoc lo|lan thu|phuong|khoa)\s*$")
_LIST_TAIL = re.compile(r"^\s*(?:,|va|-|;|den)\s*$")
_APPROX = re.compile(r"(?:\b(?:gan|khoang|tren|hon|duoi|xap xi|uoc khoang|chung|tam|it nhat|toi thieu|toi da|khong duoi|khong qua|tu)|[>≥<≤~])\s*(?:muc\s*)?$")
_NOT_APPROX = re.compile(r"\btu\s*$")
_RANGE = re.compile(r"\s*(?:-|den|toi|÷|~)\s*")
_RISE = re.compile(r"\s*len\s*")
_OVER = re.compile(r"\s*(?:/|tren(?: tong so)?|trong tong so|trong so)\s*")
_RATIO_BEFORE = re.compile(r"\b(?:gap|bang|tang|giam|hon|cao)\b[^.;]{0,20}$")


def _tokens(text: str, folded: str, blocked: list[tuple[int, int]]) -> list[_Token]:
    out: list[_Token] = []
    for m in _FIGURE.finditer(folded):
        if any(a < m.end() and m.start() < b for a, b in blocked):
            continue
        printed = text[m.start() : m.end()]
        cautions: tuple[str, ...] = ()
        if " " in printed:
            joined = printed.replace(" ", ".")
            cautions = (f"Bản gốc in “{printed}” (mất dấu phân cách), đọc là {joined}.",)
            out.append(_Token(m.start(), m.end(), parse_number(joined), cautions))
            continue
        if re.search(r"[oO]", printed):
            cautions = (f"Bản gốc in “{printed}”, đọc chữ O là số 0.",)
        sign_is_dash = printed.startswith("-") and re.search(r"[\w%]\s?$", folded[: m.start()])
        start = m.start() + bool(sign_is_dash)
        out.append(_Token(start, m.end(), parse_number(text[start : m.end()]), cautions))
    return out


def _blocked(folded: str) -> list[tuple[int, int]]:
    spans = [m.span() for pattern in _BLOCKED for m in pattern.finditer(folded)]
    return spans


def _period_spans(text: str) -> list[tuple[int, int]]:
    return [(p.start, p.end) for p in find_periods(text)]


def _is_ordinal(text: str, folded: str, token: _Token, hit: UnitHit, numbered: set[int]) -> bool:
    """Is the figure the name of something (Điều 5, bến số 3, 4; Đông Hải 2) rather than a count?"""
    if hit.firm:
        return False
    before = folded[max(0, token.start - 24) : token.start]
    m = _ORDINAL.search(before)
    if m:
        return _PLAIN_ORDINAL.search(before) is not None or hit.dimension == "time" or not _known_count(hit)
    if _LIST_TAIL.match(folded[max(numbered) : token.start] if numbered else "x"):
        return True
    proper = re.search(r"(\S+) $", text[max(0, token.start - 20) : token.start])
    digits = token.end - token.start
    return bool(proper) and digits == 1 and proper[1].istitle() and token.start > 20 and not _known_count(hit)  # type: ignore[index]


def _known_count(hit: UnitHit) -> bool:
    from corpus.quantity_units import NOUNS

    return hit.unit in NOUNS.values()


class _Draft(NamedTuple):
    token: _Token
    hit: UnitHit


def find_quantities(text: str, *, bare: bool = False) -> list[Quantity]:
    """All figures with a unit or counted noun, left to right; with `bare`, figures without any (unit "") too.

    >>> [(str(q.value), q.unit) for q in find_quantities("đạt 662,25 triệu USD, bằng 106% cùng kỳ, cấp mới 25 dự án")]
    [('662.25', 'triệu USD'), ('106', '%'), ('25', 'dự án')]
    >>> find_quantities("Nghị quyết số 01/NQ-CP ngày 06/01/2023, Điều 5")
    []
    """
    folded = fold(text)
    tokens = _tokens(text, folded, _blocked(folded) + _period_spans(text))
    hits: list[UnitHit | None] = [read_unit(text, folded, t.end) for t in tokens]
    numbered: set[int] = set()
    for i, token in enumerate(tokens):
        hit = hits[i]
        if hit is not None and _is_ordinal(text, folded, token, hit, numbered):
            hits[i] = None
        if hits[i] is None and (_ORDINAL.search(folded[max(0, token.start - 24) : token.start]) or (numbered and _LIST_TAIL.match(folded[max(numbered) : token.start]))):
            numbered.add(token.end)
    out: list[Quantity] = []
    i = 0
    while i < len(tokens):
        made, used = _read(text, folded, tokens, hits, i, numbered, bare)
        out.extend(made)
        i += used
    return out


def _read(text: str, folded: str, tokens: list[_Token], hits: list[UnitHit | None], i: int, numbered: set[int], bare: bool) -> tuple[list[Quantity], int]:
    token, hit = tokens[i], hits[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    following_hit = hits[i + 1] if following else None
    if token.value is None or token.end in numbered:
        return [], 1
    if hit is None:
        if following and following_hit and following.value is not None:
            pair = _pair(text, folded, token, following, following_hit)
            if pair:
                return pair, 2
        if bare and not re.match(r"\s?/\s?\d|\w", folded[token.end :]):
            return [_quantity(text, folded, token, UnitHit(token.end, "", 0, "other"))], 1
        return [], 1
    if following and following_hit and following.value is not None:
        if _adds(folded, hit, following, following_hit):
            return [_compound(text, folded, token, hit, following, following_hit)], 2
        if hit.unit == following_hit.unit and _RANGE.fullmatch(folded, hit.end, following.start):
            return _range(text, folded, (token, hit), (following, following_hit)), 2
    return [_quantity(text, folded, token, hit)], 1


def _adds(folded: str, hit: UnitHit, following: _Token, following_hit: UnitHit) -> bool:
    """ "119 tỷ 214 triệu đồng": a scale without its base, then a smaller one with it."""
    gap = folded[hit.end : following.start]
    return hit.unit in ("tỷ", "triệu", "nghìn tỷ") and 0 < following_hit.mult < hit.mult and not gap.strip()


def _compound(text: str, folded: str, token: _Token, hit: UnitHit, following: _Token, last: UnitHit) -> Quantity:
    assert token.value is not None and following.value is not None
    value = token.value + following.value.scaleb(last.mult - hit.mult)
    base = last.unit.split(" ", 1)[1] if " " in last.unit else ""
    unit = f"{hit.unit} {base}".strip()
    whole = _Token(token.start, following.end, value, token.cautions + following.cautions)
    return _quantity(text, folded, whole, UnitHit(last.end, unit, hit.mult, last.dimension))


def _pair(text: str, folded: str, first: _Token, last: _Token, hit: UnitHit) -> list[Quantity] | None:
    gap = (first.end, last.start)
    if _OVER.fullmatch(folded, *gap) and hit.dimension in ("count", "area", "other", "length"):
        assert last.value is not None
        part = _quantity(text, folded, first, hit._replace(end=first.end))
        whole = _quantity(text, folded, last, hit)
        return [
            part.model_copy(update={"role": "part", "share_of": last.value}),
            whole.model_copy(update={"role": "whole"}),
        ]
    if _RANGE.fullmatch(folded, *gap):
        return _range(text, folded, (first, hit._replace(end=first.end)), (last, hit))
    if _RISE.fullmatch(folded, *gap):
        return [_quantity(text, folded, first, hit._replace(end=first.end)), _quantity(text, folded, last, hit)]
    return None


def _range(text: str, folded: str, low: tuple[_Token, UnitHit], high: tuple[_Token, UnitHit]) -> list[Quantity]:
    return [
        _quantity(text, folded, *low).model_copy(update={"bound": "min"}),
        _quantity(text, folded, *high).model_copy(update={"bound": "max"}),
    ]


def _quantity(text: str, folded: str, token: _Token, hit: UnitHit) -> Quantity:
    assert token.value is not None
    before = folded[max(0, token.start - 24) : token.start]
    dimension = hit.dimension
    if dimension == "ratio" and token.value == token.value.to_integral() and not _RATIO_BEFORE.search(before):
        dimension = "count"
    return Quantity(
        start=token.start,
        end=hit.end,
        figure_start=token.start,
        figure_end=token.end,
        value=token.value,
        unit=hit.unit,
        unit_mult=hit.mult,
        dimension=dimension,
        noun=hit.noun,
        approximate=bool(_APPROX.search(before)) and not _NOT_APPROX.search(before),
        cautions=token.cautions,
    )


def broken_figures(text: str) -> list[BrokenFigure]:
    """Figures with a unit that cannot be read as any number.

    >>> broken_figures("đạt 3.131.93 tỷ đồng")[0].caution
    'Bản gốc in “3.131.93 tỷ đồng”: con số in sai, không đọc được.'
    """
    folded = fold(text)
    out = []
    for token in _tokens(text, folded, _blocked(folded) + _period_spans(text)):
        hit = read_unit(text, folded, token.end) if token.value is None else None
        if hit:
            printed = text[token.start : hit.end]
            caution = f"Bản gốc in “{printed}”: con số in sai, không đọc được."
            out.append(BrokenFigure(start=token.start, end=hit.end, caution=caution))
    return out


def scale(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The value in the unit without its scale word, to compare figures printed in different scales.

    >>> scale(Decimal(2), "tỷ USD") == scale(Decimal(2000), "triệu USD")
    True
    >>> scale(Decimal("33.11"), "%")
    (Decimal('33.11'), '%')
    """
    words = fold(unit).split()
    power = 0
    while words and words[0] in SCALES:
        power += SCALES[words.pop(0)][1]
    rest = unit.split()[len(unit.split()) - len(words) :]
    return value.scaleb(power), " ".join(rest)


def format_value(value: Decimal, unit: str) -> str:
    """A figure and its unit in Vietnamese print.

    >>> format_value(Decimal("662.25"), "triệu USD"), format_value(Decimal("33.11"), "%")
    ('662,25 triệu USD', '33,11%')
    """
    number = format_number(value)
    if not unit:
        return number
    return f"{number}{unit}" if unit[0] in "%‰" else f"{number} {unit}"
