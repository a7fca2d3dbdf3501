"""Whose figure: the body a document reports on, and those named at a figure."""

from __future__ import annotations

import re

from corpus.bodies import COMMITTEES, LEVELS, any_of
from corpus.models import Document
from corpus.naming import is_proper_name
from corpus.text import capital_first, fold

_REGIONS = {"dong bang song hong": "ĐBSH", "dong bang song cuu long": "ĐBSCL"}
_MANY = re.compile(
    r"(\d+) (?:tỉnh|địa phương)(?:, thành phố)?(?: trong)?(?: khu vực| vùng)?"
    r"(?: (?!(?:có|đều|đã|là|được|với)\b)([^,.;:()\d]{3,40}?))?(?= (?:có|đều|đã|là|được|với)\b|[,.;:()]|$)"
)
_COMMITTEE = re.compile(rf"(?:{any_of(COMMITTEES)})\s+(?={any_of(LEVELS)})")
_LOWER = {"và", "của", "các", "về"}


def document_entity(document: Document) -> str:
    """The body that the document's figures are of when nothing else is said.

    A zone authority gives its zone ("KKT Hải Phòng"), a People's Committee its place ("Huyện Tiên Lãng"), others give
    their own name; a report over several provinces gives them all ("11 tỉnh, thành phố ĐBSH").
    """
    organ = " ".join(document.organ_name.split())
    key = fold(organ)
    if re.search(r"\bcac tinh\b", key):
        return _many_provinces(document) or title_case(organ)
    if m := re.search(r"ban quan ly (?:cac )?(khu kinh te|khu cong nghiep|khu che xuat|khu cong nghe cao)", key):
        kind = {"khu kinh te": "KKT", "khu cong nghiep": "Các KCN", "khu che xuat": "Các KCX"}.get(
            m[1], "Khu công nghệ cao"
        )
        rest = re.sub(
            r"^[\W]*(?:(?:cac|va|khu che xuat|khu cong nghiep|khu kinh te|tinh|thanh pho|tp\.?)\b\W*)*",
            "",
            key[m.end() :],
        )
        place = title_case(organ[len(organ) - len(rest) :]) if rest else ""
        return f"{kind} {place or document.place}".strip()
    if m := _COMMITTEE.search(key):
        return capital_first(title_case(organ[m.end() :]))
    return title_case(organ) or document.place or document.doc_key


def _many_provinces(document: Document) -> str:
    for paragraph in document.paragraphs:
        if m := _MANY.search(paragraph.text):
            said = (m[2] or "").strip()
            region = next((short for long, short in _REGIONS.items() if long in fold(said)), said)
            return f"{m[1]} tỉnh, thành phố {region}".strip()
    return ""


def title_case(words: str) -> str:
    """Capitals as in running text: "UBND HUYỆN AN DƯƠNG" → "UBND huyện An Dương" roughly, kept when not all capitals.

    >>> title_case("TRUNG TÂM Y TẾ AN DƯƠNG"), title_case("Sở Y tế")
    ('Trung tâm Y tế An Dương', 'Sở Y tế')
    """
    words = words.strip(" ,.;:-")
    if not words.isupper():
        return words
    out = [w if fold(w) in _ACRONYMS else w.lower() if w.lower() in _LOWER else w.capitalize() for w in words.split()]
    text = " ".join(out)
    for pair in _COMMON:
        text = text.replace(pair, pair.capitalize())
    return text


_ACRONYMS = frozenset(
    {
        "ubnd",
        "hdnd",
        "ptnt",
        "kcn",
        "kkt",
        "kcx",
        "tp",
        "tnmt",
        "gtvt",
        "tttt",
        "khcn",
        "vhttdl",
        "ldtbxh",
        "gddt",
        "khdt",
        "tw",
    }
)
# Common nouns of which only the first syllable takes a capital in a body's name.
_COMMON = (
    "Bệnh Viện", "Đa Khoa", "Trung Tâm", "Nông Nghiệp", "Phát Triển", "Nông Thôn", "Kế Hoạch", "Đầu Tư", "Giáo Dục",
    "Đào Tạo", "Tài Nguyên", "Môi Trường", "Lao Động", "Thương Binh", "Xã Hội", "Giao Thông", "Vận Tải", "Văn Hóa",
    "Thể Thao", "Du Lịch", "Khoa Học", "Công Nghệ", "Tư Pháp", "Tài Chính", "Xây Dựng", "Công Thương", "Nội Vụ",
    "Ngoại Vụ", "Thông Tin", "Truyền Thông", "Thanh Tra", "Y Tế", "Quản Lý", "Kinh Tế", "Công Nghiệp", "Chi Cục",
    "Thống Kê", "Bảo Hiểm", "Văn Phòng", "Công An", "Dân Tộc", "Kiểm Lâm", "Thủy Lợi", "Thủy Sản", "Chăn Nuôi",
    "Thú Y", "Hải Quan", "Kho Bạc", "Nhà Nước", "Trường Học",
)  # fmt: skip


def list_item_entity(near: str, head: str) -> str:
    """The named one that a figure in a list is of; "" if none. `near` the words at it, `head` those the list hangs on.

    >>> list_item_entity(" Nam Cầu Kiền (", "các KCN đang triển khai")
    'KCN Nam Cầu Kiền'
    """
    words = near.rsplit(":", 1)[-1].strip(" ,;:.()*+-–").split()
    lead = 0
    while lead < len(words) and (words[lead].islower() or words[lead] in _KINDS):
        lead += 1
    kind = [w for w in words[:lead] if fold(w) not in ("cac", "tai", "va", "o", "rieng")]
    tail = " ".join(words[lead:])
    if not is_proper_name(tail) or (kind and fold(" ".join(kind)) not in _KIND_WORDS):
        return ""
    if kind:
        return f"{' '.join(kind)} {tail}"
    for word, short in (("kcn", "KCN"), ("khu cong nghiep", "KCN"), ("cum cong nghiep", "CCN")):
        if re.search(rf"\b{word}\b", fold(head)):
            return f"{short} {tail}"
    return tail


_KINDS = ("KCN", "KKT", "CCN", "TP", "TP.", "UBND")
_KIND_WORDS = frozenset(
    {"kcn", "kkt", "ccn", "tp", "tp.", "khu cong nghiep", "khu kinh te", "cum cong nghiep", "xa", "huyen", "quan",
     "phuong", "thi tran", "thi xa", "tinh", "thanh pho", "truong", "benh vien"}
)  # fmt: skip
