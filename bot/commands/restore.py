"""`planbot restore`: put the diacritics of a ruined scan back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import PlanbotCommand, db_option, opened_store, settings

if TYPE_CHECKING:
    from corpus.restore import Restorer


@click.command(
    cls=PlanbotCommand,
    short_help="Phục hồi dấu cho văn bản quét bị hỏng.",
    help="Phục hồi dấu cho văn bản quét bị hỏng; con số, ngày và số văn bản giữ nguyên.",
)
@click.argument("file", required=False, metavar="[TỆP]", type=click.Path(exists=False, path_type=Path))
@click.option("--lines", is_flag=True, help="Đọc từ đầu vào chuẩn, mỗi dòng vào cho đúng một dòng ra.")
@db_option
def restore(file: Path | None, lines: bool, db: Path | None) -> None:
    """A file as a whole, or stdin line by line."""
    if lines == (file is not None):
        raise click.UsageError("Ghi tên một TỆP, hoặc dùng --lines với đầu vào chuẩn.")
    restorer = _restorer(db)
    if file is None:
        _restore_lines(restorer)
        return
    from corpus.reading import read_document
    from corpus.restore import looks_damaged

    original = read_document(file, None).original
    if not looks_damaged(original):
        click.echo(f"{file.name}: chữ đã rõ, không cần phục hồi.", err=True)
        click.echo(original, nl=False)
        return
    click.echo(restorer.restore(original).reading.text, nl=False)


def _restore_lines(restorer: Restorer) -> None:
    stdin = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    # only line feeds end a line: one line in, one line out
    lines = stdin.removesuffix("\n").split("\n") if stdin else []
    for line in restorer.restore_lines([line.removesuffix("\r") for line in lines]):
        click.echo(line)


def _restorer(db: Path | None) -> Restorer:
    """A restorer that knows the office's own clean documents when there are any."""
    from bot.intake import clean_texts
    from corpus.restore import Restorer

    path = db if db is not None else settings().db
    if not path.exists():
        return Restorer(())
    with opened_store(path) as store:
        return Restorer(clean_texts(store))
