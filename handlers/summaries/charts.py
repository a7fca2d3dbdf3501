"""The buttons that lead to pictures, and what they send."""

from __future__ import annotations

from handlers.desk import Desk, Message
from handlers.knowledge import Knowledge
from handlers.replies import Button, Reply, Turn, label, said
from handlers.summaries.asking import Wish
from handlers.summaries.build import build_summary
from handlers.summaries.pictures import comparable_series, ranking_picture, shares_picture, trend_picture
from handlers.summaries.ranks import ranked_places
from handlers.summaries.scope import indicators_of, latest

_SHARES, _TREND, _RANKING = 0, 1, 2
_OFFERED = 4
_NONE = "Chưa đủ số liệu để vẽ biểu đồ này."


def press_chart(desk: Desk, message: Message, numbers: tuple[int, ...]) -> Turn:
    """A picture: kind (0 shares of the plan, 1 one indicator over time, 2 places ranked), number of what it is of."""
    text = desk.text_of("h", numbers[1]) if len(numbers) > 1 else None
    if text is None:
        return Turn(toast="Nút này không còn dùng được. Anh/chị gõ /tomtat nhé.")
    known, today = desk.known(message), desk.clock()
    if numbers[0] == _SHARES:
        wish = Wish.read(text)
        period = wish and (wish.period or latest(known))
        file = (
            shares_picture(known, build_summary(known, period, today, wish.fields, wish.unit), today)
            if wish and period
            else None
        )
    elif numbers[0] == _TREND:
        file = trend_picture(known, text, today)
    else:
        places = ranked_places(known, text)
        file = ranking_picture(known, text, places.rows, places.left_out, today) if places else None
    if file is None:
        return Turn(toast=_NONE)
    more = said("Xem thêm biểu đồ:", rows=_others(known))
    return Turn((Reply(files=(file,)), *((more,) if more.rows else ())), toast="Biểu đồ ở bên dưới.")


def _others(known: Knowledge) -> tuple[tuple[Button, ...], ...]:
    """Indicators that have a course over time, and those known for many places."""
    names = indicators_of(known)
    trends = [n for n in names if len(comparable_series(known, n)) > 1][:_OFFERED]
    ranks = [n for n in names if ranked_places(known, n)][:2]
    rows = [(Button(label=label(f"Qua các kỳ: {n}"), action="h", parts=(_TREND, n)),) for n in trends]
    rows += [(Button(label=label(f"Xếp hạng: {n}"), action="h", parts=(_RANKING, n)),) for n in ranks]
    return tuple(rows)
