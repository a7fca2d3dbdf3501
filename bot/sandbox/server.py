"""Starts the local Telegram in a thread of its own, for the demonstration and for tests."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.sandbox.api import bot_routes, call_from_webhook
from bot.sandbox.errors import JSON
from bot.sandbox.guard import Guard, own_hosts
from bot.sandbox.limits import Limits
from bot.sandbox.page import page_routes
from bot.sandbox.webhook import Deliverer
from bot.sandbox.world import World

PATIENCE = 10.0
log = logging.getLogger(__name__)


class Sandbox:
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
        self.host, self.port = host, port
        self.token = token or f"7000000001:{secrets.token_urlsafe(26)}"
        self.world = World(self.token, limits=limits, clock=clock, callback_seconds=callback_seconds, bot=bot)
        self._ready = threading.Event()
        self._thread: threading.Thread | None = None
        self._server: uvicorn.Server | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._failure: BaseException | None = None

    @property
    def url(self) -> str:
        """The address of the chat page."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot's `base_url` takes; the token follows it."""
        return f"{self.url}bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot's `base_file_url` takes."""
        return f"{self.url}file/bot"

    def start(self) -> Self:
        """Returns when requests are answered."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        # asyncio turns Nagle's delay off only where the protocol is named; with it each answer takes 40 ms.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((self.host, self.port))
        except OSError:
            listener.close()
            raise
        self.port = int(listener.getsockname()[1])
        self._thread = threading.Thread(target=self._run, args=(listener,), name="local-telegram", daemon=True)
        self._thread.start()
        if not self._ready.wait(PATIENCE) or self._failure:
            raise RuntimeError("the local Telegram did not start") from self._failure
        return self

    def stop(self) -> None:
        """Ends all waiting requests and the thread; nothing happens the second time."""
        if self._thread is None or self._loop is None or self._server is None:
            return
        self._server.should_exit = True
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self.world.close)
        self._thread.join(PATIENCE)
        self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()

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

    def _app(self) -> Starlette:
        @contextlib.asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            self._loop = asyncio.get_running_loop()
            deliverer = Deliverer(
                self.world.updates, self.world.clock, lambda reply: call_from_webhook(self.world, reply)
            )
            task = asyncio.create_task(deliverer.run())
            self._ready.set()
            yield
            self.world.close()
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

        guard = Middleware(Guard, hosts=own_hosts(self.host, self.port))
        routes = [*bot_routes(self.world), *page_routes(self.world)]
        return Starlette(routes=routes, middleware=[guard], lifespan=lifespan)

    def _run(self, listener: socket.socket) -> None:
        config = uvicorn.Config(
            self._app(),
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="on",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=3,
            server_header=False,
        )
        self._server = uvicorn.Server(config)
        try:
            with listener:
                asyncio.run(self._server.serve(sockets=[listener]))
        except BaseException as error:  # the starter must hear of anything
            self._failure = error
            log.exception("the local Telegram ended")
        finally:
            self._ready.set()
