"""Who watches the channel at work, and how an error is told without the words it may quote."""

from __future__ import annotations

import traceback
from typing import Protocol


class Watcher(Protocol):
    """Told of each step; `bot.operating.metrics.Metrics` is one."""

    def received(self, kind: str) -> None:
        """An update was taken."""

    def answered(self, status: str, seconds: float) -> None:
        """An update was served and its replies are in the outbox, this long after it came."""

    def sent(self, result: str) -> None:
        """A delivery was tried: "ok", "retry", "failed", "blocked"."""


class Nobody:
    """Watches nothing."""

    def received(self, kind: str) -> None:
        """Passed over."""

    def answered(self, status: str, seconds: float) -> None:
        """Passed over."""

    def sent(self, result: str) -> None:
        """Passed over."""


def place(error: BaseException) -> str:
    """The kind of an error and where it arose, in one line.

    >>> try:
    ...     int("bí mật")
    ... except ValueError as error:
    ...     place(error).startswith("ValueError at ")
    True
    """
    frames = traceback.extract_tb(error.__traceback__)
    name = type(error).__name__
    if not frames:
        return name
    file = frames[-1].filename.replace("\\", "/").rsplit("/", 2)[-2:]
    return f"{name} at {'/'.join(file)}:{frames[-1].lineno}"
