"""A report as an office makes it says the same as Word file and as its print, and what it says is known."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from bot.bench.setting import to_pdf
from corpus.models import Document, Observation
from corpus.numbers import parse_number
from corpus.observations import extract_observations
from corpus.readers.files import read_any
from corpus.reading import document_of
from tests.office_document import ANNEX, NEVER, SAID, office_document


@pytest.fixture(scope="module", params=["docx", "pdf"])
def document(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The report, from its Word file and from its print."""
    folder = tmp_path_factory.mktemp("office")
    path = office_document(folder / "bao-cao.docx")
    if request.param == "pdf":
        if not to_pdf(path, folder / "bao-cao.pdf"):
            pytest.skip("LibreOffice is not installed")
        path = folder / "bao-cao.pdf"
    return document_of(read_any(path), path.name)


@pytest.fixture(scope="module")
def found(document: Document) -> list[Observation]:
    """The figures of the report."""
    return extract_observations(document)


def test_the_head_is_read_from_a_table_without_borders(document: Document) -> None:
    """Number, organ, place, date and signer, however narrow the columns are."""
    assert (document.code_number, document.code_notation, document.issued_date) == ("1234", "BC-SCT", "2024-06-20")
    assert (document.organ_name, document.place, document.reporting_period) == ("Sở Công Thương", "Hòa Sơn", "2024-S1")
    assert document.signer is not None
    assert document.signer.full_name == "Trần Thị Mai"
    titles = [s.title for p in document.paragraphs for s in p.section]
    assert {"KẾT QUẢ THỰC HIỆN", "Thương mại nội địa"} <= set(titles)


def test_the_figures_of_the_text_are_found(found: list[Observation]) -> None:
    """Notes tell of what they are hung on, changes are accepted, nothing deleted is read."""
    told = [(o.indicator, o.time_period, o.measure, str(o.value)) for o in found]
    assert [s for s in SAID if s not in told] == []
    assert not {o.value for o in found} & set(map(Decimal, NEVER))
    assert {"23", "63.5"} <= {str(o.value) for o in found}


def test_the_annex_keeps_its_columns_over_pages(found: list[Observation]) -> None:
    """Every cell is the figure of its row and column; the repeated head is no row."""
    columns = [("2024", "target"), ("2023-S1", "actual"), ("2024-M06", "actual"), ("2024-S1", "actual"),
               ("2024-S1", "pct_of_target"), ("2024-S1", "pct_of_same_period")]  # fmt: skip
    wanted = Counter(
        (row[1], period, measure, parse_number(cell))
        for row in ANNEX[1:]
        for cell, (period, measure) in zip(row[3:], columns, strict=True)
    )
    in_annex = [o for o in found if o.span.table is not None and "Công nghiệp - " in o.indicator]
    told = Counter((o.indicator.removeprefix("Công nghiệp - "), o.time_period, o.measure, o.value) for o in in_annex)
    assert told == wanted


def test_a_cell_of_two_figures_gives_none(found: list[Observation]) -> None:
    """The table inside a cell of the table: which of its figures the row means is not known."""
    assert not [o for o in found if str(o.value) in ("35", "129")]


def test_tasks_are_whole(document: Document) -> None:
    """An item of a list set in behind its mark is one paragraph in print too."""
    assert any(p.text.endswith("trước ngày 30/10/2024.") and "Giao Phòng" in p.text for p in document.paragraphs)
