"""A whole and its parts within one statement: "gồm 5 mới, 4 đổi", "hoàn thành 30/40, đang thực hiện 9"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from corpus.check_rules.places import body_paragraphs, figures_between, statements, text_span
from corpus.check_rules.values import Printed, judge_sum, printed, same_unit, show, show_sum
from corpus.models import Document, Finding, Paragraph, Severity, Span
from corpus.quantities import Quantity, format_value
from corpus.text import fold

_MARKER = re.compile(r"\b(trong do|bao gom|gom co|gom|chia ra|cu the)\b\s*:?")
_EXHAUSTIVE = frozenset({"bao gom", "gom co", "gom", "chia ra"})
_OPEN_LIST = re.compile(r"\.\.\.|…|\bv\.v|\bnhu\b|\bchu yeu\b|\btieu bieu\b|\bnhat la\b|\brieng\b|\bmot so\b")
# Words that set a figure apart from the parts of a whole: something it is compared with or changed by.
_NO_PART = re.compile(
    r"\b(?:tang|giam|so voi|cung ky|ke hoach|du toan|chi tieu|luy ke|bang|gap|vuot|hon|con lai|len"
    r"|binh quan|trung binh)\s*(?:la|dat|den|khoang|them|duoc)?\s*[:(]?\s*$"
)
# Pairs that share a whole out between them.
_COMPLEMENTS: tuple[tuple[str, ...], ...] = (
    ("cap moi", "dieu chinh"), ("cap moi", "tang von"), ("cap moi", "tang them"), ("quoc te", "noi dia"),
    ("nuoc ngoai", "trong nuoc"), ("nuoc ngoai", "viet nam"), ("fdi", "ddi"), ("nam", "nu"),
    ("lam moi", "sua chua"), ("xay moi", "sua chua"), ("thanh thi", "nong thon"), ("truc tiep", "gian tiep"),
    ("qua han", "trong han"), ("qua han", "dung han"), ("cong lap", "ngoai cong lap"), ("truc tuyen", "truc tiep"),
    ("hoan thanh", "dang"), ("hoan thanh", "chua"), ("da giai quyet", "dang giai quyet"), ("xuat khau", "nhap khau"),
)  # fmt: skip
_MINIMUM_PARTS = 2
_CLAUSE_START = re.compile(r"[.;:(]\s+|\(|\btrong do:?\s+|\bgom:?\s+")
_LONGEST_LEAD = 120


class _Whole(NamedTuple):
    """A figure of a statement, how deep in parentheses it stands."""

    quantity: Quantity
    figure: Printed
    depth: int


def sum_findings(document: Document) -> list[Finding]:
    """Statements whose parts do not add up to their whole.

    A "trong đó" that names only some of the parts is never reported.
    """
    out: list[Finding] = []
    for paragraph in body_paragraphs(document):
        folded = fold(paragraph.text)
        if not re.search(r"\d", folded):
            continue
        for start, end in statements(paragraph.text):
            statement = _Statement(document, paragraph, folded, start, end)
            out += [*statement.partitions(), *statement.states()]
            out += [*statement.more_settled(), *statement.all_settled()]
    return out


class _Statement:
    """One statement with its figures."""

    def __init__(self, document: Document, paragraph: Paragraph, folded: str, start: int, end: int) -> None:
        self.document, self.paragraph, self.start, self.end = document, paragraph, start, end
        self.folded = folded[start:end]
        self._depth = _depths(self.folded)
        self.figures = [
            _Whole(q, printed(q.value, q.unit, approximate=q.approximate), self._depth[q.start])
            for q in (q.moved(-start) for q in figures_between(paragraph.text, start, end))
            if q.dimension not in ("percent", "ratio", "time") and not q.bound
        ]

    def _span(self, first: Quantity, last: Quantity) -> Span:
        """From the clause of the first figure to the last one."""
        lead = max((m.end() for m in _CLAUSE_START.finditer(self.folded, 0, first.start)), default=0)
        start = self.start + max(lead, first.start - _LONGEST_LEAD)
        return text_span(self.document, self.paragraph, start, self.start + last.end)

    def partitions(self) -> Iterator[Finding]:
        """Parts listed after "gồm", "trong đó" …"""
        markers = list(_MARKER.finditer(self.folded))
        for at, marker in enumerate(markers):
            depth = self._depth[marker.start()]
            close = _closing(self.folded, marker.end(), depth)
            for later in markers[at + 1 :]:
                if self._depth[later.start()] <= depth:
                    close = min(close, later.start())
                    break
            parts = [f for f in self.figures if marker.end() <= f.quantity.start < close and f.depth == depth]
            for whole in self._wholes(marker.start(), depth):
                same = [f for f in parts if same_unit(f.figure.unit, whole.figure.unit)]
                mine = self._one_list([f for f in same if not f.quantity.role and not self._is_set_apart(f)])
                if len(mine) >= _MINIMUM_PARTS and self._one_a_clause(mine):
                    yield from self._check(whole, mine, marker[1], self.folded[marker.end() : close])

    def _wholes(self, before: int, depth: int) -> list[_Whole]:
        """The nearest figure before the marker, one a unit, outside parentheses closed by then."""
        found: dict[str, _Whole] = {}
        for figure in self.figures:
            if figure.quantity.end <= before and figure.depth <= depth and figure.quantity.role != "part":
                shut = _closing(self.folded, figure.quantity.end, figure.depth) < before and figure.depth > 0
                elsewhere = re.search(r";\s*\w", self.folded[figure.quantity.end : before])
                if not shut and not elsewhere and not self._is_set_apart(figure):
                    found[figure.figure.unit] = figure
        return list(found.values())

    def _is_set_apart(self, figure: _Whole) -> bool:
        return bool(_NO_PART.search(self.folded[max(0, figure.quantity.start - 30) : figure.quantity.start]))

    def _one_list(self, parts: list[_Whole]) -> list[_Whole]:
        """A list parted by commas ends at the first semicolon."""
        gaps = [";" in self.folded[a.quantity.end : b.quantity.start] for a, b in pairwise(parts)]
        return parts if not gaps or gaps[0] or True not in gaps else parts[: gaps.index(True) + 1]

    def _one_a_clause(self, parts: list[_Whole]) -> bool:
        """Between two parts stands a comma, a semicolon or "và"."""
        gaps = [self.folded[a.quantity.end : b.quantity.start] for a, b in pairwise(parts)]
        return all(re.search(r"[,;]|\bva\b|\bvoi\b", gap) for gap in gaps)

    def _check(self, whole: _Whole, parts: list[_Whole], marker: str, listed: str) -> Iterator[Finding]:
        if whole.figure.approximate or any(p.figure.approximate for p in parts):
            return
        verdict = judge_sum(whole.figure, [p.figure for p in parts])
        if verdict == "agrees":
            return
        shared = any(all(re.search(rf"\b{w}\b", listed) for w in pair) for pair in _COMPLEMENTS)
        total = sum(p.figure.value for p in parts)
        near = abs(total - whole.figure.value) * 50 <= whole.figure.value
        sure = (marker in _EXHAUSTIVE and not _OPEN_LIST.search(listed)) or shared
        if not sure and not near:
            return
        severity: Severity = "soft" if verdict == "rounding" or not sure else "hard"
        yield self._finding(whole.quantity, [p.quantity for p in parts], severity, verdict == "rounding")

    def _finding(self, whole: Quantity, parts: list[Quantity], severity: Severity, rounded: bool) -> Finding:
        reported = format_value(whole.value, whole.unit)
        added = show_sum(p.value.scaleb(p.unit_mult - whole.unit_mult) for p in parts)
        difference = sum(p.value.scaleb(p.unit_mult - whole.unit_mult) for p in parts) - whole.value
        why = ", có thể do làm tròn" if rounded else ""
        return Finding(
            kind="parts_vs_sum",
            severity=severity,
            title=f"Các phần cộng lại khác tổng số {reported} ({added})",
            docs=(self.document.doc_key,),
            quotes=(self._span(min(whole, parts[0], key=lambda q: q.start), whole), self._span(parts[0], parts[-1])),
            reported=reported,
            computed=f"{added} (lệch {show(difference, 3)}{why})",
        )

    def states(self) -> Iterator[Finding]:
        """ "đã hoàn thành 30/40 nhiệm vụ, đang thực hiện 9 nhiệm vụ": done and doing make the whole."""
        for i, done in enumerate(self.figures):
            if done.quantity.role != "part" or not _DONE.search(self._lead(done)):
                continue
            whole = self.figures[i + 1]
            rest = [
                f for f in self.figures[i + 2 :]
                if f.depth == done.depth and same_unit(f.figure.unit, whole.figure.unit) and not f.quantity.role
            ]  # fmt: skip
            doing = [f for f in rest if _DOING.search(self._lead(f))][:1]
            late = [f for f in rest if _LATE.search(self._lead(f)) and f not in doing]
            if not doing or whole.figure.approximate:
                continue
            choices = [[done, *doing], [done, *doing, *late]]
            if all(judge_sum(whole.figure, [f.figure for f in c]) != "agrees" for c in choices):
                yield self._finding(whole.quantity, [done.quantity, doing[0].quantity], "hard", False)

    def _lead(self, figure: _Whole) -> str:
        """The words that lead to a figure, back to the last comma, semicolon or figure."""
        before = self.folded[max(0, figure.quantity.start - 60) : figure.quantity.start]
        return re.split(r"[;,.)]|\d", before)[-1]

    def more_settled(self) -> Iterator[Finding]:
        """ "tiếp nhận mới 27 hồ sơ, đã giải quyết 29 hồ sơ": some came over from before, or a figure is wrong."""
        for taken, settled in pairwise(self.figures):
            leads = ("tiep nhan" in self._lead(taken), "giai quyet" in self._lead(settled))
            if all(leads) and taken.figure.unit == settled.figure.unit and settled.figure.value > taken.figure.value:
                yield Finding(
                    kind="part_exceeds_whole",
                    severity="soft",
                    title=f"Giải quyết {format_value(settled.quantity.value, settled.quantity.unit)}, "
                    f"nhiều hơn tiếp nhận {format_value(taken.quantity.value, taken.quantity.unit)}",
                    docs=(self.document.doc_key,),
                    quotes=(
                        self._span(taken.quantity, taken.quantity),
                        self._span(taken.quantity, settled.quantity),
                    ),
                    reported=f"{show(settled.figure.value)} > {show(taken.figure.value)}",
                    computed="có thể gồm hồ sơ chuyển từ kỳ trước",
                )

    def all_settled(self) -> Iterator[Finding]:
        """ "tiếp nhận 90, đã giải quyết 80 hồ sơ, 100% giải quyết đúng hạn": true of the settled ones only."""
        full = re.search(r"\b100\s?%[^.;]{0,40}(?:truoc|dung) (?:va dung )?(?:han|tien do)", self.folded)
        if not full:
            return
        before = [f for f in self.figures if f.quantity.end <= full.start() and f.figure.unit in ("ho so", "bo ho so")]
        for taken, settled in pairwise(before):
            leads = ("tiep nhan" in self._lead(taken), "giai quyet" in self._lead(settled))
            if all(leads) and settled.figure.value < taken.figure.value:
                share = show(settled.figure.value * 100 / taken.figure.value, 1)
                left = taken.figure.value - settled.figure.value
                yield Finding(
                    kind="pct_vs_value",
                    severity="soft",
                    title="“100% hồ sơ giải quyết trước và đúng hạn” chỉ tính trên số hồ sơ đã giải quyết",
                    docs=(self.document.doc_key,),
                    quotes=(
                        self._span(taken.quantity, settled.quantity),
                        text_span(self.document, self.paragraph, self.start + full.start(), self.start + full.end()),
                    ),
                    reported="100%",
                    computed=f"{show(settled.figure.value)}/{show(taken.figure.value)} = {share}%; "
                    f"còn {show(left)} hồ sơ chưa giải quyết",
                )


_DONE = re.compile(r"\b(?:hoan thanh|giai quyet|thuc hien|xu ly|xong|tra loi)\b")
_DOING = re.compile(
    r"\b(?:dang (?:thuc hien|trien khai|giai quyet|xu ly|thi cong)|con lai"
    r"|chua (?:hoan thanh|thuc hien|giai quyet|xu ly))\b"
)
_LATE = re.compile(r"\b(?:qua han|cham|tre han)\b")


def _depths(folded: str) -> list[int]:
    """How many parentheses are open before each character, and behind the last one.

    >>> _depths("5 (2")
    [0, 0, 0, 1, 1]
    """
    out = [0]
    for char in folded:
        out.append(out[-1] + 1 if char == "(" else max(0, out[-1] - 1) if char == ")" else out[-1])
    return out


def _closing(folded: str, at: int, depth: int) -> int:
    """Where the parenthesis open at `at` closes; the end of the text when none is."""
    if depth == 0:
        return len(folded)
    open_now = 0
    for i in range(at, len(folded)):
        if folded[i] == "(":
            open_now += 1
        elif folded[i] == ")":
            if open_now == 0:
                return i
            open_now -= 1
    return len(folded)
