"""Parsing in a child process: its memory and time are limited, and it is killed with all it started."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import corpus
from corpus import errors
from corpus.errors import HeavyFileError, ReadError

MEMORY = 4 * 2**30
"""Bytes of address space of the child and of each program it starts."""
OUTPUT = 200 * 2**20
"""Bytes of an answer."""

_ROOT = Path(corpus.__file__).resolve().parent.parent
_SPLIT = "hãy tách tệp thành nhiều phần nhỏ hơn rồi nạp lại"
_UNREADABLE = "hãy mở tệp bằng chương trình gốc, lưu lại rồi nạp lại"


class Parsed(NamedTuple):
    """What a child read: the marked text, remarks for the person (Vietnamese sentences), how it was read."""

    text: str
    remarks: tuple[str, ...]
    method: str


def parse(kind: str, path: Path, name: str, seconds: float, memory: int = MEMORY) -> Parsed:
    """Parse a file of a kind in a child process.

    `name` is the file as the person knows it; `seconds` of wall time after which the child is killed.

    Raises:
        ReadError: as the reader of that kind; HeavyFileError when a limit was reached.
    """
    with tempfile.TemporaryDirectory(prefix="planbot-") as folder:
        order = json.dumps({"kind": kind, "path": str(path), "name": name, "memory": memory, "seconds": seconds,
                            "folder": folder})  # fmt: skip
        code, answer = _run(order, folder, seconds, name)
    if code == 0 and answer:
        try:
            told = json.loads(answer)
        except ValueError:
            told = {}
        if "text" in told:
            return Parsed(told["text"], tuple(told["remarks"]), told["method"])
        if "problem" in told:
            raised: type[ReadError] = getattr(errors, told["error"], ReadError)
            raise raised(name, told["problem"], told["remedy"])
    raise HeavyFileError(name, "chương trình đọc tệp dừng giữa chừng (tệp hỏng hoặc quá nặng)", _UNREADABLE)


def _run(order: str, folder: str, seconds: float, name: str) -> tuple[int, bytes]:
    script = "import sys; sys.path.insert(0, sys.argv.pop(1)); from corpus.readers.child import main; main()"
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", script, str(_ROOT)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder, start_new_session=True,
    )  # fmt: skip
    try:
        answer, _ = child.communicate(order.encode(), timeout=seconds)
    except subprocess.TimeoutExpired:
        minutes = f"{seconds / 60:.0f} phút" if seconds >= 60 else f"{seconds:.0f} giây"
        raise HeavyFileError(name, f"đọc quá {minutes} chưa xong nên đã dừng", _SPLIT) from None
    finally:
        _kill(child)
    if len(answer) > OUTPUT:
        raise HeavyFileError(name, "nội dung đọc ra quá lớn", _SPLIT)
    return child.returncode, answer


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
