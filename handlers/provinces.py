"""Provinces: a question about one that no document names cannot be answered from another's figures."""

from __future__ import annotations

from corpus.provinces import PROVINCES
from corpus.text import fold
from handlers.knowledge import Knowledge
from handlers.values import Query
from handlers.words import tokens

_FOLDED = {" ".join(tokens(fold(name))): " ".join(name.split()) for name in PROVINCES}


def foreign_place(query: Query, known: Knowledge) -> str:
    """The province a question names although no document does, '' when there is none."""
    padded = f" {' '.join(tokens(query.folded))} "
    for spelled, name in _FOLDED.items():
        parts = spelled.split()
        absent = len(parts) > 1 and not known.evidence.pairs[parts[0], parts[1]]
        if absent and f" {spelled} " in padded:
            return name
    return ""
