"""Backup and restore: copies while others write, checks before anything is replaced, the old store kept aside."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from corpus.models import Document
from index import (
    NewerStore,
    NotAStore,
    Store,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreUnreachable,
    back_up,
    inspect_store,
    restore_backup,
)

NOW = datetime(2024, 7, 5, 8, 30)


def document(number: int) -> Document:
    """An invented document."""
    return Document(
        code_number=str(number),
        code_notation="BC-X",
        source_file=f"{number}.txt",
        sha256=f"{number:x}",
        original="",
        paragraphs=(),
    )


def filled(path: Path, *numbers: int) -> Path:
    """A store with documents of these numbers, closed."""
    with Store.open(path) as store:
        for number in numbers:
            store.ingest(document(number))
    return path


def keys(path: Path) -> list[str]:
    """The documents a store holds."""
    with Store.open(path) as store:
        return [d.doc_key for d in store.documents()]


def test_a_copy_holds_everything_in_one_private_file(tmp_path: Path) -> None:
    """The store stays open while it is copied; the copy needs no companion files and is its owner's only."""
    copy = tmp_path / "sao-luu.db"
    with Store.open(tmp_path / "kho.db") as store:
        store.ingest(document(1))
        found = back_up(tmp_path / "kho.db", copy)
        store.ingest(document(2))
    assert (found.documents, found.pending) == (1, 0)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kho.db", "sao-luu.db"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert keys(copy) == ["1/BC-X"]


def test_copies_made_under_load_are_whole(tmp_path: Path) -> None:
    """Each copy taken while a writer works passes the check and holds a beginning of what was written."""
    db = filled(tmp_path / "kho.db")
    begun, stop = threading.Event(), threading.Event()

    def write() -> None:
        with Store.open(db) as store:
            box, number = store.outbox("x"), 0
            while not stop.is_set():
                number += 1
                with store.transaction():
                    store.handle(f"việc {number}")
                    box.post("1", "message", {"text": str(number)})
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(10)
        for count in range(5):
            copy = tmp_path / f"sao-{count}.db"
            back_up(db, copy)
            with closing(sqlite3.connect(copy)) as connection:
                handles, parcels = (
                    connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("handles", "outbox")
                )
            assert handles == parcels > 0
    finally:
        stop.set()
        writer.join()


def test_an_older_copy_is_replaced_only_by_a_whole_one(tmp_path: Path) -> None:
    """A damaged store does not overwrite the copy of yesterday."""
    copy = back_up_of(tmp_path, 1)
    before = copy.read_bytes()
    db = tmp_path / "hong.db"
    db.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises(StoreError):
        back_up(db, copy)
    assert copy.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def back_up_of(folder: Path, *numbers: int) -> Path:
    """A backup of a store with these documents."""
    copy = folder / "sao-luu.db"
    back_up(filled(folder / "nguon.db", *numbers), copy)
    return copy


def test_restoring_keeps_the_old_store_aside(tmp_path: Path) -> None:
    """Afterwards the store is the copy, and the old one can be opened under its new name."""
    copy, db = back_up_of(tmp_path, 1), filled(tmp_path / "kho.db", 1, 2)
    aside = restore_backup(copy, db, NOW)
    assert aside is not None
    assert aside.name == "kho.db.truoc-phuc-hoi-20240705-083000"
    assert keys(db) == ["1/BC-X"]
    assert keys(aside) == ["1/BC-X", "2/BC-X"]
    second = restore_backup(copy, db, NOW)
    assert second is not None
    assert second.name.endswith("-083000-2")


def test_restoring_where_no_store_was(tmp_path: Path) -> None:
    """A new machine: the folder is made, nothing is set aside."""
    db = tmp_path / "moi" / "kho.db"
    assert restore_backup(back_up_of(tmp_path, 3), db, NOW) is None
    assert keys(db) == ["3/BC-X"]


def test_restoring_over_a_damaged_store(tmp_path: Path) -> None:
    """The damage of the old file is what a backup is for."""
    copy, db = back_up_of(tmp_path, 1), tmp_path / "kho.db"
    db.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    (tmp_path / "kho.db-wal").write_bytes(b"rest")
    aside = restore_backup(copy, db, NOW)
    assert aside is not None
    assert aside.read_bytes().endswith(b"\xff")
    assert keys(db) == ["1/BC-X"]


def test_a_store_in_use_is_not_replaced(tmp_path: Path) -> None:
    """Another program that has it open would go on writing into the file set aside."""
    copy, db = back_up_of(tmp_path, 1), filled(tmp_path / "kho.db", 2)
    with Store.open(db) as store:
        store.documents()
        with pytest.raises(StoreBusy, match=r"kho\.db đang được chương trình khác mở"):
            restore_backup(copy, db, NOW)
        assert [d.doc_key for d in store.documents()] == ["2/BC-X"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kho.db", "nguon.db", "sao-luu.db"]


def damaged(path: Path) -> None:
    """Overwrite pages in the middle."""
    with open(path, "r+b") as file:
        file.seek(os.path.getsize(path) // 2)
        file.write(b"\xee" * 9000)


def foreign(path: Path) -> None:
    """A database of another program."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (name)")


def newer(path: Path) -> None:
    """A store of a later version."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE _sqlite_migrations SET name = '9999_later' WHERE name LIKE '0004%'")


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (damaged, StoreDamaged),
        (foreign, NotAStore),
        (newer, NewerStore),
        (Path.unlink, StoreUnreachable),
        (lambda path: path.write_bytes(b""), NotAStore),
        (lambda path: path.write_text("không phải kho dữ liệu " * 200), NotAStore),
    ],
)
def test_an_unusable_copy_changes_nothing(
    tmp_path: Path, spoil: Callable[[Path], object], error: type[StoreError]
) -> None:
    """The store is as before, and the sentence names the file."""
    copy, db = back_up_of(tmp_path, 1), filled(tmp_path / "kho.db", 2)
    spoil(copy)
    with pytest.raises(error, match=r"sao-luu\.db"):
        restore_backup(copy, db, NOW)
    assert keys(db) == ["2/BC-X"]


def test_a_store_is_not_copied_onto_itself(tmp_path: Path) -> None:
    """Neither way."""
    db = filled(tmp_path / "kho.db", 1)
    with pytest.raises(StoreUnreachable):
        back_up(db, db)
    with pytest.raises(StoreUnreachable):
        restore_backup(db, db, NOW)
    assert keys(db) == ["1/BC-X"]


def test_inspecting_changes_nothing(tmp_path: Path) -> None:
    """The facts of a store, its bytes untouched."""
    db = filled(tmp_path / "kho.db", 1)
    before = db.read_bytes()
    assert inspect_store(db)[1:3] == (0, 1)
    assert db.read_bytes() == before


def test_the_state_counts_mail_of_all_channels(fresh_store: Store) -> None:
    """Waiting, given up, and since when."""
    assert fresh_store.state()[:6] == (0, 0, 0, 0, 0, 0)
    assert fresh_store.state().last_update is None
    inbox, outbox = fresh_store.inbox("a"), fresh_store.outbox("b")
    inbox.take(1, "{}")
    inbox.take(2, "{}")
    inbox.bury(2, "ValueError")
    outbox.fail(outbox.post("5", "message", {}), "403")
    outbox.post("5", "message", {})
    fresh_store.ingest(document(1))
    state = fresh_store.state()
    assert state[:6] == (1, 0, 1, 1, 1, 1)
    assert state.last_update is not None
    assert state.oldest_parcel is not None
