"""The store and its copies are their owner's alone; what a killed process left is no hindrance."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bot.telegram.lock import RunLock
from handlers.clock import local_now
from index import Store, back_up, restore_backup
from index.private import write_private
from tests.feeding import Feeder, word_file


def mode(path: Path) -> int:
    """The rights of a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _usual_umask() -> object:
    """Others may read what is made, as on most machines."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="no such rights there")
def test_everything_beside_the_store_is_the_owner_s(tmp_path: Path) -> None:
    """Database, log of its writes, lock, copies, sent files and their folders."""
    db = tmp_path / "du-lieu" / "kho.db"
    with Store.open(db) as store, RunLock(db):
        feeder = Feeder(store, db.parent)
        feeder.sends("bao-cao.docx", word_file())
        feeder.reads()
        feeder.presses("Nạp")
        feeder.reads()
        back_up(db, tmp_path / "sao.db")
        found = {path: mode(path) for path in (db.parent, *db.parent.rglob("*"), tmp_path / "sao.db")}
    assert len(found) >= 6
    assert {m for path, m in found.items() if path not in (db.parent, db.parent / "tep-gui")} == {0o600}
    assert (found[db.parent], found[db.parent / "tep-gui"]) == (0o700, 0o700)
    aside = restore_backup(tmp_path / "sao.db", db, local_now())
    assert aside is not None
    assert (mode(db), mode(aside)) == (0o600, 0o600)


@pytest.mark.skipif(os.name == "nt", reason="no such rights there")
def test_an_open_file_is_closed_to_others(tmp_path: Path) -> None:
    """A store that everybody could read is theirs no longer; what the office gave to its group stays."""
    for before, after in ((0o644, 0o640), (0o660, 0o660), (0o600, 0o600)):
        db = tmp_path / f"{before}.db"
        db.touch()
        db.chmod(before)
        Store.open(db).close()
        assert mode(db) == after
    (tmp_path / "a").write_bytes(b"x")
    write_private(tmp_path / "a", b"y")
    assert (mode(tmp_path / "a"), (tmp_path / "a").read_bytes()) == (0o600, b"y")


def test_a_part_left_by_a_killed_process_is_no_hindrance(tmp_path: Path) -> None:
    """In a container every process has the same number: the next backup takes the place of the old one's rest."""
    Store.open(tmp_path / "kho.db").close()
    for end in ("", "-journal"):
        (tmp_path / f"sao.db.{os.getpid()}.part{end}").write_text("dở dang")
    assert back_up(tmp_path / "kho.db", tmp_path / "sao.db").documents == 0
    assert [p.name for p in tmp_path.glob("*.part*")] == []
