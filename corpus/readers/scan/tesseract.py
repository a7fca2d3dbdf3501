"""The tesseract program: found, or how to install it; pictures in, words with places and confidence out."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.errors import MissingToolError, ReadError
from corpus.readers.marked import tidy

Grey = npt.NDArray[np.uint8]

LANGUAGE = "vie"
SECONDS = 300
"""Wall time for one call."""
_ONE_THREAD = ["env", "OMP_THREAD_LIMIT=1"] if shutil.which("env") else []
"""Threads of one tesseract wait for each other more than they help."""
_INSTALL = "cài bằng lệnh: apt install tesseract-ocr tesseract-ocr-vie, rồi nạp lại"


_SPAN = re.compile(
    r"<(?:div|span) class=[\"'](?P<kind>ocr_page|ocr_line|ocr_header|ocr_textfloat|ocr_caption|ocrx_word)[\"']"
    r"[^<>]*?title=[\"'](?P<title>.*?)[\"'](?: lang=[^<>]*)?>(?P<text>(?:[^<]|</?(?:strong|em)>)*)"
)
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_SURE = re.compile(r"x_wconf (\d+)")
_TAG = re.compile(r"<[^<>]*>")


class Token(NamedTuple):
    """A word read: its text, box in pixels, confidence 0..100, the number of its line."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float
    line: int


@lru_cache(maxsize=1)
def _program() -> tuple[str | None, frozenset[str]]:
    """Where the program is, and the languages it knows."""
    program = shutil.which("tesseract")
    if program is None:
        return None, frozenset()
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None, frozenset()
    return program, frozenset((told.stdout + told.stderr).split())


def available() -> bool:
    """Whether Vietnamese can be read."""
    return LANGUAGE in _program()[1]


def require(name: str) -> None:
    """Raise MissingToolError, which says how to install, where Vietnamese cannot be read."""
    program, languages = _program()
    if program is None:
        raise MissingToolError(name, "tệp là bản quét, cần chương trình tesseract để đọc mà máy chưa có", _INSTALL)
    if LANGUAGE not in languages:
        raise MissingToolError(name, "tesseract trên máy chưa có tiếng Việt (vie)", _INSTALL)


def read(pictures: Sequence[Grey], psm: int, dpi: int, name: str) -> list[list[Token]]:
    """The words of each picture; `psm` is tesseract's page segmentation mode.

    Raises:
        ReadError: the program failed or took too long.
    """
    if not pictures:
        return []
    program = _program()[0]
    if program is None:
        require(name)
    assert program is not None
    with tempfile.TemporaryDirectory(prefix="planbot-ocr-") as folder:
        names = []
        for i, picture in enumerate(pictures):
            names.append(str(Path(folder) / f"{i:05d}.pgm"))
            height, width = picture.shape
            header = f"P5\n{width} {height}\n255\n".encode()
            Path(names[-1]).write_bytes(header + np.ascontiguousarray(picture).tobytes())
        order = Path(folder) / "list.txt"
        order.write_text("\n".join(names) + "\n")
        command = [*_ONE_THREAD, program, str(order), "-", "-l", LANGUAGE, "--psm", str(psm), "--dpi", str(dpi),
                   "hocr"]  # fmt: skip
        try:
            told = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            raise _failed(name) from None
    if told.returncode:
        raise _failed(name)
    return _tokens(told.stdout.decode("utf-8", errors="replace"), len(pictures))


def _failed(name: str) -> ReadError:
    return ReadError(name, "tesseract dừng giữa chừng khi đọc bản quét", "hãy thử lại hoặc quét lại ở 200-300 dpi")


def _tokens(hocr: str, count: int) -> list[list[Token]]:
    """The words of the hOCR that tesseract writes, one page a picture."""
    out: list[list[Token]] = [[] for _ in range(count)]
    page, line = -1, 0
    for m in _SPAN.finditer(hocr):
        kind, title, text = m["kind"], m["title"], m["text"]
        if kind == "ocr_page":
            page += 1
        elif kind != "ocrx_word":
            line += 1
        elif 0 <= page < count and (box := _BOX.search(title)):
            word = tidy(html.unescape(_TAG.sub("", text or ""))).strip()
            sure = _SURE.search(title)
            if word:
                x0, top, x1, bottom = (int(v) for v in box.groups())
                out[page].append(Token(word, x0, top, x1, bottom, float(sure[1]) if sure else 0.0, line))
    return out
