"""A small office for tests of reports: a unit's reporter, approvers, a reader, and a desk that each message meets."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.sandbox.entities import parse_html
from handlers.ask import Assistant
from handlers.clock import HOME_ZONE
from handlers.desk import Desk, Message
from handlers.packing import pack
from handlers.replies import Button, Notice, Reply, Turn
from handlers.routes import ROUTES
from index import Person, Store
from tests.desk_sample import fill

INVEST, OFFICE = "Phòng Quản lý đầu tư", "Văn phòng"
LAN, HA, MINH, SON, BA = (f"telegram:{n}" for n in (11, 12, 13, 14, 15))
NOW = datetime(2024, 10, 3, 9, 0, tzinfo=HOME_ZONE)


class Town:
    """A desk with people: what they say is written, and what is said to others is kept for them."""

    def __init__(self, store: Store, folder: Path) -> None:
        fill(store, folder)
        people = (
            Person(person=LAN, name="Lan", role="reporter", units=(INVEST,), chat="11"),
            Person(person=HA, name="Hà", role="approver", chat="12"),
            Person(person=MINH, name="Minh", role="reader", chat="13"),
            Person(person=SON, name="Sơn", role="approver", units=(OFFICE,), chat="14"),
            Person(person=BA, name="Ba", role="reporter", units=(OFFICE,), chat="15"),
        )
        for person in people:
            store.people.put(person)
        self.store = store
        self.now = NOW
        self.told: dict[str, list[Notice]] = {}
        self.number = 100
        self.desk = self.fresh()

    def fresh(self) -> Desk:
        """A desk as a new process would make it."""
        return Desk(
            self.store,
            Assistant(self.store, lambda: self.now.date()),
            ROUTES,
            lambda: self.now.date(),
            who=self.store.people.get,
            now=lambda: self.now,
        )

    def says(self, person: str, text: str, **more: object) -> Shown:
        """What is said to a person who wrote or pressed something."""
        self.number += 1
        chat = person.rpartition(":")[2]
        said: dict[str, object] = {
            "text": text, "person": person, "name": self.store.people.get(person).name,  # type: ignore[union-attr]
            "conversation": f"telegram:{chat}", "chat": chat, "number": self.number, "sent_at": self.now.isoformat(),
        }  # fmt: skip
        turn = self.desk.handle(Message.model_validate(said | more))
        with self.store.transaction():
            for effect in turn.effects:
                effect(self.store)
        for notice in turn.notices:
            self.told.setdefault(notice.chat, []).append(notice)
        return Shown(self, person, turn)

    def notice(self, person: str) -> Shown:
        """The last thing said to a person because of somebody else."""
        notice = self.told[person.rpartition(":")[2]][-1]
        return Shown(self, person, Turn((notice.reply,)))


class Shown:
    """A turn as its person sees it."""

    def __init__(self, town: Town, person: str, turn: Turn) -> None:
        self.town, self.person, self.turn = town, person, turn
        self.text = "\n\n".join(_text(reply) for reply in turn.replies)
        self.rows = turn.replies[-1].rows if turn.replies else ()

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def __repr__(self) -> str:
        return f"{self.text}\n[{' | '.join(self.labels())}] toast={self.turn.toast!r}"

    def labels(self) -> list[str]:
        """The buttons."""
        return [button.label for row in self.rows for button in row]

    def button(self, label: str) -> Button:
        """The button of that label."""
        return next(b for row in self.rows for b in row if b.label == label)

    def press(self, label: str, by: str = "") -> Shown:
        """What a button brings; its data must fit Telegram's 64 bytes."""
        data = self.button(label).data(self.town.store.handle)
        assert len(data.encode()) <= 64
        return self.town.says(by or self.person, data, kind="press")


def _text(reply: Reply) -> str:
    return "\n\n".join(parse_html(message).text for message in pack(reply.blocks))


def told(town: Town, person: str = MINH, question: str = "fdi 9 thang dat bao nhieu") -> str:
    """The answer somebody gets."""
    return town.says(person, question).text


def confirmed(town: Town, text: str, person: str = LAN) -> Shown:
    """A report written and confirmed as it was understood."""
    return town.says(person, text).press("✅ Xác nhận")
