"""Lists of assigned tasks: headings, states and days in many writings; import, newer lists, sums, chat, round trip."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.exporting import COLUMNS, task_row, to_csv, to_xlsx
from bot.intake.task_lists import Imported, import_tasks, listed_in
from corpus.errors import NoTaskListError
from corpus.reading import read_document
from corpus.task_lists import TaskList, read_task_list
from corpus.task_words import read_day, read_state
from handlers.ask import Assistant
from handlers.desk import Desk, Message
from handlers.routes import ROUTES
from handlers.task_states import with_listed
from handlers.task_totals import Totals, count
from index import Person, Store
from tests.desk_sample import fill
from tests.examples.task_lists import DAYS, HEADS, NO_HEADS, STATES
from tests.feeding import READER, Feeder

TODAY = date(2024, 10, 1)
HEAD = ("TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Hạn xử lý", "Trạng thái", "Ghi chú")
ROWS: tuple[tuple[object, ...], ...] = (
    ("A", "Nhiệm vụ theo chương trình công tác"),
    (1, "Xây dựng đề án phát triển cụm công nghiệp", "Phòng Công nghiệp", "30/6/2024", "Hoàn thành đúng hạn"),
    (2, "Tổng hợp rà soát quy hoạch cấp nước đô thị", "Phòng Quy hoạch", "15.10.2024", "đang thực hiện"),
    (3, "Trình phương án sắp xếp nhà đất công sản", "", datetime(2024, 8, 1), "Quá hạn"),
    (4, "Tiếp công dân định kỳ", "Thanh tra", "Thường xuyên", "Đang TH"),
    (5, "Báo cáo kết quả kiểm tra công vụ", "Thanh tra", "20/9/2024", "Đã hoàn thành (quá hạn)"),
    (6, "Báo cáo kết quả kiểm tra công vụ", "Thanh tra", "20/9/2024", "Đã hoàn thành (quá hạn)"),
    ("", "Tổng cộng", "6 nhiệm vụ", "", "hoàn thành 3"),
)


def workbook(
    folder: Path, name: str = "nhiem-vu.xlsx", rows: Sequence[Sequence[object]] = ROWS, day: str = "30/9/2024"
) -> Path:
    """A list as authorities send it: merged title rows above the head, sums below."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in ("UBND TỈNH AN BÌNH", "DANH MỤC NHIỆM VỤ UBND TỈNH GIAO SỞ KẾ HOẠCH", f"(Tính đến ngày {day})"):
        sheet.append([line])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=6)
    sheet.append([])
    sheet.append(HEAD)
    for row in rows:
        sheet.append(list(row))
    book.save(folder / name)
    return folder / name


def read(path: Path) -> TaskList:
    """The list of a file."""
    return listed_in(read_document(path), path.name)


def take(path: Path, store: Store) -> Imported:
    """Import a file."""
    return import_tasks(read(path), store, path.name, "telegram:1", TODAY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with a plan and a report."""
    with Store.open(tmp_path / "kho.db") as opened:
        yield fill(opened, tmp_path / "van-ban")


@pytest.mark.parametrize(
    ("state", "late", "text"), [(s, late, t) for (s, late), texts in STATES.items() for t in texts]
)
def test_states_in_many_spellings(state: str, late: bool | None, text: str) -> None:
    """A state is read as it is meant; words that tell none give none."""
    said = read_state(text)
    assert (said.state, said.late) == (state, late)


@pytest.mark.parametrize(("code", "text"), [(code, t) for code, texts in DAYS.items() for t in texts])
def test_days_in_many_writings(code: str, text: str) -> None:
    """A deadline becomes a day or a period; what is no day becomes none."""
    assert read_day(text, 2024)[0] == code


@pytest.mark.parametrize("heads", HEADS)
def test_headings_in_many_spellings(tmp_path: Path, heads: tuple[str, ...]) -> None:
    """Number, task, lead, deadline and state are found by their headings, whatever they are called."""
    path = tmp_path / "a.csv"
    row = ("1", "Xây dựng đề án cấp nước", "Phòng Hạ tầng", "30/6/2024", "Hoàn thành")
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([heads, row, ("2", "Lập kế hoạch thanh tra", "Thanh tra", "30/7/2024", "đang làm")])
    task = read(path).tasks[0]
    assert (task.text, task.lead, task.deadline, task.status) == (row[1], row[2], "2024-06-30", row[4])


@pytest.mark.parametrize("heads", NO_HEADS)
def test_other_tables_are_no_lists(tmp_path: Path, heads: tuple[str, ...]) -> None:
    """A table of figures, or of tasks without lead, deadline and state, is refused in a sentence that says why."""
    path = tmp_path / "a.csv"
    path.write_text(";".join(heads) + "\n" + ";".join("abc 12" for _ in heads) + "\n", encoding="utf-8")
    with pytest.raises(NoTaskListError, match="không thấy danh mục nhiệm vụ; bảng cần có cột"):
        read(path)


def test_a_list_is_read_whole(tmp_path: Path) -> None:
    """Title, day, sections, a lead merged over two rows; sums are no tasks, "Tổng hợp …" is one, twice is once."""
    listed = read(workbook(tmp_path))
    assert listed.document.doc_key == "DANH MỤC NHIỆM VỤ UBND TỈNH GIAO SỞ KẾ HOẠCH"
    assert listed.as_of == "2024-09-30"
    assert [(t.lead, t.deadline) for t in listed.tasks] == [
        ("Phòng Công nghiệp", "2024-06-30"), ("Phòng Quy hoạch", "2024-10-15"), ("Phòng Quy hoạch", "2024-08-01"),
        ("Thanh tra", ""), ("Thanh tra", "2024-09-20"),
    ]  # fmt: skip
    assert listed.tasks[1].text.startswith("Tổng hợp")
    assert listed.tasks[0].section == ("Nhiệm vụ theo chương trình công tác",)
    assert listed.remarks == ("1 dòng lặp lại, chỉ tính một lần.",)
    for task in listed.tasks:
        assert listed.document.original[task.span.start : task.span.end] == task.span.quote == task.text


def test_sums_are_counted_and_compared_with_the_printed_ones(tmp_path: Path, store: Store) -> None:
    """Done of all, in time and late; the others overdue, in time, undated; a printed sum that differs is told."""
    done = take(workbook(tmp_path), store)
    assert done.totals == Totals(total=5, done=2, done_in_time=1, done_late=1, overdue=1, in_time=1, undated=1)
    assert done.totals.done + done.totals.overdue + done.totals.in_time + done.totals.undated == done.totals.total
    assert "Danh mục ghi hoàn thành 3, đếm từng dòng được 2." in done.remarks
    assert "Danh mục ghi tổng số 6, đếm từng dòng được 5." in done.remarks


def newer(folder: Path) -> Path:
    """The list a month later: one task done, one with a new deadline, one gone, one new."""
    rows = [list(row) for row in ROWS]
    rows[2][4] = "Hoàn thành"
    rows[3][3] = "30/11/2024"
    rows[4] = [4, "Lập dự toán năm sau", "Văn phòng", "15/12/2024", "Chưa thực hiện"]
    return workbook(folder, "thang-10.xlsx", rows, "31/10/2024")


def test_a_newer_list_updates_states_and_keeps_history(tmp_path: Path, store: Store) -> None:
    """The newer list stands, each change is in the log with before and after, and /lichsu tells both states."""
    take(workbook(tmp_path), store)
    done = take(newer(tmp_path), store)
    assert (done.added, done.changed, done.same, done.gone) == (1, 2, 2, 1)
    key = done.document
    assert len(store.tasks(doc=key)) == 5
    assert len(store.versions(key)) == 1
    changes = [(e.before["status"], e.after["status"]) for e in store.audit.all() if e.action == "state"]
    assert ("đang thực hiện", "Hoàn thành") in changes
    assert store.audit.broken() is None
    desk = Desk(store, Assistant(store, clock=lambda: TODAY), ROUTES, clock=lambda: TODAY)
    (reply,) = desk.handle(Message(text="/lichsu quy hoạch cấp nước", conversation="1")).replies
    told = "\n".join(reply.blocks)
    assert told.index("30/9/2024: đang thực hiện") < told.index("31/10/2024: Hoàn thành")


def test_an_older_list_changes_nothing(tmp_path: Path, store: Store) -> None:
    """After the newer list the older one is refused, in a sentence with both days; nothing moves."""
    take(newer(tmp_path), store)
    before = store.tasks(), store.task_states.all(), store.audit.all()
    with pytest.raises(NoTaskListError, match=r"tính đến 30/09/2024, trong kho đã có bản tính đến 31/10/2024"):
        take(workbook(tmp_path), store)
    assert (store.tasks(), store.task_states.all(), store.audit.all()) == before


def test_the_same_list_twice_changes_nothing(tmp_path: Path, store: Store) -> None:
    """A second import of one file writes nothing."""
    take(workbook(tmp_path), store)
    before = store.tasks(), store.task_states.all(), store.audit.all(), store.version()
    assert take(workbook(tmp_path), store).same == 5
    assert (store.tasks(), store.task_states.all(), store.audit.all(), store.version()) == before


def test_an_import_that_breaks_off_leaves_nothing(tmp_path: Path, store: Store) -> None:
    """The list, its states and its rows of the log are one transaction."""
    before = store.documents(), store.tasks(), store.task_states.all(), store.audit.all()

    def broken_off() -> None:
        with store.transaction():
            take(workbook(tmp_path), store)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        broken_off()
    assert (store.documents(), store.tasks(), store.task_states.all(), store.audit.all()) == before


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_export_and_import_change_nothing(tmp_path: Path, store: Store, form: str) -> None:
    """What `planbot export tasks` writes is taken back without a change, plans' tasks and lists' alike."""
    take(workbook(tmp_path), store)
    rows = [task_row(t) for t in store.tasks()]
    path = tmp_path / f"xuat.{form}"
    columns = COLUMNS["tasks"]
    path.write_bytes(to_xlsx(rows, columns) if form == "xlsx" else b"\xef\xbb\xbf" + to_csv(rows, columns).encode())
    before = store.tasks(), store.task_states.all(), store.audit.all(), store.version()
    done = take(path, store)
    assert (done.changed, done.same, done.remarks) == (0, len(rows), ())
    assert (store.tasks(), store.task_states.all(), store.audit.all(), store.version()) == before


def test_a_state_filled_in_into_the_export_is_taken(tmp_path: Path, store: Store) -> None:
    """The export as a form: a state typed beside a plan's task holds from then on; a row of no task is told."""
    rows = [task_row(t) for t in store.tasks()]
    rows[0] |= {"status": "Hoàn thành"}
    rows.append(rows[1] | {"text": "Việc không có trong kho"})
    path = tmp_path / "xuat.xlsx"
    path.write_bytes(to_xlsx(rows, COLUMNS["tasks"]))
    done = take(path, store)
    assert (done.changed, done.remarks) == (1, ("1 dòng là nhiệm vụ không có trong kho, đã bỏ qua.",))
    current = with_listed(store.tasks(), store.task_states.latest())
    assert [t.status for t in current if t.status] == ["Hoàn thành"]
    assert count(current, TODAY).done == 1


def test_the_command_imports_and_says_what_it_did(tmp_path: Path) -> None:
    """`planbot import tasks`: counts and sums on stdout, remarks on stderr; one sentence and code 1 for no list."""
    db = ["--db", str(tmp_path / "kho.db")]
    done = CliRunner().invoke(main, ["import", "tasks", str(workbook(tmp_path)), *db])
    assert done.exit_code == 0
    assert "5 nhiệm vụ mới" in done.output
    assert "Tính đến 30/09/2024: Hoàn thành 2/5 (trong hạn 1, quá hạn 1); chưa xong 3" in done.output
    (tmp_path / "b.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    failed = CliRunner().invoke(main, ["import", "tasks", str(tmp_path / "b.csv"), *db])
    assert failed.exit_code == 1
    assert "b.csv: không thấy danh mục nhiệm vụ" in failed.output


@pytest.mark.parametrize(
    "question",
    [
        "Hoàn thành bao nhiêu nhiệm vụ rồi?",
        "con may nhiem vu qua han",
        "tiến độ nhiệm vụ tỉnh giao thế nào",
        "/nhiemvu",
    ],
)
def test_sums_are_answered(tmp_path: Path, store: Store, question: str) -> None:
    """Plain words and /nhiemvu give the sums counted row by row; overdue tasks are named when asked for."""
    take(workbook(tmp_path), store)
    desk = Desk(store, Assistant(store, clock=lambda: TODAY), ROUTES, clock=lambda: TODAY)
    told = "\n".join(desk.handle(Message(text=question, conversation="1")).replies[0].blocks).casefold()
    listed = [t for t in store.tasks() if t.doc.startswith("DANH")] if question != "/nhiemvu" else store.tasks()
    sums = count(listed, TODAY)
    assert f"hoàn thành {sums.done}/{sums.total}" in told
    assert f"quá hạn {sums.overdue}" in told
    assert ("trình phương án sắp xếp" in told) == ("qua han" in question or question == "/nhiemvu")


@pytest.mark.parametrize(
    ("words", "expected"),
    [("chưa xong thanh tra", 1), ("đã hoàn thành", 2), ("đang thực hiện", 3), ("quá hạn phòng quy hoạch", 1)],
)
def test_tasks_by_state(tmp_path: Path, store: Store, words: str, expected: int) -> None:
    """/nhiemvu takes a state beside unit, deadline and words."""
    take(workbook(tmp_path), store)
    desk = Desk(store, Assistant(store, clock=lambda: TODAY), ROUTES, clock=lambda: TODAY)
    (reply,) = desk.handle(Message(text=f"/nhiemvu {words}", conversation="1")).replies
    assert f"{expected} nhiệm vụ" in reply.blocks[0]


@pytest.mark.parametrize("name", ["nhiem-vu.xlsx", "nhiem-vu.csv"])
def test_a_list_sent_in_the_chat(tmp_path: Path, name: str) -> None:
    """An administrator sends the list: its sums are shown, a press takes it, a newer one updates; all in the log."""
    with Store.open(tmp_path / "kho.db") as store:
        feeder = Feeder(store, tmp_path)
        for number, path in enumerate((workbook(tmp_path), newer(tmp_path))):
            data = path.read_bytes() if name.endswith("xlsx") else as_csv(path)
            assert "Đã nhận" in feeder.sends(name, data)
            card = feeder.reads()
            assert "danh mục nhiệm vụ" in card
            assert "Hoàn thành 2/5" in card if number == 0 else "Hoàn thành 3/5" in card
            feeder.presses("Nạp")
            done = feeder.reads()
            assert ("5 nhiệm vụ mới" if number == 0 else "2 thay đổi") in done
        assert {e.actor for e in store.audit.all() if e.action in ("import", "state")} == {"telegram:1"}
        assert "hoàn thành 3/5" in feeder.says("bao nhiêu nhiệm vụ xong rồi", READER)


def as_csv(path: Path) -> bytes:
    """The workbook saved as CSV, as Excel does in Vietnam: semicolons, days as shown."""
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    out = io.StringIO()
    for row in sheet.iter_rows(values_only=True):
        csv.writer(out, delimiter=";").writerow([f"{v:%d/%m/%Y}" if isinstance(v, datetime) else v for v in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def test_a_unit_does_not_import(tmp_path: Path) -> None:
    """A list from somebody who may only report is no import: nothing is kept."""
    with Store.open(tmp_path / "kho.db") as store:
        feeder = Feeder(store, tmp_path)
        store.people.put(Person(person="telegram:3", name="Hà", role="reporter", units=("Văn phòng",), chat="3"))
        feeder.sends("nhiem-vu.xlsx", workbook(tmp_path).read_bytes(), person="telegram:3")
        assert (store.arrivals.waiting(), store.documents()) == ([], [])


def test_plans_with_an_annex_are_no_lists(store: Store) -> None:
    """A document without a table is none."""
    document = store.document("7/KH-UBND")
    assert document is not None
    assert read_task_list(document) is None
