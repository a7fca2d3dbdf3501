"""How a process of ours ends: with one sentence when it was told to, and without waiting for threads at work."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from typing import NoReturn

STOPPED = "Đã dừng theo yêu cầu."
LEFT_SECONDS = 1.0
"""What threads that are left get to end in; none of them holds anything that is not safe in the store."""


def leave(code: int) -> NoReturn:
    """End the process, also when a thread goes on working: it would keep the process alive as long as it likes."""
    deadline = time.monotonic() + LEFT_SECONDS
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                for stream in (sys.stdout, sys.stderr):
                    with suppress(OSError, ValueError):  # whoever read it is gone
                        stream.flush()
                os._exit(code)
    sys.exit(code)
