"""The catalogue: figures named by the words around them, questions understood, files of an office's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalog import Catalog, FigureContext
from corpus.figure_scopes import LOOK_BACK, places
from corpus.spellings import SpellingIndex, contains, joined

CATALOG = Catalog.load()

NAMED = [
    ("Doanh thu", {"near": "Doanh thu toàn khu đạt", "dimension": "vnd"}),
    ("Doanh thu - khối FDI", {"near": "doanh thu khối doanh nghiệp FDI ước đạt", "dimension": "usd"}),
    ("Kim ngạch xuất khẩu", {"near": "Giá trị xuất khẩu", "dimension": "usd"}),
    ("Thu hút FDI", {"near": "thu hút được", "after": "triệu USD vốn FDI", "dimension": "usd"}),
    (
        "FDI - vốn cấp mới",
        {
            "near": "với vốn đầu tư",
            "clause": "cấp mới 9 dự án với vốn đầu tư",
            "headings": ("Vốn FDI",),
            "dimension": "usd",
        },
    ),
    (
        "DDI - số dự án tăng vốn",
        {"near": "điều chỉnh tăng vốn", "headings": ("Đầu tư trong nước",), "dimension": "count", "noun": "du an"},
    ),
    (
        "FDI lũy kế - số dự án",
        {"near": "có", "sentence": "Lũy kế đến nay có", "after": "dự án FDI", "dimension": "count", "noun": "du an"},
    ),
    (
        "Nộp ngân sách doanh nghiệp",
        {"near": "Nộp ngân sách:", "headings": ("Sản xuất kinh doanh của doanh nghiệp",), "dimension": "vnd"},
    ),
    ("Lao động nước ngoài", {"near": "lao động nước ngoài:", "dimension": "count", "noun": "nguoi"}),
    ("Tỷ lệ hộ nghèo", {"near": "Tỷ lệ hộ nghèo còn", "dimension": "percent"}),
    ("Diện tích gieo trồng", {"near": "Tổng diện tích gieo trồng", "dimension": "area"}),
    (
        "Số vụ tai nạn giao thông",
        {"near": "xảy ra", "after": "vụ tai nạn giao thông", "dimension": "count", "noun": "vu"},
    ),
]
UNNAMED = [
    {"near": "chi phí quảng cáo", "dimension": "vnd"},
    {"near": "Doanh thu toàn khu đạt", "dimension": "area"},
    {"near": "tổng vốn xuất nhập khẩu thiết bị và", "dimension": "count", "noun": "may"},
    {"near": "nộp ngân sách là", "unit": "triệu đồng", "dimension": "vnd", "organ": "Bệnh viện Đa khoa"},
]
ASKED = [
    (["Thu hút FDI"], ["fdi 6t", "vốn ngoại năm nay", "vốn nước ngoài thu hút được bao nhiêu"]),
    (["Doanh thu"], ["doanh thu", "DOANH THU CẢ NĂM?"]),
    (["Lao động nước ngoài"], ["bao nhieu cong nhan nuoc ngoai", "lao động nước ngoài"]),
    (["Thu nhập bình quân"], ["lương bình quân", "thu nhap binh quan nguoi lao dong"]),
    (["FDI - số dự án cấp mới", "FDI - vốn cấp mới"], ["FDI cấp mới mấy dự án, bao nhiêu vốn", "fdi cap moi"]),
    (["FDI - số dự án cấp mới"], ["FDI cấp mới mấy dự án"]),
    (["FDI lũy kế - số dự án"], ["luy ke co bao nhieu du an fdi"]),
    (["FDI lũy kế - vốn đăng ký"], ["tổng vốn FDI lũy kế"]),
    (["Doanh thu - khối DDI"], ["doanh thu ddi", "doanh thu của khối DDI"]),
    (["Kim ngạch nhập khẩu", "Kim ngạch xuất khẩu"], ["xuất khẩu và nhập khẩu"]),
    (
        ["Nộp ngân sách - Ban Quản lý và đơn vị trực thuộc", "Nộp ngân sách doanh nghiệp"],
        ["nộp ngân sách 6 tháng", "nop ngan sach"],
    ),
    (["Nộp ngân sách doanh nghiệp"], ["doanh nghiệp nộp ngân sách bao nhiêu"]),
    (["Nộp ngân sách - Trung tâm XTĐT và DVVL"], ["trung tâm xúc tiến đầu tư nộp ngân sách"]),
    ([], ["hôm nay ăn gì", "", "😀", "<b>x</b>"]),
]


@pytest.mark.parametrize(("name", "context"), NAMED)
def test_a_figure_is_named_by_the_words_around_it(name: str, context: dict[str, object]) -> None:
    """The nearest and most specific words give the canonical name."""
    assert CATALOG.name_figure(FigureContext.model_validate(context)) == name


@pytest.mark.parametrize("context", UNNAMED)
def test_an_unsure_figure_gets_no_canonical_name(context: dict[str, object]) -> None:
    """A wrong unit, another authority or unknown words leave the figure to its noun phrase."""
    assert CATALOG.name_figure(FigureContext.model_validate(context)) is None


@pytest.mark.parametrize(("names", "question"), [(n, q) for n, qs in ASKED for q in qs])
def test_a_question_finds_its_indicators(names: list[str], question: str) -> None:
    """The most specific indicators are found, all of them when several fit equally."""
    assert sorted(m.name for m in CATALOG.find(question)) == sorted(names)


@given(st.text(max_size=60))
def test_a_match_quotes_the_question(question: str) -> None:
    """Whatever is typed, a match's terms stand in the question inside its bounds."""
    for match in CATALOG.find(question):
        assert all(term in question[match.start : match.end] for term in match.terms)


def test_every_indicator_is_complete() -> None:
    """Each entry explains itself, has a unit and a family, and its parts exist."""
    for indicator in CATALOG.indicators:
        assert indicator.explain.endswith(".")
        assert indicator.units
        assert indicator.family
        assert "{x}" not in indicator.model_dump_json(exclude={"template"})
        assert all(CATALOG.get(part) for part in indicator.parts)


def test_an_office_adds_indicators_without_code(tmp_path: Path) -> None:
    """A second file of the same form adds names and replaces those of the same name."""
    file = tmp_path / "rieng.toml"
    file.write_text(
        '[[indicator]]\nname = "Số chuyến phà"\nfamily = "Giao thông"\ntopic = ["chuyến phà"]\nunits = ["count"]\n',
        encoding="utf-8",
    )
    catalog = Catalog.load([file])
    assert [m.name for m in catalog.find("tháng này mấy chuyến phà")] == ["Số chuyến phà"]
    assert catalog.family("Số chuyến phà") == "Giao thông"
    assert catalog.get("Doanh thu") is not None


def test_an_unknown_field_is_told_with_file_and_indicator(tmp_path: Path) -> None:
    """A slip in a catalogue file is an error that says where it stands."""
    file = tmp_path / "sai.toml"
    file.write_text('[[indicator]]\nname = "A"\nfamily = "B"\ntopic = ["a"]\nunti = ["count"]\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"sai\.toml, chỉ tiêu 'A'"):
        Catalog.load([file])


def test_a_plan_over_plan_ratio_belongs_to_its_indicator() -> None:
    """The ratio of two plans is found under the indicator whose plans they are."""
    assert CATALOG.family("Doanh thu - kế hoạch năm so với kế hoạch năm trước") == "Doanh thu"


@given(st.lists(st.sampled_from("thu vốn xuất nhập khẩu kim ngạch FDI, đạt; 5".split()), max_size=30).map(" ".join))
def test_spellings_are_heard_together_as_each_by_itself(text: str) -> None:
    """Looked up all at once, the spellings found are those that stand in the text as whole words."""
    spellings = ("vốn", "vốn FDI", "kim ngạch xuất khẩu", "xuất khẩu", "nhập khẩu", "thu vốn FDI đạt")
    assert SpellingIndex(spellings).heard(text) == {joined(s) for s in spellings if contains(text, s)}


def test_words_far_from_a_figure_do_not_name_it() -> None:
    """In a paragraph without any stop the words of a figure end at a bound before and behind it."""
    text = " ".join(f"doanh thu {i} tỷ đồng và xuất khẩu {i} triệu USD" for i in range(1, 400))
    found = places(text)
    assert len(found) > 700
    assert all(p.quantity.start - min(p.clause_start, p.near_start) <= LOOK_BACK for p in found)
