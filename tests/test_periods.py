"""Periods as they are said, against the codes they mean."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.period_rules import MAY_SAY, RULES
from corpus.periods import covers, describe, find_periods, parse_period, resolve_relative, year_before
from corpus.text import fold

TABLES = runpy.run_path(str(Path(__file__).parent / "examples" / "periods.py"))
SPELLINGS = [(code, text) for code, texts in TABLES["PERIODS"].items() for text in texts]


@pytest.mark.parametrize(("code", "text"), SPELLINGS)
def test_a_spelling_means_its_code(code: str, text: str) -> None:
    """Every spelling of the table, with and without diacritics, gives exactly its code."""
    for spelling in (text, fold(text), f"Báo cáo {text} của tỉnh"):
        assert [m.code(2023) for m in find_periods(spelling)] == [code], spelling


@pytest.mark.parametrize("text", TABLES["NO_PERIOD"])
def test_what_is_no_period_gives_nothing(text: str) -> None:
    """Document numbers, durations, ratios and amounts are no periods."""
    assert find_periods(text) == []


def test_a_list_shares_the_year_said_last() -> None:
    """In "tháng 12 và năm 2023" the month is of 2023 even when another year is the default."""
    assert [m.code(1999) for m in find_periods("tháng 12 và năm 2024")] == ["2024-M12", "2024"]
    text = "6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng cuối năm 2024"
    assert [m.code(1999) for m in find_periods(text)] == ["2024-S1", "2024-S2"]


def test_flags_are_told_apart() -> None:
    """Lũy kế, cùng kỳ, năm trước and the date of a cited document carry their flag or rule."""
    assert find_periods("lũy kế đến hết tháng 9 năm 2024")[0].flag == "cumulative"
    same = find_periods("bằng 106% cùng kỳ năm 2022")[0]
    assert (same.flag, same.year, same.code(2023)) == ("same_period", 2022, None)
    assert find_periods("tháng 6 năm ngoái")[0].code(2024) == "2023-M06"
    assert find_periods("Quyết định số 77/QĐ-UBND ngày 02/3/2024")[0].rule == "date_of_document"


def test_year_and_default_are_needed_for_a_code() -> None:
    """Without a year said or given there is no code, never a guess."""
    assert find_periods("quý II")[0].code(None) is None
    assert find_periods("tháng này")[0].code(2023) is None
    assert resolve_relative("this_month", date(2024, 5, 9)) == "2024-M05"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("2023-S1", "6 tháng đầu năm 2023"),
        ("2023-Q2", "quý II/2023"),
        ("2023-M12", "tháng 12/2023"),
        ("2023-M03/2023-M05", "từ tháng 3 đến tháng 5/2023"),
        ("2021/2025", "giai đoạn 2021-2025"),
        ("2024-01-09", "ngày 09/01/2024"),
    ],
)
def test_codes_are_described_in_good_vietnamese(code: str, said: str) -> None:
    """The description is what an official would write."""
    assert describe(code) == said


@pytest.mark.parametrize("code", ["2023-Q5", "2023-M13", "23", "2025/2021", "2023-02-30", ""])
def test_a_broken_code_is_refused(code: str) -> None:
    """What is no period raises ValueError."""
    with pytest.raises(ValueError, match=r"."):
        parse_period(code)


CODES = st.one_of(
    st.integers(1991, 2098).map(str),
    st.builds(lambda y, h: f"{y}-S{h}", st.integers(1991, 2098), st.integers(1, 2)),
    st.builds(lambda y, q: f"{y}-Q{q}", st.integers(1991, 2098), st.integers(1, 4)),
    st.builds(lambda y, m: f"{y}-M{m:02d}", st.integers(1991, 2098), st.integers(1, 12)),
    st.dates(date(1991, 1, 1), date(2098, 12, 31)).map(date.isoformat),
)


@given(CODES)
def test_a_description_is_read_back_as_its_code(code: str) -> None:
    """describe and find_periods are inverse for single periods."""
    assert [m.code(None) for m in find_periods(describe(code))] == [code]


@given(CODES)
def test_the_year_before_is_a_year_earlier_and_a_period_covers_itself(code: str) -> None:
    """The same period of the year before has the same kind and lies a year earlier."""
    earlier = parse_period(year_before(code))
    assert earlier.start.year == parse_period(code).start.year - 1
    assert earlier.kind == parse_period(code).kind
    assert covers(code, code)


@given(st.text(alphabet="0123456789/-., tháng năm quý đến ngày TQ6", max_size=60))
def test_any_text_is_read_without_overlap(text: str) -> None:
    """No text raises, matches are in order and do not overlap, every code is readable."""
    end = 0
    for m in find_periods(text):
        assert end <= m.start < m.end <= len(text)
        end = m.end
        code = m.code(2023)
        assert code is None or parse_period(code)


@pytest.mark.parametrize(("code", "text"), SPELLINGS)
def test_what_no_rule_can_match_is_told_at_once(code: str, text: str) -> None:
    """Whatever a rule finds holds something of `MAY_SAY`: nothing is passed over that says a period."""
    folded = fold(text)
    for rule in RULES:
        for m in rule.pattern.finditer(folded):
            assert MAY_SAY.search(m.group()), (code, rule.name, m.group())
