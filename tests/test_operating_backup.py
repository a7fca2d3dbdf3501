"""`planbot backup` and `planbot restore-backup` as an operator uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.telegram.lock import RunLock
from index import Store


def run(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def db(tmp_path: Path, small_report: Path) -> Path:
    """A store with one report."""
    path = tmp_path / "kho.db"
    assert run("ingest", small_report, "--db", path).exit_code == 0
    return path


def test_there_and_back(db: Path, tmp_path: Path) -> None:
    """What was lost after the backup is back, and the store of before the restoring is kept."""
    made = run("backup", tmp_path / "sao-luu.db", "--db", db)
    assert (made.exit_code, "1 văn bản" in made.stdout) == (0, True), made.stderr
    with Store.open(db) as store:
        store.remove("12/BC-UBND")
    restored = run("restore-backup", tmp_path / "sao-luu.db", "--db", db)
    assert restored.exit_code == 0, restored.stderr
    assert "Kho cũ còn ở" in restored.stdout
    with Store.open(db) as store:
        assert [d.doc_key for d in store.documents()] == ["12/BC-UBND"]


def test_into_a_folder_under_a_dated_name(db: Path, tmp_path: Path) -> None:
    """For a nightly job: each copy has its own name."""
    folder = tmp_path / "sao"
    folder.mkdir()
    assert run("backup", folder, "--db", db).exit_code == 0
    assert [path.name[:6] for path in folder.iterdir()] == ["kho-20"]


def test_while_the_assistant_runs(db: Path, tmp_path: Path) -> None:
    """A backup is made, a restoring is refused and changes nothing."""
    copy = tmp_path / "sao-luu.db"
    with RunLock(db), Store.open(db) as store:
        assert run("backup", copy, "--db", db).exit_code == 0
        refused = run("restore-backup", copy, "--db", db)
        assert refused.exit_code == 1
        assert "Trợ lý đang chạy" in refused.stderr
        assert len(store.documents()) == 1
    assert not list(tmp_path.glob("*truoc-phuc-hoi*"))


@pytest.mark.parametrize("command", ["backup", "restore-backup"])
def test_missing_files_are_named(tmp_path: Path, command: str) -> None:
    """Neither a store nor a copy is made out of nothing."""
    result = run(command, tmp_path / "khong-co.db", "--db", tmp_path / "kho.db")
    assert result.exit_code == 1
    assert ".db" in result.stderr
    assert not list(tmp_path.glob("*.db"))


def test_a_folder_that_is_not_there(db: Path, tmp_path: Path) -> None:
    """The file that cannot be written is named."""
    result = run("backup", tmp_path / "khong" / "co.db", "--db", db)
    assert (result.exit_code, "co.db" in result.stderr) == (1, True)
