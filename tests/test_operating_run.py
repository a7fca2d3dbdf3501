"""`planbot run` as a service: a process of its own, asked, watched, backed up and stopped from outside."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.sandbox import Person, Sandbox, says
from tests.telegram_bot import free_port

WORDS = "lương của ông Bảy Núi là bao nhiêu"
PATIENCE = 60.0


class Service:
    """A running `planbot run`; its log is complete once it has ended."""

    def __init__(self, db: Path, sandbox: Sandbox) -> None:
        self.db, self.port = db, free_port()
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("PLANBOT_")},
            "PLANBOT_DB": str(db),
            "PLANBOT_TOKEN": sandbox.token,
            "PLANBOT_API_BASE_URL": sandbox.base_url,
            "PLANBOT_ALLOWED_USERS": "*",
            "PLANBOT_HEALTH_PORT": str(self.port),
            "PLANBOT_LOG_LEVEL": "debug",
        }
        self.log = db.with_name("log.jsonl")
        with self.log.open("wb") as stderr:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], env=self.environment, stderr=stderr, cwd=db.parent
            )

    def page(self, path: str) -> httpx.Response:
        """A health page."""
        with httpx.Client(trust_env=False) as client:
            return client.get(f"http://127.0.0.1:{self.port}{path}")

    def planbot(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Another command beside it."""
        command = [sys.executable, "-m", "bot", *map(str, arguments)]
        return subprocess.run(command, env=self.environment, capture_output=True, encoding="utf-8", cwd=self.db.parent)

    def stop(self) -> int:
        """SIGTERM; the exit code. Raises when it takes longer than ten seconds."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)

    def lines(self) -> list[dict[str, Any]]:
        """The log, each line of which must be JSON."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A local Telegram."""
    with Sandbox() as running:
        yield running


@pytest.fixture
def service(tmp_path: Path, small_report: Path, sandbox: Sandbox) -> Iterator[Service]:
    """The assistant with one report."""
    db = tmp_path / "kho.db"
    subprocess.run([sys.executable, "-m", "bot", "ingest", small_report, "--db", db], check=True, capture_output=True)
    running = Service(db, sandbox)
    yield running
    running.process.kill()
    running.process.wait()


def test_a_day_in_the_life(service: Service, sandbox: Sandbox) -> None:
    """Asked, watched, backed up, not restored over, stopped by SIGTERM; the log says so without anybody's words."""
    with Person(sandbox.url) as lan:
        lan.send("fdi 6 thang dat bao nhieu %")
        reply = lan.wait(says("60%"), PATIENCE)
        lan.send(WORDS)
        lan.wait(timeout=PATIENCE)
        lan.press(reply, "Xem đoạn gốc")

    report = service.page("/healthz").json()
    assert (report["status"], report["documents"], report["dead_letters"]) == ("ok", 1, 0)
    assert report["last_update_seconds"] < PATIENCE
    figures = service.page("/metrics").text
    assert 'planbot_answers_total{status="answered"} 1.0' in figures
    assert re.search(r'planbot_sends_total\{result="ok"\} [1-9]', figures)
    assert re.search(r'planbot_updates_received_total\{kind="message"\} 2\.0', figures)

    copy = service.db.with_name("sao-luu.db")
    assert service.planbot("backup", copy).returncode == 0
    refused = service.planbot("restore-backup", copy)
    assert (refused.returncode, "Trợ lý đang chạy" in refused.stderr) == (1, True)
    doctor = json.loads(service.planbot("doctor", "--json").stdout)
    assert [f["said"] for f in doctor["findings"] if f["level"] == "fail"] == []

    assert service.stop() == 0
    assert service.planbot("restore-backup", copy).returncode == 0
    lines = service.lines()
    assert any(line["event"].startswith("serving telegram:") for line in lines)
    text = service.log.read_text(encoding="utf-8")
    assert sandbox.token.partition(":")[2] not in text
    assert not any(word in text for word in (WORDS, "Bảy Núi", "bao nhieu", "60%"))


def test_a_second_one_is_refused(service: Service, sandbox: Sandbox) -> None:
    """In one sentence: by the port first, and without pages by the lock."""
    with Person(sandbox.url) as lan:
        lan.start()
        lan.wait(timeout=PATIENCE)
    second = service.planbot("run")
    assert (second.returncode, "PLANBOT_HEALTH_PORT" in second.stderr) == (1, True)
    service.environment["PLANBOT_HEALTH_PORT"] = ""
    third = service.planbot("run")
    assert (third.returncode, "Trợ lý đang chạy" in third.stderr) == (1, True)
    assert service.stop() == 0
