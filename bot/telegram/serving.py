"""Puts the Telegram channel together with the assistant, and stops it when the process is told to."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from bot.assistant import make_assistant
from bot.telegram.channel import Channel, TelegramChannel
from bot.telegram.watching import Watcher
from handlers.desk import Desk, everyone
from index import Store

EVERYONE = "*"


async def serve(
    channel: Channel,
    store: Store,
    path: Path,
    allowed: Collection[str],
    watcher: Watcher | None = None,
    ready: asyncio.Event | None = None,
) -> None:
    """Serve until SIGTERM or Ctrl-C. `path` is the store's file, `allowed` the Telegram ids of those who may ask.

    `ready` is set once updates are taken.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        # not on Windows, where Ctrl-C ends the loop by itself
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    desk = Desk(store, make_assistant(store), may=may_of(allowed))
    await TelegramChannel(channel, desk, store, path, watcher).run(stop, ready)


def may_of(allowed: Collection[str]) -> Callable[[str, str], bool]:
    """Who may use what: for now everything or nothing.

    >>> may = may_of(["12"])
    >>> may("telegram:12", "hoi"), may("telegram:13", "hoi"), may_of(["*"])("telegram:13", "hoi")
    (True, False, True)
    """
    if EVERYONE in allowed:
        return everyone
    known = {f"telegram:{number}" for number in allowed}
    return lambda person, route: person in known
