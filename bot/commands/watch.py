"""`planbot watch`: what is put into a folder is read."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

import click

from bot.console import PlanbotCommand, console, db_option, opened_store
from bot.ending import STOPPED


@click.command(
    cls=PlanbotCommand,
    short_help="Tự nạp các tệp được đặt vào thư mục.",
    help="Theo dõi một thư mục: tệp mới hay tệp thay đổi được nạp ngay. Tệp không đọc được vào danh sách lỗi "
    "(planbot documents --failed) và được thử lại khi nó thay đổi. Dừng bằng Ctrl-C hoặc SIGTERM.",
)
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(exists=True, file_okay=False, path_type=Path))
@db_option
def watch(folder: Path, db: Path | None) -> None:
    """Take what is there, then what comes, until told to stop."""
    from bot.commands.ingest import run_intake, show_report
    from bot.watching import arrivals

    out = console()
    with opened_store(db) as store, suppress(KeyboardInterrupt):
        out.print(f"Đang theo dõi {folder}; Ctrl-C để dừng.", markup=False)
        out.file.flush()
        for files in arrivals(folder, store, threading.Event()):
            show_report(out, run_intake(files, store))
            out.file.flush()
    out.print(STOPPED)
