"""The lines of a report: a figure or the state of a task as confirmed, with what is doubtful about it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from corpus.periods import parse_period
from corpus.quantities import find_quantities, format_value, scale
from corpus.values import Value
from handlers.updates.values import Need, ReportedFigure, ReportedTask
from handlers.wording import period_words, shorten
from index import Item

BEYOND = Decimal(10) ** 18
"""No figure of an office is so large, whatever it counts: a slip of the finger."""
STATES = {"done": "đã xong", "in_progress": "đang thực hiện", "not_started": "chưa thực hiện", "blocked": "đang vướng"}
_LONG_TASK = 200
_PRINTED = {
    "estimate": "ước {}",
    "cumulative": "lũy kế {}",
    "target": "kế hoạch {}",
    "base": "cùng kỳ {}",
    "pct_of_target": "đạt {} kế hoạch",
    "pct_of_same_period": "bằng {} cùng kỳ",
    "change_vs_same_period": "tăng (giảm) {} so với cùng kỳ",
    "ratio_vs_same_period": "gấp {} cùng kỳ",
}
ASKED_BACK: frozenset[Need] = frozenset({"missing period", "unit unclear", "unclear task"})
"""What is asked before the card is shown; other doubts stand on the card as warnings."""


class Line(Value):
    """What an item of a report holds. `edited`: it no longer stands so in what was written.

    `noted` are sentences about it as it was written (a table's arithmetic), `warnings` those about it as it is now.
    `settled` are the needs that the person has answered ("unit unclear", "unclear task").
    """

    figure: ReportedFigure | None = None
    task: ReportedTask | None = None
    edited: bool = False
    noted: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()


def line_of(item: Item) -> Line:
    """The line that an item holds."""
    return Line.model_validate(item.body)


def item_of(ordinal: int, line: Line, before: Item | None = None) -> Item:
    """The item that holds a line; state and replaced line are those of the item before."""
    thing = line.figure or line.task
    assert thing is not None
    figure = line.figure
    return Item(
        ordinal=ordinal,
        kind="figure" if figure else "task",
        name=figure.indicator if figure else line.task.task if line.task else "",
        time_period=figure.time_period if figure else "",
        state=before.state if before else "draft",
        body=line.model_dump(mode="json"),
        replaces=before.replaces if before else None,
    )


def figure_of(item: Item) -> ReportedFigure:
    """The figure that an item of this kind holds."""
    figure = line_of(item).figure
    assert figure is not None
    return figure


def value_words(figure: ReportedFigure) -> str:
    """The figure with its unit in print, and whether it is an estimate.

    >>> value_words(ReportedFigure(indicator="Doanh thu", value=Decimal("1250.5"), unit="tỷ đồng", start=0, end=0,
    ...                            measure="estimate"))
    'ước 1.250,5 tỷ đồng'
    """
    value = format_value(figure.value, figure.unit)
    return _PRINTED.get(figure.measure, "{}").format(value)


def item_words(item: Item) -> str:
    """A line in words: what, when, how much; or which task, how far."""
    line = line_of(item)
    if line.figure is not None:
        whose = f" ({line.figure.entity})" if line.figure.entity else ""
        period = period_words(line.figure.time_period) if line.figure.time_period else "chưa rõ kỳ"
        return f"{line.figure.indicator}{whose}, {period}: {value_words(line.figure)}"
    assert line.task is not None
    return task_words(line.task)


def task_words(task: ReportedTask) -> str:
    """A task's state in words.

    >>> task_words(ReportedTask(task="Xây dựng quy chế", status="in_progress", percent=Decimal(60), due="2024-09",
    ...                         obstacle="thiếu người", start=0, end=0))
    'Xây dựng quy chế: đang thực hiện, 60%, dự kiến xong 2024-09, vướng mắc: thiếu người'
    """
    return f"{shorten(task.task.rstrip(' .;'), _LONG_TASK)}: {state_words(task)}"


def state_words(task: ReportedTask) -> str:
    """A state alone in words: how far, when, what is in the way."""
    parts = [STATES[task.status]]
    if task.percent is not None:
        parts.append(format_value(task.percent, "%"))
    if task.date:
        parts.append(f"ngày {period_words(task.date).removeprefix('ngày ')}")
    if task.due:
        parts.append(f"dự kiến xong {period_words(task.due)}")
    if task.obstacle:
        parts.append(f"vướng mắc: {task.obstacle}")
    if task.proposal:
        parts.append(f"đề xuất: {task.proposal}")
    return ", ".join(parts)


def missing(line: Line) -> Need | None:
    """What has to be asked about a line before it can be confirmed."""
    if line.figure is not None:
        if not line.figure.time_period:
            return "missing period"
        if not scale(Decimal(1), line.figure.unit)[1] and "unit unclear" not in line.settled:
            return "unit unclear"
    elif line.task is not None and line.task.ordinal is None and line.task.candidates:
        return None if "unclear task" in line.settled else "unclear task"
    return None


def faults(line: Line) -> list[str]:
    """What cannot be true: such a line has to be mended before it is confirmed."""
    if line.figure is None:
        percent = line.task.percent if line.task else None
        return ["tỷ lệ phải từ 0 đến 100%"] if percent is not None and not 0 <= percent <= 100 else []
    value, unit = line.figure.value, line.figure.unit
    out = []
    if abs(scale(value, unit)[0]) >= BEYOND:
        out.append("con số lớn quá mức có thể có, anh/chị xem lại giúp")
    if value < 0 and counts(unit):
        out.append("số đếm không thể âm")
    elif counts(unit) and scale(value, unit)[0] % 1:
        out.append(f"số {scale(value, unit)[1]} không thể lẻ")
    return out


def counts(unit: str) -> bool:
    """Whether a unit counts things: dự án, người, not money, shares or areas.

    >>> counts("dự án"), counts("nghìn người"), counts("tỷ đồng"), counts("%"), counts("")
    (True, True, False, False, False)
    """
    found = find_quantities(f"bằng 2 {unit}") if unit else []
    return len(found) == 1 and found[0].dimension == "count"


def cautions(line: Line, today: date) -> list[str]:
    """What may be right but deserves a look, seen from the line itself."""
    out = [*line.noted, *line.warnings]
    if line.figure is not None and line.figure.time_period:
        period = parse_period(line.figure.time_period)
        if period.start <= today and period.end > today and line.figure.measure == "actual":
            out.append(f"kỳ {period_words(period.code)} chưa hết mà ghi là thực hiện, không phải ước")
    return list(dict.fromkeys(out))


def same_fact(a: ReportedFigure, b: ReportedFigure) -> bool:
    """Whether two figures are of the same thing, so that the later one takes the place of the earlier.

    A result takes the place of an estimate.
    """
    kinds = [("actual" if f.measure == "estimate" else f.measure) for f in (a, b)]
    return (a.indicator, a.entity, a.time_period) == (b.indicator, b.entity, b.time_period) and kinds[0] == kinds[1]
