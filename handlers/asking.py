"""What kind of answer a question wants, read off its words: tables of `name ← patterns`, on folded, expanded text."""

from __future__ import annotations

import re
from typing import NamedTuple

from handlers.values import Intent, Wanted


class Cue(NamedTuple):
    """A rule: its name shows in the trace of `planbot explain`."""

    name: str
    pattern: re.Pattern[str]


def _cue(name: str, pattern: str) -> Cue:
    return Cue(name, re.compile(pattern))


_PERCENT = r"(?:%|phan tram)"
_HOW_MANY = r"(?:bao nhieu|(?<!so )(?<!bo )(?<!mua )(?<!van hanh )may(?! tinh| moc)|nhieu it)"
#: "số dự án", "tổng số hộ nghèo" said first ask how many; "so lao dong" may be the Sở Lao động
_NUMBER_OF = (
    r"(?:^|^tong )so (?:luong )?(?=(?:du an|doanh nghiep|dn|nguoi|ho so|ho|vu|ca|luot|cuoc|truong hop|giay phep|thu tuc"
    r"|cong nhan|hoc sinh|sinh vien|can bo|lop|truong|xa|giuong|don vi|van ban|nhiem vu)\b)"
)
#: how many pieces or how much money a result lies over or under the same period: no percentage answers that
MORE_THAN_BEFORE = (
    r"\b(?:tang|giam|hon|kem|nhieu hon|it hon)(?: them)? (?:(?:so )?(?:voi )?(?:cung ky|nam truoc|nam ngoai) )?"
    r"(?:bao nhieu|may) (?!%|phan tram|so\b|la\b|lan\b|diem\b)\w+(?:(?= .*\b(?:cung ky|nam truoc|nam ngoai)\b)"
    r"|(?<=\w)(?=\W*$))"
)
AVERAGE = r"\b(?:binh quan|trung binh|tb) (?:cua )?(?:moi|1|mot|tren|tung)\b(?! (?:thang|quy|nam|ngay|tuan))"
_PAPER = r"(?:quyet dinh|nghi dinh|van ban|cong van|thong bao|to trinh|chi thi|nghi quyet|thong tu|ke hoach|bao cao|qd)"
_UNITS = r"(?:phong|don vi|so|ban|co quan|bo phan|to chuc|trung tam|ben|chi cuc|cuc)"

#: (wanted, rule), a question may want several things
WANTED: tuple[tuple[Wanted, Cue], ...] = (
    (
        "percent",
        _cue(
            "asks a percentage",
            rf"{_HOW_MANY}\s*(?:cai\s*)?{_PERCENT}|{_PERCENT}|ty le (?:la )?{_HOW_MANY}|\bty trong\b",
        ),
    ),
    (
        "which_document",
        _cue(
            "asks a document",
            rf"{_PAPER}(?: (?!la\b|ngay\b|han\b|co\b|\d)\w+){{0,3}} (?:nao|so may|so bao nhieu|so gi)\b|\bso may\b"
            rf"|\bso hieu\b|ma so"
            rf"|theo {_PAPER} (?:nao|gi)|\b(?:nao|gi) phe duyet",
        ),
    ),
    (
        "when",
        _cue(
            "asks a time",
            r"bao gio|khi nao|(?:ngay|thang|nam|hom|luc|quy) nao|ngay (?:bao nhieu|may)|thoi (?:han|gian nao|diem nao)"
            r"|han (?:nop|chot|hoan thanh|cuoi|gui|la|khi nao)|den han|deadline|ngay thang nao",
        ),
    ),
    (
        "person",
        _cue(
            "asks a person's name",
            r"\bai (?:la|giu) (?!chu dau tu|nguoi ky|chu tri|don vi)"
            r"|\bai lam (?=chu tich|giam doc|pho |truong|bi thu|chanh|vien truong|hieu truong|thu truong|lanh dao)"
            r"|\bla ai\b|\bten (?:gi|la gi)"
            r"|(?:chu tich|giam doc|truong (?:phong|ban)|bi thu|vien truong) (?:nao|ten)",
        ),
    ),
    (
        "who",
        _cue(
            "asks a unit or a person",
            rf"\b{_UNITS} nao\b|\bai\b|\bnganh nao\b.*(?:chu tri|phoi hop|phu trach|chiu trach nhiem)"
            rf"|giao cho (?:ai|{_UNITS})|chu tri|chiu trach nhiem|nguoi (?:ky|dung dau)"
            rf"|ong nao|ba nao",
        ),
    ),
    ("where", _cue("asks a place", r"o dau|cho nao|nam dau|dia diem|\bve dau|gui dau|vao dau|noi nao|lo nao")),
    ("figure", _cue("asks a figure", rf"{_HOW_MANY}|{_NUMBER_OF}|{AVERAGE}|so luong|muc bao nhieu|la may")),
    (
        "list",
        _cue(
            "asks a list",
            r"nhung gi|gom (?:nhung|cac)|liet ke|danh sach|danh muc|(?:nhung|cac) [\w ]{1,30} (?:nao|gi)\b|viec gi"
            r"|nhiem vu gi|lam (?:nhung )?gi|linh vuc (?:gi|nao)|noi dung gi|(?:du an|kcn|nhiem vu|chi tieu"
            r"|giai phap) nao|\bgi\b",
        ),
    ),
    (
        "contact",
        _cue(
            "asks for a contact",
            r"so dien thoai|\bsdt\b|dien thoai (?:lien he|cua)|\bhotline\b|e-?mail|dia chi (?:nha|email|lien he)"
            r"|lien he (?:ai|voi)",
        ),
    ),
    ("why", _cue("asks a reason", r"\b(?:tai|vi) sao|^sao\b|giai trinh|ly do|nguyen nhan")),
    ("yes_no", _cue("asks yes or no", r"\bco\b.+\bkhong\b|dung khong|phai khong|chua$")),
)

#: the intent named by its own words; the first that fits, otherwise the slots decide
INTENTS: tuple[tuple[Intent, Cue], ...] = (
    (
        "source",
        _cue(
            "asks the source",
            r"^(?:the |cho )?(?:nguon|trich (?:dan|tu)|can cu|so lieu nay|lay)\b[\w ]{0,20}(?:dau|nao|van ban nao"
            r"|tu dau|o dau)$|^nguon$",
        ),
    ),
    (
        "summary",
        _cue(
            "asks a summary",
            r"tom tat|tong hop(?! lanh| phong)(?:.{0,12}(?:nhanh|giup|so lieu|buc tranh|chi tieu))|buc tranh"
            r"|tong quan|diem (?:qua|lai|nhanh)|bao cao nhanh|khai quat|nhin chung",
        ),
    ),
    (
        "conflict",
        _cue(
            "asks about a contradiction",
            r"\bkhop\b|mau thuan|khac nhau|(?:noi|ghi) khac(?: nhau)?|khac nhau|lech|vo ly|tinh lai|cong lai"
            r"|co bang|sao lai|nguon nao|chinh xac|\bsao\b.+\bma\b|ra duoc",
        ),
    ),
    (
        "compute",
        _cue(
            "asks a computation",
            r"con thieu|thieu bao nhieu|(?<!thu )hut bao nhieu|vuot (?:ke hoach |chi tieu )?(?:bao nhieu|may)"
            r"|binh quan (?:moi|1|mot|hang) thang|trung binh (?:moi|1|mot|hang) thang|chiem (?:bao nhieu|may|ty)"
            r"|nua cuoi nam|6 thang cuoi nam|lam them|con lai (?:bao nhieu|may)|hon (?:ke hoach )?bao nhieu"
            rf"|{MORE_THAN_BEFORE}"
            r"|tong (?:cong )?(?:2|hai|ca)|\bcon (?:bao nhieu|may)\b(?=.{0,40}\b(?:chua|nua)\b)",
        ),
    ),
    (
        "compare",
        _cue(
            "asks a comparison",
            r"so sanh|chenh|\bnao\b.{0,60}\bnhat\b"
            r"|so (?:voi )?(?:nam )?20\d\d (?:\w+ )?(?:tang|giam|hon|kem) (?:bao nhieu|may)"
            r"|(?:tang|giam|hon|kem) (?:them )?(?:bao nhieu|may)\b.* so voi (?:nam )?20\d\d"
            r"|dung thu|xep (?:hang|thu)|cao nhat|thap nhat|nhieu nhat|it nhat|lon nhat|dung dau"
            r"|manh nhat|\bvs\b|ben nao|thay doi|doi chieu|giua nam (?:voi|va)|(?:tang|giam) (?:the nao|sao"
            r"|ra sao)|\bvoi\b.+(?:the nao|ra sao)",
        ),
    ),
)


def wanted(folded: str) -> tuple[tuple[Wanted, ...], tuple[str, ...]]:
    """Everything the question wants, with the names of the rules that say so.

    >>> wanted("fdi 6 thang dat bao nhieu %")[0]
    ('percent', 'figure')
    >>> wanted("phong nao chu tri")[0]
    ('who',)
    """
    hits = [(kind, cue.name) for kind, cue in WANTED if cue.pattern.search(folded)]
    return tuple(k for k, _ in hits), tuple(n for _, n in hits)


def named_intent(folded: str) -> tuple[Intent | None, str]:
    """The intent said by words such as "so sánh", with the rule's name; None when only the slots can tell.

    >>> named_intent("so sanh fdi 6 thang voi ca nam")[0]
    'compare'
    """
    for intent, cue in INTENTS:
        if cue.pattern.search(folded.strip(" ?.!")):
            return intent, cue.name
    return None, ""


def cue_spans(folded: str) -> list[tuple[int, int]]:
    """Where the words of asking stand: they are no content."""
    cues = [cue for _, cue in WANTED] + [cue for _, cue in INTENTS]
    return [m.span() for cue in cues for m in cue.pattern.finditer(folded)]


_ASKED_UNIT = re.compile(
    rf"(?:{_HOW_MANY} |{_NUMBER_OF})(?:cai |nghin |ngan |tram )?(?P<unit>[a-z0-9/%]+(?: [a-z0-9/]+){{0,2}})"
)
_UNIT_WORDS = (
    "ty dong", "ty usd", "ty do", "trieu usd", "trieu dong", "trieu do", "ty", "trieu", "dong", "usd", "%", "phan tram",
    "du an", "nguoi", "lao dong", "ha", "m2", "km", "khu cong nghiep", "cum cong nghiep",
    "ho so", "bo ho so", "nhiem vu", "khu", "kcn", "can", "can ho", "can bo", "toa",
    "tang", "luot", "lop", "hoc vien", "vu", "xa", "ho", "truong", "doanh nghiep", "thu tuc", "giay phep", "van ban",
    "bo", "lan", "giuong", "tan", "cho", "truong hop", "diem", "don vi", "ngay", "trang", "ban", "cong nhan", "viec",
    "nhiem", "cuoc", "hoi nghi", "con", "cay", "khach", "luot khach", "phong", "tin bai", "tau", "chuyen", "ca",
)  # fmt: skip


def asked_unit(folded: str) -> str:
    """The counted noun or money unit asked for, '' when none is said.

    >>> asked_unit("duyet cho may du an"), asked_unit("rong bao nhieu ha"), asked_unit("dat bao nhieu")
    ('du an', 'ha', '')
    """
    for m in _ASKED_UNIT.finditer(folded):
        said = m["unit"]
        for unit in sorted(_UNIT_WORDS, key=len, reverse=True):
            if said == unit or said.startswith(unit + " "):
                return unit
    return ""


_PROGRESS = re.compile(
    r"\b(?:toi|den) dau\b|\bxong (?:chua|roi|khong)|\btien do\b|\bkip (?:khong|tien do|han)"
    r"|\btinh hinh (?:thuc hien|trien khai) (?!.*\b(?:bao nhieu|may)\b)"
    r"|\b(?:the nao|ra sao|sao) roi\b"
    r"|\b(?:hoan thanh|duyet|ban hanh|trinh|ky|nghiem thu|khoi cong|trien khai|thuc hien|ban giao|lam|chay|hop long"
    r"|van hanh|thong xe|dua vao) (?:\w+ ){0,3}chua\b|\bsao (?:\w+ ){0,4}(?:van )?chua\b"
    r"|\b(?:dung|cham) (?:han|tien do) khong"
)


def asks_progress(folded: str) -> bool:
    """Whether how far something is, or whether it is done, is asked.

    >>> asks_progress("cau moi toi dau roi"), asks_progress("de an duyet chua"), asks_progress("cau moi o dau")
    (True, True, False)
    """
    return bool(_PROGRESS.search(folded))
