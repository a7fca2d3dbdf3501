"""Whose figures a table holds: rows or columns that are bodies (districts, departments, sites)."""

from __future__ import annotations

import re

from corpus.bodies import ANY_BODY, INSTITUTIONS, LEVELS, LOCALITIES, SETTLEMENTS, ZONES, any_of
from corpus.models import Table
from corpus.naming import is_proper_name
from corpus.periods import find_periods
from corpus.table_columns import PLAN, names_something
from corpus.table_titles import is_total
from corpus.text import fold

_BODY = re.compile(
    rf"(?:ten )?(?:{any_of(LOCALITIES, SETTLEMENTS, ZONES, INSTITUTIONS, ('chi cuc',))}|tp|thanh pho|co so(?= \d)) "
)
"""Bodies, each named by what follows its kind."""
_KINDS = any_of(LEVELS, SETTLEMENTS, ZONES, INSTITUTIONS, tuple(kind for kind in ANY_BODY if kind != "nganh"))
_KIND = rf"(?:{_KINDS}|phong|ban|ap|to dan pho|khu vuc|diem du lich)"
_ONE_KIND = re.compile(rf"(?:ten )?{_KIND}(?:(?:,| va|/|-) ?{_KIND})*")
_PREFIXED = re.compile(r"(?:khoa|thon|xom|xa|phuong|huyen|truong|benh vien)")


def is_body(words: str) -> bool:
    """Do the words name a body: a district, a hospital's site, a department?

    >>> is_body("Cơ sở 1"), is_body("Khoa Dược"), is_body("Khoa học và công nghệ"), is_body("Cộng")
    (True, True, False, False)
    """
    m = _BODY.match(fold(words))
    return m is not None and (words[m.end() : m.end() + 1].isupper() or words[m.end() : m.end() + 1].isdigit())


def rows_are_bodies(table: Table) -> bool:
    """Are the rows of a table the bodies (districts, parks …) whose figures its columns hold?"""
    if table.label_column is None:
        return False
    head = fold(table.columns[table.label_column]).strip(" .:")
    labels = [r.label.strip(" :+-") for r in table.rows if r.label.strip(" :+-")]
    named = [x for x in labels if is_proper_name(x) or _BODY.match(fold(x))]
    if _ONE_KIND.fullmatch(head) and len(labels) >= 3 and not any(r.unit for r in table.rows):
        return True
    by_head = re.search(r"\b(?:dia phuong|dia ban|huyen|xa|phuong|tinh|don vi|ten (?:kcn|khu|truong|xa|huyen))\b", head)
    by_head = by_head or _BODY.match(f"{head} ")
    return len(named) >= 3 and len(named) * 10 >= len(labels) * (6 if by_head else 8)


def body_name(table: Table, label: str) -> str:
    """The body a row is of: "Dược" under the heading "Khoa" is "Khoa Dược"."""
    head = table.columns[table.label_column].strip(" .:") if table.label_column is not None else ""
    bare = (
        _PREFIXED.fullmatch(fold(head)) and label[:1].isupper() and not re.match(r"(?:cac|khu|dia ban) ", fold(label))
    )
    return label if not bare or _BODY.match(fold(label)) else f"{head} {label}"


def entity_columns(table: Table) -> tuple[dict[int, str], list[int]]:
    """Columns headed by names of those whose figures they hold, and the columns of their total.

    At least three names make a table of this kind, in rows of indicators (with units) or when most names are of bodies;
    ({}, []) for others.
    """
    names: dict[int, str] = {}
    totals: list[int] = []
    for index, header in enumerate(table.columns):
        last = header.split(" › ")[-1].strip()
        key = fold(last).strip(" .:()")
        if is_total(last):
            totals.append(index)
        elif (
            index not in (table.label_column, table.unit_column)
            and is_proper_name(last)
            and not last.isupper()
            and (is_body(last) or not re.search(r"\d", last))
            and names_something(last)
            and not find_periods(last)
            and not re.search(rf"thuc hien|ket qua|luy ke|bao cao|hien trang|{PLAN}", key)
        ):
            names[index] = last
    measured = sum(bool(r.unit) for r in table.rows) * 2 >= len(table.rows)
    bodies = sum(map(is_body, names.values())) * 2 >= len(names)
    return (names, totals) if len(names) >= 3 and (measured or bodies) else ({}, [])
