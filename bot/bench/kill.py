"""The kill test: kill -9 at random moments under load; no message lost, none with two effects, no reply without one.

python -m bot.bench.kill 200                both modes, 100 kills each
python -m bot.bench.kill 10 --mode webhook
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bot.bench.crowd import Crowd, channel_of, compared, drained, free_port, quiet, spawn
from bot.sandbox import Sandbox
from index import Store

PEOPLE = 40
RATE = 12.0
"""Messages a second. The bot serves about half of the time, so twice as many come at once when it does."""
EARLIEST, LATEST = 0.4, 3.0
"""Seconds after a start at which the process is killed: while it starts, replays what was left, or serves."""
DRAIN_SECONDS = 300.0


class Report(NamedTuple):
    """What became of a run: messages sent, effects, replies beyond the first, and every fault found as a sentence."""

    mode: str
    kills: int
    messages: int
    effects: int
    repeated: int
    seconds: float
    faults: tuple[str, ...]

    def __str__(self) -> str:
        said = f"{self.mode}: {self.kills} kills in {self.seconds:.0f} s, {self.messages} messages, "
        said += f"{self.effects} effects, {self.repeated} replies sent twice, {len(self.faults)} faults"
        return "\n".join([said, *(f"  {fault}" for fault in self.faults)])


def run(mode: str, kills: int, seed: int | None = None) -> Report:
    """Kill so many times under load, let the last process finish, and compare."""
    chance, begun = random.Random(seed), time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Sandbox(limits=None) as sandbox:
        db = Path(folder) / "kill.db"
        port = free_port() if mode == "webhook" else 0
        Store.open(db).close()
        crowd = Crowd(sandbox, PEOPLE)
        crowd.start(RATE)
        try:
            for _ in range(kills):
                _killed(spawn(db, sandbox, port), chance.uniform(EARLIEST, LATEST))
        finally:
            crowd.stop()
        last = spawn(db, sandbox, port)
        try:
            with Store.open(db) as store:
                served = drained(store, channel_of(sandbox), sum(crowd.sent.values()), DRAIN_SECONDS)
            faults = [] if served else ["not all was served in time"]
        finally:
            last.terminate()
            faults += _ended(last)
        return _report(mode, kills, db, crowd, time.monotonic() - begun, faults)


def _killed(process: subprocess.Popen[str], seconds: float) -> None:
    try:
        process.wait(seconds)
        raise RuntimeError(f"the bot ended by itself with {process.returncode}")
    except subprocess.TimeoutExpired:
        process.kill()
    finally:
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _ended(process: subprocess.Popen[str]) -> list[str]:
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return ["SIGTERM did not end it within 10 s"]
    finally:
        if process.stdout is not None:
            process.stdout.close()
    return [] if process.returncode == 0 else [f"SIGTERM ended it with {process.returncode}"]


def _report(mode: str, kills: int, db: Path, crowd: Crowd, seconds: float, faults: list[str]) -> Report:
    with Store.open(db) as store:
        found = compared(store, crowd)
    sent = sum(crowd.sent.values())
    return Report(mode, kills, sent, found.effects, found.repeated, seconds, (*faults, *found.faults))


def main() -> int:
    """Run, print a report a mode; 1 when there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int, nargs="?", default=10)
    parser.add_argument("--mode", choices=("polling", "webhook", "both"), default="both")
    parser.add_argument("--seed", type=int)
    given = parser.parse_args()
    quiet()
    modes = ["polling", "webhook"] if given.mode == "both" else [given.mode]
    reports = [run(mode, -(-given.kills // len(modes)), given.seed) for mode in modes]
    print("\n".join(map(str, reports)))
    return int(any(report.faults for report in reports))


if __name__ == "__main__":
    sys.exit(main())
