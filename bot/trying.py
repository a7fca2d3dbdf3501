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
from corpus.unit_registry import UnitRegistry
from index import Person
from index.people import Role

if TYPE_CHECKING:
    from index import Store

USUAL_PORT = 8088
PARTS: dict[str, Role] = {"Đơn vị": "reporter", "Người duyệt": "approver", "Lãnh đạo": "leader", "Quản trị": "admin"}
"""What the people of the local Telegram play, by the word beside their names."""


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
    admit_cast(sandbox, store)
    try:
        await serve(Channel(sandbox.token, api=sandbox.base_url), store, path, (EVERYONE,), ready=ready)
    finally:
        telling.cancel()


def admit_cast(sandbox: Sandbox, store: Store) -> None:
    """Give the people of the local Telegram the roles they play; others who come are readers."""
    names = UnitRegistry.from_documents(d for h in store.documents() if (d := store.document(h.doc_key))).names
    unit = next((n for n in names if "đầu tư" in n.lower()), names[0] if names else "")
    with store.transaction():
        for one in sandbox.run(lambda world: list(world.people.values())):
            if role := PARTS.get(one.role):
                units = (unit,) if role == "reporter" and unit else ()
                person = f"telegram:{one.id}"
                store.people.put(Person(person=person, name=one.name, role=role, units=units, chat=str(one.id)))
        group = sandbox.run(lambda world: [str(chat.info["id"]) for chat in world.chats.values() if chat.group])
        for chat in group:
            store.groups.allow(chat, "")
