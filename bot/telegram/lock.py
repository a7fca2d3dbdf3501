"""Only one process may serve a store: two pollers of one bot would take each other's updates for ever."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from index.private import make_private


class AlreadyRunning(Exception):
    """Another process holds the lock; the message is a sentence for the person at the terminal."""


class RunLock:
    """A lock on a file beside the store, released by the system when the process ends, however it ends.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, RunLock(Path(folder) / "kho.db"):
    ...     sorted(os.listdir(folder))
    ['kho.db.run.lock']
    """

    def __init__(self, store: Path) -> None:
        self.path = store.with_name(store.name + ".run.lock")
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        make_private(self.path)
        file = self.path.open("a+", encoding="ascii")
        try:
            _lock(file)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip()
            file.close()
            process = f" (tiến trình {holder})" if holder else ""
            raise AlreadyRunning(
                f"Trợ lý đang chạy với kho dữ liệu này rồi{process}: dừng nó trước, hoặc dùng kho khác bằng --db."
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        # a byte beyond the number, so that others can read who holds it
        file.seek(64)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
