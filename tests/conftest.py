"""Fixtures that several areas share: an empty store, the sample folder, a small document on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import corpus
from index import Store

# how long an example takes says how busy the machine is: speed belongs in the bench
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

REPOSITORY = Path(__file__).resolve().parent.parent

SMALL_REPORT = """\
ỦY BAN NHÂN DÂN TỈNH AN BÌNH

Số: 12/BC-UBND

An Bình, ngày 05 tháng 7 năm 2024

BÁO CÁO

Tình hình kinh tế - xã hội 6 tháng đầu năm 2024

I. KẾT QUẢ

1. Thu hút đầu tư

Trong 6 tháng đầu năm 2024, thu hút FDI đạt 120 triệu USD, đạt 60% kế hoạch năm (200 triệu USD), bằng 150% cùng kỳ.

2. Xuất khẩu

Kim ngạch xuất khẩu 6 tháng đầu năm 2024 ước đạt 450 triệu USD.
"""


@pytest.fixture
def fresh_store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file of its own."""
    store = Store.open(tmp_path / "fresh.db")
    yield store
    store.close()


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample corpus."""
    return Path(corpus.__file__).parent / "samples"


@pytest.fixture
def small_report(tmp_path: Path) -> Path:
    """A folder with one short report of an invented province."""
    folder = tmp_path / "van-ban"
    folder.mkdir()
    (folder / "12-BC-UBND.txt").write_text(SMALL_REPORT, encoding="utf-8")
    return folder
