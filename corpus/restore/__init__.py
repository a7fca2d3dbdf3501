"""Repair of Vietnamese text ruined by OCR in the wrong language."""

from corpus.restore.detect import looks_damaged
from corpus.restore.restorer import Restored, Restorer

__all__ = ["Restored", "Restorer", "looks_damaged"]
