"""A folder that is watched: which of its files are to be read now."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from watchfiles import Change
from watchfiles import watch as changes_in

from bot.intake.finding import digest, is_readable
from index import Store

SETTLED_SECONDS = 1.0
"""A file that was written to more recently may still be on its way."""
LOOK_MS = 500


def arrivals(folder: Path, store: Store, stop: threading.Event) -> Iterator[tuple[Path, ...]]:
    """Files to be read, several at a time: those there at the start that are new, then those that come or change.

    A file that failed before and has not changed is not tried again.
    """
    folder = folder.resolve()  # a link is left, so that all paths are of one place
    waiting: set[Path] | None = None
    looks = changes_in(folder, stop_event=stop, rust_timeout=LOOK_MS, yield_on_timeout=True, raise_interrupt=True)
    for changes in looks:
        if waiting is None:  # looked at only now, when the watch stands: what came just before it would be missed
            waiting = {path for path in folder.rglob("*") if _taken(path, folder)}
        waiting |= {Path(name) for kind, name in changes if kind != Change.deleted and _taken(Path(name), folder)}
        settled = {path for path in waiting if _settled(path)}
        waiting -= settled
        if due := tuple(sorted(path for path in settled if path.exists() and not _failed_before(path, store))):
            yield due


def _taken(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return is_readable(path) and not hidden and path.is_file()


def _settled(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime >= SETTLED_SECONDS
    except OSError:  # gone again: nothing to wait for
        return True


def _failed_before(path: Path, store: Store) -> bool:
    try:
        sha256 = digest(path)
    except OSError:
        return False
    return any(f.source_file == path.as_posix() and f.sha256 == sha256 for f in store.failures.all())
