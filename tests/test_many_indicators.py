"""Five hundred indicators: messages are pages under Telegram's limit, files stay readable, nothing is left out."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from bot.intake import ingest
from handlers.ask import Assistant
from handlers.desk import Desk, Message
from handlers.packing import pack
from handlers.papers.making import paper_file
from handlers.replies import Turn, plain
from handlers.routes import ROUTES
from handlers.summaries import build_summary
from handlers.summaries.pictures import shares_picture
from handlers.summaries.scope import latest
from index import Store
from tests.many_sample import many
from tests.paper_sample import MADE, TODAY
from tests.provenance import word_paragraphs, word_tables

COUNT = 500


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over one report of very many indicators."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "bc.md").write_text(many(COUNT), encoding="utf-8")
    with Store.open(folder / "kho.db") as store:
        for _ in ingest([folder], store):
            pass
        yield Desk(store, Assistant(store, clock=lambda: TODAY), ROUTES, clock=lambda: TODAY)


def press(desk: Desk, turn: Turn, label: str) -> Turn:
    """What a button of a reply brings."""
    button = next(b for r in turn.replies for row in r.rows for b in row if b.label == label)
    data = button.data(desk.store.handle)
    return desk.handle(Message(kind="press", text=data, person="telegram:1", conversation="1"))


def lines(turn: Turn) -> list[str]:
    """The lines of a reply."""
    return [line for r in turn.replies for block in r.blocks for line in plain(block).splitlines()]


def test_every_indicator_is_on_some_page(desk: Desk) -> None:
    """The first message says how many there are; the pages show each once, each page is one message."""
    turn = desk.handle(Message(text="/tomtat", person="telegram:1", conversation="1"))
    assert len(pack(turn.replies[0].blocks)) == 1
    assert f"… và {COUNT - 9} chỉ tiêu nữa." in lines(turn)
    turn = press(desk, turn, "Đủ các chỉ tiêu")
    seen: list[str] = []
    while True:
        assert len(pack(turn.replies[0].blocks)) == 1
        seen += [line for line in lines(turn) if " · " in line]
        if not any(b.label == "Trang sau ›" for row in turn.replies[0].rows for b in row):
            break
        turn = press(desk, turn, "Trang sau ›")
        assert turn.replies[0].edit
    assert len(seen) == len(set(seen)) == COUNT


def test_the_quotes_are_pages_too(desk: Desk) -> None:
    """Sources of five hundred figures do not come as fifty messages."""
    turn = press(desk, desk.handle(Message(text="/tomtat", person="telegram:1", conversation="1")), "Nguồn từng số")
    assert len(turn.replies) == 1
    assert len(pack(turn.replies[0].blocks)) == 1
    assert any("<giống>" in line for line in lines(turn))


def test_files_hold_all_and_tell_some(desk: Desk) -> None:
    """The form has every row in Word and Excel; the text tells those held against the plan and where the others are."""
    known = desk.view(frozenset())
    summary = build_summary(known, latest(known), TODAY)
    assert len(summary.rows) == COUNT
    word = paper_file(known, summary, "docx", now=MADE).data
    assert len([row for row in word_tables(word)[0] if len(row) > 1]) == COUNT + 1
    told = [text for part, text in word_paragraphs(word) if part == "word/document.xml" and text.startswith("- ")]
    assert len(told) <= 130
    assert any(f"Còn {COUNT - 60} chỉ tiêu khác" in text for _, text in word_paragraphs(word))
    sheet = load_workbook(io.BytesIO(paper_file(known, summary, "xlsx", now=MADE).data))["Biểu mẫu 01"]
    assert sum(isinstance(row[0].value, int) for row in sheet.iter_rows()) == COUNT
    picture = shares_picture(known, summary, TODAY)
    assert picture is not None
    assert f"(16 trong {COUNT} chỉ tiêu)" in picture.caption
