"""Connections to one SQLite file: one a thread for a file, one shared under a lock in memory."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from index.errors import StoreError, StoreUnreachable, telling
from index.private import OWNER_ONLY_FOLDER, make_private
from index.schema import upgrade

BUSY_SECONDS = 10.0
"""How long a writer waits for another one before giving up."""


class _TakenBack(Exception):
    """Ends a trial."""


class Connections:
    """Opens, upgrades and hands out the database; `read()` and `write()` are the only two ways to it."""

    def __init__(self, path: str | Path) -> None:
        self.name = str(path)
        self.path = None if self.name == ":memory:" else Path(path)
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.RLock()
        self._closed = False
        self._shared: Database | None = None
        with telling(self.name):
            if self.path is None:
                self._shared = self._connect()
                db = self._shared
            else:
                self._make_place(self.path)
                db = self._mine()
            try:
                if self.path is not None:
                    db.conn.execute("PRAGMA journal_mode = WAL")
                upgrade(db, self.path)
            except BaseException:
                self.close()
                raise

    @contextmanager
    def read(self) -> Iterator[Database]:
        """The database for reading; outside a transaction each statement sees the last commit."""
        with telling(self.name):
            if self._shared is not None:
                with self._lock:
                    yield self._shared
            else:
                yield self._mine()

    @contextmanager
    def write(self) -> Iterator[Database]:
        """One transaction: all of the block or nothing of it. Inside another one it joins that.

        The write lock is taken at the start: a transaction that read first and wrote later could not wait for another
        writer (SQLite gives up at once then).
        """
        with self.read() as db:
            if db.conn.in_transaction:
                yield db
                return
            db.conn.execute("BEGIN IMMEDIATE")
            self._local.writing = True
            try:
                yield db
                db.conn.execute("COMMIT")
            except BaseException:
                db.rollback()
                raise
            finally:
                self._local.writing = False

    @property
    def writing(self) -> bool:
        """Whether this thread sees what it has written and not committed: nothing to be kept beyond that."""
        return getattr(self._local, "writing", False)

    @contextmanager
    def trial(self) -> Iterator[None]:
        """A transaction that is taken back at the end of the block."""
        if self.writing:
            raise StoreError("Kho dữ liệu đang được ghi: hãy thử lại sau.")
        with suppress(_TakenBack), self.write():
            yield
            raise _TakenBack

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state of the database for all that is read in the block, whatever others commit meanwhile."""
        with self.read() as db:
            if db.conn.in_transaction:
                yield
                return
            db.conn.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                db.conn.rollback()

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            self._closed = True
            for connection in self._all:
                connection.close()
            self._all.clear()

    def _mine(self) -> Database:
        db: Database | None = getattr(self._local, "db", None)
        if db is None or self._closed:
            db = self._local.db = self._connect()
        return db

    def _connect(self) -> Database:
        if self._closed:
            raise StoreError("Kho dữ liệu đã đóng: hãy mở lại trước khi dùng.")
        connection = sqlite3.connect(self.name, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        with self._lock:
            self._all.append(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        # In WAL mode NORMAL can lose the last commits at a power cut; a message acknowledged must not be lost.
        connection.execute("PRAGMA synchronous = FULL")
        return Database(connection, recursive_triggers=False, execute_plugins=False)

    @staticmethod
    def _make_place(path: Path) -> None:
        if path.is_dir():
            raise StoreUnreachable(f"{path} là thư mục: hãy ghi tên một tệp sau --db.")
        try:
            path.parent.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnreachable(f"Không tạo được thư mục {path.parent}: hãy kiểm tra quyền ghi.") from error
        # the files that SQLite puts beside it take its rights
        make_private(path)
