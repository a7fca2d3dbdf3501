"""Units of government: found by grammar in a text, and matched by the short names people type."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

from corpus.bodies import AGENCIES, COMMITTEES, LEVELS, any_of
from corpus.models import Document
from corpus.text import capital_first, fold
from corpus.values import Value


class UnitMatch(Value):
    """A unit named at `text[start:end]`: its name and the initials of its body ("QLĐT")."""

    start: int
    end: int
    name: str
    short: str


_HEADS = any_of(
    AGENCIES,
    COMMITTEES,
    (
        "cong an", "kho bac nha nuoc", "cong doan", "ngan hang", "dai", "quy", "tram", "to", "doi",
        "uy ban mat tran to quoc",
    ),
)  # fmt: skip
_HEAD = re.compile(rf"\b(?:{_HEADS})\b")
# A head followed by one of these is another word: phòng chống, tổ chức, ban hành, hội nghị …
_OTHER_WORD = re.compile(
    r"(?:phong (?:chong|ngua|chay|benh|trao|hop|hoc|lam viec|ve|tuc)|to chuc|ban hanh|hoi (?:nghi|thao"
    r"|thi|nhap|dap|hop|hoa|tu)"
    r"|truong hop|cuc bo|vu viec|vu an|bo (?:may|sung|tri|phan|tai lieu|chi so|ho so)|so (?:huu|lieu"
    r"|luong|voi|sanh|tuyen|ket|bo)"
    r"|doan ket|doan (?:kiem tra|cong tac|khach)|quy (?:dat|hoach|dinh|trinh|mo|che|i|1)|dai (?:dien|bieu"
    r"|hoi|han|ly)|ban (?:giao|do|than|quyen|dau)"
    r"|cuc ky|vien (?:chuc|tro)|doi (?:moi|voi|ngu|song|thoai|tuong)|to trinh|thanh tra,|vu (?:mua|dong"
    r"|he)|doan duong|cong doan (?:vien|phi))\b"
)
_STOP = re.compile(
    r"\b(?:chu tri|phoi hop|co trach nhiem|la|phai|lam|bao cao|tham muu|thuc hien|da|dang|se|duoc|theo"
    r"|tai|trong|de|cho|cua|nghien cuu"
    r"|huong dan|kiem tra|chiu|can cu|tiep tuc|xay dung ke hoach|trien khai|don doc|theo doi|tong hop "
    r"(?:bao|ket|trinh)|gui|trinh|ve viec|ve|nop|co|giao|bo tri"
    r"|chua|thi|khi|va cac|cung|voi|vao|ra|nhu|hoan thanh|danh gia|ra soat|to chuc|nhung|de nghi|xem xet"
    r"|quan tam|chi dao|dam bao|ban hanh|day manh|tham dinh)\b"
    r"|[.,;:()\"“”?!\n]|\s-\s(?=[a-z]* ?(?:chu tri|lam))|\d"
)
_AND_HEAD = re.compile(rf"\bva (?:{_HEADS})\b")
_LEVEL = re.compile(rf"(?:{any_of(COMMITTEES)}) (?:cac )?(?:{any_of(LEVELS)})\b")
_OF_LEVEL = re.compile(r"\s+(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|khu vực)\b")
_FIRST_WORD = re.compile(r"\s*\S+")
_PLACE = re.compile(r"(?:\s+[A-ZĐÀ-Ỹ][\w]*)+")


def _tables() -> tuple[str, ...]:
    data = tomllib.loads(resources.files("corpus").joinpath("data/units.toml").read_text(encoding="utf-8"))
    names = list(data["known"]["other"])
    for head in ("sở", "bộ", "phòng"):
        names += [f"{head.capitalize()} {body}" for body in data["known"][head]]
    return tuple(names)


@lru_cache(maxsize=1)
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    by_key = {fold(name): name for name in _tables()}
    keys = sorted(by_key, key=len, reverse=True)
    loose = (re.escape(k).replace(r"\ ", r"\s+").replace(r"\s+\-\s+", r"\s*[-,]\s*") for k in keys)
    return re.compile(rf"\b(?:{'|'.join(loose)})\b"), by_key


def initials(name: str, *, head: bool = False) -> str:
    """The initials of a unit's name, without its head (phòng, sở …) unless `head`, and without "và".

    >>> initials("Phòng Quản lý đầu tư"), initials("Phòng Quản lý đầu tư", head=True)
    ('QLĐT', 'PQLĐT')
    """
    words = [w for w in re.findall(r"[^\W\d_]+", name) if fold(w) != "va"]
    m = _HEAD.match(fold(name))
    skip = len(m.group().split()) if m and not head else 0
    return "".join(w[0].upper() for w in words[skip:])


def is_unit_name(title: str) -> bool:
    """Is the whole string the name of one unit, as in a heading "1. Văn phòng Ban Quản lý"?

    >>> is_unit_name("Phòng Kế hoạch tổng hợp"), is_unit_name("Tổ chức thực hiện")
    (True, False)
    """
    folded = re.split(r"\s+tai\s+", fold(title).strip(" :.*"))[0]
    m = _HEAD.match(folded)
    if not m or _OTHER_WORD.match(folded) or len(folded.split()) > 16 or not title.strip(" *")[:1].isupper():
        return False
    rest = folded[m.end() :].strip()
    if not rest:
        return folded in ("van phong", "thanh tra")
    named = _is_name_word(title.strip(" *"), m.end())
    return not re.search(r"[;:?!\d]|,(?!\s*the thao)", rest) and (named or not _STOP.match(rest))


def find_units(text: str, known: Iterable[str] = ()) -> list[UnitMatch]:
    """Units named in a text, left to right: known ones (the longest), then any well-formed capitalised name.

    `known` are further names, an office's own divisions.

    >>> [u.name for u in find_units("Giao Sở Tài chính chủ trì, phối hợp với Phòng Quản lý cảng biển thực hiện")]
    ['Sở Tài chính', 'Phòng Quản lý cảng biển']
    """
    folded = fold(text)
    found: list[UnitMatch] = []
    for key, name in sorted(((fold(n), n) for n in known), key=lambda p: -len(p[0])):
        for m in re.finditer(rf"\b{re.escape(key)}\b", folded):
            _add(found, m.start(), m.end(), name)
    pattern, by_key = _known()
    for m in pattern.finditer(folded):
        end = _with_place(text, m.end())
        longer = _name_end(text, folded, m)
        plain = re.sub(r"\s+", " ", m.group())
        printed = by_key.get(plain) or by_key.get(re.sub(r"\s*[-,]\s*", " - ", plain, count=1))
        if printed and (text[m.start()].isupper() or longer or not _is_name_word(text, m.end())):
            _add(found, m.start(), end, (printed + text[m.end() : end]).strip())
    for m in _HEAD.finditer(folded):
        if _OTHER_WORD.match(folded, m.start()) or any(u.start <= m.start() < u.end for u in found):
            continue
        end_ = _name_end(text, folded, m)
        if end_:
            name = re.sub(r"\s+", " ", text[m.start() : end_])
            _add(found, m.start(), end_, capital_first(name))
    return sorted(found, key=lambda u: u.start)


def _add(found: list[UnitMatch], start: int, end: int, name: str) -> None:
    if not any(u.start < end and start < u.end for u in found):
        found.append(UnitMatch(start=start, end=end, name=name, short=initials(name)))


def _is_name_word(text: str, at: int) -> bool:
    return text[at : at + 2].strip()[:1].isupper()


def _with_place(text: str, end: int) -> int:
    """The name goes on through a place: "Cục Thuế thành phố Hải Phòng"."""
    m = _OF_LEVEL.match(text, end)
    place = _PLACE.match(text, m.end() if m else end)
    if m:
        return place.end() if place else m.end()
    return end


def _name_end(text: str, folded: str, head: re.Match[str]) -> int | None:
    """Where an unknown unit's name ends; None when what follows the head is no name."""
    level = _LEVEL.match(folded, head.start())
    if level:
        place = _PLACE.match(text, level.end())
        return place.end() if place else level.end()
    if not _is_name_word(text, head.end()):
        return None
    first = _FIRST_WORD.match(folded, head.end())
    stop = _STOP.search(folded, first.end() if first else head.end())  # a capital begins a name: Sở Giao thông vận tải
    joined = _AND_HEAD.search(folded, head.end())
    ends = [m.start() for m in (stop, joined) if m]
    end = min([*ends, len(text)])
    words = list(re.finditer(r"\S+", text[head.end() : end]))[:12]
    if not words:
        return None
    last = head.end() + words[-1].end()
    return last if last - head.end() > 2 else None


def unit_names(documents: Iterable[Document]) -> list[str]:
    """The names of units that stand as headings in documents, first seen first.

    They are the office's own divisions: plans are divided by them.
    """
    names: dict[str, str] = {}
    for document in documents:
        for paragraph in document.paragraphs:
            titles = [s.title for s in paragraph.section]
            if paragraph.kind == "heading":
                titles.append(paragraph.text)
            for title in titles:
                clean = re.sub(r"^\W*(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])\s*[.)]\s*", "", title).strip(" *#:.")
                if is_unit_name(clean):
                    names.setdefault(fold(clean), capital_first(clean))
    return list(names.values())
