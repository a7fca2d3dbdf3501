"""The one list of what names a document by its key, and how it follows when the key changes."""

from __future__ import annotations

from sqlite_utils import Database

READ_ANEW = ("documents", "passages", "observations", "tasks", "finding_documents")
"""Tables with a column `doc_key` that are written anew with their document."""
FOLLOWING = ("corrections", "document_marks", "task_states", "versions")
"""Tables with a column `doc_key` whose rows outlive a reading of their document."""
WITHIN = (
    ("report_items", "body", "$.body.task.doc"),
    ("dialogs", "body", "$.document"),
)
"""Columns of JSON that name a document: table, column, path."""


def follow(db: Database, before: str, after: str) -> None:
    """Let everything that named a document by its old key name it by the new one; inside the caller's transaction.

    Where something was kept under the new key already (a mark, a correction of the same thing), what is said of this
    document takes its place.
    """
    if before == after:
        return
    for table in FOLLOWING:
        db.execute(f"UPDATE OR REPLACE {table} SET doc_key = ? WHERE doc_key = ?", [after, before])
    for table, column, path in WITHIN:
        db.execute(
            f"UPDATE {table} SET {column} = json_replace({column}, ?, ?) WHERE json_extract({column}, ?) = ?",
            [path, after, path, before],
        )
    _candidates(db, before, after)


def _candidates(db: Database, before: str, after: str) -> None:
    """The tasks that a line of a report may mean: pairs of key and ordinal."""
    db.execute(
        """UPDATE report_items SET body = json_replace(body, '$.body.task.candidates', json((
               SELECT json_group_array(json_array(
                   iif(json_extract(c.value, '$[0]') = ?, ?, json_extract(c.value, '$[0]')),
                   json_extract(c.value, '$[1]')))
               FROM json_each(report_items.body, '$.body.task.candidates') c)))
           WHERE EXISTS (SELECT 1 FROM json_each(report_items.body, '$.body.task.candidates') c
                         WHERE json_extract(c.value, '$[0]') = ?)""",
        [before, after, before],
    )
