"""What ends a draft: it is confirmed, given up or too old. And how a returned report begins anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.desk import Desk, Message
from handlers.replies import Button, Effect, Notice, Reply, Turn, said
from handlers.reports.card import STATES, awaiting, card_reply, saving, settle
from handlers.reports.drafts import event
from handlers.reports.lines import faults, item_words, line_of
from handlers.reports.publishing import publishing
from handlers.reports.questions import next_question
from handlers.reports.rights import APPROVING
from handlers.wording import day_words
from index import Event, Item, Report

DAYS_KEPT = 30
"""After so many days without a change a draft is not confirmed any more."""
_EXPIRED = (
    f"Báo cáo gửi ngày {{day}} đã quá {DAYS_KEPT} ngày chưa được xác nhận nên tôi hủy, không ghi gì cả. "
    "Anh/chị gửi lại nếu còn cần báo cáo nhé."
)


def too_old(desk: Desk, report: Report) -> bool:
    """Whether a draft has waited too long to be confirmed as it stands."""
    return bool(report.changed_at) and (desk.now() - datetime.fromisoformat(report.changed_at)).days >= DAYS_KEPT


def expiring(desk: Desk) -> list[tuple[str, Reply, Effect]]:
    """The drafts that waited too long: where to tell it, the words, and the draft given up."""
    now = desk.now().isoformat()
    out = []
    for report in desk.store.reports.find(state="draft"):
        if too_old(desk, report):
            gone = report.model_copy(update={"state": "cancelled", "changed_at": now})
            given_up = Event(at=now, person=report.person, name="", action="cancel")
            words = _EXPIRED.format(day=day_words(report.sent_at[:10]) if report.sent_at else "trước")
            out.append((report.chat, said(words), saving(gone, (given_up,))))
    return out


def cancel(desk: Desk, message: Message, report: Report) -> Turn:
    """The draft is given up."""
    gone = report.model_copy(update={"state": "cancelled", "changed_at": desk.now().isoformat()})
    effects = (saving(gone, (event(desk, message, "cancel"),)), awaiting(desk, message, None))
    text = "Đã hủy báo cáo này, không ghi gì cả."
    reply = said(text, edit=message.kind == "press")
    return Turn((reply,), toast="Đã hủy.", effects=effects)


def confirm(desk: Desk, message: Message, report: Report) -> Turn:
    """The draft becomes the unit's report, waiting for approval; unapproved lines that it corrects go."""
    if question := next_question(desk, message, report):
        return settle(desk, message, report, toast=question.text[:180])
    wrong = [(n, faults(line_of(i))) for n, i in enumerate(report.lines(), 1)]
    if found := next(((n, said) for n, said in wrong if said), None):
        return Turn(toast=f"Dòng {found[0]}: {found[1][0]}. Sửa hoặc bỏ dòng này rồi mới xác nhận được.")
    if not report.lines():
        return Turn(toast="Báo cáo không còn dòng nào để xác nhận.")
    now = desk.now().isoformat()
    items = tuple(i if i.state == "removed" else i.model_copy(update={"state": "confirmed"}) for i in report.items)
    done = report.model_copy(update={"state": "confirmed", "items": items, "changed_at": now})
    events = [event(desk, message, "confirm", i.ordinal, None, item_words(i)) for i in done.lines()]
    others = superseding(desk, message, done.lines(), "confirmed")
    if report.corrects and (old := desk.store.reports.get(report.corrects)) and old.state == "returned":
        others = [(r, e) for r, e in others if r.key != old.key]
        others.append((old.model_copy(update={"state": "superseded"}), [event(desk, message, "supersede")]))
    effects = [saving(done, events), *(saving(r, e) for r, e in others)]
    effects.append(publishing(desk, message, done, *(r for r, _ in others)))
    effects.append(awaiting(desk, message, None))
    note = "Đã xác nhận. Tôi đã báo người tổng hợp duyệt; duyệt xong tôi sẽ nhắn lại."
    reply = card_reply(desk, done, edit=message.kind == "press", note=note)
    return Turn((reply,), toast="Đã xác nhận.", effects=tuple(effects), notices=tuple(_to_approvers(desk, done)))


def superseding(desk: Desk, message: Message, items: Sequence[Item], state: str) -> list[tuple[Report, list[Event]]]:
    """The earlier reports without those lines whose place the items take, as far as they are in that state."""
    changed: dict[str, tuple[Report, list[Event]]] = {}
    for item in items:
        if item.replaces is None:
            continue
        key, ordinal = item.replaces
        old, events = changed.get(key) or (desk.store.reports.get(key), [])
        line = old.item(ordinal) if old else None
        if old is None or line is None or line.state != state:
            continue
        left = tuple(i.model_copy(update={"state": "superseded"}) if i.ordinal == ordinal else i for i in old.items)
        gone = all(i.state in ("superseded", "removed") for i in left)
        old = old.model_copy(update={"items": left, "state": "superseded" if gone else old.state})
        events = [*events, event(desk, message, "supersede", ordinal, item_words(line), item_words(item))]
        changed[key] = (old, events)
    return list(changed.values())


def _to_approvers(desk: Desk, report: Report) -> list[Notice]:
    people = [p for p in desk.store.people.all() if p.role in APPROVING and p.person != report.person and p.chat]
    approvers = [p for p in people if p.role == "approver"] or people
    text = f"{report.unit} vừa xác nhận báo cáo ({len(report.lines())} dòng), chờ anh/chị duyệt."
    rows = ((Button(label="Xem để duyệt", action="k", parts=(report.key, 1)),),)
    reply = said(text, rows=rows)
    return [Notice(chat=p.chat, reply=reply) for p in approvers]


def revise(desk: Desk, message: Message, report: Report) -> Turn:
    """A returned report begun anew as a draft with the same lines."""
    if report.state != "returned":
        return Turn(toast=f"Báo cáo này {STATES[report.state]}, không cần sửa lại.")
    key = f"{report.key}+{report.revision}"
    if desk.store.reports.get(key) is not None:
        return Turn(toast="Anh/chị đã bắt đầu sửa báo cáo này; anh/chị dùng thẻ mới nhất nhé.")
    items = tuple(i.model_copy(update={"state": "draft"}) for i in report.items if i.state in ("returned", "confirmed"))
    fresh = report.model_copy(
        update={
            "id": 0, "key": key, "revision": 0, "state": "draft", "items": items, "corrects": report.key,
            "reason": "", "decided_by": "", "decided_name": "",
        }
    )  # fmt: skip
    said = message.model_copy(update={"kind": "text"})  # a new card below; the notice stays
    return settle(desk, said, fresh, (event(desk, message, "draft"),))
