"""PDF: the text layer with its places and the drawn tables of each page; pages without text go to the scan reader."""

from __future__ import annotations

import os
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

from corpus.errors import BinaryFileError, EmptyFileError, HeavyFileError, LockedFileError
from corpus.readers.deadline import deadline
from corpus.readers.legacy import PLAUSIBLE, from_tcvn3, from_vni, pasted, plausibility
from corpus.readers.marked import tidy
from corpus.readers.pages import Ruled, Sheet, Word, compose
from corpus.readers.pages.model import Box
from corpus.readers.pages.tables import fill
from corpus.readers.pages.unsaid import unsaid_letters
from corpus.readers.scan import tesseract

MAX_PAGES = 1_000
END_WITHIN = 4096
"""The mark of a PDF's end may stand before this many bytes of rubbish."""
LAYER_SECONDS = 300
"""Time for the text layer of the whole file; scans have their own limit, a call of tesseract each."""
MAX_WORDS = 20_000
"""Words of one page; a page of more is no page of a document."""
_SAVE_AGAIN = "hãy xin lại tệp gốc hoặc in lại ra PDF rồi nạp lại"
_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^<>]{0,200}/Count\s+0\b|/Count\s+0\b[^<>]{0,200}/Type\s*/Pages\b")
_UNREAD = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff]")
UNREAD_SHARE = 0.02
"""Share of characters without a Unicode meaning from which a text layer is of no use."""
PICTURED = 0.6
"""Share of a page that a picture covers on a scan."""
FEW_LETTERS = 40
MIN_DPI, MAX_DPI = 200, 300
PAGES_AT_ONCE = min(2, os.cpu_count() or 1)
"""Pages of a scan read side by side: a page waits for tesseract most of its time."""
MAX_PIXELS = 30_000_000
"""Points of a drawn page at most."""
_TCVN3_FONT = re.compile(r"(?:^|\+)\.?Vn[A-Z]")
_VNI_FONT = re.compile(r"(?:^|\+)VNI[-_ A-Z]", re.IGNORECASE)
_CAPITALS_FONT = re.compile(r"Vn[A-Za-z ]+H(?:$|[,-])")
_TABLE = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "intersection_tolerance": 3}
_SOFT = "\u00ad"
RULE_HEIGHT = 2.0
"""A rectangle lower than this is drawn as a line."""


def read_pdf(path: Path, name: str) -> tuple[str, list[str], str]:
    """The marked text of a PDF, remarks about it, and how it was read ("pdf", "ocr" or "pdf+ocr").

    Raises:
        ReadError: locked, broken, empty or too long; a scan where tesseract is missing.
    """
    _check(path, name)
    with deadline(LAYER_SECONDS, name):
        sheets, kinds = _text_sheets(path, name)
    scanned = [i for i, kind in enumerate(kinds) if kind == "scan"]
    layered = [i for i, kind in enumerate(kinds) if kind == "layer"]
    remarks: list[str] = []
    if layered and _is_foreign(" ".join(w.text for i in layered for w in sheets[i].words)):
        # a layer of another language: the scan itself is read again where that can be done, else it is restored
        if tesseract.available():
            scanned = sorted({*scanned, *layered})
            remarks.append(f"{name} có lớp chữ nhận dạng sai ngôn ngữ; đã đọc lại từ ảnh quét bằng tiếng Việt.")
        else:
            remarks.append(f"{name} có lớp chữ nhận dạng sai ngôn ngữ; hãy cài tesseract tiếng Việt.")
    if scanned:
        _read_scans(path, name, sheets, scanned)
        remarks.append(f"{name} có {len(scanned)} trang quét, đọc bằng nhận dạng chữ; số khó đọc được đánh dấu.")
    method = "pdf" if not scanned else "ocr" if len(scanned) == len(sheets) else "pdf+ocr"
    return compose(sheets), remarks, method


def _is_foreign(text: str) -> bool:
    """Whether a layer's words are no Vietnamese."""
    from corpus.restore import looks_damaged

    return looks_damaged(text) or (len(text) > 400 and plausibility(text) < PLAUSIBLE)


def _read_scans(path: Path, name: str, sheets: list[Sheet], numbers: list[int]) -> None:
    """Replace the sheets of these pages (from 0) by what their pictures say."""
    import pypdfium2

    from corpus.readers.scan import read_page

    tesseract.require(name)

    def read(i: int) -> None:
        with drawing:
            page = document[i]
            dpi = _resolution(page)
            picture = page.render(scale=dpi / 72, may_draw_forms=False).to_pil()
            page.close()
        sheets[i] = read_page(picture, i + 1, dpi, name)

    drawing = Lock()  # pdfium is not made for threads; tesseract runs beside
    document = pypdfium2.PdfDocument(path)
    try:
        with ThreadPoolExecutor(PAGES_AT_ONCE) as pool:
            for _ in pool.map(read, numbers):
                pass
    finally:
        document.close()


def _resolution(page: Any) -> int:
    """Dots an inch to draw a page with: those of its largest picture, within bounds; a huge page with fewer."""
    width, height = page.get_size()
    found = MIN_DPI
    for thing in page.get_objects(filter=[3], max_depth=3):
        x0, y0, x1, y1 = thing.get_bounds()
        if (x1 - x0) * (y1 - y0) > 0.5 * width * height:
            found = max(found, round(thing.get_px_size()[0] / max(1.0, x1 - x0) * 72))
    most = int((MAX_PIXELS / max(1.0, width * height)) ** 0.5 * 72)
    return max(20, min(found, MAX_DPI, most))


def _check(path: Path, name: str) -> None:
    """Open the file once and look at its pages only."""
    import pypdfium2

    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - END_WITHIN))
        if b"%%EOF" not in file.read():
            raise BinaryFileError(name, "PDF bị cắt cụt, thiếu phần cuối", _SAVE_AGAIN)
    try:
        document = pypdfium2.PdfDocument(path)
        count = len(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise LockedFileError(name, "PDF có mật khẩu", "hãy bỏ mật khẩu, lưu lại rồi nạp lại") from None
        if _NO_PAGES.search(path.read_bytes()):
            raise EmptyFileError(name, "PDF không có trang nào", _SAVE_AGAIN) from None
        raise BinaryFileError(name, "PDF bị hỏng hoặc bị cắt cụt", _SAVE_AGAIN) from None
    if count == 0:
        raise EmptyFileError(name, "PDF không có trang nào", _SAVE_AGAIN)
    if count > MAX_PAGES:
        problem = f"PDF có {count:,} trang, vượt mức {MAX_PAGES:,} trang".replace(",", ".")
        raise HeavyFileError(name, problem, "hãy tách thành nhiều tệp nhỏ hơn")


def _text_sheets(path: Path, name: str) -> tuple[list[Sheet], list[str]]:
    """The sheets by their text layers, and what each page is: "text", "scan", or "layer" (text over a picture)."""
    import pdfplumber
    from pdfminer.encodingdb import EncodingDB
    from pdfplumber.utils.exceptions import PdfminerException

    EncodingDB.win2unicode[ord(_SOFT)] = _SOFT  # read as a space otherwise, and "ư" of TCVN3 is lost
    sheets: list[Sheet] = []
    kinds: list[str] = []
    try:
        with pdfplumber.open(path, unicode_norm="NFC") as document:
            for number, page in enumerate(document.pages, 1):
                pictured = _picture_share(page) > PICTURED
                sheet = _sheet(page, number, name)
                sheets.append(sheet)
                kinds.append(_kind(sheet, pictured=pictured))
    except (PdfminerException, AssertionError, TypeError, ValueError, KeyError, IndexError) as error:
        if any(isinstance(a, MemoryError) for a in error.args):
            raise MemoryError from None  # pdfplumber wraps whatever happens
        raise BinaryFileError(name, "PDF bị hỏng ở phần chữ", _SAVE_AGAIN) from None
    return sheets, kinds


def _picture_share(page: Any) -> float:
    """Share of the page that its largest picture covers."""
    area = float(page.width * page.height) or 1.0
    return max(((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) / area for i in page.images), default=0.0)


def _kind(sheet: Sheet, *, pictured: bool) -> str:
    texts = [w.text for w in sheet.words] + [c for t in sheet.tables for row in t.rows for c in row if c]
    letters = sum(map(len, texts))
    unread = sum(len(_UNREAD.findall(t)) for t in texts)
    if unread > UNREAD_SHARE * letters > 0:
        return "scan"  # letters without meaning: only their picture can be read
    if pictured and letters < FEW_LETTERS:
        return "scan"
    return "layer" if pictured else "text"


def _sheet(page: Any, number: int, name: str) -> Sheet:
    """A page: its words outside tables, its tables, the lines left over."""
    words = _words(page, name)
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


def _words(page: Any, name: str) -> list[Word]:
    unsaid = unsaid_letters(page)
    shown = page.filter(lambda thing: id(thing) not in unsaid) if unsaid else page
    found = shown.extract_words(
        x_tolerance_ratio=0.18, y_tolerance=1.5, keep_blank_chars=False, extra_attrs=["fontname", "size"]
    )
    if len(found) > MAX_WORDS:
        count = f"{len(found):,}".replace(",", ".")
        raise HeavyFileError(name, f"trang {page.page_number} có {count} chữ, nhiều bất thường", _SAVE_AGAIN)
    old = _is_tcvn3(found)
    out: list[Word] = []
    for w in found:
        if not w.get("upright", True) or not 1 <= w["size"] <= 200:
            continue
        font = str(w["fontname"])
        read = _unicode(w["text"], font)
        kept = _SOFT.join(map(tidy, read.split(_SOFT))) if old else tidy(read)
        text = unicodedata.normalize("NFC", kept)
        if text.strip():
            bold = "bold" in font.lower() or "black" in font.lower()
            italic = "italic" in font.lower() or "oblique" in font.lower()
            out.append(Word(text, w["x0"], w["top"], w["x1"], w["bottom"], w["size"], bold, italic))
    return out


def _is_tcvn3(words: list[Any]) -> bool:
    """Whether soft hyphens of a page are letters: in TCVN3 they are "ư"."""
    text = " ".join(w["text"] for w in words)
    found = pasted(text) if _SOFT in text else None
    return found is not None and found[1] == "tcvn3"


def _unicode(text: str, font: str) -> str:
    """Letters of an old Vietnamese font as Unicode.

    >>> _unicode("Céng hoµ", "ABCDEF+.VnTime"), _unicode("céng hoµ", ".VnTimeH"), _unicode("Coäng", "VNI-Times")
    ('Cộng hoà', 'CỘNG HOÀ', 'Cộng')
    """
    if _TCVN3_FONT.search(font):
        read = from_tcvn3(text)
        return read.upper() if _CAPITALS_FONT.search(font) else read
    return from_vni(text) if _VNI_FONT.search(font) else text
