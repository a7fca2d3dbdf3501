"""What stands on a page: words and ruled tables, at places measured in points from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""(x0, top, x1, bottom)."""


@dataclass(slots=True)
class Word:
    """A word and its look.

    `doubtful`: a scan gave it with low confidence; `apart`: a space stands before it for sure.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    italic: bool = False
    high: bool = False
    doubtful: bool = False
    apart: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class Ruled:
    """A table drawn with lines: rows of cells by column, None where no cell is, "" where a cell beside goes on."""

    box: Box
    rows: list[list[str | None]]
    edges: tuple[float, ...]
    """Left edges of the columns."""
    page: int = 0
    """The page it ends on."""
    fresh: bool = False
    """It goes on with no table before it, though its columns be the same."""


@dataclass(slots=True)
class Sheet:
    """A page."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    tables: list[Ruled] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    """Horizontal lines that belong to no table."""


@dataclass(slots=True)
class TextLine:
    """Words side by side. `page` is the number of its page."""

    words: list[Word]
    page: int
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    size: float = 0.0

    def measure(self) -> TextLine:
        """Bounds and size from the words; high ones do not count where there are others."""
        main = [w for w in self.words if not w.high] or self.words
        self.x0, self.x1 = min(w.x0 for w in self.words), max(w.x1 for w in self.words)
        self.top, self.bottom = min(w.top for w in main), max(w.bottom for w in main)
        sizes = sorted((w.size, len(w.text)) for w in main)
        half, seen = sum(n for _, n in sizes) / 2, 0
        for size, count in sizes:
            seen += count
            if seen >= half:
                self.size = size
                break
        return self

    @property
    def plain(self) -> str:
        """The text without marks."""
        return " ".join(w.text for w in self.words)

    def share(self, look: str) -> float:
        """Share of the characters that are bold or italic."""
        total = sum(len(w.text) for w in self.words if not w.high)
        return sum(len(w.text) for w in self.words if not w.high and getattr(w, look)) / total if total else 0.0
