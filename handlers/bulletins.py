"""/nhacviec and /bantin: how much a person wants to be told unasked."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from handlers.desk import Desk, Message
from handlers.replies import Button, Reply, Turn, html_blocks
from index import Store, Subscription
from index.notices import FOR_EVER

_HOURS = (7, 8, 14, 16)
_OFF, _ON, _WEEK, _MONTH, _NONE = 0, 1, 1, 2, 0


def serve_reminders(desk: Desk, message: Message, words: str) -> Turn:
    """Whether reminders come, with buttons to stop and start them."""
    return Turn((_reminders(desk.store.notices.muted_until(message.person), edit=False),))


def _reminders(until: str, *, edit: bool) -> Reply:
    buttons = [
        Button(label="Tạm ngừng nhắc 7 ngày", action="r", parts=(7,)),
        Button(label="Tắt", action="r", parts=(_OFF,)),
    ]
    if until:
        buttons = [Button(label="Bật lại", action="r", parts=(_ON,))]
    return Reply(blocks=html_blocks("reminders.html.j2", until=until, ever=FOR_EVER), rows=(tuple(buttons),), edit=edit)


def press_reminders(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Stop reminders for ever (0) or for so many days, or want them again (1); with a second number under a reminder,
    which stays as it is.
    """
    choice = numbers[0] if numbers else _ON
    days = min(choice, 90)
    until = FOR_EVER if choice == _OFF else "" if choice == _ON else (desk.clock() + timedelta(days=days)).isoformat()

    def write(store: Store) -> None:
        store.notices.mute(message.person, until)

    paused = "Đã tắt nhắc việc." if until == FOR_EVER else f"Tạm ngừng nhắc {days} ngày."
    toast = paused if until else "Đã bật nhắc việc."
    if len(numbers) > 1:
        return Turn(toast=f"{toast} Gõ /nhacviec để đổi lại." if until else toast, effects=(write,))
    return Turn((_reminders(until, edit=True),), toast=toast, effects=(write,))


def serve_bulletin(desk: Desk, message: Message, words: str) -> Turn:
    """Whether a summary comes by itself, with buttons to choose."""
    return Turn((_bulletin(desk.store.notices.subscription(message.person), edit=False),))


def _bulletin(standing: Subscription | None, *, edit: bool) -> Reply:
    hour = standing.hour if standing else 8
    choose = (
        Button(label="Hằng tuần", action="e", parts=(_WEEK, hour)),
        Button(label="Hằng tháng", action="e", parts=(_MONTH, hour)),
    )
    rows: tuple[tuple[Button, ...], ...] = (choose,)
    if standing:
        every = _WEEK if standing.every == "week" else _MONTH
        hours = tuple(Button(label=f"{'✓ ' if h == hour else ''}{h} giờ", action="e", parts=(every, h)) for h in _HOURS)
        rows = (choose, hours, (Button(label="Ngừng nhận", action="e", parts=(_NONE, hour)),))
    return Reply(blocks=html_blocks("bulletin.html.j2", standing=standing), rows=rows, edit=edit)


def press_bulletin(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """Want a summary each week (1) or month (2) at an hour, or none (0)."""
    choice, hour = (*numbers, 8)[:2] if numbers else (_NONE, 8)
    every: Literal["week", "month"] | None = {_WEEK: "week", _MONTH: "month"}.get(choice)  # type: ignore[assignment]
    hour = hour if hour in _HOURS else 8
    today = desk.clock().isoformat()

    def write(store: Store) -> None:
        store.notices.subscribe(message.person, every, hour, today)

    standing = Subscription(message.person, every, hour, today) if every else None
    often = "hằng tuần" if every == "week" else "hằng tháng"
    toast = f"Bản tin {often}, {hour} giờ." if every else "Đã ngừng nhận bản tin."
    return Turn((_bulletin(standing, edit=True),), toast=toast, effects=(write,))
