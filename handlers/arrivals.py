"""A file sent by somebody who feeds the corpus: what was read of it is shown, can be put right, is taken or dropped."""

from __future__ import annotations

import hashlib
from typing import Any

from corpus.models import Document
from corpus.readers.files import MAX_SENT
from corpus.readers.kinds import SUFFIXES
from corpus.text import fold
from corpus.values import Value
from handlers.desk import Desk, Message
from handlers.fields import ASKED, FIELDS, WANTED, field_value, typed_field
from handlers.mending import field_words
from handlers.replies import Button, Reply, Turn, html_blocks, said
from handlers.reports.card import awaiting
from handlers.wording import shorten
from handlers.words import gives_up
from index import Store
from index.arrivals import Arrival, ArrivalState
from index.corrections import NUMBER, with_number

_NAME_SHOWN = 80
_DROP, _TAKE, _INTERNAL, _MENU, _FIELD, _CARD = range(6)
_LATE = "Tệp này đã được xử lý rồi."
_AGAIN = "Trợ lý đã được cập nhật từ lúc đọc “{name}”: tôi đọc lại tệp rồi gửi anh/chị xem trước khi nạp."
_REASON = "đọc sai, sửa trước khi nạp"


class Seen(Value):
    """What was read of a file, for the person who sent it. `failure` is a sentence when nothing could be read.

    `right` are the fields put right since, as pairs of field and value; `internal` is the wish to take it so. `note`
    tells of a conversion. `sums` are those of a list of assigned tasks, with what is doubtful about it in `remarks`.
    """

    failure: str = ""
    code_number: str = ""
    code_notation: str = ""
    type_name: str = ""
    subject: str = ""
    organ_name: str = ""
    place: str = ""
    issued_date: str = ""
    reporting_period: str = ""
    source_file: str = ""
    restored: bool = False
    abridged: bool = False
    passages: int = 0
    observations: int = 0
    tasks: int = 0
    note: str = ""
    right: tuple[tuple[str, str], ...] = ()
    internal: bool = False
    sums: str = ""
    remarks: tuple[str, ...] = ()

    def document(self, sha256: str = "") -> Document:
        """The header as read and put right, as far as it decides what the file meets in the store."""
        fields = {name: getattr(self, name) for name in OF_DOCUMENT} | {f: v for f, v in self.right if f != NUMBER}
        read = Document(**fields, sha256=sha256, original="", paragraphs=())
        number = dict(self.right).get(NUMBER, "")
        return with_number(read, number) if number else read


def seen_of(arrival: Arrival) -> Seen | None:
    """What was read of a file; None when another version of the program wrote it down, and it has to be read again."""
    try:
        return Seen.model_validate_json(arrival.seen)
    except ValueError:
        return None


OF_DOCUMENT = tuple(name for name in Seen.model_fields if name in Document.model_fields)
"""The fields that are the document's own."""


def is_document(message: Message) -> bool:
    """Whether a sent file is one that may be a document, by its name; its content is looked at later."""
    return any(message.file_name.lower().endswith(suffix) for suffix in SUFFIXES)


def serve_document(desk: Desk, message: Message) -> Turn:
    """A file arrives: it is kept with the message, and read in the background."""
    data = message.file
    if data is None:
        return Turn((said(unfetched(message)),))

    def write(store: Store) -> None:
        store.arrivals.put(message.person, message.chat, message.file_name, data)

    text = f"Đã nhận “{message.file_name}”. Tôi đọc rồi cho anh/chị xem trước khi nạp."
    return Turn((said(text),), effects=(write,))


def unfetched(message: Message) -> str:
    """Why a sent file could not be brought, and what to do: a sentence for its sender."""
    name = shorten(message.file_name, _NAME_SHOWN)
    if message.file_size > MAX_SENT:
        return (
            f"Tệp “{name}” lớn hơn {MAX_SENT >> 20} MB, Telegram không cho trợ lý tải về. "
            "Anh/chị tách nhỏ tệp, hoặc nhờ người quản trị nạp ở máy chủ nhé."
        )
    return f"Tệp “{name}” không tải về được từ Telegram. Anh/chị gửi lại giúp nhé."


def seen_reply(store: Store, arrival: Arrival, seen: Seen, *, edit: bool = False) -> Reply:
    """What was read of a file and what it meets in the store, with buttons to put it right, take it or not."""
    if seen.failure:
        return Reply(blocks=html_blocks("arrival.html.j2", name=arrival.name, seen=seen), edit=edit)
    document = seen.document(hashlib.sha256(arrival.data).hexdigest())
    met = store.meeting(document)
    if seen.sums:
        return Reply(blocks=_list_blocks(store, arrival, seen), rows=(_choices(arrival),), edit=edit)
    fields = [(field_words(f), field_value(f, _of(document, f)), f in dict(seen.right)) for f in FIELDS]
    blocks = html_blocks(
        "arrival.html.j2", name=arrival.name, seen=seen, fields=fields, replaced=[k.doc_key for k in met.replaces],
        refused=met.reason if met.status == "skipped" else "", beside=met.qualifier, key=document.doc_key,
        withdrawn=document.doc_key in store.marks.having("withdrawn"),
    )  # fmt: skip
    take, inside, drop = _choices(arrival)
    menu = Button(label="✏️ Sửa", action="l", parts=(arrival.id, _MENU))
    return Reply(blocks=blocks, rows=((take, inside), (menu, drop)), edit=edit)


def _choices(arrival: Arrival) -> tuple[Button, Button, Button]:
    take, inside, drop = (
        Button(label=text, action="l", parts=(arrival.id, n))
        for text, n in (("Nạp", _TAKE), ("Nạp, nội bộ", _INTERNAL), ("Không nạp", _DROP))
    )
    return take, inside, drop


def _list_blocks(store: Store, arrival: Arrival, seen: Seen) -> tuple[str, ...]:
    """A list of assigned tasks: its name, day and sums, and whether it takes the place of an older one."""
    key = seen.document().doc_key
    again = any(h.doc_key == key for h in store.documents())
    return html_blocks("arrival.html.j2", name=arrival.name, seen=seen, again=again)


def press_arrival(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Take a file, take it as internal, drop it, or put a field of it right."""
    arrival = desk.store.arrivals.get(numbers[0]) if len(numbers) > 1 else None
    if arrival is None or arrival.state != "seen":
        return Turn(toast=_LATE)
    seen = seen_of(arrival)
    if seen is None:
        return _read_again(arrival)
    match numbers[1]:
        case 0 | 1 | 2:
            return _decided(message, arrival, seen, numbers[1])
        case 3 if not seen.sums:
            return Turn((_menu(arrival),))
        case 4 if len(numbers) > 2 and numbers[2] < len(FIELDS):
            return _ask(desk, message, arrival, seen, FIELDS[numbers[2]])
        case _:
            return Turn((seen_reply(desk.store, arrival, seen),), effects=(awaiting(desk, message, None),))


def _read_again(arrival: Arrival) -> Turn:
    """The card is of another version of the program: the file is read anew, and its sender sees a new card."""

    def write(store: Store) -> None:
        store.arrivals.move(arrival.id, "seen", "new", "")

    return Turn((said(_AGAIN.format(name=arrival.name)),), toast="Đọc lại tệp", effects=(write,))


def _decided(message: Message, arrival: Arrival, seen: Seen, how: int) -> Turn:
    after: ArrivalState = "dropped" if how == _DROP else "wanted"
    key = seen.document().doc_key
    kept = seen.model_copy(update={"internal": how == _INTERNAL})

    def write(store: Store) -> None:
        if store.arrivals.move(arrival.id, "seen", after, kept.model_dump_json()):
            action = "take" if after == "wanted" else "drop"
            told = {"file": arrival.name, "internal": kept.internal, "corrected": dict(seen.right)}
            store.audit.write(message.person, action, f"document:{key}", after=told)
            if after == "dropped":
                forgotten(store, arrival)

    words = f"Đang nạp {arrival.name}…" if after == "wanted" else f"Không nạp {arrival.name}."
    return Turn((said(words, edit=True),), toast=words, effects=(write,))


def forgotten(store: Store, arrival: Arrival) -> None:
    """A file is not taken: its reading goes, and what was put right of it, unless the same file waits elsewhere."""
    sha256 = hashlib.sha256(arrival.data).hexdigest()
    if not store.arrivals.waits_again(arrival):
        store.staged.drop(sha256)
        store.corrections.forget(sha256)


def _menu(arrival: Arrival) -> Reply:
    buttons = [Button(label=field_words(f), action="l", parts=(arrival.id, _FIELD, n)) for n, f in enumerate(FIELDS)]
    rows = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    rows.append((Button(label="‹ Quay lại", action="l", parts=(arrival.id, _CARD)),))
    blocks = html_blocks("report_ask.html.j2", text=f"Sửa mục nào của {arrival.name}?", hint="")
    return Reply(blocks=blocks, rows=tuple(rows))


def _ask(desk: Desk, message: Message, arrival: Arrival, seen: Seen, field: str) -> Turn:
    now = field_value(field, _of(seen.document(), field))
    back = ((Button(label="‹ Quay lại", action="l", parts=(arrival.id, _CARD)),),)
    blocks = html_blocks("report_ask.html.j2", text=f"{field_words(field)} đang là: {now}.", hint=ASKED[field])
    dialog = {"kind": "field", "step": "value", "arrival": arrival.id, "field": field}
    return Turn((Reply(blocks=blocks, rows=back),), effects=(awaiting(desk, message, dialog),))


def typed_arrival(desk: Desk, message: Message, dialog: dict[str, Any]) -> Turn | None:
    """A typed field: the card again with it; None when the file is not waiting any more, or for others."""
    arrival = desk.store.arrivals.get(int(dialog["arrival"]))
    route = next(r for r in desk.routes if r.name == "naptep")
    if arrival is None or arrival.state != "seen" or message.group or not desk.allows(message.person, route):
        return None
    seen = seen_of(arrival)
    if seen is None:
        return _read_again(arrival)
    if gives_up(message.text) or fold(message.text).strip(" .!") == "quay lai":
        return Turn((seen_reply(desk.store, arrival, seen),), effects=(awaiting(desk, message, None),))
    field = str(dialog["field"])
    value = typed_field(field, message.text)
    if value is None:
        wanted = WANTED.get(field, "chữ ngắn gọn")
        return Turn((said(f"Tôi chưa đọc được: cần {wanted}. Anh/chị gõ lại, hoặc gõ “hủy” để dừng."),))
    changed = seen.model_copy(update={"right": (*((f, v) for f, v in seen.right if f != field), (field, value))})
    person = desk.person(message)
    author = (person.name if person else "") or message.name or "người quản trị"
    sha256 = hashlib.sha256(arrival.data).hexdigest()

    def write(store: Store) -> None:
        if store.arrivals.move(arrival.id, "seen", "seen", changed.model_dump_json()):
            store.corrections.promise(sha256, {field: value}, _REASON, author)

    return Turn((seen_reply(desk.store, arrival, changed),), effects=(write, awaiting(desk, message, None)))


def _of(document: Document, field: str) -> str:
    if field == NUMBER:
        return f"{document.code_number}/{document.code_notation}" if document.code_notation else ""
    return str(getattr(document, field))
