"""Putting a kept document right in the chat: a field or a figure is chosen, its value typed, a reason given."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from corpus.models import Observation
from corpus.quantities import format_value
from corpus.text import fold
from handlers.desk import Desk, Message
from handlers.fields import ASKED, FIELDS, WANTED, field_value, typed_field
from handlers.mending import clash, field_words, mending
from handlers.replies import Button, Reply, Turn, html_blocks, label, one_line, said
from handlers.reports.card import awaiting
from handlers.reports.typed import typed_value
from handlers.wording import shorten
from handlers.words import gives_up
from index import Correction, DocumentHeader, Passage
from index.corrections import FIGURE, NUMBER, place_of, printed_as

REASONS = ("Đọc sai bản quét", "Bản in ghi nhầm", "Theo văn bản đính chính")
_FIGURES = 8
_LONGEST_REASON = 200
_GONE = "Văn bản này không còn trong kho, hoặc đã đổi. Anh/chị xem lại /vanban nhé."
_NOT_PRINTED = "Văn bản này không có con số nào được in như vậy. Gõ đúng như trong nguồn trích, ví dụ: 120 triệu USD."


class Do(IntEnum):
    """What a button does; a document's key stands before it, a number behind it."""

    MENU = 0
    FIELD = 1
    ASK_FIGURE = 2
    PICK = 3
    REASON = 4
    TAKE_BACK = 5
    PASSAGE = 6


def button(text: str, key: str, do: Do, *parts: int) -> Button:
    """A button of this dialog."""
    return Button(label=label(text), action="x", parts=(key, int(do), *parts))


def correct_button(desk: Desk, message: Message, key: str) -> tuple[Button, ...]:
    """The way in, for those who may."""
    return (button("Đính chính", key, Do.MENU),) if may_correct(desk, message) else ()


def passage_button(desk: Desk, message: Message, passage: Passage) -> tuple[Button, ...]:
    """The way in from a paragraph with figures."""
    if not may_correct(desk, message) or not _in_passage(desk, passage):
        return ()
    return (button("Đính chính số", passage.doc_key, Do.PASSAGE, passage.id),)


def may_correct(desk: Desk, message: Message) -> bool:
    """Whether somebody may put documents right here: not in a group, where a typed answer is anybody's."""
    route = next(r for r in desk.routes if r.name == "dinhchinh")
    return not message.group and desk.allows(message.person, route)


def press_correcting(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """A button of the dialog."""
    key = desk.text_of("x", numbers[0]) if len(numbers) > 1 and not message.group else None
    header = _header(desk, message, key)
    if header is None:
        return Turn(toast=_GONE)
    extra = numbers[2] if len(numbers) > 2 else -1
    match numbers[1]:
        case Do.MENU:
            return Turn((_menu(desk, header),), effects=(awaiting(desk, message, None),))
        case Do.FIELD if 0 <= extra < len(FIELDS):
            return _wait(desk, message, header, {"field": FIELDS[extra], "step": "value"})
        case Do.ASK_FIGURE:
            return _wait(desk, message, header, {"field": FIGURE, "step": "printed"})
        case Do.PASSAGE:
            passage = desk.known(message).passages.get(extra)
            found = _in_passage(desk, passage) if passage else []
            return Turn((_choices(header.doc_key, found),)) if found else Turn(toast=_GONE)
        case Do.PICK:
            return _picked(desk, message, header, extra)
        case Do.REASON if 0 <= extra < len(REASONS):
            dialog = desk.store.reports.dialog(message.conversation)
            if dialog and dialog["kind"] == "field" and dialog.get("document") == key and dialog["step"] == "reason":
                return _write(desk, message, header, dialog, REASONS[extra])
            return Turn(toast="Việc này đã xong hoặc đã hủy.")
        case Do.TAKE_BACK:
            return _take_back(desk, message, header, extra)
    return Turn(toast=_GONE)


def typed_correction(desk: Desk, message: Message, dialog: dict[str, Any]) -> Turn | None:
    """A typed answer of the dialog; None when the person may not, or the document is gone."""
    header = _header(desk, message, dialog["document"])
    if header is None or not may_correct(desk, message):
        return None
    text = " ".join(message.text.split())
    if gives_up(text):
        return Turn((said("Đã hủy, văn bản giữ nguyên."),), effects=(awaiting(desk, message, None),))
    if dialog["step"] == "reason":
        return _write(desk, message, header, dialog, text[:_LONGEST_REASON])
    if dialog["step"] == "printed":
        found = _printed(desk, header.doc_key, text)
        return Turn((_choices(header.doc_key, found),)) if found else Turn((said(_NOT_PRINTED),))
    value, trouble = _value(dialog, text)
    if not trouble and dialog["field"] == NUMBER:
        trouble = clash(desk.store, header.doc_key, value)
    if trouble:
        return Turn((said(f"{trouble} Anh/chị gõ lại, hoặc gõ “hủy” để dừng."),))
    return _wait(desk, message, header, {**dialog, "step": "reason", "value": value})


def _value(dialog: dict[str, Any], text: str) -> tuple[str, str]:
    """The typed value, and the sentence why it is none."""
    if dialog["field"] == FIGURE:
        read = typed_value(text)
        if read is None:
            return "", "Tôi chưa đọc được con số này (ví dụ: 662,25)."
        if read.unit and fold(read.unit) != fold(dialog["unit"]):
            unit = dialog["unit"] or "không có đơn vị"
            return "", f"Con số này trong văn bản tính bằng: {unit}. Gõ theo đơn vị đó."
        return str(read.value), ""
    value = typed_field(dialog["field"], text)
    return (value, "") if value else ("", f"Tôi chưa đọc được: cần {WANTED.get(dialog['field'], 'chữ ngắn gọn')}.")


def _wait(desk: Desk, message: Message, header: DocumentHeader, state: dict[str, Any]) -> Turn:
    """Ask for what comes next, and wait for it."""
    dialog = {**state, "kind": "field", "document": header.doc_key}
    rows: list[tuple[Button, ...]] = []
    if state["step"] == "reason":
        new = state["value"] if state["field"] == FIGURE else field_value(state["field"], state["value"])
        text = f"{field_words(state['field'])} của {header.doc_key} sẽ là: {_shown(state, new)}. Vì sao?"
        hint = "Bấm một lý do, hoặc gõ lý do khác. Lý do hiện cùng câu trả lời."
        rows = [(button(reason, header.doc_key, Do.REASON, n),) for n, reason in enumerate(REASONS)]
    elif state["step"] == "printed":
        text, hint = "Con số nào?", "Gõ con số đúng như được in, kèm đơn vị, ví dụ: 120 triệu USD."
    elif state["field"] == FIGURE:
        text, hint = f"“{state['printed']}” phải là bao nhiêu?", f"Gõ con số, tính bằng {state['unit'] or 'đơn vị cũ'}."
    else:
        now = header.doc_key if state["field"] == NUMBER else str(getattr(header, state["field"]))
        text = f"{field_words(state['field'])} đang là: {field_value(state['field'], now)}."
        hint = ASKED[state["field"]]
    rows.append((button("‹ Hủy", header.doc_key, Do.MENU),))
    reply = Reply(blocks=html_blocks("report_ask.html.j2", text=text, hint=hint), rows=tuple(rows))
    return Turn((reply,), effects=(awaiting(desk, message, dialog),))


def _shown(state: dict[str, Any], value: str) -> str:
    from decimal import Decimal

    return format_value(Decimal(value), state["unit"]) if state["field"] == FIGURE else value


def _write(desk: Desk, message: Message, header: DocumentHeader, dialog: dict[str, Any], reason: str) -> Turn:
    person = desk.person(message)
    name = (person.name if person else "") or message.name or "người quản trị"
    printed = dialog.get("printed", "")
    if dialog["field"] == NUMBER:
        earlier = [c.printed for c in desk.store.corrections.of(header.doc_key) if c.field == NUMBER]
        printed = earlier[0] if earlier else header.doc_key
    correction = Correction(
        header.doc_key, dialog["field"], printed, dialog["value"], reason.rstrip(" ."), name, "",
        dialog.get("clause", ""), dialog.get("offset", -1),
    )  # fmt: skip
    effect = mending(desk.store, desk.known(message).catalog, correction, message.person)
    words = f"Đã đính chính {field_words(dialog['field']).lower()} của {header.doc_key}. Bản gốc không đổi."
    return Turn((said(words),), toast="Đã đính chính.", effects=(effect, awaiting(desk, message, None)))


def _take_back(desk: Desk, message: Message, header: DocumentHeader, which: int) -> Turn:
    kept = next((c for c in desk.store.corrections.of(header.doc_key) if c.id == which), None)
    if kept is None:
        return Turn(toast="Đính chính này không còn nữa.")
    one = kept._replace(value="", reason="dùng lại như bản in")
    if one.field == NUMBER and (trouble := clash(desk.store, header.doc_key, one.printed)):
        return Turn(toast=trouble)
    effect = mending(desk.store, desk.known(message).catalog, one, message.person)
    words = f"{field_words(one.field)} của {header.doc_key} dùng lại như bản in."
    return Turn((said(words, edit=True),), toast=words, effects=(effect,))


def _menu(desk: Desk, header: DocumentHeader) -> Reply:
    key = header.doc_key
    kept = desk.store.corrections.of(key)
    lines = [
        f"{field_words(c.field)}{f' “{c.printed}”' if c.printed else ''} → {field_value(c.field, c.value)} "
        f"({c.author}: {c.reason})"
        for c in kept
    ]
    blocks = html_blocks("correcting.html.j2", title=key, lines=lines)
    fields = [button(field_words(f), key, Do.FIELD, n) for n, f in enumerate(FIELDS)]
    rows = [tuple(fields[i : i + 2]) for i in range(0, len(fields), 2)]
    rows.append((button("Một con số", key, Do.ASK_FIGURE),))
    rows += [(button(f"Bỏ đính chính: {field_words(c.field)} {c.printed}", key, Do.TAKE_BACK, c.id),) for c in kept[:6]]
    rows.append((Button(label="‹ Văn bản", action="d", parts=(key,)),))
    return Reply(blocks=blocks, rows=tuple(rows))


def _choices(key: str, found: list[Observation]) -> Reply:
    """Figures to choose from, each with the words around it."""
    shown = found[:_FIGURES]
    lines = [(o.span.quote, shorten(one_line(o.clause.quote), 160)) for o in shown]
    blocks = html_blocks("correcting_choice.html.j2", lines=lines, more=len(found) - len(shown))
    buttons = [button(f"{n}. {o.span.quote}", key, Do.PICK, o.span.start) for n, o in enumerate(shown, 1)]
    rows = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    rows.append((button("‹ Hủy", key, Do.MENU),))
    return Reply(blocks=blocks, rows=tuple(rows))


def _picked(desk: Desk, message: Message, header: DocumentHeader, start: int) -> Turn:
    chosen = next((o for o in _figures(desk, header.doc_key) if o.span.start == start), None)
    if chosen is None:
        return Turn(toast=_GONE)
    clause, offset = place_of(chosen)
    state = {"field": FIGURE, "step": "value", "printed": chosen.span.quote, "unit": chosen.unit, "clause": clause,
             "offset": offset}  # fmt: skip
    return _wait(desk, message, header, state)


def _figures(desk: Desk, key: str) -> list[Observation]:
    """The printed figures of a document, each place once."""
    return list({o.span.start: o for o in reversed(desk.store.printed_observations(key))}.values())[::-1]


def _printed(desk: Desk, key: str, text: str) -> list[Observation]:
    """Figures printed as typed: the whole, else those whose figure alone is the same."""
    wanted = fold(text).replace(" ", "")
    figures = _figures(desk, key)
    return printed_as(figures, text) or [
        o for o in figures if wanted and fold(o.span.quote).replace(" ", "").startswith(wanted)
    ]


def _in_passage(desk: Desk, passage: Passage) -> list[Observation]:
    return [o for o in _figures(desk, passage.doc_key) if passage.start <= o.span.start < passage.end]


def _header(desk: Desk, message: Message, key: str | None) -> DocumentHeader | None:
    return next((h for h in desk.known(message).headers if h.doc_key == key), None)
