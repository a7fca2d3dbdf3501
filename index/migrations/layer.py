"""The layer of corrections: the place of a corrected figure, and what is put right before a file is taken."""

from __future__ import annotations

from sqlite_utils import Database

from index.migrations.base import MIGRATIONS, run


@MIGRATIONS(name="0027_correction_layer")
def _layer(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE placed_corrections (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            doc_key TEXT NOT NULL,
            field TEXT NOT NULL,
            printed TEXT NOT NULL,
            value TEXT NOT NULL,
            reason TEXT NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            clause TEXT NOT NULL DEFAULT '',
            "offset" INTEGER NOT NULL DEFAULT -1,
            UNIQUE (doc_key, field, printed, clause, "offset")
        );
        INSERT INTO placed_corrections (id, doc_key, field, printed, value, reason, author, at)
            SELECT id, doc_key, field, printed, value, reason, author, at FROM corrections;
        DROP TABLE corrections;
        ALTER TABLE placed_corrections RENAME TO corrections;
        CREATE TABLE promised_corrections (
            sha256 TEXT NOT NULL,
            field TEXT NOT NULL,
            value TEXT NOT NULL,
            reason TEXT NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (sha256, field)
        ) WITHOUT ROWID;
        """,
    )
