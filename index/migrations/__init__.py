"""The tables, as numbered migrations, each applied once, in the order of their numbers.

A migration is never edited once released: a change is a new one at the end. A module a capability; importing it adds
its migrations.
"""

from index.migrations import access, arrivals, care, first, layer, notices, people, reports, tasks
from index.migrations.base import MIGRATIONS

__all__ = ["MIGRATIONS", "access", "arrivals", "care", "first", "layer", "notices", "people", "reports", "tasks"]

MIGRATIONS._migrations.sort(key=lambda migration: migration.name)
