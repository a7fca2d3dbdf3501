"""Units of government: found in texts, matched by the names people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.unit_registry import UnitRegistry
from corpus.units import find_units, initials, is_unit_name

OFFICE = (
    "Văn phòng",
    "Phòng Quản lý cảng biển và đường thủy",
    "Phòng Kế hoạch tổng hợp",
    "Phòng Quản lý đầu tư",
    "Phòng Quản lý đào tạo",
    "Phòng Hỗ trợ và giám sát doanh nghiệp",
    "Trung tâm Hỗ trợ khởi nghiệp và Dịch vụ công",
    "Trường Cao đẳng nghề An Bình",
)

FOUND: list[tuple[str, list[str]]] = [
    ("Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế", ["Sở Tài chính", "Sở Y tế"]),
    ("phối hợp với Sở Lao động, Thương binh và Xã hội", ["Sở Lao động - Thương binh và Xã hội"]),
    ("Cục Thuế tỉnh An Bình và UBND huyện Tân Phú", ["Cục Thuế tỉnh An Bình", "UBND huyện Tân Phú"]),
    ("Phòng Quản lý cảng biển báo cáo", ["Phòng Quản lý cảng biển"]),
    ("Trung tâm Kiểm soát bệnh tật tỉnh; Công an tỉnh", ["Trung tâm Kiểm soát bệnh tật tỉnh", "Công an tỉnh"]),
    ("phòng chống tham nhũng, tổ chức hội nghị, ban hành sổ tay", []),
    ("trường hợp bộ máy cục bộ, sở hữu", []),
    ("Kho bạc Nhà nước có trách nhiệm", ["Kho bạc Nhà nước"]),
]

TYPED: list[tuple[str, str]] = [
    ("phong khth lam gi", "Phòng Kế hoạch tổng hợp"),
    ("QLCB&ĐT", "Phòng Quản lý cảng biển và đường thủy"),
    ("phòng cảng biển", "Phòng Quản lý cảng biển và đường thủy"),
    ("p htgs", "Phòng Hỗ trợ và giám sát doanh nghiệp"),
    ("phong ho tro giam sat", "Phòng Hỗ trợ và giám sát doanh nghiệp"),
    ("tt htkn", "Trung tâm Hỗ trợ khởi nghiệp và Dịch vụ công"),
    ("trung tâm phải nộp bao nhiêu", "Trung tâm Hỗ trợ khởi nghiệp và Dịch vụ công"),
    ("trung tam ho tro khoi nghiep", "Trung tâm Hỗ trợ khởi nghiệp và Dịch vụ công"),
    ("truong cao dang", "Trường Cao đẳng nghề An Bình"),
    ("Phòng Kế hoạch tổng hợp", "Phòng Kế hoạch tổng hợp"),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_units_are_found_by_their_grammar(text: str, names: list[str]) -> None:
    """Known and well-formed unknown units are found whole; words that only look like heads are not."""
    assert [u.name for u in find_units(text)] == names


@pytest.mark.parametrize(("typed", "name"), TYPED)
def test_short_names_mean_the_unit(typed: str, name: str) -> None:
    """Initials, parts and heads as people type them lead to the unit."""
    assert UnitRegistry(OFFICE).match(typed)[0].name == name


def test_an_ambiguous_name_gives_all() -> None:
    """QLĐT is both divisions, and both are returned."""
    found = {h.name for h in UnitRegistry(OFFICE).match("qldt lam gi")}
    assert {"Phòng Quản lý đầu tư", "Phòng Quản lý đào tạo"} <= found


@pytest.mark.parametrize("text", ["fdi bao nhieu", "doanh thu 6 tháng", "", "???"])
def test_a_text_without_units_matches_none(text: str) -> None:
    """Topics are no units."""
    assert UnitRegistry(OFFICE).match(text) == []


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("Văn phòng Ban Quản lý", True),
        ("Sở Văn hóa, Thể thao và Du lịch", True),
        ("Văn phòng đại diện tại các KCN, KKT", True),
        ("Các phòng chuyên môn", False),
        ("Phòng, chống dịch bệnh", False),
        ("Tổ chức thực hiện", False),
        ("Nhiệm vụ trọng tâm", False),
    ],
)
def test_headings_that_are_units(title: str, answer: bool) -> None:
    """A heading that is a unit's name divides a plan; others do not."""
    assert is_unit_name(title) is answer


def test_initials_leave_out_head_and_and() -> None:
    """Phòng Quản lý đầu tư is QLĐT."""
    assert initials("Phòng Hỗ trợ và giám sát") == "HTGS"


@given(st.sampled_from(OFFICE), st.sampled_from(["", "cho hỏi ", "giao "]))
def test_a_full_name_is_matched_best(name: str, before: str) -> None:
    """A unit's full name finds it first, at its place."""
    hit = UnitRegistry(OFFICE).match(before + name)[0]
    assert hit.name == name
    assert (before + name)[hit.start : hit.end].endswith(name[-4:])
