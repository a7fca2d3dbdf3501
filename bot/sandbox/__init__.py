"""The local Telegram: the Bot API over HTTP on this machine, with Telegram's rules and wording, and a chat page.

A bot is pointed at it by `base_url`; people use the page, or `Person` in tests. Everything is in memory.
"""

from __future__ import annotations

from bot.sandbox.errors import ApiError
from bot.sandbox.limits import Limits
from bot.sandbox.person import NotSaid, Person, anything, says
from bot.sandbox.server import Sandbox

__all__ = ["ApiError", "Limits", "NotSaid", "Person", "Sandbox", "anything", "says"]
