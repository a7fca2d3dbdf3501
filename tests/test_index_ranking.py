"""Tokens, BM25 against rank-bm25 itself, and passages found by questions."""

from __future__ import annotations

import string

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

import index
from corpus.text import fold, nfc
from index import PassageIndex
from index.question import read_question
from index.ranking import PostingsBM25, Stream, best, floored_okapi, idf_lucene
from index.tokens import TokenText, atoms, parts, plain, segment, spelled, token_text

words = st.text(alphabet="abcđ", min_size=1, max_size=2)
collections = st.lists(st.lists(words, min_size=1, max_size=12), min_size=1, max_size=12)
vietnamese = st.text(alphabet=string.printable + "đâăêôơưáàảãạếịọụỹĐẤ₫–“”😀", max_size=80)

TOKENS = {
    "thu_hút vốn đạt 45,2% kế_hoạch": ["Thu hút vốn đạt 45,2 % kế hoạch.", "THU HÚT vốn, đạt 45,2% kế hoạch"],
    "số 77/qđ-sxd ngày 3/9/2031": ["số 77/QĐ-SXD ngày 03/9/2031", "Số: 77/QĐ-SXD, ngày 3/09/2031"],
    "kĩ_thuật hoá_học": ["kỹ thuật hóa học", "kĩ thuật hoá học"],
    "1.250,5 ha": ["1.250,5 ha"],
    "": ["", " \n", "…!?", "😀"],
}


@pytest.mark.parametrize(("line", "text"), [(line, text) for line, texts in TOKENS.items() for text in texts])
def test_spellings_of_one_text_are_one_token_line(line: str, text: str) -> None:
    """Case, old and new orthography, spaces and leading zeros do not matter; figures and numbers stay whole."""
    assert segment(text) == line


@given(vietnamese)
@example("ọà ọẤ")
def test_tokens_keep_their_places(text: str) -> None:
    """Each token's offsets hold the token as printed; segmenting never loses one."""
    text = nfc(text)
    for token, start, end in atoms(text):
        assert spelled(text[start:end]) == token
    assert segment(text).replace("_", " ").split() == plain(text).replace("_", " ").split()


def test_parts_make_a_number_findable_by_its_pieces() -> None:
    """A document number is found by number or notation, a percentage without its sign."""
    assert parts("77/qđ-sxd") == ("77", "qđ", "sxd")
    assert parts("45,2%") == ("45,2",)
    assert parts("vốn") == ()


def test_zones_come_back_from_the_stored_line() -> None:
    """A short first line is the lead; what is stored is what was."""
    tokens = token_text("Điều 9. Nuôi trồng\nNuôi cá lồng bè.", "Chương IV")
    assert tokens == TokenText("chương iv", "điều 9 nuôi_trồng", "nuôi cá lồng_bè")
    assert TokenText.parse(str(tokens)) == tokens
    assert TokenText.parse("nuôi cá") == TokenText("", "", "nuôi cá")


@given(collections, st.lists(words, max_size=5))
def test_scores_equal_those_of_rank_bm25(texts: list[list[str]], query: list[str]) -> None:
    """With its idf, the sum over postings is rank-bm25's own sum over documents."""
    stream, numbers = Stream.of(texts)
    ours = PostingsBM25(stream, k1=1.5, b=0.75, idf=floored_okapi)
    theirs = BM25Okapi(texts, k1=1.5, b=0.75)
    known = [numbers[word] for word in query if word in numbers]
    np.testing.assert_allclose(ours.get_scores(known), theirs.get_scores(query), rtol=1e-5, atol=1e-6)
    some = [0, len(texts) - 1]
    np.testing.assert_allclose(
        ours.get_batch_scores(known, some), theirs.get_batch_scores(query, some), rtol=1e-5, atol=1e-6
    )


@given(collections)
def test_every_document_with_the_term_scores_and_no_other(texts: list[list[str]]) -> None:
    """The traps: a term in half of the documents still counts, a document without it never does."""
    stream, numbers = Stream.of(texts)
    engine = PostingsBM25(stream)
    for word, number in numbers.items():
        assert [score > 0 for score in engine.get_scores([number])] == [word in text for text in texts]


def test_a_term_in_half_of_the_documents() -> None:
    """rank-bm25 gives it nothing, here it is worth ln 2."""
    texts = [["vốn"], ["vốn"], ["rừng"], ["cá"]]
    assert BM25Okapi(texts).get_scores(["vốn"]).tolist() == [0.0] * 4
    stream, numbers = Stream.of(texts)
    assert PostingsBM25(stream).get_scores([numbers["vốn"]]).round(3).tolist() == [0.693, 0.693, 0.0, 0.0]
    assert idf_lucene(4, np.array([2.0])).round(3).tolist() == [0.693]


@given(st.lists(st.integers(0, 4).map(float), max_size=30), st.integers(1, 10))
def test_the_best_are_in_order_and_stable(scores: list[float], limit: int) -> None:
    """Highest first, ties as they came, zeros never."""
    expected = sorted((i for i, s in enumerate(scores) if s > 0), key=lambda i: -scores[i])[:limit]
    assert best(np.array(scores), limit) == expected


PASSAGES = {
    "hồ": "Nạo vét hồ chứa Suối Vàng đạt 62,5% khối lượng, hoàn thành trong tháng 9.",
    "chợ": "Xây dựng chợ trung tâm xã: giải ngân 7,8 tỷ đồng.",
    "cá": "Sản lượng cá tra đạt 15.400 tấn, tăng 3% so với cùng kỳ.",
    "họp": "Tổ chức họp giao ban với doanh nghiệp, hội nghị đối thoại.",
    "số": "Thực hiện Kế hoạch số 88/KH-PNN của Phòng Nông nghiệp.",
}

FOUND = {
    "hồ": ["nạo vét hồ chứa", "nao vet ho chua", "hồ Suối Vàng đạt bao nhiêu %", "62,5"],
    "chợ": ["chợ trung tâm xã giải ngân bao nhiêu?", "cho trung tam xa", "7,8 tỷ", "<b>chợ</b> xã"],
    "cá": ["em ơi sản lượng cá tra là bao nhiêu ạ", "san luong ca tra la bao nhieu", "15.400 tấn"],
    "họp": ["doanh nghiệp", "hoi nghi doi thoai"],
    "số": ["88/KH-PNN", "ke hoach so 88", "kế hoạch của phòng nông nghiệp"],
}


@pytest.fixture(scope="module")
def passages() -> PassageIndex[str]:
    return PassageIndex.from_texts(PASSAGES)


@pytest.mark.parametrize(("key", "question"), [(k, q) for k, questions in FOUND.items() for q in questions])
def test_a_question_finds_its_passage(passages: PassageIndex[str], key: str, question: str) -> None:
    """With or without diacritics, chatty or by a figure or a number alone."""
    assert passages.search(question)[0].passage_id == key


@pytest.mark.parametrize(
    "question", ["", "   ", "😀", "bao nhiêu", "'; DROP TABLE passages; --", "tennis", "?" * 10_000]
)
def test_a_question_without_a_common_token_finds_nothing(passages: PassageIndex[str], question: str) -> None:
    """No passage is better than a wrong one."""
    assert passages.search(question) == []


def test_coverage_is_the_share_of_the_question(passages: PassageIndex[str]) -> None:
    """All of it is 1; words with other marks count half; asking words do not count."""
    assert passages.search("sản lượng cá tra là bao nhiêu ạ?")[0].coverage == 1.0
    assert passages.search("san luong ca tra")[0].coverage == 1.0
    assert 0 < passages.search("sản lượng tôm hùm xuất khẩu")[0].coverage < 0.5
    assert passages.search("trá")[0].coverage == 0.5


def test_search_among_some_and_limits(passages: PassageIndex[str]) -> None:
    """`among` keeps the order and leaves out the others; `limit` cuts."""
    everything = [hit.passage_id for hit in passages.search("đạt kế hoạch tháng", limit=10)]
    assert len(everything) > 1
    assert [hit.passage_id for hit in passages.search("đạt kế hoạch tháng", limit=1)] == everything[:1]
    among = [hit.passage_id for hit in passages.search("đạt kế hoạch tháng", among=[everything[-1], "không có"])]
    assert among == everything[-1:]
    assert passages.search("đạt", among=[]) == []


def test_an_empty_index_answers_nothing() -> None:
    """rank-bm25 divides by zero here."""
    assert PassageIndex.from_texts({}).search("vốn") == []
    assert PassageIndex.from_texts({1: "", 2: "…"}).search("vốn") == []
    assert len(PassageIndex.from_texts({})) == 0


@given(st.dictionaries(st.integers(), vietnamese, max_size=6), vietnamese)
def test_any_text_and_question_are_taken(texts: dict[int, str], question: str) -> None:
    """Scores fall, coverage is a share, nothing is found twice."""
    hits = PassageIndex.from_texts(texts).search(question)
    assert len({hit.passage_id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.coverage <= 1.000001 for hit in hits)


@given(st.sampled_from(sorted({q for questions in FOUND.values() for q in questions})))
def test_folding_a_question_keeps_what_it_finds(question: str) -> None:
    """What is found with diacritics is also found without them."""
    index_of = PassageIndex.from_texts(PASSAGES)
    accented = {hit.passage_id for hit in index_of.search(question)}
    folded = {hit.passage_id for hit in index_of.search(fold(question))}
    assert accented <= folded


def test_a_page_as_a_question_is_cut() -> None:
    """Ten thousand characters are a question too, found by its beginning."""
    question = read_question("cá tra " * 1_500)
    assert len(question.tokens) == 128


def test_the_public_names_of_the_room_are_complete() -> None:
    """Everything in `__all__` is there, in order, and documented."""
    assert index.__all__ == sorted(index.__all__)
    assert all(getattr(index, name).__doc__ for name in index.__all__)
