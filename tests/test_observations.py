"""Observations: every printed figure with its dimensions, from invented documents of several authorities."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.models import Document, Observation
from corpus.observations import extract_observations
from corpus.reading import read_document
from corpus.structure import parse_document
from tests.examples.observed import DOCUMENTS, Expected

HEAD = """\
BAN QUẢN LÝ KHU KINH TẾ VÂN HẢI

Số: 90/BC-BQL
Vân Hải, ngày 15 tháng 12 năm 2024

BÁO CÁO
Kết quả thực hiện nhiệm vụ năm 2024

"""


def parse(text: str) -> Document:
    """The document of a text."""
    return parse_document(text, source_file="van-ban.txt", sha256=hashlib.sha256(text.encode()).hexdigest())


def read(body: str) -> list[Observation]:
    """The observations of a body under the head of an invented zone authority."""
    return extract_observations(parse(HEAD + body + "\n\nNơi nhận:\n- Lưu: VT.\n"))


def brief(o: Observation) -> Expected:
    """An observation as the tables of examples write it."""
    return o.indicator, o.time_period, o.measure, f"{o.value.normalize():f}", o.unit


@pytest.mark.parametrize(("text", "entity", "expected"), DOCUMENTS)
def test_reports_of_other_authorities_are_read(text: str, entity: str, expected: list[Expected]) -> None:
    """A district's report, a department's report and a hospital's plan give their figures with all dimensions."""
    found = extract_observations(parse(text))
    assert {o.entity for o in found} == {entity}
    missing = [e for e in expected if e not in [brief(o) for o in found]]
    assert missing == [], [brief(o) for o in found]


@pytest.mark.parametrize(("text", "entity", "expected"), DOCUMENTS)
def test_nothing_is_read_from_dates_and_legal_references(text: str, entity: str, expected: list[Expected]) -> None:
    """Article numbers, dates and document numbers are no figures."""
    values = {o.value for o in extract_observations(parse(text))}
    assert not values & {Decimal(n) for n in (2023, 2024, 2025, 312, 88, 45)} - {Decimal(e[3]) for e in expected}


def test_a_value_its_share_and_its_plan_are_one_group() -> None:
    """The % of plan and the plan in brackets belong to the value before them."""
    found = read("1. Nộp ngân sách của Ban Quản lý\n\nNăm 2024 nộp ngân sách đạt 900 triệu đồng, đạt 90% kế hoạch giao "
                 "(1.000 triệu đồng).")  # fmt: skip
    assert [o.measure for o in found] == ["actual", "pct_of_target", "target"]
    assert len({o.group for o in found}) == 1
    assert {o.indicator for o in found} == {"Nộp ngân sách - Ban Quản lý và đơn vị trực thuộc"}


def test_a_list_of_parks_gives_each_its_own_share() -> None:
    """A % after a name in a list is that one's, not the zone's."""
    found = read("Tỷ lệ lấp đầy các KCN: Minh Tân (55,5%), Phú Lộc (60%).")
    assert [(o.entity, brief(o)[3]) for o in found] == [("KCN Minh Tân", "55.5"), ("KCN Phú Lộc", "60")]


def test_named_units_of_the_authority_own_their_figures() -> None:
    """A part "trong đó" is its unit's figure."""
    found = read(
        "2. Nộp ngân sách của Ban Quản lý\n\nNộp ngân sách đạt 900 triệu đồng, trong đó: Cơ quan Ban Quản lý: 700 "
        "triệu đồng; Trung tâm Xúc tiến đầu tư: 200 triệu đồng."
    )
    assert [o.entity for o in found] == ["KKT Vân Hải", "Cơ quan Ban Quản lý", "Trung tâm XTĐT và DVVL"]


def test_parts_inherit_what_the_whole_is() -> None:
    """ "gồm 7 dự án FDI và 5 dự án DDI" are newly licensed when the whole is."""
    found = read("Năm 2024 cấp mới Giấy chứng nhận đăng ký đầu tư cho 12 dự án, gồm 7 dự án FDI và 5 dự án DDI.")
    assert [o.indicator for o in found] == [
        "Số dự án cấp mới GCNĐKĐT",
        "FDI - số dự án cấp mới",
        "DDI - số dự án cấp mới",
    ]


def test_shares_said_respectively_go_to_their_values() -> None:
    """ "tăng lần lượt 12% và 8%" is 12% of the first value and 8% of the second; joint values are both estimates."""
    found = read("Doanh thu ước đạt 2,1 tỷ USD và 9.500 tỷ đồng, tăng lần lượt 12% và 8% so với cùng kỳ.")
    assert [brief(o)[2:4] for o in found] == [
        ("estimate", "2.1"),
        ("estimate", "9500"),
        ("change_vs_same_period", "12"),
        ("change_vs_same_period", "8"),
    ]
    assert [found[2].group, found[3].group] == [found[0].group, found[1].group]


def test_money_of_two_kinds_of_investors_together_gets_no_name_of_one() -> None:
    """After "08 dự án FDI, 04 dự án DDI" the joint capital is neither's."""
    found = read("Đã cấp mới cho 12 dự án (08 dự án FDI, 04 dự án DDI) với tổng vốn đăng ký 145 triệu USD.")
    assert [o.catalogued for o in found][-1] is False


def test_a_stock_is_of_the_day_it_was_counted() -> None:
    """ "đến ngày …" gives the date, the day of a cited decision does not."""
    found = read("Lũy kế đến ngày 25/11/2024 có 310 dự án FDI theo Quyết định số 5/QĐ-BQL ngày 01/3/2024.")
    assert brief(found[0]) == ("FDI lũy kế - số dự án", "2024-11-25", "cumulative", "310", "dự án")


def test_a_separator_is_corrected_by_arithmetic_only() -> None:
    """A plan printed "5,400" is 5.400 when only that gives the printed share; the reader is told."""
    found = read("Doanh thu: Ước đạt 2.700 tỷ đồng, đạt 50% so với kế hoạch năm<sup>1</sup>.\n\n"
                 "<sup>1</sup> Kế hoạch doanh thu năm 2024: 5,400 tỷ đồng.")  # fmt: skip
    plan = next(o for o in found if o.measure == "target")
    assert plan.value == Decimal("5400")
    assert "5,400" in plan.cautions[0]


def test_no_overdue_task_is_a_figure_too() -> None:
    """ "không có nhiệm vụ quá hạn" beside counts of tasks reports none."""
    found = read("Đã hoàn thành 18/20 nhiệm vụ được giao; đang thực hiện 02 nhiệm vụ (không có nhiệm vụ quá hạn).")
    overdue = next(o for o in found if o.indicator.endswith("quá hạn"))
    assert overdue.value == 0
    assert overdue.span.quote == "không có nhiệm vụ quá hạn"


def test_a_form_is_read_by_its_headers() -> None:
    """Plan, month, year, % of plan and relation to the same period come from the column headers."""
    found = read(
        "TT\tChỉ tiêu\tĐơn vị tính\tKế hoạch năm 2024\tTháng 12\t12 tháng\tSo sánh với kế hoạch (%)\t"
        "So với cùng kỳ (lần)\n"
        "1\tThu hút FDI\tTriệu USD\t300\t20\t330\t110\t+1,5\n"
        "-\tDự án cấp mới:\n"
        "\t+ Số dự án\tDự án\t\t2\t9\n"
    )
    assert [brief(o) for o in found] == [
        ("Thu hút FDI", "2024", "target", "300", "triệu USD"),
        ("Thu hút FDI", "2024-M12", "actual", "20", "triệu USD"),
        ("Thu hút FDI", "2024", "actual", "330", "triệu USD"),
        ("Thu hút FDI", "2024", "pct_of_target", "110", "%"),
        ("Thu hút FDI", "2024", "ratio_vs_same_period", "1.5", "lần"),
        ("FDI - số dự án cấp mới", "2024-M12", "actual", "2", "dự án"),
        ("FDI - số dự án cấp mới", "2024", "actual", "9", "dự án"),
    ]


def test_a_plan_against_the_plan_before_is_its_own_indicator() -> None:
    """A column "kế hoạch so với kế hoạch" is no growth of the result."""
    found = read(
        "TT\tChỉ tiêu\tĐơn vị tính\tKế hoạch năm 2023\tKế hoạch năm 2024\t"
        "Kế hoạch năm 2024 so với kế hoạch năm 2023 (%)\n"
        "1\tDoanh thu\tTỷ đồng\t400\t500\t125\n2\tThu hút DDI\tTỷ đồng\t80\t60\t75\n"
    )
    ratio = found[2]
    assert brief(ratio) == (
        "Doanh thu - kế hoạch năm so với kế hoạch năm trước", "2024", "pct_of_same_period", "125", "%",
    )  # fmt: skip


def test_a_shifted_figure_is_moved_when_the_parts_prove_it() -> None:
    """Money under "% of plan" in a row without plan and result goes one column left when the sum asks for it."""
    found = read(
        "TT\tChỉ tiêu\tĐơn vị tính\tKế hoạch năm 2024\tThực hiện năm 2024\tSo với kế hoạch (%)\n"
        "1\tThu hút FDI\tTriệu USD\t300\t330\t110\n"
        "-\tVốn cấp mới\tTriệu USD\t\t130\t\n"
        "-\tVốn tăng thêm\tTriệu USD\t\t\t200\n"
    )
    moved = found[-1]
    assert brief(moved) == ("FDI - vốn tăng thêm", "2024", "actual", "200", "triệu USD")
    assert "So với kế hoạch" in moved.cautions[0]


def test_rows_may_be_the_bodies() -> None:
    """In a table of districts the columns name the indicators."""
    found = read(
        "TT\tĐịa phương\tDiện tích gieo trồng (ha)\tSản lượng lúa (tấn)\n"
        "1\tHuyện An Lạc\t11.000\t70.000\n2\tHuyện Bình Sơn\t10.500\t65.900\n3\tHuyện Cao Phong\t10.650\t65.000\n"
        "\tTổng cộng\t32.150\t200.900\n"
    )
    assert [o.entity for o in found[::2]] == ["Huyện An Lạc", "Huyện Bình Sơn", "Huyện Cao Phong", "KKT Vân Hải"]
    assert {o.indicator for o in found} == {"Diện tích gieo trồng", "Sản lượng lúa"}


def test_every_quote_is_in_the_file(samples: Path) -> None:
    """Span and clause quote the original exactly, in all sample documents."""
    files = sorted(p for p in samples.iterdir() if p.suffix in (".md", ".txt"))
    assert files
    for path in files:
        document = read_document(path)
        found = extract_observations(document)
        assert found
        for o in found:
            for span in (o.span, o.clause):
                assert document.original[span.start : span.end] == span.quote
            assert o.clause.start <= o.span.start
            assert o.span.end <= o.clause.end


def test_reading_twice_gives_the_same() -> None:
    """Extraction is a function of the document."""
    document = parse(DOCUMENTS[0][0])
    assert extract_observations(document) == extract_observations(document)
