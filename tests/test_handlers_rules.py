"""Rules of the answering handlers by example: what is asked, slips, words, credit, periods, units, places."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Measure, Observation, Span
from corpus.text import fold
from handlers.asking import asked_unit, named_intent, wanted
from handlers.evidence import Abbreviations, Evidence, Features, credit
from handlers.facts import alike_units, ends_with, fit, same_value
from handlers.knowledge import place_name
from handlers.spelling import correct, is_syllable, nearest
from handlers.words import Word, group, is_stop, tokens
from tests.examples import asked

PLAIN = st.text("abcdeghiklmnopqrstuvxy 0123456789.,/%-?", max_size=80)
PERIODS = st.sampled_from(
    "2022 2023 2024 2023-S1 2023-S2 2023-Q1 2023-Q4 2023-M01 2023-M06 2023-M12 2023-06-07 2023-M01/2023-M09".split()
)


def observed(
    value: str, unit: str, period: str = "2023", measure: Measure = "actual", multiple: int = 0
) -> Observation:
    """An observation of an invented indicator."""
    span = Span(doc="1/BC-UBND", start=0, end=1, quote="x")
    return Observation(
        doc="1/BC-UBND", indicator="Số cầu", catalogued=False, entity="", time_period=period, measure=measure,
        value=Decimal(value), unit=unit, unit_mult=multiple, span=span, clause=span,
    )  # fmt: skip


@pytest.mark.parametrize(("question", "kinds"), asked.WANTED)
def test_what_a_question_wants(question: str, kinds: tuple[str, ...]) -> None:
    """Each way of asking is told apart, and what only looks like asking asks for nothing."""
    assert wanted(question)[0] == kinds


@pytest.mark.xfail(strict=True, reason="'số máy tính' (computers) is taken for 'số mấy' (which number)")
def test_a_number_of_machines_is_no_number_of_a_document() -> None:
    """ "so may tinh" typed without diacritics asks for no document."""
    assert "which_document" not in wanted("tang bao nhieu so may tinh")[0]


@pytest.mark.parametrize(("question", "intent"), asked.INTENT)
def test_the_intent_said_in_words(question: str, intent: str | None) -> None:
    """An intent is named by its own words; other questions leave it to what they are about."""
    found, rule = named_intent(question)
    assert found == intent
    assert bool(rule) == bool(intent)


@pytest.mark.parametrize(("question", "unit"), asked.UNIT)
def test_the_unit_asked_for(question: str, unit: str) -> None:
    """The counted noun or money unit after "bao nhiêu" is found, the longest that fits."""
    assert asked_unit(question) == unit


@pytest.mark.parametrize(("question", "mended"), asked.SLIPS)
def test_slips_are_mended_and_words_left_alone(question: str, mended: dict[str, str]) -> None:
    """Only what cannot be a syllable is changed, only to a word that documents use."""
    assert correct(question, asked.VOCABULARY) == mended


@pytest.mark.xfail(strict=True, reason="a message of one slipped word is taken for another language")
def test_a_follow_up_of_one_slipped_word_is_mended() -> None:
    """ "thagn 6" after a question is a month."""
    assert correct("thagn 6", asked.VOCABULARY) == {"thagn": "thang"}


def test_the_commonest_of_the_nearest_words_is_taken() -> None:
    """Of two words one slip away a swap wins, then the more frequent; a word seen once is no word to trust."""
    assert nearest("thnag", {"thang": 9, "thanh": 30}) == "thang"
    assert nearest("khaix", {"khai": 1}) is None
    assert nearest("khaix", {"khai": 2}) == "khai"


@pytest.mark.parametrize(("stream", "pairs", "words"), asked.GROUPED)
def test_tokens_become_words(stream: str, pairs: str, words: list[tuple[str, ...]]) -> None:
    """Neighbours that the documents have side by side are one word; function words are none."""
    known = {tuple(p.split()) for p in pairs.split(",") if p}
    assert group(stream.split(), lambda a, b: int((a, b) in known)) == words


@pytest.mark.parametrize(("stream", "pairs", "words"), asked.GROUPED_UNMARKED)
def test_tokens_typed_without_marks(stream: str, pairs: str, words: list[tuple[str, ...]]) -> None:
    """Half of a word of the dictionary is no function word, unless the documents say that it goes with another."""
    known = {tuple(p.split()) for p in pairs.split(",") if p}
    assert group(stream.split(), lambda a, b: int((a, b) in known), unmarked=True) == words


@pytest.mark.parametrize(("question", "words"), asked.NAMED)
def test_a_name_of_two_capitals_is_a_word(question: str, words: list[str]) -> None:
    """It is looked for as typed; in a question all of capitals nothing tells it from a scrap."""
    found = Evidence([], Abbreviations({}), {}).words(question)
    assert [w.text for w in found if w.text not in ("du an", "du", "an")] == words


@pytest.mark.parametrize(("token", "typed", "stop"), asked.STOPS)
def test_diacritics_tell_function_words(token: str, typed: str | None, stop: bool) -> None:
    """ "của" says nothing, "cửa" is a door: as typed decides, where it was typed with diacritics."""
    assert is_stop(token, typed) is stop


@pytest.mark.parametrize(("word", "text", "expected"), asked.CREDITS)
def test_how_far_a_text_holds_a_word(word: tuple[str, ...], text: str, expected: float) -> None:
    """A word whole, its syllables apart, one of them, none."""
    evidence = Evidence([], Abbreviations({"khu cong nghiep": "kcn"}), {})
    assert credit(word, evidence.features(text)) == expected


def test_an_abbreviation_is_credited_when_spelled_out() -> None:
    """ "xtđt" asked is found in "xúc tiến đầu tư", a little less than itself."""
    evidence = Evidence([], Abbreviations({"xuc tien dau tu": "xtdt"}), {})
    spelled = Features(frozenset("xuc tien dau tu".split()), frozenset())
    assert 0 < evidence.credit(Word(("xtdt",), 1.0), spelled) < 1
    assert evidence.credit(Word(("xtdt",), 1.0), evidence.features("Trung tâm Xúc tiến đầu tư")) == 1.0


def test_a_name_after_another_kind_of_place_counts_less() -> None:
    """ "KCN Tràng Cát" is not answered by "phường Tràng Cát"."""
    evidence = Evidence([], Abbreviations({}), {})
    word = Word(("trang", "cat"), 1.0, kind="kcn")
    assert evidence.credit(word, evidence.features("KCN Nam Tràng Cát")) == 1.0
    assert evidence.credit(word, evidence.features("phường Tràng Cát")) < 0.5


def test_a_word_nobody_printed_weighs_most() -> None:
    """A foreign word is the sign that the documents cannot answer."""
    evidence = Evidence([], Abbreviations({}), {"1/BC-UBND": "báo cáo doanh thu"})
    assert evidence.weight(("blockchain",)) > evidence.weight(("doanh", "thu"))
    assert evidence.unknown(Word(("blockchain",), 1.0))
    assert not evidence.unknown(Word(("doanh", "thu"), 1.0))


@pytest.mark.parametrize(("have", "want", "expected"), asked.FITS)
def test_how_a_period_answers_for_another(have: str, want: str, expected: int) -> None:
    """The same stretch however it is written; a state at its end; nothing else."""
    assert fit(have, want) == expected


@pytest.mark.parametrize(("unit", "period", "measure", "month", "expected"), asked.ENDS)
def test_a_stock_answers_for_the_month_it_was_counted_in(
    unit: str, period: str, measure: Measure, month: str, expected: int
) -> None:
    """People at the end of six months are those of June; money that flowed in six months is not."""
    assert ends_with(observed("5", unit, period, measure), month) == expected


@pytest.mark.parametrize(("a", "b", "alike"), asked.UNITS_ALIKE)
def test_units_that_count_the_same(a: str, b: str, alike: bool) -> None:
    """People under any name, a noun with its attribute; money of another country is another unit."""
    assert alike_units(a, b) is alike
    assert alike_units(b, a) is alike


def test_a_figure_is_the_same_in_any_scale() -> None:
    """2 tỷ USD are 2.000 triệu USD, and not 2.000 triệu đồng."""
    billion, million = observed("2", "tỷ USD"), observed("2000", "triệu USD")
    assert same_value(billion, million)
    assert not same_value(billion, observed("2000", "triệu đồng"))


@pytest.mark.parametrize(("entity", "place"), asked.PLACES)
def test_an_authority_stands_for_its_place(entity: str, place: str) -> None:
    """Kinds of authority and place are taken off, however many stand before the name."""
    assert place_name(entity) == place


@given(PLAIN)
def test_rules_bear_any_question(question: str) -> None:
    """No question of any letters breaks a rule; a rule that fires has a name."""
    kinds, rules = wanted(question)
    assert len(kinds) == len(rules) == len(set(kinds))
    named_intent(question)
    assert asked_unit(question) == "" or asked_unit(question) in question


@given(PLAIN)
def test_mending_never_touches_a_syllable_or_a_known_word(question: str) -> None:
    """What is mended was no syllable, and what it became is a word of the documents."""
    for slip, word in correct(question, asked.VOCABULARY).items():
        assert slip in question
        assert not is_syllable(slip)
        assert slip not in asked.VOCABULARY
        assert word in asked.VOCABULARY


@given(st.lists(st.sampled_from("du an nghiem thu fdi ngan sach giai phong 2023 cua".split()), max_size=12))
def test_every_token_is_in_one_word_at_most(stream: list[str]) -> None:
    """Words are made of the question's own tokens, each used once."""
    words = group(stream, lambda a, b: int((a, b) in {("du", "an"), ("ngan", "sach"), ("nghiem", "thu")}))
    used = [t for word in words for t in word]
    assert all(used.count(t) <= stream.count(t) for t in used)


@given(PERIODS, PERIODS)
def test_a_period_fits_itself_best(have: str, want: str) -> None:
    """3 for itself, and 3 both ways or neither."""
    assert fit(have, have) == 3
    assert (fit(have, want) == 3) == (fit(want, have) == 3)


@given(st.text(max_size=60))
def test_tokens_come_from_the_text(text: str) -> None:
    """Any text has tokens of its own letters only."""
    folded = fold(text)
    assert all(token in folded for token in tokens(folded))


@given(st.text(max_size=40))
def test_a_place_name_is_its_own_place(entity: str) -> None:
    """Taking the kinds off twice takes off nothing more."""
    assert place_name(place_name(entity)) == place_name(entity)
