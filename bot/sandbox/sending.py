"""What all sending methods share: the text and its bounds, the message replied to, the keyboard, the limits."""

from __future__ import annotations

from bot.sandbox.entities import Formatted, format_text, units
from bot.sandbox.errors import JSON, NOT_MODIFIED, bad
from bot.sandbox.markup import check_markup, shown
from bot.sandbox.model import Chat, Stored
from bot.sandbox.params import Params
from bot.sandbox.world import World

MAX_TEXT, MAX_CAPTION = 4096, 1024


def body_text(params: Params) -> Formatted:
    """The text of a message, 1–4096 characters after parsing. Raises ApiError.

    >>> body_text(Params({"text": "<b>" + "a" * 4096 + "</b>", "parse_mode": "HTML"})).entities[0]["length"]
    4096
    """
    source = params.text("text")
    if not source:
        raise bad("message text is empty")
    formatted = format_text(source, params.text("parse_mode"), params.items("entities"))
    if not formatted.text:
        raise bad("text must be non-empty")
    if len(formatted.text) > MAX_TEXT:
        raise bad("message is too long")
    return formatted


def caption_fields(params: Params) -> JSON:
    """The caption of a file, at most 1024 characters after parsing. Raises ApiError."""
    caption = format_text(params.text("caption"), params.text("parse_mode"), params.items("caption_entities"))
    if len(caption.text) > MAX_CAPTION:
        raise bad("message caption is too long")
    fields: JSON = {"caption": caption.text} if caption.text else {}
    return fields | ({"caption_entities": list(caption.entities)} if caption.entities else {})


def text_fields(params: Params, formatted: Formatted) -> JSON:
    """Text, entities and preview options as fields of a message."""
    fields: JSON = {"text": formatted.text}
    if formatted.entities:
        fields["entities"] = list(formatted.entities)
    options = params.object("link_preview_options")
    if params.flag("disable_web_page_preview"):
        options = {"is_disabled": True}
    return fields | ({"link_preview_options": options} if options else {})


def without_reply(message: JSON) -> JSON:
    """A message as it stands inside another: one level only.

    >>> without_reply({"text": "a", "reply_to_message": {"text": "b"}})
    {'text': 'a'}
    """
    return {key: word for key, word in message.items() if key != "reply_to_message"}


def reply_fields(chat: Chat, params: Params) -> JSON:
    """The message replied to, and the quote from it. Raises ApiError when there is none."""
    reply = params.object("reply_parameters")
    number = reply.get("message_id") or params.number("reply_to_message_id")
    if not number:
        return {}
    stored = chat.messages.get(int(number))
    if reply.get("chat_id") not in (None, chat.id, str(chat.id)):
        stored = None
    if stored is None:
        if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    fields: JSON = {"reply_to_message": without_reply(stored.message)}
    if reply.get("quote"):
        quote = format_text(str(reply["quote"]), reply.get("quote_parse_mode"), reply.get("quote_entities")).text
        source = str(stored.message.get("text") or stored.message.get("caption") or "")
        at = source.find(quote)
        if at < 0 or len(quote) > 1024:
            raise bad("QUOTE_TEXT_INVALID")
        fields["quote"] = {"text": quote, "position": units(source[:at]), "is_manual": True}
    return fields


def throttled(world: World, chat: Chat, count: int = 1) -> None:
    """Counts messages against the limits. Raises ApiError 429."""
    world.throttle.check(chat.id, group=chat.group, now=world.clock(), count=count)


def post(world: World, chat: Chat, params: Params, fields: JSON) -> JSON:
    """Sends a message of the bot; everything is checked before anything is kept."""
    markup = check_markup(params.value("reply_markup"))
    extra = reply_fields(chat, params)
    if params.flag("protect_content"):
        extra["has_protected_content"] = True
    throttled(world, chat)
    return world.new_message(chat, world.bot_brief(), extra | fields, markup).message


def target(world: World, params: Params) -> tuple[Chat, Stored]:
    """The message that an edit means. Raises ApiError when it is not there or not the bot's."""
    if inline := params.text("inline_message_id"):
        chat_id, _, number = inline.partition("_")
        chat = world.chats.get(int(chat_id)) if chat_id.lstrip("-").isdigit() else None
        stored = chat.messages.get(int(number)) if chat and number.isdigit() else None
        if chat is None or stored is None or not stored.via_bot:
            raise bad("MESSAGE_ID_INVALID")
        return chat, stored
    chat = world.chat_of(params.values.get("chat_id"))
    number_given = params.number("message_id")
    if not number_given:
        raise bad("message identifier is not specified")
    stored = chat.messages.get(number_given)
    if stored is None:
        raise bad("message to edit not found")
    if not stored.by_bot or (stored.markup and not shown(stored.markup)):
        raise bad("message can't be edited")
    return chat, stored


def change(world: World, chat: Chat, stored: Stored, fields: JSON, markup: JSON | None) -> JSON:
    """Applies an edit. Raises ApiError `message is not modified` when nothing would change."""
    same = all(stored.message.get(key) == word for key, word in fields.items())
    if same and shown(markup) == shown(stored.markup):
        raise bad(NOT_MODIFIED)
    world.throttle.check(chat.id, group=chat.group, now=world.clock(), chat=False)
    return world.edited(chat, stored, fields, markup)
