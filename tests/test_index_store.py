"""The store: what is kept, what replaces what, and what an interruption leaves behind."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.models import Cell, Document, Finding, Observation, Paragraph, Section, Signer, Span, Table, TableRow, Task
from corpus.values import Aligned
from index import NewerStore, NotAStore, Store, StoreBusy, StoreError, StoreFull, StoreUnreachable, passages_of
from index import connection as connection_module
from index.migrations import MIGRATIONS

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
TEXT = "Vốn đầu tư ngoài ngân sách đạt 41,5 tỷ đồng. "


def make_document(**fields: object) -> Document:
    """A plan of one section and two paragraphs; any field may be given."""
    original = str(fields.pop("original", TEXT + "Trồng mới 120 ha rừng ngập mặn."))
    cut = original.index("Trồng") if "Trồng" in original else len(original)
    section = (Section(label="I", title="Kết quả thực hiện", level=0),)
    paragraphs = tuple(
        Paragraph(
            ordinal=n,
            kind="text",
            section=section,
            body=Aligned.verbatim(original[a:b], a),
            start=a,
            end=b,
            uncertain=((0, 3),) if n == 0 else (),
        )
        for n, (a, b) in enumerate([(0, cut), (cut, len(original))])
        if a < b
    )
    values: dict[str, object] = {
        "code_number": "31",
        "code_notation": "BC-VPX",
        "type_name": "Báo cáo",
        "subject": "tình hình quý III",
        "organ_name": "Văn phòng huyện X",
        "issued_date": "2031-04-01",
        "signer": Signer(position="CHÁNH VĂN PHÒNG", full_name="Lê Thị Thử"),
        "reporting_period": "2031-Q1",
        "source_file": "bao-cao.txt",
        "sha256": "sha-" + original,
        "original": original,
        "paragraphs": paragraphs,
        "tables": (),
    }
    return Document.model_validate(values | fields)


def span(document: Document, quote: str) -> Span:
    start = document.original.index(quote)
    return Span(doc=document.doc_key, paragraph=0, start=start, end=start + len(quote), quote=quote)


def make_observation(document: Document, **fields: object) -> Observation:
    values: dict[str, object] = {
        "doc": document.doc_key,
        "indicator": "Vốn đầu tư",
        "catalogued": True,
        "entity": "Huyện X",
        "time_period": "2031-Q1",
        "measure": "actual",
        "value": Decimal("41.50"),
        "unit": "tỷ đồng",
        "unit_mult": 9,
        "span": span(document, "41,5 tỷ đồng"),
        "clause": span(document, TEXT.strip()),
    }
    return Observation.model_validate(values | fields)


def make_task(document: Document) -> Task:
    return Task(
        doc=document.doc_key,
        ordinal=1,
        text="Trồng rừng",
        lead="Phòng N",
        deadline="2031-06-30",
        span=span(document, "Trồng mới 120 ha"),
    )


def make_finding(*documents: Document) -> Finding:
    return Finding(
        kind="text_vs_text",
        severity="hard",
        title="Hai số khác nhau",
        docs=tuple(d.doc_key for d in documents),
        quotes=tuple(span(d, "41,5 tỷ đồng") for d in documents),
        reported="41,5",
        computed="41,0",
    )


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:", clock=lambda: NOON) as opened:
        yield opened


def dump(path: Path) -> list[str]:
    """All rows of a database file, as SQL."""
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


# -- what is kept -----------------------------------------------------------------------------------------------------


def test_what_goes_in_comes_out_equal(store: Store) -> None:
    """Documents, observations, tasks and findings come back as the same values, Decimals with their zeros."""
    document = make_document()
    observation, task, finding = make_observation(document), make_task(document), make_finding(document)
    outcome = store.ingest(document, [observation], [task])
    store.replace_findings([finding])
    assert (outcome.status, outcome.doc_key, outcome.observations, outcome.tasks) == ("read", "31/BC-VPX", 1, 1)
    assert store.document("31/BC-VPX") == document
    assert store.observations() == [observation]
    assert str(store.observations()[0].value) == "41.50"
    assert store.tasks() == [task]
    assert store.findings() == [finding]
    assert store.document("32/BC-VPX") is None


def test_header_rows_carry_the_fields_of_the_decree(store: Store) -> None:
    """A listing shows header fields and counts without reading bodies."""
    document = make_document()
    store.ingest(document, [make_observation(document)], [])
    (row,) = store.documents()
    assert (row.doc_key, row.type_name, row.issued_date) == ("31/BC-VPX", "Báo cáo", "2031-04-01")
    assert (row.signer.full_name, row.reporting_period, row.abridged) == ("Lê Thị Thử", "2031-Q1", False)
    assert (row.passages, row.observations, row.tasks, row.ingested_at) == (3, 1, 0, NOON.isoformat())


def test_rows_and_schema_are_as_documented(tmp_path: Path) -> None:
    """The exact tables, and figures as text, so that other tools may read the file."""
    path = tmp_path / "kho.db"
    document = make_document()
    with Store.open(path, clock=lambda: NOON) as store:
        store.ingest(document, [make_observation(document)], [make_task(document)])
    db = Database(path)
    assert sorted(db.table_names()) == [
        "_sqlite_migrations",
        "arrivals",
        "askings",
        "audit",
        "chats",
        "corrections",
        "counters",
        "dialogs",
        "document_marks",
        "documents",
        "failures",
        "finding_documents",
        "findings",
        "handles",
        "inbox",
        "notices_muted",
        "notices_sent",
        "observations",
        "outbox",
        "passages",
        "people",
        "posts",
        "promised_corrections",
        "report_events",
        "report_items",
        "reports",
        "restorations",
        "served_groups",
        "sqlite_sequence",
        "staged",
        "subscriptions",
        "task_states",
        "tasks",
        "unreachable",
        "versions",
    ]
    (row,) = db.query("SELECT doc_key, indicator, value, typeof(value) AS type, measure FROM observations")
    assert row == {
        "doc_key": "31/BC-VPX",
        "indicator": "Vốn đầu tư",
        "value": "41.50",
        "type": "text",
        "measure": "actual",
    }
    assert [r["tokens"] for r in db.query("SELECT tokens FROM passages WHERE paragraph = 1")] == [
        "kết_quả thực_hiện\t\ttrồng mới 120 ha rừng ngập_mặn"
    ]
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, 3),
        ({"indicator": "Vốn đầu tư"}, 2),
        ({"indicator": ["Vốn đầu tư", "Diện tích rừng"]}, 3),
        ({"time_period": "2031-Q1", "measure": {"actual", "target"}}, 2),
        ({"entity": "Huyện Y"}, 0),
        ({"doc": "31/BC-VPX", "obs_status": "A"}, 3),
        ({"indicator": []}, 0),
        ({"indicator": "x' OR '1'='1"}, 0),
    ],
)
def test_observations_by_dimensions(store: Store, filters: dict[str, object], found: int) -> None:
    """Each dimension may be one value, several, or open; a value is never SQL."""
    document = make_document()
    rows = [
        make_observation(document),
        make_observation(document, measure="target", value=Decimal(50)),
        make_observation(document, indicator="Diện tích rừng", time_period="2030"),
    ]
    store.ingest(document, rows, [])
    assert len(store.observations(**filters)) == found  # type: ignore[arg-type]


# -- what replaces what -----------------------------------------------------------------------------------------------


def test_the_same_content_changes_nothing(store: Store) -> None:
    """A second intake of one content is 'unchanged', whatever the file is called now."""
    document = make_document()
    store.ingest(document, [], [])
    version = store.version()
    assert store.known(document.sha256)
    assert store.ingest(document.model_copy(update={"source_file": "khac.txt"}), [], []).status == "unchanged"
    assert store.version() == version


def test_a_changed_file_replaces_its_old_content(store: Store) -> None:
    """The new content answers, the old one is kept as a version, findings that rest on it go."""
    old, new = make_document(), make_document(original=TEXT.replace("41,5", "43,5"))
    store.ingest(old, [make_observation(old)], [make_task(old)])
    store.replace_findings([make_finding(old)])
    outcome = store.ingest(new, [], [])
    assert (outcome.status, outcome.warnings) == ("replaced", ())
    assert [d.sha256 for d in store.documents()] == [new.sha256]
    assert (store.observations(), store.tasks(), store.findings()) == ([], [], [])
    (version,) = store.versions("31/BC-VPX")
    assert (version.sha256, version.replaced_by, version.reason) == (old.sha256, new.sha256, "changed")
    assert not store.known(old.sha256)
    assert store.ingest(old, [], []).status == "replaced"


def test_a_document_prepared_before_is_taken_in_a_transaction(store: Store) -> None:
    """Segmenting can be done before the write lock is held; the result is that of `ingest`."""
    document = make_document()
    intake = store.prepare(document, [make_observation(document)])
    with store.transaction():
        assert store.take(intake).status == "read"
        assert store.take(intake).status == "unchanged"
    assert (len(store.observations()), len(store.passages())) == (1, 3)


def test_two_files_of_one_number_are_reported_and_settle(store: Store) -> None:
    """Number, notation and organ coincide: the later content is kept, said so, and a second run turns nothing."""
    first = make_document(source_file="a.txt")
    second = make_document(source_file="b.txt", original=TEXT)
    store.ingest(first, [], [])
    outcome = store.ingest(second, [], [])
    assert outcome.status == "replaced"
    assert outcome.warnings == (
        "Văn bản số 31/BC-VPX có trong hai tệp khác nội dung: a.txt và b.txt; giữ nội dung mới ở b.txt.",
    )
    assert [store.ingest(d, [], []).status for d in (first, second)] == ["unchanged", "unchanged"]
    assert store.known(first.sha256)
    assert [d.sha256 for d in store.documents()] == [second.sha256]
    third = make_document(source_file="b.txt", original=TEXT + "Thêm.")
    assert store.ingest(third, [], []).status == "replaced"
    assert store.ingest(first, [], []).status == "unchanged"


def test_an_older_issue_of_one_number_is_skipped(store: Store) -> None:
    """When both dates are known, the later date wins whatever the order of reading."""
    store.ingest(make_document(source_file="a.txt"), [], [])
    older = make_document(source_file="b.txt", original=TEXT, issued_date="2031-02-01")
    outcome = store.ingest(older, [], [])
    assert outcome.status == "skipped"
    assert outcome.reason.endswith("giữ nội dung mới ở a.txt.")
    assert len(store.documents()) == 1


def test_a_restatement_gives_way_to_the_real_document(store: Store) -> None:
    """An abridged restatement is replaced by the real document and never replaces it."""
    abridged = make_document(abridged=True, source_file="mau/31.txt", original=TEXT)
    real = make_document()
    assert store.ingest(abridged, [], []).status == "read"
    outcome = store.ingest(real, [], [])
    assert (outcome.status, outcome.warnings) == ("replaced", ())
    assert store.versions()[0].reason == "abridged"
    assert store.ingest(abridged, [], []).status == "unchanged"
    store.remove("31/BC-VPX")
    store.ingest(real, [], [])
    other = make_document(abridged=True, source_file="mau/31b.txt", original=TEXT + "Khác.")
    outcome = store.ingest(other, [], [])
    assert outcome.status == "skipped"
    assert outcome.reason == "bản rút gọn; đã có văn bản thật 31/BC-VPX từ bao-cao.txt"
    assert not store.documents()[0].abridged


def test_a_restatement_meets_a_real_document_of_damaged_number(store: Store) -> None:
    """A scan that lost digits of its number still replaces the restatement of the same report."""
    store.ingest(make_document(abridged=True, source_file="mau.txt", original=TEXT), [], [])
    assert store.ingest(make_document(code_number="3"), [], []).status == "replaced"
    assert [d.code_number for d in store.documents()] == ["3"]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"issued_date": "2032-04-01"}, "31/BC-VPX (2032)"),
        ({"organ_name": "Văn phòng huyện Z"}, "31/BC-VPX (2031)"),
        ({"organ_name": "Văn phòng huyện Z", "issued_date": ""}, "31/BC-VPX (Văn phòng huyện Z)"),
    ],
)
def test_one_number_of_two_documents_is_told_apart(store: Store, fields: dict[str, object], key: str) -> None:
    """Numbers restart each year and organs share notations: both are kept, the second under a longer key."""
    store.ingest(make_document(), [], [])
    other = make_document(source_file="khac.txt", original=TEXT, **fields)
    outcome = store.ingest(other, [make_observation(other)], [])
    assert (outcome.status, outcome.doc_key) == ("read", key)
    (observation,) = store.observations(doc=key)
    assert (observation.doc, observation.span.doc, observation.clause.doc) == (key, key, key)
    kept = store.document(key)
    assert kept is not None
    assert kept.doc_key == key
    assert len(store.documents()) == 2


def test_files_without_numbers_are_told_apart_by_their_folder(store: Store) -> None:
    """Two notes of one file name in two folders are two documents; the same file changed is one."""
    fields: dict[str, object] = {"code_number": "", "code_notation": "", "organ_name": ""}
    first = make_document(source_file="thang-1/ghi-chep.txt", **fields)
    second = make_document(source_file="thang-2/ghi-chep.txt", original=TEXT, **fields)
    assert [store.ingest(d, [], []).doc_key for d in (first, second)] == ["ghi-chep", "ghi-chep (thang-2)"]
    changed = make_document(source_file="thang-2/ghi-chep.txt", original=TEXT + "Thêm.", **fields)
    outcome = store.ingest(changed, [], [])
    assert (outcome.status, outcome.doc_key) == ("replaced", "ghi-chep (thang-2)")


def test_a_removed_document_can_come_back(store: Store) -> None:
    """Recall keeps the content as a version and lets it be read anew."""
    document = make_document()
    store.ingest(document, [], [])
    assert store.remove("31/BC-VPX")
    assert not store.remove("31/BC-VPX")
    assert (store.documents(), store.passages(), store.versions()[0].reason) == ([], [], "removed")
    assert store.ingest(document, [], []).status == "read"


# -- passages and search ----------------------------------------------------------------------------------------------


def test_paragraphs_and_rows_become_passages() -> None:
    """A table row reads 'label path (unit); column: cell', with the caption among its titles."""
    cells = tuple(
        Cell(row=1, column=n, body=Aligned.verbatim(text, n)) for n, text in enumerate(["Rừng", "ha", "120", ""])
    )
    row = TableRow(row=1, path=("Lâm nghiệp",), label="Rừng", unit="ha", cells=cells, start=3, end=9)
    table = Table(
        ordinal=0,
        section=(Section(label="II", title="", level=0),),
        caption="Biểu 1",
        columns=("Chỉ tiêu", "ĐVT", "Kế hoạch › Quý I", "Ghi chú"),
        label_column=0,
        unit_column=1,
        rows=(row,),
        start=0,
        end=9,
    )
    document = make_document(paragraphs=(), tables=(table,))
    header, passage = passages_of(document)
    assert header.text == (
        "Báo cáo tình hình quý III; Số 31/BC-VPX; Văn phòng huyện X; ngày 01/04/2031; người ký Lê Thị Thử"
    )
    assert passage.text == "Lâm nghiệp › Rừng (ha); Kế hoạch › Quý I: 120"
    assert (passage.kind, passage.section, passage.table, passage.row) == ("row", ("II", "Biểu 1"), 0, 1)


def test_search_finds_passages_with_and_without_marks(store: Store) -> None:
    """A question typed without diacritics, a document number and a date find their passages."""
    document = make_document()
    store.ingest(document, [], [])
    for question, part in [
        ("trồng rừng ngập mặn", "120 ha"),
        ("trong rung ngap man", "120 ha"),
        ("von dau tu", "41,5"),
        ("31/BC-VPX", "Số 31/BC-VPX"),
        ("lê thị thử", "người ký"),
    ]:
        best = store.passage(store.search(question)[0].passage_id)
        assert best is not None
        assert part in best.text
    assert store.search("tôm hùm") == []
    assert store.search("") == []


def test_search_follows_the_store_and_can_stay_in_one_document(store: Store) -> None:
    """A new document is found at once; `doc_key` keeps the search in it."""
    store.ingest(make_document(), [], [])
    assert len(store.search("vốn đầu tư")) == 1
    other = make_document(code_number="40", source_file="b.txt", original=TEXT)
    store.ingest(other, [], [])
    assert len(store.search("vốn đầu tư")) == 2
    hits = store.search("vốn đầu tư", doc_key="40/BC-VPX")
    assert [p.doc_key for hit in hits if (p := store.passage(hit.passage_id))] == ["40/BC-VPX"]
    assert store.search("vốn đầu tư", doc_key=["99/BC-VPX"]) == []


def test_neighbours_stay_in_the_document(store: Store) -> None:
    """The passages before and after, in order, none of another document."""
    store.ingest(make_document(), [], [])
    store.ingest(make_document(code_number="40", source_file="b.txt", original=TEXT), [], [])
    first = store.passages("31/BC-VPX")
    assert store.neighbours(first[1].id) == first
    assert store.neighbours(first[2].id, before=0, after=5) == first[2:]
    assert first[1].uncertain == ((0, 3),)
    assert store.passage(10**6) is None


# -- memory -----------------------------------------------------------------------------------------------------------


def test_chats_and_restorations_are_rows(tmp_path: Path) -> None:
    """What a chat said and what was repaired outlive the process."""
    path = tmp_path / "kho.db"
    with Store.open(path) as store:
        store.save_chat_state(7, {"indicator": ["Vốn"], "kỳ": None})
        store.save_chat_state("7", {"indicator": ["Rừng"]})
        store.save_restored("sha", "đã phục hồi", model="2")
    with Store.open(path) as store:
        assert store.chat_state("7") == {"indicator": ["Rừng"]}
        assert store.chat_state("8") is None
        assert (store.restored("sha", "2"), store.restored("sha")) == ("đã phục hồi", None)
        store.save_chat_state("7", None)
        assert store.chat_state("7") is None


# -- trouble ----------------------------------------------------------------------------------------------------------


def test_an_interrupted_intake_leaves_the_old_state(tmp_path: Path) -> None:
    """SQLite giving up between two rows: every row as it was, and the next intake works."""
    path = tmp_path / "kho.db"
    old = make_document()
    new = make_document(original=TEXT)
    with Store.open(path) as store:
        store.ingest(old, [make_observation(old)], [make_task(old)])
        before = dump(path)
        with store._connections.read() as db:
            db.execute("CREATE TEMP TRIGGER stop BEFORE INSERT ON main.tasks BEGIN SELECT RAISE(ABORT, 'dừng'); END")
            with pytest.raises(sqlite3.IntegrityError, match="dừng"):
                store.ingest(new, [make_observation(new)], [make_task(old)])
            db.execute("DROP TRIGGER stop")
        assert dump(path) == before
        assert store.document("31/BC-VPX") == old
        assert store.ingest(new, [], []).status == "replaced"


def test_a_killed_process_leaves_the_old_state(tmp_path: Path) -> None:
    """kill -9 between writing and commit: the next process finds the old rows and writes."""
    path = tmp_path / "kho.db"
    old, new = make_document(), make_document(original=TEXT)
    with Store.open(path) as store:
        store.ingest(old, [], [])
    before = dump(path)
    program = (
        "import sys\nfrom corpus.models import Document\nfrom index import Store\n"
        "store = Store.open(sys.argv[1])\n"
        "with store.transaction():\n"
        "    print(store.ingest(Document.model_validate_json(sys.argv[2])).status, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program, str(path), new.model_dump_json()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "replaced\n"
        process.kill()
    assert dump(path) == before
    with Store.open(path) as store:
        assert store.ingest(new, [], []).status == "replaced"


def test_a_full_disk_is_told_and_undone(tmp_path: Path) -> None:
    """No room for the new rows: one sentence, the old state, and work goes on when there is room."""
    path = tmp_path / "kho.db"
    with Store.open(path) as store:
        store.ingest(make_document(), [], [])
        before = dump(path)
        with store._connections.read() as db:
            pages = db.execute("PRAGMA page_count").fetchone()[0]
            db.execute(f"PRAGMA max_page_count = {pages}")
        big = make_document(code_number="40", source_file="b.txt", original=TEXT + "Dài. " * 40_000, paragraphs=())
        with pytest.raises(StoreFull, match=r"^Ổ đĩa chứa .*kho\.db đã đầy: hãy dọn bớt"):
            store.ingest(big, [], [])
        assert dump(path) == before
        with store._connections.read() as db:
            db.execute("PRAGMA max_page_count = 1000000")
        assert store.ingest(big, [], []).status == "read"


def test_several_writings_are_one(store: Store) -> None:
    """Inside `transaction()` an error undoes all of it, and nothing undone is remembered."""

    def write_and_stop() -> None:
        with store.transaction():
            store.ingest(make_document(), [], [])
            store.save_chat_state("1", {})
            assert len(store.search("vốn đầu tư")) == 1
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_stop()
    assert (store.documents(), store.chat_state("1"), store.search("vốn đầu tư")) == ([], None, [])
    store.ingest(make_document(original="Nuôi cá lồng bè."), [], [])
    assert store.search("vốn đầu tư") == []
    assert len(store.search("cá lồng")) == 1


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    """A file that knows migrations unknown here is not touched."""
    path = tmp_path / "kho.db"
    Store.open(path).close()
    db = Database(path)
    db["_sqlite_migrations"].insert(  # type: ignore[union-attr]
        {"migration_set": "planbot", "name": "0999_sau_nay", "applied_at": ""}
    )
    db.close()
    before = dump(path)
    with pytest.raises(NewerStore, match=r"phiên bản mới hơn của planbot .*0999_sau_nay.*cập nhật chương trình"):
        Store.open(path)
    assert dump(path) == before
    assert [p.name for p in tmp_path.glob("*.bak")] == []


def test_an_older_database_is_copied_aside_then_upgraded(tmp_path: Path) -> None:
    """Before a migration the file is copied; a new file is not."""
    path = tmp_path / "kho.db"
    db = Database(path)
    MIGRATIONS.apply(db, stop_before="0003_working_memory")
    db.close()
    old = dump(path)
    with Store.open(path) as store:
        store.ingest(make_document(), [], [])
    copy = tmp_path / "kho.db.0002_knowledge.bak"
    assert dump(copy) == old
    Store.open(path).close()
    assert [p.name for p in tmp_path.glob("*.bak")] == [copy.name]


def test_files_that_are_no_store_are_refused(tmp_path: Path) -> None:
    """A text file, another program's database and a folder each get a sentence and are not changed."""
    text = tmp_path / "ghi-chu.txt"
    text.write_text("Không phải cơ sở dữ liệu. " * 100, encoding="utf-8")
    foreign = tmp_path / "khac.db"
    db = Database(foreign)
    db["khac"].insert({"a": 1})  # type: ignore[union-attr]
    db.close()
    for path, kind in [(text, NotAStore), (foreign, NotAStore), (tmp_path, StoreUnreachable)]:
        with pytest.raises(kind) as raised:
            Store.open(path)
        assert str(path) in str(raised.value)
        assert str(raised.value).endswith(".")
    assert text.read_text(encoding="utf-8").startswith("Không phải")
    assert Database(foreign).table_names() == ["khac"]


def test_a_busy_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program holding the write lock: a sentence after the waiting time, readers not held up."""
    monkeypatch.setattr(connection_module, "BUSY_SECONDS", 0.01)
    path = tmp_path / "kho.db"
    with Store.open(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="đang được chương trình khác ghi"):
            store.ingest(make_document(), [], [])
        assert store.documents() == []
        other.execute("ROLLBACK")
        other.close()
        assert store.ingest(make_document(), [], []).status == "read"


@pytest.mark.parametrize("name", [":memory:", "kho.db"])
def test_threads_share_a_store(tmp_path: Path, name: str) -> None:
    """Threads read and write at once; every document is there in the end, none twice."""
    path = name if name == ":memory:" else str(tmp_path / name)
    failures: list[BaseException] = []
    with Store.open(path) as store:

        def work(first: int) -> None:
            try:
                for n in range(first, first + 5):
                    store.ingest(make_document(code_number=str(n), source_file=f"{n}.txt", sha256=str(n)), [], [])
                    store.search("vốn đầu tư")
                    store.observations()
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(n,)) for n in (100, 200, 300, 400)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert failures == []
        assert len(store.documents()) == 20
        assert len(store.search("vốn đầu tư", limit=50)) == 20


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    """Use after closing is a mistake told in a sentence."""
    store = Store.open(tmp_path / "kho.db")
    store.close()
    with pytest.raises(StoreError, match="đã đóng"):
        store.documents()


def test_chat_state_is_plain_json(tmp_path: Path) -> None:
    """The state is stored as readable JSON, Vietnamese unescaped."""
    with Store.open(tmp_path / "kho.db") as store:
        store.save_chat_state("1", {"đơn vị": "xã"})
    db = Database(tmp_path / "kho.db")
    (row,) = db.query("SELECT state FROM chats")
    assert (row["state"], json.loads(row["state"])) == ('{"đơn vị": "xã"}', {"đơn vị": "xã"})
    db.close()


def test_documents_stand_by_the_day_that_was_put_right(store: Store) -> None:
    """A corrected day of issue decides the place in the list, not the one that was misread."""
    store.ingest(make_document(issued_date="2031-04-01"))
    store.ingest(make_document(issued_date="2031-06-01", code_number="32", original=TEXT))
    store.corrections.put("31/BC-VPX", "issued_date", "", "2031-07-01", "đọc sai", "Lan")
    assert [h.doc_key for h in store.documents()] == ["32/BC-VPX", "31/BC-VPX"]


def test_a_trial_leaves_nothing(tmp_path: Path) -> None:
    """What is written in a trial is seen there and nowhere afterwards, not from memory either."""
    with Store.open(tmp_path / "kho.db") as store:
        before = store.version()
        with store.trial():
            store.ingest(make_document())
            assert [h.doc_key for h in store.documents()] == ["31/BC-VPX"]
            assert store.document("31/BC-VPX") is not None
        assert (store.documents(), store.document("31/BC-VPX"), store.version()) == ([], None, before)
        with store.transaction(), pytest.raises(StoreError), store.trial():
            pass
