"""From chosen facts to an `Answer`: claims with citations, notes, and the reply's text in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.models import DOUBTFUL, Document, Finding, Observation, Paragraph, Span, Task
from corpus.text import fold
from handlers.evidence import Sentence
from handlers.knowledge import Knowledge
from handlers.values import Answer, Citation, Claim, Query, Status
from handlers.wording import place_words, reference, render, say
from index.corrections import PUT_RIGHT

MAX_NOTES = 4
MAX_CORRECTED = 2  # of them about documents whose header was put right
SHOWN = 560  # characters of a passage that a phone shows without scrolling far


def cite_span(known: Knowledge, span: Span, reading: str = "") -> Citation:
    """A span of a document as a citation; the reading only where the original is damaged."""
    document = known.documents[span.doc]
    restored = document.text_quality == "restored"
    return Citation(
        document=document.doc_key,
        date=document.issued_date,
        place=place_words(document, span),
        quote=document.quote(span.start, span.end),
        reading=reading if restored else "",
        doubtful=document.is_doubtful(span.start, span.end),
    )


def cite(known: Knowledge, observation: Observation) -> Citation:
    """The clause a figure was printed in."""
    return cite_span(known, observation.clause, observation.reading)


def cite_task(known: Knowledge, task: Task) -> Citation:
    """The words of the plan that give a task."""
    return cite_span(known, task.span, task.text)


def cite_sentence(known: Knowledge, sentence: Sentence) -> Citation:
    """A sentence of a passage; a row of a table is cited whole."""
    passage = sentence.passage
    document = known.documents[passage.doc_key]
    if passage.paragraph is None:
        span = document.span(passage.start, passage.end, table=passage.table, row=passage.row)
        return cite_span(known, span, passage.text)
    paragraph = paragraph_of(document, passage.paragraph)
    # passages may be trimmed: find the sentence in the paragraph it is a part of
    at = paragraph.text.find(sentence.text)
    start, end = paragraph.body.locate(at, at + len(sentence.text)) if at >= 0 else (passage.start, passage.end)
    return cite_span(known, document.span(start, end, paragraph=passage.paragraph), sentence.text)


def paragraph_of(document: Document, ordinal: int) -> Paragraph:
    """The paragraph of that ordinal."""
    found = next((p for p in document.paragraphs if p.ordinal == ordinal), None)
    if found is None:
        raise LookupError(f"{document.doc_key}: no paragraph {ordinal}")
    return found


def finding_notes(known: Knowledge, observations: Iterable[Observation]) -> list[Claim]:
    """What is known to contradict the figures shown, each with its quotes."""
    seen: dict[str, Finding] = {}
    for o in observations:
        for f in known.book.findings_on(o):
            seen.setdefault(f.title, f)
    return finding_claims(known, gravest(seen.values())[:2])


def gravest(findings: Iterable[Finding]) -> list[Finding]:
    """Contradictions in the order in which people are told of them: the hard ones first."""
    return sorted(findings, key=lambda f: ("hard", "form", "soft").index(f.severity))


def finding_claims(known: Knowledge, findings: Iterable[Finding]) -> list[Claim]:
    """Contradictions as claims, each with its quotes."""
    return [
        Claim(
            text=say("finding", title=f.title.rstrip("."), computed=f.computed.rstrip(".")),
            citations=tuple(cite_span(known, q) for q in f.quotes if q.doc in known.documents),
        )
        for f in findings
    ]


def compose(
    known: Knowledge,
    query: Query,
    status: Status,
    claims: Sequence[Claim],
    notes: Iterable[str] = (),
    suggestions: Iterable[str] = (),
    headline: str = "",
    trace: Iterable[str] = (),
) -> Answer:
    """Put an answer together: the first claim is the headline, then the other claims, notes, and the sources' names."""
    claims = tuple(claims)
    cited = [c for claim in claims for c in claim.citations]
    warned = [DOUBTFUL] if any(c.doubtful for c in cited) else []
    sources = {c.document: known.documents[c.document] for c in cited if c.document in known.documents}
    put_right = [document.corrected for document in sources.values() if document.corrected][:MAX_CORRECTED]
    figures = corrected_figures(known, cited)
    said = list(dict.fromkeys([*warned, *figures, *query.assumptions, *notes]))
    all_notes = (*said[: MAX_NOTES - len(put_right)], *put_right)
    answer = Answer(
        status=status,
        headline=headline or (claims[0].text if claims else ""),
        claims=claims,
        notes=all_notes,
        suggestions=tuple(dict.fromkeys(suggestions)),
        trace=(*query.trace, *trace),
    )
    named = [sources[key] for key in dict.fromkeys(c.document for c in answer.citations) if key in sources]
    text = render("answer.txt.j2", answer=answer, documents=[reference(d) for d in named])
    return answer.model_copy(update={"text": text})


def corrected_figures(known: Knowledge, citations: Sequence[Citation]) -> list[str]:
    """What is to be said of quotes that print a figure which was put right, whoever quotes them."""
    found = known.memo("corrected figures", lambda: _corrected(known))
    assert isinstance(found, list)
    return [
        caution
        for document, clause, caution in found
        for c in citations
        if c.document == document and (clause in c.quote or c.quote in clause)
    ]


def _corrected(known: Knowledge) -> list[tuple[str, str, str]]:
    return [
        (o.doc, o.clause.quote, caution)
        for o in known.book.observations
        for caution in o.cautions
        if caution.startswith(PUT_RIGHT)
    ]


def not_found(
    known: Knowledge, query: Query, text: str, notes: Iterable[str] = (), suggestions: Iterable[str] = ()
) -> Answer:
    """An abstention: what was not found, and what there is instead."""
    return compose(known, query, "not_found", (Claim(text=text),), notes, suggestions)


def is_damaged(known: Knowledge, citations: Iterable[Citation]) -> bool:
    """Whether any source is a damaged scan."""
    keys = {fold(c.document) for c in citations}
    return any(d.text_quality == "restored" for k, d in known.documents.items() if fold(k) in keys)
