"""Starts the local Telegram in a thread of its own, for the demonstration and for tests."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.sandbox.api import bot_routes, call_from_webhook
from bot.sandbox.errors import JSON
from bot.sandbox.guard import Guard, own_hosts
from bot.sandbox.limits import Limits
from bot.sandbox.page import page_routes
from bot.sandbox.webhook import Deliverer
from bot.sandbox.world import World
from bot.threaded import PATIENCE, ThreadedServer


class Sandbox(ThreadedServer):
    """The local Telegram: the Bot API, the people's page, and a way to start and stop both.

    Args:
        host: an address of this machine; others are refused.
        port: 0 takes a free one.
        token: the bot's; one is made up when none is given.
        limits: Telegram's limits on sending; None turns them off.
        clock: Unix time in seconds; tests give their own.
        callback_seconds: how long a pressed button waits for its answer.

    Raises:
        ValueError: the address is not of this machine.
        OSError: the port is taken.

    >>> with Sandbox() as sandbox:
    ...     sandbox.base_url.startswith("http://127.0.0.1:")
    True
    """

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        token: str = "",
        *,
        limits: Limits | None = Limits(),  # noqa: B008 -- frozen
        clock: Callable[[], float] = time.time,
        callback_seconds: float = 15.0,
        bot: JSON | None = None,
    ) -> None:
        if host not in {"127.0.0.1", "localhost", "::1"}:
            raise ValueError(f"{host}: the local Telegram listens on this machine only (127.0.0.1, ::1)")
        super().__init__("the local Telegram", host, port, grace=3)
        self.token = token or f"7000000001:{secrets.token_urlsafe(26)}"
        self.world = World(self.token, limits=limits, clock=clock, callback_seconds=callback_seconds, bot=bot)
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def url(self) -> str:
        """The address of the chat page."""
        return f"{self.address}/"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot's `base_url` takes; the token follows it."""
        return f"{self.url}bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot's `base_file_url` takes."""
        return f"{self.url}file/bot"

    def ending(self) -> None:
        """Ends all waiting requests."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self.world.close)

    def run(self, action: Callable[[World], Any]) -> Any:
        """Does something with the state on its own thread, and returns the result; for tests."""

        async def inside() -> Any:
            return action(self.world)

        assert self._loop is not None, "start() first"
        return asyncio.run_coroutine_threadsafe(inside(), self._loop).result(PATIENCE)

    def push(self, kind: str, payload: JSON) -> int | None:
        """Queues an update of any kind, also one that no library knows; its id."""
        number: int | None = self.run(lambda world: world.updates.put(kind, payload))
        return number

    def application(self) -> Starlette:
        """The Bot API and the people's page."""

        @contextlib.asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            self._loop = asyncio.get_running_loop()
            deliverer = Deliverer(
                self.world.updates, self.world.clock, lambda reply: call_from_webhook(self.world, reply)
            )
            task = asyncio.create_task(deliverer.run())
            self.ready()
            yield
            self.world.close()
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

        guard = Middleware(Guard, hosts=own_hosts(self.host, self.port))
        routes = [*bot_routes(self.world), *page_routes(self.world)]
        return Starlette(routes=routes, middleware=[guard], lifespan=lifespan)
