"""A summary as one message for a phone, and what its buttons lead to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from corpus.models import Finding
from corpus.quantities import format_value
from handlers.desk import Desk, Message
from handlers.knowledge import Knowledge
from handlers.papers.pressing import paper_buttons
from handlers.replies import Button, Reply, Turn, html_blocks, label
from handlers.summaries.asking import Wish, wish_of
from handlers.summaries.build import build_summary
from handlers.summaries.scope import indicators_of, latest, periods_with_figures, plans_with_targets
from handlers.summaries.values import Row, Standing, Summary
from handlers.wording import figure_words, period_words, reference, shorten

SHOWN = 9
"""Rows of the first message; the others are a button away."""
PAGE = 20
"""Rows of a page of all of them."""
_QUOTED, _FINDINGS = 6, 8
"""Rows of a page with their quotes, contradictions of a page."""
_PERIODS = 3
_NAME = 90
_WORST = 3
MARKS: dict[Standing, str] = {"reached": "✅", "on_course": "🟢", "behind": "🔻", "unknown": "▫️"}
WORDS: dict[Standing, str] = {"reached": "đạt kế hoạch", "on_course": "đúng tiến độ", "behind": "chậm", "unknown": ""}
_ARROWS = {"up": "↑", "down": "↓", "same": "=", "": ""}
_WHOLE = 100
FIRST, RULE, ALL, SOURCES, FINDINGS = range(5)
"""What a button of the letter s asks for."""
_T = TypeVar("_T")


def serve_summary(desk: Desk, message: Message, words: str) -> Turn:
    """The summary that the words ask for; without words the latest period."""
    return summary_turn(desk, message, wish_of(desk.known(message), words))


def summary_turn(
    desk: Desk, message: Message, wish: Wish, part: int = FIRST, page: int = 0, *, edit: bool = False
) -> Turn:
    """A part of a summary: the first message, the rule, all rows, the sources, the contradictions."""
    known = desk.known(message)
    period = wish.period or latest(known)
    if not period or wish.unknown:
        return Turn((_nothing(known, wish),))
    summary = build_summary(known, period, desk.clock(), wish.fields, wish.unit)
    if not summary.rows:
        return Turn((_nothing(known, wish.model_copy(update={"period": period})),))
    return Turn((summary_reply(known, summary, wish, part, page, edit=edit),))


def press_summary(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Another part, page or period: number of the part, of the wish, of the page. Pages replace each other."""
    text = desk.text_of("s", numbers[1]) if len(numbers) > 1 else None
    wish = Wish.read(text)
    if wish is None or numbers[0] > FINDINGS:
        return Turn(toast="Bản tóm tắt này không còn nữa. Anh/chị gõ /tomtat nhé.")
    page = numbers[2] if len(numbers) > 2 else 0
    return summary_turn(desk, message, wish, numbers[0], page, edit=numbers[0] == RULE or len(numbers) > 2)


def summary_reply(
    known: Knowledge, summary: Summary, wish: Wish, part: int = FIRST, page: int = 0, *, edit: bool = False
) -> Reply:
    """One message; `part` says of what, `page` which piece of it."""
    rows = ranked(summary, wish)
    pages = max(1, -(-_size(summary, rows, part) // _LENGTH[part]))
    page = min(page, pages - 1)
    shown = _piece(rows, page, _LENGTH[part]) if part in (FIRST, ALL, SOURCES) else []
    blocks = html_blocks(
        "summary.html.j2",
        summary=summary,
        part=part,
        page=page,
        pages=pages,
        wish=wish,
        lines=[row_words(row, ended=summary.share >= _WHOLE) for row in shown],
        more=len(rows) - len(shown),
        counts={name: len(summary.standing(name)) for name in MARKS},
        **_told(known, summary, rows),
        quotes=[(reference(known.documents[c.document]), c) for r in shown for c in r.citations if part == SOURCES],
        findings=[_finding(known, f) for f in _piece(summary.findings, page, _FINDINGS)] if part == FINDINGS else [],
    )
    return Reply(blocks=blocks, rows=_buttons(summary, wish, part, page, pages, len(rows) > SHOWN), edit=edit)


_LENGTH = {FIRST: SHOWN, RULE: 1, ALL: PAGE, SOURCES: _QUOTED, FINDINGS: _FINDINGS}


def _size(summary: Summary, rows: Sequence[Row], part: int) -> int:
    """How many items a part has to page through."""
    return {ALL: len(rows), SOURCES: len(rows), FINDINGS: len(summary.findings)}.get(part, 1)


def _piece(items: Sequence[_T], page: int, length: int) -> list[_T]:
    return list(items[page * length : (page + 1) * length])


def _told(known: Knowledge, summary: Summary, rows: Sequence[Row]) -> dict[str, Any]:
    """What is said around the rows: the furthest behind, estimates, what waits for approval, documents."""
    behind = sorted((r for r in summary.standing("behind") if r.percent is not None), key=_share)
    return {
        "worst": [f"{shorten(r.title, _NAME)} {format_value(_share(r), '%')}" for r in behind[:_WORST]]
        if len(behind) > _WORST and len(rows) > SHOWN
        else [],
        "held": sum(r.percent is not None for r in summary.rows),
        "estimated": sum(r.observation.obs_status in ("E", "F", "P") for r in summary.rows),
        "waiting": [(o.indicator, figure_words(o)) for o in summary.waiting],
        "sources": [reference(known.documents[key]) for key in summary.documents],
    }


def _share(row: Row) -> Any:
    return row.percent or 0


def _finding(known: Knowledge, f: Finding) -> tuple[str, str]:
    """A contradiction and the documents it stands in."""
    documents = dict.fromkeys(reference(known.documents[q.doc]) for q in f.quotes if q.doc in known.documents)
    computed = f" ({f.computed.rstrip('.')})" if f.computed else ""
    return f"{f.title.rstrip('.')}{computed}.", "; ".join(documents)


def ranked(summary: Summary, wish: Wish) -> list[Row]:
    """Rows as a leader reads them: those with a plan first; only those behind, the furthest first, if asked."""
    if wish.behind:
        return sorted(summary.standing("behind"), key=_share)
    return sorted(summary.rows, key=lambda r: r.standing == "unknown" and r.percent is None)


def row_words(row: Row, *, ended: bool) -> str:
    """A row in one line: figure, share of the plan, against the same period, and a word for how it stands.

    Colour and mark say nothing that the words do not. In a year that has `ended` nothing is late: it is missed. A (*)
    says that another figure waits for approval.
    """
    o = row.observation
    verb = {"E": "ước ", "F": "dự kiến ", "P": "sơ bộ "}.get(o.obs_status, "")
    also = f" ({', '.join(figure_words(x) for x in row.also)})" if row.also else ""
    waits = " (*)" if row.unapproved else ""
    parts = [f"{MARKS[row.standing]} {shorten(row.title, _NAME)}: {verb}{figure_words(o)}{also}{waits}"]
    if row.percent is not None:
        parts.append(f"{format_value(row.percent, '%')} kế hoạch" + (" (tính)" if row.formula else ""))
    elif row.target is not None:
        parts.append(f"kế hoạch {figure_words(row.target)}")
    if row.milestone is not None:
        parts.append(f"mốc trong kế hoạch {figure_words(row.milestone)}")
    if row.same_period:
        parts.append(f"{_ARROWS[row.change]} {row.same_period}".strip())
    if word := "chưa đạt kế hoạch" if ended and row.standing == "behind" else WORDS[row.standing]:
        parts.append(word)
    return " · ".join(parts)


def _buttons(
    summary: Summary, wish: Wish, part: int, page: int, pages: int, more: bool
) -> tuple[tuple[Button, ...], ...]:
    here = wish.model_copy(update={"period": summary.period})

    def to(text: str, part: int, other: Wish = here) -> Button:
        return Button(label=label(text), action="s", parts=(part, other.model_dump_json()))

    def turn(text: str, other: int) -> tuple[Button, ...]:
        there = Button(label=text, action="s", parts=(part, here.model_dump_json(), other))
        return (there,) if 0 <= other < pages else ()

    steps = (*turn("‹ Trang trước", page - 1), *turn("Trang sau ›", page + 1))
    first = [to("Cách tính", RULE)] if part == FIRST else [to("‹ Tóm tắt", FIRST)]
    if more and part != ALL:
        first.append(to("Đủ các chỉ tiêu", ALL))
    if part != SOURCES:
        first.append(to("Nguồn từng số", SOURCES))
    second = [to("Chỉ xem chỉ tiêu chậm", FIRST, here.model_copy(update={"behind": True}))] if not wish.behind else []
    if summary.findings and part != FINDINGS:
        second.append(to(f"Chỗ chưa khớp ({len(summary.findings)})", FINDINGS))
    third = [
        Button(label="Nhiệm vụ", action="n", parts=(0, summary.unit)),
        Button(label="Biểu đồ", action="h", parts=(0, here.model_dump_json())),
    ]
    periods = [to(period_words(p), FIRST, here.model_copy(update={"period": p})) for p in summary.periods[:_PERIODS]]
    return tuple(tuple(row) for row in (steps, first, second, third, paper_buttons(here), periods) if row)


def _nothing(known: Knowledge, wish: Wish) -> Reply:
    """What exists instead: periods and fields, what plans of the year set, tasks."""
    names = indicators_of(known)
    periods = periods_with_figures(known, names)[:6]
    families = list(dict.fromkeys(f for n in names if (f := known.catalog.family(n))))
    year = wish.period[:4]
    without_results = not wish.unknown and not any(p.startswith(year) for p in periods)
    plans = plans_with_targets(known, year)[:_PERIODS] if without_results else []
    blocks = html_blocks(
        "no_summary.html.j2",
        wish=wish,
        periods=periods,
        families=families[:12],
        plans=[reference(known.documents[key]) for key in plans],
        tasks=len(known.tasks) if not periods else 0,
    )
    rows = [
        (
            Button(
                label=label(f"Chỉ tiêu của {key}"),
                action="q",
                parts=(f"tóm tắt kế hoạch {key}",),
            ),
        )
        for key in plans
    ]
    rows += [
        (Button(label=label(period_words(p)), action="s", parts=(FIRST, Wish(period=p).model_dump_json())),)
        for p in periods[:_PERIODS]
    ]
    if known.tasks and not periods:
        rows.append((Button(label="Nhiệm vụ", action="n", parts=(0, "")),))
    return Reply(blocks=blocks, rows=tuple(rows))
