"""A message of a unit becomes an `Update`: figures and task states, corrections, and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from corpus.text import fold, nfc
from corpus.values import Aligned
from handlers.initials import spell_initials
from handlers.knowledge import Knowledge
from handlers.updates.checks import doubts_of, falls
from handlers.updates.figures import FigureReader, Found
from handlers.updates.kinds import asks, pieces
from handlers.updates.matching import TaskMatcher
from handlers.updates.states import state_of
from handlers.updates.text import reading_of
from handlers.updates.values import Correction, Doubt, ReportedFigure, ReportedTask, Update
from handlers.updates.when import Said, impossible_days, periods_of, two_ways

LONGEST = 4000
"""Characters of a message that are read."""
_CORRECTS = re.compile(
    r"\b(?:nham|dinh chinh|sua lai|sua thanh|bao lai|cap nhat lai|thay cho so|chu khong phai|dung la|dung ra la|"
    r"so chinh thuc|chinh thuc|ghi (?:thua|thieu)|moi (?:la )?dung|truoc (?:do )?(?:bao|ghi|gui)|"
    r"(?:thua|thieu) (?:mot |1 )?so \d)\b|^\W*sua\W*:"
)
_FORMAL = re.compile(
    r"\b(?:ban hanh|hoan thanh|trien khai|tien do|du thao|trinh|ban giao|ra soat|phat hanh|nghiem thu|khoi cong|"
    r"giai ngan|sap nhap|to chuc|tham dinh|phe duyet|thuc hien|xay dung|lap|ky|cong bo|van hanh|khai truong|"
    r"giai phong mat bang|"
    r"cap nhat|so hoa|kiem tra|tap huan|dao tao|dieu chinh)\b"
)
_CHATTER = re.compile(
    r"\b(?:anh em|moi nguoi|ca nha|ae|chuc mung|cam on|an trua|lien hoan|cafe|ca phe|di cong tac|nghi phep|mua to|"
    r"phong hop|gui xe|may le|quy (?:lop|tra))\b"
)
_FEWEST = 2


class Context(NamedTuple):
    """What a message is read with: what is known, the sender's units, the day it was sent, and what the same people
    reported before (the newest last).
    """

    known: Knowledge
    units: tuple[str, ...]
    sent: date
    earlier: tuple[Update, ...] = ()


def read_update(text: str, context: Context) -> Update:
    """Read a message.

    A report holds figures or states of tasks; a question asks, whatever figures it quotes; all else is neither.
    """
    text = nfc(text)[:LONGEST]
    body = reading_of(text)
    folded = fold(body.text)
    said = periods_of(body.text, folded, context.sent.isoformat())
    parts = pieces(body.text)
    asking = [p for p in parts if asks(body.text[p[0] : p[1]]) or asks(text[slice(*body.locate(*p))])]
    unit = context.units[0] if context.units else ""
    found = FigureReader(body, said, context.known, unit, str(context.sent.year)).read()
    unclear = two_ways(folded)
    found = [f for f in found if not _inside([*asking, *((a, b) for a, b, _ in unclear)], f.quantity.start)]
    corrects = bool(found) and (bool(_CORRECTS.search(folded)) or any(f.wrong for f in found))
    figures, corrections = _settled(found, context, corrects)
    tasks = _tasks(body, [p for p in parts if p not in asking], said, found, context)
    if not figures and not tasks and not unclear:
        return Update(kind="question" if asking else "other", text=text)
    doubts = [*doubts_of(figures, tasks, context.known, context.units, context.sent)]
    doubts += falls(figures, [f for u in context.earlier for f in u.figures], context.known) if not corrects else ()
    if corrects:
        items = tuple(c.item for c in corrections)
        doubts.append(Doubt(need="correction of earlier report", sentence="Thay số đã báo cáo trước đó.", items=items))
    for *_, typed in unclear:
        words = f"“{typed}”: số liệu của mấy tháng đầu năm, hay của tháng nào? Ghi rõ giúp, kèm đơn vị tính."
        doubts.append(Doubt(need="missing period", sentence=words))
    for day in impossible_days(folded):
        doubts.append(Doubt(need="missing period", sentence=f"Không có ngày {day}: đúng là ngày nào?"))
    return Update(
        kind="update",
        text=text,
        figures=tuple(figures),
        tasks=tuple(tasks),
        doubts=tuple(doubts),
        corrections=tuple(corrections),
    )


def _inside(parts: Sequence[tuple[int, int]], at: int) -> bool:
    return any(a <= at < b for a, b in parts)


def _settled(found: Sequence[Found], context: Context, corrects: bool) -> tuple[list[ReportedFigure], list[Correction]]:
    """The figures that stand, what they take back, and for corrections the period of the report they correct."""
    figures: list[ReportedFigure] = []
    corrections: list[Correction] = []
    wrong = [f for f in found if f.wrong]
    for f in found:
        if f.wrong:
            continue
        figure = f.figure
        if corrects and (before := _before(figure, context)):
            missing = {name: getattr(before, name) for name in ("time_period", "unit") if not getattr(figure, name)}
            figure = figure.model_copy(update=missing)
        back = next((w for w in wrong if w.figure.indicator == figure.indicator), None)
        if back is not None:
            corrections.append(Correction(item=len(figures), wrong=back.figure.value))
            wrong.remove(back)
        figures.append(figure)
    return figures, corrections


def _before(figure: ReportedFigure, context: Context) -> ReportedFigure | None:
    """The last report of the same thing, of the same period when one is said."""
    for update in reversed(context.earlier):
        for before in update.figures:
            same = (before.indicator, before.measure, before.entity) == (
                figure.indicator,
                figure.measure,
                figure.entity,
            )
            if same and figure.time_period in ("", before.time_period):
                return before
    return None


def _tasks(
    body: Aligned, parts: Sequence[tuple[int, int]], said: Sequence[Said], found: Sequence[Found], context: Context
) -> list[ReportedTask]:
    """The states of tasks said in the sentences that report no figure."""
    matcher: TaskMatcher = context.known.memo("task_matcher", lambda: TaskMatcher(context.known))  # type: ignore[assignment]
    out: list[ReportedTask] = []
    for start, end in parts:
        piece = body.text[start:end]
        if any(start <= f.quantity.start < end and f.figure.catalogued for f in found):
            continue
        state = state_of(body.text, start, end, said)
        if state is None:
            if out and (more := _added(out[-1], piece)):
                out[-1] = more
            continue
        about, _ = spell_initials(state.about, context.known)
        matched = matcher.match(about, context.units)
        if matched.task is None and not matched.candidates and not _is_formal(piece, state.about):
            continue
        a, b = body.locate(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
        out.append(
            ReportedTask(
                task=matched.task.text if matched.task else state.about,
                doc=matched.task.doc if matched.task else "",
                ordinal=matched.task.ordinal if matched.task else None,
                candidates=tuple((t.doc, t.ordinal) for t in matched.candidates),
                status=state.status,
                percent=state.percent,
                date=state.date,
                due=state.due,
                obstacle=state.obstacle,
                proposal=state.proposal,
                start=a,
                end=b,
            )
        )
    return out


def _added(task: ReportedTask, piece: str) -> ReportedTask | None:
    """A sentence behind a task's that only proposes something belongs to it."""
    m = re.search(r"\b(?:de xuat|kien nghi|de nghi|xin)\b", fold(piece))
    if m is None:
        return None
    proposal = "; ".join(p for p in (task.proposal, piece[m.end() :].strip(" .,;:")) if p)
    return task.model_copy(update={"proposal": proposal})


def _is_formal(piece: str, about: str) -> bool:
    """Does a sentence that fits no plan tell of office work all the same, rather than of lunch?"""
    folded = fold(piece)
    words = re.findall(r"[^\W\d_]{2,}", about)
    return len(words) >= _FEWEST and bool(_FORMAL.search(folded)) and not _CHATTER.search(folded)
