"""Fields of the head that are worked out: whose document it is, and which period it reports on."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

from corpus.bodies import AGENCIES, COMMITTEES, any_of
from corpus.lines import is_capitals
from corpus.periods import covers, find_periods, parse_period
from corpus.text import fold, is_accented, new_tone

_ORGAN = any_of(
    AGENCIES,
    COMMITTEES,
    (
        "hoi dong", "ban quan ly", "ban chi dao", "ban chap hanh", "khoi", "quan uy", "thi uy", "dang bo",
        "tong cong ty", "cong ty", "mat tran",
    ),
)  # fmt: skip
_ORGAN_LINE = re.compile(rf"(?:{_ORGAN})(?![a-z])")
_HEAD_OF = re.compile(r"(?:pho )?(?:chu tich|giam doc|truong ban|bo truong|hieu truong)\b")
_ORGAN_ACTS = re.compile(
    rf"\b(?P<organ>(?:{_ORGAN})" + r"\b[^,;.:()]{2,90}?)\s*(?:\((?:sau day )?[^()]{2,60}\)\s*)?,?\s*(?:da )?"
    r"(?P<act>xay dung|bao cao|ban hanh|tong hop|trinh|thong bao|trien khai|de nghi|ke hoach|danh gia|kinh trinh"
    r"|quyet dinh|to chuc|kinh de|trang trong|tran trong)"
)


def is_organ(text: str) -> bool:
    """A line that begins with the name or the head of an organ.

    >>> is_organ("ỦY BAN NHÂN DÂN TỈNH"), is_organ("CHỦ TỊCH ỦY BAN NHÂN DÂN"), is_organ("VỀ KẾ HOẠCH NĂM 2024")
    (True, True, False)
    """
    return bool(_HEAD_OF.match(fold(text)) or _ORGAN_LINE.match(fold(text)))


def organ_of(letterhead: list[str], spoken_in: str, acts_in: tuple[str, ...]) -> tuple[str, float]:
    """The issuing organ and how sure that is: ('', 0) when it is not said.

    The last organ of the letterhead, written as `spoken_in` (the whole text) writes it; else whoever acts in the
    texts `acts_in` ("Sở Công Thương báo cáo như sau").

    >>> organ_of(["UBND TỈNH BẮC SƠN", "SỞ CÔNG THƯƠNG"], "… giao Sở Công Thương chủ trì …", ())
    ('Sở Công Thương', 0.95)
    >>> organ_of(["BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP HẢI", "PHÒNG"], "", ())
    ('BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP HẢI PHÒNG', 0.95)
    >>> organ_of([], "", ("Căn cứ Luật; Chi cục Thuỷ lợi (Chi cục) xây dựng Kế hoạch",))
    ('Chi cục Thuỷ lợi', 0.75)
    """
    groups: list[list[str]] = []
    for text in letterhead:
        alone = len(text.split()) == 1  # "PHÒNG" in a line of its own is the rest of a name broken in two
        if not groups or (_ORGAN_LINE.match(fold(text)) and not alone):
            groups.append([text])
        else:
            groups[-1].append(text)
    if groups and _ORGAN_LINE.match(fold(groups[-1][0])):
        printed = " ".join(" ".join(groups[-1]).split())  # a letterhead is spaced out with blanks
        return _spoken(printed, spoken_in) or printed, 0.95
    for candidate in acts_in:
        found = [m for m in _ORGAN_ACTS.finditer(fold(candidate)) if candidate[m.start("organ")].isupper()]
        if found:
            return candidate[found[-1].start("organ") : found[-1].end("organ")].strip(), 0.75
    return "", 0.0


def _spoken(printed: str, text: str) -> str:
    """The name as the text writes it, not in capitals; '' when it is not there."""
    folded, key = fold(text), fold(printed)
    forms: Counter[str] = Counter()
    at = folded.find(key)
    while at >= 0 and len(forms) < 50:
        form = text[at : at + len(key)]
        other_word = is_accented(printed) and new_tone(form).lower() != new_tone(printed).lower()
        if form[:1].isupper() and not is_capitals(form) and not other_word:  # "hồ sơ lưu trữ" is no "Sở Lưu trữ"
            forms[form] += 1
        at = folded.find(key, at + len(key))
    return forms.most_common(1)[0][0] if forms else ""


_FORWARD = re.compile(
    r"\b(?:phuong huong|giai phap|du kien|(?:va|[,;]) (?:mot so )?nhiem vu|uoc (?:thuc hien |ket qua )?(?:ca )?nam)\b"
)
_CITED = re.compile(r"\bso\s{1,3}\S{1,20}\s{1,3}ngay\s{1,3}\S{6,10}")


def _whole_months(subject: str) -> str:
    """The months that a title bounds by days: "từ 01/9/2024 đến 28/02/2025"; "" when it bounds none.

    >>> _whole_months("6 tháng (từ 01/9/2024 đến 28/02/2025)"), _whole_months("từ 05/9/2024 đến 28/02/2025")
    ('2024-M09/2025-M02', '')
    """
    for code in (c for m in find_periods(subject) if m.part == "range" and (c := m.code())):
        period = parse_period(code)
        if period.start.day == 1 and (period.end + timedelta(days=1)).day == 1:
            return f"{period.start.year}-M{period.start.month:02d}/{period.end.year}-M{period.end.month:02d}"
    return ""


def period_of_title(subject: str, issued_year: int | None = None) -> str:
    """The period that a title reports on: the widest named, before what it says of the time to come.

    `issued_year` completes a title that says only "6 tháng đầu năm".

    >>> [period_of_title(t) for t in ["Kết quả tháng 12 và năm 2023", "Tổng kết năm 2022 và phương hướng năm 2023",
    ...  "Phát triển nông nghiệp giai đoạn 2021-2025", "Về việc họp giao ban"]]
    ['2023', '2022', '2021/2025', '']
    >>> period_of_title("Kết quả 9 tháng đầu năm, ước thực hiện cả năm và nhiệm vụ quý IV năm 2024")
    '2024-M01/2024-M09'
    """
    folded = fold(subject)
    cited = [m.span() for m in _CITED.finditer(folded)]
    future = next((m.start() for m in _FORWARD.finditer(folded) if m.start() > 0), len(subject))
    matches = [
        m
        for m in find_periods(subject)
        if m.part not in ("date", "range", "relative") and not any(a <= m.start < b for a, b in cited)
    ]
    if (said := _whole_months(subject)) and re.search(r"\b(?:hoc ky|nam hoc)\b", folded):
        return said
    year = next((m.year for m in matches if m.year is not None), issued_year)
    codes = [(m.start, code) for m in matches if (code := m.code(year))]
    reported = [code for start, code in codes if start < future] or [code for _, code in codes]
    widest = reported[0] if reported else ""
    for code in reported[1:]:
        if covers(code, widest):
            widest = code
    return widest
