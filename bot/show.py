"""How answers look in a terminal: the reply, then its sources, then the next likely questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from handlers.values import Answer, Citation


def show_answer(console: Console, answer: Answer) -> None:
    """Print an answer: plain in a pipe, with the first line bold and the sources dim on a terminal."""
    from rich.text import Text

    from handlers.replies import one_line

    first, _, rest = answer.text.partition("\n")
    console.print(Text(first, style="bold"))
    if rest.strip():
        console.print(Text(rest.rstrip()))
    if answer.citations:
        console.print(Text("\nTrích nguyên văn:", style="bold"))
        for citation in answer.citations:
            console.print(Text(source_line(citation), style="cyan"))
            console.print(Text(f"  “{one_line(citation.quote)}”", style="dim"))
            if citation.reading and citation.reading != citation.quote:
                console.print(Text(f"  đọc là: “{one_line(citation.reading)}”", style="dim"))
    if answer.suggestions:
        console.print(Text("\nHỏi tiếp: " + " · ".join(answer.suggestions), style="italic"))


def source_line(citation: Citation) -> str:
    """Number, date and place of a source in one line.

    >>> from handlers.values import Citation
    >>> source_line(Citation(document="12/BC-UBND", date="2024-07-05", place="mục I.1", quote="…"))
    '- 12/BC-UBND ngày 05/7/2024, mục I.1'
    """
    date = f" ngày {_spoken_date(citation.date)}" if citation.date else ""
    place = f", {citation.place}" if citation.place else ""
    return f"- {citation.document}{date}{place}"


def _spoken_date(date: str) -> str:
    parts = date.split("-")
    if len(parts) != 3 or not all(p.isdigit() for p in parts):
        return date
    year, month, day = parts
    # Decree 30 pads the day below 10 and the months 1 and 2 only
    return f"{day}/{month if int(month) < 3 else int(month)}/{year}"
