"""The parts of the Telegram channel: queue, order, pace, what an update means, what a refusal means."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import (
    NetworkError,
)

from bot.telegram.incoming import Me, read
from bot.telegram.order import OrderedProcessor, person_of
from bot.telegram.pace import Pace
from bot.telegram.queue import DurableQueue
from bot.telegram.watching import Nobody
from index import Store, StoreError

ME = Me(7, "planbot")
LAN = {"id": 5, "is_bot": False, "first_name": "Lan"}
OWN = {"id": 7, "is_bot": True, "first_name": "Trợ lý", "username": "planbot"}
PRIVATE = {"id": 5, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "Tổ"}


def update(number: int = 1, text: str = "fdi", chat: dict[str, Any] = PRIVATE, **fields: Any) -> Update:
    """An update with a message."""
    message = {"message_id": 3, "date": 0, "chat": chat, "from": LAN, "text": text, **fields}
    made = Update.de_json({"update_id": number, "message": message}, None)
    assert isinstance(made, Update)
    return made


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """A pool of one thread."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture
def queue(fresh_store: Store, threads: ThreadPoolExecutor) -> DurableQueue:
    """A queue over an empty inbox."""
    return DurableQueue(fresh_store.inbox("telegram:7"), threads, Nobody())


def test_put_commits_before_it_returns(fresh_store: Store, queue: DurableQueue) -> None:
    """After `put` the update is in the store; the same one again is not queued."""
    asyncio.run(queue.put(update(1)))
    asyncio.run(queue.put(update(1)))
    assert queue.qsize() == 1
    (letter,) = fresh_store.inbox("telegram:7").waiting()
    assert letter.id == 1
    assert '"fdi"' in letter.raw


def test_what_the_library_does_not_know_is_kept(fresh_store: Store, queue: DurableQueue) -> None:
    """An update of an unknown kind survives the store with all its fields."""
    strange = Update.de_json({"update_id": 2, "from_the_future": {"a": [1]}}, None)
    asyncio.run(queue.put(strange))
    (letter,) = fresh_store.inbox("telegram:7").waiting()
    assert '"from_the_future"' in letter.raw


def test_a_store_that_cannot_be_written_stops_no_updater(fresh_store: Store, queue: DurableQueue) -> None:
    """The updater hears of an error of the network, which it survives; nothing is queued unwritten."""
    fresh_store.close()
    with pytest.raises(NetworkError) as raised:
        asyncio.run(queue.put(update(1)))
    assert isinstance(raised.value.__cause__, StoreError)
    assert queue.empty()


def test_letters_left_are_queued_again_in_order(queue: DurableQueue) -> None:
    """After a start those waiting come first, each once; unreadable rows go to the dead letters."""

    async def scene() -> tuple[int, int]:
        inbox = queue._inbox
        for number in (3, 1, 2):
            inbox.take(number, update(number).to_json())
        inbox.take(4, "no JSON")
        bot = Bot("1:a")
        return await queue.restore(bot), await queue.restore(bot)

    assert asyncio.run(scene()) == (3, 0)
    found = [queue.get_nowait() for _ in range(queue.qsize())]
    assert [u.update_id for u in found if isinstance(u, Update)] == [1, 2, 3]
    assert [letter.id for letter in queue._inbox.dead()] == [4]


def test_the_sign_to_stop_empties_the_queue(queue: DurableQueue) -> None:
    """The Application's sign is next at once: what waits in memory waits in the inbox too."""

    async def scene() -> object:
        await queue.put(update(1))
        await queue.put("stop")
        return await queue.get()

    assert asyncio.run(scene()) == "stop"
    assert queue.empty()
    assert not queue.held


def test_order_is_kept_for_a_person_and_not_between_people() -> None:
    """While one person's first update is held up, the other person's are served."""

    async def scene() -> list[str]:
        done: list[str] = []
        gate = asyncio.Event()

        async def work(name: str, wait: Awaitable[Any] | None = None) -> None:
            if wait is not None:
                await wait
            done.append(name)

        other = {**LAN, "id": 6}
        order = OrderedProcessor()
        tasks = [
            asyncio.create_task(order.process_update(update(1), work("lan 1", gate.wait()))),
            asyncio.create_task(order.process_update(update(2), work("lan 2"))),
            asyncio.create_task(order.process_update(update(3, **{"from": other}), work("minh 1"))),
        ]
        await tasks[2]
        gate.set()
        await asyncio.gather(*tasks)
        assert order._locks == {}
        return done

    assert asyncio.run(scene()) == ["minh 1", "lan 1", "lan 2"]


def test_a_closing_processor_leaves_updates_to_the_inbox() -> None:
    """Nothing new is begun, and no coroutine is left unawaited."""

    async def scene() -> bool:
        begun = False

        async def work() -> None:
            nonlocal begun
            begun = True

        order = OrderedProcessor()
        order.closing = True
        await order.process_update(update(1), work())
        return begun

    assert not asyncio.run(scene())
    assert person_of(object()) == 0


def test_pace_of_one_chat_and_of_all() -> None:
    """One message a second to a chat, no more than the bound in any second to all; an edit waits for neither."""
    now = 100.0
    pace = Pace(lambda: now, overall=3)
    assert [pace.chat_wait("5"), pace.chat_wait("6"), round(pace.chat_wait("5"), 2)] == [0.0, 0.0, 1.05]
    assert pace.chat_wait("5", edit=True) == 0.0
    assert [pace.overall_wait() for _ in range(4)] == [0.0, 0.0, 0.0, 1.0]
    now = 102.0
    assert pace.overall_wait() == 0.0


def test_pace_of_a_group() -> None:
    """Twenty a minute, less one for the difference of clocks."""
    now = 0.0
    pace = Pace(lambda: now)
    waits = []
    for second in range(0, 40, 2):
        now = float(second)
        waits.append(pace.chat_wait("-100"))
    assert waits[:19] == [0.0] * 19
    assert waits[19] == pytest.approx(60.0 - 38.0)


def test_pace_when_telegram_refuses() -> None:
    """A chat that was refused waits as long as asked; others do not."""
    pace = Pace(lambda: 10.0)
    pace.hold("5", 7)
    assert pace.chat_wait("5") == 7.0
    assert pace.chat_wait("5", edit=True) == 7.0
    assert pace.chat_wait("6") == 0.0


MENTION = [{"type": "mention", "offset": 0, "length": 8}]
COMMAND = [{"type": "bot_command", "offset": 0, "length": 4}]
TO_US = [{"type": "bot_command", "offset": 0, "length": 12}]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (update(text="fdi"), "fdi"),
        (update(text="/hoi fdi", entities=COMMAND), "/hoi fdi"),
        (update(text="/hoi@planbot fdi", entities=TO_US), "/hoi fdi"),
        (update(text="/hoi@PlanBot fdi", entities=TO_US), "/hoi fdi"),
        (update(text="/hoi@another fdi", entities=TO_US), None),
        (update(text="fdi", chat=GROUP), None),
        (update(text="@planbot fdi", chat=GROUP, entities=MENTION), "fdi"),
        (update(text="@another fdi", chat=GROUP, entities=MENTION), None),
        (update(text="còn DDI?", chat=GROUP, reply_to_message=update(**{"from": OWN}).message.to_dict()), "còn DDI?"),  # type: ignore[union-attr]
        (update(text="thế à", chat=GROUP, reply_to_message=update().message.to_dict()), None),  # type: ignore[union-attr]
        (update(text="thẻ", via_bot=OWN), None),
        (update(text="tin của bot khác", **{"from": {**OWN, "id": 8}}), None),
        (Update(9), None),
    ],
)
def test_what_is_meant_for_the_assistant(given: Update, text: str | None) -> None:
    """Private talk, mentions, replies and own commands are; other people's and other bots' talk is not."""
    incoming = read(given, ME)
    assert (incoming.message.text if incoming else None) == text


def test_conversations_are_a_persons_own_in_a_group() -> None:
    """Two people of a group do not lean on each other's questions."""
    alone = read(update(), ME)
    together = read(update(text="@planbot fdi", chat=GROUP, entities=MENTION), ME)
    assert alone is not None
    assert together is not None
    assert alone.message.conversation == "telegram:5"
    assert together.message.conversation == "telegram:-100:5"


def test_notices_are_no_files() -> None:
    """Somebody joined: nothing to say; a voice message: only text is read."""
    joined = update(text="", new_chat_members=[LAN])
    voice = {"file_id": "a", "file_unique_id": "b", "duration": 1}
    message = {"message_id": 3, "date": 0, "chat": PRIVATE, "from": LAN}
    spoken = Update.de_json({"update_id": 1, "message": {**message, "voice": voice}}, None)
    notice = Update.de_json({"update_id": 1, "message": {**message, "pinned_message": message}}, None)
    assert isinstance(joined, Update)
    assert [found.message.kind for u in (spoken, notice) if (found := read(u, ME))] == ["file", "other"]


def test_a_member_that_left_is_blocked() -> None:
    """A person who blocks the bot, and one who lets it in again."""
    change = {"chat": PRIVATE, "from": LAN, "date": 0, "old_chat_member": {"user": OWN, "status": "member"}}
    banned = {"user": OWN, "status": "kicked", "until_date": 0}
    member = {"user": OWN, "status": "member"}
    states = []
    for new in (banned, member):
        told = Update.de_json({"update_id": 1, "my_chat_member": {**change, "new_chat_member": new}}, None)
        found = read(told, ME)
        states.append(found.blocked if found else None)
    assert states == [True, False]
