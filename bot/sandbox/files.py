"""Files that were sent, kept in memory up to a bound; the oldest go first."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
from dataclasses import dataclass

from bot.sandbox.errors import JSON, bad

MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_KEPT = 300 * 1024 * 1024


@dataclass(frozen=True)
class File:
    """One file: its ids as the bot sees them, its name, type and bytes."""

    file_id: str
    unique_id: str
    name: str
    mime: str
    data: bytes
    path: str

    def described(self) -> JSON:
        """The fields that every kind of file has in the Bot API."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


class Files:
    """The files by id.

    >>> files = Files()
    >>> file = files.add(b"%PDF", "bao-cao.pdf", None)
    >>> file.mime, files.get(file.file_id) is file
    ('application/pdf', True)
    """

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._size = 0
        self._count = 0

    def add(self, data: bytes, name: str, mime: str | None, folder: str = "documents") -> File:
        """Keeps a file. Raises ApiError for an empty one."""
        if not data:
            raise bad("file must be non-empty")
        self._count += 1
        name = name.replace("\\", "/").rsplit("/", 1)[-1] or "file"
        guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
        digest = hashlib.sha256(self._count.to_bytes(8, "big") + data[:4096]).digest()
        file_id = "BQAC" + base64.urlsafe_b64encode(digest).decode().rstrip("=") + "QQ"
        suffix = name[name.rfind(".") :] if "." in name else ""
        unique_id = "AgAD" + digest[:9].hex()
        path = f"{folder}/file_{self._count}{suffix if suffix[1:].isalnum() and suffix.isascii() else ''}"
        file = File(file_id, unique_id, name, mime or guessed, data, path)
        self._files[file_id] = file
        self._size += len(data)
        while self._size > MAX_KEPT:
            oldest = self._files.pop(next(iter(self._files)))
            self._size -= len(oldest.data)
        return file

    def get(self, file_id: str) -> File:
        """A file by id. Raises ApiError when there is none."""
        if file_id not in self._files:
            raise bad("wrong file_id or the file is temporarily unavailable")
        return self._files[file_id]

    def by_path(self, path: str) -> File | None:
        """A file by the path that getFile gave."""
        return next((file for file in self._files.values() if file.path == path), None)
