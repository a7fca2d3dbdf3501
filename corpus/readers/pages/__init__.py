"""Printed pages (PDF or scan) made running text: words at places become lines, paragraphs, notes and tables."""

from corpus.readers.pages.compose import compose
from corpus.readers.pages.model import Ruled, Sheet, Word

__all__ = ["Ruled", "Sheet", "Word", "compose"]
