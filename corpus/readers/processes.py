"""Programs started to read or write a file: they see little of our environment and end with all that they started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PASSED = frozenset(
    """PATH HOME LANG LANGUAGE LC_ALL LC_CTYPE TZ TMPDIR TEMP TMP LD_LIBRARY_PATH XDG_CACHE_HOME FONTCONFIG_FILE
    FONTCONFIG_PATH TESSDATA_PREFIX OMP_THREAD_LIMIT OMP_NUM_THREADS SYSTEMROOT SYSTEMDRIVE WINDIR PATHEXT COMSPEC
    USERPROFILE APPDATA LOCALAPPDATA""".split()
)
"""Variables that a program may see: where things are and what language, never a secret."""

_running: set[subprocess.Popen[bytes]] = set()
_stopped: set[subprocess.Popen[bytes]] = set()
_lock = threading.Lock()
_inside = False


class Stopped(Exception):
    """The program was ended because ours ends: nothing is wrong with the file, it can be read another time."""


def environment(given: Mapping[str, str] | None = None) -> dict[str, str]:
    """What of an environment (this process's own when none is given) a program may see.

    >>> environment({"PATH": "/bin", "PLANBOT_TOKEN": "1:a", "AWS_SECRET_ACCESS_KEY": "x"})
    {'PATH': '/bin'}
    """
    return {k: v for k, v in (os.environ if given is None else given).items() if k.upper() in PASSED}


def work_inside() -> None:
    """Called by a process that itself was started here: what it starts ends with it, in its own group."""
    global _inside
    _inside = True


@contextlib.contextmanager
def started(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A program at work in the block; at its end it is killed with all it started.

    Raises:
        Stopped: `stop_all` ended it.
        OSError: it does not run.
    """
    child = subprocess.Popen(command, env=environment(), start_new_session=not _inside, **options)
    with _lock:
        _running.add(child)
    try:
        yield child
    finally:
        _kill(child)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        with _lock:
            _running.discard(child)
            ended = child in _stopped
            _stopped.discard(child)
        if ended:
            raise Stopped


def stop_all() -> None:
    """End all programs at work; whoever waits for one hears `Stopped`."""
    with _lock:
        _stopped.update(_running)
        for child in _running:
            _kill(child)


def _kill(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        # the program may be a script that started the real one
        if hasattr(os, "killpg") and not _inside:
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
