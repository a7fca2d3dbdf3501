"""Observations of any authority: names by a figure's own words, parts of wholes, composed periods of table headers."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Observation
from corpus.observations import extract_observations
from corpus.structure import parse_document
from corpus.table_columns import read_header
from tests.examples.authorities import REPORTS
from tests.examples.observed import Expected
from tests.examples.sentences import NOT_NAMED, SENTENCES

HEAD = """\
ỦY BAN NHÂN DÂN
HUYỆN SƠN HÒA

Số: 90/BC-UBND
Sơn Hòa, ngày 25 tháng 9 năm 2024

BÁO CÁO
Tình hình kinh tế - xã hội 9 tháng đầu năm 2024

I. KẾT QUẢ

1. {heading}

"""
OVER_RESULT = " - kế hoạch năm so với thực hiện năm trước"
HEADERS = [  # (header, measure, period, suffix) in a report of nine months of 2024
    ("Thực hiện 9 tháng › Năm 2023", "actual", "2023-M01/2023-M09", ""),
    ("Thực hiện 9 tháng › Ước năm 2024", "estimate", "2024-M01/2024-M09", ""),
    ("Quý I › Tháng 2", "actual", "2024-M02", ""),
    ("6 tháng đầu năm › 2023", "actual", "2023-S1", ""),
    ("Năm 2023 › Quý IV", "actual", "2023-Q4", ""),
    ("Năm 2023 › TH cả năm", "actual", "2023", ""),
    ("TH 2023", "actual", "2023", ""),
    ("ƯTH 2024", "estimate", "2024", ""),
    ("KH 2024", "target", "2024", ""),
    ("TH cùng kỳ 2023", "base", "2023-M01/2023-M09", ""),
    ("KH 2024/TH 2023 (%)", "pct_of_same_period", "2024", OVER_RESULT),
    ("So sánh (%) › KH 2024/ƯTH 2023", "pct_of_same_period", "2024", OVER_RESULT),
    ("TH 2023/KH 2023 (%)", "pct_of_target", "2023", ""),
    ("ƯTH 2024/TH 2023 (%)", "pct_of_same_period", "2024", ""),
    ("So sánh TH 9T/2024 với: › KH (%)", "pct_of_target", "2024-M01/2024-M09", ""),
    ("So sánh TH 9T/2024 với: › CK (%)", "pct_of_same_period", "2024-M01/2024-M09", ""),
    ("So với năm 2023 (%)", "pct_of_same_period", "2024-M01/2024-M09", ""),
    ("Kế hoạch 2024 so với kế hoạch 2023 (%)", "pct_of_same_period", "2024",
     " - kế hoạch năm so với kế hoạch năm trước"),
    ("Tháng 9 so với tháng trước (%)", "actual", "2024-M09", " - so với kỳ liền trước"),
]  # fmt: skip


def read(heading: str, body: str) -> list[Observation]:
    """The observations of a body under a heading of an invented district's report."""
    text = HEAD.format(heading=heading) + body + "\n\nNơi nhận:\n- Lưu: VT.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return extract_observations(parse_document(text, source_file="a.txt", sha256=digest))


def brief(o: Observation) -> Expected:
    """An observation as the tables of examples write it."""
    return o.indicator, o.time_period, o.measure, f"{o.value.normalize():f}", o.unit


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_reports_of_other_offices_are_read(text: str, expected: list[Expected]) -> None:
    """A hospital, a city's schools and a statistics office give their figures under their own names."""
    document = parse_document(text, source_file="a.txt", sha256=hashlib.sha256(text.encode()).hexdigest())
    found = [brief(o) for o in extract_observations(document)]
    assert [e for e in expected if e not in found] == [], found


@pytest.mark.parametrize(("heading", "sentence", "expected"), SENTENCES)
def test_a_sentence_gives_all_its_figures(heading: str, sentence: str, expected: list[Expected]) -> None:
    """Every figure of a sentence is read, named, timed and measured, and no other."""
    assert [brief(o) for o in read(heading, sentence)] == expected


@pytest.mark.parametrize(("heading", "sentence", "name"), NOT_NAMED)
def test_a_figure_of_another_subject_does_not_get_the_name_before_it(heading: str, sentence: str, name: str) -> None:
    """Words of its own that name something else keep a figure from the indicator said before it."""
    assert read(heading, sentence)[-1].indicator != name


@pytest.mark.parametrize(("header", "measure", "period", "suffix"), HEADERS)
def test_a_header_is_read_by_all_its_levels(header: str, measure: str, period: str, suffix: str) -> None:
    """The part of the year may stand in one level, the year in another; a plan over a result is its own indicator."""
    column = read_header(3, header, "2024-M01/2024-M09", 2024)
    assert column is not None
    assert (column.measure, column.period, column.suffix) == (measure, period, suffix)


TABLE = """\
| TT | Chỉ tiêu | ĐVT | TH 2023 | KH 2024 | KH 2024/TH 2023 (%) |
|---|---|---|---|---|---|
| 1 | Tổng lượt khách du lịch | Lượt | 400.000 | 500.000 | 125,0 |
| - | Khách nội địa | Lượt | 370.000 | 460.000 | 124,3 |
| - | Khách tàu biển | Lượt | 30.000 | 40.000 | 133,3 |
| 2 | Tỷ lệ hộ nghèo | % | 5,2 | 4,1 | Giảm 1,1 điểm % |
"""


def test_a_row_under_a_row_has_a_name_of_its_own() -> None:
    """A part never gets its whole's bare name; a change said in words is a change of its row."""
    found = [brief(o) for o in read("Du lịch", "Biểu 1. Chỉ tiêu\n\n" + TABLE)]
    assert ("Số lượt khách nội địa", "2024", "target", "460000", "lượt") in found
    assert ("Số lượt khách du lịch - khách tàu biển", "2023", "actual", "30000", "lượt") in found
    assert (f"Số lượt khách du lịch{OVER_RESULT}", "2024", "pct_of_same_period", "125", "%") in found
    assert (f"Tỷ lệ hộ nghèo{OVER_RESULT}", "2024", "change_vs_same_period", "-1.1", "điểm phần trăm") in found


VERBS = st.sampled_from(["đạt", "là", "ước đạt", "đạt khoảng", "thực hiện được", "có"])
PARTS = st.permutations([("khách quốc tế", "3.000"), ("khách nội địa", "40.000"), ("khách lưu trú", "9.000")])


@given(VERBS, PARTS, st.sampled_from([", ", "; "]))
def test_order_and_verbs_do_not_change_whose_figure_it_is(verb: str, parts: list[tuple[str, str]], cut: str) -> None:
    """The parts of a whole keep their names in every order, under every verb."""
    listed = cut.join(f"{name} {verb} {value} lượt" for name, value in parts)
    found = read("Du lịch", f"Tổng lượt khách {verb} 52.000 lượt, trong đó: {listed}.")
    named = {o.span.quote.split()[0]: o.indicator for o in found}
    assert named == {
        "52.000": "Số lượt khách du lịch",
        "3.000": "Số lượt khách quốc tế",
        "40.000": "Số lượt khách nội địa",
        "9.000": "Số lượt khách lưu trú",
    }


def test_a_sentence_of_many_figures_is_read_to_its_end() -> None:
    """A sentence without a full stop gives every figure; its span quotes the original."""
    body = "; ".join(f"xã Số {i} thu ngân sách đạt {i + 100},5 tỷ đồng" for i in range(150)) + "."
    found = read("Ngân sách", body)
    assert len(found) == 150
    assert {o.indicator for o in found} == {"Thu ngân sách nhà nước trên địa bàn"}


def test_figures_of_cells_that_no_table_holds_are_not_taken() -> None:
    """A line of pieces set apart is a row whose columns are not known."""
    assert read("Điểm", "STT    Tên việc    Điểm 5    7    9 việc đã xong.") == []
    assert read("Điểm", "Đã xong 9 việc.") != []
