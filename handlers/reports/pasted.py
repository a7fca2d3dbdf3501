"""A pasted table, or lines "Chỉ tiêu: giá trị đơn vị", read with the table rules of documents into an `Update`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from corpus.catalog import Catalog
from corpus.checks import find_findings
from corpus.entities import document_entity
from corpus.models import Document, Observation
from corpus.observations import extract_observations
from corpus.periods import find_periods, resolve_relative
from corpus.quantities import find_quantities, format_value
from corpus.structure import parse_document
from corpus.text import capital_first, fold
from handlers.reports.typed import named_whole, typed_value
from handlers.updates.values import Doubt, ReportedFigure, Update
from handlers.wording import rounded, shorten

REPORTED = ("actual", "estimate", "cumulative")
_LINE = re.compile(r"^[\s\-+*•·]*(?:\d{1,2}[.)]\s*)?(?P<name>[^\W\d][^:=\t|]{1,100}?)\s*[:=]\s*(?P<value>.{1,80})$")
_FEWEST_ROWS = 2
_FEWEST_LINES = 2
_MOST_HEADS = 3
_SHARE_SLACK = Decimal("0.6")


def read_pasted(text: str, catalog: Catalog, today: date) -> Update | None:
    """The figures of a pasted table or list; None for a message of another form.

    >>> text = "Tháng 9/2024\\nThu hút FDI: 125 triệu USD\\nTổng số lao động: 31.500 người"
    >>> update = read_pasted(text, Catalog.load(), date(2024, 10, 3))
    >>> [(f.indicator, f.time_period, str(f.value), f.unit) for f in update.figures]
    [('Thu hút FDI', '2024-M09', '125', 'triệu USD'), ('Tổng số lao động', '2024-M09', '31500', 'người')]
    >>> read_pasted("FDI 9 tháng được 125 triệu đô rồi ạ", Catalog.load(), date(2024, 10, 3)) is None
    True
    """
    rows = [line for line in text.split("\n") if "\t" in line or line.count("|") > 1]
    if len(rows) >= _FEWEST_ROWS:
        return read_table(text, catalog, today)
    return _read_lines(text, catalog, today)


def read_table(text: str, catalog: Catalog, today: date, caption: str = "") -> Update | None:
    """The results of a table whose columns are told apart by their headers; None when there are none.

    Its period is named by itself, else by the lines above it or the `caption` it came with.
    """
    document = parse_document(text, source_file="bang.txt", sha256="")
    period = document.reporting_period or _title_period(text, today) or _title_period(caption, today)
    document = document.model_copy(update={"reporting_period": period})
    if not document.tables:
        return None
    found = extract_observations(document, catalog)
    kept = _once([o for o in found if o.measure in REPORTED and o.span.table is not None and o.indicator.strip()])
    if not kept:
        return None
    own = document_entity(document)
    figures = tuple(_figure(o, own) for o in kept)
    return Update(
        kind="update",
        text=text,
        figures=figures,
        doubts=(*_doubts(document, found, kept), *_unread(document, kept), *_two_values(kept)),
    )


def _unread(document: Document, kept: Sequence[Observation]) -> Iterator[Doubt]:
    """Cells among the results that hold something and gave no figure: told, never passed over."""
    columns = {(o.span.table, o.span.column) for o in kept}
    read = {(o.span.table, o.span.row, o.span.column) for o in kept}
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                at = (table.ordinal, cell.row, cell.column)
                if (at[0], at[2]) in columns and at not in read and re.search(r"\w|#", cell.text):
                    name = row.label.strip() or "không có tên chỉ tiêu"
                    words = (
                        f"dòng “{shorten(name, 60)}”: không đọc được “{shorten(cell.text.strip(), 40)}”, chưa đưa vào"
                    )
                    yield Doubt(need="value out of range", sentence=words)


def _two_values(kept: Sequence[Observation]) -> Iterator[Doubt]:
    """Two rows that give one figure differently."""
    first: dict[tuple[str, str, str, str, str], Observation] = {}
    for n, o in enumerate(kept):
        before = first.setdefault((o.indicator, o.entity, o.time_period, o.measure, o.unit), o)
        if before.value != o.value:
            both = ", ".join(format_value(x.value, o.unit) for x in (before, o))
            words = f"bảng có hai số của chỉ tiêu này: {both}"
            yield Doubt(need="value out of range", sentence=words, items=(n,))


def _title_period(text: str, today: date) -> str:
    """The period named above the table."""
    for line in text.split("\n")[: _MOST_HEADS + 1]:
        if "\t" in line.strip() or line.count("|") > 1:
            continue
        for match in find_periods(line):
            if code := resolve_relative(match.rule, today) or match.code(today.year):
                return code
    return ""


def _once(found: Sequence[Observation]) -> list[Observation]:
    """Without what one place gives twice."""
    seen: dict[tuple[int, str, str], Observation] = {}
    for o in found:
        seen.setdefault((o.span.start, o.indicator, o.time_period), o)
    return list(seen.values())


def _figure(o: Observation, own: str) -> ReportedFigure:
    return ReportedFigure(
        indicator=o.indicator, catalogued=o.catalogued, entity="" if o.entity == own else o.entity,
        time_period=o.time_period, measure=o.measure, obs_status=o.obs_status, value=o.value, unit=o.unit,
        start=o.span.start, end=o.span.end,
    )  # fmt: skip


def _doubts(document: Document, found: Sequence[Observation], kept: Sequence[Observation]) -> list[Doubt]:
    """What the arithmetic of the table contradicts, and what its form makes doubtful, at the lines it touches."""
    out = []
    for n, o in enumerate(kept):
        out += [Doubt(need="value out of range", sentence=caution.rstrip("."), items=(n,)) for caution in o.cautions]
        out += _share_doubts(n, o, [x for x in found if x.group == o.group])
    for finding in find_findings([document], found):
        touched = [n for n, o in enumerate(kept) if any(q.start <= o.span.start < q.end for q in finding.quotes)]
        need = "parts do not add up" if finding.kind == "parts_vs_sum" else "percent does not match"
        sentence = (
            f"{finding.title.rstrip('.')} ({finding.computed.rstrip('.')})" if finding.computed else finding.title
        )
        out.append(Doubt(need=need, sentence=sentence, items=tuple(touched[-1:])))
    return out


def _share_doubts(n: int, o: Observation, row: Sequence[Observation]) -> list[Doubt]:
    """A row whose printed share of the plan is not its result over its plan."""
    plans = [x for x in row if x.measure == "target" and x.unit == o.unit and x.value]
    shares = [x for x in row if x.measure == "pct_of_target" and x.time_period == o.time_period]
    if len(plans) != 1 or len(shares) != 1 or o.unit == "%":
        return []
    share = o.value / plans[0].value * 100
    if abs(share - shares[0].value) <= _SHARE_SLACK:
        return []
    words = f"bảng ghi {format_value(shares[0].value, '%')} kế hoạch, tính ra {format_value(rounded(share), '%')}"
    return [Doubt(need="percent does not match", sentence=words, items=(n,))]


def _read_lines(text: str, catalog: Catalog, today: date) -> Update | None:
    figures: list[ReportedFigure] = []
    at, heads = 0, 0
    period = _title_period(text, today)
    for line in text.split("\n"):
        match = _LINE.match(line)
        read = typed_value(match["value"]) if match else None
        if match is None or read is None:
            if find_quantities(line):
                return None  # a figure that this form does not reach: the whole is read as free text
            heads += bool(line.strip())
        else:
            name = match["name"].strip()
            said = find_periods(name)
            own = said[0].code(today.year) if len(said) == 1 else None
            bare = (name[: said[0].start] + name[said[0].end :]).strip(" ,()") if own else name
            known = named_whole(bare, catalog)
            start = at + match.start("value")
            figures.append(
                ReportedFigure(
                    indicator=known or capital_first(bare),
                    catalogued=bool(known),
                    time_period=own or period,
                    measure="estimate" if read.estimate or fold(name).startswith("uoc ") else "actual",
                    obs_status="E" if read.estimate else "A",
                    value=read.value,
                    unit=read.unit,
                    start=start,
                    end=at + len(line.rstrip()),
                )
            )
        at += len(line) + 1
    if len(figures) < _FEWEST_LINES or heads > _MOST_HEADS:
        return None
    return Update(kind="update", text=text, figures=tuple(figures))
