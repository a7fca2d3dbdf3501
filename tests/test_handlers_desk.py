"""Whole conversations at the desk, without any channel: commands, buttons, links, follow-ups, who may ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from bot.sandbox.entities import parse_html
from handlers.ask import Assistant
from handlers.desk import Desk, Message, owner
from handlers.packing import pack
from handlers.places import highlighted
from handlers.replies import Button, Reply, Turn, pressed
from handlers.routes import ROUTES
from index import Store
from tests.desk_sample import fill

TODAY = date(2024, 7, 10)


class Talk:
    """One person's conversation: what is said is written and shown as a channel would."""

    def __init__(self, desk: Desk, person: str = "telegram:5", name: str = "Lan") -> None:
        self.desk, self.person, self.name = desk, person, name
        self.rows: tuple[tuple[Button, ...], ...] = ()
        self.turn = Turn()

    def says(self, text: str, kind: str = "text") -> str:
        """The text of all replies; the buttons are kept for `press`."""
        self.turn = self.desk.handle(
            Message(kind=kind, text=text, person=self.person, name=self.name, conversation=self.person)  # type: ignore[arg-type]
        )
        with self.desk.store.transaction():
            for effect in self.turn.effects:
                effect(self.desk.store)
        self.rows = self.turn.replies[-1].rows if self.turn.replies else ()
        return "\n\n".join(_shown(reply) for reply in self.turn.replies)

    def button(self, label: str) -> Button:
        """The button of that label under the last reply."""
        return next(button for row in self.rows for button in row if button.label == label)

    def labels(self) -> list[str]:
        """All buttons under the last reply."""
        return [button.label for row in self.rows for button in row]

    def presses(self, label: str) -> str:
        """What a button brings; its data must fit Telegram's 64 bytes."""
        data = self.button(label).data(self.desk.store.handle)
        assert len(data.encode()) <= 64
        return self.says(data, "press")


def _shown(reply: Reply) -> str:
    return "\n\n".join(parse_html(message).text for message in pack(reply.blocks))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over the sample documents."""
    folder = tmp_path_factory.mktemp("desk")
    with Store.open(folder / "kho.db") as store:
        fill(store, folder / "van-ban")
        yield Desk(store, Assistant(store, lambda: TODAY), ROUTES, lambda: TODAY)


@pytest.fixture
def talk(desk: Desk) -> Talk:
    """A conversation just begun."""
    desk.store.save_chat_state("telegram:5", None)
    return Talk(desk)


def test_start_greets_and_offers_questions_the_store_can_answer(talk: Talk) -> None:
    """The greeting names the person; its buttons are questions with an answer."""
    assert "Xin chào Lan!" in talk.says("/start")
    assert "Thu hút FDI" in talk.labels()
    assert "120 triệu USD" in talk.presses("Thu hút FDI")


def test_help_is_made_from_the_table(talk: Talk) -> None:
    """Every command of the table stands in /help with its summary."""
    text = talk.says("/help")
    assert all(f"/{route.name} – {route.summary}" in text for route in ROUTES if route.menu)
    assert talk.says("/tro-giup") == text


def test_an_answer_has_the_figure_first_then_its_source_folded(talk: Talk) -> None:
    """The first block is bold and holds the figure; each source is an expandable quote with document and place."""
    talk.says("fdi 6 thang dat bao nhieu")
    blocks = talk.turn.replies[0].blocks
    assert blocks[0].startswith("<b>Thu hút FDI 6 tháng đầu năm 2024")
    assert "120 triệu USD" in blocks[0]
    assert blocks[-1].startswith("<blockquote expandable><b>Báo cáo 12/BC-UBND")
    assert "“Trong 6 tháng đầu năm 2024, thu hút FDI đạt 120 triệu USD" in blocks[-1]
    assert "mục I.1" in blocks[-1]


def test_the_original_paragraph_is_shown_among_its_neighbours(talk: Talk) -> None:
    """ "Xem đoạn gốc": the paragraph with the found words bold, and steps to the ones around it."""
    talk.says("fdi 6 thang dat bao nhieu")
    text = talk.presses("Xem đoạn gốc")
    assert "KẾT QUẢ › Thu hút đầu tư" in text
    assert 'công nghiệp chế biến <xanh> & hạ tầng "thông minh"' in text
    assert re.search(r"<blockquote>Trong .*<b>[^<]*FDI[^<]*</b>", "".join(talk.turn.replies[0].blocks))
    onward = talk.presses("Đoạn sau ›")
    assert talk.turn.replies[0].edit
    assert "Xuất khẩu" in onward
    assert "120 triệu USD" in talk.presses("‹ Đoạn trước")


def test_a_document_is_shown_with_its_header_and_contradictions(talk: Talk) -> None:
    """ "Văn bản": header fields, counts, findings, the text itself as a file."""
    talk.says("fdi 6 thang")
    text = talk.presses("Văn bản")
    assert "Cơ quan ban hành: ỦY BAN NHÂN DÂN TỈNH AN BÌNH" in text
    assert "Người ký: Trần Văn Mẫu (CHỦ TỊCH)" in text
    assert "ghi 45% so với kế hoạch, tính lại được 37,5%" in text
    assert "45% kế hoạch năm (1.200 triệu USD)" in talk.presses("Mâu thuẫn (1)")
    talk.says("/vanban 12/BC")
    talk.presses("Toàn văn")
    (file,) = talk.turn.replies[0].files
    assert file.name == "12-BC-UBND.txt"
    assert "Kim ngạch xuất khẩu" in file.data.decode()


def test_documents_are_listed_and_filtered(talk: Talk) -> None:
    """The list names all, the latest first; words narrow it; one document left is shown at once."""
    text = talk.says("/vanban")
    assert text.index("12/BC-UBND") < text.index("7/KH-UBND")
    assert talk.labels()[:2] == ["12/BC-UBND", "7/KH-UBND"]
    assert "2 văn bản có “tinh an binh”" in talk.says("/vanban tinh an binh")
    assert "Triển khai nhiệm vụ" in talk.says("/vanban kế hoạch")
    assert "Không tìm thấy văn bản nào có “hải sản”" in talk.says("/vanban hải sản")


def test_indicators_by_family_and_by_words(talk: Talk) -> None:
    """Families first; a family or words give the indicators with their periods, to be asked by a button."""
    assert "Các chỉ tiêu có số liệu" in talk.says("/chitieu")
    assert "Tổng số lao động: 1 số liệu; 6 tháng đầu năm 2024" in talk.presses("Lao động")
    assert "Kim ngạch xuất khẩu" in talk.says("/chitieu xuat khau")
    assert "450 triệu USD" in talk.presses("Kim ngạch xuất khẩu")
    assert "Không tìm thấy chỉ tiêu nào có “hải sản”" in talk.says("/chitieu hải sản")


@pytest.mark.parametrize(
    ("words", "count", "shown"),
    [
        ("", 4, "Xây dựng quy chế"),
        ("văn phòng", 2, "của Văn phòng"),
        ("vp", 2, "của Văn phòng"),
        ("Phòng Quản lý đầu tư", 2, "xúc tiến đầu tư"),
        ("quý 2", 1, "Rà soát thủ tục"),
        ("tháng 9", 1, "hội nghị xúc tiến"),
        ("quá hạn", 2, "đã qua hạn"),
        ("vp quá hạn thủ tục", 1, "Rà soát"),
        ("cơ sở dữ liệu", 1, "Phối hợp với Văn phòng"),
        ("trồng rừng", 0, "Không tìm thấy nhiệm vụ nào, có “trong rung”"),
    ],
)
def test_tasks_by_unit_words_and_deadline(talk: Talk, words: str, count: int, shown: str) -> None:
    """What is typed after /nhiemvu narrows the tasks."""
    text = talk.says(f"/nhiemvu {words}")
    assert shown in text
    assert (f"{count} nhiệm vụ" in text) == bool(count)


def test_a_task_leads_to_its_paragraph(talk: Talk) -> None:
    """Each task has a button to the paragraph it stands in."""
    talk.says("/nhiemvu cơ sở dữ liệu")
    assert "cập nhật cơ sở dữ liệu dự án" in talk.presses("Đoạn 1")


def test_a_follow_up_leans_on_the_last_answer(talk: Talk) -> None:
    """The conversation is remembered by the effects alone."""
    talk.says("fdi 6 thang dat bao nhieu")
    assert "450 triệu USD" in talk.says("còn xuất khẩu?")
    assert "450" not in Talk(talk.desk, "telegram:6").says("còn cả năm?")


def test_a_deep_link_opens_a_document_or_a_paragraph(talk: Talk) -> None:
    """`/start d_<document>_<paragraph>`: the same numbers as on a button."""
    talk.says("/vanban báo cáo")
    handle = talk.desk.store.handle("d 12/BC-UBND")
    document = talk.desk.assistant.knowledge().documents["12/BC-UBND"]
    ordinal = next(p.ordinal for p in document.paragraphs if "Kim ngạch" in p.text)
    assert "Cơ quan ban hành" in talk.says(f"/start d_{handle}")
    assert "Kim ngạch xuất khẩu 6 tháng" in talk.says(f"/start d_{handle}_{ordinal}")
    assert "Không tìm thấy văn bản này" in talk.says("/start d_99999")


@pytest.mark.parametrize(
    "data", ["", "x", "p", "p:999999", "q:999999", "d:1:2:3:4:5", "zz:1", "q:-1", "p:1;drop", "c:1"]
)
def test_a_button_that_leads_nowhere_says_so(talk: Talk, data: str) -> None:
    """Old, foreign or made-up data gets a word on the button and no reply."""
    talk.says(data, "press")
    assert talk.turn.toast
    assert not talk.turn.replies


def test_a_button_reads_only_handles_of_its_own_kind(talk: Talk) -> None:
    """A number given for one kind of button tells nothing on another: texts of other people stay theirs."""
    secret = talk.desk.store.handle("p bí mật của người khác")
    assert "bí mật" not in talk.says(f"q:{secret}", "press") + talk.turn.toast


def test_unknown_commands_and_files_are_answered(talk: Talk) -> None:
    """An unknown command lists the known ones; a file is told how files get in."""
    assert "Chưa có lệnh “/thoitiet”" in talk.says("/thoitiet")
    assert "chỉ đọc tin nhắn chữ" in talk.says("", "file")
    assert talk.says("", "other") == ""


def test_an_inline_question_gives_a_card(talk: Talk) -> None:
    """The card holds answer and source, and a link back that asks the same; nothing unsure becomes a card."""
    talk.says("fdi 6 thang", "inline")
    (card,) = talk.turn.cards
    assert "120 triệu USD" in card.title
    assert "Báo cáo 12/BC-UBND" in card.description
    link = card.rows[0][0]
    data = link.data(talk.desk.store.handle)
    assert link.link
    assert "120 triệu USD" in talk.says(f"/start {data.replace(':', '_')}")
    for question in ("", "fd", "giá vàng hôm nay"):
        talk.says(question, "inline")
        assert talk.turn.cards == ()


def test_a_stranger_learns_how_to_ask_for_access_and_nothing_else(desk: Desk) -> None:
    """Whatever a stranger says, the answer is how to ask for access."""
    closed = Desk(
        desk.store, desk.assistant, ROUTES, desk.clock, who=lambda person: owner(person) if "5" in person else None
    )
    stranger = Talk(closed, "telegram:77")
    refusals = {stranger.says(text) for text in ("/start", "/help", "/vanban", "fdi 6 thang", "/khong", "/start d_1")}
    (refusal,) = refusals
    assert "/xinquyen" in refusal
    assert stranger.says("p:1", "press") == ""
    assert "chưa được cấp quyền" in stranger.turn.toast
    stranger.says("fdi 6 thang", "inline")
    assert stranger.turn.cards == ()
    assert "120 triệu USD" in Talk(closed, "telegram:5").says("fdi 6 thang")


def test_an_empty_store_says_so() -> None:
    """Every command works before anything was read."""
    with Store.open(":memory:") as store:
        talk = Talk(Desk(store, Assistant(store), ROUTES))
        texts = [talk.says(text) for text in ("/start", "/vanban", "/chitieu", "/nhiemvu", "fdi bao nhieu")]
    assert all(texts)
    assert "120" not in "".join(texts)


def test_routes_are_told_apart() -> None:
    """Names, aliases and letters of the table are each used once; commands are what Telegram takes."""
    names = [name for route in ROUTES for name in (route.name, *route.aliases)]
    letters = [route.letter for route in ROUTES if route.letter]
    assert len(names) == len(set(names))
    assert len(letters) == len(set(letters))
    assert all(route.name.isascii() and len(route.summary) <= 256 for route in ROUTES if route.menu)


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Kim ngạch xuất khẩu tăng", "xuat khau", "Kim ngạch <b>xuất khẩu</b> tăng"),
        ("a < b & FDI", "fdi", "a &lt; b &amp; <b>FDI</b>"),
        ("đạt 33,11% kế hoạch", "33,11%", "đạt <b>33,11%</b> kế hoạch"),
        ("không có gì", "", "không có gì"),
    ],
)
def test_found_words_are_bold(text: str, words: str, shown: str) -> None:
    """Neighbouring words share one mark; everything else is escaped."""
    assert str(highlighted(text, words)) == shown


@pytest.mark.parametrize(
    ("data", "read"), [("p:1:2", ("p", (1, 2))), ("d_1", ("d", (1,))), ("q", ("q", ())), ("Q:1", None), ("p:x", None)]
)
def test_button_data_are_read(data: str, read: tuple[str, tuple[int, ...]] | None) -> None:
    """A letter and numbers, nothing else."""
    assert pressed(data) == read


@pytest.mark.parametrize("name", [route.name for route in ROUTES if not route.serve] + ["text", "inline", "file"])
def test_what_is_no_command_cannot_be_typed_as_one(desk: Desk, name: str) -> None:
    """The names of buttons and of kinds of messages are for the table alone: typed, they are unknown commands."""
    assert "Chưa có lệnh" in desk.handle(Message(text=f"/{name} fdi", conversation="1")).replies[0].blocks[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("/tomtatt 6 thang", "/tomtat?"), ("/tomtat6thang", "/tomtat?"), ("/vanbna", "/vanban?"), ("/xyzw", "")],
)
def test_an_unknown_command_names_the_nearest(typed: str, meant: str) -> None:
    """Misspelt or run together with its words; nothing when none is near."""
    with Store.open(":memory:") as store:
        text = "".join(Desk(store, Assistant(store), ROUTES).handle(Message(text=typed)).replies[0].blocks)
    assert ("Ý anh/chị là" in text) == bool(meant)
    assert meant in text
