"""An update as the desk sees it: who said what to the assistant; what is not meant for it is nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from telegram import ChatMember, Update
from telegram import Message as TelegramMessage
from telegram.constants import ChatType, MessageEntityType

from handlers.clock import HOME_ZONE
from handlers.desk import Message

ALLOWED = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
"""The kinds of update asked for."""


class Me(NamedTuple):
    """Who the assistant is on Telegram."""

    id: int
    username: str


class Incoming(NamedTuple):
    """What came, with where an answer goes.

    `source` is the message answered, `query` the id of a pressed button or an inline question, `file_id` what a sent
    file is fetched by, `blocked` whether a person shut the assistant out (or let it in again), `moved` the number that
    a group has from now on.
    """

    message: Message
    chat: str = ""
    source: int = 0
    query: str = ""
    blocked: bool | None = None
    file_id: str = ""
    moved: str = ""


def read(update: Update, me: Me) -> Incoming | None:
    """The update for the desk; nothing for what needs no answer: other people's talk, kinds not known yet."""
    if update.callback_query is not None:
        return _press(update)
    if update.inline_query is not None:
        query = update.inline_query
        message = Message(kind="inline", text=query.query, person=_person(query.from_user.id))
        return Incoming(message, query=query.id)
    if update.my_chat_member is not None:
        return _membership(update)
    written = update.message or update.edited_message
    if written is not None and written.migrate_to_chat_id:
        return Incoming(Message(kind="other"), chat=str(written.chat.id), moved=str(written.migrate_to_chat_id))
    return _written(written, me, edited=update.edited_message is not None) if written is not None else None


def _press(update: Update) -> Incoming:
    query = update.callback_query
    assert query is not None
    chat = query.message.chat if query.message is not None else None
    # under a card sent by means of the assistant stand links only: whatever is pressed there is not ours
    data = (query.data or "") if chat is not None else ""
    person = query.from_user.id
    group = chat is not None and chat.type != ChatType.PRIVATE
    message = Message(
        kind="press",
        text=data,
        person=_person(person),
        name=query.from_user.first_name,
        conversation=_conversation(chat.id if chat else person, person, group),
        group=group,
    )
    source = query.message.message_id if query.message is not None else 0
    message = message.model_copy(update={"chat": str(chat.id) if chat else "", "number": source})
    return Incoming(message, chat=message.chat, source=source, query=query.id)


def _membership(update: Update) -> Incoming | None:
    change = update.my_chat_member
    assert change is not None
    if change.chat.type != ChatType.PRIVATE:
        return None
    blocked = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    message = Message(kind="other", person=_person(change.from_user.id))
    return Incoming(message, chat=str(change.chat.id), blocked=blocked)


def _written(written: TelegramMessage, me: Me, *, edited: bool) -> Incoming | None:
    sender = written.from_user
    if sender is None or sender.is_bot or (written.via_bot is not None and written.via_bot.id == me.id):
        return None
    group = written.chat.type != ChatType.PRIVATE
    if written.chat.type == ChatType.CHANNEL or not _meant(written, me, group):
        return None
    message = Message(
        person=_person(sender.id),
        name=sender.first_name,
        conversation=_conversation(written.chat.id, sender.id, group),
        group=group,
        edited=edited,
        forwarded=written.forward_origin is not None,
        chat=str(written.chat.id),
        number=written.message_id,
        sent_at=written.date.astimezone(HOME_ZONE).isoformat(),
    )
    if written.text is not None:
        text = re.sub(rf"@{re.escape(me.username)}\b", "", written.text, flags=re.IGNORECASE).strip()
        message = message.model_copy(update={"text": text})
    elif edited or not _content(written):
        message = message.model_copy(update={"kind": "other"})
    else:
        name, size, file_id = _file(written)
        text = written.caption or ""
        message = message.model_copy(update={"kind": "file", "text": text, "file_name": name, "file_size": size})
        return Incoming(message, chat=message.chat, source=written.message_id, file_id=file_id)
    return Incoming(message, chat=message.chat, source=written.message_id)


def _meant(written: TelegramMessage, me: Me, group: bool) -> bool:
    """Is a message for this assistant? Never a command of another bot; in a group only what names or answers it."""
    own = f"@{me.username}".lower()
    marks = {**written.parse_entities(), **written.parse_caption_entities()}
    commands = [w for e, w in marks.items() if e.type == MessageEntityType.BOT_COMMAND and e.offset == 0]
    if commands:
        target = commands[0].partition("@")[2].lower()
        return target in ("", own[1:])
    if not group:
        return True
    if any(e.type == MessageEntityType.MENTION and w.lower() == own for e, w in marks.items()):
        return True
    answered = written.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == me.id


def _content(written: TelegramMessage) -> bool:
    """Whether there is something a person sent, and not a notice such as "somebody joined"."""
    return bool(written.effective_attachment)


def _file(written: TelegramMessage) -> tuple[str, int, str]:
    """Name, size and id of a sent document or of the largest form of a picture."""
    if written.document is not None:
        return written.document.file_name or "", written.document.file_size or 0, written.document.file_id
    if written.photo:
        return "", written.photo[-1].file_size or 0, written.photo[-1].file_id
    return "", 0, ""


def _person(number: int) -> str:
    return f"telegram:{number}"


def _conversation(chat: int, person: int, group: bool) -> str:
    return f"telegram:{chat}:{person}" if group else f"telegram:{chat}"
