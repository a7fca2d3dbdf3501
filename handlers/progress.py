"""What a report's table tells of the tasks that a plan numbered: "Tiến độ nhiệm vụ theo Kế hoạch số 7/KH-X"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from corpus.models import Document, Table, Task
from corpus.task_words import read_state
from corpus.text import fold

_TEXT = re.compile(r"nhiem vu|noi dung|cong viec|tom tat|dau viec|^ten\b")
_STATE = re.compile(r"tinh trang|tinh hinh|ket qua|tien do|danh gia|trang thai")
_NUMBER = re.compile(r"\D{0,4}0*(\d{1,3})\D{0,2}")
_ALIKE, _ALIKE_NUMBERED = 90, 50
"""Of 100: how alike the words of a row and of a task must be, the second when they bear the same number."""
_LONG_ENOUGH = 8


class _Columns(NamedTuple):
    number: int | None
    text: int
    states: tuple[int, ...]


def with_progress(tasks: Sequence[Task], documents: Mapping[str, Document]) -> tuple[Task, ...]:
    """The tasks, those without a state with what the latest report says of them, and which report that is.

    A row is of the task that has its number and says the like, or nearly the same words, in the plan the table names.
    """
    told: dict[tuple[str, int], str] = {}
    reports = (d for d in documents.values() if d.type_name == "Báo cáo" and d.origin == "file")
    for report in sorted(reports, key=lambda d: d.issued_date):
        for table in report.tables:
            columns = _columns(table)
            plans = _plans_named(report, table, documents) if columns else ()
            if columns is not None and plans:
                told |= _told(report, table, columns, [t for t in tasks if t.doc in plans], documents)
    if not told:
        return tuple(tasks)
    return tuple(
        t.model_copy(update={"status": words}) if not t.status and (words := told.get((t.doc, t.ordinal), "")) else t
        for t in tasks
    )


def _plans_named(report: Document, table: Table, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The documents whose number stands in the titles above a table."""
    above = fold(" ".join((*(s.title for s in table.section), table.caption)))
    keys = [(k, fold(f"{d.code_number}/{d.code_notation}")) for k, d in documents.items() if d.code_notation]
    return tuple(k for k, number in keys if k != report.doc_key and re.search(rf"(?<!\d)0*{re.escape(number)}", above))


def _columns(table: Table) -> _Columns | None:
    """Which column names a task and which tell of it; None for a table of something else."""
    headings = [fold(c) for c in table.columns]
    worded = [n for n in range(len(headings)) if _is_worded(table, n)]
    text = next((n for n in worded if _TEXT.search(headings[n])), None)
    states = tuple(n for n, h in enumerate(headings) if n != text and _STATE.search(h))
    if text is None or not states:
        return None
    number = next((n for n in range(text) if n not in states and n not in worded), None)
    rows = ({c.column: c.text for c in r.cells} for r in table.rows)
    says = any(read_state(cells.get(n, "")).state for cells in rows for n in states)
    return _Columns(number, text, states) if says else None


def _is_worded(table: Table, column: int) -> bool:
    """Whether the cells of a column are words, no numbers."""
    cells = [c.text for r in table.rows for c in r.cells if c.column == column]
    return bool(cells) and sum(len(re.findall(r"[^\W\d_]", t)) >= _LONG_ENOUGH for t in cells) * 2 > len(cells)


def _told(
    report: Document,
    table: Table,
    columns: _Columns,
    tasks: Sequence[Task],
    documents: Mapping[str, Document],
) -> dict[tuple[str, int], str]:
    out: dict[tuple[str, int], str] = {}
    numbers = {(t.doc, t.ordinal): _number_of(t, documents[t.doc]) for t in tasks}
    for row in table.rows:
        cells = {c.column: " ".join(c.text.split()) for c in row.cells}
        said = sorted((cells[n] for n in columns.states if cells.get(n)), key=lambda t: not read_state(t).state)
        number = _numbered(cells.get(columns.number, "")) if columns.number is not None else ""
        task = _meant(cells.get(columns.text, ""), number, tasks, numbers)
        if said and task is not None:
            source = f"{report.type_name} {report.doc_key}"
            out[task.doc, task.ordinal] = f"{'; '.join(said)} ({source})"
    return out


def _meant(text: str, number: str, tasks: Iterable[Task], numbers: Mapping[tuple[str, int], str]) -> Task | None:
    """The task that a row speaks of; None when none or several may be."""
    from rapidfuzz.fuzz import token_set_ratio

    if len(text) < _LONG_ENOUGH:
        return None
    scored = [(token_set_ratio(fold(text), fold(t.text)), t) for t in tasks]
    same = [t for score, t in scored if number and numbers[t.doc, t.ordinal] == number and score >= _ALIKE_NUMBERED]
    alike = same or [t for score, t in scored if score >= _ALIKE]
    return alike[0] if len(alike) == 1 else None


def _number_of(task: Task, document: Document) -> str:
    """The number that the plan's table gives a task, '' without one."""
    table = next((t for t in document.tables if t.ordinal == task.span.table), None)
    row = next((r for r in table.rows if r.row == task.span.row), None) if table else None
    first = row.cells[0] if row and row.cells else None
    return _numbered(first.text) if first is not None and first.column != task.span.column else ""


def _numbered(text: str) -> str:
    match = _NUMBER.fullmatch(text.strip())
    return match[1] if match else ""
