"""The log: one line of JSON an event, no token, no word of what people write, whatever is logged by whom."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.operating.logs import JsonFormatter, set_up_logging
from bot.operating.redacting import redact

TOKEN = "7000000001:AAHk-fZ3q_x9-invented-token-00000000"
SECRET = "mat-khau-webhook"
WORDS = "thu nhập của anh Ba là bao nhiêu"


class Log:
    """What was logged."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        """All of it."""
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Its lines, read as a program reads them."""
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log() -> Iterator[Log]:
    """The process's log at its most talkative, as it was before afterwards."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.raiseExceptions
    hooks = sys.excepthook, threading.excepthook, warnings.showwarning
    levels = {name: logger.level for name, logger in _loggers().items()}
    made = Log()
    handler = set_up_logging("debug", [SECRET], made.stream)
    yield made
    root.removeHandler(handler)
    root.handlers[:], root.level, logging.raiseExceptions = before
    sys.excepthook, threading.excepthook, warnings.showwarning = hooks
    for name, logger in _loggers().items():
        logger.setLevel(levels.get(name, logging.NOTSET))


def _loggers() -> dict[str, logging.Logger]:
    return {n: x for n, x in logging.Logger.manager.loggerDict.items() if isinstance(x, logging.Logger)}


def test_an_event_is_one_line(log: Log) -> None:
    """Line ends within a message, fields and levels: still one line, each field under its name."""
    logging.getLogger("bot.telegram").info("sent %d\nparcels", 3, extra={"chat": 5, "kind": "edit"})
    assert [sorted(line) for line in log.lines] == [["chat", "event", "kind", "level", "logger", "time"]]
    assert (log.lines[0]["event"], log.lines[0]["level"], log.lines[0]["chat"]) == ("sent 3\nparcels", "info", 5)


def test_of_a_failure_its_kind_and_place_are_told(log: Log) -> None:
    """An exception's words may quote a message; its kind, cause and place do not."""
    try:
        try:
            int(WORDS)
        except ValueError as error:
            raise RuntimeError(WORDS) from error
    except RuntimeError:
        logging.getLogger("bot.x").exception("update failed")
    assert WORDS not in log.text
    assert log.lines[0]["error"] == "RuntimeError < ValueError"
    assert "tests/test_operating_logs.py" in log.lines[0]["where"][-1]


def test_other_libraries_give_their_template_only(log: Log) -> None:
    """Their arguments are updates and answers; a message built in place is cut at its first line."""
    other = logging.getLogger("telegram.ext.Application")
    other.critical("Received data was: %r", {"text": WORDS}, extra={"update": WORDS})
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: <%s>" % WORDS)  # noqa: UP031
    assert WORDS not in log.text
    assert [line["event"] for line in log.lines] == ["Received data was: %r", "Task exception was never retrieved"]


@pytest.mark.parametrize("name", ["bot", "bot.telegram.sender", "telegram.ext", "httpx", "httpcore", "uvicorn.error"])
@pytest.mark.parametrize("level", [10, 20, 30, 40, 50])
def test_no_way_leads_a_token_into_the_log(log: Log, name: str, level: int) -> None:
    """As template, argument, field, mapping, error, in a URL, encoded or not: never."""
    logger = logging.getLogger(name)
    forms = [TOKEN, f"https://api.telegram.org/bot{TOKEN}/getMe", TOKEN.replace(":", "%3A"), SECRET, repr({TOKEN: 1})]
    for form in forms:
        logger.log(level, form)
        logger.log(level, "to %s", form, extra={"url": form, "odd": [form]}, stack_info=True)
        logger.log(level, "to %(url)s", {"url": form})
        try:
            raise ValueError(form)
        except ValueError:
            logger.log(level, "failed", exc_info=True)
    assert len(log.lines) in (0, 20)
    assert TOKEN.partition(":")[2] not in log.text
    assert SECRET not in log.text


def test_a_broken_record_is_written_as_its_template() -> None:
    """Arguments that do not fit are left out, and nothing is raised."""
    record = logging.makeLogRecord({"name": "bot", "msg": "to %d", "args": (TOKEN,), "levelname": "INFO"})
    assert json.loads(JsonFormatter().format(record))["event"] == "to %d"


def test_httpx_tells_nothing_of_its_requests(log: Log) -> None:
    """Below a warning its lines are addresses with the token."""
    with httpx.Client(trust_env=False) as client, pytest.raises(httpx.HTTPError):
        client.get(f"http://127.0.0.1:1/bot{TOKEN}/getMe")
    assert log.text == ""


def test_a_crashed_thread_is_a_line_too(log: Log) -> None:
    """What would have been a traceback on stderr."""

    def fail() -> None:
        raise ValueError(f"{WORDS} {TOKEN}")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert [line["event"] for line in log.lines] == ["thread crashed"]
    assert WORDS not in log.text


def test_a_crashed_process_is_a_line_too() -> None:
    """Also its last words are JSON without the token."""
    code = f"from bot.operating.logs import set_up_logging; set_up_logging('info'); raise ValueError({TOKEN!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ))
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert (done.returncode, [line["event"] for line in lines], lines[0]["error"]) == (1, ["crashed"], "ValueError")


def test_warnings_are_lines_too(log: Log) -> None:
    """A library's warning is told by its kind and place."""
    warnings.showwarning(UserWarning(WORDS), UserWarning, __file__, 1)
    assert [line["event"] for line in log.lines] == ["UserWarning"]
    assert WORDS not in log.text


@given(st.text(), st.integers(10**5, 10**11), st.text("abcdefgXYZ0189_-", min_size=25, max_size=45))
def test_a_token_is_hidden_wherever_it_stands(before: str, number: int, rest: str) -> None:
    """Between any texts; and hiding twice changes nothing more."""
    hidden = redact(f"{before} {number}:{rest} {before}")
    assert rest not in hidden or rest in before
    assert redact(hidden) == hidden


@given(st.text(max_size=200))
def test_any_event_is_one_line_of_json(text: str) -> None:
    """Whatever characters it holds."""
    line = JsonFormatter().format(logging.makeLogRecord({"name": "bot", "msg": text, "levelname": "INFO"}))
    assert "\n" not in line
    assert "event" in json.loads(line)
