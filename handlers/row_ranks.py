"""Rankings inside a table: "dự án nào giải ngân thấp nhất" is the row with the least figure in the column asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from corpus.models import Cell, Document, Table, TableRow
from corpus.numbers import parse_number
from corpus.table_titles import is_total
from corpus.text import fold
from handlers.drafting import cite_sentence, compose
from handlers.evidence import Sentence
from handlers.fitting import asked_codes, periods_of
from handlers.knowledge import Knowledge
from handlers.values import Answer, Citation, Claim, Query
from handlers.wording import reference, say
from handlers.words import Word

_ASKED = re.compile(r"((?:\w+ ){1,3})nao\b.*\bnhat\b")
_SUPERLATIVE = re.compile(
    r"\b(?:cao|thap|nhieu|it|lon|nho|nhanh|cham|tot|kem|dai|ngan|dong|manh|yeu|day du|nang|nhe) nhat\b|\bnhat\b"
)
_LOWEST = re.compile(r"\b(?:thap|it|nho|cham|kem|ngan|yeu) nhat\b|\bit \w+(?: \w+){0,4} nhat\b")
_RATE_HEAD = re.compile(r"%|ty le|ti le")
_KIND_WORDS = 2
_ENOUGH = 0.7
_OWN = 0.3
_CLOSE = 0.05
_FEWEST = 3
_SHOWN = 5
_COLUMNS = 2


class _Column(NamedTuple):
    """A column that may hold what is asked, with the rows that have a figure in it."""

    score: float
    document: Document
    table: Table
    at: int
    rows: tuple[tuple[Decimal, TableRow, Cell], ...]


def answer_row_rank(query: Query, known: Knowledge) -> Answer | None:
    """The first or last row of the table that counts what is asked; None when no table plainly does.

    A column of shares and one of amounts that fit alike are both told, the shares first.
    """
    asked = _ASKED.search(query.folded)
    if asked is None:
        return None
    kind = asked[1].split()[-_KIND_WORDS:]
    said = " ".join(query.keywords)
    for m in _SUPERLATIVE.finditer(fold(said)):
        said = said[: m.start()] + " " * (m.end() - m.start()) + said[m.end() :]
    words = [w for w in known.evidence.words(said) if not set(w.tokens) <= {*kind, "nao"}]
    columns = [c for d in known.documents.values() for t in d.tables for c in _columns(query, known, d, t, kind, words)]
    best = max((c.score for c in columns), default=0.0)
    top = sorted(
        (c for c in columns if c.score >= best - _CLOSE),
        key=lambda c: (c.document.issued_date, bool(_RATE_HEAD.search(fold(c.table.columns[c.at])))),
        reverse=True,
    )
    if not top or len({(c.document.doc_key, c.table.ordinal) for c in top}) > 1 or len(top) > _COLUMNS:
        return None
    lowest = bool(_LOWEST.search(query.folded))
    claims = [claim for column in top for claim in _claims(known, column, lowest=lowest)]
    return compose(known, query, "answered", claims)


def _columns(
    query: Query, known: Knowledge, document: Document, table: Table, kind: Sequence[str], words: Sequence[Word]
) -> list[_Column]:
    """The columns of a table of such things that hold the question's words."""
    if table.label_column is None or (query.documents and document.doc_key not in query.documents):
        return []
    heads = fold(" . ".join((table.columns[table.label_column], table.caption)))
    if kind[-1] not in heads.split() or not any(" ".join(kind[i:]) in heads for i in range(len(kind))):
        return []
    titles = known.evidence.features(" . ".join((table.caption, *(s.title for s in table.section))))
    total = sum(w.weight for w in words)
    out = []
    for at, header in enumerate(table.columns):
        rows = _figures(table, at)
        if at in (table.label_column, table.unit_column) or len(rows) < _FEWEST or not _of_period(query, known, header):
            continue
        found = known.evidence.features(header)
        own = sum(w.weight * known.evidence.credit(w, found) for w in words)
        held = sum(w.weight * max(known.evidence.credit(w, found), known.evidence.credit(w, titles)) for w in words)
        if total and held >= _ENOUGH * total and (own >= _OWN * total or len(_candidates(table)) == 1):
            out.append(_Column(held / total + own / total, document, table, at, tuple(rows)))
    return out


def _of_period(query: Query, known: Knowledge, header: str) -> bool:
    """Whether a column is of the period asked, or says none."""
    asked = set(asked_codes(query, known))
    said = {code for p in periods_of(header) if (code := p.code(None))}
    return not asked or not said or bool(asked & said)


def _candidates(table: Table) -> list[int]:
    """The columns of figures."""
    return [at for at in range(len(table.columns)) if len(_figures(table, at)) >= _FEWEST]


def _figures(table: Table, at: int) -> list[tuple[Decimal, TableRow, Cell]]:
    """The rows with a figure in a column, without totals and the rows that others are parts of."""
    above = {fold(label) for row in table.rows for label in row.path}
    out = []
    for row in table.rows:
        cell = next((c for c in row.cells if c.column == at), None)
        value = parse_number(cell.text.strip().rstrip("%").strip()) if cell and cell.text.strip() else None
        label = row.label.strip()
        if cell is not None and value is not None and label and not is_total(label) and fold(label) not in above:
            out.append((value, row, cell))
    return out


def _claims(known: Knowledge, column: _Column, *, lowest: bool) -> list[Claim]:
    """Who is first, then the list; each cited by its row."""
    ordered = sorted(column.rows, key=lambda r: r[0], reverse=not lowest)
    first = ordered[0]
    head = column.table.columns[column.at].replace(" › ", ", ")
    figures = [(row.label.strip(), _figure(column, row, cell)) for _, row, cell in ordered[:_SHOWN]]
    top = say("row_top", entity=figures[0][0], figure=figures[0][1], lowest=lowest, column=head)
    listed = say("row_list", rows="; ".join(f"{i}. {label} {figure}" for i, (label, figure) in enumerate(figures, 1)))
    source = _cited(known, column, first[1])
    return [
        Claim(text=top, citations=source),
        Claim(text=f"{listed} ({reference(column.document)})", citations=source),
    ]


def _figure(column: _Column, row: TableRow, cell: Cell) -> str:
    head = fold(column.table.columns[column.at])
    if "%" in cell.text or _RATE_HEAD.search(head):
        return f"{cell.text.strip().rstrip('%').strip()}%"
    bracket = re.search(r"\(([^()]{1,20})\)\s*$", column.table.columns[column.at])
    unit = (bracket[1] if bracket else "") or row.unit
    return f"{cell.text.strip()} {unit}".strip()


def _cited(known: Knowledge, column: _Column, row: TableRow) -> tuple[Citation, ...]:
    found = (
        p
        for p in known.passages.values()
        if (p.doc_key, p.table, p.row) == (column.document.doc_key, column.table.ordinal, row.row)
    )
    return tuple(cite_sentence(known, Sentence(p, 0, len(p.text), known.evidence.features(p.text))) for p in found)[:1]
