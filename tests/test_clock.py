"""One clock: the day is Vietnam's, and it changes while the program runs."""

from __future__ import annotations

from datetime import UTC, date, datetime

from handlers.ask import Assistant
from handlers.clock import local_now, local_today
from handlers.desk import Desk
from handlers.routes import ROUTES
from index import Store


def test_the_day_changes_while_the_program_runs(fresh_store: Store) -> None:
    """What is known is kept over midnight, the day is not; desk and assistant have one clock."""
    day = [date(2023, 12, 31)]
    assistant = Assistant(fresh_store, clock=lambda: day[0])
    desk = Desk(fresh_store, assistant, ROUTES)
    known = assistant.knowledge()
    assert (known.today, desk.clock()) == (date(2023, 12, 31), date(2023, 12, 31))
    day[0] = date(2024, 1, 1)
    assert assistant.knowledge() is known
    assert (known.today, desk.clock()) == (date(2024, 1, 1), date(2024, 1, 1))


def test_the_day_is_vietnam_s_wherever_the_machine_stands() -> None:
    """Seven hours before Greenwich, without a summer time: the default of everybody who asks for the day."""
    assert local_now().utcoffset() == datetime(2024, 1, 1, 7, tzinfo=UTC) - datetime(2024, 1, 1, tzinfo=UTC)
    assert local_today() in {datetime.now(UTC).date(), local_now().date()}
    with Store.open(":memory:") as store:
        assert Assistant(store).clock is Desk(store, Assistant(store), ROUTES).clock is local_today
