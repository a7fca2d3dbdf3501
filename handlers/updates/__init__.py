"""What people of a unit write when they report: read with the rules of the documents, checked, never stored here."""

from handlers.updates.values import Correction, Doubt, Need, ReportedFigure, ReportedTask, Update

__all__ = ["Correction", "Doubt", "Need", "ReportedFigure", "ReportedTask", "Update"]
