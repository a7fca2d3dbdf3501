"""A document is withdrawn: nobody is told of it any more, until it is restored. Nothing of it is lost meanwhile."""

from __future__ import annotations

from handlers.desk import Desk, Message
from handlers.replies import Button, Effect, Reply, Turn, html_blocks, said
from handlers.shelf import may_withdraw, withdrawn_headers
from handlers.wording import reference
from index import DocumentHeader, Overtaken, Store

_RESTORE, _WITHDRAW, _ASK = 0, 1, 2
_GONE = "Văn bản này không còn ở trạng thái đó nữa. Anh/chị xem lại /vanban nhé."


def withdrawing(key: str, withdrawn: bool, by: str) -> Effect:
    """The effect of withdrawing a document or of restoring it, with its row in the audit log."""

    def write(store: Store) -> None:
        done = store.marks.put(key, "withdrawn", by) if withdrawn else store.marks.take(key, "withdrawn")
        if not done:
            raise Overtaken(_GONE)
        action = "withdraw" if withdrawn else "restore"
        store.audit.write(
            by, action, f"document:{key}", before={"withdrawn": not withdrawn}, after={"withdrawn": withdrawn}
        )

    return write


def withdraw_button(desk: Desk, message: Message, key: str) -> tuple[Button, ...]:
    """The way to withdraw, for those who may."""
    return (Button(label="Rút văn bản", action="o", parts=(key, _ASK)),) if may_withdraw(desk, message) else ()


def withdrawn_document(desk: Desk, message: Message, key: str | None) -> Reply | None:
    """A withdrawn document as those see it who may restore it."""
    if not may_withdraw(desk, message):
        return None
    header = next((h for h in withdrawn_headers(desk) if h.doc_key == key), None)
    document = desk.store.document(header.doc_key) if header else None
    if header is None or document is None:
        return None
    blocks = html_blocks(
        "document.html.j2", title=reference(document), d=header, findings=[], more=[], corrections=[], withdrawn=True
    )
    return Reply(blocks=blocks, rows=((Button(label="Khôi phục", action="o", parts=(header.doc_key, _RESTORE)),),))


def press_withdrawing(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Ask (2), withdraw (1) or restore (0) a document."""
    key = desk.text_of("o", numbers[0]) if len(numbers) > 1 and not message.group else None
    if key is None:
        return Turn(toast=_GONE)
    if numbers[1] == _RESTORE:
        header = next((h for h in withdrawn_headers(desk) if h.doc_key == key), None)
        words = f"Đã khôi phục {key}: văn bản lại có trong câu trả lời."
    else:
        header = _seen(desk, message, key)
        words = f"Đã rút {key}. Xem lại hoặc khôi phục: /vanban, nút Đã rút."
    if header is None:
        return Turn(toast=_GONE)
    if numbers[1] == _ASK:
        return Turn((_question(header),))
    effect = withdrawing(key, numbers[1] == _WITHDRAW, message.person)
    return Turn((said(words, edit=True),), toast=words, effects=(effect,))


def _question(header: DocumentHeader) -> Reply:
    key = header.doc_key
    text = (
        f"Rút {key}? Văn bản, {header.observations} số liệu và {header.tasks} nhiệm vụ của nó không còn trong câu trả "
        "lời, tìm kiếm, tóm tắt của bất kỳ ai. Khôi phục được bất cứ lúc nào."
    )
    rows = (
        (
            Button(label="Rút", action="o", parts=(key, _WITHDRAW)),
            Button(label="‹ Không rút", action="d", parts=(key,)),
        ),
    )  # fmt: skip
    return said(text, rows=rows)


def _seen(desk: Desk, message: Message, key: str) -> DocumentHeader | None:
    return next((h for h in desk.known(message).headers if h.doc_key == key), None)
