"""A line of a draft changed: by buttons, or by a typed answer read with the same rules as the message."""

from __future__ import annotations

from collections import Counter

from handlers.desk import Desk, Message
from handlers.replies import Reply, Turn, html_blocks
from handlers.reports.card import Do, button, settle
from handlers.reports.drafts import event, replacing
from handlers.reports.lines import Line, item_of, item_words, line_of
from handlers.reports.typed import likely_periods, named_whole, typed_indicators, typed_period, typed_unit, typed_value
from handlers.wording import period_words
from index import Item, Report

ANY, VALUE, PERIOD, UNIT, NAME = 0, 1, 2, 3, 4
_FIELDS = {VALUE: "Giá trị", PERIOD: "Kỳ", UNIT: "Đơn vị", NAME: "Chỉ tiêu"}
_ASKED = {
    ANY: ("Sửa mục nào của dòng này?", "Gõ giá trị, kỳ hoặc đơn vị mới; hoặc bấm nút ở thẻ trên."),
    VALUE: ("Giá trị đúng là bao nhiêu?", "Gõ con số, có thể kèm đơn vị, ví dụ: 1.250 hoặc 1,25 tỷ USD."),
    PERIOD: ("Số liệu này của kỳ nào?", "Bấm một nút, hoặc gõ kỳ khác (ví dụ: tháng 8, quý 3/2023)."),
    UNIT: ("Tính bằng đơn vị nào?", "Bấm một nút, hoặc gõ đơn vị khác."),
    NAME: ("Đây là chỉ tiêu nào?", "Gõ tên chỉ tiêu."),
}
_NOT_READ = {
    ANY: "Tôi chưa đọc được giá trị, kỳ hay đơn vị mới của dòng này.",
    VALUE: "Tôi chưa đọc được con số này. Anh/chị gõ lại giúp, ví dụ: 1.250 hoặc 1,25 tỷ USD.",
    PERIOD: "Tôi chưa đọc được kỳ này, hoặc ngày này không có. Anh/chị gõ lại giúp, ví dụ: tháng 8/2024, quý 3.",
    UNIT: "Tôi chưa biết đơn vị tính này. Anh/chị gõ lại giúp, ví dụ: tỷ đồng, triệu USD, dự án, %.",
    NAME: "Anh/chị gõ tên chỉ tiêu ngắn gọn giúp tôi.",
}
_LONGEST_NAME = 160
_NAMES = 4


def line_menu(desk: Desk, report: Report, item: Item) -> Reply:
    """What can be changed of a line."""
    line = line_of(item)
    rows = []
    if line.figure is not None:
        fields = [button(f"✏️ {name}", report, Do.FIELD, item.ordinal, n) for n, name in _FIELDS.items()]
        rows += [tuple(fields[:2]), tuple(fields[2:])]
        turned = "Là số thực hiện" if line.figure.measure == "estimate" else "Là số ước"
        rows.append((button(turned, report, Do.TURN_ESTIMATE, item.ordinal),))
    rows.append((button("🗑 Bỏ dòng này", report, Do.REMOVE, item.ordinal), button("‹ Quay lại", report, Do.PAGE, 0)))
    blocks = html_blocks("report_ask.html.j2", text=f"Sửa: {item_words(item)}", hint="")
    return Reply(blocks=blocks, rows=tuple(rows), edit=True)


def all_menu(report: Report) -> Reply:
    """What can be changed of the whole report."""
    rows = (
        (button("Kỳ của cả báo cáo", report, Do.FIELD, 0, PERIOD),),
        (
            button("Tất cả là số ước", report, Do.TURN_ESTIMATE, 0, 1),
            button("Tất cả là thực hiện", report, Do.TURN_ESTIMATE, 0, 2),
        ),
        (button("‹ Quay lại", report, Do.PAGE, 0),),
    )  # fmt: skip
    hint = "Muốn sửa một dòng thì quay lại và bấm ✏️ cạnh số của dòng. Muốn làm lại từ đầu thì bấm Hủy rồi gửi tin mới."
    return Reply(blocks=html_blocks("report_ask.html.j2", text="Sửa cả báo cáo:", hint=hint), rows=rows, edit=True)


def field_question(
    desk: Desk, message: Message, report: Report, ordinal: int, field: int, *, edit: bool = True, again: bool = False
) -> Reply:
    """The question for a new value, period, unit or name; `again` when what was typed could not be read."""
    text, hint = _ASKED[field]
    item = report.item(ordinal)
    rows = []
    if field == PERIOD:
        codes = likely_periods(desk.clock())
        buttons = [button(period_words(c), report, Do.SET_PERIOD, ordinal, c) for c in codes]
        rows = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    elif field == UNIT and item is not None:
        counted = Counter(o.unit for o in desk.known(message).book.of(item.name) if o.unit)
        rows = [tuple(button(u, report, Do.SET_UNIT, ordinal, u) for u, _ in counted.most_common(4))]
    rows.append((button("‹ Quay lại", report, Do.PAGE, 0),))
    said = item_words(item) if item else ""
    blocks = html_blocks(
        "report_ask.html.j2", text=_NOT_READ[field] if again else " ".join((said, "–", text)).strip(" –"), hint=hint
    )
    return Reply(blocks=blocks, rows=tuple(r for r in rows if r), edit=edit)


def typed_field(desk: Desk, message: Message, report: Report, ordinal: int, field: int) -> Turn | None:
    """A typed answer put into its field; None when it is no answer."""
    text = message.text
    if field == ANY:
        item = report.item(ordinal)
        if item is None or item.state == "removed":
            return None
        tried = (typed_field(desk, message, report, ordinal, f) for f in (PERIOD, VALUE, UNIT))
        return next((turn for turn in tried if turn is not None), None)
    if field == PERIOD:
        code = typed_period(text, desk.clock())
        return set_period(desk, message, report, ordinal, code) if code else None
    item = report.item(ordinal)
    line = line_of(item) if item else None
    if line is None or line.figure is None:
        return None
    if field == VALUE:
        read = typed_value(text)
        if read is None:
            return None
        update: dict[str, object] = {"value": read.value, "unit": read.unit or line.figure.unit}
        return changed_line(desk, message, report, ordinal, update)
    if field == UNIT:
        unit = typed_unit(text)
        return changed_line(desk, message, report, ordinal, {"unit": unit}) if unit else None
    return _typed_name(desk, message, report, ordinal)


def _typed_name(desk: Desk, message: Message, report: Report, ordinal: int) -> Turn | None:
    words = " ".join(message.text.split())
    if not words or len(words) > _LONGEST_NAME:
        return None
    catalog = desk.known(message).catalog
    name = named_whole(words, catalog)
    if names := [] if name else typed_indicators(words, catalog):
        rows = [(button(n, report, Do.SET_NAME, ordinal, n),) for n in (*names[:_NAMES], words)]
        blocks = html_blocks("report_ask.html.j2", text=f"“{words}” là chỉ tiêu nào?", hint="")
        return Turn((Reply(blocks=blocks, rows=tuple(rows)),))
    return set_name(desk, message, report, ordinal, name or words)


def set_name(desk: Desk, message: Message, report: Report, ordinal: int, name: str) -> Turn:
    """A line under another indicator; a name that the catalogue does not have is taken as it is."""
    known = desk.known(message).catalog.get(name) is not None
    return changed_line(desk, message, report, ordinal, {"indicator": name, "catalogued": known})


def set_period(desk: Desk, message: Message, report: Report, ordinal: int, code: str) -> Turn:
    """A line of another period; all figures when the ordinal is 0."""
    ordinals = [i.ordinal for i in report.lines() if i.kind == "figure"] if ordinal == 0 else [ordinal]
    return _changed(desk, message, report, ordinals, {"time_period": code})


def turn_estimate(desk: Desk, message: Message, report: Report, ordinal: int, which: int = 0) -> Turn:
    """Estimate or result: one line turned, or all figures made one of them (1 estimate, 2 result)."""
    if ordinal == 0:
        ordinals = [i.ordinal for i in report.lines() if i.kind == "figure"]
        return _changed(desk, message, report, ordinals, _kind("actual" if which == 2 else "estimate"))
    item = report.item(ordinal)
    figure = line_of(item).figure if item else None
    now = figure.measure if figure else "actual"
    return _changed(desk, message, report, [ordinal], _kind("actual" if now == "estimate" else "estimate"))


def _kind(measure: str) -> dict[str, object]:
    return {"measure": measure, "obs_status": "E" if measure == "estimate" else "A"}


def changed_line(desk: Desk, message: Message, report: Report, ordinal: int, update: dict[str, object]) -> Turn:
    """A figure with some fields changed."""
    return _changed(desk, message, report, [ordinal], update)


def _changed(desk: Desk, message: Message, report: Report, ordinals: list[int], update: dict[str, object]) -> Turn:
    items, events = [], []
    for item in report.items:
        line = line_of(item)
        if item.ordinal not in ordinals or line.figure is None:
            items.append(item)
            continue
        figure = line.figure.model_copy(update=update)
        settled = (*line.settled, "unit unclear") if "unit" in update else line.settled
        edited = line.edited or any(name in update for name in ("value", "unit", "indicator", "measure"))
        noted = () if edited else line.noted
        made = item_of(item.ordinal, Line(figure=figure, edited=edited, settled=settled, noted=noted), item)
        items.append(made)
        events.append(event(desk, message, "change", item.ordinal, item_words(item), item_words(made)))
    changed = report.model_copy(update={"items": tuple(items)})
    changed = changed.model_copy(update={"items": replacing(desk.store, changed, changed.items)})
    return settle(desk, message, changed, events)


def removed_line(desk: Desk, message: Message, report: Report, ordinal: int) -> Turn:
    """A line taken out of the draft."""
    item = report.item(ordinal)
    if item is None or item.state == "removed":
        return Turn(toast="Dòng này đã bỏ rồi.")
    items = tuple(i.model_copy(update={"state": "removed"}) if i.ordinal == ordinal else i for i in report.items)
    events = (event(desk, message, "remove", ordinal, item_words(item), None),)
    return settle(desk, message, report.model_copy(update={"items": items}), events, toast="Đã bỏ dòng này.")
