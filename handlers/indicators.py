"""The indicators that have figures: by family, or those the words name, each with the periods known."""

from __future__ import annotations

from corpus.text import fold
from corpus.values import Value
from handlers.desk import Desk, Message
from handlers.facts import end_of
from handlers.knowledge import Knowledge
from handlers.replies import Button, Reply, Turn, html_blocks, label

_SHOWN = 12
_PERIODS = 6
_ASKED = 4
OTHERS = "Ngoài danh mục"


class Family(Value):
    """Indicators of one family that have figures."""

    name: str
    indicators: tuple[str, ...]


class Line(Value):
    """An indicator with its periods, the latest first, and how many more there are."""

    name: str
    periods: tuple[str, ...]
    more: int
    figures: int


def serve_indicators(desk: Desk, message: Message, words: str) -> Turn:
    """Families and what is in them; with words the indicators they name."""
    known = desk.known(message)
    if not words:
        return Turn((families_reply(families(known)),))
    return Turn((indicators_reply(known, named(known, words), words),))


def families(known: Knowledge) -> list[Family]:
    """Catalogued indicators with figures by family in the catalogue's order; the others come last, together."""
    have = set(known.book.names())
    found: dict[str, list[str]] = {}
    for indicator in known.catalog.indicators:
        if indicator.name in have:
            found.setdefault(indicator.family, []).append(indicator.name)
    listed = {name for names in found.values() for name in names}
    rest = sorted(have - listed, key=lambda n: (-len(known.book.of(n)), n))
    families = [Family(name=family, indicators=tuple(names)) for family, names in found.items()]
    return [*families, Family(name=OTHERS, indicators=tuple(rest))] if rest else families


def named(known: Knowledge, words: str) -> list[str]:
    """Indicators with figures that the words mean: by family, as a question does, or by the words in the name."""
    have = set(known.book.names())
    wanted = fold(words).split()
    by_family = [n for f in families(known) if f.name != OTHERS and fold(f.name) == fold(words) for n in f.indicators]
    asked = [m.name for m in known.catalog.find(words) if m.name in have]
    by_words = [n for n in known.book.names() if all(w in fold(n) for w in wanted)]
    return list(dict.fromkeys([*by_family, *asked, *by_words]))


def families_reply(found: list[Family]) -> Reply:
    """The overview with a button a family."""
    buttons = [Button(label=label(f.name), action="c", parts=(f.name,)) for f in found[:_SHOWN]]
    rows = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
    return Reply(blocks=html_blocks("families.html.j2", families=found), rows=rows)


def show_family(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """The indicators of a family with their periods."""
    name = desk.text_of("c", numbers[0]) if numbers else None
    known = desk.known(message)
    found = next((f for f in families(known) if f.name == name), None)
    if found is None:
        return Turn(toast="Nhóm này không còn số liệu. Anh/chị xem lại /chitieu nhé.")
    return Turn((indicators_reply(known, list(found.indicators), found.name),))


def indicators_reply(known: Knowledge, names: list[str], words: str) -> Reply:
    """Indicators with the periods known; the first ones can be asked by a button."""
    lines = [_line(known, name) for name in names[:_SHOWN]]
    blocks = html_blocks("indicators.html.j2", words=words, lines=lines, more=len(names) - len(lines))
    rows = tuple((Button(label=label(line.name), action="q", parts=(line.name,)),) for line in lines[:_ASKED])
    return Reply(blocks=blocks, rows=rows)


def _line(known: Knowledge, name: str) -> Line:
    figures = known.book.of(name)
    codes = sorted({o.time_period for o in figures if o.time_period}, key=lambda c: (end_of(c), c), reverse=True)
    shown = tuple(codes[:_PERIODS])
    return Line(name=name, periods=shown, more=len(codes) - len(shown), figures=len(figures))
