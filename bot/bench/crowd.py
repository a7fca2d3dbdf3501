"""People who write numbered messages to a bot on the local Telegram, and what they got back."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from bot.bench.child import TOKEN
from bot.sandbox import Sandbox
from bot.sandbox.people import Actor
from bot.sandbox.world import World

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
