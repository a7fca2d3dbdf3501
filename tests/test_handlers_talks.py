"""Whole conversations over the sample corpus and two invented authorities, and what holds for every reply."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handlers.understand import MAX_QUESTION, understand
from tests.asking import LONGEST_REPLY, Office, check
from tests.examples import asked_talks
from tests.examples.asked_documents import DOCUMENTS
from tests.examples.asked_talks import Talk

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
WORDS = (
    "fdi ddi doanh thu xuất khẩu nhap khau lao động kế hoạch 6 tháng quý năm 2023 2024 bao nhiêu % triệu usd tỷ đồng "
    "còn thế cả so với cùng kỳ nguồn đâu ai chủ trì phòng nào 254 6037 hay và sao tóm tắt cao nhất thiếu chiếm 3.466 ?"
).split()
LOCAL = (
    "thu chi ngân sách đàn lợn bò xã hộ nghèo Đông Tây Khê Vạn Lộc cầu Bến Đá khởi công bác sĩ khám bệnh lao động "
    "việc làm kế hoạch 6 tháng quý I năm 2024 2025 bao nhiêu mấy % còn thiếu chiếm so sánh với cùng kỳ nhiều nhất ai "
    "chủ trì hạn khi nào nguồn đâu ? , 560 575 212 07 tóm tắt dự kiến cả đạt được tỷ đồng"
).split()
QUESTIONS = st.one_of(
    st.text(max_size=200),
    st.text(f"{LETTERS}{LETTERS.upper()} 0123456789.,%?/-", max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
)
SINGLE = [t.turns[0] for t in asked_talks.SAMPLES if not t.bug and len(t.turns) == 1][::2]
ANY_TEXT = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="session")
def sample_office(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with the sample corpus."""
    office = Office([samples], tmp_path_factory.mktemp("mau") / "kho.db")
    yield office
    office.close()


@pytest.fixture(scope="session")
def invented_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with the documents of an invented district and department, one of them a damaged scan."""
    folder = tmp_path_factory.mktemp("huyen")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    office = Office([folder], folder / "kho.db")
    yield office
    office.close()


def expected(bug: str) -> list[pytest.MarkDecorator]:
    """The mark of what is known to be wrong."""
    return [pytest.mark.xfail(strict=True, reason=bug)] if bug else []


def rows(talks: Sequence[Talk]) -> list[object]:
    """The conversations as parameters; one with a bug is expected to fail."""
    return [pytest.param(talk, id=" > ".join(t[:40] for t in talk.turns), marks=expected(talk.bug)) for talk in talks]


def absences(table: Sequence[tuple[str, str, str]]) -> list[object]:
    """Questions without an answer as parameters."""
    return [
        pytest.param(
            question, id=f"{why}: {question}", marks=[pytest.mark.xfail(strict=True, reason=bug)] if bug else []
        )
        for question, why, bug in table
    ]


def judge(office: Office, talk: Talk) -> None:
    """The last reply of a conversation brings what it must."""
    answer = office.ask(*talk.turns)
    check(office, talk.turns[-1], answer)
    assert answer.status == talk.status, answer.text
    assert [x for x in talk.head if x not in answer.headline] == [], answer.headline
    assert [x for x in talk.text if x not in answer.text] == [], answer.text
    assert [x for x in talk.absent if x in answer.text] == [], answer.text
    assert [x for x in talk.quote if not any(x in c.quote for c in answer.citations)] == [], answer.citations


@pytest.mark.parametrize("talk", rows(asked_talks.SAMPLES))
def test_conversations_over_the_samples(sample_office: Office, talk: Talk) -> None:
    """Every intent, follow-up and way of typing on the documents that come with the program."""
    judge(sample_office, talk)


@pytest.mark.parametrize("talk", rows(asked_talks.INVENTED))
def test_conversations_over_other_authorities(invented_office: Office, talk: Talk) -> None:
    """The same rules answer for a district and a department nobody wrote rules for."""
    judge(invented_office, talk)


@pytest.mark.parametrize("question", absences(asked_talks.ABSENT_FROM_SAMPLES))
def test_what_the_samples_do_not_say_is_not_found(sample_office: Office, question: str) -> None:
    """Unknown indicators, periods, places, names and contacts: no figure, no near miss."""
    answer = sample_office.ask(question)
    assert answer.status == "not_found", answer.text
    check(sample_office, question, answer)


@pytest.mark.parametrize("question", absences(asked_talks.ABSENT_FROM_INVENTED))
def test_what_another_authority_does_not_say_is_not_found(invented_office: Office, question: str) -> None:
    """A quarter nobody printed is not the half-year, a neighbour's figure is not ours."""
    answer = invented_office.ask(question)
    assert answer.status == "not_found", answer.text
    check(invented_office, question, answer)


@pytest.mark.parametrize("question", asked_talks.UNCLEAR)
def test_too_little_is_asked_back(sample_office: Office, question: str) -> None:
    """Nothing to go by: the person is asked what is meant, and no figure is given."""
    answer = sample_office.ask(question)
    assert answer.status == "ambiguous"
    assert answer.citations == ()
    check(sample_office, question, answer)


@pytest.mark.parametrize("greeting", asked_talks.GREETINGS)
def test_a_greeting_is_returned(sample_office: Office, greeting: str) -> None:
    """A greeting gets a greeting that shows how to ask."""
    answer = sample_office.ask(greeting)
    assert answer.status == "partial"
    assert "ví dụ" in answer.text


@pytest.mark.parametrize("text", asked_talks.HOSTILE, ids=map(str, range(len(asked_talks.HOSTILE))))
def test_bad_input_is_borne(sample_office: Office, text: str) -> None:
    """Markup, code, templates, control characters and 10.000 letters get a reply like any other."""
    answer = sample_office.ask(text)
    check(sample_office, text, answer)
    assert "<script>" not in answer.text


@pytest.mark.parametrize("talk", [t for t in asked_talks.SAMPLES if not t.bug and len(t.turns) > 2], ids=str)
def test_chats_do_not_mix(sample_office: Office, talk: Talk) -> None:
    """Another person's talk between two turns changes nothing."""
    assistant = sample_office.assistant
    alone = sample_office.ask(*talk.turns)
    for turn in talk.turns[:-1]:
        assistant.reply("người-một", turn)
        assistant.reply("người-hai", "doanh thu 6 tháng")
    assert assistant.reply("người-một", talk.turns[-1]).model_dump() == alone.model_dump()


def test_a_follow_up_without_a_talk_before_it_is_no_guess(sample_office: Office) -> None:
    """ "nguồn đâu" as the first message has no source to give."""
    assert sample_office.ask("nguồn đâu").citations == ()


def test_the_same_question_gives_the_same_reply(sample_office: Office) -> None:
    """Twice in one assistant, and in an assistant that has just begun."""
    from handlers.ask import Assistant

    fresh = Assistant(sample_office.store, clock=lambda: sample_office.assistant.knowledge().today)
    for talk in asked_talks.SAMPLES[::3]:
        first = sample_office.ask(talk.turns[-1])
        assert sample_office.ask(talk.turns[-1]).model_dump() == first.model_dump()
        assert fresh.reply(f"mới-{talk.turns[-1][:20]}", talk.turns[-1]).model_dump() == first.model_dump()


_DUMP = """
import json, sys
from datetime import date
from pathlib import Path
from handlers.ask import Assistant
from index import Store
with Store.open(Path(sys.argv[1])) as store:
    assistant = Assistant(store, clock=lambda: date(2025, 7, 1))
    for number, question in enumerate(json.loads(sys.stdin.read())):
        print(assistant.reply(f"hash-{number}", question).model_dump_json())
        store.save_chat_state(f"hash-{number}", None)
"""


def test_replies_do_not_hang_on_the_hash_seed(samples: Path, tmp_path: Path) -> None:
    """Two processes with different hash seeds give the same bytes: no answer follows the order of a set."""
    office = Office([samples], tmp_path / "kho.db")
    office.close()
    questions = json.dumps(
        [t.turns[-1] for t in asked_talks.SAMPLES] + [q for q, *_ in asked_talks.ABSENT_FROM_SAMPLES]
    )
    replies = []
    for seed in ("0", "4242"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        run = subprocess.run(
            [sys.executable, "-c", _DUMP, str(tmp_path / "kho.db")],
            input=questions, capture_output=True, text=True, encoding="utf-8", env=env, check=True,
            cwd=Path(__file__).parent.parent,
        )  # fmt: skip
        replies.append(run.stdout.splitlines())
    for a, b in zip(*replies, strict=True):
        assert a == b


def test_nothing_read_is_said(tmp_path: Path) -> None:
    """An office without documents says so, whatever is asked."""
    office = Office([], tmp_path / "rong.db")
    answer = office.ask("fdi 6 thang")
    assert answer.status == "not_found"
    assert "Chưa có văn bản" in answer.text
    assert office.ask("xin chào").status == "partial"
    office.close()


def test_a_new_document_is_known_at_once(tmp_path: Path, small_report: Path) -> None:
    """An assistant that has answered knows what is read afterwards."""
    from bot.intake import ingest

    office = Office([], tmp_path / "kho.db")
    assert office.ask("fdi 6 tháng đầu năm 2024").status == "not_found"
    for _ in ingest([small_report], office.store):
        pass
    answer = office.ask("fdi 6 tháng đầu năm 2024")
    assert "120 triệu USD" in answer.headline
    check(office, "fdi", answer)
    office.close()


def test_the_trace_tells_the_way(sample_office: Office) -> None:
    """`explain` names the expansion, the period, the indicator and the route."""
    told = sample_office.assistant.explain("xk 6t 2023 bn")
    assert "kim ngach xuat khau" in told.lower() or "Kim ngạch xuất khẩu" in told
    assert "2023-S1" in told
    assert "đường: indicator" in told


@ANY_TEXT
@given(QUESTIONS)
@example("a" * 5_000)
@example("\u0301\u0323 fdi")
def test_any_text_is_understood_somehow(sample_office: Office, text: str) -> None:
    """No text breaks understanding, and what is kept of it is bounded."""
    query = understand(text, sample_office.assistant.knowledge())
    assert query.raw == text
    assert len(query.folded) <= 2 * MAX_QUESTION
    assert len(query.folded) == len(query.text)


@ANY_TEXT
@given(st.lists(QUESTIONS, min_size=1, max_size=3))
def test_any_talk_gets_a_sound_reply(sample_office: Office, turns: list[str]) -> None:
    """Whatever is said, in whatever order: a reply, of bounded length, every statement with its source."""
    answer = sample_office.ask(*turns)
    assert len(answer.text) <= LONGEST_REPLY
    check(sample_office, turns[-1], answer)


@ANY_TEXT
@given(st.lists(st.lists(st.sampled_from(LOCAL), max_size=8).map(" ".join), min_size=1, max_size=3))
def test_any_talk_with_another_authority_is_sound(invented_office: Office, turns: list[str]) -> None:
    """The same over tables, footnotes and a damaged scan of other authorities."""
    check(invented_office, turns[-1], invented_office.ask(*turns))


@ANY_TEXT
@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map(" ".join))
def test_spaces_do_not_change_the_reply(sample_office: Office, question: str) -> None:
    """A thumb that hits the space bar thrice is understood as one that hits it once."""
    assert sample_office.ask(f"  {question.replace(' ', '   ')}  ").text == sample_office.ask(question).text


@pytest.mark.parametrize("question", [q for q in SINGLE if not q.startswith("xuaats")])  # Telex is typed in small
def test_capitals_do_not_change_the_reply(sample_office: Office, question: str) -> None:
    """Leaders type in capitals; they get the same figures."""
    assert sample_office.ask(question.upper()).headline == sample_office.ask(question).headline


@pytest.mark.parametrize("question", SINGLE)
def test_diacritics_may_come_apart(sample_office: Office, question: str) -> None:
    """Some keyboards send a letter and its marks one by one (NFD): the reply is the same."""
    assert sample_office.ask(unicodedata.normalize("NFD", question)).text == sample_office.ask(question).text
