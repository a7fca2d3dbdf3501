"""Every role against every route and every class of document: nothing hidden is told, in whatever way it is asked for.

The hidden documents hold words and figures that stand nowhere else; everything that comes back is searched for them,
and compared with what comes back when those documents were never there.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import FrameType

import pytest

from bot.intake import ingest
from corpus.models import Document, Observation, Paragraph, Span
from corpus.values import Aligned
from handlers.ask import Assistant
from handlers.desk import Desk, Message, Route
from handlers.replies import Button, Turn
from handlers.routes import ROUTES
from index import Person, Store
from index.people import Role
from tests.desk_sample import fill

HOUSE = f"{Path(__file__).resolve().parent.parent}/"
TODAY = date(2024, 7, 10)
UNIT, OTHER = "Phòng Quản lý đầu tư", "Văn phòng"
SECRET = """\
ỦY BAN NHÂN DÂN TỈNH AN BÌNH

Số: 99/BC-MAT

An Bình, ngày 20 tháng 7 năm 2024

BÁO CÁO

Tình hình Zyxvut 6 tháng đầu năm 2024

I. KẾT QUẢ

1. Phòng Zyxvut

- Chủ trì xây dựng đề án Zyxvut, hoàn thành trước ngày 30/8/2024.

Trong 6 tháng đầu năm 2024, thu hút DDI đạt 987.654 tỷ đồng; doanh thu Zyxvut đạt 876.543 tỷ đồng.
"""
MARKERS = ("yxvut", "99/BC-MAT", "987.654", "876.543")
PENDING = {UNIT: ("DDI tháng 7: 765.432 tỷ đồng", "765.432"), OTHER: ("doanh thu tháng 7: 654.321 tỷ đồng", "654.321")}
SEES_SECRET: set[Role] = {"admin", "leader", "approver"}
ASKED = (
    "zyxvut", "đề án zyxvut", "ddi 6 tháng", "doanh thu zyxvut bao nhiêu", "99/BC-MAT nói gì", "ddi tháng 7",
    "doanh thu tháng 7", "tóm tắt 6 tháng 2024", "phòng zyxvut làm gì", "zyxvuu", "có bao nhiêu văn bản", "quý 3",
)  # fmt: skip


def message_document(unit: str, text: str, indicator: str, value: str) -> tuple[Document, list[Observation]]:
    """An unapproved report of a unit, as the reports keep it."""
    document = Document(
        code_number="", type_name="Báo cáo", organ_name=unit, issued_date="2024-08-01", source_file=f"tin-{unit}.txt",
        sha256=unit, original=text, origin="message",
        paragraphs=(
            Paragraph(ordinal=0, kind="text", section=(), body=Aligned.verbatim(text, 0), start=0, end=len(text)),
        ),
    )  # fmt: skip
    at = text.index(value)
    span = Span(doc=document.doc_key, paragraph=0, start=at, end=at + len(value), quote=value)
    observation = Observation(
        doc=document.doc_key, indicator=indicator, catalogued=True, entity="Tỉnh An Bình", time_period="2024-M07",
        measure="actual", value=value.replace(".", ""), unit="tỷ đồng", unit_mult=9, obs_status="V", span=span,  # type: ignore[arg-type]
        clause=Span(doc=document.doc_key, paragraph=0, start=0, end=len(text), quote=text), reading=text,
    )  # fmt: skip
    return document, [observation]


def build(folder: Path, *, secret: bool) -> Store:
    """A store with open documents and, if wanted, an internal one and an unapproved message of two units."""
    store = fill(Store.open(folder / "kho.db"), folder / "van-ban")
    if secret:
        (folder / "mat.txt").write_text(SECRET, encoding="utf-8")
        for _ in ingest([folder / "mat.txt"], store):
            pass
        store.marks.put("99/BC-MAT", "internal", "telegram:1")
        for (unit, (text, value)), name in zip(PENDING.items(), ("Thu hút DDI", "Doanh thu"), strict=True):
            store.ingest(*message_document(unit, text, name, value))
    for role in ("admin", "leader", "approver", "reporter", "reader"):
        units = (UNIT,) if role == "reporter" else ()
        store.people.put(Person(person=f"telegram:{role}", name=role, role=role, units=units, chat="1"))
    store.people.put(Person(person="telegram:revoked", name="x", role="admin", chat="2"))
    store.people.remove("telegram:revoked")
    store.askings.ask("telegram:pending", "Chờ", "3", "AAA333")
    store.groups.allow("-5", "telegram:admin")
    return store


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over everything."""
    store = build(tmp_path_factory.mktemp("full"), secret=True)
    yield Desk(store, Assistant(store, clock=lambda: TODAY), ROUTES, clock=lambda: TODAY, who=store.people.get)
    store.close()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over a store in which the hidden documents never were."""
    store = build(tmp_path_factory.mktemp("bare"), secret=False)
    yield Desk(store, Assistant(store, clock=lambda: TODAY), ROUTES, clock=lambda: TODAY, who=store.people.get)
    store.close()


def hidden_markers(role: str, group: bool) -> tuple[str, ...]:
    """What must not be told to somebody of a role."""
    pending = tuple(marker for unit, (_, marker) in PENDING.items() if group or role != "reporter" or unit != UNIT)
    return () if role in SEES_SECRET and not group else (*MARKERS, *pending)


def everything(desk: Desk, turn: Turn) -> str:
    """All that a turn gives away: texts, labels of buttons and what they carry, files, cards, words on the button."""
    rows: list[Button] = [b for r in turn.replies for row in r.rows for b in row]
    rows += [b for card in turn.cards for row in card.rows for b in row]
    said = [block for r in turn.replies for block in r.blocks]
    said += [f.data.decode(errors="replace") + f.name + f.caption for r in turn.replies for f in r.files]
    said += [c.title + c.description + "".join(c.blocks) for c in turn.cards]
    said += [b.label + b.copy_text + " ".join(str(p) for p in b.parts if isinstance(p, str)) for b in rows]
    return "\n".join([*said, turn.toast, *(block for n in turn.notices for block in n.reply.blocks)])


def attempts(desk: Desk, route: Route) -> list[tuple[str, str]]:
    """What somebody curious sends to a route (words that name hidden things, numbers that lead to them), and the words
    of their own that may come back.
    """
    store = desk.store
    if route.letter:
        texts = [*ASKED, "99/BC-MAT", "0", *(d.doc_key for d in store.documents())]
        handles = {store.handle(f"{route.letter} {text}"): text for text in texts}
        first = next(iter(handles))
        passages = dict.fromkeys((p.id for p in store.passages()), "")
        tails = (("", ""), (":0", ""), (f":{first}", texts[0]))
        numbers = (handles | passages | {0: ""}).items()
        paged = [(f"{route.letter}:0:{n}", text) for n, text in handles.items()]
        return paged + [(f"{route.letter}:{n}{tail}", text + more) for n, text in numbers for tail, more in tails]
    return [(f"/{route.name} {words}".strip(), words) for words in ("", *ASKED, "99", "BC-MAT", "mat")]


WHO = [("admin", False), ("leader", False), ("approver", False), ("reporter", False), ("reader", False),
       ("stranger", False), ("revoked", False), ("pending", False), ("reader", True), ("admin", True)]  # fmt: skip


@pytest.mark.parametrize("route", ROUTES, ids=[r.name for r in ROUTES])
@pytest.mark.parametrize(("role", "group"), WHO, ids=[f"{r}{'-in-group' if g else ''}" for r, g in WHO])
def test_nothing_hidden_is_told(full: Desk, role: str, group: bool, route: Route) -> None:
    """No reply, button, file, card or word on a button holds a word or a figure that the person may not see."""
    hidden = hidden_markers(role, group)
    kinds = {"text": "text", "inline": "inline", "file": "file", "other": "other"}
    for text, own in attempts(full, route):
        for kind, sent in _ways(kinds, route, text):
            turn = full.handle(
                Message(kind=kind, text=sent, person=f"telegram:{role}", conversation=f"{role}{group}",  # type: ignore[arg-type]
                        group=group, chat="-5" if group else "7", name="Lan")
            )  # fmt: skip
            asked = f"{sent} {own}".casefold()
            leaked = [m for m in hidden if m in everything(full, turn) and m.casefold() not in asked]
            assert not leaked, (kind, sent)
            if full.who(f"telegram:{role}") is None and route.name != "xinquyen":
                assert not turn.replies or "/xinquyen" in everything(full, turn)
                assert not turn.effects


def _ways(kinds: dict[str, str], route: Route, text: str) -> list[tuple[str, str]]:
    if route.letter:
        return [("press", text), ("text", f"/start {text.replace(':', '_')}")]
    if route.name in kinds:
        return [(kinds[route.name], words) for words in ASKED[:4]]
    return [("text", text), ("text", text.partition(" ")[2] or "zyxvut")]


@pytest.mark.parametrize(
    "question", [*ASKED, "/vanban", "/chitieu", "/nhiemvu", "/start", "/help", "/vanban 99", "/nhiemvu zyxvut"]
)
@pytest.mark.parametrize("group", [False, True])
def test_hidden_is_as_never_there(full: Desk, bare: Desk, question: str, group: bool) -> None:
    """A reader's answer is, word by word, that of a store which never held the hidden documents."""
    told = [
        everything(
            desk, desk.handle(Message(text=question, person="telegram:reader", group=group, chat="-5", name="Lan"))
        )
        for desk in (full, bare)
    ]
    assert told[0] == told[1]


def test_those_allowed_are_told(full: Desk) -> None:
    """An approver sees the internal document and what is not approved yet; a unit sees its own message."""

    def ask(role: str, text: str) -> str:
        return everything(full, full.handle(Message(text=text, person=f"telegram:{role}", conversation=f"see-{role}")))

    assert "99/BC-MAT" in ask("approver", "/vanban 99")
    assert "987.654" in ask("leader", "thu hút ddi 6 tháng")
    assert "99/BC-MAT" not in ask("reporter", "/vanban 99")
    known = full.known(Message(person="telegram:reporter"))
    assert {d.organ_name for d in known.documents.values() if d.origin == "message"} == {UNIT}


def test_what_was_seen_in_an_earlier_role_is_not_told_again(full: Desk) -> None:
    """A follow-up of somebody whose role no longer reaches a document does not quote it."""
    store = full.store
    store.people.put(Person(person="telegram:moved", name="x", role="leader", chat="9"))
    turn = full.handle(Message(text="thu hút ddi 6 tháng", person="telegram:moved", conversation="moved"))
    assert "987.654" in everything(full, turn)
    with store.transaction():
        for effect in turn.effects:
            effect(store)
    store.people.put(Person(person="telegram:moved", name="x", role="reader", chat="9"))
    for text in ("nguồn?", "còn cả năm?", "thế còn doanh thu?"):
        turn = full.handle(Message(text=text, person="telegram:moved", conversation="moved"))
        assert not [m for m in MARKERS if m in everything(full, turn)]


SECRET_ONLY = ("đề án zyxvut", "doanh thu zyxvut bao nhiêu", "99/BC-MAT nói gì", "phòng zyxvut làm gì", "ddi 6 tháng")
"""What the internal document alone answers."""


def steps(desk: Desk, question: str) -> Counter[str]:
    """Every line of this program that runs, and every call into others, while a reader's question is answered.

    What is asked a second time: the first time fills the caches that all questions share.
    """
    known = desk.known(Message(text=question, person="telegram:reader"))
    ran: Counter[str] = Counter()

    def watch(frame: FrameType, event: str, arg: object) -> object:
        if frame.f_code.co_filename.startswith(HOUSE) and "/tests/" not in frame.f_code.co_filename:
            ran[f"{frame.f_code.co_filename.removeprefix(HOUSE)}:{frame.f_lineno} {event}"] += 1
        return watch

    desk.assistant.consider(known, "", question)
    before = sys.gettrace()
    sys.settrace(watch)  # type: ignore[arg-type]
    try:
        desk.assistant.consider(known, "", question)
    finally:
        sys.settrace(before)
    return ran


@pytest.mark.parametrize("question", SECRET_ONLY)
def test_not_found_takes_the_same_steps(full: Desk, bare: Desk, question: str) -> None:
    """Nothing takes longer because something hidden holds the answer: the same lines run, each as often, as in a store
    that never held it.
    """
    hidden, never = steps(full, question), steps(bare, question)
    assert sum(never.values()) > 1000
    assert hidden == never


@pytest.mark.parametrize("question", [*ASKED, *SECRET_ONLY])
def test_ranking_weighs_nothing_hidden(full: Desk, bare: Desk, question: str) -> None:
    """Scores and coverage are the same to the last bit: no count, rarity or length of a hidden passage is in them."""

    def ranked(desk: Desk) -> list[tuple[str, float, float]]:
        known = desk.known(Message(person="telegram:reader"))
        return [(known.passages[h.passage_id].text, h.score, h.coverage) for h in known.search(question, 50)]

    assert ranked(full) == ranked(bare)


@pytest.mark.parametrize("question", SECRET_ONLY)
def test_a_reader_is_served_by_the_same_statements(full: Desk, bare: Desk, question: str) -> None:
    """Whatever is asked, the database is asked the same; which documents are hidden is read before the words are."""

    def asked(desk: Desk, text: str) -> list[str]:
        told: list[str] = []
        message = Message(text=text, person="telegram:reader")
        desk.handle(message)
        with desk.store.snapshot(), desk.store._connections.read() as db:
            db.conn.set_trace_callback(told.append)
            try:
                desk.handle(message)
            finally:
                db.conn.set_trace_callback(None)
        return [re.sub(r"'[^']*'|\b\d+\b", "?", statement) for statement in told]

    statements = asked(full, question)
    assert statements
    assert statements == asked(bare, question) == asked(full, "quy hoạch vùng trời")
