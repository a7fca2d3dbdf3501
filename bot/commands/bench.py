"""`planbot bench`: the measured figures of this machine in one table."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import Failure, PlanbotCommand, console

if TYPE_CHECKING:
    from bot.bench.measure import Figure

Questions = list[tuple[tuple[str, ...], str]]

SAMPLE_QUESTIONS: Questions = [
    ((), "FDI 6 tháng đạt bao nhiêu %"),
    ((), "doanh thu ca nam 2023"),
    ((), "xuat khau 6t sv ke hoach"),
    ((), "kế hoạch nộp ngân sách doanh nghiệp năm 2023"),
    ((), "tổng số lao động cuối năm"),
    ((), "Phòng Quản lý đầu tư được giao việc gì"),
    ((), "nhiệm vụ UBND thành phố giao đã hoàn thành bao nhiêu"),
    ((), "nhà ở công nhân làm đến đâu"),
    ((), "thu nhập bình quân"),
    ((), "DDI năm 2023 so với cùng kỳ"),
    (("fdi 6 thang dat bao nhieu",), "còn DDI?"),
    (("doanh thu 6 tháng",), "cả năm thì sao"),
]


SAMPLE_PERIOD = "2023"


@click.command(
    cls=PlanbotCommand,
    short_help="Đo tốc độ và bộ nhớ.",
    help="Đo tốc độ và bộ nhớ trên máy này.",
)
@click.option(
    "--corpus", "folder", type=click.Path(path_type=Path), metavar="THƯ_MỤC", help="Văn bản để đo (mặc định: mẫu)."
)
@click.option("--questions", type=click.Path(path_type=Path), metavar="TỆP.jsonl", help="Câu hỏi để đo.")
@click.option("--ranking/--no-ranking", default=True, help="Đo cả xếp hạng đoạn văn với các công cụ khác.")
def bench(folder: Path | None, questions: Path | None, ranking: bool) -> None:
    """Measure and print."""
    import corpus
    from bot.bench import measure

    source = folder or Path(corpus.__file__).parent / "samples"
    asked = _questions(questions) if questions else SAMPLE_QUESTIONS
    with tempfile.TemporaryDirectory() as work:
        db = Path(work) / "bench.db"
        figures = _measured("nạp văn bản", lambda: measure.intake(source, db))
        figures += _measured("hỏi đáp", lambda: measure.answering(db, asked))
        figures += _measured("báo cáo", lambda: measure.papers(db, SAMPLE_PERIOD))
        figures += _measured("khởi động lạnh", lambda: measure.cold_ask(db, asked[0][1]))
    console().print(_table(figures))
    if ranking:
        from bot.bench.ranking import run

        with console(stderr=True).status("đang đo: xếp hạng đoạn văn") as status:
            click.echo("\n" + run(told=status.update))


def _measured(name: str, measurement: Callable[[], list[Figure]]) -> list[Figure]:
    with console(stderr=True).status(f"đang đo: {name}"):
        return measurement()


def _questions(path: Path) -> Questions:
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        return [(tuple(line.get("turns") or ()), line["q"]) for line in lines]
    except (OSError, ValueError, KeyError) as error:
        raise Failure(f'{path} không đọc được: mỗi dòng cần dạng {{"turns": […], "q": "…"}}.') from error


def _table(figures: list[Figure]) -> object:
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("Phép đo", "Kết quả", "Mục tiêu"):
        table.add_column(title, justify="left" if title == "Phép đo" else "right", no_wrap=True)
    for figure in figures:
        aim = f"≤ {figure.aim:g} {figure.unit}".replace(".", ",") if figure.aim is not None else ""
        table.add_row(figure.name, f"{figure.value:.2f} {figure.unit}".replace(".", ","), aim)
    return table
