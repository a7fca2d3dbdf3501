"""One update served: counted, answered by the desk in a thread, and all that comes of it written at once."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.fetching import fetch
from bot.telegram.incoming import Incoming, Me, read
from bot.telegram.outgoing import post_turn
from bot.telegram.watching import Watcher, place
from corpus.readers.processes import Stopped
from handlers.desk import Desk
from handlers.replies import Reply, Turn
from index import Inbox, Outbox, Overtaken, Store, StoreError

MOST_ATTEMPTS = 5
"""Attempts, crashes among them, after which an update goes to the dead letters. The store's failures do not count."""
MOST_FETCHES = 30
"""Looks at a letter, ten seconds apart, at which its file could not be fetched; then it is served without."""
FIRST_PAUSE = 0.02
TYPING_AFTER = 0.7
SORRY = (
    "Xin lỗi, tôi chưa trả lời được tin này; tin đã được ghi lại để người quản trị xem. Anh/chị thử hỏi cách khác nhé."
)
log = logging.getLogger(__name__)


class AlreadyDone(Exception):
    """The update was finished by somebody else; what was about to be written is undone."""


class Worker:
    """The handler of every update.

    Args:
        threads: where questions are answered.
        slow: where what takes long is done, so that no question waits for it.
        wake: told when there is something in the outbox.
        release: told the number of an update that left the worker's hands; says how long it was here.
    """

    def __init__(
        self,
        desk: Desk,
        store: Store,
        channel: str,
        threads: Executor,
        slow: Executor,
        wake: Callable[[], None],
        release: Callable[[int], float],
        watcher: Watcher,
    ) -> None:
        self._desk = desk
        self._store = store
        self._inbox: Inbox = store.inbox(channel)
        self._outbox: Outbox = store.outbox(channel)
        self._threads, self._slow = threads, slow
        self._wake = wake
        self._release = release
        self._watcher = watcher
        self.me = Me(0, "")
        self._excused: Counter[int] = Counter()
        self._unfetched: Counter[int] = Counter()

    async def __call__(self, update: Update, context: Any) -> None:
        """Serve an update until it is done, given up, or the store does not let us; then it waits in the inbox."""
        status: str | None = None
        try:
            for attempt in range(MOST_ATTEMPTS + 1):
                status = await self._tried(update)
                if status is not None:
                    break
                await asyncio.sleep(FIRST_PAUSE * 3**attempt if attempt < MOST_ATTEMPTS else 0)
        finally:
            held = self._release(update.update_id)
            self._wake()
        if status:
            self._watcher.answered(status, held)

    async def _tried(self, update: Update) -> str | None:
        """One attempt; what became of it, "" when it waits for another look, None when it is to be tried at once."""
        loop = asyncio.get_running_loop()
        number = update.update_id
        file = None
        try:
            file = await fetch(update, self.me, self._desk)
        except TelegramError as error:
            self._unfetched[number] += 1
            log.warning("update %d: its file could not be fetched (%s)", number, type(error).__name__)
            if self._unfetched[number] < MOST_FETCHES:
                return ""
        del self._unfetched[number]
        incoming = read(update, self.me)
        slow = incoming is not None and self._desk.takes_long(incoming.message)
        work = loop.run_in_executor(self._slow if slow else self._threads, self.serve, update, file)
        done, _ = await asyncio.wait({work}, timeout=TYPING_AFTER)
        if not done and update.effective_chat is not None and update.inline_query is None:
            with suppress(TelegramError):
                await update.get_bot().send_chat_action(update.effective_chat.id, ChatAction.TYPING)
        try:
            return await work
        except Overtaken:
            return None  # somebody else was first: the next attempt sees what they did
        except Stopped:
            return ""  # what it waited for was ended because we end: it is served after the next start
        except StoreError as error:
            log.error("update %d: %s", number, error)
            return None
        except Exception as error:  # anything a handler may raise; the update must not be lost for it
            log.error("update %d failed", number, exc_info=error)
            return None

    def serve(self, update: Update, file: bytes | None = None) -> str:
        """One attempt, in a thread: the desk's answer, then effects, outbox and completion in one transaction.

        `file` is the content of what was sent. What became of it; "" when there was nothing to do.
        """
        number = update.update_id
        attempt = self._inbox.begin(number, self._excused[number])
        del self._excused[number]
        if attempt is None:
            return ""
        incoming: Incoming | None = None
        try:
            incoming = read(update, self.me)
            if incoming is not None and file is not None:
                incoming = incoming._replace(message=incoming.message.model_copy(update={"file": file}))
            if attempt > MOST_ATTEMPTS:
                return self._bury(number, incoming, "the program ended while serving it")
            return self._answer(number, incoming)
        except AlreadyDone:
            return ""
        except Overtaken:
            raise
        except (StoreError, Stopped):
            self._excused[number] += 1
            raise
        except Exception as error:
            if attempt < MOST_ATTEMPTS:
                raise
            log.error("update %d failed %d times and is given up", number, attempt, exc_info=error)
            return self._bury(number, incoming, place(error))

    def _answer(self, number: int, incoming: Incoming | None) -> str:
        turn = self._desk.handle(incoming.message) if incoming is not None and incoming.blocked is None else Turn()
        with self._store.transaction():
            if not self._inbox.finish(number):
                raise AlreadyDone
            for effect in turn.effects:
                effect(self._store)
            if incoming is not None:
                self._note_chat(incoming)
                if incoming.blocked is None:
                    post_turn(self._outbox, self._store.handle, incoming, turn, self.me.username)
        return turn.status if incoming is not None else "ignored"

    def _note_chat(self, incoming: Incoming) -> None:
        if incoming.moved:
            self._outbox.move(incoming.chat, incoming.moved)
        elif incoming.blocked:
            self._outbox.block(incoming.chat)
        elif incoming.chat:
            self._outbox.unblock(incoming.chat)

    def _bury(self, number: int, incoming: Incoming | None, error: str) -> str:
        """Give an update up, and tell the person so."""
        with self._store.transaction():
            if self._inbox.bury(number, error) and incoming is not None and incoming.message.kind != "other":
                turn = Turn((Reply(blocks=(SORRY,)),), toast=SORRY)
                post_turn(self._outbox, self._store.handle, incoming, turn, self.me.username)
        return "failed"
