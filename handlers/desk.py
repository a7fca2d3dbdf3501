"""The desk where every message arrives, whatever the channel: who may ask, which route serves it, what comes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from corpus.models import Value
from corpus.text import fold, nfc
from handlers import routes
from handlers.ask import Assistant
from handlers.knowledge import Knowledge
from handlers.replies import Reply, Turn, html_blocks, pressed
from handlers.wording import shorten
from index import Person, Store

_COMMAND_SHOWN = 40
HOME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

Kind = Literal["text", "press", "inline", "file", "other"]


class Message(Value):
    """What a person did. `conversation` is under what name the exchange is remembered: a chat, or a person in a group.

    `text` is what was written without the assistant's name, a pressed button's data, or an inline question. `chat` is
    where replies go, `number` the message's in it, `sent_at` the moment it was sent (ISO, with its zone). `file` is the
    content of what was sent, nothing where the channel could not bring it (see `file_size`).
    """

    kind: Kind = "text"
    text: str = ""
    person: str = ""
    name: str = ""
    conversation: str = ""
    group: bool = False
    edited: bool = False
    forwarded: bool = False
    chat: str = ""
    number: int = 0
    sent_at: str = ""
    file_name: str = ""
    file_size: int = 0
    file: bytes | None = Field(default=None, repr=False)


def local_now() -> datetime:
    """The moment, in the time of Vietnam."""
    return datetime.now(HOME_ZONE)


def everyone(person: str, route: str) -> bool:
    """A permission that lets everyone use everything: the demonstration, and the owner's own terminal."""
    return True


class Desk:
    """Serves messages. Reads only: what is to be written comes back in `Turn.effects`. Thread-safe.

    Args:
        may: whether a person may use a route (its name); persons are named by the channel, "telegram:12345".

    >>> from index import Store
    >>> with Store.open(":memory:") as store:
    ...     desk = Desk(store, Assistant(store))
    ...     turn = desk.handle(Message(text="/khong-co", conversation="1"))
    >>> turn.replies[0].blocks[0]
    'Chưa có lệnh “/khong-co”.'
    """

    def __init__(
        self,
        store: Store,
        assistant: Assistant,
        clock: Callable[[], date] = date.today,
        may: Callable[[str, str], bool] = everyone,
        now: Callable[[], datetime] = local_now,
        table: tuple[routes.Route, ...] | None = None,
    ) -> None:
        self.store = store
        self.assistant = assistant
        self.clock = clock
        self.now = now
        self.may = may
        self.routes = routes.ROUTES if table is None else table
        self._warm: Knowledge | None = None
        self._lock = threading.Lock()

    def known(self, message: Message | None = None) -> Knowledge:
        """What is known now, its costly parts made by one thread while others wait."""
        known = self.assistant.knowledge()
        if known is not self._warm:
            with self._lock:
                if known is not self._warm:
                    for part in (known.documents, known.book, known.evidence, known.registry, known.tasks):
                        assert part is not None
                    if known.documents:
                        self.store.search("kế hoạch", 1)
                    self._warm = known
        return known

    def handle(self, message: Message) -> Turn:
        """All that a message brings about."""
        route, argument, numbers = self._find(message)
        if route is None:
            return self._unknown(message)
        if not self.may(message.person, route.name):
            return _refused(message)
        if numbers is not None:
            assert route.press is not None
            return route.press(self, message, numbers)
        assert route.serve is not None
        return route.serve(self, message, argument)

    def person(self, message: Message) -> Person | None:
        """Who wrote, if admitted."""
        return self.store.people.get(message.person)

    def text_of(self, action: str, number: int) -> str | None:
        """The text a button's number stands for; nothing when it was given for another kind of button."""
        text = self.store.handled(number)
        return text[2:] if text is not None and text.startswith(f"{action} ") else None

    def commands(self, person: str = "") -> tuple[routes.Route, ...]:
        """The routes with a command that a person may use, in the order of the menu."""
        return tuple(r for r in self.routes if r.menu and self.may(person, r.name))

    def _find(self, message: Message) -> tuple[routes.Route | None, str, tuple[int, ...] | None]:
        """The route of a message, and the words or the numbers it is given."""
        text = nfc(message.text).strip()
        if message.kind == "press":
            return self._pressed(text)
        if message.kind != "text":
            return self._named(message.kind), text, None
        if not text.startswith("/"):
            asked = self._named("hoi")
            return asked and asked._replace(serve=routes.serve_message), text, None
        command, _, argument = text[1:].partition(" ")
        name = fold(command).replace("-", "").replace("_", "")
        if name == "start" and pressed(argument.strip()):  # a mangled deep link is a plain /start
            return self._pressed(argument.strip())
        found = next((r for r in self.routes if name in (r.name, *r.aliases)), None)
        return found, argument.strip(), None

    def _pressed(self, data: str) -> tuple[routes.Route | None, str, tuple[int, ...] | None]:
        read = pressed(data)
        if read is None:
            return None, "", None
        return next((r for r in self.routes if r.press and r.letter == read[0]), None), "", read[1]

    def _named(self, name: str) -> routes.Route | None:
        return next((r for r in self.routes if r.name == name), None)

    def _unknown(self, message: Message) -> Turn:
        if not self.may(message.person, "help"):
            return _refused(message)
        if message.kind == "press":
            return Turn(toast="Nút này không còn dùng được. Anh/chị hỏi lại giúp nhé.")
        if message.kind == "other":
            return Turn()
        command = shorten(message.text.split(maxsplit=1)[0], _COMMAND_SHOWN)
        return Turn((Reply(blocks=html_blocks("unknown.html.j2", command=command, routes=self.commands())),))


def _refused(message: Message) -> Turn:
    """A person who is not known learns how to ask for access and nothing else."""
    if message.kind == "press":
        return Turn(toast="Anh/chị chưa được cấp quyền dùng trợ lý này.")
    if message.kind in ("inline", "other"):
        return Turn()
    code = message.person.rpartition(":")[2]
    return Turn((Reply(blocks=html_blocks("refused.html.j2", code=code)),))
