"""The list that every migration joins, and how one is written."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("planbot")


def run(db: Database, script: str) -> None:
    """The statements of a script, in the transaction of the migration (executescript would commit it half-way)."""
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)
