"""A file sent by somebody who feeds the corpus: what was read of it is shown, and a press takes or drops it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from corpus.models import Value
from corpus.readers.kinds import SUFFIXES
from handlers.replies import Button, Reply, Turn, html_blocks
from index import Store
from index.arrivals import ArrivalState

if TYPE_CHECKING:
    from handlers.desk import Desk, Message

_TAKE, _DROP, _INTERNAL = 1, 0, 2
_LATE = "Tệp này đã được xử lý rồi."


class Seen(Value):
    """What was read of a file, for the person who sent it. `failure` is a sentence when nothing could be read.

    `same` are keys of documents of the same number, notation and organ that are kept already.
    """

    failure: str = ""
    doc_key: str = ""
    type_name: str = ""
    subject: str = ""
    organ_name: str = ""
    issued_date: str = ""
    reporting_period: str = ""
    restored: bool = False
    passages: int = 0
    observations: int = 0
    tasks: int = 0
    same: tuple[str, ...] = ()
    note: str = ""


def is_document(message: Message) -> bool:
    """Whether a sent file is one that may be a document, by its name; its content is looked at later."""
    return any(message.file_name.lower().endswith(suffix) for suffix in SUFFIXES)


def serve_document(desk: Desk, message: Message) -> Turn:
    """A file arrives: it is kept with the message, and read in the background."""
    data = message.file
    if data is None:
        text = (
            f"Tệp “{message.file_name}” không tải về được (có thể lớn hơn 20 MB). "
            "Anh/chị nhờ người quản trị chép tệp vào máy chủ và nạp ở đó nhé."
        )
        return Turn((Reply(blocks=html_blocks("said.html.j2", text=text)),))

    def write(store: Store) -> None:
        store.arrivals.put(message.person, message.chat, message.file_name, data)

    text = f"Đã nhận “{message.file_name}”. Tôi đọc rồi cho anh/chị xem trước khi nạp."
    return Turn((Reply(blocks=html_blocks("said.html.j2", text=text)),), effects=(write,))


def seen_reply(number: int, name: str, seen: Seen) -> Reply:
    """What was read of a file, with buttons to take it or not."""
    blocks = html_blocks("arrival.html.j2", name=name, seen=seen)
    if seen.failure:
        return Reply(blocks=blocks)
    take, inside, drop = (
        Button(label=text, action="l", parts=(number, n))
        for text, n in (("Nạp", _TAKE), ("Nạp, nội bộ", _INTERNAL), ("Không nạp", _DROP))
    )
    return Reply(blocks=blocks, rows=((take, inside), (drop,)))


def press_arrival(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Take a file (1), take it as internal (2), or drop it (0)."""
    arrival = desk.store.arrivals.get(numbers[0]) if len(numbers) > 1 else None
    if arrival is None or arrival.state != "seen":
        return Turn(toast=_LATE)
    after: ArrivalState = "wanted" if numbers[1] in (_TAKE, _INTERNAL) else "dropped"
    key = str(json.loads(arrival.seen).get("doc_key", ""))

    def write(store: Store) -> None:
        if store.arrivals.move(arrival.id, "seen", after):
            action = "take" if after == "wanted" else "drop"
            store.audit.write(message.person, action, f"document:{key}", after={"file": arrival.name})
            if numbers[1] == _INTERNAL and key:
                store.marks.put(key, "internal", message.person)

    words = f"Đang nạp {arrival.name}…" if after == "wanted" else f"Không nạp {arrival.name}."
    return Turn((Reply(blocks=html_blocks("said.html.j2", text=words), edit=True),), toast=words, effects=(write,))
