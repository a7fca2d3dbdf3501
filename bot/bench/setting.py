"""A text set as the files an office has: Word with real tables and footnotes, PDF, a noisy scan, old fonts."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from corpus.alignment import Source, nfc_reading
from corpus.blocks import Assembly, Block, assemble
from corpus.footnotes import find_ruined
from corpus.grid import Grid
from corpus.grids import find_grids
from corpus.header import read_header
from corpus.lines import is_capitals, split_lines
from corpus.readers.legacy import TCVN3, VNI
from corpus.tail import read_tail
from corpus.text import fold

SECONDS = 180
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTES_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_DATE = re.compile(r"[^\d:]{2,40}, ngay\s")
_STATE = ("cong hoa xa hoi", "doc lap - tu do", "dang cong san")


def set_docx(text: str, path: Path) -> None:
    """Set a document's text as Word: the letterhead and the foot in two columns, tables and footnotes real."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    blocks, grids, spent = _parts(text)
    word = docx.Document()
    section = word.sections[0]
    if max((len(r.cells) for g in grids for r in g.rows), default=0) > 9:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(42), Cm(29.7)
    else:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    word.styles["Normal"].font.name = "Times New Roman"
    word.styles["Normal"].font.size = Pt(13)
    for level in range(1, 7):
        word.styles[f"Heading {level}"].font.name = "Times New Roman"
    setter = _Setter(word, {b.label: b.strand().text for b in blocks if b.kind == "note"})
    order: list[tuple[int, Block | Grid]] = [(b.first.number, b) for b in blocks if b.kind != "note"]
    order += [(g.first, g) for g in grids]
    order.sort(key=lambda x: x[0])
    head = [b for n, b in order if isinstance(b, Block) and n in spent]
    title = next(
        (i for i, b in enumerate(head) if b.first.hashes or fold(b.strand().text) in ("bao cao", "ke hoach")), 0
    )
    setter.columns(*_halves(head[:title]))
    for _, thing in [x for x in order if x[1] not in head[:title]]:
        if isinstance(thing, Grid):
            setter.table(thing)
        else:
            setter.paragraph(thing)
    setter.save(path)


def _parts(text: str) -> tuple[list[Block], list[Grid], set[int]]:
    """Blocks and tables of a text, and the lines of its head."""
    lines = split_lines(Source(nfc_reading(text)).text)
    header = read_header(lines)
    kinds: dict[int, str] = dict.fromkeys(header.spent, "header")
    kinds.update(read_tail(lines, max(header.spent, default=-1) + 1).kinds)
    grids = find_grids(lines, Source(nfc_reading(text)).text, set(kinds))
    notes, marks = find_ruined(lines)
    tables = {n for g in grids for n in range(g.first, g.last + 1)}
    return assemble(lines, Assembly(kinds, tables, notes, marks)), grids, header.spent


def _halves(head: list[Block]) -> tuple[list[Block], list[Block]]:
    """The letterhead's left side (organ, number) and right side (state, motto, place and date)."""
    right = [b for b in head if fold(b.strand().text).startswith(_STATE) or _DATE.match(fold(b.strand().text))]
    return [b for b in head if b not in right], right


class _Setter:
    """Writes blocks into a Word document; footnotes are added to the package when it is saved."""

    def __init__(self, word: Any, notes: dict[str, str]) -> None:
        self.word = word
        self.notes = notes
        self.set: list[str] = []

    def columns(self, left: list[Block], right: list[Block]) -> None:
        """Two columns without lines; one column when a side is empty."""
        if not left or not right:
            for block in left + right:
                self.paragraph(block)
            return
        cells = self.word.add_table(rows=1, cols=2).rows[0].cells
        for cell, side in zip(cells, (left, right), strict=True):
            for i, block in enumerate(side):
                self._fill(cell.paragraphs[0] if i == 0 else cell.add_paragraph(), block)

    def paragraph(self, block: Block) -> None:
        """A paragraph; a Markdown heading becomes a heading."""
        level = block.first.hashes
        self._fill(self.word.add_heading(level=level) if level else self.word.add_paragraph(), block)

    def _fill(self, paragraph: Any, block: Block) -> None:
        text, at = block.strand().text, 0
        if block.kind == "header":
            paragraph.alignment = 1
        bold = block.first.bold or (block.kind == "header" and is_capitals(text)) or None
        for mark in sorted(block.marks, key=lambda m: m.at):
            paragraph.add_run(text[at : mark.at]).bold = bold
            at = mark.at
            if mark.label in self.notes and mark.label not in self.set:
                self.set.append(mark.label)
                self._reference(paragraph, len(self.set))
        paragraph.add_run(text[at:]).bold = bold

    @staticmethod
    def _reference(paragraph: Any, number: int) -> None:
        from docx.oxml import parse_xml

        run = parse_xml(
            f'<w:r xmlns:w="{_WORD}"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )
        paragraph._p.append(run)

    def table(self, grid: Grid) -> None:
        """A ruled table; cells are as the file has them."""
        from docx.oxml import parse_xml
        from docx.shared import Pt

        width = max(len(r.cells) for r in grid.rows)
        table = self.word.add_table(rows=len(grid.rows), cols=width)
        table.style = "Table Grid"
        size = Pt(9 if width > 9 else 11)
        for row, given in zip(table.rows, grid.rows, strict=True):
            for cell, strand in zip(row.cells, given.cells, strict=False):
                if strand.text:
                    cell.paragraphs[0].add_run(strand.text).font.size = size
            for cell in row.cells[len(given.cells) :]:
                row._tr.remove(cell._tc)
            if len(given.cells) < width:
                row._tr.get_or_add_trPr().append(
                    parse_xml(f'<w:gridAfter xmlns:w="{_WORD}" w:val="{width - len(given.cells)}"/>')
                )
        self.word.add_paragraph()

    def save(self, path: Path) -> None:
        """Write the file; python-docx knows no footnotes, so their part is put into the package."""
        self.word.save(path)
        if not self.set:
            return
        body = "".join(
            f'<w:footnote w:id="{i}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve"> {escape(self.notes[label])}</w:t></w:r>'
            "</w:p></w:footnote>"
            for i, label in enumerate(self.set, 1)
        )
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{_WORD}">{body}</w:footnotes>'.encode()
        for name, end, added in (
            ("[Content_Types].xml", b"</Types>",
             f'<Override PartName="/word/footnotes.xml" ContentType="{_NOTES_TYPE}"/>'),
            ("word/_rels/document.xml.rels", b"</Relationships>",
             f'<Relationship Id="rIdNotes" Type="{_NOTES_RELATION}" Target="footnotes.xml"/>'),
        ):  # fmt: skip
            parts[name] = parts[name].replace(end, added.encode() + end)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts.items():
                package.writestr(name, data)


def to_pdf(docx: Path, path: Path) -> bool:
    """A Word file printed to PDF by LibreOffice; False where that is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", folder, str(docx)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS,
        )  # fmt: skip
        shutil.move(Path(folder) / f"{docx.stem}.pdf", path)
    return True


def to_scan(pdf: Path, path: Path, dpi: int, seed: int = 7) -> None:
    """A PDF printed and scanned: pictures of its pages with mild noise, blur and skew, without any text."""
    import numpy as np
    import pypdfium2
    from PIL import Image, ImageFilter

    random = np.random.default_rng(seed)
    pages = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            grey = page.render(scale=dpi / 72).to_pil().convert("L")
            grey = grey.rotate(float(random.uniform(-0.4, 0.4)), fillcolor=255, resample=Image.Resampling.BICUBIC)
            grey = grey.filter(ImageFilter.GaussianBlur(0.4 * dpi / 200))
            noisy = np.asarray(grey, dtype=np.float64) + random.normal(0, 9, (grey.height, grey.width))
            pages.append(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)))
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=dpi, quality=75)


def to_old_font(text: str, encoding: str) -> bytes:
    """The text in an 8-bit encoding of before Unicode: "tcvn3" or "vni"."""
    table = TCVN3 if encoding == "tcvn3" else VNI
    back = {letter: code for code, letter in reversed(list(table.items()))}
    if encoding == "tcvn3":
        # small letters alone have codes of their own: marked capitals are typed in a font of capitals
        back |= {letter.upper(): code for code, letter in table.items() if letter.upper() not in back}
    marks = str.maketrans({"“": '"', "”": '"', "–": "-", "’": "'", "‘": "'", "…": "..."})
    return "".join(back.get(c, c) for c in text.translate(marks)).encode("cp1252", errors="replace")
