"""From a file to an answer: the citation says the page, a doubtful figure its caution."""

from __future__ import annotations

from pathlib import Path

from bot.assistant import make_assistant
from bot.intake import ingest
from corpus.models import DOUBTFUL
from corpus.observations import extract_observations
from corpus.readers.text import RawText
from corpus.reading import document_of
from handlers.drafting import cite
from index import Store
from tests.making import Printed


def test_an_answer_from_a_pdf_says_the_page(fresh_store: Store, tmp_path: Path) -> None:
    """The second page of a PDF is named in the source of the answer."""
    page = Printed(tmp_path / "bao-cao.pdf")
    page.lines(80, ["Số: 15/BC-UBND", "BÁO CÁO", "Kết quả thực hiện năm 2023"])
    page.turn()
    page.lines(80, ["Doanh thu năm 2023 đạt 1.200 tỷ đồng, bằng 110% kế hoạch."])
    *_, _report = ingest([page.save()], fresh_store)
    answer = make_assistant(fresh_store).reply("1", "doanh thu năm 2023")
    assert any(c.place.startswith("tr. 2") for c in answer.citations)


def test_a_doubtful_figure_is_never_shown_without_its_caution(fresh_store: Store) -> None:
    """The caution stands on the observation, the citation and the answer's notes."""
    text = "Số: 15/BC-UBND\n\nBÁO CÁO\n\nKết quả năm 2023\n\nDoanh thu năm 2023 đạt 1.200 tỷ đồng.\n"
    at = text.index("1.200")
    raw = RawText(text=text, encoding="ocr", sha256="1", doubtful=((at, at + 5),))
    document = document_of(raw, "quet.pdf")
    found = extract_observations(document)
    fresh_store.ingest(document, found)
    assert all(DOUBTFUL in o.cautions for o in found if o.value == 1200)
    assert cite(make_assistant(fresh_store).knowledge(), found[0]).doubtful
    answer = make_assistant(fresh_store).reply("1", "doanh thu năm 2023")
    assert "1.200" in answer.text
    assert DOUBTFUL in answer.notes
    assert DOUBTFUL in answer.text
