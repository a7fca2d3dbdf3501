"""What can go wrong in the store, each told in one Vietnamese sentence that names the file and the remedy.

StoreError
    ├── NotAStore         the file is not a planbot database
    ├── NewerStore        it was made by a newer version of the program
    ├── StoreFull         the disk (or the file's limit) is full
    ├── StoreBusy         another program is writing for too long
    ├── StoreUnreachable  the file cannot be opened or written
    ├── StoreDamaged      SQLite finds the file malformed
    └── Overtaken         somebody else changed the thing meanwhile: look again
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class StoreError(Exception):
    """Base of the errors of this room; `str(error)` is the sentence to show."""


class NotAStore(StoreError):
    """The file holds something else."""


class NewerStore(StoreError):
    """The database knows migrations that this program does not."""


class StoreFull(StoreError):
    """No room to write; the transaction was undone."""


class StoreBusy(StoreError):
    """The write lock was not free within the waiting time; nothing was written."""


class StoreUnreachable(StoreError):
    """The file or its folder cannot be opened, or is read-only."""


class StoreDamaged(StoreError):
    """The file is malformed."""


class Overtaken(StoreError):
    """A thing was changed by somebody else between its reading and its writing; nothing was written."""


_SENTENCES: tuple[tuple[str, type[StoreError], str], ...] = (
    ("disk is full", StoreFull, "Ổ đĩa chứa {path} đã đầy: hãy dọn bớt rồi chạy lại; dữ liệu cũ còn nguyên."),
    ("database is locked", StoreBusy, "{path} đang được chương trình khác ghi: hãy đợi một lát rồi chạy lại."),
    ("table is locked", StoreBusy, "{path} đang được chương trình khác ghi: hãy đợi một lát rồi chạy lại."),
    ("not a database", NotAStore, "{path} không phải là kho dữ liệu của planbot: hãy chọn tệp khác bằng --db."),
    ("malformed", StoreDamaged, "{path} bị hỏng: hãy chép lại bản sao lưu gần nhất, hoặc nạp lại văn bản vào tệp mới."),
    ("unable to open", StoreUnreachable, "Không mở được {path}: hãy kiểm tra thư mục có tồn tại và quyền ghi."),
    ("readonly", StoreUnreachable, "{path} chỉ cho đọc: hãy cấp quyền ghi cho tệp và thư mục chứa nó."),
    ("read-only", StoreUnreachable, "{path} chỉ cho đọc: hãy cấp quyền ghi cho tệp và thư mục chứa nó."),
    ("disk i/o error", StoreUnreachable, "Không đọc, ghi được {path}: hãy kiểm tra ổ đĩa hoặc kết nối mạng tới nó."),
)


def told(error: sqlite3.Error, path: str) -> StoreError | None:
    """The error of this room for one of SQLite's, or nothing when it is a mistake of the program.

    >>> told(sqlite3.OperationalError("database or disk is full"), "kho.db").__class__.__name__
    'StoreFull'
    >>> told(sqlite3.OperationalError("no such column: x"), "kho.db") is None
    True
    """
    message = str(error).lower()
    for sign, kind, sentence in _SENTENCES:
        if sign in message:
            return kind(sentence.format(path=path))
    return None


@contextmanager
def telling(path: str) -> Iterator[None]:
    """Turn SQLite's errors about the file into ours; others pass unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        ours = told(error, path)
        if ours is None:
            raise
        raise ours from error
