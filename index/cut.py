"""A document is cut into passages: what search finds and answers quote. A paragraph or a table row is one passage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from corpus.models import Document, Table, TableRow
from corpus.periods import numeric_day
from corpus.values import Value

PassageKind = Literal["text", "item", "heading", "note", "row", "header"]

_KINDS: dict[str, PassageKind] = {"text": "text", "item": "item", "heading": "heading", "note": "note"}


class Passage(Value):
    """A stretch of a document that stands for itself in an answer.

    `text` is the reading; `start`, `end` bound its source in the document's original. `section` are the titles above
    it, outermost first. `paragraph` is the paragraph's ordinal, or `table` and `row` say which table row it is.
    `id` is given by the store and never used again for another passage; 0 before that. `uncertain` are stretches of
    `text` restored with a small margin.
    """

    id: int = 0
    doc_key: str
    kind: PassageKind
    section: tuple[str, ...] = ()
    text: str
    start: int
    end: int
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    uncertain: tuple[tuple[int, int], ...] = ()


def passages_of(document: Document) -> list[Passage]:
    """Passages in the order of the file, the header's facts first.

    >>> from corpus.models import Paragraph
    >>> from corpus.values import Aligned
    >>> p = Paragraph(ordinal=0, kind="text", section=(), body=Aligned.verbatim("Thu FDI.", 0), start=0, end=8)
    >>> d = Document(code_number="7", code_notation="KH-X", source_file="a", sha256="", original="Thu FDI.",
    ...              paragraphs=(p,))
    >>> [(p.kind, p.text) for p in passages_of(d)]
    [('header', 'Số 7/KH-X'), ('text', 'Thu FDI.')]
    """
    return [*_header(document), *_body(document)]


def _header(document: Document) -> Iterator[Passage]:
    printed = [p for p in document.paragraphs if p.kind == "header"]
    start = min((p.start for p in printed), default=0)
    end = max((p.end for p in printed), default=0)
    number = f"Số {document.code_number}/{document.code_notation}" if document.code_notation else ""
    facts = (
        f"{document.type_name} {document.subject}".strip(),
        number,
        document.organ_name,
        f"ngày {numeric_day(document.issued_date)}" if document.issued_date else "",
        f"người ký {document.signer.full_name}" if document.signer.full_name else "",
    )
    text = "; ".join(fact for fact in facts if fact)
    if text:
        yield Passage(doc_key=document.doc_key, kind="header", text=text, start=start, end=end)


def _body(document: Document) -> Iterator[Passage]:
    for block in document.blocks():
        if isinstance(block, Table):
            yield from (passage for row in block.rows if (passage := _row(document, block, row)))
        elif block.kind in _KINDS and block.text.strip():
            yield Passage(
                doc_key=document.doc_key,
                kind=_KINDS[block.kind],
                section=tuple(s.title or s.label for s in block.section),
                text=block.text,
                start=block.start,
                end=block.end,
                paragraph=block.ordinal,
                uncertain=block.uncertain,
            )


def _row(document: Document, table: Table, row: TableRow) -> Passage | None:
    label = " › ".join(part for part in (*row.path, row.label) if part)
    named = {table.label_column, table.unit_column}
    pairs = []
    for cell in row.cells:
        if cell.column in named or not cell.text or cell.text == row.label:
            continue
        column = table.columns[cell.column] if cell.column < len(table.columns) else ""
        pairs.append(f"{column}: {cell.text}" if column else cell.text)
    text = "; ".join(part for part in (f"{label} ({row.unit})" if row.unit and label else label, *pairs) if part)
    if not text:
        return None
    titles = (*(s.title or s.label for s in table.section), table.caption)
    return Passage(
        doc_key=document.doc_key,
        kind="row",
        section=tuple(title for title in titles if title),
        text=text,
        start=row.start,
        end=row.end,
        table=table.ordinal,
        row=row.row,
    )
