"""The values of a progress message: figures and task states as understood, and what is doubtful about them."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from corpus.models import Measure, ObsStatus
from corpus.values import Value

UpdateKind = Literal["update", "question", "other"]
TaskState = Literal["done", "in_progress", "not_started", "blocked"]
Need = Literal[
    "missing period",
    "outside unit's remit",
    "value out of range",
    "unit unclear",
    "correction of earlier report",
    "parts do not add up",
    "percent does not match",
    "period in the future",
    "falls below the last figure",
    "unclear task",
]


class ReportedFigure(Value):
    """A figure as understood. `time_period` and `unit` are '' when the message does not say them.

    `start`, `end` bound the figure with its unit in the message's text.
    """

    indicator: str
    catalogued: bool = True
    entity: str = ""
    time_period: str = ""
    measure: Measure = "actual"
    obs_status: ObsStatus = "A"
    value: Decimal
    unit: str = ""
    start: int
    end: int


class ReportedTask(Value):
    """A task's state as understood. `doc` and `ordinal` name the plan's task, '' and None while it is unclear which.

    `task` is the plan's wording when matched, else the message's own words; `candidates` are ordinals of plan tasks
    (document, ordinal) that it may mean, the likeliest first.
    """

    task: str
    doc: str = ""
    ordinal: int | None = None
    candidates: tuple[tuple[str, int], ...] = ()
    status: TaskState
    percent: Decimal | None = None
    date: str = Field(default="", description="ISO date of what was done, '' when none is said")
    due: str = Field(default="", description="ISO date or SDMX period when it is expected to be done")
    obstacle: str = ""
    proposal: str = ""
    start: int
    end: int


class Doubt(Value):
    """Something to be asked or confirmed: its name, the Vietnamese sentence that says it, and which items it is about
    (indexes into `Update.figures`, then `Update.tasks` counted on; empty for the whole message).
    """

    need: Need
    sentence: str
    items: tuple[int, ...] = ()


class Correction(Value):
    """A figure that the message takes back ("là 125 chứ không phải 152"): what was wrong, for which item."""

    item: int
    wrong: Decimal | None = None


class Update(Value):
    """A message understood: a report of progress, a question, or neither."""

    kind: UpdateKind
    text: str
    figures: tuple[ReportedFigure, ...] = ()
    tasks: tuple[ReportedTask, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    corrections: tuple[Correction, ...] = ()
