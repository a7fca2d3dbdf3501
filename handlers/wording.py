"""Words of a reply: macros of `templates/phrases.j2` by name, and how figures, periods and places are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.models import Document, Observation, Span
from corpus.periods import describe, numeric_day
from corpus.quantities import format_value
from corpus.text import fold

_TEMPLATES = Path(__file__).with_name("templates")
_SPACES = re.compile(r"[ \t]+")


@cache
def _environment() -> Environment:
    # Plain text: each channel escapes for itself when it renders blocks.
    env = Environment(
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    env.filters["period"] = period_words
    env.filters["figure"] = figure_words
    return env


@cache
def _phrases(template: str) -> Any:
    module: ModuleType | Any = _environment().get_template(template).module
    return module


def say(phrase: str, /, **values: object) -> str:
    """The phrase of that name with its values, spaces made single.

    >>> say("hello")[:8]
    'Xin chào'
    """
    return say_in("phrases.j2", phrase, **values)


def say_in(template: str, phrase: str, /, **values: object) -> str:
    """A phrase of another template than that of the replies.

    >>> say_in("paper.j2", "other_family")
    'Chỉ tiêu khác'
    """
    return _SPACES.sub(" ", str(getattr(_phrases(template), phrase)(**values))).strip()


def render(template: str, /, **values: object) -> str:
    """A whole template, blank lines dropped."""
    text = _environment().get_template(template).render(**values)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


_FORM = re.compile(r"(?:phụ )?(?:biểu|bảng)\b", re.IGNORECASE)
"""Begins the title of a table that stands above what follows it: no part of the text."""
_PART_WORD = re.compile(r"(?:phần|chương|mục|điều) ", re.IGNORECASE)
_UP_TO = re.compile(r"\bhet (?:thang|quy)\b|\bden (?:thang|ngay|cuoi thang)\b")


def period_of(o: Observation) -> str:
    """The period of a figure in words; one that runs up to the end of a month is not the month's own.

    So "Hết tháng 6 dự kiến thu hút 1,9 tỷ USD" is told as "đến hết tháng 6/2023".
    """
    words = period_words(o.time_period)
    return f"đến hết {words}" if runs_up_to(o) else words


def runs_up_to(o: Observation) -> bool:
    """Whether a month's or quarter's figure is told "đến hết tháng 6": what has come together until then."""
    if not period_words(o.time_period).startswith(("tháng", "quý")) or o.span.table is not None:
        return False
    return bool(_UP_TO.search(fold(o.reading or o.clause.quote)))


def period_words(code: str) -> str:
    """A period in words; what is no code is shown as it is."""
    try:
        return describe(code)
    except ValueError:
        return code


def figure_words(observation: Observation) -> str:
    """A figure as the reader should see it, with "khoảng" when it was printed so.

    A ratio is "gấp 2,25 lần", a change "tăng 6,1%" or "giảm 4,3%".
    """
    text = format_value(abs(observation.value), observation.unit)
    if observation.measure == "change_vs_same_period":
        return ("giảm " if observation.value < 0 else "tăng ") + text
    if observation.measure == "ratio_vs_same_period":
        return f"bằng {text}"
    return ("khoảng " if observation.approximate else "") + format_value(observation.value, observation.unit)


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Rounded half up, without trailing zeros.

    >>> rounded(Decimal("33.1125")), rounded(Decimal("40.00"))
    (Decimal('33.11'), Decimal('40'))
    """
    out = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP).normalize()
    return out if int(out.as_tuple().exponent) <= 0 else out.quantize(Decimal(1))


def day_words(iso: str) -> str:
    """An ISO date as Decree 30 writes it; a longer period in words.

    >>> day_words("2024-01-05"), day_words("2024-07-15"), day_words("2024-Q1"), day_words("")
    ('05/01/2024', '15/7/2024', 'quý I/2024', '')
    """
    return period_words(iso).removeprefix("ngày ") if iso else ""


def reference(document: Document) -> str:
    """A document as Decree 30 refers to it after the first time: type, number and date.

    >>> reference(Document(type_name="Kế hoạch", code_number="12", code_notation="KH-UBND", issued_date="2024-01-05",
    ...                    source_file="x", sha256="", original="", paragraphs=()))
    'Kế hoạch 12/KH-UBND ngày 05/01/2024'

    What a unit reported by message is named by the unit, the day, and who approved it:

    >>> reference(Document(type_name="Báo cáo", organ_name="Phòng A", issued_date="2024-10-05", origin="message",
    ...                    approved_by="Lê Hà", source_file="x", sha256="", original="", paragraphs=()))
    'Phòng A, báo cáo ngày 05/10/2024, duyệt bởi Lê Hà'
    """
    if document.origin == "message":
        seal = f"duyệt bởi {document.approved_by}" if document.approved_by else "chưa duyệt"
        return f"{document.organ_name}, báo cáo ngày {numeric_day(document.issued_date)}, {seal}"
    parts = [document.type_name, document.doc_key]
    if document.issued_date:
        parts.append(f"ngày {numeric_day(document.issued_date)}")
    return " ".join(p for p in parts if p)


def place_words(document: Document, span: Span) -> str:
    """Where in the document a span stands: the page where it is known, section labels, or the table and row."""
    page = document.page_of(span.start)
    return ", ".join(p for p in (f"tr. {page}" if page else "", _part_words(document, span)) if p)


def _part_words(document: Document, span: Span) -> str:
    if span.table is not None:
        table = next((t for t in document.tables if t.ordinal == span.table), None)
        caption = (table.caption if table else "") or f"bảng {span.table + 1}"
        row = next((r for r in table.rows if r.row == span.row), None) if table else None
        label = " › ".join((*row.path, row.label)) if row else ""
        return " › ".join(p for p in (shorten(caption, 60), shorten(label, 80)) if p)
    paragraph = next((p for p in document.paragraphs if p.ordinal == span.paragraph), None)
    if paragraph is None:
        return ""
    if paragraph.kind == "note":
        return "chú thích"
    labels = [s.label for s in paragraph.section if any(c.isalnum() for c in s.label) and not _FORM.match(s.label)]
    return part_name(labels)


def part_name(labels: Sequence[str]) -> str:
    """The place that section labels name, outer before inner.

    >>> part_name(("II", "1", "(2)")), part_name(("PHẦN I", "2", "2.4")), part_name(("Phần thứ ba",)), part_name(())
    ('mục II.1.(2)', 'Phần I, mục 2.4', 'Phần thứ ba', '')
    """
    inner = [b for b, c in zip(labels, (*labels[1:], ""), strict=False) if not c.startswith(f"{b}.")]
    worded = [label for label in inner if _PART_WORD.match(label)]
    numbers = [label for label in inner if label not in worded]
    named = [f"{word.capitalize()} {rest}" for word, _, rest in (label.partition(" ") for label in worded)]
    return ", ".join([*named, *(["mục " + ".".join(numbers)] if numbers else [])])


def shorten(text: str, limit: int) -> str:
    """Cut at a word, with an ellipsis.

    >>> shorten("một hai ba bốn", 8)
    'một hai…'
    """
    if len(text) <= limit:
        return text
    return text[: limit + 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
