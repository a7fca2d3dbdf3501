"""A limit of time for a stretch of work in the child process."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from corpus.errors import HeavyFileError


@contextmanager
def deadline(seconds: int, name: str) -> Iterator[None]:
    """Raise HeavyFileError when the block takes longer. Only in the main thread of a process; elsewhere no limit."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        problem = f"đọc quá {seconds // 60} phút chưa xong nên đã dừng"
        raise HeavyFileError(name, problem, "hãy tách tệp thành nhiều phần nhỏ hơn rồi nạp lại")

    try:
        before = signal.signal(signal.SIGALRM, stop)
    except (AttributeError, ValueError):  # no alarms on Windows, nor outside the main thread
        yield
        return
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
