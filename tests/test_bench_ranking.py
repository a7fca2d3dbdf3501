"""The ranking bench: the same passages for all engines, a readable table, absent engines said."""

from __future__ import annotations

import pytest

from bot.bench.ranking import ENGINES, SENTENCES, Result, ask, generate, measure, run, sample_lines, table
from index.tokens import segment


def test_passages_are_made_of_sentences_with_new_figures() -> None:
    """The same seed gives the same passages; figures keep their form, words stay."""
    lines = [segment(sentence) for sentence in SENTENCES]
    first = generate(lines, 40)
    assert first == generate(lines, 40)
    assert len(set(first)) == 40
    shapes = {"".join("0" if c.isdigit() else c for c in line) for line in lines}
    passage = "".join("0" if c.isdigit() else c for c in first[0])
    assert any(shape in passage for shape in shapes)


def test_every_second_question_is_typed_without_diacritics() -> None:
    """Half of the questions test the folded way."""
    asked = ask([segment(sentence) for sentence in SENTENCES], 6)
    assert all(question.isascii() for question in asked[1::2])
    assert not all(question.isascii() for question in asked[::2])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_bench_prints_each_engine() -> None:
    """One run over a small size names all engines, each with figures or a reason."""
    heard: list[str] = []
    printed = run((60,), heard.append)
    assert len(heard) == len(ENGINES)
    for engine in ENGINES:
        line = next(line for line in printed.splitlines() if line.startswith(engine))
        assert "bỏ qua" in line or "," in line
    assert sample_lines()


def test_an_absent_engine_is_left_out() -> None:
    """What is not installed is named, nothing fails."""

    def absent(passages: list[str]) -> object:
        raise ImportError("no", name="tantivy")

    result = measure("tantivy", absent, ["a"], ["a"])  # type: ignore[arg-type]
    assert result == Result("tantivy", 1, absent="chưa cài tantivy")
    assert table([result], [1]).endswith("bỏ qua: chưa cài tantivy")
