"""The title of a document: its type and its subject (trích yếu)."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.header_fields import is_organ
from corpus.headings import read_mark
from corpus.lines import Line, is_capitals, is_finished, is_noise, starts_low
from corpus.text import fold

TYPES = {
    fold(t): t
    for t in (
        "Báo cáo", "Kế hoạch", "Quyết định", "Nghị quyết", "Chương trình", "Thông báo", "Tờ trình", "Công văn",
        "Chỉ thị", "Đề án", "Phương án", "Hướng dẫn", "Biên bản", "Công điện", "Kết luận", "Quy chế", "Quy định",
        "Đề cương", "Giấy mời", "Nghị định", "Thông tư", "Dự thảo",
    )
}  # fmt: skip
TO = re.compile(r"kinh gui\s*:?\s*")
_JOINS = re.compile(r"(?:\b(?:cua|va|tai|cho|tren|voi|ve|theo|do|cac)|[,\-])\s*$")
_BODY_START = re.compile(
    r"(?:can cu|thuc hien|theo |xet |de nghi |tren co so|trong |nham |nam \d{4}|tiep theo|tai |ngay |de )"
)


def type_of(text: str) -> tuple[str, int] | None:
    """The type that a line names, and where the rest of the line begins."""
    folded = fold(text[:40])
    for key, name in TYPES.items():
        if folded.startswith(key) and not folded[len(key) : len(key) + 1].isalnum():
            rest = text[len(key) :].strip(" .:*_")
            if not rest or is_capitals(text[: len(key)]):
                return name, len(key)
    return None


class Title(NamedTuple):
    """What a title says; `spent` are the numbers of the lines it is made of."""

    type_name: str
    subject: str
    spent: frozenset[int]


def read_title(head: list[Line], stop: int) -> Title | None:
    """The title among the lines of the head; it begins at line `stop` at the latest. None when there is none."""
    for i, line in enumerate(head[: stop + 1]):
        found = type_of(line.text)
        if not found and line.hashes and len(line.text) < 300:
            found = next(((n, len(k)) for k, n in TYPES.items() if fold(line.text).startswith(k + " ")), None)
        if found:
            rest = line.text[found[1] :].strip(" .:")
            parts, spent = _subject_lines(head[i + 1 :], has_rest=bool(rest))
            return Title(found[0], " ".join([rest, *parts] if rest else parts), frozenset({line.number, *spent}))
    return None


def _subject_lines(after: list[Line], *, has_rest: bool) -> tuple[list[str], set[int]]:
    """The lines of a subject below the type, and the numbers of all lines looked past; `has_rest`: it began before."""
    out: list[str] = []
    spent: set[int] = set()
    last: Line | None = None
    for i, line in enumerate(after[:8]):
        text = line.text
        if last is not None and is_capitals(text) and is_organ(text) and not _JOINS.search(fold(last.text)):
            spent |= _deciding(after[i : i + 4])
            break
        gap = last is not None and line.number > last.number + 1
        if is_noise(line):
            spent.add(line.number)
            continue
        if TO.match(fold(text)) or read_mark(text) or type_of(text):
            break
        if last is None and not has_rest:
            if text.rstrip().endswith(";") or _is_preamble(line):
                break
        elif not _goes_on(line, last, gap=gap):
            break
        spent.add(line.number)
        out.append(text)
        last = line
        if is_finished(text) and not text.rstrip().endswith((",", "-")):
            break
    return out, spent


def _deciding(lines: list[Line]) -> set[int]:
    """The numbers of the lines that say who decides, printed below the title of a decision."""
    out: set[int] = set()
    for line in lines:
        if not is_capitals(line.text) or read_mark(line.text) or line.text.rstrip().endswith(":"):
            break
        out.add(line.number)
    return out


def _goes_on(line: Line, last: Line | None, *, gap: bool) -> bool:
    """Whether a line belongs to the subject begun before it."""
    if gap:
        alike = last is not None and ((line.bold and last.bold) or (line.hashes > 0 and last.hashes > 0))
        return alike or starts_low(line.text)
    if last is None and not is_capitals(line.text):
        return False
    return not _is_preamble(line)


def _is_preamble(line: Line) -> bool:
    """Whether the text of the document begins here: "Căn cứ Luật …", "Thực hiện Kế hoạch số …"."""
    if line.bold or line.hashes or len(line.text) <= 60 or is_capitals(line.text):
        return False
    return bool(_BODY_START.match(fold(line.text)))
