"""Word documents (.docx): paragraphs and tables in order, as they look when all tracked changes are accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import BinaryFileError
from corpus.readers.docx_notes import Notes
from corpus.readers.docx_styles import Look, Styles
from corpus.readers.marked import Page, escaped, join, one_spaced, page_mark, sup, tidy, unmarked
from corpus.readers.numbering import Numbering, W
from corpus.readers.package import Package
from corpus.text import fold

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

GAP = "    "
"""A tab between two words: wide enough to be seen as two columns."""
MAX_DEPTH = 40
"""Elements nested deeper are left out."""
MAX_COLUMNS = 200
HEAD_BLOCKS = 14
"""Lines of two columns are looked for in this many first blocks: the letterhead set with tabs."""

_LETTERHEAD = re.compile(r"cong hoa xa hoi chu nghia|dang cong san viet nam|noi nhan\s*:|^\W*so\s*:|doc lap - tu do")
_GAP = re.compile(r"\s*\t[\t ]*|\s{5,}")
_SKIPPED = frozenset(
    W + name
    for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr",
                 "footnoteRef", "endnoteRef", "annotationRef", "softHyphen", "bookmarkStart", "bookmarkEnd")
)  # fmt: skip
_TRANSPARENT = frozenset(
    W + name for name in ("ins", "moveTo", "sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "sdt")
)


@dataclass
class Run:
    """A stretch of one look: its text, whether it stands high."""

    text: str
    bold: bool = False
    italic: bool = False
    high: bool = False


@dataclass
class Paragraph:
    """A paragraph read: its runs, the text boxes anchored in it, whether its end was deleted."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    label: str = ""
    level: int = 0
    merged: bool = False

    def text(self) -> str:
        """The text with its label, superscript figures as footnote marks."""
        out: list[str] = []
        high = ""
        for run in [*self.runs, Run("")]:
            if run.high:
                high += run.text
                continue
            if high:
                out.append(sup(high.strip()) if re.fullmatch(r"\s*[\d*†‡]{1,3}\s*", high) else escaped(high))
                high = ""
            out.append(run.text)
        return join([self.label, "".join(out).strip(" ")]) if self.label else "".join(out)

    def share(self, look: str) -> float:
        """Share of the letters that are bold or italic."""
        letters = [(sum(c.isalnum() for c in unmarked(r.text)), getattr(r, look)) for r in self.runs if not r.high]
        total = sum(n for n, _ in letters)
        return sum(n for n, has in letters if has) / total if total else 0.0


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
    reader.end_columns()
    return reader.out.marked(), remarks


class DocxReader:
    """Walks the body from top to bottom."""

    def __init__(self, package: Package, body: Any) -> None:
        self.styles = Styles.read(package.xml("word/styles.xml"))
        self.numbering = Numbering.read(package.xml("word/numbering.xml"))
        self.notes = Notes(package)
        self.out = Page()
        self.paged = body.find(f".//{W}lastRenderedPageBreak") is not None
        self.number = 1
        self.broken = False
        self.columns: list[tuple[str, str]] = []
        self.before: Paragraph | None = None
        if self.paged:
            self.out.current = page_mark(1)
            self.out.blocks.append(page_mark(1))

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
            elif node.tag in _TRANSPARENT and not _is_contents(node):
                self.blocks(node, depth + 1)
            elif node.tag == f"{MC}AlternateContent":
                self.blocks(_choice(node), depth + 1)

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
        rows = [r for r in _within(node, "tr") if not _deleted_row(r)]
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
            if properties is None or not _on(properties, "tblHeader"):
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
        column = _int(properties, "gridBefore") if properties is not None else 0
        for cell in _within(row, "tc"):
            properties = cell.find(f"{W}tcPr")
            span = max(1, _int(properties, "gridSpan")) if properties is not None else 1
            yield column, span, None if _goes_on(properties) else cell
            column += span
            if column > MAX_COLUMNS:
                return

    def _cell(self, cell: Any) -> str:
        texts: list[str] = []
        for node in _flat(cell):
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
        for node in _flat(cell):
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

    # -- inside a paragraph -------------------------------------------------------------------------------------------

    def paragraph(self, node: Any) -> Paragraph:
        """Read a paragraph."""
        look, level, number = self.styles.of_paragraph(node)
        out = Paragraph(level=level)
        properties = node.find(f"{W}pPr")
        marks = properties.find(f"{W}rPr") if properties is not None else None
        out.merged = marks is not None and (marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None)
        self._inline(node, out, look, 0)
        if number is not None and (_in_cell(node) or any(r.text.strip() for r in out.runs)):
            out.label = self.numbering.label(*number)
        return out

    def _inline(self, parent: Any, out: Paragraph, look: Look, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for node in parent:
            tag = node.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag == f"{W}r":
                own = self.styles.of_run(node, look)
                if not own.hidden:
                    self._run(node, out, own, depth)
            elif tag in _TRANSPARENT:
                self._inline(node, out, look, depth + 1)
            elif tag == f"{MC}AlternateContent":
                self._inline(_choice(node), out, look, depth + 1)
            elif tag.startswith(MATH):
                out.runs.append(Run(tidy("".join(t.text or "" for t in node.iter(f"{MATH}t")))))

    def _run(self, node: Any, out: Paragraph, look: Look, depth: int) -> None:
        for child in node:
            tag = child.tag
            if tag == f"{W}t":
                text = escaped(tidy((child.text or "").replace("\u00a0", " ")))
                text = one_spaced(text) if not text.strip() else text.replace("\n", " ")
                text = text or " " * bool(child.text)
                self.broken = self.broken and not text.strip()
                out.runs.append(Run(text.upper() if look.caps else text, look.bold, look.italic, look.high))
            elif tag in (f"{W}tab", f"{W}ptab"):
                out.runs.append(Run("\t"))
            elif tag in (f"{W}br", f"{W}cr"):
                out.runs.append(Run(self._break(child)))
            elif tag == f"{W}lastRenderedPageBreak":
                out.runs.append(Run(self._turn_page()))
            elif tag == f"{W}noBreakHyphen":
                out.runs.append(Run("-", look.bold, look.italic))
            elif tag == f"{W}sym":
                out.runs.append(Run(_symbol(child)))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._reference(child, out, node)
            elif tag == f"{MC}AlternateContent":
                self._boxes(_choice(child), out)
            elif tag not in _SKIPPED:
                self._boxes(child, out)

    def _reference(self, mark: Any, out: Paragraph, run: Any) -> None:
        own = "".join(t.text or "" for t in run.iter(f"{W}t")).strip() if _own_mark(mark) else ""
        found = self.notes.take(mark.tag.removeprefix(W).removesuffix("Reference"), mark.get(f"{W}id", ""), own)
        if found is None:
            return
        label, body = found
        if not own:
            out.runs.append(Run(label, high=True))
        texts = [self.paragraph(p).text().strip() for p in body.iter(f"{W}p")]
        text = join(" ".join(t.split()) for t in texts)
        if text:
            self.out.note(label, text, self.number if self.paged else 0)

    @staticmethod
    def _boxes(node: Any, out: Paragraph) -> None:
        out.boxes += list(node.iter(f"{W}txbxContent"))

    def _break(self, node: Any) -> str:
        if node.get(f"{W}type") != "page":
            return "\n"
        self.broken = False
        mark = self._turn_page()
        self.broken = True
        return "\n" + mark if mark else "\n"

    def _turn_page(self) -> str:
        """The mark of a new page; Word notes an explicit break twice, as itself and as rendered."""
        if not self.paged:
            return ""
        if self.broken:
            self.broken = False
            return ""
        self.number += 1
        return page_mark(self.number)


# ---- small questions to the XML --------------------------------------------------------------------------------------


def _within(node: Any, name: str, depth: int = 0) -> Iterator[Any]:
    """Rows of a table or cells of a row, also inside content controls and insertions."""
    for child in node:
        if child.tag == W + name:
            yield child
        elif child.tag in _TRANSPARENT and depth < MAX_DEPTH:
            yield from _within(child, name, depth + 1)


def _flat(cell: Any, depth: int = 0) -> Iterator[Any]:
    """All paragraphs of a cell, those of nested tables too."""
    for child in cell:
        if child.tag == f"{W}p":
            yield child
        elif depth < MAX_DEPTH and (child.tag in _TRANSPARENT or child.tag in (f"{W}tbl", f"{W}tr", f"{W}tc")):
            yield from _flat(child, depth + 1)


def _choice(node: Any) -> Any:
    """What a reader of today sees of an alternative; the fallback says the same for old ones."""
    found = node.find(f"{MC}Choice")
    if found is None:
        found = node.find(f"{MC}Fallback")
    return found if found is not None else ()


def _is_contents(node: Any) -> bool:
    gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _on(properties: Any, name: str) -> bool:
    child = properties.find(W + name)
    return child is not None and child.get(f"{W}val", "1") not in ("0", "false", "off")


def _int(properties: Any, name: str) -> int:
    child = properties.find(W + name)
    text = child.get(f"{W}val", "") if child is not None else ""
    return min(int(text), MAX_COLUMNS) if text.isdecimal() and len(text) < 5 else 0


def _goes_on(properties: Any | None) -> bool:
    if properties is None:
        return False
    down, right = properties.find(f"{W}vMerge"), properties.find(f"{W}hMerge")
    below = down is not None and down.get(f"{W}val", "continue") == "continue"
    beside = right is not None and right.get(f"{W}val", "continue") == "continue"
    return below or beside or properties.find(f"{W}cellDel") is not None


def _deleted_row(row: Any) -> bool:
    properties = row.find(f"{W}trPr")
    return properties is not None and properties.find(f"{W}del") is not None


def _own_mark(mark: Any) -> bool:
    return mark.get(f"{W}customMarkFollows", "0") not in ("0", "false", "off")


def _in_cell(node: Any) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == f"{W}tc"


def _symbol(node: Any) -> str:
    """A character of a symbol font: list marks are kept as a dash, others stand for nothing that can be read."""
    code = node.get(f"{W}char", "").upper()
    return {"F0B7": "-", "F0A7": "-", "F0D8": "-", "F02D": "-", "F0FC": "-", "F0B3": "≥", "F0A3": "≤"}.get(code, "")
