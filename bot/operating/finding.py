"""What `planbot doctor` finds: one thing, how it is, and what to do about it."""

from __future__ import annotations

from typing import Literal

from corpus.values import Value

Level = Literal["ok", "note", "warn", "fail"]
"""Well; missing but not needed; works with a loss; something essential does not work."""


class Finding(Value):
    """One thing looked at. `remedy` is there whenever the level is not "ok".

    >>> Finding(name="Kho dữ liệu", level="fail", said="bị hỏng", remedy="Phục hồi bản sao lưu.").essential
    True
    """

    name: str
    level: Level
    said: str
    remedy: str = ""

    @property
    def essential(self) -> bool:
        """Whether the assistant cannot work like this."""
        return self.level == "fail"
