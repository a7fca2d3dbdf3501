"""Progress messages: told apart from questions and chatter, read with the rules of the documents, doubted by them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.text import fold
from handlers.ask import Assistant
from handlers.updates import Context, Update, read_update
from index import Store
from tests.desk_sample import fill
from tests.examples.updates import CHATTER, DOUBTS, FIGURES, INVEST, OFFICE, QUESTIONS, TASKS


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An office with a plan and a report."""
    folder: Path = tmp_path_factory.mktemp("updates")
    with Store.open(folder / "kho.db") as store:
        yield Assistant(fill(store, folder / "van-ban"), clock=lambda: date(2024, 7, 8))


def read(office: Assistant, text: str, unit: str = INVEST, sent: str = "2024-08-05", *earlier: Update) -> Update:
    """What is understood of a message."""
    return read_update(text, Context(office.knowledge(), (unit,), date.fromisoformat(sent), earlier))


@pytest.mark.parametrize(("unit", "sent", "text", "items"), FIGURES, ids=[f[2][:40] for f in FIGURES])
def test_figures(office: Assistant, unit: str, sent: str, text: str, items: list[tuple[str, ...]]) -> None:
    """Each figure has its indicator, period, measure, value and unit, and nothing else is read."""
    update = read(office, text, unit, sent)
    assert update.kind == "update"
    found = [(f.indicator, f.time_period, f.measure, str(f.value), f.unit) for f in update.figures]
    assert found == items
    assert not update.tasks


@pytest.mark.parametrize(("unit", "sent", "text", "items"), TASKS, ids=[t[2][:40] for t in TASKS])
def test_states_of_tasks(office: Assistant, unit: str, sent: str, text: str, items: list[tuple[str, str]]) -> None:
    """The plan's task is found by the message's words, and its state by what is said of it."""
    update = read(office, text, unit, sent)
    assert [t.status for t in update.tasks] == [state for _, state in items]
    for task, (words, _) in zip(update.tasks, items, strict=True):
        assert task.ordinal is not None
        assert fold(words) in fold(task.task)
    assert not update.figures


@pytest.mark.parametrize("text", QUESTIONS)
def test_questions_are_no_reports(office: Assistant, text: str) -> None:
    """A question stays one, whatever figures it quotes."""
    assert read(office, text).kind == "question"


@pytest.mark.parametrize("text", CHATTER)
def test_chatter_is_neither(office: Assistant, text: str) -> None:
    """Numbers of rooms, phones, hours and money for tea are no report."""
    assert read(office, text).kind == "other"


@pytest.mark.parametrize(("unit", "sent", "text", "needs"), DOUBTS, ids=[d[2][:40] for d in DOUBTS])
def test_doubts(office: Assistant, unit: str, sent: str, text: str, needs: set[str]) -> None:
    """What cannot be, or does not agree with what is known, is asked about in a sentence."""
    update = read(office, text, unit, sent)
    assert update.kind == "update"
    assert {d.need for d in update.doubts} == needs
    assert all(d.sentence.strip() for d in update.doubts)


def test_a_correction_takes_back_the_wrong_figure(office: Assistant) -> None:
    """The period comes from the report that is corrected, and the figure taken back is no item."""
    first = read(office, "LĐNN đến 31/7: 470 người", OFFICE)
    update = read(office, "e báo nhầm LĐNN 470, đúng là 407 ạ", OFFICE, "2024-08-06", first)
    (figure,) = update.figures
    assert (figure.indicator, figure.value, figure.time_period) == ("Lao động nước ngoài", 407, "2024-07-31")
    assert [(c.item, c.wrong) for c in update.corrections] == [(0, Decimal(470))]
    assert {d.need for d in update.doubts} == {"correction of earlier report"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("FDI T7 đúng ra là 19,6 triệu USD, e gõ lộn 16,9", "19.6"),
        ("Đính chính FDI T7: 19 triệu USD (hôm qua ghi 21)", "19"),
        ("e xin sửa lại: FDI T7 là 19 triệu USD, số 21 gõ nhầm", "19"),
        ("cho e cập nhật lại FDI T7 = 19 triệu USD thay cho 21", "19"),
    ],
)
def test_only_the_right_figure_of_a_correction_stands(office: Assistant, text: str, right: str) -> None:
    """What was a slip of the finger is not reported, wherever it is said."""
    assert [str(f.value) for f in read(office, text).figures] == [right]


def test_a_number_that_can_be_read_two_ways_is_asked(office: Assistant) -> None:
    """ "fdi 6 thang 1" reports nothing until it is said which number is the month."""
    update = read(office, "fdi 6 thang 1")
    assert (update.kind, update.figures) == ("update", ())
    assert "mấy tháng đầu năm, hay của tháng nào" in update.doubts[0].sentence


def test_the_unit_stands_beside_the_wrong_figure(office: Assistant) -> None:
    """ "1.851 chứ không phải 1.815 triệu USD": both are million dollars."""
    (figure,) = read(office, "NK tháng 7 là 185 chứ k phải 158 tr USD").figures
    assert (figure.value, figure.unit) == (185, "triệu USD")


def test_obstacle_proposal_and_due_day(office: Assistant) -> None:
    """What is in the way, what is asked for and until when are kept in the person's own words."""
    text = (
        "Hội nghị xúc tiến đầu tư mới đc 40%, thiếu kinh phí thuê hội trường, đề xuất bố trí 350tr, xin lùi đến 31/10"
    )
    (task,) = read(office, text).tasks
    assert (task.status, task.percent, task.due) == ("in_progress", 40, "2024-10-31")
    assert "thiếu kinh phí" in task.obstacle
    assert "350" in task.proposal


PIECES = st.sampled_from(
    ["FDI", "doanh thu", "xk", "T7", "7T", "6 tháng", "đạt", "ước", "120 triệu USD", "5 tỷ", "9 DA", "45%", "KH",
     "nhầm", "đúng là", "đã xong", "chưa làm", "(", ")", ";", ",", ".", "\n", "-", "31/02", "?", "bn", "lũy kế", "tổng",
     "7.000"]
)  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.lists(PIECES, max_size=14).map(" ".join), st.text(max_size=120)))
@example("1" * 3000)
@example("10^30 triệu USD FDI T7 " + "9" * 31)
def test_any_text_is_read_and_spans_lie_in_it(office: Assistant, text: str) -> None:
    """Nothing breaks the reader, and what it quotes are the message's own words."""
    update = read(office, text)
    for item in (*update.figures, *update.tasks):
        assert 0 <= item.start < item.end <= len(update.text)
    for figure in update.figures:
        assert any(c.isdigit() for c in update.text[figure.start : figure.end]) or figure.catalogued
    assert (update.kind == "update") == bool(update.figures or update.tasks)
