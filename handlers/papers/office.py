"""Whose paper it is: names and addresses that the office's own documents show, or that its settings say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from corpus.models import Document
from corpus.text import fold
from corpus.values import Value
from handlers.papers.values import BLANK

_OWN_SIDE = re.compile(r"\s*/.*$")
_SURE = 0.9
_LEVELS = frozenset({"xã", "phường", "huyện", "quận", "tỉnh", "thị trấn", "thị xã", "thành phố", "đặc khu"})
_LETTERS = frozenset({"ubnd", "hđnd", "bql", "kkt", "kcn", "tp"})
_BODIES = frozenset({"sở", "ban", "phòng", "cục", "bộ"})
_STATE = "cong hoa xa hoi"


class Office(Value):
    """What stands in the head and at the end of a paper. An empty field is not known.

    `notation` is the organ's part of a number ("BQL" of "BC-BQL"). `archive` stands after "Lưu:".
    """

    parent_organ: str = ""
    organ: str = ""
    notation: str = ""
    place: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = ""
    authority: str = ""
    position: str = ""
    full_name: str = ""

    def over(self, other: Office) -> Office:
        """This office, its unknown fields taken from another description.

        >>> Office(organ="Sở A").over(Office(organ="Sở B", place="An Bình")).place
        'An Bình'
        """
        return other.model_copy(update={name: value for name, value in self if value})


def read_office(text: str) -> Office:
    """The office as its administrator describes it, in TOML with the names of the fields.

    Raises:
        ValueError: it is no TOML, or has a field that an office has not.

    >>> read_office('organ = "Sở Công Thương"\\nrecipients = ["UBND tỉnh", "Lãnh đạo Sở"]').recipients
    ('UBND tỉnh', 'Lãnh đạo Sở')
    """
    import tomllib

    return Office.model_validate(tomllib.loads(text))


def office_of(documents: Iterable[Document]) -> Office:
    """The office whose documents these are: the organ that made most of them, as they write it.

    Addressees and recipients are those of its latest clean report. Who signs is not taken from them: papers of today
    are not signed by whoever signed yesterday's.
    """
    files = [d for d in documents if d.origin == "file" and d.organ_name]
    if not files:
        return Office()
    organs = Counter(fold(d.organ_name) for d in files)
    organ = max(organs, key=lambda o: (organs[o], max(d.issued_date for d in files if fold(d.organ_name) == o)))
    own = sorted((d for d in files if fold(d.organ_name) == organ), key=lambda d: d.issued_date)
    clean = [d for d in own if d.text_quality == "clean"] or own
    reports = [d for d in clean if d.type_name == "Báo cáo"]
    return Office(
        parent_organ=next((p for d in reversed(clean) if (p := _parent_of(d))), ""),
        organ=_commonest(d.organ_name for d in clean),
        notation=_commonest(d.code_notation.partition("-")[2] for d in clean),
        place=_commonest(d.place for d in clean),
        addressees=next((d.addressees for d in reversed(reports) if _is_sure(d, "addressees")), ()),
        recipients=next((_listed(d) for d in reversed(reports) if _is_sure(d, "recipients")), ()),
    )


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(v for v in values if v)
    return counts.most_common(1)[0][0] if counts else ""


def _is_sure(document: Document, field: str) -> bool:
    return document.text_quality == "clean" and document.confidence.get(field, 0.0) >= _SURE


def _listed(document: Document) -> tuple[str, ...]:
    """The recipients without the archive and without "Như trên", which follow from the paper itself."""
    plain = (r for r in document.recipients if not fold(r).startswith(("luu", "nhu tren")))
    return tuple(_OWN_SIDE.sub("", r) for r in plain)


def _parent_of(document: Document) -> str:
    """The organ printed in capitals right above the document's own, in the letterhead."""
    lines = [p.text.strip() for p in document.paragraphs if p.kind == "header"]
    for above, line in pairwise(lines):
        if fold(line) == fold(document.organ_name) and above.isupper() and not fold(above).startswith(_STATE):
            return above
    return ""


def blank(text: str) -> str:
    """A text, or the visible blank."""
    return text or BLANK


def in_a_sentence(organ: str) -> str:
    """An organ's name where it stands in a sentence: not in the capitals of a letterhead.

    >>> in_a_sentence("ỦY BAN NHÂN DÂN XÃ HẢI THỤY"), in_a_sentence("SỞ TÀI CHÍNH"), in_a_sentence("Sở Văn hóa")
    ('Ủy ban nhân dân xã Hải Thụy', 'Sở Tài chính', 'Sở Văn hóa')
    >>> in_a_sentence("UBND THỊ XÃ QUẢNG YÊN")
    'UBND thị xã Quảng Yên'
    """
    if not organ.isupper() or " " not in organ:
        return organ
    words = organ.lower().split(" ")
    ends = (n for n in range(len(words) - 1, 0, -1) if words[n] in _LEVELS or " ".join(words[n - 1 : n + 1]) in _LEVELS)
    level = next(ends, len(words))
    named = {0, *range(level + 1, len(words)), *([1] if words[0] in _BODIES else [])}
    spoken = (word.capitalize() if n in named else word for n, word in enumerate(words))
    return " ".join(word.upper() if word.lower() in _LETTERS else word for word in spoken)
