"""The commands in Telegram's menu: for everybody what a reader may use, for the admitted what their role reaches."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from telegram import Bot, BotCommand, BotCommandScopeChat, BotCommandScopeDefault
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.telegram.delivery import seconds_of
from handlers.desk import Desk, Route

Commands = tuple[tuple[str, str], ...]
FIRST_PAUSE, LONGEST_PAUSE = 20.0, 24 * 3600.0
"""Seconds after a refusal until a menu is sent again, doubled each time: a chat that is not there stays so long."""


class _Refused(NamedTuple):
    """A menu that was not taken: when it is tried again, and how long the wait before that was."""

    again: float
    pause: float


class Menus:
    """Shows each person their own menu; without menus everything works.

    A menu is sent again only when it changed: somebody was admitted, or got another role.
    """

    def __init__(self, bot: Bot, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        self._bot, self._desk, self._clock = bot, desk, clock
        self._shown: dict[str, Commands] = {}
        self._refused: dict[str, _Refused] = {}
        self._all_wait = 0.0

    async def show(self) -> None:
        """Send the menus that changed.

        Raises:
            InvalidToken: Telegram does not know the token any more.
        """
        for chat, commands in self._wanted().items():
            now = self._clock()
            if now < self._all_wait:
                return
            again = self._refused[chat].again if chat in self._refused else now
            if self._shown.get(chat) != commands and now >= again:
                await self._send(chat, commands)

    def _wanted(self) -> dict[str, Commands]:
        readers = tuple(r for r in self._desk.routes if r.menu and "reader" in r.roles)
        wanted: dict[str, Commands] = {"": _commands(readers)}
        for person in self._desk.store.people.all():
            if person.chat.lstrip("-").isdigit():
                wanted[person.chat] = _commands(self._desk.commands(person.person))
        return wanted | {chat: wanted[""] for chat in self._shown if chat not in wanted}

    async def _send(self, chat: str, commands: Commands) -> None:
        scope = BotCommandScopeChat(int(chat)) if chat else BotCommandScopeDefault()
        try:
            await self._bot.set_my_commands([BotCommand(*command) for command in commands], scope=scope)
        except InvalidToken:
            raise
        except RetryAfter as error:
            self._all_wait = self._clock() + seconds_of(error)
        except TelegramError:
            pause = min(LONGEST_PAUSE, 2 * self._refused[chat].pause) if chat in self._refused else FIRST_PAUSE
            self._refused[chat] = _Refused(self._clock() + pause, pause)
        else:
            self._shown[chat] = commands
            self._refused.pop(chat, None)


def _commands(routes: tuple[Route, ...]) -> Commands:
    return tuple((route.name, route.summary) for route in routes)
