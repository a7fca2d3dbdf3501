"""Parsing in a child process: its memory and time are limited, and it is killed with all it started."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

import corpus
from corpus import errors
from corpus.errors import HeavyFileError, ReadError
from corpus.readers.processes import started

MEMORY = 4 * 2**30
"""Bytes of address space of the child and of each program it starts."""
OUTPUT = 200 * 2**20
"""Bytes of an answer."""
_LEAVE_SECONDS = 5.0
"""What a child has to end in, once it has answered."""

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
        Stopped: our own program ends.
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
    command = [sys.executable, "-I", "-c", script, str(_ROOT)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with started(command, cwd=folder, **pipes) as child:
        answer = _answer(child, order.encode(), seconds)
        if answer is None:
            minutes = f"{seconds / 60:.0f} phút" if seconds >= 60 else f"{seconds:.0f} giây"
            raise HeavyFileError(name, f"đọc quá {minutes} chưa xong nên đã dừng", _SPLIT)
        if len(answer) > OUTPUT:
            raise HeavyFileError(name, "nội dung đọc ra quá lớn", _SPLIT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(_LEAVE_SECONDS)
    return child.returncode, answer


def _answer(child: subprocess.Popen[bytes], order: bytes, seconds: float) -> bytes | None:
    """What a child writes, cut a byte beyond the limit; None when it has not ended writing in time.

    Its input is left open: by its end the child knows that we are gone.
    """
    assert child.stdin is not None
    assert child.stdout is not None
    out, told = child.stdout, []
    reader = threading.Thread(target=lambda: told.append(out.read(OUTPUT + 1)), name="parser", daemon=True)
    reader.start()
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(order + b"\n")
        child.stdin.flush()
    reader.join(seconds)
    return told[0] if told else None
