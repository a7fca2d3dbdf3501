"""`planbot chat`: the assistant in the terminal."""

from __future__ import annotations

from pathlib import Path

import click

from bot.console import PlanbotCommand, console, db_option, opened_store


@click.command(
    cls=PlanbotCommand,
    short_help="Trò chuyện trong cửa sổ lệnh.",
    help="Trò chuyện với trợ lý ngay trong cửa sổ lệnh.",
)
@db_option
def chat(db: Path | None) -> None:
    """One chat until the person leaves."""
    from bot.assistant import make_assistant
    from bot.commands.ask import new_chat
    from bot.talk import talk

    with opened_store(db, must_exist=True) as store:
        talk(store, make_assistant(store), new_chat(), console())
