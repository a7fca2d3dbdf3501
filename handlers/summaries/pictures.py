"""Pictures of a summary: shares of the plan, one indicator over time, places ranked. Readable at a phone's width.

matplotlib is imported only here and only when something is drawn; the pictures have a background of their own, so that
they look the same in light and dark chats. Every picture names its unit, its documents and its day.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from corpus.models import Observation
from corpus.periods import parse_period, year_before
from corpus.quantities import format_value, scale
from handlers.facts import end_of
from handlers.knowledge import Knowledge
from handlers.replies import File
from handlers.summaries.values import Row, Standing, Summary
from handlers.wording import day_words, period_words, reference, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _DPI = 6.0, 180
"""Inches and dots: 1,080 pixels."""
_MOST_BARS = 16
_COLOURS: dict[Standing, str] = {
    "reached": "#1b7f4b", "on_course": "#2f6fb0", "behind": "#c2571a", "unknown": "#6b7280",
}  # fmt: skip
_HATCH: dict[Standing, str] = {"reached": "", "on_course": "", "behind": "//", "unknown": ".."}
"""So that nothing is said by colour alone."""
_MEANT: dict[Standing, str] = {"reached": "đạt kế hoạch", "on_course": "đúng tiến độ", "behind": "chậm"}
_INK, _PAPER, _GRID = "#1f2933", "#ffffff", "#d5dae1"
_CAPTION = 1000
_FOOT = 76
"""Letters of a line of the foot, which has every source."""
_LONGEST = 300.0
"""A bar of more percent is drawn so long, which is said beside it: the others stay readable."""
_CLEAR = {"facecolor": _PAPER, "edgecolor": "none", "pad": 1.5}
"""Behind words that a line would cross."""


def shares_picture(known: Knowledge, summary: Summary, today: date) -> File | None:
    """The share of the year's plan of every indicator that has one, with the line it should have reached."""
    planned = [r for r in summary.rows if r.percent is not None and r.standing != "unknown"]
    rows = planned[:_MOST_BARS]
    if not rows:
        return None
    figure, axes = _canvas(1.5 + 0.52 * len(rows))
    values = [min(float(r.percent or 0), _LONGEST) for r in rows]
    for n, (row, value) in enumerate(zip(rows, values, strict=True)):
        axes.barh(n, value, color=_COLOURS[row.standing], hatch=_HATCH[row.standing], edgecolor="white", height=0.62)
        said = f"{format_value(row.percent or Decimal(0), '%')}{'' if row.percent_source else ' (tính)'}"
        said += " (cột được rút ngắn)" if float(row.percent or 0) > _LONGEST else ""
        axes.text(value + 2, n, said, va="center", fontsize=13, color=_INK, bbox=_CLEAR)
    _lines_across(axes, summary)
    axes.set_yticks(range(len(rows)), [_folded(r.title) for r in rows], fontsize=12)
    axes.set_xlim(0, max(125.0, max(values) + 28))
    axes.set_ylim(len(rows) - 0.4, -1.1)
    ended = summary.share >= 100
    _legend(axes, list(dict.fromkeys(r.standing for r in rows)), ended=ended)
    title = f"So với kế hoạch năm: {period_words(summary.period)}"
    if len(planned) > len(rows):
        title += f" ({len(rows)} trong {len(planned)} chỉ tiêu)"
    return _file(figure, axes, title, "%", _documents(known, rows), today, "ke-hoach", _lines(rows))


def _lines_across(axes: Any, summary: Summary) -> None:
    """The plan, and what a target on course has reached by the end of the period."""
    share = float(summary.share)
    apart = share < 50  # else the words stand on both sides of their lines
    axes.axvline(100, color=_INK, linewidth=1.6)
    axes.text(
        100, -0.75, "kế hoạch", ha="center" if apart or share >= 100 else "left", fontsize=11, color=_INK, bbox=_CLEAR
    )
    if share < 100:
        axes.axvline(share, color=_INK, linewidth=1.4, linestyle=(0, (4, 3)))
        said = f"mốc {format_value(summary.share, '%')}"
        axes.text(share, -0.75, said, ha="center" if apart else "right", fontsize=11, color=_INK, bbox=_CLEAR)


def _legend(axes: Any, standings: Sequence[Standing], *, ended: bool) -> None:
    """What colours and hatches mean, in words."""
    from matplotlib.patches import Patch

    words = {**_MEANT, "behind": "chưa đạt kế hoạch"} if ended else _MEANT
    patches = [
        Patch(facecolor=_COLOURS[s], hatch=_HATCH[s], edgecolor="white", label=words[s])
        for s in _MEANT
        if s in standings
    ]
    axes.legend(
        handles=patches, loc="lower center", bbox_to_anchor=(0.3, 1.0), ncols=len(patches), fontsize=11, frameon=False,
        labelcolor=_INK, columnspacing=1.0,
    )  # fmt: skip


def _lines(rows: Sequence[Row]) -> str:
    return "; ".join(f"{r.title} {format_value(r.percent or Decimal(0), '%')}" for r in rows)


def trend_picture(known: Knowledge, name: str, today: date) -> File | None:
    """An indicator over the periods of one length that are known; None when there are fewer than two."""
    series = comparable_series(known, name)
    if len(series) < 2:
        return None
    figure, axes = _canvas(4.5)
    base = max(scale(o.value, o.unit)[0] for o in series)
    unit = next(o.unit for o in series if scale(o.value, o.unit)[0] == base)
    per = scale(Decimal(1), unit)[0]
    values = [float(scale(o.value, o.unit)[0] / per) for o in series]
    axes.bar(range(len(series)), values, color=_COLOURS["on_course"], width=0.6)
    for n, (o, value) in enumerate(zip(series, values, strict=True)):
        mark = {"E": " (ước)", "F": " (dự kiến)"}.get(o.obs_status, "")
        axes.text(n, value, f"{format_value(o.value, o.unit)}{mark}", ha="center", va="bottom", fontsize=11, color=_INK)
    axes.set_xticks(range(len(series)), [period_words(o.time_period) for o in series], fontsize=11)
    axes.set_ylim(0, max(values) * 1.18 if max(values) > 0 else 1)
    said = "; ".join(f"{period_words(o.time_period)} {format_value(o.value, o.unit)}" for o in series)
    return _file(
        figure, axes, f"{name} qua các kỳ", unit, _sources(known, series), today, "dien-bien", said, upright=True
    )


def comparable_series(known: Knowledge, name: str) -> list[Observation]:
    """The office's own results of an indicator for periods of the commonest kind, one a period, in order of time.

    The same period of the year before counts where its own year stands beside it; forecasts do not.
    """
    told = [
        o
        for o in known.book.of(name, measures=("actual", "estimate", "cumulative", "base"))
        if o.entity in ("", known.book.home) and o.obs_status != "F"
    ]
    results = [o for o in told if o.measure != "base"]
    before = {year_before(o.time_period) for o in results}
    found = results + [o for o in told if o.measure == "base" and o.time_period in before]
    kinds: dict[str, dict[str, Observation]] = {}
    for o in sorted(found, key=lambda o: (o.measure == "base", o.obs_status != "A")):
        period = parse_period(o.time_period)
        alike = f"{period.kind} {scale(o.value, o.unit)[1]} {period.start.month if period.kind == 'months' else ''}"
        kinds.setdefault(alike, {}).setdefault(o.time_period, o)
    best = max(kinds.values(), key=len, default={})
    return sorted(best.values(), key=lambda o: end_of(o.time_period))


def ranking_picture(
    known: Knowledge, name: str, rows: Sequence[Observation], left_out: int, today: date
) -> File | None:
    """Places of one indicator from the largest down; how many were left out is said."""
    shown = list(rows)[:_MOST_BARS]
    if len(shown) < 2:
        return None
    figure, axes = _canvas(1.6 + 0.42 * len(shown))
    per = scale(Decimal(1), shown[0].unit)[0]
    values = [float(scale(o.value, o.unit)[0] / per) for o in shown]
    axes.barh(range(len(shown)), values, color=_COLOURS["on_course"], height=0.62)
    for n, (o, value) in enumerate(zip(shown, values, strict=True)):
        axes.text(value, n, f" {format_value(o.value, o.unit)}", va="center", fontsize=11, color=_INK)
    axes.set_yticks(range(len(shown)), [shorten(o.entity, 24) for o in shown], fontsize=12)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlim(0, max(values) * 1.3 if max(values) > 0 else 1)
    note = f" (bỏ {left_out} dòng cộng không khớp)" if left_out else ""
    title = f"{name}, {period_words(shown[0].time_period)}{note}"
    said = "; ".join(f"{n}. {o.entity} {format_value(o.value, o.unit)}" for n, o in enumerate(shown, 1))
    return _file(figure, axes, title, shown[0].unit, _sources(known, shown), today, "xep-hang", said)


def _folded(name: str) -> str:
    """A name on two lines where one is too long."""
    return "\n".join(textwrap.wrap(shorten(name, 60), 30))


def _canvas(height: float) -> tuple[Figure, Axes]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor=_PAPER, layout="constrained")
    FigureCanvasAgg(figure)
    axes: Any = figure.add_subplot()
    axes.set_facecolor(_PAPER)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(_GRID)
    axes.tick_params(colors=_INK, length=0)
    axes.xaxis.set_tick_params(labelsize=11)
    return figure, axes


def _file(
    figure: Figure,
    axes: Any,
    title: str,
    unit: str,
    sources: str,
    today: date,
    name: str,
    said: str,
    *,
    upright: bool = False,
) -> File:
    from matplotlib.ticker import FuncFormatter

    axis = axes.yaxis if upright else axes.xaxis
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}".replace(",", ".")))
    figure.suptitle(title, fontsize=16, fontweight="bold", color=_INK, x=0.02, ha="left", wrap=True)
    foot = f"Đơn vị: {unit}. Nguồn: {sources}. Lập ngày {day_words(today.isoformat())}."
    figure.text(0.02, -0.02, textwrap.fill(foot, _FOOT), fontsize=10, color=_INK, ha="left", va="top")
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=_PAPER, bbox_inches="tight", pad_inches=0.25)
    caption = shorten(f"{title}: {said}. Nguồn: {sources}.", _CAPTION)
    return File(name=f"{name}.png", data=out.getvalue(), caption=caption, picture=True)


def _sources(known: Knowledge, observations: Sequence[Observation]) -> str:
    return "; ".join(dict.fromkeys(reference(known.documents[o.doc]) for o in observations))


def _documents(known: Knowledge, rows: Sequence[Row]) -> str:
    """The sources of the shares: where one is printed, else those of both its operands."""
    operands = ((r.percent_source,) if r.percent_source else (r.observation, r.target) for r in rows)
    return _sources(known, [o for both in operands for o in both if o is not None])
