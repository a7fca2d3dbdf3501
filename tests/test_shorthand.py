"""Phone typing becomes full words; well-typed text stays."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.shorthand import expand, load_shorthand
from corpus.telex import untype

TABLES = runpy.run_path(str(Path(__file__).parent / "examples" / "shorthand.py"))


@pytest.mark.parametrize(("typed", "read"), TABLES["SHORTHAND"])
def test_typing_is_read_in_full_words(typed: str, read: str) -> None:
    """Every line of the table is read as it says."""
    assert expand(typed).text == read


@pytest.mark.parametrize("text", TABLES["UNCHANGED"])
def test_well_typed_text_stays(text: str) -> None:
    """Full words, acronyms in references and numbers are not touched."""
    assert expand(text).replacements == ()


def test_acronyms_of_documents_can_stay() -> None:
    """KCN becomes khu công nghiệp unless acronyms are to stay."""
    assert expand("kcn nao").text == "khu công nghiệp nao"
    assert expand("kcn nao", acronyms=False).text == "kcn nao"


def test_an_office_adds_its_own_words(tmp_path: Path) -> None:
    """A file of the office extends and overrides the shipped words."""
    own = tmp_path / "own.toml"
    own.write_text('[words]\nabc = "An Bình Cảng"\nkh = "kho hàng"\n', encoding="utf-8")
    assert expand("kh abc bn", load_shorthand(own)).text == "kho hàng An Bình Cảng bao nhiêu"


@pytest.mark.parametrize("word", ["max", "online", "khau", "fdi", "t12", "usd", "2023", "co2"])
def test_words_that_are_no_slips_stay(word: str) -> None:
    """Plain syllables, foreign words and codes are no keyboard slips."""
    assert expand(word).text == word


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("nguwowif", "người"),
        ("dduowngf", "đường"),
        ("tyr", "tỷ"),
        ("ngaan", "ngân"),
        ("sachs", "sách"),
        ("d9u7o7c5", "được"),
    ],
)
def test_keystrokes_become_syllables(keys: str, word: str) -> None:
    """Telex and VNI keystrokes give the syllable with its tone on the right vowel."""
    assert untype(keys) == word


@given(st.text(alphabet="abcdeghiklmnoprstuvxyzđưạ0123456789 .,?!/", max_size=60))
def test_replacements_point_at_what_was_typed(text: str) -> None:
    """Any text is read; each replacement quotes its place and they do not overlap."""
    end = 0
    for r in expand(text).replacements:
        assert text[r.start : r.end] == r.typed
        assert r.start >= end
        end = r.end
