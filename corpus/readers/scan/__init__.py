"""Pictures of pages read by tesseract in Vietnamese, ruled tables by their grid, footnote marks by their place."""

from corpus.readers.scan.page import read_page
from corpus.readers.scan.picture import read_picture

__all__ = ["read_page", "read_picture"]
