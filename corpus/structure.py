"""From the text of a file to a `Document`: header, sections, paragraphs, footnotes, tables, foot."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

from corpus.alignment import Source, Strand, nfc_reading
from corpus.blocks import Assembly, Block, assemble
from corpus.footnotes import bind, find_ruined
from corpus.grid import Grid
from corpus.grids import find_grids
from corpus.header import is_number_line, read_header
from corpus.headings import BULLETS, HeadMark, annex_mark, is_title, read_mark
from corpus.lines import is_capitals, is_finished, split_lines
from corpus.models import Document, NoteRef, Paragraph, ParagraphKind, Section, Table
from corpus.outline import Outline
from corpus.tables import build_table
from corpus.tail import read_tail
from corpus.text import fold
from corpus.values import Aligned

_UNIT_LINE = re.compile(r"\W{0,3}(?:don vi tinh|dvt|don vi)\s*:")
_NUMBERED_TABLE = re.compile(r"(?:bang|bieu)(?: so)?\s+\d{1,2}(?:\.\d{1,2}|[a-z])?\s*[.:–-]")
_TABLE_NAME = re.compile(r"(?:bang|bieu)\s+(?:so\s+)?[\divx]")
_SHORT_TITLE = 70
_PERIOD_WORDS = re.compile(r"\b(?:nam|thang|quy)\s+[\divx]+(?:/\d+)?|\b\d+ thang")
_NOT_TITLE = re.compile(r"[\d,.;:!?%…)“”\"/|\\]")


@dataclass
class _Draft:
    """A paragraph before notes are numbered."""

    kind: ParagraphKind
    section: tuple[Section, ...]
    body: Strand
    block: Block
    start: int
    marks: list[tuple[int, str]] = field(default_factory=list)


def parse_document(
    original: str,
    *,
    source_file: str,
    sha256: str,
    reading: Aligned | None = None,
    uncertain: tuple[tuple[int, int], ...] = (),
    text_quality: Literal["clean", "restored"] = "clean",
) -> Document:
    """Find the structure of a document.

    `reading` is an aligned reading of the WHOLE original (restored words), its lines kept; None means the original
    itself, composed (NFC) where it is not. `uncertain` are offsets in `reading.text`. Never raises: what is not
    understood is text.

    >>> doc = parse_document("I. KẾT QUẢ\\n\\n1. Thu hút đầu tư\\n\\nĐạt 5 dự án.", source_file="a.txt", sha256="")
    >>> [(p.kind, "/".join(s.label for s in p.section), p.text) for p in doc.paragraphs]
    [('heading', 'I', 'KẾT QUẢ'), ('heading', 'I/1', 'Thu hút đầu tư'), ('text', 'I/1', 'Đạt 5 dự án.')]
    """
    source = Source(reading if reading is not None else nfc_reading(original))
    lines = split_lines(source.text)
    header = read_header(lines)
    kinds: dict[int, str] = dict.fromkeys(header.spent, "header")
    tail = read_tail(lines, max(header.spent, default=-1) + 1)
    kinds.update(tail.kinds)
    grids = find_grids(lines, source.text, set(kinds))
    notes, marks = find_ruined(lines)
    tables = {n for g in grids for n in range(g.first, g.last + 1)}
    blocks = assemble(lines, Assembly(kinds, tables, notes, marks))
    body = _Body(source, min(tail.kinds, default=len(lines)))
    body.run(blocks, grids)
    return Document(
        code_number=header.code_number, code_notation=header.code_notation, type_name=header.type_name,
        subject=header.subject, organ_name=header.organ_name, place=header.place, issued_date=header.issued_date,
        signer=tail.signer, addressees=header.addressees, recipients=tail.recipients,
        reporting_period=header.reporting_period, confidence={**header.confidence, **tail.confidence},
        source_file=source_file, sha256=sha256, text_quality=text_quality, abridged=header.abridged, original=original,
        paragraphs=_finish(body.drafts, source, uncertain), tables=tuple(body.tables),
    )  # fmt: skip


class _Body:
    """Walks blocks and tables from top to bottom with the outline of open sections."""

    def __init__(self, source: Source, tail_start: int) -> None:
        self.source = source
        self.tail_start = tail_start
        self.outline = Outline()
        self.drafts: list[_Draft] = []
        self.tables: list[Table] = []
        self.above: list[_Draft] = []
        self.untitled = False

    def run(self, blocks: list[Block], grids: list[Grid]) -> None:
        """Place everything."""
        order: list[tuple[int, Block | Grid]] = [(b.first.number, b) for b in blocks]
        order += [(g.first, g) for g in grids]
        order.sort(key=lambda x: x[0])
        for i, (_, thing) in enumerate(order):
            following = order[i + 1][1] if i + 1 < len(order) else None
            if isinstance(thing, Grid):
                self._table(thing)
            else:
                self._paragraph(thing, following)

    def _table(self, grid: Grid) -> None:
        caption, unit_line = self._caption()
        self.tables.append(
            build_table(grid, self.source, len(self.tables), section=self.outline.path(), caption=caption,
                        unit_line=unit_line)
        )  # fmt: skip
        self.above = []

    def _caption(self) -> tuple[str, str]:
        """The title lines right above a table, and its unit line."""
        parts: list[str] = []
        unit_line = ""
        for draft in reversed(self.above[-5:]):
            text = draft.body.text
            if draft.kind in ("note", "signature", "recipients", "header"):
                if draft.kind == "note":
                    continue
                break
            if _UNIT_LINE.match(fold(text[:40])) and len(text) < 80:
                unit_line = unit_line or text.strip("()* ")
            elif draft.kind == "heading":
                label = draft.section[-1].label if draft.section else ""
                annex = bool(annex_mark(label))
                parts.append(f"{label}: {text}" if annex and label != text else text)
                if not is_capitals(text) or annex:
                    break
            elif len(text) < 200 and (_TABLE_NAME.match(fold(text)) or text[0] == "(" or draft.block.first.italic):
                parts.append(text)
            else:
                break
        return " ".join(reversed(parts)), unit_line

    def _paragraph(self, block: Block, following: Block | Grid | None) -> None:
        strand = block.strand()
        if not strand.text:
            return
        if block.kind == "text":
            draft = self._classify(block, strand, following)
        else:
            section = self.outline.titles() if block.kind == "note" else ()
            draft = _Draft(_KINDS.get(block.kind, "text"), section, strand, block, strand.start)
            draft.marks = [(m.at, m.label) for m in block.marks]
        self.drafts.append(draft)
        self.above.append(draft)

    def _classify(self, block: Block, strand: Strand, following: Block | Grid | None) -> _Draft:
        text, first = strand.text, block.first
        emphasised = first.bold or first.hashes > 0
        if block.first.number <= self.tail_start and emphasised and _names_table(text, following):
            self.untitled = False
            marks = [(m.at, m.label) for m in block.marks]
            return _Draft("heading", self.outline.leave_bullets(), strand, block, strand.start, marks)
        mark = self._mark(block, text, emphasised=emphasised)
        untitled, self.untitled = self.untitled, False
        if mark is None:
            return self._unmarked(block, strand, following, emphasised=emphasised, untitled=untitled)
        title = strand.slice(mark.end, len(text)).strip()
        cut = mark.end + len(strand.text[mark.end :]) - len(strand.text[mark.end :].lstrip())
        emphasised = emphasised or (first.italic and mark.style not in BULLETS)
        heading = is_title(title.text, mark.style, emphasised=emphasised)
        path = self.outline.enter(mark, title.text, item=not heading, hashes=first.hashes)
        if not heading and mark.style in BULLETS:
            path = path[:-1]
        self.untitled = heading and not title.text
        body, cut = (title, cut) if title.text else (strand, 0)
        draft = _Draft("heading" if heading else "item", path, body, block, strand.start)
        draft.marks = [(min(max(0, m.at - cut), len(body.text)), m.label) for m in block.marks]
        return draft

    def _mark(self, block: Block, text: str, *, emphasised: bool) -> HeadMark | None:
        annex = annex_mark(text)
        titled = emphasised or is_capitals(text[:60])
        if annex and not annex.label and self.untitled:
            return None  # the title of the annex named in the line before
        if annex and titled and len(text) <= 400 and (annex.label or block.first.number > self.tail_start):
            return annex
        mark = read_mark(text)
        return self.outline.resolve(mark) if mark else None

    def _unmarked(
        self, block: Block, strand: Strand, following: Block | Grid | None, *, emphasised: bool, untitled: bool
    ) -> _Draft:
        text = strand.text
        marks = [(m.at, m.label) for m in block.marks]
        if is_number_line(text):
            return _Draft("header", (), strand, block, strand.start, marks)
        title = len(text) <= 300 and (
            (emphasised and not (is_finished(text) and not text.rstrip().endswith(":") and len(text) > 120))
            or (is_capitals(text) and len(text.split()) > 1 and not text.rstrip().endswith((".", ";")))
            or _stands_alone(block, text, following)
        )
        if title and untitled:
            last = self.outline.open[-1]
            last.section = Section(label=last.section.label, title=text, level=last.section.level)
            return _Draft("heading", self.outline.path(), strand, block, strand.start, marks)
        if title:
            path = self.outline.enter_plain(text.rstrip(" :"), hashes=block.first.hashes)
            return _Draft("heading", path, strand, block, strand.start, marks)
        return _Draft("text", self.outline.leave_bullets(), strand, block, strand.start, marks)


_KINDS: dict[str, ParagraphKind] = {
    "header": "header", "note": "note", "recipients": "recipients", "signature": "signature"
}  # fmt: skip


def _names_table(text: str, following: Block | Grid | None) -> bool:
    """Is a line the title of the table right behind it (a unit line may stand between)? It opens no section."""
    if len(text) > 200 or not _NUMBERED_TABLE.match(fold(text)):
        return False
    return isinstance(following, Grid) or (
        following is not None and bool(_UNIT_LINE.match(fold(following.strand().text[:40])))
    )


def _stands_alone(block: Block, text: str, following: Block | Grid | None) -> bool:
    """A short line between blank lines, without an end: the title of the paragraphs below it."""
    if len(text) > _SHORT_TITLE or len(block.parts) > 1 or not (block.blank_before and block.blank_after):
        return False
    if not isinstance(following, Block) or following.kind != "text" or not text[0].isupper():
        return False
    plain = not _NOT_TITLE.search(_PERIOD_WORDS.sub("", fold(text)))
    return plain and 2 <= len(text.split()) <= 14


# ---- ordinals, footnotes, uncertain words ---------------------------------------------------------------------------


def _finish(drafts: list[_Draft], source: Source, uncertain: tuple[tuple[int, int], ...]) -> tuple[Paragraph, ...]:
    notes = [(i, d.block.label, d.body.text) for i, d in enumerate(drafts) if d.kind == "note"]
    bound: dict[str, list[int]] = {}
    ranges = sorted(uncertain)
    ends = [b for _, b in ranges]
    out: list[Paragraph] = []
    for i, draft in enumerate(drafts):
        refs: list[NoteRef] = []
        for at, label in draft.marks:
            if label not in bound:
                bound[label] = bind(label, notes)
            refs += [NoteRef(at=at, note=n) for n in _nearest(bound[label], i) if n != i]
        start, end = source.bounds(draft.start, draft.body.end)
        out.append(
            Paragraph(ordinal=i, kind=draft.kind, section=draft.section, body=source.align(draft.body), start=start,
                      end=end, notes=tuple(refs), uncertain=_within(draft.body, ranges, ends))
        )  # fmt: skip
    return tuple(out)


def _nearest(found: list[int], at: int) -> list[int]:
    """Numbering that begins again on each page: the notes that follow next."""
    if len(found) <= 2:
        return found
    after = bisect_right(found, at)
    return found[after : after + 1] or found[-1:]


def _within(body: Strand, ranges: list[tuple[int, int]], ends: list[int]) -> tuple[tuple[int, int], ...]:
    if not ranges:
        return ()
    out: list[tuple[int, int]] = []
    for t0, t1, r0, r1 in body.segments:
        for a, b in ranges[bisect_left(ends, r0 + 1) :]:
            if a >= r1:
                break
            first, last = max(a, r0) - r0 + t0, min(b, r1) - r0 + t0
            if first < min(last, t1):
                out.append((first, min(last, t1)))
    return tuple(out)
