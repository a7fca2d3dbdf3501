"""What a figure is of its indicator, by the words around it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from corpus.measures import measure_of
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


def test_estimates_carry_their_status() -> None:
    """Ước is E, dự kiến is F, a printed result A."""
    for text, status in [("ước đạt 5 tỷ đồng", "E"), ("dự kiến đạt 5 tỷ đồng", "F"), ("thu 5 tỷ đồng", "A")]:
        assert measure_of(text, find_quantities(text)[0]).obs_status == status
