"""Which indicators are a unit's business: data that an office can change."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from corpus.spellings import contains


class Remit(NamedTuple):
    """Families of indicators with the words that stand in the names of the units they belong to."""

    families: frozenset[str]
    units: tuple[str, ...]


class Remits(NamedTuple):
    """The table; `everything` are words of units that may report all."""

    rows: tuple[Remit, ...]
    everything: tuple[str, ...]


@lru_cache(maxsize=1)
def shipped() -> Remits:
    """The table that comes with the program."""
    data = tomllib.loads(resources.files("corpus").joinpath("data/remits.toml").read_text(encoding="utf-8"))
    rows = tuple(Remit(frozenset(r["families"]), tuple(r["units"])) for r in data["remit"])
    return Remits(rows, tuple(data.get("everything", ())))


def outside(family: str, unit: str, others: tuple[str, ...], table: Remits | None = None) -> list[str]:
    """The units whose business a family of indicators is, when it is not the given unit's; [] when nothing speaks
    against it.

    `others` are the units of the office; a family that none of them is there for is everybody's.

    >>> outside("FDI", "Phòng Quản lý lao động", ("Phòng Quản lý lao động", "Phòng Quản lý đầu tư"))
    ['Phòng Quản lý đầu tư']
    >>> outside("FDI", "Phòng Kế hoạch tổng hợp", ("Phòng Quản lý đầu tư",))
    []
    """
    table = table or shipped()
    if not unit or any(contains(unit, w) for w in table.everything):
        return []
    rows = [r for r in table.rows if family in r.families]
    words = [w for r in rows for w in r.units]
    if not words or any(contains(unit, w) for w in words):
        return []
    return [o for o in others if any(contains(o, w) for w in words)]
