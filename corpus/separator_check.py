"""A separator that means the opposite of what it usually means, exposed by the percentages printed with the figure."""

from __future__ import annotations

from decimal import Decimal

from corpus.models import Observation
from corpus.numbers import format_number, other_reading
from corpus.quantities import scale

SLACK = Decimal("0.15")
"""How far, in percentage points, a printed share may lie from the computed one (cut or rounded at one decimal)."""


def check_separators(found: list[Observation]) -> list[Observation]:
    """Plans and bases whose print ("21,810") contradicts the share printed beside the result, read the other way.

    Only arithmetic decides: the other reading must give the printed share and the first one must not.
    """
    return [_checked(o, found) for o in found]


def _checked(o: Observation, found: list[Observation]) -> Observation:
    if o.measure not in ("target", "base"):
        return o
    figure = o.span.quote.split()[0] if o.span.quote.split() else ""
    other = other_reading(figure)
    if other is None:
        return o
    wanted = "pct_of_target" if o.measure == "target" else "pct_of_same_period"
    for share in found:
        if share.measure != wanted or share.indicator != o.indicator or share.time_period[:4] not in _years(o):
            continue
        for value in found:
            if value.group != share.group or value.measure not in ("actual", "estimate", "cumulative"):
                continue
            if _fits(value, other, o.unit, share.value) and not _fits(value, o.value, o.unit, share.value):
                computed = format_number(share.value)
                caution = (
                    f"Bản gốc in “{figure}”; đọc là {format_number(other)} vì {format_number(value.value)} chia "
                    f"cho số này "
                    f"mới khớp tỷ lệ {computed}% đã in."
                )
                return o.model_copy(update={"value": other, "cautions": (*o.cautions, caution)})
    return o


def _years(o: Observation) -> set[str]:
    year = o.time_period[:4]
    return {year} if o.measure == "target" else {str(int(year) + 1)} if year.isdigit() else set()


def _fits(value: Observation, whole: Decimal, unit: str, share: Decimal) -> bool:
    a, unit_a = scale(value.value, value.unit)
    b, unit_b = scale(whole, unit)
    return unit_a == unit_b and b != 0 and abs(a / b * 100 - share) <= SLACK
