"""What a file is, by its first bytes and not by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

Kind = Literal["text", "docx", "odt", "doc", "rtf", "xlsx", "xls", "ods", "pdf", "image", "other"]

TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
TABLE_SUFFIXES = (".csv", ".tsv")
OFFICE_SUFFIXES = (".docx", ".docm", ".doc", ".odt", ".rtf", ".xlsx", ".xlsm", ".xls", ".ods")
PAGE_SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp")
SUFFIXES = frozenset((*TEXT_SUFFIXES, *TABLE_SUFFIXES, *OFFICE_SUFFIXES, *PAGE_SUFFIXES))
"""Suffixes of the files that are taken from a folder."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_PACKAGES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_FOREIGN = (
    (0, b"MZ", "chương trình Windows (.exe, .dll)"),
    (0, b"\x7fELF", "chương trình Linux"),
    (0, b"\xca\xfe\xba\xbe", "chương trình Java hoặc macOS"),
    (0, b"\xcf\xfa\xed\xfe", "chương trình macOS"),
    (0, b"PK\x03\x04", "tệp nén ZIP"),
    (0, b"Rar!\x1a\x07", "tệp nén RAR"),
    (0, b"7z\xbc\xaf\x27\x1c", "tệp nén 7-Zip"),
    (0, b"\x1f\x8b", "tệp nén GZIP"),
    (0, b"SQLite format 3\x00", "cơ sở dữ liệu SQLite"),
    (0, b"ID3", "tệp âm thanh"),
    (0, b"OggS", "tệp âm thanh hoặc video"),
    (4, b"ftyp", "tệp video hoặc ảnh của điện thoại"),
    (0, b"RIFF", "tệp âm thanh hoặc video"),
)
"""Offset, bytes and name of what is no document, whatever its suffix says."""
_PDF_WITHIN = 1024
"""The header of a PDF may stand behind this many bytes of rubbish."""


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def kind_of(data: bytes, path: Path) -> Kind:
    """The kind of a file's content; `path` is opened only to list a ZIP package.

    >>> kind_of(b"%PDF-1.7 ...", Path("bao-cao.docx")), kind_of("Số: 7/KH".encode(), Path("a.pdf"))
    ('pdf', 'text')
    """
    if data.startswith(_PACKAGES):
        return _kind_of_package(path)
    if data.startswith(_OLE):
        return _kind_of_compound(data)
    if b"%PDF-" in data[:_PDF_WITHIN] and not data[:4].isalpha():
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_IMAGES[:4]) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "image"
    if data.startswith(b"BM") and data[6:10] == b"\x00\x00\x00\x00":
        return "image"
    return "text"


def foreign(data: bytes) -> str:
    """What a file is that holds no document, in words; '' when nothing is known of it. Text never is.

    >>> foreign(b"MZ\\x90\\x00\\x03\\x00"), foreign(b"MZ: bao cao thang 6"), foreign(b"PKHTH")
    ('chương trình Windows (.exe, .dll)', '', '')
    """
    binary = b"\x00" in data[:512] or not _is_utf8(data[:512])
    return next((name for at, magic, name in _FOREIGN if binary and data[at:].startswith(magic)), "")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.end == len(data)  # cut within a letter
    return True


def is_locked(data: bytes) -> bool:
    """Whether an Office file is encrypted: then it is a compound file around an encrypted package."""
    return data.startswith(_OLE) and _wide("EncryptedPackage") in data


def _kind_of_compound(data: bytes) -> Kind:
    if _wide("WordDocument") in data:
        return "doc"
    return "xls" if _wide("Workbook") in data or _wide("Book") in data else "other"


def _kind_of_package(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            if "word/document.xml" in names:
                return "docx"
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                mime = package.read("mimetype")
                return "ods" if b"spreadsheet" in mime else "odt" if b"opendocument.text" in mime else "other"
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        suffix = path.suffix.lower()
        return "xlsx" if suffix in (".xlsx", ".xlsm") else "docx" if suffix in (".docx", ".docm") else "other"
    return "other"
