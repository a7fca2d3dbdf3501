"""What a person may see of the documents: a view is the set of those hidden from them."""

from __future__ import annotations

from index import Person, Store
from index.people import Role

SEES_INTERNAL: frozenset[Role] = frozenset({"admin", "leader", "approver"})
"""Roles to whom internal documents and figures that nobody approved yet are shown."""


def hidden_from(store: Store, person: Person | None) -> frozenset[str]:
    """Keys of the documents hidden from a person; None stands for any reader: a group, a card, somebody unknown.

    Withdrawn documents are hidden from all, internal ones and unapproved messages from those without a say in them;
    the unapproved message of one's own unit is not.
    """
    withdrawn = store.marks.having("withdrawn")
    if person is not None and person.role in SEES_INTERNAL:
        return withdrawn
    units = person.units if person is not None else ()
    return withdrawn | store.marks.having("internal") | store.unapproved(except_of=units)
