"""A workbook (.xlsx) sent by somebody as the text of its sheets: cells parted by tabs, within limits, nothing run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from corpus.errors import ReadError
from corpus.models import Value
from corpus.numbers import format_number

LARGEST = 5_000_000
"""Bytes of the file."""
UNPACKED = 60_000_000
"""Bytes of all that is packed in it, as its directory says and as is read."""
PARTS, SHEETS, ROWS, COLUMNS = 2_000, 10, 3_000, 60
TEXT = 400_000
"""Characters of all sheets together."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PLACES = 6
_ONLY_FORM = "anh/chị chỉ gửi sheet biểu mẫu giúp"
_AS_XLSX = "anh/chị lưu lại thành .xlsx (không macro) rồi gửi"


class Workbook(Value):
    """The sheets as text, a blank line between them; `notes` are Vietnamese sentences about what could not be taken."""

    text: str
    notes: tuple[str, ...] = ()


def read_workbook(data: bytes, name: str) -> Workbook:
    """Read a workbook's content.

    Raises:
        ReadError: a sentence that says what is wrong with the file and what to do.
    """
    shown = name or "tệp bảng tính"
    _check(data, shown)
    try:
        return _read(data, shown)
    except ReadError:
        raise
    except Exception as error:  # whatever a broken or hostile file makes the library raise
        raise ReadError(
            shown, "tệp hỏng hoặc không phải bảng tính", "anh/chị lưu lại thành .xlsx rồi gửi lại"
        ) from error


def _check(data: bytes, name: str) -> None:
    """Everything that can be seen before anything is unpacked."""
    if len(data) > LARGEST:
        raise ReadError(name, f"lớn hơn {LARGEST // 1_000_000} MB", _ONLY_FORM)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError(name, "tệp có mật khẩu", "anh/chị bỏ mật khẩu rồi gửi lại")
        raise ReadError(name, "đây là bảng tính kiểu cũ (.xls)", _AS_XLSX)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadError(name, "không phải bảng tính .xlsx hoặc tệp bị hỏng", _AS_XLSX) from error
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError(name, "tệp có mật khẩu", "anh/chị bỏ mật khẩu rồi gửi lại")
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise ReadError(name, "nội dung bung ra quá lớn nên tôi không mở", _ONLY_FORM)
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        raise ReadError(name, "tệp có macro nên tôi không mở", _AS_XLSX)
    if "xl/workbook.xml" not in names:
        raise ReadError(name, "không phải bảng tính .xlsx", _AS_XLSX)


def _read(data: bytes, name: str) -> Workbook:
    from openpyxl import load_workbook

    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheets: list[str] = []
        blank = 0
        for sheet, source in list(zip(values.worksheets, formulas.worksheets, strict=True))[:SHEETS]:
            if sheet.sheet_state != "visible":
                continue
            lines: list[str] = []
            for cells, written in zip(_rows(sheet), _rows(source), strict=False):
                blank += sum(
                    value is None and isinstance(formula, str) and formula.startswith("=")
                    for (value, _), (formula, _) in zip(cells, written, strict=False)
                )
                lines.append("\t".join(_shown(value, form) for value, form in cells).rstrip())
                if sum(map(len, lines)) > TEXT:
                    raise ReadError(name, "quá nhiều chữ", _ONLY_FORM)
            text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
            if text.strip():
                sheets.append(text)
    finally:
        values.close()
        formulas.close()
    if not sheets:
        raise ReadError(name, "bảng tính không có số liệu nào", "anh/chị gửi đúng biểu mẫu giúp")
    notes = [f"{blank} ô công thức chưa có kết quả được lưu nên không đọc được; mở tệp bằng Excel, lưu lại rồi gửi."]
    return Workbook(text="\n\n".join(sheets), notes=tuple(notes if blank else ()))


def _rows(sheet: Any) -> Iterator[list[tuple[Any, str]]]:
    """Cells with their number formats; a sheet that claims more rows than the limit is refused."""
    for count, row in enumerate(sheet.iter_rows(max_row=ROWS + 1, max_col=COLUMNS)):
        if count >= ROWS and any(cell.value is not None for cell in row):
            raise ReadError(f"sheet “{sheet.title}”", f"dài hơn {ROWS} dòng", _ONLY_FORM)
        yield [(cell.value, str(getattr(cell, "number_format", "") or "")) for cell in row]


def _shown(value: Any, number_format: str) -> str:
    """A cell as a Vietnamese document would print it.

    >>> _shown(1250.5, "General"), _shown(0.625, "0.0%"), _shown(date(2024, 9, 30), "")
    ('1.250,5', '62,5%', '30/9/2024')
    """
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (int, float)):
        try:
            number = Decimal(str(value))
            share = "%" in number_format
            return format_number(round(number * (100 if share else 1), _PLACES)) + ("%" if share else "")
        except (InvalidOperation, ValueError):
            return ""
    if isinstance(value, (datetime, date)):
        return f"{value.day}/{value.month}/{value.year}"
    return " ".join(str(value).split())
