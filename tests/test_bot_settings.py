"""Settings: the environment is an argument, `.env` comes after it, defaults last."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.settings import load_settings


def test_environment_wins_over_env_file(tmp_path: Path) -> None:
    """A variable of the environment is taken before the same name in `.env`."""
    env_file = tmp_path / ".env"
    env_file.write_text("PLANBOT_DB=/srv/from-file.db\nPLANBOT_UNKNOWN=1\n", encoding="utf-8")
    assert load_settings({}, env_file=env_file).db == Path("/srv/from-file.db")
    assert load_settings({"PLANBOT_DB": "/srv/kho.db"}, env_file=env_file).db == Path("/srv/kho.db")


def test_the_process_environment_does_not_leak_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A mapping given as argument is the whole environment."""
    monkeypatch.setenv("PLANBOT_CATALOG", "/srv/leak.toml")
    assert load_settings({"HOME": str(tmp_path)}, env_file=None).catalog == ()


def test_catalogue_files_are_separated_like_a_path() -> None:
    """Several catalogue files stand in one variable."""
    settings = load_settings({"PLANBOT_CATALOG": os.pathsep.join(["a.toml", "b.toml"])}, env_file=None)
    assert settings.catalog == (Path("a.toml"), Path("b.toml"))


def test_empty_variable_is_as_none(tmp_path: Path) -> None:
    """`PLANBOT_DB=` means the default file in the user's data folder."""
    settings = load_settings({"PLANBOT_DB": "", "HOME": str(tmp_path)}, env_file=None)
    assert settings.db.name == "planbot.db"
    assert tmp_path in settings.db.parents
