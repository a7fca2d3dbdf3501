"""A watched folder: what is put there is read, what fails is listed and tried again when it changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from bot.ending import STOPPED
from bot.intake import ingest
from bot.watching import arrivals
from index import Store
from tests.conftest import SMALL_REPORT


def settle(path: Path) -> None:
    """Make a file as old as one that nobody is writing to."""
    then = time.time() - 60
    os.utime(path, (then, then))


def test_what_comes_is_given_once_it_is_whole(fresh_store: Store, tmp_path: Path) -> None:
    """Files there at the start come first, a new one when it has settled, hidden and foreign ones never."""
    folder = tmp_path / "den"
    folder.mkdir()
    for name in ("a.txt", ".an.txt", "~$a.txt", "anh.xyz"):
        (folder / name).write_text(SMALL_REPORT, encoding="utf-8")
        settle(folder / name)
    stop = threading.Event()
    given = arrivals(folder, fresh_store, stop)
    assert [path.name for path in next(given)] == ["a.txt"]
    late = folder / "b.txt"
    late.write_text(SMALL_REPORT, encoding="utf-8")
    assert [path.name for path in next(given)] == ["b.txt"]
    assert time.time() - late.stat().st_mtime >= 1
    stop.set()
    assert list(given) == []


def test_a_folder_may_be_a_link(fresh_store: Store, tmp_path: Path) -> None:
    """What comes by the link and what comes by the folder itself is of one place."""
    (tmp_path / "that").mkdir()
    link = tmp_path / "lien-ket"
    link.symlink_to(tmp_path / "that", target_is_directory=True)
    stop = threading.Event()
    given = arrivals(link, fresh_store, stop)
    for folder, name in ((tmp_path / "that", "a.txt"), (link, "b.txt")):
        (folder / name).write_text(SMALL_REPORT, encoding="utf-8")
        assert next(given) == ((tmp_path / "that" / name).resolve(),)
    stop.set()
    assert list(given) == []


def test_what_failed_is_tried_again_only_when_it_changed(fresh_store: Store, tmp_path: Path) -> None:
    """A file that failed is passed over at the next start; with other content it is given."""
    folder = tmp_path / "den"
    folder.mkdir()
    bad, good = folder / "a.txt", folder / "b.txt"
    bad.write_bytes(bytes(range(256)) * 40)
    good.write_text(SMALL_REPORT, encoding="utf-8")
    settle(bad)
    settle(good)
    for _ in ingest([bad], fresh_store):
        pass
    stop = threading.Event()
    given = arrivals(folder, fresh_store, stop)
    assert [path.name for path in next(given)] == ["b.txt"]
    bad.write_text(SMALL_REPORT.replace("12/BC", "13/BC"), encoding="utf-8")
    settle(bad)
    assert [path.name for path in next(given)] == ["a.txt"]
    stop.set()
    given.close()  # type: ignore[attr-defined]


def test_the_command_reads_until_it_is_stopped(tmp_path: Path) -> None:
    """`planbot watch` takes a file put there while it runs, and SIGTERM ends it with exit code 0."""
    folder, db = tmp_path / "den", tmp_path / "kho.db"
    folder.mkdir()
    command = [sys.executable, "-m", "bot", "watch", str(folder), "--db", str(db)]
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8") as process:
        assert process.stdout is not None
        assert "Đang theo dõi" in process.stdout.readline()
        (folder / "a.txt").write_text(SMALL_REPORT, encoding="utf-8")
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Trong kho:"):
                process.send_signal(signal.SIGTERM)
    assert process.returncode == 0
    assert any("12/BC-UBND" in line for line in lines)
    assert STOPPED in lines[-1]
    with Store.open(db) as store:
        assert [d.doc_key for d in store.documents()] == ["12/BC-UBND"]
