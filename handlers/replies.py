"""The values a handler gives back, free of any channel: HTML blocks, rows of buttons, files, cards, and the effects."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from pydantic import Field

from corpus.values import Value
from handlers.wording import day_words, period_words, shorten
from index import Store

_TEMPLATES = Path(__file__).with_name("templates")
_BLANK = re.compile(r"\n\s*\n")
_MARK = re.compile(r"<sup>(\d+)</sup>")
_CELL_EDGE = re.compile(r"\t|(?<!\\)\|")
_ESCAPED = re.compile(r"\\([*|#>])")
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LABEL_LIMIT = 48

Effect = Callable[[Store], None]
"""Something to be written, together with the reply that tells of it, in one transaction."""


class Button(Value):
    """What can be pressed. `action` is the letter of a route, `parts` what it is told: numbers as they are, texts by
    their handle, since a button carries 64 bytes. With `link` it leads to the assistant from elsewhere (a group, a card
    sent to somebody); with `copy_text` it copies that.
    """

    label: str
    action: str = ""
    parts: tuple[int | str, ...] = ()
    link: bool = False
    copy_text: str = ""

    def data(self, handle: Callable[[str], int]) -> str:
        """What the button carries; `handle` gives texts their numbers.

        >>> Button(label="Hỏi tiếp", action="q", parts=("còn DDI?",)).data(lambda text: 17)
        'q:17'
        """
        numbers = (p if isinstance(p, int) else handle(f"{self.action} {p}") for p in self.parts)
        return ":".join((self.action, *map(str, numbers)))


def pressed(data: str) -> tuple[str, tuple[int, ...]] | None:
    """What a button's data, or a deep link's, says: the letter and the numbers; nothing for what is none of ours.

    >>> pressed("p:12:3"), pressed("d_12_34"), pressed("drop table")
    (('p', (12, 3)), ('d', (12, 34)), None)
    """
    match = re.fullmatch(r"([a-z])((?:[:_]\d{1,15}){0,4})", data)
    return (match[1], tuple(int(n) for n in re.findall(r"\d+", match[2]))) if match else None


class File(Value):
    """A file to send; a `picture` is shown in the chat itself."""

    name: str
    data: bytes = Field(repr=False)
    caption: str = ""
    picture: bool = False


class Reply(Value):
    """One thing said: `blocks` are whole pieces of Telegram's HTML, never to be cut within; `edit` replaces the message
    whose button was pressed.
    """

    blocks: tuple[str, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()
    files: tuple[File, ...] = ()
    edit: bool = False


class Card(Value):
    """An answer to be sent by the person into another chat."""

    title: str
    description: str
    blocks: tuple[str, ...]
    rows: tuple[tuple[Button, ...], ...] = ()


class Notice(Value):
    """Something said to somebody else than the one who wrote; `chat` as the channel names it."""

    chat: str
    reply: Reply


@dataclass(frozen=True)
class Turn:
    """All that a message brings about: replies, a word for the pressed button, cards, and effects to be written.

    `notices` go to other people.

    `status` is the answer's when a question was answered.
    """

    replies: tuple[Reply, ...] = ()
    toast: str = ""
    cards: tuple[Card, ...] = ()
    notices: tuple[Notice, ...] = ()
    effects: tuple[Effect, ...] = ()
    status: str = "shown"


@cache
def _environment() -> Environment:
    # Everything put into a template is a person's or a document's text: escaped always.
    env = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["period"] = period_words
    env.filters["line"] = one_line
    env.filters["shorten"] = shorten
    env.filters["day"] = day_words
    return env


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


def said(text: str, *, rows: tuple[tuple[Button, ...], ...] = (), edit: bool = False) -> Reply:
    """One sentence as a reply."""
    return Reply(blocks=html_blocks("said.html.j2", text=text), rows=rows, edit=edit)


def html_blocks(template: str, /, **values: Any) -> tuple[str, ...]:
    """The blocks of a template: blank lines part them."""
    text = _template(template).render(**values)
    return tuple(block.strip() for block in _BLANK.split(text) if block.strip())


def high_marks(text: str) -> str:
    """Footnote marks as raised digits.

    >>> high_marks("triệu<sup>12</sup>")
    'triệu¹²'
    """
    return _MARK.sub(lambda m: m[1].translate(_HIGH), text)


def one_line(text: str) -> str:
    """A quote on one line; the cells of a table row stay apart, footnote marks stand high.

    >>> one_line("Thu hút FDI\\t662\\n triệu<sup>12</sup>")
    'Thu hút FDI | 662 triệu¹²'
    >>> one_line("| 1 | Thu hút FDI |  | 662 |")
    '1 | Thu hút FDI | 662'
    """
    cells = (_ESCAPED.sub(r"\1", " ".join(cell.split())) for cell in _CELL_EDGE.split(high_marks(text)))
    return " | ".join(cell for cell in cells if cell)


def label(text: str) -> str:
    """A button's words, short enough for a phone.

    >>> len(label("Thu hút FDI " * 20)) <= LABEL_LIMIT + 1
    True
    """
    return shorten(" ".join(text.split()), LABEL_LIMIT) or "…"


def plain(html: str) -> str:
    """A block as a terminal shows it: without its tags.

    >>> plain("<b>Kế hoạch</b> A &amp; B")
    'Kế hoạch A & B'
    """
    bare = re.sub(r"<[^<>]*>", "", html)
    for reference, char in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&quot;", '"')):
        bare = bare.replace(reference, char)
    return bare.replace("&amp;", "&")
