"""What Telegram or the disk refuses again and again: bounded, told, and no other message waits for it."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.request import RequestData

from bot.telegram import Channel, TelegramChannel
from bot.telegram import sender as sending
from bot.telegram.incoming import Me
from bot.telegram.menus import FIRST_PAUSE, LONGEST_PAUSE, Menus
from bot.telegram.pace import Pace
from bot.telegram.sender import Sender
from bot.telegram.watching import Nobody
from bot.telegram.worker import MOST_ATTEMPTS, MOST_FETCHES, Worker
from handlers.ask import Assistant
from handlers.desk import Desk, Message
from handlers.replies import Turn
from handlers.routes import ROUTES
from index import Outbox, Person, Store, StoreFull
from tests.test_telegram_delivery import SENT, Refusing

CHANNEL = "telegram:7"
Answer = Callable[[str, dict[str, Any]], object]


class Minded(Refusing):
    """A Telegram that answers by what is asked; `seen` are the chats and texts it took."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self._answer = answer
        self.seen: list[tuple[str, str]] = []

    async def post(self, url: str, request_data: RequestData | None = None, **kwargs: Any) -> Any:
        """The answer, or the refusal."""
        parameters = {} if request_data is None else request_data.parameters
        self.calls.append(url.rpartition("/")[2])
        refusal = self._answer(self.calls[-1], parameters)
        if isinstance(refusal, Exception):
            raise refusal
        self.seen.append((str(parameters.get("chat_id", "")), str(parameters.get("text", ""))))
        return refusal if refusal is not None else SENT


def delivered(outbox: Outbox, telegram: Minded, scene: Callable[[Sender], Awaitable[None]]) -> None:
    """Play a scene with a sender at work."""

    async def play() -> None:
        with ThreadPoolExecutor(2) as threads:
            bot = Bot("1:a", request=telegram, get_updates_request=Refusing())
            sender = Sender(bot, outbox, threads, lambda: None, Nobody(), Pace(lambda: 0.0, gap=0.0))
            running = asyncio.create_task(sender.run())
            try:
                await asyncio.wait_for(scene(sender), 20)
            finally:
                await sender.stop(5.0)
                running.cancel()

    asyncio.run(play())


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    while not true():
        await asyncio.sleep(0.001)


def test_a_group_that_became_a_supergroup_gets_everything_in_order(fresh_store: Store) -> None:
    """What waited for the old number goes to the new one at once, and the group stays allowed."""
    outbox = fresh_store.outbox(CHANNEL)
    fresh_store.groups.allow("-7", "telegram:1")
    for text in ("một", "hai", "ba"):
        outbox.post("-7", "message", {"text": text})
    telegram = Minded(lambda _, p: ChatMigrated(-1007) if str(p["chat_id"]) == "-7" else None)
    delivered(outbox, telegram, lambda _: until(lambda: not outbox.waiting()))
    assert telegram.seen == [("-1007", "một"), ("-1007", "hai"), ("-1007", "ba")]
    assert (fresh_store.groups.serves("-1007"), fresh_store.groups.serves("-7")) == (True, False)


@pytest.mark.parametrize(
    "error", [Forbidden("bot can't initiate conversation with a user"), BadRequest("Chat not found")]
)
def test_who_is_not_there_is_not_asked_again(fresh_store: Store, error: Exception) -> None:
    """One call, however often it is looked; nothing waits that would look like a fault; all comes once they write."""
    outbox = fresh_store.outbox(CHANNEL)
    there: list[str] = []
    telegram = Minded(lambda _, p: None if str(p["chat_id"]) in there else error)
    for text in ("một", "hai"):
        outbox.post("5", "message", {"text": text})

    async def scene(sender: Sender) -> None:
        await until(lambda: not outbox.waiting())
        for _ in range(5):
            sender.rescan()
            await asyncio.sleep(0.01)
        assert len(telegram.calls) == 1
        assert fresh_store.state().oldest_parcel is None
        there.append("5")
        with fresh_store.transaction():
            outbox.unblock("5")
            outbox.post("5", "message", {"text": "ba"})
        sender.wake()
        await until(lambda: len(telegram.seen) == 3)

    delivered(outbox, telegram, scene)
    assert [text for _, text in telegram.seen] == ["một", "hai", "ba"]


def test_what_is_held_too_long_is_dropped(tmp_path: Path) -> None:
    """Somebody who does not come within days needs no old news."""
    moment = [datetime(2024, 7, 1, tzinfo=UTC)]
    with Store.open(tmp_path / "kho.db", lambda: moment[0]) as store:
        outbox = store.outbox(CHANNEL)
        for day, text in ((0, "cũ"), (3, "mới")):
            moment[0] = datetime(2024, 7, 1, tzinfo=UTC) + timedelta(days=day)
            assert outbox.hold("5", outbox.post("5", "message", {"text": text}))
        moment[0] += timedelta(days=5)
        outbox.forget()
        outbox.unblock("5")
        ((number, _),) = outbox.waiting()
        parcel = outbox.parcel(number)
        assert parcel is not None
        assert parcel.body["text"] == "mới"


def test_a_file_that_never_gets_through_is_given_up_and_told(
    fresh_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only while Telegram answers others: then it is a dead letter, and what waited behind it goes out."""
    monkeypatch.setattr("bot.telegram.delivery.LONGEST_PAUSE", 0.0)
    outbox = fresh_store.outbox(CHANNEL)
    outbox.post("5", "document", {"name": "a.docx", "caption": ""}, data=b"x")
    outbox.post("5", "message", {"text": "sau"})
    telegram = Minded(lambda call, _: TimedOut() if call == "sendDocument" else None)

    async def scene(sender: Sender) -> None:
        await until(lambda: len(telegram.calls) > 3 * sending.MOST_TRIES)
        assert outbox.failed() == []
        sender.reached()
        await until(lambda: not outbox.waiting())

    delivered(outbox, telegram, scene)
    (dead,) = outbox.failed()
    assert (dead.kind, dead.error) == ("document", "network")
    assert telegram.seen[0] == ("5", "sau")
    assert "chưa gửi được tệp “a.docx”" in telegram.seen[1][1]


def test_menus_are_not_sent_for_ever(fresh_store: Store) -> None:
    """A chat that refuses is asked less and less; a 429 makes all menus wait as long as it says."""
    fresh_store.people.put(Person(person="telegram:77", role="reader", chat="77"))
    now = [0.0]
    refused = Minded(lambda _, p: BadRequest("chat not found") if "77" in str(p.get("scope")) else True)
    menus = Menus(Bot("1:a", request=refused), Desk(fresh_store, Assistant(fresh_store), ROUTES), lambda: now[0])

    async def look(times: int) -> None:
        for _ in range(times):
            await menus.show()
            now[0] += 10.0

    asyncio.run(look(int(LONGEST_PAUSE / 10)))
    assert len(refused.calls) < 2 + LONGEST_PAUSE / FIRST_PAUSE / 100
    busy = Minded(lambda *_: RetryAfter(35))
    menus = Menus(Bot("1:a", request=busy), Desk(fresh_store, Assistant(fresh_store), ROUTES), lambda: now[0])
    asyncio.run(look(4))
    assert len(busy.calls) == 1
    gone = Menus(
        Bot("1:a", request=Minded(lambda *_: InvalidToken())), Desk(fresh_store, Assistant(fresh_store), ROUTES)
    )
    with pytest.raises(InvalidToken):
        asyncio.run(gone.show())


class Full(Desk):
    """A desk whose disk is full for some time."""

    def __init__(self, store: Store, times: int) -> None:
        super().__init__(store, Assistant(store), ROUTES, who=store.people.get)
        self.left = times

    def handle(self, message: Message) -> Turn:
        """Fail, or serve."""
        self.left -= 1
        if self.left >= 0:
            raise StoreFull("Hết chỗ ghi.")
        return super().handle(message)


def arrived(store: Store, bot: Bot, number: int = 9, **fields: object) -> Update:
    """A message of somebody, as it waits in the inbox."""
    sender = {"id": 1, "is_bot": False, "first_name": "An"}
    raw = {"update_id": number, "message": {"message_id": 3, "date": 1_700_000_000, "from": sender} | fields}
    raw["message"].setdefault("chat", {"id": 1, "type": "private"})
    store.inbox(CHANNEL).take(number, json.dumps(raw))
    update = Update.de_json(raw, bot)
    assert update is not None
    return update


class Noting(Desk):
    """A desk that notes in which threads it serves."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, Assistant(store), ROUTES, who=store.people.get)
        self.threads: list[str] = []

    def handle(self, message: Message) -> Turn:
        """Note, and serve."""
        self.threads.append(threading.current_thread().name.partition("_")[0])
        return super().handle(message)


def test_no_question_waits_for_a_file(fresh_store: Store) -> None:
    """Workbooks are read, papers and charts made in threads of their own."""
    fresh_store.people.put(Person(person="telegram:1", role="admin", chat="1"))
    desk = Noting(fresh_store)
    telegram = Minded(lambda *_: BadRequest("file is too big"))
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "a.xlsx", "file_size": 10}
    with ThreadPoolExecutor(1, "desk") as threads, ThreadPoolExecutor(1, "slow") as slow:
        worker = Worker(desk, fresh_store, CHANNEL, threads, slow, lambda: None, lambda _: 0.0, Nobody())
        for number, fields in enumerate(({"text": "/help"}, {"document": document}, {"text": "fdi"})):
            update = arrived(fresh_store, Bot("1:a", request=telegram), number, **fields)
            asyncio.run(worker(update, None))
    assert desk.threads == ["desk", "slow", "desk"]
    pressed = [Message(kind="press", text=f"{letter}:1", person="telegram:1") for letter in "whqdn"]
    assert [desk.takes_long(message) for message in pressed] == [True, True, False, False, False]


def worker_of(desk: Desk, threads: ThreadPoolExecutor) -> Worker:
    """A worker at a desk."""
    return Worker(desk, desk.store, CHANNEL, threads, threads, lambda: None, lambda _: 0.0, Nobody())


def test_a_full_disk_buries_no_message(fresh_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often the store cannot be used, the letter waits, and is answered when it can."""
    monkeypatch.setattr("bot.telegram.worker.FIRST_PAUSE", 0.0)
    fresh_store.people.put(Person(person="telegram:1", role="reader", chat="1"))
    desk = Full(fresh_store, 4 * MOST_ATTEMPTS)
    update = arrived(fresh_store, Bot("1:a"), text="/help")
    with ThreadPoolExecutor(1) as threads:
        worker = worker_of(desk, threads)
        while desk.left > 0:
            asyncio.run(worker(update, None))
            assert fresh_store.inbox(CHANNEL).dead() == []
        asyncio.run(worker(update, None))
    assert (fresh_store.inbox(CHANNEL).waiting(), fresh_store.inbox(CHANNEL).dead()) == ([], [])
    assert len(fresh_store.outbox(CHANNEL).waiting()) == 1


def test_a_file_that_cannot_be_fetched_is_told(fresh_store: Store) -> None:
    """A bounded number of looks, then the sender hears of it and the letter is done."""
    fresh_store.people.put(Person(person="telegram:1", role="admin", chat="1"))
    telegram = Minded(lambda *_: NetworkError("no route"))
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "a.docx", "file_size": 10}
    update = arrived(fresh_store, Bot("1:a", request=telegram), document=document)
    desk = Desk(fresh_store, Assistant(fresh_store), ROUTES, who=fresh_store.people.get)
    with ThreadPoolExecutor(1) as threads:
        worker = worker_of(desk, threads)
        for _ in range(MOST_FETCHES - 1):
            asyncio.run(worker(update, None))
        assert len(fresh_store.inbox(CHANNEL).waiting()) == 1
        asyncio.run(worker(update, None))
    assert telegram.calls == ["getFile"] * MOST_FETCHES
    assert fresh_store.inbox(CHANNEL).waiting() == []
    outbox = fresh_store.outbox(CHANNEL)
    parcel = outbox.parcel(outbox.waiting()[0][0])
    assert parcel is not None
    assert "không tải về được từ Telegram" in parcel.body["text"]


def test_the_news_of_a_migration_moves_what_the_group_may(fresh_store: Store) -> None:
    """The service message in the old group names the new one."""
    fresh_store.groups.allow("-7", "telegram:1")
    chat = {"id": -7, "type": "group", "title": "Phòng"}
    update = arrived(fresh_store, Bot("1:a"), chat=chat, migrate_to_chat_id=-1007)
    with ThreadPoolExecutor(1) as threads:
        worker = worker_of(Desk(fresh_store, Assistant(fresh_store), ROUTES, who=fresh_store.people.get), threads)
        worker.me = Me(7, "tro_ly_bot")
        asyncio.run(worker(update, None))
    assert (fresh_store.groups.serves("-1007"), fresh_store.groups.serves("-7")) == (True, False)


@pytest.mark.parametrize("error", [RetryAfter(30), NetworkError("x"), StoreFull("Hết chỗ ghi."), ValueError("x")])
def test_what_is_done_beside_the_answers_does_not_end_them(fresh_store: Store, error: Exception) -> None:
    """A refusal, a full disk or a mistake in one step is logged; only a token that is not known ends the service."""
    channel = TelegramChannel(Channel("1:a"), Desk(fresh_store, Assistant(fresh_store), ROUTES), fresh_store)

    async def failing(error: Exception) -> None:
        raise error

    asyncio.run(channel._step("menus", failing(error)))
    with pytest.raises(InvalidToken):
        asyncio.run(channel._step("menus", failing(InvalidToken())))
