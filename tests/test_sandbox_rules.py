"""The rules of the Bot API that the local Telegram enforces, in Telegram's own words, over real HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import httpx
import pytest

from bot.sandbox import Limits, Person, Sandbox, says
from tests.sandbox_raw import JSON, Bot, Clock

MB = 1024 * 1024
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + (40).to_bytes(4, "big") + (30).to_bytes(4, "big")


@pytest.fixture
def clock() -> Clock:
    """A clock of the test's own."""
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    """A local Telegram without limits on sending."""
    with Sandbox(limits=None, clock=clock) as running:
        yield running


@pytest.fixture
def bot(sandbox: Sandbox) -> Iterator[Bot]:
    """A bot on it."""
    bot = Bot(sandbox)
    yield bot
    bot.http.close()


@pytest.fixture
def lan(sandbox: Sandbox) -> Iterator[Person]:
    """Somebody who has started the bot."""
    with Person(sandbox.url) as person:
        person.start()
        yield person


# What is sent → how it is refused. `text` and the rest go to sendMessage.
REFUSED_MESSAGES: list[tuple[JSON, str]] = [
    ({"text": ""}, "message text is empty"),
    ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ({"text": "a" * 4097}, "message is too long"),
    ({"text": "a<p>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "p" at byte offset 1'),
    ({"text": "Kế <b", "parse_mode": "HTML"}, "can't parse entities: Unclosed start tag at byte offset 5"),
    (
        {"text": "<b>a", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ({"text": "a</b>", "parse_mode": "HTML"}, "can't parse entities: Unexpected end tag at byte offset 1"),
    (
        {"text": "<b>a<i>b</b></i>", "parse_mode": "HTML"},
        'can\'t parse entities: Unmatched end tag at byte offset 8, expected "</i>", found "</b>"',
    ),
    (
        {"text": "<span>a</span>", "parse_mode": "HTML"},
        'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0',
    ),
    ({"text": "a", "parse_mode": "Rich"}, "unsupported parse_mode"),
    ({"text": "<b>a</b> " * 101, "parse_mode": "HTML"}, "ENTITIES_TOO_LONG"),
    ({"text": "a", "chat_id": 12345}, "chat not found"),
    ({"text": "a", "chat_id": ""}, "chat_id is empty"),
    ({"text": "a", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
    ({"text": "a", "reply_parameters": {"message_id": 1, "quote": "không có"}}, "QUOTE_TEXT_INVALID"),
    ({"text": "a", "reply_markup": "{"}, "can't parse reply markup JSON object"),
]
REFUSED_BUTTONS: list[tuple[JSON, str]] = [
    ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
    ({"text": "a", "callback_data": "ế" * 22}, "BUTTON_DATA_INVALID"),
    ({"text": "a", "callback_data": "a" * 65}, "BUTTON_DATA_INVALID"),
    ({"text": "a"}, "text buttons are unallowed in the inline keyboard"),
    ({"text": "a", "url": "xyz"}, "inline keyboard button URL 'xyz' is invalid: Wrong HTTP URL"),
    ({"text": "a", "copy_text": {"text": "a" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
    ({"text": "a", "callback_data": "a", "style": "pink"}, "BUTTON_STYLE_INVALID"),
]


def test_messages_are_refused_in_telegrams_words(bot: Bot, lan: Person) -> None:
    """Each wrong message gets its 400 with the wording that client libraries match on."""
    for values, words in REFUSED_MESSAGES:
        assert bot.refused("sendMessage", **({"chat_id": lan.id} | values)) == f"400 Bad Request: {words}"
    assert len(lan.history()) == 1


def test_buttons_are_refused_in_telegrams_words(bot: Bot, lan: Person) -> None:
    """Callback data counts in bytes; each wrong button gets its 400."""
    for button, words in REFUSED_BUTTONS:
        markup = {"inline_keyboard": [[button]]}
        assert bot.refused("sendMessage", chat_id=lan.id, text="a", reply_markup=markup) == f"400 Bad Request: {words}"
    good = {
        "inline_keyboard": [[{"text": "a", "callback_data": "ế" * 21}, {"text": "b", "copy_text": {"text": "12/BC"}}]]
    }
    assert bot.ok("sendMessage", chat_id=lan.id, text="a", reply_markup=good)["reply_markup"] == good


def test_lengths_count_after_parsing(bot: Bot, lan: Person) -> None:
    """4096 characters of text and 1024 of caption fit, however many tags are around them."""
    assert len(bot.ok("sendMessage", chat_id=lan.id, text=f"<b>{'ế' * 4096}</b>", parse_mode="HTML")["text"]) == 4096
    file = {"document": ("a.txt", b"a")}
    sent = bot.ok("sendDocument", file, chat_id=lan.id, caption=f"<i>{'a' * 1024}</i>", parse_mode="HTML")
    assert len(sent["caption"]) == 1024
    assert bot.refused("sendDocument", file, chat_id=lan.id, caption="a" * 1025) == (
        "400 Bad Request: message caption is too long"
    )


def test_edits(bot: Bot, lan: Person) -> None:
    """An edit must change something and be of the bot's own message; a keyboard not sent again goes."""
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    number = bot.ok("sendMessage", chat_id=lan.id, text="một", reply_markup=markup)["message_id"]
    where = {"chat_id": lan.id, "message_id": number}
    same = bot.refused("editMessageText", **where, text="một", reply_markup=markup)
    assert same.startswith("400 Bad Request: message is not modified: specified new message content")
    assert bot.refused("editMessageReplyMarkup", **where, reply_markup=markup).startswith(
        "400 Bad Request: message is not modified"
    )
    edited = bot.ok("editMessageText", **where, text="hai")
    assert (edited["text"], edited.get("reply_markup"), "edit_date" in edited) == ("hai", None, True)
    assert lan.wait(edited=True)["text"] == "hai"
    assert bot.refused("editMessageText", chat_id=lan.id, message_id=999, text="a") == (
        "400 Bad Request: message to edit not found"
    )
    assert bot.refused("editMessageText", chat_id=lan.id, message_id=1, text="a") == (
        "400 Bad Request: message can't be edited"
    )


def test_presses_are_answered_once_and_in_time(bot: Bot, lan: Person, clock: Clock) -> None:
    """The first answer in time is taken; a second one, a late one and an invented one are too old."""
    markup = {"inline_keyboard": [[{"text": "Xem", "callback_data": "x"}]]}
    number = bot.ok("sendMessage", chat_id=lan.id, text="a", reply_markup=markup)["message_id"]
    query = lan.press_data(number, "x")
    assert bot.ok("answerCallbackQuery", callback_query_id=query, text="Đã mở")
    late = lan.press_data(number, "x")
    clock.now += 16
    for old in (query, late, "1"):
        assert bot.refused("answerCallbackQuery", callback_query_id=old) == (
            "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
    with pytest.raises(RuntimeError, match="Nút này không còn nữa"):
        lan.press_data(number, "không có")


def test_updates_are_confirmed_by_offset(bot: Bot, lan: Person) -> None:
    """What is not confirmed comes again; a higher offset forgets; kinds that are not asked for are not kept."""
    first = bot.ok("getUpdates")
    assert [update["message"]["text"] for update in first] == ["/start"]
    assert bot.ok("getUpdates") == first
    lan.send("hai")
    second = bot.ok("getUpdates", offset=first[-1]["update_id"] + 1)
    assert [update["message"]["text"] for update in second] == ["hai"]
    assert second[0]["update_id"] == first[0]["update_id"] + 1
    assert bot.ok("getUpdates", offset=second[-1]["update_id"] + 1, allowed_updates=["callback_query"]) == []
    lan.send("ba")
    assert bot.ok("getUpdates") == []


def test_pollers_and_webhook_exclude_each_other(bot: Bot, sandbox: Sandbox, lan: Person) -> None:
    """The earlier of two pollers and any poller beside a webhook get their 409."""
    last = bot.ok("getUpdates")[-1]["update_id"]
    answers: list[str] = []
    earlier = threading.Thread(target=lambda: answers.append(bot.refused("getUpdates", offset=last + 1, timeout=20)))
    earlier.start()
    other = Bot(sandbox)
    while not answers:
        other.ok("getUpdates", offset=last + 1, timeout=0)
        earlier.join(0.01)
    other.http.close()
    assert answers == [
        "409 Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    ]
    bot.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert bot.refused("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    assert bot.refused("setWebhook", url="http://10.0.0.1/hook").startswith("400 Bad Request: bad webhook: ")
    bot.ok("deleteWebhook")
    assert bot.ok("getWebhookInfo")["url"] == ""


def test_limits_on_sending(clock: Clock) -> None:
    """One message a second a chat, twenty a minute a group, thirty a second in all; a refusal takes nothing."""
    with Sandbox(clock=clock) as sandbox, Person(sandbox.url) as lan:
        bot, group = Bot(sandbox), lan.in_group()
        lan.start()
        assert bot.ok("sendMessage", chat_id=lan.id, text="1")
        answer = bot.post("sendMessage", chat_id=lan.id, text="2")
        assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 1})
        assert answer["description"] == "Too Many Requests: retry after 1"
        clock.now += 1
        assert bot.ok("sendMessage", chat_id=lan.id, text="2")
        for _ in range(20):
            clock.now += 1
            bot.ok("sendMessage", chat_id=group.chat, text="a")
        clock.now += 1
        assert bot.post("sendMessage", chat_id=group.chat, text="b")["parameters"] == {"retry_after": 40}
        bot.http.close()
        group.close()
    with Sandbox(limits=Limits(overall=2, chat=100), clock=clock) as sandbox, Person(sandbox.url) as lan:
        bot = Bot(sandbox)
        lan.start()
        assert [bot.post("sendMessage", chat_id=lan.id, text="a")["ok"] for _ in range(3)] == [True, True, False]
        bot.http.close()


def test_files_and_their_bounds(bot: Bot, sandbox: Sandbox, lan: Person) -> None:
    """Down at most 20 MB, up 50 MB, photos 10 MB; a photo must be a picture; what was sent can be sent again by id."""
    bot.ok("getUpdates")
    lan.upload(("to.bin", bytes(20 * MB + 1)))
    lan.upload(("vua.bin", bytes(20 * MB)))
    big, fits = (update["message"]["document"]["file_id"] for update in bot.ok("getUpdates")[-2:])
    assert bot.refused("getFile", file_id=big) == "400 Bad Request: file is too big"
    path = bot.ok("getFile", file_id=fits)["file_path"]
    answer = httpx.get(f"{sandbox.base_file_url}{sandbox.token}/{path}", trust_env=False)
    assert len(answer.content) == 20 * MB
    assert bot.refused("getFile", file_id="x") == "400 Bad Request: invalid file_id"
    assert bot.refused("sendDocument", {"document": ("a", bytes(50 * MB + 1))}, chat_id=lan.id) == (
        "413 Request Entity Too Large"
    )
    assert bot.refused("sendPhoto", {"photo": ("a.png", PNG + bytes(10 * MB))}, chat_id=lan.id).startswith(
        f"400 Bad Request: file of size {10 * MB + len(PNG)} bytes is too big for a photo"
    )
    assert bot.refused("sendPhoto", {"photo": ("a.png", b"text")}, chat_id=lan.id) == (
        "400 Bad Request: IMAGE_PROCESS_FAILED"
    )
    assert bot.refused("sendDocument", {"document": ("a", b"")}, chat_id=lan.id).startswith(
        "400 Bad Request: file must"
    )
    assert bot.refused("sendDocument", chat_id=lan.id) == "400 Bad Request: there is no document in the request"
    photo = bot.ok("sendPhoto", {"photo": ("a.png", PNG)}, chat_id=lan.id)["photo"][-1]
    assert (photo["width"], photo["height"]) == (40, 30)
    assert bot.ok("sendPhoto", chat_id=lan.id, photo=photo["file_id"])["photo"] == [photo]
    album = [{"type": "document", "media": "attach://a", "caption": "một"}, {"type": "document", "media": fits}]
    sent = bot.ok("sendMediaGroup", {"a": ("a.pdf", b"%PDF")}, chat_id=lan.id, media=album)
    assert len({message["media_group_id"] for message in sent}) == 1
    assert lan.download(lan.wait(says("một"))) == b"%PDF"


def test_who_may_be_written_to(bot: Bot, sandbox: Sandbox, lan: Person) -> None:
    """403 for one who blocked the bot and for one seen in a group only; 401 for another token; 404 for no method."""
    lan.block()
    assert bot.refused("sendMessage", chat_id=lan.id, text="a") == "403 Forbidden: bot was blocked by the user"
    told = bot.ok("getUpdates")[-1]["my_chat_member"]
    assert told["new_chat_member"]["status"] == "kicked"
    lan.block(False)
    assert bot.ok("sendMessage", chat_id=lan.id, text="a")
    with Person(sandbox.url, "Hùng") as hung, hung.in_group() as in_group:
        assert bot.refused("sendMessage", chat_id=hung.id, text="a") == "400 Bad Request: chat not found"
        in_group.send("@planbot xin chào")
        assert bot.refused("sendMessage", chat_id=hung.id, text="a") == (
            "403 Forbidden: bot can't initiate conversation with a user"
        )
    stranger = httpx.get(f"{sandbox.base_url}1:x/getMe", trust_env=False)
    assert (stranger.status_code, stranger.json()["description"]) == (401, "Unauthorized")
    assert bot.refused("sendDice") == "404 Not Found: method not found"


def test_privacy_in_groups(bot: Bot, lan: Person) -> None:
    """In a group the bot sees commands, mentions and replies to itself, and nothing else."""
    with lan.in_group() as group:
        sent = bot.ok("sendMessage", chat_id=group.chat, text="của bot")["message_id"]
        group.send("chuyện riêng của nhóm")
        group.send("/hoi@otherbot fdi")
        heard = ["/hoi fdi", "/hoi@PlanBot fdi", "@planbot fdi?", "số này đúng không?"]
        for text in heard[:-1]:
            group.send(text)
        group.send(heard[-1], reply_to=sent)
    updates = [update["message"] for update in bot.ok("getUpdates")]
    assert [message["text"] for message in updates if message["chat"]["type"] == "supergroup"] == heard


def test_deep_links(bot: Bot, lan: Person) -> None:
    """A payload is 1–64 characters of A–Z a–z 0–9 _ -; another one never leaves the app."""
    lan.start("d_12_34-x")
    assert bot.ok("getUpdates")[-1]["message"]["text"] == "/start d_12_34-x"
    for wrong in ("a" * 65, "đoạn", "a b"):
        with pytest.raises(RuntimeError, match="Liên kết không hợp lệ"):
            lan.start(wrong)


def test_commands_by_scope(bot: Bot, lan: Person) -> None:
    """A chat's own menu stands before the general one; names are a–z 0–9 _ of at most 32."""
    general, own = [{"command": "help", "description": "Trợ giúp"}], [{"command": "duyet", "description": "Duyệt"}]
    scope = {"type": "chat", "chat_id": lan.id}
    bot.ok("setMyCommands", commands=general)
    bot.ok("setMyCommands", commands=own, scope=scope)
    assert (bot.ok("getMyCommands"), bot.ok("getMyCommands", scope=scope)) == (general, own)
    bot.ok("deleteMyCommands", scope=scope)
    assert bot.ok("getMyCommands", scope=scope) == []
    wrong = [{"command": "Hỏi", "description": "a"}]
    assert bot.refused("setMyCommands", commands=wrong) == "400 Bad Request: BOT_COMMAND_INVALID"
    wrong = [{"command": "hoi", "description": ""}]
    assert bot.refused("setMyCommands", commands=wrong) == "400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"


def test_deleting(bot: Bot, lan: Person, clock: Clock) -> None:
    """Messages go within 48 hours."""
    number = bot.ok("sendMessage", chat_id=lan.id, text="a")["message_id"]
    assert bot.ok("deleteMessage", chat_id=lan.id, message_id=number)
    assert bot.refused("deleteMessage", chat_id=lan.id, message_id=number) == (
        "400 Bad Request: message to delete not found"
    )
    clock.now += 49 * 3600
    assert bot.refused("deleteMessage", chat_id=lan.id, message_id=1) == (
        "400 Bad Request: message can't be deleted for everyone"
    )


def test_broken_bodies_are_refused(bot: Bot) -> None:
    """JSON and forms that cannot be read get a 400."""
    for kind, body in (("application/json", b"{"), ("application/json", b"[]"), ("multipart/form-data", b"--x")):
        answer = bot.http.post("/sendMessage", content=body, headers={"content-type": kind})
        assert (answer.status_code, answer.json()["ok"]) == (400, False)


def test_other_sites_are_kept_out(sandbox: Sandbox) -> None:
    """A rebound name in Host and another site's Origin get 403; the page carries a strict policy."""
    foreign = ({"host": "evil.example"}, {"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"})
    with httpx.Client(base_url=sandbox.url, trust_env=False) as client:
        assert client.get("/").status_code == 200
        assert "default-src 'none'" in client.get("/").headers["content-security-policy"]
        for headers in foreign:
            assert client.get("/api/state", headers=headers).status_code == 403
            assert client.get(f"/bot{sandbox.token}/getMe", headers=headers).status_code == 403
        assert client.get("/static/../server.py").status_code == 404
    with pytest.raises(ValueError, match="this machine only"):
        Sandbox(host="0.0.0.0")
