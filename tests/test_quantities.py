"""Figures with their units, and what only looks like one."""

from __future__ import annotations

import runpy
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numbers import format_number, other_reading, parse_number
from corpus.quantities import find_quantities, format_value, scale

TABLES = runpy.run_path(str(Path(__file__).parent / "examples" / "quantities.py"))


@pytest.mark.parametrize(("text", "expected"), TABLES["QUANTITIES"])
def test_figures_are_read_with_their_unit(text: str, expected: list[tuple[str, str]]) -> None:
    """Every figure of the table is read with its value and unit, and nothing besides."""
    assert [(q.value, q.unit) for q in find_quantities(text)] == [(Decimal(v), u) for v, u in expected]


@pytest.mark.parametrize("text", TABLES["NO_QUANTITY"])
def test_what_is_no_quantity_gives_nothing(text: str) -> None:
    """Legal references, dates, articles, phones, list markers and names with a number are no quantities."""
    assert find_quantities(text) == []


def test_a_share_knows_its_whole() -> None:
    """Of "206/240 nhiệm vụ" the part knows the whole."""
    part, whole = find_quantities("206/240 nhiệm vụ")
    assert (part.role, whole.role, part.share_of) == ("part", "whole", Decimal(240))


def test_the_ends_of_a_range_are_marked() -> None:
    """The ends of a range are its min and max."""
    assert [q.bound for q in find_quantities("7,4 - 8,4%")] == ["min", "max"]


def test_an_approximate_figure_is_marked() -> None:
    """Figures after gần, khoảng, trên, > are approximate, others are not."""
    assert [q.approximate for q in find_quantities("gần 500 dự án, >30 hồ sơ, 20 hộ")] == [True, True, False]


def test_doubtful_print_carries_a_caution_and_broken_print_is_not_guessed() -> None:
    """A lost separator is read with a caution; a broken figure is not read."""
    assert find_quantities("4 560 triệu đồng")[0].cautions
    assert find_quantities("thu 4.272.85 tỷ đồng") == []


def test_bare_figures_on_demand() -> None:
    """With `bare` a figure without unit is given with unit ""."""
    assert [(str(q.value), q.unit) for q in find_quantities("xuất khẩu 4.320", bare=True)] == [("4320", "")]


def test_scales_are_comparable() -> None:
    """2 tỷ USD are 2.000 triệu USD, and no đồng."""
    assert scale(Decimal(2), "tỷ USD") == scale(Decimal(2000), "triệu USD")
    assert scale(Decimal(2), "tỷ USD") != scale(Decimal(2), "tỷ đồng")


@pytest.mark.parametrize(
    ("token", "value"),
    [("1.234,5", "1234.5"), ("4.125", "4125"), ("3.5", "3.5"), ("85.75", "85.75"), ("-4,3", "-4.3"), ("0.12", "0.12")],
)
def test_tokens_are_parsed_as_vietnamese(token: str, value: str) -> None:
    """A point before three digits separates thousands, otherwise it is an English decimal point."""
    assert parse_number(token) == Decimal(value)


@pytest.mark.parametrize("token", ["4.272.85", "1,2,3", "", "abc", "1.2345.678"])
def test_broken_tokens_are_not_guessed(token: str) -> None:
    """A figure that no convention explains is None."""
    assert parse_number(token) is None


def test_the_other_reading_of_a_separator() -> None:
    """Three digits after a comma may have been thousands."""
    assert other_reading("31,810") == Decimal(31810)
    assert other_reading("31,81") is None


@given(st.decimals(min_value=Decimal("-1e9"), max_value=Decimal("1e9"), places=2))
def test_printing_and_reading_are_inverse(value: Decimal) -> None:
    """What format_number prints, parse_number reads back."""
    assert parse_number(format_number(value)) == value


UNITS = st.sampled_from(["triệu USD", "tỷ đồng", "%", "ha"])


@given(st.decimals(min_value=1, max_value=Decimal("1e9"), places=1), UNITS)
def test_a_printed_value_is_found_again(value: Decimal, unit: str) -> None:
    """What format_value prints is found as one quantity of the same value and unit."""
    found = find_quantities(f"đạt {format_value(value, unit)} theo báo cáo")
    assert [(q.value, q.unit) for q in found] == [(value, unit)]


@given(st.text(alphabet="0123456789.,/-% tỷđồngdự ánO+()", max_size=50))
def test_any_text_is_read_without_overlap(text: str) -> None:
    """No text raises; figures are in order and inside the text."""
    end = 0
    for q in find_quantities(text):
        assert end <= q.start <= q.figure_start < q.figure_end <= q.end <= len(text)
        end = q.figure_end
