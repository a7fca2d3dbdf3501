"""Telegram's limits on sending: 30 messages a second in all, one a second to a chat, 20 a minute to a group."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Pace:
    """Says how long to wait before sending; a little slower than Telegram allows, for its clock is not ours.

    Asked for a chat first and, that wait over, for the whole: a chat that must wait long holds up no other.

    >>> pace = Pace(clock=lambda: 100.0)
    >>> pace.chat_wait("7"), round(pace.chat_wait("7"), 2)
    (0.0, 1.05)
    """

    clock: Callable[[], float]
    overall: int = 28
    gap: float = 1.05
    group: int = 19
    _last: dict[str, float] = field(default_factory=dict)
    _groups: dict[str, deque[float]] = field(default_factory=dict)
    _held: dict[str, float] = field(default_factory=dict)
    _all: deque[float] = field(default_factory=deque)

    def chat_wait(self, chat: str, *, edit: bool = False) -> float:
        """Seconds until a message may go to a chat, which is then counted; an edit waits for a refusal's end only."""
        now = self.clock()
        at = max(now, self._held.get(chat, 0.0))
        if edit:
            return at - now
        at = max(at, self._last.get(chat, 0.0) + self.gap if chat in self._last else now)
        if chat.startswith("-"):
            sent = self._groups.setdefault(chat, deque(maxlen=self.group))
            if len(sent) == self.group:
                at = max(at, sent[0] + 60.0)
            sent.append(at)
        self._last[chat] = at
        self._tidy(now)
        return at - now

    def overall_wait(self) -> float:
        """Seconds until anything may be sent, which is then counted."""
        now = self.clock()
        at = max(now, self._all[0] + 1.0) if len(self._all) >= self.overall else now
        self._all.append(at)
        while len(self._all) > self.overall:
            self._all.popleft()
        return at - now

    def hold(self, chat: str, seconds: float) -> None:
        """Telegram refused: nothing to this chat for so long."""
        self._held[chat] = max(self._held.get(chat, 0.0), self.clock() + seconds)

    def _tidy(self, now: float) -> None:
        if len(self._last) > 10_000:
            self._last = {chat: at for chat, at in self._last.items() if at + self.gap > now}
            self._held = {chat: at for chat, at in self._held.items() if at > now}
            self._groups = {chat: sent for chat, sent in self._groups.items() if sent and sent[-1] + 60 > now}
