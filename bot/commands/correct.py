"""`planbot correct`: puts right what was misread in a document, with a reason; reading it again keeps it."""

from __future__ import annotations

from pathlib import Path

import click

from bot.console import Failure, PlanbotCommand, db_option, opened_store

FIELDS = ("type_name", "subject", "organ_name", "place", "issued_date", "reporting_period", "figure")


@click.command(
    cls=PlanbotCommand,
    short_help="Đính chính chỗ đọc sai của một văn bản.",
    help="Đính chính một trường của đầu văn bản, hoặc (với --field figure) giá trị của con số được in như --printed. "
    "Bản gốc không đổi; câu trả lời dùng giá trị đúng và nói ai đã đính chính, vì sao.",
)
@click.argument("document", metavar="VĂN_BẢN")
@click.option("--field", type=click.Choice(FIELDS), required=True, help="Trường cần đính chính.")
@click.option("--printed", default="", metavar="CHỮ", help="Con số đúng như được trích trong câu trả lời, kèm đơn vị.")
@click.option("--value", metavar="GIÁ_TRỊ", help="Giá trị đúng; bỏ trống để lấy lại như bản in.")
@click.option("--reason", default="", metavar="LÝ_DO", help="Lý do, hiện cùng câu trả lời.")
@click.option("--author", default="người quản trị", show_default=True, metavar="TÊN", help="Ai đính chính.")
@db_option
def correct(
    document: str, field: str, printed: str, value: str | None, reason: str, author: str, db: Path | None
) -> None:
    """Write one correction, or take one back."""
    with opened_store(db, must_exist=True) as store:
        if not any(d.doc_key == document for d in store.documents()):
            raise Failure(f"Không có văn bản {document}: xem danh sách bằng planbot documents.")
        if field == "figure" and not any(o.span.quote == printed for o in store.observations(doc=document)):
            raise Failure(f"{document} không có con số nào được in là “{printed}”: chép đúng như trong câu trả lời.")
        right = _checked(field, value)
        with store.transaction():
            if right is None:
                done = store.corrections.take_back(document, field, printed)
            else:
                store.corrections.put(document, field, printed, right, reason or "đọc sai", author)
                done = True
            store.audit.write(author, "correct", f"document:{document}", before={field: printed}, after={field: right})
    click.echo(
        "Đã đính chính." if right is not None else "Đã lấy lại như bản in." if done else "Không có đính chính nào."
    )


def _checked(field: str, value: str | None) -> str | None:
    """The value as it is kept; nothing to take a correction back.

    >>> _checked("figure", "662,25"), _checked("issued_date", "2024-01-05"), _checked("subject", None)
    ('662.25', '2024-01-05', None)
    """
    from datetime import date

    from corpus.numbers import parse_number
    from corpus.periods import parse_period

    if value is None:
        return None
    try:
        if field == "figure":
            number = parse_number(value)
            if number is None:
                raise ValueError
            return str(number)
        if field == "issued_date":
            return date.fromisoformat(value).isoformat()
        if field == "reporting_period":
            return parse_period(value).code
    except ValueError as error:
        raise Failure(f"Giá trị “{value}” không dùng được cho {field}: số như 662,25, ngày như 2024-01-05.") from error
    return value.strip()
