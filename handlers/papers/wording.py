"""The sentences of a paper: macros of `templates/paper.j2` by name."""

from __future__ import annotations

from handlers.wording import say_in


def say(phrase: str, /, **values: object) -> str:
    """The sentence of that name with its values.

    >>> say("estimate")
    'Số ước.'
    """
    return say_in("paper.j2", phrase, **values)
