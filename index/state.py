"""How a store is doing, in a few counts: for those who watch over it."""

from __future__ import annotations

from typing import NamedTuple

from sqlite_utils import Database


class StoreState(NamedTuple):
    """Counts of one moment, over all channels.

    `last_update`: when the newest message came in, `oldest_parcel`: since when the oldest reply waits; Unix seconds,
    nothing when there is none. `dead_letters`: messages and files given up, `failed_parcels`: replies given up.
    """

    documents: int
    observations: int
    letters_waiting: int
    dead_letters: int
    parcels_waiting: int
    failed_parcels: int
    last_update: float | None
    oldest_parcel: float | None


def state(db: Database) -> StoreState:
    """The counts, in one statement so that they belong together."""
    row = db.execute(
        """SELECT (SELECT count(*) FROM documents WHERE doc_key NOT IN
                    (SELECT doc_key FROM document_marks WHERE mark = 'withdrawn')),
                  (SELECT count(*) FROM observations WHERE doc_key NOT IN
                    (SELECT doc_key FROM document_marks WHERE mark = 'withdrawn')),
                  (SELECT count(*) FROM inbox WHERE state = 'waiting'),
                  (SELECT count(*) FROM inbox WHERE state = 'dead')
                    + (SELECT count(*) FROM arrivals WHERE state = 'failed'),
                  (SELECT count(*) FROM outbox WHERE state = 'waiting'),
                  (SELECT count(*) FROM outbox WHERE state = 'failed'),
                  (SELECT max(received_at) FROM inbox),
                  (SELECT min(created_at) FROM outbox WHERE state = 'waiting')"""
    ).fetchone()
    return StoreState._make(row)
