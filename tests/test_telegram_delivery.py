"""Delivery to Telegram: what each refusal means, and that nothing waits longer than it must."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData

from bot.telegram.delivery import Absent, Blocked, Done, Failed, Fatal, Moved, Outcome, Wait, deliver
from bot.telegram.pace import Pace
from bot.telegram.sender import Sender
from bot.telegram.watching import Nobody
from index import Parcel, Store

PRIVATE = {"id": 5, "type": "private"}


class Refusing(BaseRequest):
    """A Telegram that answers every call with what it is told."""

    def __init__(self, *answers: TelegramError | dict[str, Any]) -> None:
        self.answers, self.calls = list(answers), list[str]()

    @property
    def read_timeout(self) -> float:
        """Of no use here."""
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Not reached."""
        raise NotImplementedError

    async def post(self, url: str, request_data: RequestData | None = None, **kwargs: Any) -> Any:
        """The next answer."""
        self.calls.append(url.rpartition("/")[2])
        answer = self.answers.pop(0)
        if isinstance(answer, TelegramError):
            raise answer
        return answer


SENT = {"message_id": 77, "date": 0, "chat": PRIVATE}


def outcome(
    *answers: TelegramError | dict[str, Any], message: str | None = None, kind: str = "message", **body: Any
) -> tuple[Outcome, list[str]]:
    """What became of a parcel when Telegram answers so, and the calls that were made."""
    request = Refusing(*answers)
    parcel = Parcel(1, "5", "3/000", kind, {"text": "<b>a</b>", **body}, None, 0, "", 0.0, None)
    bot = Bot("1:a", request=request, get_updates_request=Refusing())
    return asyncio.run(deliver(bot, parcel, message)), request.calls


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (RetryAfter(7), Wait(7, hold=True)),
        (Forbidden("bot was blocked by the user"), Blocked()),
        (TimedOut(), Wait(0.5)),
        (NetworkError("no route"), Wait(0.5)),
        (ChatMigrated(-1005), Moved("-1005")),
        (InvalidToken(), Fatal()),
        (BadRequest("Chat not found"), Absent()),
        (Forbidden("bot can't initiate conversation with a user"), Absent()),
        (TelegramError("strange"), Failed("strange")),
    ],
)
def test_what_a_refusal_means(error: TelegramError, expected: Outcome) -> None:
    """Each of Telegram's refusals has one consequence."""
    assert outcome(error)[0] == expected


def test_an_edit_that_changes_nothing_is_a_success() -> None:
    """ "Not modified": the message stands as it should."""
    told = BadRequest("Message is not modified: specified new message content")
    assert outcome(told, message="77") == (Done("77"), ["editMessageText"])


def test_an_edit_of_a_message_that_is_gone_is_sent_anew() -> None:
    """The person deleted the answer: the new one comes as a message."""
    assert outcome(BadRequest("Message to edit not found"), SENT, message="70") == (
        Done("77"),
        ["editMessageText", "sendMessage"],
    )
    assert outcome(BadRequest("Message can't be edited"), SENT, edit=70)[1] == ["editMessageText", "sendMessage"]


def test_formatting_that_telegram_refuses_costs_nobody_the_answer() -> None:
    """Once more as plain text; if that is refused too, it is given up."""
    told = BadRequest("Can't parse entities: unsupported start tag")
    assert outcome(told, SENT) == (Done("77"), ["sendMessage", "sendMessage"])
    assert outcome(told, BadRequest("Message text is empty"))[0] == Failed("Message text is empty")
    assert outcome(told, Forbidden("bot was blocked by the user"))[0] == Blocked()
    assert outcome(told, RetryAfter(3))[0] == Wait(3, hold=True)
    assert outcome(told, TimedOut())[0] == Wait(0.5)


@pytest.mark.parametrize("kind", ["toast", "cards", "delete"])
def test_what_nobody_waits_for_is_not_repeated(kind: str) -> None:
    """A late answer to a press, an inline question, or a message already gone is no failure."""
    fields = {"query": "9", "alert": False, "cards": []}
    error = BadRequest("Query is too old and response timeout expired or query id is invalid")
    assert outcome(error, kind=kind, message="70", **fields)[0] == Done()


def test_buttons_are_put_under_a_message() -> None:
    """Callback data, links and copied text each become their kind of button."""
    from bot.telegram.delivery import _markup

    rows = [[{"text": "a", "callback_data": "p:1"}, {"text": "b", "copy_text": {"text": "7/KH"}}], []]
    markup = _markup(rows)
    assert isinstance(markup, InlineKeyboardMarkup)
    (row,) = markup.inline_keyboard
    assert row[0].callback_data == "p:1"
    assert row[1].copy_text is not None
    assert _markup([[]]) is None


class Obliging(Refusing):
    """A Telegram that takes everything and notes the texts."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    async def post(self, url: str, request_data: RequestData | None = None, **kwargs: Any) -> Any:
        """Taken."""
        assert request_data is not None
        self.texts.append(str(request_data.parameters["text"]))
        return SENT


def test_a_parcel_that_comes_as_a_lane_ends_is_not_left_behind(fresh_store: Store) -> None:
    """Between a lane's last look and the news of its end there is a moment; what comes then goes out at once too."""
    outbox = fresh_store.outbox("telegram:7")
    telegram = Obliging()

    async def scene() -> None:
        with ThreadPoolExecutor(1) as threads:
            bot = Bot("1:a", request=telegram, get_updates_request=Refusing())
            sender = Sender(bot, outbox, threads, lambda: None, Nobody(), Pace(lambda: 0.0, gap=0.0))
            sender._enqueue(outbox.post("5", "message", {"text": "một"}), "5")
            lane = sender._tasks["5"]
            while not lane.done():
                await asyncio.sleep(0)
            sender._enqueue(outbox.post("5", "message", {"text": "hai"}), "5")
            while outbox.waiting():
                await asyncio.sleep(0)
            await sender.stop(5.0)

    asyncio.run(asyncio.wait_for(scene(), 10))
    assert telegram.texts == ["một", "hai"]
