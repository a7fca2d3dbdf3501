"""The assistant on the local Telegram, both in this process: for `planbot demo`."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.sandbox import Sandbox
from bot.telegram import Channel
from bot.telegram.serving import serve
from corpus.text import fold
from corpus.unit_registry import UnitRegistry
from index import Person
from index.people import Role

if TYPE_CHECKING:
    from bot.sandbox.model import Person as Player
    from bot.sandbox.world import World
    from index import Store

USUAL_PORT = 8088
PARTS: dict[str, Role] = {"don vi": "reporter", "nguoi duyet": "approver", "lanh dao": "leader", "quan tri": "admin"}
"""What the people of the local Telegram play, by the folded word beside their names; any other word is a reader."""
STRANGER = "nguoi moi"
"""The word of somebody nobody has admitted: they try /xinquyen."""


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
        await serve(Channel(sandbox.token, api=sandbox.base_url), store, path, (), ready=ready)
    finally:
        telling.cancel()


def admit_cast(sandbox: Sandbox, store: Store) -> None:
    """Give the people of the local Telegram the roles they play, also those who are added later."""
    names = UnitRegistry.from_documents(d for h in store.documents() if (d := store.document(h.doc_key))).names
    unit = next((n for n in names if "đầu tư" in n.lower()), names[0] if names else "")

    def admit(one: Player) -> None:
        with store.transaction():
            _admit(store, one, unit)

    def begin(world: World) -> tuple[list[Player], list[str]]:
        world.joined.append(admit)
        return list(world.people.values()), [str(chat.info["id"]) for chat in world.chats.values() if chat.group]

    people, groups = sandbox.run(begin)
    with store.transaction():
        for one in people:
            _admit(store, one, unit)
        for chat in groups:
            store.groups.allow(chat, "")


def _admit(store: Store, one: Player, unit: str) -> None:
    person, part = f"telegram:{one.id}", fold(one.role).strip()
    if part == STRANGER:
        # their number was somebody else's in an earlier run, or was admitted then
        store.people.remove(person)
        return
    role = PARTS.get(part, "reader")
    units = (unit,) if role == "reporter" and unit else ()
    store.people.put(Person(person=person, name=one.name, role=role, units=units, chat=str(one.id)))
