"""A contrast in words: its two sides, its counts, and a line for each figure and each task, all of bounded length."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.models import Observation, Task
from handlers.contrasts.values import Contrast, Line, TaskChange
from handlers.drafting import gravest
from handlers.knowledge import Knowledge
from handlers.wording import figure_words, period_words, reference, shorten

Section = tuple[str, list[str]]
_NAME, _TASK, _UNIT, _SIDE = 90, 130, 60, 90
_FINDING = 200
_LEADING = 6
"""Words shown before the first that differs."""
_UNREAD = "không rõ"
"""A lead or deadline that was not found: the document may say it in a way that is not read."""
_FIGURES = 4
"""Figures of one side of a line: a side that prints more of them says how many more."""
_VERBS = {"E": "ước ", "F": "dự kiến ", "P": "sơ bộ "}


def side_title(known: Knowledge, contrast: Contrast, side: str) -> str:
    """A side in full: the document with its date, or the period."""
    words = period_words(side) if contrast.kind == "periods" else reference(known.documents[side])
    return shorten(words, _SIDE)


def side_name(known: Knowledge, contrast: Contrast, side: str) -> str:
    """A side as its lists are headed: the document without its date, or the period."""
    if contrast.kind == "periods":
        return period_words(side)
    document = known.documents[side]
    return shorten(" ".join(p for p in (document.type_name, document.doc_key) if p), _SIDE)


def count_words(known: Knowledge, contrast: Contrast) -> list[str]:
    """How much differs: a sentence about figures, one about tasks. What one side lacks is not said to be dropped."""
    names = [side_name(known, contrast, side) for side in (contrast.before, contrast.after)]
    figures = [f"{len(contrast.changed)} khác số", f"{len(contrast.same)} giống nhau"]
    figures += _only(names, (contrast.only_before, contrast.only_after))
    out = ["Chỉ tiêu: " + "; ".join(figures) + "."]
    if contrast.tasks_changed or contrast.tasks_same or contrast.tasks_before or contrast.tasks_after:
        tasks = [f"{len(contrast.tasks_changed)} ghi khác", f"{contrast.tasks_same} giống nhau"]
        tasks += _only(names, (contrast.tasks_before, contrast.tasks_after))
        out.append("Nhiệm vụ: " + "; ".join(tasks) + ".")
    return [*out, *_lacking(names, contrast), *_contradicting(known, contrast)]


def _lacking(names: Sequence[str], contrast: Contrast) -> list[str]:
    """That a period has no figures at all: then nothing was compared."""
    if contrast.kind != "periods" or contrast.changed or contrast.same:
        return []
    sides = zip(names, (contrast.only_before, contrast.only_after), strict=True)
    return [f"Chưa có số liệu nào của {name}." for name, only in sides if not only]


def _contradicting(known: Knowledge, contrast: Contrast) -> list[str]:
    """What does not agree between the two documents or inside one of them, the gravest first."""
    if contrast.kind != "documents":
        return []
    both = {contrast.before, contrast.after}
    found = gravest(f for f in known.findings if f.docs and set(f.docs) <= both)
    found.sort(key=lambda f: set(f.docs) != both)
    if not found:
        return []
    title = shorten(found[0].title.rstrip("."), _FINDING)
    return [f"Cần đối chiếu: {len(found)} chỗ số liệu không khớp trong hai văn bản, như: {title}."]


def _only(names: Sequence[str], lists: Sequence[Sequence[object]]) -> list[str]:
    return [f"{len(only)} chỉ có ở {name}" for name, only in zip(names, lists, strict=True) if only]


def line_words(line: Line) -> str:
    """A line: the indicator, its figures before and after, and the computed change."""
    name = f"{shorten(line.name, _NAME)} (kế hoạch)" if line.target else shorten(line.name, _NAME)
    sides = " → ".join(figures for side in (line.before, line.after) if (figures := side_figures(side)))
    doubt = " ⚠ cần đối chiếu" if any(o.cautions for o in line.observations) else ""
    return f"• {name}: {sides}" + (f" ({line.change})" if line.change else "") + doubt


def side_figures(side: Sequence[Observation]) -> str:
    """A side's figures. Results that contradict each other are told together, a forecast beside results as such."""
    results = [o for o in side if o.obs_status != "F"] or list(side)
    more = [o for o in side if o not in results]
    told = " hoặc ".join(_figure(o) for o in results[:_FIGURES])
    told += f" và {len(results) - _FIGURES} số khác nữa" if len(results) > _FIGURES else ""
    beside = ", ".join(_figure(o) for o in more[:_FIGURES])
    beside += f" và {len(more) - _FIGURES} số khác nữa" if len(more) > _FIGURES else ""
    return f"{told} (văn bản ghi thêm: {beside})" if beside else told


def _figure(o: Observation) -> str:
    return ("cùng kỳ " if o.measure == "base" else _VERBS.get(o.obs_status, "")) + figure_words(o)


def task_line(task: Task) -> str:
    """A task with its lead and its deadline."""
    told = [shorten(task.lead, _UNIT), f"hạn: {_deadline(task)}" if task.deadline else ""]
    beside = ", ".join(t for t in told if t)
    return f"• {_task(task)}" + (f" ({beside})" if beside else "")


def change_words(change: TaskChange) -> str:
    """What is written otherwise of a task."""
    a, b = change.before, change.after
    told = {
        "lead": f"chủ trì: {_lead(a)} → {_lead(b)}",
        "deadline": f"hạn: {_deadline(a)} → {_deadline(b)}",
        "text": "lời ghi: “{}” → “{}”".format(*differing(a.text, b.text)),
    }
    return f"• {_task(b)}: " + "; ".join(told[field] for field in change.fields)


def differing(before: str, after: str) -> tuple[str, str]:
    """Two wordings from a few words before they part, so that what differs is within what is shown.

    >>> differing("Xây cầu Bến Đá dài 186 m trong năm nay", "Xây cầu Bến Đá dài 190 m trong năm nay")
    ('Xây cầu Bến Đá dài 186 m trong năm nay', 'Xây cầu Bến Đá dài 190 m trong năm nay')
    """
    a, b = before.split(), after.split()
    same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    start = max(0, same - _LEADING)
    shown = [shorten(("…" if start else "") + " ".join(words[start:]), _TASK) for words in (a, b)]
    return shown[0], shown[1]


def _task(task: Task) -> str:
    return shorten(task.text.rstrip(" .;"), _TASK)


def _lead(task: Task) -> str:
    return shorten(task.lead, _UNIT) or _UNREAD


def _deadline(task: Task) -> str:
    return shorten(task.deadline_text or period_words(task.deadline), _UNIT) if task.deadline else _UNREAD
