"""What is computed from the store, kept as long as the store stays as it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class VersionCache:
    """Values computed from one version of the store; a new version empties it. Shared by the threads of a process."""

    LIMIT = 512

    def __init__(self) -> None:
        self._version = -1
        self._values: dict[tuple[object, ...], Any] = {}
        self._lock = threading.RLock()

    def get(self, version: int, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """The value for a key, made once a version."""
        with self._lock:
            if version != self._version or len(self._values) > self.LIMIT:
                self._values.clear()
                self._version = version
            if key not in self._values:
                self._values[key] = make()
            return self._values[key]
