"""Who may use the assistant: asking for it, admitting with a role; groups. What was admitted is changed in `people`."""

from __future__ import annotations

import secrets

from handlers.desk import Desk, Message
from handlers.replies import Button, Notice, Reply, Turn, html_blocks, label, said
from index import Asking, Overtaken, Person, Store
from index.access import MOST_ASKINGS
from index.people import Role

ROLES: tuple[Role, ...] = ("admin", "leader", "approver", "reporter", "reader")
"""In the order of the buttons; a button says a role by its place here, counted from 1."""
ROLE_WORDS: dict[Role, str] = {
    "admin": "quản trị",
    "leader": "lãnh đạo",
    "approver": "tổng hợp (duyệt số liệu)",
    "reporter": "đơn vị (gửi báo cáo)",
    "reader": "chuyên viên (tra cứu)",
}
_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
"""Letters and digits that are not taken for one another when read out."""
_REFUSE = 0
_MOST_UNITS = 24
_LATE = "Yêu cầu này đã được xử lý hoặc đã hết hạn."
_NO_UNITS = "Chưa có văn bản nào nêu tên đơn vị: hãy nạp kế hoạch trước, hoặc dùng planbot admin add trên máy chủ."


def new_code() -> str:
    """A code of six letters for telling over the phone."""
    return "".join(secrets.choice(_LETTERS) for _ in range(6))


def role_words(person: Person) -> str:
    """The role of somebody in words, with the units.

    >>> role_words(Person(person="telegram:7", role="reporter", units=("Văn phòng",)))
    'đơn vị (gửi báo cáo): Văn phòng'
    """
    return ROLE_WORDS[person.role] + (f": {', '.join(person.units)}" if person.units else "")


def told(person: Person) -> dict[str, object]:
    """Somebody as the audit log keeps them."""
    return {"name": person.name, "role": person.role, "units": list(person.units)}


def units_of(desk: Desk, message: Message) -> tuple[str, ...]:
    """The units that the documents name."""
    return desk.known(message).registry.names[:_MOST_UNITS]


def serve_asking(desk: Desk, message: Message, words: str) -> Turn:
    """A stranger asks to be admitted: gets a code, and the administrators a message with the roles to choose from."""
    person = desk.person(message)
    if person is not None:
        return Turn((said(f"Anh/chị đã có quyền: {role_words(person)}."),))
    if message.group:
        return Turn((said("Anh/chị nhắn riêng cho trợ lý lệnh /xinquyen nhé."),))
    asking = desk.store.askings.get(message.person)
    if asking is not None:
        return Turn((_code_reply(asking),))
    if len(desk.store.askings.open()) >= MOST_ASKINGS:
        return Turn((said("Hiện có nhiều yêu cầu đang chờ, chưa nhận thêm được. Anh/chị thử lại vào ngày mai nhé."),))
    asking = Asking(message.person, message.name, message.chat, new_code(), 0.0)

    def write(store: Store) -> None:
        store.askings.ask(asking.person, asking.name, asking.chat, asking.code)
        store.audit.write(asking.person, "ask", f"person:{asking.person}", after={"name": asking.name})

    admins = (p for p in desk.store.people.all() if p.role == "admin" and p.chat)
    notices = tuple(Notice(chat=p.chat, reply=asking_reply(asking)) for p in admins)
    return Turn((_code_reply(asking),), notices=notices, effects=(write,))


def _code_reply(asking: Asking) -> Reply:
    return Reply(blocks=html_blocks("asked_access.html.j2", code=asking.code))


def asking_reply(asking: Asking) -> Reply:
    """An asking as an administrator sees it, with a button a role."""
    buttons = [
        Button(label=label(ROLE_WORDS[role].capitalize()), action="a", parts=(asking.person, n))
        for n, role in enumerate(ROLES, 1)
    ]
    rows = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    rows.append((Button(label="Từ chối", action="a", parts=(asking.person, _REFUSE)),))
    return Reply(blocks=html_blocks("asking.html.j2", asking=asking), rows=tuple(rows))


def press_asking(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Admit with a role, or refuse: number of the person, of the role (0 refuses), for a unit's people of the unit."""
    person = desk.text_of("a", numbers[0]) if len(numbers) > 1 else None
    asking = desk.store.askings.get(person) if person else None
    if asking is None or not 0 <= numbers[1] <= len(ROLES):
        return Turn(toast=_LATE)
    if numbers[1] == _REFUSE:
        return _refuse(asking, message)
    role = ROLES[numbers[1] - 1]
    unit = desk.text_of("a", numbers[2]) if len(numbers) > 2 else None
    if role == "reporter" and unit is None:
        return Turn((_units_reply(desk, message, asking, numbers[1]),))
    units = (unit,) if unit else ()
    return _admit(
        asking, Person(person=asking.person, name=asking.name, role=role, units=units, chat=asking.chat), message
    )


def _admit(asking: Asking, admitted: Person, message: Message) -> Turn:
    def write(store: Store) -> None:
        if not store.askings.close(asking.person):
            raise Overtaken(_LATE)
        store.people.put(admitted)
        store.audit.write(message.person, "admit", f"person:{asking.person}", after=told(admitted))

    words = f"Đã cấp quyền {role_words(admitted)} cho {asking.name}."
    notice = Notice(chat=asking.chat, reply=Reply(blocks=html_blocks("admitted.html.j2", words=role_words(admitted))))
    return Turn((said(words, edit=True),), toast=words, notices=(notice,), effects=(write,))


def _refuse(asking: Asking, message: Message) -> Turn:
    def write(store: Store) -> None:
        if not store.askings.close(asking.person):
            raise Overtaken(_LATE)
        store.audit.write(message.person, "refuse", f"person:{asking.person}")

    words = f"Đã từ chối yêu cầu của {asking.name}."
    notice = Notice(chat=asking.chat, reply=said("Yêu cầu dùng trợ lý của anh/chị chưa được chấp thuận."))
    return Turn((said(words, edit=True),), toast=words, notices=(notice,), effects=(write,))


def _units_reply(desk: Desk, message: Message, asking: Asking, role: int) -> Reply:
    names = units_of(desk, message)
    rows = tuple((Button(label=label(name), action="a", parts=(asking.person, role, name)),) for name in names)
    text = f"{asking.name} gửi báo cáo cho đơn vị nào?" if names else _NO_UNITS
    return said(text, rows=rows, edit=True)


def serve_group(desk: Desk, message: Message, words: str) -> Turn:
    """Let the assistant answer in this group, or stop it: by an administrator, in the group itself."""
    if not message.group:
        return Turn((said("Lệnh này dùng trong nhóm: thêm trợ lý vào nhóm rồi gõ /chonhom ở đó."),))
    served = desk.store.groups.serves(message.chat)

    def write(store: Store) -> None:
        if served:
            store.groups.stop(message.chat)
        else:
            store.groups.allow(message.chat, message.person)
        store.audit.write(message.person, "group", f"group:{message.chat}", after={"served": not served})

    off, on = (
        "Đã tắt trợ lý trong nhóm này.",
        "Đã bật trợ lý trong nhóm này. Ở đây chỉ trả lời những gì ai cũng được xem.",
    )
    return Turn((said(off if served else on),), effects=(write,))
