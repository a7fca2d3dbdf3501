"""Observations, tasks and findings as rows, and rows as JSON Lines, CSV, SDMX-CSV 2.0 or an Excel workbook."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.models import Finding, Observation, Task

Row = dict[str, Any]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?$")
_RANGE = re.compile(r"(\d{4})(?:-M(\d{2}))?/(\d{4})(?:-M(\d{2}))?$")

SDMX_STRUCTURE = "PLANBOT:PLAN_FIGURES(1.0)"
"""The dataflow that the SDMX-CSV rows belong to."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "observations": (
        "doc", "indicator", "entity", "time_period", "measure", "value", "unit", "quote", "unit_mult", "obs_status",
        "group", "start", "end", "figure", "figure_start", "figure_end", "approximate", "catalogued", "section",
        "cautions",
    ),
    "tasks": (
        "doc", "ordinal", "text", "lead", "partners", "deadline", "deadline_text", "status", "section", "quote",
        "start", "end",
    ),
    "findings": (
        "kind", "severity", "title", "docs", "quotes", "reported", "computed", "indicators", "time_period",
    ),
}  # fmt: skip
"""Column order of the CSV and Excel exports: the keys of the rows below."""

SDMX_COLUMNS = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "DOCUMENT", "INDICATOR", "ENTITY", "MEASURE", "TIME_PERIOD", "FIGURE_ID",
    "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "COMMENT_OBS", "SOURCE_QUOTE",
)  # fmt: skip
"""SDMX-CSV 2.0: structure columns first, then dimensions, the observation value, attributes."""


def observation_row(o: Observation) -> Row:
    """An observation in the contract's fields; `quote` is the clause, `original[start:end] == quote`."""
    return {
        "doc": o.doc,
        "indicator": o.indicator,
        "entity": o.entity,
        "time_period": o.time_period,
        "measure": o.measure,
        "value": _number(o.value),
        "unit": o.unit,
        "quote": o.clause.quote,
        "unit_mult": o.unit_mult,
        "obs_status": o.obs_status,
        "group": o.group,
        "start": o.clause.start,
        "end": o.clause.end,
        "figure": o.span.quote,
        "figure_start": o.span.start,
        "figure_end": o.span.end,
        "approximate": o.approximate,
        "catalogued": o.catalogued,
        "section": " › ".join(o.section),
        "cautions": list(o.cautions),
    }


def task_row(t: Task) -> Row:
    """A task with the place where it stands."""
    return {
        "doc": t.doc,
        "ordinal": t.ordinal,
        "text": t.text,
        "lead": t.lead,
        "partners": list(t.partners),
        "deadline": t.deadline,
        "deadline_text": t.deadline_text,
        "status": t.status,
        "section": " › ".join(t.section),
        "quote": t.span.quote,
        "start": t.span.start,
        "end": t.span.end,
    }


def finding_row(f: Finding) -> Row:
    """A finding with all its quotes and the documents they stand in."""
    return {
        "kind": f.kind,
        "severity": f.severity,
        "title": f.title,
        "docs": list(f.docs),
        "quotes": [{"doc": s.doc, "quote": s.quote, "start": s.start, "end": s.end} for s in f.quotes],
        "reported": f.reported,
        "computed": f.computed,
        "indicators": list(f.indicators),
        "time_period": f.time_period,
    }


def sdmx_row(o: Observation) -> Row:
    """An observation as a row of SDMX-CSV 2.0: structure columns, dimensions, the value, attributes.

    `FIGURE_ID` tells apart two figures that share all other dimensions (a document may print both).
    """
    return {
        "STRUCTURE": "dataflow",
        "STRUCTURE_ID": SDMX_STRUCTURE,
        "ACTION": "I",
        "DOCUMENT": o.doc,
        "INDICATOR": o.indicator,
        "ENTITY": o.entity,
        "MEASURE": o.measure,
        "TIME_PERIOD": sdmx_period(o.time_period),
        "FIGURE_ID": str(o.span.start),
        "OBS_VALUE": _number(o.value),
        "UNIT_MEASURE": o.unit,
        "UNIT_MULT": o.unit_mult,
        "OBS_STATUS": o.obs_status,
        "COMMENT_OBS": " ".join(o.cautions),
        "SOURCE_QUOTE": " ".join(o.clause.quote.split()),
    }


def sdmx_period(period: str) -> str:
    """A range in the standard's own form (start/duration); other codes are the standard's already.

    >>> sdmx_period("2023-M01/2023-M07"), sdmx_period("2021/2025"), sdmx_period("2023-S1")
    ('2023-01-01/P7M', '2021-01-01/P5Y', '2023-S1')
    """
    m = _RANGE.match(period)
    if m is None:
        return period
    first, last = int(m[1]), int(m[3])
    if m[2] and m[4]:
        months = (last - first) * 12 + int(m[4]) - int(m[2]) + 1
        return f"{first}-{m[2]}-01/P{months}M"
    return f"{first}-01-01/P{last - first + 1}Y"


def to_jsonl(rows: Iterable[Row]) -> str:
    """A JSON object a line.

    >>> to_jsonl([{"doc": "12/BC-UBND"}])
    '{"doc": "12/BC-UBND"}\\n'
    """
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def to_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """CSV with a header line; lists joined by " | "; no cell can start a formula in a spreadsheet.

    >>> print(to_csv([{"a": "=1+1", "b": -2.5}], ["a", "b"]), end="")
    a,b
    '=1+1,-2.5
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row[column]) for column in columns])
    return out.getvalue()


def to_xlsx(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    """An Excel workbook with one sheet: a header row kept in view, filters, texts as texts and figures as figures."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("planbot")
    sheet.write_row(0, 0, list(columns), book.add_format({"bold": True}))
    for number, row in enumerate(rows, 1):
        for column, name in enumerate(columns):
            value = row[name]
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(number, column, value)
            else:
                sheet.write_string(number, column, _text(value))
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    book.close()
    return out.getvalue()


def safe_cell(value: Any) -> str:
    """A cell a spreadsheet takes as text: what could be a formula gets an apostrophe, true figures do not.

    >>> [safe_cell(v) for v in ("=cmd()", "-5", "- Trong đó", 3466.0, ["a", "b"])]
    ["'=cmd()", '-5', "'- Trong đó", '3466.0', 'a | b']
    """
    text = _text(value)
    if text.startswith(_FORMULA_STARTS) and not _PLAIN_NUMBER.match(text):
        return "'" + text
    return text


def _text(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return " | ".join(v["quote"] if isinstance(v, dict) else str(v) for v in value)
        case _:
            return str(value)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
