"""The Telegram channel: python-telegram-bot with an inbox and an outbox that survive kill -9."""

from __future__ import annotations

import os

# The library's durations as timedelta, its coming form: without this it warns at every refusal for being too fast.
os.environ.setdefault("PTB_TIMEDELTA", "true")

from bot.telegram.channel import TelegramChannel, TokenRefused
from bot.telegram.line import Channel
from bot.telegram.lock import AlreadyRunning
from bot.telegram.watching import Watcher

__all__ = ["AlreadyRunning", "Channel", "TelegramChannel", "TokenRefused", "Watcher"]
