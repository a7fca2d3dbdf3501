"""The same documents in every form an office has them: what is found in each, against the text itself.

    python -m bot.bench.forms [FOLDER] [--dpi 150,200,300] [--speed]

Each text of the folder (default: the samples) is set as Word, printed to PDF, scanned with mild noise, and written in
old encodings; each is read back. A figure is silently wrong when it stands in no observation of the text and carries
no caution.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import corpus
from bot.bench.setting import set_docx, to_old_font, to_pdf, to_scan
from corpus.models import Document, Observation
from corpus.observations import extract_observations
from corpus.readers.files import read_any
from corpus.readers.scan.tesseract import available
from corpus.reading import document_of
from corpus.restore import looks_damaged
from corpus.text import fold

CONTEXT = 12
"""Letters before a figure that must stand with it on its page."""
CHARACTERS_A_PAGE = 2000

Key = tuple[str, ...]


@dataclass
class Form:
    """One form of all documents, and what was found in it."""

    name: str
    files: list[Path] = field(default_factory=list)
    expected: int = 0
    found: int = 0
    silent: int = 0
    marked: int = 0
    on_page: int = 0
    paged: int = 0
    pages: float = 0.0
    seconds: float = 0.0
    two: float = 0.0


def key_of(o: Observation) -> Key:
    """What must be the same: the dimensions and the value; marks over letters are no matter of figures."""
    names = (fold(unicodedata.normalize("NFKC", name)) for name in (o.indicator, o.entity, o.unit))
    return (*names, o.time_period, o.measure, str(o.value))


def measure(form: Form, file: Path, text: Document, printed: list[str]) -> None:
    """Read a file and add what it holds to the form's figures; `printed` are the texts of the printed pages."""
    started = time.perf_counter()
    raw = read_any(file)
    form.seconds += time.perf_counter() - started
    document = document_of(raw, file.name)
    form.files.append(file)
    form.pages += raw.pages[-1][1] if raw.pages else len(raw.text) / CHARACTERS_A_PAGE
    form.marked += len(raw.doubtful)
    expected = extract_observations(text)
    wanted = Counter(map(key_of, expected))
    found = extract_observations(document)
    had = Counter(map(key_of, found))
    form.expected += sum(wanted.values())
    form.found += sum((wanted & had).values())
    values = {str(o.value) for o in expected}
    for o in found:
        doubtful = document.is_doubtful(o.span.start, o.span.end)
        form.silent += key_of(o) not in wanted and str(o.value) not in values and not doubtful
        if raw.pages and key_of(o) in wanted:
            form.paged += 1
            form.on_page += _stands_on(o, document, printed, len(raw.doubtful) > 0)


def _stands_on(o: Observation, document: Document, printed: list[str], scanned: bool) -> bool:
    """Whether the figure stands on the page it is cited from; for print with the letters before it."""
    page = document.page_of(o.span.start) or 0
    begin = next((at for at, number in reversed(document.pages) if number == page and at <= o.span.start), 0)
    before = document.original[max(begin, o.span.start - 40) : o.span.start]
    before = "" if o.span.table is not None or scanned else before
    figure = o.span.quote.split()[0]
    words = _bare(re.split(r"[\n>]", before)[-1])[-CONTEXT:] + _bare(figure)
    return 0 < page <= len(printed) and words in printed[page - 1]


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))


def page_texts(pdf: Path) -> list[str]:
    """The letters and figures of each page by another library than the reader's, for checking pages."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [_bare(page.get_textpage().get_text_range()) for page in document]


def run(sources: Iterable[Path], work: Path, dpis: Iterable[int], *, speed: bool = False) -> Iterator[Form]:
    """Set and measure every form; a form whose tool is missing is left out."""
    texts = [(p, raw, document_of(raw, p.name)) for p in sources for raw in [read_any(p)]]
    print_files: list[tuple[Path, Document, list[str], bool]] = []
    word = Form("Word (.docx)")
    for path, raw, document in texts:
        file = work / f"{path.stem}.docx"
        set_docx(raw.text, file)
        measure(word, file, document, [])
        pdf = work / f"{path.stem}.pdf"
        if to_pdf(file, pdf):
            print_files.append((pdf, document, page_texts(pdf), looks_damaged(raw.text)))
    yield _sped(word, speed)
    printed = Form("PDF từ máy")
    for pdf, document, pages, _ in print_files:
        measure(printed, pdf, document, pages)
    if print_files:
        yield _sped(printed, speed)
    for dpi in dpis if available() else ():
        scan = Form(f"bản quét {dpi} dpi")
        for pdf, document, pages, damaged in print_files:
            if not damaged:
                file = work / f"{pdf.stem}.{dpi}.pdf"
                to_scan(pdf, file, dpi)
                measure(scan, file, document, pages)
        if print_files:
            yield _sped(scan, speed)
    for encoding in ("tcvn3", "vni"):
        old = Form(f"chữ {encoding.upper()}")
        for path, raw, document in texts:
            if not looks_damaged(raw.text):
                file = work / f"{path.stem}.{encoding}.txt"
                file.write_bytes(to_old_font(raw.text, encoding))
                measure(old, file, document, [])
        yield _sped(old, speed)


def _sped(form: Form, speed: bool) -> Form:
    """The time for all files of the form with two workers, when asked for."""
    if speed:
        started = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(read_any, form.files))
        form.two = time.perf_counter() - started
    return form


def line_of(form: Form) -> str:
    """The figures of a form in one line."""
    share = 100 * form.found / max(1, form.expected)
    pages = f", đúng trang {form.on_page}/{form.paged}" if form.paged else ""
    rate = f", {form.pages / form.seconds:.2f} trang/giây" if form.seconds else ""
    two = f" (hai luồng: {form.pages / form.two:.2f})" if form.two else ""
    return (
        f"{form.name}: {form.found}/{form.expected} số liệu ({share:.1f}%), sai mà không đánh dấu {form.silent}, "
        f"đánh dấu {form.marked}{pages}{rate}{two}"
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="The same documents as Word, PDF, scans and in old encodings.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(corpus.__file__).parent / "samples")
    parser.add_argument("--dpi", default="150,200,300", help="resolutions of the scans")
    parser.add_argument("--speed", action="store_true", help="measure two workers too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        dpis = [int(d) for d in given.dpi.split(",") if d]
        for form in run(sorted(given.folder.glob("*.txt")), Path(work), dpis, speed=given.speed):
            print(line_of(form), flush=True)


if __name__ == "__main__":
    main()
