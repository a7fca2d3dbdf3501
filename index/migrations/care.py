"""The care of the corpus: readings kept aside while an intake goes on, files that could not be read."""

from __future__ import annotations

from sqlite_utils import Database

from index.migrations.base import MIGRATIONS, run


@MIGRATIONS(name="0025_intakes")
def _intakes(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE staged (
            sha256 TEXT NOT NULL,
            model TEXT NOT NULL,
            body TEXT NOT NULL,
            saved_at TEXT NOT NULL,
            PRIMARY KEY (sha256, model)
        );
        CREATE TABLE failures (
            source_file TEXT PRIMARY KEY,
            sha256 TEXT NOT NULL,
            reason TEXT NOT NULL,
            failed_at TEXT NOT NULL
        ) WITHOUT ROWID;
        """,
    )
