"""What the documents for administrators say is true: commands, settings, figures, the unit file, the image."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot.cli import main
from bot.console import DEBUG
from bot.operating.health import health
from bot.operating.metrics import Metrics
from bot.settings import PREFIX, Settings
from index import StoreState

REPOSITORY = Path(__file__).resolve().parent.parent
DOCS = REPOSITORY / "docs"
GUIDE = (DOCS / "van-hanh.md").read_text(encoding="utf-8")
UNIT = DOCS / "planbot.service"
DOCKERFILE = (DOCS / "Dockerfile").read_text(encoding="utf-8")
STATE = StoreState(1, 2, 3, 4, 5, 6, 0.0, 0.0)


def test_the_guide_names_every_setting_and_no_other() -> None:
    """A setting that is added must be explained; one that is gone must not be."""
    known = {DEBUG, *(PREFIX + name.upper() for name in Settings.model_fields)}
    assert set(re.findall(r"\bPLANBOT_[A-Z_]*[A-Z]", GUIDE)) == known


def test_the_guide_uses_commands_that_exist() -> None:
    """With options they have."""
    used = re.findall(r"\bplanbot ((?:[a-z]+-)*[a-z]+)((?: --[a-z-]+)*)", "\n".join(re.findall(r"`([^`\n]+)`", GUIDE)))
    used += re.findall(r"bin/planbot ((?:[a-z]+-)*[a-z]+)((?: --[a-z-]+)*)", GUIDE)
    assert {name for name, _ in used} >= {"backup", "restore-backup", "doctor", "ingest", "dead-letters"}
    for name, options in used:
        having = {o for p in main.commands[name].params if isinstance(p, click.Option) for o in p.opts}
        assert set(options.split()) <= having


def test_the_guide_names_every_figure() -> None:
    """All of /metrics and the counts of /healthz."""
    metrics = Metrics(lambda: STATE)
    metrics.received("message")
    metrics.answered("answered", 0.1)
    metrics.sent("ok")
    names = {n.removesuffix("_created") for n in re.findall(r"^# TYPE (\S+)", metrics.page(), re.MULTILINE)}
    told = set(re.findall(r"`(planbot_[a-z_]+)", GUIDE))
    assert {n.removesuffix("_total") for n in names} <= {n.removesuffix("_total") for n in told}
    assert {n for n in told if not n.endswith("_total")} <= names
    _, report = health(lambda: STATE, 0.0)
    counts = {name for name in report if name not in {"status", "reasons", "version", "database", "documents"}}
    assert all(f"`{name}`" in GUIDE for name in counts)


def test_links_lead_somewhere() -> None:
    """Files of the checkout that the guide names."""
    assert all((DOCS / link).exists() for link in re.findall(r"\]\(([^)#]+)\)", GUIDE) if "://" not in link)
    assert all((REPOSITORY / name).exists() for name in re.findall(r"/opt/planbot/(docs/\S+)", GUIDE))


def unit() -> configparser.ConfigParser:
    """The unit file."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNIT, encoding="utf-8")
    return parser


def test_the_unit_runs_what_the_guide_installs() -> None:
    """The same program, folder and account; time enough for a clean stop."""
    service = unit()["Service"]
    assert service["ExecStart"] == "/opt/planbot/.venv/bin/planbot run"
    assert "git clone ĐỊA_CHỈ_KHO_MÃ /opt/planbot" in GUIDE
    assert f"{service['WorkingDirectory']}/.env" in GUIDE
    assert f"PLANBOT_DB=/var/lib/{service['StateDirectory']}/" in GUIDE
    assert f"useradd --system --home-dir {service['WorkingDirectory']} {service['User']}" in GUIDE
    assert int(service["TimeoutStopSec"]) > 10
    assert service["Restart"] == "on-failure"


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    """Without a word; the program is replaced by one that exists here."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze on this machine")
    copy = tmp_path / UNIT.name
    text = UNIT.read_text(encoding="utf-8")
    copy.write_text(re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={sys.executable}", text), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True)
    ours = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert not ours, done.stderr


def instructions() -> list[tuple[str, str]]:
    """Dockerfile instructions with their arguments, continued lines joined."""
    lines = [line for line in DOCKERFILE.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


def test_the_image_holds_the_whole_program() -> None:
    """What is copied exists, passes the ignore file, and is all that the package is made of."""
    copied = {name for word, rest in instructions() if word == "COPY" for name in rest.split()[:-1]}
    assert all((REPOSITORY / name).exists() for name in copied)
    rooms = {p.parent.name for p in REPOSITORY.glob("*/__init__.py") if p.parent.name != "tests"}
    assert rooms <= copied
    assert {"pyproject.toml", "README.md", "LICENSE", "constraints.txt"} <= copied
    let_in = (DOCS / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {line[1:] for line in let_in if line.startswith("!")} == copied


def test_the_image_is_set_up_as_the_guide_says() -> None:
    """Settings that exist, an account of its own, the health page of the port it opens, a stop that is clean."""
    words = dict(instructions())
    named = set(re.findall(r"PLANBOT_\w+", words["ENV"]))
    assert named <= {PREFIX + name.upper() for name in Settings.model_fields}
    port = words["EXPOSE"].strip()
    assert f"PLANBOT_HEALTH_PORT={port}" in words["ENV"]
    assert f":{port}/healthz" in words["HEALTHCHECK"]
    assert words["USER"] != "root"
    assert words["STOPSIGNAL"] == "SIGTERM"
    assert (words["ENTRYPOINT"], words["CMD"]) == ('["planbot"]', '["run"]')
    assert set(re.findall(r"docker [br]u\w+ .*", DOCKERFILE)) <= set(re.findall(r"docker [br]u\w+ .*", GUIDE))
