"""The workbook: real numbers, formulas with the values they have, sources beside them, texts that stay texts."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.intake import ingest
from corpus.readers.office import libreoffice, save_as
from handlers.papers.form import FormRow, disagrees
from handlers.papers.workbook import HEADER_ROW, workbook_bytes
from handlers.replies import high_marks
from handlers.wording import period_words
from index import Store
from tests.desk_sample import fill
from tests.paper_sample import MADE, reported

PLAN, RESULT, COMPUTED, PRINTED, BASE, OF_BASE = "DFGHIJ"


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Store]:
    """The sample corpus, read once."""
    store = Store.open(tmp_path_factory.mktemp("workbook") / "samples.db")
    for _ in ingest([samples], store):
        pass
    yield store
    store.close()


def made(store: Store, period: str) -> tuple[bytes, list[FormRow]]:
    """The workbook of a period and the rows it is made of."""
    known, _, _, rows = reported(store, period)
    return workbook_bytes(known, rows, period_words(period), period[:4], MADE), rows


def lines(sheet: Any) -> dict[str, int]:
    """The row of each indicator of the form."""
    return {str(sheet.cell(r, 2).value): r for r in range(HEADER_ROW + 2, sheet.max_row + 1) if sheet.cell(r, 2).value}


def test_figures_are_numbers_and_percentages_formulas(sampled: Store) -> None:
    """Each figure is a number with a number's format; each computed share a formula whose saved value is right."""
    data, rows = made(sampled, "2023")
    form = load_workbook(io.BytesIO(data))["Biểu mẫu 01"]
    saved = load_workbook(io.BytesIO(data), data_only=True)["Biểu mẫu 01"]
    at = lines(form)
    assert len(at) == len(rows)
    for row in rows:
        r = at[row.row.indicator]
        assert form[f"{RESULT}{r}"].value == pytest.approx(float(row.row.observation.value))
        assert "#,##0" in form[f"{RESULT}{r}"].number_format
        for column, computed, formula in (
            (COMPUTED, row.of_plan, f"={RESULT}{r}/{PLAN}{r}"),
            (OF_BASE, row.of_base, f"={RESULT}{r}/{BASE}{r}"),
        ):
            cell = f"{column}{r}"
            assert form[cell].value == (formula if computed is not None else None)
            if computed is not None:
                assert saved[cell].value == pytest.approx(float(computed / 100))
                assert form[cell].number_format == "0.00%"
        printed = row.row.percent_source
        assert (form[f"{PRINTED}{r}"].value is None) == (printed is None)
        assert "số " in form.cell(r, 12).value


def test_libreoffice_computes_the_same_percentages(sampled: Store, tmp_path: Path) -> None:
    """Without the saved values, LibreOffice's own are those of the program, and the printed ones but rounding."""
    program = libreoffice()
    if program is None:
        pytest.skip("LibreOffice is not installed")
    data, rows = made(sampled, "2023")
    # openpyxl saves formulas without values: whoever opens the file has to compute
    bare = load_workbook(io.BytesIO(data))
    bare.save(tmp_path / "bare.xlsx")
    try:
        opened = save_as(program, tmp_path / "bare.xlsx", "xlsx", tmp_path, 120)
    except subprocess.TimeoutExpired:
        pytest.skip("LibreOffice takes too long on this machine")
    computed = load_workbook(opened, data_only=True)["Biểu mẫu 01"]
    at = lines(computed)
    compared = 0
    for row in rows:
        r = at[row.row.title]
        if row.of_plan is not None:
            assert computed[f"{COMPUTED}{r}"].value == pytest.approx(float(row.of_plan / 100))
            compared += 1
        printed = row.row.percent_source
        if printed is not None and row.of_plan is not None and not disagrees(printed, row.of_plan):
            assert computed[f"{COMPUTED}{r}"].value == pytest.approx(
                float(row.row.percent_source.value / 100), abs=0.01
            )
    assert compared > 3


def test_every_observation_stands_with_its_source(sampled: Store) -> None:
    """The second sheet has each figure as a number, with document, place and the words it was printed in."""
    known, _, _, _ = reported(sampled, "2023")
    data, _ = made(sampled, "2023")
    sheet = load_workbook(io.BytesIO(data))["Số liệu"]
    assert sheet.max_row == len(known.book.observations) + 1
    for r, o in enumerate(known.book.observations, 2):
        assert sheet.cell(r, 1).value == o.indicator
        assert Decimal(str(sheet.cell(r, 5).value)) == pytest.approx(o.value)
        assert sheet.cell(r, 8).value
        assert sheet.cell(r, 10).value == high_marks(" ".join(o.clause.quote.split()))


def test_header_stays_in_view_and_on_each_page(sampled: Store) -> None:
    """Frozen below the header, the header repeated in print, A4 lying, one page wide."""
    data, _ = made(sampled, "2023")
    for name, frozen, titles in (("Biểu mẫu 01", "C5", "$4:$4"), ("Số liệu", "C2", "$1:$1")):
        sheet = load_workbook(io.BytesIO(data))[name]
        assert sheet.freeze_panes == frozen
        assert sheet.print_title_rows == titles
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.page_setup.fitToHeight == 0


def test_nothing_of_a_document_becomes_a_formula(fresh_store: Store, tmp_path: Path) -> None:
    """A name that begins with = or @ is a text; the only formulas are the form's own quotients."""
    store = fill(fresh_store, tmp_path / "van-ban")
    known, _, _, rows = reported(store)
    hostile = [
        r.model_copy(update={"row": r.row.model_copy(update={"indicator": f'{sign}HYPERLINK("http://x","y")'})})
        for r, sign in zip(rows, "=+-@", strict=False)
    ]
    data = workbook_bytes(known, hostile, "kỳ <này> & kia", "2024", MADE)
    for sheet in load_workbook(io.BytesIO(data)):
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type != "f" or cell.column_letter in (COMPUTED, OF_BASE)
                assert cell.hyperlink is None


def test_a_month_has_its_own_column(sampled: Store) -> None:
    """The month's figure beside that since January."""
    data, rows = made(sampled, "2023-M12")
    monthly = [r for r in rows if r.month is not None]
    assert monthly
    form = load_workbook(io.BytesIO(data))["Biểu mẫu 01"]
    at = lines(form)
    for row in monthly:
        assert row.month is not None
        assert form[f"E{at[row.row.indicator]}"].value == pytest.approx(float(row.in_unit(row.month) or 0))
