"""Spoilt files and texts: readers answer with text or a sentence, rules quote exactly, nothing crashes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from bot.bench.fuzz import read_text, spoilt, spoilt_package, spoilt_text
from corpus.readers.child import obey
from corpus.readers.kinds import kind_of
from tests.making import Printed, docx, p, tbl, tr

SAMPLES = [path.read_text(encoding="utf-8") for path in (Path(corpus.__file__).parent / "samples").glob("*.txt")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sound Word file and a sound PDF."""
    folder = tmp_path_factory.mktemp("fuzz")
    docx(folder / "a.docx", p("Thu ngân sách năm 2023 đạt 450 tỷ đồng.") + tbl(tr("TT", "Chỉ tiêu"), tr("1", "25")))
    page = Printed(folder / "a.pdf")
    page.lines(80, ["Thu ngân sách năm 2023 đạt 450 tỷ đồng."])
    page.table(200, [["TT", "Chỉ tiêu"], ["1", "25"]], [40.0, 90.0])
    page.save()
    return folder


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), kind=st.sampled_from(["docx", "part", "pdf", "csv"]))
def test_a_spoilt_file_is_text_or_a_sentence(folder: Path, seed: int, kind: str) -> None:
    """Whatever its bytes: the answer has a text, or a problem and a remedy."""
    chance = random.Random(seed)
    source = (folder / ("a.pdf" if kind == "pdf" else "a.docx")).read_bytes()
    data = spoilt_package(source, chance) if kind == "part" else spoilt(source, chance)
    file = folder / "spoilt"
    file.write_bytes(data)
    answer = obey("docx" if kind == "part" else kind, file, "spoilt", folder)
    assert "text" in answer or (answer["problem"] and answer["remedy"])


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_have_a_kind(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """The kind of a file is told for any bytes, also for half a package."""
    file = tmp_path_factory.getbasetemp() / "bytes"
    for head in (b"", b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        file.write_bytes(head + data)
        assert kind_of(head + data, file)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_rules_read_any_text(seed: int) -> None:
    """Repeated, cut and odd text is read, and every figure is quoted exactly."""
    chance = random.Random(seed)
    assert read_text(spoilt_text(chance.choice(SAMPLES)[:6000], chance)[:20_000]) == "read"
