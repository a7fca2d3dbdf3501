"""The terminal channel: reads a line, shows the answer, until the person leaves."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from corpus.text import fold, nfc

if TYPE_CHECKING:
    from rich.console import Console

    from handlers.ask import Assistant
    from index import Store

PROMPT = "Bạn: "
EXIT_WORDS = frozenset({"thoat", "exit", "quit", "q", "tam biet", "bye", "ket thuc"})
HELP = """Cứ gõ câu hỏi như khi nhắn tin, có dấu hay không dấu đều được. Ví dụ:
  fdi 6 thang dat bao nhieu %
  doanh thu năm 2023 so với kế hoạch
  việc nào giao Phòng Quản lý đầu tư
Hỏi tiếp được: "còn DDI?", "còn cả năm?".
/vanban  xem các văn bản đã nạp
/help    xem trang này
/thoat   rời cuộc trò chuyện"""


def talk(store: Store, assistant: Assistant, chat: str, out: Console, read: Callable[[str], str] | None = None) -> None:
    """Converse until an exit word, end of input or Ctrl-C. `read` returns a typed line (default: the terminal)."""
    from bot.show import show_answer

    ask_line = read or _terminal_reader()
    out.print("Gõ câu hỏi rồi Enter; /help để xem hướng dẫn, /thoat để ra.")
    while True:
        try:
            line = nfc(ask_line(PROMPT)).strip()
        except (EOFError, KeyboardInterrupt):
            out.print("\nTạm biệt.")
            return
        command = fold(line).lstrip("/")
        if not line:
            continue
        if command in EXIT_WORDS:
            out.print("Tạm biệt.")
            return
        try:
            if line.startswith("/"):
                _run(command, store, out)
            else:
                show_answer(out, assistant.reply(chat, line))
        except KeyboardInterrupt:
            out.print("Đã bỏ câu này; hỏi câu khác nhé.")
        out.print()


def _run(command: str, store: Store, out: Console) -> None:
    from bot.listing import document_rows, documents_table

    match command.split()[0] if command.split() else "":
        case "help" | "start" | "giup" | "huongdan":
            out.print(HELP, markup=False)
        case "vanban" | "documents":
            out.print(documents_table(document_rows(store)))
        case _:
            out.print("Chưa có lệnh đó; /help để xem các lệnh.")


def _terminal_reader() -> Callable[[str], str]:
    if sys.stdin.isatty():
        # gives input() arrow keys and history where the platform has it
        with suppress(ImportError):
            import readline  # noqa: F401
        return input
    return _piped_line


def _piped_line(prompt: str) -> str:
    """A line of a pipe, without echoing the prompt; bytes that are no UTF-8 do not end the chat."""
    line = sys.stdin.buffer.readline()
    if not line:
        raise EOFError
    return line.decode("utf-8", errors="replace")
