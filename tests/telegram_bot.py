"""The Telegram channel running in a thread of its own against the local Telegram, for tests that play the people."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from types import TracebackType
from typing import Self

from bot.sandbox import Sandbox
from bot.telegram import Channel, TelegramChannel
from bot.telegram.pace import Pace
from handlers.desk import Desk
from index import Store

PATIENCE = 30.0
BRISK = Pace(time.monotonic, overall=10_000, gap=0.0, group=10_000)
"""No limits, for a local Telegram that has none."""
SECRET = "bi-mat_cua-webhook"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def channel_to(sandbox: Sandbox, mode: str = "polling") -> Channel:
    """The channel of a local Telegram's bot."""
    port = free_port()
    return Channel(
        token=sandbox.token,
        mode="webhook" if mode == "webhook" else "polling",
        webhook_url=f"http://127.0.0.1:{port}/telegram" if mode == "webhook" else "",
        webhook_secret=SECRET if mode == "webhook" else "",
        webhook_port=port,
        api=sandbox.base_url,
    )


class Running:
    """`with Running(channel, desk, store):` the channel serves; what it raises is raised at the end of the block."""

    def __init__(
        self, channel: Channel, desk: Desk, store: Store, *, wait: bool = True, pace: Pace | None = BRISK
    ) -> None:
        self._service = TelegramChannel(channel, desk, store, pace=pace)
        self._wait = wait
        self._ready = threading.Event()
        self._begun = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._main()), name="telegram-bot")
        self._failure: BaseException | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._begun.wait(PATIENCE)
        if self._wait:
            assert self._ready.wait(PATIENCE)
            if self._failure is not None:
                raise self._failure
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.stop()
        if self._failure is not None and error is None:
            raise self._failure

    def stop(self) -> None:
        """Tell it to stop, and wait until it has."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def ended(self) -> bool:
        """Whether it ended by itself."""
        self._thread.join(PATIENCE)
        return not self._thread.is_alive()

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        ready = asyncio.Event()
        self._begun.set()
        told = asyncio.create_task(self._tell(ready))
        try:
            await self._service.run(self._stop, ready)
        except BaseException as error:
            self._failure = error
        finally:
            told.cancel()
            self._ready.set()

    async def _tell(self, ready: asyncio.Event) -> None:
        await ready.wait()
        self._ready.set()
