"""The values of conversation: what was asked (`Query`), what is answered (`Answer`), where it stands (`Citation`)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from corpus.models import Observation
from corpus.values import Value

Intent = Literal[
    "base",
    "indicator",
    "compare",
    "compute",
    "conflict",
    "task",
    "document",
    "passage",
    "list",
    "summary",
    "source",
    "help",
    "unclear",
]
Status = Literal["answered", "partial", "ambiguous", "not_found"]
Wanted = Literal[
    "", "figure", "percent", "who", "when", "where", "which_document", "list", "yes_no", "why", "contact", "person"
]


class Citation(Value):
    """Where a statement stands: document and date as Decree 30 refers to it, place in it, the exact original words.

    `reading` is the repaired reading beside it when the original is damaged, else ''.
    """

    document: str
    date: str = ""
    place: str = ""
    quote: str
    reading: str = ""
    doubtful: bool = Field(default=False, description="a scan gave a figure of the quote with low confidence")


class Claim(Value):
    """One statement of an answer with its sources; a computed one has a `formula` and the operands' citations."""

    text: str
    citations: tuple[Citation, ...] = ()
    formula: str = ""


class Answer(Value):
    """What the person gets. `text` is the reply as read on the phone, without the quoted sources."""

    status: Status
    headline: str
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()
    text: str = ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every source once, in the order of the claims."""
        seen: dict[tuple[str, str], Citation] = {}
        for claim in self.claims:
            for citation in claim.citations:
                seen.setdefault((citation.document, citation.quote), citation)
        return tuple(seen.values())


class Query(Value):
    """A question understood. Lists are in the order they were said; empty means not said."""

    raw: str
    text: str = Field(description="expanded and corrected, still with the person's diacritics")
    folded: str = ""
    intent: Intent = "unclear"
    wanted: tuple[Wanted, ...] = ()
    wanted_unit: str = Field(default="", description="folded unit asked for: 'ty', 'du an', 'ha', '%'")
    indicators: tuple[str, ...] = Field(default=(), description="catalogue names, most specific reading first")
    terms: tuple[str, ...] = Field(default=(), description="folded words that named the indicators")
    spoken: tuple[tuple[str, str], ...] = Field(default=(), description="indicator name and the words that named it")
    periods: tuple[str, ...] = Field(default=(), description="SDMX codes; a year left out is '?': '?-S1'")
    measures: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    documents: tuple[str, ...] = Field(default=(), description="doc keys named")
    units: tuple[str, ...] = Field(default=(), description="government units named, canonical")
    figures: tuple[str, ...] = Field(default=(), description="figures standing in the question, as typed")
    keywords: tuple[str, ...] = Field(default=(), description="content words left over, folded")
    marked: str = Field(default="", description="like keywords, with the commas: 'noxh , nha o cong nhan'")
    follow_up: bool = False
    places: tuple[int, ...] = Field(default=(), description="ids of the passages the last answer quoted")
    before: tuple[str, ...] = Field(default=(), description="indicators of the last question")
    own_periods: bool = Field(default=False, description="whether this message alone names a period")
    own_words: tuple[str, ...] = Field(default=(), description="keywords of this message alone")
    assumptions: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()


class Fact(Value):
    """An observation together with what stands beside it: its plan, percentages and base, found by `group`."""

    observation: Observation
    companions: tuple[Observation, ...] = ()


State = dict[str, Any]
