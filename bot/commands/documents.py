"""`planbot documents`: what the store holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import Failure, PlanbotCommand, console, db_option, opened_store

if TYPE_CHECKING:
    from index import Store


@click.command(
    cls=PlanbotCommand,
    short_help="Liệt kê văn bản đã nạp.",
    help="Liệt kê các văn bản đã nạp.",
)
@click.option("--json", "as_json", is_flag=True, help="In mỗi văn bản một dòng JSON.")
@click.option("--internal", metavar="VĂN_BẢN", help="Đánh dấu văn bản là nội bộ.")
@click.option("--open", "opened", metavar="VĂN_BẢN", help="Bỏ dấu nội bộ của văn bản.")
@click.option("--failed", is_flag=True, help="Liệt kê các tệp chưa đọc được, kèm lý do.")
@db_option
def documents(as_json: bool, internal: str | None, opened: str | None, failed: bool, db: Path | None) -> None:
    """The list of documents, or of files that could not be read."""
    from bot.listing import document_rows, failure_rows

    with opened_store(db, must_exist=True) as store:
        for key, mark in ((internal, True), (opened, False)):
            if key:
                _mark(store, key, mark)
        rows = failure_rows(store) if failed else document_rows(store)
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    from bot.listing import documents_table

    out = console()
    if failed:
        for row in rows:
            out.print(f"{row['file']}: {row['reason']}", markup=False)
        out.print(f"{len(rows)} tệp chưa đọc được." if rows else "Không có tệp nào bị lỗi.")
        return
    if not rows:
        out.print("Chưa có văn bản nào: nạp bằng planbot ingest THƯ_MỤC.")
        return
    out.print(documents_table(rows))


def _mark(store: Store, key: str, internal: bool) -> None:
    from handlers.documents import marking

    if not any(d.doc_key == key for d in store.documents()):
        raise Failure(f"Không có văn bản {key}: xem danh sách bằng planbot documents.")
    with store.transaction():
        marking(key, internal, "owner")(store)
