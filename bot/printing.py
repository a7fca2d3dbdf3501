"""Papers printed to PDF by LibreOffice: a program of the machine, so it is started here and given to the handlers."""

from __future__ import annotations

import subprocess
import tempfile
import threading
from pathlib import Path

from corpus.readers.office import libreoffice, save_as
from handlers.papers.making import Printer, PrintingError

SECONDS = 60
_ONE_AT_A_TIME = threading.Lock()


def printer() -> Printer | None:
    """What prints a paper to PDF; nothing where LibreOffice is not installed."""
    program = libreoffice()
    if program is None:
        return None

    def to_pdf(data: bytes, suffix: str) -> bytes:
        return print_pdf(program, data, suffix, SECONDS)

    return to_pdf


def print_pdf(program: str, data: bytes, suffix: str, seconds: float) -> bytes:
    """A file of a kind ("docx") as PDF. One at a time: each takes some hundred megabytes.

    Raises:
        PrintingError: it took longer than `seconds` or gave nothing; the sentence says what to do.
    """
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="planbot-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"van-ban.{suffix}"
        source.write_bytes(data)
        try:
            made = save_as(program, source, "pdf", folder, seconds)
        except subprocess.TimeoutExpired:
            raise PrintingError("LibreOffice in PDF quá lâu nên đã dừng; anh/chị lấy bản Word giúp nhé.") from None
        except OSError:
            raise PrintingError("Không chạy được LibreOffice để in PDF; anh/chị lấy bản Word giúp nhé.") from None
        if not made.exists():
            raise PrintingError("LibreOffice không in được PDF; anh/chị lấy bản Word giúp nhé.")
        return made.read_bytes()
