"""What is told unasked: looked for every half minute, each notice claimed and posted in one transaction.

A loop of our own instead of a job queue: the rows say what was sent, so that a missed hour, a restart or a second
process costs nothing, and there is no schedule to restore.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from bot.telegram.outgoing import messages
from handlers.desk import Desk
from handlers.reminders import DueNotice, Rules, due_notices
from handlers.replies import Reply
from handlers.reports.deciding import expiring
from index import Outbox, Overtaken, Store, StoreError

EMPTY_AGAIN, FAILED_AGAIN = timedelta(minutes=10), timedelta(hours=1)
"""How long until a notice is made again that had nothing to tell, or could not be made."""
log = logging.getLogger(__name__)


class Clock:
    """Posts what is due; a notice that cannot be made keeps back no other. `username` is the assistant's, for links."""

    def __init__(self, desk: Desk, store: Store, outbox: Outbox, rules: Rules, username: Callable[[], str]) -> None:
        self._desk, self._store, self._outbox = desk, store, outbox
        self._rules, self._username = rules, username
        self._again: dict[str, datetime] = {}

    def tick(self) -> int:
        """Post all that is due now; how many notices that were. In a thread: it reads and computes.

        Raises:
            StoreError: the store cannot be used now; all waits for the next look.
        """
        now = self._desk.now()
        self._again = {key: at for key, at in self._again.items() if at > now}
        due = [n for n in due_notices(self._desk, now, self._rules) if n.key not in self._again]
        posted = sum(self._made(notice, now) for notice in due)
        if posted:
            log.info("%d notices posted", posted)
        return posted

    def expire(self) -> int:
        """Give up reports that nobody confirmed, and tell their senders; how many."""
        old = expiring(self._desk)
        for chat, reply, effect in old:
            with suppress(Overtaken), self._store.transaction():  # confirmed at this very moment: it stays
                effect(self._store)
                for body in messages(reply, self._store.handle, self._username()) if chat else ():
                    self._outbox.post(chat, "message", body)
        return len(old)

    def _made(self, notice: DueNotice, now: datetime) -> bool:
        try:
            reply = notice.make()
        except StoreError:
            raise
        except Exception as error:  # whatever it is, the others get theirs
            log.error("a notice (%s) could not be made", notice.key.partition(":")[0], exc_info=error)
            self._again[notice.key] = now + FAILED_AGAIN
            return False
        if reply is None:
            self._again[notice.key] = now + EMPTY_AGAIN
            return False
        return self._post(notice, reply)

    def _post(self, notice: DueNotice, reply: Reply) -> bool:
        with self._store.transaction():
            if not self._store.notices.claim(notice.key):
                return False
            for body in messages(reply, self._store.handle, self._username()):
                self._outbox.post(notice.chat, "message", body)
        return True
