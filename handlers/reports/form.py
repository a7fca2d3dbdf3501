"""The guided form of /baocao: one question at a time, the same card at the end."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from corpus.quantities import format_value
from handlers.desk import Desk, Message
from handlers.replies import Reply, Turn, html_blocks
from handlers.reports.card import Do, awaiting, button, saving, settle
from handlers.reports.drafts import event, key_of, replacing, unit_of_report
from handlers.reports.lines import Line, figure_of, item_of, item_words
from handlers.reports.typed import likely_periods, named_whole, typed_indicators, typed_period, typed_unit, typed_value
from handlers.summary import headline_names
from handlers.updates.values import ReportedFigure
from handlers.wording import period_words
from index import Person, Report

NAME, PERIOD, AMOUNT, KIND, MORE = 1, 2, 3, 4, 5
_USUAL, _LOOKED_AT = 6, 60
_LONGEST_NAME = 160
_RESULT, _ESTIMATE, _MORE, _DONE = "thực hiện", "ước", "thêm", "xong"


def begin_form(desk: Desk, message: Message, person: Person) -> Turn:
    """A new draft, and the first question."""
    report = Report(
        key=key_of(desk, message), person=person.person, name=person.name or message.name, chat=message.chat,
        unit=unit_of_report(desk, message, person, message.text), via="form",
        sent_at=message.sent_at or desk.now().isoformat(),
        changed_at=desk.now().isoformat(),
    )  # fmt: skip
    return _asking(desk, message, report, {"step": NAME}, (saving(report, (event(desk, message, "draft"),)),))


def step_form(desk: Desk, message: Message, report: Report, dialog: dict[str, Any], words: str) -> Turn | None:
    """An answer to the form's question; None when it cannot be read as one."""
    state = {k: v for k, v in dialog.items() if k not in ("kind", "report")}
    words = " ".join(words.split())
    match state["step"]:
        case n if n == NAME:
            if not words or len(words) > _LONGEST_NAME or words.endswith("?"):
                return None
            catalog = desk.known(message).catalog
            name = named_whole(words, catalog)
            names = [] if name or state.get("choose") else typed_indicators(words, catalog)
            if names:  # it may be one of these, or something of its own
                return _asking(desk, message, report, {**state, "choose": [*names[:_USUAL], words]})
            return _asking(desk, message, report, {"step": PERIOD, "name": name or words})
        case n if n == PERIOD:
            code = words if words in likely_periods(desk.clock()) else typed_period(words, desk.clock())
            return _asking(desk, message, report, {**state, "step": AMOUNT, "period": code}) if code else None
        case n if n == AMOUNT:
            read = typed_value(words)
            if read is None:
                return None
            said = {"value": str(read.value), "unit": read.unit or _usual_unit(desk, message, state["name"])}
            if read.estimate:
                return _added(desk, message, report, {**state, **said}, estimate=True)
            return _asking(desk, message, report, {**state, **said, "step": KIND})
        case n if n == KIND:
            return _kind(desk, message, report, state, words)
    if words.casefold().startswith(_MORE):
        return _asking(desk, message, report, {"step": NAME})
    return settle(desk, message, report) if words.casefold().startswith((_DONE, "không", "ko", "hết")) else None


def turn_of(report: Report, step: int) -> int:
    """A number for a step of the form at a line: the button of an earlier line's question is not taken for this one."""
    return 10 * len(report.items) + step


def repeat_form(desk: Desk, message: Message, report: Report, dialog: dict[str, Any]) -> Reply:
    """The question of the form once more, when what was typed could not be read."""
    state = {k: v for k, v in dialog.items() if k not in ("kind", "report")}
    return _question(desk, message, report, state, edit=False, again=True)


def _kind(desk: Desk, message: Message, report: Report, state: dict[str, Any], words: str) -> Turn | None:
    said = words.casefold()
    if unit := typed_unit(words):
        return _asking(desk, message, report, {**state, "unit": unit})
    if not said.startswith((_RESULT, _ESTIMATE, "thuc hien", "uoc")):
        return None
    return _added(desk, message, report, state, estimate=said.startswith((_ESTIMATE, "uoc")))


def _added(desk: Desk, message: Message, report: Report, state: dict[str, Any], *, estimate: bool) -> Turn:
    """The line put to the draft, and the question whether there is more."""
    figure = ReportedFigure(
        indicator=state["name"], catalogued=desk.known(message).catalog.get(state["name"]) is not None,
        time_period=state["period"], measure="estimate" if estimate else "actual", obs_status="E" if estimate else "A",
        value=Decimal(state["value"]), unit=state["unit"], start=0, end=0,
    )  # fmt: skip
    item = item_of(len(report.items) + 1, Line(figure=figure, edited=True))
    grown = report.model_copy(update={"items": (*report.items, item), "changed_at": desk.now().isoformat()})
    grown = grown.model_copy(update={"items": replacing(desk.store, grown, grown.items)})
    effects = (saving(grown, (event(desk, message, "change", item.ordinal, None, item_words(item)),)),)
    return _asking(desk, message, grown, {"step": MORE, "period": state["period"]}, effects)


def _asking(desk: Desk, message: Message, report: Report, state: dict[str, Any], effects: tuple[Any, ...] = ()) -> Turn:
    dialog = {"kind": "form", "report": report.key, **state}
    reply = _question(desk, message, report, state, edit=message.kind == "press")
    return Turn((reply,), effects=(*effects, awaiting(desk, message, dialog)))


def _question(
    desk: Desk, message: Message, report: Report, state: dict[str, Any], *, edit: bool, again: bool = False
) -> Reply:
    step = int(state["step"])
    answers: list[tuple[str, str]] = []
    if step == NAME:
        text, hint = "Anh/chị báo cáo chỉ tiêu nào?", "Bấm một nút, hoặc gõ tên chỉ tiêu."
        answers = [(n, n) for n in state.get("choose") or _usual_names(desk, message, report)]
    elif step == PERIOD:
        text, hint = f"{state['name']}: của kỳ nào?", "Bấm một nút, hoặc gõ kỳ khác (ví dụ: tháng 8, quý 3/2023)."
        answers = [(period_words(c), c) for c in likely_periods(desk.clock())]
    elif step == AMOUNT:
        text = f"{state['name']}, {period_words(state['period'])}: bao nhiêu?"
        unit = _usual_unit(desk, message, state["name"])
        hint = f"Gõ con số kèm đơn vị{f' (thường là {unit})' if unit else ''}."
    elif step == KIND:
        told = format_value(Decimal(state["value"]), state["unit"])
        text = f"{state['name']}: {told}. Số này là thực hiện hay ước?"
        hint = "Đơn vị tính khác thì gõ đơn vị đúng, ví dụ: tỷ đồng."
        answers = [("Thực hiện", _RESULT), ("Ước", _ESTIMATE)]
    else:
        text, hint = f"Đã ghi {len(report.lines())} dòng. Còn chỉ tiêu nào nữa không?", ""
        answers = [("➕ Thêm chỉ tiêu", _MORE), ("Xong, xem lại", _DONE)]
    if again:
        text = f"Tôi chưa đọc được câu trả lời. {text}"
    buttons = [button(label, report, Do.FORM, turn_of(report, step), arg) for label, arg in answers]
    across = 1 if step == NAME else 2
    rows = [tuple(buttons[i : i + across]) for i in range(0, len(buttons), across)]
    rows.append((button("✖ Hủy", report, Do.CANCEL),))
    return Reply(blocks=html_blocks("report_ask.html.j2", text=text, hint=hint), rows=tuple(rows), edit=edit)


def _usual_names(desk: Desk, message: Message, report: Report) -> list[str]:
    """What the unit usually reports, else the headline indicators."""
    told = Counter(
        item.name
        for other in desk.store.reports.find(unit=report.unit, latest=_LOOKED_AT)
        for item in other.lines("confirmed", "approved", "superseded")
        if item.kind == "figure"
    )
    taken = {item.name for item in report.lines()}
    names = [name for name, _ in told.most_common(_USUAL)] + headline_names(desk.known(message))
    return [name for name in dict.fromkeys(names) if name not in taken][:_USUAL]


def _usual_unit(desk: Desk, message: Message, name: str) -> str:
    """The unit the indicator was last reported or mostly printed in, '' when unknown."""
    for report in reversed(desk.store.reports.with_item("figure", name)):
        for item in report.lines("confirmed", "approved"):
            if item.name == name and item.kind == "figure" and (unit := figure_of(item).unit):
                return unit
    counted = Counter(o.unit for o in desk.known(message).book.of(name) if o.unit and o.unit != "%")
    return counted.most_common(1)[0][0] if counted else ""
