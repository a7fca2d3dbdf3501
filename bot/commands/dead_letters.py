"""`planbot dead-letters`: messages that could not be served and replies that could not be delivered."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.console import Failure, PlanbotCommand, console, db_option, opened_store

if TYPE_CHECKING:
    from index import Store

IN, OUT = "nhan", "gui"


@click.command(
    "dead-letters",
    cls=PlanbotCommand,
    short_help="Xem và thử lại các tin bị bỏ lại.",
    help="Liệt kê tin nhận không xử lý được (nhan-…) và tin gửi không đi được (gui-…); không hiện nội dung.",
)
@click.option("--retry", "retried", metavar="MÃ", multiple=True, help="Thử lại tin có mã này; dùng được nhiều lần.")
@click.option("--json", "as_json", is_flag=True, help="In mỗi tin một dòng JSON.")
@db_option
def dead_letters(retried: tuple[str, ...], as_json: bool, db: Path | None) -> None:
    """List, or retry; a running assistant takes a retried one within ten seconds."""
    with opened_store(db, must_exist=True) as store:
        if retried:
            for name in retried:
                if not revive(store, name):
                    raise Failure(f"Không có tin bị bỏ lại nào mang mã {name}: xem mã bằng planbot dead-letters.")
            console().print(f"Sẽ thử lại {len(retried)} tin khi trợ lý chạy.")
            return
        rows = letters(store)
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif not rows:
        console().print("Không có tin nào bị bỏ lại.")
    else:
        _show(rows)


def letters(store: Store) -> list[dict[str, Any]]:
    """What was given up, without its content."""
    rows: list[dict[str, Any]] = []
    for channel in store.channels():
        for letter in store.inbox(channel).dead():
            rows.append(
                {"id": f"{IN}-{letter.id}", "at": _time(letter.received_at), "attempts": letter.attempts}
                | {"error": letter.error, "channel": channel}
            )
        for parcel in store.outbox(channel).failed():
            rows.append(
                {"id": f"{OUT}-{parcel.id}", "at": _time(parcel.created_at), "attempts": parcel.attempts}
                | {"error": parcel.error, "channel": channel}
            )
    return rows


def revive(store: Store, name: str) -> bool:
    """Let a letter be tried again; False when there is none of this name."""
    kind, _, number = name.partition("-")
    if kind not in (IN, OUT) or not number.isdigit():
        return False
    boxes = [store.inbox(c) if kind == IN else store.outbox(c) for c in store.channels()]
    return any(box.revive(int(number)) for box in boxes)


def _show(rows: list[dict[str, Any]]) -> None:
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("Mã", "Lúc", "Số lần thử", "Lý do"):
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(row["id"], row["at"], str(row["attempts"]), row["error"])
    console().print(table)


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(sep=" ", timespec="seconds")
