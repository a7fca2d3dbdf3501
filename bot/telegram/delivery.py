"""One parcel to Telegram: the call it becomes, and what Telegram's refusals mean."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from handlers.packing import pack
from handlers.replies import plain
from index import Parcel

LONGEST_PAUSE = 60.0
EPHEMERAL = ("toast", "cards")
"""Answers to a press or an inline question: nobody waits for them a minute later."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message",
)
_LATE = ("query is too old", "query id is invalid", "query_id_invalid")


class Done(NamedTuple):
    """Delivered, as this message; or with no trace needed."""

    message: str = ""


class Wait(NamedTuple):
    """Try again after so many seconds; `hold` when Telegram asked for it."""

    seconds: float
    hold: bool = False


class Blocked(NamedTuple):
    """The person wants nothing from the assistant."""


class Absent(NamedTuple):
    """The person has not started the chat yet: Telegram will take it once they have."""


class Moved(NamedTuple):
    """The chat has another number."""

    chat: str


class Failed(NamedTuple):
    """Telegram will never take it; its own words."""

    error: str


class Fatal(NamedTuple):
    """The token is not taken: nothing can be delivered."""


Outcome = Done | Wait | Blocked | Absent | Moved | Failed | Fatal


async def deliver(bot: Bot, parcel: Parcel, message: str | None) -> Outcome:
    """Send a parcel, or edit the message that stands for it already; `message` is that one's number."""
    try:
        return Done(await _call(bot, parcel, message))
    except RetryAfter as error:
        return Wait(math.ceil(seconds_of(error)), hold=True)
    except ChatMigrated as error:
        return Moved(str(error.new_chat_id))
    except Forbidden as error:
        if parcel.kind in EPHEMERAL:
            return Done()
        return Absent() if "initiate conversation" in error.message.lower() else Blocked()
    except InvalidToken:
        return Fatal()
    except BadRequest as error:
        return await _refused(bot, parcel, message, error)
    except NetworkError:
        # Also when it timed out and may have arrived: rather twice than not at all.
        return Wait(min(LONGEST_PAUSE, 0.5 * 2 ** min(parcel.attempts, 10)))
    except TelegramError as error:
        return Failed(error.message)


def seconds_of(error: RetryAfter) -> float:
    """The seconds Telegram asks to wait; the library gives a number or a timedelta."""
    asked = error.retry_after
    return float(asked) if isinstance(asked, int) else asked.total_seconds()


async def _refused(bot: Bot, parcel: Parcel, message: str | None, error: BadRequest) -> Outcome:
    words = error.message.lower()
    if "not modified" in words:
        return Done(message or str(parcel.body.get("edit", "")))
    if parcel.kind in (*EPHEMERAL, "delete") or any(late in words for late in _LATE):
        return Done()
    if "chat not found" in words and not parcel.chat.startswith(("-", "!")):
        return Absent()
    if any(gone in words for gone in _GONE) and (message or "edit" in parcel.body):
        body = {name: value for name, value in parcel.body.items() if name != "edit"}
        return await _again(bot, parcel._replace(body=body))
    if "can't parse entities" in words and "text" in parcel.body:
        # A mistake of ours must not cost the person the answer: once more without any formatting.
        body = {**parcel.body, "text": pack([plain(parcel.body["text"])])[0], "plain": True}
        return await _again(bot, parcel._replace(body=body), message)
    return Failed(error.message)


async def _again(bot: Bot, parcel: Parcel, message: str | None = None) -> Outcome:
    try:
        return Done(await _call(bot, parcel, message))
    except RetryAfter as error:
        return Wait(math.ceil(seconds_of(error)), hold=True)
    except Forbidden:
        return Blocked()
    except BadRequest as error:
        return Failed(error.message)
    except NetworkError:
        return Wait(min(LONGEST_PAUSE, 0.5 * 2 ** min(parcel.attempts, 10)))


async def _call(bot: Bot, parcel: Parcel, message: str | None) -> str:
    """The call; the number of the message it left, if any."""
    body = parcel.body
    match parcel.kind:
        case "toast":
            await bot.answer_callback_query(body["query"], text=body["text"] or None, show_alert=_alert(body))
            return ""
        case "cards":
            await bot.answer_inline_query(body["query"], [_article(card) for card in body["cards"]], cache_time=5)
            return ""
        case "delete":
            if message:
                await bot.delete_message(parcel.chat, int(message))
            return ""
        case "photo":
            sent = await bot.send_photo(parcel.chat, parcel.data or b"", caption=body["caption"] or None)
            return str(sent.message_id)
        case "document":
            data = parcel.data or b""
            sent = await bot.send_document(parcel.chat, data, filename=body["name"], caption=body["caption"] or None)
            return str(sent.message_id)
        case _:
            return await _text(bot, parcel.chat, body, message)


async def _text(bot: Bot, chat: str, body: Mapping[str, Any], message: str | None) -> str:
    mode = None if body.get("plain") else ParseMode.HTML
    markup = _markup(body.get("keyboard") or [])
    standing = message or str(body.get("edit", ""))
    if standing:
        edited = await bot.edit_message_text(
            body["text"],
            chat_id=chat,
            message_id=int(standing),
            parse_mode=mode,
            reply_markup=markup,
            link_preview_options=NO_PREVIEW,
        )
        return str(edited.message_id) if isinstance(edited, Message) else standing
    answered = body.get("reply_to")
    parameters = ReplyParameters(answered, allow_sending_without_reply=True) if answered else None
    sent = await bot.send_message(
        chat,
        body["text"],
        parse_mode=mode,
        reply_markup=markup,
        link_preview_options=NO_PREVIEW,
        reply_parameters=parameters,
    )
    return str(sent.message_id)


def _alert(body: Mapping[str, Any]) -> bool:
    return bool(body["alert"] and body["text"])


def _markup(rows: list[list[dict[str, Any]]]) -> InlineKeyboardMarkup | None:
    buttons = [[_button(field) for field in row] for row in rows if row]
    return InlineKeyboardMarkup(buttons) if buttons else None


def _button(field: Mapping[str, Any]) -> InlineKeyboardButton:
    copied = field.get("copy_text")
    return InlineKeyboardButton(
        field["text"],
        url=field.get("url"),
        callback_data=field.get("callback_data"),
        copy_text=CopyTextButton(copied["text"]) if copied else None,
    )


def _article(card: Mapping[str, Any]) -> InlineQueryResultArticle:
    content = InputTextMessageContent(card["text"], parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW)
    return InlineQueryResultArticle(
        card["id"],
        card["title"],
        content,
        description=card["description"],
        reply_markup=_markup(card["keyboard"]),
    )
