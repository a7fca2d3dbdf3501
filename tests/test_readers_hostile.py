"""Broken and hostile files: each a sentence with its remedy, and the store stays as it was."""

from __future__ import annotations

import contextlib
import os
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.bench.setting import to_scan
from bot.intake import Report, ingest
from corpus.errors import HeavyFileError, MissingToolError, ReadError, UnreadableFileError, UnsafeFileError
from corpus.readers.files import read_any
from corpus.readers.isolated import parse
from corpus.readers.text import read_bytes
from index import Store
from tests.making import WORD, Printed, docx, p, pdf_of_pages, write_zip

XXE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def locked_pdf(path: Path) -> Path:
    """A PDF with a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=StandardEncryption("mat-khau"))
    canvas.drawString(72, 700, "x")
    canvas.save()
    return path


def truncated_pdf(path: Path) -> Path:
    """The first half of a PDF."""
    page = Printed(path)
    page.lines(80, ["Một dòng chữ."] * 20)
    data = page.save().read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def picture_bomb(path: Path) -> Path:
    """A PNG of a few bytes that says it is 60.000 points wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def locked_office(path: Path) -> Path:
    """The outside of a Word file with a password."""
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500
    )
    return path


def word_part(content: str) -> Callable[[Path], Path]:
    """A Word file whose document part is this."""
    return lambda path: write_zip(path, {"word/document.xml": content})


def sheet_with_entities(path: Path) -> Path:
    """A workbook that declares entities."""
    return write_zip(path, {"xl/workbook.xml": XXE + "<workbook/>", "[Content_Types].xml": "<Types/>"})


CASES: list[tuple[str, Callable[[Path], object], str]] = [
    ("mat-khau.pdf", locked_pdf, "PDF có mật khẩu"),
    ("cat-cut.pdf", truncated_pdf, "cắt cụt"),
    ("khong-trang.pdf", lambda path: pdf_of_pages(path, 0), "không có trang nào"),
    ("muoi-nghin.pdf", lambda path: pdf_of_pages(path, 10_000), "10.000 trang"),
    ("rac.pdf", lambda path: path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 30 + b"%%EOF"), "hỏng"),
    ("bom.png", picture_bomb, "lớn bất thường"),
    ("hong.png", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"rac" * 100), "hỏng"),
    ("mat-khau.docx", locked_office, "mật khẩu"),
    ("bom.docx", word_part("<w>" + " " * 40_000_000 + "</w>"), "bom nén"),
    ("xxe.docx", word_part(f'{XXE}<w:document xmlns:w="{WORD}">&x;</w:document>'), "thực thể XML"),
    ("cuoi.docx", word_part(f'{LAUGHS}<w:document xmlns:w="{WORD}">&b;</w:document>'), "thực thể XML"),
    ("cut.docx", lambda path: path.write_bytes(b"PK\x03\x04" + b"\0" * 300), "hỏng"),
    ("hong.docx", word_part("<w:document"), "XML"),
    ("trong.docx", lambda path: docx(path, ""), "không có chữ"),
    ("xxe.xlsx", sheet_with_entities, "thực thể XML"),
    ("hong.xlsx", lambda path: write_zip(path, {"xl/workbook.xml": "<workbook/>"}), "hỏng"),
    ("nen.docx", lambda path: write_zip(path, {"a.txt": "x"}), "nội dung là tệp nén ZIP, loại tệp này chưa đọc được"),
    ("cai-dat.docx", lambda path: path.write_bytes(b"MZ\x90\0\x03" + b"\0" * 900), "nội dung là chương trình Windows"),
    ("may.pdf", lambda path: path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(900)), "chương trình Linux"),
    ("phim.docx", lambda path: path.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(900)), "video"),
]


@pytest.mark.parametrize(("name", "make", "words"), CASES, ids=[c[0] for c in CASES])
def test_a_bad_file_is_a_sentence_and_changes_nothing(
    fresh_store: Store, small_report: Path, tmp_path: Path, name: str, make: Callable[[Path], object], words: str
) -> None:
    """The sentence names the file, the trouble and the remedy; what the store held before it still holds."""
    *_, _report = ingest([small_report], fresh_store)
    before = fresh_store.version()
    make(tmp_path / name)
    *_, report = ingest([tmp_path / name], fresh_store)
    assert isinstance(report, Report)
    (outcome,) = report.outcomes
    assert outcome.status == "failed"
    assert outcome.reason.startswith(f"{name}: ")
    assert words in outcome.reason
    assert "; " in outcome.reason
    assert fresh_store.version() == before


@pytest.mark.parametrize("text", ["PKHTH: 5 dự án", "MZ 12, thu 5 tỷ đồng", "ID3 là mã của dự án", "7z, RIFF, Rar!"])
def test_words_that_begin_like_a_package_are_text(tmp_path: Path, text: str) -> None:
    """Two letters make no package and no program."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert read_any(tmp_path / "a.txt").text == text


def test_macros_and_path_tricks_do_nothing(tmp_path: Path) -> None:
    """A macro is told of and not run; a part named to escape its folder is only a name."""
    file = write_zip(tmp_path / "a.docx", {
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{p("Đạt 5 dự án.")}</w:body></w:document>',
        "word/vbaProject.bin": b"macro", "../../thoat.txt": "x", "/etc/thoat.txt": "x",
    })  # fmt: skip
    raw = read_any(file)
    assert raw.text == "Đạt 5 dự án.\n"
    assert "macro" in raw.note
    assert [f.name for f in tmp_path.parent.rglob("thoat.txt")] == []


class GrowingFile(type(Path())):  # type: ignore[misc]
    """A file to which another program writes while it is being read."""

    def open(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]
        """Open, and let the other program write."""
        with open(self, "ab") as file:
            file.write(b"them")
        return open(self, "rb")


def test_a_file_that_changes_while_read_is_refused(tmp_path: Path) -> None:
    """Half a file is never taken for a whole one."""
    path = GrowingFile(tmp_path / "a.txt")
    Path(path).write_bytes(b"Dat 5 du an.")
    with pytest.raises(UnreadableFileError, match="đang được ghi"):
        read_bytes(path, "a.txt", 1000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """Reading a named pipe would wait for ever."""
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnreadableFileError, match="không phải tệp thường"):
        read_any(tmp_path / "a.txt")


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page without a text layer."""
    folder = tmp_path_factory.mktemp("hostile")
    page = Printed(folder / "a.pdf")
    page.lines(80, ["Đạt 5 dự án."])
    to_scan(page.save(), folder / "scan.pdf", 72)
    return folder / "scan.pdf"


def fake_tesseract(folder: Path, body: str) -> Path:
    """A program of that name that knows Vietnamese and then does `body`."""
    program = folder / "tesseract"
    program.write_text(f'#!/bin/sh\nif [ "$1" = --list-langs ]; then echo vie; exit 0; fi\n{body}\n')
    program.chmod(0o755)
    return folder


def test_without_tesseract_the_sentence_says_how_to_install(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scan where tesseract is not installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingToolError, match="apt install tesseract-ocr"):
        read_any(scan)


def test_a_crash_of_tesseract_is_a_sentence(scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program dies in the middle."""
    monkeypatch.setenv("PATH", f"{fake_tesseract(tmp_path, 'kill -SEGV $$')}:/usr/bin:/bin")
    with pytest.raises(ReadError, match="dừng giữa chừng"):
        read_any(scan)


def test_what_takes_too_long_is_killed_with_its_children(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the limit of time the child and the program it waits for are gone."""
    note = tmp_path / "pid"
    monkeypatch.setenv("PATH", f"{fake_tesseract(tmp_path, f'echo $$ > {note}; exec sleep 600')}:/usr/bin:/bin")
    with pytest.raises(HeavyFileError, match="giây"):
        parse("pdf", scan, "scan.pdf", seconds=6)
    pid = int(note.read_text())
    with contextlib.suppress(ProcessLookupError):
        for _ in range(200):
            os.kill(pid, 0)
            time.sleep(0.01)
        pytest.fail("the program that tesseract stands for is still running")


def test_what_takes_too_much_memory_is_a_sentence(tmp_path: Path) -> None:
    """A page whose content unpacks to more than the child may hold."""
    file = tmp_path / "bom.pdf"
    packed = zlib.compress(b" " * 400_000_000, 1)
    data = pdf_of_pages(file, 1).read_bytes().replace(b"/MediaBox", b"/Contents 4 0 R/MediaBox")
    stream = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n" % (len(packed), packed)
    file.write_bytes(data.replace(b"xref\n0 4", stream + b"xref\n0 4"))
    with pytest.raises((HeavyFileError, UnsafeFileError)):
        parse("pdf", file, "bom.pdf", seconds=60, memory=600 * 2**20)
