"""What people do on the page or in a test, and what the bot is told of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.entities import found, units
from bot.sandbox.errors import JSON
from bot.sandbox.images import picture_size
from bot.sandbox.markup import data_in, shown
from bot.sandbox.methods_media import document_fields, photo_fields
from bot.sandbox.model import Chat, Person, Query, Stored
from bot.sandbox.params import Upload
from bot.sandbox.sending import MAX_CAPTION, MAX_TEXT, without_reply
from bot.sandbox.world import World

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Refused(Exception):
    """What the app itself would not let a person do; the words are shown to the person.

    >>> str(Refused("Bạn đã chặn bot."))
    'Bạn đã chặn bot.'
    """


def pieces(text: str, limit: int = MAX_TEXT) -> list[str]:
    """A long text as the app splits it: at line ends or spaces where there are any.

    >>> pieces("aaaa bbb", 5)
    ['aaaa', 'bbb']
    """
    out: list[str] = []
    while len(text) > limit:
        cut = max(text.rfind("\n", 0, limit + 1), text.rfind(" ", 0, limit + 1))
        cut = cut if cut > 0 else limit
        out.append(text[:cut].strip())
        text = text[cut:].strip()
    return [piece for piece in [*out, text] if piece]


@dataclass(frozen=True)
class Actor:
    """One person in one chat; every action ends in what the bot sees of it.

    >>> world = World("1:a")
    >>> lan = next(iter(world.people.values()))
    >>> Actor.of(world, lan.id, lan.id).send("fdi 6 tháng")[0].message["text"]
    'fdi 6 tháng'
    >>> world.updates.pending[0]["message"]["from"]["first_name"]
    'Trần Lan'
    """

    world: World
    person: Person
    chat: Chat

    @classmethod
    def of(cls, world: World, person_id: int, chat_id: int) -> Actor:
        """The person in the chat. Raises Refused when there is none such."""
        person, chat = world.people.get(person_id), world.chats.get(chat_id)
        if person is None or chat is None or person_id not in chat.members:
            raise Refused("Không có người này trong cuộc trò chuyện.")
        return cls(world, person, chat)

    def send(self, text: str, reply_to: int = 0) -> list[Stored]:
        """Writes a text; a long one goes as several messages."""
        text = text.replace("\0", "").strip()
        if not text:
            raise Refused("Chưa có nội dung.")
        return [self._post(_text(piece), reply_to) for piece in pieces(text)]

    def start(self, payload: str = "") -> list[Stored]:
        """Presses Start, or a deep link with its payload of 1–64 characters A–Z a–z 0–9 _ -."""
        if payload and not _PAYLOAD.fullmatch(payload):
            raise Refused("Liên kết không hợp lệ: tham số chỉ gồm A-Z a-z 0-9 _ - và dài tối đa 64 ký tự.")
        return self.send(f"/start {payload}".strip())

    def edit(self, number: int, text: str) -> Stored:
        """Edits one of the person's own messages."""
        stored = self.chat.messages.get(number)
        if stored is None or stored.message["from"]["id"] != self.person.id or "text" not in stored.message:
            raise Refused("Không sửa được tin nhắn này.")
        text = text.strip()
        if not 1 <= len(text) <= MAX_TEXT:
            raise Refused("Tin nhắn dài từ 1 đến 4096 ký tự.")
        if stored.message["text"] != text:
            message = self.world.edited(self.chat, stored, {"entities": None} | _text(text), stored.markup)
            self._tell("edited_message", message)
        return stored

    def upload(self, upload: Upload, caption: str = "", as_photo: bool = False, reply_to: int = 0) -> Stored:
        """Sends a file, as a picture when asked and possible."""
        caption = caption.strip()
        if len(caption) > MAX_CAPTION:
            raise Refused("Chú thích dài tối đa 1024 ký tự.")
        if not upload.data:
            raise Refused("Tệp rỗng.")
        size = picture_size(upload.data) if as_photo else None
        file = self.world.files.add(upload.data, upload.name, upload.mime, "photos" if size else "documents")
        fields = photo_fields(file, size) if size else document_fields(file)
        if caption:
            fields |= {"caption": caption} | ({"caption_entities": marks} if (marks := found(caption)) else {})
        return self._post(fields, reply_to)

    def contact(self, phone: str) -> Stored:
        """Shares the person's own phone number, as a reply keyboard may ask."""
        user = self.person.user
        fields = {"phone_number": phone, "first_name": user["first_name"], "user_id": user["id"]}
        return self._post({"contact": fields}, 0)

    def press(self, number: int, data: str) -> str:
        """Presses an inline button; the id of the query, for the bot's answer comes later."""
        stored = self.chat.messages.get(number)
        if stored is None or not data_in(stored.markup, data):
            raise Refused("Nút này không còn nữa.")
        self._may_talk()
        query = self.world.ask(self.world.callbacks, self.person, self.chat.id)
        told: JSON = {"id": query.id, "from": self.person.user, "chat_instance": str(abs(self.chat.id) * 7919)}
        if stored.via_bot:
            told["inline_message_id"] = f"{self.chat.id}_{number}"
        else:
            told["message"] = stored.message
        self.world.updates.put("callback_query", told | {"data": data})
        return query.id

    def block(self, blocked: bool = True) -> None:
        """Blocks the bot, or lets it in again; the bot is told."""
        if self.person.blocked == blocked:
            return
        self.person.blocked = blocked
        member = {"user": self.world.bot_brief(), "status": "member"}
        banned = {"user": self.world.bot_brief(), "status": "kicked", "until_date": 0}
        told: JSON = {"chat": self.world.chats[self.person.id].info, "from": self.person.user}
        told["date"] = int(self.world.clock())
        told |= {"old_chat_member": member, "new_chat_member": banned}
        if not blocked:
            told |= {"old_chat_member": banned, "new_chat_member": member}
        self.world.updates.put("my_chat_member", told)
        self.world.events.add({"kind": "people"})

    def inline(self, text: str, offset: str = "") -> Query:
        """Asks `@bot text` without sending; the bot's results come later."""
        if len(text) > 256:
            raise Refused("Câu hỏi nhanh dài tối đa 256 ký tự.")
        query = self.world.ask(self.world.inline, self.person, self.chat.id)
        told: JSON = {"id": query.id, "from": self.person.user, "query": text, "offset": offset}
        self.world.updates.put("inline_query", told | {"chat_type": "supergroup" if self.chat.group else "sender"})
        return query

    def choose(self, query_id: str, result_id: str) -> Stored:
        """Sends one of the results of an inline question."""
        query = self.world.inline.get(query_id)
        results: list[Any] = query.answer.get("results", []) if query and query.person == self.person.id else []
        chosen = next((one for one in results if str(one["id"]) == result_id), None)
        if chosen is None:
            raise Refused("Kết quả này không còn nữa.")
        fields = {key: word for key, word in chosen["fields"].items() if word}
        return self._post(fields | {"via_bot": self.world.bot_brief()}, 0, chosen["reply_markup"])

    def _may_talk(self) -> None:
        if self.person.blocked and not self.chat.group:
            raise Refused("Bạn đã chặn bot. Hãy bỏ chặn trước.")

    def _post(self, fields: JSON, reply_to: int, markup: JSON | None = None) -> Stored:
        self._may_talk()
        if not self.chat.group and not self.person.started:
            self.person.started = True
            self.world.events.add({"kind": "people"})
        if reply_to and (source := self.chat.messages.get(reply_to)):
            fields = {"reply_to_message": without_reply(source.message)} | fields
        stored = self.world.new_message(self.chat, self.person.user, fields, shown(markup))
        self._tell("message", stored.message)
        return stored

    def _tell(self, kind: str, message: JSON) -> None:
        if not self.chat.group or concerns_bot(self.world.me, message):
            self.person.seen = True
            self.world.updates.put(kind, message)


def _text(text: str) -> JSON:
    return {"text": text} | ({"entities": marks} if (marks := found(text)) else {})


def concerns_bot(me: JSON, message: JSON) -> bool:
    """Does a bot in privacy mode see this message of a group: commands, mentions, replies to it, its inline results?

    >>> me = {"id": 1, "username": "planbot"}
    >>> concerns_bot(me, {"text": "/hoi@otherbot", "entities": found("/hoi@otherbot")})
    False
    >>> concerns_bot(me, {"text": "hỏi @PlanBot", "entities": found("hỏi @PlanBot")})
    True
    """
    if message.get("via_bot", {}).get("id") == me["id"]:
        return True
    if message.get("reply_to_message", {}).get("from", {}).get("id") == me["id"]:
        return True
    text = str(message.get("text") or message.get("caption") or "")
    encoded = text.encode("utf-16-le")
    for entity in message.get("entities") or message.get("caption_entities") or []:
        begin = 2 * entity["offset"]
        word = encoded[begin : begin + 2 * entity["length"]].decode("utf-16-le").lower()
        if entity["type"] == "mention" and word == f"@{me['username']}".lower():
            return True
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            return word.partition("@")[2] in {"", str(me["username"]).lower()}
    return units(text) == 0 and bool(message.get("new_chat_members"))
