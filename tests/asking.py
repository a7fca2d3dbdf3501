"""An office to ask: a store filled through the real path, and what must hold for every reply it gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

from bot.intake import ingest
from corpus.numbers import parse_number
from corpus.periods import find_periods
from handlers.ask import Assistant
from handlers.values import Answer, Claim
from index import Store

TODAY = date(2025, 7, 1)
LONGEST_REPLY = 4000

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_REFERENCE = re.compile(r"\d{1,5}/[A-ZĐ][\wĐ-]*(?: \(\d{4}\))?(?: ngày \d\d/\d\d/\d{4})?")
# counts and orders made by the reply itself, not figures of a document
_COUNTED = re.compile(
    r"giao \d+ chỉ tiêu:|[cC]ó \d+ nhiệm vụ (?:theo|đến hạn)|: \d+ chỉ tiêu có số liệu|đứng thứ \d+/\d+"
    r"|(?<=[:;] )\d{1,2}\. |và \d+ mục nữa|Có \d+ (?:cách hiểu|văn bản|chỗ số liệu chưa khớp)|đang có \d+ văn bản"
)
UNHEARD = "Không tìm thấy số"
"""How a statement about a figure of the question begins that no document prints: it has no source to give."""

_CHANGE = re.compile(r"bằng ([\d.,]+)% cùng kỳ \((?:tăng|giảm) ([\d.,]+)%\)")


class Office:
    """A store and its assistant. `ask` opens a new chat, says the turns, gives the last answer."""

    def __init__(self, paths: Iterable[Path], db: Path) -> None:
        self.store = Store.open(db)
        for _ in ingest(list(paths), self.store):
            pass
        self.assistant = Assistant(self.store, clock=lambda: TODAY)
        self._chats = count()

    def ask(self, *turns: str) -> Answer:
        """The answer to the last turn of a new chat."""
        chat = f"chat-{next(self._chats)}"
        return [self.assistant.reply(chat, turn) for turn in turns][-1]

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def figures(text: str) -> set[Decimal]:
    """The values printed in a text, however they are written: "01", "3.5", "2.560", "14,578"."""
    values: set[Decimal] = set()
    for printed in _NUMBER.findall(text):
        strict = parse_number(printed)
        loose = [printed.replace(".", "").replace(",", "."), printed.replace(",", "")]
        values |= {strict} if strict is not None else set()
        values |= {Decimal(p) for p in loose if re.fullmatch(r"\d+(?:\.\d+)?", p)}
    return values


def stated(text: str) -> set[Decimal]:
    """The figures a statement gives: without periods, document numbers and what the reply itself counts."""
    bare = _CHANGE.sub(_checked_change, _COUNTED.sub(" ", _REFERENCE.sub(" ", text)))
    for period in reversed(find_periods(bare)):
        bare = f"{bare[: period.start]} {bare[period.end :]}"
    found = (parse_number(printed) for printed in _NUMBER.findall(bare))
    return {value for value in found if value is not None}


def _checked_change(match: re.Match[str]) -> str:
    """ "bằng 106% cùng kỳ (tăng 6%)": the change is the share less a hundred, and need not be printed."""
    share, change = parse_number(match[1]), parse_number(match[2])
    assert share is not None
    assert change is not None
    assert abs(abs(share - 100) - change) <= Decimal("0.01"), match[0]
    return f"bằng {match[1]}% cùng kỳ"


def unsupported(office: Office, claim: Claim) -> set[Decimal]:
    """Figures of a claim that no source of it prints; a computed claim and a contradiction found bring their own."""
    titles = tuple(f.title.rstrip(".") for f in office.assistant.knowledge().findings)
    if claim.formula or claim.text.startswith((UNHEARD, *titles)):
        return set()
    said = claim.text
    for entity in {o.entity for o in office.assistant.knowledge().book.observations if o.entity}:
        said = said.replace(f"({entity})", "")  # whose figure it is: a name, which may hold a number
    printed: set[Decimal] = set()
    for citation in claim.citations:
        words = f"{citation.quote} {citation.reading} {citation.place}"
        printed |= figures(words)
        if "không" in words.lower():
            printed.add(Decimal(0))  # "không có nhiệm vụ quá hạn" prints a nought in words
    return stated(said) - printed


def check(office: Office, question: str, answer: Answer) -> None:
    """What must hold for every reply, whatever was asked."""
    documents = office.assistant.knowledge().documents
    assert answer.status in ("answered", "partial", "ambiguous", "not_found"), question
    assert answer.text.strip(), question
    assert answer.headline.strip(), question
    assert len(answer.text) <= LONGEST_REPLY, (question, len(answer.text))
    assert not re.search(r"\bNone\b|\{\{|\}\}|Undefined|Decimal\(", answer.text), (question, answer.text)
    for citation in answer.citations:
        document = documents[citation.document]
        assert citation.quote.strip(), (question, citation)
        assert citation.quote in document.original, (question, citation)
        assert citation.date == document.issued_date, question
        assert bool(citation.reading) <= (document.text_quality == "restored"), (question, citation)
    if answer.status == "answered":
        for claim in answer.claims:
            assert claim.citations or claim.text.startswith(UNHEARD), (question, claim.text)
            assert not unsupported(office, claim), (question, claim.text, unsupported(office, claim))
    if answer.status == "not_found":
        notes = " ".join((answer.headline, *(c.text for c in answer.claims), *answer.notes))
        assert not stated(notes) - figures(question), (question, notes)
