"""What a draft still lacks, asked back one thing at a time with buttons for the likely answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Literal, NamedTuple

from corpus.text import fold
from handlers.desk import Desk, Message
from handlers.reports.lines import Line, item_of, line_of, missing, value_words
from handlers.reports.typed import likely_periods, typed_period, typed_unit
from handlers.wording import period_words, shorten
from index import Item, Report

Asked = Literal["ours", "office", "period", "unit", "task"]
_YES = re.compile(r"(?:dung|co|vang|phai|ok|uh?m?|da|dung roi|bao cao)(?:\s.{0,20})?")
_NO = re.compile(r"(?:khong|ko|k|thoi|huy|dung co|chua)(?:\s.{0,20})?")
_FORWARDED = (
    "Tin chuyển tiếp của người khác: tôi chưa ghi là báo cáo của anh/chị. "
    "Anh/chị có báo cáo nội dung này cho đơn vị mình không?"
)
NO_UNIT = "(không có đơn vị)"
OTHER_TASK = "việc khác"
_OFFICES, _CANDIDATES, _UNITS = 8, 5, 4


class Question(NamedTuple):
    """Something to be asked: its text, and answers as (button, answer). `ordinals` are the lines it is about."""

    asked: Asked
    text: str
    choices: tuple[tuple[str, str], ...]
    ordinals: tuple[int, ...] = ()


def next_question(desk: Desk, message: Message, report: Report) -> Question | None:
    """What has to be asked first; None when everything needed is known."""
    if not report.ours:
        return Question("ours", _FORWARDED, (("Có, báo cáo cho đơn vị tôi", "co"), ("Không", "khong")))
    if not report.unit:
        person = desk.store.people.get(report.person)
        names = person.units if person and person.units else desk.known(message).registry.names[:_OFFICES]
        return Question("office", "Báo cáo này của đơn vị nào?", tuple((n, n) for n in names))
    lacking = [(item, need) for item in report.lines() if (need := missing(line_of(item)))]
    if not lacking:
        return None
    item, need = lacking[0]
    if need == "missing period":
        return _period(desk, message, [i for i, n in lacking if n == "missing period"])
    return _unit(desk, message, item) if need == "unit unclear" else _task(desk, message, item)


def _period(desk: Desk, message: Message, items: list[Item]) -> Question:
    choices = tuple((period_words(code), code) for code in likely_periods(desk.clock()))
    names = "; ".join(_named(item) for item in items[:3]) + ("; …" if len(items) > 3 else "")
    what = "Số liệu này" if len(items) == 1 else f"{len(items)} số liệu này"
    text = f"{what} là của kỳ nào? ({names})"
    return Question("period", text, choices, tuple(i.ordinal for i in items))


def _named(item: Item) -> str:
    figure = line_of(item).figure
    return f"{figure.indicator}: {value_words(figure)}" if figure else item.name


def _unit(desk: Desk, message: Message, item: Item) -> Question:
    figure = line_of(item).figure
    counted = Counter(o.unit for o in desk.known(message).book.of(item.name) if o.unit and o.unit != "%")
    units = [unit for unit, _ in counted.most_common(_UNITS)] or ["tỷ đồng", "triệu đồng", "%"]
    if figure is not None and figure.unit:  # only the scale was said
        units = [f"{figure.unit} đồng", f"{figure.unit} USD"]
    choices = tuple((unit, unit) for unit in units)
    return Question("unit", f"“{_named(item)}” tính bằng đơn vị nào?", (*choices, (NO_UNIT, NO_UNIT)), (item.ordinal,))


def _task(desk: Desk, message: Message, item: Item) -> Question:
    task = line_of(item).task
    assert task is not None
    texts = {(t.doc, t.ordinal): t.text for t in desk.known(message).tasks}
    found = [(n, texts[c]) for n, c in enumerate(task.candidates[:_CANDIDATES]) if c in texts]
    choices = tuple((shorten(text, 60), str(n)) for n, text in found)
    text = f"“{shorten(task.task, 120)}” là nhiệm vụ nào trong kế hoạch?"
    if found:
        text += "\n" + "\n".join(f"{n + 1}. {shorten(words, 160)}" for n, words in found)
        choices = tuple((f"{n + 1}. {label}", arg) for n, (label, arg) in enumerate(choices))
    return Question("task", text, (*choices, ("Việc ngoài kế hoạch", OTHER_TASK)), (item.ordinal,))


def typed_answer(desk: Desk, message: Message, question: Question, text: str) -> str | None:
    """What a typed text answers; None when it is no answer to the question."""
    folded = fold(text).strip(" .!")
    pressed = next((arg for label, arg in question.choices if folded == fold(label).strip(" .!")), None)
    if pressed is not None:
        return pressed
    read: dict[str, Callable[[], str | None]] = {
        "ours": lambda: "khong" if _NO.fullmatch(folded) else "co" if _YES.fullmatch(folded) else None,
        "office": lambda: _office(desk, message, question, text),
        "period": lambda: typed_period(text, desk.clock()) or None,
        "unit": lambda: typed_unit(text) or None,
        "task": lambda: _numbered(question, folded),
    }
    return read[question.asked]()


def _office(desk: Desk, message: Message, question: Question, text: str) -> str | None:
    allowed = {arg for _, arg in question.choices} | set(desk.known(message).registry.names)
    found = [hit.name for hit in desk.known(message).registry.match(text) if hit.name in allowed]
    return found[0] if found else None


def _numbered(question: Question, folded: str) -> str | None:
    if not folded.isdigit() or not 0 < int(folded) < len(question.choices):
        return None
    return question.choices[int(folded) - 1][1]


def answered(desk: Desk, message: Message, report: Report, question: Question, answer: str) -> Report | None:
    """The report with an answer put in; None when the answer is none."""
    if question.asked == "ours":
        return report.model_copy(update={"ours": True}) if answer == "co" else None
    if question.asked == "office":
        return report.model_copy(update={"unit": answer})
    change = {"period": _with_period, "unit": _with_unit, "task": _with_task}[question.asked]
    items = []
    for item in report.items:
        line = line_of(item)
        changed = change(desk, message, line, answer) if item.ordinal in question.ordinals else line
        if changed is None:
            return None
        items.append(item_of(item.ordinal, changed, item) if changed is not line else item)
    return report.model_copy(update={"items": tuple(items)})


def _with_period(desk: Desk, message: Message, line: Line, code: str) -> Line | None:
    # the figure still stands in the message; only its period was asked
    return (
        line.model_copy(update={"figure": line.figure.model_copy(update={"time_period": code})})
        if line.figure
        else None
    )


def _with_unit(desk: Desk, message: Message, line: Line, unit: str) -> Line | None:
    if line.figure is None:
        return None
    figure = line.figure.model_copy(update={"unit": "" if unit == NO_UNIT else unit})
    return line.model_copy(update={"figure": figure, "edited": True, "settled": (*line.settled, "unit unclear")})


def _with_task(desk: Desk, message: Message, line: Line, answer: str) -> Line | None:
    if line.task is None:
        return None
    settled = (*line.settled, "unclear task")
    if answer == OTHER_TASK:
        return line.model_copy(update={"settled": settled})
    if not answer.isdigit() or int(answer) >= len(line.task.candidates):
        return None
    doc, ordinal = line.task.candidates[int(answer)]
    text = next((t.text for t in desk.known(message).tasks if (t.doc, t.ordinal) == (doc, ordinal)), line.task.task)
    task = line.task.model_copy(update={"doc": doc, "ordinal": ordinal, "task": text})
    return line.model_copy(update={"task": task, "settled": settled})
