"""A summary on demand: one value that holds all that is told, from which messages, pictures and files are made."""

from handlers.summaries.build import build_summary
from handlers.summaries.values import Row, Standing, Summary, TaskCount

__all__ = ["Row", "Standing", "Summary", "TaskCount", "build_summary"]
