"""`planbot demo` as somebody meets it: in a real (pseudo-)terminal and in a pipe, stopped by Ctrl-C."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.sandbox import Person, says

pty = pytest.importorskip("pty", reason="a pseudo-terminal needs Unix")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

PATIENCE = 60.0
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
COMMAND = (sys.executable, "-m", "bot", "demo")


def environment() -> dict[str, str]:
    """This process's own, without settings of the assistant."""
    return {**{k: v for k, v in os.environ.items() if not k.startswith("PLANBOT_")}, "TERM": "xterm", "COLUMNS": "120"}


class Terminal:
    """A program in a terminal: what it shows, what is typed."""

    def __init__(self, folder: Path, *arguments: object) -> None:
        self._end, inner = pty.openpty()
        self._read = b""
        self.process = subprocess.Popen(
            [*COMMAND, *map(str, arguments)],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            cwd=folder,
            env=environment(),
            start_new_session=True,
            # the keys Ctrl-C go to the program whose terminal this is
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(inner)

    @property
    def shown(self) -> str:
        """All that was written so far; a read may end within a character, so the whole is decoded."""
        return self._read.decode("utf-8", errors="replace")

    def until(self, pattern: str) -> str:
        """Read until something is shown, or the program ends or is silent too long; the match."""
        while not (found := re.search(pattern, self.shown)):
            ready, _, _ = select.select([self._end], [], [], PATIENCE)
            try:
                data = os.read(self._end, 65536) if ready else b""
            except OSError:
                data = b""
            assert data, f"{pattern!r} was not shown:\n{self.shown}"
            self._read += data
        return found[0]

    def type(self, keys: str) -> None:
        """Press keys; "\\x03" is Ctrl-C."""
        os.write(self._end, keys.encode())

    def ended(self) -> int:
        """The exit code. Raises when it takes longer than ten seconds."""
        try:
            return self.process.wait(10)
        finally:
            os.close(self._end)


@contextmanager
def terminal(folder: Path, *arguments: object) -> Iterator[Terminal]:
    """A program in a terminal, ended with the block."""
    made = Terminal(folder, *arguments)
    try:
        yield made
    finally:
        made.process.kill()
        made.process.wait()


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo store with the samples."""
    db = tmp_path_factory.mktemp("demo") / "demo.db"
    assert CliRunner().invoke(main, ["demo", "--no-serve", "--db", str(db)]).exit_code == 0
    return db


@pytest.fixture
def db(read_once: Path, tmp_path: Path) -> Path:
    """A demo store of one's own, as of the second time: the samples need not be read again."""
    return Path(shutil.copy(read_once, tmp_path / "demo.db"))


def listens(url: str) -> bool:
    """Whether anybody answers there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(url).port or 0)) == 0


def test_demo_in_a_terminal(db: Path) -> None:
    """The answer, then the address; a person asks there in the browser's way; Ctrl-C stops both within ten seconds."""
    with terminal(db.parent, "--db", db) as screen:
        url = screen.until(ADDRESS.pattern)
        assert "33,11%" in screen.shown
        with Person(url) as lan, Person(url, "Hùng") as hung:
            lan.start()
            lan.wait(timeout=PATIENCE)
            lan.send("fdi 6 thang dat bao nhieu %")
            hung.send("doanh thu cả năm 2023")
            assert lan.wait(says("33,11%"), PATIENCE)["text"]
            assert hung.wait(says("2023"), PATIENCE)["text"]
        screen.until("Ctrl-C để dừng")
        screen.type("\x03")
        screen.until("Đã dừng")
        assert screen.ended() == 0
        assert not listens(url)


def test_demo_again_on_the_same_store(db: Path) -> None:
    """The second day: the messages of the first are not edited, the answer is a new one."""
    for _ in range(2):
        with terminal(db.parent, "--db", db) as screen:
            with Person(screen.until(ADDRESS.pattern)) as lan:
                lan.send("fdi 6 thang dat bao nhieu %")
                assert lan.wait(says("33,11%"), PATIENCE, edited=False)["message_id"] == 2
            screen.process.send_signal(signal.SIGTERM)
            screen.until("Đã dừng")
            assert screen.ended() == 0


def test_demo_in_the_terminal_itself(db: Path) -> None:
    """`--terminal` opens the chat where one types."""
    with terminal(db.parent, "--terminal", "--db", db) as screen:
        screen.until("Bạn: ")
        screen.type("còn DDI?\n")
        screen.until("14[.]578")
        screen.until("Bạn: $")
        screen.type("/thoat\n")
        screen.until("Tạm biệt")
        assert screen.ended() == 0
    assert not ADDRESS.search(screen.shown)


@pytest.mark.parametrize("arguments", [(), ("--no-serve",), ("--terminal",)])
def test_demo_without_a_terminal_ends_after_the_answer(db: Path, arguments: tuple[str, ...]) -> None:
    """In a pipe nothing is waited for."""
    command = [*COMMAND, *arguments, "--db", str(db)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment(), stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    assert "33,11%" in done.stdout
    assert not ADDRESS.search(done.stdout)


def test_demo_serves_a_pipe_when_asked_to(db: Path) -> None:
    """`--serve` for a container or another program: the address stands on a line of stdout."""
    command = [*COMMAND, "--serve", "--db", str(db)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment()) as process:
        assert process.stdout is not None
        try:
            url = next(found[0] for line in process.stdout if (found := ADDRESS.search(line)))
            assert listens(url)
            process.send_signal(signal.SIGINT)
            assert "Đã dừng" in process.stdout.read()
            assert process.wait(10) == 0
        finally:
            process.kill()


def test_a_port_asked_for_and_taken_is_told(db: Path) -> None:
    """Another one is not taken silently."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        command = [*COMMAND, "--serve", "--port", str(other.getsockname()[1]), "--db", str(db)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment())
    assert (done.returncode, "--port" in done.stderr) == (1, True)


def test_everybody_in_the_demo_is_what_stands_beside_their_name(db: Path) -> None:
    """A unit added on the page reports; a stranger asks; the notice waits till the administrator starts, unlogged."""
    with terminal(db.parent, "--db", db) as screen:
        url = screen.until(ADDRESS.pattern)
        for name, part in (("Bùi Hà", "đơn vị"), ("Ngô Sơn", "Kế toán")):
            added = httpx.post(f"{url}api/people", json={"first_name": name, "role": part}, trust_env=False)
            added.raise_for_status()
        with Person(url, "Bùi Hà") as unit, Person(url, "Ngô Sơn") as other, Person(url, "Vũ Mai") as stranger:
            unit.send("/baocao")
            assert "quyền" not in unit.wait(timeout=PATIENCE)["text"]
            other.send("/baocao")
            assert other.wait(says("quyền"), PATIENCE)
            stranger.send("fdi 6 thang")
            assert stranger.wait(says("/xinquyen"), PATIENCE)
            stranger.send("/xinquyen")
            assert stranger.wait(says("mã"), PATIENCE)
        with Person(url, "Phạm Thảo") as boss:
            boss.start()
            assert boss.wait(says("Vũ Mai"), PATIENCE)
        assert "not found" not in screen.shown
        screen.type("\x03")
        assert screen.ended() == 0
