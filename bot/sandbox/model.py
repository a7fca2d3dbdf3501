"""Who is there and what was said: people, chats, messages, pressed buttons. Plain values; the rules are elsewhere."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.sandbox.errors import JSON

MESSAGES_KEPT = 2000


@dataclass
class Person:
    """Somebody who uses the page: the user as Telegram describes him, and a word on the part he plays."""

    user: JSON
    role: str = ""
    started: bool = False
    blocked: bool = False
    seen: bool = False

    @property
    def id(self) -> int:
        """The Telegram user id."""
        return int(self.user["id"])

    @property
    def name(self) -> str:
        """First and last name.

        >>> Person({"id": 1, "first_name": "Lan", "last_name": "Trần"}).name
        'Lan Trần'
        """
        return " ".join(filter(None, (self.user["first_name"], self.user.get("last_name"))))


@dataclass
class Stored:
    """A message as the bot sees it, and the keyboard under it, also the kinds that Telegram does not return."""

    message: JSON
    markup: JSON | None = None
    by_bot: bool = False
    via_bot: bool = False

    def page(self) -> JSON:
        """The message as the page shows it."""
        return self.message | ({"reply_markup": self.markup} if self.markup else {})


@dataclass
class Chat:
    """A chat of one person with the bot, or a group with the bot in it."""

    info: JSON
    members: list[int] = field(default_factory=list)
    messages: OrderedDict[int, Stored] = field(default_factory=OrderedDict)
    last_bot_command: bool = False

    @property
    def id(self) -> int:
        """The chat's id; that of the person in a private chat."""
        return int(self.info["id"])

    @property
    def group(self) -> bool:
        """Is it a group?"""
        return bool(self.info["type"] != "private")

    def keep(self, stored: Stored) -> None:
        """Adds a message; the oldest beyond the bound go."""
        self.messages[int(stored.message["message_id"])] = stored
        while len(self.messages) > MESSAGES_KEPT:
            self.messages.popitem(last=False)


@dataclass
class Query:
    """A pressed button or an inline question that waits for the bot."""

    id: str
    person: int
    at: float
    chat_id: int = 0
    answered: bool = False
    answer: JSON = field(default_factory=dict)
