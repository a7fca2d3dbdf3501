"""`planbot doctor`: each fault is found, told in Vietnamese and comes with a remedy; the network is a real one."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from bot.cli import main
from bot.console import DEBUG
from bot.operating import machine, reaching
from bot.operating.finding import Finding
from bot.sandbox import Sandbox
from bot.settings import Settings, load_settings
from index import Person, Store

TOKEN = "7000000001:AAHk-fZ3q_x9-invented-token-00000000"


def settings(**values: object) -> Settings:
    """Settings of an empty environment with these values."""
    return load_settings({}, env_file=None).model_copy(update=values)


def levels(findings: list[Finding]) -> dict[str, str]:
    """Levels by name; whatever is not well has a remedy."""
    assert all(f.remedy or f.level == "ok" for f in findings)
    return {f.name: f.level for f in findings}


def test_a_good_store_is_well(tmp_path: Path, small_report: Path) -> None:
    """What was read is counted, nothing is changed."""
    db = tmp_path / "kho.db"
    assert CliRunner().invoke(main, ["ingest", str(small_report), "--db", str(db)]).exit_code == 0
    found = machine.check_store(db)
    assert (found.level, "1 văn bản" in found.said) == ("ok", True)


def test_faults_of_a_store(tmp_path: Path) -> None:
    """Missing, empty, damaged: three different findings."""
    db = tmp_path / "kho.db"
    assert machine.check_store(db).level == "warn"
    Store.open(db).close()
    assert machine.check_store(db).level == "warn"
    db.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    found = machine.check_store(db)
    assert (found.level, "restore-backup" in found.remedy) == ("fail", True)


def test_a_folder_that_is_no_folder(tmp_path: Path) -> None:
    """A place that cannot be written to is essential."""
    (tmp_path / "tệp").write_text("")
    found = machine._writable(tmp_path / "tệp")
    assert (found.level, bool(found.remedy)) == ("fail", True)
    assert levels(machine.check_folder(tmp_path / "chưa" / "có" / "kho.db"))["Quyền ghi"] == "ok"


@pytest.mark.parametrize(("free", "level"), [(5_000_000_000, "ok"), (500_000_000, "warn"), (5_000_000, "fail")])
def test_room_on_the_disk(tmp_path: Path, free: int, level: str) -> None:
    """A little room is told, too little is essential."""
    assert machine._room(free, tmp_path).level == level


def test_zone_and_words() -> None:
    """This machine knows the office's zone and segments Vietnamese; a zone that is none is found."""
    assert machine.check_zone().level == "ok"
    assert machine.check_zone("Asia/Khong_Co").level == "fail"
    assert machine.check_words().level == "ok"


def test_fonts_and_scans_are_no_hindrance() -> None:
    """Whatever this machine has of them, they do not fail it."""
    assert not machine.check_fonts().essential
    assert not machine.check_ocr().essential


def test_programs_that_are_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where there is no tesseract it is told as a choice."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.check_ocr().level == "note"
    assert machine.check_fonts().level in ("ok", "warn")


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("", {"Mã bot": "warn"}),
        ("12345", {"Mã bot": "fail"}),
        (TOKEN + " ", {"Mã bot": "fail"}),
        (TOKEN, {"Mã bot": "ok"}),
    ],
)
def test_forms_of_a_token(token: str, expected: dict[str, str]) -> None:
    """Missing, mistyped, right."""
    assert levels(reaching.check_token(settings(token=SecretStr(token)))) == expected


def test_nobody_may_ask_only_when_nobody_may(tmp_path: Path) -> None:
    """Those admitted count as well as those listed; everybody is for trying only; a broken store is told elsewhere."""
    db = tmp_path / "kho.db"
    assert machine.check_people(db, ()).level == "warn"
    with Store.open(db) as store:
        assert machine.check_people(db, ()).level == "warn"
        store.people.put(Person(person="telegram:5", role="admin"))
    assert (machine.check_people(db, ()).level, machine.check_people(tmp_path / "x.db", ("7",)).level) == ("ok", "ok")
    assert "1 người đã được cấp quyền, 2 người trong" in machine.check_people(db, ("7", "8")).said
    assert machine.check_people(db, ("*",)).level == "note"
    (tmp_path / "hong.db").write_text("không phải kho")
    assert machine.check_people(tmp_path / "hong.db", ()).level == "warn"


def test_the_variable_for_tracebacks_is_no_mistyped_setting() -> None:
    """It is told of in error messages, so it must not be complained of."""
    assert machine.check_names({DEBUG: "1"}).level == "ok"
    assert machine.check_names({DEBUG + "S": "1"}).level == "warn"


def test_telegram_is_reached(tmp_path: Path) -> None:
    """The bot's name comes from getMe, the clock is compared with the server's."""
    with Sandbox(token=TOKEN) as sandbox:
        chosen = settings(token=SecretStr(TOKEN), api_base_url=sandbox.base_url)
        found = reaching.check_telegram(chosen)
        slow = reaching.check_telegram(chosen, clock=lambda: time.time() - 3600)
        wrong = reaching.check_telegram(chosen.model_copy(update={"token": SecretStr(TOKEN[:-1] + "x")}))
    assert levels(found) == {"Telegram": "ok", "Đồng hồ": "ok"}
    assert "@planbot" in found[0].said
    assert levels(slow)["Đồng hồ"] == "warn"
    assert "chậm 3" in next(f.said for f in slow if f.name == "Đồng hồ")
    assert (wrong[0].level, "@BotFather" in wrong[0].remedy) == ("fail", True)


def test_telegram_is_not_reached() -> None:
    """A closed port, a silent server: both name the ways round a block; without a token it is no fault."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent_url = f"http://127.0.0.1:{silent.getsockname()[1]}/bot"
        found = reaching.check_telegram(settings(token=SecretStr(TOKEN), api_base_url=silent_url), patience=0.05)
    assert (found[0].level, "hết thời gian chờ" in found[0].said) == ("fail", True)
    closed = reaching.check_telegram(settings(token=SecretStr(TOKEN), api_base_url=silent_url))
    assert (closed[0].level, "không kết nối được" in closed[0].said) == ("fail", True)
    assert "PLANBOT_PROXY" in closed[0].remedy
    assert "PLANBOT_API_BASE_URL" in closed[0].remedy
    assert reaching.check_telegram(settings(api_base_url=silent_url))[0].level == "warn"


def test_a_page_that_is_no_bot_api() -> None:
    """A provider's block page is not taken for Telegram."""
    with Sandbox(token=TOKEN) as sandbox:
        chosen = settings(token=SecretStr(TOKEN), api_base_url=f"{sandbox.url}api/bot")
        found = reaching.check_telegram(chosen)
    assert found[0].level == "fail"


@pytest.mark.parametrize("proxy", ["proxy:3128", "http://[", "ftp://127.0.0.1:1"])
def test_a_proxy_that_is_none(proxy: str) -> None:
    """A mistyped proxy is told, not a traceback."""
    found = reaching.check_telegram(settings(token=SecretStr(TOKEN), proxy=SecretStr(proxy)))
    assert (found[0].level, "PLANBOT_PROXY" in found[0].remedy) == ("fail", True)


def test_command_for_programs(tmp_path: Path) -> None:
    """`--json` is one object; a machine without faults ends with 0, a fault ends with 1, the token is never shown."""
    arguments = ["doctor", "--offline", "--json", "--db", str(tmp_path / "kho.db")]
    good = CliRunner().invoke(main, arguments, env={"PLANBOT_TOKEN": TOKEN})
    assert (good.exit_code, json.loads(good.stdout)["ok"]) == (0, True), good.stdout
    assert TOKEN not in good.stdout
    bad = CliRunner().invoke(main, arguments, env={"PLANBOT_TOKEN": "sai", "PLANBOT_TOKN": "x"})
    report = json.loads(bad.stdout)
    assert (bad.exit_code, report["ok"]) == (1, False)
    assert any("PLANBOT_TOKN" in f["said"] for f in report["findings"])


def test_a_setting_out_of_range_is_the_first_finding() -> None:
    """What cannot be read is named, and nothing is guessed after it."""
    result = CliRunner().invoke(main, ["doctor", "--offline"], env={"PLANBOT_HEALTH_PORT": "nhiều"})
    assert result.exit_code == 1
    assert "PLANBOT_HEALTH_PORT" in result.stdout
    assert "Sửa giá trị" in result.stdout


def test_libreoffice_is_optional(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where there is no LibreOffice it is told as a choice, with the command that installs it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    found = machine.check_office()
    assert found.level == "note"
    assert "apt install libreoffice" in found.remedy
