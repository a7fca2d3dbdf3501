"""`planbot import tasks`: a list of assigned tasks from a spreadsheet into the store."""

from __future__ import annotations

from pathlib import Path

import click

from bot.console import Failure, PlanbotCommand, db_option, opened_store

WHAT = ("tasks",)
_OWNER = "owner"
_REMARKS = 20


@click.command(
    "import",
    cls=PlanbotCommand,
    short_help="Nạp danh mục nhiệm vụ được giao.",
    help="Nạp danh mục nhiệm vụ được giao (tasks) từ tệp .xlsx, .csv; bản mới hơn cập nhật tình hình nhiệm vụ.",
)
@click.argument("what", type=click.Choice(WHAT), metavar="tasks")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@db_option
def import_(what: str, file: Path, db: Path | None) -> None:
    """Read the list, take it whole or not at all, print what changed and its sums."""
    from bot.intake.task_lists import import_tasks, imported_words, listed_in
    from corpus.errors import ReadError
    from corpus.reading import read_document
    from handlers.clock import local_today

    try:
        listed = listed_in(read_document(file), file.name)
        with opened_store(db) as store:
            done = import_tasks(listed, store, file.name, _OWNER, local_today())
    except ReadError as error:
        raise Failure(str(error)) from None
    for line in imported_words(done, listed.as_of):
        click.echo(line)
    for remark in done.remarks[:_REMARKS]:
        click.echo(f"Lưu ý: {remark}", err=True)
    if len(done.remarks) > _REMARKS:
        click.echo(f"Lưu ý: còn {len(done.remarks) - _REMARKS} điều nữa.", err=True)
