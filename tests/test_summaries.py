"""Summaries: every number has a source or a formula, one message fits a phone, pictures, bad input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.intake import ingest
from corpus.numbers import parse_number
from handlers.ask import Assistant
from handlers.desk import Desk, Message
from handlers.replies import Button, Turn, plain
from handlers.routes import ROUTES
from handlers.summaries import Summary, build_summary
from handlers.summaries.asking import wants_summary
from handlers.summaries.build import share_of_year
from handlers.summaries.pictures import comparable_series, ranking_picture, shares_picture, trend_picture
from handlers.summaries.ranks import ranked_places
from handlers.summaries.scope import latest
from handlers.summaries.tasks import count_tasks
from index import Person, Store

TODAY = date(2023, 12, 20)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Desk]:
    """A desk over the sample documents."""
    with Store.open(tmp_path_factory.mktemp("summaries") / "kho.db") as store:
        for _ in ingest([samples], store):
            pass
        yield Desk(store, Assistant(store, clock=lambda: TODAY), ROUTES, clock=lambda: TODAY)


def says(desk: Desk, text: str, kind: str = "text") -> tuple[str, dict[str, Button], Turn]:
    """The text, the buttons and the turn."""
    turn = desk.handle(Message(kind=kind, text=text, person="telegram:1", conversation="1"))  # type: ignore[arg-type]
    shown = "\n\n".join(plain(block) for reply in turn.replies for block in reply.blocks)
    return shown, {b.label: b for r in turn.replies for row in r.rows for b in row}, turn


def numbers(text: str) -> set[Decimal]:
    """Every figure of a text, without dates, document numbers and the counts of the summary itself."""
    text = re.sub(r"\d+/[A-Z][\w-]*|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}|năm \d{4}|\d+ tháng|ngày \d+", " ", text)
    found = re.findall(r"(?<![\w,.])\d[\d.]*(?:,\d+)?", text)
    return {abs(value) for figure in found if (value := parse_number(figure.rstrip("."))) is not None}


def sourced(desk: Desk, summary: Summary) -> set[Decimal]:
    """Every figure that is printed in a quote of the summary or computed by one of its formulas."""
    known = desk.view(frozenset())
    out = {abs(o.value) for o in known.book.observations if o.doc in summary.documents}
    for row in summary.rows:
        for citation in row.citations:
            document = known.documents[citation.document]
            assert citation.quote in document.original
            out |= numbers(citation.quote)
        out |= numbers(row.formula)
        # "bằng 106% cùng kỳ (tăng 6%)": the change is the printed percentage less a hundred
        out |= {abs(v - 100) for v in numbers(row.same_period)}
    return out


@pytest.mark.parametrize("period", ["2023-S1", "2023"])
def test_every_number_has_a_source_or_a_formula(desk: Desk, period: str) -> None:
    """The rows of the whole summary hold no figure that no document prints and no formula gives."""
    summary = build_summary(desk.view(frozenset()), period, TODAY)
    assert len(summary.rows) > 5
    shown, _, _ = says(desk, f"/tomtat {'6 tháng ' if period != '2023' else ''}2023")
    rows = "\n".join(line for line in shown.splitlines() if " · " in line or line.startswith("▫️"))
    assert rows
    strangers = numbers(rows) - sourced(desk, summary)
    assert not strangers


def test_one_message_fits_a_phone(desk: Desk) -> None:
    """Head, rows with words beside the marks, tasks, what to check, sources; the rest is a button away."""
    shown, buttons, _ = says(desk, "/tomtat 6 tháng 2023")
    assert len(shown) < 1_600
    assert shown.startswith("Tóm tắt 6 tháng đầu năm 2023")
    assert "33,11% kế hoạch · ↑ bằng 106% cùng kỳ (tăng 6%) · chậm" in shown
    assert "Nguồn: " in shown
    for label in ("Cách tính", "Nguồn từng số", "Chỉ xem chỉ tiêu chậm", "Biểu đồ"):
        assert label in buttons
        assert len(buttons[label].data(desk.store.handle)) <= 64


def test_the_rule_and_the_sources_are_a_button_away(desk: Desk) -> None:
    """How "đúng tiến độ" is meant is told on demand, in place of the message; quotes are whole."""
    _, buttons, _ = says(desk, "/tomtat 6 tháng 2023")
    rule, back, turn = says(desk, buttons["Cách tính"].data(desk.store.handle), "press")
    assert "từ 50% đến dưới 100% kế hoạch năm" in rule
    assert turn.replies[0].edit
    assert "Tóm tắt 6 tháng" in says(desk, back["‹ Tóm tắt"].data(desk.store.handle), "press")[0]
    quotes, _, _ = says(desk, buttons["Nguồn từng số"].data(desk.store.handle), "press")
    assert "662,25 triệu USD" in quotes
    assert "“" in quotes


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("tóm tắt 6 tháng", "Tóm tắt 6 tháng đầu năm 2023"),
        ("tinh hinh thu hut dau tu den het thang 12", "Tóm tắt năm 2023, FDI, DDI"),
        ("cái gì chậm?", "Các chỉ tiêu chậm năm 2023"),
        ("chỉ tiêu nào chưa đạt 6 tháng 2023", "Các chỉ tiêu chậm 6 tháng đầu năm 2023"),
        ("/tomtat lao động", "Lao động"),
    ],
)
def test_plain_words(desk: Desk, words: str, shown: str) -> None:
    """What a leader types."""
    assert says(desk, words)[0].startswith(shown) or shown in says(desk, words)[0].splitlines()[0]


@pytest.mark.parametrize("words", ["FDI 6 tháng đạt bao nhiêu %", "nhiệm vụ nào quá hạn", "kế hoạch 254 có gì"])
def test_other_questions_are_no_summaries(words: str) -> None:
    """A figure, tasks or a document asked for is answered as before."""
    assert not wants_summary(words)


@pytest.mark.parametrize(
    ("words", "told"),
    [("/tomtat 2019", "năm 2019"), ("/tomtat đánh cá voi", "“đánh cá voi”"), ("/tomtat <b>&", "Tóm tắt")],
)
def test_what_is_not_there_is_told_with_what_is(desk: Desk, words: str, told: str) -> None:
    """A period without figures, an unknown field, rubbish: what exists instead."""
    shown, _, _ = says(desk, words)
    assert told in shown


def test_a_reader_without_rights_gets_no_internal_figure(desk: Desk) -> None:
    """The summary goes by the view: an internal report's figures are gone, and so is its name."""
    store = desk.store
    store.people.put(Person(person="telegram:9", role="reader", chat="9"))
    closed = Desk(store, desk.assistant, ROUTES, clock=lambda: TODAY, who=store.people.get)
    store.marks.put("6037/BC-BQL", "internal", "telegram:1")
    try:
        turn = closed.handle(Message(text="/tomtat 2023", person="telegram:9", conversation="9"))
    finally:
        store.marks.take("6037/BC-BQL", "internal")
    shown = "\n".join(plain(b) for r in turn.replies for b in r.blocks)
    assert "6037" not in shown
    assert "3.466" not in shown


def test_an_empty_store_is_told() -> None:
    """Before anything was read there is nothing to sum up."""
    with Store.open(":memory:") as store:
        shown, _, _ = says(Desk(store, Assistant(store), ROUTES), "/tomtat")
    assert shown.startswith("Không tìm thấy số liệu")


def test_a_month_is_not_held_against_the_year(desk: Desk) -> None:
    """One month's result is no share of the year's plan unless a document says so."""
    summary = build_summary(desk.view(frozenset()), "2023-M12", TODAY)
    assert not [r for r in summary.rows if r.formula and r.observation.unit.endswith(("USD", "đồng"))]


@pytest.mark.parametrize(("period", "share"), [("2023-Q1", 25), ("2023-M12", 100), ("2023-06-30", 50)])
def test_share_of_the_year(period: str, share: int) -> None:
    """What a target on course has reached."""
    assert share_of_year(period) == share


def test_pictures_are_drawn_with_their_text(desk: Desk) -> None:
    """Each picture names period, sources and figures in its caption, for those who do not see it."""
    known = desk.view(frozenset())
    file = shares_picture(known, build_summary(known, "2023-S1", TODAY), TODAY)
    assert file is not None
    assert file.data.startswith(PNG)
    assert file.picture
    assert "Thu hút FDI 33,11%" in file.caption
    assert "Nguồn: " in file.caption
    assert len(file.caption) <= 1024
    names = [n for n in known.book.names() if len(comparable_series(known, n)) > 1]
    trend = trend_picture(known, names[0], TODAY)
    assert trend is not None
    assert trend.data.startswith(PNG)
    assert trend_picture(known, "không có", TODAY) is None
    places = next(p for n in known.book.names() if (p := ranked_places(known, n)))
    ranked = ranking_picture(known, places.rows[0].indicator, places.rows, places.left_out, TODAY)
    assert ranked is not None
    assert ranked.caption.index(places.rows[0].entity) < ranked.caption.index(places.rows[1].entity)


def test_the_button_sends_the_picture(desk: Desk) -> None:
    """A photo, and buttons to others."""
    _, buttons, _ = says(desk, "/tomtat 6 tháng 2023")
    _, _, turn = says(desk, buttons["Biểu đồ"].data(desk.store.handle), "press")
    assert turn.replies[0].files[0].picture
    assert latest(desk.view(frozenset()))


def test_a_field_narrows_the_tasks(desk: Desk) -> None:
    """The tasks counted beside a field are those that speak of it."""
    known = desk.known(Message(text="x"))
    every, some = count_tasks(known, "2023", known.today), count_tasks(known, "2023", known.today, fields=("FDI",))
    assert 0 < some.total < every.total


def test_a_unit_names_no_field(desk: Desk) -> None:
    """A unit's tasks beside the office's figures, which is said; what its name speaks of narrows nothing."""
    shown, _, _ = says(desk, "tóm tắt phòng quản lý đầu tư")
    assert shown.startswith("Tóm tắt năm 2023, Phòng Quản lý đầu tư")
    assert "chỉ tiêu là của cả cơ quan" in shown
    assert "Doanh thu" in shown


def test_a_summary_of_what_nobody_knows_is_told_so(desk: Desk) -> None:
    """Asked by its name it does not become an answer to something else."""
    assert says(desk, "tóm tắt đánh cá voi")[0].startswith("Không tìm thấy số liệu để tóm tắt cho “đánh cá voi”")


def test_levels_are_not_judged_before_the_year_ends(desk: Desk) -> None:
    """People employed have a share of the plan but no standing in the middle of the year, and that is said."""
    shown, _, _ = says(desk, "tóm tắt lao động 6 tháng 2023")
    assert "hết năm mới xếp đạt hay chưa" in shown
    assert "84,9% kế hoạch (tính)" in shown


def test_contradictions_are_a_button_away(desk: Desk) -> None:
    """As many as the first message counts, each with the documents it stands in."""
    shown, buttons, _ = says(desk, "/tomtat 2023")
    count = int(re.findall(r"Cần đối chiếu: (\d+)", shown)[0])
    label = f"Chỗ chưa khớp ({count})"
    listed, pages, _ = says(desk, buttons[label].data(desk.store.handle), "press")
    while "Trang sau ›" in pages:
        more, pages, _ = says(desk, pages["Trang sau ›"].data(desk.store.handle), "press")
        listed += more
    assert listed.count("• ") == count
    assert listed.count("6037/BC-BQL") >= 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("so sanh cac tinh ve doanh thu", "Xếp hạng Doanh thu - khối DDI, năm 2022"),
        ("tinh nao it du an ddi nhat", "Thấp nhất: "),
    ],
)
def test_places_are_ranked_by_what_is_asked(desk: Desk, words: str, told: str) -> None:
    """All places asked side by side, by what is counted; the fewest from the lowest up."""
    assert told in says(desk, words)[0]


@pytest.mark.parametrize(("document", "asked"), [("tóm tắt kế hoạch 254", "3.159"), ("tóm tắt năm 2023", "Tóm tắt")])
def test_a_document_by_its_number_is_no_period(desk: Desk, document: str, asked: str) -> None:
    """What a plan sets is told when its number is named."""
    shown, _, _ = says(desk, document)
    assert asked in shown
    assert shown.startswith("Tóm tắt năm 2023\n") == document.endswith("2023")
