"""What belongs to a summary of an office nobody prepared for: its own targets, results its documents could know."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from bot.intake import ingest
from handlers.ask import Assistant
from handlers.contrasts import contrast_of_documents
from handlers.desk import Desk, Message
from handlers.knowledge import Knowledge
from handlers.replies import plain
from handlers.routes import ROUTES
from handlers.summaries import Row, Summary, build_summary
from handlers.summaries.asking import wish_of
from handlers.summaries.reply import row_words
from handlers.summaries.scope import indicators_of, latest, own_indicators
from index import Store
from tests.paper_sample import TODAY, known_of

PLAN = """\
UBND TỈNH AN BÌNH
SỞ VĂN HÓA VÀ DU LỊCH

Số: 3/KH-SVHDL

An Bình, ngày 15 tháng 01 năm 2024

KẾ HOẠCH

Công tác ngành văn hóa, du lịch năm 2024

I. ĐẶC ĐIỂM

Mạng lưới đường giao thông nông thôn vào các điểm du lịch dài 6.320 km.

II. CHỈ TIÊU

| TT | Chỉ tiêu | ĐVT | KH đến 30/6/2024 | KH đến 31/12/2024 |
|---|---|---|---|---|
| 1 | Doanh thu du lịch | tỷ đồng | 300 | 1.000 |
| 2 | Đường giao thông nông thôn | km | 20 | 250 |
"""

REPORT = """\
UBND TỈNH AN BÌNH
SỞ VĂN HÓA VÀ DU LỊCH

Số: 41/BC-SVHDL

An Bình, ngày 22 tháng 6 năm 2024

BÁO CÁO

Kết quả công tác 6 tháng đầu năm, ước thực hiện cả năm 2024

I. KẾT QUẢ

Biểu 1. Một số chỉ tiêu 6 tháng năm 2024

| Chỉ tiêu | ĐVT | Kế hoạch năm 2024 | 6 tháng 2023 | 6 tháng 2024 | Ước cả năm 2024 | 6T/KH (%) | 6T/cùng kỳ (%) |
|---|---|---|---|---|---|---|---|
| Tổng lượt khách du lịch | lượt | 4.000.000 | 1.500.000 | 1.800.000 | 4.100.000 | 45,0 | 120,0 |
| Doanh thu du lịch | tỷ đồng | 1.000 | 310 | 350 | 1.020 | 35,0 | 112,9 |
| Buổi chiếu phim lưu động | buổi | 820 | 400 | 410 | 830 | 50,0 | 102,5 |
| Cộng | điểm | 100 | 40 | 50 | 100 | 50,0 | 125,0 |

Bảo tàng đón 96.750 lượt khách du lịch tham quan trong 6 tháng đầu năm 2024.

Đã lắp 31/42 biển chỉ dẫn, đạt 73,8% kế hoạch.

Đến hết tháng 6 trùng tu 7 di tích cấp quốc gia, đạt 63,6% kế hoạch năm (11 di tích).
"""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    """A plan and a report of six months."""
    folder = tmp_path_factory.mktemp("so")
    (folder / "kh.md").write_text(PLAN, encoding="utf-8")
    (folder / "bc.md").write_text(REPORT, encoding="utf-8")
    with Store.open(folder / "kho.db") as store:
        for _ in ingest([folder], store):
            pass
        yield known_of(store)


@pytest.fixture(scope="module")
def summary(known: Knowledge) -> Summary:
    """The summary a leader gets without naming a period."""
    return build_summary(known, latest(known), TODAY)


def row(summary: Summary, name: str) -> Row:
    """The only row of a name."""
    (found,) = [r for r in summary.rows if name in r.indicator]
    return found


def test_the_latest_period_is_one_that_a_report_tells(known: Knowledge, summary: Summary) -> None:
    """A year estimated in June is not what an office stands at; it is offered after what was told."""
    assert summary.period == "2024-S1"
    assert summary.periods[-1] == "2024"


def test_indicators_with_a_plan_belong_to_it_by_their_own_names(known: Knowledge, summary: Summary) -> None:
    """No catalogue knows them; the row of totals and the whole of "31/42" are none."""
    assert "Buổi chiếu phim lưu động" in own_indicators(known)
    assert "Cộng" not in own_indicators(known)
    assert not [n for n in indicators_of(known) if n.endswith("tổng số")]
    assert row(summary, "chiếu phim").standing == "on_course"


def test_the_headline_is_the_figure_held_against_the_plan(summary: Summary) -> None:
    """Visitors of a museum are not all visitors; they do not take over the share of the plan either."""
    visitors = row(summary, "lượt khách du lịch")
    assert visitors.observation.value == 1_800_000
    assert (visitors.percent, visitors.same_period) == (45, "bằng 120% cùng kỳ (tăng 20%)")


def test_a_plan_tells_no_results(summary: Summary) -> None:
    """What a plan of January counts is no result of its year, and nothing is divided by the wrong plan."""
    assert not [r for r in summary.rows if r.observation.doc == "3/KH-SVHDL"]
    assert not [r for r in summary.rows if r.percent is not None and r.percent > 300]


def test_up_to_a_month_is_since_january(summary: Summary) -> None:
    """What was done "đến hết tháng 6" answers for six months."""
    monuments = row(summary, "di tích")
    assert monuments.observation.time_period == "2024-M06"
    assert (monuments.observation.value, monuments.percent) == (7, Decimal("63.6"))


def test_the_plans_own_milestone_decides(summary: Summary) -> None:
    """35% of the year at half a year is behind, but the plan wanted 300 by the end of June."""
    money = row(summary, "Doanh thu du lịch")
    assert money.milestone is not None
    assert money.milestone.value == 300
    assert money.standing == "on_course"
    assert "mốc trong kế hoạch 300 tỷ đồng" in row_words(money, ended=False)


def test_a_plan_without_results_is_offered_instead(fresh_store: Store, tmp_path: Path) -> None:
    """A year that has only its plan: the plan is named, a button tells its targets."""
    (tmp_path / "kh.md").write_text(PLAN, encoding="utf-8")
    for _ in ingest([tmp_path], fresh_store):
        pass
    desk = Desk(fresh_store, Assistant(fresh_store, clock=lambda: TODAY), ROUTES, clock=lambda: TODAY)
    reply = desk.handle(Message(text="/tomtat 2024", person="telegram:1", conversation="1")).replies[0]
    assert "Năm 2024 mới có chỉ tiêu kế hoạch: Kế hoạch 3/KH-SVHDL" in plain(" ".join(reply.blocks))
    button = next(b for row in reply.rows for b in row if b.label.startswith("Chỉ tiêu của"))
    data = button.data(fresh_store.handle)
    told = desk.handle(Message(kind="press", text=data, person="telegram:1", conversation="1"))
    assert "1.000 tỷ đồng" in plain(" ".join(b for r in told.replies for b in r.blocks))


def test_own_names_and_the_year_of_results_are_understood(known: Knowledge) -> None:
    """A field is some words of the office's own names; a period without a year is of the year that has results."""
    wish = wish_of(known, "tóm tắt chiếu phim")
    assert wish.fields == ("Buổi chiếu phim lưu động",)
    assert wish_of(known, "tom tat quy 1").period == "2024-Q1"
    assert wish_of(known, "tóm tắt đánh cá voi").unknown == "đánh cá voi"


def test_a_plan_and_its_report_are_not_held_against_each_other_by_stocks(known: Knowledge) -> None:
    """The 6.320 km that a plan counts in January are no change of what a report tells in June."""
    contrast = contrast_of_documents(known, "3/KH-SVHDL", "41/BC-SVHDL")
    lines = (*contrast.changed, *contrast.same, *contrast.only_before, *contrast.only_after)
    assert not [o for line in lines for o in line.observations if o.value == 6320]
