"""`planbot parse-update`: what is understood of a unit's message."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.console import Failure, PlanbotCommand, db_option, readable_store

if TYPE_CHECKING:
    from handlers.updates import Update


@click.command(
    "parse-update",
    cls=PlanbotCommand,
    short_help="Xem một tin báo cáo được hiểu thế nào.",
    help="Cho xem một tin báo cáo của đơn vị được hiểu thế nào; không ghi gì vào kho.",
)
@click.argument("message", required=False, metavar="TIN_NHẮN")
@click.option("--unit", default="", metavar="ĐƠN_VỊ", help="Đơn vị của người gửi.")
@click.option("--sent-at", metavar="NGÀY", help="Ngày gửi, dạng 2023-09-05 (mặc định: hôm nay).")
@click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TỆP",
              help="Tệp JSON Lines, mỗi dòng một tin: id, sender_unit, sent_at, text.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@db_option
def parse_update(
    message: str | None, unit: str, sent_at: str | None, batch: Path | None, as_json: bool, db: Path | None
) -> None:
    """One message, or a line a line of a batch; earlier lines of a unit are its earlier reports."""
    from bot.assistant import make_assistant
    from handlers.updates import Context, read_update

    if (message is None) == (batch is None):
        raise click.UsageError("Ghi một TIN_NHẮN, hoặc dùng --batch TỆP.")
    with readable_store(db) as store:
        known = make_assistant(store).knowledge()
        if message is not None:
            update = read_update(message, Context(known, (unit,) if unit else (), _day(sent_at)))
            click.echo(json.dumps(record(update), ensure_ascii=False) if as_json else shown(update))
            return
        assert batch is not None
        earlier: dict[str, list[Update]] = {}
        for line in batch.read_text(encoding="utf-8").splitlines():
            given: dict[str, Any] = json.loads(line)
            sender = given.get("sender_unit", "")
            before = earlier.setdefault(sender, [])
            context = Context(known, (sender,) if sender else (), _day(given.get("sent_at")), tuple(before))
            update = read_update(given["text"], context)
            if update.kind == "update":
                before.append(update)
            click.echo(json.dumps({"id": given["id"], **record(update)}, ensure_ascii=False))


def _day(text: str | None) -> date:
    from handlers.clock import local_today

    if not text:
        return local_today()
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as error:
        raise Failure(f"Ngày gửi “{text}” không đọc được: viết dạng 2023-09-05.") from error


def record(update: Update) -> dict[str, Any]:
    """An update for other programs: kind, items, needs."""
    items: list[dict[str, Any]] = []
    for f in update.figures:
        value = int(f.value) if f.value == f.value.to_integral() else float(f.value)
        items.append(
            {"type": "indicator", "indicator": f.indicator, "entity": f.entity, "time_period": f.time_period or None,
             "value": value, "unit": f.unit or None, "measure": f.measure, "quote": update.text[f.start : f.end]}
        )  # fmt: skip
    for t in update.tasks:
        items.append(
            {"type": "task", "task": t.task, "doc": t.doc or None, "status": t.status,
             "percent": float(t.percent) if t.percent is not None else None, "date": t.date or None,
             "due": t.due or None, "obstacle": t.obstacle or None, "proposal": t.proposal or None}
        )  # fmt: skip
    needs = list(dict.fromkeys(d.need for d in update.doubts))
    return {"kind": update.kind, "items": items, "needs": needs}


def shown(update: Update) -> str:
    """An update for a person."""
    from handlers.reports.lines import task_words, value_words
    from handlers.updates.left import left_out
    from handlers.wording import period_words

    if update.kind != "update":
        return {"question": "Đây là câu hỏi.", "other": "Không phải báo cáo."}[update.kind]
    lines = []
    for f in update.figures:
        period = period_words(f.time_period) if f.time_period else "chưa rõ kỳ"
        lines.append(f"{f.indicator}, {period}: {value_words(f)}")
    lines += [task_words(t) for t in update.tasks]
    unread = [f"Chưa hiểu: “{words}”." for words in left_out(update)]
    return "\n".join([*lines, *(f"! {sentence}" for sentence in (*(d.sentence for d in update.doubts), *unread))])
