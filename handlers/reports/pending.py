"""A question that no document answers, of somebody whose unit has reported the very figure: what waits is told."""

from __future__ import annotations

from dataclasses import replace

from corpus.shorthand import expand
from corpus.text import fold
from handlers.desk import Desk, Message
from handlers.replies import Turn, said
from handlers.reports.lines import item_words
from handlers.reports.typed import typed_indicators
from handlers.updates.when import periods_of
from handlers.wording import day_words
from index import Person

_LATEST = 60
_MOST = 3


def with_pending(desk: Desk, message: Message, person: Person, turn: Turn) -> Turn:
    """The answer; where there is none, what the person or their units confirmed of the figure; never in a group."""
    if message.group or turn.status != "not_found":
        return turn
    words = expand(message.text).text
    periods = periods_of(words, fold(words), desk.clock().isoformat())
    names = typed_indicators(message.text, desk.known(message).catalog)[:1]
    if not names:
        return turn
    codes = {p.code for p in periods}
    found = [
        f"{item_words(item)} (báo ngày {day_words(report.sent_at[:10])}, chưa duyệt)"
        for report in desk.store.reports.find(state="confirmed", latest=_LATEST)
        if report.person == person.person or report.unit in person.units
        for item in report.lines("confirmed")
        if item.kind == "figure" and item.name == names[0] and (not codes or item.time_period in codes)
    ]
    if not found:
        return turn
    text = "Đơn vị anh/chị đã báo: " + "; ".join(found[-_MOST:]) + "."
    return replace(turn, replies=(said(text),), status="answered")
