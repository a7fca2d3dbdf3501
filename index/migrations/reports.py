"""Reports of units: what was understood of a message, its figures and task states, what became of it; open dialogs."""

from __future__ import annotations

from sqlite_utils import Database

from index.migrations.base import MIGRATIONS, run


@MIGRATIONS(name="0015_reports")
def _reports(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE reports (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            revision INTEGER NOT NULL,
            state TEXT NOT NULL,
            person TEXT NOT NULL,
            unit TEXT NOT NULL,
            body TEXT NOT NULL
        );
        CREATE INDEX reports_state ON reports (state);
        CREATE INDEX reports_unit ON reports (unit);
        CREATE TABLE report_items (
            report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            time_period TEXT NOT NULL,
            state TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (report, ordinal)
        ) WITHOUT ROWID;
        CREATE INDEX report_items_name ON report_items (kind, name, time_period);
        CREATE TABLE report_events (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            at TEXT NOT NULL,
            person TEXT NOT NULL,
            name TEXT NOT NULL,
            action TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL
        );
        CREATE INDEX report_events_report ON report_events (report, ordinal);
        CREATE TABLE dialogs (
            conversation TEXT PRIMARY KEY,
            body TEXT NOT NULL,
            opened_at TEXT NOT NULL
        ) WITHOUT ROWID;
        """,
    )
