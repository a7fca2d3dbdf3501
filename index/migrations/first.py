"""The first tables: documents and what was read from them, what chats remember, mail."""

from __future__ import annotations

from sqlite_utils import Database

from index.migrations.base import MIGRATIONS, run


@MIGRATIONS(name="0001_documents")
def _documents(db: Database) -> None:
    run(
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
    run(
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
    run(
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
    run(
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
