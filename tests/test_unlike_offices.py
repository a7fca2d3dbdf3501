"""Answers on authorities unlike the sample offices: other headings, other tables, other subjects."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.asking import Office
from tests.examples import own_figures, unlike_asked, unlike_documents, works_office
from tests.examples.unlike_asked import Asked

OFFICES = {
    "agriculture": (unlike_documents.AGRICULTURE, unlike_asked.AGRICULTURE),
    "district": (unlike_documents.DISTRICT, unlike_asked.DISTRICT),
    "parks": (unlike_documents.PARKS, unlike_asked.PARKS),
    "own figures": (own_figures.DOCUMENTS, own_figures.ASKED),
    "works": (works_office.DOCUMENTS, works_office.ASKED),
    "university": (unlike_documents.UNIVERSITY, unlike_asked.UNIVERSITY),
}


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Office]]:
    """Each authority with its own documents only."""
    opened = {}
    for name, (documents, _) in OFFICES.items():
        folder = tmp_path_factory.mktemp(name)
        for file, text in documents.items():
            (folder / file).write_text(text, encoding="utf-8")
        opened[name] = Office([folder], folder / "kho.db")
    yield opened
    for office in opened.values():
        office.close()


@pytest.mark.parametrize(
    ("name", "asked"),
    [pytest.param(n, a, id=f"{n}: {' > '.join(a.turns)[:60]}") for n, (_, table) in OFFICES.items() for a in table],
)
def test_answer(offices: dict[str, Office], name: str, asked: Asked) -> None:
    """The reply brings what is asked, its headline no neighbour's figure; without an answer it says so."""
    answer = offices[name].ask(*asked.turns)
    if not asked.any_of:
        assert answer.status == "not_found", answer.text
        return
    for group in asked.any_of:
        assert any(said.casefold() in answer.text.casefold() for said in group), answer.text
    for figure in asked.absent:
        assert not re.search(rf"(?<![\d.,]){re.escape(figure)}(?!\d|[.,]\d)", answer.headline), answer.headline
