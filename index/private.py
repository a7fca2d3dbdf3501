"""Files that only their owner may read: the store and what is copied from it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

OWNER_ONLY, OWNER_ONLY_FOLDER = 0o600, 0o700


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read, also when it was there before."""
    with open(path, "wb", opener=_private) as file:
        file.write(data)
    path.chmod(OWNER_ONLY)


def make_private(path: Path) -> None:
    """Create a file that only its owner may read; from one that is there the others' rights are taken.

    Its group's are left: an office may have given them on purpose.
    """
    with suppress(OSError):  # no right to write, or to change the rights: whoever opens it will tell
        os.close(_private(path, os.O_CREAT | os.O_WRONLY))
        mode = path.stat().st_mode
        if mode & 0o007:
            path.chmod(mode & 0o770)


def _private(name: str | Path, flags: int) -> int:
    return os.open(name, flags, OWNER_ONLY)
