"""A name for a figure that the catalogue does not know: the noun phrase at it."""

from __future__ import annotations

import re

from corpus.periods import find_periods
from corpus.text import capital_first, fold

MAX_WORDS = 20
TAIL_REACH = 300
"""What leads to a figure is looked for in this many characters before it: a pattern up to the end of a long text
would be tried at each of its places."""

_LEAD = re.compile(
    r"^(?:\W|(?:về|trong đó|ngoài ra|bên cạnh đó|đồng thời|hiện nay|hiện|đến nay|tính đến nay|tính đến hiện tại"
    r"|tiếp tục|đã"
    r"|đang|được|và|còn|với|cho|là|ở mức|nhằm|để|ban quản lý|so với|có(?! mặt)|trên địa bàn|ước|lần lượt|cụ thể|theo đó"
    r"|ước tính|phấn đấu|riêng|(?:giảm|tăng|nâng|hạ|đưa)(?= tỷ lệ | số | tổng )|bao gồm|gồm|toàn (?:huyện|tỉnh"
    r"|thành phố|thị xã|quận|xã|phường|ngành|trường|viện|vùng))\b)+"
)
_TAIL = re.compile(
    r"(?:\W|\b(?:(?:cao|thấp|nhiều|ít) hơn|lần lượt|đạt được|đạt|là|khoảng|gần|trên|hơn|được|cho|ước|tổng số|có|với"
    r"|lên|xuống|ở mức|bằng|còn|từ|đến|và|dự kiến|do"
    r"|ước đạt|thực hiện được|đạt mức|so với|tăng|(?<!cắt )giảm|trung bình|gồm|tại|của"
    r"|tối đa|tối thiểu|cả"
    r"|(?<!dân )(?<!đổi )số|mức|chiếm|trong|thêm|gấp|vượt|hợp nhất"
    r"|trên địa bàn(?: (?:huyện|tỉnh|xã|phường|thành phố))?)\b)+$"
)
_OF_PERIOD = re.compile(r"(?:^|(?<=\s))(?:trong|riêng)\s*$", re.IGNORECASE)  # "trong 9 tháng công nhận mới"
_SPACES = re.compile(r"\s+")
_BEFORE_COMMA = re.compile(r"\s+(?=,)")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_EMPTY = re.compile(r"\(\s*\)|\bcả năm học\b")
_BRACKET_END = re.compile(r"^[^()]*\)")  # the end of a bracket that other figures stand in
_SINCE = re.compile(r"^(\s*lũy kế) (?:từ|đến)\b", re.IGNORECASE)
_FIGURED_BRACKET = re.compile(r"\s*\((?=[^()]*\d)")
_ALREADY = re.compile(r"^.*,\s(?:\S+\s){0,6}?đã\s")  # "Sở chủ trì, phối hợp, đã cấp": what was done begins there
_WITH = re.compile(r"\bvới (?=\S+ \S+)")
_WITH_MORE = re.compile(r"(?:^|\s)với (?=\S+ \S+$|tổng |diện tích|số vốn)")
_AT_TIME = re.compile(r"\s(?:trước|trong|đến|từ|vào)\s(?:ngày|tháng|quý|năm)\b")
_OPEN_END = re.compile(
    r"(?:\W|\b(?:với|gần|và|có|là|đạt|cho|của|tại|khoảng|hơn|trên|để|từ|đến|trong đó|so|theo|trị giá)\b)+$"
)


def phrase_before(words: str) -> str:
    """The words before a figure without what only leads to it ("đã …", "… ước đạt khoảng") and without its period.

    >>> phrase_before("Trong đó, đã tiếp nhận mới khoảng ")
    'tiếp nhận mới'
    """
    for match in reversed(find_periods(words)):
        words = _OF_PERIOD.sub("", words[: match.start]) + " " + words[match.end :]
    words = _EMPTY.sub(" ", words)
    words = _BRACKET_END.sub("", words)
    words = _BEFORE_COMMA.sub("", _SPACES.sub(" ", words))
    words = _SINCE.sub(r"\1", words)
    words = _ALREADY.sub("", words)
    lead = _LEAD.match(words.lower())
    words = words[lead.end() :] if lead else words
    tail = _TAIL.search(words.lower(), max(0, len(words) - TAIL_REACH))
    words = words[: tail.start()] if tail else words
    if len(words.split()) > MAX_WORDS and (m := _WITH.search(words)):
        words = words[m.end() :]
    words = " ".join(words.split()[-MAX_WORDS:])
    return words + ")" if words.count("(") > words.count(")") else words


_RUN_IN = re.compile(r"\W{0,3}([^.:;,()\d\n]{3,60}?)(?:\.\s+(?=[A-ZĐÀ-Ỹ\d])|:\s+(?=\S))")
_LEADS_ON = re.compile(
    r"(?:trong do|cu the|gom|bao gom|nhu sau|ket qua|luu y|trong|theo)\b|.*\b(?:la|gom|nhu sau|dat)$"
)


def run_in_title(text: str) -> str:
    """The title that a paragraph begins with: "Thủy sản. Sản lượng …", "Giấy phép xây dựng: Cấp …"; "" without one.

    >>> run_in_title("Thủy sản. Sản lượng đạt 4.460 tấn."), run_in_title("Trong đó: lúa 5 ha; ngô 3 ha")
    ('Thủy sản', '')
    """
    m = _RUN_IN.match(text)
    said = m is not None and len(m[1].split()) <= 8 and m[1][:1].isupper() and not _LEADS_ON.match(fold(m[1]))
    title = re.sub(r"^(?:Về|Công tác|Đối với) (?=\S+ )", "", m[1].strip()) if m and said else ""
    return capital_first(title)


def figure_name(near: str, unit_words: str, after: str, fallback: str) -> str:
    """A name from the words before the figure, the noun it counts and the words behind it.

    `unit_words` is the counted noun as printed ("giấy phép"), "" for money and percentages; `fallback` names the
    figure when nothing stands beside it.

    >>> figure_name("đã thực hiện cấp ", "giấy phép", " xây dựng điều chỉnh", "")
    'Thực hiện cấp - giấy phép xây dựng điều chỉnh'
    """
    before = phrase_before(near)
    behind = phrase_behind(after) if unit_words or not before or _takes_object(before, after) else ""
    noun = f"{unit_words} {behind}".strip()
    if not before and not unit_words and fold(behind).startswith("tong so"):
        behind = f"Tỷ lệ trên {behind}"
        noun = behind
    if before and not behind and _counts_itself(before, unit_words):
        noun = ""
    name = " - ".join(p for p in (before, noun) if p) or phrase_before(fallback) or fallback.strip()
    return capital_first(name)


_VAGUE_PHRASES = re.compile(
    r"\b(?:so luong|gia tri|kinh phi|so tien|dang ky|dau tu|thuc hien|hoan thanh|du kien|ke hoach|chi tieu|muc tieu"
    r"|dong thoi"
    r"|con lai|ty le|ket qua|dau nam|cuoi nam|toan (?:huyen|tinh|thanh pho|xa|quan|phuong|nganh|vung)|thanh pho|dia ban"
    r"|khu vuc|trong do|cu the|binh quan|trung binh|tuong ung|lan luot|thu hut|duy tri|phan dau|dam bao|cong dung"
    r"|ghi nhan"
    r"|hien nay|ban quan ly|don vi|doanh nghiep|du an|lao dong|ho so|nhiem vu|thu tuc hanh chinh|thu tuc|luot khach"
    r"|khach san"
    r"|san pham|truong hop|con so|tong cong|den nay|noi tren|tren day|tinh chung|nhu sau|uoc tinh|bao gom)\b"
)
_VAGUE = frozenset(
    """dat la duoc co va voi cho tai cua trong den tu o tren duoi theo ve de nham tong so von tien uoc them moi tang
    giam hon gan khoang chiem bang muc nam thang quy ngay ky nay toan huyen tinh xa quan phuong cac nhung do rieng gom
    khi nguoi luot so voi cung da se dang hien gap vuot cao thap lan truong nhieu it can da cong mot hai ba
    bon sau bay tam chin muoi tren thi con""".split()
)


def own_subject(words: str) -> list[str]:
    """The folded syllables of a figure's own words that name something, without verbs of measure and vague nouns.

    >>> own_subject("trong đó khách nội địa ước đạt "), own_subject(", đạt tổng vốn "), own_subject("với ")
    (['khach', 'noi', 'dia'], [], [])
    """
    said = _VAGUE_PHRASES.sub(" ", fold(phrase_before(words)))
    return [w for w in _SYLLABLE.findall(said) if w not in _VAGUE]


_PEOPLE = re.compile(
    r"(?:cán bộ|giáo viên|nhân viên|lao động|học viên|công chức|viên chức|khách|bệnh nhân|đảng viên|đoàn viên"
    r"|hội viên|học sinh)"
)


def _counts_itself(before: str, unit: str) -> bool:
    """Does the noun behind a figure only repeat what is counted: "khám BHYT 268 lượt", "hộ cận nghèo 5 hộ"?"""
    if len(before.split()) < 2:
        return False
    said = before.lower()
    return unit == "lượt" or (unit == "người" and bool(_PEOPLE.search(said))) or said.startswith(f"{unit} ")


_GIVES = re.compile(
    r"(?:bố trí|bổ sung|hỗ trợ|điều chuyển|dành|chuyển đổi|tiết kiệm|cấp|phân bổ|huy động|đầu tư|thu hồi|cho vay"
    r"|quyên góp|hoàn thành|trồng(?: mới)?|gieo cấy|thu hoạch|xây dựng|nạo vét|cứng hóa|nhựa hóa|nâng cấp|sửa chữa)$"
)
_PREPOSITION = re.compile(
    r"\W*(?:trong|tại|ở|vào|so|của|từ|theo|trên|dưới|cho|do|với|bằng|trở|và|để|nhằm|tăng|giảm|đạt|kế hoạch|dự toán"
    r"|cùng kỳ)\b"
)


def _takes_object(before: str, after: str) -> bool:
    """Do the words before a figure only say what is done, and those behind with what ("tiết kiệm 10% chi …")?"""
    if not re.match(r"\s+\w", after) or _PREPOSITION.match(after.lower()):
        return False
    return bool(_GIVES.search(before.lower()))


def phrase_behind(words: str) -> str:
    """The words behind a figure, shortened.

    >>> phrase_behind(" xây dựng; ")
    'xây dựng'
    """
    words = _FIGURED_BRACKET.split(_SPACES.sub(" ", words))[0].strip(" ,;.:-–()/")
    words = _WITH_MORE.split(words)[0]
    words = _AT_TIME.split(words)[0]
    tail = _OPEN_END.search(words.lower(), max(0, len(words) - TAIL_REACH))
    words = words[: tail.start()] if tail else words
    return " ".join(words.split()[:MAX_WORDS])


def is_proper_name(words: str) -> bool:
    """Are the words only a proper name, as an item of a list ("Nhật Bản - Hải Phòng", "VSIP Hải Phòng")?

    >>> is_proper_name("Nam Cầu Kiền"), is_proper_name("Tỷ lệ lấp đầy"), is_proper_name("xã An Thái")
    (True, False, True)
    """
    parts = [w for w in re.split(r"[\s,;:()–-]+", words) if w]
    while parts and fold(parts[0]) in _KINDS:
        parts = parts[1:]
    return 0 < len(parts) <= 6 and len(words.strip()) > 2 and all(w[0].isupper() or w[0].isdigit() for w in parts)


_KINDS = frozenset(
    {"xa", "huyen", "quan", "phuong", "tinh", "thi", "tran", "thanh", "pho", "kcn", "kkt", "ccn", "khu", "cong",
     "nghiep", "cum", "cac", "va", "tai", "thon", "truong", "benh", "vien"}
)  # fmt: skip
