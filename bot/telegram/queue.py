"""The queue between Telegram and the handlers: what is put is committed before Telegram hears that it was taken."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from concurrent.futures import Executor

from telegram import Bot, Update
from telegram.error import NetworkError

from bot.telegram.watching import Watcher
from index import Inbox, StoreError

log = logging.getLogger(__name__)


class DurableQueue(asyncio.Queue[object]):
    """python-telegram-bot's update queue over an inbox.

    The updater acknowledges an update when `put` returns. An update seen before is passed over. `held` are the updates
    in the queue or in a handler's hands, by number, with the time they came (seconds of a monotonic clock).
    """

    def __init__(self, inbox: Inbox, threads: Executor, watcher: Watcher) -> None:
        super().__init__()
        self._inbox = inbox
        self._threads = threads
        self._watcher = watcher
        self.held: dict[int, float] = {}

    async def put(self, item: object) -> None:
        """Commit, then queue.

        Raises NetworkError when the store cannot be written: the updater then asks Telegram again later, where any
        other error would end its loop; a webhook answers 500, and Telegram tries again.
        """
        if not isinstance(item, Update):
            # the Application's sign to stop: what waits here waits in the inbox as well
            self.drain()
            await super().put(item)
            return
        loop = asyncio.get_running_loop()
        try:
            new = await loop.run_in_executor(self._threads, self._inbox.take, item.update_id, item.to_json())
        except StoreError as error:
            log.error("inbox cannot be written: %s", error)
            raise NetworkError("the inbox cannot be written") from error
        if new:
            self._watcher.received(kind_of(item))
            self._hold(item)

    async def restore(self, bot: Bot) -> int:
        """Queue the letters of the inbox that nobody holds: after a start, or when one was revived; how many."""
        loop = asyncio.get_running_loop()
        count = 0
        for letter in await loop.run_in_executor(self._threads, self._inbox.waiting):
            if letter.id in self.held:
                continue
            try:
                update = Update.de_json(json.loads(letter.raw), bot)
            except Exception as error:  # whatever an old row makes the library raise
                reason = f"unreadable: {type(error).__name__}"
                await loop.run_in_executor(self._threads, self._inbox.bury, letter.id, reason)
                log.error("update %d cannot be read again (%s)", letter.id, type(error).__name__)
                continue
            if letter.id not in self.held:
                self._hold(update)
                count += 1
        return count

    def release(self, number: int) -> float:
        """A handler is through with an update; if it still waits in the inbox, `restore` will queue it again.

        How many seconds it was held.
        """
        return time.monotonic() - self.held.pop(number, time.monotonic())

    def drain(self) -> None:
        """Empty the queue in memory."""
        while not self.empty():
            item = self.get_nowait()
            self.task_done()
            if isinstance(item, Update):
                self.held.pop(item.update_id, None)

    def _hold(self, update: Update) -> None:
        self.held[update.update_id] = time.monotonic()
        self.put_nowait(update)


def kind_of(update: Update) -> str:
    """What kind of update it is, as the Bot API calls it; "other" for one this library does not know.

    >>> kind_of(Update(5))
    'other'
    """
    return next((kind for kind in Update.ALL_TYPES if getattr(update, kind, None) is not None), "other")
