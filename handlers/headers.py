"""Answers from the headers of documents: number, date, signer, addressees, recipients, subject."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.models import Document
from corpus.text import fold
from handlers.drafting import cite_span, compose, not_found
from handlers.fitting import asked_codes, periods_of
from handlers.knowledge import Knowledge
from handlers.values import Answer, Citation, Claim, Query
from handlers.wording import reference, say
from handlers.words import STOP, Word

_KIND = r"(?:bao cao|ke hoach|chuong trinh|nghi quyet|quyet dinh|to trinh|cong van|thong bao|de an|van ban)"
_BODY = r"(?:co quan|don vi|noi|so|phong|nganh|to chuc|ban)"
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("signer", re.compile(r"\bai (?:da )?ky\b|nguoi ky|ky boi|\bky ten\b|\bky\b(?: \w+){0,8} la ai\b")),
    ("addressees", re.compile(rf"kinh gui|gui (?:cho )?(?:ai|{_BODY} nao|(?:nhung|cac) {_BODY})\b")),
    (
        "recipients",
        re.compile(
            rf"noi nhan|gui (?:cho )?(?:nhung|cac) (?:ai|dau|{_BODY})|gui (?:cho )?{_BODY} \w+(?: \w+)? nao"
            rf"|\bai nhan\b|{_BODY} nao nhan"
        ),
    ),
    ("number", re.compile(rf"so (?:may|bao nhieu|hieu|ky hieu)|ky hieu|van ban so|^so (?:cua )?(?:ban )?{_KIND}\b")),
    (
        "date",
        re.compile(r"ngay (?:nao|may|bao nhieu|ban hanh|ky)|ban hanh (?:khi nao|bao gio|ngay)|thang nam nao|ky ngay"),
    ),
    ("subject", re.compile(r"trich yeu|noi ve (?:gi|cai gi|viec gi)|ve viec gi|noi dung (?:chinh )?(?:la )?gi")),
)
_TYPE = re.compile(rf"\b{_KIND}\b")
_OWN = re.compile(r"\b(?:bao cao|ke hoach|chuong trinh|de an)\b")
_ENOUGH = 0.7
_MORE = 3.0
_LETTERS = 3
_PERIOD = 4.0
"""Nats that the period asked weighs among the words that describe a document."""
_HEADER_WORDS = frozenset(
    "ky kinh gui noi nhan so ngay thang nam van ban trich yeu ban hanh bao cao ke hoach nguoi chuc vu co quan don vi "
    "hieu phat chu de ten noi ve viec la gi may bao nhieu ai cua cho".split()
)
#: whoever writes of a document says whose it is, and what its signer is
_OWNERS = frozenset("so truong xa phuong huyen tinh minh nha giam doc hieu chu tich pho chuc vu thu truong".split())


def asks_header(query: Query) -> bool:
    """Whether a header field of a document of one's own is asked ("kế hoạch 2025 do ai ký")."""
    return bool(_OWN.search(query.folded)) and any(pattern.search(query.folded) for _, pattern in _FIELDS)


def answer_header(query: Query, known: Knowledge) -> Answer | None:
    """A header fact of a document of the store; None when the question is about a document named inside the text."""
    fields = [name for name, pattern in _FIELDS if pattern.search(query.folded)]
    if not fields and query.documents and not query.follow_up and not known.evidence.words(" ".join(query.keywords)):
        fields = ["subject"]
    if not fields:
        return None
    if query.documents and _asks_more(query, known):
        return None
    documents = [known.documents[k] for k in query.documents] or _described(query, known)
    if not documents:
        return None
    if set(fields) <= {"number", "date", "subject"} and not query.documents and len(documents) != 1:
        return None
    claims = []
    for document in documents[:3]:
        for field in dict.fromkeys("about" if f in ("number", "date", "subject") else f for f in fields):
            claims.append(_SAY[field](known, document))
    unread = [c for c in claims if not c.citations]
    if len(unread) == len(claims):
        return not_found(known, query, claims[0].text)
    return compose(known, query, "answered", claims)


def _asks_more(query: Query, known: Knowledge) -> bool:
    """Whether the question goes beyond the header: content words that are neither of headers nor in the subject."""
    about = known.evidence.features(
        " . ".join(f"{d.subject} {d.organ_name}" for k in query.documents for d in [known.documents[k]])
    )
    words = known.evidence.words(" ".join(query.keywords))
    more = [w for w in words if not all(t in _HEADER_WORDS for t in w.tokens) and known.evidence.credit(w, about) < 1.0]
    return sum(w.weight for w in more) > _MORE


def _described(query: Query, known: Knowledge) -> list[Document]:
    """The document a question describes by its type, subject and period, when it is plain which one."""
    if not _OWN.search(query.folded):
        return []
    kind = _TYPE.search(query.folded)
    stop = STOP | _HEADER_WORDS | _OWNERS
    words = [w for w in known.evidence.words(" ".join(query.keywords)) if not all(t in stop for t in w.tokens)]
    if not words and not query.periods:  # "ai ký báo cáo" where there is one
        alike = [d for d in known.documents.values() if kind and fold(d.type_name) == kind.group()]
        return alike if len(alike) == 1 else []
    total = sum(w.weight for w in words) + (_PERIOD if query.periods else 0.0)
    scored = []
    for document in known.documents.values():
        if kind and fold(document.type_name) != kind.group() and kind.group() != "van ban":
            continue
        found = known.evidence.features(
            f"{document.type_name} {document.subject} {document.organ_name} {known.period_words(document)}"
        )
        notation = fold(document.code_notation)
        held = (w.weight * (_in_notation(w, notation) or known.evidence.credit(w, found)) for w in words)
        scored.append(((sum(held) + _PERIOD * _of_period(query, known, document)) / total, document))
    best = max((s for s, _ in scored), default=0.0)
    return [d for s, d in scored if s == best] if best >= _ENOUGH else []


def _of_period(query: Query, known: Knowledge, document: Document) -> bool:
    """Whether a document is of a period asked: the one it reports on, or another that its subject names."""
    asked = set(asked_codes(query, known))
    year = document.reporting_period[:4] or document.issued_date[:4]
    named = {p.code(int(year)) for p in periods_of(document.subject)} if year else set()
    return bool(asked & {document.reporting_period, *named})


def _in_notation(word: Word, notation: str) -> float:
    """1 for the letters of a body as its documents are numbered: "gtxd" of "BC-SGTXD"."""
    return float(len(word.tokens) == 1 and len(word.text) >= _LETTERS and word.text in notation)


def _head(document: Document) -> Citation:
    """The header as printed: from its first line to the end of the subject."""
    head = [p for p in document.paragraphs if p.kind == "header"]
    start = min((p.start for p in head), default=0)
    end = max((p.end for p in head), default=0)
    return Citation(
        document=document.doc_key, date=document.issued_date, place="phần đầu văn bản", quote=document.quote(start, end)
    )


def _printed(known: Knowledge, document: Document, words: str, kinds: tuple[str, ...]) -> tuple[Citation, ...]:
    """The paragraph of those kinds that holds the words, cited."""
    wanted = fold(words)
    for p in document.paragraphs:
        if p.kind in kinds and wanted in fold(p.text):
            return (cite_span(known, document.span(p.start, p.end, paragraph=p.ordinal), p.text),)
    return (_head(document),)


def about(document: Document) -> Claim:
    """A document's type, number, date and subject, cited by its header."""
    return Claim(text=say("about", doc=reference(document), subject=document.subject), citations=(_head(document),))


def _signer(known: Knowledge, document: Document) -> Claim:
    name = document.signer.full_name
    if not name:
        return Claim(text=say("unread_field", doc=reference(document), field="người ký"))
    text = say("signer", doc=reference(document), name=name, position=document.signer.position)
    return Claim(text=text, citations=_printed(known, document, name, ("signature",)))


def _addressees(known: Knowledge, document: Document) -> Claim:
    names = document.addressees
    if not names:
        return Claim(text=say("unread_field", doc=reference(document), field="nơi kính gửi"))
    text = say("addressees", doc=reference(document), names="; ".join(names))
    return Claim(text=text, citations=_printed(known, document, names[0], ("header", "text", "item")))


def _recipients(known: Knowledge, document: Document) -> Claim:
    names = document.recipients
    if not names:
        return Claim(text=say("unread_field", doc=reference(document), field="nơi nhận"))
    text = say("recipients", doc=reference(document), names="; ".join(names))
    return Claim(text=text, citations=_printed(known, document, names[0], ("recipients",)))


_SAY: dict[str, Callable[[Knowledge, Document], Claim]] = {
    "about": lambda known, document: about(document),
    "signer": _signer,
    "addressees": _addressees,
    "recipients": _recipients,
}
