"""Who reports, who approves, and whose reports a person may see before they are approved."""

from __future__ import annotations

from handlers.views import SEES_INTERNAL
from index import Person, Report

REPORTING = frozenset({"reporter", "approver", "admin"})
APPROVING = frozenset({"approver", "admin"})
FEEDING = frozenset({"approver", "admin"})
"""Those whose files are taken into the corpus."""


def may_report(person: Person | None) -> bool:
    """Whether what a person writes may be a report of progress."""
    return person is not None and person.role in REPORTING


def may_approve(person: Person | None, report: Report | None = None) -> bool:
    """Whether a person approves reports; never their own."""
    if person is None or person.role not in APPROVING:
        return False
    return report is None or report.person != person.person


def may_see(person: Person | None, report: Report) -> bool:
    """Whether a person sees a report before it is approved: those who approve or lead, its writer, its unit."""
    if person is None:
        return False
    return person.role in SEES_INTERNAL or report.person == person.person or report.unit in person.units
