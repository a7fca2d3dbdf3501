"""Whole answers only: each word of a question stands at the figure that answers it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handlers.accounting import lacks
from handlers.binding import stretches
from handlers.evidence import Sentence
from handlers.understand import understand
from tests.asking import Office
from tests.examples.accounting import LEFT, WHOLES, Left

REPORT = """\
ỦY BAN NHÂN DÂN HUYỆN ĐẦM SEN
Số: 41/BC-UBND

Đầm Sen, ngày 05 tháng 7 năm 2024

BÁO CÁO
Tình hình 6 tháng đầu năm 2024

{sentence}
"""


@pytest.mark.parametrize("row", LEFT, ids=lambda row: f"{row.question}: {row.sentence[:20]}")
def test_words_left_over(tmp_path: Path, row: Left) -> None:
    """A sentence that tells of a part, a denial or another number leaves the words over that it lacks."""
    (tmp_path / "bc.md").write_text(REPORT.format(sentence=row.sentence), encoding="utf-8")
    office = Office([tmp_path], tmp_path / "kho.db")
    try:
        known = office.assistant.knowledge()
        passage = next(p for p in known.passages.values() if p.text == row.sentence)
        own = known.evidence.features(passage.text)
        left = lacks(understand(row.question, known), known, Sentence(passage, 0, len(passage.text), own))
    finally:
        office.close()
    assert known.today > date(2024, 7, 5)
    assert {w.text for w in left} >= set(row.words)
    assert bool(left) == bool(row.words)


@pytest.mark.parametrize(("text", "above"), WHOLES, ids=lambda value: str(value)[:40])
def test_parts_know_their_whole(text: str, above: tuple[int | None, ...]) -> None:
    """A part belongs to the whole before it until its list ends; brackets and "6/7" are no lists."""
    assert tuple(s.whole for s in stretches(text)) == above
