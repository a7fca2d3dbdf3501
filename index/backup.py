"""A whole copy of the store while others work in it, and the way back; every copy is checked before it counts.

back_up(kho.db, sao-luu.db)         a copy in one file, written under another name until it is whole
restore_backup(sao-luu.db, kho.db)  the copy takes the place of the store, the old one stays aside
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from index.connection import BUSY_SECONDS
from index.errors import NewerStore, NotAStore, StoreBusy, StoreDamaged, StoreUnreachable, telling
from index.migrations import MIGRATIONS
from index.private import OWNER_ONLY, OWNER_ONLY_FOLDER

_COMPANIONS = ("-wal", "-shm", "-journal")


class Inspection(NamedTuple):
    """What a file holds. `schema` is its last migration, `pending` how many this program would add, `size` in bytes,
    `people` how many were admitted.
    """

    schema: str
    pending: int
    documents: int
    size: int
    people: int


def inspect_store(path: Path, *, thorough: bool = True) -> Inspection:
    """Look at a store without changing it; `thorough` reads every page.

    Raises:
        StoreUnreachable: there is no such file.
        NotAStore, NewerStore: it is no store of this program.
        StoreDamaged: SQLite's check finds something.
    """
    with telling(str(path)), _connected(path) as connection:
        return _inspected(connection, path, thorough)


def back_up(source: Path, target: Path) -> Inspection:
    """Copy a store, also while it is written to; the target is replaced only by a whole and checked copy.

    Raises:
        StoreError: as `inspect_store`, and when the target cannot be written; the old target is left as it was.
    """
    if target.exists() and source.exists() and os.path.samefile(source, target):
        raise StoreUnreachable(f"{target} chính là kho dữ liệu: hãy đặt tên khác cho bản sao lưu.")
    with telling(str(source)), _connected(source) as connection:
        _inspected(connection, source, thorough=False)
        with _part(target) as part:
            found = _copied(connection, part)
            os.replace(part, target)
    return found


def restore_backup(backup: Path, db: Path, now: datetime) -> Path | None:
    """Put a copy in the place of the store; where the old one now is, nothing when there was none.

    The old store is moved aside only when the copy stands whole beside it, and an old store that is damaged is no
    hindrance. Afterwards the copy may hold fewer migrations than the program knows: it is upgraded when opened.

    Raises:
        StoreBusy: another program has the store open.
        StoreError: the copy cannot be used; nothing was changed.
    """
    if db.exists() and backup.exists() and os.path.samefile(backup, db):
        raise StoreUnreachable(f"{backup} chính là kho dữ liệu đang dùng: hãy chọn bản sao lưu khác.")
    with telling(str(backup)), _connected(backup) as connection:
        _inspected(connection, backup, thorough=True)
        db.parent.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        with _part(db) as part:
            _copied(connection, part)
            aside = _put_aside(db, now) if db.exists() else None
            os.replace(part, db)
    return aside


def _put_aside(db: Path, now: datetime) -> Path:
    """A second name for the old store, so that there is no moment without a store under the first one."""
    _make_alone(db)
    aside = _free(db.with_name(f"{db.name}.truoc-phuc-hoi-{now:%Y%m%d-%H%M%S}"))
    try:
        os.link(db, aside)
    except OSError:  # a file system without hard links
        shutil.copy2(db, aside)
    for end in _COMPANIONS:  # what a damaged store could not take into its one file
        with suppress(FileNotFoundError):
            os.replace(db.with_name(db.name + end), aside.with_name(aside.name + end))
    return aside


def _make_alone(db: Path) -> None:
    """Bring the old store into its one file; SQLite allows that only when nobody else has it open."""
    with closing(sqlite3.connect(db, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        except sqlite3.DatabaseError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise StoreBusy(
                    f"{db} đang được chương trình khác mở: hãy dừng planbot (run, chat, ingest) rồi phục hồi lại."
                ) from error


def _copied(connection: sqlite3.Connection, part: Path) -> Inspection:
    """A copy in one file, checked and on the disk."""
    with telling(str(part)), closing(sqlite3.connect(part, isolation_level=None)) as copy:
        # In one step: readers do not hinder writers, and a copy in several would start anew at each write.
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        found = _inspected(copy, part, thorough=True)
    with open(part, "rb") as file:
        os.fsync(file.fileno())
    return found


def _inspected(connection: sqlite3.Connection, path: Path, thorough: bool) -> Inspection:
    db = Database(connection, execute_plugins=False)
    known = {migration.name for migration in MIGRATIONS._migrations}
    names = set(db.table_names())
    applied = [m.name for m in MIGRATIONS.applied(db)] if "_sqlite_migrations" in names else []
    if not applied or "documents" not in names:
        raise NotAStore(f"{path} không phải là kho dữ liệu của planbot: hãy chọn tệp khác.")
    if set(applied) - known:
        raise NewerStore(f"{path} được tạo bởi phiên bản mới hơn của planbot: hãy cập nhật chương trình trước.")
    if thorough:
        said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if said != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise StoreDamaged(f"{path} bị hỏng ({said}): hãy dùng bản sao lưu khác, hoặc nạp lại văn bản vào tệp mới.")
    documents = int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    people = int(connection.execute("SELECT count(*) FROM people").fetchone()[0]) if "people" in names else 0
    return Inspection(applied[-1], len(known - set(applied)), documents, path.stat().st_size, people)


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise StoreUnreachable(f"Không thấy tệp {path}: hãy kiểm tra lại đường dẫn.")
    with closing(
        sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    ) as connection:
        yield connection


@contextmanager
def _part(target: Path) -> Iterator[Path]:
    """A name beside the target for what is not whole yet, readable by its owner only; gone afterwards."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        # left by a process of this number that was killed: two never have it at a time
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    except OSError as error:
        raise StoreUnreachable(f"Không ghi được {target}: hãy kiểm tra thư mục có tồn tại và quyền ghi.") from error
    try:
        yield part
    finally:
        for name in (part, *(part.with_name(part.name + end) for end in _COMPANIONS)):
            name.unlink(missing_ok=True)


def _free(path: Path) -> Path:
    """The path, or the path with a number when it is taken."""
    count, free = 1, path
    while free.exists():
        count += 1
        free = path.with_name(f"{path.name}-{count}")
    return free
