"""Places of one indicator ranked: only those whose rows hold."""

from __future__ import annotations

from typing import NamedTuple

from corpus.models import Observation
from corpus.quantities import scale
from handlers.compare import places_of
from handlers.facts import end_of
from handlers.knowledge import Knowledge

_FEWEST = 3


class Places(NamedTuple):
    """The places, the largest first, and how many were left out because their rows do not add up."""

    rows: tuple[Observation, ...]
    left_out: int


def ranked_places(known: Knowledge, name: str) -> Places | None:
    """The places of an indicator in the latest period that has at least three; None when none has."""
    found: Places | None = known.memo(f"places of {name}", lambda: _ranked(known, name))  # type: ignore[assignment]
    return found


def _ranked(known: Knowledge, name: str) -> Places | None:
    for period in sorted({o.time_period for o in known.book.of(name)}, key=end_of, reverse=True):
        parts = places_of(known, name, period)
        sound = [o for o in parts if not o.cautions]
        if len(sound) >= _FEWEST:
            ordered = sorted(sound, key=lambda o: scale(o.value, o.unit)[0], reverse=True)
            return Places(tuple(ordered), len(parts) - len(sound))
    return None
