"""The end of a paper in Word: Nơi nhận on the left, who signs on the right, level with each other."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from handlers.papers.values import BLANK, Paper
from handlers.papers.word_parts import clean, plain_table

RECIPIENTS_SIZE, RECIPIENTS_LABEL_SIZE, SIGNER_SIZE = 11, 12, 14
_SHARES = (0.5, 0.5)
_SIGNING_SPACE = 72  # points between the position and the name, for a hand and a stamp


def add_closing(document: Any, paper: Paper, width: float) -> None:
    """One row of a table that is never broken nor left alone on a page."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    table = plain_table(document, 1, [share * width for share in _SHARES])
    left, right = table.rows[0].cells
    _add_recipients(left, paper)
    signer = paper.signature
    above = [x for x in (signer.authority, signer.position) if x]
    for number, line in enumerate(above):
        _signing(right.paragraphs[0] if number == 0 else right.add_paragraph(), line.upper())
    name = right.add_paragraph()
    name.paragraph_format.space_before = Pt(_SIGNING_SPACE)
    _signing(name, signer.full_name)


def _add_recipients(cell: Any, paper: Paper) -> None:
    label = cell.paragraphs[0].add_run("Nơi nhận:")
    label.font.size, label.font.bold, label.font.italic = Pt(RECIPIENTS_LABEL_SIZE), True, True
    names = [n for n in paper.recipients if n.casefold() != "như trên"]
    first = ["Như trên"] if paper.addressees else []
    for name in (*first, *(names or [BLANK])):
        _recipient(cell, f"- {name.rstrip('.;')};")
    _recipient(cell, f"- Lưu: {paper.archive.rstrip('.;')}.")


def _recipient(cell: Any, text: str) -> None:
    run = cell.add_paragraph().add_run(clean(text))
    run.font.size = Pt(RECIPIENTS_SIZE)


def _signing(line: Any, text: str) -> None:
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run(clean(text))
    run.font.size, run.font.bold = Pt(SIGNER_SIZE), True
