"""The Telegram channel end to end: real HTTP, an unmodified Application, people on the local Telegram."""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot.sandbox import Person, Sandbox, says
from bot.telegram import Channel, TokenRefused
from handlers.ask import Assistant
from handlers.desk import Desk, Message
from handlers.replies import Reply, Turn
from handlers.routes import ROUTES
from index import Store
from tests.desk_sample import fill
from tests.telegram_bot import Running, channel_to

PATIENCE = 20.0


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample documents."""
    folder = tmp_path_factory.mktemp("telegram")
    with Store.open(folder / "kho.db") as opened:
        yield fill(opened, folder / "van-ban")


@pytest.fixture
def desk(store: Store) -> Desk:
    """A desk open to everyone, serving the group of the local Telegram."""
    for chat in range(3):
        store.groups.allow(str(-1001900000001 - chat), "telegram:1")
    return Desk(store, Assistant(store), ROUTES)


@pytest.fixture
def sandbox(store: Store) -> Iterator[Sandbox]:
    """A local Telegram without limits, for speed; its bot has a number of its own, so tests share no mail."""
    number = 8_000_000_000 + len(store.channels())
    with Sandbox(limits=None, token=f"{number}:{'x' * 35}") as running:
        yield running


@pytest.fixture(params=["polling", "webhook"])
def lan(request: pytest.FixtureRequest, sandbox: Sandbox, desk: Desk, store: Store) -> Iterator[Person]:
    """A person who talks to the running bot, by both ways of delivery."""
    with Running(channel_to(sandbox, request.param), desk, store), Person(sandbox.url) as person:
        yield person


@pytest.fixture
def bot(sandbox: Sandbox, desk: Desk, store: Store) -> Iterator[Running]:
    """The bot, polling."""
    with Running(channel_to(sandbox), desk, store) as running:
        yield running


@pytest.fixture
def an(sandbox: Sandbox, bot: Running) -> Iterator[Person]:
    """A person who talks to the polling bot."""
    with Person(sandbox.url) as person:
        yield person


def until(condition: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_conversation_from_start_to_the_document(lan: Person) -> None:
    """Greeting, answer with folded sources, paragraph, steps within one message, document, its text as a file."""
    lan.start()
    greeting = lan.wait(says("Xin chào Trần Lan!"))
    assert greeting["reply_markup"]["inline_keyboard"]
    lan.send("fdi 6 thang dat bao nhieu %")
    answer = lan.wait(says("60%"))
    kinds = {entity["type"] for entity in answer["entities"]}
    assert {"bold", "expandable_blockquote"} <= kinds
    assert answer["entities"][0] == {"type": "bold", "offset": 0, "length": answer["entities"][0]["length"]}
    lan.press(answer, "Xem đoạn gốc")
    paragraph = lan.wait(says("Thu hút đầu tư"))
    lan.press(paragraph, "Đoạn sau ›")
    assert lan.wait(edited=True)["message_id"] == paragraph["message_id"]
    lan.press(answer, "Văn bản")
    document = lan.wait(says("Cơ quan ban hành"))
    assert lan.press(document, "Toàn văn")["text"] == "Tệp được gửi bên dưới."
    assert "Kim ngạch" in lan.download(lan.wait(lambda m: "document" in m)).decode()


def test_commands_and_their_menu(lan: Person, sandbox: Sandbox) -> None:
    """Each command answers; the menu holds the commands of the table."""
    for command, shown in [
        ("/help", "/nhiemvu"),
        ("/hoi fdi 6 tháng", "120 triệu USD"),
        ("/vanban", "2 văn bản"),
        ("/chitieu", "Các chỉ tiêu"),
        ("/nhiemvu văn phòng", "2 nhiệm vụ"),
        ("/khac", "Chưa có lệnh"),
    ]:
        lan.send(command)
        lan.wait(says(shown))
    until(lambda: bool(sandbox.run(lambda world: world.commands)))
    (menu,) = sandbox.run(lambda world: list(world.commands.values()))  # nobody is admitted by name
    assert [one["command"] for one in menu] == [
        "start",
        "hoi",
        "vanban",
        "chitieu",
        "nhiemvu",
        "lichsu",
        "huy",
        "tomtat",
        "sosanh",
        "nhacviec",
        "bantin",
        "help",
    ]


def test_an_edited_question_edits_its_answer(lan: Person, store: Store) -> None:
    """The reply changes in place; of a longer answer before, the rest goes."""
    number = lan.send("fdi 6 tháng")
    first = lan.wait(says("120 triệu USD"))
    lan.edit(number, "kim ngạch xuất khẩu 6 tháng")
    again = lan.wait(says("450 triệu USD"))
    assert again["message_id"] == first["message_id"]
    assert len([m for m in lan.history() if m["from"]["is_bot"]]) == 1


def test_a_suggestion_is_asked_by_its_button(an: Person) -> None:
    """The pressed suggestion is repeated above its answer."""
    an.start()
    greeting = an.wait()
    an.press(greeting, "Thu hút FDI")
    assert an.wait(says("120 triệu USD"))["text"].startswith("Thu hút FDI\n")


def test_groups_are_answered_when_they_mean_the_bot(an: Person) -> None:
    """A mention, a reply to the bot and a command are answered, as replies; other talk is not."""
    with an.in_group() as group:
        group.send("chào cả nhà")
        asked = group.send("@planbot fdi 6 tháng")
        answer = group.wait(says("120 triệu USD"))
        assert answer["reply_to_message"]["message_id"] == asked
        group.send("còn xuất khẩu?", reply_to=answer["message_id"])
        group.wait(says("450 triệu USD"))
        group.send("/vanban@otherbot")
        group.send("/vanban@planbot")
        assert group.wait()["text"].startswith("2 văn bản")


def test_inline_mode_gives_a_card_to_send(an: Person) -> None:
    """A question typed after the bot's name gives a card; the sent card is not taken for a question."""
    found = an.inline("fdi 6 thang")
    (card,) = found["results"]
    assert "120 triệu USD" in card["title"]
    an.choose(found["query_id"], card["id"])
    an.send("/help")
    assert an.wait()["text"].startswith("Cách dùng")
    assert an.inline("hai") == an.inline("ba") or not an.inline("hai")["results"]


def test_what_is_no_text_is_answered(an: Person) -> None:
    """A photo, a file beyond Telegram's bound and HTML in its name: each is said, the bot stays."""
    an.upload(("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(40)), as_photo=True)
    an.wait(says("chỉ đọc tin nhắn chữ"))
    an.upload(("to <b>.pdf", bytes(20 * 1024 * 1024 + 1)))
    told = an.wait(says("lớn hơn 20 MB"))
    assert "“to <b>.pdf”" in told["text"]
    an.send("fdi 6 tháng")
    an.wait(says("120 triệu USD"))


def test_a_name_with_html_is_a_name(sandbox: Sandbox, bot: Running) -> None:
    """What people call themselves cannot break a message."""
    sandbox.run(lambda world: world.add_person("<b>Tí & </i>Tèo", "", "teo"))
    with Person(sandbox.url, "Tèo") as person:
        person.start()
        assert "Xin chào <b>Tí & </i>Tèo!" in person.wait()["text"]


def test_updates_of_an_unknown_kind_are_passed_over(sandbox: Sandbox, an: Person, store: Store) -> None:
    """An update that no library knows yet is done without an answer, and holds up nothing."""
    channel = f"telegram:{sandbox.token.partition(':')[0]}"
    sandbox.push("message_from_the_future", {"id": 1, "text": "?"})
    sandbox.push("poll_answer", {"poll_id": "1", "option_ids": [0]})
    an.send("fdi 6 tháng")
    an.wait(says("120 triệu USD"))
    until(lambda: not store.inbox(channel).waiting())
    assert store.inbox(channel).dead() == []


def test_a_person_who_blocks_the_bot_costs_nothing(sandbox: Sandbox, an: Person, store: Store) -> None:
    """What was under way is dropped; when the person comes back, the bot answers."""
    channel = f"telegram:{sandbox.token.partition(':')[0]}"
    an.start()
    an.wait()
    an.block()
    until(lambda: store.outbox(channel).blocked() == [str(an.id)])
    store.outbox(channel).post(str(an.id), "message", {"text": "không tới"})
    an.block(False)
    until(lambda: store.outbox(channel).blocked() == [])
    an.send("fdi 6 tháng")
    an.wait(says("120 triệu USD"))
    assert store.outbox(channel).failed() == []


def test_a_stranger_is_told_how_to_ask_for_access(sandbox: Sandbox, store: Store) -> None:
    """A closed desk tells how to ask for access and nothing else."""
    closed = Desk(store, Assistant(store), ROUTES, who=lambda person: None)
    with Running(channel_to(sandbox), closed, store), Person(sandbox.url) as person:
        person.send("fdi 6 tháng")
        text = person.wait()["text"]
    assert "/xinquyen" in text
    assert "triệu" not in text


class Failing(Desk):
    """A desk that cannot answer one thing."""

    def handle(self, message: Message) -> Turn:
        """Fails on "hỏng"."""
        if message.text == "hỏng":
            raise ValueError(message.text)
        return super().handle(message)


def test_a_poisonous_message_ends_among_the_dead_letters(
    sandbox: Sandbox, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """It is tried, given up and told; those behind it are served; revived, it is tried again. No log quotes it."""
    channel = f"telegram:{sandbox.token.partition(':')[0]}"
    desk = Failing(store, Assistant(store), ROUTES)
    with Running(channel_to(sandbox), desk, store), Person(sandbox.url) as person:
        person.send("hỏng")
        person.send("fdi 6 tháng")
        person.wait(says("Xin lỗi"), PATIENCE)
        person.wait(says("120 triệu USD"))
    (dead,) = store.inbox(channel).dead()
    assert dead.error.startswith("ValueError at ")
    assert "hỏng" not in "".join(record.getMessage() for record in caplog.records)
    assert store.inbox(channel).revive(dead.id)
    with Running(channel_to(sandbox), Desk(store, Assistant(store), ROUTES), store), Person(sandbox.url) as person:
        until(lambda: not store.inbox(channel).waiting())


class Slow(Desk):
    """A desk that waits to be let on, so that a stop finds it at work."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.store, desk.assistant, ROUTES)
        self.served: list[str] = []

    def handle(self, message: Message) -> Turn:
        """Notes what is served."""
        self.served.append(message.text)
        return Turn((Reply(blocks=(f"Xong {message.text}",)),))


def test_what_came_while_the_bot_was_down_is_answered_once(sandbox: Sandbox, desk: Desk, store: Store) -> None:
    """Letters of the inbox are served at the next start in their order; a repeated delivery changes nothing."""
    channel = f"telegram:{sandbox.token.partition(':')[0]}"
    with Person(sandbox.url) as person:
        person.send("một")
        person.send("hai")
        pending = sandbox.run(lambda world: list(world.updates.pending))
        for update in pending:
            assert store.inbox(channel).take(update["update_id"], json.dumps(update))
        slow = Slow(desk)
        with Running(channel_to(sandbox), slow, store):
            person.wait(says("Xong một"))
            person.wait(says("Xong hai"))
            person.send("ba")
            person.wait(says("Xong ba"))
        assert slow.served == ["một", "hai", "ba"]


def test_replies_wait_for_a_telegram_that_limits_them(store: Store, desk: Desk) -> None:
    """Under Telegram's own limits nothing is refused for good and the order stays."""
    with (
        Sandbox(token=f"8100000000:{'y' * 35}") as sandbox,
        Running(channel_to(sandbox), desk, store, pace=None),
        Person(sandbox.url) as person,
    ):
        for n in range(3):
            person.send(f"/khac{n}")
        texts = [person.wait()["text"] for _ in range(3)]
    assert [f"“/khac{n}”" in text for n, text in enumerate(texts)] == [True] * 3
    assert store.outbox("telegram:8100000000").failed() == []


def test_a_wrong_webhook_secret_is_refused(sandbox: Sandbox, desk: Desk, store: Store) -> None:
    """Whoever does not know the secret cannot put words into anybody's mouth."""
    channel = channel_to(sandbox, "webhook")
    forged = {
        "update_id": 1,
        "message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}, "text": "/x"},
    }
    with Running(channel, desk, store):
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guessed"}):
            answer = httpx.post(channel.webhook_url, json=forged, headers=headers, trust_env=False)
            assert answer.status_code == 403
    assert store.inbox(channel.name).seconds() == []
    assert store.inbox(channel.name).waiting() == []


def test_a_broken_token_is_told_in_a_sentence(sandbox: Sandbox, desk: Desk, store: Store) -> None:
    """The channel ends with a sentence that names the setting and not the token."""
    wrong = Channel(token="8200000000:" + "z" * 35, api=sandbox.base_url)
    running = Running(wrong, desk, store)
    with pytest.raises(TokenRefused, match="PLANBOT_TOKEN") as raised, running:
        pass
    assert "zzz" not in str(raised.value)


def test_the_bot_starts_without_a_network_and_stops_at_once(
    desk: Desk, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody listens at the address: it tries again, says so without the token, and stops when told to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{probe.getsockname()[1]}/bot"
    token = "8300000000:" + "n" * 35
    with caplog.at_level(logging.INFO), Running(Channel(token=token, api=nowhere), desk, store, wait=False) as running:
        until(lambda: "not reached" in caplog.text)
        running.stop()
    assert token not in caplog.text


def test_a_bot_started_before_the_network_serves_when_it_comes(desk: Desk, store: Store) -> None:
    """The first try fails; the local Telegram then starts at that address, and the bot finds it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    token = "8400000000:" + "w" * 35
    with (
        Running(Channel(token=token, api=f"http://127.0.0.1:{port}/bot"), desk, store, wait=False),
        Sandbox(port=port, token=token, limits=None) as sandbox,
        Person(sandbox.url) as person,
    ):
        person.send("fdi 6 tháng")
        person.wait(says("120 triệu USD"), PATIENCE)


def test_two_processes_do_not_serve_one_store(tmp_path: Path, sandbox: Sandbox, store: Store) -> None:
    """The second one is told so, by a sentence, before it asks Telegram anything."""
    from bot.telegram import AlreadyRunning
    from bot.telegram.lock import RunLock

    with RunLock(tmp_path / "kho.db"), pytest.raises(AlreadyRunning, match="đang chạy"), RunLock(tmp_path / "kho.db"):
        pass
    with RunLock(tmp_path / "kho.db"):
        pass


class Talkative(Desk):
    """A desk whose answers have as many messages as asked for."""

    def handle(self, message: Message) -> Turn:
        """So many blocks, each a message of its own."""
        return Turn((Reply(blocks=tuple(f"{n} " + "chữ " * 1000 for n in range(int(message.text)))),))


def test_a_shorter_answer_after_an_edit_takes_the_rest_back(sandbox: Sandbox, store: Store) -> None:
    """Three messages, then one: the first is edited and the others go; then two again: one edited, one new."""
    desk = Talkative(store, Assistant(store), ROUTES)
    with Running(channel_to(sandbox), desk, store), Person(sandbox.url) as person:

        def answers() -> list[str]:
            return [m["text"][:1] for m in person.history() if m["from"]["is_bot"]]

        number = person.send("3")
        until(lambda: answers() == ["0", "1", "2"])
        person.edit(number, "1")
        until(lambda: answers() == ["0"])
        person.edit(number, "2")
        until(lambda: answers() == ["0", "1"])
    assert store.outbox(f"telegram:{sandbox.token.partition(':')[0]}").failed() == []


def test_two_pollers_of_one_bot_are_told_in_the_log(
    sandbox: Sandbox, desk: Desk, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """On two machines no lock helps: the log says what is wrong, and both stop when told to."""
    with (
        Store.open(":memory:") as other,
        caplog.at_level(logging.ERROR, "bot.telegram"),
        Running(channel_to(sandbox), desk, store),
        Running(channel_to(sandbox), Desk(other, Assistant(other), ROUTES), other),
    ):
        until(lambda: "another program takes this bot's updates" in caplog.text)
    assert sandbox.token not in caplog.text
