"""Told to stop, every command ends soon and with one sentence: real processes, real signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.ending import STOPPED
from bot.sandbox import Person as Actor
from bot.sandbox import Sandbox
from index import Person, Store
from tests.conftest import SMALL_REPORT
from tests.telegram_bot import free_port
from tests.test_readers_hostile import fake_tesseract, scan
from tests.test_readers_processes import gone

__all__ = ["scan"]
PATIENCE = 60
AT_IMPORT = """
import os, runpy, sys
class Hook:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), {number})
sys.meta_path.insert(0, Hook())
sys.argv[0] = "planbot"
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""
"""`planbot`, told to stop at the moment it begins to load a module."""
MOMENTS = {
    "--help": ("click",),
    "demo --no-serve": ("bot.commands.ingest", "corpus.observations", "handlers.ask"),
    "ingest .": ("index.store", "corpus.structure"),
    "ask fdi": ("handlers.knowledge",),
    "run": ("bot.settings", "telegram.ext", "bot.telegram.channel"),
    "watch .": ("watchfiles",),
}
"""Commands, and modules that each loads on its way."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such signals there")


def environment(**more: str) -> dict[str, str]:
    """This one's without the settings of an office."""
    return {k: v for k, v in os.environ.items() if not k.startswith("PLANBOT_")} | more


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one report."""
    folder = tmp_path_factory.mktemp("kho")
    (folder / "a.txt").write_text(SMALL_REPORT, encoding="utf-8")
    command = [sys.executable, "-m", "bot", "ingest", str(folder / "a.txt"), "--db", str(folder / "kho.db")]
    subprocess.run(command, check=True, capture_output=True, env=environment())
    return folder / "kho.db"


@pytest.mark.parametrize(("command", "module"), [(c, m) for c, modules in MOMENTS.items() for m in modules])
def test_a_stop_at_any_moment_is_one_sentence(db: Path, tmp_path: Path, command: str, module: str) -> None:
    """While it loads, reads or answers: the sentence, no traceback, and the exit code of what was not done."""
    (tmp_path / "a.txt").write_text(SMALL_REPORT, encoding="utf-8")
    store = db if command.startswith("ask") else tmp_path / "kho.db"
    # nobody listens there: the assistant tries again until it is told to stop
    environ = environment(
        PLANBOT_DB=str(store), PLANBOT_TOKEN="1:" + "a" * 35, PLANBOT_API_BASE_URL=f"http://127.0.0.1:{free_port()}/bot"
    )
    number = signal.SIGINT if len(module) % 2 else signal.SIGTERM
    told = subprocess.run(
        [sys.executable, "-c", AT_IMPORT.format(module=module, number=int(number)), *command.split()],
        capture_output=True, encoding="utf-8", timeout=PATIENCE, cwd=tmp_path, env=environ,
    )  # fmt: skip
    assert STOPPED in told.stdout + told.stderr
    assert "Traceback" not in told.stderr
    assert told.returncode == 1


def test_a_thread_that_works_on_does_not_hold_the_process() -> None:
    """Its work is given up, the exit code is the command's."""
    body = (
        "import threading; from bot.ending import leave; "
        "threading.Thread(target=threading.Event().wait).start(); print('xong'); leave(3)"
    )
    told = subprocess.run([sys.executable, "-c", body], capture_output=True, encoding="utf-8", timeout=PATIENCE)
    assert (told.stdout, told.returncode) == ("xong\n", 3)


@pytest.fixture
def reading(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A pipe through which the reader of scans tells its number when it is at work, and the way to that reader."""
    os.mkfifo(tmp_path / "pid")
    programs = fake_tesseract(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 600")
    return tmp_path / "pid", environment(PATH=f"{programs}:/usr/bin:/bin")


@pytest.mark.parametrize(
    ("command", "number"),
    [("ingest", signal.SIGINT), ("ingest --workers 2", signal.SIGTERM), ("watch", signal.SIGTERM)],
)
def test_a_stop_while_a_scan_is_read(
    scan: Path, tmp_path: Path, reading: tuple[Path, dict[str, str]], command: str, number: signal.Signals
) -> None:
    """The reading is left at once with all its programs; the store holds what it held before."""
    pipe, environ = reading
    folder, db = tmp_path / "den", tmp_path / "kho.db"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_bytes(scan.read_bytes() + name.encode())
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *command.split(), str(folder), "--db", str(db)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=environ,
    )  # fmt: skip
    try:
        pid = int(pipe.read_text().split()[0])
        process.send_signal(number)
        said, _ = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
        process.wait()
    assert STOPPED in said
    assert "Traceback" not in said
    assert process.returncode == (0 if command == "watch" else 1)
    assert gone(pid)
    with Store.open(db) as store:
        assert store.documents() == []


def test_a_killed_reader_leaves_nothing_behind(
    scan: Path, tmp_path: Path, reading: tuple[Path, dict[str, str]]
) -> None:
    """After kill -9 the parser and its programs end by themselves."""
    pipe, environ = reading
    command = [sys.executable, "-m", "bot", "ingest", str(scan), "--db", str(tmp_path / "kho.db")]
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pid = int(pipe.read_text().split()[0])
    process.kill()
    process.wait()
    for _ in range(1000):
        if gone(pid):
            return
        threading.Event().wait(0.01)
    pytest.fail("the program that tesseract stands for is still running")


def test_the_assistant_stops_while_it_reads_a_sent_scan(
    scan: Path, tmp_path: Path, reading: tuple[Path, dict[str, str]]
) -> None:
    """It ends well and in time; the file waits for the next start and nobody is told that it is bad."""
    pipe, environ = reading
    db = tmp_path / "kho.db"
    with Sandbox() as sandbox, Actor(sandbox.url) as boss, Store.open(db) as store:
        store.people.put(Person(person=f"telegram:{boss.id}", role="admin", chat=str(boss.id)))
        settings = {"PLANBOT_TOKEN": sandbox.token, "PLANBOT_API_BASE_URL": sandbox.base_url, "PLANBOT_DB": str(db)}
        command = [sys.executable, "-m", "bot", "run"]
        process = subprocess.Popen(command, env=environ | settings, stderr=subprocess.PIPE, encoding="utf-8")
        try:
            boss.upload(("quet.pdf", scan.read_bytes()))
            pid = int(pipe.read_text().split()[0])
            process.send_signal(signal.SIGTERM)
            _, log = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
            process.wait()
        assert (process.returncode, "Traceback" in log) == (0, False)
        assert gone(pid)
        (waiting,) = store.arrivals.waiting()
        assert (waiting.state, store.arrivals.failed()) == ("new", [])
