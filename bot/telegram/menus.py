"""The commands in Telegram's menu: for everybody what a reader may use, for the admitted what their role reaches."""

from __future__ import annotations

from contextlib import suppress

from telegram import Bot, BotCommand, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import TelegramError

from handlers.desk import Desk, Route

Commands = tuple[tuple[str, str], ...]


class Menus:
    """Shows each person their own menu; without menus everything works.

    A menu is sent again only when it changed: somebody was admitted, or got another role.
    """

    def __init__(self, bot: Bot, desk: Desk) -> None:
        self._bot, self._desk = bot, desk
        self._shown: dict[str, Commands] = {}

    async def show(self) -> None:
        """Send the menus that changed."""
        readers = tuple(r for r in self._desk.routes if r.menu and "reader" in r.roles)
        wanted: dict[str, Commands] = {"": _commands(readers)}
        for person in self._desk.store.people.all():
            if person.chat.lstrip("-").isdigit():
                wanted[person.chat] = _commands(self._desk.commands(person.person))
        wanted |= {chat: wanted[""] for chat in self._shown if chat not in wanted}
        for chat, commands in wanted.items():
            if self._shown.get(chat) != commands:
                with suppress(TelegramError):
                    scope = BotCommandScopeChat(int(chat)) if chat else BotCommandScopeDefault()
                    await self._bot.set_my_commands([BotCommand(*command) for command in commands], scope=scope)
                    self._shown[chat] = commands


def _commands(routes: tuple[Route, ...]) -> Commands:
    return tuple((route.name, route.summary) for route in routes)
