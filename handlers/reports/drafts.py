"""A message understood becomes the draft of a report: whose, what was missing taken from what it corrects."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from corpus.quantities import format_value, scale
from handlers.desk import Desk, Message
from handlers.reports.lines import ASKED_BACK, Line, figure_of, item_of, line_of, missing, same_fact, value_words
from handlers.updates.checks import doubts_of, falls, led_elsewhere, overdue
from handlers.updates.left import left_out
from handlers.updates.values import Correction, ReportedFigure, Update
from handlers.wording import period_words
from index import Event, Item, Person, Report, Store
from index.reports import ItemState, Via

_SURE_UNIT = 0.9
_MOST_EARLIER = 60
STANDING: tuple[ItemState, ...] = ("confirmed", "approved")


def key_of(desk: Desk, message: Message) -> str:
    """The key of the report that a message begins: chat and number, with the time when it was edited."""
    chat = message.chat or message.conversation
    moment = desk.now().isoformat()
    key = f"{chat}/{message.number}" if message.number else f"{chat}/{moment}"
    if message.edited:
        key = f"{key}@{moment}"
    while desk.store.reports.get(key) is not None:  # another bot counts the messages of a chat anew
        key = f"{key}@{moment}"
    return key


def event(
    desk: Desk, message: Message, action: str, ordinal: int = 0, before: object = None, after: object = None
) -> Event:
    """Something that a message does to a report."""
    return Event(
        at=desk.now().isoformat(), person=message.person, name=message.name, action=action, ordinal=ordinal,
        before=before, after=after,
    )  # fmt: skip


def unit_of_report(desk: Desk, message: Message, person: Person, text: str) -> str:
    """The unit a report is for: the person's only one, or the one the message names; '' when it has to be asked."""
    if len(person.units) == 1:
        return person.units[0]
    named = [hit.name for hit in desk.known(message).registry.match(text) if hit.score >= _SURE_UNIT]
    allowed = [name for name in dict.fromkeys(named) if not person.units or name in person.units]
    return allowed[0] if len(allowed) == 1 else ""


def draft(
    desk: Desk,
    message: Message,
    person: Person,
    update: Update,
    *,
    via: Via = "message",
    key: str = "",
    corrects: str = "",
) -> Report:
    """The draft of what was understood."""
    via_table = "\t" in update.text or "|" in update.text
    report = Report(
        key=key or key_of(desk, message), person=person.person, name=person.name or message.name,
        unit=unit_of_report(desk, message, person, update.text), chat=message.chat, text=update.text, via=via,
        ours=not message.forwarded, sent_at=message.sent_at or desk.now().isoformat(),
        changed_at=desk.now().isoformat(), corrects=corrects,
        warnings=(
            *(d.sentence for d in update.doubts if not d.items),
            *(f"chưa hiểu: “{words}”" for words in left_out(update)),
        ),
    )  # fmt: skip
    home = desk.known(message).book.home
    at_home = tuple(f.model_copy(update={"entity": ""}) if f.entity == home else f for f in update.figures)
    lines = _items(update.model_copy(update={"figures": at_home}), keeps=via_table)
    items = replacing(desk.store, report, lines, update.corrections)
    items = tuple(_with_wrong(desk.store, i, update.corrections) for i in items)
    return report.model_copy(update={"items": items})


def _with_wrong(store: Store, item: Item, corrections: tuple[Correction, ...]) -> Item:
    """The item warned of when the figure that the message takes back is not the one that was reported."""
    back = next((c.wrong for c in corrections if c.item == item.ordinal - 1), None)
    other = store.reports.get(item.replaces[0]) if item.replaces else None
    old = other.item(item.replaces[1]) if other and item.replaces else None
    if back is None or old is None or old.kind != "figure":
        return item
    return item_of(item.ordinal, taken_back(line_of(item), figure_of(old), back), item)


def taken_back(line: Line, old: ReportedFigure, wrong: Decimal) -> Line:
    """The line with a warning when the figure taken back is not the old one, whatever scale either is written in."""
    unit = line.figure.unit if line.figure else ""
    if wrong == old.value or scale(wrong, unit or old.unit) == scale(old.value, old.unit):
        return line
    told = f"anh/chị viết số cũ là {format_value(wrong, '')}, nhưng số đã báo là {value_words(old)}"
    return line.model_copy(update={"noted": (*line.noted, told)})


def _items(update: Update, *, keeps: bool) -> tuple[Item, ...]:
    """The lines; what was doubtful about them stays only where it cannot be looked for again (a table)."""
    out = []
    for n, thing in enumerate((*update.figures, *update.tasks)):
        noted = tuple(d.sentence for d in update.doubts if n in d.items) if keeps else ()
        told = Line(figure=thing) if isinstance(thing, ReportedFigure) else Line(task=thing)
        out.append(item_of(n + 1, told.model_copy(update={"noted": noted})))
    return tuple(out)


def replacing(
    store: Store, report: Report, items: tuple[Item, ...], corrections: tuple[Correction, ...] = ()
) -> tuple[Item, ...]:
    """The items, each with the earlier line of the same unit whose place it takes, if there is one.

    A correction that leaves out period or unit has those of the line that it corrects.
    """
    out = []
    for item in items:
        wrong = next((c for c in corrections if c.item == item.ordinal - 1), None)
        found = _earlier(store, report, item, wrong) if item.kind == "figure" else _earlier_task(store, report, item)
        if found is None:
            out.append(item.model_copy(update={"replaces": None}))
            continue
        key, old = found
        out.append(_taking_place(item, old).model_copy(update={"replaces": (key, old.ordinal)}))
    return tuple(out)


def _taking_place(item: Item, old: Item) -> Item:
    line = Line.model_validate(item.body)
    if line.figure is None:
        return item
    before = figure_of(old)
    filled = {name: getattr(line.figure, name) or getattr(before, name) for name in ("time_period", "unit", "entity")}
    if all(getattr(line.figure, name) == value for name, value in filled.items()):
        return item
    figure = line.figure.model_copy(update=filled)
    return item_of(item.ordinal, line.model_copy(update={"figure": figure, "edited": True}), item)


def _earlier(store: Store, report: Report, item: Item, wrong: Correction | None) -> tuple[str, Item] | None:
    mine = figure_of(item)
    if not mine.time_period and wrong is None:
        return None
    found: list[tuple[str, Item]] = []
    for other in store.reports.with_item("figure", item.name, mine.time_period or None):
        if other.key == report.key or other.unit != report.unit or not report.unit:
            continue
        for old in other.lines(*STANDING):
            theirs = figure_of(old) if old.kind == "figure" else None
            known = mine.model_copy(update={"time_period": mine.time_period or (theirs.time_period if theirs else "")})
            known = known.model_copy(update={"entity": mine.entity or (theirs.entity if theirs else "")})
            if theirs is not None and same_fact(known, theirs):
                found.append((other.key, old))
    if wrong is not None and wrong.wrong is not None:
        found = [f for f in found if figure_of(f[1]).value == wrong.wrong] or found
    return found[-1] if found else None


def _earlier_task(store: Store, report: Report, item: Item) -> tuple[str, Item] | None:
    found = [
        (other.key, old)
        for other in store.reports.with_item("task", item.name)
        if other.key != report.key and other.unit == report.unit
        for old in other.lines("confirmed")
        if old.kind == "task" and old.name == item.name
    ]
    return found[-1] if found else None


def relinked(store: Store, report: Report) -> Report:
    """The report with those lines tied to the earlier ones they take the place of that are tied to none yet."""
    found = replacing(store, report, report.items)
    items = tuple(old if old.replaces else new for old, new in zip(report.items, found, strict=True))
    return report.model_copy(update={"items": items})


def doubted(desk: Desk, message: Message, report: Report) -> Report:
    """The report with each line's warnings as they follow from all lines as they are now."""
    figures = [(i, line_of(i)) for i in report.lines("draft") if i.kind == "figure"]
    tasks = [(i, line_of(i)) for i in report.lines("draft") if i.kind == "task"]
    known, sent = desk.known(message), date.fromisoformat(report.sent_at[:10])
    home = known.book.home
    told = [whose(line.figure, home) for _, line in figures if line.figure]
    states = [line.task for _, line in tasks if line.task]
    doubts = [*doubts_of(told, states, known, (report.unit,) if report.unit else (), sent)]
    doubts += led_elsewhere(states, known, (report.unit,) if report.unit else (), len(told))
    doubts += overdue(states, sent, len(told))
    earlier = [f for u in earlier_updates(desk, message, report.unit, report.key) for f in u.figures]
    doubts += [d for d in falls(told, earlier, known) if not any(figures[n][0].replaces for n in d.items)]
    warned = {
        item.ordinal: [d.sentence for d in doubts if n in d.items and d.need not in ASKED_BACK]
        for n, (item, _) in enumerate([*figures, *tasks])
    }
    for n, (item, line) in enumerate(figures):
        unclear = [d.sentence for d in doubts if n in d.items and d.need == "unit unclear"]
        if missing(line) != "unit unclear":
            warned[item.ordinal] += unclear
    items = tuple(
        item_of(i.ordinal, line_of(i).model_copy(update={"warnings": tuple(dict.fromkeys(warned[i.ordinal]))}), i)
        if i.ordinal in warned
        else i
        for i in report.items
    )
    return report.model_copy(update={"items": items})


def whose(figure: ReportedFigure, home: str) -> ReportedFigure:
    """The figure with the name of whose it is: of a line that names nobody it is the authority's own."""
    return figure if figure.entity else figure.model_copy(update={"entity": home})


def earlier_updates(desk: Desk, message: Message, unit: str, but: str = "") -> list[Update]:
    """What a unit reported before and still stands, the newest last."""
    out = []
    for report in desk.store.reports.find(unit=unit, latest=_MOST_EARLIER) if unit else ():
        if report.key == but or report.state not in ("draft", *STANDING):
            continue
        lines = [line_of(i) for i in report.lines("draft", *STANDING)]
        figures = tuple(whose(line.figure, desk.known(message).book.home) for line in lines if line.figure)
        tasks = tuple(line.task for line in lines if line.task)
        out.append(Update(kind="update", text=report.text, figures=figures, tasks=tasks))
    return out


def replaced_words(store: Store, item: Item) -> str:
    """What the line takes the place of, in words; '' when of nothing."""
    if item.replaces is None:
        return ""
    report = store.reports.get(item.replaces[0])
    old = report.item(item.replaces[1]) if report else None
    if report is None or old is None or old.kind != "figure":
        return ""
    day = period_words(report.sent_at[:10]).removeprefix("ngày ")
    return f"thay số {value_words(figure_of(old)).strip()} đã báo ngày {day}"
