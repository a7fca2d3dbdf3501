"""The reading text of a message: shorthand in full words, spoken numbers in figures, with the way back to what was
typed."""

from __future__ import annotations

import re

from corpus.shorthand import Replacement, expand
from corpus.text import fold, is_accented
from corpus.unit_words import NOUNS
from corpus.values import Aligned

_DIGITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
           "chín": 9, "mốt": 1}  # fmt: skip
_NUMBER = re.compile(
    rf"(?<!\w)(?:(?P<tens>{'|'.join(_DIGITS)}) mươi(?: (?P<ones>{'|'.join(_DIGITS)}))?|(?P<teen>mười)"
    rf"(?: (?P<after>{'|'.join(_DIGITS)}))?|(?P<one>{'|'.join(_DIGITS)}))(?!\w)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    rf"(?<!\w)(?:{'|'.join(_DIGITS)}|mười)(?:\s+(?:{'|'.join(_DIGITS)}|mười|mươi|trăm|nghìn|ngàn|lẻ|linh))+(?!\w)",
    re.IGNORECASE,
)
"""A number of several words; those below a hundred are `_NUMBER`'s."""
_COUNTED = re.compile(
    r"\s+(?:" + "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(NOUNS, key=len, reverse=True)) + r")(?!\w)"
    r"|\s*(?:%|phần trăm|phan tram|tỷ|ty|triệu|trieu)(?!\w)"
)
_MONTH = re.compile(r"(?<!\w)tháng\s+$", re.IGNORECASE)
_NO_COUNT = re.compile(r"\b(?:thứ|tháng|quý|lần|tổ|khu|số|trong|cả|mỗi|hàng|hằng|theo|sau|trước)\s+$", re.IGNORECASE)


def reading_of(text: str) -> Aligned:
    """A message as the rules read it, aligned with what was typed.

    >>> reading_of("t9 cấp mới bốn DA").text
    't9 cấp mới 4 dự án'
    >>> reading_of("fdi 6t 702 trieu do, ns 6.100 ty").text
    'fdi 6t 702 trieu USD, nộp ngân sách 6.100 tỷ'
    >>> "USD" in reading_of("ho tro 5 ty do thien tai").text
    False
    >>> reading_of("vốn 2^10 triệu USD").text
    'vốn 1024 triệu USD'
    """
    made = (
        *_budget(text),
        *_dollars(text),
        *expand(text).replacements,
        *_spoken(text),
        *_nations(text),
        *_powers(text),
        *_dossiers(text),
        *_new_projects(text),
        *_first_months(text),
        *_trade(text),
        *_shares_of_tasks(text),
    )
    replaced = sorted(made, key=lambda r: (r.start, -r.end))
    out: list[str] = []
    segments: list[tuple[int, int, int, int]] = []
    length = at = 0
    for r in replaced:
        if r.start < at:
            continue
        for piece, start, end in ((text[at : r.start], at, r.start), (r.read or " ", r.start, r.end)):
            if piece and end > start:
                out.append(piece)
                segments.append((length, length + len(piece), start, end))
                length += len(piece)
        at = r.end
    if at < len(text):
        out.append(text[at:])
        segments.append((length, length + len(text) - at, at, len(text)))
    return Aligned(text="".join(out), segments=tuple(segments))


_BUDGET = re.compile(
    r"(?<!\w)(?:NS|ns)(?=\s*(?:của\s+|cua\s+|các\s+|cac\s+)*(?:DN|dn|doanh nghiệp|doanh nghiep)?\s*"
    r"(?:[tT]\d{1,2}|\d{1,2}[tT])?\s*(?:là|la|đạt|dat|được|duoc|ước|uoc|dc|đc)?\s*:?\s*\d)"
)
_OTHER_BUDGET = re.compile(
    r"(?<!\w)(?:nộp|nop|thu|chi|vốn|von|nguồn|nguon|kinh phí|kinh phi|cấp|cap|bằng|bang)\s+$", re.IGNORECASE
)


def _budget(text: str) -> list[Replacement]:
    """ "NS 6.100 tỷ" in a list of figures is what was paid into the budget."""
    return [
        Replacement(start=m.start(), end=m.end(), typed=m[0], read="nộp ngân sách", rule="budget")
        for m in _BUDGET.finditer(text)
        if not _OTHER_BUDGET.search(text[: m.start()])
    ]


_DO = re.compile(r"(?<=\d)\s?(?:tr|trieu|ty|ti)\s+(do)(?=\s*(?:$|[,.;:)]|(?:my|a|nha|nhe)\b))", re.IGNORECASE)


def _dollars(text: str) -> list[Replacement]:
    """ "702 trieu do": dollars, where the figure ends with it ("do" goes on as "because")."""
    if is_accented(text):
        return []
    return [
        Replacement(start=m.start(1), end=m.end(1), typed=m[1], read="USD", rule="dollars") for m in _DO.finditer(text)
    ]


def _spoken(text: str) -> list[Replacement]:
    """Numbers said in words, as a voice keyboard writes them: before a counted noun or a unit, or naming a month."""
    if not is_accented(text):
        return []
    out = []
    for m in _WORDS.finditer(text):
        value = _said_number(m[0].lower().split())
        if value is not None and value >= 100 and _is_counted(text, m.start(), m.end()):
            out.append(Replacement(start=m.start(), end=m.end(), typed=m[0], read=str(value), rule="spoken"))
    for m in _NUMBER.finditer(text):
        if any(r.start <= m.start() < r.end for r in out):
            continue
        before = text[: m.start()]
        if _MONTH.search(before):
            read = str(_number(m)) if 1 <= _number(m) <= 12 else ""
        else:
            alone = (m["one"] or "").lower() in _NEVER_ALONE
            read = str(_number(m)) if not alone and _is_counted(text, m.start(), m.end()) else ""
        if read:
            out.append(Replacement(start=m.start(), end=m.end(), typed=m[0], read=read, rule="spoken"))
    return out


_NEVER_ALONE = frozenset({"tư", "lăm", "mốt"})
"""Digits within a number only: "hai mươi tư" is one, "đầu tư" none."""


def _is_counted(text: str, start: int, end: int) -> bool:
    """Whether a number is followed by what it counts or its unit; "đã" is no "DA", and parts of larger numbers none."""
    counted = _COUNTED.match(fold(text), end)
    word = text[counted.start() : counted.end()].strip().lower() if counted else ""
    return bool(counted) and word not in _NO_NOUN and not _NO_COUNT.search(text[:start])


_NO_NOUN = frozenset({"đã", "đà"})
_SCALES = {"trăm": 100, "mươi": 10}


def _said_number(words: list[str]) -> int | None:
    """A number said in words; None when the words are no number ("hai ba").

    >>> [_said_number(t.split()) for t in ("một trăm hai mươi", "hai nghìn không", "ba trăm lẻ năm", "hai ba")]
    [120, None, 305, None]
    """
    total = group = 0
    digit: int | None = None
    for word in words:
        if word in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[word]
        elif word == "mười":
            group += 10
        elif word in _SCALES and digit is not None:
            group, digit = group + digit * _SCALES[word], None
        elif word in ("nghìn", "ngàn"):
            total, group, digit = total + (group + (digit or 0)) * 1000, 0, None
        elif word not in ("lẻ", "linh"):
            return None
    return total + group + (digit or 0)


_POWER = re.compile(r"(?<![\w.,^])(\d{1,3})\s?\^\s?(\d{1,2})(?![\d.,^])|(?<![\w.,^])(\d{1,3})[eE]\+?(\d{1,2})(?![\w^])")


def _powers(text: str) -> list[Replacement]:
    """ "10^30" and "1e30" are one number, not two."""
    return [
        Replacement(start=m.start(), end=m.end(), typed=m[0], read=_power(m), rule="power")
        for m in _POWER.finditer(text)
    ]


def _power(m: re.Match[str]) -> str:
    return str(int(m[1]) ** int(m[2]) if m[1] else int(m[3]) * 10 ** int(m[4]))


def _number(m: re.Match[str]) -> int:
    said = {name: _DIGITS.get((m[name] or "").lower(), 0) for name in ("tens", "ones", "after", "one")}
    return 10 * said["tens"] + said["ones"] + (10 if m["teen"] else 0) + said["after"] + said["one"]


_NATION = re.compile(r"(?<!\w)(VN|NN)(?=\W{1,3}(?:là\s+)?\d)")
_WORKERS = re.compile(r"(?<!\w)(?:LĐ|LD|lđ|ld|[Ll]ao động|[Ll]ao dong)(?!\w)")

_WORKERS_BEFORE = re.compile(rf"{_WORKERS.pattern}\s*$")


def _nations(text: str) -> list[Replacement]:
    """ "LĐ 194.100 (VN 189.500, NN 4.600)": of workers these are Vietnamese and foreign ones."""
    if not _WORKERS.search(text):
        return []
    read = {"VN": "Việt Nam", "NN": "nước ngoài"}
    return [
        Replacement(
            start=m.start(), end=m.end(), typed=m[0], rule="nation",
            read=read[m[0]] if _WORKERS_BEFORE.search(text, 0, m.start()) else f"lao động {read[m[0]]}",
        )
        for m in _NATION.finditer(text)
    ]  # fmt: skip


_OFFICE = re.compile(r"(?<!\w)(?:tthc|hồ sơ|ho so|một cửa|mot cua|1 cửa|1 cua|dvc|hs)(?!\w)", re.IGNORECASE)
_GOT = r"(?=\s+(?:(?:được|duoc|đc|dc)\s+)?\d)"
_DOSSIERS = (
    (re.compile(rf"(?<!\w)(?<!tiếp )(?<!tiep )(?:nhận|nhan){_GOT}", re.IGNORECASE), "tiếp nhận"),
    (
        re.compile(rf"(?<!\w)(?:trả|tra|xử lý|xu ly|gq)(?:\s+(?:xong|kq|kết quả|ket qua))?{_GOT}", re.IGNORECASE),
        "giải quyết",
    ),
    (re.compile(r"(?<=\d)\s?(?:hs|HS)(?!\w)"), " hồ sơ"),
)


def _dossiers(text: str) -> list[Replacement]:
    """ "t5 nhận 40 hs, trả 38": what a one-stop office takes in and gives back, in its reports' words."""
    if not _OFFICE.search(text) or not any(p.search(text) for p, _ in _DOSSIERS[:2]):
        return []
    return [
        Replacement(start=m.start(), end=m.end(), typed=m[0], read=read, rule="dossier")
        for pattern, read in _DOSSIERS
        for m in pattern.finditer(text)
    ]


_NEW = re.compile(
    r"(?<=\d)\s?(?:DA|da|dự án|du an)\s+(?:(?P<of>fdi|ddi)\s+)?(?:mới|moi)"
    r"(?=\s*(?:$|[,;.()]|(?:vốn|von|với|voi|fdi|ddi)\b))",
    re.IGNORECASE,
)


def _new_projects(text: str) -> list[Replacement]:
    """ "10 dự án mới vốn 900 tỷ": newly licensed ones."""
    return [
        Replacement(start=m.start(), end=m.end(), typed=m[0], read=f" dự án {m['of'] or ''} cấp mới", rule="new")
        for m in _NEW.finditer(text)
    ]


_OF_MONTHS = re.compile(
    r"(?<![\w/.,-])(?P<n>[1-9]|1[0-2])\s+(?:tháng|thang)\s+(?=\d{1,2}(?:,\d{1,2})?\s?(?:tr|trd|triệu|trieu|nghìn"
    r"|nghin|tỷ(?! lệ)|tỉ(?! lệ)|ty(?! le)|ti(?! le)|usd|%|dự án|du an|da|người|nguoi|hồ sơ|ho so|hs|vụ|vu|lượt|luot)"
    r"(?!\w))",
    re.IGNORECASE,
)


def _first_months(text: str) -> list[Replacement]:
    """ "6 thang 11 trieu": eleven of six months, no November."""
    return [
        Replacement(start=m.start(), end=m.end(), typed=m[0], read=f"{m['n']}T ", rule="months")
        for m in _OF_MONTHS.finditer(text)
    ]


_TRADE = re.compile(
    r"(?<!\w)(?:xuất|xuat|nhập|nhap)(?=\s+(?:(?:được|duoc|đạt|dat|là|la|khoảng|khoang|ước|uoc|dc|đc)\s+)*\d)",
    re.IGNORECASE,
)
_TRADING = re.compile(r"(?<!\w)(?:xk|nk|xnk|xuất khẩu|xuat khau|nhập khẩu|nhap khau)(?!\w)", re.IGNORECASE)


def _trade(text: str) -> list[Replacement]:
    """ "xuất khẩu 81 triệu đô, nhập 62": imports."""
    if not _TRADING.search(text):
        return []
    read = {"x": "xuất khẩu", "n": "nhập khẩu"}
    return [
        Replacement(start=m.start(), end=m.end(), typed=m[0], read=read[m[0][0].lower()], rule="trade")
        for m in _TRADE.finditer(text)
    ]


_TASKS = re.compile(r"(?<!\w)(?:nhiệm vụ|nhiem vu|nv)(?!\w)", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"(?<![\w/.,-])(\d{1,4}/\d{1,4})(?=\s+(?:đã\s+|da\s+)?(?:hoàn thành|hoan thanh|xong)\b)", re.IGNORECASE
)


def _shares_of_tasks(text: str) -> list[Replacement]:
    """ "nhiệm vụ giao đến 8/9: 40/52 hoàn thành": what is counted was said before."""
    if not _TASKS.search(text):
        return []
    return [
        Replacement(start=m.start(), end=m.end(), typed=m[0], read=f"{m[1]} nhiệm vụ", rule="tasks")
        for m in _SHARE_OF.finditer(text)
    ]
