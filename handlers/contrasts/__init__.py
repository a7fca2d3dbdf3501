"""Two documents, or two periods, side by side: what changed, what only one of them has, with the sources of both."""

from handlers.contrasts.build import contrast_of_documents, contrast_of_periods
from handlers.contrasts.values import Contrast, Line, Pair, TaskChange

__all__ = ["Contrast", "Line", "Pair", "TaskChange", "contrast_of_documents", "contrast_of_periods"]
