"""Sent files that cannot be read or taken: the others go on, the sender is told, nothing waits for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.commands.dead_letters import letters, revive
from bot.telegram.arriving import DAYS_KEPT, MOST_ATTEMPTS, Arriving
from corpus.readers.files import LONGEST_NAME, read_sent
from corpus.readers.processes import Stopped
from handlers.clock import local_now
from handlers.replies import Button
from index import Arrival, Store, StoreFull
from tests.feeding import CHANNEL, Feeder, word_file


@pytest.fixture
def feeder(tmp_path: Path) -> Iterator[Feeder]:
    """An administrator at an empty store."""
    with Store.open(tmp_path / "kho.db") as store:
        yield Feeder(store, tmp_path)


class Poisoned(Arriving):
    """A reader for which the file called "doc.docx" is poison."""

    def __init__(self, feeder: Feeder, folder: Path, error: Exception) -> None:
        super().__init__(feeder.store, feeder.store.outbox(CHANNEL), None, folder)
        self.error = error

    def _look(self, arrival: Arrival) -> None:
        if arrival.name == "doc.docx":
            raise self.error
        super()._look(arrival)


@pytest.mark.parametrize("name", ["Báo cáo " + "ắ" * 240 + ".docx", "a" * 300 + ".docx", "b.docx" + "x" * 300])
def test_a_name_longer_than_file_systems_take_is_cut(feeder: Feeder, name: str) -> None:
    """By bytes, its suffix kept; the file is read and taken as any other."""
    feeder.sends("bao-cao.docx", word_file())
    feeder.store.arrivals.put("telegram:1", "1", name, word_file())
    assert feeder.reads().count("được đọc là") == 2
    feeder.presses("Nạp")
    feeder.reads()
    (kept,) = feeder.store.documents()
    assert len(Path(kept.source_file).name.encode()) < LONGEST_NAME + 30
    assert read_sent("Số: 5/BC".encode(), name.replace("docx", "txt")).text == "Số: 5/BC"


def test_a_file_that_fails_is_given_up_and_the_others_are_read(feeder: Feeder, tmp_path: Path) -> None:
    """The good file behind it is shown at once; after some attempts its sender is told, and it can be tried again."""
    feeder.arriving = Poisoned(feeder, tmp_path, RuntimeError("chuyện riêng"))
    feeder.sends("doc.docx", word_file())
    feeder.sends("tot.docx", word_file())
    first = feeder.reads()
    assert "được đọc là" in first
    assert "chưa xử lý được" not in first
    told = [feeder.reads() for _ in range(MOST_ATTEMPTS - 1)]
    assert "Tôi chưa xử lý được tệp “doc.docx”" in told[-1]
    assert feeder.reads() == ""
    (letter,) = letters(feeder.store)
    assert (letter["id"], letter["attempts"]) == ("tep-1", MOST_ATTEMPTS)
    assert letter["error"].startswith("RuntimeError at ")
    assert "chuyện riêng" not in str(letter)
    feeder.arriving = Arriving(feeder.store, feeder.store.outbox(CHANNEL), None, tmp_path)
    assert revive(feeder.store, "tep-1")
    assert not revive(feeder.store, "tep-1")
    assert "được đọc là" in feeder.reads()


def test_a_program_that_dies_over_a_file_gives_it_up(feeder: Feeder) -> None:
    """Attempts are counted before they are made: a file that kills the process is not read for ever."""
    feeder.sends("doc.docx", word_file())
    for _ in range(MOST_ATTEMPTS):
        feeder.store.arrivals.begin(1)
    assert "chưa xử lý được" in feeder.reads()
    assert feeder.store.arrivals.waiting() == []


@pytest.mark.parametrize("error", [StoreFull("Hết chỗ ghi."), Stopped()])
def test_neither_a_full_disk_nor_our_end_is_a_file_s_fault(feeder: Feeder, tmp_path: Path, error: Exception) -> None:
    """Tried as often as needed, without a word to the sender."""
    reader = Poisoned(feeder, tmp_path, error)
    feeder.sends("doc.docx", word_file())
    for _ in range(3 * MOST_ATTEMPTS):
        with pytest.raises(type(error)):
            reader.work()
    assert [a.state for a in feeder.store.arrivals.waiting()] == ["new"]
    assert "được đọc là" in feeder.reads()


def test_a_file_nobody_decides_on_expires_with_a_sentence(feeder: Feeder, tmp_path: Path) -> None:
    """After some days its bytes and its reading are forgotten, the sender told; a press is told too."""
    feeder.sends("cu.docx", word_file())
    feeder.reads()
    take = dict(feeder.rows)
    outbox = feeder.store.outbox(CHANNEL)
    for days, expired in ((DAYS_KEPT - 1, 0), (DAYS_KEPT + 1, 1), (DAYS_KEPT + 1, 0)):
        moment = local_now() + timedelta(days=days)
        later = Arriving(feeder.store, outbox, None, tmp_path, partial(_as_given, moment))
        assert later.expire() == expired
    feeder.store.staged.put("1f", "v1", "{}")
    Arriving(feeder.store, outbox, None, tmp_path, partial(_as_given, local_now() + timedelta(days=13))).expire()
    assert feeder.store.staged.has("1f", "v1")
    Arriving(feeder.store, outbox, None, tmp_path, partial(_as_given, local_now() + timedelta(days=15))).expire()
    assert not feeder.store.staged.has("1f", "v1")
    told = outbox.parcel(outbox.waiting()[-1][0])
    assert told is not None
    assert f"“cu.docx” đã chờ quá {DAYS_KEPT} ngày" in told.body["text"]
    arrival = feeder.store.arrivals.get(1)
    assert arrival is not None
    assert (arrival.state, arrival.data) == ("dropped", b"")
    feeder.rows = take
    assert "đã được xử lý" in feeder.presses("Nạp")


def _as_given(moment: datetime) -> datetime:
    return moment


def test_a_card_of_an_older_program_is_made_anew(feeder: Feeder) -> None:
    """What was written down of a file in another form is read again, before and after the press."""
    feeder.sends("cu.docx", word_file())
    feeder.reads()
    for button in ("Nạp", "✏️"):
        feeder.store.arrivals.move(1, "seen", "seen", '{"hình thức cũ": 1}')
        assert "đọc lại tệp" in feeder.presses(button)
        assert "được đọc là" in feeder.reads()
    feeder.store.arrivals.move(1, "seen", "wanted", '{"hình thức cũ": 1}')
    feeder.reads()
    assert "được đọc là" in feeder.reads()
    assert "đã được xử lý" in feeder.carries(Button(label="x", action="l", parts=(2, 1)))
