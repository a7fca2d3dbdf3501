"""A summary's workbook: Biểu mẫu 01 with its percentages as formulas, all figures, the documents they stand in.

Texts are always written as texts: nothing that stands in a document can become a formula.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from corpus.models import Observation
from handlers.knowledge import Knowledge
from handlers.papers.annexes import remarks
from handlers.papers.form import FormRow
from handlers.papers.references import References, full_reference, short_place, short_reference
from handlers.papers.wording import say
from handlers.replies import high_marks
from handlers.wording import period_words

HEADER_ROW = 3
"""0-based row of the form's header; its figures begin in the next one."""

_A4 = 9
_WIDTH_LIMIT = 32_000  # characters a cell of Excel holds, less some
_MEASURES = {
    "actual": "thực hiện",
    "estimate": "ước thực hiện",
    "target": "kế hoạch",
    "base": "cùng kỳ",
    "cumulative": "lũy kế",
    "pct_of_target": "% so với kế hoạch",
    "pct_of_same_period": "% so với cùng kỳ",
    "change_vs_same_period": "tăng, giảm so với cùng kỳ",
    "ratio_vs_same_period": "lần so với cùng kỳ",
}
_FACES = {"ratio_vs_same_period": "times", "change_vs_same_period": "change"}
_LINE = 15  # points a line of a cell takes
_LETTERS = 1.1  # of a column's width in digits: letters of Times New Roman that surely fit into a line
_TALLEST = 409  # points: Excel has no higher rows
_STATUS = {"A": "chính thức", "E": "ước", "F": "dự kiến", "P": "sơ bộ", "V": "chưa duyệt"}


class FormColumn(NamedTuple):
    """A column of the form's sheet: its title and width in characters."""

    title: str
    width: float


def form_columns(period: str, year: str) -> tuple[FormColumn, ...]:
    """The columns of the sheet "Biểu mẫu 01"; letters of formulas follow this order."""
    return (
        FormColumn("TT", 6),
        FormColumn("Chỉ tiêu", 38),
        FormColumn("Đơn vị tính", 14),
        FormColumn(f"Kế hoạch năm {year}", 14),
        FormColumn("Trong tháng", 13),
        FormColumn(f"Thực hiện {period}", 14),
        FormColumn("So với kế hoạch (tính)", 12),
        FormColumn("So với kế hoạch (văn bản ghi)", 12),
        FormColumn("Cùng kỳ năm trước", 14),
        FormColumn("So với cùng kỳ (tính)", 12),
        FormColumn("So với cùng kỳ (văn bản ghi)", 12),
        FormColumn("Nguồn; ghi chú", 60),
    )


def workbook_bytes(known: Knowledge, rows: Sequence[FormRow], period: str, year: str, made: datetime) -> bytes:
    """The workbook as the bytes of a .xlsx. `period` in words; `made` is written as its time of making."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": say("form_name", period=period), "created": made.replace(tzinfo=None)})
    faces = _faces(book)
    refs = References(known, short=True)
    _write_form(book.add_worksheet("Biểu mẫu 01"), rows, refs, period, year, faces)
    _write_observations(book.add_worksheet("Số liệu"), known, faces)
    _write_documents(book.add_worksheet("Văn bản nguồn"), known, faces)
    book.close()
    return out.getvalue()


def _faces(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter", "text_wrap": True, "border": 1}
    return {
        "title": book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True, "align": "center"}),
        "line": book.add_format({"font_name": "Times New Roman", "font_size": 11, "italic": True}),
        "head": book.add_format({**base, "bold": True, "align": "center", "bg_color": "#E8EEF4"}),
        "family": book.add_format({**base, "bold": True}),
        "text": book.add_format({**base, "indent": 1}),
        "number": book.add_format({**base, "num_format": "#,##0.########"}),
        "count": book.add_format({**base, "align": "center"}),
        "whole": book.add_format({**base, "num_format": "#,##0"}),
        "times": book.add_format({**base, "num_format": '0.##" lần"'}),
        "change": book.add_format({**base, "num_format": "+0.00%;-0.00%;0.00%"}),
        "percent": book.add_format({**base, "num_format": "0.00%"}),
    }


def _write_form(
    sheet: Any, rows: Sequence[FormRow], refs: References, period: str, year: str, faces: dict[str, Any]
) -> None:
    columns = form_columns(period, year)
    sheet.merge_range(0, 0, 0, len(columns) - 1, "", faces["title"])
    sheet.write_string(0, 0, say("form_name", period=period), faces["title"])
    sheet.write_string(1, 0, say("sheet_note"), faces["line"])
    _head(sheet, HEADER_ROW, columns, faces)
    at, family = HEADER_ROW, None
    for number, row in enumerate(rows, 1):
        at += 1
        if row.row.family != family:
            family = row.row.family
            sheet.merge_range(at, 0, at, len(columns) - 1, "", faces["family"])
            sheet.write_string(at, 0, family or say("other_family"), faces["family"])
            at += 1
        _write_form_row(sheet, at, number, row, refs, faces)
    _print_setup(sheet, HEADER_ROW, at, len(columns))


def _write_form_row(sheet: Any, at: int, number: int, row: FormRow, refs: References, faces: dict[str, Any]) -> None:
    sheet.write_number(at, 0, number, faces["count"])
    sheet.write_string(at, 1, row.row.title, faces["text"])
    sheet.write_string(at, 2, row.unit, faces["text"])
    _figure(sheet, at, 3, row, row.row.target, faces)
    _figure(sheet, at, 4, row, row.month, faces)
    _figure(sheet, at, 5, row, row.result, faces)
    _quotient(sheet, at, 6, ("F", "D"), row.of_plan, faces)
    printed = row.row.percent_source
    _number(sheet, at, 7, None if printed is None else printed.value / 100, faces["percent"])
    _figure(sheet, at, 8, row, row.base, faces)
    _quotient(sheet, at, 9, ("F", "I"), row.of_base, faces)
    same = row.row.same_period_source
    times = same is not None and same.measure == "ratio_vs_same_period"
    face = faces["percent" if same is None else _FACES.get(same.measure, "percent")]
    _number(sheet, at, 10, None if same is None else same.value if times else same.value / 100, face)
    sources = f"{refs.sources(*row.shown)}. {' '.join(remarks(row, refs))}".strip()
    sheet.write_string(at, 11, sources, faces["text"])
    _fit(sheet, at, form_columns("", ""), ("", row.row.title, row.unit, *[""] * 8, sources))


def _fit(sheet: Any, at: int, columns: Sequence[FormColumn], texts: Sequence[str]) -> None:
    """A row as high as its longest text needs, since no program measures rows that were never opened in one."""
    room = (max(1, int(column.width * _LETTERS)) for column in columns)
    lines = (1 if len(t) <= most else len(textwrap.wrap(t, most)) for t, most in zip(texts, room, strict=False))
    tall = _LINE * max(lines) + 2
    sheet.set_row(at, min(tall, _TALLEST))


def _figure(sheet: Any, at: int, column: int, row: FormRow, o: Observation | None, faces: dict[str, Any]) -> None:
    value = row.in_unit(o)
    face = "whole" if value is not None and value == value.to_integral_value() else "number"
    _number(sheet, at, column, value, faces[face])


def _number(sheet: Any, at: int, column: int, value: Any, face: Any) -> None:
    if value is None:
        sheet.write_blank(at, column, None, face)
    else:
        sheet.write_number(at, column, float(value), face)


def _quotient(sheet: Any, at: int, column: int, letters: tuple[str, str], percent: Any, faces: dict[str, Any]) -> None:
    """A formula with the value it has, which viewers on phones show without computing; blank where nothing divides."""
    if percent is None:
        sheet.write_blank(at, column, None, faces["percent"])
        return
    part, whole = (f"{letter}{at + 1}" for letter in letters)
    sheet.write_formula(at, column, f"={part}/{whole}", faces["percent"], float(percent / 100))


def _write_observations(sheet: Any, known: Knowledge, faces: dict[str, Any]) -> None:
    columns = (
        FormColumn("Chỉ tiêu", 38),
        FormColumn("Của", 24),
        FormColumn("Kỳ", 22),
        FormColumn("Loại số liệu", 18),
        FormColumn("Giá trị", 14),
        FormColumn("Đơn vị tính", 14),
        FormColumn("Tình trạng", 12),
        FormColumn("Văn bản", 18),
        FormColumn("Vị trí", 18),
        FormColumn("Nguyên văn", 70),
        FormColumn("Lưu ý", 40),
    )
    _head(sheet, 0, columns, faces)
    for at, o in enumerate(known.book.observations, 1):
        document = known.documents[o.doc]
        before = (o.indicator, o.entity, period_words(o.time_period), _MEASURES[o.measure])
        for column, text in enumerate(before):
            sheet.write_string(at, column, text, faces["text"])
        whole = o.value == o.value.to_integral_value()
        sheet.write_number(at, 4, float(o.value), faces["whole" if whole else "number"])
        after = (
            o.unit, _STATUS[o.obs_status], short_reference(document), short_place(document, o.span),
            high_marks(" ".join(o.clause.quote.split()))[:_WIDTH_LIMIT], " ".join(o.cautions)[:_WIDTH_LIMIT],
        )  # fmt: skip
        for column, text in enumerate(after, 5):
            sheet.write_string(at, column, text, faces["text"])
        _fit(sheet, at, columns, (*before, "", *after))
    _print_setup(sheet, 0, len(known.book.observations), len(columns))


def _write_documents(sheet: Any, known: Knowledge, faces: dict[str, Any]) -> None:
    columns = (FormColumn("Số, ký hiệu", 18), FormColumn("Văn bản", 110), FormColumn("Tệp", 30))
    _head(sheet, 0, columns, faces)
    documents = sorted(known.documents.values(), key=lambda d: d.issued_date)
    for at, document in enumerate(documents, 1):
        name = document.source_file.replace("\\", "/").rsplit("/", 1)[-1]
        texts = (document.doc_key, full_reference(document), name)
        for column, text in enumerate(texts):
            sheet.write_string(at, column, text[:_WIDTH_LIMIT], faces["text"])
        _fit(sheet, at, columns, texts)
    _print_setup(sheet, 0, len(documents), len(columns))


def _head(sheet: Any, at: int, columns: Sequence[FormColumn], faces: dict[str, Any]) -> None:
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(at, number, column.title, faces["head"])
    sheet.set_row(at, _LINE * 3)


def _print_setup(sheet: Any, header: int, last: int, columns: int) -> None:
    """A4 lying, one page wide, the header on each page and kept in view, filters, the page's number below."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.freeze_panes(header + 1, 2)
    sheet.autofilter(header, 0, max(last, header + 1), columns - 1)
    sheet.set_footer("&C&P/&N")
