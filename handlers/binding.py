"""Which words of a sentence belong to which of its figures: "trong đó cam 4.320 ha, bưởi 3.870 ha".

The words before the first figure are the head: they hold for every figure. What stands between two figures belongs to
the one or the other, parted at the first comma, "và" or "gồm"; a figure that only relates to the one before it
("tăng 5,4%", "chiếm 62%") belongs to that one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.figure_counts import counted
from corpus.models import Observation
from corpus.naming import own_subject
from corpus.quantities import Quantity
from corpus.text import fold
from handlers.evidence import Evidence, Features
from handlers.words import Word

HEAD = 0.9
"""What a word of the head counts for a later figure of the sentence."""
ELSEWHERE = 0.25
"""What a word counts that stands only beside another figure."""
_CUT = re.compile(r"[,;.(:](?!\d)| và | gồm | trong đó ", re.IGNORECASE)
_ENDS = re.compile(r"[;.]|\bcòn lại\b", re.IGNORECASE)
# a figure told of what was just said: "…, giải quyết việc làm cho 8.750 lao động", "…, tổng công suất 28.500 m3"
_GOES_ON = re.compile(
    r"\W*(?:(?:và|đã) )?(?:giải quyết|tạo|thu hút|làm|bị|với|xử phạt|xử lý|phạt|phục vụ|(?:tổng )?(?:kinh"
    r" phí|trị giá|số tiền|giá trị|công suất|quy mô|diện tích|vốn)|dài|rộng|cao|sản lượng|năng suất|riêng)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\W*(?:trong đó|gồm|bao gồm|chia ra|cụ thể)\b", re.IGNORECASE)


class Stretch(NamedTuple):
    """The words of one figure: `text[start:end]`, the figures in it, whether parts of it follow.

    `whole` is the number of the stretch it is a part of, or that it goes on from ("5 tuyến dài 463 km").
    """

    start: int
    end: int
    figures: tuple[Quantity, ...]
    divided: bool = False
    whole: int | None = None


@lru_cache(maxsize=8192)
def stretches(text: str) -> tuple[Stretch, ...]:
    """The sentence cut into its figures' own words, the head with the first one.

    >>> t = "Cây ăn quả: tổng diện tích 18.650 ha, trong đó cam 4.320 ha, bưởi 3.870 ha, tăng 2%"
    >>> [t[s.start:s.end] for s in stretches(t)][1:]
    [' trong đó cam 4.320 ha', ' bưởi 3.870 ha, tăng 2%']
    """
    figures = [q for q in counted(text) if q.dimension != "time"]
    out: list[Stretch] = []
    start, whole, close, was_close = 0, None, False, False
    for i, q in enumerate(figures):
        stop = figures[i + 1].start if i + 1 < len(figures) else len(text)
        gap = _gap(text, q.end, stop, last=i + 1 == len(figures))
        if out and whole is not None and _ENDS.search(text, out[-1].end, max(start, out[-1].end)):
            whole = None
        if out and _same_stretch(out[-1], figures[i - 1], q, text[start : q.start]):
            out[-1] = out[-1]._replace(end=gap.end, figures=(*out[-1].figures, q), divided=gap.divides)
        else:
            above = _above(out, text[start : q.start], whole, close=close, after_close=was_close)
            out.append(Stretch(start, gap.end, (q,), gap.divides, above))
            was_close = close
        whole = len(out) - 1 if gap.divides else whole
        start, close = gap.start, gap.close
    return tuple(out)


class _Gap(NamedTuple):
    """Between two figures: where the one's words end and the next one's begin, how the two hang together."""

    end: int
    start: int
    divides: bool
    close: bool


def _gap(text: str, after: int, stop: int, *, last: bool) -> _Gap:
    cut = _CUT.search(text, after, stop)
    if cut is None:
        return _Gap(stop if last else after, stop if last else after, False, True)
    at = cut.start()
    closed = text.find(")", at, stop) if text[at] == "(" else -1
    if closed >= 0:  # "171 dự án nước ngoài (FDI) và 125 dự án trong nước"
        return _Gap(closed + 1, closed + 1, bool(_PARTS.match(text, closed + 1)), False)
    return _Gap(at, at + (text[at] in ",;.(:"), bool(_PARTS.match(text, at)), text[at] == "(")


def _same_stretch(last: Stretch, before: Quantity, q: Quantity, words: str) -> bool:
    """Whether a figure only relates to the one before it, or is the whole of "6/6 KCN"."""
    if q.role == "whole" and q.start - before.end <= 1:
        return True
    return not own_subject(words) and not q.noun and not (last.divided and _PARTS.match(words))


def wholes(text: str, stretch: Stretch) -> list[Stretch]:
    """What a figure is a part of, the nearest first.

    >>> t = "87 ca sởi, trong đó 61 ca chưa tiêm chủng"
    >>> [t[w.start:w.end] for w in wholes(t, stretches(t)[1])]
    ['87 ca sởi']
    """
    found = stretches(text)
    out: list[Stretch] = []
    while stretch.whole is not None:
        stretch = found[stretch.whole]
        out.append(stretch)
    return out


def head_of(text: str) -> str:
    """The words before the first figure."""
    found = stretches(text)
    return text[: found[0].figures[0].start] if found else text


def goes_on(text: str) -> bool:
    """Whether a text tells more of what was said before it: "trong đó …", "riêng …", "tổng vốn …"."""
    return bool(_PARTS.match(text) or _GOES_ON.match(text))


def _above(before: list[Stretch], words: str, whole: int | None, *, close: bool, after_close: bool) -> int | None:
    """The number of the stretch that the next one is told of: the one it is close to, or the whole it is a part of."""
    if before and close:
        return len(before) - 1
    if before and whole is None and _GOES_ON.match(words):
        return len(before) - 1 if before[-1].whole is None or after_close else before[-1].whole
    return whole


class Bound(NamedTuple):
    """A figure's own words, those of the head, and the weight of the question they hold."""

    stretch: Stretch
    score: float


def bind(words: Sequence[Word], text: str, evidence: Evidence) -> list[Bound]:
    """The figures of a sentence with how much of the question each one's own words and the head hold, best first."""
    head = evidence.features(head_of(text))
    out = []
    for i, s in enumerate(stretches(text)):
        own = evidence.features(text[s.start : s.end])
        above = [evidence.features(text[w.start : w.end]) for w in wholes(text, s)] + [head if i else own]
        out.append(Bound(s, sum(w.weight * max(_credit(w, evidence, own, a) for a in above) for w in words)))
    return sorted(out, key=lambda b: -b.score)


def _credit(word: Word, evidence: Evidence, own: Features, head: Features) -> float:
    return max(evidence.credit(word, own), HEAD * evidence.credit(word, head))


def qualifiers(keywords: Sequence[str], evidence: Evidence) -> list[Word]:
    """What tells a new figure from the whole, though "mới" alone carries no content: "cấp mới", "công nhận mới"."""
    plain = [fold(k) for k in keywords]
    pairs = [(a, b) for a, b in pairwise(plain) if b == "moi" and evidence.pairs[a, b]]
    return [Word(pair, evidence.weight(pair)) for pair in pairs]


def own_credit(word: Word, evidence: Evidence, observation: Observation) -> float:
    """How far a word stands at a figure itself: in its own words or its sentence's head; a quarter at another figure.

    Rows of tables are their figure's own words.
    """
    text = observation.reading or observation.clause.quote
    whole = evidence.credit(word, evidence.features(text))
    mine = stretch_of(observation) if whole else None
    if mine is None:
        return whole
    own = evidence.features(text[mine.start : mine.end])
    first = mine is stretches(text)[0]
    return max(_credit(word, evidence, own, own if first else evidence.features(head_of(text))), ELSEWHERE * whole)


def stretch_of(observation: Observation) -> Stretch | None:
    """The stretch of a figure of running text; None for a table's or where it is not plain."""
    if observation.span.table is not None:
        return None
    text = observation.reading or observation.clause.quote
    found = [
        s
        for s in stretches(text)
        if any(abs(q.value) == abs(observation.value) and q.unit == observation.unit for q in s.figures)
    ]
    return found[0] if len(found) == 1 and len(stretches(text)) > 1 else None
