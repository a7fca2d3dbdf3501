"""The clauses of a report that were not understood: they tell something, yet no figure and no task came of them."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.quantities import find_quantities
from corpus.text import fold
from handlers.updates.kinds import asks, pieces
from handlers.updates.states import tells
from handlers.updates.values import Update

_CUT = re.compile(r"[;\n]|[.](?=\s|$)|,(?=\s)")
_WORD = re.compile(r"[^\W\d_]{2,}")


def left_out(update: Update) -> tuple[str, ...]:
    """The clauses with a share, an obstacle or a wish that stand in no figure's clause and in no task, as typed.

    Neighbouring ones are told together. A message that holds no report has none.

    >>> from decimal import Decimal
    >>> from handlers.updates.values import ReportedFigure
    >>> text = "FDI 9 tháng đạt 150 triệu USD, tập huấn được 60%, vướng mặt bằng"
    >>> figure = ReportedFigure(indicator="Thu hút FDI", value=Decimal(150), unit="triệu USD", start=16, end=29)
    >>> left_out(Update(kind="update", text=text, figures=(figure,)))
    ('tập huấn được 60%, vướng mặt bằng',)
    """
    if update.kind != "update" or "\t" in update.text or "|" in update.text:
        return ()
    told = [(f.start, f.end) for f in update.figures] + [(t.start, t.end) for t in update.tasks]
    out: list[list[int]] = []
    for start, end in pieces(update.text):
        if asks(update.text[start:end]):
            continue
        ends = [start, *(m.end() for m in _CUT.finditer(update.text, start, end)), end]
        for a, b in pairwise(ends):
            clause = update.text[a:b]
            if any(a < last and first < b for first, last in told) or not _tells(clause):
                continue
            if out and out[-1][1] == a:
                out[-1][1] = b
            else:
                out.append([a, b])
    return tuple(update.text[a:b].strip(" .,;\n") for a, b in out)


def _tells(clause: str) -> bool:
    if len(_WORD.findall(clause)) < 2:
        return False
    return tells(fold(clause)) or any(q.unit for q in find_quantities(clause))
