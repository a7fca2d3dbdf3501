"""Files sent in a chat: read in the background, shown, taken on a press; bad ones told, names harmless."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from bot.sandbox import Person as Actor
from bot.sandbox import Sandbox, says
from bot.telegram.arriving import Arriving, safe_name
from handlers.ask import Assistant
from handlers.desk import Desk, Message
from handlers.replies import Button
from index import Person, Store
from tests.conftest import SMALL_REPORT
from tests.telegram_bot import Running, channel_to

CHANNEL = "telegram:7"


def word_file(text: str = SMALL_REPORT) -> bytes:
    """A report as a Word file."""
    document = docx.Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class Feeder:
    """Somebody who feeds the corpus at a desk, and the reader beside it."""

    def __init__(self, store: Store, folder: Path) -> None:
        store.people.put(Person(person="telegram:1", name="Quản", role="admin", chat="1"))
        store.people.put(Person(person="telegram:2", name="Lan", role="reader", chat="2"))
        self.store = store
        self.desk = Desk(store, Assistant(store), who=store.people.get)
        self.arriving = Arriving(store, store.outbox(CHANNEL), None, folder)

    def sends(self, name: str, data: bytes | None, person: str = "telegram:1") -> str:
        """What is said at once to a sent file."""
        return self.does(
            Message(kind="file", person=person, chat="1", file_name=name, file=data, file_size=len(data or b""))
        )

    def presses(self, button: Button) -> str:
        """What a press brings."""
        return self.does(Message(kind="press", text=button.data(self.store.handle), person="telegram:1", chat="1"))

    def does(self, message: Message) -> str:
        """A turn, written."""
        turn = self.desk.handle(message)
        with self.store.transaction():
            for effect in turn.effects:
                effect(self.store)
        return "\n".join([*(b for r in turn.replies for b in r.blocks), turn.toast])

    def told(self) -> list[str]:
        """What the reader posts when it works."""
        outbox = self.store.outbox(CHANNEL)
        before = {number for number, _ in outbox.waiting()}
        self.arriving.work()
        parcels = [outbox.parcel(number) for number, _ in outbox.waiting() if number not in before]
        return [p.body["text"] for p in parcels if p is not None]


@pytest.fixture
def feeder(tmp_path: Path) -> Iterator[Feeder]:
    """An administrator at an empty store."""
    with Store.open(tmp_path / "kho.db") as store:
        yield Feeder(store, tmp_path)


def buttons(feeder: Feeder) -> dict[str, Button]:
    """The buttons of the newest arrival."""
    number = max(n for n in range(1, 9) if feeder.store.arrivals.get(n))
    return {
        label: Button(label=label, action="l", parts=(number, n))
        for label, n in (("Nạp", 1), ("Nạp, nội bộ", 2), ("Không nạp", 0))
    }


def test_a_word_file_is_shown_and_taken(feeder: Feeder) -> None:
    """Kind, number, day, organ, subject and counts first; after the press its figures answer."""
    assert "Đã nhận “bao-cao.docx”" in feeder.sends("bao-cao.docx", word_file())
    (card,) = feeder.told()
    for words in ("Báo cáo", "12/BC-UBND", "05/7/2024", "AN BÌNH", "6 tháng đầu năm 2024"):
        assert words in card
    assert feeder.store.documents() == []
    feeder.presses(buttons(feeder)["Nạp"])
    (done,) = feeder.told()
    assert "Đã nạp 12/BC-UBND" in done
    assert "120 triệu USD" in feeder.does(Message(text="fdi 6 tháng 2024", person="telegram:2", conversation="2"))
    assert "đã được xử lý" in feeder.presses(buttons(feeder)["Nạp"])
    assert feeder.told() == []


def test_a_document_taken_as_internal_is_hidden_from_readers(feeder: Feeder) -> None:
    """It is marked in the same transaction as the word to take it: no reader sees it for a moment."""
    feeder.sends("bao-cao.docx", word_file())
    feeder.told()
    feeder.presses(buttons(feeder)["Nạp, nội bộ"])
    feeder.told()
    assert "120" not in feeder.does(Message(text="fdi 6 tháng 2024", person="telegram:2", conversation="2"))
    assert "120 triệu USD" in feeder.does(Message(text="fdi 6 tháng 2024", person="telegram:1", conversation="1"))


def test_the_same_number_is_warned_of_and_replaced(feeder: Feeder) -> None:
    """A second version of a number is told of before it is taken; the old one is kept as a version."""
    for text in (SMALL_REPORT, SMALL_REPORT.replace("120 triệu", "125 triệu")):
        feeder.sends("bao-cao.docx", word_file(text))
        (card,) = feeder.told()
        feeder.presses(buttons(feeder)["Nạp"])
        feeder.told()
    assert "Trùng số, ký hiệu" in card
    assert len(feeder.store.versions()) == 1
    assert "125 triệu USD" in feeder.does(Message(text="fdi 6 tháng 2024", person="telegram:2", conversation="2"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 rubbish", b"%PDF-1.7 broken", bytes(range(256)) * 20])
def test_what_cannot_be_read_is_told(feeder: Feeder, data: bytes) -> None:
    """Empty, broken and foreign content: a sentence, and the store as it was."""
    feeder.sends("tep.docx", data)
    (card,) = feeder.told()
    assert card.startswith("Không nạp được")
    assert feeder.store.documents() == []
    assert feeder.told() == []


def test_who_may_not_feed_is_told_so(feeder: Feeder) -> None:
    """A reader's file is not kept; a file too large to fetch is told of."""
    assert "Đã nhận" not in feeder.sends("bao-cao.docx", word_file(), person="telegram:2")
    assert feeder.store.arrivals.waiting() == []
    assert "không tải về được" in feeder.sends("bao-cao.docx", None)


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.d/x", "..\\..\\a.docx", "a/b/c.txt", "\0x", "." * 50, "é" * 400, ""]
)
def test_names_lead_nowhere(name: str) -> None:
    """Whatever a file is called, it is written beside the store."""
    safe = safe_name(name)
    assert safe
    assert len(safe) <= 120
    assert not set(safe) & set("/\\\0")
    assert safe.strip(".")


def test_a_file_on_telegram(tmp_path: Path) -> None:
    """Sent in the chat, read by the running channel, taken by the button, asked about."""
    with Sandbox() as sandbox, Store.open(tmp_path / "kho.db") as store, Actor(sandbox.url) as boss:
        store.people.put(Person(person=f"telegram:{boss.id}", role="admin", chat=str(boss.id)))
        boss.send("/start")
        desk = Desk(store, Assistant(store), who=store.people.get)
        with Running(channel_to(sandbox), desk, store):
            boss.upload(("bao-cao.docx", word_file()))
            card = boss.wait(says("được đọc là"))
            boss.press(card, "Nạp")
            boss.wait(says("Đã nạp 12/BC-UBND"))
            boss.send("fdi 6 tháng 2024")
            boss.wait(says("120 triệu USD"))
