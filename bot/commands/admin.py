"""`planbot admin`: the people who may use the assistant, from the machine itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.console import Failure, PlanbotCommand, PlanbotGroup, console, db_option, opened_store

if TYPE_CHECKING:
    from index.people import Role

ROLES = ("admin", "leader", "approver", "reporter", "reader")
_OWNER = "owner"
"""Who did it, in the audit log, when it was done on the machine."""


@click.group(
    cls=PlanbotGroup,
    short_help="Thêm, xem, thu hồi quyền của người dùng.",
    help="Người dùng của trợ lý. Người quản trị đầu tiên được thêm ở đây; những người khác xin quyền trong Telegram.",
)
def admin() -> None:
    """The group of commands."""


def person_of(number: str) -> str:
    """How the Telegram channel names somebody."""
    bare = number.removeprefix("telegram:")
    if not bare.isdigit():
        raise Failure(f"Mã Telegram “{number}” phải là một dãy số; người dùng xem mã của mình bằng bot @userinfobot.")
    return f"telegram:{bare}"


@admin.command("add", cls=PlanbotCommand, short_help="Thêm hoặc sửa một người.", help="Thêm một người, hoặc sửa quyền.")
@click.argument("number", metavar="MÃ_TELEGRAM")
@click.option("--name", default="", metavar="TÊN", help="Tên để hiện trong danh sách.")
@click.option("--role", type=click.Choice(ROLES), help="Vai trò; người đầu tiên là quản trị nếu không ghi.")
@click.option("--unit", "units", multiple=True, metavar="ĐƠN_VỊ", help="Đơn vị mà người này báo cáo (lặp lại được).")
@db_option
def add(number: str, name: str, role: Role | None, units: tuple[str, ...], db: Path | None) -> None:
    """Admit somebody."""
    from handlers.access import role_words, told
    from index import Person

    key = person_of(number)
    with opened_store(db) as store:
        before = store.people.get(key)
        role = role or (before.role if before else None) or (None if store.people.all() else "admin")
        if role is None:
            raise Failure(f"Thêm {number} với vai trò nào? Ghi --role là một trong: {', '.join(ROLES)}.")
        named = name or (before.name if before else "")
        person = Person(person=key, name=named, role=role, units=units, chat=key.partition(":")[2])
        with store.transaction():
            store.people.put(person)
            store.audit.write(
                _OWNER, "change" if before else "admit", f"person:{key}", before=told(before) if before else None,
                after=told(person),
            )  # fmt: skip
    click.echo(f"{person.name or key}: {role_words(person)}.")


@admin.command("list", cls=PlanbotCommand, short_help="Liệt kê người dùng.", help="Liệt kê người dùng và vai trò.")
@db_option
def listed(db: Path | None) -> None:
    """Everybody admitted, and who asks."""
    from handlers.access import role_words

    out = console()
    with opened_store(db, must_exist=True) as store:
        people, waiting = store.people.all(), store.askings.open()
    for p in people:
        out.print(f"{p.person.partition(':')[2]}  {p.name or '?'}  {role_words(p)}", markup=False)
    for asking in waiting:
        out.print(f"{asking.person.partition(':')[2]}  {asking.name or '?'}  xin quyền, mã {asking.code}", markup=False)
    if not people and not waiting:
        out.print("Chưa có ai: thêm người quản trị đầu tiên bằng planbot admin add MÃ_TELEGRAM.")


@admin.command("remove", cls=PlanbotCommand, short_help="Thu hồi quyền.", help="Thu hồi quyền của một người ngay.")
@click.argument("number", metavar="MÃ_TELEGRAM")
@db_option
def remove(number: str, db: Path | None) -> None:
    """Shut somebody out."""
    from handlers.people import changing

    key = person_of(number)
    with opened_store(db, must_exist=True) as store:
        person = store.people.get(key)
        if person is None:
            raise Failure(f"Không có người dùng {number}: xem danh sách bằng planbot admin list.")
        with store.transaction():
            changing(_OWNER, person, None)(store)
    click.echo(f"Đã thu hồi quyền của {person.name or number}.")
