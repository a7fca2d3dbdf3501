"""The states of tasks over what a document prints: what lists of assigned tasks told, and what approved reports did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from corpus.models import Task, TaskProgress
from corpus.periods import numeric_day
from corpus.spellings import joined
from handlers.reports.lines import line_of, state_words
from handlers.updates.values import ReportedTask
from index import Report, TaskState

Listed = Mapping[tuple[str, str], TaskState]
_PROGRESS: dict[str, TaskProgress] = {
    "done": "done", "in_progress": "doing", "blocked": "doing", "not_started": "not_started",
}  # fmt: skip


def with_listed(tasks: Sequence[Task], listed: Listed) -> tuple[Task, ...]:
    """The tasks with state, deadline and lead as lists told them last; a list that leaves one of them open changes
    nothing of it.
    """
    if not listed:
        return tuple(tasks)
    return tuple(_as_listed(t, listed.get((t.doc, joined(t.text)))) for t in tasks)


def _as_listed(task: Task, told: TaskState | None) -> Task:
    if told is None or not told.layer:
        return task
    changes = {n: v for n in ("status", "deadline", "lead") if (v := getattr(told, n)) and v != getattr(task, n)}
    if "deadline" in changes:
        changes["deadline_text"] = ""
    return task.model_copy(update=changes) if changes else task


def with_states(tasks: Sequence[Task], reports: Iterable[Report], listed: Listed) -> tuple[Task, ...]:
    """The tasks, each with the state told last: by a list, or by an approved report, with who reported and approved.

    A task is known again by its words in its document, so that a new version of the document keeps its states.
    """
    states: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
    for report in sorted(reports, key=lambda r: (r.sent_at, r.id)):
        for item in report.lines("approved"):
            task = line_of(item).task
            if task is not None and task.doc:
                states[task.doc, joined(task.task)] = report.sent_at[:10], _told(task, report)
    tasks = with_listed(tasks, listed)
    if not states:
        return tuple(tasks)
    out = []
    for t in tasks:
        key = t.doc, joined(t.text)
        day, told = states.get(key, ("", {}))
        later = key not in listed or not listed[key].status or day >= listed[key].as_of
        out.append(t.model_copy(update=told) if told and later else t)
    return tuple(out)


def _told(task: ReportedTask, report: Report) -> dict[str, str]:
    """What a report changes of a task: its words, and the state beside them, so that an obstacle's words ("đợi thẩm
    định xong") are never taken for it.
    """
    day = numeric_day(report.sent_at[:10])
    words = f"{state_words(task)} ({report.unit} báo cáo ngày {day}, duyệt bởi {report.decided_name})"
    return {"status": words, "state": _PROGRESS[task.status], "done_on": task.date if task.status == "done" else ""}
