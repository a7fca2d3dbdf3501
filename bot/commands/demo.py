"""`planbot demo`: the whole way on the sample corpus, from files to a cited answer and a chat to try."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import Failure, PlanbotCommand, console, db_option, opened_store, settings
from bot.ending import STOPPED

if TYPE_CHECKING:
    from rich.console import Console

    from index import Store

FLAGSHIP = "FDI 6 tháng đạt bao nhiêu %"


@click.command(
    cls=PlanbotCommand,
    short_help="Dùng thử với năm văn bản mẫu.",
    help="Dùng thử: nạp năm văn bản mẫu, hỏi một câu, rồi mở Telegram thử nghiệm để hỏi trong trình duyệt.",
)
@click.option("--terminal", is_flag=True, help="Trò chuyện ngay trong cửa sổ lệnh thay vì trình duyệt.")
@click.option(
    "--serve/--no-serve",
    "wanted",
    default=None,
    help="Mở hay không mở Telegram thử nghiệm (mặc định: mở khi chạy trong cửa sổ lệnh).",
)
@click.option("--port", type=click.IntRange(1, 65535), metavar="CỔNG", help="Cổng của Telegram thử nghiệm.")
@db_option
def demo(terminal: bool, wanted: bool | None, port: int | None, db: Path | None) -> None:
    """Read the samples, answer the flagship question, then the chat; without a terminal it ends after the answer."""
    import corpus
    from bot.assistant import make_assistant
    from bot.commands.ask import new_chat
    from bot.commands.ingest import run_intake, show_report
    from bot.show import show_answer
    from bot.talk import talk

    out = console()
    samples = Path(corpus.__file__).parent / "samples"
    path = db if db is not None else settings().db.with_name("demo.db")
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    with opened_store(path) as store:
        out.print("Đang nạp năm văn bản mẫu (bản tóm lược để dùng thử)…")
        report = run_intake((samples,), store)
        show_report(out, report)
        assistant = make_assistant(store)
        out.print(f"\nHỏi: {FLAGSHIP}\n")
        chat = new_chat()
        show_answer(out, assistant.reply(chat, FLAGSHIP))
        out.print()
        if terminal and at_terminal:
            talk(store, assistant, chat, out)
        elif not terminal and (at_terminal if wanted is None else wanted):
            _serve(store, path, port, out)


def _serve(store: Store, path: Path, port: int | None, out: Console) -> None:
    import asyncio

    from bot.operating.logs import set_up_logging
    from bot.telegram import AlreadyRunning
    from bot.trying import open_sandbox, serve_sandbox

    set_up_logging("error")
    try:
        sandbox = open_sandbox(port)
    except OSError as error:
        raise Failure(f"Không mở được cổng {port} ({error.strerror}): chọn cổng khác bằng --port.") from error
    try:
        asyncio.run(serve_sandbox(sandbox, store, path, lambda url: _invite(out, url)))
    except AlreadyRunning as error:
        raise Failure(str(error)) from error
    finally:
        sandbox.stop()
    out.print(f"\n{STOPPED}")


def _invite(out: Console, url: str) -> None:
    out.print(f"Telegram thử nghiệm (chỉ trên máy này): {url}")
    out.print("Mở địa chỉ trên trong trình duyệt rồi hỏi như nhắn tin; Ctrl-C để dừng.")
    # read by whoever waits for the address at the other end of a pipe
    sys.stdout.flush()
