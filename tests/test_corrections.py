"""What was misread is put right over the original: kept when read again, told with its reason, taken back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.intake import Report, ingest
from handlers.ask import Assistant
from index import Store
from tests.conftest import SMALL_REPORT
from tests.feeding import READER, Feeder


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


TWICE = (
    SMALL_REPORT
    + """
3. Lao động

- Khu công nghiệp Đông: 12 dự án, thu hút 350 lao động.

- Khu công nghiệp Tây: 12 dự án, thu hút 410 lao động.

| TT | Chỉ tiêu | Kế hoạch | Thực hiện |
|---|---|---|---|
| 1 | Doanh thu (tỷ đồng) | 500 | 500 |
"""
)


@pytest.fixture
def feeder(tmp_path: Path) -> Iterator[Feeder]:
    """An administrator, a reader, and a report in which some figures are printed twice."""
    (tmp_path / "12.txt").write_text(TWICE, encoding="utf-8")
    with Store.open(tmp_path / "kho.db") as store:
        for _ in ingest([tmp_path / "12.txt"], store):
            pass
        yield Feeder(store, tmp_path)


def again(feeder: Feeder, folder: Path, old: str = "lao động.", new: str = "lao động .") -> None:
    """The file changed a little and read again."""
    file = folder / "12.txt"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new) + "\n\nMột dòng thêm.\n", encoding="utf-8")
    for _ in ingest([file], feeder.store):
        pass


def test_one_of_two_equal_figures_is_put_right_in_the_chat(feeder: Feeder, tmp_path: Path) -> None:
    """The paragraph offers its figures; the chosen one changes, its twin does not; read again, it holds."""
    feeder.says("/vanban 12")
    feeder.presses("Đính chính")
    feeder.presses("Một con số")
    assert "không có con số nào" in feeder.says("999 dự án")
    choice = feeder.says("12 dự án")
    assert "Khu công nghiệp Đông" in choice
    assert "Khu công nghiệp Tây" in choice
    assert "phải là bao nhiêu" in feeder.presses("2. 12 dự án")
    assert "tính bằng: dự án" in feeder.says("15 tỷ đồng")
    assert "sẽ là: 15 dự án" in feeder.says("15 dự án")
    assert "Đã đính chính" in feeder.says("gõ nhầm ở bản in")
    for _ in range(2):
        values = [str(o.value) for o in feeder.store.observations() if o.span.quote == "12 dự án"]
        assert values == ["12", "15"]
        again(feeder, tmp_path)
    (entry,) = feeder.store.audit.of("document:12/BC-UBND")
    assert entry.after == {"figure": "15", "reason": "gõ nhầm ở bản in"}


def test_a_cell_is_put_right_from_its_paragraph(feeder: Feeder, tmp_path: Path) -> None:
    """Two equal cells of a row are told apart by their place; the answer names who, why and the print."""
    feeder.says("doanh thu 2024")
    feeder.presses("Xem đoạn gốc")
    feeder.presses("Đính chính số")
    assert [label for label in feeder.rows if "500" in label] == ["1. 500", "2. 500"]
    feeder.presses("2. 500")
    feeder.says("471,5")
    feeder.presses("Đọc sai bản quét")
    again(feeder, tmp_path)
    values = {(o.measure, str(o.value)) for o in feeder.store.observations() if o.span.quote == "500"}
    assert {v for _, v in values} == {"500", "471.5"}
    answer = feeder.says("doanh thu 6 tháng 2024", READER)
    assert "471,5 tỷ đồng" in answer
    told = "Bản in ghi “500”, được đính chính bởi Quản: Đọc sai bản quét"
    assert told in answer
    assert "| 500 | 500" in answer
    assert told in feeder.says("dòng doanh thu trong bảng", READER)


def test_a_number_put_right_in_the_chat_holds_when_the_file_is_read_again(feeder: Feeder, tmp_path: Path) -> None:
    """The document goes under its right number with marks and corrections; another document's number is refused."""
    (tmp_path / "13.txt").write_text(SMALL_REPORT.replace("12/BC", "13/BC"), encoding="utf-8")
    for _ in ingest([tmp_path / "13.txt"], feeder.store):
        pass
    feeder.says("/vanban 12/BC")
    feeder.presses("Đánh dấu nội bộ")
    feeder.says("/vanban 12/BC")
    feeder.presses("Đính chính")
    feeder.presses("Số, ký hiệu")
    assert "Đã có văn bản khác mang số này (13/BC-UBND)" in feeder.says("13/BC-UBND")
    feeder.says("112/BC-UBND")
    feeder.presses("Đọc sai bản quét")
    for _ in range(2):
        assert {d.doc_key for d in feeder.store.documents()} == {"112/BC-UBND", "13/BC-UBND"}
        assert {o.doc for o in feeder.store.observations()} == {"112/BC-UBND", "13/BC-UBND"}
        assert feeder.store.marks.having("internal") == {"112/BC-UBND"}
        answer = feeder.says("112/BC-UBND xuất khẩu 6 tháng 2024")
        assert "112/BC-UBND được đính chính: số, ký hiệu (bởi Quản: Đọc sai bản quét)" in answer
        again(feeder, tmp_path)
    feeder.says("/vanban 112")
    feeder.presses("Đính chính")
    feeder.presses("Bỏ đính chính: Số, ký hiệu")
    assert {d.doc_key for d in feeder.store.documents()} == {"12/BC-UBND", "13/BC-UBND"}


def test_a_date_put_right_is_cited_and_a_later_version_still_meets_it(feeder: Feeder, tmp_path: Path) -> None:
    """The citation has the right day and says who; a version that is misread alike, or right, replaces it."""
    feeder.says("/vanban 12")
    feeder.presses("Đính chính")
    feeder.presses("Ngày ban hành")
    assert "chưa đọc được" in feeder.says("hôm qua")
    feeder.says("5/7/2025")
    feeder.says("năm in nhầm")
    answer = feeder.says("fdi 6 tháng 2024", READER)
    assert "Báo cáo 12/BC-UBND ngày 05/07/2025" in answer
    assert "ngày ban hành (bởi Quản: năm in nhầm)" in answer
    for year in ("2024", "2025"):
        (tmp_path / f"{year}.txt").write_text(TWICE.replace("7 năm 2024", f"7 năm {year}") + year, encoding="utf-8")
        for _ in ingest([tmp_path / f"{year}.txt"], feeder.store):
            pass
        assert [(d.doc_key, d.issued_date) for d in feeder.store.documents()] == [("12/BC-UBND", "2025-07-05")]


def test_a_correction_is_given_up_or_belongs_to_somebody_else(feeder: Feeder) -> None:
    """ "thôi" writes nothing; a reader's typed words are no answer to an administrator's question."""
    feeder.says("/vanban 12")
    feeder.presses("Đính chính")
    feeder.presses("Trích yếu")
    assert "đính chính" not in feeder.says("Tên khác", READER)
    assert "Đã hủy" in feeder.says("thôi")
    feeder.says("/vanban 12")
    feeder.presses("Đính chính")
    feeder.presses("Trích yếu")
    feeder.says("Tên khác")
    feeder.store.reports.open_dialog("telegram:1", None, "")
    assert "đã xong hoặc đã hủy" in feeder.presses("Đọc sai")
    assert feeder.store.corrections.of("12/BC-UBND") == []


def test_the_command_wants_to_know_which_of_two_figures(feeder: Feeder, tmp_path: Path) -> None:
    """A figure printed twice is put right only with the words beside it; a number by the command too."""
    db = tmp_path / "kho.db"
    arguments = ("correct", "12/BC-UBND", "--field", "figure", "--printed", "12 dự án", "--value", "15")
    unclear = run(db, *arguments)
    assert (unclear.exit_code, "nhiều chỗ" in unclear.stderr, "Khu công nghiệp Đông" in unclear.stderr) == (
        1,
        True,
        True,
    )
    assert run(db, *arguments, "--beside", "khu công nghiệp tây").exit_code == 0
    assert [str(o.value) for o in feeder.store.observations() if o.span.quote == "12 dự án"] == ["12", "15"]
    assert run(db, *arguments[:-2], "--beside", "tây").stdout == "Đã bỏ đính chính, dùng lại như bản in.\n"
    assert [str(o.value) for o in feeder.store.observations() if o.span.quote == "12 dự án"] == ["12", "12"]
    assert run(db, "correct", "12/BC-UBND", "--field", "number", "--value", "112/BC-UBND").exit_code == 0
    assert [d.doc_key for d in feeder.store.documents()] == ["112/BC-UBND"]


def test_a_correction_without_its_place_is_told(feeder: Feeder, tmp_path: Path) -> None:
    """A later version that says something else there is not changed silently: the intake says what to look at."""
    run(
        tmp_path / "kho.db",
        "correct",
        "12/BC-UBND",
        "--field",
        "figure",
        "--printed",
        "120 triệu USD",
        "--value",
        "102",
    )
    file = tmp_path / "12.txt"
    file.write_text(TWICE.replace("thu hút FDI đạt 120 triệu USD", "FDI là 102 triệu USD"), encoding="utf-8")
    *_, report = ingest([file], feeder.store)
    assert isinstance(report, Report)
    assert "Đính chính “120 triệu USD” thành 102 không còn khớp" in " ".join(report.outcomes[0].warnings)


def test_taking_back_means_the_one_shown(feeder: Feeder) -> None:
    """A button shown before another correction was made again takes back its own, or says that it is gone."""
    key = feeder.store.documents()[0].doc_key
    for field, value in (("subject", "Một"), ("place", "Bình An")):
        feeder.store.corrections.put(key, field, "", value, "đọc sai", "Lan")
    feeder.says(f"/vanban {key}")
    feeder.presses("Đính chính")
    rows = feeder.rows
    feeder.store.corrections.put(key, "subject", "", "Hai", "đọc sai", "Lan")
    assert "không còn" in feeder.presses("Bỏ đính chính: Trích yếu")
    feeder.rows = rows
    feeder.presses("Bỏ đính chính: Địa danh")
    assert [(c.field, c.value) for c in feeder.store.corrections.of(key)] == [("subject", "Hai")]


def test_a_cell_is_put_right_as_the_answer_says_it(tmp_path: Path) -> None:
    """An answer says a cell with the unit of its row; copied so it is found, and shown as written in Vietnamese."""
    text = "Số: 9/BC-X\n\nBÁO CÁO\n\nKết quả năm 2024\n\n| Chỉ tiêu | Đơn vị tính | Thực hiện 2024 |\n|---|---|---|\n"
    (tmp_path / "a.txt").write_text(text + "| Thu ngân sách | Tỷ đồng | 3.904,7 |\n", encoding="utf-8")
    with Store.open(tmp_path / "kho.db") as store:
        for _ in ingest([tmp_path / "a.txt"], store):
            pass
    done = run(tmp_path / "kho.db", "correct", "9/BC-X", "--field", "figure", "--printed", "3.904,7 tỷ đồng",
               "--value", "3.940,7", "--reason", "đối chiếu")  # fmt: skip
    assert done.exit_code == 0, done.output
    shown = run(tmp_path / "kho.db", "documents", "--show", "9/BC-X").stdout
    assert "con số “3.904,7”: 3.940,7" in shown
