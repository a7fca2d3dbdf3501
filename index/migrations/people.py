"""Who may use the assistant, and the audit log of everything that was done."""

from __future__ import annotations

from sqlite_utils import Database

from index.migrations.base import MIGRATIONS, run


@MIGRATIONS(name="0005_people")
def _people(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE people (
            person TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            units TEXT NOT NULL,
            chat TEXT NOT NULL,
            since TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX people_role ON people (role);
        """,
    )


@MIGRATIONS(name="0006_audit")
def _audit(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            source TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL
        );
        CREATE INDEX audit_subject ON audit (subject);
        """,
    )
    for change in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER audit_no_{change.lower()} BEFORE {change} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        )
