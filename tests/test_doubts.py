"""Doubts of a scan about names and periods reach the figures that they name, and no others."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.models import DOUBTFUL, DOUBTFUL_NAME
from corpus.observations import extract_observations
from corpus.readers.scan.cells import _cell_words
from corpus.readers.scan.tesseract import Token
from corpus.readers.text import RawText
from corpus.reading import document_of

TEXT = """\
Số: 15/BC-UBND

BÁO CÁO

Kết quả năm 2024

Tháng 8, thu ngân sách đạt 1.200 tỷ đồng. Chi ngân sách đạt 900 tỷ đồng.

| TT | Chỉ tiêu | Đơn vị tính | Thực hiện 2023 | Thực hiện 2024 |
|---|---|---|---|---|
| 1 | Vốn FDI | Triệu USD | 51,5 | 61,5 |
| 2 | Vốn DDI | Tỷ đồng | 71,5 | 81,5 |
"""


def cautions(*doubtful: str) -> dict[str, str]:
    """Each figure and its caution ("" without) when the first of each of these words was hard to read."""
    marks = tuple((TEXT.index(w), TEXT.index(w) + len(w)) for w in doubtful)
    raw = RawText(text=TEXT, encoding="ocr", sha256="1", doubtful=tuple(sorted(marks)))
    return {str(o.value): "".join(o.cautions) for o in extract_observations(document_of(raw, "a.pdf"))}


def only(values: set[str], caution: str) -> dict[str, str]:
    """What `cautions` gives when these figures alone have that caution."""
    return {v: caution if v in values else "" for v in ("1200", "900", "51.5", "61.5", "71.5", "81.5")}


@pytest.mark.parametrize(
    ("word", "values", "caution"),
    [
        ("8,", {"1200"}, DOUBTFUL_NAME),
        ("1.200", {"1200"}, DOUBTFUL),
        ("FDI", {"51.5", "61.5"}, DOUBTFUL_NAME),
        ("2023", {"51.5", "71.5"}, DOUBTFUL_NAME),
        ("81,5", {"81.5"}, DOUBTFUL),
        ("TT", set(), ""),
    ],
)
def test_a_doubt_is_told_at_the_figures_it_is_about(word: str, values: set[str], caution: str) -> None:
    """A period at its sentence, a label at its row, a heading at its column; a figure only at itself."""
    assert cautions(word) == only(values, caution)


@pytest.mark.parametrize(
    ("readings", "doubtful"),
    [
        (["FDI", "DDI", "FPI"], True),
        (["FDI", "DDI", "FDI"], False),
        (["FDI", "EDI"], False),
        (["tống", "tổng", "tong"], True),
        (["Vốn,", "vốn", "vốn."], False),
    ],
)
def test_a_word_that_no_other_reading_confirms_is_doubtful(readings: list[str], doubtful: bool) -> None:
    """A name in a cell that is read otherwise each time is marked, one that is confirmed is not."""
    told = [[Token(text, 0, 0, 30, 12, 90.0, 0)] for text in readings]
    (word,) = _cell_words(told, None, np.zeros((20, 40), dtype=np.bool_), 200)
    assert word.doubtful == doubtful
