"""The story on the local Telegram by several people: through the channel, and with processes killed at every step."""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.sandbox import Person, Sandbox, says
from bot.sandbox.errors import JSON
from handlers.ask import Assistant
from handlers.desk import Desk
from handlers.routes import ROUTES
from index import Person as Admitted
from index import Store
from tests.desk_sample import fill
from tests.telegram_bot import Running, channel_to
from tests.test_bot_run import started

INVEST = "Phòng Quản lý đầu tư"
PATIENCE = 60.0


def admit(store: Store, folder: Path, *people: Person) -> None:
    """Documents, and the people as a reporter, an approver and a reader."""
    fill(store, folder)
    roles = ("reporter", "approver", "reader")
    for person, role in zip(people, roles, strict=True):
        units = (INVEST,) if role == "reporter" else ()
        store.people.put(
            Admitted(person=f"telegram:{person.id}", name=person.name, role=role, units=units, chat=str(person.id))  # type: ignore[arg-type]
        )


@contextmanager
def three(sandbox: Sandbox) -> Iterator[tuple[Person, Person, Person]]:
    """Three people of the local Telegram."""
    with Person(sandbox.url, 0) as a, Person(sandbox.url, 1) as b, Person(sandbox.url, 2) as c:
        yield a, b, c


def labels(message: JSON) -> list[str]:
    """The buttons under a message."""
    return [b["text"] for row in message.get("reply_markup", {}).get("inline_keyboard", []) for b in row]


def test_the_story_on_telegram(tmp_path: Path) -> None:
    """Report, card edited in place, confirmation, notice, approval, the unit told, a third person's answer."""
    with Sandbox() as sandbox, three(sandbox) as (unit, approver, reader), Store.open(tmp_path / "kho.db") as store:
        admit(store, tmp_path / "van-ban", unit, approver, reader)
        with Running(channel_to(sandbox), Desk(store, Assistant(store), ROUTES, who=store.people.get), store):
            approver.start()
            approver.wait(says("Xin chào"))
            unit.send("FDI 9 tháng 2024 đạt 152 triệu USD")
            card = unit.wait(says("152 triệu USD"))
            unit.press(card, "✏️ 1")
            menu = unit.wait(edited=True)
            assert menu["message_id"] == card["message_id"]
            unit.press(menu, "✏️ Giá trị")
            unit.wait(says("Giá trị đúng"))
            unit.send("150")
            card = unit.wait(says("150 triệu USD"))
            answer = unit.press(card, "✅ Xác nhận")
            assert "Đã xác nhận" in answer["text"]
            done = unit.wait(says("chờ duyệt"), edited=True)
            assert labels(done) == []
            notice = approver.wait(says("chờ anh/chị duyệt"))
            approver.press(notice, "Xem để duyệt")
            review = approver.wait(says("Kế hoạch năm 2024: 200 triệu USD"))
            approver.press(review, "✅ Duyệt cả báo cáo")
            unit.wait(says("đã được"))
            reader.send("fdi 9 tháng 2024 đạt bao nhiêu")
            told = reader.wait(says("150 triệu USD"))
            assert f"duyệt bởi {approver.name}" in told["text"]


def test_kill_9_between_any_two_steps(tmp_path: Path) -> None:
    """Each step is sent while nothing runs, served by a process then killed; some are begun by one killed at once."""
    db, chance = tmp_path / "kho.db", random.Random(1)
    with Sandbox() as sandbox, three(sandbox) as (unit, approver, reader):
        with Store.open(db) as store:
            admit(store, tmp_path / "van-ban", unit, approver, reader)

        def step(act: Callable[[], object], person: Person, words: str, *, early: bool = False) -> JSON:
            act()
            if early:
                _killed(started(db, sandbox), chance.uniform(0.3, 2.0))
            process = started(db, sandbox)
            try:
                return person.wait(says(words), PATIENCE)
            finally:
                _killed(process, 0.0)

        def press(person: Person, message: JSON, label: str) -> Callable[[], object]:
            rows = message["reply_markup"]["inline_keyboard"]
            data = next(b["callback_data"] for row in rows for b in row if b["text"] == label)
            return lambda: person.press_data(message["message_id"], data)

        approver.start()
        asked = step(lambda: unit.send("FDI đạt 150 triệu USD"), unit, "của kỳ nào")
        card = step(lambda: unit.send("9 tháng 2024"), unit, "chờ anh/chị xác nhận")
        assert asked["message_id"] != card["message_id"]
        step(press(unit, card, "✅ Xác nhận"), unit, "chờ duyệt", early=True)
        notice = approver.history()[-1]
        review = step(press(approver, notice, "Xem để duyệt"), approver, "Kế hoạch năm 2024")
        step(press(approver, review, "✅ Duyệt cả báo cáo"), approver, "đã duyệt", early=True)
        answer = step(lambda: reader.send("fdi 9 tháng 2024"), reader, "150 triệu USD")
        assert "duyệt bởi" in answer["text"]
    with Store.open(db) as store:
        (report,) = store.reports.find()
        assert [e.action for e in store.reports.events(report.id)] == ["draft", "confirm", "approve"]
        assert [str(o.value) for o in store.observations() if "báo cáo số" in o.doc] == ["150"]
        assert store.audit.broken() is None


def _killed(process: subprocess.Popen[str], seconds: float) -> None:
    """kill -9, after so long."""
    time.sleep(seconds)
    process.kill()
    process.wait()
    if process.stderr is not None:
        process.stderr.close()
