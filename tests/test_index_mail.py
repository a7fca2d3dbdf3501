"""Inbox, outbox and handles: what is committed stays, what is done is done once, what is told is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index import Inbox, Outbox, Store

BEGUN = datetime(2031, 3, 1, 8, 0, tzinfo=UTC)


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The time in the store."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """An empty store in a file."""
    with Store.open(tmp_path / "mail.db", clock=clock) as opened:
        yield opened


@pytest.fixture
def inbox(store: Store) -> Inbox:
    """The inbox of a channel."""
    return store.inbox("telegram:1")


@pytest.fixture
def outbox(store: Store) -> Outbox:
    """The outbox of a channel."""
    return store.outbox("telegram:1")


def test_a_letter_is_taken_once(inbox: Inbox) -> None:
    """The same number again is known, also after it was done."""
    assert inbox.take(7, '{"a": 1}')
    assert not inbox.take(7, '{"a": 2}')
    assert inbox.finish(7)
    assert not inbox.take(7, '{"a": 3}')
    assert inbox.waiting() == []


def test_a_letter_survives_a_new_process(tmp_path: Path, store: Store, inbox: Inbox) -> None:
    """What was taken and not done is there when the file is opened again; what was done is not."""
    inbox.take(7, "seven")
    inbox.take(8, "eight")
    inbox.finish(7)
    store.close()
    with Store.open(tmp_path / "mail.db") as again:
        assert [(letter.id, letter.raw) for letter in again.inbox("telegram:1").waiting()] == [(8, "eight")]


def test_completion_belongs_to_the_effects(store: Store, inbox: Inbox, outbox: Outbox) -> None:
    """A transaction that fails leaves neither effect nor completion nor reply."""
    inbox.take(7, "")

    def fail() -> None:
        with store.transaction():
            store.save_chat_state("5", {"n": 1})
            outbox.post("5", "message", {"text": "a"})
            assert inbox.finish(7)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.chat_state("5") is None
    assert outbox.waiting() == []
    assert [letter.id for letter in inbox.waiting()] == [7]


def test_attempts_are_counted_before_they_are_made(inbox: Inbox) -> None:
    """A crash counts; a letter that is done has no attempt."""
    inbox.take(7, "")
    assert [inbox.begin(7), inbox.begin(7)] == [1, 2]
    inbox.finish(7)
    assert inbox.begin(7) is None
    assert inbox.begin(99) is None


def test_dead_letters_can_be_seen_and_revived(inbox: Inbox) -> None:
    """A letter given up keeps its content and reason, and starts anew when revived."""
    inbox.take(7, "seven")
    inbox.begin(7)
    assert inbox.bury(7, "ValueError at x.py:1")
    (dead,) = inbox.dead()
    assert (dead.id, dead.raw, dead.error, dead.attempts) == (7, "seven", "ValueError at x.py:1", 1)
    assert inbox.waiting() == []
    assert inbox.revive(7)
    assert not inbox.revive(7)
    assert inbox.begin(7) == 1


def test_channels_do_not_meet(store: Store, inbox: Inbox) -> None:
    """Another bot's numbers are its own."""
    other = store.inbox("telegram:2")
    assert inbox.take(7, "one")
    assert other.take(7, "two")
    inbox.finish(7)
    assert [letter.raw for letter in other.waiting()] == ["two"]
    assert store.channels() == ["telegram:1", "telegram:2"]


def test_done_letters_are_forgotten_after_two_days(inbox: Inbox, clock: Clock) -> None:
    """Not before, for Telegram may repeat one; waiting and dead ones never."""
    for number in (1, 2, 3):
        inbox.take(number, "")
    inbox.finish(1)
    inbox.bury(2, "x")
    clock.now += timedelta(hours=47)
    assert inbox.forget() == 0
    clock.now += timedelta(hours=2)
    assert inbox.forget() == 1
    assert [letter.id for letter in inbox.waiting()] == [3]
    assert [letter.id for letter in inbox.dead()] == [2]
    assert inbox.take(1, "")


def test_what_people_wrote_is_forgotten_at_once(tmp_path: Path, inbox: Inbox, outbox: Outbox, store: Store) -> None:
    """A done letter and a delivered parcel keep no content in the file."""
    inbox.take(7, "bí mật thứ nhất")
    inbox.finish(7)
    outbox.sent(outbox.post("5", "message", {"text": "bí mật thứ hai"}, data=b"bi mat"), "1")
    assert inbox._letters("done")[0].raw == ""
    (row,) = outbox._parcels("state = 'sent'", [])
    assert (row.body, row.data) == ({}, None)


def test_a_slot_is_one_message(outbox: Outbox) -> None:
    """Where a slot's message stands is known until it is taken away."""
    number = outbox.post("5", "message", {"text": "a"}, slot="9/000")
    assert outbox.message_of("5", "9/000") is None
    assert outbox.slots("5", "9/") == ["9/000"]
    outbox.sent(number, "77")
    assert outbox.message_of("5", "9/000") == "77"
    assert outbox.slots("5", "9/") == ["9/000"]
    assert outbox.slots("5", "99/") == []
    outbox.vacate("5", "9/000")
    assert outbox.message_of("5", "9/000") is None


def test_a_blocked_person_gets_nothing_more(outbox: Outbox) -> None:
    """What waited for them is dropped, what waits for others is not."""
    outbox.post("5", "message", {"text": "a"})
    outbox.post("5", "message", {"text": "b"})
    outbox.post("6", "message", {"text": "c"})
    assert outbox.block("5") == 2
    assert [chat for _, chat in outbox.waiting()] == ["6"]
    assert outbox.blocked() == ["5"]
    outbox.unblock("5")
    assert outbox.blocked() == []


def test_failed_parcels_can_be_revived(outbox: Outbox) -> None:
    """A parcel given up keeps its content and Telegram's words, and can go out again."""
    number = outbox.post("5", "message", {"text": "a"})
    assert outbox.tried(number, "network") == 1
    outbox.fail(number, "Bad Request: chat not found")
    assert outbox.waiting() == []
    assert [(p.id, p.error) for p in outbox.failed()] == [(number, "Bad Request: chat not found")]
    assert outbox.revive(number)
    parcel = outbox.parcel(number)
    assert parcel is not None
    assert (parcel.attempts, parcel.body) == (0, {"text": "a"})


def test_parcels_of_a_moved_chat_go_with_it(outbox: Outbox) -> None:
    """A group that became a supergroup has another number."""
    number = outbox.post("-5", "message", {"text": "a"})
    outbox.move("-5", "-1005")
    assert outbox.waiting() == [(number, "-1005")]


def test_delivered_parcels_are_forgotten(outbox: Outbox, clock: Clock) -> None:
    """Rows after two days; where a reply stands, after a month."""
    outbox.sent(outbox.post("5", "message", {"text": "a"}, slot="9/000"), "77")
    clock.now += timedelta(days=3)
    assert outbox.forget() == 1
    assert outbox.message_of("5", "9/000") == "77"
    clock.now += timedelta(days=30)
    outbox.forget()
    assert outbox.message_of("5", "9/000") is None


def test_handles_are_given_once(store: Store) -> None:
    """A text has one number for ever; an unknown number has no text."""
    first = store.handle("q còn DDI?")
    assert store.handle("q còn DDI?") == first
    assert store.handle("q còn cả năm?") != first
    assert store.handled(first) == "q còn DDI?"
    assert store.handled(99_999) is None
