"""Tasks of a plan: who does what by when."""

from __future__ import annotations

import pytest

from corpus.models import Document, Task
from corpus.structure import parse_document
from corpus.tasks import extract_tasks

PLAN = """\
ỦY BAN NHÂN DÂN TỈNH AN BÌNH

Số: 31/KH-UBND

An Bình, ngày 15 tháng 01 năm 2024

KẾ HOẠCH

Phát triển cảng biển năm 2024

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

Nâng cao hiệu quả quản lý cảng biển trên địa bàn tỉnh.

II. NHIỆM VỤ TRỌNG TÂM

1. Rà soát quy hoạch bến cảng theo Quyết định số 77/QĐ-TTg ngày 02/3/2023, hoàn thành trong quý II năm 2024.

2. Xây dựng cơ chế thu hút hãng tàu, trình trước ngày 30/9/2024.

III. NHIỆM VỤ CỤ THỂ

1. Sở Giao thông vận tải

- Chủ trì, phối hợp với Sở Tài chính, Cục Hải quan và các đơn vị liên quan xây dựng đề án bến cảng số 3.

- Đôn đốc tiến độ nạo vét luồng.

2. Phòng Quản lý cảng biển

- Số hóa hồ sơ 25 bến, xong trong tháng 6/2024.

IV. TỔ CHỨC THỰC HIỆN

1. Giao Sở Kế hoạch và Đầu tư chủ trì, phối hợp với Văn phòng UBND tỉnh theo dõi, đôn đốc thực hiện Kế hoạch này.

PHỤ LỤC: DANH MỤC NHIỆM VỤ

STT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tTình hình thực hiện\tThời gian hoàn thành
1\tLập đề án logistics\tSở Công Thương\tSở Tài chính\tĐang lập đề cương\tTháng 9/2024
2\tKhởi công bến số 5\tBan Quản lý dự án\t\tChưa thực hiện\tQuý IV/2024
"""


@pytest.fixture(scope="module")
def plan() -> Document:
    """The plan, read."""
    return parse_document(PLAN, source_file="plan.txt", sha256="0")


def _one(plan: Document, words: str) -> Task:
    return next(t for t in extract_tasks(plan) if words in t.text)


def test_a_section_titled_by_a_unit_gives_its_items_to_it(plan: Document) -> None:
    """Items under "1. Sở Giao thông vận tải" are led by it."""
    assert _one(plan, "nạo vét").lead == "Sở Giao thông vận tải"
    assert _one(plan, "Số hóa").lead == "Phòng Quản lý cảng biển"


def test_partners_are_those_named_after_phoi_hop(plan: Document) -> None:
    """Units and groups after "phối hợp với" are the partners, in their order."""
    assert _one(plan, "đề án bến cảng").partners == ("Sở Tài chính", "Cục Hải quan", "các đơn vị liên quan")


def test_an_order_names_lead_and_partner(plan: Document) -> None:
    """ "Giao X chủ trì, phối hợp với Y" gives both."""
    task = _one(plan, "Giao Sở Kế hoạch")
    assert task.lead == "Sở Kế hoạch và Đầu tư"
    assert task.partners
    assert task.partners[0].startswith("Văn phòng UBND")


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("Rà soát quy hoạch", "2024-Q2"),
        ("thu hút hãng tàu", "2024-09-30"),
        ("Số hóa hồ sơ", "2024-M06"),
        ("nạo vét", ""),
        ("logistics", "2024-M09"),
        ("bến số 5", "2024-Q4"),
    ],
)
def test_a_deadline_is_a_term_and_no_date_of_a_document(plan: Document, words: str, deadline: str) -> None:
    """Terms become codes; dates of cited documents are none."""
    assert _one(plan, words).deadline == deadline


def test_an_annex_table_gives_a_task_a_row(plan: Document) -> None:
    """Columns give lead, partners and status."""
    task = _one(plan, "logistics")
    assert (task.lead, task.partners, task.status) == ("Sở Công Thương", ("Sở Tài chính",), "Đang lập đề cương")


def test_aims_are_no_tasks_and_every_task_quotes_its_place(plan: Document) -> None:
    """The purpose of the plan is no task; every span quotes the original; ordinals count up."""
    tasks = extract_tasks(plan)
    assert not any("Nâng cao hiệu quả" in t.text for t in tasks)
    assert all(plan.original[t.span.start : t.span.end] == t.span.quote for t in tasks)
    assert [t.ordinal for t in tasks] == list(range(len(tasks)))


MARKED = """\
UBND TỈNH SƠN LÃNG
SỞ LƯU TRỮ

Số: 31/KH-SLT

Sơn Lãng, ngày 10 tháng 01 năm 2025

KẾ HOẠCH
Công tác năm 2025

Mục 1. Nhiệm vụ khác

§1. Nhà hát Tuồng cổ chủ trì dàn dựng vở diễn mới, hoàn thành trước ngày 02/9/2025.

§2. Mua 01 máy quét khổ lớn, hoàn thành trong quý III/2025; giao Phòng Tài chính chủ trì, Phòng Nội vụ phối hợp.

§3. Mở 02 lớp nghiệp vụ. Đơn vị thực hiện: Văn phòng Sở. Thời hạn: trước ngày 30/6/2025.

Mục 2. Nhiệm vụ trọng tâm

| Mã | Nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn hoàn thành |
|---|---|---|---|---|
| NV-01 | Số hóa kho bản đồ cổ | Phòng Nội vụ | Đồn Biên phòng Mũi Én; Hiệp hội In tỉnh | 31/10/2025 |

Nơi nhận:
- Lưu: VT.
"""


def test_items_with_paragraph_signs_name_who_leads_and_helps() -> None:
    """A body of any kind at the head, a unit named later in the item, partners as printed where no known units."""
    found = extract_tasks(parse_document(MARKED, source_file="a.md", sha256=""))
    assert [(t.lead, t.partners, t.deadline) for t in found] == [
        ("Nhà hát Tuồng cổ", (), "2025-09-02"),
        ("Phòng Tài chính", ("Phòng Nội vụ",), "2025-Q3"),
        ("Văn phòng Sở", (), "2025-06-30"),
        ("Phòng Nội vụ", ("Đồn Biên phòng Mũi Én", "Hiệp hội In tỉnh"), "2025-10-31"),
    ]
