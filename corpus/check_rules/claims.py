"""What a report says of all its tasks against what it counts: "đều đúng hạn", "01 nhiệm vụ quá hạn"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.check_rules.places import body_paragraphs, figures_in, statements, text_span
from corpus.models import Document, Finding, Paragraph
from corpus.text import fold

_NOUNS = r"nhiem vu|cong viec|ho so|thu tuc|kien nghi|don thu|van ban"
_ALL_GOOD = re.compile(
    rf"(?:\b(?:cac|tat ca|toan bo|moi)\s[^.;%\d]{{0,40}}?\b({_NOUNS})\b[^.;\d]{{0,140}}?\bdeu\b[^.;\d]{{0,80}}?"
    r"\b(?:dung han|dung tien do|dung thoi han|truoc han)\b)"
    rf"|(?:\bkhong (?:co|con|phat sinh) ({_NOUNS})(?: nao)? (?:bi )?(?:qua han|cham han|tre han))"
)
_LATE = re.compile(rf"({_NOUNS})[^.;,\d]{{0,25}}?\b(?:qua han|cham han|tre han)\b")
_LATE_BEFORE = re.compile(r"\b(?:qua han|cham han|tre han)\s*(?:la|:)?\s*$")


def claim_findings(document: Document) -> list[Finding]:
    """Reports that call all of something punctual and count some of it late, in one section.

    A plan that asks for no delays is no claim.
    """
    if not fold(document.type_name).startswith("bao cao"):
        return []
    claims: list[tuple[Paragraph, int, int, str]] = []
    late: list[tuple[Paragraph, int, int, str]] = []
    for paragraph in body_paragraphs(document):
        folded = fold(paragraph.text)
        if "han" not in folded and "tien do" not in folded:
            continue
        for start, end in statements(paragraph.text):
            claims += [
                (paragraph, start + m.start(), start + m.end(), m[1] or m[2])
                for m in _ALL_GOOD.finditer(folded[start:end])
            ]
        late += _counted_late(paragraph, folded)
    return list(_contradictions(document, claims, late))


def _counted_late(paragraph: Paragraph, folded: str) -> Iterator[tuple[Paragraph, int, int, str]]:
    for q in figures_in(paragraph.text):
        if q.value <= 0 or q.dimension != "count":
            continue
        noun = fold(q.unit)
        behind = _LATE.match(folded, q.figure_end + len(folded[q.figure_end :]) - len(folded[q.figure_end :].lstrip()))
        if behind:
            yield paragraph, q.start, behind.end(), noun
        elif re.fullmatch(_NOUNS, noun) and (before := _LATE_BEFORE.search(folded[: q.start])):
            yield paragraph, before.start(), q.end, noun


def _contradictions(
    document: Document,
    claims: list[tuple[Paragraph, int, int, str]],
    late: list[tuple[Paragraph, int, int, str]],
) -> Iterator[Finding]:
    for paragraph, start, end, noun in claims:
        for other, a, b, counted in late:
            if counted.startswith(noun) and other.section == paragraph.section:
                figure = other.text[a:b]
                yield Finding(
                    kind="text_vs_text",
                    severity="hard",
                    title=f"Nói mọi {_named(paragraph.text[start:end], noun)} đều đúng hạn nhưng ghi “{figure}”",
                    docs=(document.doc_key,),
                    quotes=(
                        text_span(document, other, a, b),
                        text_span(document, paragraph, start, end),
                    ),
                    reported="đều đúng hạn",
                    computed=figure,
                )


def _named(text: str, noun: str) -> str:
    at = fold(text).find(noun)
    return text[at : at + len(noun)].lower() if at >= 0 else noun
