"""The intake: what becomes of files, folders, repetitions, changes, rubbish and interruptions."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.intake import Progress, Report, ingest
from corpus.models import Document
from index import Store
from tests.conftest import SMALL_REPORT


def take(store: Store, *paths: Path) -> Report:
    """Run an intake to its end."""
    *_, last = ingest(paths, store)
    assert isinstance(last, Report)
    return last


def statuses(report: Report) -> dict[str, str]:
    """The outcome of each file by its name."""
    return {o.file: o.status for o in report.outcomes}


def test_a_folder_is_read_and_reading_it_again_changes_nothing(fresh_store: Store, small_report: Path) -> None:
    """The second intake of the same content reports "unchanged" and leaves the store's version alone."""
    first = take(fresh_store, small_report)
    assert statuses(first) == {"12-BC-UBND.txt": "read"}
    assert first.observations > 0
    before = fresh_store.version()
    second = take(fresh_store, small_report)
    assert statuses(second) == {"12-BC-UBND.txt": "unchanged"}
    assert fresh_store.version() == before


def test_every_quote_is_the_original(fresh_store: Store, samples: Path) -> None:
    """`original[start:end] == quote` for every observation and task of the samples."""
    report = take(fresh_store, samples)
    assert report.count("read") == 5
    originals = {h.doc_key: fresh_store.document(h.doc_key) for h in fresh_store.documents()}
    for thing in [*fresh_store.observations(), *fresh_store.tasks()]:
        document = originals[thing.doc]
        assert document is not None
        assert document.quote(thing.span.start, thing.span.end) == thing.span.quote
    for observation in fresh_store.observations():
        document = originals[observation.doc]
        assert document is not None
        assert document.quote(observation.clause.start, observation.clause.end) == observation.clause.quote


def test_a_changed_file_replaces_its_old_version(fresh_store: Store, small_report: Path) -> None:
    """After a change the old figures are gone and the new ones there."""
    file = small_report / "12-BC-UBND.txt"
    take(fresh_store, small_report)
    file.write_text(file.read_text(encoding="utf-8").replace("450 triệu", "460 triệu"), encoding="utf-8")
    report = take(fresh_store, small_report)
    assert statuses(report) == {"12-BC-UBND.txt": "replaced"}
    values = {float(o.value) for o in fresh_store.observations()}
    assert 460 in values
    assert 450 not in values


def test_the_real_document_replaces_the_restatement(fresh_store: Store, small_report: Path) -> None:
    """A sample of the same number goes when the original comes, and does not come back."""
    file = small_report / "12-BC-UBND.txt"
    real = file.read_text(encoding="utf-8")
    abridged = small_report / "mau.txt"
    abridged.write_text("Bản tóm lược để dùng thử, không phải văn bản gốc.\n\n" + real, encoding="utf-8")
    take(fresh_store, abridged)
    assert [h.abridged for h in fresh_store.documents()] == [True]
    take(fresh_store, file)
    assert [h.abridged for h in fresh_store.documents()] == [False]
    take(fresh_store, abridged)
    assert [h.abridged for h in fresh_store.documents()] == [False]


def test_one_bad_file_does_not_stop_the_others(fresh_store: Store, small_report: Path) -> None:
    """Empty, binary and foreign files are told each in a sentence that names the file; the report is read."""
    (small_report / "rong.txt").write_bytes(b"")
    (small_report / "rac.txt").write_bytes(bytes(range(256)) * 40)
    (small_report / "ban-ve.dwg").write_bytes(b"\x89PNG\r\n")
    report = take(fresh_store, small_report)
    assert statuses(report) == {
        "12-BC-UBND.txt": "read",
        "ban-ve.dwg": "skipped",
        "rac.txt": "failed",
        "rong.txt": "failed",
    }
    assert all(o.file in o.reason for o in report.outcomes if o.reason)
    assert report.failed


def test_equal_files_are_read_once(fresh_store: Store, small_report: Path) -> None:
    """A copy of a file is skipped and the original named."""
    copy = small_report / "ban-sao.txt"
    copy.write_bytes((small_report / "12-BC-UBND.txt").read_bytes())
    report = take(fresh_store, small_report)
    assert sorted(statuses(report).values()) == ["read", "skipped"]
    assert len(fresh_store.documents()) == 1


def test_a_folder_without_readable_files_is_an_error(fresh_store: Store, tmp_path: Path) -> None:
    """Nothing to read is said, not passed over."""
    (tmp_path / "trong").mkdir()
    report = take(fresh_store, tmp_path / "trong")
    assert report.failed
    assert "không có tệp nào đọc được" in report.outcomes[0].reason


def test_a_missing_path_is_an_error(fresh_store: Store, tmp_path: Path, small_report: Path) -> None:
    """A wrong path is named; the right one beside it is read."""
    report = take(fresh_store, tmp_path / "khong-co.txt", small_report)
    assert statuses(report) == {"khong-co.txt": "failed", "12-BC-UBND.txt": "read"}


@pytest.mark.parametrize("step", ["đọc", "ghi vào kho", "đối chiếu"])
def test_an_interrupted_intake_leaves_the_store_as_it_was(fresh_store: Store, small_report: Path, step: str) -> None:
    """Stopping at any step writes nothing, and the next intake does all."""
    file = small_report / "12-BC-UBND.txt"
    (small_report / "13.txt").write_text(file.read_text(encoding="utf-8").replace("12/BC", "13/BC"), encoding="utf-8")
    events = ingest([small_report], fresh_store)
    for event in events:
        if isinstance(event, Progress) and event.step == step:
            break
    events.close()  # type: ignore[attr-defined]
    assert fresh_store.documents() == []
    assert take(fresh_store, small_report).count("read") == 2


def test_others_write_while_an_intake_compares(tmp_path: Path, small_report: Path) -> None:
    """Comparing holds no lock; what others wrote meanwhile is compared too, and nothing of it is lost."""
    with Store.open(tmp_path / "kho.db") as store, Store.open(tmp_path / "kho.db") as other:
        events = ingest([small_report], store)
        while (event := next(events)) and getattr(event, "step", "") != "đối chiếu":
            pass
        other.ingest(Document(code_number="7", code_notation="KH-X", source_file="b.txt", sha256="7", original="",
                              paragraphs=()))  # fmt: skip
        *_, report = events
        assert isinstance(report, Report)
        assert report.count("read") == 1
        assert {h.doc_key for h in store.documents()} == {"12/BC-UBND", "7/KH-X"}


def test_two_intakes_of_one_file(tmp_path: Path, small_report: Path) -> None:
    """The second one is told that the document is there already."""
    with Store.open(tmp_path / "kho.db") as store, Store.open(tmp_path / "kho.db") as other:
        events = ingest([small_report], store)
        while (event := next(events)) and (getattr(event, "step", ""), getattr(event, "done", 0)) != ("đọc", 1):
            pass
        assert take(other, small_report).count("read") == 1
        *_, report = events
        assert isinstance(report, Report)
        assert [(o.status, o.document) for o in report.outcomes] == [("unchanged", "12/BC-UBND")]
        assert len(store.documents()) == 1


def test_progress_grows_to_its_total(fresh_store: Store, small_report: Path) -> None:
    """Within a step the progress never goes back and never passes its total; reading ends at it."""
    steps = [e for e in ingest([small_report], fresh_store) if isinstance(e, Progress)]
    for name in {s.step for s in steps}:
        done = [s.done for s in steps if s.step == name]
        assert done == sorted(done)
    assert all(s.done <= s.total for s in steps)
    assert [(s.done, s.total) for s in steps if s.step == "đọc"] == [(0, 1), (1, 1)]


def letters(folder: Path, count: int) -> list[Path]:
    """So many reports of different numbers."""
    folder.mkdir(exist_ok=True)
    made = []
    for n in range(count):
        made.append(folder / f"{n:02d}.txt")
        made[-1].write_text(SMALL_REPORT.replace("12/BC", f"{40 + n}/BC"), encoding="utf-8")
    return made


def test_several_processes_read_what_one_reads(tmp_path: Path) -> None:
    """With two workers the store holds the same figures, and a bad file among them is told of."""
    folder = tmp_path / "van-ban"
    letters(folder, 5)
    (folder / "rac.txt").write_bytes(bytes(range(256)) * 40)
    kept = []
    for workers in (1, 2):
        with Store.open(tmp_path / f"{workers}.db") as store:
            *_, report = ingest([folder], store, workers=workers)
            assert isinstance(report, Report)
            assert (report.count("read"), report.count("failed")) == (5, 1)
            kept.append(sorted((o.doc, o.indicator, o.time_period, str(o.value)) for o in store.observations()))
    assert kept[0] == kept[1] != []


def test_a_process_that_dies_costs_nothing_but_time(fresh_store: Store, tmp_path: Path) -> None:
    """When the reading processes are killed, the files left are read all the same."""
    letters(tmp_path / "van-ban", 6)
    killed = 0
    report = None
    for event in ingest([tmp_path / "van-ban"], fresh_store, workers=2):
        if isinstance(event, Progress) and event.done == 1 and not killed:
            for process in multiprocessing.active_children():
                process.kill()
                killed += 1
        report = event
    assert killed
    assert isinstance(report, Report)
    assert report.count("read") == 6


def test_a_stopped_intake_is_continued(fresh_store: Store, tmp_path: Path) -> None:
    """What was read before a stop is not read again, and is written by the next intake."""
    folder = tmp_path / "van-ban"
    letters(folder, 4)
    events = ingest([folder], fresh_store)
    for event in events:
        if isinstance(event, Progress) and event.done == 2:
            break
    events.close()  # type: ignore[attr-defined]
    assert fresh_store.documents() == []
    first, *_, report = ingest([folder], fresh_store)
    assert isinstance(first, Progress)
    assert first.done == 2
    assert isinstance(report, Report)
    assert report.count("read") == 4


def test_failures_are_listed_until_the_file_is_read(fresh_store: Store, tmp_path: Path) -> None:
    """A file that cannot be read stands in the list with its reason, and leaves it once it can."""
    file = tmp_path / "a.txt"
    file.write_bytes(bytes(range(256)) * 40)
    take(fresh_store, file)
    (failure,) = fresh_store.failures.all()
    assert (failure.source_file, "a.txt" in failure.reason) == (file.as_posix(), True)
    file.write_text(SMALL_REPORT, encoding="utf-8")
    take(fresh_store, file)
    assert fresh_store.failures.all() == []


def test_two_empty_files_are_told_as_empty(tmp_path: Path) -> None:
    """Neither is a copy of the other; the list of failures names each once."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).touch()
    db = str(tmp_path / "kho.db")
    told = CliRunner().invoke(main, ["ingest", str(tmp_path), "--db", db])
    assert told.stderr.count("tệp rỗng") == 2
    assert "giống hệt" not in told.output
    failed = CliRunner().invoke(main, ["documents", "--failed", "--db", db]).output
    assert failed.count("b.txt") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights_is_named(tmp_path: Path) -> None:
    """Within the folder given, and given itself."""
    (closed := tmp_path / "khoa").mkdir(mode=0)
    for given in (tmp_path, closed):
        told = CliRunner().invoke(main, ["ingest", str(given), "--db", str(tmp_path / "kho.db")])
        assert "không có quyền đọc thư mục" in told.stderr
