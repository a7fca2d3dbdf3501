"""Room 2 of 4: keeps and finds. The only room that knows SQL. Imports corpus only."""

from index.access import Asking, Askings, Groups, Marks
from index.arrivals import Arrival, Arrivals
from index.audit import Audit, Entry
from index.backup import Inspection, back_up, inspect_store, restore_backup
from index.corrections import Correction, Corrections
from index.cut import Passage, passages_of
from index.errors import (
    NewerStore,
    NotAStore,
    Overtaken,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreUnreachable,
)
from index.inbox import Inbox, Letter
from index.intake import Intake
from index.notices import Notices, Subscription
from index.outbox import Outbox, Parcel
from index.passages import Hit, PassageIndex
from index.people import People, Person
from index.reading import DocumentHeader, Version
from index.reports import Event, Item, Report, Reports
from index.staging import Failure, Failures, Staged
from index.state import StoreState
from index.store import Store
from index.task_states import TaskState, TaskStates
from index.writing import Outcome

__all__ = [
    "Arrival",
    "Arrivals",
    "Asking",
    "Askings",
    "Audit",
    "Correction",
    "Corrections",
    "DocumentHeader",
    "Entry",
    "Event",
    "Failure",
    "Failures",
    "Groups",
    "Hit",
    "Inbox",
    "Inspection",
    "Intake",
    "Item",
    "Letter",
    "Marks",
    "NewerStore",
    "NotAStore",
    "Notices",
    "Outbox",
    "Outcome",
    "Overtaken",
    "Parcel",
    "Passage",
    "PassageIndex",
    "People",
    "Person",
    "Report",
    "Reports",
    "Staged",
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreState",
    "StoreUnreachable",
    "Subscription",
    "TaskState",
    "TaskStates",
    "Version",
    "back_up",
    "inspect_store",
    "passages_of",
    "restore_backup",
]
