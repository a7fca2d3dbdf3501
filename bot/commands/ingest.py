"""`planbot ingest`: read files and folders into the store."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import PlanbotCommand, console, db_option, opened_store
from bot.ending import STOPPED

if TYPE_CHECKING:
    from rich.console import Console

    from bot.intake import Outcome, Report
    from index import Store

KEPT = (
    f"{STOPPED} Các văn bản trong kho giữ nguyên như trước khi nạp. "
    "Phần đã đọc xong được giữ lại; chạy lại lệnh này để làm tiếp."
)
_STATUS_WORDS = {
    "read": "mới",
    "replaced": "thay bản cũ",
    "unchanged": "không đổi",
    "skipped": "bỏ qua",
    "failed": "lỗi",
}
_STATUS_STYLES = {"read": "green", "replaced": "yellow", "unchanged": "dim", "skipped": "yellow", "failed": "red"}


@click.command(
    cls=PlanbotCommand,
    short_help="Nạp văn bản vào kho.",
    help="Nạp tệp hoặc thư mục văn bản vào kho; nạp lại cùng nội dung thì không đổi gì.",
)
@click.argument("paths", nargs=-1, required=True, metavar="ĐƯỜNG_DẪN…", type=click.Path(readable=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In báo cáo dạng JSON.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="SỐ",
    help="Số tiến trình đọc song song, dùng cho thư mục lớn.",
)
@db_option
@click.pass_context
def ingest(ctx: click.Context, paths: tuple[Path, ...], as_json: bool, workers: int, db: Path | None) -> int:
    """Read everything, then write it at once; exit code 1 when a file failed."""
    try:
        with opened_store(db) as store:
            report = run_intake(paths, store, quiet=as_json, workers=workers)
    except KeyboardInterrupt:
        click.echo(KEPT, err=True)
        ctx.exit(1)
    if as_json:
        click.echo(json.dumps(report_record(report), ensure_ascii=False))
    else:
        show_report(console(), report)
    for outcome in report.outcomes:
        if outcome.status == "failed":
            click.echo(f"Lỗi: {outcome.reason}", err=True)
    return 1 if report.failed else 0


def run_intake(paths: tuple[Path, ...], store: Store, *, quiet: bool = False, workers: int = 1) -> Report:
    """Run the pipeline with a progress bar on a terminal (files, rate, time left), and return its report."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from bot import intake
    from bot.assistant import office_catalog

    columns = (TextColumn("{task.fields[step]}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"))
    visible = sys.stderr.isatty() and not quiet
    with Progress(
        *columns, TimeElapsedColumn(), console=console(stderr=True), disable=not visible, transient=True
    ) as bar:
        tasks = {}
        for event in intake.ingest(paths, store, office_catalog(), workers):
            if isinstance(event, intake.Report):
                return event
            if event.step not in tasks:
                tasks[event.step] = bar.add_task("", total=event.total, step=event.step, pace="")
            task = bar.tasks[tasks[event.step]]
            bar.update(task.id, step=f"{event.step} {event.file}", completed=event.done, total=event.total)
            bar.update(task.id, pace=pace_words(task.speed, task.time_remaining))
    raise AssertionError("the pipeline ends with its report")


def pace_words(speed: float | None, seconds_left: float | None) -> str:
    """Files a second and the time left, as the bar shows them; '' while they are not known.

    >>> pace_words(2.5, 75.2), pace_words(0.05, 200.0), pace_words(None, None)
    ('2,5 tệp/giây · còn 1 phút 15 giây', '3 tệp/phút · còn 3 phút 20 giây', '')
    """
    if not speed or seconds_left is None:
        return ""
    rate = f"{speed:.1f} tệp/giây".replace(".", ",") if speed >= 1 else f"{speed * 60:.0f} tệp/phút"
    minutes, seconds = divmod(int(seconds_left), 60)
    return f"{rate} · còn {minutes} phút {seconds} giây" if minutes else f"{rate} · còn {seconds} giây"


def report_record(report: Report) -> dict[str, object]:
    """The report for other programs: counts, totals and an entry a file."""
    return {
        "read": report.count("read"),
        "replaced": report.count("replaced"),
        "unchanged": report.count("unchanged"),
        "skipped": report.count("skipped"),
        "failed": report.count("failed"),
        "observations": report.observations,
        "tasks": report.tasks,
        "findings": report.findings,
        "files": [o.model_dump() for o in report.outcomes],
    }


def show_report(out: Console, report: Report) -> None:
    """The report for a person: a line a file, then one line of sums."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("Tệp", "Văn bản", "Kết quả"):
        table.add_column(title, no_wrap=True)
    table.add_column("Số liệu", justify="right")
    table.add_column("Nhiệm vụ", justify="right")
    table.add_column("Ghi chú", overflow="fold")
    for o in report.outcomes:
        taken = o.status in ("read", "replaced")
        status = Text(_STATUS_WORDS[o.status], style=_STATUS_STYLES[o.status])
        counts = (str(o.observations), str(o.tasks)) if taken else ("", "")
        table.add_row(o.file, o.document, status, *counts, _note(o))
    out.print(table)
    counted = [f"{report.count(s)} {_STATUS_WORDS[s]}" for s in ("read", "replaced", "unchanged", "skipped", "failed")]
    out.print("Tệp: " + ", ".join(c for c in counted if not c.startswith("0 ")) + ".")
    out.print(f"Trong kho: {report.observations} số liệu, {report.tasks} nhiệm vụ, {report.findings} chỗ mâu thuẫn.")


def _note(outcome: Outcome) -> str:
    notes = [outcome.reason, *outcome.warnings]
    if outcome.restored:
        notes.append("bản quét mất dấu, đã phục hồi")
    return " ".join(n for n in notes if n)
