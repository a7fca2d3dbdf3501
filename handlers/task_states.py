"""The states of tasks as units reported them and an approver approved them: they go over what a document prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.models import Task
from corpus.spellings import joined
from handlers.reports.lines import line_of, state_words
from handlers.updates.values import ReportedTask
from index import Report


def with_states(tasks: Sequence[Task], reports: Iterable[Report]) -> tuple[Task, ...]:
    """The tasks, each with the state last approved for it as its status, with who reported it and who approved.

    A task is known again by its words in its document, so that a new version of the document keeps its states.
    """
    states: dict[tuple[str, str], str] = {}
    for report in sorted(reports, key=lambda r: (r.sent_at, r.id)):
        for item in report.lines("approved"):
            task = line_of(item).task
            if task is not None and task.doc:
                states[task.doc, joined(task.task)] = _told(task, report)
    if not states:
        return tuple(tasks)
    said = ((t, states.get((t.doc, joined(t.text)))) for t in tasks)
    return tuple(t.model_copy(update={"status": words}) if words else t for t, words in said)


def _told(task: ReportedTask, report: Report) -> str:
    year, month, day = report.sent_at[:10].split("-")
    return f"{state_words(task)} ({report.unit} báo cáo ngày {day}/{month}/{year}, duyệt bởi {report.decided_name})"
