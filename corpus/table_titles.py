"""What a table's title says its figures are of, and the words of headers without plan, result and period."""

from __future__ import annotations

import re

from corpus.models import Table
from corpus.periods import find_periods
from corpus.text import capital_first, fold

_NUMBERED = re.compile(
    r"(?:^|(?<=\s))(?:bảng|biểu|phụ lục|phụ biểu)(?:\s(?:số|mẫu))?\s*[\w.]{1,6}\s*[.:–-]\s*", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\([^()]*\)")
_CUT = re.compile(
    r"[,;]?\s(?:phân theo|chia theo|theo|tại các|tại|của các|cho các|giao các|(?:tính )?đến (?:ngày|hết|tháng)"
    r"|lũy kế)\s.*$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:\W|\b(?:kết quả|tình hình|một số|các|chỉ tiêu|phân bổ|giao|tổng hợp|danh mục|tiến độ|kế hoạch|thực hiện"
    r"|bảng|biểu|hệ thống|chủ yếu|về|số liệu|chi tiết)\b)+",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"(?:hoat dong|chi tieu|noi dung|cong tac|nhiem vu|chuyen mon|chu yeu|so lieu|trong tam|cong trinh|du an|khac|vu"
    r"|\s|kinh te|xa hoi|-|,|va|nganh|cac|danh gia|phu luc|ket qua)*"
)
_TOTAL = re.compile(
    r"(?:tong cong|tong so|tong|cong|cong chung|tong cong chung|chung|ca nuoc|ca nam"
    r"|toan (?:tinh|huyen|xa|phuong|truong|vien|nganh|thanh pho|thi xa|quan|vung|khoi|benh vien|he thong))"
)
_EDGE = (
    r"(?:\W|\b(?:ket qua|thuc hien|uoc(?: tinh| dat)?|ke hoach|kh|th|uth|du toan|muc tieu|moc|chi tieu|giao|so lieu"
    r"|luy ke|cung ky|den|het|nam|quy|thang|ngay|ca|trong|ky|bao cao|so voi|dau|cuoi|nay|truoc|hoc|nam hoc|duoc"
    r"|nghi quyet|quyet toan)\b)+"
)
_FIRST = re.compile(rf"^{_EDGE}")
_GIVEN_BY = re.compile(r"\b(?:trung ương|tỉnh|thành phố|tp|huyện|quận|xã|hđnd|bộ|sở) giao\b", re.IGNORECASE)
"""Whose plan it is, where a table has those of two."""
_LAST = re.compile(rf"{_EDGE}$")


def is_total(label: str) -> bool:
    """Does a row's or a column's label only say that it is the total?

    >>> [is_total(x) for x in ("Tổng cộng", "Cộng (I+II)", "Toàn trường", "Tổng thu", "Cộng huy chương")]
    [True, True, True, False, False]
    """
    return bool(_TOTAL.fullmatch(fold(_BRACKET.sub("", label)).strip(" .:-+")))


def title_subject(title: str) -> str:
    """What all figures under a title are of; "" when it says only "chỉ tiêu chủ yếu", "một số hoạt động" …

    >>> title_subject("Biểu số 2: Kết quả kiên cố hóa đường giao thông nông thôn theo địa bàn")
    'Kiên cố hóa đường giao thông nông thôn'
    >>> title_subject("Bảng 1. Tàu cá phân theo thôn (chiếc), đến 18/3/2026"), title_subject("Bảng 2. Một số chỉ tiêu")
    ('Tàu cá', '')
    """
    marks = list(_NUMBERED.finditer(title))
    words = title[marks[-1].end() :] if marks else title
    words = _BRACKET.sub("", words)
    for period in reversed(find_periods(words)):
        words = words[: period.start].rstrip(" ,") + " " + words[period.end :]
    words = _CUT.sub("", re.sub(r"\bnăm học\s*$", "", words.strip()) + " ").strip(" .,:;–-")
    words = _LEAD.sub("", words).strip()
    if len(words.split()) > 12 or not words or _SAYS_NOTHING.fullmatch(fold(words)):
        return ""
    return capital_first(words) if not words.isupper() else words.capitalize()


def table_subject(table: Table) -> str:
    """What a table's title, else the heading above it, says its figures are of; "" when neither does."""
    titles = (table.caption, *(s.title for s in reversed(table.section[-1:])))
    return next((said for t in titles if (said := title_subject(t))), "")


def header_words(header: str) -> str:
    """What a column's header names besides plan, result and period; "" for nothing.

    >>> header_words("Kinh phí quý I"), header_words("TH 9 tháng (km)"), header_words("Buồng lũy kế")
    ('Kinh phí', '', 'Buồng')
    >>> header_words("Doanh thu › Kế hoạch năm 2024"), header_words("Dự toán 2024 huyện giao")
    ('Doanh thu', 'huyện giao')
    """
    return " ".join(kept for level in header.split(" › ") if (kept := _kept(level)))


def _kept(level: str) -> str:
    if given := _GIVEN_BY.search(level):
        return given[0]
    words = _BRACKET.sub("", level)
    for period in reversed(find_periods(words)):
        words = words[: period.start] + " " + words[period.end :]
    words = re.sub(r"\s+", " ", words).strip()
    if first := _FIRST.match(fold(words)):
        words = words[first.end() :]
    if last := _LAST.search(fold(words)):
        words = words[: last.start()]
    words = words.strip(" ,.:;-–/")
    if re.search(r"giường kế hoạch$", level.strip(), re.IGNORECASE):
        words = level.strip()  # "giường kế hoạch" is a kind of beds
    if level.strip().lower().endswith(" giao") and 0 < len(words.split()) < 3:
        words = f"{words} giao"  # "TW giao", "Cục giao"
    return words if re.search(r"[^\W\d_]{2}", words) and not words.startswith("%") else ""
