"""The documents a question names: by number, by type and period, by the kind of authority."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.periods import PeriodMatch
from corpus.quantities import find_quantities
from corpus.text import fold
from handlers.knowledge import Knowledge

_BARE_NUMBER = 3
_LED_IN = ("trong", "theo", "o ", "cua", "tu ", "voi", "va ")
_DOC_NUMBER = re.compile(r"(?<![\w.,/])(\d{1,5})(?:\s*/\s*[a-z][\w-]*)?(?![\w.,%]|/\d)")
_DOC_WORD = re.compile(
    r"(?:ke hoach|bao cao|van ban|quyet dinh|phu luc|cong van|nghi quyet|so|kh|bc|vb|voi|va)\s*(?:so\s*)?$"
)
_TYPED_DOC = re.compile(
    r"(?:^|\b(?:trong|theo|o|cua|tu|voi|va)\s+)(?:ban\s+)?(?P<type>bao cao|ke hoach|nghi quyet"
    r"|quyet dinh)\s+(?P<rest>[\w /]{0,24}?)"
    r"(?=\s+(?:ghi|noi|neu|thi|la|co|so|dat|giao|ve)\b|$)"
)
_BODY = re.compile(
    r"\b(?:cua|toan|o|ben|tai)? ?(huyen|tinh|xa|so|thi xa|quan)(?= (?:minh|ta|nha|dc|duoc|dat|la|nam|co|bao)\b|$|[,?.])"
)


def find_documents(
    folded: str, known: Knowledge, periods: Sequence[PeriodMatch]
) -> tuple[list[str], list[tuple[int, int]]]:
    """Documents named by number ("kế hoạch 254") or by type and period ("trong báo cáo 6 tháng ghi")."""
    keys: list[str] = []
    spans: list[tuple[int, int]] = []
    by_number = {d.code_number.lstrip("0"): key for key, d in known.documents.items() if d.code_number}
    for m in _DOC_NUMBER.finditer(folded):
        key = by_number.get(m[1].lstrip("0"))
        word = _DOC_WORD.search(folded[: m.start()])
        # a bare number of three digits that is no figure with a unit is a document people know by its number
        bare = len(m[1]) >= _BARE_NUMBER and not find_quantities(folded[m.start() : m.end() + 16])
        named = "/" in m.group() or word or bare
        if key and named:
            keys.append(key)
            spans.append((word.start() if word else m.start(), m.end()))
    for m in _TYPED_DOC.finditer(folded):
        inner = [p for p in periods if m.start("rest") <= p.start and p.end <= m.end()]
        if m.start() == 0 and not m[0].startswith(_LED_IN) and _more_than_period(folded, m, inner):
            continue
        for key, d in known.documents.items():
            same_type = fold(d.type_name) == m["type"]
            if same_type and inner and any(d.reporting_period and _same_part(p, d.reporting_period) for p in inner):
                keys.append(key)
                spans.append(m.span())
    return list(dict.fromkeys(keys)), spans


def _more_than_period(folded: str, m: re.Match[str], inner: Sequence[PeriodMatch]) -> bool:
    """Whether a question that opens with "kế hoạch …" goes on about something: then it asks for a target."""
    rest = [
        " " if any(p.start <= i < p.end for p in inner) else folded[i] for i in range(m.start("rest"), m.end("rest"))
    ]
    return bool("".join(rest).strip())


def find_bodies(folded: str, known: Knowledge) -> list[str]:
    """Documents of the kind of authority meant by "của huyện", "sở mình", when only some of them are of that kind."""
    found = _BODY.search(folded)
    if not found:
        return []
    kind = re.compile(rf"^(?:uy ban nhan dan |ubnd )?{found[1]}\b")
    mine = [key for key, d in known.documents.items() if kind.search(fold(d.organ_name))]
    return mine if len(mine) < len(known.documents) else []


def _same_part(match: PeriodMatch, code: str) -> bool:
    return match.code(int(code[:4])) == code
