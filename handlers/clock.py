"""The one clock of the assistant: the moment and the day in Vietnam, wherever the machine stands."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

HOME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def local_now() -> datetime:
    """The moment, in the time of Vietnam."""
    return datetime.now(HOME_ZONE)


def local_today() -> date:
    """The day, in the time of Vietnam. To be read when it is asked for: a program runs over many midnights."""
    return local_now().date()
