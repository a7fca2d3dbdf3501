"""Reminders and digests: at the right working day, once, made up for after days without a program, and muted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import Person as Actor
from bot.sandbox import Sandbox, says
from bot.telegram.clock import Clock
from handlers.ask import Assistant
from handlers.clock import HOME_ZONE
from handlers.desk import Desk, Message
from handlers.reminders import Rules, due_notices
from handlers.replies import Reply, plain
from handlers.routes import ROUTES
from handlers.summaries.build import build_summary
from handlers.summaries.values import Summary
from handlers.working_days import first_working, is_working
from index import Person, Store
from tests.desk_sample import fill
from tests.telegram_bot import Running, channel_to

INVEST, OFFICE = "Phòng Quản lý đầu tư", "Văn phòng"
CHANNEL = "telegram:7"


class Told(NamedTuple):
    """What was told to a chat."""

    chat: str
    reply: Reply


class Town:
    """A desk with people, whose moment is set; what is posted is counted by day."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = fill(store, folder)
        self.now = datetime(2024, 1, 2, 8, 0, tzinfo=HOME_ZONE)
        for number, role, units in ((11, "reporter", (INVEST,)), (12, "approver", ()), (13, "leader", ())):
            store.people.put(
                Person(person=f"telegram:{number}", name=role, role=role, units=units, chat=str(number),  # type: ignore[arg-type]
                       since="2024-01-02T00:00:00+07:00")
            )  # fmt: skip

    def desk(self) -> Desk:
        """A desk as a new process would make it."""
        return Desk(
            self.store, Assistant(self.store, lambda: self.now.date()), ROUTES, lambda: self.now.date(),
            who=self.store.people.get, now=lambda: self.now,
        )  # fmt: skip

    def tick(self, desk: Desk) -> list[Told]:
        """What is due now; it is posted."""
        made = [(notice.chat, notice.make()) for notice in due_notices(desk, self.now, Rules())]
        due = [Told(chat, reply) for chat, reply in made if reply is not None]
        clock = Clock(desk, self.store, self.store.outbox(CHANNEL), Rules(), lambda: "planbot")
        assert clock.tick() == len(due)
        assert clock.tick() == 0
        return due

    def at(self, day: date, hour: int = 8) -> None:
        """Set the moment."""
        self.now = datetime(day.year, day.month, day.day, hour, 0, tzinfo=HOME_ZONE)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """The people of an office with a plan of 2024."""
    with Store.open(tmp_path / "kho.db") as store:
        yield Town(store, tmp_path / "van-ban")


def text(notice: Told) -> str:
    """What is told."""
    return "\n".join(plain(block) for block in notice.reply.blocks)


def test_a_year_of_mornings(town: Town) -> None:
    """Every reporting day is announced 3 and 1 days before, every deadline 7, 3 and 1; never on a day off."""
    desk = town.desk()
    told: dict[date, list[Told]] = {}
    day = date(2024, 1, 2)
    while day < date(2024, 12, 31):
        town.at(day)
        if due := town.tick(desk):
            told[day] = due
        day += timedelta(days=1)
    assert all(is_working(d) for d in told)
    mine = {d: text(n) for d, all_ in told.items() for n in all_ if n.chat == "11"}
    months = [f"tháng {m}" for m in range(2, 12)]
    for month in months:
        assert sum(f"Báo cáo {month}" in words for words in mine.values()) in (1, 2)
    deadline = [d for d, words in mine.items() if "hội nghị xúc tiến" in words.partition("Đã qua hạn")[0]]
    assert deadline == [date(2024, 9, 23), date(2024, 9, 27), date(2024, 9, 30)]  # the 29th is a Sunday
    overdue = [d for d, words in mine.items() if "Đã qua hạn" in words]
    assert overdue
    assert all(first_working(d - timedelta(days=d.weekday())) == d for d in overdue)


def test_days_without_a_program_are_made_up_for_in_one_notice(town: Town) -> None:
    """After a week down there is one notice that holds what the days would have told."""
    town.at(date(2024, 9, 16))
    town.tick(town.desk())
    town.at(date(2024, 9, 26), 15)
    due = [n for n in town.tick(town.desk()) if n.chat == "11"]
    assert len(due) == 1
    assert "hội nghị xúc tiến" in text(due[0])


def test_nothing_before_the_hour_and_nothing_twice(town: Town) -> None:
    """Before the hour nothing is told; two processes at one moment tell it once."""
    town.at(date(2024, 9, 23), 7)
    assert town.tick(town.desk()) == []
    town.at(date(2024, 9, 23), 9)
    one, two = town.desk(), town.desk()
    clocks = [Clock(d, town.store, town.store.outbox(CHANNEL), Rules(), lambda: "planbot") for d in (one, two)]
    first, second = (clock.tick() for clock in clocks)
    assert first > 0
    assert second == 0


def test_muted_people_are_left_alone(town: Town) -> None:
    """A snooze ends by itself; off is off until it is on again."""
    desk = town.desk()
    town.at(date(2024, 9, 20))

    def press(data: str) -> None:
        turn = desk.handle(Message(kind="press", text=data, person="telegram:11", conversation="11"))
        with town.store.transaction():
            for effect in turn.effects:
                effect(town.store)

    press("r:7")
    town.at(date(2024, 9, 23))
    assert not [n for n in town.tick(desk) if n.chat == "11"]
    town.at(date(2024, 9, 30))
    assert [n for n in town.tick(desk) if n.chat == "11"]
    press("r:0")
    town.at(date(2024, 10, 17))
    assert not [n for n in town.tick(desk) if n.chat == "11"]
    press("r:1")
    assert [n for n in town.tick(desk) if n.chat == "11"]


def test_a_digest_comes_once_a_week_at_its_hour(town: Town) -> None:
    """Subscribed on a Tuesday at 14: that day's, then each week's first working day; taken back it stops."""
    desk = town.desk()

    def press(data: str) -> str:
        turn = desk.handle(Message(kind="press", text=data, person="telegram:13", conversation="13"))
        with town.store.transaction():
            for effect in turn.effects:
                effect(town.store)
        return turn.toast

    town.at(date(2024, 7, 9))
    assert "hằng tuần, 14 giờ" in press("e:1:14")
    counts = {}
    for n in range(28):
        for hour in (8, 14):
            town.at(date(2024, 7, 9) + timedelta(days=n), hour)
            if got := [x for x in town.tick(desk) if x.chat == "13"]:
                counts[town.now] = text(got[0])
    assert [(d.weekday(), d.hour) for d in counts][1:] == [(0, 14)] * (len(counts) - 1)
    assert len(counts) in (4, 5)
    assert all("Tóm tắt 6 tháng đầu năm 2024" in words for words in counts.values())
    press("e:0:8")
    town.at(date(2024, 8, 12), 15)
    assert not [x for x in town.tick(desk) if x.chat == "13"]


def test_a_reminder_reaches_telegram(tmp_path: Path) -> None:
    """The running channel tells what is due when it starts, with buttons that work."""
    with Sandbox() as sandbox, Store.open(tmp_path / "kho.db") as store:
        town = Town(store, tmp_path / "van-ban")
        town.at(date(2024, 9, 23), 9)
        with Actor(sandbox.url) as lan:
            store.people.put(
                Person(
                    person=f"telegram:{lan.id}", role="reporter", units=(INVEST,), chat=str(lan.id), since="2024-09-01"
                )
            )
            lan.send("/start")
            with Running(channel_to(sandbox), town.desk(), store):
                told = lan.wait(says("Nhắc việc"))
                assert "hội nghị xúc tiến" in told["text"]


@given(st.dates(date(2023, 1, 1), date(2027, 12, 31)))
def test_the_next_working_day_is_one_and_the_first(day: date) -> None:
    """It is never before the day, works, and no working day lies between."""
    found = first_working(day)
    assert found >= day
    assert is_working(found)
    assert not any(is_working(day + timedelta(days=n)) for n in range((found - day).days))


def test_approved_states_are_what_is_known_of_tasks(tmp_path: Path) -> None:
    """A unit's approved report of a task is its state in lists and answers, with who said so."""
    from tests.reports_town import HA, LAN, MINH
    from tests.reports_town import Town as Office

    with Store.open(tmp_path / "kho.db") as store:
        office = Office(store, tmp_path / "van-ban")
        card = office.says(LAN, "hội nghị xúc tiến đầu tư: đã tổ chức xong ngày 25/9")
        card.press("✅ Xác nhận")
        assert "đã xong" not in office.says(MINH, "/nhiemvu hội nghị")
        office.notice(HA).press("Xem để duyệt").press("✅ Duyệt cả báo cáo")
        shown = office.says(MINH, "/nhiemvu hội nghị")
        assert "đã xong" in shown
        assert "duyệt bởi Hà" in shown
        assert "đã qua hạn" not in shown


def test_one_digest_that_cannot_be_made_silences_nobody(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others get theirs at once; what failed, or had nothing to tell, is made again later and not at each look."""
    town.at(date(2024, 7, 8), 9)
    for person in ("telegram:11", "telegram:12", "telegram:13"):
        town.store.notices.subscribe(person, "week", 8, "2024-07-01")
    made: list[int] = []

    def build(*arguments: object) -> Summary:
        made.append(len(made))
        if len(made) == 1:
            raise ValueError("hỏng")
        return build_summary(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("handlers.reminders.build_summary", build)
    clock = Clock(town.desk(), town.store, town.store.outbox(CHANNEL), Rules(), lambda: "planbot")
    digests = [notice.key for notice in due_notices(town.desk(), town.now) if notice.key.startswith("digest:")]
    assert len(digests) == 3
    assert clock.tick() >= 2
    assert [town.store.notices.sent(key) for key in digests].count(False) == 1
    for _ in range(20):
        clock.tick()
    assert len(made) == 3
    town.at(date(2024, 7, 8), 11)
    assert clock.tick() == 1
    assert all(town.store.notices.sent(key) for key in digests)
