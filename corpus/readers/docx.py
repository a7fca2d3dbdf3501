"""Word documents (.docx): paragraphs and tables in order, as they look when all tracked changes are accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.errors import BinaryFileError
from corpus.readers.docx_paragraphs import Paragraph, ParagraphReader
from corpus.readers.docx_xml import (
    MAX_COLUMNS,
    MAX_DEPTH,
    MC,
    TRANSPARENT,
    choice,
    flat,
    goes_on,
    int_of,
    is_contents,
    is_deleted_row,
    is_on,
    within,
)
from corpus.readers.marked import join, unmarked
from corpus.readers.numbering import W
from corpus.readers.package import Package
from corpus.text import fold

GAP = "    "
"""A tab between two words: wide enough to be seen as two columns."""
HEAD_BLOCKS = 14
"""Lines of two columns are looked for in this many first blocks: the letterhead set with tabs."""

_LETTERHEAD = re.compile(r"cong hoa xa hoi chu nghia|dang cong san viet nam|noi nhan\s*:|^\W*so\s*:|doc lap - tu do")
_GAP = re.compile(r"\s*\t[\t ]*|\s{5,}")


def read_docx(path: Path, name: str) -> tuple[str, list[str]]:
    """The marked text of a Word document and remarks (Vietnamese sentences) about it.

    Raises:
        ReadError: broken, locked or unsafe.
    """
    package = Package(path, name)
    root = package.xml("word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise BinaryFileError(name, "tệp Word không có phần nội dung", "hãy mở bằng Word và lưu lại rồi nạp lại")
    remarks: list[str] = []
    if any("vbaProject" in part for part in package.names()):
        remarks.append(f"{name} có macro; macro không được chạy, chỉ đọc phần chữ.")
    if body.find(f".//{W}ins") is not None or body.find(f".//{W}del") is not None:
        remarks.append(f"{name} còn sửa đổi đang theo dõi; đã đọc như khi chấp nhận tất cả.")
    reader = DocxReader(package, body)
    reader.blocks(body)
    if reader.struck:
        remarks.append(f"{name} có chữ bị gạch ngang; phần ấy không được đọc.")
    reader.end_columns()
    return reader.out.marked(), remarks


class DocxReader(ParagraphReader):
    """Walks the body from top to bottom."""

    def __init__(self, package: Package, body: Any) -> None:
        super().__init__(package, body)
        self.columns: list[tuple[str, str]] = []
        self.before: Paragraph | None = None

    # -- blocks -------------------------------------------------------------------------------------------------------

    def blocks(self, parent: Any, depth: int = 0) -> None:
        """Everything in a body, a text box or a cell, in order."""
        if depth > MAX_DEPTH:
            return
        for node in parent:
            if node.tag == f"{W}p":
                self._paragraph(node, depth)
            elif node.tag == f"{W}tbl":
                self.end_columns()
                self._table(node, depth)
            elif node.tag in TRANSPARENT and not is_contents(node):
                self.blocks(node, depth + 1)
            elif node.tag == f"{MC}AlternateContent":
                self.blocks(choice(node), depth + 1)

    def _paragraph(self, node: Any, depth: int) -> None:
        if self.styles.is_contents(node):
            return
        read = self.paragraph(node)
        if self.before is not None:
            read.runs = [*self.before.runs, *read.runs]
            read.label, read.level = self.before.label or read.label, self.before.level or read.level
            read.boxes, self.before = [*self.before.boxes, *read.boxes], None
        if read.merged:
            self.before = read
            return
        text = read.text()
        if not (self._is_columns(read, text) or not unmarked(text).strip()):
            self.end_columns()
        if self._is_columns(read, text):
            left, right = _GAP.split(text.strip(), maxsplit=1)
            self.columns.append((left, right))
        else:
            self._write(read, text)
        for box in read.boxes:
            self.blocks(box, depth + 1)

    def _write(self, read: Paragraph, text: str) -> None:
        text = "\n".join(_GAP.sub(GAP, line.strip()) for line in text.split("\n"))
        bold, italic = read.share("bold") > 0.85, read.share("italic") > 0.85
        self.out.paragraph(text, level=read.level, bold=bold, italic=italic)

    def _is_columns(self, read: Paragraph, text: str) -> bool:
        """A line of the letterhead set in two columns with a tab."""
        if len(self.out.blocks) > HEAD_BLOCKS or read.label or "\n" in text:
            return False
        sides = _GAP.split(text.strip())
        return len(sides) == 2 and all(any(c.isalpha() for c in unmarked(s)) for s in sides)

    def end_columns(self) -> None:
        """Write the lines of two columns: the left one, then the right one."""
        lines, self.columns = self.columns, []
        for side in (0, 1):
            if lines:
                self.out.paragraph("\n".join(x[side] for x in lines))

    # -- tables -------------------------------------------------------------------------------------------------------

    def _table(self, node: Any, depth: int) -> None:
        rows = [r for r in within(node, "tr") if not is_deleted_row(r)]
        cells = [list(self._placed(row)) for row in rows]
        if self._is_layout(node, cells):
            for column in sorted({c for row in cells for c, _, _ in row}):
                for row in cells:
                    for at, _, cell in row:
                        if at == column and cell is not None:
                            self._layout_cell(cell, depth)
            return
        header = 0
        for row in rows:
            properties = row.find(f"{W}trPr")
            if properties is None or not is_on(properties, "tblHeader"):
                break
            header += 1
        self.out.table([self._row(row) for row in cells], header if header < len(rows) else 0)

    def _row(self, placed: list[tuple[int, int, Any | None]]) -> list[str]:
        """The texts of a row by column. Cells stand side by side: each begins on the page the row begins on."""
        out: list[str] = []
        begin, last = self.number, self.number
        for at, span, cell in placed:
            out += [""] * (at - len(out))
            self.number = begin
            out.append(self._cell(cell) if cell is not None else "")
            out += [""] * (span - 1)
            last = max(last, self.number)
        self.number = last
        return out

    def _placed(self, row: Any) -> Iterator[tuple[int, int, Any | None]]:
        """(column, columns spanned, cell) of a row; None where the cell above goes on."""
        properties = row.find(f"{W}trPr")
        column = int_of(properties, "gridBefore") if properties is not None else 0
        for cell in within(row, "tc"):
            properties = cell.find(f"{W}tcPr")
            span = max(1, int_of(properties, "gridSpan")) if properties is not None else 1
            yield column, span, None if goes_on(properties) else cell
            column += span
            if column > MAX_COLUMNS:
                return

    def _cell(self, cell: Any) -> str:
        texts: list[str] = []
        for node in flat(cell):
            read = self.paragraph(node)
            texts.append(read.text().replace("\n", " ").replace("\t", " "))
            texts += [self._cell(box) for box in read.boxes]
        return join(t.strip() for t in texts)

    def _layout_cell(self, cell: Any, depth: int) -> None:
        """A cell of a table that only places text: its paragraphs, close lines kept together."""
        if cell.find(f"{W}tbl") is not None:
            self.blocks(cell, depth + 1)
            return
        lines: list[str] = []
        for node in flat(cell):
            read = self.paragraph(node)
            text = _GAP.sub(GAP, read.text().strip())
            if not unmarked(text).strip():
                self._lines(lines)
                self.out.paragraph(text)
                lines = []
            else:
                wrap = "**" if read.share("bold") > 0.85 else ""
                lines += [wrap + line.strip() + wrap if line.strip() else "" for line in text.split("\n")]
            for box in read.boxes:
                self.blocks(box, depth + 1)
        self._lines(lines)

    def _lines(self, lines: list[str]) -> None:
        if lines:
            self.out.paragraph("\n".join(lines))

    def _is_layout(self, node: Any, cells: list[list[tuple[int, int, Any | None]]]) -> bool:
        """Whether a table only places text side by side: the letterhead, the signature, a frame."""
        width = max((at + span for row in cells for at, span, _ in row), default=0)
        if width <= 1 or sum(len(row) for row in cells) <= 1:
            return True
        if width > 4 or len(cells) > 6:
            return False
        texts = [
            fold("".join(t.text or "" for t in c.iter(f"{W}t"))) for row in cells for _, _, c in row if c is not None
        ]
        if any(_LETTERHEAD.search(t) for t in texts):
            return True
        if self.styles.is_ruled(node):
            return False
        return len(cells) == 1 or (len(cells) <= 3 and not any(c.isdigit() for t in texts for c in t))
