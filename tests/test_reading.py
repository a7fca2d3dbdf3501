"""Reading files: encodings, errors, and the way from a file to a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import (
    BinaryFileError,
    EmptyFileError,
    EncodingError,
    MissingFileError,
    ReadError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedFileError,
)
from corpus.readers.legacy import TCVN3, VNI, from_tcvn3, from_vni, is_syllable, plausibility
from corpus.readers.text import read_text
from corpus.reading import read_document
from corpus.values import Aligned

SENTENCE = (
    "Cộng hoà xã hội chủ nghĩa Việt Nam. Kế hoạch phát triển nông nghiệp năm 2024 của huyện: sản lượng lương thực"
    " đạt 52.300 tấn, tăng 3,5% so với cùng kỳ; thu ngân sách trên địa bàn ước đạt 1.250 tỷ đồng."
)


def _reversed(table: dict[str, str], text: str) -> str:
    back = {letter: code for code, letter in table.items()}
    return "".join(back.get(c, c) for c in text)


def _write(folder: Path, data: bytes, name: str = "bao-cao.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("utf-8", SENTENCE.encode()),
        ("utf-8", b"\xef\xbb\xbf" + SENTENCE.encode()),
        ("utf-16", SENTENCE.encode("utf-16")),
        ("utf-16", SENTENCE.encode("utf-16-le")),
        ("utf-16", SENTENCE.encode("utf-16-be")),
        ("tcvn3", _reversed(TCVN3, SENTENCE).encode("latin-1")),
        ("vni", _reversed(VNI, SENTENCE).encode("latin-1")),
    ],
)
def test_each_encoding_gives_the_same_text(tmp_path: Path, encoding: str, data: bytes) -> None:
    """A sentence comes back letter by letter, whatever encoding it was saved in."""
    raw = read_text(_write(tmp_path, data))
    assert (raw.encoding, raw.text) == (encoding, SENTENCE)


def test_windows_1258_keeps_its_combining_tones_and_reads_composed(tmp_path: Path) -> None:
    """Windows-1258 is stored as decoded (combining tones) and read in composed form, aligned."""
    import unicodedata

    bases = {"\u0302": "âêôÂÊÔ", "\u0306": "ăĂ", "\u031b": "ơưƠƯ"}
    out = ""
    for char in SENTENCE:
        parts = unicodedata.normalize("NFD", char)
        if len(parts) == 3:
            vowel = unicodedata.normalize("NFC", "".join(p for p in parts if p in bases or p.isalpha()))
            tone = next(p for p in parts[1:] if p not in bases)
            out += vowel + tone
        elif len(parts) == 2 and parts[1] not in bases and char not in "áàéèíóúâêôñ":
            out += parts
        else:
            out += char
    path = _write(tmp_path, out.encode("cp1258"))
    raw = read_text(path)
    assert raw.encoding == "windows-1258"
    document = read_document(path)
    paragraph = document.paragraphs[0]
    assert paragraph.text == SENTENCE
    start, end = paragraph.body.locate(0, len("Cộng"))
    assert unicodedata.normalize("NFC", document.quote(start, end)) == "Cộng"


def test_old_letters_pasted_into_unicode_are_read_and_quoted_as_they_stand(tmp_path: Path) -> None:
    """TCVN3 letters inside a UTF-8 file: the reading is Vietnamese, the quote is the file's own."""
    pasted = _reversed(TCVN3, SENTENCE)
    document = read_document(_write(tmp_path, pasted.encode()))
    assert document.original == pasted
    assert document.paragraphs[0].text == SENTENCE
    at = SENTENCE.index("lương thực")
    assert document.quote(*document.paragraphs[0].body.locate(at, at + 10)) == _reversed(TCVN3, "lương thực")


def test_line_ends_become_newlines_and_nothing_else_changes(tmp_path: Path) -> None:
    """The text equals what Python's own text mode reads."""
    path = _write(tmp_path, "Mục 1\r\n\r\n  thu  ngân sách\tđạt\rhết".encode())
    assert read_text(path).text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("rong.txt", b"", EmptyFileError, "tệp rỗng"),
        ("trang.txt", b" \n\n ", EmptyFileError, "không có chữ nào"),
        ("anh.txt", b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 50, BinaryFileError, "PNG"),
        ("rac.txt", bytes(range(256)) * 40, BinaryFileError, "nhị phân"),
        ("ban.docx", b"PK\x03\x04", UnsupportedFileError, ".docx"),
        ("la.txt", "Отчёт о работе предприятия за год, полный текст".encode("cp1251") * 5, EncodingError, "UTF-8"),
        ("hong.txt", b"\xff\xfe" + "Kế".encode("utf-16-le") + b"\x00\xd8", EncodingError, "UTF-16"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path, name: str, data: bytes, error: type[ReadError], words: str
) -> None:
    """File, trouble and remedy stand in one sentence."""
    with pytest.raises(error) as caught:
        read_text(_write(tmp_path, data, name))
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert words in message
    assert "; hãy" in message or "; chỉ đọc" in message
    assert message.endswith(".")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The limit is checked on the file's size, and named with it."""
    path = _write(tmp_path, b"a" * 3000)
    with pytest.raises(TooLargeError, match="vượt mức"):
        read_text(path, max_bytes=2000)


def test_missing_files_and_folders_have_their_own_errors(tmp_path: Path) -> None:
    """A path that is not there, and one that is a folder."""
    with pytest.raises(MissingFileError, match="không tìm thấy"):
        read_text(tmp_path / "khong-co.txt")
    with pytest.raises(UnreadableFileError, match="thư mục"):
        read_text(tmp_path)


@pytest.mark.parametrize("word", ["nghiệp", "khuyến", "quý", "gì", "ươm", "thuở", "Đắk", "xoáy", "giường", "yếu"])
def test_vietnamese_syllables_are_known_by_their_build(word: str) -> None:
    """Syllables of every shape."""
    assert is_syllable(word)


@given(st.text(max_size=80))
def test_conversions_never_raise(text: str) -> None:
    """Any text passes through the converters and the judge."""
    assert len(from_tcvn3(text)) == len(text)
    assert len(from_vni(text)) <= len(text)
    assert 0 <= plausibility(text) <= 1


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Bytes give a text or a ReadError, nothing else."""
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes(data)
    problem = ""
    text = "x"
    try:
        text = read_text(path).text
    except ReadError as error:
        problem = str(error)
    assert text.strip()
    assert not problem or problem.startswith("a.txt: ")


class _Repaired:
    def __init__(self, reading: Aligned) -> None:
        self.reading = reading
        self.uncertain = ((0, 3),)


class _Repairer:
    """Puts everything in capitals."""

    def restore(self, text: str) -> _Repaired:
        return _Repaired(Aligned(text=text.upper(), segments=((0, len(text), 0, len(text)),)))


def test_damaged_text_goes_through_the_restorer(tmp_path: Path) -> None:
    """Only a text that looks damaged is restored; its words point to the file's own."""
    damaged = "Thu htt vén dAu tu truc tiép nudc ngoai dat 33,11% so v6i ké hoach nim 2023 cta thanh phd\n" * 3
    document = read_document(_write(tmp_path, damaged.encode()), _Repairer())
    assert document.text_quality == "restored"
    assert document.paragraphs[0].text.startswith("THU HTT")
    assert document.paragraphs[0].uncertain == ((0, 3),)
    assert document.quote(*document.paragraphs[0].body.locate(0, 7)) == "Thu htt"
    clean = read_document(_write(tmp_path, SENTENCE.encode(), "sach.txt"), _Repairer())
    assert (clean.text_quality, clean.paragraphs[0].text) == ("clean", SENTENCE)
