"""`planbot audit`: what was done, by whom, and whether the log is whole."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.console import Failure, PlanbotCommand, PlanbotGroup, db_option, opened_store


@click.group(cls=PlanbotGroup, short_help="Nhật ký mọi thay đổi.", help="Nhật ký: ai làm gì, khi nào, trước và sau.")
def audit() -> None:
    """The group of commands."""


@audit.command(
    "verify",
    cls=PlanbotCommand,
    short_help="Kiểm tra nhật ký nguyên vẹn.",
    help="Kiểm tra nhật ký còn nguyên vẹn. Dòng in ra sau cùng là số dòng và mã niêm phong: ghi lại ở nơi khác và cho "
    "vào --head lần sau thì phát hiện được cả việc cắt bỏ phần cuối.",
)
@click.option("--head", metavar="SỐ:DẤU", help="Số dòng và mã niêm phong đã ghi lại lần trước.")
@db_option
def verify(head: str | None, db: Path | None) -> None:
    """The first broken row, or that all are whole."""
    with opened_store(db, must_exist=True) as store:
        broken = store.audit.broken()
        if broken is not None:
            raise Failure(f"Nhật ký bị sửa hoặc mất dòng từ dòng {broken}: đối chiếu với bản sao lưu.")
        if head:
            number, _, seal = head.partition(":")
            kept = store.audit.seal_of(int(number)) if number.isdigit() else None
            if kept is None or not seal or not kept.startswith(seal):
                raise Failure(f"Nhật ký không còn dòng {number} như đã ghi lại: phần cuối đã bị cắt hoặc viết lại.")
        count, last = store.audit.head()
    click.echo(f"Nhật ký nguyên vẹn, {count} dòng. Số dòng và mã niêm phong, ghi lại để kiểm tra lần sau bằng --head:")
    click.echo(f"{count}:{last[:16]}")


@audit.command("list", cls=PlanbotCommand, short_help="In nhật ký.", help="In nhật ký, mỗi dòng một JSON.")
@click.option(
    "--subject", metavar="ĐỐI_TƯỢNG", help="Chỉ in của một đối tượng, ví dụ person:telegram:5 hay document:12/BC-X."
)
@db_option
def listed(subject: str | None, db: Path | None) -> None:
    """The rows, oldest first."""
    with opened_store(db, must_exist=True) as store:
        for entry in store.audit.of(subject) if subject else store.audit.all():
            click.echo(json.dumps(entry._asdict(), ensure_ascii=False))
