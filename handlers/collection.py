"""Questions about the documents held, not about what one of them says: which there are, what contradicts."""

from __future__ import annotations

import re

from corpus.models import Document
from corpus.text import fold
from handlers.drafting import compose, finding_claims, gravest, not_found
from handlers.headers import about
from handlers.knowledge import Knowledge
from handlers.values import Answer, Claim, Query
from handlers.wording import say

_SHOWN = 4
_TYPES = "van ban|tai lieu|bao cao|ke hoach|quyet dinh|nghi quyet|chuong trinh|cong van|thong bao"
_NEWEST = re.compile(
    rf"\b(?P<type>{_TYPES})(?: nao)?(?: la)? (?:moi nhat|gan (?:day )?nhat|sau cung|cuoi cung)\b(?! cua)"
)
_HELD = re.compile(
    rf"^(?:hien )?(?:co|dang co|da nap|da co|nap|luu) (?:duoc )?(?:nhung|cac|bao nhieu|may) (?P<type>{_TYPES})"
    r"(?: gi| nao)?(?: (?:roi|da nap|trong kho|trong may|o day|trong he thong|vay|the|em|a|nhi))*$"
)
_CONTRADICTS = re.compile(
    r"mau thuan|(?:khong|chua|ko|k) (?:khop|thong nhat)|chenh nhau|lech nhau|\bvenh\b|sai lech|dau hieu sai|da nhau"
)
_ASKS_WHERE = re.compile(
    r"\b(?:nao|gi|dau|nhung|cac|bao nhieu|may)\b|\bco\b.*\b(?:khong|ko|k)$|^(?:mau thuan|sai lech)"
)


def asks_collection(query: Query) -> bool:
    """Whether the documents held are asked about."""
    numbers = {key.partition("/")[0] for key in query.documents}
    if query.indicators or set(query.figures) - numbers:
        return False
    asked = _plain(query)
    contradictions = _CONTRADICTS.search(asked) and _ASKS_WHERE.search(asked)
    return bool(contradictions or _NEWEST.search(asked) or _HELD.search(asked))


def answer_collection(query: Query, known: Knowledge) -> Answer | None:
    """What is held, the newest of a type, or the contradictions found; None for a question about something else."""
    if not asks_collection(query):
        return None
    asked = _plain(query)
    if found := _NEWEST.search(asked):
        return _listed(query, known, _of_type(known, found["type"]), newest=True)
    if found := _HELD.search(asked):
        return _listed(query, known, _of_type(known, found["type"]), newest=False)
    return contradictions(query, known)


def contradictions(query: Query, known: Knowledge) -> Answer:
    """What arithmetic found to contradict, in the documents named or in all, the hard ones first."""
    of_these = set(query.documents)
    found = gravest(f for f in known.findings if not of_these or of_these & set(f.docs))
    if not found:
        return not_found(known, query, say("no_findings"))
    shown = finding_claims(known, found[:_SHOWN])
    claims = [Claim(text=say("contradictions_head", count=len(found)), citations=shown[0].citations), *shown]
    notes = [say("more_findings", count=len(found) - _SHOWN)] if len(found) > _SHOWN else []
    return compose(known, query, "answered", claims, notes)


def _listed(query: Query, known: Knowledge, documents: list[Document], newest: bool) -> Answer | None:
    if not documents:
        return None
    if newest:
        last = documents[0].issued_date
        return compose(known, query, "answered", [about(d) for d in documents if d.issued_date == last][:_SHOWN])
    shown = [about(d) for d in documents[:_SHOWN]]
    claims = [Claim(text=say("held", count=len(documents)), citations=shown[0].citations), *shown]
    notes = [say("more_documents", count=len(documents) - _SHOWN)] if len(documents) > _SHOWN else []
    return compose(known, query, "answered", claims, notes)


def _plain(query: Query) -> str:
    return query.folded.strip(" ?.!")


def _of_type(known: Knowledge, said: str) -> list[Document]:
    """Documents of a type, the newest first; of every type for "văn bản"."""
    general = said in ("van ban", "tai lieu")
    mine = [d for d in known.documents.values() if d.origin == "file" and (general or fold(d.type_name) == said)]
    return sorted(mine, key=lambda d: (d.issued_date, d.doc_key), reverse=True)
