"""The way in and out of the `planbot` command: a stop is understood before anything heavy is loaded.

Ctrl-C and SIGTERM are the same: what is under way is left whole, one sentence is said, the exit code is 1. A command
that serves until it is told to stop ends them by itself, with 0.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn

from bot.ending import STOPPED, leave


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


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    # told once is enough: a second one must not disturb the end
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt
