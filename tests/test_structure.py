"""Structure of documents: header, sections, footnotes, foot, on invented documents of several authorities."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.models import Document
from corpus.structure import parse_document
from corpus.text import fold
from corpus.values import Aligned


def parse(text: str, reading: Aligned | None = None) -> Document:
    """The document of an invented text."""
    return parse_document(text, source_file="thu.txt", sha256="0", reading=reading)


def outline(document: Document, *kinds: str) -> list[str]:
    """Lines `kind path: text` of the paragraphs of these kinds (all but header lines when none is named)."""
    out = []
    for p in document.paragraphs:
        if (p.kind in kinds) if kinds else p.kind != "header":
            path = "/".join(s.label or s.title for s in p.section)
            out.append(f"{p.kind} {path}: {p.text}")
    return out


DISTRICT = """UBND TỈNH BẮC SƠN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG          Độc lập - Tự do - Hạnh phúc
Số: 318/BC-SNNMT          Bắc Sơn, ngày 04 tháng 10 năm 2025

BÁO CÁO
Kết quả sản xuất nông nghiệp 9 tháng năm 2025
và nhiệm vụ quý IV năm 2025

Kính gửi:
- Bộ Nông nghiệp và Môi trường;
- UBND tỉnh Bắc Sơn.

Thực hiện Kế hoạch số 12/KH-UBND, Sở Nông nghiệp và Môi trường báo cáo như sau:

A. KẾT QUẢ THỰC HIỆN
I. Trồng trọt
1. Cây hằng năm: Diện tích gieo trồng đạt 41.200 ha(1), bằng 98% kế hoạch.
a) Lúa
- Diện tích 30.100 ha;
- Năng suất bình quân 58,2 tạ/ha.
(1) Trong đó vụ xuân 20.050 ha.
b) Ngô
Diện tích ngô còn thấp do hạn hán.
II. Chăn nuôi
Tổng đàn lợn 210.000 con.
B. NHIỆM VỤ QUÝ IV
1. Tiếp tục phòng, chống dịch bệnh.

Nơi nhận:                    GIÁM ĐỐC
- Như trên;
- Lưu: VT, KHTC.
                              Hoàng Thị Mai
"""


def test_header_of_a_department_in_two_columns() -> None:
    """Letterhead in two columns, title over two lines, addressees as a list, signature beside the recipients."""
    d = parse(DISTRICT)
    assert (d.code_number, d.code_notation, d.doc_key) == ("318", "BC-SNNMT", "318/BC-SNNMT")
    assert (d.type_name, d.place, d.issued_date) == ("Báo cáo", "Bắc Sơn", "2025-10-04")
    assert d.subject == "Kết quả sản xuất nông nghiệp 9 tháng năm 2025 và nhiệm vụ quý IV năm 2025"
    assert d.organ_name == "Sở Nông nghiệp và Môi trường"
    assert d.addressees == ("Bộ Nông nghiệp và Môi trường", "UBND tỉnh Bắc Sơn")
    assert d.reporting_period == "2025-M01/2025-M09"
    assert d.recipients == ("Như trên", "Lưu: VT, KHTC")
    assert (d.signer.position, d.signer.full_name) == ("GIÁM ĐỐC", "Hoàng Thị Mai")
    assert set(d.confidence) >= {"code_number", "subject", "organ_name", "recipients", "signer", "reporting_period"}


def test_sections_items_and_round_footnotes_of_a_report_without_blank_lines() -> None:
    """A., I., 1., a), - in plain lines; "(1)" hung on a word is a footnote mark, not an item."""
    d = parse(DISTRICT)
    lines = outline(d, "heading", "item", "text", "note")
    assert lines[1:] == [
        "heading A: KẾT QUẢ THỰC HIỆN",
        "heading A/I: Trồng trọt",
        "item A/I/1: Cây hằng năm: Diện tích gieo trồng đạt 41.200 ha, bằng 98% kế hoạch.",
        "heading A/I/1/a): Lúa",
        "item A/I/1/a): Diện tích 30.100 ha;",
        "item A/I/1/a): Năng suất bình quân 58,2 tạ/ha.",
        "note A/I/1/a): Trong đó vụ xuân 20.050 ha.",
        "heading A/I/1/b): Ngô",
        "text A/I/1/b): Diện tích ngô còn thấp do hạn hán.",
        "heading A/II: Chăn nuôi",
        "text A/II: Tổng đàn lợn 210.000 con.",
        "heading B: NHIỆM VỤ QUÝ IV",
        "item B/1: Tiếp tục phòng, chống dịch bệnh.",
    ]
    noted = next(p for p in d.paragraphs if p.notes)
    assert noted.text[: noted.notes[0].at].endswith("41.200 ha")
    assert d.paragraphs[noted.notes[0].note].text == "Trong đó vụ xuân 20.050 ha."
    assert [s.title for s in next(p for p in d.paragraphs if p.text == "Lúa").section][2] == "Cây hằng năm"


DECISION = """ỦY BAN NHÂN DÂN
HUYỆN HỒNG LAM

Số:      /QĐ-UBND

CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc

Hồng Lam, ngày      tháng 3 năm 2024

# QUYẾT ĐỊNH

**Về việc giao chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm 2024**

CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN HỒNG LAM

Căn cứ Luật Tổ chức chính quyền địa phương;

**Điều 1.** Giao chỉ tiêu kế hoạch năm 2024 cho các xã, thị trấn như sau:

1. Thu ngân sách trên địa bàn: 85 tỷ đồng.

2. Giảm nghèo: 120 hộ.

**Điều 2.** Quyết định này có hiệu lực kể từ ngày ký.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

(Đã ký)

Lê Văn Hùng
"""


def test_decision_without_number_or_day() -> None:
    """What is left open in the head is empty; articles are sections; a signature stands without Nơi nhận."""
    d = parse(DECISION)
    assert (d.code_number, d.code_notation, d.doc_key) == ("", "QĐ-UBND", "thu")
    assert (d.type_name, d.place, d.issued_date) == ("Quyết định", "Hồng Lam", "")
    assert d.reporting_period == "2024"
    assert d.organ_name == "ỦY BAN NHÂN DÂN HUYỆN HỒNG LAM"
    assert (d.signer.position, d.signer.full_name) == ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Lê Văn Hùng")
    body = [x for x in outline(d, "item", "heading") if "Điều" in x]
    assert body == [
        "heading Điều 1: Giao chỉ tiêu kế hoạch năm 2024 cho các xã, thị trấn như sau:",
        "item Điều 1/1: Thu ngân sách trên địa bàn: 85 tỷ đồng.",
        "item Điều 1/2: Giảm nghèo: 120 hộ.",
        "item Điều 2: Quyết định này có hiệu lực kể từ ngày ký.",
    ]


PLAN = """Bản tóm lược để dùng thử, không phải văn bản gốc.

Số: 45-KH/HU

KẾ HOẠCH
hành động giai đoạn 2026-2030

# Phần thứ nhất

## ĐẶC ĐIỂM TÌNH HÌNH

Huyện có 18 xã[^1], trong đó 3 xã đảo.

[^1]: Sau sắp xếp năm 2025.

# Phần thứ hai

## MỤC TIÊU

### 1.1. Mục tiêu chung

Phấn đấu thành huyện nông thôn mới nâng cao vào năm 2028, thu nhập bình quân đạt 95 triệu đồng

- 2 -

trên người mỗi năm.

### 1.2 Chỉ tiêu

(i) Thu ngân sách tăng 12%/năm;

(ii) Tỷ lệ hộ nghèo dưới 1%.

* **Về y tế**: 10 bác sĩ trên một vạn dân.

+ Xã đạt chuẩn: 18/18.
"""


def test_plan_with_parts_markdown_and_a_page_break() -> None:
    """Phần thứ …, titles in the next line, 1.1 without its point, a sentence cut by a page number."""
    d = parse(PLAN)
    assert d.abridged
    assert (d.code_number, d.code_notation, d.reporting_period) == ("45", "KH/HU", "2026/2030")
    assert outline(d, "heading", "item", "text", "note") == [
        "heading Phần thứ nhất: Phần thứ nhất",
        "heading Phần thứ nhất: ĐẶC ĐIỂM TÌNH HÌNH",
        "text Phần thứ nhất: Huyện có 18 xã, trong đó 3 xã đảo.",
        "note Phần thứ nhất: Sau sắp xếp năm 2025.",
        "heading Phần thứ hai: Phần thứ hai",
        "heading Phần thứ hai: MỤC TIÊU",
        "heading Phần thứ hai/1.1: Mục tiêu chung",
        "text Phần thứ hai/1.1: Phấn đấu thành huyện nông thôn mới nâng cao vào năm 2028, thu nhập bình quân đạt"
        " 95 triệu đồng trên người mỗi năm.",
        "heading Phần thứ hai/1.2: Chỉ tiêu",
        "item Phần thứ hai/1.2/(i): Thu ngân sách tăng 12%/năm;",
        "item Phần thứ hai/1.2/(ii): Tỷ lệ hộ nghèo dưới 1%.",
        "item Phần thứ hai/1.2/(ii): Về y tế: 10 bác sĩ trên một vạn dân.",
        "item Phần thứ hai/1.2/(ii)/*: Xã đạt chuẩn: 18/18.",
    ]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Tình hình kinh tế - xã hội 6 tháng đầu năm 2024, nhiệm vụ 6 tháng cuối năm", "2024-S1"),
        ("Công tác tháng 5 và 5 tháng đầu năm 2024", "2024-M01/2024-M05"),
        ("Kết quả quý I/2025", "2025-Q1"),
        ("Tổng kết năm 2024 và phương hướng, nhiệm vụ năm 2025", "2024"),
        ("Kế hoạch trung hạn giai đoạn 2021-2025", "2021/2025"),
        ("Thực hiện Quyết định số 77/QĐ-UBND ngày 05/01/2023 về phòng cháy", ""),
    ],
)
def test_reporting_period_comes_from_the_title(title: str, period: str) -> None:
    """The period of a title, not the date of issue nor that of a document it cites."""
    d = parse(f"Số: 3/BC-UBND\n\nThái Sơn, ngày 02 tháng 9 năm 2021\n\nBÁO CÁO\n\n{title}\n\nI. KẾT QUẢ\n")
    assert d.reporting_period == period


WRAPPED = """Trong năm 2024 toàn huyện đã hoàn thành 14 trên 16 chỉ tiêu được giao, các
ngành, các cấp đã tập trung chỉ đạo quyết liệt ngay từ những ngày đầu năm và
đạt kết quả khá. Thu hút đầu tư đạt 25 dự án, bằng 106% so với cùng kỳ năm
trước?, đạt 71% kế hoạch’.

? Cùng kỳ năm 2023 đạt 23 dự án.

’ Kế hoạch năm 2024 là 35
dự án.

- Công tác giải phóng mặt bằng được thực hiện đúng tiến độ đã đề ra, bàn giao
sạch cho nhà đầu tư 45 ha.
- Công tác chuyển đổi số tiếp tục được đẩy mạnh.
"""


def test_hard_line_ends_are_joined_and_ruined_marks_bound_by_order() -> None:
    """Wrapped lines become paragraphs; marks ? and ’ refer to the note lines that begin with such marks."""
    d = parse(WRAPPED)
    assert [p.kind for p in d.paragraphs] == ["text", "note", "note", "item", "item"]
    first = d.paragraphs[0]
    assert first.text.endswith("so với cùng kỳ năm trước, đạt 71% kế hoạch.")
    assert [first.text[: r.at][-5:] for r in first.notes] == ["trước", "hoạch"]
    assert [d.paragraphs[r.note].text for r in first.notes] == [
        "Cùng kỳ năm 2023 đạt 23 dự án.",
        "Kế hoạch năm 2024 là 35 dự án.",
    ]


def test_markdown_marks_are_taken_out_and_places_kept() -> None:
    """Every stretch of a paragraph leads back to the same words of the file."""
    text = "### **2.1. Thu *ngân sách* xã**\n\nĐạt **1.200** triệu đồng<sup>1</sup>, rộng 5 m<sup>2</sup>.\n\n"
    text += "<sup>1</sup> Ước\\."
    d = parse(text)
    assert [p.text for p in d.paragraphs] == ["Thu ngân sách xã", "Đạt 1.200 triệu đồng, rộng 5 m2.", "Ước."]
    for p in d.paragraphs:
        for word in p.text.split():
            at = p.text.index(word)
            found = d.quote(*p.body.locate(at, at + len(word)))
            assert re.sub(r"<sup>1</sup>|</?sup>|[*\\]", "", found) == word


def test_decomposed_text_is_read_composed_and_quoted_as_it_stands() -> None:
    """NFD stays in the original; the paragraph reads NFC."""
    text = unicodedata.normalize("NFD", "1. Mục tiêu\n\nĐến năm 2030 có 12 trường đạt chuẩn.")
    d = parse(text)
    assert d.original == text
    assert d.paragraphs[1].text == "Đến năm 2030 có 12 trường đạt chuẩn."
    at = d.paragraphs[1].text.index("trường")
    assert d.quote(*d.paragraphs[1].body.locate(at, at + 6)) == unicodedata.normalize("NFD", "trường")


def test_a_restored_reading_maps_back_and_tells_its_uncertain_words() -> None:
    """Words of a reading stand for words of the original, also through marks and joins."""
    original = "- Doanh thu: Uc dat 306 ty\ndong nam’."
    reading = Aligned(
        text="- Doanh thu: Ước đạt 306 tỷ\nđồng năm’.",
        segments=((0, 13, 0, 13), (13, 16, 13, 15), (16, 17, 15, 16), (17, 38, 16, 37)),
    )
    d = parse_document(
        original, source_file="a.txt", sha256="", reading=reading, uncertain=((13, 16),), text_quality="restored"
    )
    p = d.paragraphs[0]
    assert p.text == "Doanh thu: Ước đạt 306 tỷ đồng năm’."
    assert [p.text[a:b] for a, b in p.uncertain] == ["Ước"]
    at = p.text.index("Ước")
    assert d.quote(*p.body.locate(at, at + 3)) == "Uc"


FRAGMENTS = st.sampled_from(
    ["# ", "**", "*", "1. ", "1.1. ", "(1)", "a) ", "- ", "+ ", "I. ", "Điều 1. ", "PHỤ LỤC", "\t", "|", "|---|---|",
     "<sup>1</sup>", "[^1]", "²", "’", "? ", "<table>", "<tr><td>", "</td></tr></table>", "\n", "\n\n", "Nơi nhận:",
     "KT. GIÁM ĐỐC", "Số: 1/BC-UBND", "BÁO CÁO", "ngày 1 tháng 2 năm 2024", "đạt 5,2%", "Ước", ".", ";", ":", "&amp;",
     "\\*", "“", "”", "\u0301", "\f", "TT\tChỉ tiêu\tSố", "1\tLúa\t20", "e\u0302\u0301", "viên", "KẾ HOẠCH "]
)  # fmt: skip


def _assert_places(d: Document) -> None:
    pieces = [(p.body, p.text) for p in d.paragraphs]
    pieces += [(c.body, c.text) for t in d.tables for r in t.rows for c in r.cells]
    for body, text in pieces:
        assert text
        covered = 0
        before = 0
        for t0, t1, start, end in body.segments:
            assert t0 == covered
            assert before <= start < end <= len(d.original)
            covered, before = t1, end
            if t1 - t0 == end - start:
                here, there = fold(text[t0:t1]), re.sub(r"\s", " ", fold(d.original[start:end]))
                assert re.sub(r"\s", " ", here) == there or len(here) == 1
        assert covered == len(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=12), max_size=40).map("".join))
@example("")
@example("<table><tr><td rowspan=3>a<td>b<tr><td>c</table>")
def test_any_text_is_parsed_and_every_place_is_right(text: str) -> None:
    """Nothing raises; segments cover each text, go forward, and verbatim ones hold the same characters."""
    _assert_places(parse(text))


@pytest.mark.parametrize(
    "text",
    ["a b. " * 40_000, "*" * 50_000, "- a\n" * 10_000, "a\tb\tc\n" * 5_000, "<" * 50_000, "(" * 50_000,
     "<table>" * 2_000, "Số: " + "." * 50_000, "1.1.1.1.1. A\n" * 5_000, "\t" * 50_000, "|" * 50_000],
)  # fmt: skip
def test_hostile_files_end(text: str) -> None:
    """Very long lines and very many short ones are parsed like any other file."""
    _assert_places(parse(text))
