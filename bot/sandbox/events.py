"""What happened, in order, for those who watch: the chat page and the people of tests. Bounded."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress

from bot.sandbox.errors import JSON

KEPT = 5000


class Signal:
    """Wakes everybody who waits, each time it fires."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def fire(self) -> None:
        """Wakes all."""
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def wait(self, timeout: float) -> None:
        """Returns at the next firing, or after `timeout` seconds."""
        event = self._event
        with suppress(TimeoutError):
            await asyncio.wait_for(event.wait(), timeout)


class Events:
    """Numbered events; an event with `only` is for that person alone.

    >>> events = Events()
    >>> events.add({"kind": "typing", "chat_id": 5}), events.add({"kind": "message", "chat_id": 6})
    (1, 2)
    >>> [event["seq"] for event in events.after(1)]
    [2]
    """

    def __init__(self) -> None:
        self.last = 0
        self.closed = False
        self.signal = Signal()
        self._kept: deque[JSON] = deque(maxlen=KEPT)

    def add(self, event: JSON) -> int:
        """Numbers and keeps an event; returns its number."""
        self.last += 1
        self._kept.append(event | {"seq": self.last})
        self.signal.fire()
        return self.last

    def after(self, seq: int) -> list[JSON]:
        """The kept events with a higher number, oldest first."""
        newer = min(self.last - seq, len(self._kept))
        return [self._kept[at] for at in range(len(self._kept) - newer, len(self._kept))] if newer > 0 else []

    async def wait(self, seq: int, timeout: float) -> list[JSON]:
        """The same, waiting up to `timeout` seconds for the first one."""
        if not (events := self.after(seq)) and not self.closed:
            await self.signal.wait(timeout)
            events = self.after(seq)
        return events

    def close(self) -> None:
        """Ends all waiting."""
        self.closed = True
        self.signal.fire()
