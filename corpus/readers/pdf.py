"""PDF: the text layer with its places and the drawn tables of each page; pages without text go to the scan reader."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

from corpus.errors import BinaryFileError, EmptyFileError, HeavyFileError, LockedFileError, ReadError
from corpus.readers.legacy import from_tcvn3, from_vni
from corpus.readers.marked import tidy
from corpus.readers.pages import Ruled, Sheet, Word, compose
from corpus.readers.pages.model import Box
from corpus.readers.pages.tables import fill

MAX_PAGES = 1_000
MAX_WORDS = 20_000
"""Words of one page; a page of more is no page of a document."""
_SAVE_AGAIN = "hãy xin lại tệp gốc hoặc in lại ra PDF rồi nạp lại"
_CID = re.compile(r"\(cid:\d+\)")
_TCVN3_FONT = re.compile(r"(?:^|\+)\.?Vn[A-Z]")
_VNI_FONT = re.compile(r"(?:^|\+)VNI[-_ A-Z]", re.IGNORECASE)
_CAPITALS_FONT = re.compile(r"Vn[A-Za-z ]+H(?:$|[,-])")
_TABLE = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "intersection_tolerance": 3}
RULE_HEIGHT = 2.0
"""A rectangle lower than this is drawn as a line."""


def read_pdf(path: Path, name: str, folder: Path) -> tuple[str, list[str], str]:
    """The marked text of a PDF, remarks about it, and how it was read ("pdf", "ocr" or both).

    Raises:
        ReadError: locked, broken, empty or too long.
    """
    _check(path, name)
    sheets = _text_sheets(path, name)
    return compose(sheets), [], "pdf"


def _check(path: Path, name: str) -> None:
    """Open the file once and look at its pages only."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        count = len(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise LockedFileError(name, "PDF có mật khẩu", "hãy bỏ mật khẩu, lưu lại rồi nạp lại") from None
        raise BinaryFileError(name, "PDF bị hỏng hoặc bị cắt cụt", _SAVE_AGAIN) from None
    if count == 0:
        raise EmptyFileError(name, "PDF không có trang nào", _SAVE_AGAIN)
    if count > MAX_PAGES:
        problem = f"PDF có {count:,} trang, vượt mức {MAX_PAGES:,} trang".replace(",", ".")
        raise HeavyFileError(name, problem, "hãy tách thành nhiều tệp nhỏ hơn")


def _text_sheets(path: Path, name: str) -> list[Sheet]:
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(path, unicode_norm="NFC") as document:
            return [_sheet(page, i) for i, page in enumerate(document.pages, 1)]
    except (PdfminerException, AssertionError, TypeError, ValueError, KeyError, IndexError) as error:
        if isinstance(error, ReadError):
            raise
        raise BinaryFileError(name, "PDF bị hỏng ở phần chữ", _SAVE_AGAIN) from None


def _sheet(page: Any, number: int) -> Sheet:
    """A page: its words outside tables, its tables, the lines left over."""
    words = _words(page)
    tables: list[Ruled] = []
    found = page.find_tables(_TABLE) if page.rects or page.lines or page.curves else []
    for table in found:
        rows: list[list[Box | None]] = [list(row.cells) for row in table.rows]
        cells = [b for row in rows for b in row if b is not None]
        columns, lines = len({round(b[0]) for b in cells}), len({round(b[1]) for b in cells})
        if columns < 2 or (lines < 2 and columns < 3):
            continue  # a frame around text
        edges = tuple(sorted({b[0] for b in cells}))
        inside = [w for w in words if _inside(w, table.bbox)]
        if inside:
            tables.append(fill(rows, inside, edges, number))
            words = [w for w in words if not _inside(w, table.bbox)]
    rules = [
        (r["x0"], r["top"], r["x1"], r["bottom"])
        for r in (*page.lines, *page.rects)
        if r["bottom"] - r["top"] <= RULE_HEIGHT < r["x1"] - r["x0"]
        and not any(t.box[1] - 2 <= r["top"] <= t.box[3] + 2 for t in tables)
    ]
    sheet = Sheet(number, float(page.width), float(page.height), words, tables, rules)
    page.close()
    return sheet


def _inside(word: Word, box: Box) -> bool:
    x, y = word.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _words(page: Any) -> list[Word]:
    found = page.extract_words(
        x_tolerance_ratio=0.18, y_tolerance=1.5, keep_blank_chars=False, extra_attrs=["fontname", "size"]
    )
    out: list[Word] = []
    for w in found[:MAX_WORDS]:
        if not w.get("upright", True) or not 1 <= w["size"] <= 200:
            continue
        font = str(w["fontname"])
        text = unicodedata.normalize("NFC", tidy(_unicode(w["text"], font)))
        if text.strip():
            bold = "bold" in font.lower() or "black" in font.lower()
            italic = "italic" in font.lower() or "oblique" in font.lower()
            out.append(Word(text, w["x0"], w["top"], w["x1"], w["bottom"], w["size"], bold, italic))
    return out


def _unicode(text: str, font: str) -> str:
    """Letters of an old Vietnamese font as Unicode.

    >>> _unicode("Céng hoµ", "ABCDEF+.VnTime"), _unicode("céng hoµ", ".VnTimeH"), _unicode("Coäng", "VNI-Times")
    ('Cộng hoà', 'CỘNG HOÀ', 'Cộng')
    """
    if _TCVN3_FONT.search(font):
        read = from_tcvn3(text)
        return read.upper() if _CAPITALS_FONT.search(font) else read
    return from_vni(text) if _VNI_FONT.search(font) else text
