"""Tables of many bodies: a row is believed as far as it adds up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Observation
from tests.test_observations import read

HEADER = "TT\tTiêu chí\tĐơn vị tính\tAn Lạc\tBình Sơn\tCao Phong\tDuy Tân\tTổng cộng"
SMEARED = "TT\tTiêu chí\tĐơn vị tính\tAn Lạc\tBình Sơn\tCao Phong\tDuy Tân\t\t\tTổng cộng"


def table(*rows: str, header: str = HEADER, text: str = "") -> list[Observation]:
    """The observations of a wide table's cells."""
    found = read(f"{text}\n\nBiểu 1. Tổng hợp năm 2024\n\n{header}\n" + "\n".join(rows))
    return [o for o in found if o.span.table is not None]


def test_a_row_that_adds_up_gives_all_its_cells() -> None:
    """Each body's figure and the total are read."""
    found = table("1\tThu hút FDI\tTriệu USD\t100\t50,5\t30\t20\t200,5")
    assert [(o.entity, o.value) for o in found] == [
        ("An Lạc", Decimal(100)),
        ("Bình Sơn", Decimal("50.5")),
        ("Cao Phong", Decimal(30)),
        ("Duy Tân", Decimal(20)),
        ("KKT Vân Hải", Decimal("200.5")),
    ]
    assert not any(o.cautions for o in found)


def test_a_row_that_does_not_add_up_gives_its_total_with_a_warning() -> None:
    """Nobody knows which cell is wrong: only the total is told."""
    found = table("1\tThu hút FDI\tTriệu USD\t100\t50\t30\t20\t290")
    assert [(o.entity, o.value) for o in found] == [("KKT Vân Hải", Decimal(290))]
    assert "không cộng đúng" in found[0].cautions[0]


def test_a_figure_printed_twice_warns_at_both_places() -> None:
    """The sum is too large by exactly one of two equal neighbours: both are doubtful, the others are not."""
    found = table("1\tDoanh thu\tTỷ đồng\t100\t70\t70\t20\t190")
    doubtful = [o.entity for o in found if o.cautions]
    assert doubtful == ["Bình Sơn", "Cao Phong"]
    assert len(found) == 5


def test_a_smeared_total_is_found_where_it_stands() -> None:
    """The total column holds another row's total; the row's own stands beside it and fits the sum."""
    found = table("1\tThu hút FDI\tTriệu USD\t1.100\t550\t300\t250\t2.200\t17\t999", header=SMEARED)
    total = found[-1]
    assert (total.entity, total.value) == ("KKT Vân Hải", Decimal(2200))
    assert "999" in total.cautions[0]


def test_the_text_proves_a_row() -> None:
    """The text's total is what the cells add up to: the cells are believed."""
    found = table(
        "1\tThu hút FDI\tTriệu USD\t110\t55\t30\t25\t3\t17\t999",
        header=SMEARED,
        text="Năm 2024 thu hút FDI đạt 220 triệu USD.",
    )
    assert [o.value for o in found] == [110, 55, 30, 25]


def test_a_count_has_no_decimals() -> None:
    """A total that cannot be a count is not told for a count."""
    assert table("1\tFDI - số dự án cấp mới\tDự án\t10\t5\t3\t2\t99,5") == []


@pytest.mark.parametrize("blank", ["", "-", "…"])
def test_a_blank_or_dash_is_no_figure(blank: str) -> None:
    """A blank cell gives nothing; the others are told with the warning that places cannot be checked."""
    found = table(f"1\tThu hút FDI\tTriệu USD\t100\t{blank}\t30\t20\t150")
    assert [o.entity for o in found] == ["An Lạc", "Cao Phong", "Duy Tân", "KKT Vân Hải"]
    assert "ô trống" in found[0].cautions[0]


@given(st.lists(st.integers(1, 9999), min_size=4, max_size=4), st.integers(-50, 50))
def test_only_what_adds_up_is_read_cell_by_cell(values: list[int], slip: int) -> None:
    """Whatever the figures, cells are told without warning only when they make the total."""
    cells = "\t".join(str(v) for v in values)
    found = table(f"1\tThu hút FDI\tTriệu USD\t{cells}\t{sum(values) + slip}")
    sure = [o for o in found if not o.cautions and o.entity != "KKT Vân Hải"]
    assert bool(sure) == (abs(slip) <= 2) or any("in ở cả" in c for o in found for c in o.cautions)
