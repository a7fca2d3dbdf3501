"""A summary as one message for a phone, and what its buttons lead to."""

from __future__ import annotations

from corpus.quantities import format_value
from handlers.desk import Desk, Message
from handlers.knowledge import Knowledge
from handlers.papers.pressing import paper_buttons
from handlers.replies import Button, Reply, Turn, html_blocks, label
from handlers.summaries.asking import Wish, wish_of
from handlers.summaries.build import build_summary
from handlers.summaries.scope import indicators_of, latest, periods_with_figures
from handlers.summaries.values import Row, Standing, Summary
from handlers.wording import figure_words, period_words, reference

SHOWN = 9
"""Rows of the first message; the others are a button away."""
PAGE = 20
_PERIODS = 3
MARKS: dict[Standing, str] = {"reached": "✅", "on_course": "🟢", "behind": "🔻", "unknown": "▫️"}
WORDS: dict[Standing, str] = {"reached": "đạt kế hoạch", "on_course": "đúng tiến độ", "behind": "chậm", "unknown": ""}
_ARROWS = {"up": "↑", "down": "↓", "same": "=", "": ""}
_WHOLE = 100
_FIRST, _RULE, _ALL, _SOURCES = 0, 1, 2, 3
"""What a button of the letter s asks for."""


def serve_summary(desk: Desk, message: Message, words: str) -> Turn:
    """The summary that the words ask for; without words the latest period."""
    return summary_turn(desk, message, wish_of(desk.known(message), words))


def summary_turn(desk: Desk, message: Message, wish: Wish, part: int = _FIRST, *, edit: bool = False) -> Turn:
    """A part of a summary: the first message, the rule, all rows, the sources."""
    known = desk.known(message)
    period = wish.period or latest(known)
    if not period or wish.unknown:
        return Turn((_nothing(known, wish),))
    summary = build_summary(known, period, desk.clock(), wish.fields, wish.unit)
    if not summary.rows:
        return Turn((_nothing(known, wish.model_copy(update={"period": period})),))
    return Turn((summary_reply(known, summary, wish, part, edit=edit),))


def press_summary(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Another part or another period: number of the part, number of the wish."""
    text = desk.text_of("s", numbers[1]) if len(numbers) > 1 else None
    wish = Wish.read(text)
    if wish is None:
        return Turn(toast="Bản tóm tắt này không còn nữa. Anh/chị gõ /tomtat nhé.")
    return summary_turn(desk, message, wish, numbers[0], edit=numbers[0] == _RULE)


def summary_reply(known: Knowledge, summary: Summary, wish: Wish, part: int = _FIRST, *, edit: bool = False) -> Reply:
    """One message; `part` says how much."""
    rows = ranked(summary, wish)
    shown = rows[:SHOWN] if part == _FIRST else rows
    blocks = html_blocks(
        "summary.html.j2",
        summary=summary,
        part=part,
        wish=wish,
        lines=[row_words(row, ended=summary.share >= _WHOLE) for row in shown],
        more=len(rows) - len(shown),
        counts={name: len(summary.standing(name)) for name in MARKS},
        marks=MARKS,
        estimated=[r.indicator for r in summary.rows if r.observation.obs_status in ("E", "F", "P")],
        waiting=[(r.indicator, figure_words(o)) for r in summary.rows for o in r.unapproved],
        sources=[reference(known.documents[key]) for key in summary.documents],
        quotes=[(reference(known.documents[c.document]), c) for r in shown for c in r.citations if part == _SOURCES],
    )
    return Reply(blocks=blocks, rows=_buttons(summary, wish, part, len(rows) > SHOWN), edit=edit)


def ranked(summary: Summary, wish: Wish) -> list[Row]:
    """Rows as a leader reads them: those with a plan first; only those behind, the furthest first, if asked."""
    if wish.behind:
        return sorted(summary.standing("behind"), key=lambda r: r.percent if r.percent is not None else 0)
    return sorted(summary.rows, key=lambda r: r.standing == "unknown" and r.percent is None)


def row_words(row: Row, *, ended: bool) -> str:
    """A row in one line: figure, share of the plan, against the same period, and a word for how it stands.

    Colour and mark say nothing that the words do not. In a year that has `ended` nothing is late: it is missed.
    """
    o = row.observation
    verb = {"E": "ước ", "F": "dự kiến ", "P": "sơ bộ "}.get(o.obs_status, "")
    parts = [f"{MARKS[row.standing]} {row.indicator}: {verb}{figure_words(o)}"]
    if row.percent is not None:
        parts.append(f"{format_value(row.percent, '%')} kế hoạch" + (" (tính)" if row.formula else ""))
    if row.same_period:
        parts.append(f"{_ARROWS[row.change]} {row.same_period}".strip())
    if word := "chưa đạt kế hoạch" if ended and row.standing == "behind" else WORDS[row.standing]:
        parts.append(word)
    return " · ".join(parts)


def _buttons(summary: Summary, wish: Wish, part: int, more: bool) -> tuple[tuple[Button, ...], ...]:
    here = wish.model_copy(update={"period": summary.period})

    def to(text: str, part: int, other: Wish = here) -> Button:
        return Button(label=label(text), action="s", parts=(part, other.model_dump_json()))

    first = [to("Cách tính", _RULE)] if part != _RULE else [to("‹ Tóm tắt", _FIRST)]
    if more and part == _FIRST:
        first.append(to("Đủ các chỉ tiêu", _ALL))
    first.append(to("Nguồn từng số", _SOURCES))
    second = [to("Chỉ xem cái chậm", _FIRST, here.model_copy(update={"behind": True}))] if not wish.behind else []
    second.append(Button(label="Nhiệm vụ", action="n", parts=(0, summary.unit)))
    third = [Button(label="Biểu đồ", action="h", parts=(0, here.model_dump_json()))]
    periods = [to(period_words(p), _FIRST, here.model_copy(update={"period": p})) for p in summary.periods[:_PERIODS]]
    return tuple(tuple(row) for row in (first, second, third, paper_buttons(here), periods) if row)


def _nothing(known: Knowledge, wish: Wish) -> Reply:
    """What exists instead: periods and fields."""
    names = indicators_of(known)
    periods = periods_with_figures(known, names)[:6]
    families = list(dict.fromkeys(known.catalog.family(n) for n in names))
    blocks = html_blocks("no_summary.html.j2", wish=wish, periods=periods, families=families[:12])
    rows = tuple(
        (Button(label=label(period_words(p)), action="s", parts=(_FIRST, Wish(period=p).model_dump_json())),)
        for p in periods[:_PERIODS]
    )
    return Reply(blocks=blocks, rows=rows)
