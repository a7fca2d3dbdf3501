"""What is told unasked: looked for every half minute, each notice claimed and posted in one transaction.

A loop of our own instead of a job queue: the rows say what was sent, so that a missed hour, a restart or a second
process costs nothing, and there is no schedule to restore.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.telegram.outgoing import messages
from handlers.desk import Desk
from handlers.reminders import DueNotice, Rules, due_notices
from index import Outbox, Store

log = logging.getLogger(__name__)


class Clock:
    """Posts what is due. `username` is the assistant's, for links."""

    def __init__(self, desk: Desk, store: Store, outbox: Outbox, rules: Rules, username: Callable[[], str]) -> None:
        self._desk, self._store, self._outbox = desk, store, outbox
        self._rules, self._username = rules, username

    def tick(self) -> int:
        """Post all that is due now; how many notices that were. In a thread: it reads and computes."""
        posted = sum(self._post(notice) for notice in due_notices(self._desk, self._desk.now(), self._rules))
        if posted:
            log.info("%d notices posted", posted)
        return posted

    def _post(self, notice: DueNotice) -> bool:
        with self._store.transaction():
            if not self._store.notices.claim(notice.key):
                return False
            for body in messages(notice.reply, self._store.handle, self._username()):
                self._outbox.post(notice.chat, "message", body)
        return True
