"""Quantities that are the difference of two indicators by definition: xuất siêu, hồ sơ chưa giải quyết."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.models import Observation
from corpus.quantities import format_value
from handlers.drafting import cite, compose
from handlers.facts import VALUE_MEASURES, end_of
from handlers.knowledge import Knowledge
from handlers.operands import difference
from handlers.picking import resolve_period
from handlers.values import Answer, Claim, Query
from handlers.wording import figure_words, period_words, say


class Identity(NamedTuple):
    """What is asked, its name, and the two indicators whose difference it is."""

    pattern: re.Pattern[str]
    name: str
    whole: str
    part: str


IDENTITIES = (
    Identity(re.compile(r"\bxuat sieu\b"), "Xuất siêu", "Kim ngạch xuất khẩu", "Kim ngạch nhập khẩu"),
    Identity(re.compile(r"\bnhap sieu\b"), "Nhập siêu", "Kim ngạch nhập khẩu", "Kim ngạch xuất khẩu"),
    Identity(
        re.compile(r"(?:ho so|tthc|thu tuc).*(?:dang giai quyet|chua giai quyet|ton dong|con ton|\bton\b)"),
        "Hồ sơ thủ tục hành chính chưa giải quyết",
        "TTHC - hồ sơ tiếp nhận",
        "TTHC - hồ sơ giải quyết",
    ),
)


def answer_identity(query: Query, known: Knowledge) -> Answer | None:
    """The difference, for the period asked or the latest that has both figures; None when nothing of it is asked."""
    for identity in IDENTITIES:
        if not identity.pattern.search(query.folded):
            continue
        pair = _pair(query, known, identity)
        result = difference(*pair) if pair else None
        if pair and result and result[0] >= 0:
            whole, part = pair
            figure = format_value(*result)
            text = say("derived", name=identity.name, period=period_words(whole.time_period), figure=figure)
            formula = f"{figure_words(whole)} - {figure_words(part)} = {figure}"
            head = Claim(
                text=f"{text} {say('formula', text=formula)}",
                formula=formula,
                citations=(cite(known, whole), cite(known, part)),
            )
            return compose(known, query, "answered", [head])
    return None


def _pair(query: Query, known: Knowledge, identity: Identity) -> tuple[Observation, Observation] | None:
    """Both figures of one document, entity and period."""
    names = (identity.whole, identity.part)
    wholes = known.book.of(identity.whole, doc_keys=query.documents, measures=VALUE_MEASURES)
    asked = [resolve_period(known, names, code) for code in query.periods]
    for whole in sorted(wholes, key=lambda o: (o.entity != known.book.home, -end_of(o.time_period).toordinal())):
        if asked and not any(known.book.at([whole], code) for code in asked):
            continue
        for part in known.book.of(identity.part, entity=whole.entity, doc_keys=(whole.doc,), measures=VALUE_MEASURES):
            if part.time_period == whole.time_period:
                return whole, part
    return None
