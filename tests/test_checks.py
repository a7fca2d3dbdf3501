"""The checks by arithmetic: example tables of what contradicts itself, and of what only seems to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.check_rules.values import judge_sum, printed
from corpus.checks import find_findings
from corpus.models import Document, Finding, Observation, Span
from corpus.numbers import format_number
from corpus.structure import parse_document

HEADER = """ỦY BAN NHÂN DÂN HUYỆN BÌNH SƠN

Số: {number}

Bình Sơn, ngày {day} tháng {month} năm {year}

{kind}

{subject}

"""


def read(
    body: str,
    *,
    number: str = "77/BC-UBND",
    day: str = "05",
    month: str = "7",
    year: str = "2031",
    kind: str = "BÁO CÁO",
    subject: str = "Tình hình kinh tế - xã hội 6 tháng đầu năm 2031",
) -> Document:
    """An invented document around a body."""
    text = HEADER.format(number=number, day=day, month=month, year=year, kind=kind, subject=subject) + body
    return parse_document(text, source_file="a.txt", sha256="")


def observed(indicator: str, value: str, unit: str, **fields: Any) -> Observation:
    """An observation of an invented document; places follow one another."""
    quote = f"{value} {unit}"
    start = fields.pop("start", 0)
    doc = fields.get("doc", "77/BC-UBND")
    span = Span(
        doc=doc,
        paragraph=fields.pop("paragraph", start),
        table=fields.pop("table", None),
        row=fields.pop("row", None),
        start=start,
        end=start + len(quote),
        quote=quote,
    )
    given_fields: dict[str, Any] = {
        "doc": doc, "indicator": indicator, "catalogued": True, "entity": "Huyện Bình Sơn", "time_period": "2031",
        "measure": "actual", "value": Decimal(value), "unit": unit, "span": span, "clause": span,
    }  # fmt: skip
    return Observation(**{**given_fields, **fields})


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    """Kind and severity of findings."""
    return [(f.kind, f.severity) for f in findings]


def in_text(sentence: str) -> list[tuple[str, str]]:
    """What is found in one sentence of a report."""
    return told(find_findings([read(f"I. KẾT QUẢ\n\n{sentence}\n")], []))


CONTRADICTIONS: tuple[tuple[str, tuple[str, str]], ...] = (
    # sentence, what is found in it
    ("Thu ngân sách đạt 90 tỷ đồng, bằng 50% dự toán (200 tỷ đồng).", ("pct_vs_value", "hard")),
    ("Đàn bò 4.000 con, tăng 30% so với cùng kỳ (3.200 con).", ("pct_vs_value", "hard")),
    ("Đàn bò 2.000 con, giảm 20% so với cùng kỳ (3.200 con).", ("pct_vs_value", "hard")),
    ("Cấp mới 66 giấy phép, gấp 3,2 lần cùng kỳ (22 giấy phép).", ("pct_vs_value", "hard")),
    ("Giải ngân đạt 61,79 tỷ đồng, đạt 61,7% kế hoạch (100 tỷ đồng).", ("pct_vs_value", "soft")),
    ("Có 17/40 xã đạt chuẩn, đạt 45%.", ("pct_vs_value", "hard")),
    ("Cấp 40 giấy phép, gồm 31 giấy phép mới, 11 giấy phép đổi.", ("parts_vs_sum", "hard")),
    ("Đón 9.000 lượt khách, trong đó 2.500 lượt khách quốc tế, 6.000 lượt khách nội địa.", ("parts_vs_sum", "hard")),
    ("Đã hoàn thành 30/52 nhiệm vụ; đang thực hiện 20 nhiệm vụ.", ("parts_vs_sum", "hard")),
    ("Đã tiếp nhận mới 27 đơn, đã giải quyết 29 đơn.", ("part_exceeds_whole", "soft")),
    (
        "Đã tiếp nhận 90 hồ sơ, đã giải quyết 80 hồ sơ, 100% hồ sơ giải quyết trước và đúng hạn.",
        ("pct_vs_value", "soft"),
    ),
)

INNOCENT = (
    # nothing is wrong with any of these
    "Thu ngân sách đạt 90 tỷ đồng, bằng 45% dự toán (200 tỷ đồng).",
    "Đàn bò 4.000 con, tăng 25% so với cùng kỳ (3.200 con).",
    "Thu hút 3,5 tỷ USD, bằng 140% cùng kỳ (gần 2,5 tỷ USD).",
    "Tỷ lệ hộ nghèo 8,4%, giảm 1,2 điểm phần trăm so với cùng kỳ (9,6%).",
    "Cấp 40 giấy phép, trong đó 12 giấy phép cho hộ gia đình.",
    "Cấp 40 giấy phép, trong đó có 12 giấy phép cho hộ gia đình, 3 giấy phép cho trường học.",
    "Trồng 500 ha rừng, gồm các xã như Minh Tân 100 ha, Hòa An 50 ha.",
    "Mở 01 lớp với 30 học viên; bế giảng 02 lớp gồm 75 học viên; duy trì lớp cũ với 100 học viên.",
    "Có 46 công trình, trong đó 21 công trình đã hoàn thành, 17 công trình đang thi công, 08 công trình chờ thủ tục.",
    "Giao 60 nhiệm vụ, đã hoàn thành 40/60 nhiệm vụ; đang thực hiện 20 nhiệm vụ (trong đó: 3 nhiệm vụ quá hạn).",
    "Đã hoàn thành 40/60 nhiệm vụ; đang thực hiện 15 nhiệm vụ, quá hạn 5 nhiệm vụ.",
    "Đã giải quyết 90 hồ sơ, trong đó trước hạn 70 hồ sơ, đúng hạn 20 hồ sơ; đang giải quyết 8 hồ sơ.",
    "Sản lượng đạt 12,5 tấn, trong đó vụ xuân 7,25 tấn, vụ mùa 5,2 tấn.",
)


@pytest.mark.parametrize(("sentence", "expected"), CONTRADICTIONS)
def test_a_sentence_that_contradicts_itself_is_found(sentence: str, expected: tuple[str, str]) -> None:
    """Each sentence of the table gives the one finding named beside it."""
    assert in_text(sentence) == [expected]


@pytest.mark.parametrize("sentence", INNOCENT)
def test_a_sentence_with_an_innocent_reading_is_left_alone(sentence: str) -> None:
    """Rounding, approximate figures and parts that are only some of the parts give no finding."""
    assert [t for t in in_text(sentence) if t[1] == "hard"] == []


def test_a_footnote_gives_the_base_and_its_period() -> None:
    """A base of one month behind a figure of six is told, the ratio itself agreeing with it."""
    body = (
        "I. KẾT QUẢ\n\n6 tháng đầu năm 2031 thu hút 330 triệu USD, bằng 110% cùng kỳ năm trước<sup>1</sup>.\n\n"
        "<sup>1</sup> Thu hút tháng 6/2030 đạt 300 triệu USD.\n"
    )
    assert told(find_findings([read(body)], [])) == [("period", "soft")]


def test_quotes_are_the_exact_original() -> None:
    """Every quote of every finding stands at its offsets in the original."""
    document = read("I. KẾT QUẢ\n\n" + "\n\n".join(s for s, _ in CONTRADICTIONS))
    findings = find_findings([document], [])
    assert len(findings) >= len(CONTRADICTIONS)
    for finding in findings:
        assert len(finding.quotes) >= 2
        for quote in finding.quotes:
            assert document.original[quote.start : quote.end] == quote.quote


# --- tables ------------------------------------------------------------


def table(*rows: str) -> Document:
    """A document with one table, columns parted by '|'."""
    lines = [f"| {row.replace('|', ' | ')} |" for row in rows]
    lines.insert(1, "|" + "---|" * (rows[0].count("|") + 1))
    return read("I. KẾT QUẢ\n\nBIỂU 01\n\n" + "\n".join(lines) + "\n")


def test_a_row_that_misses_its_total_column_is_found() -> None:
    """Three rows add up to their total, the fourth does not."""
    document = table(
        "TT|Chỉ tiêu|ĐVT|Xã An|Xã Bình|Xã Cường|Tổng cộng",
        "1|Số hộ|Hộ|10|20|30|60",
        "2|Số lớp|Lớp|1|2|3|6",
        "3|Số cầu|Cầu|4|5|6|15",
        "4|Số chợ|Chợ|7|8|9|25",
    )
    (finding,) = find_findings([document], [])
    assert (finding.kind, finding.severity, finding.reported) == ("parts_vs_sum", "hard", "25")
    assert "Số chợ" in finding.quotes[0].quote


def test_columns_that_never_add_up_are_no_parts() -> None:
    """A table where no row adds up has a total of another kind."""
    document = table(
        "TT|Chỉ tiêu|ĐVT|Xã An|Xã Bình|Tổng cộng",
        "1|Số hộ|Hộ|10|20|99",
        "2|Số lớp|Lớp|1|2|98",
        "3|Số cầu|Cầu|4|5|97",
    )
    assert find_findings([document], []) == []


def test_a_comparison_column_is_learned_from_its_rows() -> None:
    """The row that breaks the rule the other rows obey is found, a percentage row is not asked."""
    document = table(
        "TT|Chỉ tiêu|ĐVT|KH 2031|TH 2031|TH so với KH (%)",
        "1|Lúa|Tấn|200|150|75,0",
        "2|Ngô|Tấn|400|100|25,0",
        "3|Khoai|Tấn|80|60|75,0",
        "4|Sắn|Tấn|50|40|90,0",
        "5|Tỷ lệ cơ giới hóa|%|50|40|-10",
    )
    (finding,) = find_findings([document], [])
    assert (finding.kind, finding.severity, finding.reported) == ("pct_vs_value", "hard", "90")


def test_child_rows_must_add_up_where_another_column_shows_they_do() -> None:
    """One column adds up exactly, so the parts are all there; the other misses by more than rounding."""
    document = table(
        "TT|Chỉ tiêu|ĐVT|TH 2030|KH 2031",
        "1|Sản lượng thủy sản|Tấn|500|600",
        "-|Nuôi trồng|Tấn|300|350",
        "-|Khai thác|Tấn|200|240",
    )
    (finding,) = find_findings([document], [])
    assert (finding.kind, finding.severity, finding.reported) == ("parts_vs_sum", "hard", "600")


def test_child_rows_that_never_add_up_are_not_all_the_parts() -> None:
    """A "trong đó" row is no contradiction."""
    document = table(
        "TT|Chỉ tiêu|ĐVT|TH 2030|KH 2031",
        "1|Thu ngân sách|Tỷ đồng|500|600",
        "-|Thu đất|Tỷ đồng|100|120",
        "-|Thu phí|Tỷ đồng|20|25",
    )
    assert find_findings([document], []) == []


def test_a_part_above_its_whole_is_found() -> None:
    """ "… cấp mới và điều chỉnh" bounds "… cấp mới" in every column."""
    document = table(
        "TT|Chỉ tiêu|ĐVT|Xã A|Xã B|Xã C|Xã D|Xã E",
        "1|Vốn cấp mới|Tỷ đồng|10|20|30|40|90",
        "2|Vốn điều chỉnh|Tỷ đồng|1|2|3|4|5",
        "3|Vốn cấp mới và điều chỉnh|Tỷ đồng|11|22|33|44|55",
    )
    (finding,) = find_findings([document], [])
    assert (finding.kind, finding.severity) == ("part_exceeds_whole", "hard")
    assert "90 > 55" in finding.title


# --- dates, claims ------------------------------------------------------------


def test_a_report_signed_before_its_period_ends_is_found() -> None:
    """A report on a whole year signed in its February has the wrong year."""
    document = read("I. KẾT QUẢ\n\nTốt.", month="02", subject="Tổng kết công tác năm 2031")
    (finding,) = find_findings([document], [])
    assert (finding.kind, finding.severity) == ("date", "hard")


def test_a_december_report_on_its_year_is_in_time() -> None:
    """Yearly reports are signed before the year is over."""
    document = read("I. KẾT QUẢ\n\nTốt.", month="12", subject="Tổng kết công tác năm 2031")
    assert find_findings([document], []) == []


def test_a_cited_document_is_older_than_the_one_that_cites_it() -> None:
    """A citation of a later day shows that one of the two dates is wrong."""
    document = read("I. KẾT QUẢ\n\nThực hiện Quyết định số 88/QĐ-UBND ngày 09/9/2031 của UBND huyện.")
    assert told(find_findings([document], [])) == [("date", "hard")]


def test_all_in_time_and_one_late_contradict() -> None:
    """A report that calls all tasks punctual and counts one late, in one section."""
    body = (
        "I. NHIỆM VỤ ĐƯỢC GIAO\n\nĐang thực hiện 9 nhiệm vụ (trong đó: 02 nhiệm vụ quá hạn).\n\n"
        "Các nhiệm vụ được giao đều được tập trung chỉ đạo, hoàn thành đúng hạn.\n"
    )
    assert told(find_findings([read(body)], [])) == [("text_vs_text", "hard")]
    plan = read(body, kind="KẾ HOẠCH", number="77/KH-UBND", subject="Phát triển kinh tế - xã hội năm 2031")
    assert find_findings([plan], []) == []


# --- observations ------------------------------------------------------------


def test_one_plan_figure_with_two_values_is_found() -> None:
    """Text and table of one document disagree."""
    facts = [
        observed("Doanh thu", "800", "tỷ đồng", measure="target", start=10),
        observed("Doanh thu", "860", "tỷ đồng", measure="target", start=50, table=0, row=2),
    ]
    (finding,) = find_findings([], facts)
    assert (finding.kind, finding.severity, finding.computed) == ("text_vs_table", "hard", "lệch 60 tỷ đồng")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("3.5", "tỷ USD"), ("3466", "triệu USD")),
        (("800", "tỷ đồng"), ("800", "tỷ đồng")),
        (("800", "tỷ đồng"), ("120", "tỷ đồng")),  # too far apart to be one thing: a part that bears the whole's name
    ],
)
def test_rounding_and_parts_are_no_disagreement(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Values that rounding makes one, or that are far apart, are left alone."""
    assert find_findings([], [observed("Doanh thu", *one, start=10), observed("Doanh thu", *other, start=50)]) == []


def test_two_plans_for_one_figure_are_no_contradiction() -> None:
    """The province and the council each set a plan: a place that has either of them agrees."""
    facts = [
        observed("Doanh thu", "300", "tỷ đồng", measure="target", paragraph=1, start=1),
        observed("Doanh thu", "320", "tỷ đồng", measure="target", paragraph=1, start=20),
        observed("Doanh thu", "320", "tỷ đồng", measure="target", start=90, table=0, row=1),
    ]
    assert find_findings([], facts) == []


def test_two_documents_with_two_plans_contradict() -> None:
    """A plan figure that two documents print differently is hard, a result may have been revised."""
    for measure, severity in (("target", "hard"), ("actual", "soft")):
        facts = [
            observed("Doanh thu", "800", "tỷ đồng", measure=measure),
            observed("Doanh thu", "860", "tỷ đồng", measure=measure, doc="5/KH-UBND"),
        ]
        assert told(find_findings([], facts)) == [("cross_document", severity)]


def test_half_a_year_is_not_more_than_the_year() -> None:
    """A flow of six months above that of the whole year is impossible; a level may fall."""
    half: dict[str, Any] = {"time_period": "2031-S1", "doc": "5/BC-UBND"}
    flows = [observed("Doanh thu", "900", "tỷ đồng", **half), observed("Doanh thu", "860", "tỷ đồng")]
    assert told(find_findings([], flows)) == [("cross_document", "hard")]
    levels = [observed("Tổng số lao động", "900", "người", **half), observed("Tổng số lao động", "860", "người")]
    assert find_findings([], levels) == []


def test_a_figure_a_thousand_times_too_small_is_suspected() -> None:
    """Half a year of 1,2 triệu before a year of 2,3 tỷ: one of the units is wrong."""
    half = observed("Doanh thu", "1.2", "triệu đồng", time_period="2031-S1", doc="5/BC-UBND")
    assert told(find_findings([], [half, observed("Doanh thu", "2.3", "tỷ đồng")])) == [("cross_document", "soft")]


def test_a_forecast_far_above_what_was_reached_is_told() -> None:
    """Half a year reached 60, and the same report foresees 190 for its end."""
    facts = [
        observed("Doanh thu", "60", "tỷ đồng", time_period="2031-S1", start=1),
        observed("Doanh thu", "190", "tỷ đồng", time_period="2031-M06", measure="estimate", obs_status="F", start=30),
    ]
    assert told(find_findings([], facts)) == [("text_vs_text", "soft")]


def test_a_share_of_a_plan_printed_elsewhere_is_checked() -> None:
    """70 of a plan of 200 is no 40 %."""
    facts = [
        observed("Doanh thu", "70", "tỷ đồng", group="g", start=10),
        observed("Doanh thu", "40", "%", measure="pct_of_target", group="g", start=20),
        observed("Doanh thu", "200", "tỷ đồng", measure="target", start=90, table=0, row=1),
    ]
    (finding,) = find_findings([], facts)
    assert (finding.kind, finding.severity) == ("pct_vs_value", "hard")
    assert "35%" in finding.title


def test_a_stock_that_outgrows_its_flows_is_told() -> None:
    """60 projects at mid-year, 75 at its end, and 10 licensed in between."""
    facts = [
        observed("FDI lũy kế - số dự án", "60", "dự án", measure="cumulative", time_period="2031-S1", start=1),
        observed("FDI lũy kế - số dự án", "75", "dự án", measure="cumulative", time_period="2031-M12", start=20),
        observed("FDI - số dự án cấp mới", "6", "dự án", time_period="2031-S1", start=40),
        observed("FDI - số dự án cấp mới", "16", "dự án", start=60),
    ]
    assert told(find_findings([], facts)) == [("text_vs_text", "soft")]


def test_parts_of_the_catalogue_add_up() -> None:
    """Vietnamese and foreign workers make all workers."""
    facts = [
        observed("Tổng số lao động", "5000", "người", paragraph=3, start=1),
        observed("Lao động Việt Nam", "4700", "người", paragraph=3, start=20),
        observed("Lao động nước ngoài", "290", "người", paragraph=3, start=40),
    ]
    (finding,) = find_findings([], facts)
    assert (finding.kind, finding.severity) == ("parts_vs_sum", "hard")
    assert "4.990" in finding.computed


def test_realised_capital_stays_below_the_registered() -> None:
    """What is realised above what is registered is worth a look."""
    facts = [
        observed("FDI lũy kế - vốn đăng ký", "640", "triệu USD", measure="cumulative", start=1),
        observed("FDI lũy kế - vốn thực hiện", "650", "triệu USD", measure="cumulative", start=30),
    ]
    assert told(find_findings([], facts)) == [("part_exceeds_whole", "soft")]


# --- properties ------------------------------------------------------------


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=6), st.integers(0, 50))
def test_a_sum_agrees_exactly_when_it_is_one(parts: list[int], extra: int) -> None:
    """Counts have no rounding: only the true sum agrees."""
    total = printed(Decimal(sum(parts) + extra), "dự án")
    verdict = judge_sum(total, [printed(Decimal(p), "dự án") for p in parts])
    assert (verdict == "agrees") == (extra == 0)


@given(st.integers(20, 5000), st.integers(20, 5000))
def test_a_percentage_computed_from_its_figures_is_never_reported(value: int, base: int) -> None:
    """Whatever the figures, their own rounded ratio contradicts nothing."""
    share = (Decimal(value) * 100 / base).quantize(Decimal("0.1"))
    shown = (format_number(Decimal(n)) for n in (value, base))
    value_text, base_text = shown
    sentence = f"Trồng {value_text} cây, đạt {format_number(share)}% kế hoạch ({base_text} cây)."
    assert in_text(sentence) == []


def test_nothing_contradicts_nothing() -> None:
    """No documents, no findings."""
    assert find_findings([], []) == []
