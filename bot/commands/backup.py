"""`planbot backup` and `planbot restore-backup`: a whole copy of the store, and the way back."""

from __future__ import annotations

from pathlib import Path

import click

from bot.console import Failure, PlanbotCommand, db_option, settings

_FILE = click.Path(path_type=Path)


@click.command(
    cls=PlanbotCommand,
    short_help="Sao lưu kho dữ liệu, kể cả khi đang chạy.",
    help="Sao lưu kho dữ liệu ra TỆP (hoặc vào thư mục, tên theo giờ), kể cả khi trợ lý đang chạy; bản sao được kiểm.",
)
@click.argument("target", metavar="TỆP", type=_FILE)
@db_option
def backup(target: Path, db: Path | None) -> None:
    """Copy and check."""
    from handlers.clock import local_now
    from index import back_up

    path = _existing(db)
    file = target / f"{path.stem}-{local_now():%Y%m%d-%H%M%S}.db" if target.is_dir() else target
    found = back_up(path, file)
    click.echo(f"Đã sao lưu {found.documents} văn bản vào {file}; bản sao đã kiểm, nguyên vẹn.")


@click.command(
    "restore-backup",
    cls=PlanbotCommand,
    short_help="Phục hồi kho dữ liệu từ bản sao lưu.",
    help="Phục hồi kho dữ liệu từ bản sao lưu TỆP; kho cũ được giữ lại bên cạnh. Phải dừng trợ lý trước.",
)
@click.argument("source", metavar="TỆP", type=_FILE)
@db_option
def restore_backup(source: Path, db: Path | None) -> None:
    """Check, put the old store aside, put the copy in its place."""
    import index
    from bot.telegram.lock import AlreadyRunning, RunLock
    from handlers.clock import local_now
    from index.private import OWNER_ONLY_FOLDER

    path = db if db is not None else settings().db
    path.parent.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    try:
        with RunLock(path):
            aside = index.restore_backup(source, path, local_now())
    except AlreadyRunning as error:
        raise Failure(str(error)) from error
    click.echo(f"Đã phục hồi {path} từ {source}.")
    if aside is not None:
        click.echo(f"Kho cũ còn ở {aside}.")


def _existing(db: Path | None) -> Path:
    path = db if db is not None else settings().db
    if not path.exists():
        raise Failure(f"Chưa có kho dữ liệu {path}: nạp văn bản trước bằng planbot ingest THƯ_MỤC.")
    return path
