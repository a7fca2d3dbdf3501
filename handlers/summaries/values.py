"""The values of a summary: every figure with its source, every computed one with its formula."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from corpus.models import Finding, Observation, Task
from corpus.values import Value
from handlers.values import Citation

Standing = Literal["reached", "on_course", "behind", "unknown"]
"""Against the plan: reached (100 % and more), at or above the share of the period, below it, no plan known."""


Change = Literal["", "up", "down", "same"]


class Row(Value):
    """One indicator: its figure, what is printed beside it, and how it stands.

    `target` is the year's plan. `percent` is the share of it, as printed or, with a `formula`, computed. `same_period`
    are the words of the printed relation to the same period ("bằng 106% cùng kỳ (tăng 6%)"), `change` its direction.
    """

    indicator: str
    family: str
    observation: Observation
    also: tuple[Observation, ...] = Field(default=(), description="the same amount in other units, printed beside it")
    target: Observation | None = None
    milestone: Observation | None = Field(default=None, description="what the plan wants by the end of the period")
    percent: Decimal | None = None
    percent_source: Observation | None = Field(default=None, description="None when computed")
    formula: str = ""
    same_period: str = ""
    same_period_source: Observation | None = None
    change: Change = ""
    standing: Standing = "unknown"
    unapproved: tuple[Observation, ...] = Field(default=(), description="reported, nobody has approved it yet")
    citations: tuple[Citation, ...] = ()

    @property
    def title(self) -> str:
        """The indicator as a person reads it: without the unit that reading put at its end."""
        return self.indicator.removesuffix(f" - {self.observation.unit}")


class TaskCount(Value):
    """Tasks of the year by what is known of them at the end of the period, or today while it runs.

    `late` are past their deadline and not known to be done, `blocked` are those that something is said to stand in
    the way of; a task may be both.
    """

    total: int
    done: int
    told: int = Field(default=0, description="those whose state some document or approved report tells")
    late: tuple[Task, ...] = ()
    soon: tuple[Task, ...] = ()
    blocked: tuple[Task, ...] = ()

    @property
    def state_known(self) -> bool:
        """Whether anybody ever reported a state."""
        return self.told > 0


class Summary(Value):
    """What stands for a period. `rows` in the catalogue's order, wholes before parts.

    `share` is the part of the year that the period covers, in percent: what a target on course has reached by its end.
    `fields` (families of indicators) and `unit` are what it was narrowed to, empty when to nothing.
    """

    period: str
    organ: str
    fields: tuple[str, ...] = ()
    unit: str = ""
    share: Decimal
    rows: tuple[Row, ...]
    tasks: TaskCount
    findings: tuple[Finding, ...] = ()
    waiting: tuple[Observation, ...] = Field(default=(), description="reported for the period, not approved yet")
    documents: tuple[str, ...] = Field(default=(), description="keys of the documents it rests on, the newest first")
    periods: tuple[str, ...] = Field(default=(), description="other periods that have figures, the latest first")

    def standing(self, *which: Standing) -> tuple[Row, ...]:
        """The rows that stand so."""
        return tuple(r for r in self.rows if r.standing in which)
