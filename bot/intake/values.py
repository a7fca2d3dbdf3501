"""What an intake tells: a step that begins, what became of a file, the report at the end."""

from __future__ import annotations

from typing import Literal

from corpus.values import Value

Status = Literal["read", "replaced", "unchanged", "skipped", "failed"]
Step = Literal["đọc", "phục hồi dấu", "ghi vào kho", "đối chiếu"]


class Progress(Value):
    """A step that begins, or goes on: `done` of `total` files of this step are behind it. `file` may be empty."""

    step: Step
    file: str = ""
    done: int
    total: int


class Outcome(Value):
    """What became of one file. `reason` is a sentence, always there when it was skipped or failed."""

    file: str
    status: Status
    document: str = ""
    restored: bool = False
    observations: int = 0
    tasks: int = 0
    reason: str = ""
    warnings: tuple[str, ...] = ()


class Report(Value):
    """The end of an intake: an outcome a file, in the order of the files, and what the store then holds."""

    outcomes: tuple[Outcome, ...]
    observations: int = 0
    tasks: int = 0
    findings: int = 0

    def count(self, status: Status) -> int:
        """How many files ended so."""
        return sum(o.status == status for o in self.outcomes)

    @property
    def failed(self) -> bool:
        """Whether anything went wrong."""
        return self.count("failed") > 0
