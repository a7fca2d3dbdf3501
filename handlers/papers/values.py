"""An official paper as values, free of any file format: letterhead, text with footnotes, tables, annexes, signature."""

from __future__ import annotations

from datetime import date
from typing import Literal

from corpus.values import Value

BLANK = "…"
"""Stands for what nobody has told the program: seen by whoever signs, never filled."""

Align = Literal["left", "center", "right", "justify"]


class Run(Value):
    """A stretch of text in one face; `notes` are the footnotes that hang at its end, as texts."""

    text: str
    bold: bool = False
    italic: bool = False
    notes: tuple[str, ...] = ()


class Text(Value):
    """A paragraph of the body; a `leading` one announces what follows and stays with it on a page."""

    runs: tuple[Run, ...]
    leading: bool = False

    @classmethod
    def of(cls, text: str, *notes: str, leading: bool = False) -> Text:
        """A plain paragraph with its footnotes at the end.

        >>> Text.of("Đạt 5%.", "Báo cáo số 7/BC-X").runs[0].notes
        ('Báo cáo số 7/BC-X',)
        """
        return cls(runs=(Run(text=text, notes=notes),), leading=leading)


class Heading(Value):
    """A title with its number: level 1 "I. KẾT QUẢ", level 2 "1. Thu hút đầu tư", level 3 "a) …"."""

    level: Literal[1, 2, 3]
    text: str


class Column(Value):
    """A column of a table; `width` is its share of the width there is."""

    title: str
    width: float
    align: Align = "left"


class Row(Value):
    """A row of a table; a `title` row runs over all columns."""

    cells: tuple[str, ...]
    bold: bool = False
    title: bool = False


class Grid(Value):
    """A table whose header is repeated on each page; `unit_line` stands above it on the right."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit_line: str = ""


Block = Text | Heading | Grid


class Annex(Value):
    """A Phụ lục with pages of its own numbering."""

    name: str
    blocks: tuple[Block, ...]
    landscape: bool = False


class Signature(Value):
    """Who signs: the authority ("KT. TRƯỞNG BAN"), the position, the name."""

    authority: str = ""
    position: str = BLANK
    full_name: str = BLANK


class Paper(Value):
    """A paper of a type with a name (báo cáo, kế hoạch …) in the nine components of Decree 30/2020/NĐ-CP, article 8.

    `code_number` and `issued` are given by whoever registers the paper: blank until then.
    """

    parent_organ: str = BLANK
    organ: str = BLANK
    code_number: str = ""
    code_notation: str = BLANK
    place: str = BLANK
    issued: date | None = None
    type_name: str
    subject: str
    addressees: tuple[str, ...] = (BLANK,)
    basis: tuple[str, ...] = ()
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    signature: Signature = Signature()
    recipients: tuple[str, ...] = ()
    archive: str = f"VT, {BLANK}"


def number_words(paper: Paper) -> str:
    """The number and notation: below 10 with a nought, room to write it in while there is none.

    >>> base = {"type_name": "Báo cáo", "subject": "", "blocks": (), "code_notation": "BC-BQL"}
    >>> number_words(Paper(code_number="5", **base)), number_words(Paper(**base)).replace("\\u00a0", "_")
    ('Số: 05/BC-BQL', 'Số:______/BC-BQL')
    """
    number = f" {paper.code_number.zfill(2)}" if paper.code_number else "\u00a0" * 6
    return f"Số:{number}/{paper.code_notation}"


def date_words(issued: date | None) -> str:
    """A date as the decree writes it: days below 10 and the months 1 and 2 with a nought.

    >>> date_words(date(2024, 1, 5)), date_words(date(2024, 6, 15)), date_words(None)
    ('ngày 05 tháng 01 năm 2024', 'ngày 15 tháng 6 năm 2024', 'ngày … tháng … năm …')
    """
    if issued is None:
        return f"ngày {BLANK} tháng {BLANK} năm {BLANK}"
    month = f"{issued.month:02}" if issued.month < 3 else str(issued.month)
    return f"ngày {issued.day:02} tháng {month} năm {issued.year}"


_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def roman(number: int) -> str:
    """A Roman numeral up to 39.

    >>> roman(4), roman(12)
    ('IV', 'XII')
    """
    tens, ones = divmod(number, 10)
    return "X" * tens + _ROMAN[ones]
