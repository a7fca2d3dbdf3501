"""Reading a text file: encodings recognised, line ends made `\\n`, nothing else of the text touched."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from pydantic import Field

from corpus.errors import (
    BinaryFileError,
    EmptyFileError,
    EncodingError,
    MissingFileError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedFileError,
)
from corpus.readers.legacy import pasted, plausibility, recognise
from corpus.values import Aligned, Value

MAX_BYTES = 20 * 1024 * 1024
SUFFIXES = (".txt", ".md", ".markdown")

_MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word, Excel hoặc ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word hoặc Excel đời cũ"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "GZIP"),
    (b"SQLite format 3", "cơ sở dữ liệu SQLite"),
)
_NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "windows-1258": "Windows-1258", "utf-16": "UTF-16"}
_SPLIT = "hãy tách thành nhiều tệp nhỏ hơn"
_SAVE_AS_TEXT = "hãy lưu lại ở dạng văn bản UTF-8 (.txt hoặc .md) rồi nạp lại"


class RawText(Value):
    """A file as text.

    `text` is the stored original, `sha256` of the file's bytes, `note` a Vietnamese sentence about a conversion (''
    when none). `reading` is set when the text itself holds letters of an old encoding: then quotes come from `text`,
    and rules read `reading`.
    """

    text: str
    encoding: str
    sha256: str
    note: str = ""
    reading: Aligned | None = None
    pages: tuple[tuple[int, int], ...] = Field(default=(), description="(offset, page): from here on that page")
    doubtful: tuple[tuple[int, int], ...] = Field(default=(), description="stretches a scan gave with low confidence")


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> RawText:
    """Read a text or Markdown file of at most `max_bytes`; ReadError when that cannot be done.

    UTF-8 (with or without mark), UTF-16, Windows-1258, TCVN3 and VNI are recognised.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.txt"
    ...     _ = file.write_bytes("Kế hoạch\\r\\nnăm 2024".encode("utf-16"))
    ...     raw = read_text(file)
    >>> raw.text, raw.encoding
    ('Kế hoạch\\nnăm 2024', 'utf-16')
    """
    name = path.name
    if not path.is_dir() and path.exists() and path.suffix.lower() not in SUFFIXES:
        kind = path.suffix or "không có đuôi"
        remedy = f"chỉ đọc {', '.join(SUFFIXES)}; {_SAVE_AS_TEXT}"
        raise UnsupportedFileError(name, f"loại tệp {kind} chưa đọc được", remedy)
    return decode_text(read_bytes(path, name, max_bytes), name)


def decode_text(data: bytes, name: str) -> RawText:
    """The text of a plain file's bytes; `name` is for the error's sentence."""
    digest = hashlib.sha256(data).hexdigest()
    text, encoding = _decode(data, name)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise EmptyFileError(name, "tệp không có chữ nào", "hãy kiểm tra lại tệp gốc")
    note = f"{name} được đổi từ bảng mã {_NAMES[encoding]} sang Unicode." if encoding in _NAMES else ""
    found = pasted(text) if encoding in ("utf-8", "utf-16") else None
    if found:
        note = f"{name} chứa chữ {_NAMES[found[1]]}, được đọc theo Unicode."
    return RawText(text=text, encoding=encoding, sha256=digest, note=note, reading=found[0] if found else None)


def read_bytes(path: Path, name: str, max_bytes: int) -> bytes:
    """The bytes of a file, whole: one that is being written at this moment is refused."""
    try:
        if path.is_dir():
            raise UnreadableFileError(name, "đây là một thư mục", "hãy chỉ ra từng tệp bên trong")
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableFileError(name, "đây không phải tệp thường", "hãy chép nội dung ra một tệp rồi nạp lại")
        if before.st_size > max_bytes:
            found, limit = before.st_size / 2**20, max_bytes / 2**20
            raise TooLargeError(name, f"tệp lớn {found:.1f} MB, vượt mức {limit:g} MB", _SPLIT)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
        after = path.stat()
    except FileNotFoundError:
        raise MissingFileError(name, "không tìm thấy tệp", "hãy kiểm tra lại đường dẫn") from None
    except PermissionError:
        raise UnreadableFileError(name, "không có quyền đọc tệp", "hãy cấp quyền đọc cho chương trình") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = f"hệ thống không cho đọc tệp ({reason})"
        raise UnreadableFileError(name, problem, "hãy chép lại tệp rồi thử lại") from None
    if len(data) > max_bytes:
        raise TooLargeError(name, f"tệp vượt mức {max_bytes / 2**20:g} MB", _SPLIT)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise UnreadableFileError(name, "tệp đang được ghi, nội dung chưa trọn", "hãy đợi lưu xong rồi nạp lại")
    if not data:
        raise EmptyFileError(name, "tệp rỗng", "hãy kiểm tra lại tệp gốc")
    return data


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise BinaryFileError(name, f"nội dung là tệp {kind}, không phải văn bản thuần", _SAVE_AS_TEXT)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), "utf-16"
        except UnicodeDecodeError as error:
            place = f"bảng mã UTF-16 hỏng ở byte {error.start + 1}"
            raise EncodingError(name, place, "hãy mở bằng trình soạn thảo và lưu lại bằng UTF-8") from None
    if b"\x00" in data[:4096] and (text := _bare_utf16(data)) is not None:
        return text, "utf-16"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if (text_16 := _bare_utf16(data)) is not None:
            return text_16, "utf-16"
        return _decode_old(data, name, error.start)
    if _is_rubbish(text):
        raise BinaryFileError(name, "nội dung không phải văn bản (dữ liệu nhị phân)", _SAVE_AS_TEXT)
    return text, "utf-8"


def _decode_old(data: bytes, name: str, place: int) -> tuple[str, str]:
    if _is_rubbish(data.decode("latin-1")):
        raise BinaryFileError(name, "nội dung không phải văn bản (dữ liệu nhị phân)", _SAVE_AS_TEXT)
    found = recognise(data)
    if found:
        return found
    line = data.count(b"\n", 0, place) + 1
    raise EncodingError(
        name,
        f"không nhận ra bảng mã (byte {place + 1}, dòng {line} không phải UTF-8)",
        "hãy mở bằng trình soạn thảo và lưu lại bằng UTF-8",
    )


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: half of the bytes of plain letters and spaces are zero, always the same half."""
    sample = data[: 8192 - len(data[:8192]) % 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    if max(zeros) < 0.2 * len(sample) / 2 or min(zeros) > 0.02 * len(sample) / 2:
        return None
    try:
        text = data.decode("utf-16-le" if zeros[1] > zeros[0] else "utf-16-be")
    except UnicodeDecodeError:
        return None
    known = sum(c.isascii() or c in "“”‘’–—…" or "\u00a0" <= c <= "\u024f" or "\u0300" <= c <= "\u036f"
                or "\u1ea0" <= c <= "\u1eff" for c in text[:4000])  # fmt: skip
    return text if known >= 0.95 * len(text[:4000]) and not _is_rubbish(text) else None


def _is_rubbish(text: str) -> bool:
    sample = text[:100_000]
    control = sum((c < " " and c not in "\t\n\r\f\v") or c == "\x7f" for c in sample)
    return "\x00" in sample or control > 0.01 * len(sample)


__all__ = ["MAX_BYTES", "SUFFIXES", "RawText", "decode_text", "plausibility", "read_bytes", "read_text"]
