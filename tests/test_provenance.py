"""No number without a source: messages, captions, Word and Excel of a summary, number by number."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.intake import ingest
from handlers.knowledge import Knowledge
from handlers.papers.annexes import form_annex
from handlers.papers.form import FormRow, form_rows
from handlers.papers.making import paper_file
from handlers.papers.values import BLANK
from handlers.replies import plain
from handlers.summaries import Summary, build_summary
from handlers.summaries.asking import Wish
from handlers.summaries.pictures import comparable_series, ranking_picture, shares_picture, trend_picture
from handlers.summaries.ranks import ranked_places
from handlers.summaries.reply import ALL, FINDINGS, FIRST, MARKS, RULE, summary_reply
from handlers.wording import period_words
from index import Store
from tests.paper_sample import MADE, TODAY, known_of
from tests.provenance import (
    Explained,
    everything,
    of_counts,
    of_documents,
    of_findings,
    of_row,
    sheet_cells,
    tokens,
    word_paragraphs,
    word_tables,
)

PERIODS = ["2023-S1", "2023"]
_HEADING = re.compile(r"\d+\. ")


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Store]:
    """The sample corpus, read once."""
    with Store.open(tmp_path_factory.mktemp("provenance") / "samples.db") as store:
        for _ in ingest([samples], store):
            pass
        yield store


def told(store: Store, period: str) -> tuple[Knowledge, Summary, list[FormRow]]:
    """A period's summary with the rows of its form."""
    known = known_of(store)
    summary = build_summary(known, period, TODAY)
    return known, summary, form_rows(known, summary, TODAY)


def message_strangers(known: Knowledge, summary: Summary, rows: list[FormRow], text: str) -> dict[str, set[str]]:
    """The lines of a message with numbers that nothing explains: a row by its own figures, the rest by all."""
    around = of_counts(summary, rows) | of_documents(known) | of_findings(known, summary)
    around = around | Explained(r.row.title for r in rows) | Explained((), (r.row.percent or Decimal(0) for r in rows))
    more = Explained((), (Decimal(n) for n in (len(rows) - 9, 1, 2, 3, 4, 5)))
    out = {}
    for line in text.splitlines():
        mark, _, said = line.partition(" ")
        own = next((r for r in rows if mark in MARKS.values() and said.startswith(f"{r.row.title}: ")), None)
        explained = of_row(own, known) if own is not None else around | more
        if strange := explained.strangers(line):
            out[line] = strange
    return out


def shown(known: Knowledge, summary: Summary, part: int, page: int = 0) -> str:
    """A part of the summary as text."""
    reply = summary_reply(known, summary, Wish(period=summary.period), part, page)
    return "\n".join(plain(block) for block in reply.blocks)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("part", [FIRST, RULE, ALL, FINDINGS])
def test_messages_hold_no_stranger(sampled: Store, period: str, part: int) -> None:
    """Every number of every line is one of the row's own, of a header, of a quote, or counted anew."""
    known, summary, rows = told(sampled, period)
    text = shown(known, summary, part)
    assert len(tokens(text)) > 1
    assert not message_strangers(known, summary, rows, text)


def test_a_wrong_figure_in_a_message_is_found(sampled: Store) -> None:
    """One digit changed, or a figure of the neighbouring row, is a stranger."""
    known, summary, rows = told(sampled, "2023-S1")
    text = shown(known, summary, FIRST)
    assert "662,25" in text
    assert message_strangers(known, summary, rows, text.replace("662,25", "662,26"))
    assert message_strangers(known, summary, rows, text.replace("662,25", "14.578"))


@pytest.mark.parametrize("period", PERIODS)
def test_captions_hold_no_stranger(sampled: Store, period: str) -> None:
    """The text that goes with a picture says the shares of the rows and the documents, no other number."""
    known, summary, rows = told(sampled, period)
    picture = shares_picture(known, summary, TODAY)
    assert picture is not None
    shares = Explained((r.row.title for r in rows), (r.row.percent or Decimal(0) for r in rows))
    explained = shares | of_documents(known) | of_counts(summary, rows)
    assert not explained.strangers(picture.caption)
    assert explained.strangers(picture.caption.replace("33,11", "33,12") + " 77,77")


def word_strangers(known: Knowledge, summary: Summary, rows: list[FormRow], data: bytes) -> dict[str, set[str]]:
    """The paragraphs and rows of a Word file with numbers that nothing explains."""
    explained = everything(known, summary, rows)
    form = word_tables(data)[0]
    out: dict[str, set[str]] = {}
    lines = [line for line in form[1:] if len(line) > 1]
    assert [line[0] for line in lines] == [str(n) for n in range(1, len(rows) + 1)]
    for line, row in zip(lines, rows, strict=True):
        assert line[1] == row.row.title
        if strange := of_row(row, known).strangers(" ; ".join(line[1:])):
            out[" | ".join(line)] = strange
    for table in word_tables(data)[1:]:
        numbered = [line[0] for line in table[1:] if len(line) > 1]
        assert numbered == [str(n) for n in range(1, len(numbered) + 1)]
    rank = Explained(map(str, range(1, 1 + max(len(t) for t in word_tables(data)))))
    heads = 0
    for part, text in word_paragraphs(data):
        bare = text
        if part == "word/document.xml" and (m := _HEADING.match(text)) and len(text) < 90:
            heads += 1
            assert m[0] == f"{heads}. ", "titles of families are numbered in order"
            bare = text[m.end() :]
        alone = text.isdigit() and part == "word/document.xml"
        if strange := (explained | rank if alone else explained).strangers(bare):
            out[text] = strange
    return out


def paper(known: Knowledge, summary: Summary, kind: str) -> bytes:
    """The bytes of a file of the summary."""
    return paper_file(known, summary, kind, now=MADE).data  # type: ignore[arg-type]


@pytest.mark.parametrize("period", PERIODS)
def test_a_word_file_holds_no_stranger(sampled: Store, period: str) -> None:
    """Body, tables, titles, footnotes, header and title property: number by number."""
    known, summary, rows = told(sampled, period)
    data = paper(known, summary, "docx")
    assert sum(bool(tokens(t)) for _, t in word_paragraphs(data)) > 50
    assert not word_strangers(known, summary, rows, data)


def replanted(data: bytes, part: str, old: str, new: str) -> bytes:
    """A package with one text changed in a part of it."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(out, "w") as after:
        for item in before.namelist():
            content = before.read(item)
            if item == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            after.writestr(item, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", "662,25 triệu USD", "662,52 triệu USD"),
        ("word/document.xml", ">33,11<", ">38,8<"),
        ("word/footnotes.xml", "Tính toán: ", "Tính toán: 987.654 / "),
    ],
)
def test_a_wrong_figure_in_word_is_found(sampled: Store, part: str, old: str, new: str) -> None:
    """In the body, in a cell (a figure that is right in another row), in a footnote."""
    known, summary, rows = told(sampled, "2023-S1")
    data = paper(known, summary, "docx")
    assert word_strangers(known, summary, rows, replanted(data, part, old, new))


def sheet_strangers(known: Knowledge, rows: list[FormRow], data: bytes) -> list[tuple[str, object]]:
    """Cells of Biểu mẫu 01 that are not their row's own figures; formulas are computed anew."""
    out: list[tuple[str, object]] = []
    lines = [line for line in sheet_cells(data, "Biểu mẫu 01") if isinstance(line[0], int)]
    assert [line[0] for line in lines] == list(range(1, len(rows) + 1))
    for line, row in zip(lines, rows, strict=True):
        printed, same = row.row.percent_source, row.row.same_period_source
        times = same is not None and same.measure == "ratio_vs_same_period"
        wanted = [
            *(row.in_unit(o) for o in (row.row.target, row.month, row.result)),
            row.of_plan,
            None if printed is None else printed.value / 100,
            row.in_unit(row.base),
            row.of_base,
            None if same is None else same.value if times else same.value / 100,
        ]
        for at, (cell, value) in enumerate(zip(line[3:11], wanted, strict=True)):
            if at in (3, 6):  # quotients are formulas over this row's cells
                right = bool(re.fullmatch(r"=[FDI](\d+)/[FDI]\1", str(cell))) if value is not None else cell is None
            else:
                right = cell is None if value is None else Decimal(str(cell)) == pytest.approx(value)
            if not right:
                out.append((row.row.title, cell))
        if strange := of_row(row, known).strangers(f"{line[2]} ; {line[11]}"):
            out.append((row.row.title, strange))
    return out


@pytest.mark.parametrize("period", PERIODS)
def test_a_workbook_holds_no_stranger(sampled: Store, period: str) -> None:
    """Each figure of the form is its row's own, each of the second sheet is printed in the quote beside it."""
    known, summary, rows = told(sampled, period)
    data = paper(known, summary, "xlsx")
    assert not sheet_strangers(known, rows, data)
    for cells, o in zip(sheet_cells(data, "Số liệu")[1:], known.book.observations, strict=True):
        assert Decimal(str(cells[4])) == pytest.approx(o.value)
        assert o.span.quote in known.documents[o.doc].original
    headers = of_documents(known)
    for line in sheet_cells(data, "Văn bản nguồn")[1:]:
        assert not headers.strangers(f"{line[0]} {line[1]}")


def test_a_wrong_figure_in_a_workbook_is_found(sampled: Store) -> None:
    """A cell with the figure of another indicator is no figure of its row."""
    from openpyxl import load_workbook

    known, summary, rows = told(sampled, "2023-S1")
    book = load_workbook(io.BytesIO(paper(known, summary, "xlsx")))
    sheet = book["Biểu mẫu 01"]
    line = next(r for r in range(1, 30) if sheet.cell(r, 2).value == "Thu hút FDI")
    sheet.cell(line, 6).value = 14578
    out = io.BytesIO()
    book.save(out)
    assert sheet_strangers(known, rows, out.getvalue())


def test_blanks_are_no_numbers(sampled: Store) -> None:
    """What nobody knows stands as a blank in the form, never as a nought."""
    known, summary, rows = told(sampled, "2023")
    from handlers.papers.references import References

    grid = form_annex(rows, References(known), "năm 2023", "2023").blocks[0]
    lacking = [r for r in rows if r.row.target is None and r.row.percent is None]
    cells = {line.cells[1]: line.cells for line in getattr(grid, "rows", ()) if not line.title}
    assert lacking
    assert all(BLANK in cells[r.row.title] for r in lacking)
    assert summary.rows


def test_captions_of_courses_and_rankings_hold_no_stranger(sampled: Store) -> None:
    """Figures of a course over time and of places are those observed, each with its period and document."""
    known = known_of(sampled)
    names = [n for n in known.book.names() if len(comparable_series(known, n)) > 1]
    assert names
    for name in names[:5]:
        series = comparable_series(known, name)
        picture = trend_picture(known, name, TODAY)
        assert picture is not None
        periods = [period_words(o.time_period) for o in series]
        assert not (Explained((name, *periods), (o.value for o in series)) | of_documents(known)).strangers(
            picture.caption
        )
    places = next(p for n in known.book.names() if (p := ranked_places(known, n)))
    picture = ranking_picture(known, places.rows[0].indicator, places.rows, places.left_out, TODAY)
    assert picture is not None
    ranks = map(str, range(1, len(places.rows) + 1))
    said = (places.rows[0].indicator, period_words(places.rows[0].time_period), str(places.left_out), *ranks)
    own = Explained((*said, *(o.entity for o in places.rows)), (o.value for o in places.rows))
    assert not (own | of_documents(known)).strangers(picture.caption)
    assert (own | of_documents(known)).strangers(f"{picture.caption} 98.765,4")
