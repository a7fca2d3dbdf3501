"""The child process of `corpus.readers.isolated`: limits itself, parses one file, prints the answer as JSON."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from corpus.errors import HeavyFileError, ReadError
from corpus.readers.processes import work_inside

_CONVERTED = {"doc": "docx", "odt": "docx", "rtf": "docx", "xls": "xlsx", "ods": "xlsx"}
"""What LibreOffice makes of older and foreign files."""
_SPLIT = "hãy tách tệp thành nhiều phần nhỏ hơn rồi nạp lại"
_UNREADABLE = "hãy mở tệp bằng chương trình gốc, lưu lại rồi nạp lại"


def main() -> None:
    """Read the order, a line of standard input, obey it, answer on standard output."""
    work_inside()
    order = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limit(order["memory"], order["seconds"])
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not spoil the answer
    answer = obey(order["kind"], Path(order["path"]), order["name"], Path(order["folder"]))
    out.write(json.dumps(answer).encode())
    out.flush()


def _end_with_parent() -> None:
    """Standard input stays open as long as the parent lives: at its end, kill -9 too, all that works here ends."""
    while os.read(0, 1):
        pass
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def obey(kind: str, path: Path, name: str, folder: Path) -> dict[str, object]:
    """The answer as a dictionary: text, remarks, method, or error, problem, remedy."""
    lost = _Lost()
    logging.getLogger("pdfminer").addHandler(lost)
    try:
        text, remarks, method = _read(kind, path, name, folder)
    except ReadError as error:
        return {"error": type(error).__name__, "problem": error.problem, "remedy": error.remedy}
    except (MemoryError, RecursionError):
        return {"error": HeavyFileError.__name__, "problem": "tệp cần quá nhiều bộ nhớ để đọc", "remedy": _SPLIT}
    except Exception as error:  # a library's own errors are many; whatever it is, the file could not be read
        problem = f"không đọc được tệp, có thể tệp hỏng ({type(error).__name__})"
        return {"error": "BinaryFileError", "problem": problem, "remedy": _UNREADABLE}
    if lost.count:
        remarks.append(f"{name} bị hỏng một phần; có thể thiếu chữ, hãy xin lại tệp gốc.")
    return {"text": text, "remarks": remarks, "method": method}


class _Lost(logging.Handler):
    """Counts what a library says it could not unpack."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Look at one message."""
        self.count += "Data-loss" in record.getMessage()


def _read(kind: str, path: Path, name: str, folder: Path) -> tuple[str, list[str], str]:
    if kind in _CONVERTED:
        from corpus.readers.office import convert

        kind, path = _CONVERTED[kind], convert(path, _CONVERTED[kind], name, folder)
    if kind == "docx":
        from corpus.readers.docx import read_docx

        return (*read_docx(path, name), "word")
    if kind == "pdf":
        from corpus.readers.pdf import read_pdf

        return read_pdf(path, name)
    if kind == "image":
        from corpus.readers.scan import read_picture

        return read_picture(path, name)
    from corpus.readers import sheets

    return (*(sheets.read_csv if kind == "csv" else sheets.read_xlsx)(path, name), "sheet")


def limit(memory: int, seconds: float) -> None:
    """Bound memory, processor time and the size of written files of this process and those it starts."""
    try:
        import resource
    except ImportError:  # Windows has no such limits: the wall time alone holds there
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    cpu = int(seconds) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**30, 2**30))
