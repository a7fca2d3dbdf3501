"""Pages to marked text: furniture dropped, columns, paragraphs, notes and tables in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.lines import is_finished
from corpus.readers.marked import Page, page_mark
from corpus.readers.pages.aligned import Aligned, take_aligned
from corpus.readers.pages.columns import Columns, split_foot, split_head
from corpus.readers.pages.furniture import without_furniture
from corpus.readers.pages.lines import line_text, to_lines
from corpus.readers.pages.model import Ruled, Sheet, TextLine
from corpus.readers.pages.notes import Note, bind_unread, body_size, split_notes, still_owed
from corpus.readers.pages.paragraphs import Measure, joined, text_of, to_paragraphs
from corpus.readers.pages.side_by_side import take_side_by_side
from corpus.readers.pages.tables import joined_tables, rows_of

Part = list[TextLine] | Ruled | Columns


def compose(sheets: Sequence[Sheet]) -> str:
    """The marked text of printed pages.

    >>> from corpus.readers.pages.model import Word
    >>> words = [Word("Đạt", 72, 80, 95, 93, 13), Word("5%.", 98, 80, 120, 93, 13)]
    >>> from corpus.readers.marked import Resolved
    >>> Resolved(compose([Sheet(1, 595, 842, words)])).text
    'Đạt 5%.\\n'
    """
    pages = list(sheets)
    lines = without_furniture([to_lines(s.words, s.number) for s in pages], pages)
    size = body_size(lines)
    out = Page()
    bodies: list[list[TextLine]] = []
    notes: list[Note] = []
    last: Aligned | None = None
    owed: dict[str, int] = {}
    for page, sheet in zip(lines, pages, strict=True):
        body, found = split_notes(page, sheet, size, owed)
        owed = still_owed(owed, body, found, sheet.number)
        body, unruled = take_aligned(body, sheet.number, last)
        body, columns = take_side_by_side(body, sheet.number)
        sheet.tables += [*(u.table for u in unruled), *columns]
        last = unruled[-1] if unruled else None
        bodies.append(body)
        notes += found
    _merge_notes(notes)
    bind_unread(bodies, notes)
    measures = {s.number: Measure.of(body) for s, body in zip(pages, bodies, strict=True)}
    usual = Measure.of([x for body in bodies for x in body])
    for sheet, body in zip(pages, bodies, strict=True):
        if len(body) < 8:
            measures[sheet.number] = usual
    parts = _parts(pages, bodies)
    _write(out, parts, notes, measures)
    return out.marked()


def _merge_notes(notes: list[Note]) -> None:
    """A note that goes on over the page belongs to the one before it."""
    for i in range(len(notes) - 1, 0, -1):
        if not notes[i].label:
            notes[i - 1].lines += notes[i].lines
            del notes[i]


def _parts(pages: list[Sheet], bodies: list[list[TextLine]]) -> list[Part]:
    """Stretches of lines, columns and tables in reading order; stretches go over page ends, tables too."""
    out: list[Part] = []
    for index, (sheet, body) in enumerate(zip(pages, bodies, strict=True)):
        lines = body
        if index == 0:
            head, lines = split_head(lines, sheet)
            if head:
                out.append(head)
        above, foot, below = split_foot(lines, sheet)
        for stretch in (above, foot, below):
            if isinstance(stretch, tuple):
                out.append(stretch)
            elif stretch is not None:
                _place(out, stretch, _between(sheet.tables, below, is_above=stretch is above))
    return joined_tables(out)


def _between(tables: list[Ruled], below: list[TextLine], *, is_above: bool) -> list[Ruled]:
    """The tables that stand in a stretch: those below the foot stand with what follows it."""
    if not below:
        return tables if is_above else []
    return [t for t in tables if (t.box[1] < below[0].top) == is_above]


def _place(out: list[Part], lines: list[TextLine], tables: list[Ruled]) -> None:
    waiting = sorted(tables, key=lambda t: t.box[1])
    for line in lines:
        while waiting and waiting[0].box[1] < line.top:
            out.append(waiting.pop(0))
        if not out or not isinstance(out[-1], list):
            out.append([])
        last = out[-1]
        assert isinstance(last, list)
        last.append(line)
    out += waiting


def _write(out: Page, parts: list[Part], notes: list[Note], measures: dict[int, Measure]) -> None:
    page = 0
    waiting = list(notes)
    for part in parts:
        if isinstance(part, Ruled):
            rows, page = rows_of(part, page)
            out.table(rows)
        elif isinstance(part, tuple):
            for side in part:
                mark, page = _turn(side, page)
                wrapped = [f"**{line_text(x.words)}**" if x.share("bold") > 0.85 else line_text(x.words) for x in side]
                out.paragraph(mark + "\n".join(wrapped))
        else:
            for draft in to_paragraphs(part, measures):
                mark, page = _turn(draft.lines, page)
                text = text_of(draft)
                out.paragraph(mark + text, bold=draft.bold, italic=draft.italic)
                _release(out, waiting, draft.lines)
    for note in waiting:
        _note(out, note)


def _turn(lines: list[TextLine], page: int) -> tuple[str, int]:
    if not lines:
        return "", page
    return (page_mark(lines[0].page) if lines[0].page != page else ""), lines[-1].page


def _release(out: Page, waiting: list[Note], lines: list[TextLine]) -> None:
    """Notes whose marks stand in lines just written follow them."""
    marks = {(x.page, w.text.strip("()")) for x in lines for w in x.words if w.high}
    ready = [n for n in waiting if (n.marked or n.page, n.label) in marks]
    for note in ready:
        _note(out, note)
        waiting.remove(note)
    if ready and is_finished(lines[-1].plain):
        out.flush()


def _note(out: Page, note: Note) -> None:
    text = line_text(note.lines[0].words)
    for line in note.lines[1:]:
        text = joined(text, line_text(line.words))
    if note.label:
        out.note(note.label, text, note.page)
    else:
        out.paragraph(text)
