"""The content of a sent file, fetched before the message is served: a handler knows no channel."""

from __future__ import annotations

from telegram import Update
from telegram.error import BadRequest

from bot.telegram.incoming import Me, read
from corpus.readers.files import MAX_SENT
from handlers.desk import Desk


async def fetch(update: Update, me: Me, desk: Desk) -> bytes | None:
    """The content of the file that came with an update from somebody who may send files; nothing for others.

    Raises:
        TelegramError: Telegram was not reached, or did not give it now; to be tried again.
    """
    incoming = read(update, me)
    if incoming is None or not incoming.file_id or incoming.message.file_size > MAX_SENT:
        return None
    route = next(r for r in desk.routes if r.name == "file")
    if not desk.allows(incoming.message.person, route):
        return None
    try:
        file = await update.get_bot().get_file(incoming.file_id)
        return bytes(await file.download_as_bytearray())
    except BadRequest:  # too large, or no longer there: the handler says so
        return None
