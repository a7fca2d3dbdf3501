"""What is computed from the store, kept as long as the store stays as it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any


class VersionCache:
    """Values computed from one version of the store; a newer version empties it. Shared by the threads of a process.

    Of each kind of value (the first part of its key) the `MOST` used last are kept, of the large kinds only `FEW`.
    """

    MOST = 10_000
    FEW = 4
    LARGE = frozenset({"index", "evidence", "registry"})

    def __init__(self) -> None:
        self._version = -1
        self._values: dict[object, OrderedDict[tuple[object, ...], Any]] = {}
        self._lock = threading.RLock()

    def get(self, version: int, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """The value for a key, made once a version; what an older version gives is made and not kept."""
        with self._lock:
            if version < self._version:
                return make()
            if version > self._version:
                self._values.clear()
                self._version = version
            alike = self._values.setdefault(key[0], OrderedDict())
            if key not in alike:
                alike[key] = make()
            alike.move_to_end(key)
            if len(alike) > (self.FEW if key[0] in self.LARGE else self.MOST):
                alike.popitem(last=False)
            return alike[key]
