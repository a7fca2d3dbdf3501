"""A contrast as a message for a phone: what changed first, the rest and the quotes a button away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, cast

from handlers.contrasts.build import contrast_of_documents, contrast_of_periods
from handlers.contrasts.naming import newest_first, pair_of, without_one
from handlers.contrasts.values import Contrast, Pair
from handlers.contrasts.words import (
    Section,
    change_words,
    count_words,
    line_words,
    side_name,
    side_title,
    task_line,
)
from handlers.desk import Desk, Message
from handlers.drafting import cite, cite_task
from handlers.knowledge import Knowledge
from handlers.replies import Button, Reply, Turn, html_blocks, label
from handlers.values import Citation
from handlers.wording import period_words, reference, shorten

FIRST, FIGURES, ONLY, TASKS, SOURCES = range(5)
"""What a button of the letter g asks for."""
_SHOWN, _FEW = 6, 3
_FIRST_ROOM = 600
"""Characters of a section of the first message, so that all of it is one message."""
_LINES, _ROOM = 12, 2800
"""Lines and characters of a page."""
_QUOTE, _NAME = 400, 100
_OFFERED, _SAID = 8, 80
_GONE = "Phép so sánh này không còn dùng được: văn bản đã được thay, rút hoặc không dành cho anh/chị."
_T = TypeVar("_T")


def contrast_asked(desk: Desk, message: Message, words: str, *, asked: bool = False) -> Turn | None:
    """The contrast a question asks for; None when it asks for something else. `asked`: by the command of contrasts."""
    known = desk.known(message)
    pair = pair_of(known, words, asked=asked)
    return Turn((pair_reply(known, pair),)) if pair else None


def press_contrast(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Another part of a contrast: number of the part, of the pair, of the page."""
    pair = Pair.read(desk.text_of("g", numbers[1])) if len(numbers) > 1 else None
    known = desk.known(message)
    if pair is None or numbers[0] > SOURCES:
        return Turn(toast=_GONE)
    if pair.kind == "documents" and not {*pair.left, *pair.right} <= set(known.documents):
        return Turn(toast=_GONE)
    page = numbers[2] if len(numbers) > 2 else 0
    return Turn((pair_reply(known, pair, numbers[0], page).model_copy(update={"edit": True}),))


def pair_reply(known: Knowledge, pair: Pair, part: int = FIRST, page: int = 0) -> Reply:
    """The contrast of a pair, or which of several is meant."""
    return contrast_reply(known, contrast_of(known, pair), part, page) if pair.clear else _unclear(known, pair)


def contrast_of(known: Knowledge, pair: Pair) -> Contrast:
    """The contrast of a clear pair, made once for a state of the store."""
    one, other = pair.left[0], pair.right[0]

    def make() -> Contrast:
        if pair.kind == "periods":
            return contrast_of_periods(known, one, other, known.today)
        return contrast_of_documents(known, one, other)

    return cast(Contrast, known.memo(f"contrast {pair.kind} {one} {other} {known.today}", make))


def contrast_reply(known: Knowledge, contrast: Contrast, part: int = FIRST, page: int = 0) -> Reply:
    """A part of a contrast, one message of it."""
    sections = first_sections(known, contrast) if part == FIRST else part_sections(known, contrast, part)
    flat = [(title, line) for title, lines in sections for line in lines]
    cited = _cited(known, contrast) if part == SOURCES else []
    leaves = [flat] if part == FIRST else _leaves(flat, [len(line) for _, line in flat])
    quoted = _leaves(cited, [_QUOTE] * len(cited))
    pages = len(quoted) if part == SOURCES else len(leaves)
    page = min(page, pages - 1)
    quotes = [(shorten(reference(known.documents[c.document]), _NAME), c) for c in quoted[page]] if cited else []
    blocks = html_blocks(
        "contrast.html.j2", part=part, before=side_title(known, contrast, contrast.before),
        after=side_title(known, contrast, contrast.after), counts=count_words(known, contrast),
        unequal=contrast.unequal, apart=contrast.apart, documents=contrast.kind == "documents",
        periods=[period_words(code) or "không rõ kỳ" for code in contrast.periods],
        sections=_gathered(leaves[page]) if flat else [], page=page, pages=pages, quotes=quotes,
        computed=any(line.change for line in contrast.changed[: _SHOWN if part == FIRST else None]),
        only=bool(contrast.only_before + contrast.only_after),
        tasks=bool(contrast.tasks_before or contrast.tasks_after or contrast.tasks_changed),
        sources=_sources(known, contrast),
    )  # fmt: skip
    return Reply(blocks=blocks, rows=_buttons(contrast, part, page, pages))


def first_sections(known: Knowledge, contrast: Contrast) -> list[Section]:
    """What a first message shows: the changes, and the first of what only one side has."""
    sections = [
        (title, lines, _SHOWN if n == 0 else _FEW)
        for n, (title, lines) in enumerate([_changed(contrast), *_only(known, contrast), _rewritten(contrast)])
    ]
    if not contrast.changed:
        sections.insert(0, (*_alike(contrast), _FEW))
    return [_cut(*section) for section in sections if section[1]]


def part_sections(known: Knowledge, contrast: Contrast, part: int) -> list[Section]:
    """All of a part."""
    before, after = (side_name(known, contrast, side) for side in (contrast.before, contrast.after))
    parts: dict[int, list[Section]] = {
        FIGURES: [_changed(contrast), _alike(contrast)],
        ONLY: _only(known, contrast),
        TASKS: [
            _rewritten(contrast),
            (f"Nhiệm vụ chỉ có ở {before}", [task_line(t) for t in contrast.tasks_before]),
            (f"Nhiệm vụ chỉ có ở {after}", [task_line(t) for t in contrast.tasks_after]),
        ],
    }
    return [section for section in parts.get(part, []) if section[1]]


def _changed(contrast: Contrast) -> Section:
    return "Khác số", [line_words(line) for line in contrast.changed]


def _alike(contrast: Contrast) -> Section:
    return "Giống nhau", [line_words(line) for line in contrast.same]


def _only(known: Knowledge, contrast: Contrast) -> list[Section]:
    sides = ((contrast.before, contrast.only_before), (contrast.after, contrast.only_after))
    return [(f"Chỉ có ở {side_name(known, contrast, key)}", [line_words(line) for line in own]) for key, own in sides]


def _rewritten(contrast: Contrast) -> Section:
    return "Nhiệm vụ ghi khác", [change_words(c) for c in contrast.tasks_changed]


def _cut(title: str, lines: list[str], most: int) -> Section:
    shown = _leaves(lines[:most], [len(line) for line in lines[:most]], _FIRST_ROOM)[0]
    more = len(lines) - len(shown)
    return title, [*shown, *([f"… và {more} mục nữa."] if more else [])]


def _leaves(items: Sequence[_T], sizes: Sequence[int], room: int = _ROOM) -> list[list[_T]]:
    """Items in pages of a bounded number and length, at least one on each; without items one empty page."""
    pages: list[list[_T]] = [[]]
    used = 0
    for item, size in zip(items, sizes, strict=True):
        if pages[-1] and (len(pages[-1]) == _LINES or used + size > room):
            pages.append([])
            used = 0
        pages[-1].append(item)
        used += size
    return pages


def _gathered(lines: Sequence[tuple[str, str]]) -> list[Section]:
    """Lines under their titles."""
    out: dict[str, list[str]] = {}
    for title, line in lines:
        out.setdefault(title, []).append(line)
    return list(out.items())


def _cited(known: Knowledge, contrast: Contrast) -> list[Citation]:
    """The quotes of all that differs, each once."""
    lines = (*contrast.changed, *contrast.only_before, *contrast.only_after)
    found = [cite(known, o) for line in lines for o in line.observations]
    found += [cite_task(known, t) for c in contrast.tasks_changed for t in (c.before, c.after)]
    found += [cite_task(known, t) for t in (*contrast.tasks_before, *contrast.tasks_after)]
    return list({(c.document, c.quote): c for c in found}.values())


def _sources(known: Knowledge, contrast: Contrast) -> list[str]:
    lines = (*contrast.changed, *contrast.same, *contrast.only_before, *contrast.only_after)
    told = dict.fromkeys(o.doc for line in lines for o in line.observations)
    keys = told if contrast.kind == "periods" else dict.fromkeys((contrast.before, contrast.after))
    return [reference(known.documents[key]) for key in keys]


def _buttons(contrast: Contrast, part: int, page: int, pages: int) -> tuple[tuple[Button, ...], ...]:
    pair = Pair(kind=contrast.kind, left=(contrast.before,), right=(contrast.after,)).model_dump_json()

    def to(text: str, part: int, page: int = 0) -> Button:
        return Button(label=label(text), action="g", parts=(part, pair, page))

    figures = len(contrast.changed) + len(contrast.same)
    only = len(contrast.only_before) + len(contrast.only_after)
    tasks = len(contrast.tasks_changed) + len(contrast.tasks_before) + len(contrast.tasks_after)
    steps = [to("‹ Trước", part, page - 1)] if page > 0 else []
    steps += [to("Sau ›", part, page + 1)] if page + 1 < pages else []
    first = [to("‹ So sánh", FIRST)] if part != FIRST else []
    first += [to(f"Chỉ tiêu hai bên cùng có ({figures})", FIGURES)] if part != FIGURES and figures else []
    second = [to(f"Chỉ một bên có ({only})", ONLY)] if part != ONLY and only else []
    second += [to(f"Nhiệm vụ ({tasks})", TASKS)] if part != TASKS and tasks else []
    differing = bool(contrast.changed) or only > 0 or tasks > 0
    third = [to("Nguồn từng số", SOURCES)] if part != SOURCES and differing else []
    return tuple(tuple(row) for row in (steps, first, second, third) if row)


def _unclear(known: Knowledge, pair: Pair) -> Reply:
    """Which of several documents a side means; what there is when it means none."""
    for n, keys in enumerate((pair.left, pair.right)):
        if not keys:
            return _none(known, pair, n)
    if len(pair.left) == len(pair.right) == 1:
        return _told("Hai bên là cùng một văn bản; anh/chị nêu số của hai văn bản khác nhau giúp nhé.")
    side = 0 if len(pair.left) > 1 else 1
    meant = newest_first(known, (pair.left, pair.right)[side])
    offered = meant[:_OFFERED]
    text = f"Có {len(meant)} văn bản là “{shorten(pair.said[side], _SAID)}”. Anh/chị muốn nói văn bản nào?"
    buttons = [
        Button(label=label(key), action="g", parts=(FIRST, without_one(pair, side, key).model_dump_json(), 0))
        for key in offered
    ]
    rows = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
    blocks = html_blocks("contrast_unclear.html.j2", text=text, documents=_named(known, offered))
    return Reply(blocks=blocks, rows=rows)


def _none(known: Knowledge, pair: Pair, side: int) -> Reply:
    keys = newest_first(known, [h.doc_key for h in known.headers])[:_OFFERED]
    text = f"Không tìm thấy văn bản “{shorten(pair.said[side], _SAID)}”."
    text += " Hiện có:" if keys else ""
    rows = ((Button(label="Các văn bản đã nạp", action="v", parts=(0, "")),),)
    return Reply(blocks=html_blocks("contrast_unclear.html.j2", text=text, documents=_named(known, keys)), rows=rows)


def _named(known: Knowledge, keys: Sequence[str]) -> list[tuple[str, str]]:
    return [(reference(known.documents[key]), known.documents[key].subject) for key in keys]


def _told(text: str) -> Reply:
    return Reply(blocks=html_blocks("contrast_unclear.html.j2", text=text, documents=()))
