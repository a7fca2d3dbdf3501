"""Settings of the running thing: `PLANBOT_*` variables and a `.env` file, read once, passed on as a value."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

PREFIX = "PLANBOT_"


def data_folder(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Where this user's data live when nothing else is said.

    >>> data_folder({"XDG_DATA_HOME": "/srv/data"}, "linux").as_posix()
    '/srv/data/planbot'
    >>> data_folder({"HOME": "/home/lan"}, "linux").as_posix()
    '/home/lan/.local/share/planbot'
    """
    home = Path(environ.get("HOME") or environ.get("USERPROFILE") or Path.home())
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "planbot"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "planbot"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "planbot"


class Settings(BaseSettings):
    """What the office can set. Unknown `PLANBOT_*` names in `.env` are ignored.

    `db`: the SQLite file. `catalog`: further catalogue files (TOML), separated like PATH.
    `office`: a file (TOML) that says whose papers are written, by the names of `handlers.papers.office.Office`.
    `token`: the Telegram bot's.
    `allowed_users`: Telegram ids, separated by commas, of those who may ask; "*" is everyone, empty nobody.
    `api_base_url`: the Bot API's address when it is not Telegram's own, such as "http://127.0.0.1:8081/bot".
    `remind_hour`: when reminders go out; `report_day`: by which day of the month reports are due, `year_report_day` in
    December. `health_port`: where /healthz and /metrics are served, 0 nowhere.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore")

    db: Path = Path("planbot.db")
    office: Path | None = None
    catalog: Annotated[tuple[Path, ...], NoDecode] = Field(default=())
    token: SecretStr = SecretStr("")
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: str = "127.0.0.1"
    webhook_port: int = Field(default=8443, ge=1, le=65535)
    api_base_url: str = ""
    proxy: SecretStr = SecretStr("")
    allowed_users: Annotated[tuple[str, ...], NoDecode] = Field(default=())
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    health_host: str = "127.0.0.1"
    health_port: int = Field(default=0, ge=0, le=65535)
    remind_hour: int = Field(default=8, ge=0, le=23)
    report_day: int = Field(default=20, ge=1, le=28)
    year_report_day: int = Field(default=15, ge=1, le=28)

    @field_validator("catalog", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(p for p in value.split(os.pathsep) if p) if isinstance(value, str) else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _small(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("allowed_users", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment comes as an argument of `load_settings`, not from the process behind its back."""
        return init_settings, dotenv_settings


def load_settings(environ: Mapping[str, str] | None = None, env_file: Path | None = Path(".env")) -> Settings:
    """The settings of an environment (the process's own when none is given); variables win over the `.env` file.

    >>> load_settings({"PLANBOT_DB": "/srv/planbot.db"}, env_file=None).db.as_posix()
    '/srv/planbot.db'
    >>> load_settings({"HOME": "/home/lan"}, env_file=None).catalog
    ()
    """
    given = os.environ if environ is None else environ
    named = {name: given[PREFIX + name.upper()] for name in Settings.model_fields if given.get(PREFIX + name.upper())}
    settings = Settings(_env_file=env_file, **named)  # type: ignore[arg-type]
    if "db" in settings.model_fields_set:
        return settings
    return settings.model_copy(update={"db": data_folder(given) / "planbot.db"})
