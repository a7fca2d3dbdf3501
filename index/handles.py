"""Short numbers for texts, given once and for ever: a button carries 64 bytes, a question or a document's key more.

They are drawn at random: who was not given a number does not find the text by counting.
"""

from __future__ import annotations

import secrets

from sqlite_utils import Database

_MOST = 10**12
"""Thirteen digits at most: four of them fit into a button."""


def handle_of(db: Database, text: str) -> int:
    """The number of a text, a new one at its first sight; inside the caller's transaction."""
    while not db.execute("SELECT 1 FROM handles WHERE text = ?", [text]).fetchone():
        db.execute("INSERT OR IGNORE INTO handles (id, text) VALUES (?, ?)", [1 + secrets.randbelow(_MOST), text])
    return int(db.execute("SELECT id FROM handles WHERE text = ?", [text]).fetchone()[0])


def text_of(db: Database, number: int) -> str | None:
    """The text of a number, nothing when it was never given."""
    row = db.execute("SELECT text FROM handles WHERE id = ?", [number]).fetchone()
    return str(row[0]) if row else None
