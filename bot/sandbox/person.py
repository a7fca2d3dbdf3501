"""A person in a test: writes, presses, uploads, and waits for what the bot says."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from bot.sandbox.errors import JSON

Condition = Callable[[JSON], bool]


class NotSaid(AssertionError):
    """The bot did not say what was waited for; the message lists what it did say."""


def anything(message: JSON) -> bool:
    """A condition that every message meets.

    >>> anything({})
    True
    """
    return True


def says(words: str) -> Condition:
    """A condition: the words are in the message's text or caption.

    >>> says("FDI")({"text": "Thu hút FDI"})
    True
    """
    return lambda message: words in str(message.get("text") or message.get("caption") or "")


class Person:
    """One person in one chat, over HTTP.

    `wait` looks at what the bot did since the person's last action (or the last message waited for), so that a test
    reads as a conversation. Calls block: within an event loop wrap them in `asyncio.to_thread`.

    >>> from bot.sandbox.server import Sandbox
    >>> with Sandbox() as sandbox, Person(sandbox.url) as lan:
    ...     lan.name, lan.send("xin chào")
    ('Trần Lan', 1)
    """

    def __init__(self, url: str, who: int | str = 0, chat: int = 0) -> None:
        """`who` is an id, a part of the name or role, or the place in the cast; `chat` 0 is the private one."""
        self._http = httpx.Client(base_url=url, trust_env=False, timeout=60)
        people = self._get("state")["people"]
        found = [one for one in people if who in (one["id"], one["role"]) or str(who) in one["name"]]
        chosen = found[0] if found and who != 0 else people[int(who)]
        self.id, self.name = int(chosen["id"]), str(chosen["name"])
        self.chat = chat or self.id
        self._seen = self.now()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def in_group(self, title: str = "") -> Person:
        """The same person in a group."""
        chats = [chat for chat in self._get("state")["chats"] if chat["type"] != "private" and title in chat["title"]]
        return Person(str(self._http.base_url), self.id, int(chats[0]["id"]))

    def _get(self, action: str, **values: Any) -> JSON:
        return _body(self._http.get(f"/api/{action}", params=values))

    def _act(self, action: str, **values: Any) -> JSON:
        self._seen = self.now()
        return _body(self._http.post(f"/api/{action}", json={"person": self.id, "chat": self.chat} | values))

    def now(self) -> int:
        """The number of the last event."""
        return int(self._get("seq")["seq"])

    def send(self, text: str, reply_to: int = 0) -> int:
        """Writes a text; the number of the message."""
        return int(self._act("send", text=text, reply_to=reply_to)["message_id"])

    def start(self, payload: str = "") -> int:
        """Presses Start or follows a deep link."""
        return int(self._act("start", payload=payload)["message_id"])

    def edit(self, message_id: int, text: str) -> None:
        """Edits an own message."""
        self._act("edit", message_id=message_id, text=text)

    def press(self, message: JSON, label: str) -> JSON:
        """Presses the inline button with this label; waits for the bot's answer to the press."""
        rows = message["reply_markup"]["inline_keyboard"]
        labels = {button["text"]: button for row in rows for button in row}
        number = self._act("press", message_id=message["message_id"], data=labels[label]["callback_data"])["query_id"]
        seen = self._seen
        answer = self._until(lambda event: event["kind"] == "pressed" and event["query_id"] == number)
        self._seen = seen
        return answer

    def press_data(self, message_id: int, data: str) -> str:
        """Presses a button by its data without waiting; the id of the query."""
        return str(self._act("press", message_id=message_id, data=data)["query_id"])

    def upload(self, file: Path | tuple[str, bytes], caption: str = "", as_photo: bool = False) -> int:
        """Sends a file by path, or by name and bytes."""
        name, data = file if isinstance(file, tuple) else (file.name, file.read_bytes())
        self._seen = self.now()
        values = {"person": str(self.id), "chat": str(self.chat), "caption": caption, "as_photo": str(as_photo)}
        return int(_body(self._http.post("/api/upload", data=values, files={"file": (name, data)}))["message_id"])

    def contact(self, phone: str) -> int:
        """Shares the own phone number."""
        return int(self._act("contact", phone=phone)["message_id"])

    def block(self, blocked: bool = True) -> None:
        """Blocks the bot, or lets it in again."""
        self._act("block", blocked=blocked)

    def inline(self, query: str) -> JSON:
        """Inline results: `query_id` and `results`."""
        return self._act("inline", query=query)

    def choose(self, query_id: str, result_id: str) -> int:
        """Sends an inline result."""
        return int(self._act("choose", query_id=query_id, result_id=result_id)["message_id"])

    def history(self) -> list[JSON]:
        """All messages of the chat, oldest first."""
        messages: list[JSON] = self._get("history", person=self.id, chat=self.chat)["messages"]
        return messages

    def download(self, message: JSON) -> bytes:
        """The bytes of a message's document or picture."""
        file = message.get("document") or message["photo"][-1]
        answer = self._http.get(f"/api/files/{file['file_id']}")
        answer.raise_for_status()
        return answer.content

    def wait(self, condition: Condition = anything, timeout: float = 10.0, *, edited: bool | None = None) -> JSON:
        """The bot's next message that meets the condition; `edited=True` takes edits only, False new ones only."""
        kinds = {None: {"message", "edited"}, True: {"edited"}, False: {"message"}}[edited]

        def said(event: JSON) -> bool:
            return event["kind"] in kinds and event["message"]["from"]["is_bot"] and condition(event["message"])

        event = self._until(said, timeout)
        return dict(event["message"])

    def _until(self, condition: Condition, timeout: float = 10.0) -> JSON:
        """The next event of this chat that meets the condition. Raises NotSaid."""
        deadline = time.monotonic() + timeout
        passed: list[JSON] = []
        while (left := deadline - time.monotonic()) > 0:
            wanted = {"after": self._seen, "timeout": max(1, int(left)), "person": self.id}
            news = self._get("poll", **wanted)
            events: list[JSON] = news["events"]
            for event in events:
                self._seen = event["seq"]
                if event.get("chat_id") == self.chat:
                    if condition(event):
                        return event
                    passed.append(event)
            self._seen = news["seq"]
        raise NotSaid(f"{self.name}: not seen within {timeout} s; what happened instead: {passed}")


def _body(answer: httpx.Response) -> JSON:
    body: JSON = answer.json()
    if answer.is_error:
        raise RuntimeError(body.get("error", answer.text))
    return body
