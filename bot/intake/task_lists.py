"""Import of a list of assigned tasks: the list becomes a document, what it tells of a task that task's state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from corpus.errors import NoTaskListError
from corpus.models import Document, Task
from corpus.periods import numeric_day
from corpus.spellings import joined
from corpus.task_lists import TaskList, read_task_list
from corpus.values import Value
from handlers.task_states import with_listed
from handlers.task_totals import Totals, count, differences, totals_words
from index import Store, TaskState


class Imported(Value):
    """What an import did: under which `document` ('' for tasks of several), tasks `added`, `changed`, `same` and
    `gone` (no longer in the list, their history kept); `totals` of the list on its day; `remarks` to show.
    """

    document: str = ""
    added: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    totals: Totals = Totals()
    remarks: tuple[str, ...] = ()


def listed_in(document: Document, name: str) -> TaskList:
    """The list that a document is.

    Raises:
        NoTaskListError: it is none.
    """
    listed = read_task_list(document)
    if listed is None or not listed.tasks:
        problem = "không thấy danh mục nhiệm vụ"
        remedy = "bảng cần có cột nhiệm vụ và ít nhất hai trong ba cột: đơn vị chủ trì, thời hạn, tình hình"
        raise NoTaskListError(name, problem, remedy)
    return listed


def preview(listed: TaskList, today: date) -> Imported:
    """What a list says, before it is taken."""
    day = date.fromisoformat(listed.as_of) if listed.as_of else today
    totals = count(listed.tasks, day)
    remarks = (*listed.remarks, *(() if listed.foreign else differences(totals, listed.stated)))
    return Imported(document="" if listed.foreign else listed.document.doc_key, totals=totals, remarks=remarks)


def import_tasks(listed: TaskList, store: Store, name: str, person: str, today: date) -> Imported:
    """Take a list, all of it or nothing.

    A newer list of the same title replaces the older one, whose content and states are kept as history; an older one
    is refused. A list made by `planbot export tasks` changes the tasks of the documents that it names, and no others.

    Raises:
        NoTaskListError: the store holds a newer list of this title.
    """
    seen = preview(listed, today)
    day = listed.as_of or today.isoformat()
    with store.transaction():
        if listed.foreign:
            return _update(listed.tasks, store, name, person, day, seen)
        key = listed.document.doc_key
        kept = next((h for h in store.documents() if h.doc_key == key), None)
        if kept is not None and listed.as_of and kept.issued_date > listed.as_of:
            mine, its = numeric_day(listed.as_of), numeric_day(kept.issued_date)
            problem = f"danh mục tính đến {mine}, trong kho đã có bản tính đến {its}"
            raise NoTaskListError(name, problem, "chỉ nạp bản mới hơn; kho giữ nguyên")
        text = store.document(key)
        if text is not None and text.original == listed.document.original:
            return seen.model_copy(update={"same": len(listed.tasks)})
        before = _by_key(with_listed(store.tasks(doc=key), store.task_states.latest()))
        outcome = store.ingest(listed.document, (), listed.tasks)
        if outcome.status == "unchanged" and outcome.doc_key != key:
            store.remove(outcome.doc_key)  # it came as a plain document before
            outcome = store.ingest(listed.document, (), listed.tasks)
        if outcome.status == "unchanged":
            return seen.model_copy(update={"same": len(listed.tasks)})
        store.audit.write(person, "import", f"document:{key}", after={"file": name, "tasks": len(listed.tasks)})
        after = _by_key(listed.tasks)
        known = after.keys() & before.keys()
        changed = [k for k in after if k in known and _note(store, after[k], before[k], day, name, person, layer=False)]
        added = [k for k in after if k not in known]
        for k in added:
            store.task_states.add(_state(after[k], day, name, person, False))
        gone = before.keys() - known
        figures = {"added": len(added), "changed": len(changed), "same": len(known) - len(changed), "gone": len(gone)}
        return seen.model_copy(update=figures)


def _update(tasks: tuple[Task, ...], store: Store, name: str, person: str, day: str, seen: Imported) -> Imported:
    """What a list says of the tasks of documents."""
    current = {(t.doc, _name(t)): t for t in with_listed(store.tasks(), store.task_states.latest())}
    known = [t for t in tasks if (t.doc, _name(t)) in current]
    changed = [t for t in known if _note(store, t, current[t.doc, _name(t)], day, name, person, layer=True)]
    strange = len(tasks) - len(known)
    remarks = [f"{strange} dòng là nhiệm vụ không có trong kho, đã bỏ qua."] if strange else []
    return seen.model_copy(
        update={"changed": len(changed), "same": len(known) - len(changed), "remarks": (*seen.remarks, *remarks)}
    )


def _by_key(tasks: Iterable[Task]) -> dict[tuple[str, str], Task]:
    """By their words; those told twice, for two deadlines, by these too."""
    kept = list(tasks)
    times = Counter(_name(t) for t in kept)
    return {(_name(t), t.deadline if times[_name(t)] > 1 else ""): t for t in kept}


def _note(store: Store, task: Task, before: Task, day: str, name: str, person: str, *, layer: bool) -> bool:
    """Keep what a list newly tells of a task; False when it tells nothing new."""
    was, now = _told(before), _told(task)
    now = {field: value or was[field] for field, value in now.items()}
    if {f: joined(v) for f, v in was.items()} == {f: joined(v) for f, v in now.items()}:
        return False
    store.task_states.add(_state(task.model_copy(update=now), day, name, person, layer))
    subject = f"task:{task.doc}:{before.ordinal}"
    store.audit.write(person, "state", subject, before={"task": task.text, **was}, after={**now, "file": name})
    return True


def _told(task: Task) -> dict[str, str]:
    return {"status": task.status, "deadline": task.deadline, "lead": task.lead}


def _state(task: Task, day: str, name: str, person: str, layer: bool) -> TaskState:
    return TaskState(
        doc_key=task.doc, task=_name(task), text=task.text, status=task.status, deadline=task.deadline, lead=task.lead,
        as_of=day, source=name, person=person, layer=layer,
    )  # fmt: skip


def _name(task: Task) -> str:
    return joined(task.text)


def imported_words(done: Imported, as_of: str) -> list[str]:
    """What an import did, as lines for a person.

    >>> imported_words(Imported(document="Danh mục", added=2, totals=Totals(total=2, done=2)), "2024-09-30")
    ['Danh mục: 2 nhiệm vụ mới.', 'Tính đến 30/09/2024: Hoàn thành 2/2.']
    """
    counts = (
        ("nhiệm vụ mới", done.added), ("thay đổi", done.changed), ("không đổi", done.same),
        ("không còn trong danh mục (vẫn giữ lịch sử)", done.gone),
    )  # fmt: skip
    told = ", ".join(f"{n} {words}" for words, n in counts if n) or "không có nhiệm vụ nào trong kho"
    lines = [f"{done.document or 'Nhiệm vụ trong kho'}: {told}."]
    if done.document:
        lines.append(f"{f'Tính đến {numeric_day(as_of)}: ' if as_of else ''}{totals_words(done.totals)}")
    return lines
