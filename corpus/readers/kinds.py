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
_PDF_WITHIN = 1024
"""The header of a PDF may stand behind this many bytes of rubbish."""


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def kind_of(data: bytes, path: Path) -> Kind:
    """The kind of a file's content; `path` is opened only to list a ZIP package.

    >>> kind_of(b"%PDF-1.7 ...", Path("bao-cao.docx")), kind_of("Số: 7/KH".encode(), Path("a.pdf"))
    ('pdf', 'text')
    """
    if data.startswith(b"PK"):
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
