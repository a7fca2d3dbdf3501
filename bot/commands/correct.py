"""`planbot correct`: puts right what was misread in a document, with a reason; reading it again keeps it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import Failure, PlanbotCommand, db_option, opened_store

if TYPE_CHECKING:
    from index import Correction, Store

FIELDS = ("number", "type_name", "subject", "organ_name", "place", "issued_date", "reporting_period", "figure")


@click.command(
    cls=PlanbotCommand,
    short_help="Đính chính chỗ đọc sai của một văn bản.",
    help="Đính chính một trường của đầu văn bản, hoặc (với --field figure) giá trị của con số được in như --printed. "
    "Bản gốc không đổi; câu trả lời dùng giá trị đúng và nói ai đã đính chính, vì sao.",
)
@click.argument("document", metavar="VĂN_BẢN")
@click.option("--field", type=click.Choice(FIELDS), required=True, help="Trường cần đính chính.")
@click.option("--printed", default="", metavar="CHỮ", help="Con số đúng như được trích trong câu trả lời, kèm đơn vị.")
@click.option("--beside", default="", metavar="CHỮ", help="Chữ đứng cạnh con số, khi nó được in ở nhiều chỗ.")
@click.option("--value", metavar="GIÁ_TRỊ", help="Giá trị đúng; bỏ trống để dùng lại như bản in.")
@click.option("--reason", default="", metavar="LÝ_DO", help="Lý do, hiện cùng câu trả lời.")
@click.option("--author", default="người quản trị", show_default=True, metavar="TÊN", help="Ai đính chính.")
@db_option
def correct(
    document: str, field: str, printed: str, beside: str, value: str | None, reason: str, author: str, db: Path | None
) -> None:
    """Write one correction, or take one back."""
    from bot.assistant import office_catalog
    from handlers.mending import clash, mending

    with opened_store(db, must_exist=True) as store:
        if not any(d.doc_key == document and d.origin == "file" for d in store.documents()):
            raise Failure(f"Không có văn bản {document}: xem danh sách bằng planbot documents.")
        right = _checked(field, value)
        one = _correction(store, document, field, printed, beside, right, reason or "đọc sai", author)
        if one is None:
            click.echo("Không có đính chính nào.")
            return
        if field == "number" and (trouble := clash(store, document, one.value or one.printed)):
            raise Failure(trouble)
        effect = mending(store, office_catalog(), one, author)
        with store.transaction():
            effect(store)
    click.echo("Đã đính chính." if right else "Đã bỏ đính chính, dùng lại như bản in.")


def _correction(
    store: Store, key: str, field: str, printed: str, beside: str, value: str, reason: str, author: str
) -> Correction | None:
    """The correction that is meant; None when there is none to take back."""
    from index import Correction

    printed, clause, offset = _place(store, key, printed, beside) if field == "figure" else (printed, "", -1)
    kept = [c for c in store.corrections.of(key) if c.field == field and c.clause in ("", clause)]
    if field == "figure":
        kept = [c for c in kept if c.printed == printed and c.offset in (-1, offset)]
    if field == "number":
        printed = kept[0].printed if kept else key
    if not value:
        return kept[0]._replace(value="", reason=reason, author=author) if kept else None
    printed = printed if field in ("figure", "number") else ""
    return Correction(key, field, printed, value, reason, author, "", clause, offset)


def _place(store: Store, key: str, printed: str, beside: str) -> tuple[str, str, int]:
    """The one figure printed so: its print, its clause, and how many letters of that stand before it."""
    from corpus.text import fold
    from handlers.wording import shorten
    from index.corrections import place_of, printed_as

    found = printed_as(store.printed_observations(key), printed)
    if not found:
        raise Failure(f"{key} không có con số nào được in là “{printed}”: chép đúng như trong câu trả lời.")
    near = [o for o in found if fold(beside) in fold(" ".join((o.clause.quote, o.indicator)))]
    places = list({o.span.start: (o.span.quote, *place_of(o)) for o in near}.values())
    if len(places) != 1:
        shown = [clause for _, clause, _ in places] or [o.clause.quote for o in found]
        where = "; ".join(f"“{shorten(' '.join(clause.split()), 60)}”" for clause in shown[:4])
        raise Failure(f"“{printed}” được in ở nhiều chỗ của {key}: thêm --beside với chữ đứng cạnh nó. Có ở: {where}.")
    return places[0]


def _checked(field: str, value: str | None) -> str:
    """The value as it is kept; '' to take a correction back.

    >>> _checked("figure", "662,25"), _checked("issued_date", "2024-01-05"), _checked("subject", None)
    ('662.25', '2024-01-05', '')
    """
    from handlers.fields import WANTED, typed_field

    if value is None:
        return ""
    right = typed_field(field, value)
    if right is None:
        raise Failure(f"Giá trị “{value}” không dùng được cho {field}: cần {WANTED.get(field, 'số như 662,25')}.")
    return right
