"""`planbot demo`: the whole way on the sample corpus, from files to a cited answer."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.console import PlanbotCommand, console, db_option, opened_store, settings

FLAGSHIP = "FDI 6 tháng đạt bao nhiêu %"


@click.command(
    cls=PlanbotCommand,
    short_help="Dùng thử với năm văn bản mẫu.",
    help="Dùng thử: nạp năm văn bản mẫu, hỏi một câu, rồi mở cuộc trò chuyện.",
)
@db_option
def demo(db: Path | None) -> None:
    """Read the samples, answer the flagship question, open the chat when there is a terminal."""
    import corpus
    from bot.assistant import make_assistant
    from bot.commands.ask import new_chat
    from bot.commands.ingest import run_intake, show_report
    from bot.show import show_answer
    from bot.talk import talk

    out = console()
    samples = Path(corpus.__file__).parent / "samples"
    path = db if db is not None else settings().db.with_name("demo.db")
    with opened_store(path) as store:
        out.print("Đang nạp năm văn bản mẫu (bản tóm lược để dùng thử)…")
        report = run_intake((samples,), store)
        show_report(out, report)
        assistant = make_assistant(store)
        out.print(f"\nHỏi: {FLAGSHIP}\n")
        chat = new_chat()
        show_answer(out, assistant.reply(chat, FLAGSHIP))
        if sys.stdin.isatty() and sys.stdout.isatty():
            out.print()
            talk(store, assistant, chat, out)
