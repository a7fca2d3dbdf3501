"""Who asks to be admitted, which groups are served, which documents are internal or withdrawn."""

from __future__ import annotations

from sqlite_utils import Database

from index.migrations.base import MIGRATIONS, run


@MIGRATIONS(name="0010_access")
def _access(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE askings (
            person TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            chat TEXT NOT NULL,
            code TEXT NOT NULL UNIQUE,
            asked_at REAL NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE served_groups (
            chat TEXT PRIMARY KEY,
            by TEXT NOT NULL,
            since TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE document_marks (
            doc_key TEXT NOT NULL,
            mark TEXT NOT NULL,
            by TEXT NOT NULL,
            since TEXT NOT NULL,
            PRIMARY KEY (doc_key, mark)
        ) WITHOUT ROWID;
        """,
    )
