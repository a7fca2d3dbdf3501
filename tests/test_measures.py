"""What a figure is of its indicator, by the words around it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from corpus.measures import find_measures, measure_of
from corpus.quantities import find_quantities
from corpus.text import fold

TABLES = runpy.run_path(str(Path(__file__).parent / "examples" / "measures.py"))


@pytest.mark.parametrize(("text", "expected"), TABLES["MEASURES"])
def test_a_clause_tells_the_measure_of_its_figures(text: str, expected: list[tuple[str, str]]) -> None:
    """Each figure of the clause has the measure and signed value of the table, with and without diacritics."""
    for spelling in (text, fold(text)):
        quantities = find_quantities(spelling)
        matches = [measure_of(spelling, q, p) for p, q in zip([None, *quantities], quantities, strict=False)]
        assert [(m.measure, f"{m.figure(q.value)}") for m, q in zip(matches, quantities, strict=True)] == expected


@pytest.mark.parametrize(("text", "expected"), TABLES["QUESTIONS"])
def test_questions_and_headings_name_measures(text: str, expected: list[str]) -> None:
    """Questions and column headings give the measures of the table and no others."""
    assert [m.measure for m in find_measures(text)] == expected


def test_estimates_carry_their_status() -> None:
    """Ước is E, dự kiến is F, a printed result A."""
    for text, status in [("ước đạt 5 tỷ đồng", "E"), ("dự kiến đạt 5 tỷ đồng", "F"), ("thu 5 tỷ đồng", "A")]:
        assert measure_of(text, find_quantities(text)[0]).obs_status == status


def test_a_silent_clause_follows_its_section() -> None:
    """A bare figure is a target under a heading of aims and a result under one of results."""
    text = "1. Thu hút đầu tư trong nước: 2.000 tỷ đồng"
    quantity = find_quantities(text)[0]
    assert measure_of(text, quantity, None, "Chỉ tiêu cụ thể năm 2025, nhiệm vụ trọng tâm").measure == "target"
    assert measure_of(text, quantity, None, "Kết quả thực hiện").measure == "actual"
