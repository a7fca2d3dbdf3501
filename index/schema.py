"""The tables, as numbered migrations, and how a file is brought to the newest of them.

A migration is never edited once released: a change is a new one at the end. They only go forward, so the file is
copied aside before one is applied to a database that holds something.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database, Migrations

from index.errors import NewerStore, NotAStore

MIGRATIONS = Migrations("planbot")


@MIGRATIONS(name="0001_documents")
def _documents(db: Database) -> None:
    _run(
        db,
        """
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            doc_key TEXT NOT NULL UNIQUE,
            sha256 TEXT NOT NULL UNIQUE,
            source_file TEXT NOT NULL,
            code_number TEXT NOT NULL,
            code_notation TEXT NOT NULL,
            type_name TEXT NOT NULL,
            subject TEXT NOT NULL,
            organ_name TEXT NOT NULL,
            issued_date TEXT NOT NULL,
            reporting_period TEXT NOT NULL,
            text_quality TEXT NOT NULL,
            abridged INTEGER NOT NULL,
            header TEXT NOT NULL,
            body TEXT NOT NULL,
            ingested_at TEXT NOT NULL
        );
        CREATE INDEX documents_number ON documents (code_number, code_notation);

        CREATE TABLE versions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            doc_key TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            source_file TEXT NOT NULL,
            body TEXT NOT NULL,
            ingested_at TEXT NOT NULL,
            replaced_at TEXT NOT NULL,
            replaced_by TEXT NOT NULL,
            replaced_by_file TEXT NOT NULL,
            reason TEXT NOT NULL
        );
        CREATE INDEX versions_sha256 ON versions (sha256);
        """,
    )


@MIGRATIONS(name="0002_knowledge")
def _knowledge(db: Database) -> None:
    _run(
        db,
        """
        CREATE TABLE passages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            doc_key TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            kind TEXT NOT NULL,
            section TEXT NOT NULL,
            text TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            paragraph INTEGER,
            table_no INTEGER,
            row_no INTEGER,
            uncertain TEXT NOT NULL,
            tokens TEXT NOT NULL,
            UNIQUE (document, ordinal)
        );

        CREATE TABLE observations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            doc_key TEXT NOT NULL,
            indicator TEXT NOT NULL,
            catalogued INTEGER NOT NULL,
            entity TEXT NOT NULL,
            time_period TEXT NOT NULL,
            measure TEXT NOT NULL,
            value TEXT NOT NULL,
            unit TEXT NOT NULL,
            obs_status TEXT NOT NULL,
            body TEXT NOT NULL
        );
        CREATE INDEX observations_document ON observations (document);
        CREATE INDEX observations_series ON observations (indicator, entity, time_period, measure);
        CREATE INDEX observations_period ON observations (time_period);

        CREATE TABLE tasks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            doc_key TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            lead TEXT NOT NULL,
            deadline TEXT NOT NULL,
            status TEXT NOT NULL,
            body TEXT NOT NULL
        );
        CREATE INDEX tasks_document ON tasks (document);
        CREATE INDEX tasks_deadline ON tasks (deadline);

        CREATE TABLE findings (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            severity TEXT NOT NULL,
            body TEXT NOT NULL
        );
        CREATE TABLE finding_documents (
            finding INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
            doc_key TEXT NOT NULL,
            PRIMARY KEY (finding, doc_key)
        ) WITHOUT ROWID;
        CREATE INDEX finding_documents_key ON finding_documents (doc_key);
        """,
    )


@MIGRATIONS(name="0003_working_memory")
def _working_memory(db: Database) -> None:
    _run(
        db,
        """
        CREATE TABLE chats (
            chat_id TEXT PRIMARY KEY,
            state TEXT NOT NULL,
            updated_at TEXT NOT NULL
        );
        CREATE TABLE restorations (
            sha256 TEXT NOT NULL,
            model TEXT NOT NULL,
            body TEXT NOT NULL,
            saved_at TEXT NOT NULL,
            PRIMARY KEY (sha256, model)
        );
        CREATE TABLE counters (
            name TEXT PRIMARY KEY,
            value INTEGER NOT NULL
        );
        INSERT INTO counters (name, value) VALUES ('version', 0);
        """,
    )


@MIGRATIONS(name="0004_mail")
def _mail(db: Database) -> None:
    _run(
        db,
        """
        CREATE TABLE inbox (
            channel TEXT NOT NULL,
            id INTEGER NOT NULL,
            raw TEXT NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            error TEXT NOT NULL,
            received_at REAL NOT NULL,
            finished_at REAL,
            PRIMARY KEY (channel, id)
        );
        CREATE INDEX inbox_state ON inbox (channel, state);

        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            channel TEXT NOT NULL,
            chat TEXT NOT NULL,
            slot TEXT NOT NULL,
            kind TEXT NOT NULL,
            body TEXT NOT NULL,
            data BLOB,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            error TEXT NOT NULL,
            created_at REAL NOT NULL,
            expires_at REAL,
            finished_at REAL
        );
        CREATE INDEX outbox_state ON outbox (channel, state);

        CREATE TABLE posts (
            channel TEXT NOT NULL,
            chat TEXT NOT NULL,
            slot TEXT NOT NULL,
            message TEXT NOT NULL,
            posted_at REAL NOT NULL,
            PRIMARY KEY (channel, chat, slot)
        ) WITHOUT ROWID;

        CREATE TABLE unreachable (
            channel TEXT NOT NULL,
            chat TEXT NOT NULL,
            since REAL NOT NULL,
            PRIMARY KEY (channel, chat)
        ) WITHOUT ROWID;

        CREATE TABLE handles (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            text TEXT NOT NULL UNIQUE
        );
        """,
    )


def upgrade(db: Database, path: Path | None) -> None:
    """Bring the database to the newest schema, or refuse it in a sentence.

    `path` is the file to copy aside first, nothing for a database in memory. All pending migrations are applied in one
    transaction, so two programs starting together do not meet half-way.

    Raises:
        NewerStore: it holds migrations unknown here.
        NotAStore: it holds tables of another program.
    """
    _refuse_foreign(db, path)
    if not MIGRATIONS.pending(db):
        return
    if path is not None and MIGRATIONS.applied(db):
        copy_aside(db, path)
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        MIGRATIONS.apply(db)
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def copy_aside(db: Database, path: Path) -> Path:
    """A whole copy beside the file, named after the last migration it holds: `kho.db.0003_working_memory.bak`."""
    last = MIGRATIONS.applied(db)[-1].name
    target = path.with_name(f"{path.name}.{last}.bak")
    count = 1
    while target.exists():
        count += 1
        target = path.with_name(f"{path.name}.{last}.{count}.bak")
    with closing(sqlite3.connect(target)) as copy:
        db.conn.backup(copy)
    return target


def _refuse_foreign(db: Database, path: Path | None) -> None:
    known = {migration.name for migration in MIGRATIONS._migrations}
    applied = [migration.name for migration in MIGRATIONS.applied(db)]
    newer = [name for name in applied if name not in known]
    name = path or "Kho dữ liệu"
    if newer:
        raise NewerStore(
            f"{name} được tạo bởi phiên bản mới hơn của planbot (bước {newer[-1]}): hãy cập nhật chương trình, "
            "hoặc dùng tệp khác bằng --db."
        )
    if not applied and db.table_names():
        raise NotAStore(f"{name} là cơ sở dữ liệu của chương trình khác: hãy chọn tệp khác bằng --db.")


def _run(db: Database, script: str) -> None:
    # executescript would commit the migration's transaction half-way.
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)
