"""One function for every file an office has: its kind is recognised by its content, its text and pages are read."""

from __future__ import annotations

import hashlib
import re
import tempfile
from pathlib import Path

from corpus.errors import EmptyFileError, LockedFileError, TooLargeError, UnsupportedFileError
from corpus.readers.isolated import parse
from corpus.readers.kinds import TABLE_SUFFIXES, is_locked, kind_of
from corpus.readers.legacy import pasted
from corpus.readers.marked import Resolved
from corpus.readers.text import MAX_BYTES, RawText, decode_text, read_bytes

MAX_FILE = 200 * 2**20
"""Bytes of a file that is no plain text: a scan of a hundred pages is that large."""
MAX_SENT = 20 * 2**20
"""Bytes of a file sent in a chat."""
_LONGEST_NAME = 120
SECONDS: dict[str, float] = {"pdf": 3600.0, "image": 600.0}
"""Wall time for a kind; a scan is read at some seconds a page."""
USUAL_SECONDS = 120.0


def read_any(path: Path, max_bytes: int = MAX_FILE) -> RawText:
    """Read a file of any kind known here: plain text, Word, PDF, scan, picture, Excel, CSV.

    Everything but plain text is parsed in a child process with limits on memory and time, from a private copy: a file
    that changes meanwhile does no harm.

    Raises:
        ReadError: one Vietnamese sentence: what is wrong and what to do.
    """
    name = path.name
    data = read_bytes(path, name, max_bytes)
    kind = kind_of(data, path)
    if kind == "text" and path.suffix.lower() not in TABLE_SUFFIXES:
        if len(data) > MAX_BYTES:
            problem = f"tệp văn bản lớn {len(data) / 2**20:.1f} MB, vượt mức {MAX_BYTES / 2**20:g} MB"
            raise TooLargeError(name, problem, "hãy tách thành nhiều tệp nhỏ hơn")
        return decode_text(data, name)
    if is_locked(data):
        raise LockedFileError(name, "tệp có mật khẩu", "hãy bỏ mật khẩu, lưu lại rồi nạp lại")
    if kind == "other":
        remedy = "hãy lưu lại ở dạng .docx, .xlsx hoặc .pdf rồi nạp lại"
        raise UnsupportedFileError(name, "loại tệp này chưa đọc được", remedy)
    return _parsed(data, path, kind if kind != "text" else "csv")


def read_sent(data: bytes, name: str, max_bytes: int = MAX_SENT) -> RawText:
    """Read a file that somebody sent, under the name that they gave it.

    Raises:
        ReadError: as `read_any`.
    """
    safe = re.sub(r"[^\w .()-]+", "_", name)[-_LONGEST_NAME:].strip(". ") or "tep"
    with tempfile.TemporaryDirectory(prefix="planbot-") as folder:
        path = Path(folder) / safe
        path.write_bytes(data)
        return read_any(path, max_bytes)


def _parsed(data: bytes, path: Path, kind: str) -> RawText:
    name = path.name
    with tempfile.TemporaryDirectory(prefix="planbot-") as folder:
        copy = Path(folder) / f"tep.{kind}"
        copy.write_bytes(data)
        found = parse(kind, copy, name, SECONDS.get(kind, USUAL_SECONDS))
    resolved = Resolved(found.text)
    if not resolved.text.strip():
        raise EmptyFileError(name, "tệp không có chữ nào", "hãy kiểm tra lại tệp gốc")
    remarks = list(found.remarks)
    old = pasted(resolved.text)
    if old:
        remarks.append(f"{name} dùng phông chữ cũ ({'TCVN3' if old[1] == 'tcvn3' else 'VNI'}), được đọc theo Unicode.")
    return RawText(
        text=resolved.text,
        encoding=found.method,
        sha256=hashlib.sha256(data).hexdigest(),
        note=" ".join(remarks),
        reading=old[0] if old else None,
        pages=resolved.pages,
        doubtful=resolved.doubtful,
    )
