"""What people of a unit write when they report: read with the rules of the documents, checked, never stored here."""

from handlers.updates.read import Context, read_update
from handlers.updates.values import Correction, Doubt, Need, ReportedFigure, ReportedTask, Update

__all__ = ["Context", "Correction", "Doubt", "Need", "ReportedFigure", "ReportedTask", "Update", "read_update"]
