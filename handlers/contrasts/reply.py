"""A contrast as a message for a phone: what changed first, the rest and the quotes a button away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.models import Observation, Task
from handlers.contrasts.build import contrast_of_documents, contrast_of_periods
from handlers.contrasts.naming import newest_first, pair_of, without_one
from handlers.contrasts.values import Contrast, Line, Pair, TaskChange
from handlers.drafting import cite, cite_task
from handlers.knowledge import Knowledge
from handlers.replies import Button, Reply, Turn, html_blocks, label
from handlers.values import Citation
from handlers.wording import figure_words, period_words, reference, shorten

if TYPE_CHECKING:
    from handlers.desk import Desk, Message

FIRST, FIGURES, ONLY, TASKS, SOURCES = range(5)
"""What a button of the letter g asks for."""
_SHOWN, _TASKS_SHOWN = 6, 3
PAGE = 12
_QUOTES = 8
_OFFERED = 8
_TASK = 130
_GONE = "Phép so sánh này không còn dùng được: văn bản đã được thay, rút hoặc không dành cho anh/chị."
_HOW = (
    "Anh/chị gõ hai văn bản hoặc hai kỳ cần so sánh, như: "
    "/sosanh kế hoạch 12 với kế hoạch 15, /sosanh 6 tháng với cả năm."
)
Section = tuple[str, list[str]]


def serve_compare(desk: Desk, message: Message, words: str) -> Turn:
    """Two documents or two periods side by side; other comparisons are questions."""
    from handlers.answering import serve_question  # asks whether a question is a contrast

    if not words.strip():
        return Turn((_told(_HOW),))
    return serve_question(desk, message, f"so sánh {words}")


def contrast_asked(desk: Desk, message: Message, words: str) -> Turn | None:
    """The contrast a question asks for; None when it asks for something else."""
    known = desk.known(message)
    pair = pair_of(known, words)
    return Turn((pair_reply(known, pair),)) if pair else None


def press_contrast(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Another part of a contrast: number of the part, of the pair, of the page."""
    pair = Pair.read(desk.text_of("g", numbers[1])) if len(numbers) > 1 else None
    known = desk.known(message)
    documents = pair is not None and pair.kind == "documents"
    if pair is None or (documents and not {*pair.left, *pair.right} <= set(known.documents)):
        return Turn(toast=_GONE)
    page = numbers[2] if len(numbers) > 2 else 0
    return Turn((pair_reply(known, pair, numbers[0], page),))


def pair_reply(known: Knowledge, pair: Pair, part: int = FIRST, page: int = 0) -> Reply:
    """The contrast of a pair, or which of several is meant."""
    if not pair.clear:
        return _unclear(known, pair)
    contrast = contrast_of(known, pair)
    return contrast_reply(known, contrast, part, page)


def contrast_of(known: Knowledge, pair: Pair) -> Contrast:
    """The contrast of a clear pair, made once for a state of the store."""
    if pair.kind == "periods":
        return contrast_of_periods(known, pair.left[0], pair.right[0], known.today)
    return contrast_of_documents(known, pair.left[0], pair.right[0])


def contrast_reply(known: Knowledge, contrast: Contrast, part: int = FIRST, page: int = 0) -> Reply:
    """A part of a contrast."""
    sections = first_sections(contrast) if part == FIRST else part_sections(contrast, part)
    pages = 1
    if part != FIRST:
        sections, page, pages = _paged(sections, page)
    quotes = _quotes(known, contrast, page) if part == SOURCES else []
    if part == SOURCES:
        pages = max(1, -(-len(_cited(known, contrast)) // _QUOTES))
    blocks = html_blocks(
        "contrast.html.j2", part=part, before=side_words(known, contrast, contrast.before),
        after=side_words(known, contrast, contrast.after), summary=count_words(contrast), unequal=contrast.unequal,
        periods=_periods(known, contrast), sections=sections, page=page, pages=pages, quotes=quotes,
        computed=any(line.change for line in contrast.changed[:_SHOWN]), sources=_sources(known, contrast),
    )  # fmt: skip
    return Reply(blocks=blocks, rows=_buttons(contrast, part, page, pages))


def side_words(known: Knowledge, contrast: Contrast, side: str) -> str:
    """A side's name: the document as Decree 30 refers to it, or the period."""
    return period_words(side) if contrast.kind == "periods" else reference(known.documents[side])


def _periods(known: Knowledge, contrast: Contrast) -> list[str]:
    if contrast.kind == "periods":
        return [period_words(contrast.before), period_words(contrast.after)]
    return [period_words(known.documents[key].reporting_period) for key in (contrast.before, contrast.after)]


def count_words(contrast: Contrast) -> str:
    """How much differs, in one sentence."""
    parts = [f"{len(contrast.changed)} chỉ tiêu khác số", f"{len(contrast.same)} giống nhau"]
    parts += [f"{len(contrast.only_after)} chỉ có ở bên sau"] if contrast.only_after else []
    parts += [f"{len(contrast.only_before)} chỉ có ở bên trước"] if contrast.only_before else []
    if contrast.tasks_changed or contrast.tasks_same or contrast.tasks_before or contrast.tasks_after:
        parts.append(
            f"nhiệm vụ: {len(contrast.tasks_changed)} đổi, {contrast.tasks_same} giữ, "
            f"{len(contrast.tasks_after)} mới, {len(contrast.tasks_before)} không còn"
        )
    return "; ".join(parts) + "."


def first_sections(contrast: Contrast) -> list[Section]:
    """What a first message shows: the changes, and the first of what only one side has."""
    sections = [
        _cut("Đổi số", [line_words(line) for line in contrast.changed], _SHOWN),
        _cut("Chỉ có ở bên sau", [line_words(line) for line in contrast.only_after], _TASKS_SHOWN),
        _cut("Chỉ có ở bên trước", [line_words(line) for line in contrast.only_before], _TASKS_SHOWN),
        _cut("Nhiệm vụ đổi", [change_words(c) for c in contrast.tasks_changed], _TASKS_SHOWN),
    ]
    if not contrast.changed and contrast.same:
        sections.insert(0, _cut("Giống nhau", [line_words(line) for line in contrast.same], _TASKS_SHOWN))
    return [section for section in sections if section[1]]


def part_sections(contrast: Contrast, part: int) -> list[Section]:
    """All of a part."""
    parts: dict[int, list[Section]] = {
        FIGURES: [
            ("Đổi số", [line_words(line) for line in contrast.changed]),
            ("Giống nhau", [line_words(line) for line in contrast.same]),
        ],
        ONLY: [
            ("Chỉ có ở bên sau", [line_words(line) for line in contrast.only_after]),
            ("Chỉ có ở bên trước", [line_words(line) for line in contrast.only_before]),
        ],
        TASKS: [
            ("Nhiệm vụ đổi", [change_words(c) for c in contrast.tasks_changed]),
            ("Nhiệm vụ mới", [task_line(t) for t in contrast.tasks_after]),
            ("Nhiệm vụ không còn ở bên sau", [task_line(t) for t in contrast.tasks_before]),
        ],
    }
    return [section for section in parts.get(part, []) if section[1]]


def _cut(title: str, lines: list[str], most: int) -> Section:
    more = len(lines) - most
    return title, [*lines[:most], *([f"… và {more} mục nữa."] if more > 0 else [])]


def _paged(sections: Sequence[Section], page: int) -> tuple[list[Section], int, int]:
    """A page of the lines of all sections, under their titles."""
    flat = [(title, line) for title, lines in sections for line in lines]
    pages = max(1, -(-len(flat) // PAGE))
    page = min(page, pages - 1)
    out: dict[str, list[str]] = {}
    for title, line in flat[page * PAGE : (page + 1) * PAGE]:
        out.setdefault(title, []).append(line)
    return list(out.items()), page, pages


def line_words(line: Line) -> str:
    """A line: the indicator, its figures before and after, and the computed change."""
    name = f"{line.name} (kế hoạch)" if line.target else line.name
    sides = " → ".join(figures for side in (line.before, line.after) if (figures := _figures(side)))
    doubt = " ⚠ cần đối chiếu" if any(o.cautions for o in line.observations) else ""
    return f"• {name}: {sides}" + (f" ({line.change})" if line.change else "") + doubt


def _figures(side: Sequence[Observation]) -> str:
    """A side's figures; one that contradicts itself is told with all of them."""
    verbs = {"E": "ước ", "F": "dự kiến ", "P": "sơ bộ "}
    return " hoặc ".join(
        ("cùng kỳ " if o.measure == "base" else verbs.get(o.obs_status, "")) + figure_words(o) for o in side
    )


def task_line(task: Task) -> str:
    """A task with its lead and its deadline."""
    told = [task.lead, f"hạn {task.deadline_text or period_words(task.deadline)}" if task.deadline else ""]
    beside = ", ".join(t for t in told if t)
    return f"• {shorten(task.text, _TASK)}" + (f" ({beside})" if beside else "")


def change_words(change: TaskChange) -> str:
    """What changed of a task."""
    a, b = change.before, change.after
    told = {
        "lead": f"chủ trì: {a.lead or 'chưa ghi'} → {b.lead or 'chưa ghi'}",
        "deadline": f"hạn: {_deadline(a)} → {_deadline(b)}",
        "text": f"nội dung: “{shorten(a.text, _TASK)}” → “{shorten(b.text, _TASK)}”",
    }
    return f"• {shorten(b.text, _TASK)}: " + "; ".join(told[field] for field in change.fields)


def _deadline(task: Task) -> str:
    return task.deadline_text or period_words(task.deadline) if task.deadline else "chưa ghi"


def _cited(known: Knowledge, contrast: Contrast) -> list[Citation]:
    """The quotes of all that differs, each once."""
    lines = (*contrast.changed, *contrast.only_after, *contrast.only_before)
    found = [cite(known, o) for line in lines for o in line.observations]
    found += [cite_task(known, t) for c in contrast.tasks_changed for t in (c.before, c.after)]
    found += [cite_task(known, t) for t in (*contrast.tasks_after, *contrast.tasks_before)]
    return list({(c.document, c.quote): c for c in found}.values())


def _quotes(known: Knowledge, contrast: Contrast, page: int) -> list[tuple[str, Citation]]:
    cited = _cited(known, contrast)[page * _QUOTES : (page + 1) * _QUOTES]
    return [(reference(known.documents[c.document]), c) for c in cited]


def _sources(known: Knowledge, contrast: Contrast) -> list[str]:
    lines = (*contrast.changed, *contrast.same, *contrast.only_after, *contrast.only_before)
    told = dict.fromkeys(o.doc for line in lines for o in line.observations)
    keys = told if contrast.kind == "periods" else dict.fromkeys((contrast.before, contrast.after))
    return [reference(known.documents[key]) for key in keys]


def _buttons(contrast: Contrast, part: int, page: int, pages: int) -> tuple[tuple[Button, ...], ...]:
    pair = Pair(kind=contrast.kind, left=(contrast.before,), right=(contrast.after,)).model_dump_json()

    def to(text: str, part: int, page: int = 0) -> Button:
        return Button(label=label(text), action="g", parts=(part, pair, page))

    steps = [to("‹ Trước", part, page - 1)] if page > 0 else []
    steps += [to("Sau ›", part, page + 1)] if page + 1 < pages else []
    first = [to("‹ So sánh", FIRST)] if part != FIRST else []
    if part != FIGURES and contrast.changed + contrast.same:
        first.append(to(f"Mọi chỉ tiêu ({len(contrast.changed) + len(contrast.same)})", FIGURES))
    second = []
    if part != ONLY and contrast.only_after + contrast.only_before:
        second.append(to(f"Chỉ một bên có ({len(contrast.only_after) + len(contrast.only_before)})", ONLY))
    if part != TASKS and (contrast.tasks_changed or contrast.tasks_after or contrast.tasks_before):
        count = len(contrast.tasks_changed) + len(contrast.tasks_after) + len(contrast.tasks_before)
        second.append(to(f"Nhiệm vụ ({count})", TASKS))
    third = [to("Nguồn từng số", SOURCES)] if part != SOURCES else []
    return tuple(tuple(row) for row in (steps, first, second, third) if row)


def _unclear(known: Knowledge, pair: Pair) -> Reply:
    """Which of several documents a side means; what there is when it means none."""
    for n, keys in enumerate((pair.left, pair.right)):
        if not keys:
            return _none(known, pair, n)
    if len(pair.left) == len(pair.right) == 1:
        return _told("Hai bên là cùng một văn bản; anh/chị nêu số của hai văn bản khác nhau giúp nhé.")
    side = 0 if len(pair.left) > 1 else 1
    meant = newest_first(known, (pair.left, pair.right)[side])[:_OFFERED]
    text = f"Có {len(meant)} văn bản là “{pair.said[side]}”. Anh/chị muốn nói văn bản nào?"
    buttons = [
        Button(label=label(key), action="g", parts=(FIRST, without_one(pair, side, key).model_dump_json(), 0))
        for key in meant
    ]
    rows = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
    return Reply(blocks=html_blocks("contrast_unclear.html.j2", text=text, documents=_named(known, meant)), rows=rows)


def _none(known: Knowledge, pair: Pair, side: int) -> Reply:
    keys = newest_first(known, [h.doc_key for h in known.headers])[:_OFFERED]
    text = f"Không tìm thấy văn bản “{pair.said[side]}”. Hiện có:"
    rows = ((Button(label="Các văn bản đã nạp", action="v", parts=(0, "")),),)
    return Reply(blocks=html_blocks("contrast_unclear.html.j2", text=text, documents=_named(known, keys)), rows=rows)


def _named(known: Knowledge, keys: Sequence[str]) -> list[tuple[str, str]]:
    return [(reference(known.documents[key]), known.documents[key].subject) for key in keys]


def _told(text: str) -> Reply:
    return Reply(blocks=html_blocks("contrast_unclear.html.j2", text=text, documents=()))
