"""A store's own report: every figure of it comes from a document or a formula, what nobody knows is a blank."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document as open_word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from bot.intake import ingest
from corpus.models import Observation
from corpus.numbers import parse_number
from corpus.quantities import find_quantities, scale
from corpus.text import fold
from handlers.papers.form import FormRow, disagrees, since_january
from handlers.papers.office import Office, office_of
from handlers.papers.references import full_reference
from handlers.papers.report import report_paper
from handlers.papers.values import BLANK, Grid, Heading, Paper, Text
from handlers.papers.word import docx_bytes
from handlers.summaries import Summary, build_summary
from handlers.wording import rounded
from index import Store
from tests.desk_sample import fill
from tests.paper_sample import MADE, TODAY, known_of, reported

HOSTILE = """\
ỦY BAN NHÂN DÂN TỈNH AN BÌNH

Số: 31/BC-UBND

An Bình, ngày 08 tháng 10 năm 2024

BÁO CÁO

Tình hình <thu hút> đầu tư & "xuất khẩu" 9 tháng năm 2024

1. Thu hút đầu tư

Trong 9 tháng năm 2024, thu hút FDI đạt 150 triệu USD, đạt 75% kế hoạch năm (200 triệu USD).

Kim ngạch xuất khẩu 9 tháng năm 2024 đạt 900 triệu USD.
"""


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Store]:
    """The sample corpus, read once."""
    store = Store.open(tmp_path_factory.mktemp("papers") / "samples.db")
    for _ in ingest([samples], store):
        pass
    yield store
    store.close()


@pytest.fixture
def filled(fresh_store: Store, tmp_path: Path) -> Store:
    """A report and a plan of an invented province."""
    return fill(fresh_store, tmp_path / "van-ban")


def texts(paper: Paper) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each paragraph of the body with its footnotes."""
    for block in paper.blocks:
        if isinstance(block, Text):
            yield "".join(r.text for r in block.runs), tuple(n for r in block.runs for n in r.notes)


def part(paper: Paper, number: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The paragraphs of one part, by its Roman numeral."""
    titles = [i for i, b in enumerate(paper.blocks) if isinstance(b, Heading) and b.level == 1]
    start = next(i for i in titles if str(getattr(paper.blocks[i], "text", "")).startswith(f"{number}."))
    end = next((i for i in titles if i > start), len(paper.blocks))
    yield from texts(paper.model_copy(update={"blocks": paper.blocks[start:end]}))


def figures_of(text: str) -> set[Decimal]:
    """Figures with units of a text, each in plain scale."""
    return {abs(scale(q.value, q.unit)[0]) for q in find_quantities(text)}


def known_figures(rows: list[FormRow]) -> set[Decimal]:
    """Every figure of the rows: printed, or computed by the two formulas of the form; unscaled and in plain scale."""
    out: set[Decimal] = set()
    for row in rows:
        for o in (*row.shown, *row.others, *row.other_plans):
            out |= {abs(o.value), abs(scale(o.value, o.unit)[0])}
            if o.measure == "pct_of_same_period":
                out.add(abs(o.value - 100))
        out |= {rounded(x) for x in (row.of_plan, row.of_base) if x is not None}
        out |= {abs(v) for o in row.shown if (v := row.in_unit(o)) is not None}
    return out


@pytest.mark.parametrize("period", ["2023-S1", "2023", "2023-M12"])
def test_every_figure_of_the_results_is_printed_or_computed(sampled: Store, period: str) -> None:
    """Part I and the form hold no figure but observations and the two formulas; each line has a note."""
    _, _, paper, rows = reported(sampled, period)
    allowed = known_figures(rows)
    assert rows
    lines = [(text, notes) for text, notes in part(paper, "I") if text.startswith("- ")]
    assert lines
    for text, notes in lines:
        assert figures_of(text) <= allowed, text
        assert notes, text
    form = paper.annexes[0].blocks[0]
    assert isinstance(form, Grid)
    for line in (r for r in form.rows if not r.title):
        for cell in line.cells[3:-1]:
            bare = cell.removesuffix("*").removeprefix("khoảng ").removeprefix("tăng ").removeprefix("giảm ")
            number = parse_number(bare.removesuffix("%").removesuffix(" lần"))
            assert cell == BLANK or (number is not None and abs(number) in allowed), (line.cells[1], cell)
        assert "số" in line.cells[-1], "a row names the document it comes from"


@pytest.mark.parametrize("period", ["2023-S1", "2023"])
def test_every_figure_of_what_is_lacking_is_of_a_row_or_a_finding(sampled: Store, period: str) -> None:
    """Part III repeats shares of part I and what the checks found, each with the places it stands in."""
    _, summary, paper, rows = reported(sampled, period)
    allowed = known_figures(rows) | figures_of(" ; ".join(f"{f.title} ; {f.computed}" for f in summary.findings))
    lines = [(text, notes) for text, notes in part(paper, "III") if text.startswith("- ")]
    assert lines
    for text, notes in lines:
        assert figures_of(text) <= allowed, text
        assert notes, text


def test_a_computed_share_says_its_formula(filled: Store) -> None:
    """Printed shares are as printed; one that no document prints is marked and has its operands in the footnote."""
    _, _, paper, rows = reported(filled)
    for row in rows:
        told = [(t, n) for t, n in texts(paper) if t.startswith(f"- {row.row.indicator}")]
        assert told
        if row.row.formula:
            assert "Tính toán" in told[0][1][0]
            assert row.row.formula in told[0][1][0]


def test_a_printed_share_that_does_not_compute_is_told(filled: Store) -> None:
    """45% is printed, 450 of 1.200 are 37,5%: the form shows the printed one and says what comes out."""
    _, _, paper, _ = reported(filled)
    form = paper.annexes[0].blocks[0]
    assert isinstance(form, Grid)
    line = next(r for r in form.rows if r.cells[1:2] == ("Kim ngạch xuất khẩu",))
    assert "45" in line.cells
    assert "Tính lại so với kế hoạch: 37,5%." in line.cells[-1]


def test_sections_stand_in_the_order_of_a_report(filled: Store) -> None:
    """Results, tasks, what is lacking, what comes next, wishes: all of them, known or blank."""
    _, _, paper, _ = reported(filled)
    titles = [b.text for b in paper.blocks if isinstance(b, Heading) and b.level == 1]
    assert [t.split(".")[0] for t in titles] == ["I", "II", "III", "IV", "V"]
    assert any(t == "Nguyên nhân: …" for t, _ in texts(paper))
    assert list(texts(paper))[-1][0].endswith("./.")


def test_references_are_full_once_and_short_afterwards(filled: Store) -> None:
    """The plan is named in full among the căn cứ, the report at its first footnote; later only type and number."""
    known, _, paper, _ = reported(filled)
    everything = "\n".join((*paper.basis, *(x for t, notes in texts(paper) for x in (t, *notes))))
    for key in ("7/KH-UBND", "12/BC-UBND"):
        full = full_reference(known.documents[key])
        assert everything.count(full) == 1
        short = full.split(" ngày")[0]
        assert everything.index(short) == everything.index(full)
    assert paper.basis == (f"Căn cứ {full_reference(known.documents['7/KH-UBND'])}",)


def test_the_annex_of_tasks_leaves_what_it_does_not_know_blank(filled: Store) -> None:
    """Lead, deadline and source as the plan has them; progress that nobody told is a blank."""
    _, _, paper, _ = reported(filled)
    annex = paper.annexes[1].blocks[0]
    assert isinstance(annex, Grid)
    lines = [r.cells for r in annex.rows if not r.title]
    assert len(lines) == 4
    assert all(line[3] == BLANK for line in lines)
    assert any("31/3/2024" in line[4] for line in lines)
    assert any(line[2].startswith("Phòng Quản lý đầu tư") for line in lines)


def test_tasks_after_the_period_are_what_comes_next(filled: Store) -> None:
    """At the end of June those of September and December are to come, those of March and the second quarter are not."""
    _, _, paper, _ = reported(filled)
    blocks = list(paper.blocks)
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.text.startswith("IV."))
    coming = " ".join("".join(r.text for r in b.runs) for b in blocks[start:] if isinstance(b, Text))
    assert "30/9/2024" in coming
    assert "31/3/2024" not in coming


def test_the_office_is_known_by_its_documents(filled: Store) -> None:
    """Organ, place and notation are those of its own documents; nobody is named as who signs."""
    known = known_of(filled)
    office = office_of(known.documents.values())
    assert fold(office.organ) == "uy ban nhan dan tinh an binh"
    assert (office.place, office.notation) == ("An Bình", "UBND")
    assert (office.position, office.full_name) == ("", "")


def test_settings_of_the_office_win_and_leave_the_rest(filled: Store) -> None:
    """What the administrator says replaces what the documents show; the rest stays as they show it."""
    known = known_of(filled)
    shown = Office(organ="Sở A", full_name="Lê Thị B").over(office_of(known.documents.values()))
    summary = build_summary(known, "2024-S1", TODAY)
    paper = report_paper(known, summary, shown, TODAY)
    assert (paper.organ, paper.signature.full_name, paper.place) == ("Sở A", "Lê Thị B", "An Bình")


def test_an_empty_office_leaves_visible_blanks(filled: Store) -> None:
    """Nothing is made up for an office that is not known."""
    known = known_of(filled)
    paper = report_paper(known, build_summary(known, "2024-S1", TODAY), Office(), TODAY)
    assert set(paper.parent_organ) == {BLANK}
    assert (paper.organ, paper.place, paper.code_notation) == (BLANK, BLANK, f"BC-{BLANK}")
    assert paper.addressees == (BLANK,)


def test_names_with_markup_reach_the_file_unharmed(fresh_store: Store, tmp_path: Path) -> None:
    """<, > and & of a document stand in the Word file as they were printed."""
    folder = tmp_path / "van-ban"
    folder.mkdir()
    (folder / "31.txt").write_text(HOSTILE, encoding="utf-8")
    for _ in ingest([folder], fresh_store):
        pass
    _, _, paper, _ = reported(fresh_store, "2024-M01/2024-M09")
    data = docx_bytes(paper, MADE)
    word = open_word(io.BytesIO(data))
    notes = next(p.blob for p in word.part.package.iter_parts() if str(p.partname) == "/word/footnotes.xml").decode()
    assert '&lt;thu hút&gt; đầu tư &amp; "xuất khẩu"' in notes


def test_the_word_file_has_a_note_for_every_line_of_results(sampled: Store) -> None:
    """As many marks in the text as notes in their part, numbered through."""
    _, _, paper, _ = reported(sampled, "2023")
    word = open_word(io.BytesIO(docx_bytes(paper, MADE)))
    marks = [int(e.get(qn("w:id"))) for e in word.element.body.iter(qn("w:footnoteReference"))]
    notes = next(p.blob for p in word.part.package.iter_parts() if str(p.partname) == "/word/footnotes.xml").decode()
    assert marks == list(range(1, len(marks) + 1))
    assert len(re.findall(r'<w:footnote w:id="[1-9]', notes)) == len(marks)


def test_a_period_without_figures_is_a_paper_of_blanks(filled: Store) -> None:
    """A period nobody reported: no figure is invented, the form has no rows."""
    known = known_of(filled)
    summary: Summary = build_summary(known, "2019", TODAY)
    paper = report_paper(known, summary, Office(), TODAY)
    assert summary.rows == ()
    form = paper.annexes[0].blocks[0]
    assert isinstance(form, Grid)
    assert form.rows == ()


@pytest.mark.parametrize(
    ("printed", "computed", "told"),
    [("33.9", "33.97", False), ("112.5", "111.27", True), ("60", "60.4", False), ("241", "240.51", False)],
)
def test_a_printed_percentage_may_be_rounded_by_one_step(
    filled: Store, printed: str, computed: str, told: bool
) -> None:
    """One step of the last printed place is rounding, more is a contradiction."""
    some: Observation = known_of(filled).book.observations[0]
    o = some.model_copy(update={"value": Decimal(printed), "unit": "%"})
    assert disagrees(o, Decimal(computed)) is told


def test_months_have_a_column_since_january() -> None:
    """The form of a month also has the results since January."""
    assert [since_january(c) for c in ("2024-M02", "2024-M06", "2024")] == ["2024-M01/2024-M02", "2024-S1", "2024"]


MONTHLY = """\
ỦY BAN NHÂN DÂN TỈNH AN BÌNH

Số: 22/BC-UBND

An Bình, ngày 05 tháng 6 năm 2024

BÁO CÁO

Tình hình kinh tế - xã hội tháng 5 năm 2024

1. Thu hút đầu tư

Trong tháng 5 năm 2024, thu hút FDI đạt 20 triệu USD. Kế hoạch thu hút FDI năm 2024 là 200 triệu USD.

Kim ngạch xuất khẩu tháng 5 năm 2024 đạt 75 triệu USD.
"""


def test_a_month_alone_says_nothing_of_the_years_plan(fresh_store: Store, tmp_path: Path) -> None:
    """A month's result is not put where that since January belongs, nor divided by the year's plan."""
    folder = tmp_path / "van-ban"
    folder.mkdir()
    (folder / "22.txt").write_text(MONTHLY, encoding="utf-8")
    for _ in ingest([folder], fresh_store):
        pass
    _, _, paper, rows = reported(fresh_store, "2024-M05")
    assert {r.row.indicator: (r.alone, r.of_plan) for r in rows}["Thu hút FDI"] == (True, None)
    form = paper.annexes[0].blocks[0]
    assert isinstance(form, Grid)
    titles = [c.title for c in form.columns]
    line = next(r.cells for r in form.rows if r.cells[1:2] == ("Thu hút FDI",))
    told = dict(zip(titles, line, strict=True))
    assert (told["Trong tháng"], told["Thực hiện từ đầu năm"], told["So với kế hoạch (%)"]) == ("20", BLANK, BLANK)
    assert any(t.startswith("- Thu hút FDI trong tháng 20 triệu USD") for t, _ in part(paper, "I"))
    assert not any("chậm tiến độ (dưới" in t for t, _ in part(paper, "III"))


def test_a_field_is_named_in_the_title(filled: Store) -> None:
    """A report of a field alone says so, and holds its indicators only."""
    known = known_of(filled)
    summary = build_summary(known, "2024-S1", TODAY, ("Lao động",))
    paper = report_paper(known, summary, Office(), TODAY)
    assert paper.subject.endswith("6 tháng đầu năm 2024, Lao động")
    assert all("FDI" not in t for t, _ in part(paper, "I"))


def test_the_report_read_again_says_the_same(sampled: Store, tmp_path: Path) -> None:
    """Read as any document of an office, the Word file gives back the figures it was made of, and its head."""
    _, _, paper, rows = reported(sampled, "2023-S1")
    folder = tmp_path / "bao-cao"
    folder.mkdir()
    signed = paper.model_copy(update={"code_number": "7", "issued": TODAY})
    (folder / "bao-cao.docx").write_bytes(docx_bytes(signed, MADE))
    with Store.open(tmp_path / "lai.db") as store:
        for _ in ingest([folder], store):
            pass
        (header,) = store.documents()
        read = store.observations(doc=header.doc_key)
    assert (header.doc_key, header.type_name, header.issued_date) == ("07/BC-BQL", "Báo cáo", TODAY.isoformat())
    assert (header.reporting_period, fold(header.organ_name)) == ("2023-S1", fold(paper.organ))
    values = ("actual", "estimate", "cumulative")
    given = {(o.indicator, o.measure, scale(o.value, o.unit)[0]) for o in read if o.measure in values}
    for row in rows:
        o = row.row.observation
        assert (o.indicator, o.measure, scale(o.value, o.unit)[0]) in given, row.row.indicator


def test_a_ruined_scan_is_said_to_be_one(sampled: Store) -> None:
    """A document whose words were restored is named with the remark that its paper must be looked at."""
    known = known_of(sampled)
    document = next(iter(known.documents.values()))
    assert "bản quét" not in full_reference(document.model_copy(update={"text_quality": "clean"}))
    assert full_reference(document.model_copy(update={"text_quality": "restored"})).endswith(
        "(bản quét mất dấu, máy phục hồi chữ: cần đối chiếu với bản giấy)"
    )


def test_cautions_of_figures_stand_in_their_notes(filled: Store) -> None:
    """What a reader must know of a figure stands in the footnote and in the form."""
    known = known_of(filled)
    summary = build_summary(known, "2024-S1", TODAY)
    doubted = tuple(
        r.model_copy(update={"observation": r.observation.model_copy(update={"cautions": ("Số mờ, cần xem lại.",)})})
        for r in summary.rows
    )
    paper = report_paper(known, summary.model_copy(update={"rows": doubted}), Office(), TODAY)
    assert all("Số mờ, cần xem lại." in notes[0] for text, notes in part(paper, "I") if text.startswith("- "))
    form = paper.annexes[0].blocks[0]
    assert isinstance(form, Grid)
    assert all("Số mờ, cần xem lại." in r.cells[-1] for r in form.rows if not r.title)


def test_every_line_of_a_real_report_keeps_the_measures_of_the_decree(sampled: Store) -> None:
    """Not only of a sample: all text of the body in 14 point, both sides even, moved in, with its gap; cells in 11."""
    _, _, paper, _ = reported(sampled, "2023")
    word = open_word(io.BytesIO(docx_bytes(paper, MADE)))
    start = next(i for i, p in enumerate(word.paragraphs) if p.text.startswith("Ban Quản lý"))
    end = next(i for i, p in enumerate(word.paragraphs) if p.text.startswith("Trên đây"))
    assert end - start > 40
    for line in word.paragraphs[start : end + 1]:
        shape = line.paragraph_format
        assert shape.first_line_indent is not None, line.text
        assert (round(shape.first_line_indent.cm, 2), shape.alignment) == (1.27, WD_ALIGN_PARAGRAPH.JUSTIFY), line.text
        assert shape.space_after is not None
        assert shape.space_after.pt >= 6, line.text
        sizes = {
            run.font.size.pt if run.font.size else line.style.font.size.pt for run in line.runs if run.text.strip()
        }
        assert sizes <= {14.0}, line.text
    sized = {e.get(qn("w:val")) for t in word.tables[2:] for e in t._tbl.iter(qn("w:sz"))}
    assert sized == {"22"}, "cells of the annexes are 11 point"


ESTIMATED = """\
ỦY BAN NHÂN DÂN TỈNH AN BÌNH

Số: 9/BC-UBND

An Bình, ngày 25 tháng 6 năm 2024

BÁO CÁO

Tình hình kinh tế - xã hội 6 tháng đầu năm 2024

I. KẾT QUẢ

Trong 6 tháng đầu năm 2024, thu ngân sách nhà nước trên địa bàn ước đạt 450 tỷ đồng, đạt 45% kế hoạch năm.
"""


def test_an_estimate_is_called_one_whatever_its_name(fresh_store: Store, tmp_path: Path) -> None:
    """ "Nước" and "quốc" have the letters of "ước" in them, and say nothing of an estimate."""
    (tmp_path / "bc.txt").write_text(ESTIMATED, encoding="utf-8")
    for _ in ingest([tmp_path], fresh_store):
        pass
    _, _, paper, _ = reported(fresh_store)
    assert "- Thu ngân sách nhà nước trên địa bàn ước 450 tỷ đồng" in " ".join(t for t, _ in texts(paper))
