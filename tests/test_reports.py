"""Conversations at the desk of a unit, an approver and a third person: report, card, approval, answer, history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.sandbox.entities import parse_html
from handlers.ask import Assistant
from handlers.desk import HOME_ZONE, Desk, Message
from handlers.packing import pack
from handlers.replies import Button, Notice, Reply, Turn
from index import Person, Store
from tests.desk_sample import fill

INVEST, OFFICE = "Phòng Quản lý đầu tư", "Văn phòng"
LAN, HA, MINH, SON, BA = (f"telegram:{n}" for n in (11, 12, 13, 14, 15))
NOW = datetime(2024, 10, 3, 9, 0, tzinfo=HOME_ZONE)


class Town:
    """A desk with people: what they say is written, and what is said to others is kept for them."""

    def __init__(self, store: Store, folder: Path) -> None:
        fill(store, folder)
        people = (
            Person(person=LAN, name="Lan", role="reporter", units=(INVEST,), chat="11"),
            Person(person=HA, name="Hà", role="approver", chat="12"),
            Person(person=MINH, name="Minh", role="reader", chat="13"),
            Person(person=SON, name="Sơn", role="approver", units=(OFFICE,), chat="14"),
            Person(person=BA, name="Ba", role="reporter", units=(OFFICE,), chat="15"),
        )
        for person in people:
            store.people.put(person)
        self.store = store
        self.now = NOW
        self.told: dict[str, list[Notice]] = {}
        self.number = 100
        self.desk = self.fresh()

    def fresh(self) -> Desk:
        """A desk as a new process would make it."""
        return Desk(
            self.store, Assistant(self.store, lambda: self.now.date()), lambda: self.now.date(), now=lambda: self.now
        )

    def says(self, person: str, text: str, **more: object) -> Shown:
        """What is said to a person who wrote or pressed something."""
        self.number += 1
        chat = person.rpartition(":")[2]
        said: dict[str, object] = {
            "text": text, "person": person, "name": self.store.people.get(person).name,  # type: ignore[union-attr]
            "conversation": f"telegram:{chat}", "chat": chat, "number": self.number, "sent_at": self.now.isoformat(),
        }  # fmt: skip
        turn = self.desk.handle(Message.model_validate(said | more))
        with self.store.transaction():
            for effect in turn.effects:
                effect(self.store)
        for notice in turn.notices:
            self.told.setdefault(notice.chat, []).append(notice)
        return Shown(self, person, turn)

    def notice(self, person: str) -> Shown:
        """The last thing said to a person because of somebody else."""
        notice = self.told[person.rpartition(":")[2]][-1]
        return Shown(self, person, Turn((notice.reply,)))


class Shown:
    """A turn as its person sees it."""

    def __init__(self, town: Town, person: str, turn: Turn) -> None:
        self.town, self.person, self.turn = town, person, turn
        self.text = "\n\n".join(_text(reply) for reply in turn.replies)
        self.rows = turn.replies[-1].rows if turn.replies else ()

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def __repr__(self) -> str:
        return f"{self.text}\n[{' | '.join(self.labels())}] toast={self.turn.toast!r}"

    def labels(self) -> list[str]:
        """The buttons."""
        return [button.label for row in self.rows for button in row]

    def button(self, label: str) -> Button:
        """The button of that label."""
        return next(b for row in self.rows for b in row if b.label == label)

    def press(self, label: str, by: str = "") -> Shown:
        """What a button brings; its data must fit Telegram's 64 bytes."""
        data = self.button(label).data(self.town.store.handle)
        assert len(data.encode()) <= 64
        return self.town.says(by or self.person, data, kind="press")


def _text(reply: Reply) -> str:
    return "\n\n".join(parse_html(message).text for message in pack(reply.blocks))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """The people and two documents of a province."""
    with Store.open(tmp_path / "kho.db") as store:
        yield Town(store, tmp_path / "van-ban")


def told(town: Town, person: str = MINH, question: str = "fdi 9 thang dat bao nhieu") -> str:
    """The answer somebody gets."""
    return town.says(person, question).text


def confirmed(town: Town, text: str, person: str = LAN) -> Shown:
    """A report written and confirmed as it was understood."""
    return town.says(person, text).press("✅ Xác nhận")


def test_from_a_message_to_an_approved_answer_its_correction_and_history(town: Town) -> None:
    """The whole story, each step by its own person; the source of every answer is the report and who approved it."""
    card = town.says(LAN, "FDI 9 tháng đạt 152 triệu USD")
    assert "Thu hút FDI, 9 tháng đầu năm 2024: 152 triệu USD" in card
    card.press("✏️ 1").press("✏️ Giá trị")
    card = town.says(LAN, "150")
    assert "150 triệu USD" in card
    assert "chờ duyệt" in card.press("✅ Xác nhận")
    assert "Không tìm thấy" in told(town)
    assert "150 triệu USD" in town.says(HA, "/duyet")
    review = town.notice(HA).press("Xem để duyệt")
    assert "Kế hoạch năm 2024: 200 triệu USD (đạt 75%, tính toán)" in review
    assert "Kỳ gần nhất (6 tháng đầu năm 2024): 120 triệu USD" in review
    assert "✅ Thu hút FDI" in review.press("✅ Duyệt cả báo cáo")
    assert "đã được Hà duyệt" in town.notice(LAN)
    answer = told(town)
    assert answer.startswith("Thu hút FDI 9 tháng đầu năm 2024: 150 triệu USD")
    assert "Phòng Quản lý đầu tư, báo cáo ngày 03/10/2024, duyệt bởi Hà" in answer
    card = town.says(LAN, "nhầm, FDI 9 tháng là 125 chứ không phải 150")
    assert "125 triệu USD (thay số 150 triệu USD đã báo ngày 03/10/2024)" in card
    card.press("✅ Xác nhận")
    assert "150 triệu USD" in told(town)
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    answer = told(town)
    assert answer.startswith("Thu hút FDI 9 tháng đầu năm 2024: 125 triệu USD")
    assert "150 triệu USD" not in answer
    history = town.says(HA, "/lichsu fdi").text
    assert history.index("150 triệu USD") < history.index("Hà thay bằng Thu hút FDI, 9 tháng đầu năm 2024: 125")
    assert "Lan sửa thành" in history
    assert "Hà duyệt" in history
    assert town.store.audit.broken() is None


def test_every_quote_of_a_published_figure_stands_in_its_message(town: Town) -> None:
    """Span and clause of each figure are the message's own words, or those of the confirmed lines behind it."""
    confirmed(town, "Xuất khẩu 9 tháng ước 700 triệu USD, FDI 9 tháng 150 triệu USD")
    town.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
    found = [o for o in town.store.observations() if "báo cáo số" in o.doc]
    assert [(o.indicator, str(o.value), o.obs_status) for o in found] == [
        ("Kim ngạch xuất khẩu", "700", "E"), ("Thu hút FDI", "150", "A"),
    ]  # fmt: skip
    for o in found:
        document = town.store.document(o.doc)
        assert document is not None
        assert all(document.original[s.start : s.end] == s.quote for s in (o.span, o.clause))
    assert "ước 700 triệu USD" in told(town, question="xuat khau 9 thang")
