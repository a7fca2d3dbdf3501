"""`planbot doctor`: what is wrong with this machine or its settings, and what to do about each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import Failure, PlanbotCommand, console, db_option, settings

if TYPE_CHECKING:
    from bot.operating.finding import Finding
    from bot.settings import Settings

_WORDS = {
    "ok": ("được", "green"),
    "note": ("tùy chọn", "cyan"),
    "warn": ("chú ý", "yellow"),
    "fail": ("LỖI", "bold red"),
}


@click.command(
    cls=PlanbotCommand,
    short_help="Kiểm tra máy và thiết lập, kèm cách khắc phục.",
    help="Kiểm tra máy và thiết lập; mỗi chỗ chưa ổn kèm cách khắc phục. Mã thoát 1 khi có lỗi phải sửa.",
)
@click.option("--offline", is_flag=True, help="Không thử kết nối tới Telegram.")
@click.option("--json", "as_json", is_flag=True, help="In JSON thay vì văn bản.")
@db_option
def doctor(offline: bool, as_json: bool, db: Path | None) -> int:
    """Look, tell, exit code 1 when something essential fails."""
    findings = []
    for finding in findings_of(db, offline):
        findings.append(finding)
        if not as_json:
            _show(finding)
    failed = sum(f.essential for f in findings)
    if as_json:
        click.echo(json.dumps({"ok": not failed, "findings": [f.model_dump() for f in findings]}, ensure_ascii=False))
    else:
        console().print(f"\nCó {failed} lỗi phải sửa." if failed else "\nKhông có lỗi nào phải sửa.")
    return 1 if failed else 0


def findings_of(db: Path | None, offline: bool) -> Iterator[Finding]:
    """Everything looked at, the quick and the local first."""
    from dotenv import dotenv_values

    from bot.operating import machine, reaching
    from bot.operating.finding import Finding

    yield machine.check_program()
    try:
        chosen: Settings = settings()
    except Failure as error:
        yield Finding(name="Thiết lập", level="fail", said=error.message, remedy="Sửa giá trị rồi chạy lại doctor.")
        return
    yield machine.check_names({**dotenv_values(".env"), **os.environ})
    path = db if db is not None else chosen.db
    yield machine.check_store(path)
    yield from machine.check_folder(path)
    yield machine.check_zone()
    yield machine.check_words()
    yield machine.check_fonts()
    yield machine.check_ocr()
    yield machine.check_office()
    yield from reaching.check_token(chosen)
    if chosen.token.get_secret_value():
        yield machine.check_people(path, chosen.allowed_users)
    if not offline:
        yield from reaching.check_telegram(chosen)


def _show(finding: Finding) -> None:
    from rich.text import Text

    word, style = _WORDS[finding.level]
    out = console()
    out.print(Text.assemble((f"{word:<9}", style), (f"{finding.name}: ", "bold"), finding.said))
    if finding.remedy:
        out.print(Text(f"{'':<9}→ {finding.remedy}"))
