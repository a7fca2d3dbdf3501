"""Exports: rows, and rows in four formats."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exporting import (
    COLUMNS,
    SDMX_COLUMNS,
    finding_row,
    observation_row,
    safe_cell,
    sdmx_period,
    sdmx_row,
    task_row,
    to_csv,
    to_xlsx,
)
from corpus.models import Finding, Observation, Span, Task


def span(quote: str, start: int = 10) -> Span:
    """A place in an invented report."""
    return Span(doc="12/BC-UBND", paragraph=3, start=start, end=start + len(quote), quote=quote)


OBSERVATION = Observation(
    doc="12/BC-UBND",
    indicator="Thu hút FDI",
    catalogued=True,
    entity="Tỉnh An Bình",
    time_period="2024-M01/2024-M07",
    measure="actual",
    value=Decimal("120.5"),
    unit="triệu USD",
    unit_mult=6,
    group="p3.1",
    section=("I. KẾT QUẢ", "1. Thu hút đầu tư"),
    span=span("120,5 triệu USD", 20),
    clause=span("thu hút FDI đạt 120,5 triệu USD"),
)
TASK = Task(doc="12/BC-UBND", ordinal=1, text="Lập quy hoạch", lead="Sở Xây dựng", span=span("Lập quy hoạch"))
FINDING = Finding(
    kind="pct_vs_value",
    severity="hard",
    title="Ghi 60%, tính ra 61%",
    docs=("12/BC-UBND",),
    quotes=(span("60%"), span("120,5 triệu USD")),
    reported="60%",
    computed="61%",
)


def test_rows_have_the_columns() -> None:
    """Each kind of row has exactly the columns of its table, in their order."""
    assert tuple(observation_row(OBSERVATION)) == COLUMNS["observations"]
    assert tuple(task_row(TASK)) == COLUMNS["tasks"]
    assert tuple(finding_row(FINDING)) == COLUMNS["findings"]
    assert tuple(sdmx_row(OBSERVATION)) == SDMX_COLUMNS


def test_observation_row_points_at_its_clause() -> None:
    """Value, quote and offsets are those of the document."""
    row = observation_row(OBSERVATION)
    assert (row["value"], row["unit"], row["unit_mult"]) == (120.5, "triệu USD", 6)
    assert row["end"] - row["start"] == len(row["quote"])


def test_finding_row_has_every_quote_with_its_document() -> None:
    """A contradiction shows all that contradicts, and where."""
    assert [q["doc"] for q in finding_row(FINDING)["quotes"]] == ["12/BC-UBND", "12/BC-UBND"]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024-M01/2024-M07", "2024-01-01/P7M"),
        ("2023-M11/2024-M02", "2023-11-01/P4M"),
        ("2021/2025", "2021-01-01/P5Y"),
        ("2024-Q1", "2024-Q1"),
        ("2024-06-07", "2024-06-07"),
        ("", ""),
    ],
)
def test_sdmx_period(period: str, expected: str) -> None:
    """Ranges take the standard's start/duration form, other codes stay."""
    assert sdmx_period(period) == expected


def test_sdmx_starts_with_the_structure_columns() -> None:
    """SDMX-CSV 2.0 wants STRUCTURE and STRUCTURE_ID first."""
    text = to_csv([sdmx_row(OBSERVATION)], SDMX_COLUMNS)
    header, row = list(csv.reader(io.StringIO(text)))
    assert header[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert row[header.index("OBS_VALUE")] == "120.5"


@given(st.text())
def test_no_cell_starts_a_formula(text: str) -> None:
    """Whatever a document holds, a spreadsheet reads the cell as a figure or as text."""
    cell = safe_cell(text)
    assert not cell.startswith(("=", "@", "\t", "\r"))
    assert cell in {text, "'" + text}
    if cell.startswith(("+", "-")):
        float(cell)


def test_workbook_holds_texts_as_texts() -> None:
    """A label that looks like a formula is a string in the workbook; figures are figures."""
    data = to_xlsx([{"label": "=HYPERLINK(1)", "value": 3.5}], ["label", "value"])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["B2"].value == 3.5
