"""Which printed names are one organ's, and which are another body's."""

from __future__ import annotations

import pytest

from corpus.organs import same_organ

SAME = (
    ("UBND XÃ TÂN PHÚ", "Uỷ ban nhân dân xã Tân Phú"),
    ("Ban Quản lý Khu kinh tế", "BAN QUẢN LÝ KHU KINH TẾ VÂN PHONG"),
    ("BQL KKT Vân Phong", "Ban Quản lý Khu kinh tế Vân Phong"),
    ("Sở Kế hoạch và Đầu tư", "Sở Kế hoạch và Đầu tư tỉnh Bắc Sơn"),
    ("Sở Kế hoạch và Đầu tư", "SỞ KẾ HOẠCH VÀ ĐẦU TƯ HÀ TĨNH"),
    ("Phòng Kinh tế", "UBND huyện An Sơn - Phòng Kinh tế"),
    ("Văn phòng", "Văn phòng UBND tỉnh"),
    ("UBND huyện", "UBND HUYỆN AN SƠN"),
    ("UBND thị trấn Đồi Ngô", "UBND thị trấn Đồi Ngô, huyện Lục Nam"),
    ("", "Sở Y tế"),
)
OTHERS = (
    ("UBND xã Tân Phú", "UBND xã Tân Phú Trung"),
    ("UBND xã Tân Phú", "UBND xã Tân Phú Đông"),
    ("Sở Kế hoạch", "Sở Kế hoạch và Đầu tư"),
    ("Ban Quản lý các khu công nghiệp", "Ban Quản lý các khu công nghiệp và chế xuất"),
    ("Ban Quản lý dự án", "Ban Quản lý dự án đường sắt"),
    ("Phòng Kinh tế", "Văn phòng Kinh tế"),
    ("UBND huyện An Sơn", "Văn phòng UBND huyện An Sơn"),
    ("Sở Y tế", "Ban Quản lý dự án Sở Y tế"),
    ("Phòng Văn hóa", "Phòng Văn hóa Xã hội"),
    ("Ban", "Ban Quản lý dự án"),
    ("Phòng Kinh tế", "Phòng Kinh tế Hạ tầng"),
    ("UBND phường 1", "UBND phường 11"),
)


@pytest.mark.parametrize(("left", "right"), SAME)
def test_a_place_or_a_superior_more_is_the_same_organ(left: str, right: str) -> None:
    """Abbreviations, the superior and the place may be printed or not."""
    assert same_organ(left, right)
    assert same_organ(right, left)


@pytest.mark.parametrize(("left", "right"), OTHERS)
def test_a_longer_proper_name_is_another_body(left: str, right: str) -> None:
    """A name that goes on with words of its own is somebody else's, and so is a unit within the organ."""
    assert not same_organ(left, right)
    assert not same_organ(right, left)
