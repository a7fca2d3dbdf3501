"""The buttons under a summary that send it as a file."""

from __future__ import annotations

from handlers.desk import Desk, Message
from handlers.papers.making import FORMATS, PrintingError, paper_file
from handlers.replies import Button, Reply, Turn, said
from handlers.summaries.asking import Wish
from handlers.summaries.build import build_summary
from handlers.summaries.scope import latest

_LABELS = ("Word", "Excel", "PDF")
_GONE = "Nút này không còn dùng được. Anh/chị gõ /tomtat nhé."


def paper_buttons(wish: Wish) -> tuple[Button, ...]:
    """A button a format, for the summary of a wish."""
    text = wish.model_dump_json()
    return tuple(Button(label=label, action="w", parts=(kind, text)) for kind, label in enumerate(_LABELS))


def press_paper(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """The file: number of the format, number of the wish."""
    text = desk.text_of("w", numbers[1]) if len(numbers) > 1 and numbers[0] < len(FORMATS) else None
    wish = Wish.read(text)
    if wish is None:
        return Turn(toast=_GONE)
    known = desk.known(message)
    period = wish.period or latest(known)
    summary = build_summary(known, period, desk.clock(), wish.fields, wish.unit) if period else None
    if summary is None or not summary.rows:
        return Turn(toast="Kỳ này không còn số liệu để soạn báo cáo.")
    office, to_pdf = desk.papers
    try:
        file = paper_file(known, summary, FORMATS[numbers[0]], office=office, now=desk.now(), to_pdf=to_pdf)
    except PrintingError as error:
        return Turn((said(str(error), rows=(paper_buttons(wish)[:2],)),))
    return Turn((Reply(files=(file,)),), toast="Tệp ở bên dưới.")
