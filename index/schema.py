"""How a file is brought to the newest tables (`index/migrations/`).

Migrations only go forward, so the file is copied aside before one is applied to a database that holds something.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from index.errors import NewerStore, NotAStore
from index.migrations import MIGRATIONS
from index.private import make_private


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
    make_private(target)
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
