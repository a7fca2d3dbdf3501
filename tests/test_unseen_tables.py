"""Tables of forms that no sample document has: names, bodies, periods, measures and units of their figures."""

from __future__ import annotations

import hashlib

import pytest

from corpus.observations import extract_observations
from corpus.structure import parse_document
from tests.examples.unseen_head import HEAD
from tests.examples.unseen_tables import PLAN_2025, REPORT_9_MONTHS, SCHOOL_YEAR, TABLES, Row

KINDS = {
    PLAN_2025: ("KH-SLT", "10 tháng 01 năm 2025", "KẾ HOẠCH", "Công tác năm 2025", "CHỈ TIÊU"),
    REPORT_9_MONTHS: ("BC-SLT", "25 tháng 9 năm 2024", "BÁO CÁO", "Kết quả công tác 9 tháng năm 2024", "KẾT QUẢ"),
    SCHOOL_YEAR: ("BC-SLT", "05 tháng 7 năm 2025", "BÁO CÁO", "Tổng kết năm học 2024 - 2025", "KẾT QUẢ"),
}


def read(kind: str, table: str) -> list[Row]:
    """The figures of a table in a document of that kind; the office itself is the entity ""."""
    notation, day, type_name, subject, section = KINDS[kind]
    head = HEAD.format(notation=notation, day=day, kind=type_name, subject=subject, section=section)
    text = f"{head}{table}\nNơi nhận:\n- Lưu: VT.\n"
    document = parse_document(text, source_file="a.md", sha256=hashlib.sha256(text.encode()).hexdigest())
    return [
        (
            o.indicator,
            "" if o.entity == "Sở Lưu Trữ" else o.entity,
            o.time_period,
            o.measure,
            f"{o.value.normalize():f}",
            o.unit,
        )
        for o in extract_observations(document)
    ]


@pytest.mark.parametrize(("kind", "table", "right", "wrong"), [pytest.param(*t, id=t[1][:40]) for t in TABLES])
def test_a_table_gives_its_figures(kind: str, table: str, right: list[Row], wrong: list[Row]) -> None:
    """Each expected figure is read with its name, body, period, measure and unit; none in a wrong reading."""
    found = read(kind, table)
    assert [r for r in right if r not in found] == [], found
    assert [w for w in wrong if w in found] == [], found
