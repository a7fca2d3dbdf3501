"""What was misread is put right over the original: kept when read again, told with its reason, taken back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.intake import ingest
from handlers.ask import Assistant
from index import Store
from tests.conftest import SMALL_REPORT


def run(db: Path, *arguments: str) -> Result:
    """A command in this process."""
    clean = {name: "" for name in os.environ if name.startswith("PLANBOT_")}
    return CliRunner().invoke(main, [*arguments, "--db", str(db)], env=clean)


@pytest.fixture
def db(tmp_path: Path, small_report: Path) -> Path:
    """A store with one report."""
    path = tmp_path / "kho.db"
    with Store.open(path) as store:
        for _ in ingest([small_report], store):
            pass
    return path


def test_a_corrected_figure_answers_with_who_and_why(db: Path, small_report: Path) -> None:
    """The answer gives the right value, quotes the print, names author and reason; a new reading changes nothing."""
    done = run(db, "correct", "12/BC-UBND", "--field", "figure", "--printed", "120 triệu USD", "--value", "102",
               "--reason", "gõ đảo số", "--author", "Lan")  # fmt: skip
    assert done.exit_code == 0, done.output
    file = small_report / "12-BC-UBND.txt"
    file.write_text(SMALL_REPORT + "\nMột dòng thêm vào cuối.\n", encoding="utf-8")
    with Store.open(db) as store:
        for _ in ingest([small_report], store):
            pass
        answer = Assistant(store).reply("", "fdi 6 tháng 2024")
    assert "102 triệu USD" in answer.headline
    assert any("120 triệu USD" in c.quote for c in answer.citations)
    assert any("Lan" in note and "gõ đảo số" in note for note in answer.notes)
    assert run(db, "correct", "12/BC-UBND", "--field", "figure", "--printed", "120 triệu USD").exit_code == 0
    with Store.open(db) as store:
        assert "120 triệu USD" in Assistant(store).reply("", "fdi 6 tháng 2024").headline
        assert [e.action for e in store.audit.of("document:12/BC-UBND")] == ["correct", "correct"]


def test_a_corrected_header_is_shown(db: Path) -> None:
    """Lists and documents have the right subject and day."""
    run(db, "correct", "12/BC-UBND", "--field", "subject", "--value", "Tình hình nửa đầu năm")
    run(db, "correct", "12/BC-UBND", "--field", "issued_date", "--value", "2024-07-06")
    shown = run(db, "documents").output
    assert "Tình hình nửa đầu năm" in shown
    assert "2024-07-06" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("9/KH-X", "--field", "subject", "--value", "x"),
        ("12/BC-UBND", "--field", "figure", "--printed", "999 tỷ", "--value", "1"),
        ("12/BC-UBND", "--field", "figure", "--printed", "120 triệu USD", "--value", "nhiều"),
        ("12/BC-UBND", "--field", "issued_date", "--value", "hôm qua"),
        ("12/BC-UBND", "--field", "reporting_period", "--value", "2024-X"),
    ],
)
def test_what_cannot_be_put_right_is_told(db: Path, arguments: tuple[str, ...]) -> None:
    """An unknown document, a figure that is not there, values of the wrong kind: one sentence, nothing written."""
    done = run(db, "correct", *arguments)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    with Store.open(db) as store:
        assert store.corrections.of("12/BC-UBND") == []
