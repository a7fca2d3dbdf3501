"""What the desk says, as parcels of the outbox; to be written in the transaction of the effects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from bot.telegram.incoming import Incoming
from handlers.packing import pack
from handlers.replies import Button, Card, Reply, Turn
from index import Outbox

PRESS_SECONDS = 60.0
"""An answer to a pressed button or an inline question is of no use later: Telegram has forgotten it."""
TOAST_LIMIT = 200
Handle = Callable[[str], int]


def post_turn(outbox: Outbox, handle: Handle, incoming: Incoming, turn: Turn, username: str) -> None:
    """Put everything a turn says into the outbox."""
    kind = incoming.message.kind
    if kind == "inline":
        cards = [_card(n, card, handle, username) for n, card in enumerate(turn.cards)]
        outbox.post(f"!{incoming.query}", "cards", {"query": incoming.query, "cards": cards}, seconds=PRESS_SECONDS)
        return
    if kind == "press":
        toast = {"query": incoming.query, "text": turn.toast[:TOAST_LIMIT], "alert": not turn.replies}
        outbox.post(f"!{incoming.query}", "toast", toast, seconds=PRESS_SECONDS)
    for notice in turn.notices:
        for body in messages(notice.reply, handle, username):
            outbox.post(notice.chat, "message", body)
    if not incoming.chat:
        return
    said = [body for reply in turn.replies for body in bodies(reply, handle, incoming, username)]
    for n, body in enumerate(said):
        slot = "" if kind == "press" else f"{incoming.source}/{n:03d}"
        outbox.post(incoming.chat, "message", body, slot=slot)
    if incoming.message.edited:
        _take_back(outbox, incoming, len(said))
    for file in (file for reply in turn.replies for file in reply.files):
        body = {"name": file.name, "caption": file.caption}
        outbox.post(incoming.chat, "photo" if file.picture else "document", body, data=file.data)


def messages(reply: Reply, handle: Handle, username: str) -> list[dict[str, Any]]:
    """The messages that hold a reply; its buttons stand under the last one."""
    out: list[dict[str, Any]] = [{"text": text} for text in pack(reply.blocks)]
    if out:
        out[-1]["keyboard"] = keyboard(reply.rows, handle, username)
    return out


def bodies(reply: Reply, handle: Handle, incoming: Incoming, username: str) -> list[dict[str, Any]]:
    """The messages of a reply to what came: one of them may stand in the place of the message whose button it was."""
    out = messages(reply, handle, username)
    if out and reply.edit and incoming.source:
        out[0]["edit"] = incoming.source
    elif out and incoming.message.group and incoming.source:
        out[0]["reply_to"] = incoming.source
    return out


def keyboard(rows: Iterable[Iterable[Button]], handle: Handle, username: str) -> list[list[dict[str, Any]]]:
    """Rows of buttons in the fields of the Bot API."""
    return [[_button(button, handle, username) for button in row] for row in rows]


def _button(button: Button, handle: Handle, username: str) -> dict[str, Any]:
    if button.copy_text:
        return {"text": button.label, "copy_text": {"text": button.copy_text[:256]}}
    data = button.data(handle)
    if button.link:
        return {"text": button.label, "url": f"https://t.me/{username}?start={data.replace(':', '_')}"}
    return {"text": button.label, "callback_data": data}


def _card(number: int, card: Card, handle: Handle, username: str) -> dict[str, Any]:
    return {
        "id": str(number),
        "title": card.title,
        "description": card.description,
        "text": pack(card.blocks)[0],
        "keyboard": keyboard(card.rows, handle, username),
    }


def _take_back(outbox: Outbox, incoming: Incoming, count: int) -> None:
    """The new answer has fewer messages than the old one: the rest of the old one goes."""
    prefix = f"{incoming.source}/"
    for slot in outbox.slots(incoming.chat, prefix):
        if int(slot.removeprefix(prefix)) >= count:
            outbox.post(incoming.chat, "delete", {}, slot=slot)
