"""Files sent in a chat, from their arrival to their intake; corrections of what was misread."""

from __future__ import annotations

from sqlite_utils import Database

from index.migrations.base import MIGRATIONS, run


@MIGRATIONS(name="0026_arrivals")
def _arrivals(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE arrivals (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person TEXT NOT NULL,
            chat TEXT NOT NULL,
            name TEXT NOT NULL,
            data BLOB,
            state TEXT NOT NULL,
            seen TEXT NOT NULL,
            arrived_at TEXT NOT NULL
        );
        CREATE INDEX arrivals_state ON arrivals (state);
        CREATE TABLE corrections (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            doc_key TEXT NOT NULL,
            field TEXT NOT NULL,
            printed TEXT NOT NULL,
            value TEXT NOT NULL,
            reason TEXT NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            UNIQUE (doc_key, field, printed)
        );
        """,
    )


@MIGRATIONS(name="0032_arrivals_given_up")
def _arrivals_given_up(db: Database) -> None:
    run(
        db,
        """
        ALTER TABLE arrivals ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE arrivals ADD COLUMN error TEXT NOT NULL DEFAULT '';
        """,
    )
