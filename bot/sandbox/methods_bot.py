"""Methods on the bot itself: who it is, its updates, its commands, its chats, answers to inline questions."""

from __future__ import annotations

import re

from bot.sandbox.entities import format_text
from bot.sandbox.errors import JSON, QUERY_TOO_OLD, bad
from bot.sandbox.markup import check_markup
from bot.sandbox.params import Params
from bot.sandbox.updates import Webhook
from bot.sandbox.webhook import check_webhook
from bot.sandbox.world import World

LONGEST_POLL = 50


async def get_me(world: World, params: Params) -> JSON:
    """getMe."""
    return world.me


async def get_updates(world: World, params: Params) -> list[JSON]:
    """getUpdates: long polling of at most 50 seconds."""
    timeout = min(max(params.number("timeout"), 0), LONGEST_POLL)
    allowed = params.items("allowed_updates")
    return await world.updates.poll(params.number("offset"), params.number("limit", 100), timeout, allowed)


async def set_webhook(world: World, params: Params) -> bool:
    """setWebhook; an empty address takes it away."""
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return await delete_webhook(world, params)
    check_webhook(url, secret)
    connections = params.number("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad("max_connections must be between 1 and 100")
    world.updates.allow(params.items("allowed_updates"))
    if params.flag("drop_pending_updates"):
        world.updates.pending.clear()
    world.updates.webhook = Webhook(url, secret, connections)
    world.updates.signal.fire()
    return True


async def delete_webhook(world: World, params: Params) -> bool:
    """deleteWebhook."""
    if params.flag("drop_pending_updates"):
        world.updates.pending.clear()
    world.updates.webhook = None
    return True


async def get_webhook_info(world: World, params: Params) -> JSON:
    """getWebhookInfo."""
    return world.updates.info()


def scope_key(params: Params) -> str:
    """Under what name the commands of a scope and language are kept.

    >>> scope_key(Params({"scope": {"type": "chat", "chat_id": 5}, "language_code": "vi"}))
    'chat:5/vi'
    """
    scope = params.object("scope")
    kind = str(scope.get("type", "default"))
    known = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
    if kind not in known | {"chat", "chat_administrators", "chat_member"}:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    if kind not in known:
        if not scope.get("chat_id"):
            raise bad("can't parse BotCommandScope: chat_id is empty")
        kind += f":{scope['chat_id']}" + (f":{scope.get('user_id')}" if kind == "chat_member" else "")
    return f"{kind}/{params.text('language_code')}"


async def set_my_commands(world: World, params: Params) -> bool:
    """setMyCommands for a scope and language: at most 100."""
    key = scope_key(params)
    if key.startswith("chat:") and key.split("/")[0].removeprefix("chat:") not in {str(one) for one in world.chats}:
        raise bad("chat not found")
    commands = params.objects("commands")
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    kept: list[JSON] = []
    for one in commands:
        name, words = str(one.get("command", "")).removeprefix("/"), str(one.get("description", ""))
        if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(words.strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": words})
    world.commands[key] = kept
    world.events.add({"kind": "commands"})
    return True


async def get_my_commands(world: World, params: Params) -> list[JSON]:
    """getMyCommands of exactly this scope and language."""
    return world.commands.get(scope_key(params), [])


async def delete_my_commands(world: World, params: Params) -> bool:
    """deleteMyCommands of exactly this scope and language."""
    world.commands.pop(scope_key(params), None)
    world.events.add({"kind": "commands"})
    return True


async def get_chat(world: World, params: Params) -> JSON:
    """getChat: the full description of a chat."""
    chat = world.chat_of(params.values.get("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full: JSON = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
    return chat.info | full


async def get_chat_member(world: World, params: Params) -> JSON:
    """getChatMember: the first person of a group is its owner, the bot a member."""
    chat = world.chat_of(params.values.get("chat_id"))
    number = params.number("user_id")
    if number == world.me["id"]:
        return {"user": world.bot_brief(), "status": "member"}
    if number not in world.people:
        raise bad("invalid user_id specified")
    user = world.people[number].user
    if number not in chat.members:
        return {"user": user, "status": "left"}
    owner = chat.group and number == chat.members[0]
    return {"user": user, "status": "creator", "is_anonymous": False} if owner else {"user": user, "status": "member"}


async def get_chat_member_count(world: World, params: Params) -> int:
    """getChatMemberCount, the bot included."""
    return len(world.chat_of(params.values.get("chat_id")).members) + 1


async def set_chat_menu_button(world: World, params: Params) -> bool:
    """setChatMenuButton for one private chat, or for all when none is named."""
    button = params.object("menu_button") or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad("can't parse menu button: unsupported type specified")
    if params.number("chat_id"):
        world.chat_of(params.values.get("chat_id"))
    world.menu_buttons[params.number("chat_id")] = button
    return True


async def get_chat_menu_button(world: World, params: Params) -> JSON:
    """getChatMenuButton."""
    default: JSON = world.menu_buttons.get(0, {"type": "default"})
    return world.menu_buttons.get(params.number("chat_id"), default)


async def answer_inline_query(world: World, params: Params) -> bool:
    """answerInlineQuery: at most 50 results, each with a text to send."""
    query = world.inline.get(params.text("inline_query_id"))
    if query is None or query.answered or world.clock() - query.at > world.callback_seconds:
        raise bad(QUERY_TOO_OLD)
    results = params.objects("results")
    if len(results) > 50:
        raise bad("RESULTS_TOO_MUCH")
    seen: set[str] = set()
    kept: list[JSON] = []
    for one in results:
        number = str(one.get("id", ""))
        if not 1 <= len(number.encode()) <= 64:
            raise bad("RESULT_ID_INVALID")
        if number in seen:
            raise bad("RESULT_ID_DUPLICATE")
        seen.add(number)
        if one.get("type") != "article":
            raise bad("can't parse inline query result: unsupported type specified")
        if not one.get("title"):
            raise bad("can't parse inline query result: can't find field \"title\"")
        content = dict(one.get("input_message_content") or {})
        formatted = format_text(
            str(content.get("message_text") or ""), content.get("parse_mode"), content.get("entities")
        )
        if not 1 <= len(formatted.text) <= 4096:
            raise bad("MESSAGE_EMPTY" if not formatted.text else "MESSAGE_TOO_LONG")
        fields = {"text": formatted.text, "entities": list(formatted.entities)}
        kept.append({**one, "fields": fields, "reply_markup": check_markup(one.get("reply_markup"))})
    query.answered = True
    query.answer = {"results": kept, "button": params.object("button")}
    world.events.add({"kind": "inline", "chat_id": query.chat_id, "only": query.person, "query_id": query.id})
    return True


METHODS = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatMemberCount": get_chat_member_count,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "answerInlineQuery": answer_inline_query,
}
