"""What the values of all rooms are made of: the frozen base, and readings that know their way back to the original."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Base of all values: frozen, compared by content, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Aligned(Value):
    """A reading of a stretch of the original, with the way back to it.

    `segments` are `(text_start, text_end, start, end)`: `text[text_start:text_end]` stands for
    `original[start:end]`. A segment of equal lengths maps character by character (verbatim), another as a whole (a
    restored word, a collapsed line end). Segments are in order, do not overlap and cover `text`.

    >>> a = Aligned(text="số liệu", segments=((0, 2, 10, 12), (2, 3, 12, 14), (3, 7, 14, 18)))
    >>> a.locate(3, 7)
    (14, 18)
    >>> a.slice(3, 7).text
    'liệu'
    """

    text: str
    segments: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def verbatim(cls, text: str, start: int) -> Aligned:
        """The original itself, standing at offset `start`.

        >>> Aligned.verbatim("FDI", 5).locate(1, 3)
        (6, 8)
        """
        return cls(text=text, segments=((0, len(text), start, start + len(text)),) if text else ())

    def locate(self, text_start: int, text_end: int) -> tuple[int, int]:
        """Offsets in the original of `text[text_start:text_end]`; the smallest stretch that holds it all."""
        touched = [s for s in self.segments if s[0] < text_end and s[1] > text_start]
        if not touched:
            raise ValueError(f"no original for [{text_start}, {text_end}) of {self.text[:40]!r}")
        first, last = touched[0], touched[-1]
        start, end = first[2], last[3]
        if first[1] - first[0] == first[3] - first[2]:
            start += max(0, text_start - first[0])
        if last[1] - last[0] == last[3] - last[2]:
            end -= max(0, last[1] - text_end)
        return start, end

    def slice(self, text_start: int, text_end: int) -> Aligned:
        """The part `text[text_start:text_end]`, still aligned."""
        out: list[tuple[int, int, int, int]] = []
        for t0, t1, o0, o1 in self.segments:
            a, b = max(t0, text_start), min(t1, text_end)
            if a >= b:
                continue
            if t1 - t0 == o1 - o0:
                out.append((a - text_start, b - text_start, o0 + a - t0, o0 + b - t0))
            else:
                out.append((a - text_start, b - text_start, o0, o1))
        return Aligned(text=self.text[text_start:text_end], segments=tuple(out))
