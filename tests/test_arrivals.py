"""Files sent in a chat: read in the background, shown, put right, taken on a press; bad ones told, names harmless."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.intake import ingest
from bot.sandbox import Person as Actor
from bot.sandbox import Sandbox, says
from corpus.readers.files import LONGEST_NAME, safe_name
from handlers.ask import Assistant
from handlers.desk import Desk
from handlers.replies import Button
from handlers.routes import ROUTES
from index import Person, Store
from tests.conftest import SMALL_REPORT
from tests.feeding import READER, Feeder, word_file
from tests.telegram_bot import Running, channel_to
from tests.test_readers_hostile import CASES


@pytest.fixture
def feeder(tmp_path: Path) -> Iterator[Feeder]:
    """An administrator at an empty store."""
    with Store.open(tmp_path / "kho.db") as store:
        yield Feeder(store, tmp_path)


def take(feeder: Feeder, text: str = SMALL_REPORT, button: str = "Nạp") -> str:
    """Send a report, press, and give the report of the intake."""
    feeder.sends("bao-cao.docx", word_file(text))
    feeder.reads()
    feeder.presses(button)
    return feeder.reads()


def test_a_word_file_is_shown_and_taken(feeder: Feeder) -> None:
    """Kind, number, day, organ, subject, period and counts first; after the press a report, and its figures answer."""
    assert "Đã nhận “bao-cao.docx”" in feeder.sends("bao-cao.docx", word_file())
    card = feeder.reads()
    for words in ("Báo cáo", "12/BC-UBND", "05/7/2024", "AN BÌNH", "6 tháng đầu năm 2024"):
        assert words in card
    assert feeder.store.documents() == []
    pressed = dict(feeder.rows)
    feeder.presses("Nạp")
    assert "Đã nạp 12/BC-UBND: 6 đoạn, 5 số liệu, 0 nhiệm vụ. Trong kho có 0 chỗ mâu thuẫn." in feeder.reads()
    assert "120 triệu USD" in feeder.says("fdi 6 tháng 2024", READER)
    feeder.rows = pressed
    assert "đã được xử lý" in feeder.presses("Nạp")
    assert feeder.reads() == ""


def test_each_field_is_put_right_before_the_file_is_taken(feeder: Feeder) -> None:
    """A button a field, a typed value, the card again; what is no such value is asked again; then all of it holds."""
    feeder.sends("bao-cao.docx", word_file(SMALL_REPORT.replace("Số: 12/BC", "Số: 172/BC")))
    assert "172/BC-UBND" in feeder.reads()
    typed = {
        "Số, ký hiệu": ("mười hai", "12/bc-ubnd", "Số, ký hiệu: 12/BC-UBND ✏️"),
        "Loại văn bản": ("", "bao cao", "Loại văn bản: Báo cáo ✏️"),
        "Trích yếu": ("", "Kinh tế nửa đầu năm", "Trích yếu: Kinh tế nửa đầu năm ✏️"),
        "Cơ quan ban hành": ("", "UBND tỉnh An Bình", "Cơ quan ban hành: UBND tỉnh An Bình ✏️"),
        "Ngày ban hành": ("31/02/2024", "6/7/2024", "Ngày ban hành: 06/7/2024 ✏️"),
        "Kỳ báo cáo": ("lúc nãy", "6t 2024", "Kỳ báo cáo: 6 tháng đầu năm 2024 ✏️"),
    }
    for field, (wrong, right, shown) in typed.items():
        feeder.presses("✏️")
        assert "đang là" in feeder.presses(field)
        if wrong:
            assert "chưa đọc được" in feeder.says(wrong)
        assert shown in feeder.says(right)
    feeder.presses("Nạp")
    assert "Đã nạp 12/BC-UBND" in feeder.reads()
    (header,) = feeder.store.documents()
    assert (header.doc_key, header.subject, header.issued_date, header.organ_name) == (
        "12/BC-UBND", "Kinh tế nửa đầu năm", "2024-07-06", "UBND tỉnh An Bình",
    )  # fmt: skip
    printed = feeder.store.printed("12/BC-UBND")
    assert printed is not None
    assert (printed.issued_date, printed.subject) == ("2024-07-05", "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024")
    assert "đính chính" in feeder.says("fdi 6 tháng 2024", READER)
    entry = feeder.store.audit.of("document:12/BC-UBND")[0]
    assert (entry.action, entry.actor, entry.after["corrected"]["number"]) == ("take", "telegram:1", "12/BC-UBND")


def test_what_was_put_right_goes_with_a_file_that_is_not_taken(feeder: Feeder, tmp_path: Path) -> None:
    """A number typed for a file that is then dropped says nothing of the same file when it is read later."""
    feeder.sends("bao-cao.txt", SMALL_REPORT.encode())
    feeder.reads()
    feeder.presses("✏️ Sửa")
    feeder.presses("Số, ký hiệu")
    feeder.says("99/BC-NHAM")
    feeder.presses("Không nạp")
    (tmp_path / "sau.txt").write_text(SMALL_REPORT, encoding="utf-8")
    for _ in ingest([tmp_path / "sau.txt"], feeder.store):
        pass
    assert [h.doc_key for h in feeder.store.documents()] == ["12/BC-UBND"]


def test_the_same_file_sent_twice_keeps_what_was_put_right_of_the_other(feeder: Feeder) -> None:
    """Dropping one of two equal files leaves the other as its sender put it right."""
    for _ in range(2):
        feeder.sends("bao-cao.txt", SMALL_REPORT.encode())
        feeder.reads()
    feeder.presses("✏️ Sửa")
    feeder.presses("Số, ký hiệu")
    feeder.says("99/BC-UBND")
    rows = feeder.rows
    assert "Không nạp" in feeder.carries(Button(label="", action="l", parts=(1, 0)))
    feeder.rows = rows
    feeder.presses("Nạp")
    feeder.reads()
    assert [h.doc_key for h in feeder.store.documents()] == ["99/BC-UBND"]


def test_a_period_put_right_changes_what_its_figures_are_of(feeder: Feeder) -> None:
    """A title without its year, misread: figures that take their year from it are read anew under the right one."""
    report = SMALL_REPORT.replace(" 2024\n\nI.", " 2019\n\nI.").replace("đầu năm 2024", "đầu năm")
    feeder.sends("bao-cao.docx", word_file(report))
    assert "6 tháng đầu năm 2019" in feeder.reads()
    feeder.presses("✏️")
    feeder.presses("Kỳ báo cáo")
    feeder.says("6 tháng 2024")
    feeder.presses("Nạp")
    feeder.reads()
    assert {o.time_period for o in feeder.store.observations()} == {"2024-S1", "2024"}


def test_typing_is_given_up_and_questions_are_answered_meanwhile(feeder: Feeder) -> None:
    """ "thôi" brings the card back; a question is a question; /huy ends the waiting."""
    take(feeder)
    feeder.sends("b.docx", word_file(SMALL_REPORT.replace("12/BC", "13/BC")))
    feeder.reads()
    feeder.presses("✏️")
    feeder.presses("Trích yếu")
    assert "120 triệu USD" in feeder.says("fdi 6 tháng 2024 đạt bao nhiêu?")
    assert "được đọc là" in feeder.says("thôi")
    feeder.presses("✏️")
    feeder.presses("Trích yếu")
    assert "Đã hủy" in feeder.says("/huy")
    assert "120 triệu USD" in feeder.says("fdi 6 tháng 2024")


def test_a_document_taken_as_internal_is_hidden_from_readers(feeder: Feeder) -> None:
    """It is marked in the transaction that takes it: no reader sees it for a moment."""
    take(feeder, button="Nạp, nội bộ")
    assert "120" not in feeder.says("fdi 6 tháng 2024", READER)
    assert "120 triệu USD" in feeder.says("fdi 6 tháng 2024")


def test_the_internal_mark_is_of_the_document_taken(feeder: Feeder) -> None:
    """Next year's document of the same number is internal, last year's stays open."""
    take(feeder)
    feeder.sends("b.docx", word_file(SMALL_REPORT.replace("2024", "2025").replace("120 triệu", "130 triệu")))
    assert "văn bản riêng" in feeder.reads()
    feeder.presses("Nạp, nội bộ")
    assert "12/BC-UBND (2025)" in feeder.reads()
    assert feeder.store.marks.having("internal") == {"12/BC-UBND (2025)"}
    assert "120 triệu USD" in feeder.says("fdi 6 tháng 2024", READER)


def test_the_same_number_is_warned_of_and_replaced(feeder: Feeder) -> None:
    """A second version of a number is told of before it is taken; the old one is kept as a version."""
    take(feeder)
    feeder.sends("bao-cao.docx", word_file(SMALL_REPORT.replace("120 triệu", "125 triệu")))
    assert "Trùng số, ký hiệu, cơ quan" in feeder.reads()
    feeder.presses("Nạp")
    assert "thay bản cũ" in feeder.reads()
    assert len(feeder.store.versions()) == 1
    assert "125 triệu USD" in feeder.says("fdi 6 tháng 2024", READER)


def test_a_number_put_right_meets_the_document_that_has_it(feeder: Feeder) -> None:
    """The misread number meets nothing, the right one is warned of on the card and replaces."""
    take(feeder)
    feeder.sends("b.docx", word_file(SMALL_REPORT.replace("12/BC", "172/BC").replace("120 triệu", "125 triệu")))
    assert "Trùng" not in feeder.reads()
    feeder.presses("✏️")
    feeder.presses("Số, ký hiệu")
    assert "Trùng số, ký hiệu, cơ quan</b> với văn bản đang có: 12/BC-UBND" in feeder.says("12/BC-UBND")
    feeder.presses("Nạp")
    feeder.reads()
    assert [d.doc_key for d in feeder.store.documents()] == ["12/BC-UBND"]
    assert "125 triệu USD" in feeder.says("fdi 6 tháng 2024", READER)


def test_an_older_version_and_the_same_content_are_told(feeder: Feeder) -> None:
    """What would not be taken is said on the card, or at once."""
    take(feeder)
    feeder.sends("cu.docx", word_file(SMALL_REPORT.replace("ngày 05 tháng 7", "ngày 01 tháng 7")))
    assert "Không nạp được như thế này" in feeder.reads()
    document = feeder.store.documents()[0]
    feeder.sends("lai.docx", Path(document.source_file).read_bytes())
    assert "đã có trong kho (12/BC-UBND)" in feeder.reads()


@pytest.mark.parametrize(("name", "make", "words"), CASES, ids=[c[0] for c in CASES])
def test_a_bad_file_in_the_chat_is_a_sentence_and_changes_nothing(
    feeder: Feeder, tmp_path: Path, name: str, make: Callable[[Path], object], words: str
) -> None:
    """Locked, cut, empty and endless PDF, bombs, entities, rubbish: told in the chat, the store as it was."""
    take(feeder)
    before = feeder.store.version()
    make(tmp_path / name)
    feeder.sends(name, (tmp_path / name).read_bytes())
    card = feeder.reads()
    assert card.startswith("Không nạp được")
    assert words in card
    assert (feeder.store.version(), feeder.store.arrivals.waiting()) == (before, [])
    assert feeder.reads() == ""


def test_who_may_not_feed_is_told_so(feeder: Feeder) -> None:
    """A reader's file is not kept, an administrator's buttons do nothing for them; a file too large is told of."""
    assert "Đã nhận" not in feeder.sends("bao-cao.docx", word_file(), person=READER)
    assert feeder.store.arrivals.waiting() == []
    assert "không tải về được" in feeder.sends("bao-cao.docx", None)
    feeder.sends("bao-cao.docx", word_file())
    feeder.reads()
    assert "ngoài quyền" in feeder.presses("Nạp", READER)
    feeder.presses("✏️")
    feeder.presses("Trích yếu")
    assert "được đọc là" not in feeder.says("Tên khác", READER)
    assert feeder.store.documents() == []


def test_a_press_of_a_file_long_gone_is_told(feeder: Feeder) -> None:
    """Numbers that no file has, and fields that are none."""
    for parts in ((99, 1), (99,), (99, 4, 3)):
        assert "đã được xử lý" in feeder.carries(Button(label="x", action="l", parts=parts))


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.d/x", "..\\..\\a.docx", "a/b/c.txt", "\0x", "." * 50, "é" * 400, ""]
)
def test_names_lead_nowhere(name: str) -> None:
    """Whatever a file is called, it is written beside the store."""
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= LONGEST_NAME
    assert not set(safe) & set("/\\\0")
    assert safe.strip(".")


def test_a_file_of_an_evil_name_is_kept_beside_the_store(feeder: Feeder, tmp_path: Path) -> None:
    """Taken all the same, under a name that leads nowhere."""
    feeder.sends("../../thoat.docx", word_file())
    feeder.reads()
    feeder.presses("Nạp")
    assert "Đã nạp 12/BC-UBND" in feeder.reads()
    kept = Path(feeder.store.documents()[0].source_file)
    assert kept.parent == tmp_path / "tep-gui"
    assert list(tmp_path.parent.rglob("thoat.docx")) == []


def test_a_file_on_telegram(tmp_path: Path) -> None:
    """Sent in the chat, read by the running channel, put right, taken by the button, asked about, withdrawn."""
    with Sandbox() as sandbox, Store.open(tmp_path / "kho.db") as store, Actor(sandbox.url) as boss:
        store.people.put(Person(person=f"telegram:{boss.id}", role="admin", chat=str(boss.id)))
        boss.send("/start")
        desk = Desk(store, Assistant(store), ROUTES, who=store.people.get)
        with Running(channel_to(sandbox), desk, store):
            boss.upload(("bao-cao.docx", word_file()))
            card = boss.wait(says("được đọc là"))
            boss.press(card, "✏️ Sửa")
            boss.press(boss.wait(says("Sửa mục nào của")), "Trích yếu")
            boss.wait(says("Gõ trích yếu"))
            boss.send("Kinh tế nửa đầu năm")
            card = boss.wait(says("Trích yếu: Kinh tế nửa đầu năm"))
            boss.press(card, "Nạp")
            done = boss.wait(says("Đã nạp 12/BC-UBND"))
            boss.send("fdi 6 tháng 2024")
            boss.wait(says("120 triệu USD"))
            boss.press(done, "Xem văn bản")
            boss.press(boss.wait(says("Kinh tế nửa đầu năm\n")), "Rút văn bản")
            boss.press(boss.wait(says("Rút 12/BC-UBND?")), "Rút")
            boss.wait(says("Đã rút 12/BC-UBND"))
            boss.send("fdi 6 tháng 2024")
            boss.wait(says("Chưa có văn bản nào"))
        assert store.audit.broken() is None
