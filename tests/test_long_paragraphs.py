"""Paragraphs of very many figures: the work grows as the text does, and what is kept of each figure stays small."""

from __future__ import annotations

import cProfile
from collections.abc import Callable

import pytest

from corpus.figure_scopes import SENTENCE_MOST
from corpus.models import Observation
from corpus.observations import extract_observations
from corpus.structure import parse_document

PARAGRAPHS: dict[str, Callable[[int], str]] = {
    "list": lambda n: "Thu ngân sách các xã đạt " + ", ".join(f"{i + 1},5 tỷ đồng" for i in range(n)),
    "clauses": lambda n: "; ".join(f"trồng {i + 3} ha {_crop(i)}, bằng {i % 90 + 10}% kế hoạch" for i in range(n // 2)),
    "respectively": lambda n: "Thu lần lượt đạt " + ", ".join(f"{i + 1},5 tỷ đồng" for i in range(n // 2))
    + ", tăng lần lượt " + ", ".join(f"{i % 90 + 1},5%" for i in range(n // 2)),
    "parts": lambda n: "; ".join(f"mở mới {i + 9} dự án {_crop(i)}, trong đó FDI {i + 1} dự án" for i in range(n // 2)),
    "brackets": lambda n: "Sản lượng gồm "
    + ", ".join(f"{_crop(i)} ({i + 1} tấn, tăng {i % 90 + 1}%)" for i in range(n // 2)),
    "sentences": lambda n: " ".join(
        f"Thu {_crop(i)} đạt {i + 1} tấn, bằng {i % 90 + 10}% so với cùng kỳ năm 2022." for i in range(n // 2)
    ),
}  # fmt: skip


def _crop(i: int) -> str:
    words = ("ngô", "lúa", "chè", "mía", "đậu", "lạc")
    return f"{words[i % 6]} {words[i // 6 % 6]} {words[i // 36 % 6]}"


def read(paragraph: str) -> list[Observation]:
    """The observations of one paragraph of a report."""
    text = f"BÁO CÁO\nTình hình năm 2023\n\nI. KẾT QUẢ\n\n{paragraph}.\n"
    return extract_observations(parse_document(text, source_file="a.txt", sha256=""))


def steps(paragraph: str) -> int:
    """How many calls reading takes: unlike seconds they are the same on every machine."""
    profile = cProfile.Profile()
    profile.enable()
    read(paragraph)
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_work_grows_as_the_figures_do(name: str) -> None:
    """Four times the figures take about four times the steps."""
    make = PARAGRAPHS[name]
    read(make(20))
    few = steps(make(120))
    assert steps(make(480)) < 5 * few


def test_an_endless_sentence_is_kept_around_its_figure() -> None:
    """Each figure of a sentence of a thousand keeps the part it stands in, cut between two clauses."""
    found = read(PARAGRAPHS["list"](1_000))
    assert len(found) == 1_000
    for o in found:
        assert len(o.clause.quote) <= SENTENCE_MOST + 20
        assert o.clause.start <= o.span.start < o.span.end <= o.clause.end
    assert found[500].clause.quote.strip().startswith(tuple("0123456789"))
