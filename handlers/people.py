"""The admitted people: their list, roles and units changed, access taken back. The last administrator stays."""

from __future__ import annotations

from handlers.access import ROLE_WORDS, ROLES, asking_reply, role_words, told, units_of
from handlers.desk import Desk, Message
from handlers.replies import Button, Effect, Reply, Turn, html_blocks, label, said
from index import Overtaken, Person, Store

_REVOKE, _SURELY, _UNITS, _SHOW = 6, 7, 8, 9
"""What a button does, beside the numbers of the roles."""
_GONE = "Người này không còn trong danh sách."
_CHANGED = "Quyền của người này vừa được người khác đổi: hãy xem lại."
_LAST = "Đây là người quản trị cuối cùng: hãy cấp quyền quản trị cho người khác trước."


def serve_people(desk: Desk, message: Message, words: str) -> Turn:
    """Everybody admitted, with a button each; who asks stands above."""
    people, waiting = desk.store.people.all(), desk.store.askings.open()
    lines = [(p.name or p.person, role_words(p)) for p in people]
    rows = [(Button(label=label(p.name or p.person), action="u", parts=(p.person, _SHOW)),) for p in people]
    listed = Reply(blocks=html_blocks("people.html.j2", lines=lines, waiting=waiting), rows=tuple(rows))
    return Turn((*(asking_reply(asking) for asking in waiting), listed))


def press_person(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Show somebody, change the role (1-5) or the units (8, with a unit to add or take), shut out (6, surely 7)."""
    name = desk.text_of("u", numbers[0]) if numbers else None
    person = desk.store.people.get(name) if name else None
    if person is None:
        return Turn(toast=_GONE)
    choice = numbers[1] if len(numbers) > 1 else _SHOW
    if _shuts_out_the_last(desk.store, person, choice):
        return Turn(toast=_LAST)
    if choice == _SURELY:
        words = f"Đã thu hồi quyền của {person.name or person.person}."
        return Turn((said(words, edit=True),), toast=words, effects=(changing(message.person, person, None),))
    if choice == _UNITS and len(numbers) > 2 and (unit := desk.text_of("u", numbers[2])):
        units = tuple(u for u in person.units if u != unit) if unit in person.units else (*person.units, unit)
        return _changed(desk, message, person, person.model_copy(update={"units": units}), _UNITS)
    if 1 <= choice <= len(ROLES):
        return _changed(desk, message, person, person.model_copy(update={"role": ROLES[choice - 1]}), _SHOW)
    return Turn((_card(desk, message, person, choice, edit=choice != _SHOW),))


def _shuts_out_the_last(store: Store, person: Person, choice: int) -> bool:
    loses = choice in (_REVOKE, _SURELY) or (1 <= choice <= len(ROLES) and ROLES[choice - 1] != "admin")
    return loses and person.role == "admin" and is_last_admin(store, person)


def is_last_admin(store: Store, person: Person) -> bool:
    """Whether nobody else is an administrator."""
    return not any(p.role == "admin" and p.person != person.person for p in store.people.all())


def _changed(desk: Desk, message: Message, before: Person, after: Person, shown: int) -> Turn:
    reply = _card(desk, message, after, shown, edit=True)
    toast = f"{after.name or after.person}: {role_words(after)}."
    return Turn((reply,), toast=toast, effects=(changing(message.person, before, after),))


def changing(by: str, before: Person, after: Person | None) -> Effect:
    """The effect of changing somebody, or of shutting them out, with its row in the audit log."""

    def write(store: Store) -> None:
        standing = store.people.get(before.person)
        if standing is None:
            raise Overtaken(_GONE)
        if standing != before:
            raise Overtaken(_CHANGED)
        if standing.role == "admin" and (after is None or after.role != "admin") and is_last_admin(store, standing):
            raise Overtaken(_LAST)
        if after is None:
            store.people.remove(before.person)
        else:
            store.people.put(after)
        action, now = ("revoke", None) if after is None else ("change", told(after))
        store.audit.write(by, action, f"person:{before.person}", before=told(standing), after=now)

    return write


def _card(desk: Desk, message: Message, person: Person, choice: int, *, edit: bool) -> Reply:
    key, name = person.person, person.name or person.person
    text = f"{name}: {role_words(person)}."
    rows: list[tuple[Button, ...]]
    if choice == _REVOKE:
        text = f"Thu hồi quyền của {name}? Người này sẽ không dùng được trợ lý nữa."
        yes = Button(label="Thu hồi quyền", action="u", parts=(key, _SURELY))
        rows = [(yes, Button(label="Để nguyên", action="u", parts=(key, 0)))]
    elif choice == _UNITS:
        units = dict.fromkeys((*units_of(desk, message), *person.units))
        rows = [(_choice(u, u in person.units, (key, _UNITS, u)),) for u in units]
        rows.append((Button(label="‹ Xong", action="u", parts=(key, 0)),))
    else:
        roles = [_choice(ROLE_WORDS[role], role == person.role, (key, n)) for n, role in enumerate(ROLES, 1)]
        rows = [tuple(roles[i : i + 2]) for i in range(0, len(roles), 2)]
        units_button = Button(label="Đơn vị…", action="u", parts=(key, _UNITS))
        rows.append((units_button, Button(label="Thu hồi…", action="u", parts=(key, _REVOKE))))
    return said(text, rows=tuple(rows), edit=edit)


def _choice(text: str, chosen: bool, parts: tuple[int | str, ...]) -> Button:
    return Button(label=label(f"✓ {text}" if chosen else text), action="u", parts=parts)
