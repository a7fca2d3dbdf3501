"""People who write numbered messages to a bot on the local Telegram, and what they got back."""

from __future__ import annotations

import logging
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bot.bench.child import TOKEN, counted
from bot.sandbox import Sandbox
from bot.sandbox.people import Actor
from bot.sandbox.world import World
from index import Store


class Compared(NamedTuple):
    """Effects in all, replies beyond the first, and every fault found as a sentence."""

    effects: int
    repeated: int
    faults: tuple[str, ...]


_SAID = re.compile(r"Đã ghi (\d+)\.")


class Crowd:
    """So many people, each with a count of the messages sent; all act on the local Telegram's own thread."""

    def __init__(self, sandbox: Sandbox, people: int, questions: Sequence[str] = ("",)) -> None:
        self._sandbox = sandbox
        self._questions = questions
        self.sent = dict.fromkeys(sandbox.run(lambda world: _gather(world, people)), 0)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def say(self, person: int) -> None:
        """One more message of a person."""
        number = self.sent[person] + 1
        question = self._questions[number % len(self._questions)]
        text = f"tin {number}: {question}" if question else f"tin {number}"
        self._sandbox.run(lambda world: Actor.of(world, person, person).send(text))
        self.sent[person] = number

    def write(self, rate: float, seconds: float = float("inf")) -> None:
        """Write so many messages a second, the people taking turns, until told to stop."""
        people, begun, count = list(self.sent), time.monotonic(), 0
        while not self._stopping.is_set() and count < rate * seconds:
            self._stopping.wait(max(0.0, begun + count / rate - time.monotonic()))
            self.say(people[count % len(people)])
            count += 1

    def start(self, rate: float) -> None:
        """Write in a thread."""
        self._thread = threading.Thread(target=self.write, args=(rate,), name="crowd")
        self._thread.start()

    def stop(self) -> None:
        """Write no more."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def replies(self) -> dict[int, list[int]]:
        """The numbers said by the bot to each person, in the order of arrival."""

        def read(world: World) -> dict[int, list[int]]:
            return {person: _numbers(world, person) for person in self.sent}

        found: dict[int, list[int]] = self._sandbox.run(read)
        return found


def _gather(world: World, count: int) -> list[int]:
    while len(world.people) < count:
        world.add_person(f"Người {len(world.people) + 1}")
    return list(world.people)[:count]


def _numbers(world: World, person: int) -> list[int]:
    texts = [m.message.get("text", "") for m in world.chats[person].messages.values() if m.by_bot]
    return [int(match[1]) for text in texts if (match := _SAID.search(text))]


def drained(store: Store, channel: str, messages: int, patience: float) -> bool:
    """Wait until every message has its effect and nothing is left to deliver; False when that took too long."""
    inbox, outbox = store.inbox(channel), store.outbox(channel)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if not inbox.waiting() and not outbox.waiting() and len(inbox.seconds()) >= messages:
            return True
        time.sleep(0.2)
    return False


def compared(store: Store, crowd: Crowd) -> Compared:
    """What everybody's messages brought about, against what they should have."""
    effects = repeated = 0
    faults: list[str] = []
    replies = crowd.replies()
    for person, count in crowd.sent.items():
        seen = (store.chat_state(counted(f"telegram:{person}")) or {"seen": []})["seen"]
        effects += len(seen)
        repeated += len(replies[person]) - len(set(replies[person]))
        faults += differences(person, count, seen, replies[person])
    faults += [f"dead letter {d.id}: {d.error}" for c in store.channels() for d in store.inbox(c).dead()]
    faults += [f"undelivered {p.id}: {p.error}" for c in store.channels() for p in store.outbox(c).failed()]
    return Compared(effects, repeated, tuple(faults))


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


def quiet() -> None:
    """No words of the local Telegram about clients that went away: here they are made to."""
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)


def channel_of(sandbox: Sandbox) -> str:
    """The name in the store of the channel to a local Telegram."""
    return f"telegram:{sandbox.token.partition(':')[0]}"


def spawn(db: Path, sandbox: Sandbox, port: int) -> subprocess.Popen[str]:
    """The bot in a process of its own."""
    command = [sys.executable, "-m", "bot.bench.child", str(db), sandbox.base_url, str(port)]
    environment = {**os.environ, TOKEN: sandbox.token}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
