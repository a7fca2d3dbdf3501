"""The annexes of a report: Biểu mẫu 01, targets against results, and the tasks, who leads them, how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.models import Finding, Observation, Task
from corpus.numbers import format_number
from corpus.quantities import format_value
from handlers.knowledge import Knowledge
from handlers.papers.form import FormRow, disagrees
from handlers.papers.references import References, short_place
from handlers.papers.values import BLANK, Annex, Block, Column, Grid, Row, Text
from handlers.papers.wording import say
from handlers.wording import day_words, period_words, rounded

MARK = "*"
"""Behind a percentage that is computed, not printed; in brackets in the text."""


def form_annex(rows: Sequence[FormRow], refs: References, period: str, year: str) -> Annex:
    """Biểu mẫu 01 across the page: printed figures as they are, computed percentages marked."""
    monthly = any(r.month is not None for r in rows)
    columns = [
        Column(title="TT", width=9, align="center"),
        Column(title="Chỉ tiêu", width=46),
        Column(title="Đơn vị tính", width=22, align="center"),
        Column(title=f"Kế hoạch năm {year}", width=23, align="right"),
        *([Column(title="Trong tháng", width=21, align="right")] if monthly else []),
        Column(title="Thực hiện từ đầu năm" if monthly else f"Thực hiện {period}", width=25, align="right"),
        Column(title="So với kế hoạch (%)", width=18, align="right"),
        Column(title="Cùng kỳ năm trước", width=23, align="right"),
        Column(title="So với cùng kỳ", width=21, align="right"),
        Column(title="Nguồn; ghi chú", width=65),
    ]
    lines: list[Row] = []
    family = None
    for number, row in enumerate(rows, 1):
        if row.row.family != family:
            family = row.row.family
            lines.append(Row(cells=(family or say("other_family"),), title=True))
        cells = _form_cells(number, row, refs)
        lines.append(Row(cells=cells if monthly else (*cells[:4], *cells[5:])))
    grid = Grid(columns=tuple(columns), rows=tuple(lines))
    blocks: tuple[Block, ...] = (grid, Text.of(say("computed_mark")))
    return Annex(name=say("form_name", period=period), blocks=blocks, landscape=True)


def _form_cells(number: int, row: FormRow, refs: References) -> tuple[str, ...]:
    unit = row.unit
    return (
        str(number),
        row.row.title,
        unit,
        _amount(row, row.row.target),
        _amount(row, row.month),
        _amount(row, row.result),
        of_plan_words(row),
        _amount(row, row.base),
        of_base_words(row),
        f"{refs.sources(*row.shown)}. {' '.join(remarks(row, refs))}".strip(),
    )


def _amount(row: FormRow, o: Observation | None) -> str:
    value = row.in_unit(o)
    if o is None or value is None:
        return BLANK
    return f"{'khoảng ' if o.approximate else ''}{format_number(value)}"


def of_plan_words(row: FormRow) -> str:
    """The share of the plan as printed, else computed and marked, else a blank."""
    printed = row.row.percent_source
    if printed is not None:
        return format_number(printed.value)
    computed = row.of_plan
    return BLANK if computed is None else f"{format_number(rounded(computed))}{MARK}"


def of_base_words(row: FormRow) -> str:
    """The relation to the same period as printed (106%, 1,92 lần, giảm 4,3%), else computed and marked."""
    printed = row.row.same_period_source
    if printed is not None:
        said = format_value(abs(printed.value), printed.unit)
        if printed.measure == "change_vs_same_period":
            return f"{'giảm' if printed.value < 0 else 'tăng'} {said}"
        return said
    computed = row.of_base
    return BLANK if computed is None else f"{format_number(rounded(computed))}%{MARK}"


def remarks(row: FormRow, refs: References) -> list[str]:
    """What a reader must see with a row: estimates, cautions, other figures of the same, what does not compute."""
    o = row.row.observation
    out = [say("estimate")] if o.measure == "estimate" or o.obs_status == "E" else []
    if row.row.also:
        out.append(say("also", figures="; ".join(format_value(x.value, x.unit) for x in row.row.also)))
    if row.row.milestone is not None:
        out.append(say("milestone", figure=_sourced(row.row.milestone, refs)))
    out += [c for x in row.shown for c in x.cautions]
    if row.others:
        out.append(say("elsewhere", figures="; ".join(_sourced(x, refs) for x in row.others)))
    if row.other_plans:
        out.append(say("other_plan", figures="; ".join(_sourced(x, refs) for x in row.other_plans)))
    printed, same = row.row.percent_source, row.row.same_period_source
    if printed is not None and row.of_plan is not None and disagrees(printed, row.of_plan):
        out.append(say("recomputed", what="kế hoạch", percent=format_number(rounded(row.of_plan))))
    if same is not None and row.of_base is not None and disagrees(same, _comparable(same, row.of_base)):
        out.append(say("recomputed", what="cùng kỳ", percent=format_number(rounded(row.of_base))))
    return list(dict.fromkeys(out))


def _comparable(printed: Observation, percent: Decimal) -> Decimal:
    """A computed share of the same period in the way of a printed relation: 92% is −8% and 0,92 lần."""
    match printed.measure:
        case "ratio_vs_same_period":
            return percent / 100
        case "change_vs_same_period":
            return percent - 100
        case _:
            return percent


def _sourced(o: Observation, refs: References) -> str:
    return f"{format_value(o.value, o.unit)} ({refs.sources(o)})"


def findings_annex(findings: Sequence[Finding], refs: References) -> Annex:
    """Every contradiction with what it computes to and where it stands."""
    columns = (
        Column(title="TT", width=10, align="center"),
        Column(title="Chỗ chưa thống nhất", width=110, align="justify"),
        Column(title="Tính lại", width=60),
        Column(title="Nguồn", width=70),
    )
    lines = [
        Row(cells=(str(n), f"{f.title.rstrip('.')}.", f.computed or BLANK, places_of(f, refs)))
        for n, f in enumerate(findings, 1)
    ]
    return Annex(name=say("findings_name"), blocks=(Grid(columns=columns, rows=tuple(lines)),), landscape=True)


def places_of(finding: Finding, refs: References) -> str:
    """Where the quotes of a contradiction stand."""
    return "; ".join(dict.fromkeys(refs.place(q) for q in finding.quotes))


def task_annex(known: Knowledge, tasks: Sequence[Task], refs: References, year: str) -> Annex:
    """The tasks of a year's documents, under the document that sets them; what is not known is a blank."""
    columns = (
        Column(title="TT", width=10, align="center"),
        Column(title="Nhiệm vụ", width=104, align="justify"),
        Column(title="Cơ quan chủ trì; phối hợp", width=40),
        Column(title="Tiến độ thực hiện", width=48),
        Column(title="Thời gian hoàn thành", width=32, align="center"),
        Column(title="Nguồn", width=20),
    )
    lines: list[Row] = []
    doc = ""
    for number, task in enumerate(tasks, 1):
        if task.doc != doc:
            doc = task.doc
            lines.append(Row(cells=(refs.document(doc),), title=True))
        lines.append(
            Row(
                cells=(
                    str(number),
                    task.text.strip().removesuffix("/").rstrip(),
                    "; ".join((task.lead or BLANK, *task.partners)),
                    task.status or BLANK,
                    deadline_words(task) or BLANK,
                    short_place(known.documents[task.doc], task.span) or BLANK,
                )
            )
        )
    return Annex(name=say("tasks_name", year=year), blocks=(Grid(columns=columns, rows=tuple(lines)),), landscape=True)


def deadline_words(task: Task) -> str:
    """The deadline as the document prints it, else in the words of its code."""
    if task.deadline_text:
        return task.deadline_text
    return day_words(task.deadline) if task.deadline.count("-") > 1 else period_words(task.deadline)
