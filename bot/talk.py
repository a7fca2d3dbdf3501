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
    from handlers.replies import Button, File, Turn
    from index import Store

PROMPT = "Bạn: "
EXIT_WORDS = frozenset({"thoat", "exit", "quit", "q", "tam biet", "bye", "ket thuc"})


def talk(store: Store, assistant: Assistant, chat: str, out: Console, read: Callable[[str], str] | None = None) -> None:
    """Converse until an exit word, end of input or Ctrl-C. `read` returns a typed line (default: the terminal).

    The commands are those of the one table of routes; a number presses a button shown under the last reply.
    """
    from bot.assistant import make_papers
    from bot.show import show_answer
    from handlers.desk import Desk, Message
    from handlers.routes import ROUTES

    desk = Desk(store, assistant, ROUTES, papers=make_papers())
    buttons: list[Button] = []
    ask_line = read or _terminal_reader()
    out.print("Gõ câu hỏi rồi Enter; /help để xem hướng dẫn, /thoat để thoát.")
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
            if line.isdigit() and 0 < int(line) <= len(buttons):
                pressed = Message(kind="press", text=buttons[int(line) - 1].data(store.handle), conversation=chat)
                buttons = _show(desk.handle(pressed), store, out)
            elif line.startswith("/"):
                buttons = _show(desk.handle(Message(text=line, conversation=chat)), store, out)
            else:
                show_answer(out, assistant.reply(chat, line))
                buttons = []
        except KeyboardInterrupt:
            out.print("Đã bỏ câu này; hỏi câu khác nhé.")
        out.print()


def _show(turn: Turn, store: Store, out: Console) -> list[Button]:
    """Write a turn's effects, print its replies without their tags; the buttons that can be pressed."""
    from rich.text import Text

    from handlers.replies import plain

    with store.transaction():
        for effect in turn.effects:
            effect(store)
    buttons: list[Button] = []
    if turn.toast and not turn.replies:
        out.print(turn.toast, markup=False)
    for reply in turn.replies:
        for block in reply.blocks:
            out.print(Text(plain(block)))
        for file in reply.files:
            out.print(Text(_file_words(file)))
        buttons += [button for row in reply.rows for button in row if button.action]
    if buttons:
        shown = "  ".join(f"[{n}] {button.label}" for n, button in enumerate(buttons, 1))
        out.print(Text(f"Gõ số để chọn: {shown}", style="italic"))
    return buttons


def _file_words(file: File) -> str:
    """A text file as it is; of another its name and size, a terminal cannot show it."""
    try:
        return file.data.decode("utf-8")
    except UnicodeDecodeError:
        size = -(-len(file.data) // 1024)
        return f"[{file.name}, {size} KB: lấy tệp bằng lệnh planbot summary --format …]"


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
