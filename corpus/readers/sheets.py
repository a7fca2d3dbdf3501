"""Spreadsheets (.xlsx, .csv) of indicators: what is seen on their sheets, as captions and tables."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corpus.errors import BinaryFileError, TooLargeError
from corpus.periods import day_text
from corpus.readers.marked import Page, escaped, tidy
from corpus.readers.number_formats import number_text
from corpus.readers.package import Package
from corpus.readers.text import decode_text
from corpus.text import fold

MAX_CELLS = 400_000
MAX_COLUMNS = 256
MAX_CELL = 5_000
"""Characters of one cell."""
_DELIMITERS = ";,\t|"
_LETTERHEAD = re.compile(r"cong hoa xa hoi chu nghia|doc lap - tu do|^\W*so\s*:\s*\S+/|noi nhan\s*:")
_NO_VALUE = re.compile(rb"<c\b[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")

Row = list[str]


def read_xlsx(path: Path, name: str) -> tuple[str, list[str]]:
    """The marked text of a workbook's visible sheets, and remarks.

    Raises:
        ReadError: broken, locked, unsafe or far too large.
    """
    import openpyxl

    package = Package(path, name)
    package.refuse_entities()
    remarks = []
    if any("vbaProject" in part for part in package.names()):
        remarks.append(f"{name} có macro; macro không được chạy, chỉ đọc phần chữ.")
    if blank := _uncomputed(package):
        remarks.append(
            f"{name} có {blank} ô công thức chưa lưu kết quả nên không đọc được: mở bằng Excel, lưu lại rồi gửi lại."
        )
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"]
        out = Page()
        left = MAX_CELLS
        for sheet in sheets:
            sheet.reset_dimensions()
            rows, left = _rows(sheet, left, name)
            if len(sheets) > 1 and any(any(row) for row in rows):
                out.paragraph(escaped(tidy(sheet.title)), level=2)
            write_rows(out, rows)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError):
        remedy = "hãy mở bằng Excel và lưu lại rồi nạp lại"
        raise BinaryFileError(name, "tệp Excel bị hỏng", remedy) from None
    return out.marked(), remarks


def _uncomputed(package: Package) -> int:
    """How many cells hold a formula without the value it gave when the file was saved."""
    sheets = [part for part in package.names() if part.startswith("xl/worksheets/") and part.endswith(".xml")]
    return sum(len(_NO_VALUE.findall(package.read(part) or b"")) for part in sheets)


def _rows(sheet: Any, left: int, name: str) -> tuple[list[Row], int]:
    rows: list[Row] = []
    for cells in sheet.iter_rows(max_col=MAX_COLUMNS):
        row = [cell_text(c.value, c.number_format if c.value is not None else "") for c in cells]
        while row and not row[-1]:
            row.pop()
        rows.append(row)
        left -= len(row) + 1
        if left < 0:
            problem = f"bảng tính có hơn {MAX_CELLS:,} ô".replace(",", ".")
            raise TooLargeError(name, problem, "hãy tách thành nhiều tệp nhỏ hơn")
    return rows, left


def cell_text(value: object, number_format: str = "General") -> str:
    """A value as its cell shows it, in Vietnamese writing.

    >>> cell_text(471.5), cell_text(0.731, "0.0%"), cell_text(3466.04, "#,##0"), cell_text(1200, "0")
    ('471,5', '73,1%', '3466', '1200')
    >>> cell_text(1.2345e12), cell_text(0.0000125)
    ('1234500000000', '0,0000125')
    >>> cell_text(datetime.datetime(2024, 7, 5)), cell_text(None), cell_text(" Thu  ngân sách ")
    ('05/7/2024', '', 'Thu ngân sách')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int | float):
        return escaped(tidy(number_text(value, number_format)))[:MAX_CELL]
    if isinstance(value, datetime.date):
        return day_text(value)
    return escaped(" ".join(tidy(str(value)).split()))[:MAX_CELL]


def read_csv(path: Path, name: str) -> tuple[str, list[str]]:
    """The marked text of a CSV file in any encoding known here, its delimiter found by counting."""
    raw = decode_text(path.read_bytes(), name)
    text = raw.reading.text if raw.reading else raw.text
    sample = text[:20_000]
    delimiter = max(_DELIMITERS, key=lambda d: _regularity(sample, d))
    csv.field_size_limit(1_000_000)
    rows: list[Row] = []
    left = MAX_CELLS
    try:
        for cells in csv.reader(io.StringIO(text), delimiter=delimiter):
            row = [cell_text(c) for c in cells[:MAX_COLUMNS]]
            rows.append(row)
            left -= len(row) + 1
            if left < 0:
                raise TooLargeError(name, "tệp CSV có quá nhiều ô", "hãy tách thành nhiều tệp nhỏ hơn")
    except csv.Error:
        raise BinaryFileError(name, "tệp CSV không đúng quy cách", "hãy lưu lại từ bảng tính rồi nạp lại") from None
    out = Page()
    write_rows(out, rows)
    return out.marked(), [raw.note] if raw.note else []


def _regularity(sample: str, delimiter: str) -> float:
    """How evenly a delimiter parts the lines: the commonest count of it, times the share of lines with that count."""
    counts = [line.count(delimiter) for line in sample.split("\n")[:50] if line.strip()]
    if not counts:
        return 0.0
    common = max(set(counts), key=counts.count)
    return common * counts.count(common) / len(counts)


def write_rows(out: Page, rows: Iterable[Row]) -> None:
    """Rows parted by blank ones: single cells at the top and foot of a part are its title and notes."""
    for part in _parts(rows):
        first = next((i for i, row in enumerate(part) if _is_tabular(row)), len(part))
        last = max((i for i, row in enumerate(part) if _is_tabular(row)), default=first - 1)
        for row in part[:first]:
            for cell in filter(None, row):
                out.paragraph(cell)
        body = part[first : last + 1]
        if len(body) == 1:
            out.paragraph("    ".join(filter(None, body[0])))
        elif body:
            edge = min(next(i for i, c in enumerate(row) if c) for row in body if any(row))
            out.table([row[edge:] for row in body if any(row)])
        for row in part[last + 1 :]:
            for cell in filter(None, row):
                out.paragraph(cell)


def _is_tabular(row: Row) -> bool:
    return sum(map(bool, row)) > 1 and not any(_LETTERHEAD.search(fold(c)) for c in row if c)


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in rows:
        if any(row):
            part.append(row)
        elif part:
            yield part
            part = []
    if part:
        yield part
