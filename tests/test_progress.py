"""What a report's table says of a plan's tasks is told of the tasks themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.intake import ingest
from corpus.task_words import state_of
from handlers.knowledge import Knowledge
from handlers.summaries.tasks import count_tasks
from index import Store
from tests.paper_sample import TODAY, known_of

PLAN = """\
SỞ CÔNG THƯƠNG TỈNH AN BÌNH

Số: 9/KH-SCT

An Bình, ngày 10 tháng 01 năm 2024

KẾ HOẠCH

Công tác năm 2024

II. NHIỆM VỤ

Biểu 2. Danh mục nhiệm vụ năm 2024

| TT | Nội dung nhiệm vụ | Đơn vị chủ trì | Thời hạn hoàn thành |
|---|---|---|---|
| 1 | Xây dựng đề án phát triển chợ nông thôn | Phòng Thương mại | 31/3/2024 |
| 2 | Kiểm tra an toàn điện tại các cụm công nghiệp | Phòng Năng lượng | 30/4/2024 |
| 3 | Kiểm tra an toàn hóa chất tại các cụm công nghiệp | Phòng Năng lượng | 31/5/2024 |
| 4 | Giải phóng mặt bằng cụm công nghiệp Đông Hà | Văn phòng | 30/9/2024 |
| 5 | Tổ chức hội chợ xuân | Phòng Thương mại | 28/02/2024 |
"""

REPORT = """\
SỞ CÔNG THƯƠNG TỈNH AN BÌNH

Số: 77/BC-SCT

An Bình, ngày 28 tháng 6 năm 2024

BÁO CÁO

Kết quả công tác 6 tháng đầu năm 2024

I. KẾT QUẢ

1. Tiến độ nhiệm vụ theo {plan}

| Số | Nhiệm vụ | Tình trạng | Ghi chú |
|---|---|---|---|
| 1 | Đề án chợ nông thôn | Hoàn thành | |
| 3 | Kiểm tra an toàn hóa chất các cụm | Đang thực hiện | |
| 4 | GPMB cụm Đông Hà | Đang vướng, chờ tái định cư | |
| 5 | Thẩm định công nghệ | Hoàn thành | |
"""


@pytest.fixture
def known(fresh_store: Store, tmp_path: Path) -> Knowledge:
    """A plan and the report that tells of its tasks."""
    return read(fresh_store, tmp_path, "Kế hoạch số 9/KH-SCT")


def read(store: Store, folder: Path, plan: str) -> Knowledge:
    """What is known after reading both."""
    (folder / "kh.md").write_text(PLAN, encoding="utf-8")
    (folder / "bc.md").write_text(REPORT.format(plan=plan), encoding="utf-8")
    for _ in ingest([folder], store):
        pass
    return known_of(store)


def states(known: Knowledge) -> list[str]:
    """The states of the plan's tasks in order."""
    return [state_of(t).state for t in known.tasks if t.doc == "9/KH-SCT"]


def test_a_row_is_of_the_task_with_its_number_and_words(known: Knowledge) -> None:
    """Each state goes to its task with the report as its source; a row of other words with the same number to none."""
    assert states(known) == ["done", "", "doing", "doing", ""]
    assert "(Báo cáo 77/BC-SCT)" in next(t.status for t in known.tasks if t.doc == "9/KH-SCT")


def test_the_summary_counts_them(known: Knowledge) -> None:
    """Done, late and blocked tasks of the year at the end of the period."""
    tasks = count_tasks(known, "2024-S1", TODAY)
    assert (tasks.total, tasks.done, tasks.told) == (5, 1, 3)
    assert [t.text.split()[-1] for t in tasks.blocked] == ["Hà"]
    assert [t.deadline for t in tasks.late] == ["2024-04-30", "2024-05-31", "2024-02-28"]


def test_a_table_that_names_no_plan_tells_of_none(fresh_store: Store, tmp_path: Path) -> None:
    """Progress of somebody else's tasks is not put to these."""
    assert states(read(fresh_store, tmp_path, "chương trình của tỉnh")) == [""] * 5
