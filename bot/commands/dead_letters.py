"""`planbot dead-letters`: messages and files that could not be served, and replies that could not be delivered."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.console import Failure, PlanbotCommand, console, db_option, opened_store

if TYPE_CHECKING:
    from index import Store

IN, OUT, FILE = "nhan", "gui", "tep"


@click.command(
    "dead-letters",
    cls=PlanbotCommand,
    short_help="Xem và thử lại các tin bị bỏ lại.",
    help="Liệt kê tin nhận không xử lý được (nhan-…), tin gửi không đi được (gui-…) và tệp gửi đến không đọc được "
    "(tep-…); không hiện nội dung.",
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
    """What was given up, without its content; two channels' messages of one number are told apart in their names."""
    dead = [(channel, letter) for channel in store.channels() for letter in store.inbox(channel).dead()]
    times = Counter(letter.id for _, letter in dead)
    rows: list[dict[str, Any]] = []
    for channel, letter in dead:
        name = f"{IN}-{letter.id}" if times[letter.id] == 1 else f"{IN}-{letter.id}@{_bot(channel)}"
        rows.append(_row(name, _time(letter.received_at), letter.attempts, letter.error, channel))
    for channel in store.channels():
        for parcel in store.outbox(channel).failed():
            rows.append(_row(f"{OUT}-{parcel.id}", _time(parcel.created_at), parcel.attempts, parcel.error, channel))
    for file in store.arrivals.failed():
        at = _time(datetime.fromisoformat(file.arrived_at).timestamp())
        rows.append(_row(f"{FILE}-{file.id}", at, file.attempts, file.error, ""))
    return rows


def _row(name: str, at: str, attempts: int, error: str, channel: str) -> dict[str, Any]:
    return {"id": name, "at": at, "attempts": attempts, "error": error, "channel": channel}


def _bot(channel: str) -> str:
    return channel.rpartition(":")[2]


def revive(store: Store, name: str) -> bool:
    """Let a letter be tried again; False when there is none of this name.

    Raises:
        Failure: messages of several channels have this number, and the name does not say which.
    """
    kind, _, number = name.partition("-")
    number, _, bot = number.partition("@")
    if kind not in (IN, OUT, FILE) or not number.isascii() or not number.isdigit():
        return False
    if kind == FILE:
        return store.arrivals.revive(int(number))
    channels = [c for c in store.channels() if not bot or _bot(c) == bot]
    if kind == OUT:
        return any(store.outbox(c).revive(int(number)) for c in channels)
    found = [c for c in channels if any(letter.id == int(number) for letter in store.inbox(c).dead())]
    if len(found) > 1:
        names = ", ".join(f"{kind}-{number}@{_bot(c)}" for c in found)
        raise Failure(f"Có {len(found)} tin mang mã {name}, mỗi kênh một tin: ghi rõ một trong {names}.")
    return bool(found) and store.inbox(found[0]).revive(int(number))


def _show(rows: list[dict[str, Any]]) -> None:
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("Mã", "Kênh", "Lúc", "Số lần thử", "Lý do"):
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(row["id"], row["channel"], row["at"], str(row["attempts"]), row["error"])
    console().print(table)


def _time(seconds: float) -> str:
    from handlers.clock import HOME_ZONE

    return datetime.fromtimestamp(seconds).astimezone(HOME_ZONE).isoformat(sep=" ", timespec="seconds")
