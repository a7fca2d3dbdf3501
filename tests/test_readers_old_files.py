"""Files of other and older programs, each saying what the new one says; old fonts in a PDF; wrong-language layers."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import matplotlib as mpl
import openpyxl
import pypdfium2
import pytest
from fontTools.ttLib import TTFont as FontFile
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bot.bench.setting import to_old_font, to_scan
from corpus.models import Document
from corpus.observations import extract_observations
from corpus.readers.files import read_any
from corpus.readers.scan import tesseract
from corpus.reading import read_document
from tests.conftest import SMALL_REPORT
from tests.making import Printed, docx, p, tbl, tc, tr

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: older office files are not read here"
)
needs_ocr = pytest.mark.skipif(not tesseract.available(), reason="tesseract with Vietnamese (vie) is not installed")
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"


def figures(document: Document) -> set[tuple[str, ...]]:
    """What was found in a document, with its dimensions."""
    return {(o.indicator, o.time_period, o.measure, str(o.value)) for o in extract_observations(document)}


def saved_as(source: Path, suffix: str) -> Path:
    """The file as LibreOffice saves it in another form."""
    folder = source.parent / suffix
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", folder, source],
                   check=True, capture_output=True)  # fmt: skip
    return folder / f"{source.stem}.{suffix}"


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with a merged cell and a heading of two levels as .docx."""
    head = "".join(p(line) for line in ("Số: 12/BC-UBND", "BÁO CÁO", "Kết quả thực hiện năm 2023"))
    cells = tbl(
        tr(tc("TT"), tc("Chỉ tiêu"), tc("Năm 2023", '<w:gridSpan w:val="2"/>')),
        tr("", "", "Kế hoạch", "Thực hiện"),
        tr("1", "Doanh thu (tỷ đồng)", "1.200", "1.250,5"),
    )
    body = head + p("Thu ngân sách năm 2023 đạt 450 tỷ đồng.") + cells + p("Xuất khẩu đạt 25 triệu USD.")
    return docx(tmp_path_factory.mktemp("cu") / "a.docx", body)


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_an_older_letter_says_what_the_new_one_says(letter: Path, suffix: str) -> None:
    """Header, text, table and the figures of each."""
    new, old = read_document(letter), read_document(saved_as(letter, suffix))
    assert old.doc_key == new.doc_key == "12/BC-UBND"
    assert figures(old) == figures(new)
    assert {"450", "1250.5", "25"} <= {value for *_, value in figures(old)}
    assert [c.text for c in old.tables[0].rows[-1].cells] == ["1", "Doanh thu (tỷ đồng)", "1.200", "1.250,5"]


@needs_office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_an_older_workbook_says_what_the_new_one_says(tmp_path: Path, suffix: str) -> None:
    """Title, unit, columns, percentages and empty cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["KẾT QUẢ CÁC CHỈ TIÊU NĂM 2024"], ["Đơn vị tính: tỷ đồng"], ["TT", "Chỉ tiêu", "Kế hoạch", "Tỷ lệ"],
                [1, "Thu ngân sách", 500, 0.943], [2, "Doanh thu", None, 1.02]):  # fmt: skip
        sheet.append(row)
    for cell in ("D4", "D5"):
        sheet[cell].number_format = "0.0%"
    book.save(tmp_path / "a.xlsx")
    assert read_any(saved_as(tmp_path / "a.xlsx", suffix)).text == read_any(tmp_path / "a.xlsx").text


def old_pdf(folder: Path, encoding: str, font: str) -> Path:
    """The report set in an old font: under the font's name, or in a font whose name says nothing."""
    coded = to_old_font(SMALL_REPORT, encoding).decode("cp1252")
    if font != "Times-Roman":
        file = FontFile(FONTS / "DejaVuSerif.ttf")
        for entry in file["name"].names:
            if entry.nameID in (1, 4, 6, 16):
                entry.string = font
        file.save(folder / "font.ttf")
        pdfmetrics.registerFont(TTFont(font, folder / "font.ttf"))
    canvas = Canvas(str(folder / f"{encoding}.pdf"))
    y = 800.0
    for words in (line.split() for line in coded.splitlines()):
        while words:
            line = [words.pop(0)]
            while words and canvas.stringWidth(" ".join([*line, words[0]]), font, 12) < 450:
                line.append(words.pop(0))
            canvas.setFont(font, 12)
            canvas.drawString(72, y, " ".join(line))
            y -= 16
        y -= 6
    canvas.save()
    return folder / f"{encoding}.pdf"


@pytest.mark.parametrize(
    ("encoding", "font"),
    [("tcvn3", ".VnTime"), ("tcvn3", "Times-Roman"), ("vni", "VNI-Times"), ("vni", "Times-Roman")],
)
def test_a_pdf_in_an_old_font_is_read(tmp_path: Path, encoding: str, font: str) -> None:
    """Number, organ, subject, day and every figure, and the quotes are the file's own letters."""
    (tmp_path / "a.txt").write_text(SMALL_REPORT, encoding="utf-8")
    new, old = read_document(tmp_path / "a.txt"), read_document(old_pdf(tmp_path, encoding, font))
    assert figures(old) == figures(new) != set()
    for field in ("doc_key", "type_name", "subject", "organ_name", "issued_date", "reporting_period"):
        assert getattr(old, field) == getattr(new, field), field
    assert all(old.quote(o.span.start, o.span.end) == o.span.quote for o in extract_observations(old))


def with_foreign_layer(folder: Path) -> Path:
    """A scan under a text layer that a program without Vietnamese read from it."""
    page = Printed(folder / "in.pdf")
    lines = ["Số: 12/BC-UBND", "BÁO CÁO", "Kết quả thực hiện năm 2023",
             *["Thu ngân sách năm 2023 đạt 450 tỷ đồng, tăng so với cùng kỳ năm trước.",
               "Các đơn vị đã triển khai đồng bộ nhiều giải pháp, hoàn thành nhiệm vụ được giao."] * 4]  # fmt: skip
    page.lines(80, lines, size=12)
    to_scan(page.save(), folder / "scan.pdf", 200)
    with pypdfium2.PdfDocument(folder / "scan.pdf") as scan:
        picture = folder / "trang.png"
        scan[0].render(scale=200 / 72).to_pil().save(picture)
    wrong = ["Sé: 12/BC-UBND", "BAO CAO", "Két qua thyc hién nam 2023",
             *["Thu ngan sach nam 2023 dat 450 ty déng, tang so véi cling ky nam truéc.",
               "Cac don vi da trién khai déng b6 nhiéu giai phap, hoan thanh nhiém vu duoc giao."] * 4]  # fmt: skip
    out = Printed(folder / "lop.pdf")
    out.canvas.drawImage(str(picture), 0, 0, out.width, out.height)
    layer = out.canvas.beginText(72, out.height - 80)
    layer.setFont("Viet", 12)
    layer.setTextRenderMode(3)
    for line in wrong:
        layer.textLine(line)
    out.canvas.drawText(layer)
    return out.save()


@needs_ocr
def test_a_layer_of_another_language_is_read_again_from_the_scan(tmp_path: Path) -> None:
    """The scan itself says it in Vietnamese, and the person is told."""
    raw = read_any(with_foreign_layer(tmp_path))
    assert "Thu ngân sách năm 2023 đạt 450 tỷ đồng" in raw.text
    assert "sai ngôn ngữ" in raw.note
    assert "déng" not in raw.text


def test_a_layer_of_another_language_without_a_reader_is_kept_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no tesseract is, the layer stays as it is printed, to be restored at intake, and the remedy is said."""
    file = with_foreign_layer(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    raw = read_any(file)
    assert "450 ty déng" in raw.text
    assert "hãy cài tesseract" in raw.note
