"""The figures of a text with their units, those too that leave out the unit of the whole they are parts of."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.quantities import Quantity, find_quantities
from corpus.text import fold

PART = re.compile(r"\b(?:trong do|bao gom|gom co|gom)\b")
_NO_MARKS = frozenset({"trong độ", "trong đồ", "gom", "gộm"})  # "trong độ tuổi", "thu gom"


@lru_cache(maxsize=8)
def marks_of(text: str, pattern: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    """Where a pattern of folded words stands in a text, without accented words that only look like it."""
    return tuple(m.span() for m in pattern.finditer(fold(text)) if text[m.start() : m.end()].lower() not in _NO_MARKS)


def counted(text: str) -> list[Quantity]:
    """The figures of a text, those too that leave out the unit of the whole they are parts of.

    >>> [(str(q.value), q.unit) for q in counted("Có 95 học sinh giỏi, trong đó nữ 40, khối sáng 55.")][1:]
    [('40', 'học sinh'), ('55', 'học sinh')]
    >>> [(str(q.value), q.unit) for q in counted("Bị thương 12 người (nam 8, nữ 4), 3 vụ")]
    [('12', 'người'), ('8', 'người'), ('4', 'người'), ('3', 'vụ')]
    """
    marks = tuple(sorted((*marks_of(text, PART), *(m.span(1) for m in _PARTS_ALONE.finditer(text)))))
    if not marks:
        return find_quantities(text)
    out: list[Quantity] = []
    for q in find_quantities(text, bare=True):
        part = q if q.unit else _part_without_unit(text, q, out, marks)
        out += [part] if part else []
    return out


_PARTS_ALONE = re.compile(r"(\()(?:[^()\d]{2,40}(?: \d)?:?\s\d[\d.]*(?:\s*[,;]\s*|(?=\)))){2,8}\)")
"""A bracket of nothing but names with bare figures: "(nam 33, nữ 8)", "(cơ sở 1: 868; cơ sở 2: 336)"."""
_BASIS = re.compile(r"\bsở\b")
"""No "số": "trung học cơ sở 1.624"."""
_AFTER_PART = re.compile(r"\s*(?:[,;.)](?!\d)|và\b|$)")
_BEFORE_PART = re.compile(
    r"[^\W\d_]{2,}\s(?<!\bso )(?<!\blo )(?<!\bduong )(?<!\bkhu )(?<!\bto )(?<!\bpho )(?<!\bthon )(?<!\bkhoa )"
    r"(?<!\blop )(?<!\bkhoi )(?<!\bdieu )(?<!\bkhoan )(?<!\bdot )(?<!\bcap )(?<!\bhang )(?<!\bdo )(?<!\blan )$"
    r"|\bcap [ivx]{1,4}\s$|[\w)]:\s$"
)


def _part_without_unit(
    text: str, bare: Quantity, before: list[Quantity], marks: tuple[tuple[int, int], ...]
) -> Quantity | None:
    """A bare figure behind "trong đó" with the unit of the count before it; None when it is no part of one."""
    mark = next((m for m in reversed(marks) if m[1] <= bare.start), None)
    whole = next((q for q in reversed(before) if mark and q.end <= mark[0]), None)
    if mark is None or whole is None or whole.dimension != "count" or not 0 < bare.value < whole.value:
        return None
    listed = text[mark[0]] == "(" or re.match(r"\s*:", text[mark[1] : bare.start])
    ends = r"[.!?](?=\s)|[)\n]" if listed else r"[.!?](?=\s)|[;)\n]"
    if re.search(ends, text[mark[1] : bare.start]) or re.search(
        r"[.!?](?=\s)|\n" if text[mark[0]] != "(" else r"[.!?,;\n]", text[whole.end : mark[0]]
    ):
        return None
    if not _AFTER_PART.match(text, bare.end):
        return None
    if not _BEFORE_PART.search(fold(_BASIS.sub("ban", text[mark[1] : bare.start]))):
        return None
    return bare.model_copy(update={"unit": whole.unit, "dimension": "count", "noun": whole.noun})
