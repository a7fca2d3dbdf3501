"""Office files are ZIP packages of XML: opened without trusting their sizes, names or entities."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.errors import BinaryFileError, LockedFileError, TooLargeError, UnsafeFileError

MAX_PARTS = 5_000
MAX_PART = 150 * 2**20
"""Bytes of one part, unpacked."""
MAX_UNPACKED = 400 * 2**20
MAX_RATIO = 400
"""XML packs to a tenth or a hundredth; a bomb packs to a thousandth."""
RATIO_FROM = 10 * 2**20

_BOMB = "phần nén bên trong to bất thường (bom nén)"
_SAVE_AGAIN = "hãy mở bằng Word hoặc Excel và lưu lại rồi nạp lại"


class Package:
    """An opened office file; every part is read with its limits."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError):
            raise BinaryFileError(name, "tệp Office bị hỏng hoặc bị cắt cụt", _SAVE_AGAIN) from None
        self._check()

    def _check(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS:
            raise UnsafeFileError(self.name, f"tệp nén chứa {len(infos)} phần, nhiều bất thường", _SAVE_AGAIN)
        if any(i.flag_bits & 1 for i in infos):
            raise LockedFileError(self.name, "tệp có mật khẩu", "hãy bỏ mật khẩu, lưu lại rồi nạp lại")
        for info in infos:
            packed = max(1, info.compress_size)
            if info.file_size > MAX_PART or (info.file_size > RATIO_FROM and info.file_size / packed > MAX_RATIO):
                raise UnsafeFileError(self.name, _BOMB, "không nạp tệp này")
        total = sum(i.file_size for i in infos)
        if total > MAX_UNPACKED:
            size = f"{total / 2**20:.0f} MB"
            raise TooLargeError(self.name, f"nội dung giải nén ra {size}, quá lớn", "hãy tách thành nhiều tệp nhỏ hơn")

    def names(self) -> list[str]:
        """Names of the parts. Parts are never unpacked to disk, so a name is only a name."""
        return self._zip.namelist()

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None when there is no such part."""
        try:
            with self._zip.open(part) as file:
                data = file.read(MAX_PART + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            raise BinaryFileError(self.name, f"phần {part} của tệp bị hỏng", _SAVE_AGAIN) from None
        if len(data) > MAX_PART:
            raise UnsafeFileError(self.name, _BOMB, "không nạp tệp này")
        return data

    def refuse_entities(self) -> None:
        """Look into every part, for a library that is going to parse them itself."""
        for part in self.names():
            if part.endswith((".xml", ".rels")):
                self.xml(part)

    def xml(self, part: str) -> Any | None:
        """The root element of a part; a part with a document type or entities of its own is refused."""
        data = self.read(part)
        if data is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise BinaryFileError(self.name, f"phần {part} không phải XML đúng quy cách", _SAVE_AGAIN) from None
        if root.getroottree().docinfo.doctype:
            raise UnsafeFileError(
                self.name, "tệp khai báo thực thể XML (có thể dùng để đọc trộm tệp khác)", "không nạp tệp này"
            )
        return root
