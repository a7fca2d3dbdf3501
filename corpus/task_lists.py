"""A list of assigned tasks (number, task, lead, deadline, state), as authorities keep it in a spreadsheet.

Its headings are spelled in many ways, its head stands under title rows, sums stand below, and tasks are repeated. What
cannot be read is said in `remarks`, never guessed; every task quotes its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from corpus.models import Cell, Document, Table, TableRow, Task
from corpus.periods import find_periods
from corpus.spellings import joined
from corpus.task_words import read_day, read_state
from corpus.text import fold
from corpus.units import find_units
from corpus.values import Value

KIND = "Danh mục nhiệm vụ"
"""What a list is as a document."""
_USUAL_TITLE = "Danh mục nhiệm vụ được giao"
_LONGEST_KEY = 90
_SHORTEST = 4
_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(?:so )?(?:stt|tt|ma(?: so| nhiem vu| nv)?|so thu tu|ordinal|no)\b")),
    ("partners", re.compile(r"phoi hop|partners")),
    ("doc", re.compile(r"^(?:doc|van ban trong kho)$")),
    ("given", re.compile(r"van ban (?:giao|chi dao)|so(?:,)? (?:ky hieu )?van ban|ngay (?:giao|ban hanh)|nguoi giao")),
    ("done_on", re.compile(r"(?:ngay|thoi gian|thoi diem) (?:da )?(?:hoan thanh|ht|ket thuc) ?(?:thuc te)|thuc te")),
    ("deadline_text", re.compile(r"^deadline_text$")),
    (
        "deadline",
        re.compile(
            r"^deadline$|\bhan\b|thoi (?:gian|han|diem)|ngay (?:phai )?(?:hoan thanh|ht|het|den)"
            r"|tien do (?:hoan thanh|yeu cau)|due"
        ),
    ),
    (
        "status",
        re.compile(r"^status$|trang thai|tinh trang|tinh hinh|tien do|ket qua|hien trang|muc do hoan thanh"),
    ),
    (
        "lead",
        re.compile(
            r"^lead$|chu tri|phu trach|dau moi|trach nhiem|xu ly chinh|(?:don vi|co quan|phong|bo phan|nguoi|can bo)"
            r" (?:\w+ )?(?:thuc hien|duoc giao|xu ly|tham muu)|^(?:don vi|phong|bo phan|co quan)$"
        ),
    ),
    ("section", re.compile(r"^section$|linh vuc|nhom")),
    ("text", re.compile(r"^text$|nhiem vu|noi dung|cong viec|dau viec|y kien chi dao|viec (?:duoc )?giao")),
)
_TOTALS = re.compile(r"^\W*(?:(?:tong(?: cong| so)?|cong)(?: (?:so )?nhiem vu)?)\s*(?:[:;.,(\d-]|$)")
_AS_OF = re.compile(r"\b(?:tinh )?(?:den|toi|het)\b(?: het)?(?: ngay)?|\bcap nhat\b|\bngay\b|\bthang\b")
_STATED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("total", re.compile(r"tong (?:so|cong)?\D{0,25}?(\d+) nhiem vu|tong (?:so )?nhiem vu\D{0,12}(\d+)")),
    ("done", re.compile(r"(?<!chua )hoan thanh\D{0,14}?(\d+)(?! ?%|/)")),
    ("overdue", re.compile(r"(?<!khong )qua han\D{0,14}?(\d+)(?! ?%|/)")),
)


class TaskList(Value):
    """The list as a document of the store (`document`), its `tasks`, the day it speaks of ('' when it names none).

    `foreign` tells that the rows are tasks of documents of the store, as `planbot export tasks` writes them: each
    `Task.doc` is then that document's key. `stated` are sums that the list itself prints, `remarks` sentences about
    what could not be read or was there twice.
    """

    document: Document
    tasks: tuple[Task, ...]
    as_of: str = ""
    foreign: bool = False
    stated: dict[str, int] = Field(default_factory=dict)
    remarks: tuple[str, ...] = ()


class _Row(Value):
    number: int
    cells: dict[str, str]
    cell: Cell
    table: int
    section: str


def read_task_list(document: Document) -> TaskList | None:
    """The list that a document of tables is; None when no table has columns for a task and for its lead, deadline or
    state (two of the three).
    """
    found = [(table, heads) for table in document.tables if (heads := _heads(table))]
    if not found:
        return None
    lines = [p.text for p in document.paragraphs]
    title = _title([*lines, *(t.caption for t in document.tables)])
    as_of = _as_of([*lines, *(t.caption for t in document.tables)])
    rows = [row for table, heads in found for row in _rows(table, heads)]
    foreign = bool(rows) and any("doc" in heads for _, heads in found)
    named = document.model_copy(
        update={
            "code_number": "", "code_notation": "", "type_name": KIND, "subject": title, "organ_name": "",
            "issued_date": as_of, "reporting_period": "", "source_file": f"danh-muc/{_key(title)}.bang",
        }
    )  # fmt: skip
    year = int(as_of[:4]) if as_of else _commonest_year(rows)
    remarks: list[str] = []
    tasks = [task for row in rows if (task := _task(named, row, year, remarks, foreign)) is not None]
    kept = _once(tasks, remarks)
    sums = [r for table, _ in found for r in table.rows if _sums(r)]
    stated = _stated([*(_words(r) for r in sums), *(line for line in lines if _TOTALS.match(fold(line)))])
    return TaskList(
        document=named, tasks=tuple(t.model_copy(update={"ordinal": n}) for n, t in enumerate(kept)), as_of=as_of,
        foreign=foreign, stated=stated, remarks=tuple(remarks),
    )  # fmt: skip


def _heads(table: Table) -> dict[str, int]:
    """Which column holds what; {} for a table that is no list of tasks."""
    found: dict[str, int] = {}
    for index, heading in enumerate(table.columns):
        folded = " ".join(fold(heading.rsplit("›", 1)[-1]).split()) or fold(heading)
        kind = next((name for name, pattern in _HEADS if pattern.search(folded)), "")
        if kind:
            found.setdefault(kind, index)
    if "text" not in found or len({"lead", "deadline", "status"} & found.keys()) < 2:
        return {}
    return found


def _sums(row: TableRow) -> bool:
    """Whether a row gives sums: one of its first two cells says so and nothing else ("Tổng hợp …" is a task)."""
    return any(_TOTALS.match(fold(c.text.strip())) for c in row.cells[:2] if c.text.strip())


def _words(row: TableRow) -> str:
    return " ".join(c.text.strip() for c in row.cells if c.text.strip())


def _rows(table: Table, heads: dict[str, int]) -> Iterator[_Row]:
    """The rows that hold tasks; a lead merged over several rows stands at the first of them."""
    section = lead = ""
    for row in table.rows:
        by_column = {c.column: c for c in row.cells if c.text.strip()}
        said = {name: " ".join(by_column[n].text.split()) for name, n in heads.items() if n in by_column}
        told = said.keys() & {"lead", "deadline", "deadline_text", "status", "partners", "doc"}
        if _sums(row):
            continue
        cell = by_column.get(heads["text"])
        if cell is None or not told:
            if by_column and len(by_column) <= 2:
                section, lead = " ".join((cell or next(iter(by_column.values()))).text.split()), ""
            continue
        if all(re.fullmatch(r"\(?\d{1,2}\)?", c.text.strip()) for c in by_column.values()):
            continue  # the row that numbers the columns
        lead = said.get("lead") or ("" if "doc" in heads else lead)
        yield _Row(number=row.row, cells=said | {"lead": lead}, cell=cell, table=table.ordinal, section=section)


def _task(document: Document, row: _Row, year: int | None, remarks: list[str], foreign: bool) -> Task | None:
    said = row.cells
    text = _plain(said["text"])
    if len(text) < _SHORTEST:
        return None
    term = _plain(said.get("deadline", ""))
    deadline, wrong = read_day(term, year)
    status = _plain(said.get("status", ""))
    name = text if len(text) < 60 else text[:59].rstrip() + "…"
    if wrong:
        remarks.append(f"Nhiệm vụ “{name}”: {wrong}, để trống thời hạn.")
    if not foreign and status and not read_state(status).state:
        remarks.append(f"Nhiệm vụ “{name}”: không rõ tình hình “{status[:40]}”.")
    if (on := said.get("done_on", "")) and not status:
        status = "Hoàn thành"
    if on and on not in status and read_state(status).state == "done":
        status = f"{status} ngày {on}" if read_day(on, year)[0] else status
    partners = _plain(said.get("partners", ""))
    units = tuple(u.name for u in find_units(partners)) if not foreign else ()
    owner = _plain(said["doc"]) if foreign and "doc" in said else document.doc_key
    return Task(
        doc=owner, ordinal=0, text=text, lead=_plain(said.get("lead", "")),
        partners=units or ((partners,) if partners else ()), deadline=deadline,
        deadline_text=_plain(said.get("deadline_text", "")) or ("" if foreign else term), status=status,
        section=(row.section,) if row.section else (),
        span=document.span(
            *row.cell.body.locate(0, len(row.cell.text)), table=row.table, row=row.number, column=row.cell.column
        ),
    )  # fmt: skip


def _plain(text: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from computing a text."""
    return text[1:] if re.match(r"'[=+\-@\t\r\n]", text) else text


def _once(tasks: list[Task], remarks: list[str]) -> list[Task]:
    """Without what stands there twice; of two states the lower row's counts, and that is said."""
    kept: dict[tuple[str, str, str, str], Task] = {}
    twice = 0
    for task in tasks:
        key = (task.doc, joined(task.text), joined(task.lead), task.deadline)
        before = kept.get(key)
        if before is not None:
            twice += 1
            if task.status and joined(before.status) != joined(task.status):
                remarks.append(
                    f"Nhiệm vụ “{task.text[:59]}” ghi hai tình hình “{before.status[:40]}” và “{task.status[:40]}”: "
                    "lấy dòng dưới."
                )
                kept[key] = task
            continue
        kept[key] = task
    if twice:
        remarks.append(f"{twice} dòng lặp lại, chỉ tính một lần.")
    return list(kept.values())


def _title(lines: list[str]) -> str:
    """The title of the list, without the day it speaks of; a usual one when it has none."""
    for line in lines:
        if re.search(r"nhiem vu|cong viec", fold(line)) and not _TOTALS.match(fold(line)) and "|" not in line:
            said = [m for m in find_periods(line) if m.rule != "date_of_document"]
            bare = line[: said[0].start] if said and said[0].start > 12 else line
            bare = re.sub(
                r"[\s(,;-]*(?:tính\s+)?(?:đến|tới|hết|cập\s+nhật|của|trong)?\s*(?:ngày|hết|đến)?\s*$",
                "",
                bare,
                flags=re.I,
            )
            words = " ".join(bare.split()).strip(" .:()-")
            if len(words) >= 8:
                return words
    return _USUAL_TITLE


def _as_of(lines: list[str]) -> str:
    """The day the list speaks of, of the first line that names one as a date."""
    for line in lines:
        if not _AS_OF.search(fold(line)):
            continue
        for match in find_periods(line):
            code = match.code(None)
            if code and len(code) == 10:
                return code
    return ""


def _commonest_year(rows: list[_Row]) -> int | None:
    years = [int(y) for row in rows for y in re.findall(r"\b20\d\d\b", row.cells.get("deadline", ""))]
    return max(set(years), key=years.count) if years else None


def _key(title: str) -> str:
    """The title as the name of a document."""
    return " ".join(re.sub(r"[./\\]+", " ", title)[:_LONGEST_KEY].split())


def _stated(lines: list[str]) -> dict[str, int]:
    """The sums that the list prints."""
    out: dict[str, int] = {}
    for line in lines:
        for name, pattern in _STATED:
            found = pattern.search(" ".join(fold(line).split()))
            if found and name not in out:
                out[name] = int(next(g for g in found.groups() if g))
    return out
