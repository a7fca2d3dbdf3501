"""Files sent in a chat are read here, beside the answers: a scan takes minutes. Each step ends in one transaction."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from pathlib import Path

from bot.intake import Report, clean_texts, ingest
from bot.intake.work import Prepared, Reader
from bot.telegram.outgoing import messages
from corpus.catalog import Catalog
from handlers.access import said
from handlers.arrivals import Seen, seen_reply
from handlers.replies import Reply
from index import Arrival, Outbox, Store
from index.arrivals import ArrivalState

log = logging.getLogger(__name__)


class Arriving:
    """Reads what arrived and takes what is wanted. One at a time, in a thread of its own."""

    def __init__(self, store: Store, outbox: Outbox, catalog: Catalog | None, folder: Path) -> None:
        self._store, self._outbox, self._catalog, self._folder = store, outbox, catalog, folder

    def work(self) -> int:
        """Do all that waits; how much that was."""
        waiting = self._store.arrivals.waiting()
        for arrival in waiting:
            if arrival.state == "new":
                self._look(arrival)
            else:
                self._take(arrival)
        return len(waiting)

    def _look(self, arrival: Arrival) -> None:
        with tempfile.TemporaryDirectory(prefix="planbot-") as folder:
            path = Path(folder) / safe_name(arrival.name)
            path.write_bytes(arrival.data)
            seen = self._read(path, hashlib.sha256(arrival.data).hexdigest())
        with self._store.transaction():
            after: ArrivalState = "dropped" if seen.failure else "seen"
            if self._store.arrivals.move(arrival.id, "new", after, seen.model_dump_json()):
                self._say(arrival, seen_reply(arrival.id, arrival.name, seen))

    def _read(self, path: Path, sha256: str) -> Seen:
        if self._store.known(sha256):
            return Seen(failure="văn bản này đã có trong kho, nội dung y hệt.")
        read = Reader(self._catalog).read(path, sha256)
        if read.damaged:
            read = Reader(self._catalog, clean_texts(self._store)).read(path, sha256)
        if read.prepared is None:
            return Seen(failure=read.failure.partition(": ")[2] or read.failure or "không đọc được.")
        return _seen(read.prepared, self._store)

    def _take(self, arrival: Arrival) -> None:
        folder = self._folder / "tep-gui"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{arrival.id}-{safe_name(arrival.name)}"
        path.write_bytes(arrival.data)
        report = next(e for e in ingest([path], self._store, self._catalog) if isinstance(e, Report))
        (outcome,) = report.outcomes
        words = (
            f"{arrival.name}: {outcome.reason}"
            if outcome.status in ("failed", "skipped")
            else f"Đã nạp {outcome.document}: {outcome.observations} số liệu, {outcome.tasks} nhiệm vụ. "
            f"Trong kho có {report.findings} chỗ mâu thuẫn. {' '.join(outcome.warnings)}".strip()
        )
        with self._store.transaction():
            if self._store.arrivals.move(arrival.id, "wanted", "done"):
                self._say(arrival, said(words))

    def _say(self, arrival: Arrival, reply: Reply) -> None:
        for body in messages(reply, self._store.handle, ""):
            self._outbox.post(arrival.chat, "message", body)


def safe_name(name: str) -> str:
    """A file's name without anything that could lead elsewhere.

    >>> safe_name("../../etc/passwd"), safe_name("Báo cáo 6 tháng.docx"), safe_name("")
    ('passwd', 'Báo cáo 6 tháng.docx', 'tep')
    """
    bare = Path(name.replace("\\\\", "/")).name
    kept = "".join(c for c in bare if c.isalnum() or c in " ._-()").strip(" .")
    return kept[-120:] or "tep"


def _seen(prepared: Prepared, store: Store) -> Seen:
    d = prepared.document
    same = [
        h.doc_key
        for h in store.documents()
        if d.code_number and (h.code_number, h.code_notation) == (d.code_number, d.code_notation)
        and h.issued_date[:4] == d.issued_date[:4]
    ]  # fmt: skip
    return Seen(
        doc_key=d.doc_key, type_name=d.type_name, subject=d.subject, organ_name=d.organ_name,
        issued_date=d.issued_date, reporting_period=d.reporting_period, restored=d.text_quality == "restored",
        passages=len(prepared.passages), observations=len(prepared.observations), tasks=len(prepared.tasks),
        same=tuple(same), note=prepared.note,
    )  # fmt: skip
