"""One function for every file an office has: its kind is recognised by its content, its text and pages are read."""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from pathlib import Path

from corpus.errors import EmptyFileError, LockedFileError, TooLargeError, UnsupportedFileError
from corpus.readers.isolated import parse
from corpus.readers.kinds import TABLE_SUFFIXES, foreign, is_locked, kind_of
from corpus.readers.legacy import pasted
from corpus.readers.marked import Resolved
from corpus.readers.text import MAX_BYTES, RawText, decode_text, read_bytes

MAX_FILE = 200 * 2**20
"""Bytes of a file that is no plain text: a scan of a hundred pages is that large."""
MAX_SENT = 20 * 2**20
"""Bytes of a file sent in a chat: Telegram gives a bot nothing larger."""
LONGEST_NAME = 180
"""Bytes of a name we give a file, room left for what is put before it: file systems take 255."""
_LONGEST_SUFFIX = 10
_CONVERTED = dict.fromkeys(("doc", "odt", "rtf", "xls", "ods"), 180.0)
SECONDS: dict[str, float] = {"pdf": 3600.0, "image": 600.0, **_CONVERTED}
"""Wall time for a kind; a scan is read at some seconds a page, an old office file is converted before it is read."""
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
    if kind in ("text", "other") and (what := foreign(data)):
        problem = f"nội dung là {what}, loại tệp này chưa đọc được"
        remedy = "hãy giải nén rồi nạp từng tệp" if "nén" in what else "hãy chọn đúng tệp văn bản (.docx, .xlsx, .pdf)"
        raise UnsupportedFileError(name, problem, remedy)
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
    with tempfile.TemporaryDirectory(prefix="planbot-") as folder:
        path = Path(folder) / safe_name(name)
        path.write_bytes(data)
        return read_any(path, max_bytes)


def safe_name(name: str) -> str:
    """A sent file's name as a file here may have it: nothing that leads elsewhere, its suffix kept when it is cut.

    >>> safe_name("../../etc/passwd"), safe_name("Báo cáo 6 tháng.docx"), safe_name("..\\\\a.docx"), safe_name("")
    ('passwd', 'Báo cáo 6 tháng.docx', 'a.docx', 'tep')
    >>> cut = safe_name("ắ" * 120 + ".docx")
    >>> len(cut.encode()) <= LONGEST_NAME, cut.endswith("ắ.docx")
    (True, True)
    """
    bare = Path(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    kept = "".join(c for c in bare if c.isalnum() or c in " ._-()").strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    end = dot + suffix if stem and len(suffix) <= _LONGEST_SUFFIX else ""
    start = kept.removesuffix(end).encode()[: LONGEST_NAME - len(end.encode())].decode(errors="ignore")
    return start.rstrip(" .") + end or "tep"


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
