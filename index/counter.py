"""The number that grows with each change of documents or findings: what is computed from them is good for one value."""

from __future__ import annotations

from sqlite_utils import Database


def bump(db: Database) -> None:
    """Tell readers that what search and answers rest on has changed; inside the caller's transaction."""
    db.execute("UPDATE counters SET value = value + 1 WHERE name = 'version'")
