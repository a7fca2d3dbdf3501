"""The documents of a store as rows and as a table, for `planbot documents` and `/vanban` in the chat."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

    from handlers.shelf import Filter
    from index import Store

_SHOWN = (("subject", "subject"), ("organ_name", "organ"), ("issued_date", "date"), ("reporting_period", "period"))
"""Fields of a document and their names in a row."""
_QUALITY = {"clean": "rõ", "restored": "đã phục hồi dấu"}


def document_rows(store: Store, wanted: Filter) -> list[dict[str, Any]]:
    """A dictionary a document, by date of issue, undated ones last: header, quality and how much was read from it."""
    internal, withdrawn = store.marks.having("internal"), store.marks.having("withdrawn")
    rows = [
        {
            "document": d.doc_key,
            "type": d.type_name,
            "subject": d.subject,
            "organ": d.organ_name,
            "date": d.issued_date,
            "period": d.reporting_period,
            "file": d.source_file,
            "quality": d.text_quality,
            "abridged": d.abridged,
            "internal": d.doc_key in internal,
            "withdrawn": d.doc_key in withdrawn,
            "observations": d.observations,
            "tasks": d.tasks,
        }
        for d in store.documents()
        if d.origin == "file" and wanted.holds(d) and (d.doc_key in withdrawn) == (wanted.state == "withdrawn")
    ]
    return sorted(rows, key=lambda row: (str(row["date"] or "9999"), str(row["document"])))


def failure_rows(store: Store) -> list[dict[str, Any]]:
    """A dictionary a file that could not be read: where it stands, why, and since when."""
    return [{"file": f.source_file, "reason": f.reason, "failed_at": f.failed_at} for f in store.failures.all()]


def documents_table(rows: list[dict[str, Any]]) -> Table:
    """The same as a rich table; what could not be read is shown as "?"."""
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("Số, ký hiệu", "Ngày", "Loại", "Trích yếu"):
        table.add_column(title, overflow="fold", no_wrap=title in ("Số, ký hiệu", "Ngày"))
    table.add_column("Số liệu", justify="right")
    table.add_column("Nhiệm vụ", justify="right")
    table.add_column("Chữ")
    for row in rows:
        quality = "bản tóm lược" if row["abridged"] else _QUALITY.get(row["quality"], row["quality"])
        quality += ", nội bộ" if row["internal"] else ""
        subject = row["subject"] if len(row["subject"]) <= 80 else row["subject"][:79] + "…"
        figures = (str(row["observations"]), str(row["tasks"]))
        table.add_row(row["document"], row["date"] or "?", row["type"] or "?", subject or "?", *figures, quality)
    return table


def document_lines(row: dict[str, Any]) -> list[str]:
    """One document for a terminal: header, counts, corrections and earlier versions."""
    from corpus.numbers import format_number
    from handlers.fields import field_value
    from handlers.mending import field_words
    from index.corrections import FIGURE

    states = [word for name, word in (("internal", "nội bộ"), ("withdrawn", "đã rút")) if row[name]]
    name = " ".join(part for part in (row["type"], row["document"]) if part)
    lines = [
        f"{name} ({', '.join(states)})" if states else name,
        *(f"{field_words(field)}: {field_value(field, row[name])}" for field, name in _SHOWN),
        f"Tệp: {row['file']} ({_QUALITY.get(row['quality'], row['quality'])})",
        f"Đã đọc: {row['observations']} số liệu, {row['tasks']} nhiệm vụ.",
    ]  # fmt: skip
    for c in row["corrections"]:
        printed = f" “{c['printed']}”" if c["printed"] else ""
        figure = c["field"] == FIGURE
        value = format_number(Decimal(c["value"])) if figure else field_value(c["field"], c["value"])
        lines.append(f"Đính chính {field_words(c['field']).lower()}{printed}: {value} ({c['author']}: {c['reason']})")
    lines += [f"Bản cũ: {v['source_file']}, thay ngày {v['replaced_at'][:10]}" for v in row["versions"]]
    return lines
