"""Approval: the queue of confirmed reports, each figure beside what is known of it, approved or returned, once."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Any

from corpus.models import Observation
from corpus.periods import parse_period, year_before
from corpus.quantities import format_value, scale
from corpus.shorthand import expand
from corpus.text import fold
from handlers.answering import serve_question
from handlers.asking import wanted
from handlers.desk import Desk, Message
from handlers.facts import VALUE_MEASURES, alike_units, end_of, fit
from handlers.knowledge import Knowledge, place_name
from handlers.replies import Button, Notice, Reply, Turn, html_blocks, said
from handlers.replies import label as short_label
from handlers.reports.card import MARKS, STATES, awaiting, saving, warnings_of
from handlers.reports.deciding import superseding
from handlers.reports.drafts import event, replaced_words
from handlers.reports.keys import document_key, is_report
from handlers.reports.lines import item_words, line_of
from handlers.reports.publishing import publishing
from handlers.reports.rights import may_approve
from handlers.updates.usual import is_stock, months_of
from handlers.updates.values import ReportedFigure
from handlers.wording import day_words, figure_words, period_words, rounded
from index import Item, Person, Report

PAGE = 6
_ASKING = frozenset({"figure", "percent", "which_document", "contact"})
"""What no reason for a return asks for: somebody who still has to give one asks a question first."""
_LONGEST_REASON = 500
REASONS = (
    "Số liệu chưa khớp với kỳ trước, đề nghị kiểm tra lại.",
    "Sai đơn vị tính.",
    "Sai kỳ báo cáo.",
    "Đề nghị giải trình chênh lệch so với kế hoạch.",
    "Không thuộc phạm vi của đơn vị.",
)
_PRIVATELY = "Anh/chị duyệt trong tin nhắn riêng với trợ lý nhé."
_QUEUE = "hàng chờ duyệt"


class Act(IntEnum):
    """What a button of the queue or of a report under review does."""

    SHOW = 1
    APPROVE = 2
    APPROVE_ONE = 3
    RETURN = 4
    REASON = 5
    QUEUE = 6


def button(text: str, report: Report, act: Act, *parts: int) -> Button:
    """A button of a report under review."""
    return Button(label=short_label(text), action="k", parts=(report.key, int(act), *parts))


def serve_queue(desk: Desk, message: Message, words: str) -> Turn:
    """/duyet: the reports that wait for this person's approval; never in a group, where others read along."""
    if message.group:
        return Turn((said(_PRIVATELY),))
    if not may_approve(desk.person(message)):
        return Turn((said("Chỉ người tổng hợp được duyệt báo cáo."),))
    return Turn((queue_reply(desk, message, 0),))


def queue_reply(desk: Desk, message: Message, page: int, *, edit: bool = False) -> Reply:
    """A page of the queue, the oldest first."""
    person = desk.person(message)
    waiting = [r for r in desk.store.reports.find(state="confirmed") if may_approve(person, r)]
    pages = max(1, -(-len(waiting) // PAGE))
    page = min(page, pages - 1)
    shown = waiting[page * PAGE : (page + 1) * PAGE]
    lines = [(r, day_words(r.sent_at[:10]), [item_words(i) for i in r.lines("confirmed")]) for r in shown]
    first = page * PAGE + 1
    blocks = html_blocks("approve_queue.html.j2", lines=lines, count=len(waiting), page=page, pages=pages, first=first)
    rows = [(button(f"Xem {n}: {r.unit}", r, Act.SHOW),) for n, r in enumerate(shown, first)]
    steps = [
        Button(label=text, action="k", parts=(_QUEUE, int(Act.QUEUE), n))
        for text, n in (("‹ Trước", page - 1), ("Sau ›", page + 1))
        if 0 <= n < pages
    ]
    return Reply(blocks=blocks, rows=tuple(row for row in (*rows, tuple(steps)) if row), edit=edit)


def press_review(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """A pressed button of the queue or of a report under review."""
    if message.group:
        return Turn(toast=_PRIVATELY)
    person = desk.person(message)
    if person is None or not may_approve(person):
        return Turn(toast="Chỉ người tổng hợp được duyệt báo cáo.")
    key = desk.text_of("k", numbers[0]) if len(numbers) > 1 else None
    act, number, extra = (*numbers[1:], 0, 0, 0)[:3]
    if key == _QUEUE:
        return Turn((queue_reply(desk, message, number, edit=True),))
    report = desk.store.reports.get(key) if key else None
    if report is None:
        return Turn(toast="Báo cáo này không còn. Gõ /duyet để xem hàng chờ.")
    if not may_approve(person, report):
        return Turn(toast="Đây là báo cáo của chính anh/chị: cần người khác duyệt.")
    if act == Act.SHOW:
        return Turn((review_reply(desk, message, report, number, edit=bool(extra)),))
    if not _waits(report, number if act == Act.APPROVE_ONE else 0):
        return Turn((review_reply(desk, message, report, 0, edit=True),), toast=_told(report))
    match act:
        case Act.APPROVE:
            return approve(desk, message, person, report, tuple(i.ordinal for i in report.lines("confirmed")))
        case Act.APPROVE_ONE:
            return approve(desk, message, person, report, (number,))
        case Act.RETURN:
            return _ask_reason(desk, message, report)
        case Act.REASON if 0 <= number < len(REASONS):
            return send_back(desk, message, person, report, REASONS[number])
    return Turn(toast="Nút này không còn dùng được. Gõ /duyet để xem hàng chờ.")


def _waits(report: Report, ordinal: int) -> bool:
    item = report.item(ordinal) if ordinal else None
    return report.state == "confirmed" and (not ordinal or (item is not None and item.state == "confirmed"))


def _told(report: Report) -> str:
    who = f" bởi {report.decided_name}" if report.decided_name else ""
    if report.state == "confirmed":
        return f"Dòng này đã được xử lý trước{who}."
    return f"Báo cáo này {STATES[report.state]}{who} trước đó; không cần làm gì thêm."


def review_reply(desk: Desk, message: Message, report: Report, page: int, *, edit: bool = False) -> Reply:
    """A report with each figure beside plan, last period and the same period, and the buttons to decide."""
    known, sent = desk.known(message), date.fromisoformat(report.sent_at[:10])
    items = report.lines()
    pages = max(1, -(-len(items) // PAGE))
    page = min(page, pages - 1)
    shown = list(enumerate(items, 1))[page * PAGE : (page + 1) * PAGE]
    lines = [
        (
            n,
            MARKS.get(i.state, ""),
            item_words(i),
            replaced_words(desk.store, i),
            beside(known, i, document_key(report, approved=True)),
            warnings_of(i, sent),
        )
        for n, i in shown
    ]
    blocks = html_blocks(
        "approve_review.html.j2", report=report, lines=lines, day=day_words(report.sent_at[:10]),
        state=STATES[report.state], page=page, pages=pages, text=report.text if report.via == "message" else "",
    )  # fmt: skip
    rows: list[tuple[Button, ...]] = []
    if report.state == "confirmed":
        waiting = [(n, i) for n, i in shown if i.state == "confirmed"]
        ones = [button(f"✅ {n}", report, Act.APPROVE_ONE, i.ordinal) for n, i in waiting] if len(items) > 1 else []
        rows += [tuple(ones[i : i + 4]) for i in range(0, len(ones), 4)]
        rows.append((button("✅ Duyệt cả báo cáo", report, Act.APPROVE), button("↩️ Trả lại", report, Act.RETURN)))
    rows.append(
        tuple(
            button(text, report, Act.SHOW, n, 1)
            for text, n in (("‹ Trang trước", page - 1), ("Trang sau ›", page + 1))
            if 0 <= n < pages
        )
    )
    return Reply(blocks=blocks, rows=tuple(row for row in rows if row), edit=edit)


def beside(known: Knowledge, item: Item, own: str) -> list[str]:
    """What others than its `own` document say of a figure: plan, same period of the year before, last period."""
    figure = line_of(item).figure
    if figure is None or not figure.time_period:
        return []
    place = place_name(figure.entity or known.book.home)
    found = [o for o in known.book.of(figure.indicator) if place_name(o.entity) == place and o.doc != own]
    out = []
    year = figure.time_period[:4]
    planned = [o for o in found if o.measure == "target" and o.time_period == year][:1]
    for plan in planned:
        out.append(f"Kế hoạch năm {year}: {figure_words(plan)}{_share(figure, plan)}")
    results = [o for o in found if o.measure in VALUE_MEASURES]
    before = year_before(figure.time_period)
    same = [o for o in results if fit(o.time_period, before) == 3][:1]
    if same:
        out.append(f"Cùng kỳ ({period_words(before)}): {figure_words(same[0])}")
    end = end_of(figure.time_period)
    alike = [o for o in results if o.measure != "base" and _comparable(o, figure)]
    if earlier := [o for o in alike if end_of(o.time_period) < end]:
        last = max(earlier, key=lambda o: (end_of(o.time_period), o.time_period))
        out.append(f"Kỳ gần nhất ({period_words(last.time_period)}): {figure_words(last)}")
    if official := [o for o in results if fit(o.time_period, figure.time_period) == 3][:1]:
        source = "Báo cáo đã duyệt trước đó" if is_report(official[0].doc) else "Văn bản đã có"
        out.append(f"{source} ghi: {figure_words(official[0])}")
    unknown = [words for words, there in ((f"kế hoạch năm {year}", planned), ("cùng kỳ", same)) if not there]
    if out and unknown:
        out.append(f"Chưa có số {' và '.join(unknown)} để so.")
    return out or ["Chưa có số liệu nào khác để so."]


def _comparable(o: Observation, figure: ReportedFigure) -> bool:
    """Whether two figures may stand side by side: states, sums since the same new year, or of periods as long."""
    if is_stock(figure.indicator, figure.unit):
        return True
    one, other = parse_period(o.time_period), parse_period(figure.time_period)
    since = (other.start.month, other.start.day) == (1, 1) and one.start == other.start
    return since or months_of(o.time_period) == months_of(figure.time_period)


def _share(figure: ReportedFigure, plan: Observation) -> str:
    (value, unit), (whole, other) = scale(figure.value, figure.unit), scale(plan.value, plan.unit)
    if not whole or not alike_units(unit, other) or unit == "%":
        return ""
    return f" (đạt {format_value(rounded(value / whole * 100), '%')}, tính toán)"


def approve(desk: Desk, message: Message, person: Person, report: Report, ordinals: tuple[int, ...]) -> Turn:
    """Lines become official: published with the report as their source, in the place of those they correct."""
    now, name = desk.now().isoformat(), person.name or message.name
    items = tuple(
        i.model_copy(update={"state": "approved"}) if i.ordinal in ordinals and i.state == "confirmed" else i
        for i in report.items
    )
    names = [n for n in report.decided_name.split(", ") if n]
    decided = {"decided_by": person.person, "decided_name": ", ".join(dict.fromkeys([*names, name]))}
    state = "confirmed" if any(i.state == "confirmed" for i in items) else "approved"
    done = report.model_copy(update={"items": items, "state": state, "changed_at": now, **decided})
    approved = [i for i in done.items if i.ordinal in ordinals]
    events = [event(desk, message, "approve", i.ordinal, None, item_words(i)) for i in approved]
    others = superseding(desk, message, approved, "approved")
    effects = [saving(done, events), *(saving(r, e) for r, e in others)]
    effects.append(publishing(desk, message, done, *(r for r, _ in others)))
    what = (
        "Báo cáo" if state == "approved" and len(approved) == len(done.lines()) else f"{len(approved)} dòng của báo cáo"
    )
    lines = [item_words(i) for i in approved]
    notice = _to_unit(report, f"{what} ngày {day_words(report.sent_at[:10])} đã được {name} duyệt:", lines, ())
    reply = review_reply(desk, message, done, 0, edit=True)
    return Turn((reply,), toast="Đã duyệt.", effects=tuple(effects), notices=notice)


def _ask_reason(desk: Desk, message: Message, report: Report) -> Turn:
    dialog = {"kind": "reason", "report": report.key}
    return Turn((_reason_question(report, edit=True),), effects=(awaiting(desk, message, dialog),))


def _reason_question(report: Report, *, edit: bool) -> Reply:
    rows = [(button(reason, report, Act.REASON, n),) for n, reason in enumerate(REASONS)]
    rows.append((button("‹ Không trả lại", report, Act.SHOW, 0, 1),))
    text, hint = f"Vì sao trả lại báo cáo của {report.unit}?", "Bấm một lý do, hoặc gõ lý do khác."
    return Reply(blocks=html_blocks("report_ask.html.j2", text=text, hint=hint), rows=tuple(rows), edit=edit)


def typed_reason(desk: Desk, message: Message, dialog: dict[str, Any]) -> Turn | None:
    """A typed reason: the report goes back with it."""
    person, report = desk.person(message), desk.store.reports.get(dialog["report"])
    if person is None or report is None or not may_approve(person, report) or report.state != "confirmed":
        return None
    kinds, _ = wanted(fold(expand(message.text).text))
    if _ASKING & set(kinds):
        asked = serve_question(desk, message, message.text)
        return Turn((*asked.replies, _reason_question(report, edit=False)), effects=asked.effects, status=asked.status)
    reason = " ".join(message.text.split())
    if fold(reason).strip(" .!") in ("huy", "thoi", "khong tra lai"):
        return Turn((review_reply(desk, message, report, 0),), effects=(awaiting(desk, message, None),))
    return send_back(desk, message, person, report, reason[:_LONGEST_REASON])


def send_back(desk: Desk, message: Message, person: Person, report: Report, reason: str) -> Turn:
    """The lines not yet approved go back to the unit with a reason."""
    name = person.name or message.name
    items = tuple(i.model_copy(update={"state": "returned"}) if i.state == "confirmed" else i for i in report.items)
    decided = {"decided_by": person.person, "decided_name": name, "reason": reason}
    kept = {"items": items, "state": "returned", "changed_at": desk.now().isoformat()}
    done = report.model_copy(update={**kept, **decided})
    events = [event(desk, message, "return", 0, None, reason)]
    effects = (saving(done, events), publishing(desk, message, done), awaiting(desk, message, None))
    rows = ((Button(label="🛠 Sửa lại", action="b", parts=(report.key, 13)),),)
    text = f"Báo cáo ngày {day_words(report.sent_at[:10])} bị {name} trả lại. Lý do: {reason}"
    notices = _to_unit(report, text, [item_words(i) for i in report.lines("confirmed")], rows)
    reply = review_reply(desk, message, done, 0, edit=message.kind == "press")
    return Turn((reply,), toast="Đã trả lại.", effects=effects, notices=notices)


def _to_unit(report: Report, text: str, lines: list[str], rows: tuple[tuple[Button, ...], ...]) -> tuple[Notice, ...]:
    if not report.chat:
        return ()
    reply = Reply(
        blocks=html_blocks("approve_told.html.j2", text=text, lines=lines[:PAGE], more=len(lines) - PAGE), rows=rows
    )
    return (Notice(chat=report.chat, reply=reply),)
