"""The state of a task is what was reported as its state, whatever the words around it say."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.models import Span, Task
from handlers.facts import is_done, is_overdue
from handlers.reports.lines import Line, item_of
from handlers.task_states import with_states
from handlers.task_totals import count
from handlers.updates.values import ReportedTask
from index import Report

TODAY = date(2024, 10, 3)
PLACE = Span(doc="7/KH-X", start=0, end=1, quote="X")
PLAN = Task(doc="7/KH-X", ordinal=0, text="Xây dựng quy chế", deadline="2024-06-30", span=PLACE)


def reported(**told: object) -> Task:
    """The plan's task after an approved report that told this of it."""
    said = ReportedTask.model_validate({"task": PLAN.text, "doc": PLAN.doc, "ordinal": 0, "start": 0, "end": 1} | told)
    item = item_of(1, Line(task=said)).model_copy(update={"state": "approved"})
    report = Report(
        key="1/1",
        person="telegram:1",
        unit="Văn phòng",
        sent_at="2024-09-05T08:00:00",
        decided_name="Hà",
        items=(item,),
    )
    return with_states([PLAN], [report], {})[0]


@pytest.mark.parametrize(
    ("told", "done"),
    [
        ({"status": "blocked", "obstacle": "đợi Sở Xây dựng hoàn thành thẩm định"}, False),
        ({"status": "blocked", "obstacle": "thiếu kinh phí", "proposal": "cho gia hạn để hoàn thành"}, False),
        ({"status": "in_progress", "obstacle": "đơn vị tư vấn đã ban hành hồ sơ chậm"}, False),
        ({"status": "not_started", "proposal": "giao lại sau khi xong quy hoạch"}, False),
        ({"status": "done", "proposal": "chưa có"}, True),
        ({"status": "done", "obstacle": "chưa hoàn thành thanh toán"}, True),
    ],
)
def test_an_obstacles_words_are_no_state(told: dict[str, object], done: bool) -> None:
    """A task that stands still because something else is not finished is open, and overdue after its day."""
    task = reported(**told)
    assert (is_done(task), is_overdue(task, TODAY)) == (done, not done)
    assert count([task], TODAY).done == done


def test_the_day_of_a_report_is_not_the_day_a_task_was_done() -> None:
    """Whether a task was done in time is told by the day reported for it, not by when the report was written."""
    assert count([reported(status="done", date="2024-06-28")], TODAY).done_in_time == 1
    assert count([reported(status="done", date="2024-07-02")], TODAY).done_late == 1
    assert count([reported(status="done")], TODAY)[1:4] == (1, 0, 0)
