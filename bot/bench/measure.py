"""How fast and how big: each measurement a small function that returns `Figure`s."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

CHARACTERS_A_PAGE = 2000
"""A typed A4 page of an official document, spaces counted."""

COLD_RUNS = 3
PAPER_RUNS = 5


class Figure(NamedTuple):
    """One line of the table: what was measured, the value, its unit, the aim when there is one."""

    name: str
    value: float
    unit: str
    aim: float | None = None


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank).

    >>> percentile([5, 1, 2, 4, 3], 0.95), percentile([5, 1, 2, 4, 3], 0.5)
    (5, 3)
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def intake(folder: Path, db: Path) -> list[Figure]:
    """Time to take a folder into an empty store, by page of 2,000 characters."""
    from bot.intake import Report, ingest
    from index import Store

    store = Store.open(db)
    try:
        started = time.perf_counter()
        for event in ingest([folder], store):
            if isinstance(event, Report) and event.failed:
                raise RuntimeError(next(o.reason for o in event.outcomes if o.status == "failed"))
        elapsed = time.perf_counter() - started
        kept = [store.document(header.doc_key) for header in store.documents()]
        characters = sum(len(d.original) for d in kept if d is not None)
    finally:
        store.close()
    pages = max(1.0, characters / CHARACTERS_A_PAGE)
    return [
        Figure("Nạp một trang (2.000 ký tự)", elapsed / pages * 1000, "ms"),
        Figure(f"Nạp cả thư mục ({pages:.0f} trang)", elapsed, "s"),
    ]


def answering(db: Path, questions: Iterable[tuple[tuple[str, ...], str]]) -> list[Figure]:
    """Question to answer inside the process; questions are (earlier turns, question), each in a chat of its own."""
    from bot.assistant import make_assistant
    from index import Store

    store = Store.open(db)
    times = []
    try:
        assistant = make_assistant(store)
        # a running assistant has answered before: the first question builds what the others use
        assistant.reply("bench-warm", "quy định về nghỉ phép của cán bộ là gì")
        for number, (turns, question) in enumerate(questions):
            for turn in turns:
                assistant.reply(f"bench-{number}", turn)
            started = time.perf_counter()
            assistant.reply(f"bench-{number}", question)
            times.append((time.perf_counter() - started) * 1000)
    finally:
        store.close()
    return [
        Figure(f"Hỏi → đáp, trung vị ({len(times)} câu)", statistics.median(times), "ms", 15),
        Figure("Hỏi → đáp, p95", percentile(times, 0.95), "ms", 50),
    ]


def papers(db: Path, period: str) -> list[Figure]:
    """A summary of a period as a value, as a picture, as a report in Word and as a workbook: the median of five."""
    from bot.assistant import make_assistant
    from handlers.clock import local_now
    from handlers.papers.making import paper_file
    from handlers.summaries import build_summary
    from handlers.summaries.pictures import shares_picture
    from index import Store

    store = Store.open(db)
    times: dict[str, list[float]] = {"summary": [], "picture": [], "docx": [], "xlsx": []}
    try:
        known, now = make_assistant(store).knowledge(), local_now()
        for _ in range(PAPER_RUNS):
            started = time.perf_counter()
            summary = build_summary(known, period, now.date())
            times["summary"].append(time.perf_counter() - started)
            started = time.perf_counter()
            shares_picture(known, summary, now.date())
            times["picture"].append(time.perf_counter() - started)
            for kind in ("docx", "xlsx"):
                started = time.perf_counter()
                paper_file(known, summary, kind, now=now)
                times[kind].append(time.perf_counter() - started)
    finally:
        store.close()
    return [
        Figure("Tóm tắt một kỳ", statistics.median(times["summary"]) * 1000, "ms", 100),
        Figure("Biểu đồ của tóm tắt", statistics.median(times["picture"]), "s", 1),
        Figure("Báo cáo Word", statistics.median(times["docx"]), "s", 1),
        Figure("Biểu mẫu 01 Excel", statistics.median(times["xlsx"]), "s", 1),
    ]


def cold_ask(db: Path, question: str) -> list[Figure]:
    """Wall time and peak memory of a whole `planbot ask` process: the median and the largest of three."""
    times, peaks = [], []
    with tempfile.TemporaryDirectory() as folder:
        peak_file = Path(folder) / "peak"
        for _ in range(COLD_RUNS):
            started = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", _CHILD, str(peak_file), "ask", "--db", str(db), "--json", question],
                check=True,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "PLANBOT_DEBUG": "1"},
            )
            times.append(time.perf_counter() - started)
            peaks.append(json.loads(peak_file.read_text()))
    return [
        Figure("planbot ask khởi động lạnh", statistics.median(times), "s", 1.5),
        Figure("Bộ nhớ đỉnh của planbot ask", max(peaks), "MB", 250),
    ]


_CHILD = """
import json, sys
peak_file, *arguments = sys.argv[1:]
from bot.cli import main
try:
    main(arguments)
finally:
    try:
        import resource
        scale = 1 if sys.platform == "darwin" else 1024
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6
    except ImportError:
        peak = 0.0
    open(peak_file, "w").write(json.dumps(peak))
"""
