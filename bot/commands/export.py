"""`planbot export`: what was read from the documents, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import PlanbotCommand, db_option, opened_store, write_whole

if TYPE_CHECKING:
    from bot.exporting import Row
    from index import Store

WHAT = ("observations", "tasks", "findings")
FORMATS = ("jsonl", "csv", "sdmx-csv", "xlsx")


@click.command(
    cls=PlanbotCommand,
    short_help="Xuất số liệu, nhiệm vụ, chỗ mâu thuẫn.",
    help="Xuất số liệu (observations), nhiệm vụ (tasks) hoặc chỗ mâu thuẫn (findings).",
)
@click.argument("what", type=click.Choice(WHAT), metavar="|".join(WHAT))
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default="jsonl", help="Định dạng.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP", help="Ghi vào tệp.")
@db_option
def export(what: str, form: str, output: Path | None, db: Path | None) -> None:
    """Write the rows to a file or to stdout."""
    if form == "sdmx-csv" and what != "observations":
        raise click.UsageError("sdmx-csv chỉ dùng cho observations.")
    with opened_store(db, must_exist=True) as store:
        data = _encoded(_rows(store, what, form), form, what)
    if output is not None:
        write_whole(output, data)
        click.echo(f"Đã ghi {output}.", err=True)
    else:
        click.echo(data, nl=False)


def _rows(store: Store, what: str, form: str) -> list[Row]:
    from bot.exporting import finding_row, observation_row, sdmx_row, task_row

    hidden = store.marks.having("withdrawn")
    if what == "tasks":
        from handlers.task_states import with_listed

        tasks = with_listed(store.tasks(), store.task_states.latest())
        return [task_row(t) for t in tasks if t.doc not in hidden]
    if what == "findings":
        shown = (f for f in store.findings() if hidden.isdisjoint((*f.docs, *(q.doc for q in f.quotes))))
        return [finding_row(f) for f in shown]
    figures = (o for o in store.observations() if o.doc not in hidden)
    return [sdmx_row(o) if form == "sdmx-csv" else observation_row(o) for o in figures]


def _encoded(rows: list[Row], form: str, what: str) -> bytes:
    from bot.exporting import COLUMNS, SDMX_COLUMNS, to_csv, to_jsonl, to_xlsx

    columns = SDMX_COLUMNS if form == "sdmx-csv" else COLUMNS[what]
    match form:
        case "jsonl":
            return to_jsonl(rows).encode()
        case "xlsx":
            return to_xlsx(rows, columns)
        case "csv":
            # the byte-order mark makes Excel read Vietnamese as UTF-8
            return b"\xef\xbb\xbf" + to_csv(rows, columns).encode()
        case _:
            return to_csv(rows, columns).encode()
