"""Asking for access, admitting, changing and shutting out, groups: conversations of several people at one desk."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from corpus.models import Document
from handlers.access import ROLES
from handlers.ask import Assistant
from handlers.desk import Desk, Message, Route
from handlers.replies import Button, Turn
from handlers.routes import ROUTES
from index import Intake, Overtaken, Person, Store
from index.access import MOST_ASKINGS
from tests.desk_sample import fill


class Talk:
    """One person's conversation; effects are written, what is told to others is kept."""

    def __init__(self, desk: Desk, number: int, name: str = "Lan") -> None:
        self.desk, self.number, self.name = desk, number, name
        self.turn = Turn()

    def says(self, text: str, kind: str = "text", *, group: bool = False, write: bool = True) -> str:
        """What is replied."""
        self.turn = self.desk.handle(
            Message(kind=kind, text=text, person=f"telegram:{self.number}", name=self.name, group=group,  # type: ignore[arg-type]
                    chat="-77" if group else str(self.number), conversation=str(self.number))
        )  # fmt: skip
        if write:
            self.write()
        return "\n".join(block for reply in self.turn.replies for block in reply.blocks)

    def write(self) -> None:
        """Write the effects of the last turn."""
        with self.desk.store.transaction():
            for effect in self.turn.effects:
                effect(self.desk.store)

    def presses(self, button: Button, *, write: bool = True) -> str:
        """Press a button."""
        return self.says(button.data(self.desk.store.handle), "press", write=write)

    def buttons(self) -> dict[str, Button]:
        """The buttons of the last turn, of what was told to others too, by their labels."""
        replies = [*self.turn.replies, *(n.reply for n in self.turn.notices)]
        return {b.label: b for r in replies for row in r.rows for b in row}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A closed desk with one administrator."""
    with Store.open(tmp_path / "kho.db") as store:
        fill(store, tmp_path / "van-ban")
        store.people.put(Person(person="telegram:1", name="Quản", role="admin", chat="1"))
        yield Desk(store, Assistant(store), ROUTES, who=store.people.get)


def test_a_stranger_asks_and_is_admitted_with_a_role(desk: Desk) -> None:
    """The code is told to both, the administrator chooses, the person hears of it and may ask."""
    lan, boss = Talk(desk, 5, "Lan <b>"), Talk(desk, 1)
    assert "/xinquyen" in lan.says("fdi 6 tháng")
    assert "Mã của anh/chị" in lan.says("/xinquyen")
    (asking,) = desk.store.askings.open()
    (notice,) = lan.turn.notices
    assert notice.chat == "1"
    assert asking.code in notice.reply.blocks[0]
    assert "Lan &lt;b&gt;" in notice.reply.blocks[0]
    button = lan.buttons()["Chuyên viên (tra cứu)"]
    assert "Đã cấp quyền chuyên viên" in boss.presses(button)
    assert [n.chat for n in boss.turn.notices] == ["5"]
    assert "120 triệu USD" in lan.says("fdi 6 tháng")
    assert [e.action for e in desk.store.audit.of("person:telegram:5")] == ["ask", "admit"]


def test_asking_again_gives_the_same_code_and_disturbs_nobody(desk: Desk) -> None:
    """A second asking writes nothing and tells the administrators nothing."""
    lan = Talk(desk, 5)
    first = lan.says("/xinquyen")
    assert lan.says("/xinquyen") == first
    assert not lan.turn.notices
    assert not lan.turn.effects


def test_a_unit_is_chosen_for_those_who_report(desk: Desk) -> None:
    """The role of a unit asks for the unit before it is given."""
    lan, boss = Talk(desk, 5), Talk(desk, 1)
    lan.says("/xinquyen")
    assert "cho đơn vị nào" in boss.presses(lan.buttons()["Đơn vị (gửi báo cáo)"])
    assert desk.store.people.get("telegram:5") is None
    boss.presses(boss.buttons()["Phòng Quản lý đầu tư"])
    person = desk.store.people.get("telegram:5")
    assert person is not None
    assert (person.role, person.units) == ("reporter", ("Phòng Quản lý đầu tư",))


def test_the_second_press_is_told_that_it_is_done(desk: Desk) -> None:
    """Pressed twice, pressed by another administrator, pressed after a refusal: once is enough."""
    desk.store.people.put(Person(person="telegram:2", name="Hai", role="admin", chat="2"))
    lan, one, two = Talk(desk, 5), Talk(desk, 1), Talk(desk, 2)
    lan.says("/xinquyen")
    refuse, admit = lan.buttons()["Từ chối"], lan.buttons()["Lãnh đạo"]
    one.presses(refuse, write=False)
    two.presses(admit, write=False)
    one.write()
    with pytest.raises(Overtaken):
        two.write()
    two.presses(admit)
    assert "đã được xử lý" in two.turn.toast
    assert desk.store.people.get("telegram:5") is None
    assert "chưa được chấp thuận" in one.turn.notices[0].reply.blocks[0]


def test_only_administrators_admit(desk: Desk) -> None:
    """The button of an asking in other hands does nothing."""
    desk.store.people.put(Person(person="telegram:3", role="reader", chat="3"))
    lan, reader, stranger = Talk(desk, 5), Talk(desk, 3), Talk(desk, 9)
    lan.says("/xinquyen")
    button = lan.buttons()["Quản trị"]
    for other in (reader, stranger, lan):
        assert other.presses(button) == ""
        assert other.turn.toast
    assert desk.store.people.get("telegram:5") is None


def test_at_most_ten_wait(desk: Desk) -> None:
    """A crowd of strangers does not bury the administrators, whoever comes at the same moment."""
    talks = [Talk(desk, 100 + n) for n in range(30)]
    for talk in talks[:MOST_ASKINGS]:
        talk.says("/xinquyen")
    late = Talk(desk, 300)
    late.says("/xinquyen", write=False)
    assert not late.turn.effects
    assert "thử lại" in late.says("/xinquyen")
    assert len(desk.store.askings.open()) == MOST_ASKINGS
    with pytest.raises(Overtaken):
        desk.store.askings.ask("telegram:301", "x", "301", "AAAAAA")


def test_roles_are_changed_and_taken_back_at_once(desk: Desk) -> None:
    """A changed role holds for the next message; a revoked person is a stranger."""
    desk.store.people.put(Person(person="telegram:5", name="Lan", role="reader", chat="5"))
    boss, lan = Talk(desk, 1), Talk(desk, 5)
    assert "ngoài quyền" in lan.says("/nguoidung")
    boss.says("/nguoidung")
    boss.presses(boss.buttons()["Lan"])
    boss.presses(boss.buttons()["quản trị"])
    assert "2 người dùng" in lan.says("/nguoidung")
    boss.says("/nguoidung")
    boss.presses(boss.buttons()["Lan"])
    boss.presses(boss.buttons()["Thu hồi…"])
    boss.presses(boss.buttons()["Thu hồi quyền"])
    assert "/xinquyen" in lan.says("fdi 6 tháng")


def test_two_administrators_changing_one_person_lose_nothing(desk: Desk) -> None:
    """Of two changes made of the same standing the first holds; the second is made again of what then stands."""
    desk.store.people.put(Person(person="telegram:5", name="Lan", role="reader", chat="5"))
    desk.store.people.put(Person(person="telegram:2", name="Hai", role="admin", chat="2"))
    boss, two = Talk(desk, 1), Talk(desk, 2)
    for talk in (boss, two):
        talk.says("/nguoidung")
        talk.presses(talk.buttons()["Lan"])
    unit = desk.store.handle("u Văn phòng")
    person = desk.store.handle("u telegram:5")
    boss.says(f"u:{person}:8:{unit}", "press", write=False)
    two.says(f"u:{person}:{ROLES.index('reporter') + 1}", "press")
    with pytest.raises(Overtaken):
        boss.write()
    boss.says(f"u:{person}:8:{unit}", "press")
    lan = desk.store.people.get("telegram:5")
    assert lan is not None
    assert (lan.role, lan.units) == ("reporter", ("Văn phòng",))


def test_the_last_administrator_stays(desk: Desk) -> None:
    """Nobody can shut the last administrator out, not even two at the same moment."""
    boss = Talk(desk, 1)
    boss.says("/nguoidung")
    boss.presses(boss.buttons()["Quản"])
    boss.presses(boss.buttons()["chuyên viên (tra cứu)"])
    assert "cuối cùng" in boss.turn.toast
    desk.store.people.put(Person(person="telegram:2", name="Hai", role="admin", chat="2"))
    two = Talk(desk, 2)
    for talk, name in ((boss, "Hai"), (two, "Quản")):
        talk.says("/nguoidung")
        talk.presses(talk.buttons()[name])
        talk.presses(talk.buttons()["Thu hồi…"])
        talk.presses(talk.buttons()["Thu hồi quyền"], write=False)
    boss.write()
    with pytest.raises(Overtaken):
        two.write()


def test_a_group_is_served_when_an_administrator_says_so(desk: Desk) -> None:
    """Before that members hear nothing; afterwards they hear what every reader may see."""
    desk.store.people.put(Person(person="telegram:3", role="reader", chat="3"))
    boss, reader = Talk(desk, 1), Talk(desk, 3)
    assert reader.says("fdi 6 tháng", group=True) == ""
    assert "/chonhom" in boss.says("fdi 6 tháng", group=True)
    assert "ngoài quyền" in reader.says("/chonhom", group=True)
    assert "Đã bật" in boss.says("/chonhom", group=True)
    assert "120 triệu USD" in reader.says("fdi 6 tháng", group=True)
    assert "Đã tắt" in boss.says("/chonhom", group=True)
    assert "120" not in reader.says("fdi 6 tháng", group=True)


@pytest.mark.parametrize("words", ["fdi 6 tháng", "/start", "/help", "/khong-co", "/xinquyen", "/chonhom", "/vanban"])
def test_a_stranger_in_a_group_nobody_allowed_hears_nothing(desk: Desk, words: str) -> None:
    """Closed by default: not even how to ask; a press there is told nothing either."""
    stranger = Talk(desk, 99)
    assert (stranger.says(words, group=True), stranger.turn.toast, stranger.turn.notices) == ("", "", ())
    assert (stranger.says("d:1", "press", group=True), stranger.turn.toast) == ("", "")
    assert stranger.says(words) != ""


@pytest.mark.parametrize("route", [r for r in ROUTES if r.press], ids=lambda r: r.name)
def test_a_link_only_shows(desk: Desk, route: Route) -> None:
    """Links can be written by anybody: whatever they say, nothing is written for it but what the chat remembers."""
    boss = Talk(desk, 1)
    desk.store.arrivals.put("telegram:1", "1", "a.txt", b"x")
    before = (desk.store.people.all(), desk.store.notices.muted_until("telegram:1"), desk.store.audit.all())
    for numbers in ("", "_0", "_1", "_7", "_1_8", "_1_1", "_1_0_0", "_2_1_1"):
        said = boss.says(f"/start {route.letter}{numbers}")
        assert route.linked or "Xin chào" in said
        assert not boss.turn.effects or route.letter == "q"
    after = (desk.store.people.all(), desk.store.notices.muted_until("telegram:1"), desk.store.audit.all())
    assert before == after


def test_reminders_are_stopped_by_a_press_in_place(desk: Desk) -> None:
    """Under /nhacviec the message changes; under a reminder it stays and a word says what was done."""
    boss = Talk(desk, 1)
    boss.says("/nhacviec")
    assert "tạm ngừng" in boss.presses(boss.buttons()["Tạm ngừng nhắc 7 ngày"])
    assert [reply.edit for reply in boss.turn.replies] == [True]
    assert "bật" in boss.presses(boss.buttons()["Bật lại"])
    assert boss.says("r:0:1", "press") == ""
    assert boss.turn.toast.startswith("Đã tắt nhắc việc.")


def test_a_document_is_made_internal_and_open_again(desk: Desk) -> None:
    """The button on the card does it for those who may, and the log tells of it."""
    desk.store.people.put(Person(person="telegram:3", role="reader", chat="3"))
    boss, reader = Talk(desk, 1), Talk(desk, 3)
    reader.says("/vanban 12/BC")
    assert "Đánh dấu nội bộ" not in reader.buttons()
    boss.says("/vanban 12/BC")
    boss.presses(boss.buttons()["Đánh dấu nội bộ"])
    assert "Không tìm thấy văn bản" in reader.says("/vanban 12/BC")
    assert "120" not in reader.says("fdi 6 tháng")
    boss.says("/vanban 12/BC")
    boss.presses(boss.buttons()["Bỏ đánh dấu nội bộ"])
    assert "120 triệu USD" in reader.says("fdi 6 tháng")
    assert [e.after for e in desk.store.audit.of("document:12/BC-UBND")] == [{"internal": True}, {"internal": False}]


def run(db: Path, *arguments: str) -> Result:
    """A command in this process."""
    clean = {name: "" for name in os.environ if name.startswith("PLANBOT_")}
    return CliRunner().invoke(main, [*arguments, "--db", str(db)], env=clean)


def test_the_first_administrator_comes_from_the_command_line(tmp_path: Path) -> None:
    """`planbot admin` adds, lists and removes; wrong numbers and the last one are told in a sentence."""
    db = tmp_path / "kho.db"
    assert "Lan: quản trị." in run(db, "admin", "add", "12345", "--name", "Lan").output
    run(db, "admin", "add", "777", "--name", "An", "--role", "reporter", "--unit", "Văn phòng")
    assert "777  An  đơn vị (gửi báo cáo): Văn phòng" in run(db, "admin", "list").output
    unsaid = run(db, "admin", "add", "888")
    assert (unsaid.exit_code, "--role" in unsaid.stderr) == (1, True)
    assert "An B: đơn vị" in run(db, "admin", "add", "777", "--name", "An B").output
    run(db, "admin", "add", "777", "--name", "An", "--unit", "Văn phòng")
    assert "Đã thu hồi" in run(db, "admin", "remove", "777").output
    assert run(db, "admin", "remove", "777").exit_code == 1
    last = run(db, "admin", "remove", "12345")
    assert last.exit_code == 1
    assert "cuối cùng" in last.stderr
    assert run(db, "admin", "add", "lan").exit_code == 1


def test_the_log_tells_when_it_was_tampered_with(tmp_path: Path) -> None:
    """A changed row, a missing one and an end cut off are found; SQLite itself refuses changes."""
    db = tmp_path / "kho.db"
    for number in ("1", "2", "3"):
        run(db, "admin", "add", number, "--role", "admin")
    verified = run(db, "audit", "verify")
    assert "nguyên vẹn" in verified.output
    head = verified.output.splitlines()[-1]
    assert head.startswith("3:")
    assert run(db, "audit", "verify", "--head", head).exit_code == 0
    assert '"action": "admit"' in run(db, "audit", "list", "--subject", "person:telegram:2").output
    with sqlite3.connect(db) as raw:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute("UPDATE audit SET actor = 'x'")
        raw.execute("DROP TRIGGER audit_no_delete")
        raw.execute("DELETE FROM audit WHERE id = 3")
    raw.close()
    assert run(db, "audit", "verify").exit_code == 0
    cut = run(db, "audit", "verify", "--head", head)
    assert cut.exit_code == 1
    assert "cắt" in cut.stderr
    with sqlite3.connect(db) as raw:
        raw.execute("DELETE FROM audit WHERE id = 1")
    raw.close()
    assert "dòng 1" in run(db, "audit", "verify").stderr


def test_units_share_what_they_may_all_see(desk: Desk) -> None:
    """However many units report, the costly parts are made once a state of the store, and few views are kept."""
    store = desk.store
    views = []
    for n in range(20):
        message = Document(type_name="Báo cáo", organ_name=f"Phòng {n}", source_file=f"{n}.msg", sha256=f"m{n}",
                           original="", paragraphs=(), origin="message")  # fmt: skip
        store.take(Intake(message, (), (), ()))
    for n in range(20):
        store.people.put(Person(person=f"telegram:{n + 50}", role="reporter", units=(f"Phòng {n}",), chat=str(n + 50)))
        views.append(desk.known(Message(person=f"telegram:{n + 50}")))
    assert len({v.hidden for v in views}) == 20
    assert all(v.evidence is views[0].evidence and v.registry is views[0].registry for v in views)
    assert all(f"Phòng {n}" in {d.organ_name for d in v.documents.values()} for n, v in enumerate(views))
    assert desk.known(Message(person="telegram:69")) is views[19]
    assert desk.known(Message(person="telegram:50")) is not views[0]
