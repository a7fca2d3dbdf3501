"""A paper that has everything, and a store's own report, for the tests of the files."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

from docx import Document

from handlers.ask import Assistant
from handlers.knowledge import Knowledge
from handlers.papers.form import FormRow, form_rows
from handlers.papers.office import office_of
from handlers.papers.report import report_paper
from handlers.papers.values import Annex, Column, Grid, Heading, Paper, Row, Text
from handlers.papers.word import docx_bytes
from handlers.summaries import Summary, build_summary
from index import Store

TODAY = date(2024, 7, 31)
MADE = datetime(2024, 7, 31, 8, 30)
HOSTILE = 'Công ty <b>A & B</b> "=1+1"'

_COLUMNS = (
    Column(title="TT", width=10, align="center"),
    Column(title="Chỉ tiêu", width=60),
    Column(title="Kế hoạch", width=25, align="right"),
)


def full_paper(**changes: Any) -> Paper:
    """A paper with every component, long enough for several pages."""
    rows = tuple(Row(cells=(str(n), f"Chỉ tiêu {n}", "1.234,5")) for n in range(1, 70))
    paper = Paper(
        parent_organ="UBND tỉnh An Bình",
        organ="Ban Quản lý Khu kinh tế An Bình",
        code_notation="BC-BQL",
        place="An Bình",
        type_name="Báo cáo",
        subject="Kết quả thực hiện các chỉ tiêu, nhiệm vụ 6 tháng đầu năm 2024",
        addressees=("Ủy ban nhân dân tỉnh", "Sở Kế hoạch và Đầu tư"),
        basis=("Căn cứ Kế hoạch số 07/KH-UBND", "Căn cứ Quyết định số 12/QĐ-UBND"),
        blocks=(
            Heading(level=1, text="I. Kết quả"),
            Heading(level=2, text="1. Thu hút đầu tư"),
            Text.of(f"- {HOSTILE} đạt 5 triệu USD.", "Báo cáo số 12/BC-UBND, mục I.1."),
            Heading(level=3, text="a) Chi tiết"),
            Grid(columns=_COLUMNS, rows=rows, unit_line="Đơn vị tính: triệu USD"),
            Text.of("Trên đây là báo cáo./."),
        ),
        annexes=(
            Annex(name="Biểu mẫu 01", blocks=(Grid(columns=_COLUMNS, rows=rows),), landscape=True),
            Annex(name="Nhiệm vụ", blocks=(Text.of("Nội dung."),)),
        ),
        recipients=("Thường trực Tỉnh ủy", "Lãnh đạo Ban"),
    )
    return paper.model_copy(update=changes)


def opened(paper: Paper) -> Any:
    """The paper as Word gives it back."""
    return Document(io.BytesIO(docx_bytes(paper, MADE)))


def known_of(store: Store) -> Knowledge:
    """What the store knows."""
    return Assistant(store).knowledge()


def reported(store: Store, period: str = "2024-S1") -> tuple[Knowledge, Summary, Paper, list[FormRow]]:
    """The store's own report of a period, with what it is made of."""
    known = known_of(store)
    summary = build_summary(known, period, TODAY)
    paper = report_paper(known, summary, office_of(known.documents.values()), TODAY)
    return known, summary, paper, form_rows(known, summary, TODAY)
