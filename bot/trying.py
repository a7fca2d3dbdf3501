"""The assistant on the local Telegram, both in this process: for `planbot demo`."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.sandbox import Sandbox
from bot.telegram import Channel
from bot.telegram.serving import EVERYONE, serve

if TYPE_CHECKING:
    from index import Store

USUAL_PORT = 8088


def open_sandbox(port: int | None) -> Sandbox:
    """The local Telegram, started. Without a port the usual one is taken, or any when that is taken.

    Raises:
        OSError: the port asked for is taken.
    """
    # A number of its own a run: message numbers begin anew, and must not meet what the store knows of the last run.
    token = f"{7_000_000_000 + secrets.randbelow(900_000_000)}:{secrets.token_urlsafe(26)}"
    if port is not None:
        return Sandbox(port=port, token=token).start()
    try:
        return Sandbox(port=USUAL_PORT, token=token).start()
    except OSError:
        return Sandbox(token=token).start()


async def serve_sandbox(sandbox: Sandbox, store: Store, path: Path, told: Callable[[str], None]) -> None:
    """Serve the people of the local Telegram until SIGTERM or Ctrl-C; `told` hears its address once they can ask."""
    ready = asyncio.Event()

    async def tell() -> None:
        await ready.wait()
        told(sandbox.url)

    telling = asyncio.create_task(tell())
    try:
        await serve(Channel(sandbox.token, api=sandbox.base_url), store, path, (EVERYONE,), ready=ready)
    finally:
        telling.cancel()
