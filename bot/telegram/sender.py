"""Delivers the outbox: the parcels of a chat in their order, chats beside one another, at Telegram's pace."""

from __future__ import annotations

import asyncio
import html
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import Any, TypeVar

from telegram import Bot

from bot.telegram.delivery import Absent, Blocked, Done, Failed, Fatal, Moved, Outcome, Wait, deliver
from bot.telegram.pace import Pace
from bot.telegram.watching import Watcher
from index import Outbox, Parcel, StoreError

Result = TypeVar("Result")
MOST_TRIES = 10
"""Failures of the network, some minutes of them, after which a parcel that alone does not get through is given up."""
UNSENT = "Tôi chưa gửi được tệp “{name}” do lỗi đường truyền. Anh/chị yêu cầu lại giúp nhé."
RESULTS: dict[type[object], str] = {Done: "ok", Failed: "failed", Blocked: "blocked", Absent: "absent"}
log = logging.getLogger(__name__)


class Sender:
    """A task a chat that has something waiting. What is not delivered when it stops waits in the outbox.

    Args:
        fatal: told when Telegram does not take the token.
    """

    def __init__(
        self,
        bot: Bot,
        outbox: Outbox,
        threads: Executor,
        fatal: Callable[[], None],
        watcher: Watcher,
        pace: Pace | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._bot = bot
        self._outbox = outbox
        self._threads = threads
        self._fatal = fatal
        self._watcher = watcher
        self._clock = clock
        self._pace = pace or Pace(time.monotonic)
        self._news = asyncio.Event()
        self._stopping = asyncio.Event()
        self._lanes: dict[str, deque[int]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._queued: set[int] = set()
        self._absent: set[str] = set()
        self._troubled: dict[int, int] = {}
        self._answers = 0
        self._last = 0

    def wake(self) -> None:
        """There is something new in the outbox."""
        self._news.set()

    def reached(self) -> None:
        """Telegram answered just now: what does not get through is not the network's fault alone."""
        self._answers += 1

    def rescan(self) -> None:
        """Look at the outbox from its beginning: an old parcel may have been revived."""
        self._last = 0
        self._news.set()

    async def run(self) -> None:
        """Deliver until stopped."""
        while not self._stopping.is_set():
            self._news.clear()
            try:
                rows = await self._thread(self._outbox.waiting, self._last)
                if back := self._absent.intersection(chat for _, chat in rows):
                    # something new for somebody who had not started the chat: perhaps they have, all is tried again
                    self._absent -= back
                    older = await self._thread(self._outbox.waiting)
                    rows = sorted({*rows, *(row for row in older if row[1] in back)})
            except StoreError as error:
                log.error("outbox cannot be read: %s", error)
                await self._pause(1.0)
                continue
            for number, chat in rows:
                self._last = max(self._last, number)
                self._enqueue(number, chat)
            await self._either(self._news)

    async def stop(self, seconds: float) -> None:
        """Let the calls under way end, at most so long."""
        self._stopping.set()
        tasks = list(self._tasks.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _enqueue(self, number: int, chat: str) -> None:
        if number in self._queued:
            return
        self._queued.add(number)
        self._lanes.setdefault(chat, deque()).append(number)
        if chat not in self._tasks:
            self._open(chat)

    def _open(self, chat: str) -> None:
        task = asyncio.create_task(self._lane(chat), name=f"outbox:{chat}")
        self._tasks[chat] = task
        task.add_done_callback(partial(self._ended, chat))

    def _ended(self, chat: str, task: asyncio.Task[None]) -> None:
        del self._tasks[chat]
        failed = task.cancelled() or task.exception() is not None
        if self._lanes[chat] and not failed and not self._stopping.is_set():
            # something came between the lane's last look and its end
            self._open(chat)
            return
        self._queued.difference_update(self._lanes.pop(chat))
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("delivery to a chat ended", exc_info=error)

    async def _lane(self, chat: str) -> None:
        lane = self._lanes[chat]
        while lane and not self._stopping.is_set():
            try:
                parcel = await self._thread(self._outbox.parcel, lane[0])
                if parcel is not None and parcel.chat != chat:
                    self._reroute(chat, parcel.chat)
                    return
                if parcel is not None and not await self._through(parcel):
                    continue
            except StoreError as error:
                log.error("outbox cannot be used: %s", error)
                await self._pause(1.0)
                continue
            self._queued.discard(lane.popleft())

    def _reroute(self, chat: str, to: str) -> None:
        """The chat has another number by now: what waited in its lane goes on there."""
        numbers = list(self._lanes[chat])
        self._lanes[chat].clear()
        self._queued.difference_update(numbers)
        for number in numbers:
            self._enqueue(number, to)

    async def _through(self, parcel: Parcel) -> bool:
        """Deliver a parcel; False when it is to be tried again."""
        if parcel.expires_at is not None and self._clock() > parcel.expires_at:
            await self._thread(self._outbox.sent, parcel.id)
            return True
        message = await self._thread(self._outbox.message_of, parcel.chat, parcel.slot) if parcel.slot else None
        if not await self._turn(parcel, edit=bool(message or "edit" in parcel.body or parcel.kind == "delete")):
            return False
        newest = self._lanes[parcel.chat][-1]
        try:
            outcome = await deliver(self._bot, parcel, message)
        except Exception as error:  # a parcel the library cannot make a call of must not hold up those behind it
            log.error("parcel %d cannot be sent", parcel.id, exc_info=error)
            outcome = Failed(type(error).__name__)
        if isinstance(outcome, Absent):
            return await self._hold(parcel.chat, newest)
        return await self._settle(parcel, outcome)

    async def _hold(self, chat: str, newest: int) -> bool:
        """Nobody has started that chat: all of it waits until somebody does. What came meanwhile may be the answer to
        their first message; then it is tried again.
        """
        self._watcher.sent(RESULTS[Absent])
        if self._lanes[chat][-1] == newest and await self._thread(self._outbox.hold, chat, newest):
            log.info("a person has not started the chat yet: what is for them waits")
            self._absent.add(chat)
            self._queued.difference_update(self._lanes[chat])
            self._lanes[chat].clear()
        return False

    async def _turn(self, parcel: Parcel, *, edit: bool) -> bool:
        """Wait for the limits; False when stopped meanwhile."""
        if not parcel.chat.startswith("!") and await self._pause(self._pace.chat_wait(parcel.chat, edit=edit)):
            return False
        return not await self._pause(self._pace.overall_wait())

    async def _settle(self, parcel: Parcel, outcome: Outcome) -> bool:
        self._watcher.sent(RESULTS.get(type(outcome), "retry"))
        if not isinstance(outcome, Wait):
            self._troubled.pop(parcel.id, None)
            self.reached()
        match outcome:
            case Done(message):
                await self._thread(self._outbox.sent, parcel.id, message)
                if parcel.kind == "delete":
                    await self._thread(self._outbox.vacate, parcel.chat, parcel.slot)
            case Blocked():
                dropped = await self._thread(self._outbox.block, parcel.chat)
                log.info("a person blocked the assistant: %d parcels dropped", dropped)
            case Moved(chat):
                await self._thread(self._outbox.move, parcel.chat, chat)
                return False
            case Failed(error):
                await self._thread(self._outbox.fail, parcel.id, error)
                log.error("parcel %d refused by Telegram: %s", parcel.id, error)
            case Fatal():
                self._fatal()
                self._stopping.set()
                return False
            case Wait(seconds, hold):
                if hold:
                    self._pace.hold(parcel.chat, seconds)
                elif await self._hopeless(parcel):
                    return True
                await self._pause(seconds)
                return False
        return True

    async def _hopeless(self, parcel: Parcel) -> bool:
        """Count a failure of the network; True when the parcel is given up.

        It is when it failed often although Telegram answered others meanwhile: while nothing gets through all waits.
        """
        since = self._troubled.setdefault(parcel.id, self._answers)
        tries = await self._thread(self._outbox.tried, parcel.id, "network")
        if tries < MOST_TRIES or self._answers == since:
            return False
        del self._troubled[parcel.id]
        await self._thread(self._outbox.fail, parcel.id, "network")
        log.error("parcel %d does not get through", parcel.id)
        if parcel.kind in ("document", "photo"):
            words = html.escape(UNSENT.format(name=parcel.body.get("name", "")))
            await self._thread(self._outbox.post, parcel.chat, "message", {"text": words})
            self.wake()
        return True

    async def _pause(self, seconds: float) -> bool:
        """Wait; True when stopped meanwhile."""
        if seconds > 0 and not self._stopping.is_set():
            try:
                await asyncio.wait_for(self._stopping.wait(), seconds)
            except TimeoutError:
                return False
        return self._stopping.is_set()

    async def _either(self, news: asyncio.Event) -> None:
        """Wait for news, or for the end."""
        tasks = [asyncio.create_task(event.wait()) for event in (news, self._stopping)]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()

    async def _thread(self, call: Callable[..., Result], *arguments: Any) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call, *arguments)
