"""The running channel: started, watched and stopped. python-telegram-bot's Application is used as it is."""

from __future__ import annotations

import asyncio
import itertools
import logging
import tempfile
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import TypeHandler

from bot.telegram.arriving import Arriving
from bot.telegram.clock import Clock
from bot.telegram.delivery import seconds_of
from bot.telegram.incoming import Me
from bot.telegram.line import Channel, build, listen
from bot.telegram.lock import RunLock
from bot.telegram.menus import Menus
from bot.telegram.order import OrderedProcessor
from bot.telegram.pace import Pace
from bot.telegram.queue import DurableQueue
from bot.telegram.sender import Sender
from bot.telegram.watching import Nobody, Watcher
from bot.telegram.worker import Worker
from corpus.catalog import Catalog
from corpus.readers.processes import Stopped, stop_all
from handlers.desk import Desk
from handlers.reminders import USUAL, Rules
from index import Store, StoreError

WORKERS = 2
"""Threads that answer. More would only take the interpreter's lock from the loop; with one a long answer stops all."""
SLOW_WORKERS = 2
"""Threads for what takes long: workbooks read, papers and charts made, reminders. No question waits for them."""
STOP_SECONDS = 3.0
LOOK_SECONDS = 10.0
ARRIVAL_SECONDS = 1.0
TICK_LOOKS = 3
"""Looks between two looks at what is to be told unasked: half a minute."""
FORGET_EVERY = 360
"""Looks between two clearances of old rows: an hour."""
ALIVE_LOOKS = 6
"""Looks between two signs of life: a minute."""
LONGEST_PAUSE = 30.0
log = logging.getLogger(__name__)


class TokenRefused(Exception):
    """Telegram does not know the token; the message is a sentence for the person who runs it."""


class TelegramChannel:
    """Serves a desk on Telegram.

    Args:
        lock: the store's file, locked against a second process; None for a store in memory.
        watcher: told of what comes in and goes out.
        pace: how fast to send; Telegram's limits when nothing else is said.
        rules: when reminders go out.
        catalog: names the figures of files that are sent; the shipped one when nothing else is said.
    """

    def __init__(
        self,
        channel: Channel,
        desk: Desk,
        store: Store,
        lock: Path | None = None,
        watcher: Watcher | None = None,
        pace: Pace | None = None,
        rules: Rules = USUAL,
        catalog: Catalog | None = None,
    ) -> None:
        self._watcher: Watcher = watcher or Nobody()
        self._channel = channel
        self._desk = desk
        self._store = store
        self._lock = lock
        self._pace = pace
        self._rules = rules
        self._catalog = catalog
        self._failed: Exception | None = None

    async def run(self, stop: asyncio.Event, ready: asyncio.Event | None = None) -> None:
        """Serve until `stop` is set. `ready` is set once updates are taken.

        Raises:
            AlreadyRunning: another process serves this store.
            TokenRefused: Telegram does not know the token.
        """
        if self._lock is not None:
            with RunLock(self._lock):
                await self._run(stop, ready)
        else:
            await self._run(stop, ready)
        if self._failed is not None:
            raise self._failed

    async def _run(self, stop: asyncio.Event, ready: asyncio.Event | None) -> None:
        self._stop = stop
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="desk")
        self._slow = ThreadPoolExecutor(SLOW_WORKERS, thread_name_prefix="slow")
        self._clerks = ThreadPoolExecutor(2, thread_name_prefix="mail")
        self._readers = ThreadPoolExecutor(1, thread_name_prefix="files")
        self._inbox, self._outbox = self._store.inbox(self._channel.name), self._store.outbox(self._channel.name)
        self._queue = DurableQueue(self._inbox, self._clerks, self._watcher)
        self._order = OrderedProcessor()
        self._app = build(self._channel, self._queue, self._order)
        self._sender = Sender(self._app.bot, self._outbox, self._clerks, self._refused, self._watcher, self._pace)
        self._worker = Worker(
            self._desk,
            self._store,
            self._channel.name,
            self._threads,
            self._slow,
            self._sender.wake,
            self._queue.release,
            self._watcher,
        )
        folder = self._lock.parent if self._lock is not None else Path(tempfile.gettempdir())
        self._arriving = Arriving(self._store, self._outbox, self._catalog, folder, self._desk.now)
        self._app.add_handler(TypeHandler(Update, self._worker))
        tasks = [asyncio.create_task(self._start(ready), name="start")]
        try:
            await self._until_stopped(tasks)
        finally:
            await self._shut(tasks)

    async def _start(self, ready: asyncio.Event | None) -> None:
        """Each step may wait for the network; letters taken before the last stop are served first."""
        warm = asyncio.get_running_loop().run_in_executor(self._slow, self._desk.warm_up)
        await self._introduce()
        user = self._app.bot.bot
        self._worker.me = Me(user.id, user.username or "")
        await self._step("warming up", warm)
        sending = asyncio.create_task(self._sender.run(), name="sender")
        await self._step("letters left", self._queue.restore(self._app.bot))
        log.info("serving %s by %s, %d letters left", self._channel.name, self._channel.mode, len(self._queue.held))
        await self._app.start()
        await listen(self._app, self._channel)
        if ready is not None:
            ready.set()
        try:
            await asyncio.gather(self._watch(), self._read_arrivals(), sending)
        finally:
            sending.cancel()

    async def _introduce(self) -> None:
        """Ask Telegram who we are, until it answers."""
        pause = 1.0
        while True:
            wait = pause
            try:
                await self._app.initialize()
                return
            except InvalidToken:
                self._refused()
                raise
            except TelegramError as error:
                wait = max(pause, seconds_of(error)) if isinstance(error, RetryAfter) else pause
                log.warning("Telegram is not reached (%s): trying again in %.0f s", type(error).__name__, wait)
            await asyncio.sleep(wait)
            pause = min(LONGEST_PAUSE, 1.5 * pause)

    async def _watch(self) -> None:
        """Menus of new people, letters revived by an admin, what is told unasked, old rows, a token taken back."""
        menus = Menus(self._app.bot, self._desk)
        clock = Clock(self._desk, self._store, self._outbox, self._rules, lambda: self._worker.me.username)
        for look in itertools.count():
            await self._step("menus", menus.show())
            await self._step("letters left", self._queue.restore(self._app.bot))
            if look % TICK_LOOKS == 0:
                await self._step("reminders", self._told_unasked(clock))
            if look % FORGET_EVERY == 1:
                await self._step("old rows", self._tidy(clock))
            self._sender.rescan()
            if look % ALIVE_LOOKS == 1:
                await self._step("sign of life", self._alive())
            await asyncio.sleep(LOOK_SECONDS)

    async def _step(self, name: str, doing: Awaitable[Any]) -> None:
        """One of the things done beside the answers: what goes wrong in it is told and costs nothing else.

        Raises InvalidToken: there is nothing left to do then.
        """
        try:
            await doing
        except InvalidToken:
            raise
        except StoreError as error:
            log.error("%s: %s", name, error)
        except TelegramError as error:
            log.warning("%s: Telegram refused or was not reached (%s)", name, type(error).__name__)
        except Exception as error:  # whatever it is, people go on asking
            log.error("%s failed", name, exc_info=error)

    async def _tidy(self, clock: Clock) -> None:
        loop = asyncio.get_running_loop()
        for action in (self._arriving.expire, clock.expire, self._inbox.forget, self._outbox.forget):
            await loop.run_in_executor(self._clerks, action)
        self._sender.wake()

    async def _alive(self) -> None:
        await self._app.bot.get_me()
        self._sender.reached()

    async def _read_arrivals(self) -> None:
        """Files that people sent, one at a time in a thread of its own."""
        while True:
            await asyncio.sleep(ARRIVAL_SECONDS)
            await self._step("sent files", self._arrived())

    async def _arrived(self) -> None:
        try:
            if await asyncio.get_running_loop().run_in_executor(self._readers, self._arriving.work):
                self._sender.wake()
        except Stopped:
            log.info("a file was being read: it will be read after the next start")

    async def _told_unasked(self, clock: Clock) -> None:
        """Reminders and digests."""
        if await asyncio.get_running_loop().run_in_executor(self._slow, clock.tick):
            self._sender.wake()

    def _refused(self) -> None:
        self._failed = TokenRefused(
            "Telegram không nhận mã của bot: kiểm tra PLANBOT_TOKEN (lấy mã ở @BotFather, dạng 123456789:AA…)."
        )
        self._stop.set()

    async def _until_stopped(self, tasks: list[asyncio.Task[None]]) -> None:
        stopped = asyncio.create_task(self._stop.wait())
        done, _ = await asyncio.wait([*tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        for task in done - {stopped}:
            error = task.exception()
            if isinstance(error, InvalidToken):
                self._refused()
            elif error is not None:
                raise error

    async def _shut(self, tasks: list[asyncio.Task[None]]) -> None:
        """Within ten seconds: no new updates, those in hand to their end, calls under way; the rest is in the store."""
        self._order.closing = True
        stop_all()
        sending = asyncio.create_task(self._sender.stop(STOP_SECONDS))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        updater = self._app.updater
        if updater is not None and updater.running:
            await _within(STOP_SECONDS, updater.stop())
        if self._app.running:
            await _within(STOP_SECONDS, self._app.stop())
        await sending
        await _within(1.0, self._app.shutdown())
        # an Application that never got to know itself does not close its connections
        await _within(1.0, self._app.bot.shutdown())
        for threads in (self._threads, self._slow, self._clerks, self._readers):
            threads.shutdown(wait=False, cancel_futures=True)


async def _within(seconds: float, action: Any) -> None:
    """Do something, at most so long; what goes wrong at the end is only told."""
    try:
        await asyncio.wait_for(action, seconds)
    except (TimeoutError, TelegramError, RuntimeError) as error:
        log.warning("stopping: %s", type(error).__name__)
