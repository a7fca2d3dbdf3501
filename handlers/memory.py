"""What a follow-up leaves out ("còn DDI?", "thế cả năm?") is taken from the chat's last question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.text import fold
from handlers.asking import asks_progress
from handlers.knowledge import Knowledge
from handlers.picking import ROUTINE, resolve_period, with_year
from handlers.values import Answer, Citation, Query
from handlers.words import is_stop, tokens

_TASKS = re.compile(r"\b(?:viec|nhiem vu|lam gi|chu tri|phu trach)\b")
_OPENERS = re.compile(
    r"^(?:the|con|vay|rieng|roi|so voi|so|theo|nguon|ai|don vi nao|ca nam|giua nam|cuoi nam|xong|bao gio"
    r"|khi nao|tai sao|sao|giay|no|cai nay|vu nay|so nay|o dau|chi tieu nay|phong nao)\b"
)
_SHORT = 7
_REPLACES = re.compile(r"^(?:the |vay )?con\b")
_CARRIED = ("indicators", "periods", "measures", "documents", "entities", "units")


def remember(query: Query, answer: Answer, known: Knowledge) -> dict[str, Any]:
    """What the next question of the chat may lean on."""
    kept = {**{field: list(getattr(query, field)) for field in _CARRIED}}
    if query.indicators:
        kept["periods"] = [resolve_period(known, query.indicators, code) for code in query.periods]
    return {
        "places": [i for c in answer.citations[:3] if (i := _passage_of(known, c)) is not None],
        **kept,
        "keywords": list(query.keywords),
        "intent": query.intent,
        "citations": [c.model_dump() for c in answer.citations[:4]],
        "found": answer.status != "not_found",
    }


def visible(last: Mapping[str, Any] | None, known: Knowledge) -> dict[str, Any] | None:
    """What a chat remembers, unless it leans on a document that is not to be seen any more."""
    if last is None:
        return None
    named = {c["document"] for c in last.get("citations", ())} | set(last.get("documents", ()))
    return dict(last) if named <= set(known.documents) else None


def carry_over(query: Query, last: Mapping[str, Any] | None, known: Knowledge) -> Query:
    """Fill what a follow-up leaves out from the last question; a question that stands by itself stays as it is."""
    if not last or not leans(query, known):
        return query
    filled: dict[str, Any] = {
        "follow_up": True,
        "places": tuple(last.get("places", ())),
        "own_words": query.keywords,
        "own_periods": bool(query.periods),
        "before": tuple(last["indicators"]),
    }
    if not query.indicators and last["indicators"]:
        filled["indicators"] = _narrowed(query, known, last)
        if _other_subject(query, known, last, filled["indicators"]):
            filled["indicators"] = ()
    if not query.periods:
        filled["periods"] = tuple(last["periods"])
    else:
        filled["periods"] = tuple(_same_year(code, last["periods"]) for code in query.periods)
    if not query.documents:
        filled["documents"] = tuple(last["documents"])
    if not query.units:
        filled["units"] = tuple(last["units"])
    if query.indicators and last["indicators"]:
        filled["indicators"] = _same_facet(query, known, last)
    if not query.measures and not query.wanted:
        filled["measures"] = tuple(last["measures"])
    kept = [w for w in last["keywords"] if w not in query.keywords]
    replaced = last["indicators"] and not filled.get("indicators") and _REPLACES.search(query.folded)
    if not query.indicators and not replaced:
        filled["keywords"] = (*kept, *query.keywords)
    filled["trace"] = (*query.trace, "câu nối tiếp: lấy phần còn thiếu từ câu trước")
    return query.model_copy(update=filled)


def _passage_of(known: Knowledge, citation: Citation) -> int | None:
    """The passage a citation's words stand in."""
    document = known.documents.get(citation.document)
    at = document.original.find(citation.quote) if document else -1
    if at < 0:
        return None
    inside = (
        p
        for p in known.passages.values()
        if p.doc_key == citation.document and p.start <= at < p.end and p.kind != "header"
    )
    return next((p.id for p in inside), None)


def _same_year(code: str, before: Sequence[str]) -> str:
    """A period without a year is of the year just talked about: "thế cả năm?" after "6 tháng 2023"."""
    years = [c[:4] for c in before if not c.startswith("?")]
    if not code.startswith("?") or not years:
        return code
    return years[-1] + with_year(code[1:], int(years[-1]))


def leans(query: Query, known: Knowledge) -> bool:
    """Whether a question needs the one before it: it opens like a follow-up or has nothing of its own to ask about."""
    if query.documents and query.indicators:
        return False
    if not any(c.isalpha() for c in query.folded):
        return False  # "1+1=?" asks about nothing said before
    opens = bool(_OPENERS.search(query.folded))
    if not opens and ((query.units and _TASKS.search(query.folded)) or (query.intent == "summary" and query.periods)):
        return False  # "việc của phòng Kế hoạch", "tóm tắt 6 tháng" stand by themselves
    # what says nothing at all ("aaaa") must not bring the last answer again
    says = (
        opens
        or asks_progress(query.folded)
        or any((query.wanted, query.periods, query.measures, query.units, query.documents, query.entities))
    )
    bare = bool(says) and not content(query) and not query.indicators
    short = len(query.folded.split()) <= _SHORT and bool(says or content(query))
    own_subject = bool(query.indicators) and bool(query.periods)
    return bare or (opens and not own_subject) or (short and not own_subject and not query.documents)


def content(query: Query) -> set[str]:
    """Content words of a question beside routine ones."""
    folded = {fold(w): w for w in query.keywords}
    return {t for t, w in folded.items() if not is_stop(t, w) and t not in ROUTINE and len(t) > 1}


def _other_subject(query: Query, known: Knowledge, last: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Whether a follow-up brings a subject of its own ("còn khách nội địa"): the old indicator must not answer it."""
    if tuple(names) != tuple(last["indicators"]):
        return False
    explained = {t for n in names for t in tokens(fold(n))} | {fold(w) for w in last["keywords"]} | ROUTINE
    words = known.evidence.words(" ".join(query.keywords))
    explained |= {"nam"} if "hoach" in explained & {fold(w) for w in query.keywords} else set()  # "còn kế hoạch năm"
    return any(not set(w.tokens) <= explained for w in words if not known.evidence.unknown(w))


def _narrowed(query: Query, known: Knowledge, last: Mapping[str, Any]) -> tuple[str, ...]:
    """The indicator of the last question's family that the new words single out ("riêng trung tâm …")."""
    together = f"{' '.join(last['keywords'])} {query.text}"
    found = [m.name for m in known.catalog.find(together)]
    fresh = [n for n in found if n not in last["indicators"]]
    families = {known.catalog.family(n) for n in last["indicators"]}
    related = [n for n in fresh if known.catalog.family(n) in families]
    new = {fold(w) for w in query.keywords}
    pointed = [n for n in (related or last["indicators"]) if set(fold(n.rpartition(" - ")[2]).split()) & new - ROUTINE]
    return tuple(pointed or related or last["indicators"])


def _same_facet(query: Query, known: Knowledge, last: Mapping[str, Any]) -> tuple[str, ...]:
    """A new subject asked in the old way: after "lũy kế FDI mấy dự án", "còn DDI" is lũy kế DDI too."""
    out = []
    for name in query.indicators:
        family = known.catalog.family(name)
        for old in last["indicators"]:
            twin = old.replace(known.catalog.family(old), family) if known.catalog.family(old) else ""
            if twin and known.catalog.get(twin) and twin != old:
                out.append(twin)
    return tuple(dict.fromkeys(out)) or query.indicators
