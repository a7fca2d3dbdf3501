"""/vanban: filters, one document, internal, withdrawn and restored, by buttons and by command, every change audited."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.intake import Report, ingest
from handlers.replies import Button
from index import Store
from tests.desk_sample import PLAN, REPORT
from tests.feeding import ADMIN, READER, Feeder
from tests.test_corrections import run

OTHER = (
    REPORT.replace("TỈNH AN BÌNH", "HUYỆN XUÂN LỘC").replace("12/BC-UBND", "3/BC-UBND").replace("2024", "2023")
    .replace("120 triệu", "77 triệu")
)  # fmt: skip
LATER = REPORT.replace("12/BC-UBND", "40/BC-UBND").replace("05 tháng 7", "09 tháng 7").replace("120 triệu", "118 triệu")


TEXTS = {"3.txt": OTHER, "40.txt": LATER, "12.txt": REPORT, "7.txt": PLAN}


def filled(folder: Path, *names: str) -> Store:
    """A store with these documents."""
    (folder / "van-ban").mkdir(parents=True)
    for name in names:
        (folder / "van-ban" / name).write_text(TEXTS[name], encoding="utf-8")
    store = Store.open(folder / "kho.db")
    for _ in ingest([folder / "van-ban"], store):
        pass
    return store


@pytest.fixture
def feeder(tmp_path: Path) -> Iterator[Feeder]:
    """Four documents of two organs, two kinds and two years; two of them contradict each other."""
    with filled(tmp_path, *TEXTS) as store:
        yield Feeder(store, tmp_path)


def listed(text: str) -> set[str]:
    """The documents a list names."""
    return {key for key in ("12/BC-UBND", "3/BC-UBND", "40/BC-UBND", "7/KH-UBND") if f"<b>{key}</b>" in text}


def test_filters_narrow_one_another(feeder: Feeder) -> None:
    """Kind, then organ, then back to all; each choice says how many there are; words are a filter too."""
    assert len(listed(feeder.says("/vanban", READER))) == 4
    feeder.presses("🔎 Loại", READER)
    assert set(feeder.rows) >= {"Báo cáo (3)", "Kế hoạch (1)"}
    assert listed(feeder.presses("Báo cáo (3)", READER)) == {"12/BC-UBND", "3/BC-UBND", "40/BC-UBND"}
    feeder.presses("🔎 Năm", READER)
    text = feeder.presses("2023 (1)", READER)
    assert (listed(text), "Báo cáo · 2023" in text) == ({"3/BC-UBND"}, True)
    assert len(listed(feeder.presses("Tất cả", READER))) == 4
    feeder.presses("🔎 Cơ quan", READER)
    assert listed(feeder.presses("ỦY BAN NHÂN DÂN HUYỆN", READER)) == {"3/BC-UBND"}
    assert listed(feeder.says("/vanban báo cáo 2024", READER)) == {"12/BC-UBND", "40/BC-UBND"}
    assert "Không tìm thấy văn bản nào" in feeder.says("/vanban zyx", READER)


def told(feeder: Feeder, person: str) -> str:
    """Everything in which a document may show: answers, search, lists, counts, summaries, contradictions, tasks."""
    asked = ("fdi 6 tháng 2024", "12/BC-UBND nói gì", "công nghiệp chế biến xanh", "/vanban", "/chitieu", "/start",
             "có bao nhiêu văn bản", "số liệu nào mâu thuẫn", "/tomtat 6 tháng 2024", "/nhiemvu", "xuất khẩu 6 tháng",
             "/vanban 40")  # fmt: skip
    return "\n".join(feeder.says(words, person) for words in asked)


@pytest.mark.parametrize("person", [READER, ADMIN])
def test_a_withdrawn_document_is_nowhere_and_comes_back_whole(feeder: Feeder, tmp_path: Path, person: str) -> None:
    """Withdrawn, all is told as by a store that never held it; restored, as before."""
    before = told(feeder, person)
    assert "120 triệu USD" in before
    feeder.says("/vanban 12")
    feeder.presses("Rút văn bản")
    assert "12/BC-UBND" in {d.doc_key for d in feeder.store.documents()}
    assert "Đã rút 12/BC-UBND" in feeder.presses("Rút")
    meanwhile = told(feeder, person)
    assert "120 triệu" not in meanwhile
    with filled(tmp_path / "khac", "3.txt", "40.txt", "7.txt") as never:
        assert told(Feeder(never, tmp_path / "khac"), person) == meanwhile
    assert "118 triệu USD" in meanwhile
    feeder.says("/vanban")
    feeder.presses("Đã rút (1)")
    assert "Đã rút:" in feeder.presses("12/BC-UBND")
    assert "Đã khôi phục" in feeder.presses("Khôi phục")
    assert told(feeder, person) == before
    assert [e.action for e in feeder.store.audit.of("document:12/BC-UBND")] == ["withdraw", "restore"]
    assert feeder.store.audit.broken() is None


def test_a_reader_sees_no_way_to_it_and_finds_none(feeder: Feeder) -> None:
    """No button is shown to a reader, and one that was an administrator's does nothing for them."""
    feeder.says("/vanban 12", READER)
    assert not {"Rút văn bản", "Đính chính", "Đánh dấu nội bộ"} & set(feeder.rows)
    for letter, parts in (("o", ("12/BC-UBND", 1)), ("x", ("12/BC-UBND", 0)), ("i", ("12/BC-UBND", 1))):
        assert "ngoài quyền" in feeder.carries(Button(label="x", action=letter, parts=parts), READER)
    feeder.says("/vanban 12")
    feeder.presses("Rút văn bản")
    feeder.presses("Rút")
    assert "Đã rút" not in feeder.says("/vanban", READER)
    assert not any("Đã rút" in label for label in feeder.rows)
    withdrawn = Button(label="x", action="v", parts=(0, '{"state":"withdrawn"}'))
    assert listed(feeder.carries(withdrawn, READER)) == set()
    gone = feeder.carries(Button(label="x", action="d", parts=("12/BC-UBND",)), READER)
    assert "Không tìm thấy văn bản này nữa" in gone
    assert feeder.store.marks.having("withdrawn") == {"12/BC-UBND"}


def test_a_press_counts_once(feeder: Feeder) -> None:
    """Withdrawn twice or restored twice is told, and written once."""
    restore, withdraw = (Button(label="x", action="o", parts=("12/BC-UBND", n)) for n in (0, 1))
    assert "không còn ở trạng thái đó" in feeder.carries(restore)
    feeder.carries(withdraw)
    assert "không còn ở trạng thái đó" in feeder.carries(withdraw)
    assert len(feeder.store.audit.all()) == 1


def test_a_new_version_of_a_withdrawn_document_stays_withdrawn(feeder: Feeder, tmp_path: Path) -> None:
    """It is taken, said to be out of sight, and is there when it is restored."""
    feeder.carries(Button(label="x", action="o", parts=("12/BC-UBND", 1)))
    file = tmp_path / "van-ban" / "12.txt"
    file.write_text(REPORT.replace("120 triệu", "121 triệu"), encoding="utf-8")
    *_, report = ingest([file], feeder.store)
    assert isinstance(report, Report)
    assert "đang bị rút" in " ".join(report.outcomes[0].warnings)
    assert "121 triệu" not in told(feeder, ADMIN)
    feeder.carries(Button(label="x", action="o", parts=("12/BC-UBND", 0)))
    assert "121 triệu USD" in told(feeder, ADMIN)


def test_the_command_does_what_the_buttons_do(feeder: Feeder, tmp_path: Path) -> None:
    """Filters, one document, withdraw and restore; counts, exports and answers follow; wrong ones are told."""
    db = tmp_path / "kho.db"

    def rows(*arguments: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in run(db, *arguments).stdout.splitlines()]

    assert [r["document"] for r in rows("documents", "--json", "--kind", "Kế hoạch")] == ["7/KH-UBND"]
    assert [r["document"] for r in rows("documents", "--json", "--year", "2023")] == ["3/BC-UBND"]
    assert len(rows("documents", "--json", "--organ", "ủy ban nhân dân tỉnh an bình")) == 3
    assert [r["document"] for r in rows("documents", "--json", "--words", "xuan loc")] == ["3/BC-UBND"]
    assert "Không có văn bản nào như vậy" in run(db, "documents", "--kind", "Nghị quyết").stdout
    figures = len(rows("export", "observations"))
    done = run(db, "documents", "--withdraw", "12/BC-UBND")
    assert (done.exit_code, "1 văn bản đã rút" in done.stdout) == (0, True)
    assert "12/BC-UBND" not in {str(r["doc"]) for r in rows("export", "observations")}
    assert all("12/BC-UBND" not in str(r) for r in rows("export", "findings"))
    assert "118 triệu USD" in run(db, "ask", "fdi 6 tháng 2024").stdout
    assert [r["document"] for r in rows("documents", "--json", "--withdrawn")] == ["12/BC-UBND"]
    assert "đã rút" in run(db, "documents", "--show", "12/BC-UBND").stdout
    again = run(db, "documents", "--withdraw", "12/BC-UBND")
    assert (again.exit_code, again.stderr.count("\n")) == (1, 1)
    assert run(db, "documents", "--restore", "12/BC-UBND").exit_code == 0
    assert len(rows("export", "observations")) == figures
    assert run(db, "documents", "--restore", "12/BC-UBND").exit_code == 1
    assert run(db, "documents", "--withdraw", "9/KH-X").exit_code == 1
    assert run(db, "audit", "verify").exit_code == 0
    assert "withdraw" in run(db, "audit", "list").stdout


def test_counts_leave_out_what_is_withdrawn(feeder: Feeder) -> None:
    """The report of an intake and the counts for those who watch over the program."""
    *_, before = ingest([], feeder.store)
    assert isinstance(before, Report)
    documents = feeder.store.state().documents
    feeder.carries(Button(label="x", action="o", parts=("12/BC-UBND", 1)))
    *_, after = ingest([], feeder.store)
    assert isinstance(after, Report)
    assert after.observations < before.observations
    assert after.findings < before.findings
    assert feeder.store.state().documents == documents - 1
    assert after.tasks == before.tasks
