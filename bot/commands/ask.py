"""`planbot ask`: one answer, or one a line of a JSON Lines file."""

from __future__ import annotations

import json
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from bot.console import Failure, PlanbotCommand, console, db_option, opened_store

if TYPE_CHECKING:
    from handlers.ask import Assistant
    from handlers.values import Answer


@click.command(
    cls=PlanbotCommand,
    short_help="Hỏi một câu hoặc cả tệp câu hỏi.",
    help="Hỏi một câu (hoặc cả tệp câu hỏi với --batch) và nhận câu trả lời kèm nguồn.",
)
@click.argument("words", metavar='"CÂU HỎI"', nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="In JSON thay vì văn bản.")
@click.option("--batch", metavar="TỆP.jsonl", help='Mỗi dòng {"id", "turns": […], "q"}; "-" là đầu vào chuẩn.')
@db_option
def ask(words: tuple[str, ...], as_json: bool, batch: str | None, db: Path | None) -> None:
    """One question or a batch."""
    question = " ".join(words) if words else None
    if (question is None) == (batch is None):
        raise click.UsageError("Ghi câu hỏi trong ngoặc kép, hoặc dùng --batch TỆP.jsonl.")
    from bot.assistant import make_assistant

    with opened_store(db, must_exist=True) as store:
        assistant = make_assistant(store)
        if batch is not None:
            for chat, line in answer_batch(assistant, _lines(batch)):
                click.echo(line)
                store.save_chat_state(chat, None)
            return
        chat = new_chat()
        started = time.perf_counter()
        answer = assistant.reply(chat, question or "")
        # nobody will come back to this chat
        store.save_chat_state(chat, None)
        if as_json:
            click.echo(json.dumps(answer_record("", answer, started), ensure_ascii=False))
        else:
            from bot.show import show_answer

            show_answer(console(), answer)


def answer_batch(assistant: Assistant, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """A chat and its JSON line for each input line; every line is a chat of its own, `turns` are said before `q`."""
    for number, line in lines:
        asked = _parsed(number, line)
        chat = new_chat()
        for turn in asked.get("turns") or ():
            assistant.reply(chat, str(turn))
        started = time.perf_counter()
        answer = assistant.reply(chat, str(asked["q"]))
        yield chat, json.dumps(answer_record(asked.get("id", ""), answer, started), ensure_ascii=False)


def answer_record(identity: Any, answer: Answer, started: float) -> dict[str, Any]:
    """The contract of other programs: id, status, headline, text, citations, elapsed_ms."""
    return {
        "id": identity,
        "status": answer.status,
        "headline": answer.headline,
        "text": answer.text,
        "citations": [c.model_dump() for c in answer.citations],
        "elapsed_ms": round((time.perf_counter() - started) * 1000, 2),
    }


def new_chat() -> str:
    """A chat nobody has spoken in."""
    return f"cli-{uuid.uuid4().hex}"


def _lines(batch: str) -> Iterator[tuple[int, str]]:
    if batch == "-":
        sys.stdin.reconfigure(encoding="utf-8-sig") if hasattr(sys.stdin, "reconfigure") else None
        yield from _numbered(sys.stdin)
        return
    try:
        with open(batch, encoding="utf-8-sig") as file:
            yield from _numbered(file)
    except FileNotFoundError as error:
        raise Failure(f"Không thấy tệp {batch}: kiểm tra lại đường dẫn.") from error
    except UnicodeDecodeError as error:
        raise Failure(f"{batch} không phải văn bản UTF-8: lưu lại tệp bằng UTF-8.") from error


def _numbered(file: IO[str]) -> Iterator[tuple[int, str]]:
    return ((n, line) for n, line in enumerate(file, 1) if line.strip())


def _parsed(number: int, line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except json.JSONDecodeError as error:
        raise Failure(f"Dòng {number} không phải JSON: {error.msg}.") from error
    if not isinstance(asked, dict) or "q" not in asked:
        raise Failure(f'Dòng {number} thiếu "q": mỗi dòng cần dạng {{"id", "turns": […], "q"}}.')
    return asked
