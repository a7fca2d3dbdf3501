"""Files made for tests: Word documents from WordprocessingML, packages with any parts."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of WordprocessingML; a run that is no markup becomes one."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tbl(*rows: str, borders: bool = True) -> str:
    """A table of `tr` rows."""
    lines = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if borders else ""
    return f"<w:tbl><w:tblPr>{lines}</w:tblPr>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; a cell that is no markup becomes one."""
    inner = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def tc(text: str, properties: str = "") -> str:
    """A cell with its properties (gridSpan, vMerge)."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def docx(path: Path, body: str, parts: Mapping[str, str] | None = None) -> Path:
    """A Word file of this body; further parts by name, their content without the root's namespaces."""
    write_zip(path, {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS,
                     "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
                     **{f"word/{name}.xml": f"<w:{name} {_NAMES}>{xml}</w:{name}>"
                        for name, xml in (parts or {}).items()}})  # fmt: skip
    return path


def write_zip(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A ZIP package."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def pdf_of_pages(path: Path, count: int) -> Path:
    """A PDF whose tree of pages names one page `count` times."""
    kids = " ".join(["3 0 R"] * count)
    parts = [
        "%PDF-1.4\n",
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        f"2 0 obj<</Type/Pages/Count {count}/Kids[{kids}]>>endobj\n",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n",
    ]
    offsets = [sum(map(len, parts[:i])) for i in (1, 2, 3)]
    table = "".join(f"{o:010d} 00000 n \n" for o in offsets)
    start = sum(map(len, parts))
    end = f"xref\n0 4\n0000000000 65535 f \n{table}trailer<</Size 4/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    path.write_text("".join(parts) + end, encoding="ascii")
    return path


class Printed:
    """A PDF drawn by hand, in a font that has Vietnamese letters; places in points from the top left corner."""

    def __init__(self, path: Path) -> None:
        import matplotlib
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        for name, file in (("Viet", "DejaVuSerif.ttf"), ("Viet-Bold", "DejaVuSerif-Bold.ttf")):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, fonts / file))
        self.path = path
        self.width, self.height = A4
        self.canvas = Canvas(str(path), pagesize=A4)

    def text(self, x: float, y: float, text: str, size: float = 11, bold: bool = False) -> float:
        """Write a line whose foot stands at `y`; returns where it ends."""
        font = "Viet-Bold" if bold else "Viet"
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)
        return x + float(self.canvas.stringWidth(text, font, size))

    def lines(self, y: float, texts: list[str], x: float = 72, size: float = 11) -> float:
        """Write lines below one another; returns where the next one would stand."""
        for text in texts:
            self.text(x, y, text, size)
            y += size * 1.5
        return y

    def table(self, y: float, rows: list[list[str]], widths: list[float], x: float = 72, row: float = 20) -> float:
        """Draw a ruled table; returns its lower edge."""
        for i, cells in enumerate(rows):
            at = x
            for text, width in zip(cells, widths, strict=True):
                self.canvas.rect(at, self.height - y - row * (i + 1), width, row)
                self.text(at + 3, y + row * (i + 1) - 6, text, 9)
                at += width
        return y + row * len(rows)

    def rule(self, y: float, x0: float = 72, x1: float = 200) -> None:
        """A horizontal line."""
        self.canvas.line(x0, self.height - y, x1, self.height - y)

    def turn(self) -> None:
        """A new page."""
        self.canvas.showPage()

    def save(self) -> Path:
        """Write the file."""
        self.canvas.save()
        return self.path
