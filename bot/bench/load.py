"""The load test: so many messages a second through HTTP; nothing lost, order kept, how soon a reply is in the outbox.

python -m bot.bench.load                    30 a second for 60 s from 50 people, polling
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import corpus
from bot.bench.crowd import Crowd, channel_of, compared, drained, free_port, quiet, spawn
from bot.bench.measure import percentile
from bot.intake import ingest
from bot.sandbox import Sandbox
from index import Store

QUESTIONS = (
    "fdi 6 thang dat bao nhieu %",
    "còn DDI?",
    "doanh thu ca nam",
    "phòng nào chủ trì xúc tiến đầu tư",
    "tổng số lao động",
    "/nhiemvu quý 2",
)
AIM_SECONDS = 0.3
PATIENCE = 180.0


class Load(NamedTuple):
    """Seconds from arrival to the reply in the outbox, and every fault found as a sentence."""

    messages: int
    median: float
    p95: float
    longest: float
    drained: float
    faults: tuple[str, ...]

    def __str__(self) -> str:
        said = f"{self.messages} messages: median {self.median * 1000:.0f} ms, p95 {self.p95 * 1000:.0f} ms, "
        said += f"longest {self.longest * 1000:.0f} ms; all delivered {self.drained:.0f} s after the last one"
        return "\n".join([said, *(f"  {fault}" for fault in self.faults)])


def run(rate: float, seconds: float, people: int, mode: str) -> Load:
    """Load a bot over the sample documents; Telegram's limits are in force."""
    with tempfile.TemporaryDirectory() as folder, Sandbox() as sandbox:
        db = Path(folder) / "load.db"
        with Store.open(db) as store:
            for _ in ingest([Path(corpus.__file__).parent / "samples"], store):
                pass
        crowd = Crowd(sandbox, people, QUESTIONS)
        process = spawn(db, sandbox, free_port() if mode == "webhook" else 0)
        try:
            assert process.stdout is not None
            process.stdout.readline()
            crowd.write(rate, seconds)
            return _measured(db, sandbox, crowd)
        finally:
            process.terminate()
            process.communicate()


def _measured(db: Path, sandbox: Sandbox, crowd: Crowd) -> Load:
    begun, total = time.monotonic(), sum(crowd.sent.values())
    with Store.open(db) as store:
        served = drained(store, channel_of(sandbox), total, PATIENCE)
        seconds, found = time.monotonic() - begun, compared(store, crowd)
        waited = store.inbox(channel_of(sandbox)).seconds()
    faults = [] if served else ["not all was served and delivered in time"]
    faults += [f"{found.repeated} replies sent twice"] if found.repeated else []
    times = (percentile(waited, 0.5), percentile(waited, 0.95), max(waited))
    return Load(len(waited), *times, seconds, (*faults, *found.faults))


def main() -> int:
    """Run and print; 1 when something was lost, out of order or too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=30.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--mode", choices=("polling", "webhook"), default="polling")
    given = parser.parse_args()
    quiet()
    load = run(given.rate, given.seconds, given.people, given.mode)
    print(f"{given.mode}: {load}")
    return int(bool(load.faults) or load.p95 > AIM_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
