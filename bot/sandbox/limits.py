"""Telegram's limits on sending: 30 messages a second in all, 1 a second a chat, 20 a minute a group."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from bot.sandbox.errors import too_many


@dataclass(frozen=True)
class Limits:
    """How much a bot may send. `None` in place of this value turns the limits off.

    >>> Limits().overall
    30
    """

    overall: int = 30
    chat: int = 1
    group: int = 20


@dataclass
class Throttle:
    """Counts what was sent; sliding windows of one second and one minute.

    >>> throttle = Throttle(Limits())
    >>> throttle.check(7, group=False, now=100.0)
    >>> throttle.check(7, group=False, now=100.4)
    Traceback (most recent call last):
    bot.sandbox.errors.ApiError: Too Many Requests: retry after 1
    """

    limits: Limits | None
    _windows: dict[tuple[str, int], deque[float]] = field(default_factory=dict)

    def check(self, chat_id: int, *, group: bool, now: float, count: int = 1, chat: bool = True) -> None:
        """Takes `count` messages for a chat at the time `now` (seconds).

        `chat=False` is an edit: it counts among the 30 only. Raises ApiError 429 with the seconds to wait; a refused
        message takes nothing.
        """
        if self.limits is None:
            return
        wanted = [(("all", 0), self.limits.overall, 1.0)]
        if chat:
            wanted.append((("chat", chat_id), self.limits.chat, 1.0))
        if chat and group:
            wanted.append((("group", chat_id), self.limits.group, 60.0))
        waits = [self._wait(key, limit, window, now) for key, limit, window in wanted]
        if max(waits) > 0:
            raise too_many(max(1, math.ceil(max(waits))))
        for key, _, _ in wanted:
            self._windows.setdefault(key, deque()).extend([now] * count)

    def _wait(self, key: tuple[str, int], limit: int, window: float, now: float) -> float:
        times = self._windows.setdefault(key, deque())
        while times and times[0] <= now - window:
            times.popleft()
        return 0.0 if len(times) < limit else times[len(times) - limit] + window - now
