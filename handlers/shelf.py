"""The list of documents: by words and by filters of kind, year and organ; what is withdrawn, for those who may restore.

A filter travels with the buttons as a text behind a handle; plain words are a filter of words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import ValidationError

from corpus.text import fold
from corpus.values import Value
from handlers.desk import Desk, Message
from handlers.replies import Button, Reply, Turn, html_blocks, label
from handlers.wording import period_words
from index import DocumentHeader

PAGE = 8
_CHOICES = 12
_UNKNOWN = "chưa rõ"
Facet = Literal["kind", "year", "organ"]
FACETS: tuple[tuple[Facet, str], ...] = (("kind", "Loại"), ("year", "Năm"), ("organ", "Cơ quan"))
_READ: dict[Facet, Callable[[DocumentHeader], str]] = {
    "kind": lambda h: h.type_name or _UNKNOWN,
    "year": lambda h: h.reporting_period[:4] or h.issued_date[:4] or _UNKNOWN,
    "organ": lambda h: h.organ_name or _UNKNOWN,
}


class Filter(Value):
    """Which documents: all of what is not '' must hold. `year` is of the reporting period, else of the issue."""

    words: str = ""
    kind: str = ""
    year: str = ""
    organ: str = ""
    state: Literal["", "internal", "withdrawn"] = ""

    @classmethod
    def read(cls, text: str) -> Filter:
        """The filter of a button; anything else is words.

        >>> Filter.read('{"kind":"Báo cáo"}').kind, Filter.read("báo cáo 2023").words
        ('Báo cáo', 'báo cáo 2023')
        """
        try:
            return cls.model_validate_json(text) if text.startswith("{") else cls(words=text)
        except ValidationError:
            return cls(words=text)

    def text(self) -> str:
        """As it travels with a button; '' for all documents."""
        return self.model_dump_json(exclude_defaults=True) if self != Filter() else ""

    def told(self) -> str:
        """As a person reads it: "Báo cáo · 2023 · có “nhà ở”"."""
        states = {"internal": "nội bộ", "withdrawn": "đã rút"}
        parts = (self.kind, self.year, self.organ, states.get(self.state, ""))
        return " · ".join([*(p for p in parts if p), *([f"có “{self.words}”"] if self.words else [])])

    def holds(self, header: DocumentHeader) -> bool:
        """Whether a document is meant, its state left aside."""
        return all(w in _searched(header) for w in fold(self.words).split()) and all(
            not getattr(self, facet) or fold(getattr(self, facet)) == fold(read(header))
            for facet, read in _READ.items()
        )


def _searched(header: DocumentHeader) -> str:
    period = period_words(header.reporting_period) if header.reporting_period else ""
    parts = (header.doc_key, header.type_name, header.subject, header.organ_name, header.issued_date, period)
    return fold(" ".join((*parts, header.signer.full_name)))


def matching(headers: Sequence[DocumentHeader], wanted: Filter) -> list[DocumentHeader]:
    """The documents meant, the latest first."""
    newest = sorted(headers, key=lambda h: (h.issued_date, h.doc_key), reverse=True)
    return [h for h in newest if wanted.holds(h)]


def may_withdraw(desk: Desk, message: Message) -> bool:
    """Whether somebody may withdraw and restore documents here."""
    route = next(r for r in desk.routes if r.name == "rutvanban")
    return not message.group and desk.allows(message.person, route)


def withdrawn_headers(desk: Desk) -> list[DocumentHeader]:
    """What was withdrawn; only for those who may restore it."""
    keys = desk.store.marks.having("withdrawn")
    return [h for h in desk.store.documents() if h.doc_key in keys and h.origin == "file"]


def meant(desk: Desk, message: Message, wanted: Filter) -> list[DocumentHeader]:
    """The documents of a filter, among those that a person may see."""
    if wanted.state == "withdrawn":
        return matching(withdrawn_headers(desk) if may_withdraw(desk, message) else [], wanted)
    found = matching(desk.known(message).headers, wanted)
    if wanted.state == "internal":
        internal = desk.store.marks.having("internal")
        return [h for h in found if h.doc_key in internal]
    return found


def list_reply(desk: Desk, message: Message, wanted: Filter, page: int, *, edit: bool = False) -> Reply:
    """A page of the list with a button a document, and the filters."""
    found = meant(desk, message, wanted)
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages - 1)
    shown = found[page * PAGE : (page + 1) * PAGE]
    internal = desk.store.marks.having("internal")
    blocks = html_blocks(
        "documents.html.j2", documents=shown, words=wanted.told(), count=len(found), page=page, pages=pages,
        internal=internal,
    )  # fmt: skip
    buttons = [Button(label=label(h.doc_key), action="d", parts=(h.doc_key,)) for h in shown]
    rows = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    rows.append(paging("v", page, pages, wanted.text()))
    rows += _filter_rows(desk, message, wanted, found)
    return Reply(blocks=blocks, rows=tuple(row for row in rows if row), edit=edit)


def _filter_rows(desk: Desk, message: Message, wanted: Filter, found: list[DocumentHeader]) -> list[tuple[Button, ...]]:
    facets = [
        Button(label=f"🔎 {name}", action="y", parts=(n, wanted.text()))
        for n, (facet, name) in enumerate(FACETS)
        if not getattr(wanted, facet) and len({_READ[facet](h) for h in found}) > 1
    ]
    states = []
    if may_withdraw(desk, message) and not wanted.state:
        internal = desk.store.marks.having("internal")
        if any(h.doc_key in internal for h in found):
            states.append(_to("Nội bộ", wanted.model_copy(update={"state": "internal"})))
        if withdrawn := withdrawn_headers(desk):
            states.append(_to(f"Đã rút ({len(withdrawn)})", Filter(state="withdrawn")))
    all_of_them = [_to("Tất cả văn bản", Filter())] if wanted != Filter() else []
    return [tuple(facets), tuple(states), tuple(all_of_them)]


def _to(text: str, wanted: Filter) -> Button:
    return Button(label=label(text), action="v", parts=(0, wanted.text()))


def paging(action: str, page: int, pages: int, words: str) -> tuple[Button, ...]:
    """Buttons to the page before and the page after."""
    steps = []
    if page > 0:
        steps.append(Button(label="‹ Trang trước", action=action, parts=(page - 1, words)))
    if page + 1 < pages:
        steps.append(Button(label="Trang sau ›", action=action, parts=(page + 1, words)))
    return tuple(steps)


def show_page(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Another page or another filter of the list, in place of the one shown."""
    page, words = page_of(desk, "v", numbers)
    return Turn((list_reply(desk, message, Filter.read(words), page, edit=True),))


def page_of(desk: Desk, action: str, numbers: tuple[int, ...]) -> tuple[int, str]:
    """The page and the words that a paging button says."""
    page = numbers[0] if numbers else 0
    words = desk.text_of(action, numbers[1]) if len(numbers) > 1 else ""
    return page, words or ""


def show_facet(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """The values of a kind of filter with how many documents have each, as buttons."""
    which, text = page_of(desk, "y", numbers)
    if which >= len(FACETS):
        return Turn(toast="Bộ lọc này không còn dùng được.")
    wanted = Filter.read(text)
    facet, name = FACETS[which]
    counted = Counter(_READ[facet](h) for h in meant(desk, message, wanted))
    by_name = sorted(counted.items(), reverse=True) if facet == "year" else counted.most_common()
    buttons = [_to(f"{value} ({n})", wanted.model_copy(update={facet: value})) for value, n in by_name[:_CHOICES]]
    wide = 1 if facet == "organ" else 2
    rows = [tuple(buttons[i : i + wide]) for i in range(0, len(buttons), wide)]
    rows.append((_to("‹ Quay lại", wanted),))
    hint = "Gõ /vanban kèm từ khóa để tìm thêm." if len(counted) > _CHOICES else ""
    blocks = html_blocks("report_ask.html.j2", text=f"Lọc theo {name.lower()}:", hint=hint)
    return Turn((Reply(blocks=blocks, rows=tuple(rows), edit=True),))
