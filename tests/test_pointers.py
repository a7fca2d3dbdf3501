"""Whatever names a document by its key follows when the key changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.catalog import Catalog
from corpus.spellings import joined
from handlers.mending import mending
from handlers.reports.lines import Line, item_of, line_of
from handlers.task_states import with_states
from handlers.updates.values import ReportedTask
from index import Correction, Report, Store, TaskState
from index.pointers import FOLLOWING, READ_ANEW, WITHIN
from tests.test_index_store import make_document, make_task

OLD, NEW = "31/BC-VPX", "32/BC-VPX"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A plan with a task, and everything that can point to it."""
    document = make_document()
    task = make_task(document)
    with Store.open(tmp_path / "kho.db") as opened:
        opened.ingest(document, (), (task,))
        opened.task_states.add(
            TaskState(OLD, joined(task.text), task.text, "đang làm", "", "", "2031-05-01", "a.xlsx", "owner")
        )
        said = ReportedTask(
            task=task.text, doc=OLD, ordinal=1, candidates=((OLD, 1), ("7/KH-Y", 4)), status="done", start=0, end=1
        )
        item = item_of(1, Line(task=said)).model_copy(update={"state": "approved"})
        opened.reports.save(
            Report(key="5/1", person="telegram:5", unit="Phòng N", sent_at="2031-06-01T08:00:00", items=(item,))
        )
        opened.reports.open_dialog("telegram:5", {"kind": "field", "document": OLD, "step": "value"})
        opened.marks.put(OLD, "internal", "telegram:1")
        opened.corrections.put(OLD, "subject", "", "Quý I", "đọc sai", "Lan")
        yield opened


def test_every_column_that_names_a_document_is_known(tmp_path: Path) -> None:
    """The list of tables is the schema's own: a new column of keys has to be written anew, or to follow."""
    Store.open(tmp_path / "kho.db").close()
    db = Database(tmp_path / "kho.db")
    keyed = {name for name in db.table_names() if "doc_key" in db.table(name).columns_dict}
    assert keyed == {*READ_ANEW, *FOLLOWING}
    children = {n for n in db.table_names() for k in db.table(n).foreign_keys if k.other_table == "documents"}
    assert children <= set(READ_ANEW)
    for table, column, _ in WITHIN:
        assert column in db.table(table).columns_dict
    db.close()


def test_everything_follows_a_number_put_right(store: Store) -> None:
    """States, reports, marks, corrections, versions and an open dialog name the document by its right number."""
    with_mark = Correction(OLD, "number", OLD, NEW, "đọc sai", "Lan", "")
    store.marks.put(NEW, "internal", "telegram:1")
    store.corrections.put(NEW, "place", "", "Bình An", "đọc sai", "Hà")
    effect = mending(store, Catalog.load(), with_mark, "telegram:1")
    with store.transaction():
        effect(store)
    assert [h.doc_key for h in store.documents()] == [NEW]
    assert {key for key, _ in store.task_states.latest()} == {NEW}
    (report,) = store.reports.find()
    told = line_of(report.items[0]).task
    assert told is not None
    assert (told.doc, told.candidates) == (NEW, ((NEW, 1), ("7/KH-Y", 4)))
    assert store.reports.dialog("telegram:5") == {"kind": "field", "document": NEW, "step": "value"}
    assert store.marks.having("internal") == {NEW}
    assert {(c.doc_key, c.field) for c in store.corrections.of(NEW)} == {
        (NEW, "number"), (NEW, "subject"), (NEW, "place"),
    }  # fmt: skip
    document = store.printed(NEW)
    assert document is not None
    (task,) = with_states([make_task(document)], store.reports.find(), {})
    assert task.state == "done"
