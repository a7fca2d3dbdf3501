"""What a message of somebody who reports says: its figures and tasks, or nothing."""

from __future__ import annotations

import re
from datetime import datetime

from corpus.text import fold
from handlers.desk import Desk, Message
from handlers.reports.drafts import earlier_updates, unit_of_report
from handlers.reports.pasted import read_pasted
from handlers.updates import Context, Update, read_update
from index import Person

_STRAY_DIGITS = 2
_REPORTS = re.compile(r"\b(?:dat|duoc|la|uoc|con|bao cao|tang|giam|thuc hien|nham|len|cap|thu|chi)\b|[:=]")
"""What makes a bare number a report's."""


def understood(desk: Desk, message: Message, person: Person) -> Update | None:
    """What a message reports; None when it reports nothing."""
    update = read_pasted(message.text, desk.known(message).catalog, desk.clock())
    if update is None:
        sent = datetime.fromisoformat(message.sent_at).date() if message.sent_at else desk.clock()
        unit = unit_of_report(desk, message, person, message.text)
        units = (unit,) if unit else person.units
        update = read_update(
            message.text, Context(desk.known(message), units, sent, tuple(earlier_updates(desk, message, unit)))
        )
    reports = update is not None and update.kind == "update" and (update.figures or update.tasks)
    return update if reports and update is not None and not _strays(update) else None


def _strays(update: Update) -> bool:
    """Whether all a message holds are numbers of one or two digits that neither a word nor a unit makes a report."""
    if update.tasks or _REPORTS.search(fold(update.text)):
        return False
    return all(update.text[f.start : f.end].isdigit() and f.end - f.start <= _STRAY_DIGITS for f in update.figures)
