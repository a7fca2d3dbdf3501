"""The period of a figure of running text: said beside it, in the headings above it, or its document's."""

from __future__ import annotations

import re

from corpus.figure_measures import Reading
from corpus.figure_periods import (
    base_period,
    heading_period,
    in_report,
    plan_period,
    rise_from,
    said_before,
    said_behind,
    school_year,
)  # fmt: skip
from corpus.figure_scopes import Place
from corpus.figure_state import Reader
from corpus.periods import year_before


def period_at(reader: Reader, place: Place) -> str:
    """The period that the words at a figure say, else its headings, else its document."""
    text, frame = reader.paragraph.text, reader.frame
    if place.quantity.bound == "max" and reader.out:
        return reader.out[-1].time_period  # "2.150 – 2.165 tỷ đồng" are of one period
    if re.search(r"\bcả năm học\b(?! \d)", text[place.near_start : place.quantity.start]) and school_year(frame.period):
        return school_year(frame.period)
    said = said_before(text, place.statement, _before_rise(text, place), frame.year)
    said = said_behind(text[place.quantity.end : place.after_end], frame.year) or said
    return in_report(said or heading_period(reader.headings, frame.year) or frame.period, frame.period)


_ONTO = re.compile(
    r"từ [\d.,]+\s?(?:%|[^\d,;.]{1,30}?)(?: (?:năm|cuối năm|đầu năm) \d{4})?,? (?:lên|xuống|còn)(?: còn| mức)? $"
)


def _before_rise(text: str, place: Place) -> int:
    """Where the words end that may give a figure its period: "từ 92,1% năm 2023 lên 95,4%" gives the second none."""
    rise = _ONTO.search(text, max(place.statement[0], place.quantity.start - 80), place.quantity.start)
    return rise.start() if rise else place.quantity.start


def period_of(reader: Reader, place: Place, reading: Reading, period: str) -> str:
    """The period of a figure read so, from the one said at it: a plan is of its year, a base of the year before."""
    text, frame = reader.paragraph.text, reader.frame
    start = place.statement[0]
    if reading.measure == "target" and place.quantity.role == "whole" and len(period) > 4:
        return period[:4]
    if reading.measure == "target" and period:
        planned = plan_period(text, max(start, place.clause_start), place.quantity.start, period, frame.year)
        return school_year(frame.period) if school_year(frame.period)[:4] == planned else planned
    if reading.measure in ("actual", "target") and rise_from(text, place.quantity.start, place.quantity.end):
        behind = said_behind(f" trong{text[place.quantity.end : place.after_end][:16]}", frame.year)
        return behind or (year_before(period) if period[:4].isdigit() else period)
    if reading.measure == "base" and frame.period:
        current = period if period[:4] >= frame.period[:4] else ""
        return base_period(text, start, place.quantity.start, current or frame.period) if current else period
    return period
