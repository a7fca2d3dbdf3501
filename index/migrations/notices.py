"""What was told to whom unasked, who wants less of it, and who wants a summary sent."""

from __future__ import annotations

from sqlite_utils import Database

from index.migrations.base import MIGRATIONS, run


@MIGRATIONS(name="0020_notices")
def _notices(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE notices_sent (
            key TEXT PRIMARY KEY,
            at TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE notices_muted (
            person TEXT PRIMARY KEY,
            until TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE subscriptions (
            person TEXT PRIMARY KEY,
            every TEXT NOT NULL,
            hour INTEGER NOT NULL,
            since TEXT NOT NULL
        ) WITHOUT ROWID;
        """,
    )
