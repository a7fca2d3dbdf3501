"""Two documents or two periods compared at the desk, on small plans and reports of an invented district."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.intake import ingest
from handlers.ask import Assistant
from handlers.contrasts.naming import pair_of
from handlers.desk import Desk, Message
from handlers.packing import LIMIT, length, pack
from handlers.replies import Button, Turn, plain
from handlers.routes import ROUTES
from index import Person, Store
from tests.asking import TODAY

LEADER, READER = "telegram:1", "telegram:2"
_HEAD = """\
ỦY BAN NHÂN DÂN
HUYỆN {upper}

Số: {number}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

{place}, ngày {day}

{kind}

{subject}

"""


def paper(number: str, day: str, kind: str, subject: str, body: str, place: str = "Thạch Giang") -> str:
    """A document of a district with its head."""
    return _HEAD.format(number=number, day=day, kind=kind, subject=subject, place=place, upper=place.upper()) + body


FIRST_PLAN = """\
I. CHỈ TIÊU CHỦ YẾU

TT	Chỉ tiêu	Đơn vị tính	Kế hoạch năm 2025
1	Thu ngân sách nhà nước trên địa bàn	Tỷ đồng	560
2	Số xã đạt chuẩn nông thôn mới	Xã	11
3	Số lao động được giải quyết việc làm	Người	3.300

II. NHIỆM VỤ

1. Phòng Nội vụ

- Tham mưu phân bổ vốn đầu tư công đợt 2 trước ngày 20/3/2025.
- Rà soát, sắp xếp lại toàn bộ trụ sở cũ của các cơ quan trước ngày 30/6/2025.

2. Phòng Nông nghiệp và Môi trường

- Chủ trì tổ chức tiêm phòng dại cho đàn chó, mèo trên địa bàn huyện trước ngày 30/4/2025.
- Số hóa bản đồ thủy lợi của 14 xã trước ngày 15/8/2025.
"""
SECOND_PLAN = """\
I. CHỈ TIÊU CHỦ YẾU

TT	Chỉ tiêu	Đơn vị tính	Kế hoạch năm 2025
1	Thu ngân sách nhà nước trên địa bàn	Tỷ đồng	590
2	Số xã đạt chuẩn nông thôn mới	Xã	11
3	Tỷ lệ hộ nghèo	%	4,5

II. NHIỆM VỤ

1. Phòng Nội vụ

- Tham mưu phân bổ vốn đầu tư công đợt 2 trước ngày 15/5/2025.

2. Phòng Nông nghiệp và Môi trường

- Số hóa bản đồ thủy lợi của 17 xã trước ngày 15/8/2025.

3. Phòng Y tế

- Chủ trì tổ chức tiêm phòng dại cho đàn chó, mèo trên địa bàn huyện trước ngày 30/4/2025.
- Tổ chức Lễ hội đua thuyền sông Giang trong tháng 9/2025.
"""
HALF = """\
I. KẾT QUẢ

Trong 6 tháng đầu năm 2024, thu hút FDI đạt 120 triệu USD. Kim ngạch xuất khẩu 6 tháng đầu năm 2024 đạt 450 triệu USD.
"""
YEAR = """\
I. KẾT QUẢ

Năm 2024 thu hút FDI đạt 346 triệu USD; thu hút FDI năm 2024 dự kiến đạt 0,35 tỷ USD. Kim ngạch xuất khẩu năm 2024 đạt 900 triệu USD.
Thu hút DDI năm 2024 đạt 7.100 tỷ đồng.
"""  # noqa: E501 - a paragraph is a line
NEIGHBOUR = """\
I. CHỈ TIÊU CHỦ YẾU

TT	Chỉ tiêu	Đơn vị tính	Kế hoạch năm 2025
1	Thu ngân sách nhà nước trên địa bàn	Tỷ đồng	777
"""
NEIGHBOUR_PROSE = """\
I. CHỈ TIÊU CHỦ YẾU

Thu ngân sách nhà nước trên địa bàn huyện Vĩnh Phong năm 2025 phấn đấu đạt 777 tỷ đồng.
"""
PLAN, AMENDED = "Phát triển kinh tế - xã hội huyện năm 2025", "Điều chỉnh kế hoạch phát triển kinh tế - xã hội năm 2025"
PAPERS = {
    "ke-hoach-7.txt": paper("07/KH-UBND", "08 tháng 01 năm 2025", "KẾ HOẠCH", PLAN, FIRST_PLAN),
    "ke-hoach-31.txt": paper("31/KH-UBND", "14 tháng 4 năm 2025", "KẾ HOẠCH", AMENDED, SECOND_PLAN),
    "bao-cao-55.txt": paper(
        "55/BC-UBND", "05 tháng 7 năm 2024", "BÁO CÁO", "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024", HALF
    ),
    "bao-cao-98.txt": paper(
        "98/BC-UBND", "28 tháng 12 năm 2024", "BÁO CÁO", "Tình hình kinh tế - xã hội năm 2024", YEAR
    ),
}


class Talk:
    """One person's conversation at a desk; `buttons` are those of the last reply."""

    def __init__(self, desk: Desk, person: str = LEADER) -> None:
        self.desk, self.person = desk, person
        self.turn = Turn()

    def says(self, text: str, *, press: bool = False) -> str:
        """The text of the reply."""
        kind = "press" if press else "text"
        self.turn = self.desk.handle(
            Message(kind=kind, text=text, person=self.person, conversation=self.person, chat="1")  # type: ignore[arg-type]
        )
        return "\n\n".join(plain(block) for reply in self.turn.replies for block in reply.blocks)

    def html(self) -> str:
        """The last reply as it is sent."""
        return "\n\n".join(block for reply in self.turn.replies for block in reply.blocks)

    def buttons(self) -> dict[str, Button]:
        """The buttons of the last reply by their labels."""
        return {b.label: b for reply in self.turn.replies for row in reply.rows for b in row}

    def data(self, start: str) -> str:
        """What pressing the button that begins so sends."""
        return next(b for name, b in self.buttons().items() if name.startswith(start)).data(self.desk.store.handle)

    def presses(self, start: str) -> str:
        """Press the button that begins so."""
        return self.says(self.data(start), press=True)


def filled(store: Store, folder: Path, papers: dict[str, str]) -> Desk:
    """A desk over these documents, with a leader and a reader."""
    folder.mkdir()
    for name, text in papers.items():
        (folder / name).write_text(text, encoding="utf-8")
    for _ in ingest([folder], store):
        pass
    store.people.put(Person(person=LEADER, name="Thiện", role="leader", chat="1"))
    store.people.put(Person(person=READER, name="Lan", role="reader", chat="2"))
    return Desk(store, Assistant(store, clock=lambda: TODAY), ROUTES, clock=lambda: TODAY, who=store.people.get)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk over the district's documents."""
    folder = tmp_path_factory.mktemp("so-sanh")
    with Store.open(folder / "kho.db") as store:
        yield filled(store, folder / "van-ban", PAPERS)


@pytest.fixture
def talk(desk: Desk) -> Talk:
    """The leader's conversation."""
    return Talk(desk)


def line_of(text: str, start: str) -> str:
    """The only line that begins so."""
    (line,) = [line for line in text.splitlines() if line.startswith(start)]
    return line


def section(text: str, title: str) -> str:
    """The lines below a title, up to the next blank line."""
    return text.split(f"\n{title}\n" if not text.startswith(title) else f"{title}\n", 1)[1].split("\n\n", 1)[0]


@pytest.mark.parametrize(
    "words",
    ["so sánh kế hoạch 7 với kế hoạch 31", "/sosanh kế hoạch 31 với kế hoạch 7", "ke hoach 07 va ke hoach 31 khac gi",
     "/sosanh 7 với 31", "/ss 07/KH-UBND với 31/KH-UBND", "Kế hoạch 31 thay đổi gì so với kế hoạch 7?"],
)  # fmt: skip
def test_two_plans_with_the_earlier_first(talk: Talk, words: str) -> None:
    """However it is asked, the earlier document stands first, and the counts are those of the plans."""
    told = talk.says(words)
    assert told.startswith("Kế hoạch 07/KH-UBND ngày 08/01/2025 → Kế hoạch 31/KH-UBND ngày 14/04/2025")
    counts = "2 khác số; 1 giống nhau; 1 chỉ có ở Kế hoạch 07/KH-UBND; 1 chỉ có ở Kế hoạch 31/KH-UBND."
    assert line_of(told, "Chỉ tiêu:") == f"Chỉ tiêu: {counts}"


def test_figures_that_changed_stayed_or_stand_in_one_only(talk: Talk) -> None:
    """560 → 590 is 30 more, 5,36 %; what one plan lacks stands under the other's name."""
    told = talk.says("so sánh kế hoạch 7 với kế hoạch 31")
    assert "560 tỷ đồng → 590 tỷ đồng (tăng 30 tỷ đồng, 5,36%)" in section(told, "Khác số")
    assert "3.300 người" in section(told, "Chỉ có ở Kế hoạch 07/KH-UBND")
    assert "4,5%" in section(told, "Chỉ có ở Kế hoạch 31/KH-UBND")
    assert "11 xã → 11 xã" in section(talk.presses("Chỉ tiêu hai bên"), "Giống nhau")


def test_tasks_with_another_deadline_lead_or_number(talk: Talk) -> None:
    """Each change says what it is; a task found in one plan only is not said to be dropped."""
    told = talk.says("so sánh kế hoạch 7 với kế hoạch 31")
    assert line_of(told, "Nhiệm vụ:").startswith("Nhiệm vụ: 3 ghi khác; 0 giống nhau;")
    tasks = talk.presses("Nhiệm vụ")
    changed = section(tasks, "Nhiệm vụ ghi khác")
    (budget,) = [line for line in changed.splitlines() if "vốn đầu tư công" in line]
    assert re.search(r"hạn: .*20/3/2025 → .*15/5/2025", budget)
    assert "lời ghi" not in budget
    (rabies,) = [line for line in changed.splitlines() if "tiêm phòng dại" in line]
    lead = "chủ trì: Phòng Nông nghiệp và Môi trường → Phòng Y tế"
    assert rabies.endswith(lead)
    (maps,) = [line for line in changed.splitlines() if "bản đồ thủy lợi" in line]
    assert re.search(r"“.*14 xã.*” → “.*17 xã.*”", maps)
    assert "trụ sở cũ" in section(tasks, "Nhiệm vụ chỉ có ở Kế hoạch 07/KH-UBND")
    assert "đua thuyền" in section(tasks, "Nhiệm vụ chỉ có ở Kế hoạch 31/KH-UBND")
    assert not re.search("không còn|bị bỏ|đã bỏ|nhiệm vụ mới", told + tasks, re.IGNORECASE)


@pytest.mark.parametrize("words", ["so sánh báo cáo 55 với báo cáo 98", "so sánh 6 tháng 2024 với cả năm 2024"])
def test_a_forecast_beside_another_result_is_told(talk: Talk, words: str) -> None:
    """346 triệu printed as result, 0,35 tỷ as forecast: both are told, nothing is computed from either."""
    told = talk.says(words)
    fdi = line_of(told, "• Thu hút FDI:")
    assert fdi.endswith("120 triệu USD → 346 triệu USD (văn bản ghi thêm: dự kiến 0,35 tỷ USD)")


def test_half_a_year_beside_a_year_is_warned_of_and_not_subtracted(talk: Talk) -> None:
    """Exports of six months and of a year are shown side by side with the warning, without a change."""
    told = talk.says("so sánh 6 tháng 2024 với cả năm 2024")
    assert told.startswith("6 tháng đầu năm 2024 → năm 2024")
    assert line_of(told, "• Kim ngạch xuất khẩu:").endswith("450 triệu USD → 900 triệu USD")
    assert "dài ngắn khác nhau (6 tháng đầu năm 2024 và năm 2024)" in told
    assert "7.100 tỷ đồng" in section(told, "Chỉ có ở năm 2024")
    assert not re.search("tăng|giảm|Chênh lệch", told)


def test_an_unclear_document_is_asked_back_and_chosen_by_its_button(talk: Talk) -> None:
    """Two plans of 2025: which one is meant; the button leads to the comparison."""
    told = talk.says("so sánh kế hoạch năm 2025 với báo cáo 98")
    assert told.startswith("Có 2 văn bản là “kế hoạch năm 2025”. Anh/chị muốn nói văn bản nào?")
    assert set(talk.buttons()) == {"07/KH-UBND", "31/KH-UBND"}
    chosen = talk.presses("31/KH-UBND")
    assert chosen.startswith("Báo cáo 98/BC-UBND ngày 28/12/2024 → Kế hoạch 31/KH-UBND ngày 14/04/2025")


@pytest.mark.parametrize(
    ("words", "said"),
    [("so sánh kế hoạch 7 với kế hoạch 45", "kế hoạch 45"), ("/sosanh 7 với 452", "452"),
     ("so sánh kế hoạch 7 với báo cáo năm 2019", "báo cáo năm 2019")],
)  # fmt: skip
def test_a_document_that_is_not_held_is_told(talk: Talk, words: str, said: str) -> None:
    """No figure, but what there is."""
    told = talk.says(words)
    assert told.startswith(f"Không tìm thấy văn bản “{said}”. Hiện có:")
    assert "tỷ đồng" not in told
    assert "vanban" not in told
    assert "4 văn bản" in talk.presses("Các văn bản")


def test_one_document_is_not_compared_with_itself(talk: Talk) -> None:
    """The same number twice."""
    assert "cùng một văn bản" in talk.says("so sánh kế hoạch 7 với kế hoạch 07")


def test_the_bare_command_tells_how(talk: Talk) -> None:
    """Without words: an example; /help lists it."""
    assert "/sosanh kế hoạch 12 với kế hoạch 15" in talk.says("/sosanh")
    assert "/sosanh" in talk.says("/help")


@pytest.mark.parametrize(
    "words",
    ["so sánh thu ngân sách kế hoạch 7 với kế hoạch 31", "fdi 6 tháng 2024 so với cả năm", "kế hoạch 7 có gì",
     "xuất khẩu năm 2024 thay đổi thế nào so với 6 tháng", "nhiệm vụ nào khác hạn 20/3", "có gì mới", "so sánh",
     "kế hoạch 7", "thu ngân sách 2025 so với 2024"],
)  # fmt: skip
def test_other_questions_are_not_taken(desk: Desk, words: str) -> None:
    """A figure, a task, one document: answered as questions."""
    assert pair_of(desk.view(frozenset()), words) is None


def test_a_hidden_document_does_not_exist_for_a_reader(desk: Desk) -> None:
    """Name, figures and counts of an internal plan are nowhere, behind a leader's button neither."""
    leader, reader = Talk(desk), Talk(desk, READER)
    leader.says("so sánh kế hoạch 7 với kế hoạch 31")
    leaked = [leader.data(name) for name in leader.buttons()]
    desk.store.marks.put("31/KH-UBND", "internal", LEADER)
    try:
        shown = [reader.says(q) for q in ("so sánh kế hoạch 7 với kế hoạch 31", "so sánh kế hoạch 2025 với báo cáo 98")]
        assert shown[0].startswith("Không tìm thấy văn bản “kế hoạch 31”")
        assert "Có 2 văn bản" not in shown[1]
        shown += [reader.says(data, press=True) + reader.turn.toast for data in leaked]
        shown += [reader.says("so sánh năm 2024 với năm 2025")]
        for text in shown:
            assert not re.search(r"31/KH|Điều chỉnh|590|4,5%|đua thuyền|15/5/2025", text), text
        assert len(leaked) == 4
        assert "590" in leader.says("so sánh kế hoạch 7 với kế hoạch 31")
    finally:
        desk.store.marks.take("31/KH-UBND", "internal")


def test_every_button_leads_somewhere_and_back(talk: Talk) -> None:
    """Each is short enough for Telegram, changes its message in place, and leads back to the first."""
    first = talk.says("so sánh kế hoạch 7 với kế hoạch 31")
    labels = ["Chỉ tiêu hai bên cùng có (3)", "Chỉ một bên có (2)", "Nhiệm vụ (5)", "Nguồn từng số"]
    assert list(talk.buttons()) == labels
    for label in labels:
        assert len(talk.data(label)) <= 64
        assert talk.presses(label).strip()
        assert talk.turn.replies[0].edit
        assert label not in talk.buttons()
        assert talk.presses("‹ So sánh") == first


def test_the_sources_quote_both_documents(talk: Talk) -> None:
    """Each figure that differs with the row it was printed in."""
    talk.says("so sánh kế hoạch 7 với kế hoạch 31")
    quotes = talk.presses("Nguồn từng số")
    assert re.search(r"Kế hoạch 07/KH-UBND.*“1 \| Thu ngân sách nhà nước trên địa bàn \| Tỷ đồng \| 560”", quotes)
    assert re.search(r"Kế hoạch 31/KH-UBND.*“1 \| Thu ngân sách nhà nước trên địa bàn \| Tỷ đồng \| 590”", quotes)


@pytest.mark.parametrize("change", [(99, None), (1, 10**6), (4, 10**6), (0, 5)])
def test_forged_buttons_tell_nothing_wrong(talk: Talk, change: tuple[int, int | None]) -> None:
    """A part that is none is refused, a page beyond the last is the last."""
    talk.says("so sánh kế hoạch 7 với kế hoạch 31")
    letter, _part, pair, _page = talk.data("Nguồn").split(":")
    part, page = change
    told = talk.says(f"{letter}:{part}:{pair}" + (f":{page}" if page is not None else ""), press=True)
    assert told.strip() or "không còn dùng được" in talk.turn.toast
    assert bool(told) == (part <= 4)
    assert "không còn dùng được" in (talk.says(f"g:1:{10**9}:0", press=True), talk.turn.toast)[1]


@pytest.mark.parametrize("body", [NEIGHBOUR, NEIGHBOUR_PROSE], ids=["table", "prose"])
def test_two_bodies_are_not_put_side_by_side(tmp_path: Path, body: str) -> None:
    """The budget of one district is no earlier figure of another's: each stands under its own document."""
    papers = {
        **PAPERS,
        "lang.txt": paper(
            "12/KH-UBND", "10 tháng 01 năm 2025", "KẾ HOẠCH", "Phát triển kinh tế năm 2025", body, "Vĩnh Phong"
        ),
    }
    with Store.open(tmp_path / "kho.db") as store:
        told = Talk(filled(store, tmp_path / "van-ban", papers)).says("so sánh kế hoạch 7 với kế hoạch 12")
    assert "777 tỷ đồng" in section(told, "Chỉ có ở Kế hoạch 12/KH-UBND")
    assert "560 tỷ đồng" in section(told, "Chỉ có ở Kế hoạch 07/KH-UBND")
    assert "hai cơ quan khác nhau" in told
    assert "560 tỷ đồng → 777" not in told


def test_markup_in_names_is_text(tmp_path: Path) -> None:
    """Indicators, units and subjects that hold markup are shown as written, never as tags."""
    evil = "Thu <b & <a href='x'>ngân sách"
    papers = {
        name: text.replace("Số xã đạt chuẩn nông thôn mới", evil).replace("trụ sở cũ", "trụ sở <i & cũ")
        for name, text in PAPERS.items()
        if name.startswith("ke-hoach")
    }
    papers["ke-hoach-31.txt"] = (
        papers["ke-hoach-31.txt"].replace("Xã\t11", "Xã\t12").replace(AMENDED, "Quý & <u năm 2025")
    )
    with Store.open(tmp_path / "kho.db") as store:
        talk = Talk(filled(store, tmp_path / "van-ban", papers))
        sent = [(talk.says("so sánh kế hoạch 7 với kế hoạch 31"), talk.html())[1]]
        for label in ("Chỉ tiêu", "Nhiệm vụ", "Nguồn"):
            sent += [(talk.presses(label), talk.html())[1]]
            talk.presses("‹ So sánh")
        sent += [(talk.says("so sánh kế hoạch 2025 với kế hoạch 45"), talk.html())[1]]
    assert "Thu &lt;b &amp; ngân sách" in sent[0]
    assert "trụ sở &lt;i &amp; cũ" in sent[2]
    assert "&lt;b &amp; &lt;a href=&#39;x&#39;&gt;ngân sách" in sent[3]
    assert "Quý &amp; &lt;u năm 2025" in sent[4]
    for html in sent:
        assert set(re.findall(r"<(\w+)", html)) <= {"b", "i", "blockquote"}, html


def test_three_hundred_lines_stay_one_message_each(tmp_path: Path) -> None:
    """All pages of all parts together hold every line once, and each is a message of its own."""
    rows = [f"{n}\tSố hộ được vay vốn của chương trình {n} {'rất dài ' * 12}\tHộ\t" for n in range(1, 301)]
    head = "I. CHỈ TIÊU\n\nTT\tChỉ tiêu\tĐơn vị tính\tKế hoạch năm 2025\n"
    tasks = "\n\nII. NHIỆM VỤ\n\n1. Phòng Nội vụ\n\n"
    ending = "của các cơ quan cấp xã " * 8 + "trước ngày 20/3/2025.\n"
    asked = "".join(f"- Rà soát trụ sở số {n} {ending}" for n in range(40))
    bodies = ["".join(f"{row}{1000 + plus + n}\n" for n, row in enumerate(rows)) for plus in (0, 5)]
    plans = [head + bodies[0] + tasks + asked, head + bodies[1]]
    papers = {
        f"{number}.txt": paper(f"{number}/KH-UBND", f"1{n} tháng 01 năm 2025", "KẾ HOẠCH", PLAN, plan)
        for n, (number, plan) in enumerate(zip((21, 22), plans, strict=True))
    }
    with Store.open(tmp_path / "kho.db") as store:
        talk = Talk(filled(store, tmp_path / "van-ban", papers))
        first = talk.says("so sánh kế hoạch 21 với kế hoạch 22")
        assert "300 khác số" in first
        assert "mục nữa." in first
        seen: list[str] = []
        for label in ("Chỉ tiêu", "Nhiệm vụ (", "Nguồn"):
            told = talk.presses(label)
            while True:
                assert len(pack(talk.turn.replies[0].blocks)) == 1
                assert length(talk.html()) <= LIMIT
                seen += [line for line in told.splitlines() if line.startswith("• ")]
                if "Sau ›" not in talk.buttons():
                    break
                told = talk.presses("Sau ›")
            talk.presses("‹ So sánh")
    assert len([line for line in seen if "(tăng 5 hộ" in line]) == 300
    assert len([line for line in seen if "Rà soát trụ sở" in line]) == 40


def test_a_period_without_figures_is_told_so(talk: Talk) -> None:
    """Nothing was compared: which side has nothing is said."""
    assert "Chưa có số liệu nào của năm 2010." in talk.says("so sánh năm 2010 với năm 2024")
    assert "Chưa có số liệu" not in talk.says("/sosanh 6 tháng 2024 với năm 2024")


def test_contradictions_of_two_documents_are_counted(talk: Talk) -> None:
    """What the checks found between them stands above the lists, with the gravest."""
    told = talk.says("so sánh kế hoạch 7 với kế hoạch 31")
    assert "Cần đối chiếu: " in told
    assert "560 tỷ đồng" in line_of(told, "Cần đối chiếu")
