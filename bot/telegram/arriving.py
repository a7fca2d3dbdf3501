"""Files sent in a chat are read here, beside the answers: a scan takes minutes. Each step ends in one transaction."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.intake import Outcome, Report, ingest, look
from bot.intake.task_lists import import_tasks, imported_words, listed_in, preview
from bot.intake.work import Prepared
from bot.telegram.outgoing import messages
from bot.telegram.watching import place
from corpus.catalog import Catalog
from corpus.errors import ReadError
from corpus.models import Document
from corpus.readers.files import safe_name
from corpus.readers.processes import Stopped
from corpus.reading import read_document
from corpus.task_lists import TaskList, read_task_list
from handlers.arrivals import OF_DOCUMENT, Seen, forgotten, seen_of, seen_reply
from handlers.clock import local_now
from handlers.documents import marking
from handlers.replies import Button, Reply, said
from handlers.task_totals import totals_words
from handlers.wording import shorten
from index import Arrival, Outbox, Store, StoreError
from index.arrivals import ArrivalState
from index.private import OWNER_ONLY_FOLDER, write_private

log = logging.getLogger(__name__)
SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv"})
"""Files that may be a list of assigned tasks."""
MOST_ATTEMPTS = 3
"""Attempts, crashes among them, after which a file is given up."""
DAYS_KEPT = 7
"""How long a file waits for its sender's word, and one that was given up for another try."""
_NAME_SHOWN = 80
_GIVEN_UP = (
    "Tôi chưa xử lý được tệp “{name}”; việc này đã được ghi lại để người quản trị xem. "
    "Anh/chị thử mở tệp, lưu lại rồi gửi lần nữa nhé."
)
_EXPIRED = f"Tệp “{{name}}” đã chờ quá {DAYS_KEPT} ngày nên tôi bỏ, chưa nạp vào kho. Cần nạp thì anh/chị gửi lại nhé."
_SUPERSEDED = "nội dung này đã được một bản khác cùng số thay; muốn dùng lại, hãy nạp ở máy chủ."


class Arriving:
    """Reads what arrived and takes what is wanted. One at a time, in a thread of its own.

    A file that cannot be read or taken is tried a few times, then given up and its sender told; others go on.

    Args:
        now: the moment in the office's time; says which day tasks are counted on and which files are old.
    """

    def __init__(
        self,
        store: Store,
        outbox: Outbox,
        catalog: Catalog | None,
        folder: Path,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        self._store, self._outbox, self._catalog, self._folder, self._now = store, outbox, catalog, folder, now
        self._excused: Counter[int] = Counter()

    def work(self) -> int:
        """Do all that waits; how much was done.

        Raises:
            StoreError: the store cannot be used now; no file is to blame, all wait for the next look.
        """
        return sum(self._served(arrival) for arrival in self._store.arrivals.waiting())

    def expire(self) -> int:
        """Drop what waited too long for a word, and tell its sender; how many files. Readings of intakes that nobody
        went on with are forgotten too, later than those of files that wait.
        """
        self._store.staged.forget(self._days_ago(2 * DAYS_KEPT))
        old = self._store.arrivals.older(self._days_ago(DAYS_KEPT))
        for arrival in old:
            with self._store.transaction():
                if self._store.arrivals.move(arrival.id, arrival.state, "dropped"):
                    forgotten(self._store, arrival)
                    self._say(arrival, said(_EXPIRED.format(name=shorten(arrival.name, _NAME_SHOWN))))
        return len(old)

    def _days_ago(self, days: int) -> str:
        return (self._now() - timedelta(days=days)).astimezone(UTC).isoformat()

    def _served(self, arrival: Arrival) -> bool:
        attempt = self._store.arrivals.begin(arrival.id, self._excused[arrival.id])
        del self._excused[arrival.id]
        if attempt is None:
            return False
        if attempt > MOST_ATTEMPTS:
            self._give_up(arrival, "the program ended while reading it")
            return True
        try:
            (self._look if arrival.state == "new" else self._take)(arrival)
        except (StoreError, Stopped):
            self._excused[arrival.id] += 1
            raise
        except Exception as error:  # whatever a file makes a reader raise: the others behind it are read all the same
            log.error("file %d failed, attempt %d", arrival.id, attempt, exc_info=error)
            if attempt == MOST_ATTEMPTS:
                self._give_up(arrival, place(error))
        return True

    def _give_up(self, arrival: Arrival, error: str) -> None:
        with self._store.transaction():
            if self._store.arrivals.fail(arrival.id, error):
                self._say(arrival, said(_GIVEN_UP.format(name=shorten(arrival.name, _NAME_SHOWN))))

    def _look(self, arrival: Arrival) -> None:
        with tempfile.TemporaryDirectory(prefix="planbot-") as folder:
            path = Path(folder) / safe_name(arrival.name)
            path.write_bytes(arrival.data)
            seen = self._read(path, hashlib.sha256(arrival.data).hexdigest())
        with self._store.transaction():
            after: ArrivalState = "dropped" if seen.failure else "seen"
            if self._store.arrivals.move(arrival.id, "new", after, seen.model_dump_json()):
                self._say(arrival, seen_reply(self._store, arrival, seen))

    def _read(self, path: Path, sha256: str) -> Seen:
        kept = next((h.doc_key for h in self._store.documents() if h.sha256 == sha256), "")
        if kept in self._store.marks.having("withdrawn"):
            return Seen(
                failure=f"văn bản này đã có trong kho ({kept}) và đang bị rút; khôi phục ở /vanban, nút Đã rút."
            )
        if self._store.known(sha256):
            return Seen(failure=f"văn bản này đã có trong kho ({kept}), nội dung y hệt." if kept else _SUPERSEDED)
        read = look(path, sha256, self._store, self._catalog)
        if read.prepared is None:
            return Seen(failure=read.failure.partition(": ")[2] or read.failure or "không đọc được.")
        if (listed := task_list_of(read.prepared.document, path)) is not None:
            return _seen_list(listed, self._now().date())
        return _seen(read.prepared, self._store.corrections.promised(sha256))

    def _take(self, arrival: Arrival) -> None:
        seen = seen_of(arrival)
        if seen is None:  # written by another version of the program: it is read and shown anew
            self._store.arrivals.move(arrival.id, "wanted", "new", "")
            return
        folder = self._folder / "tep-gui"
        folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        path = folder / f"{arrival.id}-{safe_name(arrival.name)}"
        write_private(path, arrival.data)
        if seen.sums:
            self._take_list(path, arrival, seen.internal)
        else:
            self._take_document(path, arrival, seen.internal)

    def _take_list(self, path: Path, arrival: Arrival, internal: bool) -> None:
        try:
            listed = listed_in(read_document(path), arrival.name)
            with self._store.transaction():
                done = import_tasks(listed, self._store, arrival.name, arrival.person, self._now().date())
                if internal and done.document:
                    marking(done.document, True, arrival.person)(self._store)
                self._finish(arrival, said("\n".join(imported_words(done, listed.as_of))))
        except ReadError as error:
            with self._store.transaction():
                self._finish(arrival, said(str(error)))

    def _finish(self, arrival: Arrival, reply: Reply) -> None:
        if self._store.arrivals.move(arrival.id, "wanted", "done"):
            self._say(arrival, reply)

    def _take_document(self, path: Path, arrival: Arrival, internal: bool) -> None:
        def mark(outcome: Outcome) -> None:
            if internal and outcome.status in ("read", "replaced"):
                marking(outcome.document, True, arrival.person)(self._store)

        report = next(e for e in ingest([path], self._store, self._catalog, also=mark) if isinstance(e, Report))
        (outcome,) = report.outcomes
        with self._store.transaction():
            if outcome.status not in ("read", "replaced"):
                forgotten(self._store, arrival)
            passages = self._passages(outcome.document)
            self._finish(arrival, taken_reply(arrival.name, outcome, passages, report.findings))

    def _passages(self, doc_key: str) -> int:
        return next((h.passages for h in self._store.documents() if h.doc_key == doc_key), 0)

    def _say(self, arrival: Arrival, reply: Reply) -> None:
        for body in messages(reply, self._store.handle, ""):
            self._outbox.post(arrival.chat, "message", body)


def task_list_of(document: Document, path: Path) -> TaskList | None:
    """The list of assigned tasks that a spreadsheet is; annexes of plans and other files are documents."""
    listed = read_task_list(document) if path.suffix.lower() in SHEETS else None
    return listed if listed is not None and listed.tasks else None


def taken_reply(name: str, outcome: Outcome, passages: int, findings: int) -> Reply:
    """What became of a file that was wanted: what was read of it, and a way to look at it."""
    if outcome.status in ("failed", "skipped", "unchanged"):
        return said(f"{name}: {outcome.reason or 'văn bản này đã có trong kho, nội dung y hệt.'}")
    how = "Đã nạp, thay bản cũ:" if outcome.status == "replaced" else "Đã nạp"
    words = (
        f"{how} {outcome.document}: {passages} đoạn, {outcome.observations} số liệu, {outcome.tasks} nhiệm vụ. "
        f"Trong kho có {findings} chỗ mâu thuẫn. {' '.join(outcome.warnings)}"
    ).strip()
    row = (Button(label="Xem văn bản", action="d", parts=(outcome.document,)),)
    return said(words).model_copy(update={"rows": (row,)})


def _seen_list(listed: TaskList, today: date) -> Seen:
    looked, document = preview(listed, today), listed.document
    return Seen(
        type_name=document.type_name, subject=document.subject, issued_date=listed.as_of,
        source_file=document.source_file, tasks=len(listed.tasks), sums=totals_words(looked.totals),
        remarks=looked.remarks,
    )  # fmt: skip


def _seen(prepared: Prepared, right: Mapping[str, str]) -> Seen:
    d = prepared.document
    return Seen(
        **{name: getattr(d, name) for name in OF_DOCUMENT}, restored=d.text_quality == "restored",
        passages=len(prepared.passages), observations=len(prepared.observations), tasks=len(prepared.tasks),
        note=prepared.note, right=tuple(right.items()),
    )  # fmt: skip
