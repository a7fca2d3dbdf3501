"""Under which keys the documents of reports are kept."""

from __future__ import annotations

import re

from index import Report


def document_key(report: Report, *, approved: bool) -> str:
    """Under which key a report's approved, or its still waiting, figures are kept."""
    unit = report.unit.replace("/", "-")
    return f"{unit} - báo cáo số {report.id}" + ("" if approved else " (chưa duyệt)")


def is_report(key: str) -> bool:
    """Whether a document's key is that of a unit's published report."""
    return bool(re.search(r" - báo cáo số \d+(?: \(chưa duyệt\))?$", key))
