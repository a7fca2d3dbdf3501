"""Updates of different people at the same time, those of one person one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 1024
"""Updates in hand at the same time. Most wait for their person's turn; the work itself is bounded by its threads."""


class OrderedProcessor(BaseUpdateProcessor):
    """A lock a person. Locks are given in the order of asking, and the updates ask in the order of the queue."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(at_once)
        self.closing = False
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the person's turn, then process; when closing, leave the update to the inbox."""
        async with self._turn(person_of(update)):
            if self.closing:
                close = getattr(coroutine, "close", None)
                if close is not None:
                    close()
                return
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free."""

    @asynccontextmanager
    async def _turn(self, person: int) -> AsyncIterator[None]:
        lock, waiting = self._locks.get(person, (asyncio.Lock(), 0))
        self._locks[person] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks[person]
            if waiting == 1:
                del self._locks[person]
            else:
                self._locks[person] = (lock, waiting - 1)


def person_of(update: object) -> int:
    """Whose turn an update is: the person's, else the chat's, else everybody's without one."""
    if not isinstance(update, Update):
        return 0
    if update.effective_user is not None:
        return update.effective_user.id
    return update.effective_chat.id if update.effective_chat is not None else 0
