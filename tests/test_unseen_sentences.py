"""Sentences of forms that no sample document has: what each of their figures is read as."""

from __future__ import annotations

import hashlib

import pytest

from corpus.observations import extract_observations
from corpus.structure import parse_document
from tests.examples.unseen_head import HEAD
from tests.examples.unseen_sentences import SENTENCES, Figure

FIRST_ITEM = "1. Nội dung khác\n\n"
PLAN = ("KH-SLT", "10 tháng 01 năm 2024", "KẾ HOẠCH", "Công tác năm 2024", "CHỈ TIÊU")
REPORT = ("BC-SLT", "25 tháng 9 năm 2024", "BÁO CÁO", "Kết quả công tác 9 tháng năm 2024", "KẾT QUẢ")


@pytest.mark.parametrize(("plans", "sentence", "right", "wrong"), [pytest.param(*s, id=s[1][:40]) for s in SENTENCES])
def test_a_sentence_gives_its_figures(plans: bool, sentence: str, right: list[Figure], wrong: list[Figure]) -> None:
    """Each expected figure is read with its name, period, measure and unit; none in a wrong reading."""
    notation, day, kind, subject, section = PLAN if plans else REPORT
    head = HEAD.format(notation=notation, day=day, kind=kind, subject=subject, section=section) + FIRST_ITEM
    text = f"{head}{sentence}\n\nNơi nhận:\n- Lưu: VT.\n"
    document = parse_document(text, source_file="a.md", sha256=hashlib.sha256(text.encode()).hexdigest())
    found = [
        (o.indicator, o.time_period, o.measure, f"{o.value.normalize():f}", o.unit)
        for o in extract_observations(document)
    ]
    assert [r for r in right if r not in found] == [], found
    assert [w for w in wrong if w in found] == [], found
