"""`planbot run` and `planbot dead-letters` as processes and commands; kill -9 a few times."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.bench import kill
from bot.cli import main
from bot.sandbox import Person, Sandbox, says
from index import Store
from tests.desk_sample import fill

QUESTION = "kim ngạch xuất khẩu 6 tháng thế nào"


def run(*arguments: object, **environ: str) -> Result:
    """A command in this process, with these settings."""
    clean = {name: "" for name in os.environ if name.startswith("PLANBOT_")}
    return CliRunner().invoke(main, [str(a) for a in arguments], env={**clean, **environ})


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "Chưa có PLANBOT_TOKEN"),
        ({"PLANBOT_TOKEN": "chua-phai-ma"}, "không đúng dạng"),
        ({"PLANBOT_TOKEN": "1:" + "a" * 35, "PLANBOT_MODE": "webhook"}, "PLANBOT_WEBHOOK_SECRET"),
        ({"PLANBOT_TOKEN": "1:" + "a" * 35, "PLANBOT_MODE": "carrier-pigeon"}, "PLANBOT_MODE"),
        ({"PLANBOT_TOKEN": "1:" + "a" * 35, "PLANBOT_WEBHOOK_PORT": "99999"}, "PLANBOT_WEBHOOK_PORT"),
    ],
)
def test_wrong_settings_are_told(tmp_path: Path, environ: dict[str, str], said: str) -> None:
    """One sentence names the setting; the token itself is never shown."""
    result = run("run", "--db", tmp_path / "kho.db", **environ)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "aaaa" not in result.stderr


def started(db: Path, sandbox: Sandbox) -> subprocess.Popen[str]:
    """`planbot run` in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PLANBOT_")}
    settings = {
        "PLANBOT_TOKEN": sandbox.token,
        "PLANBOT_API_BASE_URL": sandbox.base_url,
        "PLANBOT_ALLOWED_USERS": "*",
        "PLANBOT_DB": str(db),
    }
    command = [sys.executable, "-m", "bot", "run"]
    return subprocess.Popen(command, env={**clean, **settings}, stderr=subprocess.PIPE, text=True)


def test_the_process_serves_and_stops_when_told(tmp_path: Path) -> None:
    """It answers, bars a second process, ends at SIGTERM within ten seconds; its log holds neither token nor text."""
    db = tmp_path / "kho.db"
    with Store.open(db) as store:
        fill(store, tmp_path / "van-ban")
    with Sandbox() as sandbox, Person(sandbox.url) as person:
        process = started(db, sandbox)
        try:
            person.send(QUESTION)
            person.wait(says("450 triệu USD"), 60)
            _, told = started(db, sandbox).communicate(timeout=60)
            assert "đang chạy với kho dữ liệu này" in told
            process.send_signal(signal.SIGTERM)
            _, log = process.communicate(timeout=10)
        finally:
            process.kill()
    assert process.returncode == 0
    assert sandbox.token not in log + told
    assert sandbox.token.partition(":")[2] not in log + told
    assert "xuất khẩu" not in log


def test_a_token_telegram_does_not_know_ends_the_process(tmp_path: Path) -> None:
    """A sentence and exit code 1, so that a supervisor sees it."""
    with Sandbox() as sandbox:
        other = Sandbox(token="1:" + "b" * 35)
        other.host, other.port = sandbox.host, sandbox.port
        process = started(tmp_path / "kho.db", other)
        _, log = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Telegram không nhận mã của bot" in log
    assert "bbbb" not in log


def test_dead_letters_are_shown_without_content_and_retried(tmp_path: Path) -> None:
    """Both kinds are listed; a retried one waits again; a wrong name is told."""
    db = tmp_path / "kho.db"
    with Store.open(db) as store:
        inbox, outbox = store.inbox("telegram:1"), store.outbox("telegram:1")
        inbox.take(41, '{"text": "chuyện riêng"}')
        inbox.bury(41, "ValueError at x.py:1")
        parcel = outbox.post("5", "message", {"text": "chuyện riêng"})
        outbox.fail(parcel, "Chat not found")
    shown = run("dead-letters", "--db", db)
    assert "nhan-41" in shown.stdout
    assert "ValueError at x.py:1" in shown.stdout
    assert f"gui-{parcel}" in shown.stdout
    rows = [json.loads(line) for line in run("dead-letters", "--json", "--db", db).stdout.splitlines()]
    assert [row["id"] for row in rows] == ["nhan-41", f"gui-{parcel}"]
    assert "chuyện riêng" not in shown.stdout + json.dumps(rows, ensure_ascii=False)
    assert run("dead-letters", "--retry", "nhan-41", "--retry", f"gui-{parcel}", "--db", db).exit_code == 0
    assert "Không có tin nào bị bỏ lại" in run("dead-letters", "--db", db).stdout
    for wrong in ("nhan-41", "nhan-x", "la-1", ""):
        assert run("dead-letters", "--retry", wrong, "--db", db).exit_code == 1
    with Store.open(db) as store:
        assert [letter.id for letter in store.inbox("telegram:1").waiting()] == [41]
        assert store.outbox("telegram:1").waiting() == [(parcel, "5")]


def test_a_second_bot_s_letters_are_told_apart(tmp_path: Path) -> None:
    """Messages of two channels with one number: each has its own name, the bare number is refused in a sentence."""
    db = tmp_path / "kho.db"
    with Store.open(db) as store:
        for bot in ("1", "2"):
            store.inbox(f"telegram:{bot}").take(41, "{}")
            store.inbox(f"telegram:{bot}").bury(41, "ValueError")
    rows = [json.loads(line) for line in run("dead-letters", "--json", "--db", db).stdout.splitlines()]
    assert [(row["id"], row["channel"]) for row in rows] == [("nhan-41@1", "telegram:1"), ("nhan-41@2", "telegram:2")]
    assert "nhan-41@1, nhan-41@2" in run("dead-letters", "--retry", "nhan-41", "--db", db).stderr
    assert run("dead-letters", "--retry", "nhan-41@2", "--db", db).exit_code == 0
    with Store.open(db) as store:
        assert [store.inbox(f"telegram:{bot}").waiting() != [] for bot in ("1", "2")] == [False, True]


@pytest.mark.parametrize("mode", ["polling", "webhook"])
def test_kill_9_under_load(mode: str, caplog: pytest.LogCaptureFixture) -> None:
    """Each message's effect exactly once and in order, each reply at least once and never for a lost effect."""
    with caplog.at_level(logging.CRITICAL, "uvicorn"):
        report = kill.run(mode, kills=5)
    assert report.faults == ()
    assert report.effects == report.messages > 0
