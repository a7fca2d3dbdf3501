"""`planbot explain`: why the assistant answers a question as it does."""

from __future__ import annotations

from pathlib import Path

import click

from bot.console import PlanbotCommand, db_option, opened_store


@click.command(
    cls=PlanbotCommand,
    short_help="Giải thích vì sao trả lời như vậy.",
    help="Giải thích vì sao trả lời như vậy: từ, quy tắc, truy vấn, các ứng viên.",
)
@click.argument("question", metavar='"CÂU HỎI"')
@db_option
def explain(question: str, db: Path | None) -> None:
    """The trace of one question."""
    from bot.assistant import make_assistant

    with opened_store(db, must_exist=True) as store:
        click.echo(make_assistant(store).explain(question))
