"""Quantities: a figure with its unit or counted noun, wherever it stands.

Never a date, a legal reference, an article number, a phone number or a list marker; a figure whose print is broken is
not guessed but left out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from corpus.figures import Figure, read_figures
from corpus.numbers import format_number
from corpus.quantity_units import UnitHit
from corpus.text import fold, is_accented
from corpus.unit_words import SCALES, Dimension
from corpus.values import Value

Bound = Literal["", "min", "max"]
Role = Literal["", "part", "whole"]


class Quantity(Value):
    """A figure with its unit at `text[start:end]`; the bare figure is `text[figure_start:figure_end]`.

    `value` is as printed, `unit` normalised ("triệu USD"), `unit_mult` the power of ten of its scale word, `noun` the
    folded words counted. Of a range "7,4 - 8,4%" both ends share the unit (`bound`); of "206/240 nhiệm vụ" both
    figures do (`role`), and `share_of` of the part is the whole. `cautions` are Vietnamese sentences for the reader.
    """

    start: int
    end: int
    figure_start: int
    figure_end: int
    value: Decimal
    unit: str
    unit_mult: int = 0
    dimension: Dimension = "other"
    noun: str = ""
    approximate: bool = False
    bound: Bound = ""
    role: Role = ""
    share_of: Decimal | None = None
    cautions: tuple[str, ...] = ()

    def moved(self, by: int) -> Quantity:
        """The same figure with its offsets grown by so many characters."""
        at = ("start", "end", "figure_start", "figure_end")
        return self.model_copy(update={name: getattr(self, name) + by for name in at}) if by else self


_APPROX = re.compile(
    r"(?:\b(?:gan|khoang|tren|hon|duoi|xap xi|uoc khoang|chung|tam|it nhat|toi thieu|toi da|khong duoi"
    r"|khong qua)|[>≥<≤~])\s*(?:muc\s*)?$"
)
_RANGE = re.compile(r"\s*(?:-|den|toi|÷|~)\s*")
_RISE = re.compile(r"\s*len\s*")
_OVER = re.compile(r"\s*(?:/|tren(?: tong so)?|trong tong so|trong so)\s*")
_RATIO_BEFORE = re.compile(r"\b(?:gap|bang|tang|giam|hon|cao)\b[^.;]{0,20}$")


def find_quantities(text: str, *, bare: bool = False) -> list[Quantity]:
    """All figures with a unit or counted noun, left to right; with `bare`, figures without any (unit "") too.

    >>> [(str(q.value), q.unit) for q in find_quantities("đạt 715,5 triệu USD, bằng 106% cùng kỳ, cấp mới 25 dự án")]
    [('715.5', 'triệu USD'), ('106', '%'), ('25', 'dự án')]
    >>> find_quantities("Nghị quyết số 01/NQ-CP ngày 06/01/2023, Điều 5")
    []
    """
    folded = fold(text)
    figures = read_figures(text, folded)
    out: list[Quantity] = []
    i = 0
    while i < len(figures):
        pair = _two(folded, figures[i], figures[i + 1]) if i + 1 < len(figures) else []
        out.extend(pair or _one(folded, figures[i], bare))
        i += 2 if pair else 1
    return [q.model_copy(update={"approximate": False}) if _misheard(text, folded, q) else q for q in out]


def _misheard(text: str, folded: str, q: Quantity) -> bool:
    """Is the word that makes a figure approximate another one in accented text: "ghép gan 11 ca" says no "gần"?"""
    if not q.approximate:
        return False
    start = max(0, q.start - 24)
    m = _APPROX.search(folded, start, q.start)
    printed = text[m.start() : m.end()].lower().split() if m else []
    other = _NOT_ABOUT.intersection(printed) and is_accented(text)
    return bool(other) or (printed == ["gan"] and _LIVER.search(folded, start, q.start) is not None)


_LIVER = re.compile(r"\b(?:ghep|viem|benh|ung thu|xo|la|ve) gan\s*$")
_NOT_ABOUT = frozenset("chung chứng chúng chủng tam tám tâm tạm gắn gán  hớn hôn".split())


def _one(folded: str, figure: Figure, bare: bool) -> list[Quantity]:
    if figure.value is None or figure.named:
        return []
    if figure.hit:
        return [_quantity(folded, figure, figure.hit)]
    if bare and not re.match(r"\s?/\s?\d|\w", folded[figure.end :]):
        return [_quantity(folded, figure, UnitHit(figure.end, "", 0, "other"))]
    return []


def _two(folded: str, first: Figure, last: Figure) -> list[Quantity]:
    """Two figures that are one expression: a range, a share, a rise, or "85 tỷ 120 triệu đồng"."""
    if first.value is None or last.value is None or last.hit is None or first.named:
        return []
    if first.hit is None:
        return _sharing_unit(folded, first, last, last.hit)
    if _adds(folded, first.hit, last, last.hit):
        return [_compound(folded, first, first.hit, last, last.hit)]
    if first.hit.unit == last.hit.unit and _RANGE.fullmatch(folded, first.hit.end, last.start):
        return _range(folded, (first, first.hit), (last, last.hit))
    if first.hit.unit == last.hit.unit and folded[first.hit.end : last.start].strip() == "/":
        return _share(folded, (first, first.hit), (last, last.hit))
    return []


def _adds(folded: str, hit: UnitHit, last: Figure, last_hit: UnitHit) -> bool:
    gap = folded[hit.end : last.start]
    return hit.unit in ("tỷ", "triệu", "nghìn tỷ") and 0 < last_hit.mult < hit.mult and not gap.strip()


def _compound(folded: str, first: Figure, hit: UnitHit, last: Figure, last_hit: UnitHit) -> Quantity:
    value = (first.value or Decimal(0)) + (last.value or Decimal(0)).scaleb(last_hit.mult - hit.mult)
    base = last_hit.unit.partition(" ")[2]
    whole = Figure(first.start, last.end, value, first.cautions + last.cautions)
    return _quantity(folded, whole, UnitHit(last_hit.end, f"{hit.unit} {base}".strip(), hit.mult, last_hit.dimension))


def _sharing_unit(folded: str, first: Figure, last: Figure, hit: UnitHit) -> list[Quantity]:
    """ "206/240 nhiệm vụ", "7,4 - 8,4%", "từ 5 lên 8 dự án": the unit said once is the unit of both."""
    gap = (first.end, last.start)
    short = hit._replace(end=first.end)
    if _OVER.fullmatch(folded, *gap) and hit.dimension not in ("percent", "time", "ratio"):
        return _share(folded, (first, short), (last, hit))
    if _RANGE.fullmatch(folded, *gap):
        return _range(folded, (first, short), (last, hit))
    if _RISE.fullmatch(folded, *gap):
        return [_quantity(folded, first, short), _quantity(folded, last, hit)]
    return []


def _share(folded: str, part: tuple[Figure, UnitHit], whole: tuple[Figure, UnitHit]) -> list[Quantity]:
    return [
        _quantity(folded, *part).model_copy(update={"role": "part", "share_of": whole[0].value}),
        _quantity(folded, *whole).model_copy(update={"role": "whole"}),
    ]


def _range(folded: str, low: tuple[Figure, UnitHit], high: tuple[Figure, UnitHit]) -> list[Quantity]:
    return [
        _quantity(folded, *low).model_copy(update={"bound": "min"}),
        _quantity(folded, *high).model_copy(update={"bound": "max"}),
    ]


def _quantity(folded: str, figure: Figure, hit: UnitHit) -> Quantity:
    value = figure.value or Decimal(0)
    before = folded[max(0, figure.start - 24) : figure.start]
    dimension = hit.dimension
    if dimension == "ratio" and value == value.to_integral() and not _RATIO_BEFORE.search(before):
        dimension = "count"
    return Quantity(
        start=figure.start,
        end=hit.end,
        figure_start=figure.start,
        figure_end=figure.end,
        value=value,
        unit=hit.unit,
        unit_mult=hit.mult,
        dimension=dimension,
        noun=hit.noun,
        approximate=bool(_APPROX.search(before)),
        cautions=figure.cautions,
    )


def scale(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The value in the unit without its scale word, to compare figures printed in different scales.

    >>> scale(Decimal(2), "tỷ USD") == scale(Decimal(2000), "triệu USD")
    True
    >>> scale(Decimal("41.2"), "%")
    (Decimal('41.2'), '%')
    """
    power, rest = _without_scale(unit)
    return value.scaleb(power), rest


@lru_cache(maxsize=1024)
def _without_scale(unit: str) -> tuple[int, str]:
    """The power of ten of a unit's scale words, and the unit without them."""
    words = fold(unit).split()
    power = 0
    while words and words[0] in SCALES:
        power += SCALES[words.pop(0)][1]
    return power, " ".join(unit.split()[len(unit.split()) - len(words) :])


def format_value(value: Decimal, unit: str) -> str:
    """A figure and its unit in Vietnamese print.

    >>> format_value(Decimal("715.5"), "triệu USD"), format_value(Decimal("41.2"), "%")
    ('715,5 triệu USD', '41,2%')
    """
    number = format_number(value)
    if not unit:
        return number
    return f"{number}{unit}" if unit[0] in "%‰" else f"{number} {unit}"
