"""Scans read by tesseract: words, tables by their grid, footnote marks, doubtful figures, wrong-language layers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from bot.bench.setting import to_scan
from corpus.errors import MissingToolError
from corpus.models import DOUBTFUL
from corpus.observations import extract_observations
from corpus.readers import scan
from corpus.readers.files import read_any
from corpus.readers.pdf import read_pdf
from corpus.readers.scan import tesseract
from corpus.readers.scan.grid import find_grids
from corpus.readers.scan.image import skew_of
from corpus.reading import document_of, read_document
from tests.making import Printed

needs_ocr = pytest.mark.skipif(not tesseract.available(), reason="tesseract with Vietnamese (vie) is not installed")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of a report: text, a raised mark on a year and its note, a ruled table."""
    page = Printed(tmp_path_factory.mktemp("scan") / "a.pdf")
    page.text(250, 70, "BÁO CÁO", 13, bold=True)
    page.text(170, 90, "Kết quả thực hiện sáu tháng đầu năm 2024", 13, bold=True)
    page.lines(130, ["Trong sáu tháng đầu năm 2024, các đơn vị đã triển khai nhiều giải pháp"], size=12)
    end = page.text(72, 150, "đồng bộ. Thu ngân sách năm 2023", 12)
    end = page.text(end, 145, "6", 7)
    page.text(end + 4, 150, "đạt 450 tỷ đồng, doanh thu đạt 1.200 tỷ đồng.", 12)
    page.table(180, [["TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"], ["1", "Xuất khẩu (triệu USD)", "500", "471,5"],
                     ["2", "Nhập khẩu (triệu USD)", "400", "-"]], [40.0, 200.0, 80.0, 80.0])  # fmt: skip
    page.text(72, 772, "6", 6)
    page.text(80, 775, "Kế hoạch thu ngân sách năm 2023: 500 tỷ đồng.", 9)
    return page.save()


@pytest.fixture(scope="module")
def scanned(printed: Path) -> Path:
    """The page scanned at 200 dots an inch."""
    path = printed.with_name("scan.pdf")
    to_scan(printed, path, 200)
    return path


@needs_ocr
def test_a_scan_gives_the_figures_of_the_print(printed: Path, scanned: Path) -> None:
    """Text, table and note of a scan give the observations of the print; the year keeps its four digits."""
    expected = {(o.time_period, o.measure, str(o.value)) for o in extract_observations(read_document(printed))}
    raw = read_any(scanned)
    document = document_of(raw, "scan.pdf")
    found = {(o.time_period, o.measure, str(o.value)) for o in extract_observations(document)}
    assert "2023<sup>1</sup> đạt" in raw.text
    assert found == expected
    assert {"450", "500", "1200", "471.5"} <= {value for _, _, value in found}
    assert [[c.text for c in r.cells] for r in document.tables[0].rows][1][-1] == "-"
    assert raw.pages == ((0, 1),)
    assert "quét" in raw.note


@needs_ocr
def test_an_unsure_figure_carries_its_caution(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no reading is sure enough, every figure is marked in the text and on its observation."""
    monkeypatch.setattr(scan.page, "SURE", 101.0)
    monkeypatch.setattr(scan.cells, "SURE", 101.0)
    from corpus.readers.marked import Resolved
    from corpus.readers.text import RawText

    resolved = Resolved(read_pdf(scanned, "a.pdf")[0])
    raw = RawText(text=resolved.text, encoding="ocr", sha256="", pages=resolved.pages, doubtful=resolved.doubtful)
    found = extract_observations(document_of(raw, "a.pdf"))
    assert found
    assert all(DOUBTFUL in o.cautions for o in found)


@needs_ocr
def test_a_picture_is_read_like_a_scan(scanned: Path, tmp_path: Path) -> None:
    """A PNG of the page, under any name, gives the same figures."""
    with pypdfium2.PdfDocument(scanned) as document:
        document[0].render(scale=200 / 72).to_pil().save(tmp_path / "trang.txt", format="PNG", dpi=(200, 200))
    assert "đạt 450 tỷ đồng" in read_any(tmp_path / "trang.txt").text


def test_a_missing_program_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without tesseract the sentence says how to install it."""
    monkeypatch.setattr(tesseract, "_program", lambda: (None, frozenset()))
    with pytest.raises(MissingToolError, match="apt install tesseract-ocr tesseract-ocr-vie"):
        tesseract.require("a.pdf")


def test_skew_is_found() -> None:
    """Level lines turned by a degree and a half are turned back."""
    from PIL import Image

    page = np.full((900, 700), 255, dtype=np.uint8)
    page[100:800:20, 100:600] = 0
    turned = np.asarray(Image.fromarray(page).rotate(1.5, fillcolor=255, resample=Image.Resampling.BICUBIC))
    assert skew_of(turned) == pytest.approx(-1.5, abs=0.15)


def test_a_grid_is_cells() -> None:
    """Lines part cells; where a line is missing two places are one cell; what is not closed is none."""
    ink = np.zeros((420, 640), dtype=bool)
    ink[100:400:100, 20:620] = True
    for x in (20, 220, 420, 619):
        ink[100:301, x : x + 2] = True
    ink[110:190, 218:224] = False
    (grid,), _ = find_grids(ink, 200)
    assert [[c is not None for c in row] for row in grid.cells] == [[True, False, True], [True, True, True]]
