"""The bot in a process of its own for the kill test and the load test: the real channel, and a desk that counts.

Each message has an effect that shows any loss, doubling or change of order: its number is appended to a list, by
reading the list, adding to it and writing it back. The reply says the number.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
from pathlib import Path

from bot.telegram import Channel, TelegramChannel
from handlers.ask import Assistant
from handlers.desk import Desk, Message
from handlers.replies import Reply, Turn
from handlers.routes import ROUTES
from index import Store

TOKEN = "PLANBOT_BENCH_TOKEN"
SECRET = "bench-secret"
READY = "ready"


def counted(person: str) -> str:
    """Under what name the numbers of a person are kept."""
    return f"counted {person}"


class CountingDesk(Desk):
    """Takes "tin 7: a question": notes the 7, answers "Đã ghi 7." and the answer to the question."""

    def handle(self, message: Message) -> Turn:
        """The desk's own turn with the count added."""
        head, _, question = message.text.partition(":")
        word, _, number = head.partition(" ")
        if word != "tin":
            return super().handle(message)
        turn = super().handle(message.model_copy(update={"text": question})) if question.strip() else Turn()
        blocks = (f"Đã ghi {int(number)}.", *(block for reply in turn.replies for block in reply.blocks))

        def count(store: Store) -> None:
            seen = (store.chat_state(counted(message.person)) or {"seen": []})["seen"]
            store.save_chat_state(counted(message.person), {"seen": [*seen, int(number)]})

        return Turn((Reply(blocks=blocks),), effects=(count, *turn.effects), status="answered")


async def serve(path: Path, channel: Channel) -> None:
    """Serve until SIGTERM; say when updates are taken."""
    stop, ready = asyncio.Event(), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)

    async def tell() -> None:
        await ready.wait()
        print(READY, flush=True)

    with Store.open(path) as store:
        telling = asyncio.create_task(tell())
        desk = CountingDesk(store, Assistant(store), ROUTES)
        await TelegramChannel(channel, desk, store, path).run(stop, ready)
        telling.cancel()


def main() -> None:
    """`python -m bot.bench.child DB API PORT`: port 0 polls, another one is the webhook's."""
    parser = argparse.ArgumentParser(description="A bot to be killed or loaded.")
    parser.add_argument("db", type=Path)
    parser.add_argument("api")
    parser.add_argument("port", type=int)
    given = parser.parse_args()
    channel = Channel(
        token=os.environ[TOKEN],
        mode="webhook" if given.port else "polling",
        webhook_url=f"http://127.0.0.1:{given.port}/hook" if given.port else "",
        webhook_secret=SECRET if given.port else "",
        webhook_port=given.port or 8443,
        api=given.api,
    )
    asyncio.run(serve(given.db, channel))


if __name__ == "__main__":
    main()
