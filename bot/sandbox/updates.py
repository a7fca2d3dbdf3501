"""The bot's updates: a queue that is confirmed by offset, read by one poller or pushed to one webhook."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from dataclasses import dataclass, field

from bot.sandbox.errors import JSON, TWO_POLLERS, WEBHOOK_ACTIVE, ApiError
from bot.sandbox.events import Signal

KEPT = 50_000
UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass
class Webhook:
    """Where updates are pushed, and how the last attempts went (times in Unix seconds)."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error_date: int = 0
    last_error_message: str = ""


@dataclass
class Updates:
    """Updates not confirmed yet, oldest first.

    >>> updates = Updates(next_id=10)
    >>> updates.put("message", {"text": "a"}), updates.put("chat_member", {})
    (10, None)
    >>> updates.confirm(11), len(updates.pending)
    (None, 0)
    """

    next_id: int = field(default_factory=lambda: random.randrange(10**8, 9 * 10**8))
    pending: deque[JSON] = field(default_factory=lambda: deque(maxlen=KEPT))
    allowed: list[str] = field(default_factory=list)
    webhook: Webhook | None = None
    signal: Signal = field(default_factory=Signal)
    closed: bool = False
    _poller: object | None = None

    def put(self, kind: str, payload: JSON) -> int | None:
        """Queues an update unless the bot did not ask for its kind; returns its id."""
        wanted = kind in self.allowed if self.allowed else kind not in UNASKED
        if not wanted:
            return None
        update_id = self.next_id
        self.next_id += 1
        self.pending.append({"update_id": update_id, kind: payload})
        self.signal.fire()
        return update_id

    def confirm(self, offset: int) -> None:
        """Forgets what lies before the offset; a negative offset keeps that many from the end."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while offset > 0 and self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()

    def allow(self, kinds: list[str] | None) -> None:
        """Takes the kinds asked for; nothing said leaves them as they were, an empty list is the default."""
        if kinds is not None:
            self.allowed = [str(kind) for kind in kinds]

    async def poll(self, offset: int, limit: int, timeout: float, allowed: list[str] | None) -> list[JSON]:
        """Long polling. Raises ApiError 409 while a webhook is set, and in the earlier of two pollers."""
        if self.webhook:
            raise ApiError(409, WEBHOOK_ACTIVE)
        self.allow(allowed)
        mine = self._poller = object()
        self.signal.fire()
        self.confirm(offset)
        clock = asyncio.get_running_loop().time
        end = clock() + timeout
        while not self.pending and clock() < end and not self.closed:
            await self.signal.wait(end - clock())
            if self.webhook:
                raise ApiError(409, WEBHOOK_ACTIVE)
            if self._poller is not mine:
                raise ApiError(409, TWO_POLLERS)
        if self._poller is mine:
            self._poller = None
        return list(self.pending)[: min(max(limit, 1), 100)]

    @property
    def polled(self) -> bool:
        """Does a poller wait at this moment?"""
        return self._poller is not None

    def info(self) -> JSON:
        """The answer of getWebhookInfo."""
        hook = self.webhook
        answer: JSON = {"url": hook.url if hook else "", "has_custom_certificate": False}
        answer["pending_update_count"] = len(self.pending)
        if hook:
            answer |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
            if hook.last_error_date:
                answer |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
        return answer | ({"allowed_updates": self.allowed} if self.allowed else {})

    def close(self) -> None:
        """Ends all waiting."""
        self.closed = True
        self.signal.fire()
