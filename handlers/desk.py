"""The desk where every message arrives, whatever the channel: who may ask, which route serves it, what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal, NamedTuple, get_args

from pydantic import Field

from corpus.text import fold, nfc
from corpus.values import Value
from handlers.ask import Assistant
from handlers.clock import local_now
from handlers.knowledge import Knowledge
from handlers.papers.making import Papers
from handlers.replies import Reply, Turn, html_blocks, pressed, said
from handlers.views import hidden_from
from handlers.wording import shorten
from index import Person, Store
from index.people import Role

_COMMAND_SHOWN = 40
_NEAR = 70.0
"""From this likeness (of 100) on a command is taken for a misspelt one."""

Kind = Literal["text", "press", "inline", "file", "other"]
_KINDS = frozenset(get_args(Kind))

Who = Role | Literal["stranger"]
ADMINS: frozenset[Who] = frozenset({"admin"})
READERS: frozenset[Who] = frozenset({"admin", "leader", "approver", "reporter", "reader"})
REPORTERS: frozenset[Who] = frozenset({"admin", "approver", "reporter"})
APPROVERS: frozenset[Who] = frozenset({"admin", "approver"})
EVERYBODY: frozenset[Who] = READERS | {"stranger"}


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


def owner(person: str) -> Person | None:
    """Whoever it is may do everything: the owner's own terminal."""
    return Person(person=person, role="admin")


class Desk:
    """Serves messages. Reads only: what is to be written comes back in `Turn.effects`. Thread-safe.

    What a person may use is said by the routes' `roles`, what they may see by `known(message)`: a handler takes both
    from here and looks at the store itself only for what belongs to that person.

    Args:
        routes: what can be asked, `handlers.routes.ROUTES`; a message that is no command and no pressed button goes to
            the route named after its kind.
        clock: which day it is; the assistant's own when none is given.
        who: the admitted person behind a channel's name ("telegram:12345"); nothing for a stranger.

    >>> from handlers.routes import ROUTES
    >>> with Store.open(":memory:") as store:
    ...     desk = Desk(store, Assistant(store), ROUTES)
    ...     turn = desk.handle(Message(text="/khong-co", conversation="1"))
    >>> turn.replies[0].blocks[0]
    'Chưa có lệnh “/khong-co”.'
    """

    def __init__(
        self,
        store: Store,
        assistant: Assistant,
        routes: tuple[Route, ...],
        clock: Callable[[], date] | None = None,
        who: Callable[[str], Person | None] = owner,
        now: Callable[[], datetime] = local_now,
        papers: Papers = Papers(),  # noqa: B008 - a frozen value
    ) -> None:
        self.store = store
        self.assistant = assistant
        self.clock = clock or assistant.clock
        self.now = now
        self.papers = papers
        self.who = who
        self.routes = routes

    def person(self, message: Message) -> Person | None:
        """Who is behind a message; nothing for a stranger."""
        return self.who(message.person)

    def known(self, message: Message) -> Knowledge:
        """What may be told in answer to a message: in a group or a card what every reader there may see."""
        public = message.group or message.kind == "inline"
        return self.view(hidden_from(self.store, None if public else self.person(message)))

    def view(self, hidden: frozenset[str]) -> Knowledge:
        """What is known without some documents, its costly parts made by one thread while others wait."""
        known = self.assistant.knowledge(hidden)
        known.warm()
        return known

    def warm_up(self) -> None:
        """Make what most people will ask for first."""
        self.view(hidden_from(self.store, None))

    def allows(self, person: str, route: Route) -> bool:
        """Whether somebody may use a route."""
        found = self.who(person)
        return (found.role if found else "stranger") in route.roles

    def takes_long(self, message: Message) -> bool:
        """Whether serving a message means reading a file, or making a paper or a picture."""
        route = self._find(message)[0]
        return route is not None and route.slow

    def handle(self, message: Message) -> Turn:
        """All that a message brings about."""
        route, argument, numbers = self._find(message)
        if route is None:
            return self._unknown(message)
        if self._silent(message) and (route.name != "chonhom" or self.person(message) is None):
            return _unserved(self, message)
        if not self.allows(message.person, route):
            return _refused(self, message)
        if numbers is not None:
            assert route.press is not None
            return route.press(self, message, numbers)
        assert route.serve is not None
        return route.serve(self, message, argument)

    def text_of(self, action: str, number: int) -> str | None:
        """The text a button's number stands for; nothing when it was given for another kind of button."""
        text = self.store.handled(number)
        return text[2:] if text is not None and text.startswith(f"{action} ") else None

    def commands(self, person: str = "") -> tuple[Route, ...]:
        """The routes with a command that a person may use, in the order of the menu."""
        return tuple(r for r in self.routes if r.menu and self.allows(person, r))

    def _find(self, message: Message) -> tuple[Route | None, str, tuple[int, ...] | None]:
        """The route of a message, and the words or the numbers it is given."""
        text = nfc(message.text).strip()
        if message.kind == "press":
            return self._pressed(text)
        if message.kind != "text":
            return self._named(message.kind), text, None
        if not text.startswith("/"):
            return self._named("text"), text, None
        command, _, argument = text[1:].partition(" ")
        name = fold(command).replace("-", "").replace("_", "")
        if name == "start":
            route, _, numbers = self._pressed(argument.strip())
            # anybody can write a link: it shows things and does nothing; any other one is a plain /start
            if route is not None and route.linked:
                return route, "", numbers
        typed = (r for r in self.routes if r.serve and r.name not in _KINDS)
        return next((r for r in typed if name in (r.name, *r.aliases)), None), argument.strip(), None

    def _pressed(self, data: str) -> tuple[Route | None, str, tuple[int, ...] | None]:
        read = pressed(data)
        if read is None:
            return None, "", None
        return next((r for r in self.routes if r.press and r.letter == read[0]), None), "", read[1]

    def _named(self, name: str) -> Route | None:
        return next((r for r in self.routes if r.name == name), None)

    def _silent(self, message: Message) -> bool:
        """Whether a message comes from a group that nobody allowed."""
        return message.group and not self.store.groups.serves(message.chat)

    def _unknown(self, message: Message) -> Turn:
        if self._silent(message):
            return _unserved(self, message)
        if self.person(message) is None:
            return _refused(self, message)
        if message.kind == "press":
            return Turn(toast="Nút này không còn dùng được. Anh/chị hỏi lại giúp nhé.")
        if message.kind == "other":
            return Turn()
        command = shorten(message.text.split(maxsplit=1)[0], _COMMAND_SHOWN)
        routes = self.commands(message.person)
        near = _nearest(fold(command).strip("/").replace("_", ""), routes)
        return Turn((Reply(blocks=html_blocks("unknown.html.j2", command=command, routes=routes, near=near)),))


Serve = Callable[[Desk, Message, str], Turn]
Press = Callable[[Desk, Message, tuple[int, ...]], Turn]


class Route(NamedTuple):
    """One thing that can be asked.

    `serve` takes the words after the command; `press` the numbers of a button of this `letter`. `summary` and `example`
    stand in the menu and in /help; a route without a summary is no command. `roles` may use it: a new route is for
    administrators until it says otherwise. A `slow` one reads files, or makes papers or pictures. A
    `linked` one only shows things, so that its button may also be a deep link (`/start d_12`): a link can be written by
    anybody and sent to anybody.
    """

    name: str
    serve: Serve | None = None
    summary: str = ""
    example: str = ""
    aliases: tuple[str, ...] = ()
    letter: str = ""
    press: Press | None = None
    roles: frozenset[Who] = ADMINS
    slow: bool = False
    linked: bool = False

    @property
    def menu(self) -> bool:
        """Whether it stands in the menu of commands."""
        return bool(self.summary)


def _nearest(typed: str, known: tuple[Route, ...]) -> str:
    """The command that was meant, also with its words run on to it ("tomtat6thang"); "" when none is near."""
    from rapidfuzz import fuzz, process

    names = [route.name for route in known]
    begun = [name for name in names if len(name) > 2 and typed.startswith(name)]
    if begun:
        return max(begun, key=len)
    found = process.extractOne(typed, names, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return found[0] if found else ""


def _refused(desk: Desk, message: Message) -> Turn:
    """A person who is not admitted learns how to ask for it; one whose role does not reach, that it does not."""
    known = desk.person(message) is not None
    if message.kind == "press":
        return Turn(toast=_NOT_YOURS if known else "Anh/chị chưa được cấp quyền dùng trợ lý này.")
    if message.kind in ("inline", "other"):
        return Turn()
    return Turn((said(_NOT_YOURS) if known else Reply(blocks=html_blocks("refused.html.j2")),))


def _unserved(desk: Desk, message: Message) -> Turn:
    """In a group that nobody allowed only an administrator hears how to allow it; with others nothing is said."""
    person = desk.person(message)
    if person is None or person.role != "admin" or message.kind != "text":
        return Turn(toast=_NO_GROUP if message.kind == "press" and person is not None else "")
    return Turn((said(_NO_GROUP),))


_NOT_YOURS = "Việc này ngoài quyền của anh/chị. Gõ /help để xem những gì anh/chị dùng được."
_NO_GROUP = "Trợ lý chưa được bật trong nhóm này. Người quản trị gõ /chonhom trong nhóm để bật."
