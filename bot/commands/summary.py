"""`planbot summary`: a period in short, as text, picture or file, without a chat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import Failure, PlanbotCommand, console, db_option, opened_store, write_whole

if TYPE_CHECKING:
    from datetime import datetime

    from handlers.knowledge import Knowledge
    from handlers.replies import File
    from handlers.summaries import Summary
    from handlers.summaries.asking import Wish

KINDS = ("text", "png", "docx", "xlsx", "pdf")


@click.command(
    cls=PlanbotCommand,
    short_help="Tóm tắt một kỳ.",
    help="Tóm tắt một kỳ: chỉ tiêu so với kế hoạch và cùng kỳ, nhiệm vụ, chỗ mâu thuẫn, nguồn.",
)
@click.option("--period", default="", metavar="KỲ", help="Mã kỳ như 2023-S1, 2023-Q3, hoặc bằng lời: '6 tháng 2023'.")
@click.option("--field", default="", metavar="LĨNH_VỰC", help="Chỉ một lĩnh vực hoặc đơn vị, ghi bằng lời.")
@click.option("--format", "kind", type=click.Choice(KINDS), default="text", show_default=True, help="Dạng.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP", help="Ghi vào tệp.")
@click.option(
    "--issued",
    type=click.DateTime(("%Y-%m-%d",)),
    metavar="NGÀY",
    help="Ngày ký ghi trên bản Word, PDF (bỏ trống: để trống).",
)
@db_option
def summary(period: str, field: str, kind: str, output: Path | None, issued: datetime | None, db: Path | None) -> None:
    """Print or write it."""
    from bot.assistant import make_assistant
    from handlers.replies import plain
    from handlers.summaries import build_summary
    from handlers.summaries.asking import wish_of
    from handlers.summaries.pictures import shares_picture
    from handlers.summaries.reply import summary_reply
    from handlers.summaries.scope import indicators_of, latest, periods_with_figures

    with opened_store(db, must_exist=True) as store:
        known = make_assistant(store).knowledge()
        wish = _coded(period, wish_of(known, f"{'' if _is_code(period) else period} {field}"))
        code = wish.period or latest(known)
        if period.strip() and not wish.period:
            raise Failure(f"Không hiểu kỳ “{period.strip()}”: ghi như 2023, 2023-S1 hay “6 tháng 2023”.")
        if field.strip() and not (wish.fields or wish.unit or wish.behind):
            raise Failure(f"Không có lĩnh vực, chỉ tiêu hay đơn vị nào là “{field.strip()}”.")
        built = build_summary(known, code, known.today, wish.fields, wish.unit) if code and not wish.unknown else None
        if built is None or not built.rows:
            held = ", ".join(periods_with_figures(known, indicators_of(known))[:6])
            raise Failure(f"Không có số liệu của kỳ hay lĩnh vực này.{f' Các kỳ có số liệu: {held}.' if held else ''}")
        if kind == "text":
            reply = summary_reply(known, built, wish.model_copy(update={"period": code}))
            text = "\n\n".join(plain(block) for block in reply.blocks)
            if output is None:
                console().print(text, markup=False)
                return
            data = (text + "\n").encode()
        elif kind == "png":
            picture = shares_picture(known, built, known.today)
            if picture is None:
                raise Failure("Kỳ này không có chỉ tiêu nào có kế hoạch để vẽ.")
            data = picture.data
        else:
            file = _paper(known, built, kind, issued)
            output, data = output or Path(file.name), file.data
    path = output or Path(f"tom-tat-{code.replace('/', '_')}.{kind}")
    write_whole(path, data)
    click.echo(f"Đã ghi {path}.")


def _paper(known: Knowledge, built: Summary, kind: str, issued: datetime | None) -> File:
    """The summary as a file of a kind, or the sentence why not."""
    from bot.assistant import make_papers
    from handlers.clock import local_now
    from handlers.papers.making import FORMATS, PrintingError, paper_file

    office, to_pdf = make_papers()
    form = next(f for f in FORMATS if f == kind)
    day = issued.date() if issued else None
    try:
        return paper_file(known, built, form, office=office, now=local_now(), issued=day, to_pdf=to_pdf)
    except PrintingError as error:
        raise Failure(str(error)) from error


def _is_code(period: str) -> bool:
    from corpus.periods import parse_period

    try:
        return bool(parse_period(period))
    except ValueError:
        return False


def _coded(period: str, wish: Wish) -> Wish:
    return wish.model_copy(update={"period": period}) if _is_code(period) else wish
