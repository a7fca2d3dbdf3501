"""States of tasks as lists of assigned tasks tell them, one after another."""

from __future__ import annotations

from sqlite_utils import Database

from index.migrations.base import MIGRATIONS, run


@MIGRATIONS(name="0028_task_states")
def _task_states(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE task_states (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            doc_key TEXT NOT NULL,
            task TEXT NOT NULL,
            text TEXT NOT NULL,
            status TEXT NOT NULL,
            deadline TEXT NOT NULL,
            lead TEXT NOT NULL,
            as_of TEXT NOT NULL,
            source TEXT NOT NULL,
            person TEXT NOT NULL,
            layer INTEGER NOT NULL,
            at TEXT NOT NULL
        );
        CREATE INDEX task_states_task ON task_states (doc_key, task);
        """,
    )
