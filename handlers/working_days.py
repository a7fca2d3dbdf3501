"""Working days in Vietnam: no weekends, no public holidays (the `holidays` library, Tết with its days off)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("VN", years=year))


def is_working(day: date) -> bool:
    """Whether offices work on a day.

    >>> is_working(date(2024, 2, 9)), is_working(date(2024, 2, 17)), is_working(date(2024, 2, 19))
    (False, False, True)
    """
    return day.weekday() < 5 and day not in _holidays(day.year)


def first_working(day: date) -> date:
    """The day itself or the next one on which offices work.

    >>> first_working(date(2024, 2, 8))
    datetime.date(2024, 2, 15)
    """
    while not is_working(day):
        day += timedelta(days=1)
    return day
