"""The way in and out of the `planbot` command: a stop is understood before anything heavy is loaded.

Ctrl-C and SIGTERM are the same: what is under way is left whole, one sentence is said, the exit code is 1. A command
that serves until it is told to stop ends them by itself, with 0.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from types import FrameType
from typing import NoReturn

STOPPED = "Đã dừng theo yêu cầu."
LEFT_SECONDS = 1.0
"""What threads that are left get to end in; none of them holds anything that is not safe in the store."""


def start() -> NoReturn:
    """Run the command line, and leave."""
    code: object = 1
    try:
        signal.signal(signal.SIGTERM, _stop)
        from bot.cli import main

        main(prog_name="planbot")
    except SystemExit as error:
        code = error.code
    except KeyboardInterrupt:  # while the program was being loaded
        print(STOPPED, file=sys.stderr)
    finally:
        # from here on a second Ctrl-C ends the process at once
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    leave(code if isinstance(code, int) else 0 if code is None else 1)


def leave(code: int) -> NoReturn:
    """End the process, also when a thread goes on working: it would keep the process alive as long as it likes."""
    deadline = time.monotonic() + LEFT_SECONDS
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                for stream in (sys.stdout, sys.stderr):
                    stream.flush()
                os._exit(code)
    sys.exit(code)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    # told once is enough: a second one must not disturb the end
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt
