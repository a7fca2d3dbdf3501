"""The state of the local Telegram, all of it in memory, touched by one event loop only."""

from __future__ import annotations

import random
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from bot.sandbox.errors import JSON, ApiError, bad
from bot.sandbox.events import Events
from bot.sandbox.files import Files
from bot.sandbox.limits import Limits, Throttle
from bot.sandbox.markup import shown
from bot.sandbox.model import Chat, Person, Query, Stored
from bot.sandbox.updates import Updates

FIRST_PERSON = 5_100_000_001
FIRST_GROUP = -1_001_900_000_001
QUERIES_KEPT = 1000
PEOPLE_AT_MOST, GROUPS_AT_MOST = 200, 50
CAST = (
    ("Trần Lan", "lan_phongkt", "Đơn vị"),
    ("Lê Minh", "minh_vanphong", "Người duyệt"),
    ("Nguyễn Hùng", "hung_lanhdao", "Lãnh đạo"),
    ("Phạm Thảo", "thao_quantri", "Quản trị"),
    ("Vũ Mai", "mai_nguoimoi", "Người mới"),
)


def bot_user(username: str, name: str) -> JSON:
    """What getMe says of the bot.

    >>> bot_user("planbot", "Trợ lý Kế hoạch")["is_bot"]
    True
    """
    return {
        "id": 7_000_000_001,
        "is_bot": True,
        "first_name": name,
        "username": username,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


class World:
    """One bot, its people, chats, files, updates and limits."""

    def __init__(
        self,
        token: str,
        *,
        bot: JSON | None = None,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.time,
        callback_seconds: float = 15.0,
        cast: bool = True,
    ) -> None:
        self.token = token
        self.me = bot or bot_user("planbot", "Trợ lý Kế hoạch")
        self.clock = clock
        self.callback_seconds = callback_seconds
        self.throttle = Throttle(limits)
        self.updates = Updates()
        self.events = Events()
        self.files = Files()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.callbacks: OrderedDict[str, Query] = OrderedDict()
        self.inline: OrderedDict[str, Query] = OrderedDict()
        self.commands: dict[str, list[JSON]] = {}
        self.menu_buttons: dict[int, JSON] = {}
        self.joined: list[Callable[[Person], None]] = []
        """Told of each person added later, before they can write."""
        self._private_message = 0
        if cast:
            for name, username, role in CAST:
                self.add_person(name, "", username, role)
            self.add_group("Tổ điều phối kế hoạch", list(self.people)[:4])

    def bot_brief(self) -> JSON:
        """The bot as the sender of a message."""
        return {name: self.me[name] for name in ("id", "is_bot", "first_name", "username")}

    def add_person(self, first: str, last: str = "", username: str = "", role: str = "") -> Person:
        """A new person with the next id, and the private chat with the bot."""
        if len(self.people) >= PEOPLE_AT_MOST:
            raise bad("too many people")
        user: JSON = {"id": FIRST_PERSON + len(self.people), "is_bot": False, "first_name": first}
        user |= {key: word for key, word in (("last_name", last), ("username", username)) if word}
        person = Person(user | {"language_code": "vi"}, role)
        self.people[person.id] = person
        names = {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
        self.chats[person.id] = Chat({"id": person.id, "type": "private"} | names, [person.id])
        for told in self.joined:
            told(person)
        self.events.add({"kind": "people"})
        return person

    def add_group(self, title: str, members: list[int]) -> Chat:
        """A new supergroup with these people and the bot; the first of them owns it."""
        groups = sum(chat.group for chat in self.chats.values())
        if groups >= GROUPS_AT_MOST or any(one not in self.people for one in members):
            raise bad("USER_ID_INVALID")
        chat = Chat({"id": FIRST_GROUP - groups, "type": "supergroup", "title": title}, members)
        self.chats[chat.id] = chat
        self.events.add({"kind": "people"})
        return chat

    def new_message(self, chat: Chat, sender: JSON, fields: JSON, markup: JSON | None = None) -> Stored:
        """Posts a message: number, date, chat and sender are added, watchers are told."""
        if chat.group:
            number = next(reversed(chat.messages), 0) + 1
        else:
            number = self._private_message = self._private_message + 1
        message: JSON = {"message_id": number, "from": sender, "chat": chat.info, "date": int(self.clock())} | fields
        if inline := shown(markup):
            message["reply_markup"] = inline
        stored = Stored(message, markup, by_bot=sender["id"] == self.me["id"], via_bot="via_bot" in fields)
        chat.keep(stored)
        self.events.add({"kind": "message", "chat_id": chat.id, "message": stored.page()})
        return stored

    def edited(self, chat: Chat, stored: Stored, fields: JSON, markup: JSON | None) -> JSON:
        """Replaces parts of a message and tells the watchers; the bot's view of it is returned."""
        message = {key: word for key, word in stored.message.items() if key != "reply_markup"} | fields
        message = {key: word for key, word in message.items() if word is not None}
        message["edit_date"] = int(self.clock())
        if inline := shown(markup):
            message["reply_markup"] = inline
        stored.message, stored.markup = message, markup
        self.events.add({"kind": "edited", "chat_id": chat.id, "message": stored.page()})
        return message

    def chat_of(self, chat_id: Any) -> Chat:
        """A chat that the bot may write to, by id or @name. Raises ApiError 400 or 403 as Telegram does."""
        if chat_id in (None, ""):
            raise bad("chat_id is empty")
        try:
            number = int(chat_id)
        except (TypeError, ValueError):
            names = [chat for chat in self.chats.values() if f"@{chat.info.get('username')}" == chat_id]
            number = names[0].id if names and names[0].group else 0
        chat = self.chats.get(number)
        if chat is None:
            raise bad("chat not found")
        if not chat.group:
            person = self.people[chat.id]
            if person.blocked:
                raise ApiError(403, "bot was blocked by the user")
            if not person.started and person.seen:
                raise ApiError(403, "bot can't initiate conversation with a user")
            if not person.started:
                raise bad("chat not found")
        return chat

    def ask(self, kept: OrderedDict[str, Query], person: Person, chat_id: int) -> Query:
        """A new query for the bot: a pressed button or an inline question."""
        query = Query(str(random.randrange(10**17, 10**18)), person.id, self.clock(), chat_id)
        kept[query.id] = query
        while len(kept) > QUERIES_KEPT:
            kept.popitem(last=False)
        return query

    def commands_for(self, person: int, chat: Chat) -> list[JSON]:
        """The command menu a person sees in a chat: the narrowest scope that was set."""
        kind = "all_group_chats" if chat.group else "all_private_chats"
        for scope in (f"chat_member:{chat.id}:{person}", f"chat:{chat.id}", kind, "default"):
            for language in ("vi", ""):
                if found := self.commands.get(f"{scope}/{language}"):
                    return found
        return []

    def close(self) -> None:
        """Ends all waiting."""
        self.updates.close()
        self.events.close()
