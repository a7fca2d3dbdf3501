"""Two short documents of an invented province, read into a store: what conversations in tests are about."""

from __future__ import annotations

from pathlib import Path

from bot.intake import ingest
from index import Store

REPORT = """\
ỦY BAN NHÂN DÂN TỈNH AN BÌNH

Số: 12/BC-UBND

An Bình, ngày 05 tháng 7 năm 2024

BÁO CÁO

Tình hình kinh tế - xã hội 6 tháng đầu năm 2024

I. KẾT QUẢ

1. Thu hút đầu tư

Trong 6 tháng đầu năm 2024, thu hút FDI đạt 120 triệu USD, đạt 60% kế hoạch năm (200 triệu USD), bằng 150% cùng kỳ.

Các dự án tập trung vào công nghiệp chế biến <xanh> & hạ tầng "thông minh".

2. Xuất khẩu

Kim ngạch xuất khẩu 6 tháng đầu năm 2024 ước đạt 450 triệu USD, đạt 45% kế hoạch năm (1.200 triệu USD).

3. Lao động

Tổng số lao động trong các khu công nghiệp là 31.500 người.

Nơi nhận:
- Thường trực Tỉnh ủy;
- Lưu: VT.

CHỦ TỊCH

Trần Văn Mẫu
"""

PLAN = """\
ỦY BAN NHÂN DÂN TỈNH AN BÌNH

Số: 7/KH-UBND

An Bình, ngày 15 tháng 01 năm 2024

KẾ HOẠCH

Triển khai nhiệm vụ phát triển kinh tế - xã hội năm 2024

I. NHIỆM VỤ

1. Văn phòng

- Xây dựng quy chế làm việc mới, trình phê duyệt trước ngày 31/3/2024.

- Rà soát thủ tục hành chính, báo cáo kết quả trong quý II năm 2024.

2. Phòng Quản lý đầu tư

- Chủ trì tổ chức hội nghị xúc tiến đầu tư, hoàn thành trước ngày 30/9/2024.

- Phối hợp với Văn phòng cập nhật cơ sở dữ liệu dự án, hoàn thành trong tháng 12/2024.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Trần Văn Mẫu
"""


def fill(store: Store, folder: Path) -> Store:
    """Read both documents, and as many numbered letters as make a second page of the list."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "12-BC-UBND.txt").write_text(REPORT, encoding="utf-8")
    (folder / "7-KH-UBND.txt").write_text(PLAN, encoding="utf-8")
    for _ in ingest([folder], store):
        pass
    return store
