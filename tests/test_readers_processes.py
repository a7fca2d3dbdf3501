"""Programs that read files: no secret reaches them, their answers are bounded, they end when the assistant does."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from bot.printing import print_pdf
from corpus.errors import HeavyFileError
from corpus.readers import isolated
from corpus.readers.files import read_any
from corpus.readers.processes import Stopped, stop_all
from tests.making import Printed
from tests.test_readers_hostile import fake_tesseract, scan

__all__ = ["scan"]
SECRET = "123456789:AAbi-mat-cua-bot"
PATIENCE = 60.0


def gone(pid: int) -> bool:
    """Whether a process has ended, or is about to be forgotten."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


def test_no_secret_reaches_what_parses_a_file(scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the parser nor the programs it starts see the token; where to find programs they see."""
    for name in ("PLANBOT_TOKEN", "PLANBOT_WEBHOOK_SECRET", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, SECRET)
    note = tmp_path / "seen"
    spy = f"cat /proc/$PPID/environ > {note}.parent; env > {note}; kill -SEGV $$"
    monkeypatch.setenv("PATH", f"{fake_tesseract(tmp_path, spy)}:/usr/bin:/bin")
    with pytest.raises(Exception, match="dừng giữa chừng"):
        read_any(scan)
    seen = note.read_bytes() + note.with_name("seen.parent").read_bytes()
    assert b"PATH=" in seen
    assert SECRET.encode() not in seen


def test_libreoffice_sees_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It prints papers that we made, from our own process."""
    monkeypatch.setenv("PLANBOT_TOKEN", SECRET)
    program = tmp_path / "soffice"
    program.write_text(f'#!/bin/sh\nenv > {tmp_path}/seen\nwhile [ "$1" != --outdir ]; do shift; done\n'
                       'mkdir -p "$2"; echo x > "$2/van-ban.pdf"\n')  # fmt: skip
    program.chmod(0o755)
    assert print_pdf(str(program), b"x", "docx", 20) == b"x\n"
    assert SECRET not in (tmp_path / "seen").read_text()


def test_an_answer_is_cut_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that writes too much is ended, and no more of it is held than the limit."""
    page = Printed(tmp_path / "a.pdf")
    page.lines(80, ["Một dòng chữ."] * 40)
    monkeypatch.setattr(isolated, "OUTPUT", 300)
    with pytest.raises(HeavyFileError, match="quá lớn"):
        read_any(page.save())


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="looks at processes as Linux tells of them")
def test_reading_ends_at_once_when_the_assistant_ends(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits hears that it was stopped, not that the file is bad; nothing goes on running."""
    os.mkfifo(tmp_path / "pid")
    program = fake_tesseract(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 600")
    monkeypatch.setenv("PATH", f"{program}:/usr/bin:/bin")
    heard: list[BaseException] = []

    def reads() -> None:
        try:
            read_any(scan)
        except Stopped as error:
            heard.append(error)

    reader = threading.Thread(target=reads)
    reader.start()
    pid = int((tmp_path / "pid").read_text())
    stop_all()
    reader.join(PATIENCE)
    assert [type(error) for error in heard] == [Stopped]
    for _ in range(1000):
        if gone(pid):
            return
        threading.Event().wait(0.01)
    pytest.fail("the program that tesseract stands for is still running")
