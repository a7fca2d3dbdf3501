"""The log: one line of JSON an event, with no word of what people write and no token.

What our own modules log is written as they put it, with the fields given as `extra`. Of other libraries only the first
line of the template is written: their arguments are updates, addresses and answers. Of an exception, its kind and where
it arose are written; its own words may quote a message.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
import warnings
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import IO, Any, TextIO

from bot.operating.redacting import redact

ROOMS = frozenset({"bot", "corpus", "handlers", "index"})
FRAMES = 12
"""How many calls of a traceback are written, the innermost ones."""
_QUIET = ("httpx", "httpcore", "telegram", "apscheduler", "asyncio", "uvicorn", "matplotlib", "PIL", "underthesea")
"""Libraries that tell too much, or secrets, below a warning."""
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonFormatter(logging.Formatter):
    """A record as one line: `time` (UTC), `level`, `logger`, `event`, the fields given, and `error` with its frames.

    >>> record = logging.makeLogRecord({"name": "bot.x", "levelname": "INFO", "msg": "sent", "created": 0, "chat": 5})
    >>> JsonFormatter().format(record)
    '{"time": "1970-01-01T00:00:00.000+00:00", "level": "info", "logger": "bot.x", "event": "sent", "chat": 5}'
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        own = record.name.split(".")[0] in ROOMS
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _own_words(record) if own else _template(record),
        }
        if own:
            line |= {k: _plain(v) for k, v in vars(record).items() if k not in _USUAL and k not in line}
        if record.exc_info and record.exc_info[1] is not None:
            line |= failure(record.exc_info[1])
        return redact(json.dumps(line, ensure_ascii=False), self._secrets)


def failure(error: BaseException) -> dict[str, Any]:
    """An exception in a line of the log: kinds, from the outermost to the cause, and the innermost calls.

    >>> try:
    ...     int("tin nhắn của ai đó")
    ... except ValueError as error:
    ...     failure(error)["error"]
    'ValueError'
    """
    kinds: list[str] = []
    seen = error
    while True:
        kinds.append(type(seen).__name__)
        frames = traceback.extract_tb(seen.__traceback__)
        cause = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
        if cause is None or len(kinds) > 4:
            break
        seen = cause
    where = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-FRAMES:]]
    return {"error": " < ".join(kinds), "where": where}


def set_up_logging(level: str, secrets: Iterable[str] = (), stream: IO[str] | None = None) -> logging.Handler:
    """Send everything that is logged in this process to the stream (default: stderr), one line of JSON each.

    Also what ends a thread or the process unexpectedly. Returns the handler, for whoever wants to take it off again.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter(secrets))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # Failures of the network are told by the channel, once; the library repeats each with its traceback.
    logging.getLogger("telegram.ext.Updater").setLevel(logging.CRITICAL)
    warnings.showwarning = _warned
    logging.raiseExceptions = False  # a broken record must not print its arguments
    sys.excepthook = _crashed
    threading.excepthook = _thread_crashed
    return handler


def _crashed(kind: type[BaseException], error: BaseException, tb: TracebackType | None) -> None:
    logging.getLogger("bot").critical("crashed", exc_info=(kind, error, tb))


def _thread_crashed(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None:
        told = (arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
        logging.getLogger("bot").critical("thread crashed", exc_info=told)


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    logging.getLogger("bot").warning(category.__name__, extra={"where": f"{_short(filename)}:{lineno}"})


def _own_words(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)


def _template(record: logging.LogRecord) -> str:
    lines = str(record.msg).splitlines()
    return lines[0][:200] if lines else ""


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | bool) or value is None else type(value).__name__


def _short(filename: str) -> str:
    """The path from the package on: where a program is installed is nobody's business.

    >>> _short("/usr/lib/python3/dist-packages/telegram/ext/_application.py")
    'ext/_application.py'
    """
    return "/".join(filename.replace("\\", "/").rsplit("/", 2)[-2:])
