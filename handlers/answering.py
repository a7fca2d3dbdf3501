"""Free questions: the answer as a reply with its sources folded, the paragraph a source stands in, cards to send."""

from __future__ import annotations

from corpus.models import DOUBTFUL
from corpus.text import fold
from handlers.contrasts.reply import contrast_asked
from handlers.correcting import passage_button
from handlers.desk import Desk, Message
from handlers.knowledge import Knowledge
from handlers.packing import length
from handlers.places import highlighted, place_of, section_line
from handlers.replies import Button, Card, Effect, Reply, Turn, html_blocks, label, said
from handlers.summaries.asking import says_summary, wants_summary, wish_of
from handlers.summaries.reply import summary_turn
from handlers.values import Answer, Citation, Query, State
from handlers.wording import reference, shorten
from handlers.words import tokens
from index import Passage, Store

_BOLD_UP_TO = 240
_WORDS = 24
_SUGGESTIONS = 3
_CARD_TITLE, _CARD_LINE, _CARD_LIMIT = 80, 120, 3500
_FEWEST = 3
"""Letters of an inline question below which nothing is looked for: people are still typing."""
_HOW_TO_COMPARE = (
    "Anh/chị gõ hai văn bản hoặc hai kỳ cần so sánh, như: "
    "/sosanh kế hoạch 12 với kế hoạch 15, /sosanh 6 tháng với cả năm."
)


def serve_question(desk: Desk, message: Message, words: str) -> Turn:
    """The answer to a question; without a question it is asked for."""
    known = desk.known(message)
    if wants_summary(words):
        wish = wish_of(known, words)
        if not wish.unknown or says_summary(words):
            return summary_turn(desk, message, wish)
    if contrast := contrast_asked(desk, message, words):
        return contrast
    answer, query, state = desk.assistant.consider(known, message.conversation, words)
    effects = (remembering(message.conversation, state),) if state and message.conversation else ()
    return Turn(
        (answer_reply(known, answer, query, tuple(state.get("places", ()))),), effects=effects, status=answer.status
    )


def serve_compare(desk: Desk, message: Message, words: str) -> Turn:
    """Two documents or two periods side by side; other comparisons are questions."""
    if not words.strip():
        return Turn((said(_HOW_TO_COMPARE),))
    question = f"so sánh {words}"
    return contrast_asked(desk, message, question, asked=True) or serve_question(desk, message, question)


def answer_reply(known: Knowledge, answer: Answer, query: Query | None, places: tuple[int, ...]) -> Reply:
    """An answer in blocks: the figure first, other claims as lines, notes, each source folded."""
    words = found_words(query, answer)
    rows: list[tuple[Button, ...]] = []
    if places:
        first = [Button(label="Xem đoạn gốc", action="p", parts=(places[0], words))]
        first.append(Button(label="Văn bản", action="d", parts=(known.passages[places[0]].doc_key,)))
        rows.append(tuple(first))
    if len(places) > 1:
        others = list(dict.fromkeys(p for p in places[1:] if p != places[0]))
        named = [Button(label=f"Đoạn gốc {n}", action="p", parts=(p, words)) for n, p in enumerate(others, 2)]
        rows.append(tuple(named))
    rows += [(Button(label=label(s), action="q", parts=(s,)),) for s in answer.suggestions[:_SUGGESTIONS]]
    return Reply(blocks=answer_blocks(known, answer), rows=tuple(row for row in rows if row))


def answer_blocks(known: Knowledge, answer: Answer) -> tuple[str, ...]:
    """The blocks of an answer."""
    lines = [claim.text for claim in answer.claims if claim.text != answer.headline]
    return html_blocks(
        "answer.html.j2",
        headline=answer.headline or answer.text,
        strong=len(answer.headline) <= _BOLD_UP_TO and answer.status != "not_found",
        lines=lines,
        notes=answer.notes,
        sources=[(source_name(known, c), c) for c in _told_once(answer.citations)],
    )


def _told_once(citations: tuple[Citation, ...]) -> list[Citation]:
    """Without those whose words stand in another one of the same document."""
    return [
        c
        for c in citations
        if not any(o is not c and o.document == c.document and c.quote in o.quote for o in citations)
    ]


def source_name(known: Knowledge, citation: Citation) -> str:
    """The document of a citation as Decree 30 refers to it."""
    document = known.documents.get(citation.document)
    return reference(document) if document else citation.document


def found_words(query: Query | None, answer: Answer) -> str:
    """The words to be shown bold in a source, folded: the question's, and the answer's figures."""
    if query is None:
        return ""
    figures = [t for t in tokens(fold(answer.headline)) if "," in t or "%" in t or "." in t]
    words = [t for phrase in (*query.terms, *query.keywords, *query.figures) for t in tokens(fold(phrase))] + figures
    return " ".join(list(dict.fromkeys(words))[:_WORDS])


def show_suggestion(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """A suggested question, asked."""
    question = desk.text_of("q", numbers[0]) if numbers else None
    if question is None:
        return _gone("Câu gợi ý này không còn nữa. Anh/chị gõ câu hỏi giúp nhé.", message)
    turn = serve_question(desk, message, question)
    asked = html_blocks("asked.html.j2", question=question)
    reply = turn.replies[0]
    return Turn(
        (reply.model_copy(update={"blocks": (*asked, *reply.blocks)}),), effects=turn.effects, status=turn.status
    )


def show_passage(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """A paragraph among its neighbours: number of the passage, number of the words, 1 when it replaces a shown one."""
    known = desk.known(message)
    passage = known.passages.get(numbers[0]) if numbers else None
    if passage is None:
        return _gone("Đoạn này không còn trong kho: văn bản đã được thay bằng bản mới. Anh/chị hỏi lại nhé.", message)
    words = desk.text_of("p", numbers[1]) if len(numbers) > 1 else ""
    edit = len(numbers) > 2 and numbers[2] == 1
    reply = passage_reply(known, passage, words or "", edit=edit)
    row = passage_button(desk, message, passage)
    return Turn((reply.model_copy(update={"rows": (*reply.rows, row)}) if row else reply,))


def passage_reply(known: Knowledge, passage: Passage, words: str, *, edit: bool = False) -> Reply:
    """A paragraph in its neighbourhood with the found words bold, and buttons to read on."""
    around = known.neighbours(passage.id, 1, 1)
    document = known.documents[passage.doc_key]
    shown = [(p.id == passage.id, highlighted(p.text, words if p.id == passage.id else "")) for p in around]
    quote = document.quote(passage.start, passage.end) if document.text_quality == "restored" else ""
    page = document.page_of(passage.start)
    place = ", ".join(p for p in (f"tr. {page}" if page else "", section_line(passage)) if p)
    doubt = DOUBTFUL if any(document.is_doubtful(p.start, p.end) for p in around) else ""
    blocks = html_blocks(
        "passage.html.j2", title=reference(document), place=place, passages=shown, original=quote, doubt=doubt
    )
    here = [p.id for p in around].index(passage.id)
    steps = []
    if here > 0:
        steps.append(Button(label="‹ Đoạn trước", action="p", parts=(around[here - 1].id, words, 1)))
    if here + 1 < len(around):
        steps.append(Button(label="Đoạn sau ›", action="p", parts=(around[here + 1].id, words, 1)))
    rows = (tuple(steps), (Button(label="Văn bản", action="d", parts=(passage.doc_key,)),))
    return Reply(blocks=blocks, rows=tuple(row for row in rows if row), edit=edit)


def paragraph_of_document(known: Knowledge, doc_key: str, ordinal: int) -> Reply | None:
    """The paragraph that a deep link `d_12_34` names."""
    number = place_of(known, doc_key, paragraph=ordinal)
    return passage_reply(known, known.passages[number], "") if number is not None else None


def serve_inline(desk: Desk, message: Message, words: str) -> Turn:
    """A card with the answer, for sending into any chat; none while there is nothing sure to say."""
    if len(words) < _FEWEST:
        return Turn()
    known = desk.known(message)
    answer, _query, _state = desk.assistant.consider(known, "", words)
    if answer.status not in ("answered", "partial") or not answer.citations:
        return Turn()
    blocks: list[str] = []
    for block in answer_blocks(known, answer):
        if sum(map(length, blocks)) + length(block) <= _CARD_LIMIT:
            blocks.append(block)
    name = source_name(known, answer.citations[0])
    card = Card(
        title=shorten(answer.headline, _CARD_TITLE),
        description=shorten(f"{name}, {answer.citations[0].place}".rstrip(", "), _CARD_LINE),
        blocks=tuple(blocks),
        rows=((Button(label="Mở trong trợ lý", action="q", parts=(words,), link=True),),),
    )
    return Turn(cards=(card,), status=answer.status)


def _gone(text: str, message: Message) -> Turn:
    """A button or link whose object is there no more: a toast on a button, a reply to a link."""
    if message.kind == "press":
        return Turn(toast=text)
    return Turn((said(text),))


def remembering(conversation: str, state: State) -> Effect:
    """The effect of an answer: what the conversation's next question may lean on."""

    def write(store: Store) -> None:
        store.save_chat_state(conversation, state)

    return write
