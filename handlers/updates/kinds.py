"""Is a sentence of a message a question, or does it tell something?"""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.text import fold

_ASKS = re.compile(
    r"\b(?:bao nhieu|bn|may %|la may|bao gio|khi nao|o dau|the nao|ra sao|thi sao|lam sao|tai sao|vi sao|cai nao"
    r"|ai (?:chu tri|phu trach|lam|la)|don vi nao|phong nao|gi (?:the|vay|a)|la gi|nhung gi|nao|phai khong|dung khong"
    r"|dung k|\d\S* ?(?:\w+ ){0,2}hay (?:\w+ )?\d+|co dung|co phai|hay la|duoc khong|duoc chua|co khong"
    r"|(?:den|toi) dau|sao roi|con thieu|han (?:khi nao|may))\b|\?"
)
_REQUEST = re.compile(
    r"^\W*(?:a|anh|chi|em|e|ad|bot|sep|dong chi|ban)?\W*(?:oi\W*)?(?:cho (?:a|anh|em|e|chi|minh|toi|xin|hoi)"
    r"(?! (?:cap nhat|dinh chinh|sua|bo sung|gui|bao lai|noi lai|bao cao lai)\b)"
    r"|xin (?:hoi|so|cho|bao cao|file)|hoi(?! nghi| thao| dong| thi| truong| cho)"
    r"|gui (?:em|e|anh|a|cho|minh|giup)|tra (?:cuu|giup)|xem (?:giup|ho)"
    r"|kiem tra giup|lay (?:giup|cho)|can (?:so|file|xin)|tim (?:giup|cho))\b"
)
_SEND = re.compile(
    r"\bgui (?:em|e|anh|a|chi|minh|toi|phong|lanh dao) (?:cai |giup |lai )*(?:so|bao cao|bc|file|bang|kh)\b"
)
"""Somebody is to send something, whoever is told so."""
_REPORTS = re.compile(r"\d[\d.,]*\s?(?:%|(?:ty|ti|tr|trd|trieu|nghin|nguoi|ng|ld|du an|da|ho so|hs|vu|ha|usd)\b)")
_TELLS = re.compile(r"\b(?:xin|cho (?:em|e|toi|minh)) (?:duoc )?bao cao\b|\bgui (?:anh|a|chi|phong|lanh dao)\b")
"""Words of a report, when a figure with its unit goes with them: "em xin báo cáo FDI 20 triệu USD"."""
_IF = re.compile(
    r"^\W*(?:neu|gia su|gia dinh|thu (?:tinh|hoi|xem))\b|\bthi (?:vuot|dat|sao|con)\b.*\b(?:bao nhieu|may|%|khong)\b"
)
_NONE = re.compile(r"\b(?:khong|ko|chua)\b(?! (?:biet|ro|hieu|nho))(?: \w+){0,4}? nao\b")
"""What did not happen asks nothing: "không có vụ cháy nào"."""
_WHETHER = re.compile(
    r"\b(?:da|co)\b.*\b(?:chua|khong)\W*$"
    r"|\b(?:duyet|xong|trinh|ban hanh|ky|nop|gui) chua(?: (?:em|e|anh|a|chi|ban|vay|the|nhi))*\W*$"
)
_SENTENCE = re.compile(r"(?<=[?!\n])\s*|(?<=[.;])\s+(?=\S)")


def pieces(text: str) -> list[tuple[int, int]]:
    """Sentences and numbered items of a message, as offsets.

    >>> t = "(1) quy chế: xong. (2) tập huấn: chưa làm"
    >>> [t[a:b].strip() for a, b in pieces(t)]
    ['(1) quy chế: xong.', '(2) tập huấn: chưa làm']
    """
    cuts = {0, len(text)}
    cuts |= {m.end() for m in _SENTENCE.finditer(text)}
    cuts |= {m.start() for m in re.finditer(r"(?<![\w(])(?:\(\d{1,2}\)|\d{1,2}[.)](?=\s)|[-+•*](?=\s))", text)}
    ordered = sorted(cuts)
    found = pairwise(ordered)
    return [(a, b) for a, b in found if re.search(r"[^\W\d_]", text[a:b])]


def asks(sentence: str) -> bool:
    """Does a sentence ask, request, or only suppose?

    >>> asks("doanh thu 9 thang bn roi"), asks("cho em xin số xuất khẩu"), asks("doanh thu T8 60.845 tỷ")
    (True, True, False)
    >>> asks("nếu FDI đạt 3,5 tỷ thì vượt bao nhiêu %"), asks("đã nộp báo cáo chưa"), asks("tập huấn: chưa làm")
    (True, True, False)
    >>> asks("quý 3 không xảy ra vụ cháy nào"), asks("không biết phòng nào báo cáo")
    (False, True)
    """
    folded = fold(sentence).strip()
    if _IF.search(folded) or _WHETHER.search(folded):
        return True
    requested = _REQUEST.search(folded)
    if (requested or _SEND.search(folded)) and not (_TELLS.search(folded) and _REPORTS.search(folded)):
        return True
    return bool(_ASKS.search(_NONE.sub(" ", folded)))
