"""Somebody who feeds the corpus, for tests: a desk, the reader of sent files beside it, buttons pressed by label."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx

from bot.telegram.arriving import Arriving
from handlers.ask import Assistant
from handlers.desk import Desk, Message
from handlers.replies import Button
from handlers.routes import ROUTES
from index import Person, Store
from tests.conftest import SMALL_REPORT

CHANNEL = "telegram:7"
ADMIN, READER = "telegram:1", "telegram:2"
TODAY = date(2024, 9, 1)


def word_file(text: str = SMALL_REPORT) -> bytes:
    """A report as a Word file."""
    document = docx.Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class Feeder:
    """An administrator and a reader at a desk; `rows` are the buttons last shown."""

    def __init__(self, store: Store, folder: Path) -> None:
        store.people.put(Person(person=ADMIN, name="Quản", role="admin", chat="1"))
        store.people.put(Person(person=READER, name="Lan", role="reader", chat="2"))
        self.store = store
        self.desk = Desk(store, Assistant(store, lambda: TODAY), ROUTES, lambda: TODAY, who=store.people.get)
        self.arriving = Arriving(store, store.outbox(CHANNEL), None, folder)
        self.rows: dict[str, str] = {}

    def sends(self, name: str, data: bytes | None, person: str = ADMIN) -> str:
        """What is said at once to a sent file."""
        size = len(data or b"")
        return self._does(Message(kind="file", person=person, chat="1", file_name=name, file=data, file_size=size))

    def says(self, text: str, person: str = ADMIN) -> str:
        """What a typed message brings."""
        return self._does(Message(text=text, person=person, chat="1", conversation=person))

    def presses(self, label: str, person: str = ADMIN) -> str:
        """What the button last shown under that label brings; its beginning is enough."""
        data = next(data for name, data in self.rows.items() if name.startswith(label))
        assert len(data.encode()) <= 64
        return self._does(Message(kind="press", text=data, person=person, chat="1", conversation=person))

    def carries(self, button: Button, person: str = ADMIN) -> str:
        """What a button brings that may not be shown any more."""
        data = button.data(self.store.handle)
        return self._does(Message(kind="press", text=data, person=person, chat="1", conversation=person))

    def reads(self) -> str:
        """What the reader of files posts when it works; its buttons are there to be pressed."""
        outbox = self.store.outbox(CHANNEL)
        before = {number for number, _ in outbox.waiting()}
        self.arriving.work()
        parcels = [outbox.parcel(number) for number, _ in outbox.waiting() if number not in before]
        bodies = [p.body for p in parcels if p is not None]
        markup = [row for body in bodies for row in body.get("keyboard") or ()]
        self.rows = {b["text"]: b["callback_data"] for row in markup for b in row if "callback_data" in b}
        return "\n".join(body["text"] for body in bodies)

    def _does(self, message: Message) -> str:
        turn = self.desk.handle(message)
        with self.store.transaction():
            for effect in turn.effects:
                effect(self.store)
        buttons = [b for reply in turn.replies for row in reply.rows for b in row if b.action]
        if buttons:
            self.rows = {b.label: b.data(self.store.handle) for b in buttons}
        return "\n".join([*(b for r in turn.replies for b in r.blocks), turn.toast]).strip()
