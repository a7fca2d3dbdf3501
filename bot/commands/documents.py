"""`planbot documents`: what the store holds, filtered; one document; what is internal or withdrawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import Failure, PlanbotCommand, console, db_option, opened_store

if TYPE_CHECKING:
    from rich.console import Console

    from index import Store


@click.command(
    cls=PlanbotCommand,
    short_help="Liệt kê, đánh dấu, rút, khôi phục văn bản đã nạp.",
    help="Liệt kê các văn bản đã nạp; lọc bằng --kind, --year, --organ, --words. Văn bản bị rút không còn trong câu "
    "trả lời, tìm kiếm, tóm tắt, số đếm, cho đến khi được khôi phục.",
)
@click.option("--json", "as_json", is_flag=True, help="In mỗi văn bản một dòng JSON.")
@click.option("--kind", default="", metavar="LOẠI", help="Chỉ loại văn bản này, ví dụ: Báo cáo.")
@click.option("--year", default="", metavar="NĂM", help="Chỉ văn bản báo cáo hoặc ban hành năm này.")
@click.option("--organ", default="", metavar="CƠ_QUAN", help="Chỉ văn bản của cơ quan này.")
@click.option("--words", default="", metavar="CHỮ", help="Chỉ văn bản có những chữ này ở số, trích yếu, cơ quan.")
@click.option("--show", metavar="VĂN_BẢN", help="Xem một văn bản.")
@click.option("--internal", metavar="VĂN_BẢN", help="Đánh dấu văn bản là nội bộ.")
@click.option("--open", "opened", metavar="VĂN_BẢN", help="Bỏ dấu nội bộ của văn bản.")
@click.option("--withdraw", metavar="VĂN_BẢN", help="Rút văn bản.")
@click.option("--restore", metavar="VĂN_BẢN", help="Khôi phục văn bản đã rút.")
@click.option("--withdrawn", is_flag=True, help="Liệt kê các văn bản đã rút.")
@click.option("--failed", is_flag=True, help="Liệt kê các tệp chưa đọc được, kèm lý do.")
@db_option
def documents(
    as_json: bool, kind: str, year: str, organ: str, words: str, show: str | None, internal: str | None,
    opened: str | None, withdraw: str | None, restore: str | None, withdrawn: bool, failed: bool, db: Path | None,
) -> None:  # fmt: skip
    """The list of documents, or of files that could not be read; marks are written before it is shown."""
    from bot.listing import document_rows, failure_rows
    from handlers.shelf import Filter

    wanted = Filter(kind=kind, year=year, organ=organ, words=words, state="withdrawn" if withdrawn else "")
    with opened_store(db, must_exist=True) as store:
        for key, mark in ((internal, True), (opened, False)):
            if key:
                _mark(store, key, mark)
        for key, out_of_sight in ((withdraw, True), (restore, False)):
            if key:
                _withdraw(store, key, out_of_sight)
        if show:
            _show(store, show, as_json=as_json)
            return
        rows = failure_rows(store) if failed else document_rows(store, wanted)
        hidden = len(store.marks.having("withdrawn"))
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        _print(console(), rows, failed=failed, wanted=wanted != Filter(), hidden=0 if withdrawn else hidden)


def _print(out: Console, rows: list[dict[str, object]], *, failed: bool, wanted: bool, hidden: int) -> None:
    from bot.listing import documents_table

    if failed:
        for row in rows:
            reason = str(row["reason"]).removeprefix(f"{Path(str(row['file'])).name}: ")
            out.print(f"{row['file']}: {reason}", markup=False)
        out.print(f"{len(rows)} tệp chưa đọc được." if rows else "Không có tệp nào bị lỗi.")
    elif rows:
        out.print(documents_table(rows))
    elif wanted:
        out.print("Không có văn bản nào như vậy.")
    else:
        out.print("Chưa có văn bản nào: nạp bằng planbot ingest THƯ_MỤC.")
    if hidden and not failed:
        out.print(f"{hidden} văn bản đã rút: xem bằng planbot documents --withdrawn.")


def _known(store: Store, key: str) -> None:
    if not any(d.doc_key == key and d.origin == "file" for d in store.documents()):
        raise Failure(f"Không có văn bản {key}: xem danh sách bằng planbot documents.")


def _mark(store: Store, key: str, internal: bool) -> None:
    from handlers.documents import marking

    _known(store, key)
    with store.transaction():
        marking(key, internal, "owner")(store)


def _withdraw(store: Store, key: str, withdrawn: bool) -> None:
    from handlers.withdrawing import withdrawing

    _known(store, key)
    if withdrawn == (key in store.marks.having("withdrawn")):
        raise Failure(f"{key} đã rút từ trước." if withdrawn else f"{key} không bị rút: không có gì để khôi phục.")
    with store.transaction():
        withdrawing(key, withdrawn, "owner")(store)


def _show(store: Store, key: str, *, as_json: bool) -> None:
    from bot.listing import document_lines, document_rows
    from handlers.shelf import Filter

    _known(store, key)
    every = [*document_rows(store, Filter()), *document_rows(store, Filter(state="withdrawn"))]
    row = next(r for r in every if r["document"] == key)
    row["corrections"] = [c._asdict() for c in store.corrections.of(key)]
    row["versions"] = [v.model_dump() for v in store.versions(key)]
    if as_json:
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    for line in document_lines(row):
        click.echo(line)
