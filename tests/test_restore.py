"""The repair of Vietnamese ruined by OCR in the wrong language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.restore import Restorer, looks_damaged
from corpus.restore.channel import Channel, align, learn
from corpus.restore.lexicon import is_syllable, usual_tone
from corpus.restore.protect import pieces
from corpus.values import Aligned

FIGURE = re.compile(r"(?<!\S)\(?\d[\d.,/]*%?(?!\S)")

# Lines of our own, spoiled by hand the way an English OCR spoils them: reading <- observed.
REPAIRS = {
    "Thu hút vốn đầu tư trực tiếp nước ngoài đạt 512,5 triệu USD": (
        "Thu hit vén dau tu truc tiép nudc ngoai dat 512,5 tridu USD",
        "Thu htt v6n dAu tu tryc tiép nuéc ngoai d4t 512,5 triéu USD",
    ),
    "bằng 118% so với cùng kỳ năm trước": ("bing 118% so voi cling ky nim trudc", "bang 118% so v6i cing ky nam truéc"),
    "tổng vốn đầu tư 9.640 tỷ đồng": ("tdng vén dau tu 9.640 ty ddng", "t6ng von déu tu 9.640 ty dong"),
    "cấp mới 31 dự án, điều chỉnh tăng vốn 12 dự án": ("cip mdi 31 dy 4n, diéu chinh ting vén 12 du an",),
    "Căn cứ chức năng, nhiệm vụ được giao": ("Can ctr chirc nang, nhiém vu dugc giao",),
    "ỦY BAN NHÂN DÂN TỈNH": ("UY BAN NHAN DAN TINH",),
}

DAMAGED = (
    "Tdng sé lao déng dang lam viéc tai céc khu céng nghiép 1a 86.400 ngudi, ting so v6i cing ky nim tru6c",
    "Cong tac bdi thuong, hé tro va tai dinh cu con gip nhiéu khé khin do gid dat va ngudn gde dat dai",
    "tong san pham tren dia ban uoc dat tang cao hon muc binh quan chung cua ca nuoc " * 12,
)
SOUND = (
    "Tổng số lao động đang làm việc tại các khu công nghiệp là 86.400 người, tăng so với cùng kỳ năm trước",
    "#### 6. Phòng Quản lý tài nguyên và môi trường",
    "Công tác xã hội, dân vận và tôn giáo các xã vùng cao",
    "The authority reported that foreign investment reached 512.5 million dollars in the first six months",
    "Le préfet a présenté hier la stratégie régionale: création d'activités économiques et développement",
    "tong san pham tren dia ban uoc dat tang cao hon muc binh quan chung cua ca nuoc",
    "FDI 6 thang dat bao nhieu",
    "1.234 5.678 9,1% 12/2023",
    "",
)


@pytest.fixture(scope="module")
def restorer() -> Restorer:
    """One restorer with nothing but what is shipped."""
    return Restorer()


@pytest.mark.parametrize(("reading", "observed"), [(r, o) for r, row in REPAIRS.items() for o in row])
def test_reads_what_was_printed(restorer: Restorer, reading: str, observed: str) -> None:
    """Spoiled phrases of every report come out as they were printed."""
    assert restorer.restore(observed).reading.text == reading


@pytest.mark.parametrize("text", DAMAGED)
def test_damage_is_seen(text: str) -> None:
    """OCR noise, and a long text without any diacritics, are damage."""
    assert looks_damaged(text)


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_left_alone(text: str) -> None:
    """Clean Vietnamese, other languages and short notes without diacritics are no damage."""
    assert not looks_damaged(text)


def _check_alignment(reading: Aligned, original: str) -> None:
    at = behind = 0
    for text_start, text_end, start, end in reading.segments:
        assert text_start == at < text_end
        assert behind == start < end <= len(original)
        at, behind = text_end, end
    assert at == len(reading.text)
    assert behind == len(original)


NOISE = st.text(alphabet="aduonthgciéêđơ4681& .,;:()’?*%-/\n\t", max_size=60)
AMOUNTS = st.from_regex(r"\(?[1-9][0-9]{0,2}(\.[0-9]{3}){0,2}(,[0-9]{1,2})?%?", fullmatch=True)


@settings(max_examples=25, deadline=None)
@given(text=NOISE)
def test_every_character_has_its_original(restorer: Restorer, text: str) -> None:
    """Segments follow one another, cover reading and original, and every place of the reading can be located."""
    restored = restorer.restore(text)
    _check_alignment(restored.reading, text)
    assert restored.reading.text.count("\n") == text.count("\n")
    for start, end in restored.uncertain:
        a, b = restored.reading.locate(start, end)
        assert 0 <= a < b <= len(text)


@settings(max_examples=25, deadline=None)
@given(amounts=st.lists(AMOUNTS, min_size=1, max_size=4))
def test_figures_are_never_altered(restorer: Restorer, amounts: list[str]) -> None:
    """Whatever stands around them, figures stay as observed."""
    text = "vén dau tu " + " ty ddng, dat ".join(amounts) + " so v6i"
    assert FIGURE.findall(restorer.restore(text).reading.text) == FIGURE.findall(text)


@pytest.mark.parametrize(
    "token",
    [
        "01/NQ-CP",
        "4418/QD-UBND",
        "30/6/2024",
        "3.466",
        "(2",
        "14",
        "37.000m2",
        "5,2%",
        "C12",
        "7T",
        "III",
        "KCN",
        "FDI",
    ],
)
def test_numbers_and_signs_stay(restorer: Restorer, token: str) -> None:
    """Document numbers, dates, amounts with unit, identifiers and abbreviations are not repaired."""
    assert token in restorer.restore(f"theo ké hoach {token} ctia tinh").reading.text.split()


def test_note_marks_stay_in_place(restorer: Restorer) -> None:
    """What is left of footnote marks keeps its own character after its word, for those who bind notes."""
    reading = restorer.restore("bang 106% cing ky nim trudc?, dat 33% so v6i ké hoach’.").reading
    assert reading.text == "bằng 106% cùng kỳ năm trước?, đạt 33% so với kế hoạch’."
    at = reading.text.index("?")
    assert reading.locate(at, at + 1) == (27, 28)


@pytest.mark.parametrize("text", ["ké hoach 14 2 ty USD", "dat (2 560 triéu ddng)"])
def test_two_figures_side_by_side_are_doubtful(restorer: Restorer, text: str) -> None:
    """A figure right before another may be a misread word or half a figure: kept, but marked."""
    restored = restorer.restore(text)
    marked = {restored.reading.text[a:b] for a, b in restored.uncertain}
    assert marked & {"14", "(2", "2"}


def test_same_input_same_output(restorer: Restorer) -> None:
    """A restorer remembers nothing of earlier texts, and a new one reads the same."""
    text = "Céng tac xtic tién dau tu dugc déi méi ca vé ndi dung va hinh thtrc\n\nDoanh thu wéc dat 84.500 ty déng"
    assert restorer.restore(text) == restorer.restore(text) == Restorer().restore(text)


def test_lines_stay_lines(restorer: Restorer) -> None:
    """Line by line in, as many lines out, blank ones too."""
    lines = ["Téng von dau tu", "", "  tai cdc KCN"]
    assert restorer.restore_lines(lines) == ["Tổng vốn đầu tư", "", "  tại các KCN"]
    assert restorer.restore_lines([]) == []


def test_clean_texts_teach_words() -> None:
    """Names of the office's own documents are read where the shipped model knows none."""
    clean = ["Ban Quản lý Khu kinh tế Đông Hồng Lĩnh báo cáo."] * 3
    assert "Đông Hồng Lĩnh" in Restorer(clean).restore("Ban Quan Iy Khu kinh té Dong Héng Linh bao cdo").reading.text


def test_channel_learns_from_pairs() -> None:
    """Letters are aligned with what became of them, also where one letter became two."""
    channel = learn([("thư", "thur"), ("tư", "tur"), ("thu", "thu"), ("lư", "lur")])
    assert align(channel, "cư", "cur") == ["c", "ur"]
    assert align(Channel({}), "a", "abcd") is None


@pytest.mark.parametrize(("word", "expected"), [("hoà", "hòa"), ("thuỷ", "thủy"), ("của", "của"), ("quỹ", "quỹ")])
def test_tone_stands_where_offices_write_it(word: str, expected: str) -> None:
    """Two spellings of a syllable become the usual one."""
    assert usual_tone(word) == expected
    assert is_syllable(expected)


def test_pieces_cover_all_but_spaces() -> None:
    """No character of a line is lost when it is cut into pieces."""
    line = "- Dy 4n (2 560 tridu ddng), 01/CT-UBND: KCN,KKT “moi” té-xa 14%."
    assert "".join(line[p.start : p.end] for p in pieces(line)) == line.replace(" ", "")
