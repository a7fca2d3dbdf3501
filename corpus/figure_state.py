"""What is known while the figures of a document are read: the document's frame, the paragraph's state."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from corpus.catalog import Catalog
from corpus.models import Document, Measure, Observation, Paragraph


class Frame(NamedTuple):
    """What all figures of a document share: whose they are, the report's period, whether it plans."""

    document: Document
    catalog: Catalog
    entity: str
    period: str
    year: int | None
    planning: bool


@dataclass(frozen=True)
class Subject:
    """The value a following % or bracket relates to."""

    name: str
    catalogued: bool
    entity: str
    period: str
    measure: Measure
    dimension: str
    group: str
    words: str
    statement: tuple[int, int]
    end: int = 0
    unit: str = ""
    value: Decimal = Decimal(0)
    root: str = ""
    """What the name was made from when it only adds words to another's ("Giải ngân - vốn tỉnh": "Giải ngân")."""


@dataclass
class Reader:
    """The state while one paragraph is read, figure by figure."""

    frame: Frame
    paragraph: Paragraph
    headings: tuple[str, ...]
    anchor: Anchor | None = None
    subject: Subject | None = None
    values: list[Subject] = field(default_factory=list)
    groups: int = 0
    out: list[Observation] = field(default_factory=list)


class Anchor(NamedTuple):
    """Where a footnote hangs: the words before its mark, the observation it explains, the headings there."""

    words: str
    observation: Observation | None
    headings: tuple[str, ...]


class Named(NamedTuple):
    """What a figure is of; `root` is the name that `indicator` only adds words to."""

    indicator: str
    catalogued: bool
    entity: str
    root: str = ""
