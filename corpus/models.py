"""The values of the corpus room: frozen, plain, each with its place in the original file.

A file becomes a `Document` of `Paragraph`s and `Table`s; rules read `Observation`s and `Task`s from it, arithmetic
finds `Finding`s. Names follow Decree 30/2020/NĐ-CP (documents) and SDMX (statistics).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pydantic import Field

from corpus.values import Aligned, Value

Measure = Literal[
    "actual",
    "estimate",
    "target",
    "base",
    "cumulative",
    "pct_of_target",
    "pct_of_same_period",
    "change_vs_same_period",
    "ratio_vs_same_period",
]
ObsStatus = Literal["A", "E", "F", "P", "V"]
ParagraphKind = Literal["header", "heading", "text", "item", "note", "recipients", "signature"]
Severity = Literal["hard", "soft", "form"]
DOUBTFUL = "Số đọc từ bản quét, độ tin cậy thấp: cần đối chiếu với bản giấy."
"""The caution on a figure that a scan gave with low confidence."""
DOUBTFUL_NAME = "Tên hoặc kỳ của số này đọc từ bản quét, độ tin cậy thấp: cần đối chiếu với bản giấy."
"""The caution on a figure whose name or period a scan gave with low confidence."""


class Section(Value):
    """One step of a section path: label as printed without its mark ("II", "1", "(1)", "a)"), title, depth from 0."""

    label: str
    title: str
    level: int


class NoteRef(Value):
    """A footnote mark in a paragraph: `at` is the offset in the paragraph's text after which the mark stood."""

    at: int
    note: int = Field(description="ordinal of the note's Paragraph (kind 'note') in the document")


class Paragraph(Value):
    """A paragraph as read: lines joined, Markdown and footnote marks taken out, damaged words restored.

    `start`, `end` bound it in the original; `uncertain` are stretches of `text` restored with a small margin.
    """

    ordinal: int
    kind: ParagraphKind
    section: tuple[Section, ...]
    body: Aligned
    start: int
    end: int
    notes: tuple[NoteRef, ...] = ()
    uncertain: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The reading text that rules, index and answers use."""
        return self.body.text


class Cell(Value):
    """A table cell: `row` and `column` as they stand in the file (0-based, header rows counted), text stripped."""

    row: int
    column: int
    body: Aligned

    @property
    def text(self) -> str:
        """The reading text of the cell."""
        return self.body.text


class TableRow(Value):
    """A body row: `path` are the labels above it (1 Thu hút FDI › Dự án cấp mới) without its own label."""

    row: int
    path: tuple[str, ...]
    label: str
    unit: str = Field(description="unit as printed in the unit column or label, inherited when blank; '' if none")
    cells: tuple[Cell, ...]
    start: int
    end: int


class Table(Value):
    """A table: `columns` are the full header texts by column (levels joined with ' › '), `caption` the title above."""

    ordinal: int
    section: tuple[Section, ...]
    caption: str
    unit_line: str = Field(default="", description="'Đơn vị tính: …' above the table")
    columns: tuple[str, ...]
    label_column: int | None = Field(description="column of the row labels (Chỉ tiêu, Nhiệm vụ …)")
    unit_column: int | None = None
    rows: tuple[TableRow, ...]
    start: int
    end: int
    problems: tuple[str, ...] = Field(default=(), description="sentences: 'bảng 3, dòng 5: 6 ô, đầu bảng có 5'")


class Signer(Value):
    """Who signed: `position` with its mark (KT. TRƯỞNG BAN PHÓ TRƯỞNG BAN) and full name."""

    position: str = ""
    full_name: str = ""


class Document(Value):
    """A document in the fields of Decree 30/2020/NĐ-CP, Annex VI, with its body.

    `original` is the decoded text of the file: every offset of every value below points into it. A header field that
    could not be read is empty; `confidence` holds 0..1 for each header field by name.
    """

    code_number: str = ""
    code_notation: str = ""
    type_name: str = ""
    subject: str = ""
    organ_name: str = ""
    place: str = ""
    issued_date: str = Field(default="", description="ISO date, '' when unreadable")
    signer: Signer = Signer()
    addressees: tuple[str, ...] = Field(default=(), description="Kính gửi")
    recipients: tuple[str, ...] = Field(default=(), description="Nơi nhận")
    reporting_period: str = Field(default="", description="SDMX code from the title, '' when none")
    confidence: dict[str, float] = Field(default_factory=dict, description="0..1 by field name")
    source_file: str
    sha256: str
    text_quality: Literal["clean", "restored"] = "clean"
    abridged: bool = Field(default=False, description="a restatement for trying the program, replaced by the real one")
    original: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...] = ()
    origin: Literal["file", "message"] = Field(
        default="file", description="message: figures that a unit reported by message and an approver approved"
    )
    approved_by: str = Field(default="", description="who approved a message's figures, '' while nobody has")
    pages: tuple[tuple[int, int], ...] = Field(
        default=(), description="(offset, page number): from this offset on that page; empty when pages are unknown"
    )
    doubtful: tuple[tuple[int, int], ...] = Field(
        default=(), description="stretches of a scan read with low confidence: never shown without saying so"
    )
    qualifier: str = Field(default="", description="set by the store to tell documents of one number apart")
    corrected: str = Field(default="", description="a sentence: which header fields were put right, by whom and why")

    @property
    def doc_key(self) -> str:
        """How the document is named everywhere: "254/KH-BQL"; the file's stem when it has no number.

        Numbers restart each year and two districts may use one notation: then the store adds "(2024)" or the organ.

        >>> Document(code_number="254", code_notation="KH-BQL", source_file="a.txt", sha256="", original="",
        ...          paragraphs=()).doc_key
        '254/KH-BQL'
        """
        if self.code_number and self.code_notation:
            name = f"{self.code_number}/{self.code_notation}"
        else:
            name = self.source_file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return f"{name} ({self.qualifier})" if self.qualifier else name

    def quote(self, start: int, end: int) -> str:
        """The exact original text between two offsets."""
        return self.original[start:end]

    def span(self, start: int, end: int, **place: int | None) -> Span:
        """The span of two offsets; `place` names its paragraph, or its table, row and column."""
        return Span(doc=self.doc_key, start=start, end=end, quote=self.original[start:end], **place)

    def page_of(self, offset: int) -> int | None:
        """The page an offset of the original stands on, None when the pages are unknown.

        >>> d = Document(source_file="a.pdf", sha256="", original="một hai", paragraphs=(), pages=((0, 1), (4, 2)))
        >>> d.page_of(5)
        2
        """
        at = bisect_right(self.pages, offset, key=lambda page: page[0])
        return self.pages[at - 1][1] if at else None

    def is_doubtful(self, start: int, end: int) -> bool:
        """Whether a stretch of the original holds something that a scan gave with low confidence.

        >>> d = Document(source_file="a.pdf", sha256="", original="đạt 81%", paragraphs=(), doubtful=((4, 7),))
        >>> d.is_doubtful(0, 3), d.is_doubtful(0, 7)
        (False, True)
        """
        at = bisect_right(self.doubtful, start, key=lambda stretch: stretch[1])
        return at < len(self.doubtful) and self.doubtful[at][0] < end

    def blocks(self) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables in the order of the file."""
        blocks: list[Paragraph | Table] = [*self.paragraphs, *self.tables]
        yield from sorted(blocks, key=lambda block: (block.start, block.end))


class Span(Value):
    """A place in a document: paragraph, or table cell or row, with exact offsets; `quote == original[start:end]`."""

    doc: str
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    start: int
    end: int
    quote: str


class Observation(Value):
    """One printed figure with its dimensions, in SDMX words.

    `indicator` is the catalogue's name when `catalogued`, else the noun phrase at the figure. `unit` is as printed
    ("triệu USD"), `unit_mult` its power of ten (6), `value` as printed before scaling. `span` is the figure with its
    unit, `clause` the stretch quoted as source. `group` ties a value to its % of plan and % of the same period.
    `cautions` are sentences a reader must see with it (a shifted cell, a row that does not add up, a broken figure).
    """

    doc: str
    indicator: str
    catalogued: bool
    entity: str
    time_period: str
    measure: Measure
    value: Decimal
    unit: str
    unit_mult: int = 0
    obs_status: ObsStatus = "A"
    approximate: bool = Field(default=False, description="printed with gần, khoảng, trên …")
    group: str = ""
    section: tuple[str, ...] = ()
    span: Span
    clause: Span
    reading: str = Field(default="", description="the clause as read (restored); equals the quote in clean text")
    cautions: tuple[str, ...] = ()


TaskProgress = Literal["done", "doing", "not_started", ""]
"""How far a task is; '' when nobody says."""


class Task(Value):
    """Something a plan asks of somebody. `deadline` is an ISO date or an SDMX period, '' when none is set.

    `state` and `done_on` (ISO) are what somebody reported as such; a task that was only read has its `status` in words,
    which `corpus.task_words.state_of` reads.
    """

    doc: str
    ordinal: int
    text: str
    lead: str = ""
    partners: tuple[str, ...] = ()
    deadline: str = ""
    deadline_text: str = ""
    status: str = Field(default="", description="progress printed beside it in an annex, '' when none")
    state: TaskProgress = ""
    done_on: str = ""
    section: tuple[str, ...] = ()
    span: Span


class Finding(Value):
    """A contradiction found by arithmetic, with the quotes that contradict each other.

    `title` and `computed` are Vietnamese sentences for the reader; `indicators` and `docs` say what it touches.
    """

    kind: Literal[
        "pct_vs_value",
        "parts_vs_sum",
        "text_vs_table",
        "text_vs_text",
        "cross_document",
        "misaligned",
        "part_exceeds_whole",
        "period",
        "date",
        "header",
    ]
    severity: Severity
    title: str
    docs: tuple[str, ...]
    quotes: tuple[Span, ...]
    reported: str
    computed: str
    indicators: tuple[str, ...] = ()
    time_period: str = ""
