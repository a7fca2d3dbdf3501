"""The documents: their list, filtered by words, and one of them with its header, its counts and its contradictions."""

from __future__ import annotations

from corpus.models import Document, Finding
from handlers.answering import paragraph_of_document
from handlers.correcting import correct_button
from handlers.desk import Desk, Message, Route
from handlers.drafting import gravest
from handlers.fields import field_value
from handlers.knowledge import Knowledge
from handlers.mending import field_words
from handlers.places import span_place
from handlers.replies import Button, Effect, File, Reply, Turn, html_blocks, said
from handlers.shelf import Filter, list_reply, meant
from handlers.withdrawing import withdraw_button, withdrawn_document
from handlers.wording import reference
from index import DocumentHeader, Store

_FINDINGS = 8
_NO_TEXT = "Không tìm thấy văn bản này nữa: có thể đã được thay hoặc rút. Anh/chị xem lại /vanban nhé."


def serve_documents(desk: Desk, message: Message, words: str) -> Turn:
    """The list; filtered by the words; the one document when only one is left."""
    wanted = Filter(words=words)
    found = meant(desk, message, wanted)
    if words and len(found) == 1:
        return Turn((document_reply(desk, message, found[0]),))
    return Turn((list_reply(desk, message, wanted, 0),))


def show_document(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """One document; with a second number the paragraph of that ordinal."""
    header = _header(desk, message, "d", numbers)
    if header is None:
        key = desk.text_of("d", numbers[0]) if numbers else None
        withdrawn = withdrawn_document(desk, message, key)
        return Turn((withdrawn,)) if withdrawn else _missing(message)
    if len(numbers) > 1 and (reply := paragraph_of_document(desk.known(message), header.doc_key, numbers[1])):
        return Turn((reply,))
    return Turn((document_reply(desk, message, header),))


def document_reply(desk: Desk, message: Message, header: DocumentHeader) -> Reply:
    """A document's header fields, how much was read from it, and what contradicts itself in it."""
    known = desk.known(message)
    document = known.documents[header.doc_key]
    findings = findings_of(known, header.doc_key)
    key = header.doc_key
    corrections = [
        (field_words(c.field), c.printed, field_value(c.field, c.value), c.author, c.reason)
        for c in desk.store.corrections.of(key)
    ]
    blocks = html_blocks(
        "document.html.j2", title=reference(document), d=header, findings=findings[:3], more=findings[3:],
        corrections=corrections, withdrawn=False,
    )  # fmt: skip
    first = [Button(label="Toàn văn", action="f", parts=(key,))]
    if header.code_notation:
        first.append(Button(label="Chép số, ký hiệu", copy_text=f"{header.code_number}/{header.code_notation}"))
    second = []
    if header.tasks:
        second.append(Button(label=f"Nhiệm vụ ({header.tasks})", action="n", parts=(0, key)))
    if findings:
        second.append(Button(label=f"Mâu thuẫn ({len(findings)})", action="m", parts=(key,)))
    third = []
    if desk.allows(message.person, _route(desk, "noibo")) and not message.group:
        internal = key in desk.store.marks.having("internal")
        third.append(
            Button(
                label="Bỏ đánh dấu nội bộ" if internal else "Đánh dấu nội bộ",
                action="i",
                parts=(key, int(not internal)),
            )
        )
    fourth = [*correct_button(desk, message, key), *withdraw_button(desk, message, key)]
    return Reply(blocks=blocks, rows=tuple(tuple(row) for row in (first, second, third, fourth) if row))


def _route(desk: Desk, name: str) -> Route:
    return next(r for r in desk.routes if r.name == name)


def mark_internal(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Make a document internal (second number 1) or open (0): it then exists only for those who may see it."""
    header = _header(desk, message, "i", numbers)
    if header is None or len(numbers) < 2:
        return _missing(message)
    internal, key = numbers[1] == 1, header.doc_key
    toast = f"{key}: {'chỉ người có quyền mới thấy' if internal else 'mọi người dùng đều thấy'}."
    return Turn(toast=toast, effects=(marking(key, internal, message.person),))


def marking(key: str, internal: bool, by: str) -> Effect:
    """The effect of making a document internal or open, with its row in the audit log."""

    def write(store: Store) -> None:
        changed = store.marks.put(key, "internal", by) if internal else store.marks.take(key, "internal")
        if changed:
            store.audit.write(
                by, "mark", f"document:{key}", before={"internal": not internal}, after={"internal": internal}
            )

    return write


def findings_of(known: Knowledge, doc_key: str) -> list[Finding]:
    """The contradictions a document has a part in, the hard ones first."""
    return gravest(f for f in known.findings if doc_key in f.docs)


def show_findings(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """The contradictions of a document, each with its quotes, and the paragraphs of the first ones."""
    header = _header(desk, message, "m", numbers)
    if header is None:
        return _missing(message)
    known = desk.known(message)
    found = findings_of(known, header.doc_key)
    shown = [(f, [(_named(known, q.doc), q.quote) for q in f.quotes]) for f in found[:_FINDINGS]]
    blocks = html_blocks("findings.html.j2", title=header.doc_key, findings=shown, count=len(found))
    places = [(n, span_place(known, f.quotes[0])) for n, f in enumerate(found[:_FINDINGS], 1) if f.quotes]
    buttons = [Button(label=f"Đoạn {n}", action="p", parts=(p,)) for n, p in places if p is not None]
    rows = tuple(tuple(buttons[i : i + 4]) for i in range(0, len(buttons), 4))
    return Turn((Reply(blocks=blocks, rows=rows),))


def send_original(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """The document's text as it was read, as a file."""
    header = _header(desk, message, "f", numbers)
    if header is None:
        return _missing(message)
    document = desk.known(message).documents[header.doc_key]
    name = header.doc_key.replace("/", "-").replace(" ", "_")
    file = File(name=f"{name}.txt", data=document.original.encode(), caption=reference(document))
    return Turn((Reply(files=(file,)),), toast="Tệp được gửi bên dưới.")


def _named(known: Knowledge, doc_key: str) -> str:
    document: Document | None = known.documents.get(doc_key)
    return reference(document) if document else doc_key


def _header(desk: Desk, message: Message, action: str, numbers: tuple[int, ...]) -> DocumentHeader | None:
    key = desk.text_of(action, numbers[0]) if numbers else None
    return next((h for h in desk.known(message).headers if h.doc_key == key), None)


def _missing(message: Message) -> Turn:
    if message.kind == "press":
        return Turn(toast=_NO_TEXT)
    return Turn((said(_NO_TEXT),))
