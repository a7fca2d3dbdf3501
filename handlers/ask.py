"""The assistant: a message of a chat becomes an answer. The order of the intents is the strategy: `ROUTES`."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import date
from typing import Any

from corpus.catalog import Catalog
from corpus.text import fold
from handlers.clock import local_today
from handlers.collection import answer_collection, asks_collection
from handlers.compare import WHICH_BODY, answer_compare
from handlers.compute import answer_compute, answer_derived
from handlers.conflict import answer_bases, answer_conflict
from handlers.described import answer_described
from handlers.drafting import compose, not_found
from handlers.extremes import asks_extreme
from handlers.figures import answer_figures
from handlers.headers import answer_header, asks_header
from handlers.identities import answer_identity
from handlers.knowledge import Knowledge
from handlers.memory import carry_over, remember, visible
from handlers.passages import answer_missing, answer_passage
from handlers.provinces import foreign_place
from handlers.summary import answer_summary
from handlers.task_answers import answer_task
from handlers.task_sums import answer_task_sums
from handlers.understand import understand
from handlers.values import Answer, Citation, Claim, Intent, Query
from handlers.wording import say
from index import Store

Route = Callable[[Query, Knowledge], Answer | None]

#: the first that has an answer gives it; the intent named by the question's words goes first
ROUTES: tuple[tuple[Intent, Route], ...] = (
    ("base", answer_bases),
    ("base", answer_identity),
    ("base", answer_collection),
    ("summary", answer_summary),
    ("document", answer_header),
    ("conflict", answer_conflict),
    ("compute", answer_compute),
    ("compare", answer_compare),
    ("task", answer_task),
    ("compute", answer_derived),
    ("indicator", answer_figures),
    ("indicator", answer_described),
    ("passage", answer_passage),
)
_VIEWS = 16
"""Views kept at a time: they differ by the documents that a role may not see."""
_FIGURES = frozenset({answer_figures, answer_described, answer_passage})
_COMPUTED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(rf"\b(?:{WHICH_BODY}|(?:phong|du an) nao)\b.*\bnhat\b"),
        re.compile(r"\bnhat\b"),
    ),
    (
        re.compile(
            r"\bthieu (?:bao nhieu|may)\b.*\b(?:ke hoach|chi tieu)\b"
            r"|\bvuot (?:ke hoach |chi tieu )?(?:bao nhieu|may)\b(?! %)"
        ),
        re.compile(r"\bthieu\b|\bhut\b|\bvuot\b|\bcon (?:lai\b|phai\b|\d)"),
    ),
    (
        re.compile(rf"\b{WHICH_BODY} (?:khong|chua) "),
        re.compile(r"\b(?:khong|chua)\b"),
    ),
    (
        re.compile(r"so voi (?:nam )?20\d\d (?:tang|giam) (?:bao nhieu|may)|(?:tang|giam) (?:bao nhieu|may) so voi"),
        re.compile(r"\btang\b|\bgiam\b|\bhon\b|\bbang\b"),
    ),
)
"""What asks for more than a printed figure, and what an answer to it says: the whole's, or any one's, is none."""
_ONLY_WHEN_NAMED = frozenset({"compute", "compare"})
_MEASURE_WORDS = frozenset(
    "ke hoach du toan cung ky so voi nam truoc dat tang giam bao nhieu phan tram % chi tieu giai trinh tien do".split()
)
_THANKS = re.compile(r"^(?:ok\w*|oke|cam on|thanks?|thank you|tot|da|vang|uh?m|duoc roi)\b[\w !.,]{0,24}$")
_GREETING = re.compile(r"^(?:xin )?(?:chao|hello|hi|alo|hey|/start|/help|help|giup)\b[\w !.,]{0,30}$")
_DISMISSED = re.compile(
    r"^(?:(?:thoi|bo qua|nham|go nham|gui nham|ko sao|k sao|khong sao|ko can|khong can|em|anh|chi|toi|minh|nhe|nha|a"
    r"|roi|nua|de sau|duoc|di|cau (?:nay|do|tren))\b[ ,.!]*)+$"
)
"""Taken back: made of such words only, so that no question is lost."""


class Assistant:
    """Answers questions over a store. Thread-safe: knowledge is rebuilt when the store's version changes."""

    def __init__(self, store: Store, clock: Callable[[], date] = local_today, catalog: Catalog | None = None) -> None:
        self._store = store
        self.clock = clock
        self._catalog = catalog or Catalog.load()
        self._lock = threading.Lock()
        self._known: dict[frozenset[str], Knowledge] = {}

    def knowledge(self, hidden: frozenset[str] = frozenset()) -> Knowledge:
        """What is known now, `hidden` documents left out, and those withdrawn always."""
        hidden |= self._store.marks.having("withdrawn")
        with self._lock:
            known = self._known.pop(hidden, None)
            version = self._store.version()
            if known is None or known.version != version:
                self._known = {view: k for view, k in self._known.items() if k.version == version}
                known = Knowledge(self._store, self._catalog, self.clock, hidden)
            self._known[hidden] = known
            if len(self._known) > _VIEWS:
                del self._known[next(iter(self._known))]
            return known

    def consider(self, known: Knowledge, chat_id: str, text: str) -> tuple[Answer, Query | None, dict[str, Any]]:
        """An answer, what was understood, and what the chat should remember; nothing is written."""
        last = visible(self._store.chat_state(chat_id) if chat_id else None, known)
        query, answer = self._answer(known, text, last)
        return answer, query, remember(query, answer, known) if query else {}

    def reply(self, chat_id: str, text: str) -> Answer:
        """Answer a message and remember it for the chat's next one."""
        answer, query, state = self.consider(self.knowledge(), chat_id, text)
        if query is not None:
            self._store.save_chat_state(chat_id, state)
        return answer

    def explain(self, text: str) -> str:
        """The trace of a question asked by itself: what was understood, which rule answered, and why."""
        query, answer = self._answer(self.knowledge(), text, None)
        lines = [f"câu hỏi: {text}"]
        if query:
            lines += [f"hiểu là: {query.text}", *(f"  {t}" for t in query.trace)]
            shown = query.model_dump(
                include={
                    "intent",
                    "wanted",
                    "wanted_unit",
                    "indicators",
                    "periods",
                    "measures",
                    "documents",
                    "units",
                    "keywords",
                }
            )
            lines += [f"  {key}: {value}" for key, value in shown.items() if value]
        lines += [f"trả lời ({answer.status}):", answer.text]
        lines += [f"  vết: {t}" for t in answer.trace if not query or t not in query.trace]
        return "\n".join(lines)

    def _answer(self, known: Knowledge, text: str, last: dict[str, Any] | None) -> tuple[Query | None, Answer]:
        folded = fold(text).strip()
        if not re.search(r"\w", folded):
            return None, _plain("ambiguous", say("empty"))
        if _GREETING.match(folded):
            return None, _plain("partial", say("hello"))
        if _THANKS.match(folded) or _DISMISSED.match(folded):
            return None, _plain("partial", say("thanks"))
        if not known.documents:
            return None, _plain("not_found", say("nothing_stored"))
        query = carry_over(understand(text, known), last, known)
        return query, self._route(query, known, last)

    def _route(self, query: Query, known: Knowledge, last: dict[str, Any] | None) -> Answer:
        if query.intent == "source" and last and last.get("citations"):
            return _source(query, known, last)
        if query.intent == "source":
            return _plain("partial", say("no_source_yet"))
        if not query.indicators and not _stands_alone(query) and _nothing_to_ask(query, known):
            return _which(query, known)
        if sums := answer_task_sums(query, known):
            return sums
        if stranger := foreign_place(query, known):
            return not_found(known, query, say("foreign_place", place=stranger))
        named = [r for r in ROUTES if r[0] in ("base", query.intent)]
        rest = [r for r in ROUTES if (r not in named and r[0] not in _ONLY_WHEN_NAMED) or r[1] is answer_derived]
        missing: Answer | None = None
        for intent, route in [*named, *rest]:
            answer = route(query, known)
            if answer and not (route in _FIGURES and _leaves_open(query, answer)):
                answer = answer.model_copy(update={"trace": (*answer.trace, f"đường: {intent}/{route.__name__}")})
                if answer.status != "not_found" or route is not answer_figures:
                    return answer
                missing = answer  # no figure of that name for the period: one described by other words may be
            elif missing and route is answer_described:
                return missing
        return answer_missing(query, known)


def _leaves_open(query: Query, answer: Answer) -> bool:
    """Whether a ranking, a gap or a change is asked that an answer does not tell."""
    said = fold(" . ".join((answer.headline, *(claim.text for claim in answer.claims))))
    return any(asks.search(query.folded) and not tells.search(said) for asks, tells in _COMPUTED)


def _stands_alone(query: Query) -> bool:
    """Whether a question needs no indicator of its own: a summary, the strongest of all."""
    return query.intent == "summary" or asks_collection(query) or (query.intent == "compare" and asks_extreme(query))


def _plain(status: str, text: str) -> Answer:
    return Answer(status=status, headline=text, claims=(Claim(text=text),), text=text)


def _source(query: Query, known: Knowledge, last: dict[str, Any]) -> Answer:
    """The sources of the last answer."""
    citations = tuple(Citation(**c) for c in last["citations"])
    from handlers.wording import reference

    names = list(
        dict.fromkeys(reference(known.documents[c.document]) for c in citations if c.document in known.documents)
    )
    return compose(
        known, query, "answered", (Claim(text=say("source_head", docs="; ".join(names)), citations=citations),)
    )


def _nothing_to_ask(query: Query, known: Knowledge) -> bool:
    words = known.evidence.words(" ".join(query.keywords))
    plain = [w for w in words if not all(t in _MEASURE_WORDS for t in w.tokens)]
    if {"person", "contact"} & set(query.wanted) or asks_header(query):
        return False
    return not plain and not query.documents and not query.units and not query.figures


def _which(query: Query, known: Knowledge) -> Answer:
    from handlers.summary import headline_names

    examples = ", ".join(headline_names(known)[:5])
    answer = not_found(known, query, say("which_indicator", examples=examples))
    return answer.model_copy(update={"status": "ambiguous"})
