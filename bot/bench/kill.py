"""The kill test: kill -9 at random moments under load; no message lost, none with two effects, no reply without one.

python -m bot.bench.kill 200                both modes, 100 kills each
python -m bot.bench.kill 10 --mode webhook
"""

from __future__ import annotations

import argparse
import logging
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bot.bench.child import counted
from bot.bench.crowd import Crowd, free_port, spawn
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
            faults = [] if _drained(db, sandbox, sum(crowd.sent.values())) else ["not all was served in time"]
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


def _drained(db: Path, sandbox: Sandbox, messages: int) -> bool:
    """Wait until every message has its effect and nothing is left to deliver."""
    name = f"telegram:{sandbox.token.partition(':')[0]}"
    deadline = time.monotonic() + DRAIN_SECONDS
    with Store.open(db) as store:
        while time.monotonic() < deadline:
            waiting = store.inbox(name).waiting() or store.outbox(name).waiting()
            if not waiting and len(store.inbox(name).seconds()) >= messages:
                return True
            time.sleep(0.2)
    return False


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
    effects = repeated = 0
    replies = crowd.replies()
    with Store.open(db) as store:
        for person, count in crowd.sent.items():
            seen = (store.chat_state(counted(f"telegram:{person}")) or {"seen": []})["seen"]
            effects += len(seen)
            said = replies[person]
            repeated += len(said) - len(set(said))
            faults += differences(person, count, seen, said)
        faults += [f"dead letter {d.id}: {d.error}" for c in store.channels() for d in store.inbox(c).dead()]
        faults += [f"undelivered {p.id}: {p.error}" for c in store.channels() for p in store.outbox(c).failed()]
    return Report(mode, kills, sum(crowd.sent.values()), effects, repeated, seconds, tuple(faults))


def differences(person: int, count: int, seen: list[int], said: list[int]) -> list[str]:
    """What is wrong with a person's messages 1…count, of which `seen` had effects and `said` were answered.

    >>> differences(5, 3, [1, 2, 3], [1, 2, 2, 3])
    []
    >>> differences(5, 3, [1, 3, 3], [1, 4])
    ['5: effects [1, 3, 3] for messages 1…3', '5: no reply to [3]', '5: replies without an effect [4]']
    """
    out = [] if seen == list(range(1, count + 1)) else [f"{person}: effects {seen} for messages 1…{count}"]
    firsts = list(dict.fromkeys(said))
    if missing := sorted(set(seen) - set(said)):
        out.append(f"{person}: no reply to {missing}")
    if ghosts := sorted(set(said) - set(seen)):
        out.append(f"{person}: replies without an effect {ghosts}")
    elif firsts != sorted(firsts):
        out.append(f"{person}: replies out of order {firsts}")
    return out


def main() -> int:
    """Run, print a report a mode; 1 when there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int, nargs="?", default=10)
    parser.add_argument("--mode", choices=("polling", "webhook", "both"), default="both")
    parser.add_argument("--seed", type=int)
    given = parser.parse_args()
    # a killed client is no news here
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    modes = ["polling", "webhook"] if given.mode == "both" else [given.mode]
    reports = [run(mode, -(-given.kills // len(modes)), given.seed) for mode in modes]
    print("\n".join(map(str, reports)))
    return int(any(report.faults for report in reports))


if __name__ == "__main__":
    sys.exit(main())
