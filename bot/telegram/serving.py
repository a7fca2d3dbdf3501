"""Puts the Telegram channel together with the assistant, and stops it when the process is told to."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from bot.assistant import make_assistant, make_papers, office_catalog
from bot.telegram.channel import TelegramChannel
from bot.telegram.line import Channel
from bot.telegram.watching import Watcher
from handlers.desk import Desk
from handlers.reminders import USUAL, Rules
from handlers.routes import ROUTES
from index import Person, Store

EVERYONE = "*"


async def serve(
    channel: Channel,
    store: Store,
    path: Path,
    allowed: Collection[str],
    watcher: Watcher | None = None,
    ready: asyncio.Event | None = None,
    rules: Rules = USUAL,
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
    desk = Desk(store, make_assistant(store), ROUTES, who=who_of(store, allowed), papers=make_papers())
    await TelegramChannel(channel, desk, store, path, watcher, rules=rules, catalog=office_catalog()).run(stop, ready)


def who_of(store: Store, allowed: Collection[str]) -> Callable[[str], Person | None]:
    """Who is behind a channel's name: somebody admitted, or a reader when the settings list them.

    >>> with Store.open(":memory:") as store:
    ...     who = who_of(store, ["12"])
    ...     who("telegram:12").role, who("telegram:13"), who_of(store, ["*"])("telegram:13").role
    ('reader', None, 'reader')
    """
    listed = {f"telegram:{number}" for number in allowed}

    def who(person: str) -> Person | None:
        found = store.people.get(person)
        if found is None and (EVERYONE in allowed or person in listed):
            return Person(person=person, role="reader")
        return found

    return who
