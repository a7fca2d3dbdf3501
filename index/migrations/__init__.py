"""The tables, as numbered migrations, each applied once and in this order.

A migration is never edited once released: a change is a new one at the end.
"""

from index.migrations import first, people  # importing a module adds its migrations, in this order
from index.migrations.base import MIGRATIONS

__all__ = ["MIGRATIONS", "first", "people"]
