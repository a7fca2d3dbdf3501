"""Methods on text messages and buttons: send, edit, delete, answer a press, show what the bot is doing."""

from __future__ import annotations

from bot.sandbox.errors import JSON, QUERY_TOO_OLD, bad
from bot.sandbox.markup import check_markup, shown
from bot.sandbox.params import Params
from bot.sandbox.sending import body_text, caption_fields, change, post, target, text_fields
from bot.sandbox.world import World

TWO_DAYS = 48 * 3600
ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"),
    *("choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}


async def send_message(world: World, params: Params) -> JSON:
    """sendMessage."""
    chat = world.chat_of(params.values.get("chat_id"))
    return post(world, chat, params, text_fields(params, body_text(params)))


async def edit_message_text(world: World, params: Params) -> JSON | bool:
    """editMessageText; a keyboard that is not sent again goes."""
    chat, stored = target(world, params)
    formatted = body_text(params)
    if "text" not in stored.message:
        raise bad("there is no text in the message to edit")
    fields: JSON = {"entities": None, "link_preview_options": None} | text_fields(params, formatted)
    message = change(world, chat, stored, fields, check_markup(params.value("reply_markup")))
    return True if params.text("inline_message_id") else message


async def edit_message_caption(world: World, params: Params) -> JSON | bool:
    """editMessageCaption."""
    chat, stored = target(world, params)
    if not {"photo", "document"} & set(stored.message):
        raise bad("there is no caption in the message to edit")
    fields: JSON = {"caption": None, "caption_entities": None} | caption_fields(params)
    message = change(world, chat, stored, fields, check_markup(params.value("reply_markup")))
    return True if params.text("inline_message_id") else message


async def edit_message_reply_markup(world: World, params: Params) -> JSON | bool:
    """editMessageReplyMarkup; only inline keyboards can be put under a sent message."""
    chat, stored = target(world, params)
    markup = check_markup(params.value("reply_markup"))
    if markup and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    message = change(world, chat, stored, {}, shown(markup))
    return True if params.text("inline_message_id") else message


async def delete_message(world: World, params: Params) -> bool:
    """deleteMessage: within 48 hours; in a group the bot's own only."""
    return _delete(world, params, params.number("message_id"))


async def delete_messages(world: World, params: Params) -> bool:
    """deleteMessages: up to 100; those that are not there are passed over."""
    numbers = params.items("message_ids") or []
    if not 1 <= len(numbers) <= 100:
        raise bad("too many message identifiers specified" if numbers else "message identifiers are not specified")
    chat = world.chat_of(params.values.get("chat_id"))
    for number in numbers:
        if number in chat.messages:
            _delete(world, params, number)
    return True


def _delete(world: World, params: Params, number: int) -> bool:
    chat = world.chat_of(params.values.get("chat_id"))
    stored = chat.messages.get(number)
    if stored is None:
        raise bad("message to delete not found")
    old = world.clock() - int(stored.message["date"]) > TWO_DAYS
    if old or (chat.group and not stored.by_bot):
        raise bad("message can't be deleted for everyone" if old else "message can't be deleted")
    del chat.messages[number]
    world.events.add({"kind": "deleted", "chat_id": chat.id, "message_id": number})
    return True


async def answer_callback_query(world: World, params: Params) -> bool:
    """answerCallbackQuery: once, in time, at most 200 characters."""
    query = world.callbacks.get(params.text("callback_query_id"))
    late = query is not None and world.clock() - query.at > world.callback_seconds
    if query is None or query.answered or late:
        raise bad(QUERY_TOO_OLD)
    if len(params.text("text")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    query.answered = True
    event: JSON = {"kind": "pressed", "chat_id": query.chat_id, "only": query.person, "query_id": query.id}
    event |= {"text": params.text("text"), "alert": params.flag("show_alert"), "url": params.text("url")}
    world.events.add(event)
    return True


async def send_chat_action(world: World, params: Params) -> bool:
    """sendChatAction: seen for five seconds or until the next message."""
    chat = world.chat_of(params.values.get("chat_id"))
    action = params.text("action")
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    world.events.add({"kind": "action", "chat_id": chat.id, "action": action})
    return True


METHODS = {
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
}
